//! The list of activities, and one of them.

use askama::Template;
use govuk::{Cell, Colour, Html, SummaryList, Table, Tag};
use policy::Action;
use values::{ActivityId, Pence};

use super::{
    guests::seen,
    handlers::open,
    managers,
    model::{Activity, Came, Guest, Reply, counted},
    queries, slots,
};
use crate::{
    engagement::employers,
    money::funds,
    office::directory::InCouncil,
    person::people,
    shell::{
        choices::Code,
        web::{Answer, Ctx, Layout, Path, Query, Said, html, words},
    },
};

#[derive(Template)]
#[template(path = "activities/list.html")]
struct ListPage {
    layout: Layout,
    activities: Option<Table>,
    may_keep: bool,
    /// The programmes' series: where each is planned, and its name.
    series: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "activities/show.html")]
struct ActivityPage {
    layout: Layout,
    heading: String,
    about: SummaryList,
    acts: Vec<(String, &'static str)>,
    guests: Option<Table>,
    /// The managers who are invited, where it is for them.
    managers: Option<Table>,
    /// How many more are invited, whom the worker does not see.
    others: Option<String>,
    /// What was requested from a fund for everyone who comes.
    money: Option<Table>,
}

fn tag(one: &Activity, ctx: &Ctx) -> Tag {
    if one.called_off.is_some() {
        Tag::new("Called off").colour(Colour::Grey)
    } else if one.on < ctx.today() {
        Tag::new("Finished").colour(Colour::Grey)
    } else {
        Tag::new("Open").colour(Colour::Green)
    }
}

fn taken(one: &Activity, guests: &[Guest]) -> String {
    let own = guests.iter().filter(|guest| guest.activity == one.id);
    let (mut yes, mut waiting) = (0, 0);
    for guest in own {
        match guest.answer {
            Some(Reply::Yes) => yes += 1,
            Some(Reply::Waiting) => waiting += 1,
            Some(Reply::No) | None => {}
        }
    }
    let of = if one.places == 0 {
        String::new()
    } else {
        format!(" of {}", one.places)
    };
    let waits = if waiting == 0 {
        String::new()
    } else {
        format!(", {waiting} waiting")
    };
    format!("{yes}{of}{waits}")
}

/// Lists the activities.
pub(super) async fn list(ctx: Ctx, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::SeeEmployers)?;
    let mut tx = ctx.read().await?;
    let all = queries::newest(&mut tx, ctx.council()).await?;
    let ids: Vec<ActivityId> = all.iter().map(|one| one.id).collect();
    let guests = queries::guests(&mut tx, ctx.council(), &ids).await?;
    let named = employers::names(&mut tx, ctx.council()).await?;
    let mut table = Table::new("Activities")
        .caption_hidden()
        .column("Activity")
        .column("When")
        .column("Host")
        .column("Places taken")
        .column("Status");
    let host = |one: &Activity| {
        let name = one.host.and_then(|id| named.get(&id));
        name.cloned().unwrap_or("–".into())
    };
    for one in &all {
        table = table.row([
            Cell::new(Html::link(
                format!("/activities/{}", one.id),
                one.title.clone(),
            )),
            Cell::new(one.when()),
            Cell::new(host(one)),
            Cell::new(if one.is_for_young_people() {
                taken(one, &guests)
            } else {
                "For managers".to_owned()
            }),
            Cell::new(Html::of(tag(one, &ctx))),
        ]);
    }
    let may_keep = ctx.may(Action::BringEmployers);
    let library = ctx.library(&mut tx).await?;
    let series = library.current().flat_map(|version| {
        let own = version.programme.definition().series.iter();
        own.map(|one| {
            let href = format!("/activities/new?series={}/{}", version.key, one.key);
            (href, one.label.clone())
        })
    });
    let series = series.filter(|_| may_keep);
    Ok(html(&ListPage {
        layout: ctx
            .layout("Activities")
            .back("/employers")
            .said(said.said.as_deref()),
        series: series.collect(),
        activities: (!table.is_empty()).then(|| table.first_cell_is_header().stacking()),
        may_keep,
    }))
}

/// Shows an activity, with the guests whom the worker may see.
pub(super) async fn show(ctx: Ctx, Path(id): Path<ActivityId>, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let one = open(&ctx, &mut tx, id, Action::SeeEmployers).await?;
    let all = queries::guests(&mut tx, ctx.council(), &[id]).await?;
    let (guests, names) = seen(&ctx, &mut tx, id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let host = match one.host {
        Some(host) => employers::find(&mut tx, ctx.council(), host).await?,
        None => None,
    };
    let may_keep = employers::may_keep(&ctx, Some(one.keeper));
    let is_past = one.on <= ctx.today();
    let is_open = one.is_open(ctx.today());
    let mut about = SummaryList::new()
        .row("Kind", one.kind_words())
        .row("When", one.when())
        .row("Where", one.place.clone())
        .row("Organised by", directory.worker(one.keeper, "Someone"))
        .row("Status", Html::of(tag(&one, &ctx)));
    if one.is_for_young_people() {
        about = about.row("Places taken", taken(&one, &all));
    }
    if !one.led_by.is_empty() {
        about = about.row("Led by", one.led_by.clone());
    }
    if let Some(host) = host {
        about = about.row(
            "Host",
            Html::link(format!("/employers/{}", host.id), host.name),
        );
    }
    if let Some((_, why)) = &one.called_off {
        about = about.row("Why it was called off", why.clone());
    }
    if one.voucher_pence > 0 {
        let worth = Pence(one.voucher_pence);
        about = about.row("Voucher", format!("{worth} for everyone who comes"));
    }
    if !one.words.is_empty() {
        about = about.row("Good to know", one.words.clone());
    }
    let came = guests
        .iter()
        .filter(|guest| guest.came == Some(Came::Yes))
        .count() as u64;
    if came > 0 {
        about = about.row("Came", words::grouped(came));
    }
    let results: Vec<String> = counted(&guests)
        .into_iter()
        .map(|(words, number)| format!("{number} × {words}"))
        .collect();
    if !results.is_empty() {
        about = about.row("What it led to", results.join(", "));
    }
    let mut acts = Vec::new();
    if may_keep && one.is_open(ctx.today()) && one.is_for_young_people() {
        acts.push((format!("/activities/{id}/invite"), "Invite young people"));
    }
    if may_keep && managers::takes_managers(&one, &ctx) {
        acts.push((format!("/activities/{id}/managers"), "Invite managers"));
    }
    if may_keep && is_past && one.called_off.is_none() {
        let page = if one.is_for_young_people() {
            "attendance"
        } else {
            "managers/came"
        };
        acts.push((format!("/activities/{id}/{page}"), "Record who came"));
    }
    if may_keep && one.called_off.is_none() && ctx.may(Action::SeeFunds) {
        acts.push((
            format!("/activities/{id}/money"),
            "Ask for money for the group",
        ));
    }
    if may_keep && one.is_open(ctx.today()) {
        acts.push((format!("/activities/{id}/cancel"), "Call it off"));
    }
    let mut table = Table::new("Who is invited")
        .caption_hidden()
        .column("Young person")
        .column("Answer")
        .column("Came")
        .column("What it led to");
    let ids: Vec<_> = guests.iter().map(|guest| guest.person).collect();
    let standings = people::standings(&mut tx, ctx.council(), &ids).await?;
    let may_answer = |guest: &Guest| {
        let standing = standings.iter().find(|who| who.id == guest.person);
        is_open && standing.is_some_and(|who| ctx.permits(Action::RecordContact, who))
    };
    let answers = guests.iter().any(may_answer);
    if answers {
        table = table.column("Next");
    }
    for guest in &guests {
        let name = names.name(guest.person);
        let result = guest.came_of.map(Code::words);
        let recorded = slots::practice(&one, guest.person);
        let recorded = recorded.filter(|_| guest.came == Some(Came::Yes));
        let result = if let Some(href) = recorded {
            let words = Html::from("Record how it went").and(Html::hidden(format!(": {name}")));
            Html::link(href, words)
        } else if may_keep && is_past {
            let words = result.unwrap_or("Record what it led to");
            Html::link(
                format!("/activities/{id}/result?person={}", guest.person),
                Html::from(words).and(Html::hidden(format!(": {name}"))),
            )
        } else {
            result.unwrap_or_default().into()
        };
        let came = guest.came.map_or("–", Code::words);
        let mut row = vec![
            Cell::new(Html::link(
                format!("/people/{}", guest.person),
                name.clone(),
            )),
            Cell::new(guest.answer_words()),
            Cell::new(came),
            Cell::new(result),
        ];
        if answers {
            let href = format!("/activities/{id}/answer?person={}", guest.person);
            let link = Html::from("Record their answer, or link it to their plan")
                .and(Html::hidden(format!(": {name}")));
            row.push(Cell::new(if may_answer(guest) {
                Html::link(href, link)
            } else {
                "–".into()
            }));
        }
        table = table.row(row);
    }
    let managers = if one.is_for_young_people() {
        None
    } else {
        managers::table(&ctx, &mut tx, id).await?
    };
    let money = funds::groups::at_activity(&ctx, &mut tx, id).await?;
    let unseen = (all.len() - guests.len()) as u64;
    Ok(html(&ActivityPage {
        layout: ctx
            .layout(one.title.clone())
            .back("/activities")
            .said(said.said.as_deref()),
        heading: one.title,
        about,
        acts,
        guests: (!table.is_empty()).then(|| table.first_cell_is_header().stacking()),
        managers,
        others: words::unseen(unseen),
        money,
    }))
}
