//! When support ends by itself: the money, or the age up to which the programme is.

use chrono::NaiveDate;
use values::birthdays::birthday;

use super::{Enrolment, funding::window};
use crate::{office::library::Library, person::people::Fields};

/// Why support ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is paid for until then.
    Paid,
    /// The programme is for those who are younger.
    Age(u8),
}

/// When support ends, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportEnd {
    /// The last paid day, or the birthday.
    pub on: NaiveDate,
    /// Why.
    pub why: Why,
}

/// Returns the first end of an open enrolment that is known. An Education, Health and Care Plan may extend the age.
pub fn support_end(library: &Library, enrolment: &Enrolment, known: &Fields) -> Option<SupportEnd> {
    if enrolment.ended_on.is_some() {
        return None;
    }
    let paid = window(library, enrolment).map(|window| SupportEnd {
        on: window.until,
        why: Why::Paid,
    });
    let version = library.version(enrolment.programme_version);
    let by_age = version.zip(known.born_on).map(|(version, born)| {
        let rule = &version.programme.definition().eligibility;
        let has_plan = known.ehcp.answer() == programme::Answer::Yes;
        let extended = rule.below_age_with_ehcp.filter(|_| has_plan);
        let age = extended.unwrap_or(rule.below_age);
        SupportEnd {
            on: birthday(born, age.into()),
            why: Why::Age(age),
        }
    });
    paid.into_iter().chain(by_age).min_by_key(|end| end.on)
}
