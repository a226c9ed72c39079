//! Tests of the engine with one made-up programme.

mod assessment;
mod checks;
mod draw;
mod due;
mod duties;
mod eligibility;
mod moves;
mod properties;
mod successors;

use chrono::NaiveDate;

use crate::{Event, ExitKey, PauseKey, Programme, Refusal, RoleKey, StageHistory, StageKey, Step};

fn northtown() -> Programme {
    let text = include_str!("tests/northtown.toml");
    Programme::parse("northtown.toml", text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn stage(key: &str) -> StageKey {
    StageKey::parse(key).expect("a key")
}

fn role(key: &str) -> RoleKey {
    RoleKey::parse(key).expect("a key")
}

fn to(key: &str) -> Event {
    Event::MoveTo(stage(key))
}

fn pause() -> Event {
    Event::Pause(PauseKey::parse("health").expect("a key"))
}

fn exit(key: &str) -> Event {
    Event::Exit(ExitKey::parse(key).expect("a key"))
}

/// Starts in a stage and applies events, each on its day.
fn history(start: &str, on: &str, events: Vec<(Event, &str)>) -> Result<StageHistory, Refusal> {
    let programme = northtown();
    let begun = programme
        .start(&stage(start), day(on))
        .map(|step| step.history)?;
    events.into_iter().try_fold(begun, |history, (event, on)| {
        programme
            .advance(&history, event, day(on))
            .map(|Step { history, .. }| history)
    })
}
