//! Who a programme is for.

use chrono::NaiveDate;
use values::{birthdays::age_on, codes::CareStatus};

use crate::{EligibilityRule, Programme, refusal::plain};

/// Yes, no, or not known yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// No one has asked, or no one could say.
    #[default]
    NotKnown,
}

/// What is known about a young person, as far as eligibility needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonFacts {
    /// The date of birth.
    pub born_on: Option<NaiveDate>,
    /// The care status. `None` and [`CareStatus::NotKnown`] are the same.
    pub care_status: Option<CareStatus>,
    /// Whether there is an education, health and care plan.
    pub ehcp: Answer,
}

/// Whether a programme is for a young person, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// `No` when a fact rules it out, `NotKnown` while a fact is missing, otherwise `Yes`.
    pub eligible: Answer,
    /// A sentence for each fact that counted: what rules it out first, then what to ask, then what supports it.
    pub reasons: Vec<String>,
}

/// Says whether a programme is for a young person today.
///
/// A fact that is not known is a question, never a no.
pub fn eligibility(programme: &Programme, person: &PersonFacts, today: NaiveDate) -> Eligibility {
    let rule = &programme.definition().eligibility;
    let mut findings = [age(rule, person, today), care_status(rule, person)];
    findings.sort_by_key(|(answer, _)| match answer {
        Answer::No => 0,
        Answer::NotKnown => 1,
        Answer::Yes => 2,
    });
    let eligible = findings[0].0;
    Eligibility {
        eligible,
        reasons: findings.into_iter().map(|(_, reason)| reason).collect(),
    }
}

/// Returns why a programme is not for somebody of that age on a day; `None` where it is, or where it is not known.
///
/// The age is the one fact that nobody can weigh: the money and the duties behind a programme hold between two birthdays.
pub fn age_refusal(programme: &Programme, person: &PersonFacts, on: NaiveDate) -> Option<String> {
    let (answer, reason) = age(&programme.definition().eligibility, person, on);
    (answer == Answer::No).then_some(reason)
}

fn age(rule: &EligibilityRule, person: &PersonFacts, today: NaiveDate) -> (Answer, String) {
    let Some(born_on) = person.born_on else {
        return (
            Answer::NotKnown,
            "The date of birth is not known. Ask for it.".to_owned(),
        );
    };
    let Some(age) = age_on(born_on, today) else {
        let day = plain(&born_on);
        return (
            Answer::NotKnown,
            format!("The date of birth, {day}, is in the future. Check it."),
        );
    };
    let below = u32::from(rule.below_age);
    let extended = rule.below_age_with_ehcp.map_or(below, u32::from);
    if age < u32::from(rule.min_age) {
        return (
            Answer::No,
            format!("Aged {age}. The programme starts at {}.", rule.min_age),
        );
    }
    if age < below {
        return (
            Answer::Yes,
            format!(
                "Aged {age}. The programme is for ages {} to {}.",
                rule.min_age,
                below - 1
            ),
        );
    }
    if age >= extended {
        return (
            Answer::No,
            format!("Aged {age}. The programme ends when they turn {extended}."),
        );
    }
    match person.ehcp {
        Answer::Yes => (
            Answer::Yes,
            format!(
                "Aged {age}. With an education, health and care plan, the programme is for ages {} to {}.",
                rule.min_age,
                extended - 1
            ),
        ),
        Answer::No => (
            Answer::No,
            format!(
                "Aged {age}. Without an education, health and care plan, the programme ends when they turn {below}."
            ),
        ),
        Answer::NotKnown => (
            Answer::NotKnown,
            format!(
                "Aged {age}. Ask whether they have an education, health and care plan. With one, the programme continues until they turn {extended}."
            ),
        ),
    }
}

fn care_status(rule: &EligibilityRule, person: &PersonFacts) -> (Answer, String) {
    match person.care_status {
        None | Some(CareStatus::NotKnown) => (
            Answer::NotKnown,
            "The care status is not known. Ask the leaving care team.".to_owned(),
        ),
        Some(status) if rule.care_statuses.contains(&status) => (
            Answer::Yes,
            format!(
                "The programme is for this care status: {}.",
                status.meaning()
            ),
        ),
        Some(status) => (
            Answer::No,
            format!(
                "The programme is not for this care status: {}.",
                status.meaning()
            ),
        ),
    }
}
