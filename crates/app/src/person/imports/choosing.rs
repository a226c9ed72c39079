//! The page on which the columns of any list are matched, and the lists waiting for it.

use std::collections::BTreeMap;

use govuk::{Choice, Html, Select};
use lists::List;
use store::{StoreError, WriteTx};
use values::ImportRunId;

use super::{bundle, queries, reading::Sent};
use crate::shell::web::{Answer, Ctx, Errors, Form, FormPage, WebError};

/// The columns that a kind of list has.
pub(crate) struct Columns {
    /// Ours: the code of each, and what it is called on a page.
    pub(crate) ours: &'static [(&'static str, &'static str)],
    /// What others call them, as [`lists::heading`] writes it, and the code of ours that it is.
    pub(crate) others: &'static [(&'static str, &'static str)],
}

impl Columns {
    /// Returns the codes of our columns, in the order of the guide.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.ours.iter().map(|(code, _)| *code)
    }

    /// Returns every heading by which the first line of such a table is known.
    pub(crate) fn known(&self) -> Vec<String> {
        let others = self.others.iter().map(|(other, _)| *other);
        self.codes().chain(others).map(str::to_owned).collect()
    }

    /// Returns the column of ours that a heading is, where its name says so.
    pub(crate) fn named(&self, written: &str) -> Option<&'static str> {
        let name = lists::heading(written);
        let other = self.others.iter().find(|(other, _)| *other == name);
        let code = other.map_or(name.as_str(), |(_, code)| code);
        self.codes().find(|known| *known == code)
    }

    /// Returns the column of ours that a heading is, as matched by hand or by its name: `Some(None)` where it is left out, and `None`
    /// where it has to be asked.
    pub(crate) fn meant(
        &self,
        written: &str,
        by_hand: &BTreeMap<String, String>,
    ) -> Option<Option<&'static str>> {
        match by_hand.get(&lists::heading(written)) {
            Some(chosen) => Some(self.codes().find(|code| code == chosen)),
            None => self.named(written).map(Some),
        }
    }
}

/// Shows each heading with the first values below it, and asks which of our columns it is.
pub(crate) fn columns_page(
    ctx: &Ctx,
    list: &List,
    columns: &Columns,
    chosen: &[String],
    errors: &Errors,
) -> Answer {
    // The page before the list's own.
    let back = ctx.path().split('/').take(2).collect::<Vec<_>>().join("/");
    let mut page = FormPage::new(ctx, "Match the columns")
        .errors(errors, &[])
        .cancel(back)
        .intro(Html::paragraph(
            "Choose what each column in the list contains. Your choices are remembered for the next list with the same headings.",
        ));
    for (place, name) in list.headings.iter().enumerate() {
        let id = format!("column-{place}");
        let below: Vec<&str> = list
            .rows
            .iter()
            .filter_map(|row| row.values.get(place))
            .filter(|value| !value.is_empty())
            .take(3)
            .map(String::as_str)
            .collect();
        let hint = if below.is_empty() {
            "This column is empty.".to_owned()
        } else {
            let below = below.join(" · ");
            let shown: String = below.chars().take(120).collect();
            format!("For example, {shown}")
        };
        let choices = columns.ours.iter();
        let choices = choices.map(|(code, words)| Choice::new(*code, *words));
        page = page.field(
            Select::new(id.clone(), name.clone())
                .hint(hint)
                .blank("Leave this column out")
                .choices(choices)
                .selected(chosen.get(place).cloned().unwrap_or_default())
                .error(errors.at(&id)),
        );
    }
    page.button("Continue").show()
}

/// Returns a first choice for each heading, none of them twice.
pub(crate) fn guessed(list: &List, guess: impl Fn(&str) -> String) -> Vec<String> {
    let mut chosen: Vec<String> = Vec::new();
    for name in &list.headings {
        let column = guess(name);
        // No two headings match the same column of ours.
        let is_free = !chosen.contains(&column);
        chosen.push(if is_free { column } else { String::new() });
    }
    chosen
}

/// What was chosen for each heading.
pub(crate) struct Answers {
    /// The column for each heading in its place; empty where it is left out.
    pub(crate) chosen: Vec<String>,
    /// The same by the heading, as [`lists::heading`] writes it.
    pub(crate) by_hand: BTreeMap<String, String>,
    /// What is wrong with it.
    pub(crate) errors: Errors,
}

impl Answers {
    /// Takes what was chosen.
    pub(crate) fn typed(form: &Form, list: &List, columns: &Columns) -> Self {
        let is_ours = |column: &String| columns.codes().any(|code| code == column);
        let places = 0..list.headings.len();
        let chosen: Vec<String> = places
            .map(|place| form.owned(&format!("column-{place}")))
            .map(|column| Some(column).filter(is_ours).unwrap_or_default())
            .collect();
        let names = list.headings.iter().map(|name| lists::heading(name));
        let by_hand = names.zip(chosen.iter().cloned()).collect();
        let mut errors = Errors::default();
        for (place, column) in chosen.iter().enumerate() {
            if !column.is_empty() && chosen[..place].contains(column) {
                let message = "Another column already has this. Choose a different one, or leave this column out";
                errors.add(format!("column-{place}"), message);
            }
        }
        Self {
            chosen,
            by_hand,
            errors,
        }
    }
}

/// Returns how the headings of a list were last matched, in a list with the same headings. `of` is what it imports.
pub(crate) async fn remembered(
    ctx: &Ctx,
    of: &str,
    list: &List,
) -> Result<BTreeMap<String, String>, WebError> {
    let mut tx = ctx.read().await?;
    Ok(queries::remembered(&mut tx, ctx.council(), of, &[list]).await?)
}

/// Keeps a list of another slice until its columns have been matched.
pub(crate) async fn keep(
    tx: &mut WriteTx,
    of: &'static str,
    name: &str,
    list: &List,
) -> Result<ImportRunId, StoreError> {
    let sent = Sent {
        name: name.to_owned(),
        list: list.clone(),
    };
    queries::keep_for(tx, of, &bundle::pack(&[sent]), list.rows.len()).await
}

/// Finds a list of another slice that waits to be matched.
pub(crate) async fn kept(ctx: &Ctx, of: &str, id: ImportRunId) -> Result<List, WebError> {
    let mut tx = ctx.read().await?;
    let run = queries::find(&mut tx, ctx.council(), id).await?;
    let run = run.filter(|run| run.list == of).ok_or(WebError::NotFound)?;
    let bytes = queries::bundle(&mut tx, ctx.council(), run.file).await?;
    let sent = bundle::open(&bytes).and_then(|sent| sent.into_iter().next());
    Ok(sent.ok_or(WebError::NotFound)?.list)
}

/// Remembers what the headings of a list of another slice were matched with.
pub(crate) async fn remember(
    tx: &mut WriteTx,
    of: &'static str,
    list: &List,
    by_hand: &BTreeMap<String, String>,
) -> Result<(), StoreError> {
    queries::remember(tx, of, list, by_hand).await
}
