//! The forms about a young person, as pages.

use govuk::{Html, Input, InsetText, Radios, Select, SummaryList, Textarea, Width};
use values::codes::CareStatus;

use super::forms::{NOBODY, PersonForm, sent};
use crate::{
    office::accounts::WorkerChoice,
    person::people::{Allocation, CHANNELS, Ehcp, Fields},
    shell::{
        choices::{Choices, Code},
        web::{Ctx, Errors, FormPage},
    },
};

fn select(
    form: &PersonForm,
    id: &str,
    label: &str,
    choices: &[(&'static str, &'static str)],
    errors: &Errors,
) -> Html {
    let mut select = Select::new(id, label.to_owned())
        .selected(form.text(id))
        .error(errors.at(id));
    for (code, words) in choices {
        select = select.item(*code, *words);
    }
    Html::of(select)
}

fn radios(form: &PersonForm, id: &str, legend: &str, choices: Choices, errors: &Errors) -> Html {
    let mut radios = Radios::new(id, legend.to_owned())
        .inline()
        .selected(form.text(id))
        .error(errors.at(id));
    for (code, words) in choices {
        radios = radios.item(*code, *words);
    }
    Html::of(radios)
}

/// The form that changes a young person's details.
pub(super) fn edit(
    ctx: &Ctx,
    name: &str,
    form: &PersonForm,
    version: i32,
    errors: &Errors,
) -> FormPage {
    let back = ctx.path().trim_end_matches("/edit").to_owned();
    let text = |id: &str, label: &str| {
        Input::new(id, label.to_owned())
            .value(form.text(id))
            .error(errors.at(id))
    };
    let statuses: Vec<_> = CareStatus::ALL
        .iter()
        .map(|status| (status.code(), status.meaning()))
        .collect();
    FormPage::new(ctx, "Change details")
        .caption(name.to_owned())
        .errors(errors, &["born_on"])
        .version(version)
        .cancel(back)
        .field(
            text("given_name", "First name")
                .hint("The name they use. One name is enough.")
                .spellcheck(false),
        )
        .field(text("family_name", "Last name").spellcheck(false))
        .field(text("pronouns", "Pronouns (optional)").width(Width::Characters10))
        .field(form.born.field("born_on", "Date of birth", errors))
        .field(
            text("phone", "Phone number")
                .telephone()
                .width(Width::Characters20),
        )
        .field(text("email", "Email address").email())
        .field(
            Textarea::new("address", "Where they live")
                .rows(3)
                .value(form.text("address"))
                .error(errors.at("address")),
        )
        .field(text("language", "Preferred language").width(Width::Characters20))
        .field(radios(
            form,
            "channel",
            "How do they prefer to be contacted?",
            CHANNELS,
            errors,
        ))
        .field(select(
            form,
            "care_status",
            "Care status",
            &statuses,
            errors,
        ))
        .field(radios(
            form,
            "ehcp",
            "Do they have an Education, Health and Care Plan?",
            Ehcp::CHOICES,
            errors,
        ))
        .field(
            text("council_ref", "Council id")
                .hint("Their number in the council’s own system.")
                .width(Width::Characters20),
        )
}

/// Shows what someone else saved in the meantime, beside what was typed.
pub(super) fn both_versions(typed: &PersonForm, saved: &Fields, who: &str) -> Html {
    let mut list = SummaryList::new();
    for (name, label, text) in saved.texts() {
        let mine = if name == "born_on" {
            None
        } else {
            Some(typed.text(name))
        };
        if mine.is_some_and(|mine| mine != text) {
            list = list.row(
                label,
                if text.is_empty() {
                    "Nothing".to_owned()
                } else {
                    text
                },
            );
        }
    }
    let sentence = format!(
        "{who} changed this record while you were typing. What they saved is below, where it differs from yours. Nothing you typed has been lost: make any changes you need, then save again."
    );
    Html::joined([Html::of(InsetText::new(sentence)), Html::of(list)])
}

/// What the allocation form offers.
pub(super) struct Offered {
    pub(super) coaches: Vec<WorkerChoice>,
    pub(super) advisers: Vec<WorkerChoice>,
    pub(super) social_workers: Vec<WorkerChoice>,
    pub(super) teams: Vec<(String, String)>,
    pub(super) organisations: Vec<(String, String)>,
}

fn worker(id: &str, label: &str, offered: &[WorkerChoice], chosen: String) -> Html {
    let mut select = Select::new(id, label.to_owned())
        .item(NOBODY, "Nobody yet")
        .selected(chosen);
    for worker in offered {
        let words = match worker.capacity {
            0 => worker.name.clone(),
            capacity => format!("{} – {} of {capacity}", worker.name, worker.allocated),
        };
        select = select.item(worker.id.to_string(), words);
    }
    Html::of(select)
}

fn choice(id: &str, label: &str, none: &str, offered: &[(String, String)], chosen: String) -> Html {
    let mut select = Select::new(id, label.to_owned())
        .item(NOBODY, none.to_owned())
        .selected(chosen);
    for (code, words) in offered {
        select = select.item(code.clone(), words.clone());
    }
    Html::of(select)
}

/// The form that sets who works with a young person.
pub(super) fn allocate(
    ctx: &Ctx,
    name: &str,
    now: &Allocation,
    offered: &Offered,
    version: i32,
    errors: &Errors,
) -> FormPage {
    let back = ctx.path().trim_end_matches("/allocate").to_owned();
    FormPage::new(ctx, "Who works with this young person")
        .caption(name.to_owned())
        .errors(errors, &[])
        .version(version)
        .cancel(back)
        .intro(Html::paragraph(
            "The numbers after a worker’s name show how many young people they have, and how many they can take.",
        ))
        .field(worker(
            "coach",
            "Coach",
            &offered.coaches,
            sent(now.coach),
        ))
        .field(worker(
            "adviser",
            "Personal adviser",
            &offered.advisers,
            sent(now.adviser),
        ))
        .field(worker(
            "social_worker",
            "Social worker",
            &offered.social_workers,
            sent(now.social_worker),
        ))
        .field(choice(
            "team",
            "Team",
            "No team yet",
            &offered.teams,
            sent(now.team),
        ))
        .field(choice(
            "organisation",
            "Partner",
            "No partner",
            &offered.organisations,
            sent(now.organisation),
        ))
}
