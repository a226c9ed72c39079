//! The pages of the journal.

use askama::Template;
use govuk::{Cell, Html, Table};
use policy::Action;
use values::PersonId;

use super::queries::{self, Line};
use crate::{
    accounts, people,
    web::{Answer, Ctx, Layout, Names, Path, WebError, html, words},
};

#[derive(Template)]
#[template(path = "journal/list.html")]
struct JournalPage {
    layout: Layout,
    heading: String,
    entries: Option<Table>,
}

async fn table(ctx: &Ctx, rows: &[Line], names: &Names) -> Result<Option<Table>, WebError> {
    let workers = accounts::worker_names(&mut ctx.read().await?, ctx.council()).await?;
    let mut table = Table::new("The newest 100 entries")
        .caption_hidden()
        .column("When")
        .column("Who")
        .column("What")
        .column("About")
        .column("Fields");
    // Nobody reads about their own record here either.
    let own = ctx.who().worker.own_person;
    for row in rows.iter().filter(|row| own.is_none() || row.person != own) {
        let who = workers
            .get(&row.by)
            .cloned()
            .unwrap_or_else(|| "Foothold".into());
        let what = row.action.replace('-', " ");
        let what = if row.reason.is_empty() {
            what
        } else {
            format!("{what} ({})", row.reason)
        };
        let about: Html = match row.person.known() {
            Some(person) => Html::link(format!("/people/{person}/journal"), names.name(person)),
            None if row.further > 0 => words::count(row.further, "record", "records").into(),
            None => "".into(),
        };
        table = table.row([
            Cell::new(words::moment(row.at)),
            Cell::new(who),
            Cell::new(what),
            Cell::new(about),
            Cell::new(row.fields.replace(',', ", ").replace('_', " ")),
        ]);
    }
    Ok((!table.is_empty()).then(|| table.scrollable()))
}

/// Lists the newest entries of the council.
pub(super) async fn newest(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadJournal)?;
    let rows = queries::newest(&mut ctx.read().await?, ctx.council(), None).await?;
    let names = ctx.names().await?;
    let entries = table(&ctx, &rows, &names).await?;
    Ok(html(&JournalPage {
        layout: ctx.layout("Journal"),
        heading: "Journal".into(),
        entries,
    }))
}

/// Lists who did or saw what about one young person.
pub(super) async fn of_person(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    ctx.decide_office(Action::ReadJournal)?;
    let mut tx = ctx.read().await?;
    let standing = people::standing(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(Action::ReadPerson, &standing)?;
    let rows = queries::newest(&mut tx, ctx.council(), Some(id)).await?;
    drop(tx);
    let names = ctx.names().await?;
    let entries = table(&ctx, &rows, &names).await?;
    let heading = format!("Journal of {}", names.name(id));
    Ok(html(&JournalPage {
        layout: ctx
            .layout("Journal of one young person")
            .back(format!("/people/{id}")),
        heading,
        entries,
    }))
}
