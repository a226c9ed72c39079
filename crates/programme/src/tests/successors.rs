use super::*;
use crate::successors;

/// The made-up programme with "Course" renamed, and with what the file says about that.
fn newer(replaced: &str) -> Programme {
    let text = include_str!("northtown.toml")
        .replace("\"course\"", "\"training\"")
        .replace("\"strand-1\"", "\"first-steps\"");
    Programme::parse("newer.toml", &format!("{text}\n{replaced}"))
        .unwrap_or_else(|faults| panic!("{faults}"))
}

const COURSE: &str = "[[replaced]]\nkind = 'stage'\nkey = 'course'\nby = 'training'\n";
const STRAND_1: &str = "[[replaced]]\nkind = 'stage'\nkey = 'strand-1'\nby = 'strand-2'\n";

#[test]
fn every_stage_has_a_successor_or_is_named() {
    let gone = |label: &str, key: &str| {
        format!(
            "The stage “{label}” ({key}) has been removed and nothing replaces it. Name its successor in `replaced`."
        )
    };
    for (replaced, expected) in [
        (
            String::new(),
            Err(vec![gone("Strand 1", "strand-1"), gone("Course", "course")]),
        ),
        (COURSE.to_owned(), Err(vec![gone("Strand 1", "strand-1")])),
        (
            format!("{COURSE}{STRAND_1}"),
            Ok(vec![
                "training", "in-work", "strand-2", "strand-2", "strand-3",
            ]),
        ),
    ] {
        let found = successors(&northtown(), &newer(&replaced));
        let found = found.map(|found| found.into_values().collect::<Vec<_>>());
        assert_eq!(
            found,
            expected.map(|keys| keys.into_iter().map(stage).collect())
        );
    }
}

#[test]
fn a_version_succeeds_itself() {
    let found = successors(&northtown(), &northtown()).expect("every stage is still there");
    assert_eq!(found.len(), northtown().definition().stages.len());
    assert!(found.iter().all(|(old, new)| old == new));
}

#[test]
fn a_stage_that_was_replaced_goes_on_as_its_successor() {
    let new = newer(&format!("{COURSE}{STRAND_1}"));
    let found = successors(&northtown(), &new).expect("every stage has a successor");
    let open = history("strand-1", "2026-01-05", vec![(pause(), "2026-02-02")]).expect("a history");
    let step = new.take_over(&open, &found, day("2026-03-02"));
    let step = step.expect("Strand 2 takes its place");
    let keys: Vec<_> = step
        .history
        .stages()
        .iter()
        .map(|span| &span.stage)
        .collect();
    assert_eq!(keys, [&stage("strand-1"), &stage("strand-2")]);
    assert_eq!(step.history.stages()[0].until, Some(day("2026-03-02")));
    assert!(step.history.current_pause().is_some(), "a pause continues");
    assert_eq!(
        new.take_over(&open, &found, day("2026-02-01")),
        Err(Refusal::TooEarly {
            on: day("2026-02-01"),
            last: day("2026-02-02")
        })
    );

    let same = new.take_over(&step.history, &found, day("2026-03-02"));
    assert_eq!(same.map(|step| step.changes), Ok(Vec::new()));
    let gone = [(exit("settled"), "2026-02-02")].to_vec();
    let gone = history("strand-1", "2026-01-05", gone).expect("a history");
    let left = new.take_over(&gone, &found, day("2026-03-02"));
    assert_eq!(left.map(|step| step.changes), Ok(Vec::new()));
}
