//! Who could go where: hard rules first, each answer explained, then wishes.
//!
//! What is not known, or not verified, is never a refusal: it is a question beside the match. The employer makes the check of the right to
//! work; here is only what is on record. A score orders and hides nobody; people choose.
//!
//! Absent on purpose: names, and where the facts come from.

use chrono::NaiveDate;

use crate::taxonomy::Near;

/// A hard rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// May they do paid work?
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
    /// Can they work there with what they need?
    Access,
}

impl Rule {
    /// Every rule, in the order in which they are looked at.
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

    /// Says what one change would lift the rule.
    pub fn change(self) -> &'static str {
        match self {
            Self::RightToWork => {
                "a right to work that can be shown, or volunteering instead of pay"
            }
            Self::Age => "another age limit, or waiting for a birthday",
            Self::Funding => "support that goes on until the start",
            Self::Safety => "another place, or a safe way there",
            Self::Travel => "a shorter way, or help with travel",
            Self::Hours => "hours around college",
            Self::Dbs => "a DBS check",
            Self::Access => "an adjustment at the place",
        }
    }
}

/// Something that is known for sure, known not to be so, or not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Nobody has said, or nobody has checked.
    #[default]
    Unknown,
}

/// What is on record of the right to work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RightToWork {
    /// They may work.
    Yes,
    /// They may work within limits, in words.
    Limited(String),
    /// Their status allows no paid work.
    No,
    /// Nobody has said.
    #[default]
    Unknown,
}

/// What matters of a young person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seeker {
    /// The age on the first day, in whole years.
    pub age: Option<u32>,
    /// The right to work.
    pub right_to_work: RightToWork,
    /// The last day of support that is paid for.
    pub supported_until: Option<NaiveDate>,
    /// Minutes that they can be at work in a week; nothing where nobody has said.
    pub free_minutes: Option<u32>,
    /// Whether they are at school or college.
    pub studies: Known,
    /// Whether they have a DBS check.
    pub dbs: Known,
    /// What they need to work somewhere; nothing where nobody has asked.
    pub needs: Option<Vec<String>>,
    /// The longest way that they would go, in minutes.
    pub most_travel: Option<u32>,
}

/// What matters of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The youngest age, and the oldest.
    pub ages: (u32, Option<u32>),
    /// Whether it is paid.
    pub is_paid: bool,
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// Minutes a week; nothing where nobody has said.
    pub weekly_minutes: Option<u32>,
    /// Whether a DBS check is needed.
    pub needs_dbs: bool,
    /// What the employer can adjust, in words; empty where nobody has said.
    pub adjustments: String,
}

/// What lies between the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// Whether the place is unsafe for them.
    pub is_unsafe: bool,
    /// Minutes from door to door, from postcode districts or as a coach said.
    pub travel: Option<u32>,
}

/// What a rule answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It stands in the way, and why.
    Blocks(String),
    /// Somebody asks first.
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
    /// Returns whether it stands in the way.
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

/// Lists the rules that stand in the way or ask for something, in their order. Nothing in the list means that all of them hold.
pub fn judge(seeker: &Seeker, place: &Place, between: Between) -> Vec<Finding> {
    let answered = Rule::ALL.into_iter().filter_map(|rule| {
        let answer = match rule {
            Rule::RightToWork => right_to_work(seeker, place),
            Rule::Age => age(seeker, place),
            Rule::Funding => funding(seeker, place),
            Rule::Safety => between
                .is_unsafe
                .then(|| Answer::Blocks("The place is not safe for them.".into())),
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
            RightToWork::No => ask(
                "Their status allows no work: make sure that this is volunteering, not unpaid work.",
            ),
            _ => None,
        };
    }
    match &seeker.right_to_work {
        RightToWork::Yes => None,
        RightToWork::No => blocks("Their status allows no paid work, as recorded."),
        RightToWork::Limited(limits) => ask(format!("They may work within limits: {limits}.")),
        RightToWork::Unknown => ask("The right to work is not recorded. The employer checks it."),
    }
}

fn age(seeker: &Seeker, place: &Place) -> Option<Answer> {
    let (youngest, oldest) = place.ages;
    match seeker.age {
        None => ask("The date of birth is not known."),
        Some(age) if age < youngest => blocks(format!("It is from {youngest} on; they are {age}.")),
        Some(age) => match oldest {
            Some(oldest) if age > oldest => {
                blocks(format!("It is up to {oldest}; they are {age}."))
            }
            _ => None,
        },
    }
}

fn funding(seeker: &Seeker, place: &Place) -> Option<Answer> {
    match (seeker.supported_until, place.starts_on) {
        (Some(until), Some(starts)) if until < starts => ask(format!(
            "Support is paid for until {}, before it starts.",
            until.format("%-d %B %Y")
        )),
        _ => None,
    }
}

fn travel(seeker: &Seeker, between: Between) -> Option<Answer> {
    match (between.travel, seeker.most_travel) {
        (Some(minutes), Some(most)) if minutes > most => blocks(format!(
            "It is {minutes} minutes away; they would go {most}."
        )),
        (Some(_), _) => None,
        (None, _) => ask("How long does the way take?"),
    }
}

fn hours(seeker: &Seeker, place: &Place) -> Option<Answer> {
    match (place.weekly_minutes, seeker.free_minutes, seeker.studies) {
        (Some(weekly), Some(free), _) if weekly > free => blocks(format!(
            "It takes {} hours a week; they have {}.",
            weekly / 60,
            free / 60
        )),
        (_, None, Known::Yes) => ask("They are at college: do the hours leave room for it?"),
        (None, Some(_), _) => ask("How many hours a week does it take?"),
        _ => None,
    }
}

fn dbs(seeker: &Seeker, place: &Place) -> Option<Answer> {
    match (place.needs_dbs, seeker.dbs) {
        (true, Known::Unknown | Known::No) => ask(
            "It needs a DBS check. What it may show does not decide by itself: talk about it first.",
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

/// What speaks for and against a match, besides the hard rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// How near the work is to what they want, from 0 to 100, and what both share; nothing where nothing was understood.
    pub nearness: Option<(u32, Vec<&'static str>)>,
    /// Whether it is in the kind of work that they want to leave behind.
    pub is_left_behind: bool,
    /// How much better off they would be a month, in pence; nothing where nobody has worked it out.
    pub better_off_pence: Option<i64>,
    /// Minutes from door to door.
    pub travel: Option<u32>,
    /// Of how many of our young people who started there work lasted 13 weeks: lasted, started.
    pub record: Option<(u32, u32)>,
}

impl Wishes {
    /// Takes how near an occupation is.
    pub fn near(mut self, near: &Near) -> Self {
        self.nearness = Some((near.percent, near.shared.clone()));
        self
    }

    /// Returns the score, from 0 to 100: what they want weighs half, then the way, the money and the employer's record. What is not known
    /// counts as the middle, so that it moves nobody up or down. Work that they want to leave behind loses half.
    pub fn score(&self) -> u32 {
        let wanted = self.nearness.as_ref().map_or(50, |(percent, _)| *percent);
        let way = self.travel.map_or(50, |minutes| 100 - minutes.min(100));
        let money = match self.better_off_pence {
            None => 50,
            Some(pence) if pence <= 0 => 0,
            Some(pence) => u32::try_from(pence / 500).unwrap_or(100).min(100),
        };
        let record = match self.record {
            Some((lasted, started)) if started > 0 => lasted.min(started) * 100 / started,
            _ => 50,
        };
        let whole = (wanted * 50 + way * 20 + money * 15 + record * 15) / 100;
        if self.is_left_behind {
            whole / 2
        } else {
            whole
        }
    }

    /// Explains the score in a sentence.
    pub fn sentence(&self) -> String {
        let mut parts = Vec::new();
        match &self.nearness {
            Some((100, _)) => parts.push("it is the work that they named".to_owned()),
            Some((_, shared)) if !shared.is_empty() => {
                parts.push(format!("both have {}", shared.join(", ").to_lowercase()));
            }
            Some(_) => parts.push("it shares nothing with what they named".to_owned()),
            None => parts.push("what they would like is not known".to_owned()),
        }
        if self.is_left_behind {
            parts.push("but they want to leave this kind of work behind".to_owned());
        }
        if let Some(minutes) = self.travel {
            parts.push(format!("{minutes} minutes away"));
        }
        match self.better_off_pence {
            Some(pence) if pence > 0 => parts.push(format!("£{} a month better off", pence / 100)),
            Some(_) => parts.push("not better off".to_owned()),
            None => {}
        }
        if let Some((lasted, started)) = self.record.filter(|(_, started)| *started > 0) {
            parts.push(format!(
                "{lasted} of {started} of our young people stayed 13 weeks"
            ));
        }
        let text = parts.join("; ");
        let mut letters = text.chars();
        let first = letters
            .next()
            .map(|letter| letter.to_uppercase().to_string());
        format!("{}{}.", first.unwrap_or_default(), letters.as_str())
    }

    /// Returns the cost for a whole assignment: less is better, and never below zero.
    pub fn cost(&self) -> u64 {
        u64::from(100 - self.score().min(100))
    }
}

/// What one change would unlock for somebody whom no place fits: each rule that alone stands in the way of some places, and of how many,
/// the most first.
pub fn unlocks<'a>(of: impl IntoIterator<Item = &'a [Finding]>) -> Vec<(Rule, usize)> {
    let mut counts: Vec<(Rule, usize)> = Vec::new();
    for findings in of {
        let mut blocking = findings.iter().filter(|finding| finding.blocks());
        if let (Some(only), None) = (blocking.next(), blocking.next()) {
            match counts.iter_mut().find(|(rule, _)| *rule == only.rule) {
                Some((_, count)) => *count += 1,
                None => counts.push((only.rule, 1)),
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
            travel: Some(30),
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
        let cases: [(Seeker, Place, Between, (Rule, bool)); 9] = [
            (
                Seeker {
                    right_to_work: RightToWork::No,
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
                    is_unsafe: true,
                    ..between
                },
                (Rule::Safety, true),
            ),
            (
                seeker.clone(),
                place.clone(),
                Between {
                    travel: Some(60),
                    ..between
                },
                (Rule::Travel, true),
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
            right_to_work: RightToWork::No,
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
                travel: Some(60),
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
                travel: Some(60),
                ..between
            },
        );
        let all = [far.as_slice(), far.as_slice(), both.as_slice()];
        assert_eq!(unlocks(all), [(Rule::Travel, 2)]);
    }

    #[test]
    fn a_score_is_explained() {
        let wishes = Wishes {
            nearness: Some((60, vec!["Animals", "Being outdoors"])),
            travel: Some(25),
            better_off_pence: Some(21_000),
            record: Some((3, 4)),
            is_left_behind: false,
        };
        assert_eq!(
            wishes.sentence(),
            "Both have animals, being outdoors; 25 minutes away; £210 a month better off; 3 of 4 of our young people stayed 13 weeks."
        );
        let left = Wishes {
            is_left_behind: true,
            ..wishes.clone()
        };
        assert!(left.score() < wishes.score());
        assert!(left.sentence().contains("leave this kind of work behind"));
    }

    proptest! {
        #[test]
        fn what_is_not_known_never_blocks(youngest in 14u32..30, weekly in proptest::option::of(0u32..3000), paid: bool, dbs: bool, travel in proptest::option::of(0u32..200)) {
            let place = Place { ages: (youngest, None), is_paid: paid, weekly_minutes: weekly, needs_dbs: dbs, ..Place::default() };
            let found = judge(&Seeker::default(), &place, Between { travel, is_unsafe: false });
            prop_assert!(found.iter().all(|one| !one.blocks()));
        }

        #[test]
        fn a_score_stays_within_its_bounds_and_a_cost_with_it(percent in 0u32..=100, travel in proptest::option::of(0u32..500), pence in proptest::option::of(-100_000i64..10_000_000), lasted in 0u32..9, started in 0u32..9, left: bool) {
            let wishes = Wishes { nearness: Some((percent, vec![])), is_left_behind: left, better_off_pence: pence, travel, record: Some((lasted, started)) };
            prop_assert!(wishes.score() <= 100);
            prop_assert_eq!(wishes.cost(), u64::from(100 - wishes.score()));
        }
    }
}
