//! Which stage an assessment suggests, and why.
//!
//! A suggestion is for two people to discuss; it moves no one. A missing answer is a question, never a no.

use chrono::NaiveDate;
use values::birthdays::age_on;

use super::{Answers, Barrier, Readiness};
use crate::{Programme, Stage, StageKey, SuggestWhen};

/// The stage that an assessment suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The stage, one where support can start. `None` where no stage fits or an answer is missing.
    pub stage: Option<StageKey>,
    /// A sentence for each answer that led to it, or for what to ask. Never empty.
    ///
    /// The sentences count every barrier and name only those that are not restricted.
    pub because: Vec<String>,
}

/// How well a stage that matches the answer about work and learning fits the other answers.
enum Fit {
    /// Reasons for it. Empty where it depends on nothing else.
    Yes(Vec<String>),
    /// Reasons against it.
    No(Vec<String>),
    /// What to ask before deciding.
    Ask(Vec<String>),
}

/// The result of one condition.
enum Finding {
    Holds(String),
    Fails(String),
    Ask(String),
}

/// Returns the stage that an assessment suggests: the first in the file whose `suggest_when` holds and where support can start.
///
/// A stage without `suggest_when` is never suggested. A barrier that no one has rated does not count; until something has been rated,
/// conditions on barriers are questions.
pub fn suggest(programme: &Programme, answers: &Answers, today: NaiveDate) -> Suggestion {
    let rules: Vec<(&Stage, &SuggestWhen)> = programme
        .starts()
        .filter_map(|stage| Some((stage, stage.suggest_when.as_ref()?)))
        .flat_map(|(stage, rule)| {
            let also = rule.or.as_deref();
            std::iter::once((stage, rule)).chain(also.map(|also| (stage, also)))
        })
        .collect();
    if rules.is_empty() {
        return undecided("This programme does not suggest a stage. Choose one together.");
    }
    let Some(readiness) = answers.readiness else {
        return undecided(
            "We do not know how the young person feels about work and learning. Ask them.",
        );
    };
    let (mut questions, mut against) = (Vec::new(), Vec::new());
    let meant = |(_, rule): &(&Stage, &SuggestWhen)| rule.readiness.contains(&readiness);
    for (stage, rule) in rules.into_iter().filter(meant) {
        match fit(stage, rule, answers, today) {
            Fit::Yes(holds) => {
                let first = format!(
                    "{} matches their answer: {}.",
                    stage.label,
                    about(readiness)
                );
                let because = [first].into_iter().chain(holds).chain(questions);
                return Suggestion {
                    stage: Some(stage.key.clone()),
                    because: because.collect(),
                };
            }
            Fit::No(reasons) => against.extend(reasons),
            Fit::Ask(asks) => questions.extend(asks),
        }
    }
    if questions.is_empty() && against.is_empty() {
        return undecided(&format!(
            "No stage where support can start matches their answer: {}. Choose one together.",
            about(readiness)
        ));
    }
    Suggestion {
        stage: None,
        because: questions.into_iter().chain(against).collect(),
    }
}

fn undecided(sentence: &str) -> Suggestion {
    Suggestion {
        stage: None,
        because: vec![sentence.to_owned()],
    }
}

/// Returns the label for use within a sentence.
fn about(readiness: Readiness) -> String {
    readiness.label().to_lowercase()
}

fn fit(stage: &Stage, rule: &SuggestWhen, answers: &Answers, today: NaiveDate) -> Fit {
    let (mut because, mut reasons, mut asks) = (Vec::new(), Vec::new(), Vec::new());
    let findings = [
        in_the_way(stage, rule, answers),
        age(stage, rule, answers.born_on, today),
    ];
    for finding in findings.into_iter().flatten() {
        match finding {
            Finding::Holds(sentence) => because.push(sentence),
            Finding::Fails(sentence) => reasons.push(sentence),
            Finding::Ask(sentence) => asks.push(sentence),
        }
    }
    if !reasons.is_empty() {
        Fit::No(reasons)
    } else if !asks.is_empty() {
        Fit::Ask(asks)
    } else {
        Fit::Yes(because)
    }
}

/// Compares the number of main barriers with what a stage is for. `None` where it does not depend on them.
fn in_the_way(stage: &Stage, rule: &SuggestWhen, answers: &Answers) -> Option<Finding> {
    let (least, most) = (rule.least_in_the_way, rule.most_in_the_way);
    let wanted = match (least, most) {
        (None, None) => return None,
        (Some(least), None) => format!("{least} or more"),
        (None, Some(most)) => format!("{most} or fewer"),
        (Some(least), Some(most)) if least == most => format!("exactly {least}"),
        (Some(least), Some(most)) => format!("{least} to {most}"),
    };
    let label = &stage.label;
    let Some(barriers) = answers.in_the_way() else {
        return Some(Finding::Ask(format!(
            "No barriers have been rated yet. Ask what gets in the way: {label} depends on the number of main barriers ({wanted})."
        )));
    };
    let count = barriers.len();
    let sentence = format!("{}. {label} is for {wanted}.", counted(&barriers));
    let enough = least.is_none_or(|least| count >= usize::from(least));
    let few = most.is_none_or(|most| count <= usize::from(most));
    Some(if enough && few {
        Finding::Holds(sentence)
    } else {
        Finding::Fails(sentence)
    })
}

/// Counts the barriers in words, naming those that are not restricted.
fn counted(barriers: &[Barrier]) -> String {
    let things = match barriers.len() {
        0 => return "No main barriers".to_owned(),
        1 => "1 main barrier".to_owned(),
        more => format!("{more} main barriers"),
    };
    let open: Vec<&str> = barriers
        .iter()
        .filter(|barrier| !barrier.is_restricted())
        .map(|barrier| barrier.label())
        .collect();
    let among = match open.len() {
        0 => String::new(),
        named if named == barriers.len() => format!(" ({})", open.join(", ")),
        _ => format!(" (including {})", open.join(", ")),
    };
    format!("{things}{among}")
}

/// Compares the age with what a stage is for. `None` where it does not depend on age.
fn age(
    stage: &Stage,
    rule: &SuggestWhen,
    born_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Finding> {
    let below = rule.below_age?;
    let label = &stage.label;
    let Some(born_on) = born_on else {
        return Some(Finding::Ask(format!(
            "The date of birth is not known. Ask for it. {label} is for people under {below}."
        )));
    };
    let Some(age) = age_on(born_on, today) else {
        return Some(Finding::Ask(format!(
            "The date of birth is in the future. Check it. {label} is for people under {below}."
        )));
    };
    let sentence = format!("Aged {age}. {label} is for people under {below}.");
    Some(if age < u32::from(below) {
        Finding::Holds(sentence)
    } else {
        Finding::Fails(sentence)
    })
}
