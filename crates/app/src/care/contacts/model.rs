//! A contact. No async.

use crate::shell::choices::{CONTACT_KINDS, Code, coded, worded};
use chrono::NaiveDate;
use values::{AccountId, AppointmentId, ContactId, PersonId};

coded! {
    /// Did it take place?
    Outcome {
        Held "held" "Yes, we were in touch"
        NoAnswer "no-answer" "No, I tried and there was no answer"
        NotHeld "not-held" "No, it did not happen"
    }
}

coded! {
    /// Did they come?
    Came {
        OnTime "yes" "Yes, on time"
        Late "late" "Yes, late"
        No "no" "No"
        NotArranged "" "Nothing was arranged"
    }
}

coded! {
    /// Why they were late or did not come.
    Why {
        NotKnown "" "Not known"
        Travel "travel" "Getting there"
        WorkOrStudy "work-or-study" "Work or study"
        Unwell "unwell" "Not well"
        Caring "caring" "Looking after someone"
        Forgot "forgot" "It slipped their mind"
        NotReady "not-ready" "Did not feel up to it"
        Unsafe "unsafe" "Did not feel safe there"
        Money "money" "No money or no credit"
        Other "other" "Another reason"
    }
}

coded! {
    /// Who cancelled?
    Canceller {
        NoOne "" "No one"
        Them "them" "The young person"
        Us "us" "We did"
        Other "other" "Someone else"
    }
}

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

/// What happened, as separate facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether it took place.
    pub outcome: Outcome,
    /// Whether they came.
    pub came: Came,
    /// Why they were late or did not come.
    pub why: Why,
    /// Who cancelled.
    pub canceller: Canceller,
}

impl Facts {
    /// What happened without an arrangement: nobody came to anything, and nobody cancelled.
    pub const fn unarranged(outcome: Outcome) -> Self {
        Self {
            outcome,
            came: Came::NotArranged,
            why: Why::NotKnown,
            canceller: Canceller::NoOne,
        }
    }

    /// Returns whether it took place.
    pub fn is_held(&self) -> bool {
        self.outcome == Outcome::Held
    }

    /// Says in a few words, without blame, why it did not take place, or that they were late. Otherwise empty.
    pub fn words(&self) -> String {
        let why = || match self.why {
            Why::NotKnown => String::new(),
            why => format!(" ({})", why.words().to_lowercase()),
        };
        match (self.outcome, self.canceller, self.came) {
            (Outcome::Held, _, Came::Late) => format!("came late{}", why()),
            (Outcome::Held, _, Came::OnTime | Came::No | Came::NotArranged) => String::new(),
            (Outcome::NoAnswer, ..) => "there was no answer".into(),
            (Outcome::NotHeld, Canceller::Them, _) => format!("they cancelled{}", why()),
            (Outcome::NotHeld, Canceller::Us, _) => "we cancelled".into(),
            (Outcome::NotHeld, Canceller::Other, _) => "someone else cancelled".into(),
            (Outcome::NotHeld, Canceller::NoOne, Came::No) => {
                format!("they could not come{}", why())
            }
            (Outcome::NotHeld, Canceller::NoOne, Came::OnTime | Came::Late | Came::NotArranged) => {
                "it did not happen".into()
            }
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
        let is_written = matches!(self.kind.as_str(), "text" | "email");
        let words = if is_written && self.facts.outcome == Outcome::NoAnswer {
            "no answer yet".to_owned()
        } else {
            self.facts.words()
        };
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
    fn a_text_that_was_sent_waits_for_an_answer() {
        let tried = |kind: &str| Contact {
            id: ContactId(uuid::Uuid::from_u128(1)),
            person: PersonId(uuid::Uuid::from_u128(2)),
            worker: AccountId(uuid::Uuid::from_u128(3)),
            kind: kind.into(),
            held_on: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
            facts: Facts::unarranged(Outcome::NoAnswer),
            note: String::new(),
            note_kind: NoteKind::Staff,
            agreed: String::new(),
            appointment: None,
            is_superseded: false,
        };
        assert_eq!(tried("text").title(), "Text message: no answer yet");
        assert_eq!(tried("call").title(), "Phone call: there was no answer");
    }

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
            let facts = Facts::stored([outcome, came, why, canceller]).unwrap();
            assert_eq!(facts.words(), words, "{outcome} {came} {canceller}");
        }
    }
}
