//! Queries that are written out once.
//!
//! Writing out a query from the mapper's trees takes longer than running it, where it finds a few rows. A query about one young person is the
//! same text each time, but for two ids.

use std::{
    collections::HashMap,
    fmt::Write,
    sync::{Arc, Mutex, OnceLock},
};

use sea_orm::{
    ColumnTrait, Condition, DbBackend, Statement, Value, Values, sea_query::SelectStatement,
};
use uuid::Uuid;
use values::{CouncilId, PersonId};

use crate::{FromRow, ReadTx, StoreError, rows, sqlite::held};

/// Whom a query is about: some of an owner's young people, or each of them.
pub struct About {
    owner: Uuid,
    people: Option<Vec<Uuid>>,
}

impl About {
    /// Returns the owner of the rows.
    pub fn owner(&self) -> Uuid {
        self.owner
    }

    /// Returns the condition that a column is the id of one of them.
    pub fn are(&self, column: impl ColumnTrait) -> Condition {
        match self.people.as_deref() {
            None => Condition::all(),
            Some([one]) => Condition::all().add(column.eq(*one)),
            Some(people) => Condition::all().add(column.is_in(people.iter().copied())),
        }
    }
}

/// Ids that no row has, in whose places the ids of each question come.
const OWNER: Uuid = Uuid::from_u128(u128::MAX - 1);
const PERSON: Uuid = Uuid::from_u128(u128::MAX - 2);

/// A query that was written out about one young person.
struct Text {
    sql: String,
    values: Vec<Value>,
}

impl Text {
    fn about(&self, owner: Uuid, person: Uuid, backend: DbBackend) -> Statement {
        let values = self.values.iter().map(|value| match value {
            Value::Uuid(Some(id)) if *id == OWNER => owner.into(),
            Value::Uuid(Some(id)) if *id == PERSON => person.into(),
            other => other.clone(),
        });
        Statement {
            sql: self.sql.clone(),
            values: Some(Values(values.collect())),
            db_backend: backend,
        }
    }
}

/// A query about young people that is written out once for each database, where it is about one of them.
///
/// It is made by a function that knows nothing but whom it is about, so that nothing else that differs between two questions can be kept.
pub struct KeptQuery {
    make: fn(&About) -> SelectStatement,
    texts: [OnceLock<Text>; 2],
}

impl KeptQuery {
    /// Returns a query that is yet to be written out.
    pub const fn new(make: fn(&About) -> SelectStatement) -> Self {
        Self {
            make,
            texts: [OnceLock::new(), OnceLock::new()],
        }
    }

    /// Returns what it finds about one young person.
    pub async fn of<T: FromRow>(
        &'static self,
        tx: &ReadTx,
        council: CouncilId,
        person: PersonId,
    ) -> Result<Vec<T>, StoreError> {
        self.of_some(tx, council, Some(&[person])).await
    }

    /// Returns what it finds about some young people, or about each.
    pub async fn of_some<T: FromRow>(
        &'static self,
        tx: &ReadTx,
        council: CouncilId,
        only: Option<&[PersonId]>,
    ) -> Result<Vec<T>, StoreError> {
        let owner = Uuid::from(council);
        let statement = match only {
            Some([person]) => {
                let person = Uuid::from(*person);
                if let Some(found) = tx.asked().found(self, owner, person) {
                    return rows::read_written(&found);
                }
                self.text(tx).about(owner, person, tx.backend())
            }
            _ => {
                let people = only.map(|people| people.iter().map(|id| Uuid::from(*id)).collect());
                tx.build(&(self.make)(&About { owner, people }))
            }
        };
        rows::read(tx, statement).await
    }

    fn text(&self, tx: &ReadTx) -> &Text {
        let [sqlite, postgres] = &self.texts;
        let place = match tx.backend() {
            DbBackend::Postgres => postgres,
            _ => sqlite,
        };
        place.get_or_init(|| {
            let about = About {
                owner: OWNER,
                people: Some(vec![PERSON]),
            };
            let statement = tx.build(&(self.make)(&about));
            Text {
                sql: statement.sql,
                values: statement.values.map(|values| values.0).unwrap_or_default(),
            }
        })
    }
}

/// What a page or an act asks about one young person, one query after the other. From the second time on all of it is asked at once, so that a
/// database at the other end of a wire is asked once and not a dozen times.
///
/// It learns what is asked by being there: a query that has been asked once is asked with the others from then on.
#[derive(Default)]
pub struct Together(Mutex<Known>);

#[derive(Default)]
struct Known {
    queries: Vec<&'static KeptQuery>,
    /// All of them, written out as one until another is learnt.
    text: Option<Arc<Text>>,
}

impl Together {
    /// Returns one that has learnt nothing yet.
    pub const fn new() -> Self {
        Self(Mutex::new(Known {
            queries: Vec::new(),
            text: None,
        }))
    }

    fn learn(&self, query: &'static KeptQuery) {
        let mut known = held(&self.0);
        if !known.queries.iter().any(|one| std::ptr::eq(*one, query)) {
            known.queries.push(query);
            known.text = None;
        }
    }

    /// Returns what is known, written out for the database in use.
    fn asked(&self, tx: &ReadTx) -> (Vec<&'static KeptQuery>, Arc<Text>) {
        let mut known = held(&self.0);
        let queries = known.queries.clone();
        let text = known.text.get_or_insert_with(|| {
            let texts: Vec<&Text> = queries.iter().map(|query| query.text(tx)).collect();
            Arc::new(joined(&texts))
        });
        let text = Arc::clone(text);
        (queries, text)
    }
}

/// What was asked together in a transaction.
#[derive(Default)]
pub(crate) struct Asked(Mutex<Option<Begun>>);

struct Begun {
    habit: &'static Together,
    owner: Uuid,
    person: Uuid,
    /// What each query found, as the server writes it, by the address of the query.
    found: HashMap<usize, Arc<str>>,
}

fn address(query: &'static KeptQuery) -> usize {
    std::ptr::from_ref(query).addr()
}

impl Asked {
    /// Returns what a query found, where nothing has been written since.
    fn found(&self, query: &'static KeptQuery, owner: Uuid, person: Uuid) -> Option<Arc<str>> {
        let mut begun = held(&self.0);
        let begun = begun.as_mut()?;
        if (begun.owner, begun.person) != (owner, person) {
            return None;
        }
        let found = begun.found.get(&address(query)).cloned();
        if found.is_none() {
            begun.habit.learn(query);
        }
        found
    }

    /// Forgets what was found: something has changed since.
    pub(crate) fn forget(&self) {
        if let Some(begun) = held(&self.0).as_mut() {
            begun.found.clear();
        }
    }
}

impl ReadTx {
    /// Asks at once what was asked about a young person before, and keeps the answers until something is written, or [`ReadTx::apart`].
    /// An embedded database is asked in place, and this does nothing there.
    ///
    /// Errors: those of the database.
    pub async fn together(
        &mut self,
        habit: &'static Together,
        council: CouncilId,
        person: PersonId,
    ) -> Result<(), StoreError> {
        if self.backend() != DbBackend::Postgres {
            return Ok(());
        }
        let (owner, person) = (Uuid::from(council), Uuid::from(person));
        let (queries, text) = habit.asked(self);
        let mut found = HashMap::new();
        if !queries.is_empty() {
            let statement = text.about(owner, person, DbBackend::Postgres);
            let mut parts = Vec::with_capacity(queries.len());
            self.each(statement, &mut |row| {
                for _ in &queries {
                    parts.push(row.take::<Option<String>>()?);
                }
                Ok(())
            })
            .await?;
            let parts = parts.into_iter().map(Option::unwrap_or_default);
            let addresses = queries.iter().map(|query| address(query));
            found.extend(addresses.zip(parts.map(Arc::from)));
        }
        *held(&self.asked().0) = Some(Begun {
            habit,
            owner,
            person,
            found,
        });
        Ok(())
    }

    /// Asks each query by itself from here on.
    pub fn apart(&mut self) {
        *held(&self.asked().0) = None;
    }
}

/// Writes queries out as one: a row with a column for each, which holds its rows as JSON.
fn joined(texts: &[&Text]) -> Text {
    let mut values = vec![OWNER.into(), PERSON.into()];
    let mut sql = String::from("SELECT ");
    for (place, text) in texts.iter().enumerate() {
        let numbers: Vec<usize> = text
            .values
            .iter()
            .map(|value| match value {
                Value::Uuid(Some(id)) if *id == OWNER => 1,
                Value::Uuid(Some(id)) if *id == PERSON => 2,
                other => {
                    values.push(other.clone());
                    values.len()
                }
            })
            .collect();
        let comma = if place == 0 { "" } else { ", " };
        let own = renumbered(&text.sql, &numbers);
        let _ = write!(
            sql,
            "{comma}(SELECT CAST(json_agg(q) AS TEXT) FROM ({own}) q)"
        );
    }
    Text { sql, values }
}

/// Writes a statement with other numbers for its values. A statement that is built holds no text of its own: a dollar begins the number of a value.
fn renumbered(sql: &str, numbers: &[usize]) -> String {
    let mut parts = sql.split('$');
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let number: usize = number.parse().unwrap_or(0);
        let new = number.checked_sub(1).and_then(|at| numbers.get(at));
        let _ = write!(written, "${}{rest}", new.copied().unwrap_or(number));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_asked_together_share_the_ids_and_keep_their_other_values() {
        let text = |sql: &str, values: Vec<Value>| Text {
            sql: sql.to_owned(),
            values,
        };
        let one = text(
            "SELECT a FROM b WHERE c = $1 AND d = $2 LIMIT $3",
            vec![OWNER.into(), PERSON.into(), 31.into()],
        );
        let two = text(
            "SELECT e FROM f WHERE g = $1 AND h = $2 AND i = $3",
            vec!["x".into(), PERSON.into(), OWNER.into()],
        );
        let both = joined(&[&one, &two]);
        let (first, second) = (
            "SELECT a FROM b WHERE c = $1 AND d = $2 LIMIT $3",
            "SELECT e FROM f WHERE g = $4 AND h = $2 AND i = $1",
        );
        assert_eq!(
            both.sql,
            format!(
                "SELECT (SELECT CAST(json_agg(q) AS TEXT) FROM ({first}) q), (SELECT CAST(json_agg(q) AS TEXT) FROM ({second}) q)"
            )
        );
        let values: Vec<Value> = vec![OWNER.into(), PERSON.into(), 31.into(), "x".into()];
        assert_eq!(both.values, values);
    }
}
