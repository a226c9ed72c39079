use super::*;
use crate::{Change, Direction, Flow, HistoryError, PauseSpan, Point, StageSpan, Stay, movement};

fn refused(start: &str, events: Vec<(Event, &str)>) -> String {
    history(start, "2026-03-02", events)
        .expect_err("this is refused")
        .to_string()
}

#[test]
fn a_move_ends_one_stage_and_begins_the_next_on_the_same_day() {
    let programme = northtown();
    let begun = programme
        .start(&stage("strand-1"), day("2026-03-02"))
        .expect("a start");
    let moved = programme
        .advance(&begun.history, to("strand-2"), day("2026-04-13"))
        .expect("a move");
    let (first, second) = (stage("strand-1"), stage("strand-2"));
    let on = day("2026-04-13");
    assert_eq!(
        moved.changes,
        [
            Change::StageEnded {
                stage: first.clone(),
                on,
                exit: None
            },
            Change::StageBegan {
                stage: second.clone(),
                on
            },
        ]
    );
    let began = day("2026-03-02");
    assert_eq!(
        moved.history.stages(),
        [
            StageSpan {
                stage: first,
                from: began,
                until: Some(on),
                exit: None
            },
            StageSpan {
                stage: second,
                from: on,
                until: None,
                exit: None
            },
        ]
    );
}

#[test]
fn the_moves_of_a_stage_are_listed_with_their_direction() {
    let moves = |from: &str| -> Vec<(String, Direction)> {
        let moves = northtown().moves_from(&stage(from));
        moves
            .into_iter()
            .map(|possible| (possible.label, possible.direction))
            .collect()
    };
    assert_eq!(
        moves("strand-3"),
        [
            ("In work".to_owned(), Direction::Forward),
            ("Strand 2".to_owned(), Direction::Back),
            ("Course".to_owned(), Direction::Sideways),
        ]
    );
    assert_eq!(moves("nowhere"), []);
}

#[test]
fn what_is_not_allowed_is_refused_in_words_for_the_worker() {
    for (start, events, message) in [
        (
            "strand-3",
            vec![],
            "Support cannot start in Strand 3. It can start in Strand 1 or Strand 2.",
        ),
        ("nowhere", vec![], "This programme has no stage “nowhere”."),
        (
            "strand-1",
            vec![(to("nowhere"), "2026-03-03")],
            "This programme has no stage “nowhere”.",
        ),
        (
            "strand-1",
            vec![(to("in-work"), "2026-03-03")],
            "There is no move from Strand 1 to In work. From Strand 1, the young person can move to Strand 2.",
        ),
        (
            "strand-2",
            vec![(to("in-work"), "2026-03-03")],
            "There is no move from Strand 2 to In work. From Strand 2, the young person can move to Strand 3, Course or Strand 1.",
        ),
        (
            "strand-1",
            vec![(to("strand-1"), "2026-03-03")],
            "The young person is already in Strand 1.",
        ),
        (
            "strand-1",
            vec![(pause(), "2026-03-10"), (Event::Resume, "2026-03-05")],
            "5 March 2026 is before the last change, on 10 March 2026.",
        ),
        (
            "strand-1",
            vec![(to("strand-2"), "2026-03-01")],
            "1 March 2026 is before the last change, on 2 March 2026.",
        ),
        (
            "strand-1",
            vec![(pause(), "2026-03-03"), (to("strand-2"), "2026-03-04")],
            "Support is paused. Resume it first.",
        ),
        (
            "strand-1",
            vec![(pause(), "2026-03-03"), (pause(), "2026-03-04")],
            "Support is paused. Resume it first.",
        ),
        (
            "strand-1",
            vec![(Event::Resume, "2026-03-03")],
            "Support is not paused.",
        ),
        (
            "strand-1",
            vec![(
                Event::Pause(PauseKey::parse("rain").expect("a key")),
                "2026-03-03",
            )],
            "This programme has no pause reason “rain”.",
        ),
        (
            "strand-1",
            vec![(exit("rain"), "2026-03-03")],
            "This programme has no exit reason “rain”.",
        ),
        (
            "strand-1",
            vec![
                (exit("settled"), "2026-03-03"),
                (to("strand-2"), "2026-03-04"),
            ],
            "Support has ended. Record a return first.",
        ),
        (
            "strand-1",
            vec![
                (exit("settled"), "2026-03-03"),
                (exit("settled"), "2026-03-04"),
            ],
            "Support has ended. Record a return first.",
        ),
        (
            "strand-1",
            vec![(Event::Return(stage("strand-1")), "2026-03-04")],
            "Support has not ended, so there is nothing to return from.",
        ),
        (
            "strand-1",
            vec![
                (exit("settled"), "2026-03-03"),
                (Event::Return(stage("in-work")), "2026-03-04"),
            ],
            "They can return to Strand 1 or Strand 2, not to In work.",
        ),
        (
            "strand-1",
            vec![
                (exit("died"), "2026-03-03"),
                (Event::Return(stage("strand-1")), "2026-03-04"),
            ],
            "Support ended because the young person died, so it cannot restart.",
        ),
    ] {
        assert_eq!(refused(start, events), message);
    }
}

#[test]
fn somebody_who_lost_a_job_returns_to_where_they_were_and_the_history_is_kept() {
    let events = vec![
        (to("strand-3"), "2026-03-16"),
        (to("in-work"), "2026-05-01"),
        (exit("settled"), "2026-09-01"),
        (Event::Return(stage("strand-3")), "2026-11-02"),
    ];
    let history = history("strand-2", "2026-03-02", events).expect("a history");
    let stages: Vec<&str> = history
        .stages()
        .iter()
        .map(|span| span.stage.as_str())
        .collect();
    assert_eq!(stages, ["strand-2", "strand-3", "in-work", "strand-3"]);
    assert_eq!(
        history.current().map(|span| span.from),
        Some(day("2026-11-02"))
    );
    assert_eq!(history.returned_on(), Some(day("2026-11-02")));
    assert_eq!(history.exited(), None);
    assert_eq!(
        history.stages()[2].exit.as_ref().map(ExitKey::as_str),
        Some("settled")
    );
}

#[test]
fn an_exit_ends_a_pause_as_well() {
    let events = vec![(pause(), "2026-03-10"), (exit("died"), "2026-03-20")];
    let history = history("strand-1", "2026-03-02", events).expect("a history");
    assert_eq!(history.pauses()[0].until, Some(day("2026-03-20")));
    assert_eq!(history.current(), None);
    assert_eq!(
        history.exited().map(|(reason, on)| (reason.as_str(), on)),
        Some(("died", day("2026-03-20")))
    );
}

#[test]
fn stretches_that_no_enrolment_leaves_behind_are_not_a_history() {
    let span = |from: &str, until: Option<&str>, exit: Option<&str>| StageSpan {
        stage: stage("strand-1"),
        from: day(from),
        until: until.map(day),
        exit: exit.map(|key| ExitKey::parse(key).expect("a key")),
    };
    let paused = |from: &str, until: Option<&str>| PauseSpan {
        reason: PauseKey::parse("health").expect("a key"),
        from: day(from),
        until: until.map(day),
    };
    let lasting = || span("2026-03-02", None, None);
    for (stages, pauses, error) in [
        (vec![], vec![], HistoryError::Empty),
        (vec![lasting(), lasting()], vec![], HistoryError::Disordered),
        (
            vec![span("2026-03-02", Some("2026-03-01"), Some("settled"))],
            vec![],
            HistoryError::Disordered,
        ),
        (
            vec![span("2026-03-02", Some("2026-03-05"), None), lasting()],
            vec![],
            HistoryError::Disordered,
        ),
        (
            vec![span("2026-02-02", Some("2026-03-01"), None), lasting()],
            vec![],
            HistoryError::Gap,
        ),
        (
            vec![span("2026-02-02", Some("2026-03-01"), None)],
            vec![],
            HistoryError::Gap,
        ),
        (
            vec![span("2026-02-02", None, Some("settled"))],
            vec![],
            HistoryError::Gap,
        ),
        (
            vec![lasting()],
            vec![paused("2026-03-01", None)],
            HistoryError::PauseOutside,
        ),
        (
            vec![span("2026-02-02", Some("2026-03-01"), Some("settled"))],
            vec![paused("2026-02-03", None)],
            HistoryError::PauseOutside,
        ),
        (
            vec![lasting()],
            vec![paused("2026-03-03", None), paused("2026-03-04", None)],
            HistoryError::Disordered,
        ),
        (
            vec![lasting()],
            vec![paused("2026-03-03", Some("2026-03-02"))],
            HistoryError::Disordered,
        ),
    ] {
        assert_eq!(StageHistory::new(stages, pauses), Err(error));
    }
    let returned = vec![
        span("2026-02-02", Some("2026-02-20"), Some("settled")),
        lasting(),
    ];
    assert!(StageHistory::new(returned, vec![paused("2026-02-03", Some("2026-02-03"))]).is_ok());
}

#[test]
fn movement_counts_each_way_and_the_median_stay_within_the_period() {
    let moved = |days: &'static str| vec![(to("strand-2"), days)];
    let histories = [
        history("strand-1", "2026-03-02", moved("2026-03-12")).expect("a history"),
        history("strand-1", "2026-03-02", moved("2026-03-31")).expect("a history"),
        history("strand-1", "2026-02-28", moved("2026-04-01")).expect("a history"),
        history(
            "strand-2",
            "2026-03-31",
            vec![(exit("settled"), "2026-03-31")],
        )
        .expect("a history"),
        history(
            "strand-2",
            "2026-01-05",
            vec![
                (exit("settled"), "2026-01-30"),
                (Event::Return(stage("strand-2")), "2026-03-02"),
            ],
        )
        .expect("a history"),
    ];
    let found = movement(&histories, day("2026-03-01"), day("2026-03-31"));
    let at = |key: &str| Point::Stage(stage(key));
    let out = || Point::Exit(ExitKey::parse("settled").expect("a key"));
    let flow = |from, to, count| Flow { from, to, count };
    assert_eq!(
        found.flows,
        [
            flow(Point::Start, at("strand-1"), 2),
            flow(Point::Start, at("strand-2"), 1),
            flow(at("strand-1"), at("strand-2"), 2),
            flow(at("strand-2"), out(), 1),
            flow(out(), at("strand-2"), 1),
        ]
    );
    assert_eq!(
        found.stays,
        [
            Stay {
                stage: stage("strand-1"),
                median_days: 19.5,
                count: 2
            },
            Stay {
                stage: stage("strand-2"),
                median_days: 0.0,
                count: 1
            },
        ]
    );
}
