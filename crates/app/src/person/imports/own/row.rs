//! One row of our own list: how each value is read, and what is wrong with it.

use chrono::NaiveDate;
use lists::{cell, heading, is_shortened};
use returns::ssda903::{ChildId, Upn};
use store::fold;
use values::{
    codes::{Accommodation, Activity, CareStatus, Sex},
    days, phones,
};

use super::{
    super::model::{Given, Place, ReportLine, Status, What},
    IDS,
};
use crate::{
    person::people::{CHANNELS, Ehcp},
    shell::{
        choices::{Choices, Code},
        web::form::is_email,
    },
};

/// The most characters of a value.
const LONGEST: usize = 200;

/// The columns that say who someone is. A fault in one refuses the row; a fault in any other only leaves the value out.
const WHO: [&str; 6] = [
    "council_ref",
    "ssda903_child",
    "upn",
    "given_name",
    "family_name",
    "born_on",
];

const SHORTENED: &str = "A spreadsheet has shortened this number, and the rest is lost. Format the column as text and enter it again.";
const NO_ID: &str = "Give council_ref or ssda903_child, or upn and born_on. Without an id, this young person cannot be recognised in the next import.";

/// A row that is being read: what it says, and what is wrong with it.
pub(super) struct Row<'a> {
    columns: &'a [Option<&'static str>],
    row: &'a lists::Row,
    /// The values, without what a spreadsheet put around them.
    values: Vec<String>,
    pub(super) takes_doubtful: bool,
    pub(super) refused: Vec<ReportLine>,
    pub(super) asked: Vec<ReportLine>,
    pub(super) notes: Vec<ReportLine>,
}

impl<'a> Row<'a> {
    pub(super) fn new(
        columns: &'a [Option<&'static str>],
        row: &'a lists::Row,
        takes_doubtful: bool,
    ) -> Self {
        Self {
            columns,
            row,
            values: row.values.iter().map(|value| cell(value).text).collect(),
            takes_doubtful,
            refused: Vec::new(),
            asked: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Returns the line of the file on which the row begins.
    pub(super) fn line(&self) -> u64 {
        self.row.line
    }

    /// Returns the value in a column of ours.
    pub(super) fn text(&self, column: &str) -> &str {
        let place = self.columns.iter().position(|known| *known == Some(column));
        place
            .and_then(|place| self.values.get(place))
            .map_or("", String::as_str)
    }

    pub(super) fn owned(&self, column: &str) -> String {
        self.text(column).to_owned()
    }

    fn said(&self, what: What, why: String) -> ReportLine {
        let mut ids = IDS.iter().chain(&["upn"]).map(|id| self.text(id));
        ReportLine {
            place: Place {
                table: None,
                line: self.row.line,
            },
            who: ids.find(|id| !id.is_empty()).unwrap_or_default().to_owned(),
            what,
            why,
        }
    }

    /// Reports what is wrong with a value: the row is refused if the column says who someone is, and otherwise taken without the value.
    pub(super) fn fault(&mut self, column: &'static str, why: &str) {
        let why = if column.is_empty() {
            why.to_owned()
        } else {
            format!("{column}: {why}")
        };
        if column.is_empty() || WHO.contains(&column) {
            self.refused.push(self.said(What::Refused, why));
        } else {
            self.notes.push(self.said(What::NotTaken, why));
        }
    }

    pub(super) fn note(&mut self, why: String) {
        self.notes.push(self.said(What::Note, why));
    }

    /// Asks about a value. The row waits until someone has answered.
    pub(super) fn ask(&mut self, why: String) {
        self.asked.push(self.said(What::Asked, why));
    }

    /// Reads the row. What it returns counts only when nothing was refused and nothing has to be asked.
    pub(super) fn read(&mut self, today: NaiveDate) -> Given {
        let said = self.said(What::Note, String::new());
        let mut given = Given::nothing(said.place, &said.who);
        let (found, expected) = (self.row.values.len(), self.columns.len());
        if found != expected {
            self.fault("", &format!("This line has {found} values, but the file has {expected} columns. Look for a comma or a quotation mark inside a value, or a value that was left out."));
            return given;
        }
        self.clean();
        given.fields.council_ref = self.id("council_ref", |text| Some(text.to_owned()));
        given.ssda903_child = self.id("ssda903_child", |text| {
            ChildId::parse(text).ok().map(|id| id.to_string())
        });
        given.upn = self.upn();
        given.fields.given_name = self.owned("given_name");
        given.fields.family_name = self.owned("family_name");
        given.fields.pronouns = self.owned("pronouns");
        given.fields.address = self.owned("address");
        given.fields.language = self.owned("language");
        given.fields.born_on = self.born_on(today);
        let is_known_by_pupil = !given.upn.is_empty() && !self.text("born_on").is_empty();
        if IDS.iter().all(|id| self.text(id).is_empty()) && !is_known_by_pupil {
            self.fault("", NO_ID);
        }
        given.status = self.neet(today);
        given.fields.phone = self.phone();
        given.fields.email = self.email();
        self.read_codes(&mut given);
        given
    }

    /// Takes out values that mean nothing, invisible characters and values that are too long, and says so.
    fn clean(&mut self) {
        for place in 0..self.row.values.len() {
            let Some(column) = self.columns[place] else {
                continue;
            };
            let read = cell(&self.row.values[place]);
            if let Some(nothing) = read.nothing {
                self.note(format!("{column}: {nothing} was read as an empty value."));
            }
            if read.had_unseen {
                self.note(format!("{column}: Invisible characters were removed."));
            }
            let has_breaks = read.text.contains(['\n', '\t']);
            if has_breaks && column != "address" {
                self.values[place] = read.text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.note(format!("{column}: A line break or a tab was removed."));
            }
            if self.values[place].chars().count() > LONGEST {
                self.fault(column, "Use 200 characters or fewer.");
                self.values[place].clear();
            }
        }
    }

    fn id(&mut self, column: &'static str, parse: impl Fn(&str) -> Option<String>) -> String {
        let text = self.owned(column);
        if text.is_empty() {
            return String::new();
        }
        if is_shortened(&text) {
            self.fault(column, SHORTENED);
            return String::new();
        }
        match parse(&text).filter(|_| !fold(&text).is_empty()) {
            Some(id) => id,
            None => {
                self.fault(
                    column,
                    "An id must have letters or digits, and no more than 50 of them.",
                );
                String::new()
            }
        }
    }

    /// Reads a pupil number. Where another id says who someone is, one that cannot be read is left out.
    fn upn(&mut self) -> String {
        let text = self.owned("upn");
        if text.is_empty() {
            return text;
        }
        let why = if is_shortened(&text) {
            SHORTENED
        } else {
            match Upn::parse(&text) {
                // A code that says why there is no number is not a number.
                Ok(upn) if !upn.is_number() => return String::new(),
                Ok(upn) => return upn.to_string(),
                Err(_) => "An id must have letters or digits, and no more than 50 of them.",
            }
        };
        if IDS.iter().any(|id| !self.text(id).is_empty()) {
            self.notes
                .push(self.said(What::NotTaken, format!("upn: {why}")));
        } else {
            self.fault("upn", why);
        }
        String::new()
    }

    /// Reads since when a young person has been in neither education, employment nor training, from a Virtual School's list.
    fn neet(&mut self, today: NaiveDate) -> Option<Status> {
        let reason = fold(self.text("neet_reason"));
        let activity = match reason.as_str() {
            "" | "g5" | "other" => Activity::G5,
            "g4" | "illness" | "disability" | "illness or disability" => Activity::G4,
            "g6" | "pregnancy" | "parenting" | "pregnancy or parenting" => Activity::G6,
            _ => {
                self.fault(
                    "neet_reason",
                    "Use G4 (illness or disability), G5 (other) or G6 (pregnancy or parenting).",
                );
                return None;
            }
        };
        match days::read(self.text("neet_since"), today) {
            Ok(Some(on)) if on > today => {
                self.fault("neet_since", "This date is in the future. Correct it.");
                None
            }
            Ok(Some(on)) => Some(Status {
                on,
                activity,
                accommodation: Accommodation::NotKnown,
            }),
            Ok(None) if reason.is_empty() => None,
            Ok(None) => {
                self.fault("neet_since", "Give the day from which the reason applies.");
                None
            }
            Err(fault) => {
                self.fault("neet_since", &format!("{fault}."));
                None
            }
        }
    }

    /// Reads a phone number: kept as it was written, as long as something in it can be dialled.
    fn phone(&mut self) -> String {
        let text = self.owned("phone");
        if text.is_empty() {
            return text;
        }
        if is_shortened(&text) {
            self.fault("phone", SHORTENED);
            return String::new();
        }
        let read = phones::read(&text);
        if read.numbers.is_empty() {
            self.fault(
                "phone",
                "This is not a phone number that can be dialled. It was left out.",
            );
            return String::new();
        }
        if read.numbers.len() > 1 {
            self.note("phone: There is more than one number. The first is used.".into());
        }
        if !read.unread.is_empty() {
            self.note("phone: Part of it is not a phone number that can be dialled.".into());
        }
        if read.lost_zero {
            self.note("phone: The zero at the front was missing, because spreadsheets drop it, and has been put back.".into());
            if let [only] = read.numbers.as_slice()
                && read.words.is_empty()
                && let Some(national) = only.strip_prefix("+44")
            {
                return format!("0{national}");
            }
        }
        text
    }

    fn email(&mut self) -> String {
        let text = self.owned("email");
        if text.is_empty() || is_email(&text) {
            return text;
        }
        self.fault(
            "email",
            "This is not an email address in the correct format, like name@example.com. It was left out.",
        );
        String::new()
    }

    fn read_codes(&mut self, given: &mut Given) {
        given.fields.channel = self.choice("channel", CHANNELS).unwrap_or_default();
        let ehcp = self.choice("ehcp", Ehcp::CHOICES);
        if let Some(ehcp) = ehcp.and_then(|code| Ehcp::parse(&code)) {
            given.fields.ehcp = ehcp;
        }
        let status = self.owned("care_status");
        let code = CareStatus::ALL.iter().find(|known| {
            heading(&status) == known.code() || heading(&status) == heading(known.meaning())
        });
        match code {
            Some(code) => given.fields.care_status = *code,
            None if status.is_empty() => {}
            None => {
                let codes: Vec<_> = CareStatus::ALL.iter().map(|known| known.code()).collect();
                self.fault("care_status", &format!("Use one of {}.", codes.join(", ")));
            }
        }
        let sex = self.text("sex").to_uppercase();
        match Sex::parse(&sex) {
            Ok(Sex::Unknown) => {}
            Ok(sex) => given.sex = Some(sex),
            Err(_) if sex.is_empty() => {}
            Err(_) => self.fault("sex", "Use M or F, or U if it is not known."),
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
            self.fault(column, &format!("Use one of {}.", codes.join(", ")));
        }
        found.map(|(code, _)| (*code).to_owned())
    }
}
