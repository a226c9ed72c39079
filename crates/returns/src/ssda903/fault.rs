//! What can be wrong with a row, and the sentence that tells the person who fixes the file.

use std::fmt;

use chrono::NaiveDate;
use values::codes::Activity;

use super::TableName;

/// One thing that is wrong in one row. Its text is the sentence to show, beside the table, line, child and value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The table that the row is in.
    pub table: TableName,
    /// The line on which the row starts.
    pub line: u64,
    /// The child as the row gives it; may be empty.
    pub child: String,
    /// The column that is wrong, where there is one.
    pub column: Option<&'static str>,
    /// The value as given, without surrounding spaces, cut after 100 characters.
    pub given: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Refused {
    /// Returns the number of the validation rule, where the fault has one.
    pub fn rule(&self) -> Option<&'static str> {
        match (&self.fault, self.table, self.column) {
            (Fault::Date(_), TableName::Header, Some("DOB")) => Some("102"),
            (fault, _, _) => fault.rule(),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The row has more or fewer values than the file has columns.
    #[error(
        "This line has {found} values, but the file has {expected} columns. Look for a comma inside a value, or a value that was left out."
    )]
    Width {
        /// How many values the row has.
        found: usize,
        /// How many columns the table has.
        expected: usize,
    },
    /// The row names no child.
    #[error("The child's number is missing. Every row needs one.")]
    NoChild,
    /// A child's or pupil's number is too long or has invisible characters.
    #[error(
        "This cannot be a child or pupil number: it is longer than 50 characters or has hidden characters. Type it again."
    )]
    NotAnId,
    /// A date cannot be read.
    #[error(transparent)]
    Date(#[from] DateFault),
    /// The sex is not in the list (101).
    #[error("Use a code for sex: M, F or U. The codes 1 and 2 ended with the return for 2023-24.")]
    Sex,
    /// The ethnicity is not in the list (103).
    #[error(
        "Use a code for ethnicity: one of the four-letter codes, such as WBRI, or NOBT if it is not yet known."
    )]
    Ethnicity,
    /// Whether the young person is a mother is neither 0, 1 nor blank.
    #[error("Use 1 for a mother, 0 for not a mother, or leave it blank.")]
    Mother,
    /// The contact is not in the list (131).
    #[error("Use a code for contact: YES, NO, DIED, REFU, NREQ or RHOM.")]
    InTouch,
    /// The activity is not in the list (132).
    #[error(
        "Use a code for activity: F1, F2, F4, F5, P1, P2, P4, P5, G4, G5 or G6, or 0 if it is not known."
    )]
    Activity,
    /// The activity is an old joint code (132).
    #[error("This code is no longer used. Use {} for an apprenticeship, or {} for other training or work.", .0[0], .0[1])]
    OldActivity([Activity; 2]),
    /// The accommodation is not in the list (133).
    #[error(
        "Use a code for accommodation: a letter with 1 (suitable) or 2 (unsuitable), such as U1, or 0 if it is not known."
    )]
    Accommodation,
    /// The accommodation is called suitable, though its kind never is (133).
    #[error("Being homeless or in custody is never suitable. Use {0}.")]
    NeverSuitable(values::codes::Accommodation),
    /// Contact, activity and accommodation are given in part, and the others are blank (153).
    #[error(
        "Contact, activity and accommodation go together. Fill in the blanks, using 0 if activity or accommodation is not known."
    )]
    PartCoded,
    /// Activity or accommodation is given for someone who died or went home (344).
    #[error(
        "Someone who died or returned home has no activity or accommodation in this return. Use 0, or correct the contact."
    )]
    MustBeZero,
    /// Activity or accommodation is not known for someone in touch (345).
    #[error(
        "The council is in touch with this young person, so this must be known. Give the code, or correct the contact."
    )]
    MayNotBeZero,
    /// The young person turns 17 only after the year (391).
    #[error(
        "This young person is not yet 17 on 31 March {year_end}. Remove the row, or correct the date of birth."
    )]
    TooYoung {
        /// The year in which the return ends.
        year_end: i32,
    },
    /// The child has no row in Header (INT06).
    #[error(
        "This child is not in the Header file. Add the child there, or correct the number here."
    )]
    NotInHeader,
    /// The date of birth in Header is different (INT15).
    #[error("The Header file gives {} as the date of birth. Correct the file that is wrong.", .in_header.format("%d/%m/%Y"))]
    BornOnDiffers {
        /// The date of birth in Header.
        in_header: NaiveDate,
    },
    /// The child has more than one row in OC3 (INT34).
    #[error("This child has more than one row: lines {}. Keep the correct one.", .lines)]
    TwiceInOc3 {
        /// Every line with the child.
        lines: Lines,
    },
    /// The child has more than one row in Header.
    #[error("This child has more than one row: lines {}. Keep the correct one.", .lines)]
    TwiceInHeader {
        /// Every line with the child.
        lines: Lines,
    },
    /// Warning: more than one child has this pupil number.
    #[error("{} children have this pupil number: lines {}. A pupil number belongs to one child, so check which.", .lines.count, .lines)]
    SharedUpn {
        /// The lines of the children who share it.
        lines: Lines,
    },
    /// Warning: a foyer for someone under 18 (347).
    #[error("A foyer is not for people under 18. Check the accommodation code.")]
    FoyerUnder18,
    /// Warning: the young person turned 25 before the year began (391).
    #[error("This young person turned 25 before 1 April {}. Check the date of birth, or remove the row.", .year_end.saturating_sub(1))]
    TooOld {
        /// The year in which the return ends.
        year_end: i32,
    },
}

impl Fault {
    /// Returns the number of the validation rule, where it follows from the fault alone.
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::Sex => "101",
            Self::Ethnicity => "103",
            Self::InTouch => "131",
            Self::Activity | Self::OldActivity(_) => "132",
            Self::Accommodation | Self::NeverSuitable(_) => "133",
            Self::PartCoded => "153",
            Self::MustBeZero => "344",
            Self::MayNotBeZero => "345",
            Self::FoyerUnder18 => "347",
            Self::TooYoung { .. } | Self::TooOld { .. } => "391",
            Self::NotInHeader => "INT06",
            Self::BornOnDiffers { .. } => "INT15",
            Self::TwiceInOc3 { .. } => "INT34",
            Self::Width { .. }
            | Self::NoChild
            | Self::NotAnId
            | Self::Date(_)
            | Self::Mother
            | Self::TwiceInHeader { .. }
            | Self::SharedUpn { .. } => return None,
        })
    }
}

/// Why a text is not a date of the return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// There is no text.
    #[error("The date is missing. Give it as DD/MM/YYYY, such as 31/01/2007.")]
    Blank,
    /// The year comes first.
    #[error("The year comes first here. Give the date as DD/MM/YYYY, such as 31/01/2007.")]
    YearFirst,
    /// The month comes first: the second number cannot be a month, and the first could.
    #[error("The month seems to come first here. Give the date as DD/MM/YYYY, such as 31/01/2007.")]
    MonthFirst,
    /// The format is right, but there is no such day.
    #[error("There is no such day. Correct the date.")]
    NoSuchDay,
    /// The year is before 1900 or after 2100.
    #[error("The year cannot be right. Correct the date.")]
    FarYear,
    /// The text has another format.
    #[error("This date cannot be read. Give it as DD/MM/YYYY, such as 31/01/2007.")]
    Unreadable,
}

/// A list of lines of a file, as a person would write it: the first five by number, and how many more there are.
///
/// Only those five are kept, because every row of a child who appears many times carries such a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The first lines, five at most.
    pub first: Vec<u64>,
    /// How many lines there are in all.
    pub count: usize,
}

impl Lines {
    const SHOWN: usize = 5;

    pub(super) fn of(lines: &[u64]) -> Self {
        Self {
            first: lines.iter().take(Self::SHOWN).copied().collect(),
            count: lines.len(),
        }
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: Vec<String> = self.first.iter().map(u64::to_string).collect();
        match (shown.as_slice(), self.count.saturating_sub(shown.len())) {
            ([before @ .., last], 0) if !before.is_empty() => {
                write!(f, "{} and {last}", before.join(", "))
            }
            (_, 0) => f.write_str(&shown.join(", ")),
            (_, more) => write!(f, "{} and {more} more", shown.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_listed_as_a_person_would() {
        for (last, expected) in [
            (1, "1"),
            (2, "1 and 2"),
            (5, "1, 2, 3, 4 and 5"),
            (9, "1, 2, 3, 4, 5 and 4 more"),
        ] {
            assert_eq!(
                Lines::of(&(1..=last).collect::<Vec<u64>>()).to_string(),
                expected
            );
        }
    }
}
