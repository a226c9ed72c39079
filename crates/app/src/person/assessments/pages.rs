//! The forms of a deep dive.

use govuk::{Button, Choice, Details, Fieldset, Html, InsetText, Radios, Select, Size, Textarea};
use programme::{AnswerKind, Barrier, Programme, Question, Rating, Readiness};

use super::{
    forms::{AssessmentForm, StageForm, WORDS, about, field_of},
    model::{Assessment, Kind},
    parts::{Part, Shown, questions},
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

/// Asks about one barrier: both ratings, and in a fold what they say about it.
fn barrier(barrier: Barrier, form: &AssessmentForm, errors: &Errors) -> Html {
    let rated = form.said.ratings.get(&barrier).copied().unwrap_or_default();
    let (code, field) = (barrier.code(), about(barrier));
    let said = form.said.about.get(&barrier).map_or("", String::as_str);
    let error = errors.at(&field);
    let mut words = Details::new(
        format!("Say more about: {}", barrier.label().to_lowercase()),
        Html::of(
            Textarea::new(field.clone(), "In their own words (optional)")
                .rows(2)
                .value(said)
                .error(error),
        ),
    );
    if !said.is_empty() || error.is_some() {
        words = words.open();
    }
    let pair = Html::joined([
        Html::literal("<div class=\"foothold-pair\">"),
        rating(format!("own-{code}"), "Young person", rated.own),
        rating(format!("coach-{code}"), "Worker", rated.coach),
        Html::literal("</div>"),
        Html::of(words),
    ]);
    Html::of(
        Fieldset::new(barrier.label())
            .legend_size(Size::Small)
            .content(pair),
    )
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

/// Asks one of the questions in words.
fn in_words(place: usize, form: &AssessmentForm, errors: &Errors) -> Html {
    let (name, (label, hint)) = (WORDS[place], words_of(place, form.said.kind));
    Html::of(
        Textarea::new(name, label)
            .hint(hint)
            .rows(3)
            .value(form.words()[place])
            .error(errors.at(name)),
    )
}

/// Where a page of a deep dive stands.
pub(super) struct Stands<'a> {
    /// The young person's name.
    pub(super) name: &'a str,
    /// The page that is sent, and come back to.
    pub(super) action: String,
    /// Where to go without saving.
    pub(super) back: &'a str,
    /// The page without this part; `None` on the last.
    pub(super) skip: Option<String>,
}

/// A page of a deep dive: a few questions, strengths first.
pub(super) fn make(
    ctx: &Ctx,
    stands: Stands<'_>,
    programme: Option<&Programme>,
    (form, shown): (&AssessmentForm, Shown),
    errors: &Errors,
) -> FormPage {
    let kind = form.said.kind;
    let heading = match shown {
        Shown::All => kind.label(),
        Shown::One(part) => part.label(),
    };
    let caption = match shown.place(kind) {
        None => stands.name.to_owned(),
        Some((place, all)) => {
            format!(
                "{}: {}, part {place} of {all}",
                stands.name,
                kind.label().to_lowercase()
            )
        }
    };
    let mut page = FormPage::new(ctx, heading)
        .caption(caption)
        .errors(errors, &["on"])
        .cancel(stands.back.to_owned())
        .action(stands.action);
    let parts = shown.parts(kind);
    if shown.has(Part::Wants) {
        page = page.intro(Html::paragraph(
            "Do this together. You can skip anything, stop after any part, and go on another day.",
        ));
    } else if parts.iter().any(|part| part.asked(kind).next().is_some()) {
        page = page.intro(Html::paragraph(
            "How much does each get in the way? The young person rates it, and you rate it separately. Skip any that do not matter.",
        ));
    }
    for part in parts {
        if shown == Shown::All && part != Part::Wants {
            page = page.field(Html::joined([
                Html::literal("<h2 class=\"govuk-heading-m\">"),
                part.label().into(),
                Html::literal("</h2>"),
            ]));
        }
        match part {
            Part::Wants => {
                for place in 0..3 {
                    page = page.field(in_words(place, form, errors));
                }
                page = page.field(readiness(form)).field(form.on.field(
                    "on",
                    "When did you do this?",
                    errors,
                ));
            }
            Part::More => {
                for asked in questions(programme) {
                    page = page.field(question(asked, form, errors));
                }
                page = page.field(in_words(3, form, errors));
            }
            _ => {
                for one in part.asked(kind) {
                    page = page.field(barrier(one, form, errors));
                }
            }
        }
    }
    let Some(skip) = stands.skip else {
        return page.button("Save and see the suggested stage");
    };
    let go_on = Button::new("Save and continue").name("then").value("go-on");
    let stop = Button::new("Save and stop here").secondary();
    let stop = stop.name("then").value("stop");
    page.buttons([go_on, stop])
        .after(Html::paragraph(Html::link(skip, "Skip this part")))
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
