//! The form that moves an enrolment on, pauses it, ends it or lets it return.

use govuk::{Choice, Html, Radios, Textarea};
use programme::Direction;

use super::{forms::MoveForm, hand_over, handlers::Opened, pausing::STILL_PAUSED, proposing};
use crate::shell::web::{Answer, Ctx, Errors, FormPage};

fn choices(opened: &Opened) -> Vec<Choice> {
    let Some(version) = opened.library.version(opened.enrolment.programme_version) else {
        return Vec::new();
    };
    let (programme, history) = (&version.programme, &opened.history);
    let mut choices = Vec::new();
    if history.exited().is_some() {
        for stage in programme.returns(history) {
            choices.push(Choice::new(
                format!("return/{}", stage.key),
                format!("Return to {}", stage.label),
            ));
        }
        return choices;
    }
    let Some(current) = history.current() else {
        return choices;
    };
    let definition = programme.definition();
    if history.current_pause().is_some() {
        choices.push(Choice::new("resume", "Resume after the pause"));
        choices.push(Choice::new(
            STILL_PAUSED,
            "Still paused: look at it again on the day below",
        ));
    } else {
        for step in programme.moves_from(&current.stage) {
            let words = match step.direction {
                Direction::Forward => format!("Move on to {}", step.label),
                Direction::Back => format!("Go back to {}", step.label),
                Direction::Sideways => format!("Change to {}", step.label),
            };
            choices.push(Choice::new(format!("move/{}", step.to), words));
        }
        for pause in &definition.pauses {
            choices.push(Choice::new(
                format!("pause/{}", pause.key),
                format!("Pause: {}", pause.label),
            ));
        }
    }
    for exit in &definition.exits {
        choices.push(Choice::new(
            format!("exit/{}", exit.key),
            format!("End: {}", exit.label),
        ));
    }
    choices
}

pub(super) async fn move_page(
    ctx: &Ctx,
    opened: &Opened,
    form: &MoveForm,
    errors: &Errors,
) -> Answer {
    let stage = opened.library.stage_label(
        opened.enrolment.programme_version,
        &opened.enrolment.stage_key,
    );
    let now = if opened.enrolment.stage_key.is_empty() {
        "They have left the programme.".into()
    } else {
        format!("They are in {stage} now.")
    };
    let page = FormPage::new(ctx, "What happens next?")
        .caption(opened.person.name())
        .errors(errors, &["on", "review"])
        .version(opened.enrolment.version)
        .cancel(format!("/people/{}", opened.enrolment.person));
    let about = (opened.enrolment.person, &opened.enrolment);
    let proposed = proposing::proposed(ctx, &mut ctx.read().await?, about).await?;
    let page = page.intro(match proposed {
        Some((says, _)) => says.and(Html::paragraph(now)),
        None => Html::paragraph(now),
    });
    let choices = choices(opened);
    if choices.is_empty() {
        return page.without_form().show();
    }
    let page = page.field(
        Radios::new("event", "What happens?")
            .choices(choices)
            .selected(&*form.event)
            .error(errors.at("event")),
    );
    let is_paused = opened.history.current_pause().is_some();
    let goes_on = opened.history.exited().is_none();
    let page = if goes_on && !is_paused {
        page.field(hand_over::field(ctx, &opened.person, form, errors).await?)
    } else {
        page
    };
    let page = if goes_on {
        page.field(form.review.field(
            "review",
            "For a pause, when will you look at it again with them? Leave empty for 4 weeks",
            errors,
        ))
    } else {
        page
    };
    page.field(
        Textarea::new("reason", "Why? (optional)")
            .hint("Facts and the young person’s own words. No blame.")
            .rows(3)
            .value(&*form.reason)
            .error(errors.at("reason")),
    )
    .field(form.on.field("on", "When did this happen?", errors))
    .show()
}
