//! The administrator's pages, worded.

use std::collections::HashMap;

use askama::Template;
use govuk::{
    Button, Checkboxes, Choice, Colour, Details, Html, Input, InsetText, Select, SummaryList,
    Table, Tag, Width,
};
use policy::Role;
use values::{AccountId, CoverId, OrganisationId, TeamId};

use super::{
    forms::{AccountForm, Choices},
    model::{Account, Cover, Listed, SeenSignIn},
    queries::lists::Which,
};
use crate::web::{Ctx, Errors, FormPage, Layout, words};

/// What the pages call things by their ids.
pub(super) struct NamesOf {
    pub(super) workers: HashMap<AccountId, String>,
    pub(super) teams: HashMap<TeamId, String>,
    pub(super) organisations: HashMap<OrganisationId, String>,
}

impl NamesOf {
    pub(super) fn worker(&self, id: AccountId) -> String {
        self.workers.get(&id).cloned().unwrap_or_default()
    }

    /// Returns the teams in a line, or a dash where there is none.
    fn teams(&self, ids: &[TeamId]) -> String {
        let mut names: Vec<&str> = ids
            .iter()
            .filter_map(|id| self.teams.get(id).map(String::as_str))
            .collect();
        names.sort_unstable();
        or_none(names.join(", "))
    }
}

fn or_none(text: String) -> String {
    if text.is_empty() { "None".into() } else { text }
}

fn roles_line(roles: &[Role]) -> String {
    let labels: Vec<&str> = roles.iter().map(|role| role.label()).collect();
    labels.join(", ")
}

fn capacity_line(capacity: i32, allocated: i64) -> String {
    format!("{allocated} of {capacity}")
}

/// The list of accounts.
#[derive(Template)]
#[template(path = "accounts/list.html")]
pub(super) struct ListPage {
    layout: Layout,
    shows_open: bool,
    accounts: Option<Table>,
    add: Button,
}

impl ListPage {
    pub(super) fn new(layout: Layout, which: Which, listed: &[Listed], names: &NamesOf) -> Self {
        let mut table = Table::new("Accounts").caption_hidden();
        for column in [
            "Name",
            "Email",
            "Roles",
            "Teams",
            "Young people",
            "Covered by",
            "State",
        ] {
            table = table.column(column);
        }
        for line in listed {
            table = table.row(list_row(line, names));
        }
        Self {
            layout,
            shows_open: which == Which::Open,
            accounts: (!listed.is_empty()).then(|| table.scrollable()),
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

fn state(account: &Account) -> Tag {
    if account.left_at.is_some() {
        Tag::new("Closed").colour(Colour::Grey)
    } else {
        Tag::new("Open").colour(Colour::Green)
    }
}

/// What is known about one account.
pub(super) struct Shown<'a> {
    pub(super) account: &'a Account,
    pub(super) allocated: i64,
    pub(super) covers: &'a [Cover],
    pub(super) sign_ins: &'a [SeenSignIn],
    pub(super) names: &'a NamesOf,
}

/// One account.
#[derive(Template)]
#[template(path = "accounts/show.html")]
pub(super) struct ShowPage {
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
}

impl ShowPage {
    pub(super) fn new(ctx: &Ctx, said: Option<&str>, shown: &Shown<'_>) -> Self {
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
            link: Button::new("Send a new link to sign in")
                .secondary()
                .prevent_double_click(),
            link_path: format!("{path}/link"),
            form_key: ctx.form_key(),
            leave: Button::link("Close this account", format!("{path}/leave")).warning(),
        }
    }
}

fn summary(shown: &Shown<'_>) -> SummaryList {
    let account = shown.account;
    let mut list = SummaryList::new()
        .row("State", state(account))
        .row("Email", account.email.clone())
        .row("Roles", roles_line(&account.roles));
    if let Some(organisation) = shown.names.organisations.get(&account.organisation) {
        list = list.row("Organisation", organisation.clone());
    }
    list = list.row("Teams", shown.names.teams(&account.teams)).row(
        "Young people now, of the most they can take",
        capacity_line(account.capacity, shown.allocated),
    );
    match account.left_at {
        Some(left) => list.row("Left", words::moment(left)),
        None => list,
    }
}

fn covers_table(shown: &Shown<'_>) -> Table {
    let mut table = Table::new("Cover")
        .caption_hidden()
        .column("Away")
        .column("Stands in")
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
    table.scrollable()
}

fn end_cover_link(cover: &Cover, names: &NamesOf) -> Html {
    let hidden = format!(
        " of {} by {}",
        names.worker(cover.absent),
        names.worker(cover.stand_in)
    );
    Html::link(
        cover_end_path(cover.absent, cover.id),
        Html::joined([Html::from("End cover"), Html::hidden(hidden)]),
    )
}

/// Returns where a cover is ended.
pub(super) fn cover_end_path(absent: AccountId, cover: CoverId) -> String {
    format!("/accounts/{absent}/cover/{cover}/end")
}

fn sign_ins_table(sign_ins: &[SeenSignIn]) -> Table {
    let mut table = Table::new("The newest sign-ins")
        .caption_hidden()
        .column("Signed in")
        .column("Last used")
        .column("State");
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
    table.scrollable()
}

/// Returns the hint beside a role.
fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Coach => "Works with the young people who are allocated to them",
        Role::PersonalAdviser => "Works with the young people whose personal adviser they are",
        Role::SocialWorker => "Refers young people and follows how it went on",
        Role::TeamManager => "Works with everybody in their teams and says who works with whom",
        Role::SafeguardingLead => "Sees every young person and reads the journal",
        Role::ProgrammeManager => "Runs the programme for every young person",
        Role::FundHolder => "Holds a fund",
        Role::PartnerAdviser => {
            "Works for another organisation, with the young people shared with it"
        }
        Role::Administrator => {
            "Keeps the accounts and the teams, and sees no young person's record"
        }
    }
}

/// The form of an account, in the three ways in which it is shown.
pub(super) struct AccountPage<'a> {
    pub(super) typed: &'a AccountForm,
    pub(super) choices: &'a Choices,
    pub(super) errors: &'a Errors,
}

impl AccountPage<'_> {
    /// Returns the form of a new account.
    pub(super) fn of_new(&self, ctx: &Ctx) -> FormPage {
        let page = FormPage::new(ctx, "Add an account").errors(self.errors, &[]);
        self.standing(page.field(self.name()))
            .field(self.capacity())
            .field(self.own_record(Html::default()))
            .button("Add the account")
            .cancel("/accounts")
    }

    /// Returns the form that changes an account.
    pub(super) fn of_change(&self, ctx: &Ctx, account: &Account, stale: Option<Html>) -> FormPage {
        let back = format!("/accounts/{}", account.id);
        let page = FormPage::new(ctx, format!("Change the account of {}", account.name))
            .errors(self.errors, &[])
            .intro(stale.unwrap_or_default())
            .version(account.version)
            .cancel(back)
            .field(self.name());
        if account.id == ctx.me() {
            let other =
                "Another administrator can change your email address, your roles and your teams.";
            return page.field(self.capacity()).field(InsetText::new(other));
        }
        let remove = Checkboxes::bare("own-id-remove")
            .choice(Choice::new("yes", "They have no record here").chosen(self.typed.removes_own))
            .small();
        self.standing(page)
            .field(self.capacity())
            .field(self.own_record(Html::of(remove)))
    }

    fn name(&self) -> Input {
        Input::new("name", "Name")
            .hint("As colleagues know them")
            .value(&*self.typed.name)
            .autocomplete("off")
            .error(self.errors.at("name"))
    }

    fn capacity(&self) -> Input {
        Input::new("capacity", "How many young people can they take?")
            .hint("Enter 0 if nobody is allocated to them")
            .whole_number()
            .width(Width::Characters3)
            .value(&*self.typed.capacity)
            .error(self.errors.at("capacity"))
    }

    fn standing(&self, page: FormPage) -> FormPage {
        let email = Input::new("email", "Email address at work")
            .hint("Links to sign in are sent to it")
            .email()
            .autocomplete("off")
            .value(&*self.typed.email);
        let page = page
            .field(email.error(self.errors.at("email")))
            .field(self.roles());
        if self.choices.teams.is_empty() {
            return page;
        }
        let teams = self
            .choices
            .teams
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
        let field = Checkboxes::new("teams", "Teams")
            .choices(teams)
            .selected(self.typed.teams.iter().cloned())
            .error(self.errors.at("teams"));
        page.field(field)
    }

    fn roles(&self) -> Checkboxes {
        let choices = Role::ALL.iter().map(|role| {
            let choice = Choice::new(role.code(), role.label()).hint(role_hint(*role));
            if *role == Role::PartnerAdviser {
                choice.reveals(self.organisation())
            } else {
                choice
            }
        });
        Checkboxes::new("roles", "Roles")
            .choices(choices)
            .selected(self.typed.roles.iter().cloned())
            .error(self.errors.at("roles"))
    }

    fn organisation(&self) -> Select {
        let choices = self
            .choices
            .organisations
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
        Select::new("organisation", "Organisation")
            .blank("Choose an organisation")
            .choices(choices)
            .selected(&*self.typed.organisation)
            .error(self.errors.at("organisation"))
    }

    /// Returns the field that links an account to its owner's own record. It looks the same whether or not there is a link.
    fn own_record(&self, remove: Html) -> Html {
        let explains = Html::paragraph(
            "Some people who work here have been in care themselves. If they have a record here, give the council’s id of it: \
             they will never reach it through their work. What is saved is not shown again.",
        );
        let field = Input::new("own-id", "Council’s id of their own record")
            .hint("Leave it blank to change nothing")
            .width(Width::Characters20)
            .autocomplete("off")
            .spellcheck(false)
            .value(&*self.typed.own_id)
            .error(self.errors.at("own-id"));
        let details = Details::new(
            "They have a young person’s record of their own",
            Html::joined([explains, Html::of(field), remove]),
        );
        if self.errors.at("own-id").is_some() {
            details.open().into()
        } else {
            details.into()
        }
    }
}

/// Says what somebody else saved while this form was being filled in.
pub(super) fn meanwhile(account: &Account, typed: &AccountForm, names: &NamesOf) -> Html {
    let saved = AccountForm::of(account);
    let organisation = names.organisations.get(&account.organisation).cloned();
    let rows = [
        (saved.name != typed.name, "Name", saved.name.clone()),
        (saved.email != typed.email, "Email", saved.email.clone()),
        (
            saved.roles != typed.roles,
            "Roles",
            roles_line(&account.roles),
        ),
        (
            !same(&saved.teams, &typed.teams),
            "Teams",
            names.teams(&account.teams),
        ),
        (
            saved.capacity != typed.capacity,
            "Young people they can take",
            saved.capacity.clone(),
        ),
        (
            saved.organisation != typed.organisation,
            "Organisation",
            or_none(organisation.unwrap_or_default()),
        ),
    ];
    let mut list = SummaryList::new();
    for (_, key, value) in rows.into_iter().filter(|(differs, _, _)| *differs) {
        list = list.row(key, value);
    }
    let opening = Html::paragraph(
        "Somebody else changed this account while you were typing. Where it now differs from what you typed, they saved:",
    );
    InsetText::new(Html::joined([opening, Html::of(list)])).into()
}

fn same(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|id| other.contains(id))
}
