//! One row compared with its record: what fills a gap, and what differs and is left unchanged.

use std::collections::BTreeMap;

use store::fold;
use values::{codes::CareStatus, phones};

use super::{
    super::model::{Given, Kind, Status},
    Coded, known,
};
use crate::{
    person::people::{Codes, Ehcp, Fields, Record},
    shell::{choices::Code, web::words},
};

/// What a row fills, and where it differs.
pub(super) struct Merge<'a> {
    /// What the same list said before.
    before: Option<&'a BTreeMap<String, String>>,
    pub(super) filled: Vec<&'static str>,
    pub(super) differs: Vec<(&'static str, String)>,
}

impl<'a> Merge<'a> {
    /// Begins with the record that a row of a list is about.
    pub(super) fn of(record: &'a Record, kind: Kind) -> Self {
        Self {
            before: record.brought.get(kind.code()),
            filled: Vec::new(),
            differs: Vec::new(),
        }
    }

    /// Returns whether a value is still what the same list said before.
    fn is_of_list(&self, field: &str, has: &str) -> bool {
        self.before
            .and_then(|before| before.get(field))
            .is_some_and(|said| said == has)
    }

    /// Returns what fills a gap; empty where there is none, or nothing is given.
    pub(super) fn gap(&mut self, field: &'static str, given: &str, has: &str) -> String {
        if given.is_empty() || is_same(field, given, has) {
            return String::new();
        }
        if has.is_empty() || self.is_of_list(field, has) {
            self.filled.push(field);
            return given.to_owned();
        }
        // Sealed values are not shown to those who import a list.
        let shown = match field {
            "sex" | "channel" | "care_status" | "ehcp" | "language" => format!(": {has}"),
            _ => String::new(),
        };
        self.differs(field, &shown);
        String::new()
    }

    fn differs(&mut self, field: &'static str, shown: &str) {
        let why = format!("This differs from what Foothold has{shown}. Foothold’s value was kept.");
        self.differs.push((field, why));
    }

    /// Returns the fields of a record with their gaps filled.
    pub(super) fn fields(&mut self, given: &Given, has: &Fields) -> Fields {
        let (from, mut fields) = (&given.fields, has.clone());
        for (name, given, has) in [
            ("given_name", &from.given_name, &mut fields.given_name),
            ("family_name", &from.family_name, &mut fields.family_name),
            ("pronouns", &from.pronouns, &mut fields.pronouns),
            ("phone", &from.phone, &mut fields.phone),
            ("email", &from.email, &mut fields.email),
            ("address", &from.address, &mut fields.address),
            ("language", &from.language, &mut fields.language),
            ("channel", &from.channel, &mut fields.channel),
            ("council_ref", &from.council_ref, &mut fields.council_ref),
        ] {
            let gap = self.gap(name, given, has);
            if !gap.is_empty() {
                *has = gap;
            }
        }
        match (from.born_on, has.born_on) {
            (Some(born), None) => {
                fields.born_on = Some(born);
                self.filled.push("born_on");
            }
            (Some(born), Some(known))
                if born != known && self.is_of_list("born_on", &known.to_string()) =>
            {
                fields.born_on = Some(born);
                self.filled.push("born_on");
            }
            (Some(born), Some(known)) if born != known => {
                self.differs("born_on", &format!(": {}", words::day(known)));
            }
            _ => {}
        }
        if given.has_care_status() {
            let known = Some(has.care_status).filter(|code| *code != CareStatus::NotKnown);
            let code = from.care_status.code();
            if !self
                .gap("care_status", code, known.map_or("", CareStatus::code))
                .is_empty()
            {
                fields.care_status = from.care_status;
            }
        }
        let (ehcp, known) = (asked(from.ehcp), asked(has.ehcp));
        let gap = self.gap("ehcp", ehcp, known);
        if !gap.is_empty() {
            fields.ehcp = from.ehcp;
        }
        fields
    }

    /// Returns the codes that are new. What the return said before is corrected by it; what a worker recorded is not.
    pub(super) fn status(&mut self, status: Status, record: &Record) -> Coded {
        let mut coded = known(status);
        let mut is_new = |field, code: &str, codes: &Codes| match codes.get(&status.on) {
            Some((held, _)) if held == code => false,
            Some((held, source)) if source != Kind::Ssda903.code() => {
                let day = words::day(status.on);
                self.differs(field, &format!(" for {day}: {held}"));
                false
            }
            _ => {
                self.filled.push(field);
                true
            }
        };
        coded.activity = coded
            .activity
            .filter(|code| is_new("activity", code.code(), &record.activities));
        coded.accommodation = coded
            .accommodation
            .filter(|code| is_new("accommodation", code.code(), &record.accommodations));
        coded
    }
}

/// Returns an answer, or nothing where none is known.
fn asked(ehcp: Ehcp) -> &'static str {
    if ehcp == Ehcp::NotKnown {
        ""
    } else {
        ehcp.code()
    }
}

/// Returns whether two values say the same, however they are spelt.
fn is_same(field: &str, given: &str, has: &str) -> bool {
    match field {
        "phone" => {
            let (given, has) = (phones::read(given), phones::read(has));
            !given.numbers.is_empty() && given.numbers == has.numbers
        }
        "email" => given.eq_ignore_ascii_case(has),
        "council_ref" | "ssda903_child" | "upn" => fold(given) == fold(has),
        _ => given == has,
    }
}
