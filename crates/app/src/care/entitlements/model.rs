//! What a care leaver can get, from facts on record. No async.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use values::{
    birthdays::{age_on, birthday},
    codes::{Activity, CareStatus},
};

use crate::{
    person::people::{Ehcp, Person},
    shell::choices::coded,
};

const FILE: &str = include_str!("entitlements.toml");

coded! {
    /// What has happened about an entitlement.
    State {
        Asked "asked" "It has been asked for"
        Got "got" "They have it"
        Refused "refused" "It was refused"
        NotTheirs "not-theirs" "It is not for them"
    }
}

/// A fact that must hold in addition to age and care status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Fact {
    Studies,
    HigherEducation,
    Apprenticeship,
    Works,
    NotWorking,
    Ehcp,
}

/// How sure a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sure {
    Checked,
    Partly,
    Unverified,
}

impl Sure {
    /// Returns a warning; empty if the source was read.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Checked => "",
            Self::Partly => "Only part of the source has been checked.",
            Self::Unverified => "No one has checked the source. Check it before you promise this.",
        }
    }
}

/// A question about them, and as they read it themselves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    them: String,
    you: String,
}

/// Who reads why something is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A worker.
    Worker,
    /// The young person.
    Own,
}

impl Reader {
    /// Returns what is said to this reader.
    fn of(self, worker: &str, own: &str) -> String {
        let words = match self {
            Self::Worker => worker,
            Self::Own => own,
        };
        words.to_owned()
    }
}

/// Something a care leaver can get.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entitlement {
    pub(crate) key: String,
    pub(crate) title: String,
    /// What it is and how to get it, in plain words for them.
    pub(crate) words: String,
    from_age: u32,
    to_age: u32,
    #[serde(default)]
    care: Vec<String>,
    #[serde(default, rename = "if")]
    fact: Option<Fact>,
    /// What has to be asked, because the record does not say.
    #[serde(default)]
    ask: Option<Asked>,
    pub(crate) who_pays: String,
    pub(crate) how: String,
    /// How they claim it, in plain words for them.
    pub(crate) claim: String,
    #[serde(default)]
    until_age: Option<u32>,
    #[serde(default)]
    ready_age: Option<u32>,
    #[serde(default)]
    ready_days: u64,
    /// Who at the council makes it happen.
    pub(crate) team: String,
    pub(crate) source: String,
    pub(crate) as_at: String,
    pub(crate) sure: Sure,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    entitlement: Vec<Entitlement>,
}

static ALL: LazyLock<Vec<Entitlement>> = LazyLock::new(|| {
    let file: File = toml::from_str(FILE).expect("a test reads the file");
    file.entitlement
});

/// Lists every entitlement.
pub(crate) fn all() -> &'static [Entitlement] {
    &ALL
}

/// Finds one by its key.
pub(crate) fn find(key: &str) -> Option<&'static Entitlement> {
    all().iter().find(|one| one.key == key)
}

/// Whether they can get something, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Theirs {
    /// The record supports it, because of this.
    Yes(String),
    /// It depends on what has to be asked.
    Ask(String),
    /// The record rules it out.
    No,
}

fn holds(fact: Fact, person: &Person) -> Option<bool> {
    use Activity as A;
    let activity = person.activity;
    let known = |holds: bool| (activity != A::NotKnown).then_some(holds);
    match fact {
        Fact::Studies => known(matches!(activity, A::F2 | A::P2)),
        Fact::HigherEducation => known(matches!(activity, A::F1 | A::P1)),
        Fact::Apprenticeship => known(matches!(activity, A::F4 | A::P4)),
        Fact::Works => known(matches!(activity, A::F4 | A::P4 | A::F5 | A::P5)),
        Fact::NotWorking => known(matches!(activity, A::G4 | A::G5 | A::G6)),
        Fact::Ehcp => match person.fields.ehcp {
            Ehcp::Yes => Some(true),
            Ehcp::No => Some(false),
            Ehcp::NotKnown => None,
        },
    }
}

fn asks(fact: Fact, reader: Reader) -> String {
    let ends = match fact {
        Fact::Studies => "at school or college?",
        Fact::HigherEducation => "at university?",
        Fact::Apprenticeship => "starting an apprenticeship?",
        Fact::NotWorking => "out of work?",
        Fact::Works => {
            return reader.of(
                "Do they work, or have an offer?",
                "Do you work, or have an offer?",
            );
        }
        Fact::Ehcp => {
            let (them, you) = ("Do they have", "Do you have");
            let plan = "an Education, Health and Care Plan?";
            return format!("{} {plan}", reader.of(them, you));
        }
    };
    format!("{} {ends}", reader.of("Are they", "Are you"))
}

fn because(fact: Fact, reader: Reader) -> String {
    let ends = match fact {
        Fact::Studies => "are at school or college",
        Fact::HigherEducation => "are at university",
        Fact::Apprenticeship => "are an apprentice",
        Fact::Works => "work",
        Fact::NotWorking => "are out of work",
        Fact::Ehcp => "have an Education, Health and Care Plan",
    };
    format!("{} {ends}", reader.of("they", "you"))
}

impl Entitlement {
    /// Returns whether it is for this age; true if the age is not known.
    pub(crate) fn is_for_age(&self, age: Option<u32>) -> bool {
        age.is_none_or(|age| (self.from_age..=self.to_age).contains(&age))
    }

    /// Says whether they can get it, from what is on record on a day, and why, to whoever reads it.
    pub(crate) fn theirs(&self, person: &Person, today: NaiveDate, reader: Reader) -> Theirs {
        let age = person.fields.born_on.and_then(|born| age_on(born, today));
        if !self.is_for_age(age) {
            return Theirs::No;
        }
        let status = person.fields.care_status;
        let is_known = status != CareStatus::NotKnown;
        if is_known && !self.care.is_empty() && !self.care.iter().any(|code| code == status.code())
        {
            return Theirs::No;
        }
        // Those who have one do not need to ask.
        if self.key == "personal-adviser" && person.standing.adviser.is_some() {
            return Theirs::No;
        }
        let held = self.fact.map(|fact| (fact, holds(fact, person)));
        if let Some((_, Some(false))) = held {
            return Theirs::No;
        }
        let mut questions: Vec<String> = Vec::new();
        if age.is_none() {
            questions.push(reader.of("When were they born?", "When were you born?"));
        }
        if !is_known && !self.care.is_empty() {
            let you = "How long were you in care, and until when?";
            questions.push(reader.of("What is their care status?", you));
        }
        if let Some((fact, None)) = held {
            questions.push(asks(fact, reader));
        }
        if let Some(ask) = &self.ask {
            questions.push(reader.of(&ask.them, &ask.you));
        }
        if !questions.is_empty() {
            return Theirs::Ask(questions.join(" "));
        }
        let are = reader.of("they are", "you are");
        let mut reasons = vec![age.map_or_else(String::new, |age| format!("{are} {age}"))];
        if !self.care.is_empty() {
            let you = match status {
                CareStatus::Eligible => "you are in care",
                _ => "you were in care",
            };
            reasons.push(reader.of("they have the care status for it", you));
        }
        reasons.extend(held.map(|(fact, _)| because(fact, reader)));
        Theirs::Yes(reasons.join(" and "))
    }

    /// Returns the day from which it can be prepared and the last day to get it, if the age sets them.
    pub(crate) fn days(&self, born: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let ready = self
            .ready_age
            .map(|age| birthday(born, age) - Days::new(self.ready_days));
        let last = self.until_age.map(|age| birthday(born, age) - Days::new(1));
        (ready, last)
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    #[test]
    fn everybody_up_to_25_can_get_something_and_each_line_says_where_from() {
        for age in 16..25 {
            assert!(
                all().iter().filter(|one| one.is_for_age(Some(age))).count() >= 5,
                "{age}"
            );
        }
        for one in all() {
            let texts = [
                &one.title,
                &one.words,
                &one.who_pays,
                &one.how,
                &one.claim,
                &one.team,
                &one.source,
                &one.as_at,
            ];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", one.key);
            for text in [&one.words, &one.claim] {
                let mut sentences = text.split('.');
                assert!(
                    sentences.all(|sentence| sentence.split_whitespace().count() <= 24),
                    "{text}"
                );
            }
            let known = ["eligible", "relevant", "former_relevant", "qualifying"];
            assert!(
                one.care.iter().all(|code| known.contains(&code.as_str())),
                "{}",
                one.key
            );
            assert_eq!(
                all().iter().filter(|other| other.key == one.key).count(),
                1,
                "{}",
                one.key
            );
            assert!(
                one.as_at != "not read" || one.sure == Sure::Unverified,
                "{}",
                one.key
            );
        }
        assert!(find("help-with-work").is_some() && find("nothing").is_none());
    }

    #[test]
    fn birthdays_are_seen_ahead() {
        let born: NaiveDate = "2009-01-10".parse().unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            find("uc-early").unwrap().days(born),
            (Some(day("2026-12-13")), Some(day("2027-01-09")))
        );
        assert_eq!(find("local-offer").unwrap().days(born), (None, None));
    }
}
