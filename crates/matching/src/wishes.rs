//! The case for and against a match, besides the hard rules: a score explained in a sentence.
//!
//! A score sets the order and hides no one; people choose. What is not known moves no one up or down.
//!
//! Absent on purpose: where the facts come from.

use crate::{rules::Way, taxonomy::Near};

/// What an hour pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pay {
    /// Nothing.
    Nothing,
    /// Less than the living wage.
    BelowLivingWage,
    /// The living wage or more.
    LivingWage,
}

/// The nearness of work they named themselves.
const NAMED: u32 = 100;

/// What counts for something that is not known: neither for it nor against it.
const NOT_KNOWN: u32 = 50;

/// The case for and against a match, besides the hard rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// How near the work is to what they want, from 0 to 100, and what both share; `None` where nothing was understood.
    pub nearness: Option<(u32, Vec<&'static str>)>,
    /// What they are good at that it asks for.
    pub strengths: Vec<&'static str>,
    /// Whether it is in the kind of work that they want to leave behind.
    pub is_left_behind: bool,
    /// How much better off they would be a month, in pence; `None` where no one has worked it out.
    pub better_off_pence: Option<i64>,
    /// What an hour pays, against the living wage of the place; nothing where it is not known.
    pub pay: Option<Pay>,
    /// How long the journey takes.
    pub way: Way,
    /// How many of our young people who started there stayed 13 weeks: stayed, started.
    pub record: Option<(u32, u32)>,
}

impl Wishes {
    /// Takes how near an occupation is.
    pub fn near(mut self, near: &Near) -> Self {
        self.nearness = Some((near.percent, near.shared.clone()));
        self
    }

    /// Returns the score, from 0 to 100: what they want weighs 40, what they are good at 10, the journey 20, the money and the employer's
    /// record 15 each. What is not known counts as the middle, so that it moves no one up or down; a wish that the work answers counts above
    /// that, and one that it does not answer below. Work they want to leave behind loses half.
    pub fn score(&self) -> u32 {
        let wanted = match &self.nearness {
            None => NOT_KNOWN,
            Some((0, _)) => 0,
            Some((percent, _)) => NOT_KNOWN + percent.min(&100) / 2,
        };
        let way = self
            .way
            .minutes()
            .map_or(NOT_KNOWN, |minutes| 100 - minutes.min(100));
        let money = match self.better_off_pence {
            // Until someone has worked out what is left of it, the pay itself is used.
            None => match self.pay {
                None | Some(Pay::BelowLivingWage) => NOT_KNOWN,
                Some(Pay::Nothing) => 25,
                Some(Pay::LivingWage) => 75,
            },
            Some(pence) if pence <= 0 => 0,
            Some(pence) => u32::try_from(pence / 500).unwrap_or(100).min(100),
        };
        let record = match self.record {
            Some((lasted, started)) if started > 0 => lasted.min(started) * 100 / started,
            _ => NOT_KNOWN,
        };
        let good_at = if self.strengths.is_empty() {
            NOT_KNOWN
        } else {
            100
        };
        let whole = (wanted * 40 + good_at * 10 + way * 20 + money * 15 + record * 15) / 100;
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
            Some((NAMED, _)) => parts.push("it is the work they named".to_owned()),
            Some((_, shared)) if !shared.is_empty() => {
                parts.push(format!(
                    "it has what they like: {}",
                    shared.join(", ").to_lowercase()
                ));
            }
            Some(_) => parts.push("it has nothing in common with what they named".to_owned()),
            None => parts.push("what they would like is not known yet".to_owned()),
        }
        if !self.strengths.is_empty() {
            parts.push(format!(
                "they are good at {}",
                self.strengths.join(", ").to_lowercase()
            ));
        }
        if self.is_left_behind {
            parts.push("but they want to leave this kind of work behind".to_owned());
        }
        match self.way {
            Way::Said(minutes) => parts.push(format!("{minutes} minutes away")),
            Way::Likely(minutes) => parts.push(format!("about {minutes} minutes away")),
            Way::Unknown => {}
        }
        match self.better_off_pence {
            Some(pence) if pence > 0 => parts.push(format!("£{} a month better off", pence / 100)),
            Some(_) => parts.push("no better off".to_owned()),
            None => match self.pay {
                None => {}
                Some(Pay::Nothing) => parts.push("not paid".to_owned()),
                Some(Pay::BelowLivingWage) => {
                    parts.push("paid less than the living wage".to_owned());
                }
                Some(Pay::LivingWage) => parts.push("paid the living wage or more".to_owned()),
            },
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_score_is_explained() {
        let wishes = Wishes {
            nearness: Some((60, vec!["Animals", "Being outdoors"])),
            way: Way::Said(25),
            better_off_pence: Some(21_000),
            record: Some((3, 4)),
            ..Wishes::default()
        };
        assert_eq!(
            wishes.sentence(),
            "It has what they like: animals, being outdoors; 25 minutes away; £210 a month better off; 3 of 4 of our young people stayed 13 weeks."
        );
        let left = Wishes {
            is_left_behind: true,
            ..wishes.clone()
        };
        assert!(left.score() < wishes.score());
        assert!(left.sentence().contains("leave this kind of work behind"));
    }

    #[test]
    fn a_wish_that_fits_scores_above_what_is_not_known_and_one_that_does_not_below() {
        let score = |nearness| {
            let wishes = Wishes {
                nearness,
                ..Wishes::default()
            };
            wishes.score()
        };
        let unknown = score(None);
        assert!(score(Some((0, vec![]))) < unknown);
        let mut below = unknown;
        for percent in [20, 60, 100] {
            let some = score(Some((percent, vec!["Animals"])));
            assert!(some > below, "{percent}");
            below = some;
        }
    }

    proptest! {
        #[test]
        fn a_score_stays_within_its_bounds_and_a_cost_with_it(percent in 0u32..=100, travel in proptest::option::of(0u32..500), pence in proptest::option::of(-100_000i64..10_000_000), lasted in 0u32..9, started in 0u32..9, left: bool) {
            let wishes = Wishes { nearness: Some((percent, vec![])), is_left_behind: left, better_off_pence: pence, way: travel.map_or(Way::Unknown, Way::Said), record: Some((lasted, started)), ..Wishes::default() };
            prop_assert!(wishes.score() <= 100);
            prop_assert_eq!(wishes.cost(), u64::from(100 - wishes.score()));
        }
    }
}
