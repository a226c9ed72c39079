//! What cannot wait: that a young person is not doing well, would like help or a ring, wrote to us, or wrote something worrying.
//!
//! It stands first for whoever works with them until it has been dealt with. Someone says that they are on it; where nobody has after some working
//! hours, those who cover and the managers hear of it.

use std::{collections::HashSet, sync::LazyLock};

use chrono::{DateTime, Utc};
use programme::Said;
use store::StoreError;
use values::{AccountId, PersonId, calendar::Calendar};

use super::WishKind;
use crate::shell::clock;

/// After how many working hours others hear of it, where nobody is on it.
pub(crate) const HOURS: u32 = 4;

/// Something that cannot wait.
#[derive(Clone, Debug)]
pub(crate) struct Urgent {
    /// The young person.
    pub(crate) person: PersonId,
    /// What they said.
    pub(crate) said: Said,
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// When a worker said that they are on it, and who.
    pub(crate) taken: Option<(DateTime<Utc>, AccountId)>,
}

impl Urgent {
    /// Returns by when somebody says that they are on it.
    ///
    /// Errors: [`StoreError::Unreadable`] when the bank holidays of the year are not loaded.
    pub(crate) fn by(&self, calendar: &Calendar) -> Result<DateTime<Utc>, StoreError> {
        after_hours(calendar, self.at, HOURS)
    }
}

/// Returns the moment at which so many working hours have passed; after none, the one at which somebody is at work.
///
/// Errors: [`StoreError::Unreadable`] when the bank holidays of the year are not loaded.
pub(crate) fn after_hours(
    calendar: &Calendar,
    from: DateTime<Utc>,
    hours: u32,
) -> Result<DateTime<Utc>, StoreError> {
    let local = calendar.after_working_hours(clock::london(from), hours);
    let local = local.map_err(|error| StoreError::Unreadable(error.to_string()))?;
    Ok(clock::of_london(local))
}

/// What counts for a young person: what weighs most, and of that what was said first.
pub(crate) fn foremost(all: &[Urgent], person: PersonId) -> Option<&Urgent> {
    let own = all.iter().filter(|one| one.person == person);
    own.min_by_key(|one| (one.taken.is_some(), one.said, one.at))
}

/// Returns who has something that nobody is on after the hours for it.
///
/// Errors: as [`Urgent::by`].
pub(crate) fn left_alone(
    all: &[Urgent],
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<HashSet<PersonId>, StoreError> {
    let mut alone = HashSet::new();
    for one in all.iter().filter(|one| one.taken.is_none()) {
        if one.by(calendar)? <= now {
            alone.insert(one.person);
        }
    }
    Ok(alone)
}

/// Returns what somebody says who tells us how they are, where it cannot wait.
pub(super) fn felt(answer: &str, wants_help: bool, words: &str) -> Option<Said> {
    match (is_worrying(words), answer, wants_help) {
        (true, ..) => Some(Said::Worrying),
        (_, "bad", _) => Some(Said::Bad),
        (_, _, true) => Some(Said::Help),
        _ => None,
    }
}

/// Returns what somebody says who asks for something, where it cannot wait.
pub(crate) fn said_by(kind: WishKind, words: &str) -> Option<Said> {
    match kind {
        // The words are those of the promise.
        WishKind::NotCome => None,
        _ if is_worrying(words) => Some(Said::Worrying),
        WishKind::Ring => Some(Said::Ring),
        WishKind::Message => Some(Said::Wrote),
        _ => None,
    }
}

static WORRYING: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("worrying.txt").lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Returns whether words hold one of those that worry us. It is a hint to read them first, and says nothing about other words.
fn is_worrying(words: &str) -> bool {
    let letters = words.chars().map(|letter| match letter {
        '’' | '‘' | '`' => '\'',
        letter if letter.is_alphanumeric() || letter == '\'' || letter == '-' => letter,
        _ => ' ',
    });
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    let spaced = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = format!(" {spaced}");
    WORRYING.iter().any(|one| text.contains(&format!(" {one}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_worry_us_are_found_however_they_are_typed() {
        for words in [
            "I want to  DIE",
            "thinking about suicide again",
            "I can’t cope.\nAt all",
            "(kicked out) last night",
            "my ex threatened me",
        ] {
            assert!(is_worrying(words), "{words}");
        }
        for words in [
            "",
            "The interview went well",
            "I would like to diet",
            "Can you ring me about the drop-in?",
            "skill myself up",
        ] {
            assert!(!is_worrying(words), "{words}");
        }
    }

    #[test]
    fn the_words_of_a_promise_are_nothing_that_they_said() {
        let words = "It has not come: a room, so that they are not sleeping rough";
        assert_eq!(said_by(WishKind::NotCome, words), None);
        assert_eq!(said_by(WishKind::Other, words), Some(Said::Worrying));
    }

    #[test]
    fn every_worrying_word_is_plain_and_found_by_itself() {
        for one in WORRYING.iter() {
            assert_eq!(*one, one.to_lowercase());
            assert!(is_worrying(one), "{one}");
        }
    }

    #[test]
    fn what_nobody_is_on_weighs_more_than_what_somebody_is() {
        let (person, worker) = (
            PersonId(uuid::Uuid::from_u128(1)),
            AccountId(uuid::Uuid::from_u128(2)),
        );
        let at = |hour: u32| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
            day.and_hms_opt(hour, 0, 0).unwrap().and_utc()
        };
        let one = |said, hour, taken: bool| Urgent {
            person,
            said,
            at: at(hour),
            taken: taken.then_some((at(hour), worker)),
        };
        let all = [
            one(Said::Worrying, 9, true),
            one(Said::Wrote, 8, false),
            one(Said::Bad, 10, false),
            one(Said::Bad, 9, false),
        ];
        let first = foremost(&all, person).unwrap();
        assert_eq!((first.said, first.at), (Said::Bad, at(9)));
        let calendar = Calendar::england();
        assert!(left_alone(&all, &calendar, at(11)).unwrap().is_empty());
        assert_eq!(left_alone(&all, &calendar, at(13)).unwrap().len(), 1);
        assert!(left_alone(&all[..1], &calendar, at(16)).unwrap().is_empty());
    }
}
