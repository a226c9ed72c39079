//! Wages, compared with the rates as published.

use better_off::wages::{NoRate, Place, Wages, Work};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use values::birthdays::age_on;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn apprentice(since: &str) -> Work {
    Work::Apprentice { since: day(since) }
}

#[test]
fn the_minimum_goes_by_day_age_and_apprenticeship() {
    let wages = Wages::known();
    let table = [
        ("2025-04-01", 21, Work::Worker, 1221),
        ("2026-03-31", 20, Work::Worker, 1000),
        ("2026-04-01", 24, Work::Worker, 1271),
        ("2026-04-01", 20, Work::Worker, 1085),
        ("2026-04-01", 17, Work::Worker, 800),
        ("2026-11-20", 24, apprentice("2026-09-01"), 800),
        ("2026-11-20", 18, apprentice("2024-09-01"), 800),
        ("2026-11-20", 19, apprentice("2024-09-01"), 1085),
        ("2026-11-20", 22, apprentice("2025-11-20"), 1271),
        ("2026-11-19", 22, apprentice("2025-11-20"), 800),
    ];
    for (on, age, work, pence) in table {
        let rate = wages.minimum(day(on), age, work).expect("there is a rate");
        assert_eq!(rate.pence, pence, "{on} {age} {work:?}");
        assert!(rate.is_checked && !rate.source.is_empty());
    }
}

#[test]
fn there_is_no_rate_for_children_nor_before_the_first() {
    let wages = Wages::known();
    let none = |on: &str, age| {
        wages
            .minimum(day(on), age, Work::Worker)
            .expect_err("no rate")
    };
    assert_eq!(none("2026-11-20", 15), NoRate::TooYoung);
    assert_eq!(none("2025-03-31", 20), NoRate::TooEarly(day("2025-04-01")));
}

#[test]
fn a_rate_of_a_year_that_is_not_in_the_file_says_so() {
    let wages = Wages::known();
    let at = |on: &str| {
        wages
            .minimum(day(on), 21, Work::Worker)
            .expect("there is a rate")
    };
    assert!(!at("2027-03-31").is_assumed);
    assert!(at("2027-04-01").is_assumed);
    assert_eq!(at("2027-04-01").pence, 1271);
    let living = wages
        .living(day("2027-05-01"), 18, Place::London)
        .expect("there is one");
    assert!(living.is_assumed && living.pence == 1480);
}

#[test]
fn living_wages_are_for_adults_and_for_a_place() {
    let wages = Wages::known();
    let pence = |on: &str, age, place| wages.living(day(on), age, place).map(|rate| rate.pence);
    assert_eq!(pence("2026-11-20", 18, Place::London), Some(1480));
    assert_eq!(pence("2026-11-20", 18, Place::Elsewhere), Some(1345));
    assert_eq!(pence("2026-04-30", 24, Place::London), Some(1385));
    assert_eq!(pence("2026-11-20", 17, Place::London), None);
    assert_eq!(pence("2024-11-20", 18, Place::London), None);
}

#[test]
fn a_term_lists_each_day_on_which_the_minimum_changes() {
    let wages = Wages::known();
    let list = |born: &str, work, from: &str, until: &str| {
        let found = wages.minimums(day(born), work, (day(from), day(until)));
        let found = found.expect("there are rates");
        found
            .into_iter()
            .map(|(on, rate)| (on.to_string(), rate.pence))
            .collect::<Vec<_>>()
    };
    let told = |rows: &[(&str, i64)]| -> Vec<(String, i64)> {
        rows.iter()
            .map(|(on, pence)| ((*on).to_owned(), *pence))
            .collect()
    };
    // A worker who is 18 and then sees April.
    assert_eq!(
        list("2008-02-10", Work::Worker, "2026-01-05", "2026-12-31"),
        told(&[
            ("2026-01-05", 755),
            ("2026-02-10", 1000),
            ("2026-04-01", 1085)
        ])
    );
    // An apprentice of 20 for whom the first year ends.
    assert_eq!(
        list(
            "2006-06-01",
            apprentice("2026-09-07"),
            "2026-09-07",
            "2028-09-06"
        ),
        told(&[("2026-09-07", 800), ("2027-09-07", 1271)])
    );
    // An apprentice of 17: 18 and the year change nothing, 19 does.
    assert_eq!(
        list(
            "2009-01-15",
            apprentice("2026-09-07"),
            "2026-09-07",
            "2028-09-06"
        ),
        told(&[("2026-09-07", 800), ("2028-01-15", 1085)])
    );
}

proptest! {
    #[test]
    fn the_minimum_never_falls_with_age_nor_with_time(
        offset in 0..1_500u64,
        later in 0..400u64,
        younger in 16..25u32,
        older in 0..9u32,
        since in proptest::option::of(0..1_500u64),
    ) {
        let wages = Wages::known();
        let first = day("2025-04-01");
        let work = since.map_or(Work::Worker, |ago| Work::Apprentice { since: first + Days::new(ago) - Days::new(400) });
        let on = first + Days::new(offset);
        let pence = |on, age| wages.minimum(on, age, work).map_or(0, |rate| rate.pence);
        prop_assert!(pence(on, younger) <= pence(on, younger + older));
        prop_assert!(pence(on, younger) <= pence(on + Days::new(later), younger));
    }

    #[test]
    fn a_term_says_for_each_day_what_the_day_says(
        born in 0..4_000u64,
        from in 0..900u64,
        length in 0..900u64,
        since in proptest::option::of(0..400u64),
    ) {
        let wages = Wages::known();
        let born_on = day("1999-01-01") + Days::new(born);
        let from = day("2025-04-01") + Days::new(from);
        let until = from + Days::new(length);
        prop_assume!(age_on(born_on, from) >= Some(16));
        let work = since.map_or(Work::Worker, |ago| Work::Apprentice { since: from - Days::new(ago) });
        let list = wages.minimums(born_on, work, (from, until)).expect("there are rates");
        prop_assert_eq!(list[0].0, from);
        for on in from.iter_days().take_while(|on| *on <= until) {
            let told = list.iter().rev().find(|(since, _)| *since <= on).expect("the first is the first day");
            let rate = wages.minimum(on, age_on(born_on, on).unwrap_or(0), work).expect("there is a rate");
            prop_assert_eq!(told.1.pence, rate.pence, "{}", on);
        }
    }
}
