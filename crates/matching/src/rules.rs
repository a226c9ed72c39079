//! Who could go where: hard rules first, with each answer explained.
//!
//! What is not known, or not verified, is never a refusal: it is a question shown with the match. The employer checks the right to work;
//! this is only what is on record. Wishes come after the rules.
//!
//! Absent on purpose: names, and where the facts come from.

use chrono::NaiveDate;

/// A hard rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Can they do paid work?
    RightToWork,
    /// Are they old and young enough?
    Age,
    /// Does support last until the start?
    Funding,
    /// Is the place safe for them?
    Safety,
    /// Can they get there?
    Travel,
    /// Do the hours leave room for college?
    Hours,
    /// Is there a DBS check where one is needed?
    Dbs,
    /// Can they work there with the adjustments they need?
    Access,
}

impl Rule {
    /// Every rule, in the order in which they are checked.
    pub const ALL: [Self; 8] = [
        Self::RightToWork,
        Self::Age,
        Self::Funding,
        Self::Safety,
        Self::Travel,
        Self::Hours,
        Self::Dbs,
        Self::Access,
    ];

    /// Returns the one change that would satisfy the rule.
    pub fn change(self) -> &'static str {
        match self {
            Self::RightToWork => "proof of the right to work or volunteering instead of pay",
            Self::Age => "a different age limit or waiting for a birthday",
            Self::Funding => "support that lasts until the start",
            Self::Safety => "a different place",
            Self::Travel => "a shorter journey or help with travel",
            Self::Hours => "hours that fit around college",
            Self::Dbs => "a DBS check",
            Self::Access => "an adjustment at work",
        }
    }
}

/// Something known to be so, known not to be so, or not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// No one has said, or no one has checked.
    #[default]
    Unknown,
}

/// What is on record about the right to work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RightToWork {
    /// They may work.
    Yes,
    /// They can work within limits, in words.
    Limited(String),
    /// Their status on record does not usually allow paid work, in words; no one has seen proof.
    Unproven(String),
    /// Their status does not allow paid work, and someone has seen the proof: in words, which and when.
    No(String),
    /// Nobody has said.
    #[default]
    Unknown,
}

/// What matters about a young person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seeker {
    /// The age on the first day, in whole years.
    pub age: Option<u32>,
    /// The last day of compulsory school age.
    pub leaves_school_on: Option<NaiveDate>,
    /// The right to work.
    pub right_to_work: RightToWork,
    /// The day by which leave to stay must be checked again.
    pub leave_review_on: Option<NaiveDate>,
    /// The last day of support that is paid for.
    pub supported_until: Option<NaiveDate>,
    /// Minutes that they can be at work in a week; nothing where no one has said.
    pub free_minutes: Option<u32>,
    /// Whether they are at school or college.
    pub studies: Known,
    /// Whether they have a DBS check.
    pub dbs: Known,
    /// The adjustments they need at work; nothing where no one has asked.
    pub needs: Option<Vec<String>>,
    /// The longest journey they would make, in minutes.
    pub most_travel: Option<u32>,
}

/// What matters about a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The youngest age, and the oldest.
    pub ages: (u32, Option<u32>),
    /// Whether it is paid.
    pub is_paid: bool,
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// Minutes a week; nothing where no one has said.
    pub weekly_minutes: Option<u32>,
    /// Whether a DBS check is needed.
    pub needs_dbs: bool,
    /// What the employer can adjust, in words; empty where no one has said.
    pub adjustments: String,
}

/// What matters between the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// Whether the place is one to keep away from.
    pub safety: Safety,
    /// How long the journey takes.
    pub way: Way,
}

/// Whether a place is one to keep away from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Safety {
    /// Nothing is known against it.
    #[default]
    Safe,
    /// It is not safe for them, and the reader may know why.
    Unsafe,
    /// It cannot be used, and the reader may not know why.
    Closed,
}

/// How long a journey takes, from door to door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// The minutes given by someone who knows the journey.
    Said(u32),
    /// The likely minutes, by the distance.
    Likely(u32),
    /// Nobody has said.
    #[default]
    Unknown,
}

impl Way {
    /// Returns the minutes, said or likely.
    pub fn minutes(self) -> Option<u32> {
        match self {
            Self::Said(minutes) | Self::Likely(minutes) => Some(minutes),
            Self::Unknown => None,
        }
    }
}

/// What a rule answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It rules the place out, and why.
    Blocks(String),
    /// Something to ask first.
    Ask(String),
}

/// A rule that does not simply hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// What it answers.
    pub answer: Answer,
}

impl Finding {
    /// Returns whether it rules the place out.
    pub fn blocks(&self) -> bool {
        matches!(self.answer, Answer::Blocks(_))
    }
}

fn blocks(text: impl Into<String>) -> Option<Answer> {
    Some(Answer::Blocks(text.into()))
}

fn ask(text: impl Into<String>) -> Option<Answer> {
    Some(Answer::Ask(text.into()))
}

/// Lists the rules that rule the place out or need a question, in order. An empty list means that all of them hold.
pub fn judge(seeker: &Seeker, place: &Place, between: Between) -> Vec<Finding> {
    let answered = Rule::ALL.into_iter().filter_map(|rule| {
        let answer = match rule {
            Rule::RightToWork => right_to_work(seeker, place),
            Rule::Age => age(seeker, place),
            Rule::Funding => funding(seeker, place),
            Rule::Safety => match between.safety {
                Safety::Safe => None,
                Safety::Unsafe => blocks("The place is not safe for them."),
                Safety::Closed => blocks("This place cannot be used for them. Ask their coach."),
            },
            Rule::Travel => travel(seeker, between),
            Rule::Hours => hours(seeker, place),
            Rule::Dbs => dbs(seeker, place),
            Rule::Access => access(seeker, place),
        };
        Some(Finding {
            rule,
            answer: answer?,
        })
    });
    answered.collect()
}

fn right_to_work(seeker: &Seeker, place: &Place) -> Option<Answer> {
    if !place.is_paid {
        return match seeker.right_to_work {
            RightToWork::No(_) | RightToWork::Unproven(_) => ask(
                "Their status does not allow work. Make sure that this is volunteering, not unpaid work.",
            ),
            _ => None,
        };
    }
    match &seeker.right_to_work {
        RightToWork::Yes => match (seeker.leave_review_on, place.starts_on) {
            (Some(on), Some(starts)) if on <= starts => ask(format!(
                "Their leave to stay must be checked again on {}, before this starts.",
                on.format("%-d %B %Y")
            )),
            _ => None,
        },
        RightToWork::No(proof) => {
            blocks(format!("Their status does not allow paid work: {proof}."))
        }
        RightToWork::Limited(limits) => ask(format!("They can work within limits: {limits}.")),
        RightToWork::Unproven(status) => ask(format!(
            "The status on record does not usually allow paid work, and no one has seen proof: {status}. Ask about this first."
        )),
        RightToWork::Unknown => ask("Ask about the right to work. The employer checks it."),
    }
}

fn age(seeker: &Seeker, place: &Place) -> Option<Answer> {
    let (youngest, oldest) = place.ages;
    let leaves = seeker.leaves_school_on.filter(|_| place.is_paid);
    if let Some(leaves) = leaves.filter(|leaves| place.starts_on.is_some_and(|on| on <= *leaves)) {
        return blocks(format!(
            "They are of school age until {}. Paid work alongside school needs a permit from the council.",
            leaves.format("%-d %B %Y")
        ));
    }
    match seeker.age {
        None => ask("The date of birth is not known."),
        Some(age) if age < youngest => blocks(format!(
            "It is for ages {youngest} and over; they are {age}."
        )),
        Some(age) => match oldest {
            Some(oldest) if age > oldest => {
                blocks(format!("It is for ages up to {oldest}; they are {age}."))
            }
            _ => None,
        },
    }
}

fn funding(seeker: &Seeker, place: &Place) -> Option<Answer> {
    match (seeker.supported_until, place.starts_on) {
        (Some(until), Some(starts)) if until < starts => ask(format!(
            "Funding for their support ends on {}, before this starts.",
            until.format("%-d %B %Y")
        )),
        _ => None,
    }
}

fn travel(seeker: &Seeker, between: Between) -> Option<Answer> {
    match (between.way, seeker.most_travel) {
        (Way::Said(minutes), Some(most)) if minutes > most => blocks(format!(
            "It is {minutes} minutes away; they would travel up to {most}."
        )),
        (Way::Likely(minutes), Some(most)) if minutes > most => ask(format!(
            "By distance, it is about {minutes} minutes away; they would travel up to {most}. How long does the journey take?"
        )),
        (Way::Unknown, _) => ask("How long does the journey take?"),
        _ => None,
    }
}

fn hours(seeker: &Seeker, place: &Place) -> Option<Answer> {
    match (place.weekly_minutes, seeker.free_minutes, seeker.studies) {
        (Some(weekly), Some(free), _) if weekly > free => blocks(format!(
            "It is {} hours a week; they can do {}.",
            f64::from(weekly) / 60.0,
            f64::from(free) / 60.0
        )),
        (_, None, Known::Yes) => ask("They are at college. Do the hours fit around it?"),
        (None, Some(_), _) => ask("How many hours a week is it?"),
        _ => None,
    }
}

fn dbs(seeker: &Seeker, place: &Place) -> Option<Answer> {
    match (place.needs_dbs, seeker.dbs) {
        (true, Known::Unknown | Known::No) => ask(
            "It needs a DBS check. What the check shows does not rule anyone out by itself. Talk about it first.",
        ),
        _ => None,
    }
}

fn access(seeker: &Seeker, place: &Place) -> Option<Answer> {
    match &seeker.needs {
        None => None,
        Some(needs) if needs.is_empty() => None,
        Some(needs) if place.adjustments.is_empty() => ask(format!(
            "They need: {}. Nobody has asked the employer yet.",
            needs.join(", ")
        )),
        Some(needs) => ask(format!(
            "They need: {}. The employer can adjust: {}.",
            needs.join(", "),
            place.adjustments
        )),
    }
}

/// What stands between someone and a place: nothing, one rule alone, or more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// Nothing.
    Not,
    /// This rule alone.
    By(Rule),
    /// More than one rule.
    ByMore,
}

impl Barred {
    /// Returns what stands in the way, of what [`judge`] found.
    pub fn of(findings: &[Finding]) -> Self {
        let mut blocking = findings.iter().filter(|finding| finding.blocks());
        match (blocking.next(), blocking.next()) {
            (None, _) => Self::Not,
            (Some(only), None) => Self::By(only.rule),
            _ => Self::ByMore,
        }
    }
}

/// What one change would unlock for someone with no place that fits: each rule that alone rules out some places, and how many, the most
/// first.
pub fn unlocks(of: impl IntoIterator<Item = Barred>) -> Vec<(Rule, usize)> {
    let mut counts: Vec<(Rule, usize)> = Vec::new();
    for barred in of {
        if let Barred::By(only) = barred {
            match counts.iter_mut().find(|(rule, _)| *rule == only) {
                Some((_, count)) => *count += 1,
                None => counts.push((only, 1)),
            }
        }
    }
    counts.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known() -> (Seeker, Place, Between) {
        let seeker = Seeker {
            age: Some(19),
            right_to_work: RightToWork::Yes,
            free_minutes: Some(1200),
            most_travel: Some(45),
            ..Seeker::default()
        };
        let place = Place {
            ages: (18, Some(24)),
            is_paid: true,
            weekly_minutes: Some(960),
            ..Place::default()
        };
        let between = Between {
            way: Way::Said(30),
            ..Between::default()
        };
        (seeker, place, between)
    }

    fn rules(seeker: &Seeker, place: &Place, between: Between) -> Vec<(Rule, bool)> {
        let found = judge(seeker, place, between);
        found.iter().map(|one| (one.rule, one.blocks())).collect()
    }

    #[test]
    fn each_rule_blocks_or_asks_by_itself() {
        let (seeker, place, between) = known();
        assert!(judge(&seeker, &place, between).is_empty());
        let cases: [(Seeker, Place, Between, (Rule, bool)); 11] = [
            (
                Seeker {
                    right_to_work: RightToWork::No("seen".into()),
                    ..seeker.clone()
                },
                place.clone(),
                between,
                (Rule::RightToWork, true),
            ),
            (
                Seeker {
                    right_to_work: RightToWork::Unknown,
                    ..seeker.clone()
                },
                place.clone(),
                between,
                (Rule::RightToWork, false),
            ),
            (
                Seeker {
                    age: Some(17),
                    ..seeker.clone()
                },
                place.clone(),
                between,
                (Rule::Age, true),
            ),
            (
                Seeker {
                    age: None,
                    ..seeker.clone()
                },
                place.clone(),
                between,
                (Rule::Age, false),
            ),
            (
                seeker.clone(),
                place.clone(),
                Between {
                    safety: Safety::Unsafe,
                    ..between
                },
                (Rule::Safety, true),
            ),
            (
                seeker.clone(),
                place.clone(),
                Between {
                    way: Way::Said(60),
                    ..between
                },
                (Rule::Travel, true),
            ),
            (
                seeker.clone(),
                place.clone(),
                Between {
                    way: Way::Likely(60),
                    ..between
                },
                (Rule::Travel, false),
            ),
            (
                Seeker {
                    leave_review_on: NaiveDate::from_ymd_opt(2027, 1, 1),
                    ..seeker.clone()
                },
                Place {
                    starts_on: NaiveDate::from_ymd_opt(2027, 1, 4),
                    ..place.clone()
                },
                between,
                (Rule::RightToWork, false),
            ),
            (
                seeker.clone(),
                Place {
                    weekly_minutes: Some(2250),
                    ..place.clone()
                },
                between,
                (Rule::Hours, true),
            ),
            (
                seeker.clone(),
                Place {
                    needs_dbs: true,
                    ..place.clone()
                },
                between,
                (Rule::Dbs, false),
            ),
            (
                Seeker {
                    needs: Some(vec!["step-free".into()]),
                    ..seeker.clone()
                },
                place.clone(),
                between,
                (Rule::Access, false),
            ),
        ];
        for (seeker, place, between, expected) in cases {
            assert_eq!(rules(&seeker, &place, between), [expected]);
        }
    }

    #[test]
    fn volunteering_is_asked_about_where_no_work_is_allowed() {
        let (seeker, place, between) = known();
        let seeker = Seeker {
            right_to_work: RightToWork::No("seen".into()),
            ..seeker
        };
        let place = Place {
            is_paid: false,
            ..place
        };
        assert_eq!(
            rules(&seeker, &place, between),
            [(Rule::RightToWork, false)]
        );
    }

    #[test]
    fn one_change_that_would_unlock_places_is_named() {
        let (seeker, place, between) = known();
        let far = judge(
            &seeker,
            &place,
            Between {
                way: Way::Said(60),
                ..between
            },
        );
        let both = judge(
            &Seeker {
                age: Some(17),
                ..seeker
            },
            &place,
            Between {
                way: Way::Said(60),
                ..between
            },
        );
        let all = [far.as_slice(), far.as_slice(), both.as_slice()];
        assert_eq!(unlocks(all.map(Barred::of)), [(Rule::Travel, 2)]);
    }

    proptest! {
        #[test]
        fn what_is_not_known_never_blocks(youngest in 14u32..30, weekly in proptest::option::of(0u32..3000), paid: bool, dbs: bool, travel in proptest::option::of(0u32..200)) {
            let place = Place { ages: (youngest, None), is_paid: paid, weekly_minutes: weekly, needs_dbs: dbs, ..Place::default() };
            let found = judge(&Seeker::default(), &place, Between { way: travel.map_or(Way::Unknown, Way::Said), safety: Safety::Safe });
            prop_assert!(found.iter().all(|one| !one.blocks()));
        }
    }
}
