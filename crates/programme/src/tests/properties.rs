use chrono::Days;
use proptest::prelude::*;
use values::calendar::Calendar;

use super::*;
use crate::{Cadence, Change, DueKind, EnrolmentFacts, due, movement};

/// One thing that a worker may try, and how many days after the one before.
fn attempts() -> impl Strategy<Value = Vec<(Event, u64)>> {
    let stages = ["strand-1", "strand-2", "course", "strand-3", "in-work"].map(stage);
    let stages = prop::sample::select(stages.to_vec());
    let event = prop_oneof![
        6 => stages.clone().prop_map(Event::MoveTo),
        1 => Just(pause()),
        2 => Just(Event::Resume),
        1 => Just(exit("settled")),
        1 => stages.prop_map(Event::Return),
    ];
    prop::collection::vec((event, 0_u64..30), 0..40)
}

/// Applies every event that the programme allows, and returns the history after each.
fn follow(attempts: Vec<(Event, u64)>) -> Vec<Step> {
    let programme = northtown();
    let mut on = day("2024-01-02");
    let mut steps = vec![programme.start(&stage("strand-1"), on).expect("a start")];
    for (event, later) in attempts {
        on = on + Days::new(later);
        let history = &steps.last().expect("a step").history;
        steps.extend(programme.advance(history, event, on));
    }
    steps
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn allowed_moves_keep_one_current_stage_or_none_and_lose_nothing(attempts in attempts()) {
        let steps = follow(attempts);
        for pair in steps.windows(2) {
            let (before, after) = (&pair[0].history, &pair[1].history);
            let open = after.stages().iter().filter(|span| span.until.is_none()).count();
            prop_assert_eq!(open, usize::from(after.exited().is_none()));
            prop_assert!(after.stages().len() >= before.stages().len());
            for (old, new) in before.stages().iter().zip(after.stages()) {
                prop_assert!(old == new || (old.until.is_none() && old.stage == new.stage && old.from == new.from));
            }
            for (old, new) in before.pauses().iter().zip(after.pauses()) {
                prop_assert!(old == new || (old.until.is_none() && old.from == new.from));
            }
            prop_assert!(!pair[1].changes.is_empty());
        }
        let last = &steps.last().expect("a step").history;
        let again = StageHistory::new(last.stages().to_vec(), last.pauses().to_vec());
        prop_assert_eq!(again.as_ref(), Ok(last));
        let begun = steps.iter().flat_map(|step| &step.changes);
        let begun = begun.filter(|change| matches!(change, Change::StageBegan { .. })).count();
        prop_assert_eq!(begun, last.stages().len());
    }

    #[test]
    fn a_flow_leads_into_every_stretch_and_out_of_every_one_that_ended(attempts in attempts()) {
        let history = follow(attempts).pop().expect("a step").history;
        let found = movement([&history], day("2024-01-01"), day("2029-01-01"));
        let exits = history.stages().iter().filter(|span| span.exit.is_some()).count();
        let flows: u32 = found.flows.iter().map(|flow| flow.count).sum();
        prop_assert_eq!(flows as usize, history.stages().len() + exits);
        let stays: u32 = found.stays.iter().map(|stay| stay.count).sum();
        prop_assert_eq!(stays as usize, history.stages().iter().filter(|span| span.until.is_some()).count());
    }

    #[test]
    fn nothing_is_due_before_the_last_contact_and_the_same_facts_give_the_same_answer(
        attempts in attempts(),
        contact in prop::option::of(0_u64..1300),
        agreed in prop::option::of((1_u16..20).prop_map(Cadence::WorkingDays)),
    ) {
        let history = follow(attempts).pop().expect("a step").history;
        let facts = EnrolmentFacts {
            last_contact_on: contact.map(|days| day("2024-01-01") + Days::new(days)),
            agreed_cadence: agreed,
            funding_told_on: Some(day("2024-01-02")),
            ..EnrolmentFacts::referred(day("2024-01-01")).with_history(&history)
        };
        let calendar = Calendar::england();
        let items = due(&northtown(), &facts, &calendar).expect("the calendar holds these years");
        prop_assert_eq!(&items, &due(&northtown(), &facts, &calendar).expect("the same again"));
        prop_assert!(items.len() <= 1);
        if history.exited().is_some() {
            prop_assert!(items.is_empty());
        }
        let is_paused = history.current_pause().is_some();
        for item in &items {
            prop_assert_eq!(item.kind == DueKind::PauseReview, is_paused);
        }
        for item in items.into_iter().filter(|_| !is_paused) {
            prop_assert!(item.on > facts.last_contact_on.unwrap_or(facts.referred_on));
            prop_assert_eq!(calendar.is_working_day(item.on), Ok(true));
        }
    }

    #[test]
    fn reading_any_text_never_panics(text in "\\PC{0,200}") {
        let _ = Programme::parse("any.toml", &text).map_err(|faults| faults.to_string());
    }

    #[test]
    fn reading_a_file_with_a_slip_anywhere_never_panics_and_names_the_file(
        place in 0.0_f64..1.0,
        length in 0_usize..40,
        slip in "[a-z0-9 =\"'\\[\\]{}.,\n_-]{0,12}",
    ) {
        let mut text = include_str!("northtown.toml").to_owned();
        let start = (place * text.len() as f64) as usize;
        let end = text.len().min(start + length);
        text.replace_range(start..end, &slip);
        if let Err(faults) = Programme::parse("northtown.toml", &text) {
            prop_assert!(faults.iter().count() > 0);
            for fault in &faults {
                prop_assert!(fault.to_string().starts_with("northtown.toml"));
                prop_assert!(!fault.problem.is_empty() && !fault.mend.is_empty());
            }
        }
    }
}
