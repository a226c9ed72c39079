use super::*;
use chrono::Timelike;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Returns Easter Sunday of a year of the Gregorian calendar, by the anonymous computus.
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let march = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (march / 31) as u32, (march % 31 + 1) as u32).expect("a date")
}

fn last_monday(year: i32, month: u32) -> NaiveDate {
    let last = NaiveDate::from_ymd_opt(year, month, 31).expect("a month of 31 days");
    last - Days::new(last.weekday().num_days_from_monday().into())
}

/// Returns the days of a year by the standing rule, without anything moved or added by proclamation.
fn by_rule(year: i32) -> Vec<NaiveDate> {
    let on = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
    let new_year = match on(1, 1).weekday() {
        Weekday::Sat => on(1, 3),
        Weekday::Sun => on(1, 2),
        _ => on(1, 1),
    };
    let christmas = match on(12, 25).weekday() {
        Weekday::Fri => [on(12, 25), on(12, 28)],
        Weekday::Sat => [on(12, 27), on(12, 28)],
        Weekday::Sun => [on(12, 26), on(12, 27)],
        _ => [on(12, 25), on(12, 26)],
    };
    let early_may =
        NaiveDate::from_weekday_of_month_opt(year, 5, Weekday::Mon, 1).expect("a first Monday");
    let easter = easter(year);
    let mut days = vec![
        new_year,
        easter - Days::new(2),
        easter + Days::new(1),
        early_may,
    ];
    days.extend([
        last_monday(year, 5),
        last_monday(year, 8),
        christmas[0],
        christmas[1],
    ]);
    days.sort();
    days
}

#[test]
fn the_bank_holidays_follow_the_rule_but_for_the_days_moved_or_added_by_proclamation() {
    let calendar = Calendar::england();
    let changed = [
        ("2020-05-04", "2020-05-08"),
        ("2022-05-30", "2022-06-02"),
        ("", "2022-06-03"),
        ("", "2022-09-19"),
        ("", "2023-05-08"),
    ];
    let mut expected: Vec<NaiveDate> = calendar.years().flat_map(by_rule).collect();
    expected.retain(|kept| changed.iter().all(|(moved, _)| kept.to_string() != *moved));
    expected.extend(changed.iter().map(|(_, added)| day(added)));
    expected.sort();
    assert_eq!(
        calendar.holidays.keys().copied().collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn a_substitute_day_stands_for_a_holiday_at_the_weekend() {
    let calendar = Calendar::england();
    for (date, name) in [
        ("2020-12-28", Some("Boxing Day (substitute day)")),
        ("2021-12-27", Some("Christmas Day (substitute day)")),
        ("2021-12-28", Some("Boxing Day (substitute day)")),
        ("2022-01-03", Some("New Year's Day (substitute day)")),
        ("2022-12-26", Some("Boxing Day")),
        ("2022-12-27", Some("Christmas Day (substitute day)")),
        ("2026-12-28", Some("Boxing Day (substitute day)")),
        ("2027-12-25", None),
    ] {
        assert_eq!(calendar.bank_holiday(day(date)), name, "{date}");
    }
}

#[test]
fn working_days_are_counted_over_weekends_and_bank_holidays() {
    let calendar = Calendar::england();
    for (start, count, end) in [
        ("2026-03-03", 0, "2026-03-03"),
        ("2026-03-03", 10, "2026-03-17"),
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09"),
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-12-24", 1, "2026-12-29"),
        ("2022-06-01", 1, "2022-06-06"),
    ] {
        assert_eq!(
            calendar.add_working_days(day(start), count),
            Ok(day(end)),
            "{count} after {start}"
        );
        assert_eq!(
            calendar.working_days_between(day(start), day(end)),
            Ok(count),
            "{start} to {end}"
        );
    }
}

#[test]
fn a_year_that_is_not_loaded_is_said_and_not_guessed() {
    let calendar = Calendar::england();
    assert_eq!(
        calendar.is_working_day(day("2019-12-31")),
        Err(NoYear(2019))
    );
    assert_eq!(
        calendar.add_working_days(day("2028-12-29"), 1),
        Err(NoYear(2029))
    );
    assert_eq!(
        calendar.working_days_between(NaiveDate::MIN, NaiveDate::MAX),
        Err(NoYear(NaiveDate::MIN.year()))
    );
    assert_eq!(
        NoYear(2029).to_string(),
        "the bank holidays of 2029 are not loaded"
    );
}

#[test]
fn a_faulty_calendar_names_its_line() {
    for (text, error) in [
        ("", CalendarError::NoSpan),
        ("years 2027 to 2026", CalendarError::NoSpan),
        (
            "years 2026 to 2026\nyears 2027 to 2027",
            CalendarError::NoSpan,
        ),
        ("years 2026 to 2026\n2026-12-25", CalendarError::NotADay(2)),
        ("years 2026 to 2026\n25 December", CalendarError::NotADay(2)),
        (
            "years 2026 to 2026\n2027-01-01 New Year's Day",
            CalendarError::Misplaced(2),
        ),
        (
            "2026-12-25 Christmas Day\nyears 2026 to 2026",
            CalendarError::Misplaced(1),
        ),
        (
            "years 2026 to 2026\n2026-12-25 A\n2026-12-25 B",
            CalendarError::Misplaced(3),
        ),
    ] {
        assert_eq!(Calendar::parse(text), Err(error), "{text}");
    }
}

#[test]
fn working_hours_pass_from_nine_to_five_on_working_days() {
    let calendar = Calendar::england();
    let moment = |text: &str| text.parse::<NaiveDateTime>().expect("a moment");
    for (start, hours, end) in [
        ("2026-11-20T09:30:00", 4, "2026-11-20T13:30:00"),
        // A Friday afternoon, and the Monday after it.
        ("2026-11-20T15:00:00", 4, "2026-11-23T11:00:00"),
        ("2026-11-20T23:59:00", 4, "2026-11-23T13:00:00"),
        ("2026-11-22T10:00:00", 4, "2026-11-23T13:00:00"),
        ("2026-11-20T13:00:00", 4, "2026-11-20T17:00:00"),
        // Christmas.
        ("2026-12-24T16:00:00", 9, "2026-12-29T17:00:00"),
        ("2026-11-22T10:00:00", 0, "2026-11-23T09:00:00"),
    ] {
        let end = Ok(moment(end));
        assert_eq!(
            calendar.after_working_hours(moment(start), hours),
            end,
            "{start}"
        );
    }
}

proptest! {
    #[test]
    fn working_hours_are_counted_as_hour_by_hour(start in 0_i64..60_000, hours in 0_u32..60) {
        let calendar = Calendar::england();
        let begun = day("2020-01-01").and_hms_opt(0, 0, 0).expect("a moment") + TimeDelta::hours(start);
        let mut left = hours;
        let mut at = begun;
        let is_open = |at: NaiveDateTime| {
            calendar.is_working_day(at.date()) == Ok(true) && (9..17).contains(&at.hour())
        };
        while left > 0 {
            left -= u32::from(is_open(at));
            at += TimeDelta::hours(1);
        }
        let end = calendar.after_working_hours(begun, hours).expect("within the years");
        if hours == 0 {
            prop_assert!(is_open(end) && end >= begun);
        } else {
            prop_assert_eq!(end, at);
        }
    }

    #[test]
    fn counting_on_and_counting_between_undo_each_other(start in 0_u64..2900, count in 1_u32..80) {
        let calendar = Calendar::england();
        let start = day("2020-01-01") + Days::new(start);
        let end = calendar.add_working_days(start, count).expect("within the years");
        prop_assert!(end > start);
        prop_assert_eq!(calendar.is_working_day(end), Ok(true));
        prop_assert_eq!(calendar.working_days_between(start, end), Ok(count));
    }

    #[test]
    fn reading_a_calendar_never_panics(text in "(years [0-9 to]{0,12}\n)?[0-9A-Za-z \n-]{0,60}") {
        let _ = Calendar::parse(&text);
    }
}
