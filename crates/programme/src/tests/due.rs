use values::calendar::{Calendar, NoYear};

use super::*;
use crate::{
    Cadence, DueError, DueItem, DueKind, EnrolmentFacts, due, first_contact_due, joining_year,
};

fn enrolled(start: &str, events: Vec<(Event, &str)>) -> EnrolmentFacts {
    let history = history(start, "2026-02-16", events).expect("a history");
    let facts = EnrolmentFacts::referred(day("2026-02-09")).with_history(&history);
    EnrolmentFacts {
        funding_told_on: Some(day("2026-02-16")),
        ..facts
    }
}

fn contacted(facts: EnrolmentFacts, on: &str) -> EnrolmentFacts {
    EnrolmentFacts {
        last_contact_on: Some(day(on)),
        ..facts
    }
}

fn found(facts: &EnrolmentFacts) -> Vec<DueItem> {
    due(&northtown(), facts, &Calendar::england()).expect("the calendar holds these years")
}

fn item(kind: DueKind, on: &str, who: &str, reason: &str) -> DueItem {
    DueItem {
        kind,
        on: day(on),
        role: role(who),
        owner: None,
        reason: reason.to_owned(),
    }
}

#[test]
fn a_first_contact_is_due_so_many_working_days_after_the_referral() {
    let calendar = Calendar::england();
    for (referred, on) in [
        ("2026-03-03", "2026-03-10"),
        ("2026-03-30", "2026-04-08"),
        ("2026-12-23", "2027-01-04"),
    ] {
        let expected = Ok(day(on));
        assert_eq!(
            first_contact_due(&northtown(), day(referred), &calendar),
            expected,
            "{referred}"
        );
    }
}

#[test]
fn each_thing_that_is_due_says_when_who_and_why() {
    use DueKind::{FirstContact, NextContact};
    for (facts, expected) in [
        (
            EnrolmentFacts::referred(day("2026-03-03")),
            item(
                FirstContact,
                "2026-03-10",
                "coach",
                "First contact within 5 working days; referred on 3 March 2026",
            ),
        ),
        (
            contacted(enrolled("strand-2", vec![]), "2026-03-03"),
            item(
                NextContact,
                "2026-03-17",
                "coach",
                "Every 10 working days in Strand 2; last contact 3 March 2026",
            ),
        ),
        (
            contacted(enrolled("strand-1", vec![]), "2026-03-23"),
            item(
                NextContact,
                "2026-04-07",
                "mentor",
                "Every 2 weeks in Strand 1; last contact 23 March 2026",
            ),
        ),
        (
            EnrolmentFacts {
                agreed_cadence: Some(Cadence::Weeks(1)),
                ..contacted(enrolled("strand-2", vec![]), "2026-03-03")
            },
            item(
                NextContact,
                "2026-03-10",
                "coach",
                "Every week, as agreed, in Strand 2; last contact 3 March 2026",
            ),
        ),
        (
            contacted(
                enrolled(
                    "strand-2",
                    vec![(pause(), "2026-03-04"), (Event::Resume, "2026-03-30")],
                ),
                "2026-03-03",
            ),
            item(
                NextContact,
                "2026-04-15",
                "coach",
                "Every 10 working days in Strand 2; back from a pause on 30 March 2026",
            ),
        ),
        (
            contacted(
                enrolled(
                    "strand-2",
                    vec![
                        (exit("settled"), "2026-03-04"),
                        (Event::Return(stage("strand-2")), "2026-06-01"),
                    ],
                ),
                "2026-03-03",
            ),
            item(
                NextContact,
                "2026-06-15",
                "coach",
                "Every 10 working days in Strand 2; returned on 1 June 2026",
            ),
        ),
        (
            contacted(
                enrolled(
                    "strand-2",
                    vec![
                        (pause(), "2026-03-04"),
                        (exit("settled"), "2026-03-05"),
                        (Event::Return(stage("strand-2")), "2026-06-01"),
                    ],
                ),
                "2026-03-03",
            ),
            item(
                NextContact,
                "2026-06-15",
                "coach",
                "Every 10 working days in Strand 2; returned on 1 June 2026",
            ),
        ),
        (
            contacted(
                enrolled("strand-1", vec![(to("strand-2"), "2026-03-10")]),
                "2026-03-03",
            ),
            item(
                NextContact,
                "2026-03-17",
                "coach",
                "Every 10 working days in Strand 2; last contact 3 March 2026",
            ),
        ),
    ] {
        assert_eq!(found(&facts), [expected]);
    }
}

#[test]
fn nothing_is_due_after_an_exit_or_in_a_stage_without_a_cadence() {
    for events in [
        vec![(exit("settled"), "2026-03-04")],
        vec![(exit("died"), "2026-03-04")],
        vec![(to("course"), "2026-03-04")],
    ] {
        assert_eq!(
            found(&contacted(enrolled("strand-2", events), "2026-03-03")),
            []
        );
    }
    let closed = EnrolmentFacts {
        exited_on: Some(day("2026-03-04")),
        ..EnrolmentFacts::referred(day("2026-03-03"))
    };
    assert_eq!(found(&closed), []);
}

#[test]
fn a_contact_from_before_the_referral_is_not_the_first() {
    let facts = contacted(EnrolmentFacts::referred(day("2026-03-03")), "2026-03-02");
    assert_eq!(found(&facts)[0].kind, DueKind::FirstContact);
}

#[test]
fn a_young_person_is_told_in_time_when_the_money_ends() {
    let facts = contacted(enrolled("strand-2", vec![]), "2026-03-03");
    let untold = EnrolmentFacts {
        funding_told_on: None,
        ..facts
    };
    let notice =
        "Funding for those who joined in 2025 ends on 31 March 2026; tell them 4 weeks before";
    assert_eq!(
        found(&untold)[0],
        item(DueKind::FundingNotice, "2026-03-03", "coach", notice)
    );
}

#[test]
fn a_joining_year_begins_on_1_april() {
    assert_eq!(joining_year(day("2026-03-31")), 2025);
    assert_eq!(joining_year(day("2026-04-01")), 2026);
}

#[test]
fn what_cannot_be_known_is_an_error_and_not_an_empty_list() {
    let calendar = Calendar::england();
    let late = EnrolmentFacts::referred(day("2028-12-28"));
    assert_eq!(
        due(&northtown(), &late, &calendar),
        Err(DueError::NoCalendar(NoYear(2029)))
    );
    let gone = (stage("gone"), day("2026-03-03"));
    let facts = EnrolmentFacts {
        stage: Some(gone),
        ..EnrolmentFacts::referred(day("2026-03-03"))
    };
    assert_eq!(
        due(&northtown(), &facts, &calendar),
        Err(DueError::NoSuchStage(stage("gone")))
    );
}

#[test]
fn a_kind_that_was_stored_is_read_again() {
    for kind in [
        DueKind::FirstContact,
        DueKind::NextContact,
        DueKind::FundingNotice,
    ] {
        assert_eq!(DueKind::from_code(kind.code()), Some(kind));
    }
    assert_eq!(DueKind::from_code("birthday"), None);
}

#[test]
fn a_pause_is_looked_at_again_and_nothing_else_is_due() {
    let paused = contacted(
        enrolled("strand-2", vec![(pause(), "2026-03-04")]),
        "2026-03-03",
    );
    for (set, on) in [(None, "2026-04-01"), (Some("2026-03-20"), "2026-03-20")] {
        let facts = EnrolmentFacts {
            pause_review_on: set.map(day),
            ..paused.clone()
        };
        let items = found(&facts);
        assert_eq!(items.len(), 1);
        assert_eq!(
            (items[0].kind, items[0].on),
            (DueKind::PauseReview, day(on))
        );
    }
}

#[test]
fn who_was_accepted_is_enrolled_within_ten_working_days() {
    let accepted = EnrolmentFacts {
        accepted_on: Some(day("2026-03-03")),
        ..contacted(EnrolmentFacts::referred(day("2026-03-02")), "2026-03-04")
    };
    let items = found(&accepted);
    assert_eq!(items.len(), 1);
    assert_eq!(
        (items[0].kind, items[0].on),
        (DueKind::Enrol, day("2026-03-17"))
    );
}

#[test]
fn a_move_to_another_team_is_handed_over_and_a_move_within_it_is_not() {
    let text = include_str!("../../../../programmes/kensington-and-chelsea.toml");
    let programme = Programme::parse("kc.toml", text).expect("a programme");
    let handed = |before: &str, after: &str, last: &str| {
        let facts = EnrolmentFacts {
            enrolled_on: Some(day("2026-02-16")),
            stage: Some((stage(after), day("2026-03-04"))),
            stage_before: Some(stage(before)),
            ..contacted(EnrolmentFacts::referred(day("2026-02-09")), last)
        };
        let items = due(&programme, &facts, &Calendar::england()).expect("2026 is there");
        let item = items.into_iter().next().expect("something is due");
        (item.kind, item.on)
    };
    assert_eq!(
        handed("strand-2", "strand-3", "2026-02-18"),
        (DueKind::HandOver, day("2026-03-11")),
        "not late at once"
    );
    assert_eq!(
        handed("strand-2", "strand-3", "2026-03-05").0,
        DueKind::NextContact,
        "they have met"
    );
    // Strand 3 and work are of one team: a move does not put the next contact off.
    assert_eq!(
        handed("strand-3", "in-work-or-learning", "2026-02-18"),
        (DueKind::NextContact, day("2026-03-18"))
    );
}

#[test]
fn what_was_agreed_holds_until_its_last_day() {
    let calendar = Calendar::england();
    let (weekly, fortnightly) = (Cadence::Weeks(1), Cadence::Weeks(2));
    for (since, until, on, is_agreed) in [
        ("2026-11-20", None, "2026-12-04", true),
        ("2026-11-20", Some("2026-12-10"), "2026-12-04", true),
        // The stage asks again from the day after, and never before it.
        ("2026-12-01", Some("2026-12-10"), "2026-12-11", false),
        ("2026-12-04", Some("2026-12-10"), "2026-12-11", false),
        ("2026-12-14", Some("2026-12-10"), "2026-12-21", false),
    ] {
        let agreed = Some((fortnightly, until.map(day)));
        let found = crate::by_rhythm(weekly, agreed, day(since), &calendar);
        assert_eq!(found, Ok((day(on), is_agreed)), "{since} {until:?}");
    }
}

#[test]
fn a_hand_over_waits_for_the_end_of_a_pause() {
    let text = include_str!("../../../../programmes/kensington-and-chelsea.toml");
    let programme = Programme::parse("kc.toml", text).expect("a programme");
    let facts = EnrolmentFacts {
        enrolled_on: Some(day("2026-02-16")),
        stage: Some((stage("strand-3"), day("2026-02-25"))),
        stage_before: Some(stage("strand-2")),
        pauses: vec![crate::PauseSpan {
            reason: crate::PauseKey::parse("health").expect("a key"),
            from: day("2026-02-26"),
            until: Some(day("2026-06-01")),
        }],
        ..contacted(EnrolmentFacts::referred(day("2026-02-09")), "2026-02-18")
    };
    let items = due(&programme, &facts, &Calendar::england()).expect("2026 is there");
    assert_eq!(
        (items[0].kind, items[0].on),
        (DueKind::HandOver, day("2026-06-08"))
    );
}
