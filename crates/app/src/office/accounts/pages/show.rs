//! One account.

use askama::Template;
use govuk::{Button, Colour, Html, SummaryList, Table, Tag};
use values::{AccountId, CoverId};

use super::{
    super::model::{Account, Cover, SeenSignIn, StandingChange},
    names::{NamesOf, capacity_line, roles_line, state},
    sentence,
};
use crate::shell::web::{Ctx, Layout, form_to, small_button, words};

/// What the page shows about one account.
pub(in crate::office::accounts) struct Shown<'a> {
    pub(in crate::office::accounts) account: &'a Account,
    pub(in crate::office::accounts) allocated: i64,
    pub(in crate::office::accounts) covers: &'a [Cover],
    pub(in crate::office::accounts) sign_ins: &'a [SeenSignIn],
    pub(in crate::office::accounts) names: &'a NamesOf,
    pub(in crate::office::accounts) waiting: &'a [StandingChange],
    pub(in crate::office::accounts) has_feed: bool,
}

/// One account.
#[derive(Template)]
#[template(path = "accounts/show.html")]
pub(in crate::office::accounts) struct ShowPage {
    layout: Layout,
    name: String,
    summary: SummaryList,
    is_open: bool,
    is_own: bool,
    covers: Option<Table>,
    sign_ins: Option<Table>,
    change: Button,
    cover: Button,
    link: Button,
    link_path: String,
    form_key: String,
    leave: Button,
    /// What is waiting for a second person.
    waiting: Vec<String>,
    /// The form that ends their calendar link, where they have one.
    feed: Option<Html>,
}

impl ShowPage {
    pub(in crate::office::accounts) fn new(
        ctx: &Ctx,
        said: Option<&str>,
        shown: &Shown<'_>,
    ) -> Self {
        let account = shown.account;
        let path = format!("/accounts/{}", account.id);
        let layout = ctx.layout(account.name.clone()).back("/accounts");
        Self {
            layout: layout.said(said),
            name: account.name.clone(),
            summary: summary(shown),
            is_open: account.left_at.is_none(),
            is_own: account.id == ctx.me(),
            covers: (!shown.covers.is_empty()).then(|| covers_table(shown)),
            sign_ins: (!shown.sign_ins.is_empty()).then(|| sign_ins_table(shown.sign_ins)),
            change: Button::link("Change", format!("{path}/edit")),
            cover: Button::link("Arrange cover", format!("{path}/cover")).secondary(),
            link: Button::new("Send a new sign-in link")
                .secondary()
                .prevent_double_click(),
            link_path: format!("{path}/link"),
            form_key: ctx.form_key(),
            leave: Button::link("Close this account", format!("{path}/leave")).warning(),
            waiting: shown
                .waiting
                .iter()
                .map(|one| {
                    let says = sentence(one, shown.names);
                    match one.settles_at {
                        Some(at) => {
                            let at = words::moment(at);
                            format!(
                                "{says}. It takes effect on {at}, or when a second person agrees."
                            )
                        }
                        None => {
                            format!(
                                "{says}. This is waiting for a second person who has such a role."
                            )
                        }
                    }
                })
                .collect(),
            feed: shown.has_feed.then(|| {
                let button = small_button("End their calendar link", &account.name);
                form_to(ctx, format!("{path}/feed/end"), button)
            }),
        }
    }
}

fn summary(shown: &Shown<'_>) -> SummaryList {
    let account = shown.account;
    let mut list = SummaryList::new()
        .row("Status", state(account))
        .row("Email", account.email.clone())
        .row("Roles", roles_line(&account.roles));
    let organisation = account.organisation;
    if let Some(organisation) = organisation.and_then(|id| shown.names.organisations.get(&id)) {
        list = list.row("Organisation", organisation.clone());
    }
    list = list.row("Teams", shown.names.teams(&account.teams)).row(
        "Young people now, out of how many they can take",
        capacity_line(account.capacity, shown.allocated),
    );
    match account.left_at {
        Some(left) => list.row("Left on", words::moment(left)),
        None => list,
    }
}

fn covers_table(shown: &Shown<'_>) -> Table {
    let mut table = Table::new("Cover")
        .caption_hidden()
        .column("Away")
        .column("Covered by")
        .column("From")
        .column("Until")
        .column("");
    for cover in shown.covers {
        table = table.row([
            Html::from(shown.names.worker(cover.absent)),
            shown.names.worker(cover.stand_in).into(),
            words::day(cover.from).into(),
            words::day(cover.until).into(),
            end_cover_link(cover, shown.names),
        ]);
    }
    table.stacking()
}

fn end_cover_link(cover: &Cover, names: &NamesOf) -> Html {
    let hidden = format!(
        " for {} by {}",
        names.worker(cover.absent),
        names.worker(cover.stand_in)
    );
    Html::link(
        cover_end_path(cover.absent, cover.id),
        Html::joined([Html::from("End cover"), Html::hidden(hidden)]),
    )
}

/// Returns the address of the form that ends a cover.
fn cover_end_path(absent: AccountId, cover: CoverId) -> String {
    format!("/accounts/{absent}/cover/end?cover={cover}")
}

fn sign_ins_table(sign_ins: &[SeenSignIn]) -> Table {
    let mut table = Table::new("Latest sign-ins")
        .caption_hidden()
        .column("Signed in")
        .column("Last used")
        .column("Status");
    for sign_in in sign_ins {
        let state = if sign_in.is_open {
            Tag::new("Open").colour(Colour::Green)
        } else {
            Tag::new("Ended").colour(Colour::Grey)
        };
        table = table.row([
            Html::from(words::moment(sign_in.started_at)),
            words::moment(sign_in.seen_at).into(),
            state.into(),
        ]);
    }
    table.stacking()
}
