//! What is due whatever the stage, compared with a slow and obvious computation on random histories.

use chrono::{Days, Months, NaiveDate};
use proptest::prelude::*;
use values::{AccountId, calendar::Calendar, codes::CareStatus};

use super::*;
use crate::{DueItem, DueKind, DutyFacts, ProvidedHome, Said, TakenOn, duties};

fn with_plans() -> Programme {
    let plans =
        "[plan]\nfirst_within_weeks = 4\nreview_every_weeks = 12\n[silence]\nafter_weeks = 8\n";
    let text = format!("{}\n{plans}", include_str!("northtown.toml"));
    Programme::parse("northtown.toml", &text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn on(days: u64) -> NaiveDate {
    day("2024-01-01") + Days::new(days)
}

fn some_day() -> impl Strategy<Value = Option<NaiveDate>> {
    prop::option::of((0_u64..900).prop_map(on))
}

fn days(most: usize) -> impl Strategy<Value = Vec<NaiveDate>> {
    prop::collection::vec((0_u64..900).prop_map(on), 0..most).prop_map(|mut days| {
        days.sort();
        days
    })
}

fn taken() -> impl Strategy<Value = Vec<TakenOn>> {
    let one = ((0_u64..900).prop_map(on), 0_u128..3);
    let one = one.prop_map(|(on, by)| TakenOn { on, by: worker(by) });
    prop::collection::vec(one, 0..4)
}

/// Nobody for 0.
fn worker(number: u128) -> Option<AccountId> {
    let id = format!("00000000-0000-0000-0000-{number:012}");
    (number > 0).then(|| id.parse().expect("an id"))
}

fn facts() -> impl Strategy<Value = DutyFacts> {
    let when = (some_day(), some_day(), some_day(), some_day(), some_day());
    let more = (some_day(), some_day(), some_day(), some_day());
    let lists = (days(6), days(12), days(3), taken(), taken(), days(3));
    let status = prop::sample::select(CareStatus::ALL.to_vec());
    let flags = (any::<bool>(), any::<bool>());
    (when, more, lists, status, 2000_i32..2010, flags).prop_map(
        |(when, more, lists, care_status, year, (has_home, is_assessed))| {
            let (supported_since, plan_since, plan_reviewed_on, pathway_reviewed_on, check) = when;
            let (help, asked_why_on, began_work_on, reminders_from) = more;
            let (status_on, contacts, wishes, steps, promises, own_steps) = lists;
            let home = supported_since.filter(|_| has_home);
            DutyFacts {
                born_on: NaiveDate::from_ymd_opt(year, 2, 29)
                    .or(NaiveDate::from_ymd_opt(year, 2, 28)),
                care_status,
                supported_since,
                plan_since,
                plan_reviewed_on,
                pathway_reviewed_on,
                status_on,
                home: home.map(|since| ProvidedHome {
                    since,
                    visited_on: contacts.first().copied(),
                }),
                check_again_on: check,
                is_assessed,
                steps,
                own_steps,
                promises,
                wishes,
                unanswered: help.map(|on| (on, Said::Help)),
                contacts,
                asked_why_on,
                began_work_on,
                reminders_from,
                ..DutyFacts::known(day("2024-01-01"))
            }
        },
    )
}

/// Walks on day by day until something holds.
fn first_day(from: NaiveDate, holds: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let mut day = from;
    while !holds(day) {
        day = day + Days::new(1);
    }
    day
}

fn working_days_after(start: NaiveDate, count: u32, calendar: &Calendar) -> NaiveDate {
    let mut left = count;
    let mut day = start;
    while left > 0 {
        day = day + Days::new(1);
        left -= u32::from(calendar.is_working_day(day) == Ok(true));
    }
    day
}

/// The same by walking through the days: what, when and for whom, in order.
fn slowly(facts: &DutyFacts, calendar: &Calendar) -> Vec<(DueKind, NaiveDate, Option<AccountId>)> {
    let mut found = Vec::new();
    let mut add = |kind, on| found.push((kind, on, None));
    if let Some(supported) = facts.supported_since {
        if let Some(begun) = facts.plan_since {
            let last = facts
                .plan_reviewed_on
                .into_iter()
                .chain([begun])
                .max()
                .unwrap_or(begun);
            add(
                DueKind::PlanReview,
                first_day(last, |day| (day - last).num_weeks() >= 12),
            );
        } else {
            let since = facts
                .reminders_from
                .into_iter()
                .chain([supported])
                .max()
                .unwrap_or(supported);
            add(
                DueKind::FirstPlan,
                first_day(since, |day| (day - since).num_weeks() >= 4),
            );
        }
        let mut heard = vec![supported];
        heard.extend(facts.contacts.last());
        heard.extend(facts.asked_why_on);
        heard.extend(facts.reminders_from);
        let last = heard.into_iter().max().unwrap_or(supported);
        add(
            DueKind::Silence,
            first_day(last, |day| (day - last).num_weeks() >= 8),
        );
        let asked = facts.asked_why_on.filter(|asked| *asked >= supported);
        if let Some(asked) = asked.filter(|asked| facts.contacts.iter().all(|on| on < asked)) {
            add(
                DueKind::WayBack,
                first_day(asked, |day| (day - asked).num_weeks() >= 2),
            );
        }
        if let Some(first) = facts.own_steps.iter().min() {
            add(
                DueKind::StepLapsed,
                first_day(*first, |day| (day - *first).num_days() == 7),
            );
        }
    }
    let status = facts.care_status.code();
    if ["eligible", "relevant", "former_relevant"].contains(&status)
        && let Some(last) = facts.pathway_reviewed_on.or(facts.supported_since)
    {
        add(
            DueKind::PathwayReview,
            first_day(last, |day| last + Months::new(6) <= day),
        );
    }
    if let Some(home) = facts.home {
        let visited = home.visited_on.filter(|on| *on >= home.since);
        add(
            DueKind::HomeVisit,
            match visited {
                Some(last) => first_day(last, |day| last + Months::new(2) <= day),
                None => first_day(home.since, |day| (day - home.since).num_days() == 7),
            },
        );
    }
    if let (true, Some(born)) = (
        ["relevant", "former_relevant"].contains(&status),
        facts.born_on,
    ) {
        let mut count = 0;
        for age in 17..22 {
            let birthday = first_day(born, |day| day.years_since(born) == Some(age));
            let window = birthday - Months::new(3)..=birthday + Months::new(1);
            let is_known = *window.end() >= facts.known_since;
            if is_known && count < 2 && !facts.status_on.iter().any(|on| window.contains(on)) {
                count += 1;
                add(DueKind::BirthdayStatus, *window.end());
            }
        }
    }
    if let (Some(born), Some(supported)) = (facts.born_on, facts.supported_since) {
        let met = facts.contacts.iter().copied().max();
        let since = supported.max(facts.known_since);
        let since = met.map_or(since, |on| on.max(since));
        let ages =
            [18, 21, 25].map(|age| first_day(born, |day| day.years_since(born) == Some(age)));
        if let Some(on) = ages.into_iter().find(|on| *on + Days::new(56) > since) {
            let from = first_day(on - Days::new(200), |day| (on - day).num_days() == 182);
            add(DueKind::ComingOfAge, from.max(supported));
        }
    }
    if let Some(on) = facts.check_again_on {
        add(DueKind::CheckAgain, on);
    }
    for asked in &facts.wishes {
        add(DueKind::Wish, working_days_after(*asked, 5, calendar));
    }
    if let Some((asked, _)) = facts.unanswered {
        add(DueKind::HelpWanted, working_days_after(asked, 1, calendar));
    }
    for one in &facts.promises {
        found.push((DueKind::Promise, one.on, one.by));
    }
    for one in facts.steps.iter().filter(|one| one.by.is_some()) {
        found.push((DueKind::PlanStep, one.on, one.by));
    }
    found.sort();
    found
}

fn told(items: &[DueItem]) -> Vec<(DueKind, NaiveDate, Option<AccountId>)> {
    let mut told: Vec<_> = items
        .iter()
        .filter(|item| item.kind != DueKind::Taper)
        .map(|item| (item.kind, item.on, item.owner))
        .collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn duties_are_what_walking_through_the_days_finds(facts in facts()) {
        let calendar = Calendar::england();
        let items = duties(Some(&with_plans()), &facts, &calendar).expect("the years are there");
        prop_assert_eq!(told(&items), slowly(&facts, &calendar));
        prop_assert_eq!(&items, &duties(Some(&with_plans()), &facts, &calendar).expect("again"));
        prop_assert!(items.is_sorted_by_key(|item| (item.on, item.kind)));
        for item in &items {
            prop_assert!(!item.reason.is_empty() && !item.reason.ends_with('.'));
        }
    }
}

fn working(contacts: &[&str], began: &str) -> Vec<DueItem> {
    let facts = DutyFacts {
        supported_since: Some(day("2026-01-05")),
        contacts: contacts.iter().map(|on| day(on)).collect(),
        began_work_on: Some(day(began)),
        ..DutyFacts::known(day("2026-01-05"))
    };
    let items = duties(Some(&northtown()), &facts, &Calendar::england());
    let mut items = items.expect("2026 is there");
    items.retain(|item| item.kind == DueKind::Taper);
    items
}

#[test]
fn contact_that_tapers_after_a_job_start_is_seen_before_it_is_a_broken_promise() {
    let weekly = ["2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23"];
    let items = working(&weekly, "2026-02-24");
    assert_eq!(items.len(), 1);
    assert_eq!(
        items[0].on,
        day("2026-03-07"),
        "a week and a half of silence, and a day"
    );
    assert_eq!(
        items[0].reason,
        "Contact was every 7 days before work started on 24 February 2026; none since 23 February 2026"
    );
    assert!(
        working(&weekly[..2], "2026-02-24").is_empty(),
        "two contacts have no rhythm"
    );
    let long_after = [&weekly[..], &["2026-09-01"]].concat();
    assert!(
        working(&long_after, "2026-02-24").is_empty(),
        "six months later, no one checks"
    );
}

#[test]
fn support_that_rests_asks_for_no_plan_and_promises_go_on() {
    let facts = DutyFacts {
        promises: vec![TakenOn {
            on: day("2026-03-02"),
            by: None,
        }],
        ..DutyFacts::known(day("2026-01-05"))
    };
    let items = duties(Some(&with_plans()), &facts, &Calendar::england()).expect("2026 is there");
    let kinds: Vec<_> = items.iter().map(|item| item.kind).collect();
    assert_eq!(kinds, [DueKind::Promise]);
}

#[test]
fn every_kind_reads_back_from_its_code() {
    for kind in DueKind::ALL {
        assert_eq!(DueKind::from_code(kind.code()), Some(*kind));
    }
    assert_eq!(DueKind::from_code("nothing"), None);
}

#[test]
fn weeks_of_plans_and_silence_lie_within_reason() {
    for (rules, key) in [
        (
            "[plan]\nfirst_within_weeks = 0\nreview_every_weeks = 12",
            "plan.first_within_weeks",
        ),
        (
            "[plan]\nfirst_within_weeks = 4\nreview_every_weeks = 27",
            "plan.review_every_weeks",
        ),
        ("[silence]\nafter_weeks = 1", "silence.after_weeks"),
        ("[silence]\nafter_weeks = 4", "silence.after_weeks"),
    ] {
        let text = format!("{}\n{rules}\n", include_str!("northtown.toml"));
        let faults = Programme::parse("northtown.toml", &text).expect_err(rules);
        assert!(faults.to_string().contains(key), "{rules}: {faults}");
    }
}

#[test]
fn a_first_deep_dive_is_due_where_the_programme_asks_for_one() {
    let text = include_str!("../../../../programmes/kensington-and-chelsea.toml");
    let asking = Programme::parse("kc.toml", text).expect("a programme");
    for (programme, is_assessed, expected) in [
        (&asking, false, Some(day("2026-02-02"))),
        (&asking, true, None),
        (&northtown(), false, None),
    ] {
        let facts = DutyFacts {
            supported_since: Some(day("2026-01-05")),
            is_assessed,
            ..DutyFacts::known(day("2026-01-05"))
        };
        let items = duties(Some(programme), &facts, &Calendar::england()).expect("2026 is there");
        let mut dives = items.iter().filter(|item| item.kind == DueKind::DeepDive);
        assert_eq!(dives.next().map(|item| item.on), expected);
    }
}

#[test]
fn the_stage_after_a_deep_dive_is_chosen_within_a_week() {
    let text = include_str!("../../../../programmes/kensington-and-chelsea.toml");
    let asking = Programme::parse("kc.toml", text).expect("a programme");
    for (programme, undecided, supported, expected) in [
        (&asking, Some("2026-01-12"), true, Some(day("2026-01-19"))),
        (&asking, None, true, None),
        (&asking, Some("2026-01-12"), false, None),
        (&northtown(), Some("2026-01-12"), true, None),
    ] {
        let facts = DutyFacts {
            supported_since: supported.then(|| day("2026-01-05")),
            is_assessed: true,
            undecided_since: undecided.map(day),
            ..DutyFacts::known(day("2026-01-05"))
        };
        let items = duties(Some(programme), &facts, &Calendar::england()).expect("2026 is there");
        let choice = items.iter().find(|item| item.kind == DueKind::ChooseStage);
        assert_eq!(choice.map(|item| item.on), expected);
    }
}

fn at_birthdays(talked: Option<&str>, met: &[&str]) -> Vec<(NaiveDate, String)> {
    let facts = DutyFacts {
        born_on: Some(day("2005-06-30")),
        supported_since: Some(day("2025-11-03")),
        talked_of_age_on: talked.map(day),
        contacts: met.iter().map(|on| day(on)).collect(),
        ..DutyFacts::known(day("2025-11-03"))
    };
    let items = duties(Some(&northtown()), &facts, &Calendar::england());
    let mut items = items.expect("the years are there");
    items.retain(|item| item.kind == DueKind::ComingOfAge);
    let said = items.into_iter().map(|item| (item.on, item.reason));
    said.collect()
}

#[test]
fn a_birthday_at_which_things_change_is_talked_through_half_a_year_before() {
    let first = at_birthdays(None, &["2025-11-10"]);
    assert_eq!(
        first,
        [(
            day("2025-12-30"),
            "They turn 21 on 30 June 2026; talk through what changes and what goes on".into()
        )]
    );
    assert_eq!(at_birthdays(Some("2025-12-29"), &[]), first, "too early");
    assert!(at_birthdays(Some("2026-01-05"), &[]).is_empty());
    let next = at_birthdays(Some("2026-01-05"), &["2026-08-25"]);
    assert_eq!(next[0].0, day("2029-12-30"), "25 comes next");
}
