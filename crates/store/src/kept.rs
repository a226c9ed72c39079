//! Queries that are written out once.
//!
//! Writing out a query from the mapper's trees takes longer than running it, where it finds a few rows. A query about one young person is the
//! same text each time, but for two ids.

use std::sync::OnceLock;

use sea_orm::{
    ColumnTrait, Condition, DbBackend, Statement, Value, Values, sea_query::SelectStatement,
};
use uuid::Uuid;
use values::{CouncilId, PersonId};

use crate::{FromRow, ReadTx, StoreError, rows};

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
        &self,
        tx: &ReadTx,
        council: CouncilId,
        person: PersonId,
    ) -> Result<Vec<T>, StoreError> {
        self.of_some(tx, council, Some(&[person])).await
    }

    /// Returns what it finds about some young people, or about each.
    pub async fn of_some<T: FromRow>(
        &self,
        tx: &ReadTx,
        council: CouncilId,
        only: Option<&[PersonId]>,
    ) -> Result<Vec<T>, StoreError> {
        let owner = Uuid::from(council);
        let statement = match only {
            Some([person]) => self.text(tx).about(owner, (*person).into(), tx.backend()),
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
