//! A young person and an opportunity, as the rules and wishes see them. No async.

use std::collections::HashMap;

use better_off::{
    question::Question,
    wages::{Place::London, Wages},
};
use chrono::NaiveDate;
use matching::{
    assignment::{Problem, ProblemError},
    rules::{Answer, Barred, Between, Finding, Place, Rule, Safety, Seeker, Way, judge, unlocks},
    taxonomy::{Taxonomy, Wish},
    wishes::{Pay, Wishes},
};
use values::{OpportunityId, PersonId, birthdays::age_on};

use super::districts::Districts;
use crate::{
    care::appointments::unsafe_for,
    work::{
        applications::Step,
        hard_rules::{first_day, is_left_behind},
        opportunities::{Opportunity, terms},
    },
};

/// A young person, with what the worker may read about them.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) person: PersonId,
    pub(super) born: Option<NaiveDate>,
    /// Everything but the age, which depends on the first day of each place.
    pub(super) seeker: Seeker,
    pub(super) wanted: Wish,
    pub(super) good_at: Wish,
    pub(super) left: Wish,
    /// Places to keep away from, each with the reason.
    pub(super) unsafe_places: Vec<(String, String)>,
    /// Whether restricted facts may be named.
    pub(super) shows_restricted: bool,
    /// The postcode district where they live.
    pub(super) district: Option<String>,
    /// Minutes to places, as entered by a worker.
    pub(super) ways: HashMap<OpportunityId, u32>,
    /// Their open applications, with the step.
    pub(super) goes_for: HashMap<OpportunityId, Step>,
    /// The answers when an offer was last worked out with them.
    pub(super) money: Option<Question>,
}

/// An open opportunity.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub(super) opportunity: Opportunity,
    pub(super) employer: String,
    /// How many places are free.
    pub(super) free: u32,
    /// How many of our young people who started at the employer stayed 13 weeks: stayed, started.
    pub(super) record: Option<(u32, u32)>,
    /// The first day, today at the earliest.
    starts_on: NaiveDate,
    /// What the rules look at.
    place: Place,
    /// What the wishes look at.
    pay: Option<Pay>,
}

impl Offer {
    /// Works out what is the same for every young person.
    pub(super) fn new(
        opportunity: Opportunity,
        employer: String,
        free: u32,
        record: Option<(u32, u32)>,
        today: NaiveDate,
    ) -> Self {
        let one = &opportunity;
        let starts_on = first_day(one, today);
        let some = |number: i32| u32::try_from(number).ok().filter(|number| *number > 0);
        Self {
            starts_on,
            place: Place {
                ages: (some(one.youngest).unwrap_or(0), some(one.oldest)),
                is_paid: one.is_hourly(),
                starts_on: Some(starts_on),
                weekly_minutes: some(one.weekly_minutes),
                needs_dbs: one.needs_dbs,
                adjustments: one.adjustments.clone(),
            },
            pay: pay(one, starts_on),
            opportunity,
            employer,
            free,
            record,
        }
    }
}

/// How a young person and an opportunity fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) findings: Vec<Finding>,
    pub(super) wishes: Wishes,
}

impl Fit {
    /// Returns whether no rule rules it out.
    pub(super) fn is_possible(&self) -> bool {
        !self.findings.iter().any(Finding::blocks)
    }

    /// Lists what rules it out: the rule, and why.
    pub(super) fn refusals(&self) -> impl Iterator<Item = (Rule, &str)> {
        self.findings.iter().filter_map(|one| match &one.answer {
            Answer::Blocks(why) => Some((one.rule, why.as_str())),
            Answer::Ask(_) => None,
        })
    }

    /// Lists what to ask first.
    pub(super) fn questions(&self) -> Vec<&str> {
        let asked = self.findings.iter().filter_map(|one| match &one.answer {
            Answer::Ask(text) => Some(text.as_str()),
            Answer::Blocks(_) => None,
        });
        asked.collect()
    }
}

/// How much a young person would like a kind of work.
#[derive(Clone, Default)]
struct Liking {
    nearness: Option<(u32, Vec<&'static str>)>,
    strengths: Vec<&'static str>,
    is_left_behind: bool,
}

/// How close a sector can come if the kind of work in it is not known: it may be a different one.
const SECTOR_AT_MOST: u32 = 70;

fn near(wish: &Wish, occupation: &str, sector: &str) -> Option<(u32, Vec<&'static str>)> {
    let table = Taxonomy::known();
    if wish.is_empty() {
        return None;
    }
    match table.occupation(occupation) {
        Some(occupation) => {
            let near = table.nearness(wish, occupation);
            Some((near.percent, near.shared))
        }
        None => {
            let near = table.sector(wish, sector)?;
            Some((near.percent.min(SECTOR_AT_MOST), near.shared))
        }
    }
}

fn liking(who: &Candidate, one: &Opportunity) -> Liking {
    let of = |wish| near(wish, &one.occupation, &one.sector);
    Liking {
        nearness: of(&who.wanted),
        strengths: of(&who.good_at).map_or_else(Vec::new, |(_, shared)| shared),
        is_left_behind: is_left_behind(&who.left, (&one.occupation, &one.sector)),
    }
}

/// Judges how a young person fits each of some opportunities, in their order.
pub(super) fn fits<'a>(who: &Candidate, offers: &'a [Offer], districts: &Districts) -> Vec<Fit> {
    let mut likings: HashMap<(&'a str, &'a str), Liking> = HashMap::new();
    let fit = |offer: &'a Offer| {
        let one: &'a Opportunity = &offer.opportunity;
        let key = (one.occupation.as_str(), one.sector.as_str());
        let liking = likings.entry(key).or_insert_with(|| liking(who, one));
        fit(who, offer, liking.clone(), districts)
    };
    offers.iter().map(fit).collect()
}

/// Returns the hourly pay against the London Living Wage; nothing if no rate is known for the day.
fn pay(one: &Opportunity, on: NaiveDate) -> Option<Pay> {
    if !one.is_hourly() {
        return Some(Pay::Nothing);
    }
    let living = Wages::known().living(on, 18, London)?;
    Some(if i64::from(one.hourly_pence) >= living.pence {
        Pay::LivingWage
    } else {
        Pay::BelowLivingWage
    })
}

/// Returns how much better off they would be a month, from the answers when an offer was last worked out with them.
fn better_off_with(who: &Candidate, offer: &Offer) -> Option<i64> {
    let question = who.money.as_ref()?;
    let is_known = better_off::parameters::Rules::on(offer.starts_on).is_ok();
    let terms = terms(&offer.opportunity, offer.starts_on).filter(|_| is_known)?;
    Some(question.about(terms).better_off().0)
}

fn fit(who: &Candidate, offer: &Offer, liking: Liking, districts: &Districts) -> Fit {
    let one = &offer.opportunity;
    let is_unsafe = !unsafe_for(&one.place, &who.unsafe_places).is_empty();
    let safety = match (is_unsafe, who.shows_restricted) {
        (false, _) => Safety::Safe,
        (true, true) => Safety::Unsafe,
        (true, false) => Safety::Closed,
    };
    let seeker = Seeker {
        age: who.born.and_then(|born| age_on(born, offer.starts_on)),
        ..who.seeker.clone()
    };
    let likely = || {
        let from = who.district.as_deref()?;
        districts.minutes(from, &one.district)
    };
    let way = match who.ways.get(&one.id) {
        Some(minutes) => Way::Said(*minutes),
        None => likely().map_or(Way::Unknown, Way::Likely),
    };
    Fit {
        findings: judge(&seeker, &offer.place, Between { safety, way }),
        wishes: Wishes {
            nearness: liking.nearness,
            strengths: liking.strengths,
            is_left_behind: liking.is_left_behind,
            better_off_pence: better_off_with(who, offer),
            pay: offer.pay,
            way,
            record: offer.record,
        },
    }
}

/// What the best overall assignment looks at of a pair: of hundreds of thousands, nobody keeps the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) barred: Barred,
    /// What the wishes make of it; the less, the better.
    cost: i64,
}

impl Verdict {
    pub(super) fn of(fit: &Fit) -> Self {
        Self {
            barred: Barred::of(&fit.findings),
            cost: fit.wishes.cost().cast_signed(),
        }
    }

    /// Returns whether no rule rules it out.
    pub(super) fn is_possible(self) -> bool {
        self.barred == Barred::Not
    }
}

/// Judges how a young person fits one opportunity.
pub(super) fn fit_of(who: &Candidate, offer: &Offer, districts: &Districts) -> Fit {
    fit(who, offer, liking(who, &offer.opportunity), districts)
}

/// Which rule alone is in the way, and for how many.
pub(super) type Unlocked = Vec<(Rule, usize)>;

/// Who goes where, who has no place, and which places stay open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Whole {
    /// Each young person with the place and how they fit: indexes.
    pub(super) placed: Vec<(usize, usize)>,
    /// Those without a place: the index, and which rule alone is in the way for how many of the places left open.
    pub(super) unplaced: Vec<(usize, Unlocked)>,
    /// Places left open: the index, how many, and which rule alone is in the way for how many of those without a place.
    pub(super) open: Vec<(usize, u32, Unlocked)>,
}

/// Finds the best overall assignment: as many young people as possible, and among those the highest total score. What
/// one change would unlock is counted over the places left open, so that it would really give someone a place.
///
/// `verdicts` holds, for each young person, how they fit each offer.
///
/// Errors: [`ProblemError`], which scores from 0 to 100 do not lead to.
pub(super) fn assign(verdicts: &[Vec<Verdict>], free: &[u32]) -> Result<Whole, ProblemError> {
    let mut pairs = Vec::new();
    for (person, row) in (0..).zip(verdicts) {
        for (place, verdict) in (0..).zip(row) {
            if verdict.is_possible() {
                pairs.push((person, place, verdict.cost));
            }
        }
    }
    let problem = Problem::from_pairs(verdicts.len(), free.to_vec(), &pairs)?;
    drop(pairs);
    let mut left = free.to_vec();
    let mut whole = Whole::default();
    let mut without = Vec::new();
    for (person, pair) in problem.assign().pairs.into_iter().enumerate() {
        match pair.and_then(|pair| problem.pairs(person).nth(pair)) {
            Some((place, _)) => {
                let place = place as usize;
                left[place] -= 1;
                whole.placed.push((person, place));
            }
            None => without.push(person),
        }
    }
    let of = |person: usize, place: usize| verdicts[person][place].barred;
    let open: Vec<usize> = (0..free.len()).filter(|place| left[*place] > 0).collect();
    for person in &without {
        let found = unlocks(open.iter().map(|place| of(*person, *place)));
        whole.unplaced.push((*person, found));
    }
    for place in open {
        let found = unlocks(without.iter().map(|person| of(*person, place)));
        whole.open.push((place, left[place], found));
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::super::model::*;
    use proptest::prelude::*;

    fn verdicts(fits: &[Vec<Fit>]) -> Vec<Vec<Verdict>> {
        let row = |row: &Vec<Fit>| row.iter().map(Verdict::of).collect();
        fits.iter().map(row).collect()
    }

    fn blocked(rules: &[Rule]) -> Fit {
        let findings = rules.iter().map(|rule| Finding {
            rule: *rule,
            answer: Answer::Blocks("no".into()),
        });
        Fit {
            findings: findings.collect(),
            wishes: Wishes::default(),
        }
    }

    #[test]
    fn whoever_gets_no_place_learns_what_one_change_would_unlock() {
        let fits = vec![
            vec![blocked(&[]), blocked(&[])],
            vec![blocked(&[]), blocked(&[Rule::Travel])],
            vec![blocked(&[]), blocked(&[Rule::Age, Rule::Travel])],
        ];
        let whole = assign(&verdicts(&fits), &[1, 2]).unwrap();
        assert_eq!(whole.placed.len(), 2, "as many as possible");
        assert!(whole.placed.contains(&(0, 1)));
        let (person, unlocked) = &whole.unplaced[0];
        let expected = if *person == 1 {
            vec![(Rule::Travel, 1)]
        } else {
            vec![]
        };
        assert_eq!(*unlocked, expected);
        assert_eq!(whole.open[0].0, 1);
        assert_eq!(whole.open[0].1, 1);
    }

    proptest! {
        #[test]
        fn no_rule_is_passed_over_and_no_place_taken_twice(
            people in proptest::collection::vec(proptest::collection::vec(0u8..2, 4), 0..8),
            free in proptest::collection::vec(0u32..3, 4),
        ) {
            let fits: Vec<Vec<Fit>> = people
                .iter()
                .map(|row| row.iter().map(|kind| match kind {
                    0 => blocked(&[]),
                    _ => blocked(&[Rule::Safety]),
                }).collect())
                .collect();
            let whole = assign(&verdicts(&fits), &free).unwrap();
            let mut left = free.clone();
            for (person, place) in &whole.placed {
                prop_assert!(fits[*person][*place].is_possible());
                prop_assert!(left[*place] > 0);
                left[*place] -= 1;
            }
            prop_assert_eq!(whole.placed.len() + whole.unplaced.len(), people.len());
            let open: u32 = whole.open.iter().map(|(_, count, _)| count).sum();
            prop_assert_eq!(open, left.iter().sum::<u32>());
        }
    }
}
