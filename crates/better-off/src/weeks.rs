//! The first two months of a job, week by week: when pay comes, when Universal Credit falls, and who to tell what.
//!
//! Pay for part of a month is worked out on that part, so a payslip can differ: tax codes of a first job take a month to settle.

use chrono::{Datelike, Days, Months, NaiveDate};
use values::Pence;

use crate::{
    amount::{Amount, Rate},
    parameters::Rules,
    pay::Pay,
    question::{Question, Rhythm, day_of_month},
    reckoning::month_in_which,
    situation::Job,
};

/// How many weeks are shown.
const WEEKS: u64 = 9;

/// What happens on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The job starts: tell Universal Credit, the council and the home.
    Starts,
    /// Pay arrives, about this much.
    Payday(Pence),
    /// Universal Credit arrives: how much, and for how many paydays it counts.
    UniversalCredit {
        /// What is paid.
        paid: Pence,
        /// What it would be without the job.
        before: Pence,
        /// How many paydays fall in its assessment period.
        paydays: usize,
    },
}

/// A week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Which, counted from one.
    pub number: u64,
    /// Its first day.
    pub from: NaiveDate,
    /// What happens in it, in the order of days.
    pub events: Vec<(NaiveDate, Event)>,
}

/// Lists paydays up to a day, with take-home pay.
fn paydays(question: &Question, until: NaiveDate) -> Vec<(NaiveDate, Amount)> {
    let offer = &question.offer;
    let start = offer.starts_on;
    let usual = match offer.rhythm {
        Rhythm::Weekly => start + Days::new(13),
        Rhythm::FourWeekly => start + Days::new(27),
        Rhythm::Monthly if start.day() <= 10 => day_of_month(start, 31),
        Rhythm::Monthly => day_of_month(start + Months::new(1), 31),
    };
    let first = offer.first_payday.unwrap_or(usual);
    let mut all = Vec::new();
    for number in 0_u32.. {
        let on = match offer.rhythm {
            Rhythm::Weekly => first + Days::new(7 * u64::from(number)),
            Rhythm::FourWeekly => first + Days::new(28 * u64::from(number)),
            Rhythm::Monthly => {
                let day = if offer.first_payday.is_some() {
                    first.day()
                } else {
                    31
                };
                day_of_month(
                    first.with_day(1).unwrap_or(first) + Months::new(number),
                    day,
                )
            }
        };
        // The last pay comes after the last day.
        let is_over = offer.ends_on.is_some_and(|ends| on > ends + Days::new(31));
        if on > until || is_over {
            return all;
        }
        let of = match offer.rhythm {
            Rhythm::Weekly => Rate::of(12, 52),
            Rhythm::FourWeekly => Rate::of(48, 52),
            // The first pay is for the days from the start on, to the end of the month it is paid in.
            Rhythm::Monthly if number == 0 => {
                let days = (on - start).num_days() + 1;
                Rate::of(days.max(1) * 12, 365)
            }
            Rhythm::Monthly => Rate::of(1, 1),
        };
        all.push((on, part(question, on, of.unwrap_or(Rate::WHOLE))));
    }
    all
}

/// Returns the take-home pay of a share of a month's pay.
fn part(question: &Question, on: NaiveDate, share: Rate) -> Amount {
    let rules = Rules::on(on).expect("questions are refused for days before the first rules");
    let pay = Pay::of_job(
        &rules.national,
        question.household(on).age,
        &question.job(on),
    );
    // Whole pence: shares of a year in days do not divide evenly.
    pay.net().about(share)
}

/// Lists the assessment periods that begin before a day: first and last day, and when they are paid.
fn periods(
    question: &Question,
    day: u32,
    until: NaiveDate,
) -> Vec<(NaiveDate, NaiveDate, NaiveDate)> {
    let start = question.offer.starts_on;
    let this = day_of_month(start, day);
    let first = if this > start {
        day_of_month(start - Months::new(1), day)
    } else {
        this
    };
    let first_of = first.with_day(1).unwrap_or(first);
    (0..)
        .map(|number| {
            let from = day_of_month(first_of + Months::new(number), day);
            let next = day_of_month(first_of + Months::new(number + 1), day);
            (from, next - Days::new(1), next + Days::new(6))
        })
        .take_while(|(from, _, _)| *from <= until)
        .collect()
}

/// Returns Universal Credit for an assessment period, with a job or without, and its take-home pay.
fn paid(
    question: &Question,
    from: NaiveDate,
    job: Option<&Job>,
    arrives: Option<Amount>,
) -> Amount {
    // A period can begin before the first rules; those are then used.
    let rules = Rules::on(from).or_else(|early| Rules::on(early.0));
    let rules = rules.expect("there are rules on their first day");
    let household = question.household(from);
    let own = job.map(|job| Pay::of_job(&rules.national, household.age, job).net());
    let partner = household.partner.as_ref();
    let partner = partner.map(|partner| Pay::of_partner(&rules.national, partner).net());
    let own = arrives.or(own).unwrap_or(Amount::ZERO);
    let earned = own + partner.unwrap_or(Amount::ZERO);
    let month = month_in_which(rules, &household, job, Pay::default(), earned);
    month.uc.paid
}

/// Lists the first weeks of the job on offer.
pub fn weeks(question: &Question) -> Vec<Week> {
    let start = question.offer.starts_on;
    let end = start + Days::new(7 * WEEKS - 1);
    let mut events = vec![(start, Event::Starts)];
    let pays = paydays(question, end + Months::new(1));
    let shown = pays.iter().filter(|(on, _)| *on <= end);
    events.extend(shown.map(|(on, amount)| (*on, Event::Payday(amount.pence()))));
    for (from, to, on) in question
        .offer
        .assessment_day
        .map(|day| periods(question, day, end))
        .unwrap_or_default()
    {
        let within = pays
            .iter()
            .filter(|(payday, _)| (from..=to).contains(payday));
        let (number, earned) = within.fold((0, Amount::ZERO), |(number, sum), (_, amount)| {
            (number + 1, sum + *amount)
        });
        let before = paid(question, from, question.now(), None);
        if on <= end && on >= start && before.is_some() {
            let event = Event::UniversalCredit {
                paid: paid(question, from, Some(&question.job(from)), Some(earned)).pence(),
                before: before.pence(),
                paydays: number,
            };
            events.push((on, event));
        }
    }
    events.sort_by_key(|(on, _)| *on);
    (0..WEEKS)
        .map(|number| {
            let from = start + Days::new(7 * number);
            let is_in = |(on, _): &&(NaiveDate, Event)| (from..from + Days::new(7)).contains(on);
            Week {
                number: number + 1,
                from,
                events: events.iter().filter(is_in).cloned().collect(),
            }
        })
        .collect()
}

/// Returns the first assessment period within a year in which two paydays fall, where pay comes every four weeks or once a month.
pub fn two_paydays(question: &Question) -> Option<(NaiveDate, NaiveDate)> {
    let offer = &question.offer;
    let until = offer.starts_on + Months::new(13);
    let pays = paydays(question, until);
    let day = offer
        .assessment_day
        .filter(|_| offer.rhythm != Rhythm::Weekly)?;
    let found = periods(question, day, until)
        .into_iter()
        .find(|(from, to, _)| {
            pays.iter()
                .filter(|(on, _)| (*from..=*to).contains(on))
                .count()
                > 1
        });
    found.map(|(from, to, _)| (from, to))
}
