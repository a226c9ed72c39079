//! Days as people and spreadsheets write them.
//!
//! Easy to get wrong: 03/04/06 is three different days to three readers. A date that can mean more than one day is queried, never guessed.

use chrono::{Datelike, NaiveDate};

/// The earliest year that is accepted.
const FIRST_YEAR: i32 = 1900;

/// The last year that is accepted.
const LAST_YEAR: i32 = 2199;

/// Why a text is not a day. Shown as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayFault {
    /// The month can only be before the day.
    #[error("The month seems to come first. Give the date as DD/MM/YYYY or YYYY-MM-DD")]
    MonthFirst,
    /// The calendar has no such day.
    #[error("There is no such day. Correct the date")]
    NoSuchDay,
    /// The year is not in these two centuries.
    #[error("The year cannot be right. Correct the date")]
    FarYear,
    /// The year has two digits; the day it most likely is.
    #[error("Is this {}? Give the year with four digits", .0.format("%-d %B %Y"))]
    ShortYear(NaiveDate),
    /// This is not a day.
    #[error("This date cannot be read. Give it as DD/MM/YYYY, such as 31/01/2007")]
    Unreadable,
}

/// Returns the number of a month by its English name or its first three letters or more, in any case; or by its number.
pub fn month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = text.parse::<u32>() {
        return (1..=12).contains(&number).then_some(number);
    }
    if text.len() < 3 {
        return None;
    }
    let place = MONTHS.iter().position(|month| month.starts_with(&text));
    place.and_then(|place| u32::try_from(place + 1).ok())
}

/// Reads a day: DD/MM/YYYY, YYYY-MM-DD, the same with dots, hyphens, slashes or spaces, with the month as a word, or followed by a time.
/// `None` for an empty text.
///
/// Errors: [`DayFault`]; [`DayFault::ShortYear`] carries the day that is meant if the year is of this century, or of the last where that
/// would be after `today`.
pub fn read(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, DayFault> {
    let text = super::text::visible(text);
    if text.is_empty() {
        return Ok(None);
    }
    // Digits of other scripts are digits.
    let plain: String = text
        .chars()
        .map(|letter| {
            if letter.is_numeric() && !letter.is_ascii() {
                any_ascii::any_ascii_char(letter).to_owned()
            } else {
                letter.to_string()
            }
        })
        .collect();
    let parts = parts(&plain)?;
    let (year, month, day) = ordered(&parts)?;
    day_of(year, month, day, today).map(Some)
}

/// A part of a date: a number with its count of digits, or a month by its name.
#[derive(Clone, Copy)]
enum Part {
    Number(u32, usize),
    Month(u32),
}

/// Returns the three parts of a date, without a time after it or a weekday before it.
fn parts(text: &str) -> Result<Vec<Part>, DayFault> {
    let text = without_time(text);
    let mut parts = Vec::new();
    let split = |letter: char| matches!(letter, '/' | '-' | '.' | ',') || letter.is_whitespace();
    for word in text.split(split).filter(|word| !word.is_empty()) {
        if word.bytes().all(|sign| sign.is_ascii_digit()) {
            let number = word.parse().map_err(|_| DayFault::Unreadable)?;
            parts.push(Part::Number(number, word.len()));
        } else if let Some(number) = word
            .strip_suffix("st")
            .or_else(|| word.strip_suffix("nd"))
            .or_else(|| word.strip_suffix("rd"))
            .or_else(|| word.strip_suffix("th"))
            .and_then(|number| number.parse().ok())
        {
            parts.push(Part::Number(number, 2));
        } else if let Some(month) = month(word) {
            parts.push(Part::Month(month));
        } else if !(parts.is_empty() && is_weekday(word)) && word != "of" {
            return Err(DayFault::Unreadable);
        }
    }
    if parts.len() == 3 {
        Ok(parts)
    } else {
        Err(DayFault::Unreadable)
    }
}

/// Returns a date without the time of day that spreadsheets write after it.
fn without_time(text: &str) -> &str {
    let is_time = |tail: &str| {
        let tail = tail.trim_end_matches('Z');
        let tail = tail.split(['+', '.']).next().unwrap_or(tail);
        tail.contains(':')
            && tail
                .trim()
                .trim_end_matches(['A', 'P', 'a', 'p', 'M', 'm', ' '])
                .bytes()
                .all(|sign| sign.is_ascii_digit() || sign == b':')
    };
    match text.split_once(['T', ' ']) {
        Some((date, tail)) if is_time(tail) => date,
        _ => match text.rsplit_once(' ') {
            Some((date, tail)) if is_time(tail) => date,
            _ => text,
        },
    }
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    word.len() >= 2
        && [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ]
        .iter()
        .any(|day| day.starts_with(&word))
}

/// Returns year with its digits, month and day in this order.
fn ordered(parts: &[Part]) -> Result<((u32, usize), u32, u32), DayFault> {
    use Part::{Month, Number};

    match *parts {
        [Number(year, 4), Number(month, 1..=2), Number(day, 1..=2)] => Ok(((year, 4), month, day)),
        [
            Number(day, 1..=2),
            Number(month, 1..=2),
            Number(year, digits @ (2 | 4)),
        ] => Ok(((year, digits), month, day)),
        [
            Number(day, 1..=2),
            Month(month),
            Number(year, digits @ (2 | 4)),
        ]
        | [
            Month(month),
            Number(day, 1..=2),
            Number(year, digits @ (2 | 4)),
        ] => Ok(((year, digits), month, day)),
        [Number(year, 4), Month(month), Number(day, 1..=2)] => Ok(((year, 4), month, day)),
        _ => Err(DayFault::Unreadable),
    }
}

fn day_of(
    (year, digits): (u32, usize),
    month: u32,
    day: u32,
    today: NaiveDate,
) -> Result<NaiveDate, DayFault> {
    let year = i32::try_from(year).map_err(|_| DayFault::FarYear)?;
    if digits == 2 {
        let likely = match real(year + 2000, month, day)? {
            ahead if ahead > today => real(year + 1900, month, day)?,
            day => day,
        };
        return Err(DayFault::ShortYear(likely));
    }
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Err(DayFault::FarYear);
    }
    real(year, month, day)
}

fn real(year: i32, month: u32, day: u32) -> Result<NaiveDate, DayFault> {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Ok(date),
        None if month > 12 && NaiveDate::from_ymd_opt(year, day, month).is_some() => {
            Err(DayFault::MonthFirst)
        }
        None => Err(DayFault::NoSuchDay),
    }
}

/// Returns the day that is meant if day and month were swapped; `None` where there is no such day, or it is the same.
pub fn swapped(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.day(), day.month()).filter(|other| *other != day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_read_however_a_spreadsheet_writes_it() {
        let june = day("2006-06-15");
        for text in [
            "2006-06-15",
            "2006-06-15 00:00:00",
            "2006-06-15T00:00:00Z",
            "15/06/2006",
            "15/06/2006 00:00",
            "15/06/2006 12:30 PM",
            "15/6/2006",
            "15-Jun-2006",
            "15.06.2006",
            "15-06-2006",
            "2006/06/15",
            "15 June 2006",
            "15th June 2006",
            "June 15, 2006",
            "Thu 15 Jun 2006",
            "\u{202a}15/06/2006\u{202c}",
            "١٥/٠٦/٢٠٠٦",
        ] {
            assert_eq!(read(text, day("2026-11-20")), Ok(Some(june)), "{text}");
        }
        assert_eq!(read("  ", day("2026-11-20")), Ok(None));
    }

    #[test]
    fn what_can_mean_two_days_is_asked_about_and_what_is_none_is_refused() {
        for (text, fault) in [
            ("15/06/06", DayFault::ShortYear(day("2006-06-15"))),
            ("03/04/06", DayFault::ShortYear(day("2006-04-03"))),
            ("03/04/99", DayFault::ShortYear(day("1999-04-03"))),
            ("06/15/2006", DayFault::MonthFirst),
            ("29/02/2007", DayFault::NoSuchDay),
            ("31/06/2006", DayFault::NoSuchDay),
            ("15/06/1006", DayFault::FarYear),
            ("2006-06", DayFault::Unreadable),
            ("soon", DayFault::Unreadable),
            ("38518", DayFault::Unreadable),
        ] {
            assert_eq!(read(text, day("2026-11-20")), Err(fault), "{text}");
        }
        assert_eq!(
            read("29/02/2008", day("2026-11-20")),
            Ok(Some(day("2008-02-29")))
        );
    }

    #[test]
    fn a_month_has_a_name_or_a_number() {
        for (text, number) in [
            ("Dec", Some(12)),
            ("sept", Some(9)),
            ("JUNE", Some(6)),
            ("ju", None),
            ("7", Some(7)),
            ("13", None),
            ("", None),
        ] {
            assert_eq!(month(text), number, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_in_a_day_or_a_fault(text in ".{0,40}") {
            let _read = read(&text, day("2026-11-20"));
        }
    }
}
