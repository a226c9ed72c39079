//! Whether the rules refuse a place, and in which words.

use chrono::NaiveDate;
use matching::rules::{Answer, Between, Place, Rule, Safety, Seeker, judge};
use store::{ReadTx, StoreError};
use values::birthdays::age_on;

use super::{FACTS, seeker};
use crate::{
    care::appointments::unsafe_for,
    person::{particulars, people::Person},
    work::opportunities::Opportunity,
};

/// The rules that hold everywhere.
const HARD: [Rule; 3] = [Rule::RightToWork, Rule::Age, Rule::Safety];

/// What is asked about.
pub(crate) struct Asked<'a> {
    /// The youngest age, and the oldest.
    pub(crate) ages: (u32, Option<u32>),
    /// Whether it is paid.
    pub(crate) is_paid: bool,
    /// The first day.
    pub(crate) starts_on: NaiveDate,
    /// Where it is.
    pub(crate) place: &'a str,
}

/// Returns the first day of an opportunity: today at the earliest.
pub(crate) fn first_day(one: &Opportunity, today: NaiveDate) -> NaiveDate {
    one.starts_on.unwrap_or(today).max(today)
}

impl<'a> Asked<'a> {
    /// Asks about an opportunity.
    pub(crate) fn of(one: &'a Opportunity, today: NaiveDate) -> Self {
        let some = |number: i32| u32::try_from(number).ok().filter(|number| *number > 0);
        Self {
            ages: (some(one.youngest).unwrap_or(0), some(one.oldest)),
            is_paid: one.is_hourly(),
            starts_on: first_day(one, today),
            place: &one.place,
        }
    }
}

/// What is known about one young person, as far as the rules need it.
pub(crate) struct HardRules {
    born_on: Option<NaiveDate>,
    seeker: Seeker,
    unsafe_places: Vec<(String, String)>,
}

impl HardRules {
    /// Gathers what is known.
    pub(crate) async fn of(tx: &mut ReadTx, person: &Person) -> Result<Self, StoreError> {
        let (council, id) = (person.standing.council, person.standing.id);
        let mut facts = particulars::current(tx, council, &[id], &FACTS).await?;
        let own = facts.remove(&id).unwrap_or_default();
        let said = |name: &str| own.get(name).filter(|text| !text.is_empty()).cloned();
        Ok(Self {
            born_on: person.fields.born_on,
            seeker: seeker(person, said),
            unsafe_places: particulars::unsafe_places(tx, council, id).await?,
        })
    }

    /// Returns why a place cannot be theirs, and who advises; `None` where nothing is against it. Whoever may not read what is restricted is not
    /// told what it is.
    pub(crate) fn refusal(&self, asked: &Asked<'_>, reads_restricted: bool) -> Option<String> {
        let seeker = Seeker {
            age: self.born_on.and_then(|born| age_on(born, asked.starts_on)),
            ..self.seeker.clone()
        };
        let place = Place {
            ages: asked.ages,
            is_paid: asked.is_paid,
            starts_on: Some(asked.starts_on),
            ..Place::default()
        };
        let named = unsafe_for(asked.place, &self.unsafe_places);
        let safety = match (named.is_empty(), reads_restricted) {
            (true, _) => Safety::Safe,
            (false, true) => Safety::Unsafe,
            (false, false) => Safety::Closed,
        };
        let between = Between {
            safety,
            ..Between::default()
        };
        let found = judge(&seeker, &place, between);
        let mut blocked = found.into_iter().filter(|one| HARD.contains(&one.rule));
        blocked.find_map(|one| match one.answer {
            Answer::Ask(_) => None,
            Answer::Blocks(why) => Some(match (one.rule, reads_restricted) {
                (Rule::RightToWork, true) => {
                    format!("{why} Volunteering may be possible: ask an immigration adviser first")
                }
                (Rule::RightToWork, false) => {
                    "Paid work cannot be agreed for them at present. Ask their coach".to_owned()
                }
                (Rule::Safety, true) => {
                    let why = named.first().map_or("", |(_, why)| why.as_str());
                    format!("The place is not safe for them: {why}. Choose another place")
                }
                _ => why.trim_end_matches('.').to_owned(),
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use matching::rules::RightToWork;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rules(right_to_work: RightToWork) -> HardRules {
        HardRules {
            born_on: Some(day("2009-06-01")),
            seeker: Seeker {
                leaves_school_on: Some(day("2025-06-27")),
                right_to_work,
                ..Seeker::default()
            },
            unsafe_places: vec![("Golborne Road".into(), "an old debt".into())],
        }
    }

    fn asked(place: &str, is_paid: bool, youngest: u32) -> Asked<'_> {
        Asked {
            ages: (youngest, None),
            is_paid,
            starts_on: day("2026-03-10"),
            place,
        }
    }

    #[test]
    fn paid_work_waits_for_the_end_of_school_and_a_taster_does_not() {
        let mut rules = rules(RightToWork::Yes);
        rules.seeker.leaves_school_on = Some(day("2026-06-26"));
        let refused = rules.refusal(&asked("The park", true, 0), false);
        let says = refused.unwrap_or_default();
        assert!(says.contains("school age until 26 June 2026"), "{says}");
        assert_eq!(rules.refusal(&asked("The park", false, 0), false), None);
        let later = Asked {
            starts_on: day("2026-06-27"),
            ..asked("The park", true, 0)
        };
        assert_eq!(rules.refusal(&later, false), None);
    }

    #[test]
    fn each_rule_refuses_with_its_reason_and_says_nothing_to_who_may_not_know() {
        let no = || RightToWork::No("Visitor, seen on 3 March 2026".into());
        for (rights, asked, whole, part) in [
            (RightToWork::Yes, asked("The park", true, 0), None, None),
            (RightToWork::Unknown, asked("The park", true, 0), None, None),
            (
                no(),
                asked("The park", true, 0),
                Some("does not allow paid work"),
                Some("Ask their coach"),
            ),
            (no(), asked("The park", false, 0), None, None),
            (
                RightToWork::Yes,
                asked("The park", true, 18),
                Some("ages 18 and over"),
                Some("ages 18 and over"),
            ),
            (
                RightToWork::Yes,
                asked("Café, 57 Golborne Rd", false, 0),
                Some("an old debt"),
                Some("cannot be used for them"),
            ),
        ] {
            let rules = rules(rights);
            for (reads, expected) in [(true, whole), (false, part)] {
                let refused = rules.refusal(&asked, reads);
                assert_eq!(refused.is_some(), expected.is_some(), "{refused:?}");
                let refused = refused.unwrap_or_default();
                assert!(refused.contains(expected.unwrap_or_default()), "{refused}");
                assert!(reads || !refused.contains("debt") && !refused.contains("Visitor"));
            }
        }
    }
}
