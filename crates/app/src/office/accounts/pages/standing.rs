//! The words of what is waiting for a second person.

use askama::Template;
use govuk::{Button, Cell, Html, Table};

use super::{
    super::model::{StandingChange, What},
    names::{NamesOf, roles_line},
};
use crate::shell::web::{Ctx, Layout, form_to, hidden, words};

/// The second person's page.
#[derive(Template)]
#[template(path = "accounts/standing.html")]
pub(in crate::office::accounts) struct StandingPage {
    layout: Layout,
    waiting: Vec<Html>,
    /// Whether something is waiting for someone other than the reader.
    waits_for_others: bool,
    lately: Option<Table>,
}

/// Describes a change, in a sentence without a full stop.
pub(crate) fn sentence(change: &StandingChange, names: &NamesOf) -> String {
    let (who, by) = (names.worker(change.account), by(change, names));
    let roles = |roles: &[policy::Role]| roles_line(roles).to_lowercase();
    let waits = change.waits();
    match (&change.what, waits) {
        (What::Account(held), _) if held.is_empty() => {
            format!("{by} made an account for {who}")
        }
        (What::Account(held), _) => {
            format!("{by} made an account for {who}: {}", roles(held))
        }
        (What::Roles(wanted), true) => {
            format!("{by} has asked for {who} to become {}", roles(wanted))
        }
        (What::Roles(wanted), false) if matches!(&*change.ended_as, "refused" | "replaced") => {
            format!("{by} asked for {who} to become {}", roles(wanted))
        }
        (What::Roles(given), false) => format!("{by} made {who} {}", roles(given)),
        (What::Email(email), true) => {
            format!("{by} has asked to send {who}’s sign-in links to {email}")
        }
        (What::Email(email), false) => {
            format!("{by} asked to send {who}’s sign-in links to {email}")
        }
        (What::Link, _) => format!("{by} made a link that opens {who}’s account"),
    }
}

fn by(change: &StandingChange, names: &NamesOf) -> String {
    match change.asked_by {
        None => "The person who runs Foothold".into(),
        Some(worker) => names.worker(worker),
    }
}

fn outcome(change: &StandingChange, names: &NamesOf) -> String {
    let second = change
        .ended_by
        .map(|id| names.worker(id))
        .unwrap_or_default();
    match change.ended_as.as_str() {
        "agreed" => format!("Agreed by {second}"),
        "refused" => format!("Refused by {second}"),
        "settled" => "In effect: no one stopped it within a day".into(),
        "replaced" => "Replaced by a newer request".into(),
        "set-up" => "Given by one person, as the council’s first".into(),
        "" => "Waiting".into(),
        _ => "Given".into(),
    }
}

fn question(ctx: &Ctx, change: &StandingChange, names: &NamesOf) -> Html {
    let says = sentence(change, names);
    let when = match change.settles_at {
        Some(at) => format!(
            "Asked on {}. Unless refused, it takes effect on {}.",
            words::moment(change.asked_at),
            words::moment(at)
        ),
        None => format!("Asked on {}.", words::moment(change.asked_at)),
    };
    let to = format!("/standing/{}", change.id);
    let button = |words: &'static str, answer: &'static str, is_first: bool| {
        let words = Html::from(words).and(Html::hidden(format!(": {says}")));
        let button = Button::new(words).prevent_double_click();
        let button = if is_first { button } else { button.secondary() };
        form_to(ctx, &*to, hidden("answer", answer).and(Html::of(button)))
    };
    Html::paragraph(format!("{says}."))
        .and(Html::paragraph(when))
        .and(button("Agree", "agree", true))
        .and(button("Refuse", "refuse", false))
}

impl StandingPage {
    pub(in crate::office::accounts) fn new(
        ctx: &Ctx,
        said: Option<&str>,
        changes: &[StandingChange],
        names: &NamesOf,
    ) -> Self {
        let mine = |one: &&StandingChange| one.may_be_answered_by(ctx.me());
        let mut table = Table::new("Recent changes")
            .column("When")
            .column("What")
            .column("Status");
        for change in changes.iter().filter(|one| !mine(one)) {
            table = table.row([
                Cell::new(words::moment(change.asked_at)),
                Cell::new(sentence(change, names)),
                Cell::new(outcome(change, names)),
            ]);
        }
        Self {
            layout: ctx.layout("Changes to accounts").said(said),
            waiting: changes
                .iter()
                .filter(mine)
                .map(|one| question(ctx, one, names))
                .collect(),
            waits_for_others: changes.iter().any(|one| one.waits() && !mine(&one)),
            lately: (!table.is_empty()).then(|| table.stacking()),
        }
    }
}
