//! The list of accounts.

use askama::Template;
use govuk::{Button, Html, Table};

use super::{
    super::{model::Listed, queries::lists::Which},
    names::{NamesOf, capacity_line, roles_line, state},
};
use crate::shell::web::{Layout, words};

/// The list of accounts.
#[derive(Template)]
#[template(path = "accounts/list.html")]
pub(in crate::office::accounts) struct ListPage {
    layout: Layout,
    shows_open: bool,
    accounts: Option<Table>,
    add: Button,
}

impl ListPage {
    pub(in crate::office::accounts) fn new(
        layout: Layout,
        which: Which,
        listed: &[Listed],
        names: &NamesOf,
    ) -> Self {
        let mut table = Table::new("Accounts").caption_hidden();
        for column in [
            "Name",
            "Email",
            "Roles",
            "Teams",
            "Young people",
            "Covered by",
            "Status",
        ] {
            table = table.column(column);
        }
        for line in listed {
            table = table.row(list_row(line, names));
        }
        Self {
            layout,
            shows_open: which == Which::Open,
            accounts: (!listed.is_empty()).then(|| table.stacking().scrollable().sortable()),
            add: Button::link("Add an account", "/accounts/new"),
        }
    }
}

fn list_row(line: &Listed, names: &NamesOf) -> [Html; 7] {
    let account = &line.account;
    let cover = line.cover.map_or_else(String::new, |(stand_in, until)| {
        format!("{} until {}", names.worker(stand_in), words::day(until))
    });
    [
        Html::link(format!("/accounts/{}", account.id), account.name.clone()),
        account.email.clone().into(),
        roles_line(&account.roles).into(),
        names.teams(&account.teams).into(),
        capacity_line(account.capacity, line.allocated).into(),
        cover.into(),
        state(account).into(),
    ]
}
