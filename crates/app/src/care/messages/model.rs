//! A message, when it may go out, and what it must not say. No async.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use values::{AppointmentId, PersonId};

use crate::{
    person::people::Person,
    post::{outbox::Purpose, transport::Channel},
};

/// The longest text message, in characters: what four parts hold.
pub const LONGEST_TEXT: usize = 612;

/// A message to a young person.
#[derive(Clone, Debug)]
pub struct Note {
    /// The young person.
    pub person: PersonId,
    /// How it is sent.
    pub channel: Channel,
    /// The number or the address.
    pub recipient: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The subject of an email; it gives nothing away.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The language, as `en`.
    pub language: String,
    /// Not before this time in London; `None` for at once.
    pub not_before: Option<NaiveDateTime>,
    /// A reference, of which only one message may be sent; empty for none.
    pub reference: String,
}

/// The subject of every email to a young person.
pub const SUBJECT: &str = "A message for you";

impl Note {
    /// Makes the message with a link to a young person's own pages. They have asked for it, so it goes out at once.
    pub fn link(person: &Person, to: &str, link: &str) -> Self {
        Self {
            person: person.standing.id,
            channel: channel_of(to),
            recipient: to.to_owned(),
            purpose: Purpose::OwnLink,
            subject: SUBJECT.into(),
            body: format!("Here is your link: {link}"),
            language: "en".into(),
            not_before: None,
            reference: String::new(),
        }
    }
}

/// Returns a gap in a template that has not been filled in, such as `{name}`, `((date))` or `[time]`.
pub fn unfilled(text: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    [("((", "))"), ("{", "}"), ("[", "]"), ("<<", ">>")]
        .into_iter()
        .find_map(|(opens, closes)| {
            let start = text.find(opens)?;
            let end = start + text[start..].find(closes)? + closes.len();
            let inside = text[start..end].trim_matches(['(', ')', '{', '}', '[', ']', '<', '>']);
            let is_gap = inside.chars().count() <= LONGEST
                && !inside.contains('\n')
                && inside.chars().any(char::is_alphabetic);
            is_gap.then(|| &text[start..end])
        })
}

/// Returns how something is sent to a number or an address.
pub fn channel_of(to: &str) -> Channel {
    if to.contains('@') {
        Channel::Email
    } else {
        Channel::Text
    }
}

/// The hours when nothing goes out automatically: from eight in the evening to eight in the morning, London time.
const QUIET: (u32, u32) = (20, 8);

/// When a message may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At once.
    Now,
    /// Not before this time.
    Later(NaiveDateTime),
    /// Not known, because their safe times are written in words. A worker decides.
    Ask,
}

/// Says when something may go out: outside quiet hours, and within the times that a young person gave as safe.
///
/// `safe` is what was typed, such as "after 4pm" or "9am to 5pm". Anything else is for a worker to decide.
pub fn when(now: NaiveDateTime, safe: &str) -> When {
    let safe = safe.trim();
    let window = if safe.is_empty() {
        Some((hour(QUIET.1), hour(QUIET.0)))
    } else {
        safe_window(safe)
    };
    let Some((from, until)) = window else {
        return When::Ask;
    };
    let from = from.max(hour(QUIET.1));
    let until = until.min(hour(QUIET.0));
    if from >= until {
        return When::Ask;
    }
    if now.time() < from {
        When::Later(now.date().and_time(from))
    } else if now.time() >= until {
        When::Later((now.date() + TimeDelta::days(1)).and_time(from))
    } else {
        When::Now
    }
}

fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}

/// Reads "after 4pm", "before noon", "9am to 5pm", "evenings", "any time". `None` for everything else.
fn safe_window(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let folded = text.to_lowercase().replace("noon", "12pm");
    let folded = folded.trim_end_matches('.');
    let time = |text: &str| {
        let read = crate::shell::web::form::time_of_day(text).ok()?;
        NaiveTime::parse_from_str(&read, "%H:%M").ok()
    };
    let end = NaiveTime::from_hms_opt(23, 59, 0)?;
    match folded {
        "any time" | "anytime" | "always" => return Some((NaiveTime::MIN, end)),
        "mornings" | "in the morning" => return Some((hour(8), hour(12))),
        "afternoons" | "in the afternoon" => return Some((hour(12), hour(17))),
        "evenings" | "in the evening" => return Some((hour(17), hour(20))),
        _ => {}
    }
    if let Some(from) = folded.strip_prefix("after ") {
        return Some((time(from)?, end));
    }
    if let Some(until) = folded.strip_prefix("before ") {
        return Some((NaiveTime::MIN, time(until)?));
    }
    let (from, until) = folded
        .split_once(" to ")
        .or_else(|| folded.split_once('-'))?;
    Some((time(from.trim())?, time(until.trim())?))
}

/// Words that give away what a message is about, if someone else reads it.
const TELLING: &[&str] = &[
    "care leaver",
    "care-experienced",
    "leaving care",
    "in care",
    "foster",
    "social worker",
    "personal adviser",
    "social care",
    "council",
    "programme",
    "pathway plan",
    "foothold",
    "neet",
    "probation",
    "strand",
];

/// Returns the words of a message that give away what it is about. `council` is the council's name.
pub fn telling_words(body: &str, council: &str) -> Vec<String> {
    let folded = body.to_lowercase();
    let stands = |word: &str| {
        folded.match_indices(word).any(|(at, _)| {
            let before = folded[..at].chars().next_back();
            let after = folded[at + word.len()..].chars().next();
            let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            !is_letter(before) && !is_letter(after)
        })
    };
    let council = council.to_lowercase();
    let all = TELLING.iter().copied().chain([council.as_str()]);
    all.filter(|word| !word.is_empty() && stands(word))
        .map(str::to_owned)
        .collect()
}

/// Returns the reference of the reminder of an appointment on a day. A moved appointment has another.
pub fn reminder_reference(appointment: impl std::fmt::Display, on: NaiveDate) -> String {
    format!("reminder-{appointment}-{on}")
}

/// Returns the appointment and its day that a message with a reference reminds of: the young person, or somebody around them.
pub fn reminded_of(reference: &str) -> Option<(AppointmentId, NaiveDate)> {
    let rest = reference.strip_prefix("reminder-")?;
    let (id, rest) = rest.split_at_checked(ID_LENGTH)?;
    let on = rest.strip_prefix('-')?.get(..DAY_LENGTH)?;
    Some((id.parse().ok()?, on.parse().ok()?))
}

/// How long an id and a day are in text.
const ID_LENGTH: usize = 36;
const DAY_LENGTH: usize = 10;

#[cfg(test)]
mod tests {
    use super::super::model::*;

    #[test]
    fn a_reference_says_what_it_reminds_of() {
        let (id, on) = (
            AppointmentId(uuid::Uuid::from_u128(7)),
            NaiveDate::from_ymd_opt(2026, 11, 25).unwrap(),
        );
        let own = reminder_reference(id, on);
        assert_eq!(reminded_of(&own), Some((id, on)));
        let around = format!("{own}-{}", uuid::Uuid::from_u128(8));
        assert_eq!(reminded_of(&around), Some((id, on)));
        for other in ["", "reminder-", "reminder-7-2026-11-25", "news-é"] {
            assert_eq!(reminded_of(other), None, "{other}");
        }
    }

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn a_gap_that_nobody_filled_is_found() {
        for (text, gap) in [
            ("See you at {time}.", Some("{time}")),
            ("Dear ((name)), hello", Some("((name))")),
            ("On [day of the visit]", Some("[day of the visit]")),
            ("Bye :) (maybe at 3)", None),
            ("See you at 3pm", None),
        ] {
            assert_eq!(unfilled(text), gap, "{text}");
        }
    }

    #[test]
    fn quiet_hours_and_safe_times_are_kept() {
        use When::{Ask, Later, Now};
        for (now, safe, expected) in [
            ("2026-11-20 10:00", "", Now),
            ("2026-11-20 07:59", "", Later(at("2026-11-20 08:00"))),
            ("2026-11-20 20:00", "", Later(at("2026-11-21 08:00"))),
            (
                "2026-11-20 10:00",
                "after 4pm",
                Later(at("2026-11-20 16:00")),
            ),
            (
                "2026-11-20 21:00",
                "After 4pm.",
                Later(at("2026-11-21 16:00")),
            ),
            (
                "2026-11-20 12:00",
                "before noon",
                Later(at("2026-11-21 08:00")),
            ),
            ("2026-11-20 12:00", "9am to 5pm", Now),
            ("2026-11-20 18:00", "evenings", Now),
            ("2026-11-20 12:00", "when her brother is out", Ask),
            ("2026-11-20 12:00", "after 10pm", Ask),
        ] {
            assert_eq!(when(at(now), safe), expected, "{now} {safe}");
        }
    }

    #[test]
    fn words_that_give_it_away_are_found_and_others_are_not() {
        for (body, found) in [
            ("Hi Tara, see you tomorrow at 2. Asha", vec![]),
            ("Your council plan", vec!["council"]),
            ("Take care! Asha", vec![]),
            ("The Northtown Programme", vec!["programme", "northtown"]),
            ("The careers fair", vec![]),
            ("As a care leaver you can", vec!["care leaver"]),
        ] {
            assert_eq!(telling_words(body, "Northtown"), found, "{body}");
        }
    }
}
