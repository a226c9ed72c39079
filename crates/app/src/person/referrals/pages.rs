//! The pages of referrals.

use askama::Template;
use govuk::{
    Choice, Colour, Html, Input, Radios, Select, SummaryList, Table, Tag, Textarea, Width,
};

use super::{
    forms::{AnswerForm, ReferralForm},
    model::{Decision, REASONS, Referral, Told},
};
use crate::{
    office::library::Library,
    person::people::Person,
    shell::{
        choices::Code,
        web::{Ctx, Errors, FormPage, Layout, words},
    },
};

#[derive(Template)]
#[template(path = "referrals/list.html")]
pub(super) struct ListPage {
    pub(super) layout: Layout,
    pub(super) referrals: Option<Table>,
    pub(super) may_refer: bool,
    pub(super) is_cut: bool,
    pub(super) may_link: bool,
}

#[derive(Template)]
#[template(path = "referrals/show.html")]
pub(super) struct ShowPage {
    pub(super) layout: Layout,
    pub(super) name: String,
    pub(super) about: SummaryList,
    pub(super) person: Option<String>,
    /// Where to take them on in one step.
    pub(super) take_on: Option<String>,
    pub(super) answer: Option<String>,
    /// Where to say that somebody who was accepted will not be enrolled.
    pub(super) close: Option<String>,
    /// What comes after the referral is accepted.
    pub(super) allocate: Option<String>,
    pub(super) enrol: Option<String>,
    /// Who may be the same young person: a name, their date of birth, and a link to compare the two records.
    pub(super) alike: Vec<(String, String, String)>,
    /// Whether there are others whom the worker who answers may not see.
    pub(super) others: bool,
}

/// A referral's state as a coloured word.
pub(super) fn tag(referral: &Referral) -> Tag {
    let colour = match referral.decision {
        Some(Decision::Accepted) => Colour::Green,
        None => Colour::Yellow,
        Some(Decision::Declined | Decision::Withdrawn) => Colour::Grey,
    };
    Tag::new(referral.state()).colour(colour)
}

/// Returns where referrals may come from: the code of the choice, and its words.
pub(super) fn routes(library: &Library) -> Vec<(String, String)> {
    let mut routes = Vec::new();
    let several = library.current().count() > 1;
    for version in library.current() {
        let definition = version.programme.definition();
        for route in &definition.routes {
            let words = if several {
                format!("{}: {}", definition.name, route.label)
            } else {
                route.label.clone()
            };
            routes.push((format!("{}/{}", version.key, route.key), words));
        }
    }
    routes
}

/// Asks whether the young person already has a record.
fn same(alike: &[Person], form: &ReferralForm, errors: &Errors) -> Radios {
    let choices = alike.iter().map(|one| {
        let born = words::day_or(one.fields.born_on, "no date of birth");
        Choice::new(one.standing.id.to_string(), one.name()).hint(born)
    });
    Radios::new(
        "same",
        "We have a similar record. Is it one of these people?",
    )
    .choices(choices)
    .item("new", "No, this is someone new")
    .selected(&*form.same)
    .error(errors.at("same"))
}

/// The referral form: short enough to fill in on a phone between visits.
pub(super) fn make(
    ctx: &Ctx,
    form: &ReferralForm,
    routes: &[(String, String)],
    alike: &[Person],
    errors: &Errors,
) -> FormPage {
    let text = |id: &str, label: &str, value: &str| {
        Input::new(id, label.to_owned())
            .value(value)
            .error(errors.at(id))
    };
    let mut route = Radios::new("route", "Where does the referral come from?")
        .selected(&*form.route)
        .error(errors.at("route"));
    for (code, words) in routes {
        route = route.item(code.clone(), words.clone());
    }
    let mut told = Radios::new("told", "Does the young person know about the referral?")
        .selected(&*form.told)
        .error(errors.at("told"));
    for one in Told::ALL {
        let choice = Choice::new(one.code(), one.words());
        told = told.choice(match one {
            Told::Agrees | Told::Knows => choice,
            Told::NotYet => choice.hint("We will tell them first."),
        });
    }
    let page = FormPage::new(ctx, "Refer a young person");
    let page = match alike {
        [] => page,
        some => page.field(same(some, form, errors)),
    };
    page.errors(errors, &["born_on"])
        .cancel("/referrals")
        .intro(Html::paragraph("One name and one way to contact them are enough. You can add the rest later."))
        .field(text("given_name", "First name", &form.given_name).spellcheck(false))
        .field(text("family_name", "Last name (optional)", &form.family_name).spellcheck(false))
        .field(text("phone", "Phone number", &form.phone).telephone().width(Width::Characters20))
        .field(text("email", "Email address (optional)", &form.email).email())
        .field(form.born.field("born_on", "Date of birth (optional)", errors))
        .field(route)
        .field(told)
        .field(
            Textarea::new("reason", "What would they like to change? (optional)")
                .hint("In their own words if you can. For example, work they want, work they want to leave, or what gets in the way.")
                .rows(4)
                .value(&*form.reason)
                .error(errors.at("reason")),
        )
        .button("Refer")
}

/// The form that answers a referral.
pub(super) fn answer(
    ctx: &Ctx,
    name: &str,
    form: &AnswerForm,
    version: i32,
    errors: &Errors,
) -> FormPage {
    let mut decision = Radios::new("decision", "Your answer")
        .selected(&*form.decision)
        .error(errors.at("decision"));
    for (code, words) in Decision::CHOICES {
        decision = decision.item(*code, *words);
    }
    let mut reason = Select::new("decision_reason", "If you are not accepting it, why?")
        .item("", "Choose a reason")
        .selected(&*form.reason)
        .error(errors.at("decision_reason"));
    for (code, words) in REASONS {
        reason = reason.item(*code, *words);
    }
    FormPage::new(ctx, "Answer the referral")
        .caption(name.to_owned())
        .errors(errors, &[])
        .version(version)
        .cancel(ctx.path().trim_end_matches("/decide").to_owned())
        .field(decision)
        .field(reason)
}
