//! Employers in figures: how many there are, whether somebody is in touch with them, what was asked of them and given.

use std::collections::BTreeMap;

use askama::Template;
use chrono::Days;
use govuk::{Cell, Table};
use policy::Action;

use crate::{
    engagement::{
        employers,
        requests::{self, SlotRequest, Status},
    },
    shell::{
        choices::{MENU, worded},
        clock,
        web::{Answer, Ctx, Layout, html, words},
    },
};

/// Within how many days somebody is in touch with an employer: a quarter of a year.
const QUARTER: Days = Days::new(91);

#[derive(Template)]
#[template(path = "reports/employers.html")]
struct EmployersPage {
    layout: Layout,
    period: String,
    lines: Vec<String>,
    requests: Option<Table>,
    offers: Option<Table>,
    may_see: bool,
}

/// What became of the requests of one kind.
#[derive(Default)]
struct Counted {
    asked: u64,
    taken: u64,
    given: u64,
    missed: u64,
}

impl Counted {
    fn add(&mut self, status: Status) {
        self.asked += 1;
        match status {
            Status::Taken | Status::Past | Status::NotGiven => self.taken += 1,
            Status::Given => {
                self.taken += 1;
                self.given += 1;
            }
            Status::Missed => self.missed += 1,
            Status::Open | Status::Withdrawn => {}
        }
    }
}

fn of_requests(all: &[SlotRequest], today: chrono::NaiveDate) -> Option<Table> {
    let mut kinds: BTreeMap<&str, Counted> = BTreeMap::new();
    for one in all {
        kinds.entry(one.what()).or_default().add(one.stands(today));
    }
    let mut table = Table::new("What was asked of them for a day")
        .column("What")
        .numeric_column("Asked")
        .numeric_column("An employer said yes")
        .numeric_column("Took place")
        .numeric_column("No one said yes");
    for (kind, one) in kinds {
        let counts = [one.asked, one.taken, one.given, one.missed];
        let counts = counts.map(|count| Cell::new(words::grouped(count)).numeric());
        table = table.row(std::iter::once(Cell::new(kind)).chain(counts));
    }
    (!table.is_empty()).then(|| table.first_cell_is_header().stacking())
}

/// Shows the last year.
pub(super) async fn employers(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let (mut tx, today) = (ctx.read().await?, ctx.today());
    let from = clock::year_to(today);
    let council = ctx.council();
    let mut all = employers::all(&mut tx, council).await?;
    let stopped = all.iter().filter(|one| one.stopped_on.is_some()).count();
    all.retain(|one| one.stopped_on.is_none());
    let quarter = today.checked_sub_days(QUARTER).unwrap_or(from);
    let heard = employers::in_touch_since(&mut tx, council, quarter).await?;
    let in_touch = all.iter().filter(|one| heard.contains(&one.id)).count();
    let late = |one: &&employers::Employer| one.next_on.is_some_and(|on| on < today);
    let late = all.iter().filter(late).count();
    let count = |number: usize, one: &str, many: &str| words::count(number as u64, one, many);
    let lines = vec![
        match stopped {
            0 => count(all.len(), "employer", "employers"),
            stopped => format!(
                "{}, and {} that we do not contact",
                count(all.len(), "employer", "employers"),
                count(stopped, "other", "others")
            ),
        },
        format!(
            "{} of them heard from us in the last 3 months",
            words::grouped(in_touch as u64)
        ),
        format!("{} overdue", count(late, "check-in is", "check-ins are")),
    ];
    let mut offered = Table::new("What they offer")
        .column("What")
        .numeric_column("Employers");
    for (kind, number) in employers::offered(&mut tx, council).await? {
        let number = Cell::new(words::grouped(number)).numeric();
        offered = offered.row([Cell::new(worded(MENU, &kind)), number]);
    }
    let asked = requests::between(&mut tx, council, (from, today)).await?;
    Ok(html(&EmployersPage {
        layout: ctx.layout("Employers in figures").back("/reports"),
        period: format!("{} to {}", words::day(from), words::day(today)),
        lines,
        requests: of_requests(&asked, today),
        may_see: ctx.may(Action::SeeEmployers),
        offers: (!offered.is_empty()).then(|| offered.first_cell_is_header().stacking()),
    }))
}
