//! Checks that depend on numbers, case by case; golden text covers the wording of faults.

use proptest::prelude::*;

use super::*;

/// Reads the made-up programme with some of its lines replaced, and returns where it has faults.
fn faults(changes: &[(&str, &str)]) -> Vec<String> {
    let mut text = include_str!("northtown.toml").to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    match Programme::parse("northtown.toml", &text) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(|fault| fault.key.clone()).collect(),
    }
}

/// The coach's cadences in the made-up programme are every 10 working days, every week and every 4 weeks.
fn coach(capacity: u16, contacts_a_week: u16) -> Vec<String> {
    let role =
        format!("label = \"Coach\"\ncapacity = {capacity}\ncontacts_a_week = {contacts_a_week}\n");
    faults(&[("label = \"Coach\"\n", &role)])
}

#[test]
fn a_worker_can_keep_the_most_frequent_cadence_with_everybody() {
    for (capacity, contacts_a_week, holds) in [
        (20, 20, true),
        (20, 19, false),
        (1, 1, true),
        (65_535, 65_535, true),
        (65_535, 1, false),
    ] {
        let expected: &[&str] = if holds {
            &[]
        } else {
            &["roles.coach.contacts_a_week"]
        };
        assert_eq!(coach(capacity, contacts_a_week), expected);
    }
}

#[test]
fn contacts_are_held_against_nothing_where_a_role_has_no_limit_or_no_cadence() {
    let only = (
        "label = \"Coach\"\n",
        "label = \"Coach\"\ncontacts_a_week = 1\n",
    );
    assert_eq!(faults(&[only]), [""; 0]);
    let lead = "label = \"Coach\"\n\n[[roles]]\nkey = \"lead\"\nlabel = \"Lead\"\ncapacity = 90\ncontacts_a_week = 1\n";
    assert_eq!(faults(&[("label = \"Coach\"\n", lead)]), [""; 0]);
}

#[test]
fn a_part_of_a_contact_a_week_counts() {
    // The mentor's cadence is every 2 weeks: 3 young people are a contact and a half a week.
    for (contacts_a_week, found) in [(1, 1), (2, 0)] {
        let role =
            format!("label = \"Mentor\"\ncapacity = 3\ncontacts_a_week = {contacts_a_week}\n");
        assert_eq!(faults(&[("label = \"Mentor\"\n", &role)]).len(), found);
    }
}

#[test]
fn a_window_is_announced_and_a_joining_year_may_have_none() {
    let told = "announced_weeks_before = 4";
    assert_eq!(
        faults(&[(told, "announced_weeks_before = 0")]),
        ["funding.1.announced_weeks_before"]
    );
    // 2025 and 2027 have a window, 2026 has none.
    let later = "announced_weeks_before = 4\n\n[[funding]]\njoining_year = 2027\nfrom = 2027-04-01\nuntil = 2028-03-31\n";
    assert_eq!(faults(&[(told, later)]), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn more_contacts_or_fewer_young_people_never_make_a_fault(
        capacity in 1_u16..200,
        contacts_a_week in 1_u16..200,
        more in 0_u16..50,
    ) {
        if coach(capacity, contacts_a_week).is_empty() {
            prop_assert!(coach(capacity, contacts_a_week + more).is_empty());
            prop_assert!(coach(capacity.saturating_sub(more).max(1), contacts_a_week).is_empty());
        }
    }
}
