//! The pages of teams.

use std::collections::HashMap;

use askama::Template;
use govuk::{Button, Checkboxes, Choice, Colour, Html, Input, InsetText, Table, Tag};
use values::TeamId;

use super::super::{
    forms::TeamForm,
    model::{Team, TeamSize},
};
use crate::shell::web::{Ctx, Errors, FormPage, Layout};

/// The list of teams.
#[derive(Template)]
#[template(path = "accounts/teams.html")]
pub(in crate::office::accounts) struct TeamsPage {
    layout: Layout,
    teams: Option<Table>,
    add: Button,
}

impl TeamsPage {
    pub(in crate::office::accounts) fn new(
        layout: Layout,
        teams: &[Team],
        sizes: &HashMap<TeamId, TeamSize>,
    ) -> Self {
        let mut table = Table::new("Teams")
            .caption_hidden()
            .column("Team")
            .column("Staff")
            .column("Young people")
            .column("Status");
        for team in teams {
            let size = sizes.get(&team.id).copied().unwrap_or_default();
            let (name, state) = if team.is_open {
                let link = Html::link(format!("/teams/{}/edit", team.id), team.name.clone());
                (link, Tag::new("Open").colour(Colour::Green))
            } else {
                let state = Tag::new("Closed").colour(Colour::Grey);
                (team.name.clone().into(), state)
            };
            table = table.row([
                name,
                size.workers.to_string().into(),
                size.people.to_string().into(),
                state.into(),
            ]);
        }
        Self {
            layout,
            teams: (!teams.is_empty()).then(|| table.stacking().sortable()),
            add: Button::link("Add a team", "/teams/new"),
        }
    }
}

/// The form of a team.
pub(in crate::office::accounts) struct TeamPage<'a> {
    pub(in crate::office::accounts) typed: &'a TeamForm,
    pub(in crate::office::accounts) errors: &'a Errors,
}

impl TeamPage<'_> {
    /// Returns the form of a new team.
    pub(in crate::office::accounts) fn of_new(&self, ctx: &Ctx) -> FormPage {
        FormPage::new(ctx, "Add a team")
            .errors(self.errors, &[])
            .field(self.name())
            .button("Add the team")
            .cancel("/teams")
    }

    /// Returns the form that changes a team. A team with people in it cannot be closed, so the form does not ask.
    pub(in crate::office::accounts) fn of_change(
        &self,
        ctx: &Ctx,
        team: &Team,
        size: TeamSize,
    ) -> FormPage {
        let page = FormPage::new(ctx, format!("Change the team {}", team.name))
            .errors(self.errors, &[])
            .version(team.version)
            .cancel("/teams")
            .field(self.name());
        if !size.is_empty() && self.errors.at("close").is_none() {
            let words = format!(
                "In this team now: {} staff and {} young people. It can be closed when it is empty.",
                size.workers, size.people
            );
            return page.field(InsetText::new(words));
        }
        let close = Checkboxes::new("close", "Is the team still needed?")
            .choice(Choice::new("yes", "Close the team").chosen(self.typed.closes))
            .error(self.errors.at("close"));
        page.field(close)
    }

    fn name(&self) -> Input {
        Input::new("name", "Team name")
            .value(&*self.typed.name)
            .autocomplete("off")
            .error(self.errors.at("name"))
    }
}

/// Says what someone else renamed the team to while this form was being filled in.
pub(in crate::office::accounts) fn meanwhile(team: &Team) -> Html {
    let words = format!(
        "Someone else changed this team while you were typing. They saved the name: {}",
        team.name
    );
    InsetText::new(words).into()
}
