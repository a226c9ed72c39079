//! A concern, and the steps to take. No async.

use crate::shell::choices::{Coded, coded};
use chrono::{DateTime, NaiveDate, Utc};
use values::{AccountId, ConcernId, PersonId};

coded! {
    /// What a concern is about.
    Kind {
        Exploitation "exploitation" "Exploitation: criminal, sexual or at work, trafficking, modern slavery"
        Home "home" "Harm where they live"
        SelfHarm "self-harm" "Harm to themselves"
        Missing "missing" "They are missing"
        HarmToOthers "harm-to-others" "Harm to someone else"
        Other "other" "Something else"
    }
}

coded! {
    /// Whether they or anyone else is in danger now.
    Danger {
        Yes "yes" "Yes"
        No "no" "No"
        NotKnown "not-known" "I do not know"
    }
}

coded! {
    /// Whether they agree to it being passed on.
    Agrees {
        Yes "yes" "Yes"
        No "no" "No"
        NotAsked "not-asked" "I have not asked, or it was not safe to ask"
    }
}

/// Who was told.
pub const PARTS: &[Coded] = &[
    ("police", "Police, 999 or 101"),
    ("childrens", "Children’s social care"),
    ("adults", "Adult social care"),
    ("safeguarding-lead", "Safeguarding lead"),
    ("manager", "Manager"),
    ("health", "Health"),
    (
        "first-responder",
        "First responder for the National Referral Mechanism",
    ),
    ("other", "Someone else"),
];

/// What was answered when a concern was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// What it is about.
    pub kind: Kind,
    /// Whether anyone is in danger now.
    pub danger: Danger,
    /// Whether they agree to it being passed on.
    pub agrees: Agrees,
}

/// A concern, opened.
#[derive(Clone, Debug)]
pub struct Concern {
    /// Its id.
    pub id: ConcernId,
    /// The young person.
    pub person: PersonId,
    /// What was answered.
    pub answers: Answers,
    /// What was seen or heard.
    pub words: String,
    /// When it was raised, and by whom.
    pub raised_at: DateTime<Utc>,
    /// See [`Concern::raised_at`].
    pub raised_by: Option<AccountId>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Why it was closed.
    pub closed_because: String,
    /// The version that a form is made from.
    pub version: i32,
}

/// A record that someone was told.
#[derive(Clone, Debug)]
pub struct Telling {
    /// Their name.
    pub who: String,
    /// A code of [`PARTS`].
    pub part: String,
    /// The day and the time, as London's clocks showed it.
    pub on: NaiveDate,
    /// See [`Telling::on`].
    pub time: String,
    /// What they said they would do.
    pub note: String,
    /// Who recorded it.
    pub by: Option<AccountId>,
}

/// Lists the steps to take now, the most urgent first.
///
/// `age` is in whole years; `None` means not known, and counts as a child. `is_council` says whether the worker is the council's own; a
/// partner's worker cannot be a first responder through this.
///
/// Sources: Modern Slavery Act 2015 section 52 (duty to notify) and the Home Office's statutory guidance on it (first responders; an adult
/// must agree to a referral, a child need not); Children Act 1989 section 47. From general knowledge of both, not read again; the council's
/// own procedure comes first where it differs.
pub fn steps(answers: &Answers, age: Option<i32>, is_council: bool) -> Vec<String> {
    let is_child = age.is_none_or(|age| age < 18);
    let mut steps = vec![if answers.danger == Danger::Yes {
        "Ring 999 now, before anything else.".to_owned()
    } else {
        "If anyone is in danger now, ring 999 before anything else.".to_owned()
    }];
    if is_child {
        let age = if age.is_none() {
            "Their age is not known, so treat them as under 18. "
        } else {
            ""
        };
        steps.push(format!(
            "{age}Tell children’s social care at once. They do not have to agree. Tell them what you are doing, if it is safe to."
        ));
    } else if answers.agrees == Agrees::Yes {
        steps.push(
            "They are an adult and agree, so tell adult social care and the safeguarding lead."
                .into(),
        );
    } else {
        steps.push("They are an adult. Ask whether they agree to you passing it on, if it is safe to ask. Tell the safeguarding lead either way.".into());
    }
    if answers.kind == Kind::Exploitation {
        let mechanism = match (is_council, is_child, answers.agrees) {
            (false, ..) => {
                "Only first responders can refer to the National Referral Mechanism. The council is one, so ask its safeguarding lead to refer them."
            }
            (true, true, _) => {
                "The council is a first responder, so refer them to the National Referral Mechanism. A child does not have to agree."
            }
            (true, false, Agrees::Yes) => {
                "The council is a first responder, so refer them to the National Referral Mechanism, as they agree."
            }
            (true, false, Agrees::No | Agrees::NotAsked) => {
                "The council is a first responder. Do not refer an adult who does not agree. The duty to notify the Home Office still applies, without their name."
            }
        };
        steps.push(mechanism.into());
    }
    if answers.kind == Kind::Missing {
        steps.push(
            "Report them missing to the police on 101, or 999 if you fear for their safety.".into(),
        );
    }
    steps.push("Record here who was told, and when.".into());
    steps.push(
        "This record does not replace the council’s own safeguarding referral. Make that too."
            .into(),
    );
    steps
}

#[cfg(test)]
mod tests {
    use super::super::model::*;
    use crate::shell::choices::Code;

    fn asked(kind: Kind, agrees: Agrees, age: Option<i32>, is_council: bool) -> String {
        let answers = Answers {
            kind,
            danger: Danger::No,
            agrees,
        };
        steps(&answers, age, is_council).join(" ")
    }

    #[test]
    fn emergency_comes_first_and_the_councils_own_referral_last() {
        for danger in Danger::ALL {
            let answers = Answers {
                kind: Kind::Other,
                danger: *danger,
                agrees: Agrees::No,
            };
            let steps = steps(&answers, Some(20), true);
            assert!(steps[0].contains("999"), "{steps:?}");
            assert!(steps.last().unwrap().contains("does not replace"));
        }
    }

    #[test]
    fn a_child_need_not_agree_and_an_adult_must() {
        let child = asked(Kind::Exploitation, Agrees::No, Some(17), true);
        assert!(child.contains("children’s social care at once"));
        assert!(child.contains("A child does not have to agree"));
        let unknown = asked(Kind::Exploitation, Agrees::No, None, true);
        assert!(unknown.contains("treat them as under 18"));
        let agrees = asked(Kind::Exploitation, Agrees::Yes, Some(18), true);
        assert!(agrees.contains("as they agree") && !agrees.contains("children’s"));
        let refuses = asked(Kind::Exploitation, Agrees::No, Some(18), true);
        assert!(refuses.contains("duty to notify"));
    }

    #[test]
    fn a_charity_asks_the_council_to_refer() {
        let charity = asked(Kind::Exploitation, Agrees::Yes, Some(20), false);
        assert!(charity.contains("ask its safeguarding lead"));
        assert!(!charity.contains("refer them to the National Referral Mechanism, as they agree"));
        assert!(!asked(Kind::Home, Agrees::Yes, Some(20), false).contains("Mechanism"));
    }
}
