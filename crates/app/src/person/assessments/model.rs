//! What a deep dive holds, and how its ratings are written down.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use programme::{Barrier, Rating, Ratings, Readiness};
use values::{AccountId, AssessmentId, PersonId, ProgrammeVersionId};

/// Which form a deep dive has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Everything.
    #[default]
    Full,
    /// For ages 14 to 16, at a Personal Education Plan meeting: strengths and aspirations, and only what gets in the way at school.
    Short,
}

impl Kind {
    /// Returns the code that is stored and used in URLs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
        }
    }

    /// Reads a code. An unknown one means the full form.
    pub fn parse(code: &str) -> Self {
        if code == "short" {
            Self::Short
        } else {
            Self::Full
        }
    }

    /// Returns what it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "Deep dive",
            Self::Short => "Looking ahead",
        }
    }

    /// Returns the barriers that it asks about.
    pub fn barriers(self) -> Vec<Barrier> {
        const AT_SCHOOL: [Barrier; 7] = [
            Barrier::Health,
            Barrier::Confidence,
            Barrier::Travel,
            Barrier::English,
            Barrier::Digital,
            Barrier::Structure,
            Barrier::Support,
        ];
        match self {
            Self::Full => Barrier::ALL.to_vec(),
            Self::Short => AT_SCHOOL.to_vec(),
        }
    }
}

/// Barrier by barrier, rated by the young person and by the worker.
pub type Rated = BTreeMap<Barrier, Ratings>;

/// What was said in a deep dive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAssessment {
    /// Which form.
    pub kind: Kind,
    /// The day.
    pub held_on: Option<NaiveDate>,
    /// What they are good at and proud of.
    pub strengths: String,
    /// The work or learning that they want.
    pub work_wanted: String,
    /// The work that they want to leave behind, or not do again.
    pub work_to_leave: String,
    /// Anything else, in their own words.
    pub own_words: String,
    /// Readiness for work.
    pub readiness: Option<Readiness>,
    /// What gets in the way.
    pub ratings: Rated,
    /// What they say about it, in their own words.
    pub about: BTreeMap<Barrier, String>,
    /// Answers to the programme's own questions, by the question's key.
    pub answers: Vec<(String, String)>,
}

/// A deep dive as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Its id.
    pub id: AssessmentId,
    /// The young person.
    pub person: PersonId,
    /// What was said.
    pub said: NewAssessment,
    /// The version of the programme that made the suggestion.
    pub version: Option<ProgrammeVersionId>,
    /// The stage that was suggested, or empty.
    pub suggested_stage: String,
    /// Why, sentence by sentence.
    pub because: Vec<String>,
    /// The stage that a worker chose; empty until then.
    pub chosen_stage: String,
    /// Why, where it is not the one suggested.
    pub chosen_because: String,
    /// Who made it.
    pub by: Option<AccountId>,
}

impl Assessment {
    /// Returns whether it can be gone on with: nothing has been decided on it yet.
    pub fn is_open(&self) -> bool {
        self.chosen_stage.is_empty()
    }
}

/// What stands before a barrier among the answers that are stored. No question's key has it.
const ABOUT: &str = "about:";

/// Writes down the answers to the programme's questions, and what was said about barriers.
pub fn answers_text(said: &NewAssessment) -> String {
    let about = said.about.iter();
    let about = about.map(|(barrier, words)| (format!("{ABOUT}{}", barrier.code()), words));
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&said.answers)
        .extend_pairs(about)
        .finish()
}

/// Reads answers back into what was said.
pub fn read_answers(said: &mut NewAssessment, text: &str) {
    for (key, answer) in form_urlencoded::parse(text.as_bytes()).into_owned() {
        match key.strip_prefix(ABOUT) {
            None => said.answers.push((key, answer)),
            Some(code) => said
                .about
                .extend(Barrier::parse(code).map(|one| (one, answer))),
        }
    }
}

/// Writes ratings down: `health=2/1 housing=-/3`.
pub fn ratings_text(ratings: &Rated) -> String {
    let one = |rating: Option<Rating>| rating.map_or("-", Rating::code);
    let parts = ratings.iter().map(|(barrier, rated)| {
        format!("{}={}/{}", barrier.code(), one(rated.own), one(rated.coach))
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// Reads ratings back. What is no longer known is left out.
pub fn parse_ratings(text: &str) -> Rated {
    let pairs = text.split(' ').filter_map(|part| {
        let (barrier, rated) = part.split_once('=')?;
        let (own, coach) = rated.split_once('/')?;
        let rated = Ratings {
            own: Rating::parse(own),
            coach: Rating::parse(coach),
        };
        Some((Barrier::parse(barrier)?, rated))
    });
    pairs.collect()
}

/// Returns the barriers rated [`Rating::Much`] or higher, by the higher of the two ratings, worst first.
pub fn most_in_the_way(ratings: &Rated) -> Vec<(Barrier, Rating)> {
    let mut worst: Vec<_> = ratings
        .iter()
        .filter_map(|(barrier, rated)| Some((*barrier, rated.highest()?)))
        .filter(|(_, rating)| *rating >= Rating::Much)
        .collect();
    worst.sort_by_key(|(barrier, rating)| (std::cmp::Reverse(*rating), *barrier));
    worst
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::model::*;

    fn rating() -> impl Strategy<Value = Option<Rating>> {
        proptest::option::of(proptest::sample::select(Rating::ALL.to_vec()))
    }

    proptest! {
        #[test]
        fn ratings_are_read_as_they_were_written(
            pairs in proptest::collection::btree_map(
                proptest::sample::select(Barrier::ALL.to_vec()),
                (rating(), rating()),
                0..8,
            )
        ) {
            let rated: Rated = pairs
                .into_iter()
                .map(|(barrier, (own, coach))| (barrier, Ratings { own, coach }))
                .collect();
            prop_assert_eq!(parse_ratings(&ratings_text(&rated)), rated);
        }

        #[test]
        fn any_text_can_be_read_as_ratings(text in ".*") {
            parse_ratings(&text);
        }
    }

    #[test]
    fn answers_and_words_about_barriers_are_read_as_they_were_written() {
        let said = NewAssessment {
            answers: vec![("work".into(), "Indoors & out".into())],
            about: BTreeMap::from([(Barrier::Housing, "On a sofa = not mine".into())]),
            ..NewAssessment::default()
        };
        let mut read = NewAssessment::default();
        read_answers(&mut read, &answers_text(&said));
        assert_eq!(read, said);
    }

    #[test]
    fn the_higher_rating_counts_and_the_worst_comes_first() {
        let rated = parse_ratings("confidence=1/2 debt=3/0 travel=1/- housing=-/3");
        let worst: Vec<_> = most_in_the_way(&rated)
            .into_iter()
            .map(|(barrier, _)| barrier.code())
            .collect();
        assert_eq!(worst, ["housing", "debt", "confidence"]);
    }
}
