//! Movement between the stages of a programme.

use askama::Template;
use chrono::NaiveDate;
use govuk::{Button, Cell, Html, Table, chart::Flow};
use policy::Action;
use programme::{Point, Programme, StageHistory};

use crate::{
    office::directory::InCouncil,
    person::enrolments::{self, model},
    shell::{
        clock,
        web::{Answer, Ctx, Errors, Form, Layout, Query, form::TypedDate, html, words},
    },
};

#[derive(Template)]
#[template(path = "reports/movement.html")]
struct MovementPage {
    layout: Layout,
    summary: Option<govuk::ErrorSummary>,
    from: govuk::DateInput,
    until: govuk::DateInput,
    button: Button,
    period: String,
    programmes: Vec<Drawn>,
}

struct Drawn {
    name: String,
    flow: Option<Flow>,
    stays: Option<Table>,
}

fn label(programme: &Programme, point: &Point) -> (String, String) {
    match point {
        Point::Start => ("start".into(), "Start".into()),
        Point::Stage(key) => (
            format!("stage-{key}"),
            programme
                .stage(key)
                .map_or_else(|| key.to_string(), |stage| stage.label.clone()),
        ),
        Point::Exit(_) => ("left".into(), "Left".into()),
    }
}

fn draw(
    programme: &Programme,
    number: usize,
    histories: &[StageHistory],
    from: NaiveDate,
    until: NaiveDate,
) -> Drawn {
    let movement = programme::movement(histories, from, until);
    let name = programme.definition().name.clone();
    let mut flow = Flow::new(format!("movement-{number}"), format!("Movement in {name}"))
        .stage("start", "Start");
    for stage in &programme.definition().stages {
        flow = flow.stage(format!("stage-{}", stage.key), stage.label.clone());
    }
    // A stage that only an older version had is shown by its key.
    let points = movement.flows.iter().flat_map(|one| [&one.from, &one.to]);
    let gone: std::collections::BTreeSet<&str> = points
        .filter_map(|point| match point {
            Point::Stage(key) if programme.stage(key).is_none() => Some(key.as_str()),
            _ => None,
        })
        .collect();
    for key in gone {
        flow = flow.stage(format!("stage-{key}"), format!("{key} (no longer used)"));
    }
    flow = flow.stage("left", "Left");
    let mut sums: std::collections::BTreeMap<(String, String), u64> =
        std::collections::BTreeMap::new();
    for one in &movement.flows {
        // Every way of leaving is one band; the reasons are in the report of outcomes.
        let pair = (label(programme, &one.from).0, label(programme, &one.to).0);
        *sums.entry(pair).or_default() += u64::from(one.count);
    }
    for ((from, to), count) in &sums {
        flow = flow.movement(from, to, *count);
    }
    let mut stays = Table::new("How long a stage takes")
        .column("Stage")
        .numeric_column("Median days")
        .numeric_column("Stays counted");
    for stay in &movement.stays {
        let stage = programme
            .stage(&stay.stage)
            .map_or_else(|| stay.stage.to_string(), |stage| stage.label.clone());
        stays = stays.row([
            Cell::new(stage),
            Cell::new(format!("{:.0}", stay.median_days)),
            Cell::new(stay.count.to_string()),
        ]);
    }
    Drawn {
        name,
        flow: (!sums.is_empty()).then_some(flow),
        stays: (!stays.is_empty()).then(|| stays.first_cell_is_header().stacking()),
    }
}

/// Draws how young people moved between two days; the last year where none are given.
pub(super) async fn movement(ctx: Ctx, Query(query): Query<Vec<(String, String)>>) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish();
    let asked = Form::parse(body.as_bytes());
    let (typed_from, typed_until) = (asked.date("from"), asked.date("until"));
    let mut errors = Errors::default();
    let until = errors
        .take("until", typed_until.read("Last day"))
        .flatten()
        .unwrap_or(ctx.today());
    let year_before = clock::year_to(until);
    let from = errors
        .take("from", typed_from.read("First day"))
        .flatten()
        .unwrap_or(year_before);
    errors.require(
        from <= until,
        "from",
        "First day must be before the last day",
    );
    let shown = |typed: TypedDate, day| {
        if typed.is_blank() {
            TypedDate::of(Some(day))
        } else {
            typed
        }
    };
    let (from_field, until_field) = (
        shown(typed_from, from).field("from", "First day", &errors),
        shown(typed_until, until).field("until", "Last day", &errors),
    );
    let mut tx = ctx.read().await?;
    let library = ctx.library(&mut tx).await?;
    let histories = enrolments::histories(&mut tx, &ctx.scope(Action::ListPeople)).await?;
    let mut programmes = Vec::new();
    for (number, version) in library.current().enumerate().filter(|_| errors.is_empty()) {
        let own: Vec<StageHistory> = histories
            .iter()
            .filter(|(id, _)| library.version(*id).is_some_and(|of| of.key == version.key))
            .filter_map(|(_, stretches)| model::history(stretches))
            .collect();
        programmes.push(draw(&version.programme, number, &own, from, until));
    }
    let mut layout = ctx.layout("Movement between stages").back("/reports");
    if !errors.is_empty() {
        layout.title = format!("Error: {}", layout.title);
    }
    Ok(html(&MovementPage {
        layout,
        summary: errors.summary(&["from", "until"]),
        from: from_field,
        until: until_field,
        button: Button::new(Html::from("Show")).secondary(),
        period: format!("{} to {}", words::day(from), words::day(until)),
        programmes,
    }))
}
