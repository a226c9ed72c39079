//! The forms of a plan.

use govuk::{Choice, Html, Input, Radios, Select, Textarea};
use values::{AccountId, codes::Activity};

use super::{
    forms::{DoneForm, EndForm, GoalForm, StepForm},
    model::{AGREED, OUTCOMES},
};
use crate::shell::{
    choices::Coded,
    web::{Ctx, Errors, FormPage},
};

/// What every form of the plan shows.
pub(super) struct Frame {
    pub(super) name: String,
    pub(super) back: String,
}

pub(super) fn radios(
    id: &'static str,
    legend: &str,
    choices: &[Coded],
    chosen: &str,
    errors: &Errors,
) -> Html {
    let mut radios = Radios::new(id, legend.to_owned())
        .selected(chosen)
        .error(errors.at(id))
        .small();
    for (code, words) in choices {
        radios = radios.item(*code, *words);
    }
    Html::of(radios)
}

fn begin(ctx: &Ctx, heading: &str, frame: &Frame, errors: &Errors, dates: &[&str]) -> FormPage {
    FormPage::new(ctx, heading)
        .caption(frame.name.clone())
        .errors(errors, dates)
        .cancel(frame.back.clone())
}

pub(super) fn goal(
    ctx: &Ctx,
    frame: &Frame,
    templates: Html,
    form: &GoalForm,
    errors: &Errors,
) -> FormPage {
    begin(ctx, "Add a goal", frame, errors, &["wanted", "agreed"])
        .intro(templates)
        .field(
            Textarea::new("words", "What do they want to achieve?")
                .hint("In their words")
                .rows(2)
                .value(&*form.words)
                .error(errors.at("words")),
        )
        .field(
            Textarea::new("steps", "First steps (optional)")
                .hint("Put each step on a new line. They start as the young person’s own, with no date. You can change them later.")
                .rows(4)
                .value(&*form.steps)
                .error(errors.at("steps")),
        )
        .field(form.wanted.field("wanted", "By when? (optional)", errors))
        .field(radios("agreed_how", "How was it agreed with them?", AGREED, &form.agreed_how, errors))
        .field(form.agreed.field("agreed", "When was it agreed?", errors))
        .button("Save the goal")
}

pub(super) fn step(
    ctx: &Ctx,
    heading: &str,
    frame: &Frame,
    workers: &[(AccountId, String)],
    form: &StepForm,
    errors: &Errors,
) -> FormPage {
    let mut owner = Radios::new("owner", "Who will do it?")
        .selected(&*form.owner)
        .error(errors.at("owner"))
        .item("young-person", "The young person");
    for (id, name) in workers {
        owner = owner.item(id.to_string(), name.clone());
    }
    let other = Input::new("owner_name", "Their name")
        .value(&*form.owner_name)
        .error(errors.at("owner_name"));
    let owner = owner.choice(Choice::new("other", "Someone else").reveals(Html::of(other)));
    begin(ctx, heading, frame, errors, &["due"])
        .field(
            Input::new("words", "The step, in their words")
                .value(&*form.words)
                .error(errors.at("words")),
        )
        .field(owner)
        .field(form.due.field("due", "When is it due?", errors))
        .button("Save the step")
}

pub(super) fn done(
    ctx: &Ctx,
    frame: &Frame,
    step: &str,
    form: &DoneForm,
    errors: &Errors,
) -> FormPage {
    let mut activity = Select::new("activity", "Has what they do changed? (optional)")
        .hint(
            "These are the categories of the statutory return. Your answer updates “What we know”.",
        )
        .item("", "No change")
        .selected(&*form.activity)
        .error(errors.at("activity"));
    for one in Activity::ALL {
        activity = activity.item(one.code(), one.meaning());
    }
    begin(ctx, "This step is done", frame, errors, &["on"])
        .intro(Html::paragraph(step.to_owned()))
        .field(form.on.field("on", "When was it done?", errors))
        .field(radios(
            "outcome",
            "What did it lead to?",
            OUTCOMES,
            &form.outcome,
            errors,
        ))
        .field(activity)
        .button("It is done")
}

pub(super) fn end_goal(
    ctx: &Ctx,
    frame: &Frame,
    goal: &str,
    form: &EndForm,
    errors: &Errors,
) -> FormPage {
    let on = form.on.field("on", "When did they reach it?", errors);
    let because = Textarea::new("because", "Why?")
        .rows(2)
        .value(&*form.because)
        .error(errors.at("because"));
    let how = Radios::new("how", "What happened?")
        .selected(&*form.how)
        .error(errors.at("how"))
        .choice(Choice::new("reached", "They have reached it").reveals(Html::of(on)))
        .choice(Choice::new("archived", "It is no longer wanted").reveals(Html::of(because)));
    begin(ctx, "Close this goal", frame, errors, &["on"])
        .intro(Html::paragraph(goal.to_owned()).and(Html::paragraph(
            "It stays in the history. Its open steps are archived with it.",
        )))
        .field(how)
}

pub(super) fn archive(
    ctx: &Ctx,
    frame: &Frame,
    step: &str,
    form: &EndForm,
    errors: &Errors,
) -> FormPage {
    begin(ctx, "This step is no longer wanted", frame, errors, &[])
        .intro(Html::paragraph(step.to_owned()).and(Html::paragraph("It stays in the history.")))
        .field(
            Textarea::new("because", "Why?")
                .rows(2)
                .value(&*form.because)
                .error(errors.at("because")),
        )
        .button("Archive it")
}
