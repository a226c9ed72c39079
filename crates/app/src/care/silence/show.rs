//! Who has lost contact, and who is waiting to hear from us.

use askama::Template;
use chrono::Days;
use govuk::{Cell, Html, Table};
use policy::{Action, Role};
use programme::DueKind;

use super::{
    model::{WAYS_BACK, WHYS},
    queries,
};
use crate::{
    person::{
        due::{self, Whose},
        people, referrals,
    },
    shell::{
        choices::worded,
        web::{Answer, Ctx, Layout, html, words},
    },
};

/// What the page is about.
const KINDS: [DueKind; 3] = [DueKind::Silence, DueKind::Taper, DueKind::WayBack];

/// How far ahead a way back is looked for: it falls due within two weeks.
const AHEAD: Days = Days::new(15);

#[derive(Template)]
#[template(path = "silence/show.html")]
struct SilencePage {
    layout: Layout,
    people: Option<Table>,
    referrals: Option<Table>,
}

/// Shows lost contact to those who work with young people, or manage those who do.
pub(super) async fn show(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let (scope, today) = (ctx.scope(Action::ListPeople), ctx.today());
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let sees_all = ctx.is_any(&[
        Role::TeamManager,
        Role::ProgrammeManager,
        Role::SafeguardingLead,
    ]);
    // A way back that was offered stays in sight until they have been heard from, whenever it falls due.
    let until = today.checked_add_days(AHEAD).unwrap_or(today);
    let mut rows = if sees_all {
        due::due_of_scope(&mut tx, &scope, &KINDS, until).await?
    } else {
        let whose = Whose {
            workers: ctx.stands_for(),
            organisation: ctx.who().worker.organisation,
            teams: Vec::new(),
        };
        let mut rows = due::due_of_workers(&mut tx, &scope, &whose, until).await?;
        rows.retain(|row| row.kind.is_some_and(|kind| KINDS.contains(&kind)));
        rows
    };
    let is_way_back = |row: &due::DueRow| row.kind == Some(DueKind::WayBack);
    rows.retain(|row| row.due_on <= today || is_way_back(row));
    let ids: Vec<_> = rows.iter().map(due::DueRow::person).collect();
    let standings = people::standings(&mut tx, ctx.council(), &ids).await?;
    let asked = queries::last_asked(&mut tx, ctx.council(), &ids).await?;
    let mut table = Table::new("Young people")
        .column("Young person")
        .column("What we see")
        .column("Since")
        .column("Asked before")
        .column("Action");
    for row in &rows {
        let person = row.person();
        let Some(who) = standings
            .iter()
            .find(|who| who.id == person && ctx.permits(Action::ListPeople, *who))
        else {
            continue;
        };
        let before = asked
            .get(&person)
            .map_or("Not yet".to_owned(), |(on, why, way)| {
                let (why, way) = (worded(WHYS, why), worded(WAYS_BACK, way));
                format!("{}: {why}. Offered: {way}", words::day(*on))
            });
        table = table.row([
            Cell::new(Html::link(format!("/people/{person}"), names.name(person))),
            Cell::new(row.reason.clone()),
            Cell::new(words::due_tag(row.due_on, today)),
            Cell::new(before),
            Cell::new(if !ctx.permits(Action::RecordContact, who) {
                Html::default()
            } else if is_way_back(row) {
                Html::link(
                    format!("/people/{person}/contacts/new"),
                    Html::from("Record a contact")
                        .and(Html::hidden(format!(" with {}", names.name(person)))),
                )
            } else {
                Html::link(
                    format!("/people/{person}/lost-touch/new"),
                    Html::from("Ask why").and(Html::hidden(format!(
                        " {} has lost contact",
                        names.name(person)
                    ))),
                )
            }),
        ]);
    }
    let scope = ctx.scope(Action::DecideReferral);
    let waiting = referrals::waiting_days(&mut tx, &scope).await?;
    let mut referrers = Table::new("Referrers waiting for an answer")
        .column("Young person")
        .column("Waiting")
        .column("Action");
    for (id, person, received_on) in waiting {
        let days = u64::try_from((today - received_on).num_days()).unwrap_or(0);
        referrers = referrers.row([
            Cell::new(names.name(person)),
            Cell::new(words::count(days, "day", "days")),
            Cell::new(Html::link(
                format!("/referrals/{id}"),
                Html::from("Answer").and(Html::hidden(format!(
                    " the referral of {}",
                    names.name(person)
                ))),
            )),
        ]);
    }
    let some = |table: Table| (!table.is_empty()).then(|| table.first_cell_is_header().stacking());
    Ok(html(&SilencePage {
        layout: ctx.layout("Lost contact"),
        people: some(table),
        referrals: some(referrers),
    }))
}
