//! What is left after rent by hours worked, and where one more hour leaves less.

use chrono::NaiveDate;
use values::Pence;

use crate::{parameters::Rules, question::Question, reckoning::month, situation::Job};

/// The most hours considered.
const MOST: i64 = 40;

/// What is left at a number of hours a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Hours a week.
    pub hours: u32,
    /// What is left in a month.
    pub left: Pence,
}

/// Why the line jumps at a number of hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jump {
    /// One more hour leaves less, by this much a month.
    Down(Pence),
    /// One more hour leaves more than the hour pays: the benefit cap ends.
    Up(Pence),
}

/// What is left after rent by hours worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// From no hours to forty.
    pub points: Vec<Point>,
    /// At which hours the line jumps.
    pub jumps: Vec<(u32, Jump)>,
    /// Whether Universal Credit reaches zero, and from how many hours.
    pub uc_ends_at: Option<u32>,
}

/// Returns what is left by hours worked, at the pay of the offer on a day.
///
/// # Panics
/// For days before the first rules; questions about them are refused.
pub fn curve(question: &Question, on: NaiveDate) -> Curve {
    let rules = Rules::on(on).expect("questions are refused for days before the first rules");
    let household = question.household(on);
    let offered = question.job(on);
    let mut curve = Curve {
        points: Vec::new(),
        jumps: Vec::new(),
        uc_ends_at: None,
    };
    for (number, hours) in (0_u32..).zip(0..=MOST) {
        let job = Job {
            hours: hours * 100,
            ..offered.clone()
        };
        let month = month(rules, &household, Some(&job));
        let left = month.left().pence();
        if let Some(last) = curve.points.last() {
            let more = left.0 - last.left.0;
            // An hour's pay, to the pound: while the cap applies, every pound of it is kept, which is not a jump.
            let hour = offered.hourly_pence * 52 / 12;
            if more < 0 {
                curve.jumps.push((number, Jump::Down(Pence(-more))));
            } else if more > hour + 100 {
                curve.jumps.push((number, Jump::Up(Pence(more))));
            }
        }
        let has_claim = month.uc.most.is_some();
        if has_claim && !month.uc.paid.is_some() && curve.uc_ends_at.is_none() {
            curve.uc_ends_at = Some(number);
        }
        curve.points.push(Point {
            hours: number,
            left,
        });
    }
    curve
}
