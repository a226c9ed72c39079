//! Dates and counts as people read them.

use chrono::{DateTime, Datelike, Month, NaiveDate, Utc};
use govuk::{Html, Tag};
use values::{birthdays::age_on, phones};

use crate::shell::clock;

/// Shows a phone number as written, as a link that dials it; further numbers follow it, and a mere note is plain text.
pub fn telephone(written: &str) -> Html {
    let numbers = phones::read(written).numbers;
    let Some((first, others)) = numbers.split_first() else {
        return written.into();
    };
    let mut shown = Html::link(format!("tel:{first}"), written);
    for number in others {
        let further = Html::link(format!("tel:{number}"), number.as_str());
        shown = Html::joined([shown, Html::literal(", or "), further]);
    }
    shown
}

/// Returns `3 March 2026`.
pub fn day(date: NaiveDate) -> String {
    let month = Month::try_from(date.month() as u8).map_or("", |month| month.name());
    format!("{} {month} {}", date.day(), date.year())
}

/// Returns `3 March 2026`, or a phrase for an unknown day.
pub fn day_or(date: Option<NaiveDate>, otherwise: &str) -> String {
    date.map_or_else(|| otherwise.to_owned(), day)
}

/// Returns `3 March 2026 at 9:05am`, in London.
pub fn moment(moment: DateTime<Utc>) -> String {
    let local = clock::london(moment);
    format!("{} at {}", day(local.date()), local.format("%-I:%M%P"))
}

/// Returns `Friday 20 November`: the days that are near have no year.
pub fn weekday(date: NaiveDate) -> String {
    let month = Month::try_from(date.month() as u8).map_or("", |month| month.name());
    format!("{} {} {month}", date.format("%A"), date.day())
}

/// Returns a share in percent, rounded; nothing of nothing. Only all of it is 100.
pub fn percent(part: u64, whole: u64) -> Option<u64> {
    match whole {
        0 => None,
        whole if part == whole => Some(100),
        whole => Some(((part * 100 + whole / 2) / whole).min(99)),
    }
}

/// Returns `today`, `tomorrow`, or `Friday 20 November`.
pub fn day_from(date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => "today".into(),
        1 => "tomorrow".into(),
        -1 => "yesterday".into(),
        _ => weekday(date),
    }
}

/// Returns `today at 9:05am`, or `Friday 20 November at 9:05am`, in London.
pub fn moment_from(moment: DateTime<Utc>, today: NaiveDate) -> String {
    let local = clock::london(moment);
    let day = day_from(local.date(), today);
    format!("{day} at {}", local.format("%-I:%M%P"))
}

/// Returns `1 day`, `2 days`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        grouped(number),
        if number == 1 { one } else { many }
    )
}

/// The smallest number shown to a reader who may not see the people counted.
const FEW: u64 = 10;

/// Says how many more there are that the reader may not see. A small number is not given.
pub fn unseen(number: u64) -> Option<String> {
    match number {
        0 => None,
        few if few < FEW => Some("A few other young people".into()),
        many => Some(format!("{} other young people", grouped(many))),
    }
}

/// Returns `1,030`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns how far a due day is from today: `due today`, `due in 3 days`, `5 days overdue`.
pub fn due(on: NaiveDate, today: NaiveDate) -> String {
    let days = (on - today).num_days();
    match days {
        0 => "due today".into(),
        1 => "due tomorrow".into(),
        2.. => format!("due in {days} days"),
        -1 => "1 day overdue".into(),
        _ => format!("{} days overdue", -days),
    }
}

/// Returns the same as a tag: what is overdue looks different from what is to come.
pub fn due_tag(on: NaiveDate, today: NaiveDate) -> Tag {
    let words = due(on, today);
    if on < today {
        Tag::overdue(words)
    } else {
        Tag::due(words)
    }
}

/// Returns the age in whole years on a day; 0 before birth.
pub fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    age_on(born, today).map_or(0, |age| i32::try_from(age).unwrap_or(0))
}

/// Returns words for the middle of a sentence: with a small first letter, and names unchanged.
pub fn begin_low(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::super::words::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_due_day_is_told_from_today() {
        for (on, words) in [
            ("2026-03-10", "due today"),
            ("2026-03-11", "due tomorrow"),
            ("2026-03-13", "due in 3 days"),
            ("2026-03-09", "1 day overdue"),
            ("2026-03-01", "9 days overdue"),
        ] {
            assert_eq!(due(date(on), date("2026-03-10")), words);
        }
    }

    #[test]
    fn an_age_changes_on_the_birthday() {
        for (born, today, years) in [
            ("2004-03-10", "2026-03-09", 21),
            ("2004-03-10", "2026-03-10", 22),
            ("2004-02-29", "2025-02-28", 20),
            ("2004-02-29", "2025-03-01", 21),
        ] {
            assert_eq!(age(date(born), date(today)), years);
        }
    }
}
