//! One work placement on one page.

use std::collections::BTreeMap;

use askama::Template;
use chrono::NaiveDate;
use govuk::{Button, Cell, Colour, Html, SummaryList, Table, Tag};
use policy::Action;
use programme::half_way;
use values::WorkPlacementId;

use super::{
    handlers::{Opened, open, rule},
    lists::{Going, SIDES, Side},
    model::{CheckIn, EmploymentPlan, Rotation, Status, WorkEvent, compared, start_refusal},
    queries,
    today::pay_changes,
    top_ups,
};
use crate::{
    office::directory::InCouncil,
    shell::{
        choices::{Code, worded},
        web::{Answer, Ctx, Layout, Path, Query, Said, html, words},
    },
    work::{
        better_off::{self, Calculation},
        opportunities::next_steps,
    },
};

struct Happened {
    title: String,
    lines: Vec<String>,
    /// The address to record that it was checked.
    look: Option<String>,
}

struct Turn {
    words: String,
    swap: Option<String>,
}

#[derive(Template)]
#[template(path = "work_placements/show.html")]
struct PlacementPage {
    layout: Layout,
    id: WorkPlacementId,
    name: String,
    heading: String,
    about: SummaryList,
    /// What can be done now.
    acts: Vec<(String, &'static str)>,
    plan: Option<SummaryList>,
    plan_says: String,
    /// Where the plan is written, requested and agreed to.
    plan_acts: Vec<(String, &'static str)>,
    agree: Option<(String, Html)>,
    pay: Vec<String>,
    check_ins: Option<Table>,
    /// Worries that no worker has read: the words, and the address to record that one has.
    alarms: Vec<(String, String)>,
    /// The parts of a top-up, if the programme has one.
    top_ups: Option<Table>,
    /// The better-off check: its address and words.
    better_off: Option<(String, String)>,
    rotations: Vec<Turn>,
    may_rotate: bool,
    events: Vec<Happened>,
    form_key: String,
    may: bool,
}

/// Returns the status of a work placement.
pub(super) fn tag(standing: Status) -> Tag {
    let (words, colour) = match standing {
        Status::Ahead => ("Starts soon", Colour::Blue),
        Status::NotStarted => ("Did they start?", Colour::Yellow),
        Status::Working => ("At work", Colour::Green),
        Status::PastEnd => ("How did it end?", Colour::Yellow),
        Status::Ended => ("Over", Colour::Grey),
    };
    Tag::new(words).colour(colour)
}

fn about(opened: &Opened, ctx: &Ctx, keeper: String) -> SummaryList {
    let one = &opened.one;
    let employer = if ctx.may(Action::SeeEmployers) {
        Html::link(
            format!("/employers/{}", opened.employer.id),
            opened.employer.name.clone(),
        )
    } else {
        opened.employer.name.clone().into()
    };
    let started = one.started_on.map_or_else(
        || format!("{} as agreed", words::day(one.starts_on)),
        words::day,
    );
    let mut list = SummaryList::new()
        .row("Status", Html::of(tag(one.stands(ctx.today()))))
        .row("Employer", employer)
        .row("Kind", one.kind_words())
        .row(
            "Where",
            if one.place.is_empty() {
                "Not recorded".to_owned()
            } else {
                one.place.clone()
            },
        )
        .row("First day", started)
        .row("Last day", words::day_or(one.ends_on, "No end date"))
        .row("Pay", one.pay_words())
        .row("Managed by", keeper);
    if let Some(half) = half_way(one.starts_on, one.ends_on) {
        list = list.row("Half-way", words::day(half));
    }
    if let Some(on) = one.ended_on {
        let why = format!(
            "{}: {}. {}",
            words::day(on),
            one.end_reason.map_or("", Code::words),
            one.end_words
        );
        list = list
            .row("Ended", why.trim().to_owned())
            .row("Whose decision", worded(SIDES, &one.end_side));
        let next = one.came_next.map_or("Not known yet", Code::words);
        list = list.row("What came next", next);
        let steps = next_steps(&one.kind).join(", ").to_lowercase();
        if !steps.is_empty() {
            list = list.row("Steps after this one", steps);
        }
    }
    list
}

fn acts(opened: &Opened, today: NaiveDate) -> Vec<(String, &'static str)> {
    let path = |end: &str| format!("{}/{end}", opened.path());
    let proof = (path("proof"), "Add evidence that it lasted");
    let person = format!("/people/{}/matches", opened.one.person);
    let fits = (person, "See what fits next");
    match opened.one.stands(today) {
        Status::Ahead | Status::NotStarted => vec![
            (path("start"), "Record the start"),
            (path("end"), "It will not go ahead, or has ended"),
        ],
        Status::Working | Status::PastEnd => vec![
            (path("event"), "Record what happened"),
            (path("end"), "Record the end"),
            proof,
        ],
        Status::Ended if opened.one.came_next.is_none() => {
            vec![(path("next"), "Record what came next"), fits, proof]
        }
        Status::Ended => vec![fits, proof],
    }
}

fn answer_cell(one: Option<&CheckIn>, path: &str, may: bool) -> Html {
    let Some(one) = one else { return "–".into() };
    if let Some(going) = one.answer {
        let tag = match going {
            Going::Good => Tag::new("Good").colour(Colour::Green),
            Going::Okay => Tag::new("Okay").colour(Colour::Blue),
            Going::Worried => Tag::new("Worried").colour(Colour::Red),
        };
        let shares = if one.shares { " (may be shared)" } else { "" };
        return Html::joined([Html::of(tag), format!(" {}{shares}", one.words).into()]);
    }
    let asked = one
        .asked_on
        .map_or("Not answered", |_| "Asked, not answered");
    if !may {
        return asked.into();
    }
    let who = match one.side {
        Side::Employer => "employer",
        Side::YoungPerson => "young person",
    };
    let link = Html::link(
        format!("{path}/check-in?one={}", one.id),
        Html::from("Record it").and(Html::hidden(format!(
            " for the {who}, {}",
            words::day(one.due_on)
        ))),
    );
    Html::joined([asked.into(), ". ".into(), link])
}

fn check_in_table(all: &[CheckIn], path: &str, may: bool, today: NaiveDate) -> Option<Table> {
    let mut by_day: BTreeMap<NaiveDate, [Option<&CheckIn>; 2]> = BTreeMap::new();
    for one in all {
        let [own, employer] = by_day.entry(one.due_on).or_default();
        match one.side {
            Side::YoungPerson => *own = Some(one),
            Side::Employer => *employer = Some(one),
        }
    }
    let mut table = Table::new("Check-ins")
        .caption_hidden()
        .column("Due")
        .column("Young person says")
        .column("Employer says")
        .column("Compared");
    // Check-ins beyond the next one say nothing yet.
    let next = by_day.keys().find(|day| **day > today).copied();
    for (day, [own, employer]) in by_day.range(..=next.unwrap_or(NaiveDate::MAX)).rev() {
        let said = |one: &Option<&CheckIn>| one.and_then(|one| one.answer);
        table = table.row([
            Cell::new(words::day(*day)),
            Cell::new(answer_cell(*own, path, may)),
            Cell::new(answer_cell(*employer, path, may)),
            Cell::new(compared(said(own), said(employer))),
        ]);
    }
    (!table.is_empty()).then(|| table.first_cell_is_header().stacking())
}

fn happened(one: &WorkEvent, path: &str, may: bool) -> Happened {
    let mut lines = vec![one.words.clone()];
    if !one.agreed.is_empty() {
        lines.push(format!("Agreed: {}", one.agreed));
    }
    match (one.look_on, one.looked_on) {
        (_, Some(on)) => lines.push(format!("Checked on {}", words::day(on))),
        (Some(on), None) => lines.push(format!("Check if it helped by {}", words::day(on))),
        _ => {}
    }
    let waits = may && one.look_on.is_some() && one.looked_on.is_none();
    Happened {
        title: format!("{}, {}", one.kind.words(), words::day(one.on)),
        lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
        look: waits.then(|| format!("{path}/looked?event={}", one.id)),
    }
}

fn turn(one: &Rotation, path: &str, can: bool) -> Turn {
    let swapped = one.swapped.as_ref().map_or(String::new(), |(on, why)| {
        format!("; swapped on {}: {why}", words::day(*on))
    });
    Turn {
        words: format!(
            "{}, {} to {}{swapped}",
            one.place,
            words::day(one.starts_on),
            words::day(one.ends_on)
        ),
        swap: (can && one.swapped.is_none()).then(|| format!("{path}/swap?rotation={}", one.id)),
    }
}

fn plan_says(plan: Option<&EmploymentPlan>, plan_first: bool) -> String {
    let refused = start_refusal(plan_first, plan);
    match (plan, refused) {
        (None, Some(_)) => "It has not been written yet. They cannot start without it.".to_owned(),
        (None, None) => "It has not been written yet.".to_owned(),
        (Some(plan), _) => {
            let by = plan.source.words();
            let agreed = plan
                .agreed_on
                .map_or("They have not agreed to it yet.".to_owned(), |on| {
                    format!("They agreed to it on {}.", words::day(on))
                });
            format!("Written by {by}, {}. {agreed}", words::moment(plan.made_at))
        }
    }
}

/// Returns whether it has been worked out if they would be better off, and where to do it.
fn better_off_line(opened: &Opened, worked_out: Option<&Calculation>) -> (String, String) {
    let id = opened.person.standing.id;
    match worked_out {
        Some(one) => (
            format!("/calculations/{}", one.id),
            format!(
                "Whether they would be better off was worked out on {}",
                words::day(one.asked_on)
            ),
        ),
        None => (
            format!("/people/{id}/better-off/new"),
            "Work out if they would be better off before they start".to_owned(),
        ),
    }
}

/// Shows a work placement: the plan, how both sides say it is going, what happened, and what comes next.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(said): Query<Said>,
) -> Answer {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let opened = open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let directory = ctx.directory(&mut tx).await?;
    let rule = rule(&directory.library, &mut tx, &opened.person).await?;
    let plan = queries::plan(&mut tx, council, id).await?;
    let check_ins = queries::check_ins(&mut tx, council, &[id]).await?;
    let events = queries::events(&mut tx, council, id).await?;
    let rotations = queries::rotations(&mut tx, council, id).await?;
    let top_ups = queries::top_ups(&mut tx, council, &[id]).await?;
    let who = opened.person.standing.id;
    let mut worked_out = better_off::latest_of(&mut tx, council, &[who]).await?;
    worked_out.retain(|_, one| better_off::may_read(&ctx, one, &opened.person));
    let (one, today, path) = (&opened.one, ctx.today(), opened.path());
    let may = ctx.permits(Action::RecordContact, &opened.person.standing);
    let is_open = one.ended_on.is_none();
    let agrees = plan.as_ref().is_some_and(|plan| plan.agreed_on.is_none());
    let plan_acts = [
        (format!("{path}/plan-link"), "Ask the employer for it"),
        (format!("{path}/plan"), "Write it here"),
    ];
    let alarms = check_ins.iter().filter(|one| one.is_alarm()).map(|one| {
        let who = match one.side {
            Side::Employer => "The employer is",
            Side::YoungPerson => "They are",
        };
        let says = format!("{who} worried that it may end. {}", one.words);
        (
            says.trim().to_owned(),
            format!("{path}/seen?one={}", one.id),
        )
    });
    Ok(html(&PlacementPage {
        layout: ctx
            .layout(one.title.clone())
            .back(format!("/people/{}/work-placements", one.person))
            .said(said.said.as_deref()),
        id,
        name: opened.person.name(),
        heading: format!("{}, {}", one.title, opened.employer.name),
        about: about(&opened, &ctx, directory.worker(one.keeper, "Someone")),
        acts: if may {
            acts(&opened, today)
        } else {
            Vec::new()
        },
        plan_says: plan_says(plan.as_ref(), rule.plan_before_start),
        plan: plan.as_ref().map(|plan| {
            let lines = plan.words.lines();
            lines.fold(SummaryList::new(), |list, (asks, text)| {
                list.row(asks, text.to_owned())
            })
        }),
        plan_acts: if may && is_open {
            plan_acts.into()
        } else {
            Vec::new()
        },
        agree: plan
            .as_ref()
            .filter(|_| may && is_open && agrees)
            .map(|plan| {
                let button = Button::new("We read it together and they agree");
                (plan.id.to_string(), Html::of(button.prevent_double_click()))
            }),
        pay: pay_changes(one, opened.person.fields.born_on, today),
        check_ins: check_in_table(&check_ins, &path, may && is_open, today),
        top_ups: top_ups::table(&ctx, &opened, &top_ups, may),
        better_off: ctx
            .permits(Action::AssessPerson, &opened.person.standing)
            .then(|| better_off_line(&opened, worked_out.get(&who))),
        alarms: alarms.collect(),
        rotations: rotations
            .iter()
            .map(|one| turn(one, &path, may && is_open))
            .collect(),
        may_rotate: may && is_open,
        events: events.iter().map(|one| happened(one, &path, may)).collect(),
        form_key: ctx.form_key(),
        may,
    }))
}
