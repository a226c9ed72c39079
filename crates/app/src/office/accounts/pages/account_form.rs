//! The form of an account.

use govuk::{Checkboxes, Choice, Details, Html, Input, InsetText, Select, SummaryList, Width};
use policy::Role;

use super::{
    super::{
        forms::{AccountForm, Choices},
        model::Account,
    },
    names::{NamesOf, or_none, roles_line},
};
use crate::shell::web::{Ctx, Errors, FormPage};

/// Returns the hint beside a role.
fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Coach => "Works with the young people who are allocated to them",
        Role::PersonalAdviser => "Works with the young people they are personal adviser to",
        Role::SocialWorker => "Refers young people and follows their progress",
        Role::TeamManager => "Works with everyone in their teams and decides who works with whom",
        Role::SafeguardingLead => "Can see every young person and read the journal",
        Role::ProgrammeManager => "Runs the programme for every young person",
        Role::FundHolder => "Manages a fund",
        Role::PartnerAdviser => {
            "Works for another organisation, with the young people the council shares with it"
        }
        Role::Administrator => "Manages accounts and teams, and cannot see young people’s records",
    }
}

/// The form of an account, in its three variants.
pub(in crate::office::accounts) struct AccountPage<'a> {
    pub(in crate::office::accounts) typed: &'a AccountForm,
    pub(in crate::office::accounts) choices: &'a Choices,
    pub(in crate::office::accounts) errors: &'a Errors,
}

impl AccountPage<'_> {
    /// Returns the form of a new account.
    pub(in crate::office::accounts) fn of_new(&self, ctx: &Ctx) -> FormPage {
        let page = FormPage::new(ctx, "Add an account").errors(self.errors, &[]);
        self.standing(page.field(self.name()))
            .field(self.capacity())
            .field(self.own_record(Html::default()))
            .button("Add the account")
            .cancel("/accounts")
    }

    /// Returns the form that changes an account.
    pub(in crate::office::accounts) fn of_change(
        &self,
        ctx: &Ctx,
        account: &Account,
        stale: Option<Html>,
    ) -> FormPage {
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
            .hint("The name colleagues use")
            .value(&*self.typed.name)
            .autocomplete("off")
            .error(self.errors.at("name"))
    }

    fn capacity(&self) -> Input {
        Input::new("capacity", "How many young people can they take?")
            .hint("Enter 0 if they will not be allocated anyone")
            .whole_number()
            .width(Width::Characters3)
            .value(&*self.typed.capacity)
            .error(self.errors.at("capacity"))
    }

    fn standing(&self, page: FormPage) -> FormPage {
        let email = Input::new("email", "Work email address")
            .hint("We send sign-in links to this address")
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
            "Some people who work here have been in care themselves. If they have a record here, enter its council id: \
             they will never be able to open it through their work. Once saved, it is not shown again.",
        );
        let field = Input::new("own-id", "Council id of their own record")
            .hint("Leave blank for no change")
            .width(Width::Characters20)
            .autocomplete("off")
            .spellcheck(false)
            .value(&*self.typed.own_id)
            .error(self.errors.at("own-id"));
        let details = Details::new(
            "They have their own record as a young person",
            Html::joined([explains, Html::of(field), remove]),
        );
        if self.errors.at("own-id").is_some() {
            details.open().into()
        } else {
            details.into()
        }
    }
}

/// Says what someone else saved while this form was being filled in.
pub(in crate::office::accounts) fn meanwhile(
    account: &Account,
    typed: &AccountForm,
    names: &NamesOf,
) -> Html {
    let saved = AccountForm::of(account);
    let organisation = account
        .organisation
        .and_then(|id| names.organisations.get(&id).cloned());
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
        "Someone else changed this account while you were typing. These details now differ from yours:",
    );
    InsetText::new(Html::joined([opening, Html::of(list)])).into()
}

fn same(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|id| other.contains(id))
}
