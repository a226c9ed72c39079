//! The home of the reports: how the work is going in a few figures, each with what it is made of and where its list is.

use askama::Template;
use chrono::{Months, NaiveDate};
use policy::Action;
use programme::Aims;
use values::Pence;

use super::queries;
use crate::{
    care::commitments,
    money::funds,
    office::directory::InCouncil,
    shell::web::{Answer, Ctx, Layout, WebError, html, words},
    work::work_placements,
};

/// How far back a figure is compared, in months.
const BEFORE: Months = Months::new(3);

/// A figure: a share of a whole.
pub(super) struct Indicator {
    heading: &'static str,
    /// The share in percent, or a sum of money; a dash where there is nothing to count.
    figure: String,
    /// What it is made of: `12 of 40`.
    of: String,
    /// How it was before, and what the programme aims for.
    beside: Vec<String>,
    /// How it is worked out.
    how: &'static str,
    href: &'static str,
    link: &'static str,
}

#[derive(Template)]
#[template(path = "reports/home.html")]
struct HomePage {
    layout: Layout,
    indicators: Vec<Indicator>,
}

/// A part of a whole.
#[derive(Clone, Copy)]
struct Share(u64, u64);

impl Share {
    fn percent(self) -> Option<u64> {
        words::percent(self.0, self.1)
    }
}

/// Says how a figure has moved.
fn trend(now: Share, before: Share) -> Option<String> {
    let (now, then) = (now.percent()?, before.percent()?);
    let says = match now.cmp(&then) {
        std::cmp::Ordering::Greater => format!("Up from {then}% three months ago"),
        std::cmp::Ordering::Less => format!("Down from {then}% three months ago"),
        std::cmp::Ordering::Equal => "The same as three months ago".to_owned(),
    };
    Some(says)
}

/// What an indicator says besides its figures.
struct Words {
    heading: &'static str,
    what: (&'static str, &'static str),
    how: &'static str,
    list: (&'static str, &'static str),
    aim: fn(&Aims) -> Option<u8>,
}

const YOUNG: (&str, &str) = ("young person", "young people");
const SPELLS: (&str, &str) = ("spell of work that was due", "spells of work that were due");

/// The indicators, in the order of the page.
const SHOWN: [Words; 6] = [
    Words {
        heading: "In education, employment or training",
        what: YOUNG,
        how: "Of everyone enrolled now, the share whose latest status is education, employment or training. The figure for three months ago is for the same young people.",
        list: ("/cohort", "See who is not"),
        aim: |aims| aims.in_work_or_learning,
    },
    Words {
        heading: "In touch",
        what: YOUNG,
        how: "Of everyone enrolled now, the share we have been in touch with in the last four weeks. The figure for three months ago is for the same young people.",
        list: ("/people?sort=contact", "See who has had no contact longest"),
        aim: |aims| aims.in_touch,
    },
    Words {
        heading: "Contact on time",
        what: ("contact", "contacts"),
        how: "Of the next contacts that programmes require, one for each young person and programme, the share that are not overdue today.",
        list: ("/people?show=overdue", "See who is overdue"),
        aim: |aims| aims.contact_on_time,
    },
    Words {
        heading: "In work for 13 weeks",
        what: SPELLS,
        how: "Of the spells of work that could have lasted 13 weeks by today, where we know what happened, the share that did. Not yet due is not counted as missed.",
        list: ("/reports/work", "See work in figures"),
        aim: |aims| aims.lasted_13_weeks,
    },
    Words {
        heading: "In work for 26 weeks",
        what: SPELLS,
        how: "Of the spells of work that could have lasted 26 weeks by today, where we know what happened, the share that did. Not yet due is not counted as missed.",
        list: ("/reports/work", "See how long work lasted"),
        aim: |aims| aims.lasted_26_weeks,
    },
    Words {
        heading: "Promises kept on time",
        what: ("promise", "promises"),
        how: "Of the promises due in the last year, the share kept by the promised day.",
        list: ("/reports/promises", "See promises by team"),
        aim: |aims| aims.promises_kept,
    },
];

fn indicator(says: &Words, (now, before): (Share, Option<Share>), aims: &[Aims]) -> Indicator {
    // Where programmes differ, the highest aim counts.
    let aim = aims.iter().filter_map(says.aim).max();
    let aim = aim.map(|aim| format!("Target {aim}%"));
    let trend = before.and_then(|before| trend(now, before));
    let (one, many) = says.what;
    Indicator {
        heading: says.heading,
        figure: now
            .percent()
            .map_or_else(|| "–".to_owned(), |share| format!("{share}%")),
        of: match now {
            Share(_, 0) => format!("There are no {many} to count yet"),
            Share(part, whole) => {
                format!(
                    "{} of {}",
                    words::grouped(part),
                    words::count(whole, one, many)
                )
            }
        },
        beside: trend.into_iter().chain(aim).collect(),
        how: says.how,
        href: says.list.0,
        link: says.list.1,
    }
}

async fn indicators(ctx: &Ctx) -> Result<Vec<Indicator>, WebError> {
    let (scope, today) = (ctx.scope(Action::ListPeople), ctx.today());
    let days: [NaiveDate; 2] = [today, today - BEFORE];
    let mut tx = ctx.read().await?;
    let library = ctx.library(&mut tx).await?;
    let aims: Vec<Aims> = library
        .current()
        .map(|version| version.programme.definition().aims)
        .collect();
    let enrolled = queries::enrolled(&mut tx, &scope).await?;
    let all = enrolled.len() as u64;
    let eet = queries::in_work_or_learning(&mut tx, &scope, (&enrolled, &days)).await?;
    let touch = queries::in_touch(&mut tx, &scope, (&enrolled, &days)).await?;
    let (on_time, rhythms) = queries::on_time(&mut tx, &scope, (&enrolled, today)).await?;
    let lasted = work_placements::lasted_on(ctx, &mut tx, &library, (&[13, 26], &days)).await?;
    let kept = commitments::kept_to(ctx, &mut tx, &days).await?;
    let of_all = |counts: &[u64]| (Share(counts[0], all), Some(Share(counts[1], all)));
    let of_spells = |mark: usize| {
        let share = |day: usize| Share(lasted[day][mark].reached, lasted[day][mark].due);
        (share(0), Some(share(1)))
    };
    let figures = [
        of_all(&eet),
        of_all(&touch),
        (Share(on_time, rhythms), None),
        of_spells(0),
        of_spells(1),
        (
            Share(kept[0].0, kept[0].1),
            Some(Share(kept[1].0, kept[1].1)),
        ),
    ];
    let shown = SHOWN.iter().zip(figures);
    Ok(shown
        .map(|(says, figures)| indicator(says, figures, &aims))
        .collect())
}

/// Says what is left of the money of the years that are now.
async fn money(ctx: &Ctx) -> Result<Indicator, WebError> {
    let left = funds::left(&mut ctx.read().await?, ctx.council(), ctx.today()).await?;
    Ok(Indicator {
        heading: "Money left",
        figure: Pence(left.free).to_string(),
        of: format!("of {} confirmed for this year", Pence(left.confirmed)),
        beside: (left.unconfirmed > 0)
            .then(|| format!("{} more is not confirmed", Pence(left.unconfirmed)))
            .into_iter()
            .collect(),
        how: "For all funds that hold money, the amount confirmed for the current year, less what has been promised and paid.",
        href: "/funds",
        link: "See each fund",
    })
}

/// Shows the figures.
pub(super) async fn show(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let mut indicators = indicators(&ctx).await?;
    if ctx.may(Action::SeeFunds) {
        indicators.push(money(&ctx).await?);
    }
    Ok(html(&HomePage {
        layout: ctx.layout("Reports"),
        indicators,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_of_it_is_a_hundred_and_nothing_of_nothing_is_no_figure() {
        for (part, whole, percent) in [
            (0, 0, None),
            (0, 3, Some(0)),
            (1, 3, Some(33)),
            (999, 1000, Some(99)),
            (3, 3, Some(100)),
        ] {
            assert_eq!(Share(part, whole).percent(), percent, "{part} of {whole}");
        }
    }

    #[test]
    fn a_figure_says_how_it_moved_where_there_is_something_to_compare() {
        let says = |now, before| trend(now, before);
        assert_eq!(
            says(Share(2, 4), Share(1, 4)).as_deref(),
            Some("Up from 25% three months ago")
        );
        assert_eq!(
            says(Share(1, 4), Share(2, 4)).as_deref(),
            Some("Down from 50% three months ago")
        );
        assert_eq!(
            says(Share(1, 2), Share(2, 4)).as_deref(),
            Some("The same as three months ago")
        );
        assert_eq!(says(Share(1, 2), Share(0, 0)), None);
    }
}
