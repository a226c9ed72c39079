//! The end of funding: when it comes, and whether the young person was told.

use chrono::NaiveDate;
use programme::FundingWindow;
use values::EnrolmentId;

use super::{Enrolment, queries::Told};
use crate::office::library::Library;

/// When the funding of an enrolment ends, and whether the young person was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundingEnd {
    /// The financial year in which they joined, by the year of its 1 April.
    pub joined: i32,
    /// The last funded day.
    pub until: NaiveDate,
    /// When they were told about this end, if they were.
    pub told_on: Option<NaiveDate>,
}

/// Returns when the funding of an open enrolment ends, where its programme says so.
pub fn funding_end(library: &Library, enrolment: &Enrolment, told: &Told) -> Option<FundingEnd> {
    if enrolment.ended_on.is_some() {
        return None;
    }
    let window = window(library, enrolment)?;
    Some(FundingEnd {
        joined: i32::from(window.joining_year),
        until: window.until,
        told_on: told_of(told, enrolment.id, window.until),
    })
}

pub(super) fn window<'a>(library: &'a Library, enrolment: &Enrolment) -> Option<&'a FundingWindow> {
    let version = library.version(enrolment.programme_version)?;
    let joined = programme::joining_year(enrolment.enrolled_on);
    version.programme.last_funding(joined)
}

/// Returns when the young person was told about an end of funding. If the window has since been extended, they are told again.
pub(crate) fn told_of(told: &Told, id: EnrolmentId, until: NaiveDate) -> Option<NaiveDate> {
    let of = told.get(&id)?;
    of.iter().find(|(end, _)| *end == until).map(|(_, on)| *on)
}
