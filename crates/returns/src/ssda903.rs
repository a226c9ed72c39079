//! The children looked after return (SSDA903): the tables Header and OC3, which say who the care leavers are and how they are doing.
//!
//! Three steps: [`read_header`] and [`read_oc3`] read each file on its own, then [`check`] checks both together. A file that cannot be
//! trusted at all is a [`FileFault`]; a row that is wrong is a [`Refused`] and does not affect the other rows. A child with a refusal in
//! either file is not accepted at all, so that no one is half imported.
//!
//! Easy to get wrong: "not known" is `0` in `ACTIV` and `ACCOM`, and a blank is a fault; a date is day, month, year; a row that
//! was refused still counts when children are looked up, otherwise a child with a wrong ethnicity would seem to be missing from Header.
//!
//! Rules checked: 101, 102, 103, 131, 132, 133, 153, 344, 345, 391 (too young), INT06, INT15, INT34. Warned about, never refused: 391 (too
//! old), 347, and a pupil number shared by more than one child.
//!
//! Not checked here, because other tables are needed:
//! - Episodes of the year: 1000, 1007, 1011, 1012, 1016, 3001, 628 and 165.
//! - Episodes of the year before: 1001, 1002, 1010. They also refuse people whose care ended before that year, wrongly.
//! - OC3 of the year before: 348 (once dead, always dead).
//! - OC2: 215. AD1: 134 and 187. UASC: 1014.
//!
//! Source: the rules by number as the open validator of councils applies them (csc-validator-be-903 0.1.17, ruleset 2025-26), in our own
//! words. That validator never fires 347 and has no upper age; both are warnings here, because no official text could be read.
//!
//! Absent on purpose: the XML form of the return, and the tables that say nothing about care leavers.

mod cells;
mod check;
mod fault;
mod file;
mod ids;
mod rows;
mod write;

use std::fmt;

use chrono::NaiveDate;

pub use check::{Checked, check};
pub use fault::{DateFault, Fault, Lines, Refused};
pub use file::{FileFault, MOST_BYTES, MOST_ROWS};
pub use ids::{ChildId, NotAnId, Upn};
pub use rows::{HeaderRow, Mother, Oc3Row, read_header, read_oc3};
pub use write::{write_header, write_oc3};

/// A table of the return, known by its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableName {
    /// Every child and care leaver of the return.
    Header,
    /// The care leavers: contact, activity and accommodation.
    Oc3,
}

impl TableName {
    /// Every table that is read here.
    pub const ALL: [Self; 2] = [Self::Header, Self::Oc3];

    /// Returns the names of the columns, in the order in which they are written.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Header => &["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
            Self::Oc3 => &["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"],
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Header => "Header",
            Self::Oc3 => "OC3",
        })
    }
}

/// One file as read: the rows that are valid in themselves, and what was refused in the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<T> {
    /// The rows that are valid in themselves, in the order of the file.
    pub rows: Vec<Row<T>>,
    /// What was refused, by line; a row can be refused for more than one reason.
    pub refused: Vec<Refused>,
    /// Which child is on which line, refused rows included: the check looks children up here.
    seen: Vec<Seen>,
}

/// A row and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<T> {
    /// The line on which the row starts; the column names are on line 1.
    pub line: u64,
    /// What the row says.
    pub value: T,
}

/// What could be read of a row's identity, whether or not the row was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    line: u64,
    child: ChildId,
    born_on: Option<NaiveDate>,
}
