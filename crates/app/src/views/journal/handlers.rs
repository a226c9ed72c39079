//! The pages of the journal.

use askama::Template;
use chrono::DateTime;
use govuk::{Button, Cell, Details, Html, Select, Table};
use policy::Action;
use serde::Deserialize;
use store::At;
use uuid::Uuid;
use values::{AccountId, PersonId};

use super::queries::{self, Line, PAGE, Wanted, What};
use crate::{
    office::directory::{Directory, InCouncil},
    person::people,
    shell::web::{Answer, Ctx, Layout, Names, Path, Query, WebError, html, words},
};

/// The query of the address. Unknown parameters are ignored.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct JournalQuery {
    who: String,
    what: String,
    /// Moment in microseconds and id of the last entry of the page before, as `MOMENT.ID`.
    before: String,
}

impl JournalQuery {
    fn wanted(&self, person: Option<PersonId>) -> Wanted {
        let before = self.before.split_once('.').and_then(|(at, id)| {
            let at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
            Some((At::from(at), Uuid::try_parse(id).ok()?))
        });
        Wanted {
            person,
            by: self.who.parse().ok(),
            what: match self.what.as_str() {
                "changes" => What::Changes,
                "seen" => What::Seen,
                _ => What::All,
            },
            before,
        }
    }

    /// Returns the address of the page of entries older than `last`.
    fn older(&self, path: &str, last: &Line) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("who", &self.who), ("what", &self.what)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let before = format!("{}.{}", last.at.timestamp_micros(), last.id);
        query.append_pair("before", &before);
        format!("{path}?{}", query.finish())
    }
}

#[derive(Template)]
#[template(path = "journal/list.html")]
struct JournalPage {
    layout: Layout,
    heading: String,
    filter: Html,
    entries: Option<Table>,
    older: Option<String>,
}

fn about(row: &Line, names: &Names, directory: &Directory) -> Html {
    if let Some(person) = row.person {
        return Html::link(format!("/people/{person}/journal"), names.name(person));
    }
    let accounts = row
        .further
        .iter()
        .map(|id| directory.workers.get(&AccountId(*id)));
    match accounts.collect::<Option<Vec<_>>>() {
        _ if row.further.is_empty() => "".into(),
        Some(accounts) => accounts
            .into_iter()
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
            .into(),
        None => words::count(row.further.len() as u64, "record", "records").into(),
    }
}

fn table(ctx: &Ctx, rows: &[Line], names: &Names, directory: &Directory) -> Option<Table> {
    let mut table = Table::new("Journal entries")
        .caption_hidden()
        .column("When")
        .column("Who")
        .column("What")
        .column("About")
        .column("Fields");
    // No one can read about their own record here either.
    let own = ctx.who().worker.own_person;
    for row in rows.iter().filter(|row| own.is_none() || row.person != own) {
        let who = directory.worker(row.by, "Foothold");
        let what = row.action.replace('-', " ");
        let what = if row.reason.is_empty() {
            what
        } else {
            format!("{what} ({})", row.reason)
        };
        table = table.row([
            Cell::new(words::moment(row.at)),
            Cell::new(who),
            Cell::new(what),
            Cell::new(about(row, names, directory)),
            Cell::new(row.fields.replace(',', ", ").replace('_', " ")),
        ]);
    }
    (!table.is_empty()).then(|| table.scrollable())
}

fn filter(asked: &JournalQuery, directory: &Directory) -> Html {
    let mut named: Vec<_> = directory.workers.iter().collect();
    named.sort_by_key(|(id, name)| (store::fold(name), **id));
    let mut who = Select::new("who", "Who")
        .item("", "Anyone")
        .selected(&*asked.who);
    for (id, name) in named {
        who = who.item(id.to_string(), name.clone());
    }
    let what = Select::new("what", "What")
        .item("", "Everything")
        .item("changes", "What was changed")
        .item("seen", "What was seen")
        .selected(&*asked.what);
    let form = Html::joined([
        Html::literal("<form method=\"get\">"),
        Html::of(who),
        Html::of(what),
        Html::of(Button::new("Show").secondary()),
        Html::literal("</form>"),
    ]);
    let details = Details::new("Filter", form);
    Html::of(if asked.who.is_empty() && asked.what.is_empty() {
        details
    } else {
        details.open()
    })
}

async fn page(
    ctx: &Ctx,
    asked: &JournalQuery,
    person: Option<PersonId>,
    layout: Layout,
    heading: impl FnOnce(&Names) -> String,
) -> Answer {
    ctx.app().store.fold_shown().await?;
    let mut tx = ctx.read().await?;
    let mut rows = queries::newest(&mut tx, ctx.council(), &asked.wanted(person)).await?;
    let directory = ctx.directory(&mut tx).await?;
    drop(tx);
    let names = ctx.names().await?;
    let has_older = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(html(&JournalPage {
        layout,
        heading: heading(&names),
        filter: filter(asked, &directory),
        entries: table(ctx, &rows, &names, &directory),
        older: rows
            .last()
            .filter(|_| has_older)
            .map(|last| asked.older(ctx.path(), last)),
    }))
}

/// Lists the newest entries of the council.
pub(super) async fn newest(ctx: Ctx, Query(asked): Query<JournalQuery>) -> Answer {
    ctx.decide_office(Action::ReadJournal)?;
    page(&ctx, &asked, None, ctx.layout("Journal"), |_| {
        "Journal".into()
    })
    .await
}

/// Lists who did or saw what about one young person.
pub(super) async fn of_person(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<JournalQuery>,
) -> Answer {
    ctx.decide_office(Action::ReadJournal)?;
    let mut tx = ctx.read().await?;
    let standing = people::standing(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    drop(tx);
    ctx.decide(Action::ReadPerson, &standing)?;
    let layout = ctx
        .layout("Journal of one young person")
        .back(format!("/people/{id}"));
    page(&ctx, &asked, Some(id), layout, |names| {
        format!("Journal of {}", names.name(id))
    })
    .await
}
