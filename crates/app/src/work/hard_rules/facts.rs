//! What the rules look at, from what is recorded.

use chrono::NaiveDate;
use matching::rules::{Known, RightToWork, Seeker};
use values::{birthdays::leaves_school_on, codes::Activity};

use crate::{
    person::{
        particulars::{self, MayWork, Status},
        people::Person,
    },
    shell::web::words,
};

/// The facts used, by their names in particulars.
pub(crate) const FACTS: [&str; 8] = [
    "adjustments",
    "hours_free",
    "most_travel",
    "dbs",
    "immigration_status",
    "right_to_work_proof",
    "right_to_work_seen_on",
    "right_to_work_review_on",
];

/// What is known about the right to work: a status only rules work out if a worker has seen proof of it.
fn right_to_work(said: impl Fn(&str) -> Option<String>) -> RightToWork {
    let Some(code) = said("immigration_status") else {
        return RightToWork::Unknown;
    };
    let Some(status) = particulars::status(&code) else {
        return RightToWork::Unknown;
    };
    let Status {
        words: label,
        advice,
        ..
    } = *status;
    let seen = said("right_to_work_seen_on").and_then(|on| on.parse::<NaiveDate>().ok());
    match (status.may_work, seen) {
        (MayWork::NotWithout, Some(on)) => {
            let proof = said("right_to_work_proof").unwrap_or_else(|| label.to_owned());
            RightToWork::No(format!("{proof}, seen on {}", words::day(on)))
        }
        (MayWork::NotWithout, None) => RightToWork::Unproven(label.to_owned()),
        (MayWork::Yes, _) => RightToWork::Yes,
        (MayWork::Limited, _) => RightToWork::Limited(format!("{label}. {advice}")),
    }
}

/// Returns what is known about a young person, from facts by their names.
pub(crate) fn seeker(person: &Person, said: impl Fn(&str) -> Option<String> + Copy) -> Seeker {
    let number = |name: &str| said(name).and_then(|text| text.parse::<u32>().ok());
    let studies = match person.activity {
        Activity::F1 | Activity::P1 | Activity::F2 | Activity::P2 => Known::Yes,
        Activity::NotKnown => Known::Unknown,
        _ => Known::No,
    };
    Seeker {
        age: None,
        leaves_school_on: person.fields.born_on.map(leaves_school_on),
        right_to_work: right_to_work(said),
        leave_review_on: said("right_to_work_review_on").and_then(|on| on.parse().ok()),
        supported_until: None,
        free_minutes: number("hours_free").map(|hours| hours * 60),
        studies,
        dbs: match said("dbs").as_deref() {
            Some("yes") => Known::Yes,
            Some("no") => Known::No,
            _ => Known::Unknown,
        },
        needs: said("adjustments").map(|needs| vec![needs.trim_end_matches('.').to_owned()]),
        most_travel: number("most_travel"),
    }
}
