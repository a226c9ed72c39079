//! A contact. No async.

use crate::shell::choices::{CONTACT_KINDS, Coded, coded, worded};
use chrono::NaiveDate;
use values::{AccountId, AppointmentId, ContactId, PersonId};

/// Did it take place?
pub const OUTCOMES: &[Coded] = &[
    ("held", "Yes, we were in touch"),
    ("no-answer", "No, I tried and there was no answer"),
    ("not-held", "No, it did not happen"),
];

/// Did they come?
pub const CAME: &[Coded] = &[
    ("yes", "Yes, on time"),
    ("late", "Yes, late"),
    ("no", "No"),
    ("", "Nothing was arranged"),
];

/// Why they were late or did not come.
pub const WHYS: &[Coded] = &[
    ("", "Not known"),
    ("travel", "Getting there"),
    ("work-or-study", "Work or study"),
    ("unwell", "Not well"),
    ("caring", "Looking after someone"),
    ("forgot", "It slipped their mind"),
    ("not-ready", "Did not feel up to it"),
    ("unsafe", "Did not feel safe there"),
    ("money", "No money or no credit"),
    ("other", "Another reason"),
];

/// Who cancelled?
pub const CANCELLERS: &[Coded] = &[
    ("", "No one"),
    ("them", "The young person"),
    ("us", "We did"),
    ("other", "Someone else"),
];

coded! {
    /// Who may read a note.
    NoteKind {
        Staff "staff" "Staff who work with them"
        Partners "partners" "Staff, and partners who work with them"
        Shared "shared" "Shared with the young person"
        ThirdParty "third-party" "From or about someone else"
        Restricted "restricted" "Restricted"
    }
}

/// The outcome of a contact that took place.
pub const HELD: &str = "held";

/// What happened, as separate facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// A code of [`OUTCOMES`].
    pub outcome: String,
    /// A code of [`CAME`].
    pub came: String,
    /// A code of [`WHYS`].
    pub why: String,
    /// A code of [`CANCELLERS`].
    pub canceller: String,
}

impl Facts {
    /// Returns whether it took place.
    pub fn is_held(&self) -> bool {
        self.outcome == HELD
    }

    /// Returns whether it was an attempt without an answer.
    pub fn is_attempt(&self) -> bool {
        self.outcome == "no-answer"
    }

    /// Says in a few words, without blame, why it did not take place, or that they were late. Otherwise empty.
    pub fn words(&self) -> String {
        let why = || {
            let why = worded(WHYS, &self.why).to_lowercase();
            if self.why.is_empty() {
                String::new()
            } else {
                format!(" ({why})")
            }
        };
        match (
            self.outcome.as_str(),
            self.came.as_str(),
            self.canceller.as_str(),
        ) {
            (HELD, "late", _) => format!("came late{}", why()),
            (HELD, ..) => String::new(),
            ("no-answer", ..) => "there was no answer".into(),
            (_, _, "them") => format!("they cancelled{}", why()),
            (_, _, "us") => "we cancelled".into(),
            (_, _, "other") => "someone else cancelled".into(),
            (_, "no", _) => format!("they could not come{}", why()),
            _ => "it did not happen".into(),
        }
    }
}

/// A contact, opened.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// The young person.
    pub person: PersonId,
    /// Who was in touch with the young person.
    pub worker: AccountId,
    /// A code of [`CONTACT_KINDS`].
    pub kind: String,
    /// The day.
    pub held_on: NaiveDate,
    /// What happened.
    pub facts: Facts,
    /// The note.
    pub note: String,
    /// Who may read the note.
    pub note_kind: NoteKind,
    /// What was agreed.
    pub agreed: String,
    /// The appointment that led to it.
    pub appointment: Option<AppointmentId>,
    /// Whether a correction has replaced it.
    pub is_superseded: bool,
}

/// How much of the notes about a young person a worker may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Everything, including restricted notes.
    Everything,
    /// What the council's own staff write for each other.
    StaffNotes,
    /// What is shared with partners or with the young person, and what this worker wrote.
    AsPartner(AccountId),
}

impl Contact {
    /// Returns whether it took place.
    pub fn is_held(&self) -> bool {
        self.facts.is_held()
    }

    /// Says what it was: "Phone call", or "Met in person: they could not come (getting there)".
    pub fn title(&self) -> String {
        let kind = worded(CONTACT_KINDS, &self.kind);
        let words = self.facts.words();
        if words.is_empty() {
            kind.to_owned()
        } else {
            format!("{kind}: {words}")
        }
    }

    /// Returns the note for a worker who may read this much.
    pub fn note_for(&self, reads: Reads) -> &str {
        if self.is_hidden(reads) {
            "Only those who work with the young person at the council can read this note."
        } else {
            &self.note
        }
    }

    /// Returns what was agreed, for those who may read the note.
    pub fn agreed_for(&self, reads: Reads) -> &str {
        if self.is_hidden(reads) {
            ""
        } else {
            &self.agreed
        }
    }

    /// Returns whether the note is hidden from a worker who may read this much.
    pub fn is_hidden(&self, reads: Reads) -> bool {
        match (self.note_kind, reads) {
            (_, Reads::Everything) => false,
            (NoteKind::Restricted, _) => true,
            (NoteKind::Shared | NoteKind::Partners, _) | (_, Reads::StaffNotes) => false,
            // Staff notes, and what is from or about someone else, stay with the council.
            (_, Reads::AsPartner(who)) => self.worker != who,
        }
    }

    /// Returns the contact as plain text, for the council's own case record.
    pub fn plain_text(&self, worker: &str, reads: Reads) -> String {
        let day = self.held_on.format("%d/%m/%Y");
        let mut lines = vec![format!("{day}. {}, with {worker}.", self.title())];
        let note = self.note_for(reads);
        if !note.is_empty() {
            lines.push(note.to_owned());
        }
        let agreed = self.agreed_for(reads);
        if !agreed.is_empty() {
            lines.push(format!("Agreed: {agreed}"));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    #[test]
    fn four_facts_read_as_one_sentence_without_blame() {
        for (outcome, came, why, canceller, words) in [
            ("held", "", "", "", ""),
            ("held", "yes", "", "", ""),
            ("held", "late", "travel", "", "came late (getting there)"),
            ("no-answer", "", "", "", "there was no answer"),
            (
                "not-held",
                "no",
                "unwell",
                "",
                "they could not come (not well)",
            ),
            ("not-held", "no", "", "", "they could not come"),
            ("not-held", "no", "", "them", "they cancelled"),
            ("not-held", "", "", "us", "we cancelled"),
            ("not-held", "", "", "", "it did not happen"),
        ] {
            let facts = Facts {
                outcome: outcome.into(),
                came: came.into(),
                why: why.into(),
                canceller: canceller.into(),
            };
            assert_eq!(facts.words(), words, "{outcome} {came} {canceller}");
        }
    }
}
