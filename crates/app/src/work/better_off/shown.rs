//! An answer in words: what is left now and with the offer, day by day and line by line, with the rule and the source of each.

use better_off::{
    answer::{WARNING, now_in_lines, offer_in_lines},
    hours::{Curve, Jump, curve},
    lines::{Line, Lines},
    parameters::{Note, Rules, Sure},
    question::{Question, Rhythm},
    remarks::{beside, remarks},
    term::{Change, Column, columns},
    weeks::{Event, two_paydays, weeks},
};
use govuk::{Cell, Details, Html, Table, WarningText, chart};
use values::Pence;

use crate::shell::web::words;

/// Everything an answer shows, from the first sentence to the sources.
pub(super) struct Shown {
    /// The warning that it is only an estimate.
    pub(super) warning: &'static str,
    /// That the offer is below the minimum wage, in a sentence.
    pub(super) below_minimum: Option<Html>,
    /// The main result, in one sentence.
    pub(super) headline: String,
    /// A second sentence: what is left, now and with the offer.
    pub(super) left: String,
    /// The days on which less is left, the worst first; may be empty.
    pub(super) changes: Vec<String>,
    /// Each day with what is left.
    pub(super) days: Table,
    /// The lines now and with the offer, and on each later day.
    pub(super) months: Vec<Html>,
    /// Payments outside the monthly amounts.
    pub(super) beside: Vec<(String, String)>,
    /// The chart by hours.
    pub(super) chart: chart::Curve,
    /// What the chart shows, in words.
    pub(super) jumps: Vec<String>,
    /// The first two months.
    pub(super) weeks: Table,
    /// What to know about the weeks.
    pub(super) about_weeks: Vec<String>,
    /// What to know, and who to tell: the words, and the source.
    pub(super) remarks: Vec<(String, String)>,
    /// The parameters used.
    pub(super) parameters: String,
}

/// Returns how certain a value is; empty if it was found in two places.
fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::TwoPlaces => "",
        Sure::OnePlace => "Found in one source only.",
        Sure::Memory => "Not yet checked against a source: check before you use it.",
        Sure::Draft => "Draft: not yet reviewed.",
    }
}

fn source(note: &Note) -> String {
    let text = format!(
        "{}, from {}. {}",
        note.source,
        words::day(note.from),
        sure(note.sure)
    );
    text.trim_end().to_owned()
}

fn signed(pence: Pence) -> String {
    if pence.0 > 0 {
        format!("+{pence}")
    } else {
        pence.to_string()
    }
}

fn line_cell(line: &Line) -> Html {
    let mut html = Html::paragraph(line.rule.clone());
    let sources: Vec<String> = line.notes.iter().map(source).collect();
    if !sources.is_empty() {
        html = html
            .and(Html::literal(
                "<p class=\"govuk-hint govuk-!-font-size-16\">",
            ))
            .and(sources.join(" "))
            .and(Html::literal("</p>"));
    }
    html
}

fn month(caption: &str, written: &Lines) -> Html {
    let mut table = Table::new(caption.to_owned())
        .column("What")
        .numeric_column("A month")
        .column("Rule and source");
    for line in &written.lines {
        table = table.row([
            Cell::new(line.what),
            Cell::new(signed(line.pence)).numeric(),
            Cell::new(line_cell(line)),
        ]);
    }
    let table = table.row([
        Cell::new("Left"),
        Cell::new(written.left.to_string()).numeric(),
        Cell::new("Total of all lines"),
    ]);
    Html::of(table.first_cell_is_header().stacking())
}

fn because(column: &Column) -> String {
    let mut all: Vec<String> = column.because.iter().map(Change::words).collect();
    all.dedup();
    if column.is_assumed {
        all.push("that year’s rates are not known yet, so today’s are used".to_owned());
    }
    all.join("; ")
}

struct Day {
    column: Column,
    now: Lines,
    offer: Lines,
}

fn days(question: &Question) -> Vec<Day> {
    let day = |column: Column| Day {
        now: now_in_lines(question, column.on, &column.now),
        offer: offer_in_lines(question, column.on, &column.offer),
        column,
    };
    columns(question).into_iter().map(day).collect()
}

fn table(days: &[Day]) -> Table {
    let mut table = Table::new("What is left each month, day by day")
        .column("From")
        .column("Because")
        .numeric_column("Without the offer")
        .numeric_column("With the offer")
        .numeric_column("Better off");
    for day in days {
        let better = Pence(day.offer.left.0 - day.now.left.0);
        table = table.row([
            Cell::new(words::day(day.column.on)),
            Cell::new(because(&day.column)),
            Cell::new(day.now.left.to_string()).numeric(),
            Cell::new(day.offer.left.to_string()).numeric(),
            Cell::new(signed(better)).numeric(),
        ]);
    }
    table.first_cell_is_header().stacking()
}

/// Returns the days on which less is left with the offer than before, the biggest fall first.
fn falls(days: &[Day]) -> Vec<String> {
    let mut falls: Vec<(i64, String)> = days
        .windows(2)
        .filter_map(|pair| {
            let fall = pair[0].offer.left.0 - pair[1].offer.left.0;
            let words = format!(
                "From {} they have {} a month less: {}.",
                words::day(pair[1].column.on),
                Pence(fall),
                words::begin_low(&because(&pair[1].column))
            );
            (fall >= 500).then_some((fall, words))
        })
        .collect();
    falls.sort_by_key(|(fall, _)| -fall);
    falls.into_iter().map(|(_, words)| words).collect()
}

fn drawn(curve: &Curve) -> chart::Curve {
    let mark = |hours: u32| {
        let found = curve.jumps.iter().find(|(at, _)| *at == hours);
        found.map_or_else(String::new, |(_, jump)| match jump {
            Jump::Down(pence) => {
                let before = hours - 1;
                format!("At {hours} hours a week, they have {pence} a month less than at {before}.")
            }
            Jump::Up(pence) => {
                let before = hours - 1;
                format!("At {hours} hours a week, they have {pence} a month more than at {before}, because the benefit cap ends.")
            }
        })
    };
    let chart = chart::Curve::new(
        "by-hours",
        "What is left each month, by hours of work a week",
    )
    .of("Hours a week", "Left each month");
    curve.points.iter().fold(chart, |chart, point| {
        chart.point(
            point.hours,
            point.left.0,
            point.left.to_string(),
            mark(point.hours),
        )
    })
}

fn jumps(curve: &Curve) -> Vec<String> {
    let mut all: Vec<String> = curve
        .jumps
        .iter()
        .map(|(hours, jump)| match jump {
            Jump::Down(pence) if *hours == 1 => format!("The first hour of work leaves them {pence} worse off, because of work costs."),
            Jump::Down(pence) => format!("At {hours} hours a week, one more hour leaves them {pence} a month worse off."),
            Jump::Up(pence) => format!("At {hours} hours a week, one more hour leaves them {pence} a month better off, because the benefit cap ends."),
        })
        .collect();
    if let Some(hours) = curve.uc_ends_at.filter(|hours| *hours > 0) {
        all.push(format!("Universal Credit stops at {hours} hours a week."));
    }
    all
}

fn event(on: chrono::NaiveDate, event: &Event) -> String {
    let day = words::day(on);
    match event {
        Event::Starts => format!(
            "{day}: the job starts. Report it in the Universal Credit journal today. Tell the council and the housing provider."
        ),
        Event::Payday(pence) => format!("{day}: pay arrives, about {pence}."),
        Event::UniversalCredit {
            paid,
            before,
            paydays,
        } => match paydays {
            0 => format!("{day}: Universal Credit, {paid}. No pay is counted yet."),
            1 if paid == before => format!("{day}: Universal Credit, {paid}."),
            1 => format!(
                "{day}: Universal Credit, {paid} instead of {before}: one payday is counted."
            ),
            number => format!(
                "{day}: Universal Credit, {paid} instead of {before}: {number} paydays are counted."
            ),
        },
    }
}

fn first_weeks(question: &Question, days: &[Day]) -> (Table, Vec<String>) {
    let mut table = Table::new("The first two months, week by week")
        .column("Week from")
        .column("What happens");
    let first = &days[0].column;
    let has_uc = [&first.now, &first.offer]
        .iter()
        .any(|month| month.uc.paid.is_some());
    let nothing = match question.offer.assessment_day {
        None if has_uc => {
            "No pay this week. Universal Credit may be paid: its day has not been entered."
        }
        _ => "Nothing comes in from work or Universal Credit this week.",
    };
    for week in weeks(question) {
        let happens: Vec<Html> = week
            .events
            .iter()
            .map(|(on, one)| Html::paragraph(event(*on, one)))
            .collect();
        let happens = if happens.is_empty() {
            Html::from(nothing)
        } else {
            Html::joined(happens)
        };
        table = table.row([Cell::new(words::day(week.from)), Cell::new(happens)]);
    }
    let offer = &question.offer;
    let mut about = Vec::new();
    if offer.first_payday.is_none() {
        about.push("The first payday is a guess. Ask the employer, then enter it.".to_owned());
    }
    match offer.assessment_day {
        None => about.push("Enter the day of the month on which their Universal Credit assessment period starts, to see when it is paid. It is in their online account.".to_owned()),
        Some(_) => {
            if let Some((from, to)) = two_paydays(question) {
                about.push(format!(
                    "Two paydays fall between {} and {}: Universal Credit will be lower or nothing that month, and go back up the next. Put some of the pay aside.",
                    words::day(from),
                    words::day(to)
                ));
            }
        }
    }
    if offer.rhythm == Rhythm::FourWeekly {
        about.push(
            "Pay every four weeks means two paydays in one Universal Credit assessment period once a year."
                .to_owned(),
        );
    }
    about.push("A new Universal Credit claim is paid after five weeks. They can ask for an advance, which has to be paid back.".to_owned());
    (table.first_cell_is_header().stacking(), about)
}

fn below_minimum(question: &Question) -> Option<Html> {
    let least = question.minimum(question.offer.starts_on).ok()?;
    question.is_below_minimum().then(|| {
        let words = format!(
            "This pays less than the minimum wage: {} an hour for {}. Ask the employer before they accept.",
            Pence(least.pence),
            least.who
        );
        Html::of(WarningText::new(words))
    })
}

/// Puts an answer into words.
pub(super) fn shown(question: &Question) -> Shown {
    let days = days(question);
    let first = &days[0];
    let better = Pence(first.offer.left.0 - first.now.left.0);
    let (weeks, about_weeks) = first_weeks(question, &days);
    let curve = curve(question, question.offer.starts_on);
    let mut months = vec![
        month("Without the offer", &first.now),
        month("With the offer", &first.offer),
    ];
    for day in &days[1..] {
        let both = month("Without the offer", &day.now).and(month("With the offer", &day.offer));
        let summary = format!("Line by line from {}", words::day(day.column.on));
        months.push(Html::of(Details::new(summary, both)));
    }
    let remark = |words: String, from: &str, how: Sure| {
        let source = [from, sure(how)]
            .iter()
            .filter(|text| !text.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(". ");
        (words, source)
    };
    Shown {
        warning: WARNING,
        below_minimum: below_minimum(question),
        headline: match better.0 {
            0 => "They would be no better or worse off with this job.".to_owned(),
            1.. => format!("{better} a month better off with this job."),
            _ => format!("{} a month worse off with this job.", Pence(-better.0)),
        },
        left: format!(
            "After rent and what work costs, {} a month is left with the job, and {} without it.",
            first.offer.left, first.now.left
        ),
        changes: falls(&days),
        days: table(&days),
        months,
        beside: beside(question)
            .into_iter()
            .map(|one| {
                (
                    format!("{}: {}. {}", one.what, one.pence, one.rule),
                    source(&one.note),
                )
            })
            .collect(),
        chart: drawn(&curve),
        jumps: jumps(&curve),
        weeks,
        about_weeks,
        remarks: remarks(question)
            .into_iter()
            .map(|one| remark(one.words, one.source, one.sure))
            .collect(),
        parameters: Rules::version(),
    }
}

/// Returns what is left on each day, to store: the day, why, without the offer and with it in pence.
pub(super) fn kept(question: &Question) -> String {
    let days: Vec<(String, String, i64, i64)> = days(question)
        .iter()
        .map(|day| {
            (
                day.column.on.to_string(),
                because(&day.column),
                day.now.left.0,
                day.offer.left.0,
            )
        })
        .collect();
    serde_json::to_string(&days).unwrap_or_default()
}
