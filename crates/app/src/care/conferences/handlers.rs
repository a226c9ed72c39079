//! The pages about case conferences.

use askama::Template;
use axum::http::Uri;
use govuk::{Cell, Fieldset, Html, Input, Select, Size, SummaryCard, SummaryList, Table, Textarea};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::{AccountId, PersonId};

use super::{
    came_of::{self, CameOf},
    forms::{ACTIONS, ConferenceForm},
    queries,
};
use crate::{
    care::{
        cohort,
        plans::{self, NewGoal, NewStep},
    },
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        frame::{self, Section},
        people::{self, Person},
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Layout, Path, WebError, html, words},
};

/// The months out of education, employment and training after which a case conference is held.
const MONTHS: i32 = 12;

#[derive(Template)]
#[template(path = "conferences/list.html")]
struct ListPage {
    layout: Layout,
    people: Option<Table>,
    came_of: Option<CameOf>,
}

#[derive(Template)]
#[template(path = "conferences/of_person.html")]
struct PersonPage {
    layout: Layout,
    name: String,
    held: Vec<SummaryCard>,
    add: Option<String>,
}

/// Lists those who have been out of education, employment and training for a year or more, the longest first.
pub(super) async fn list(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeTeam)?;
    let (mut members, names) = cohort::out_for(&ctx, MONTHS).await?;
    let mut tx = ctx.read().await?;
    let last = queries::last(&mut tx, ctx.council()).await?;
    let came_of = came_of::read(&ctx, &mut tx, &last).await?;
    drop(tx);
    // The sort is stable: those out for equally long stay in order of name.
    members.sort_by_key(|one| std::cmp::Reverse(one.months_out));
    let mut table = Table::new("Out of education, employment and training for a year or more")
        .column("Young person")
        .numeric_column("Months")
        .column("Last contact")
        .column("Last conference")
        .column("Action");
    for one in &members {
        let person = one.standing.id;
        let name = names.name(person);
        let conference = last.get(&person).copied();
        let now = if ctx.permits(Action::RecordContact, &one.standing) {
            Html::link(
                format!("/people/{person}/conferences/new"),
                Html::from("Record a conference").and(Html::hidden(format!(" about {name}"))),
            )
        } else {
            Html::default()
        };
        table = table.row([
            Cell::new(Html::link(format!("/people/{person}"), name)),
            Cell::new(one.months_out.unwrap_or(0)),
            Cell::new(words::day_or(one.last_contact_on, "No contact yet")),
            Cell::new(words::day_or(conference, "None yet")),
            Cell::new(now),
        ]);
    }
    Ok(html(&ListPage {
        layout: ctx.layout("Case conferences"),
        people: (!table.is_empty()).then(|| table.first_cell_is_header().stacking()),
        came_of,
    }))
}

/// Shows the conferences about one young person.
pub(super) async fn of_person(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let all = queries::of_person(&mut tx, ctx.council(), id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let card = |one: &queries::Conference| {
        let list = SummaryList::new()
            .row("Who came", one.attendees.clone())
            .row("Agenda", one.agenda.clone())
            .row(
                "What was said",
                if one.note.is_empty() {
                    "–".to_owned()
                } else {
                    one.note.clone()
                },
            )
            .row("Recorded by", directory.worker(one.by, "someone"));
        SummaryCard::new(words::day(one.held_on), list)
    };
    Ok(html(&PersonPage {
        layout: ctx
            .layout("Case conferences about them")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Safety).await?),
        name: person.name(),
        held: all.iter().map(card).collect(),
        add: ctx
            .permits(Action::RecordContact, &person.standing)
            .then(|| format!("/people/{id}/conferences/new")),
    }))
}

async fn workers(ctx: &Ctx, tx: &mut ReadTx) -> Result<Vec<(AccountId, String)>, WebError> {
    let directory = ctx.directory(tx).await?;
    let mut workers = directory.coaches.clone();
    if !workers.iter().any(|(id, _)| *id == ctx.me()) {
        workers.push((ctx.me(), directory.worker(ctx.me(), "You")));
    }
    Ok(workers)
}

fn page(
    ctx: &Ctx,
    person: &Person,
    workers: &[(AccountId, String)],
    form: &ConferenceForm,
    errors: &Errors,
) -> Answer {
    let dues: Vec<String> = (0..ACTIONS).map(|place| format!("due-{place}")).collect();
    let dates: Vec<&str> = std::iter::once("on")
        .chain(dues.iter().map(String::as_str))
        .collect();
    let area = |id: &'static str, label: &str, rows: u32, value: &str| {
        Textarea::new(id, label.to_owned())
            .rows(rows)
            .value(value.to_owned())
            .error(errors.at(id))
    };
    let mut page = FormPage::new(ctx, "Case conference")
        .caption(person.name())
        .errors(errors, &dates)
        .cancel(format!("/people/{}/conferences", person.standing.id))
        .intro(Html::paragraph(
            "Ask the young person to come, or ask what they would like said for them.",
        ))
        .field(form.on.field("on", "When was it?", errors))
        .field(area("attendees", "Who came?", 2, &form.attendees))
        .field(area("agenda", "Agenda", 4, &form.agenda))
        .field(area("note", "What was said? (optional)", 4, &form.note));
    for (place, action) in form.actions.iter().enumerate() {
        let (words, owner, due) = (
            format!("action-{place}"),
            format!("owner-{place}"),
            format!("due-{place}"),
        );
        let mut who = Select::new(owner.clone(), "Who will do it?")
            .item("", "Choose")
            .selected(&*action.owner)
            .error(errors.at(&owner));
        for (id, name) in workers {
            who = who.item(id.to_string(), name.clone());
        }
        let fields = Html::joined([
            Html::of(Input::new(words, "What will be done?").value(&*action.words)),
            Html::of(who),
            Html::of(action.due.field(&due, "By when?", errors)),
        ]);
        let legend = format!("Action {} (optional)", place + 1);
        page = page.field(
            Fieldset::new(legend)
                .legend_size(Size::Small)
                .content(fields),
        );
    }
    page.button("Save and add the actions to the plan").show()
}

/// Asks for the details of a conference.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let workers = workers(&ctx, &mut tx).await?;
    drop(tx);
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| ConferenceForm::blank(ctx.today()), ConferenceForm::typed);
    page(&ctx, &person, &workers, &form, &Errors::default())
}

/// Records a conference. Its actions become steps of a goal in the plan, each on the list of the worker who took it.
pub(super) async fn record(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let workers = workers(&ctx, &mut tx).await?;
    let typed = ConferenceForm::typed(&form);
    let (new, steps) = match typed.read(ctx.today(), &workers) {
        Ok(read) => read,
        Err(errors) => return page(&ctx, &person, &workers, &typed, &errors),
    };
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let conference = queries::record(tx, id, &new).await?;
            if !steps.is_empty() {
                let goal = NewGoal {
                    words: format!("From the case conference on {}", words::day(new.held_on)),
                    agreed_how: "not-yet".into(),
                    ..NewGoal::default()
                };
                let goal = plans::add_goal(tx, id, &goal).await?;
                for step in &steps {
                    let step = NewStep {
                        conference: Some(conference),
                        ..step.clone()
                    };
                    plans::add_step(tx, id, goal, &step).await?;
                }
            }
            due::refresh(tx, &rules, id).await?;
            Ok(format!("/people/{id}/plan?said=conference"))
        })
        .await;
    Ok(done?)
}
