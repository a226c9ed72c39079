//! What a list says about young people, and the report on it. No async.

use std::fmt;

use chrono::NaiveDate;
use values::codes::{Accommodation, Activity, CareStatus, Sex};

use crate::{
    person::people::{Ehcp, Fields},
    shell::web::words,
};

/// Where a row is. Sorted as a report lists rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    /// The file, where there are two: `Header` or `OC3`.
    pub(super) table: Option<&'static str>,
    /// The line on which the row begins.
    pub(super) line: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.table {
            Some(table) => write!(f, "{table} {}", self.line),
            None => write!(f, "{}", self.line),
        }
    }
}

/// What a row says about one young person. What is empty or not known was not given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Given {
    pub(super) place: Place,
    /// The id of the young person in the report.
    pub(super) who: String,
    pub(super) fields: Fields,
    pub(super) sex: Option<Sex>,
    /// Code of the SSDA903, or empty.
    pub(super) ethnicity: String,
    pub(super) ssda903_child: String,
    pub(super) upn: String,
    pub(super) status: Option<Status>,
}

/// What the return says about a young person on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) on: NaiveDate,
    pub(super) activity: Activity,
    pub(super) accommodation: Accommodation,
}

/// Returns fields of which none is given.
pub(super) fn no_fields() -> Fields {
    Fields {
        // The list does not say that it is English.
        language: String::new(),
        ..Fields::default()
    }
}

impl Given {
    /// Returns a row that says nothing yet.
    pub(super) fn nothing(place: Place, who: &str) -> Self {
        Self {
            place,
            who: who.to_owned(),
            fields: no_fields(),
            sex: None,
            ethnicity: String::new(),
            ssda903_child: String::new(),
            upn: String::new(),
            status: None,
        }
    }

    /// Returns what the row says, form-encoded: what a later list is compared with.
    pub(super) fn brought(&self) -> String {
        let fields = self.fields.texts();
        let texts = fields
            .iter()
            .filter(|(name, _, text)| {
                let is_blank = match *name {
                    // An id says who someone is, and never follows a list.
                    "council_ref" => true,
                    "care_status" => !self.has_care_status(),
                    "ehcp" => self.fields.ehcp == Ehcp::NotKnown,
                    _ => text.is_empty(),
                };
                !is_blank
            })
            .map(|(name, _, text)| (*name, text.as_str()));
        let sex = self.sex.map_or("", Sex::code);
        let others = [("sex", sex), ("ethnicity", self.ethnicity.as_str())];
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(texts)
            .extend_pairs(others.into_iter().filter(|(_, text)| !text.is_empty()))
            .finish()
    }

    /// Returns whether a care status is given.
    pub(super) fn has_care_status(&self) -> bool {
        self.fields.care_status != CareStatus::NotKnown
    }
}

/// A list as it was read, before it is matched with existing records.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Incoming {
    /// Which columns the list uses.
    pub(super) kind: Kind,
    /// The rows that are right in themselves.
    pub(super) given: Vec<Given>,
    /// What was refused, and what is to be noted.
    pub(super) said: Vec<ReportLine>,
    /// How many rows were refused; a child in both files of the return counts once.
    pub(super) refused: usize,
    /// How many rows are waiting for an answer.
    pub(super) asked: usize,
    /// What was assumed to read the file, a sentence each.
    pub(super) assumed: Vec<String>,
}

/// The kind of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Foothold's own columns.
    Own,
    /// Header and OC3 of the SSDA903.
    Ssda903,
}

impl Kind {
    /// Every kind.
    pub(super) const ALL: [Self; 2] = [Self::Own, Self::Ssda903];

    /// Returns the word that the journal and the spans keep.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Own => "list",
            Self::Ssda903 => "ssda903",
        }
    }

    /// Returns what the list calls a field of ours.
    pub(super) fn column(self, field: &'static str) -> &'static str {
        match (self, field) {
            (Self::Ssda903, "born_on") => "DOB",
            (Self::Ssda903, "sex") => "SEX",
            (Self::Ssda903, "ethnicity") => "ETHNIC",
            (Self::Ssda903, "upn") => "UPN",
            (Self::Ssda903, "ssda903_child") => "CHILD",
            (Self::Ssda903, "activity") => "ACTIV",
            (Self::Ssda903, "accommodation") => "ACCOM",
            (_, field) => field,
        }
    }
}

/// What became of a row, or of one value in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Made,
    Changed,
    /// Perhaps someone who already has a record; held back until someone has checked.
    PossibleDuplicate,
    /// Something in the row can mean two things; held back until someone has answered.
    Asked,
    Refused,
    /// The row was taken, but not this value.
    NotTaken,
    Note,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Made => "added",
            Self::Changed => "changed",
            Self::PossibleDuplicate => "duplicate?",
            Self::Asked => "question",
            Self::Refused => "refused",
            Self::NotTaken => "not taken",
            Self::Note => "note",
        })
    }
}

/// One line of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReportLine {
    pub(super) place: Place,
    pub(super) who: String,
    pub(super) what: What,
    pub(super) why: String,
}

impl ReportLine {
    pub(super) fn of(given: &Given, what: What, why: impl Into<String>) -> Self {
        Self {
            place: given.place,
            who: given.who.clone(),
            what,
            why: why.into(),
        }
    }
}

/// What became of a list. The same for a dry run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Report {
    /// What was assumed to read the file, a sentence each.
    pub(super) assumed: Vec<String>,
    /// Line by line; rows that change nothing are only counted.
    pub(super) said: Vec<ReportLine>,
    pub(super) made: usize,
    pub(super) changed: usize,
    pub(super) same: usize,
    /// Rows held back because they may be the same young person as a record or another row.
    pub(super) duplicates: usize,
    /// Rows held back because something in them can mean two things.
    pub(super) asked: usize,
    pub(super) refused: usize,
    pub(super) not_taken: usize,
}

impl Report {
    /// Returns whether everything in the list was taken.
    pub(super) fn is_clean(&self) -> bool {
        self.refused == 0 && self.not_taken == 0 && self.duplicates == 0 && self.asked == 0
    }

    /// Returns the counts as a reason for the journal.
    pub(super) fn counts(&self, kind: Kind) -> String {
        format!(
            "{}:made={},changed={},same={},duplicates={},asked={},refused={},not-taken={}",
            kind.code(),
            self.made,
            self.changed,
            self.same,
            self.duplicates,
            self.asked,
            self.refused,
            self.not_taken
        )
    }
}

/// The greatest width of a column with text from the file.
const WHO_CHARS: usize = 24;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for sentence in &self.assumed {
            writeln!(f, "{}", visible(sentence))?;
        }
        if !self.assumed.is_empty() {
            writeln!(f)?;
        }
        let rows: Vec<[String; 4]> = self
            .said
            .iter()
            .map(|said| {
                let who: String = said.who.chars().take(WHO_CHARS).collect();
                [
                    said.place.to_string(),
                    visible(&who),
                    said.what.to_string(),
                    visible(&said.why),
                ]
            })
            .collect();
        if !rows.is_empty() {
            let head = ["Line", "Who", "What", "Why"];
            let width = |column: usize| {
                let widths = rows.iter().map(|row| row[column].chars().count());
                widths.max().unwrap_or(0).max(head[column].len())
            };
            let [line, who, what] = [width(0), width(1), width(2)];
            let mut row = |cells: [&str; 4]| {
                let [a, b, c, d] = cells;
                let text = format!("{a:line$}  {b:who$}  {c:what$}  {d}");
                writeln!(f, "{}", text.trim_end())
            };
            row(head)?;
            for cells in &rows {
                row([&cells[0], &cells[1], &cells[2], &cells[3]])?;
            }
            writeln!(f)?;
        }
        let grouped = |number: usize| words::grouped(number as u64);
        let held = |number: usize, words: &str| {
            if number == 0 {
                String::new()
            } else {
                format!("{} {words}, ", grouped(number))
            }
        };
        writeln!(
            f,
            "{} added, {} changed, {} unchanged, {}{}{} refused, {} not taken.",
            grouped(self.made),
            grouped(self.changed),
            grouped(self.same),
            held(self.duplicates, "held back as possible duplicates"),
            held(self.asked, "held back with a question"),
            grouped(self.refused),
            words::count(self.not_taken as u64, "value", "values"),
        )
    }
}

/// Returns a text without characters that would move a terminal's cursor.
fn visible(text: &str) -> String {
    let shown = text.chars().map(|sign| {
        if sign.is_control() || values::text::is_unseen(sign) {
            '\u{FFFD}'
        } else {
            sign
        }
    });
    shown.collect()
}
