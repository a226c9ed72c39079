//! One row of our own list: how each value is read, and what is wrong with it.

use chrono::NaiveDate;
use returns::ssda903::{ChildId, Upn};
use store::fold;
use values::codes::{Accommodation, Activity, CareStatus, Sex};

use super::{
    super::{
        file::Record,
        model::{Given, Place, Said, Status, What},
    },
    IDS, column_name,
};
use crate::{
    accounts::model::looks_like_an_address,
    people::model::{CHANNELS, Choices, EHCP},
};

/// The most characters of a value.
const LONGEST: usize = 200;

/// The earliest year of birth that is believed.
const FIRST_YEAR: i32 = 1900;

const SHORTENED: &str = "A spreadsheet has shortened this number, and the rest is lost. Format the column as text and enter it again.";
const NO_ID: &str = "Give council_ref or ssda903_child, or upn and born_on: without an id nobody can tell who this is when the list comes again.";

/// A row that is being read: what it says, and what is wrong with it.
pub(super) struct Row<'a> {
    columns: &'a [&'static str],
    record: &'a Record,
    pub(super) refused: Vec<Said>,
    pub(super) notes: Vec<Said>,
}

impl<'a> Row<'a> {
    pub(super) fn new(columns: &'a [&'static str], record: &'a Record) -> Self {
        Self {
            columns,
            record,
            refused: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn text(&self, column: &str) -> &'a str {
        let place = self.columns.iter().position(|known| *known == column);
        place
            .and_then(|place| self.record.values.get(place))
            .map_or("", String::as_str)
    }

    fn said(&self, what: What, why: String) -> Said {
        let mut ids = IDS.iter().chain(&["upn"]).map(|id| self.text(id));
        Said {
            place: Place {
                table: None,
                line: self.record.line,
            },
            who: ids.find(|id| !id.is_empty()).unwrap_or_default().to_owned(),
            what,
            why,
        }
    }

    fn refuse(&mut self, column: &str, why: &str) {
        let why = if column.is_empty() {
            why.to_owned()
        } else {
            format!("{column}: {why}")
        };
        self.refused.push(self.said(What::Refused, why));
    }

    /// Reads the row. What it returns counts only when nothing was refused.
    pub(super) fn read(&mut self, today: NaiveDate) -> Given {
        let said = self.said(What::Note, String::new());
        let mut given = Given::nothing(said.place, &said.who);
        let (found, expected) = (self.record.values.len(), self.columns.len());
        if found != expected {
            self.refuse("", &format!("This line has {found} values, but the file has {expected} columns. Look for a comma or a quotation mark inside a value, or a value that was left out."));
            return given;
        }
        self.refuse_bad_text();
        let owned = |row: &Self, column| row.text(column).to_owned();
        given.fields.council_ref = self.id("council_ref", |text| Some(text.to_owned()));
        given.ssda903_child = self.id("ssda903_child", |text| {
            ChildId::parse(text).ok().map(|id| id.to_string())
        });
        given.upn = self.id("upn", |text| {
            let upn = Upn::parse(text).ok()?;
            // A code that says why there is no number is no number.
            Some(if upn.is_number() {
                upn.to_string()
            } else {
                String::new()
            })
        });
        given.fields.given_name = owned(self, "given_name");
        given.fields.family_name = owned(self, "family_name");
        given.fields.pronouns = owned(self, "pronouns");
        given.fields.address = owned(self, "address");
        given.fields.language = owned(self, "language");
        given.fields.born_on = self.born_on(today);
        let is_known_by_pupil = !given.upn.is_empty() && given.fields.born_on.is_some();
        if IDS.iter().all(|id| self.text(id).is_empty()) && !is_known_by_pupil {
            self.refuse("", NO_ID);
        }
        given.status = self.neet(today);
        given.fields.phone = self.phone();
        given.fields.email = self.email();
        self.read_codes(&mut given);
        given
    }

    fn refuse_bad_text(&mut self) {
        for (place, value) in self.record.values.iter().enumerate() {
            let column = self.columns[place];
            let is_allowed = |sign: char| sign == '\n' && column == "address";
            if value.chars().count() > LONGEST {
                self.refuse(column, "Use 200 characters or fewer.");
            } else if value.contains(|sign: char| sign.is_control() && !is_allowed(sign)) {
                self.refuse(
                    column,
                    "This holds a line break, a tab or a sign that cannot be seen. Type it again.",
                );
            }
        }
    }

    fn id(&mut self, column: &str, parse: impl Fn(&str) -> Option<String>) -> String {
        let text = self.text(column);
        if text.is_empty() {
            return String::new();
        }
        if is_shortened(text) {
            self.refuse(column, SHORTENED);
            return String::new();
        }
        match parse(text).filter(|_| !fold(text).is_empty()) {
            Some(id) => id,
            None => {
                self.refuse(
                    column,
                    "An id has letters or digits, and at most 50 of them.",
                );
                String::new()
            }
        }
    }

    fn born_on(&mut self, today: NaiveDate) -> Option<NaiveDate> {
        match date(self.text("born_on")) {
            Ok(Some(born)) if born >= today => {
                self.refuse("born_on", "A date of birth is in the past. Correct it.");
                None
            }
            Ok(born) => born,
            Err(fault) => {
                self.refuse("born_on", fault.words());
                None
            }
        }
    }

    /// Reads since when somebody has been in neither education, employment nor training, as a Virtual School's list says it.
    fn neet(&mut self, today: NaiveDate) -> Option<Status> {
        let reason = fold(self.text("neet_reason"));
        let activity = match reason.as_str() {
            "" | "g5" | "other" => Activity::G5,
            "g4" | "illness" | "disability" | "illness or disability" => Activity::G4,
            "g6" | "pregnancy" | "parenting" | "pregnancy or parenting" => Activity::G6,
            _ => {
                self.refuse(
                    "neet_reason",
                    "Use G4 (illness or disability), G5 (other) or G6 (pregnancy or parenting).",
                );
                return None;
            }
        };
        match date(self.text("neet_since")) {
            Ok(Some(on)) if on > today => {
                self.refuse("neet_since", "This day lies ahead. Correct it.");
                None
            }
            Ok(Some(on)) => Some(Status {
                on,
                activity,
                accommodation: Accommodation::NotKnown,
            }),
            Ok(None) if reason.is_empty() => None,
            Ok(None) => {
                self.refuse("neet_since", "Give the day from which the reason holds.");
                None
            }
            Err(fault) => {
                self.refuse("neet_since", fault.words());
                None
            }
        }
    }

    /// Reads a phone number. A spreadsheet takes a number for an amount, and takes its first zero away.
    fn phone(&mut self) -> String {
        let text = self.text("phone");
        if is_shortened(text) {
            self.refuse("phone", SHORTENED);
        } else if text.len() == 10
            && text.starts_with('7')
            && text.bytes().all(|sign| sign.is_ascii_digit())
        {
            let why = "phone: The zero at the front was missing, as spreadsheets drop it, and has been put back.";
            self.notes.push(self.said(What::Note, why.into()));
            return format!("0{text}");
        } else if !text.is_empty() && text.bytes().filter(u8::is_ascii_digit).count() < 3 {
            self.refuse("phone", "This is not a phone number.");
        }
        text.to_owned()
    }

    fn email(&mut self) -> String {
        let text = self.text("email");
        if !text.is_empty() && !looks_like_an_address(text) {
            self.refuse(
                "email",
                "Give an email address in the right form, like name@example.com.",
            );
        }
        text.to_owned()
    }

    fn read_codes(&mut self, given: &mut Given) {
        given.fields.channel = self.choice("channel", CHANNELS).unwrap_or_default();
        if let Some(ehcp) = self.choice("ehcp", EHCP) {
            given.fields.ehcp = ehcp;
        }
        let status = self.text("care_status");
        let code = CareStatus::ALL.iter().find(|known| {
            column_name(status) == known.code()
                || column_name(status) == column_name(known.meaning())
        });
        match code {
            Some(code) => given.fields.care_status = *code,
            None if status.is_empty() => {}
            None => {
                let codes: Vec<_> = CareStatus::ALL.iter().map(|known| known.code()).collect();
                self.refuse("care_status", &format!("Use one of {}.", codes.join(", ")));
            }
        }
        let sex = self.text("sex").to_uppercase();
        match Sex::parse(&sex) {
            Ok(Sex::Unknown) => {}
            Ok(sex) => given.sex = Some(sex),
            Err(_) if sex.is_empty() => {}
            Err(_) => self.refuse("sex", "Use M, F, or U where it is not known."),
        }
    }

    fn choice(&mut self, column: &'static str, choices: Choices) -> Option<String> {
        let text = fold(self.text(column));
        if text.is_empty() {
            return None;
        }
        let found = choices
            .iter()
            .find(|(code, words)| fold(code) == text || fold(words) == text);
        if found.is_none() {
            let codes: Vec<_> = choices.iter().map(|(code, _)| *code).collect();
            self.refuse(column, &format!("Use one of {}.", codes.join(", ")));
        }
        found.map(|(code, _)| (*code).to_owned())
    }
}

/// Returns whether a spreadsheet has written a long number with an exponent, such as `4.47701E+11`.
fn is_shortened(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    exponent.starts_with('+')
        && number.starts_with(|sign: char| sign.is_ascii_digit())
        && number
            .bytes()
            .all(|sign| sign.is_ascii_digit() || sign == b'.')
}

/// Why a date cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateFault {
    MonthFirst,
    NoSuchDay,
    FarYear,
    Unreadable,
}

impl DateFault {
    fn words(self) -> &'static str {
        match self {
            Self::MonthFirst => {
                "The month seems to come first here. Give the date as DD/MM/YYYY or YYYY-MM-DD."
            }
            Self::NoSuchDay => "There is no such day. Correct the date.",
            Self::FarYear => "The year cannot be right. Correct the date.",
            Self::Unreadable => {
                "This is not a date that can be read. Give it as DD/MM/YYYY or YYYY-MM-DD, such as 31/01/2007."
            }
        }
    }
}

/// Reads a date as YYYY-MM-DD or DD/MM/YYYY. An empty text is no date.
pub(super) fn date(text: &str) -> Result<Option<NaiveDate>, DateFault> {
    if text.is_empty() {
        return Ok(None);
    }
    let is_year_first = text.contains('-');
    let parts: Vec<&str> = text.split(if is_year_first { '-' } else { '/' }).collect();
    let (year, month, day) = match (parts.as_slice(), is_year_first) {
        ([year, month, day], true) | ([day, month, year], false) => (*year, *month, *day),
        _ => return Err(DateFault::Unreadable),
    };
    let number = |text: &str, widths: &[usize]| {
        let is_sound =
            widths.contains(&text.len()) && text.bytes().all(|sign| sign.is_ascii_digit());
        let number = is_sound.then(|| text.parse::<u32>().ok()).flatten();
        number.ok_or(DateFault::Unreadable)
    };
    let (year, month, day) = (
        number(year, &[4])? as i32,
        number(month, &[1, 2])?,
        number(day, &[1, 2])?,
    );
    if year < FIRST_YEAR {
        return Err(DateFault::FarYear);
    }
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Ok(Some(date)),
        None if month > 12 && NaiveDate::from_ymd_opt(year, day, month).is_some() => {
            Err(DateFault::MonthFirst)
        }
        None => Err(DateFault::NoSuchDay),
    }
}
