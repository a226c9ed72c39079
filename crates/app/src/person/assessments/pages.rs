//! The forms of a deep dive.

use govuk::{Choice, Fieldset, Html, InsetText, Radios, Select, Size, Textarea};
use programme::{AnswerKind, Programme, Question, Rating, Readiness};

use super::{
    forms::{AssessmentForm, StageForm, WORDS, field_of},
    model::{Assessment, Kind},
};
use crate::shell::web::{Ctx, Errors, FormPage};

/// The question for each answer in words, with a hint; the short form's comes second.
const QUESTIONS: [[(&str, &str); 2]; 4] = [
    [
        (
            "What are you good at, and proud of?",
            "Start here. Anything counts. For example, looking after someone, a language, a game or getting through a hard year.",
        ),
        (
            "What are you good at, and proud of?",
            "At school and outside it.",
        ),
    ],
    [
        (
            "What work or learning would you like?",
            "In their own words. More than one is fine.",
        ),
        (
            "What would you like to do after school?",
            "Ideas count too. Nothing is decided here.",
        ),
    ],
    [
        (
            "What work do you want to leave, or never do again?",
            "So that no one offers it to them. Ask even about where they work now.",
        ),
        (
            "Is there anything you would never want to do?",
            "So that no one offers it to them.",
        ),
    ],
    [
        ("What else should we know?", "In their own words."),
        ("What would help you at school now?", "In their own words."),
    ],
];

fn words_of(place: usize, kind: Kind) -> (&'static str, &'static str) {
    QUESTIONS[place][usize::from(kind == Kind::Short)]
}

/// Returns the question for an answer in words.
pub(super) fn asked(place: usize, kind: Kind) -> &'static str {
    words_of(place, kind).0
}

fn rating(field: String, label: &'static str, chosen: Option<Rating>) -> Html {
    let mut select = Select::new(field, label)
        .item("", "Skip")
        .selected(chosen.map_or("", Rating::code));
    for rating in Rating::ALL {
        select = select.item(rating.code(), rating.label());
    }
    Html::of(select)
}

fn ratings(form: &AssessmentForm) -> Html {
    let mut parts = vec![
        Html::literal("<h2 class=\"govuk-heading-m\">What gets in the way?</h2>"),
        Html::paragraph(
            "The young person rates each one, and you rate it separately. Skip any that do not matter.",
        ),
    ];
    for barrier in form.said.kind.barriers() {
        let rated = form.said.ratings.get(&barrier).copied().unwrap_or_default();
        let code = barrier.code();
        let pair = Html::joined([
            Html::literal("<div class=\"foothold-pair\">"),
            rating(format!("own-{code}"), "Young person", rated.own),
            rating(format!("coach-{code}"), "Worker", rated.coach),
            Html::literal("</div>"),
        ]);
        parts.push(Html::of(
            Fieldset::new(barrier.label())
                .legend_size(Size::Small)
                .content(pair),
        ));
    }
    Html::joined(parts)
}

fn question(question: &Question, form: &AssessmentForm, errors: &Errors) -> Html {
    let (field, answer) = (field_of(question), form.answer(question));
    let asks = format!("{} (optional)", question.asks);
    let error = errors.at(&field).map(str::to_owned);
    let choose = |choices: Vec<String>| {
        let mut radios = Radios::new(field.clone(), asks.clone())
            .selected(answer)
            .small();
        for choice in choices {
            radios = radios.item(choice.clone(), choice);
        }
        Html::of(radios)
    };
    match question.answer {
        AnswerKind::Text => {
            let area = Textarea::new(field.clone(), asks.clone())
                .rows(2)
                .value(answer)
                .error(error.as_deref());
            Html::of(if question.why.is_empty() {
                area
            } else {
                area.hint(question.why.clone())
            })
        }
        AnswerKind::YesNo => choose(vec!["Yes".into(), "No".into()]),
        AnswerKind::OneOf => choose(question.choices.clone()),
        AnswerKind::AnyOf => {
            let chosen: Vec<String> = answer.split("; ").map(str::to_owned).collect();
            let mut boxes = govuk::Checkboxes::new(field.clone(), asks.clone())
                .selected(chosen)
                .small();
            for choice in &question.choices {
                boxes = boxes.item(choice.clone(), choice.clone());
            }
            Html::of(boxes)
        }
    }
}

/// The form of a deep dive: one page, strengths first.
pub(super) fn make(
    ctx: &Ctx,
    name: &str,
    back: &str,
    programme: Option<&Programme>,
    form: &AssessmentForm,
    errors: &Errors,
) -> FormPage {
    let kind = form.said.kind;
    let mut page = FormPage::new(ctx, kind.label())
        .caption(name.to_owned())
        .errors(errors, &["on"])
        .cancel(back.to_owned())
        .intro(Html::paragraph(
            "Do this together. You can skip anything, and you can do it again later.",
        ))
        .action(format!("{}?kind={}", ctx.path(), kind.code()));
    for (place, name) in WORDS.iter().enumerate() {
        if place == 3 {
            page = page.field(readiness(form)).field(ratings(form));
            let questions = programme.map(|programme| &programme.definition().questions);
            for asked in questions.into_iter().flatten() {
                page = page.field(question(asked, form, errors));
            }
        }
        let (label, hint) = words_of(place, kind);
        page = page.field(
            Textarea::new(*name, label)
                .hint(hint)
                .rows(3)
                .value(form.words()[place])
                .error(errors.at(name)),
        );
    }
    page.field(form.on.field("on", "When did you do this?", errors))
        .button("Save and see the suggested stage")
}

fn readiness(form: &AssessmentForm) -> Html {
    let mut radios = Radios::new("readiness", "How ready for work do you feel?")
        .selected(form.said.readiness.map_or("", Readiness::code));
    for readiness in Readiness::ALL {
        radios = radios.item(readiness.code(), readiness.label());
    }
    Html::of(radios)
}

/// The form that follows a deep dive: the suggestion with its reasons, and the worker's own choice.
pub(super) fn stage(
    ctx: &Ctx,
    name: &str,
    assessment: &Assessment,
    programme: &Programme,
    form: &StageForm,
    errors: &Errors,
) -> FormPage {
    let label = programme::StageKey::parse(&assessment.suggested_stage)
        .ok()
        .and_then(|key| programme.stage(&key))
        .map(|stage| stage.label.clone());
    let heading = label.as_ref().map_or_else(
        || "The deep dive does not suggest a stage.".to_owned(),
        |label| format!("The deep dive suggests {label}."),
    );
    let mut intro = vec![Html::paragraph(heading)];
    intro.extend(assessment.because.iter().map(Html::paragraph));
    let mut stages = Radios::new("stage", "Choose a stage")
        .selected(&*form.stage)
        .error(errors.at("stage"));
    for stage in &programme.definition().stages {
        stages = stages.choice(
            Choice::new(stage.key.to_string(), stage.label.clone()).hint(stage.about.clone()),
        );
    }
    FormPage::new(ctx, "Which stage comes next?")
        .caption(name.to_owned())
        .errors(errors, &["on"])
        .cancel(format!("/people/{}/deep-dives", assessment.person))
        .intro(Html::of(InsetText::new(Html::joined(intro))))
        .field(stages)
        .field(
            Textarea::new("reason", "Why this stage?")
                .hint("Only needed if you choose a different stage from the one suggested.")
                .rows(3)
                .value(&*form.reason)
                .error(errors.at("reason")),
        )
        .field(form.on.field("on", "First day", errors))
        .button("Save stage")
}
