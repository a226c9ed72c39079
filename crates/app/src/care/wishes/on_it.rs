//! Who is on what cannot wait: in words, and the button that says it.

use chrono::{DateTime, Utc};
use govuk::{Button, Html};
use values::{AccountId, PersonId};

use crate::{
    office::directory::Directory,
    shell::web::{Ctx, form_to, hidden, words},
};

/// Says who is on it and since when; `None` where nobody is.
pub(crate) fn on_it_since(
    ctx: &Ctx,
    directory: &Directory,
    taken: Option<(DateTime<Utc>, AccountId)>,
) -> Option<String> {
    let (at, by) = taken?;
    let who = if by == ctx.me() {
        "You are".to_owned()
    } else {
        format!("{} is", directory.worker(by, "Someone"))
    };
    let since = words::moment_from(at, ctx.today());
    Some(format!("{who} on it since {since}"))
}

/// Draws the button with which the worker says that they are. `from` is the page it leads back to: `today`, or else the record.
pub(crate) fn on_it_button(ctx: &Ctx, (id, name): (PersonId, &str), from: &'static str) -> Html {
    let words = Html::from("I’m on it").and(Html::hidden(format!(" for {name}")));
    let button = Button::new(words).prevent_double_click();
    form_to(
        ctx,
        format!("/people/{id}/on-it"),
        hidden("from", from).and(Html::of(button)),
    )
}
