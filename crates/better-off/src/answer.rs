//! A whole answer, for other programs: what pages show, as fields.

use serde::Serialize;
use values::Pence;

use crate::{
    hours::{Jump, curve},
    lines::{Lines, lines},
    parameters::{Note, Rules, Sure},
    question::Question,
    reckoning::Month,
    remarks::{beside, remarks},
    situation::{Household, Job},
    term::{Change, columns},
    weeks::{Event, weeks},
};

/// What is said about an offer. Money is in pence.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// What it must not be mistaken for.
    warning: &'static str,
    /// The parameters it was worked out with.
    parameters: String,
    /// Whether the offer pays less than the legal minimum from its first day.
    below_minimum_wage: bool,
    /// The first day, and every day on which an amount changes.
    days: Vec<DayAnswer>,
    /// Money that is paid besides the monthly amounts, and stops.
    beside: Vec<BesideAnswer>,
    /// The first two months.
    weeks: Vec<WeekAnswer>,
    /// What is left after rent by hours a week.
    by_hours: Vec<PointAnswer>,
    /// What to know besides the figures.
    remarks: Vec<RemarkAnswer>,
}

#[derive(Debug, Serialize)]
struct DayAnswer {
    from: String,
    because: Vec<String>,
    /// Whether amounts for that day are not known yet, so that the last known ones are used.
    assumed: bool,
    hourly_pence: i64,
    now: MonthAnswer,
    offer: MonthAnswer,
    better_off: i64,
}

#[derive(Debug, Serialize)]
struct MonthAnswer {
    lines: Vec<LineAnswer>,
    left: i64,
}

#[derive(Debug, Serialize)]
struct LineAnswer {
    what: &'static str,
    pence: i64,
    rule: String,
    sources: Vec<SourceAnswer>,
}

#[derive(Debug, Serialize)]
struct SourceAnswer {
    source: &'static str,
    from: String,
    sure: &'static str,
}

#[derive(Debug, Serialize)]
struct BesideAnswer {
    what: &'static str,
    pence: i64,
    rule: String,
    source: SourceAnswer,
}

#[derive(Debug, Serialize)]
struct WeekAnswer {
    week: u64,
    from: String,
    events: Vec<EventAnswer>,
}

#[derive(Debug, Serialize)]
struct EventAnswer {
    on: String,
    what: &'static str,
    pence: Option<i64>,
    paydays_counted: Option<usize>,
}

#[derive(Debug, Serialize)]
struct PointAnswer {
    hours: u32,
    left: i64,
    /// How much less one more hour leaves, or how much more than it pays, where the line jumps.
    jump: Option<i64>,
}

#[derive(Debug, Serialize)]
struct RemarkAnswer {
    words: String,
    source: &'static str,
    sure: &'static str,
}

/// What every answer says of itself.
pub const WARNING: &str =
    "This is an estimate. An adviser should confirm it before anyone decides.";

impl Sure {
    /// Returns it as written in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::TwoPlaces => "two-places",
            Self::OnePlace => "one-place",
            Self::Memory => "memory",
            Self::Draft => "draft",
        }
    }
}

impl Change {
    /// Returns why amounts change, in plain words.
    pub fn words(&self) -> String {
        match self {
            Self::Start => "The job starts".to_owned(),
            Self::Birthday(age) => format!("They turn {age}"),
            Self::MinimumWage(pence) => format!("The minimum wage for them is {}", Pence(*pence)),
            Self::ApprenticeYear => "The first year of the apprenticeship ends".to_owned(),
            Self::CapWaitsNoMore => {
                "The benefit cap grace period is over, at the latest".to_owned()
            }
            Self::NotKnown => "A new year begins".to_owned(),
            Self::Rates(section) => match *section {
                "band_d" | "council_tax" => "Council tax for the new year",
                "housing_benefit" => "Housing Benefit rates",
                "supported_disregard" => "Supported housing: less of their pay counts",
                "lha" => "Local Housing Allowance",
                "universal_credit" | "benefit_cap" => "Universal Credit rates",
                "income_tax" | "national_insurance" | "pension" => "Tax for the new year",
                "child_benefit" | "pip" => "Other benefit rates",
                _ => "New rates",
            }
            .to_owned(),
        }
    }
}

fn source(note: &Note) -> SourceAnswer {
    SourceAnswer {
        source: note.source,
        from: note.from.to_string(),
        sure: note.sure.name(),
    }
}

fn month(written: Lines) -> MonthAnswer {
    let line = |line: crate::lines::Line| LineAnswer {
        what: line.what,
        pence: line.pence.0,
        rule: line.rule,
        sources: line.notes.iter().map(source).collect(),
    };
    MonthAnswer {
        left: written.left.0,
        lines: written.lines.into_iter().map(line).collect(),
    }
}

/// Writes a month of a question in lines, without the offer.
///
/// # Panics
/// For days before the first rules; questions about them are refused.
pub fn now_in_lines(question: &Question, on: chrono::NaiveDate, of: &Month) -> Lines {
    in_lines(question, on, question.now(), of)
}

/// Writes a month of a question in lines, with the offer.
///
/// # Panics
/// For days before the first rules; questions about them are refused.
pub fn offer_in_lines(question: &Question, on: chrono::NaiveDate, of: &Month) -> Lines {
    in_lines(question, on, Some(&question.job(on)), of)
}

fn in_lines(question: &Question, on: chrono::NaiveDate, job: Option<&Job>, of: &Month) -> Lines {
    let rules = Rules::on(on).expect("questions are refused for days before the first rules");
    let household: Household = question.household(on);
    lines(rules, on, &household, job, of)
}

fn days(question: &Question) -> Vec<DayAnswer> {
    let day = |column: crate::term::Column| {
        let now = month(now_in_lines(question, column.on, &column.now));
        let offer = month(offer_in_lines(question, column.on, &column.offer));
        DayAnswer {
            from: column.on.to_string(),
            because: column.because.iter().map(Change::words).collect(),
            assumed: column.is_assumed,
            hourly_pence: column.hourly_pence,
            better_off: offer.left - now.left,
            now,
            offer,
        }
    };
    columns(question).into_iter().map(day).collect()
}

fn event(on: chrono::NaiveDate, event: &Event) -> EventAnswer {
    let (what, pence, paydays_counted) = match event {
        Event::Starts => ("job begins", None, None),
        Event::Payday(pence) => ("pay", Some(pence.0), None),
        Event::UniversalCredit { paid, paydays, .. } => {
            ("Universal Credit", Some(paid.0), Some(*paydays))
        }
    };
    EventAnswer {
        on: on.to_string(),
        what,
        pence,
        paydays_counted,
    }
}

fn by_hours(question: &Question) -> Vec<PointAnswer> {
    let curve = curve(question, question.offer.starts_on);
    let jump = |hours: u32| {
        let found = curve.jumps.iter().find(|(at, _)| *at == hours);
        found.map(|(_, jump)| match jump {
            Jump::Down(pence) => -pence.0,
            Jump::Up(pence) => pence.0,
        })
    };
    let points = curve.points.iter();
    points
        .map(|point| PointAnswer {
            hours: point.hours,
            left: point.left.0,
            jump: jump(point.hours),
        })
        .collect()
}

/// Answers a question.
pub fn answer(question: &Question) -> Answer {
    let beside = beside(question).into_iter().map(|one| BesideAnswer {
        what: one.what,
        pence: one.pence.0,
        rule: one.rule,
        source: source(&one.note),
    });
    let weeks = weeks(question).into_iter().map(|week| WeekAnswer {
        week: week.number,
        from: week.from.to_string(),
        events: week
            .events
            .iter()
            .map(|(on, one)| event(*on, one))
            .collect(),
    });
    let remarks = remarks(question).into_iter().map(|one| RemarkAnswer {
        words: one.words,
        source: one.source,
        sure: one.sure.name(),
    });
    Answer {
        warning: WARNING,
        parameters: Rules::version(),
        below_minimum_wage: question.is_below_minimum(),
        days: days(question),
        beside: beside.collect(),
        weeks: weeks.collect(),
        by_hours: by_hours(question),
        remarks: remarks.collect(),
    }
}
