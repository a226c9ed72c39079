//! The next stage, as proposed by whoever works with a young person and may not move them, such as a partner's adviser.
//!
//! Whoever may move them sees it on Today, with the reason, in the form that moves them; or says why not now.

use axum::http::Uri;
use govuk::{Choice, Html, InsetText, Radios, Textarea};
use policy::Action;
use programme::StageKey;
use store::{ReadTx, WriteTx};
use values::PersonId;

use crate::{
    office::directory::{Directory, InCouncil},
    person::{
        enrolments::{self, Enrolment, StageProposal},
        people::{self, Person},
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect, words},
};

/// The most characters of a reason.
const LONGEST: usize = 2000;

struct Opened {
    person: Person,
    enrolment: Enrolment,
    directory: std::sync::Arc<Directory>,
    proposals: Vec<StageProposal>,
}

async fn open(ctx: &Ctx, id: PersonId, action: Action) -> Result<Opened, WebError> {
    let mut tx = ctx.read().await?;
    let person = people::open(ctx, &mut tx, id, action).await?;
    let enrolments = enrolments::of_person(&mut tx, ctx.council(), id).await?;
    Ok(Opened {
        person,
        enrolment: enrolments::main(&enrolments)
            .cloned()
            .ok_or(WebError::NotFound)?,
        directory: ctx.directory(&mut tx).await?,
        proposals: enrolments::stage_proposals_of(&mut tx, ctx.council(), id).await?,
    })
}

impl Opened {
    fn label(&self, stage: &str) -> String {
        let version = self.enrolment.programme_version;
        self.directory.library.stage_label(version, stage)
    }

    /// Says what was proposed and what became of it.
    fn line(&self, one: &StageProposal) -> String {
        let (stage, by) = (
            self.label(&one.stage),
            self.directory.worker(one.by, "Someone"),
        );
        let proposed = format!("{by} proposed {stage} on {}", words::day(one.on));
        match one.outcome.as_str() {
            "" => format!("{proposed}. No answer yet."),
            "moved" => format!("{proposed}. They moved there."),
            "otherwise" => format!("{proposed}. Something else was decided."),
            "again" => format!("{proposed}. Proposed again later."),
            _ => format!("{proposed}. Not now: {}", one.answer),
        }
    }

    /// Returns the stages to which they can move from where they are: key and label.
    fn stages(&self) -> Vec<(String, String)> {
        let version = self.enrolment.programme_version;
        let version = self.directory.library.version(version);
        let now = StageKey::parse(&self.enrolment.stage_key).ok();
        let moves = version
            .zip(now)
            .map(|(version, now)| version.programme.moves_from(&now));
        let moves = moves.into_iter().flatten();
        moves
            .map(|step| (step.to.to_string(), step.label.clone()))
            .collect()
    }
}

fn page(ctx: &Ctx, opened: &Opened, form: &Form, errors: &Errors) -> Answer {
    let before = opened.proposals.iter().rev();
    let before: Vec<Html> = before
        .map(|one| Html::paragraph(opened.line(one)))
        .collect();
    let now = format!(
        "They are in {} now.",
        opened.label(&opened.enrolment.stage_key)
    );
    let page = FormPage::new(ctx, "Propose the next stage")
        .caption(opened.person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{}", opened.person.standing.id))
        .after(Html::joined(before));
    let stages = opened.stages();
    if stages.is_empty() {
        return page.intro(Html::paragraph(now)).without_form().show();
    }
    page.intro(Html::paragraph(now).and(Html::paragraph(
        "Their coach will see your proposal on Today, and will move them or tell you why not now.",
    )))
    .field(
        Radios::new("stage", "Which stage fits them?")
            .choices(
                stages
                    .into_iter()
                    .map(|(key, label)| Choice::new(key, label)),
            )
            .selected(form.text("stage"))
            .error(errors.at("stage")),
    )
    .field(
        Textarea::new("reason", "Why?")
            .hint("What have you seen, and what did they say?")
            .rows(3)
            .value(form.owned("reason"))
            .error(errors.at("reason")),
    )
    .button("Propose it")
    .show()
}

/// Asks which stage.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let opened = open(&ctx, id, Action::RecordContact).await?;
    let form = ctx.draft(&uri).await?.unwrap_or_default();
    page(&ctx, &opened, &form, &Errors::default())
}

/// Proposes it.
pub(super) async fn propose(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let opened = open(&ctx, id, Action::RecordContact).await?;
    let (stage, reason) = (form.owned("stage"), form.owned("reason"));
    let may_move = opened.stages().iter().any(|(key, _)| *key == stage);
    let mut errors = Errors::default();
    errors.require(may_move, "stage", "Choose a stage");
    errors.require(
        !reason.is_empty(),
        "reason",
        "Enter why you propose this stage",
    );
    errors.require(
        reason.chars().count() <= LONGEST,
        "reason",
        "Use 2,000 characters or fewer",
    );
    if !errors.is_empty() {
        return page(&ctx, &opened, &form, &errors);
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            enrolments::propose_stage(tx, id, &stage, &reason).await?;
            Ok(format!("/people/{id}?said=stage-proposed"))
        })
        .await;
    Ok(done?)
}

/// Returns what is proposed for a young person, in words, with the stage and the reason, for the form that moves them.
pub(super) async fn proposed(
    ctx: &Ctx,
    tx: &mut ReadTx,
    (person, enrolment): (PersonId, &Enrolment),
) -> Result<Option<(Html, StageProposal)>, WebError> {
    let all = enrolments::stage_proposals_of(tx, ctx.council(), person).await?;
    let Some(one) = all.into_iter().rev().find(StageProposal::is_open) else {
        return Ok(None);
    };
    let directory = ctx.directory(tx).await?;
    let (by, stage) = (
        directory.worker(one.by, "Someone"),
        directory
            .library
            .stage_label(enrolment.programme_version, &one.stage),
    );
    let says = Html::paragraph(format!("{by} proposes {stage}: {}", one.reason));
    let href = format!("/people/{person}/proposed-stage");
    let says = says.and(Html::paragraph(Html::link(href, "Not now: tell them why")));
    Ok(Some((Html::of(InsetText::new(says)), one)))
}

fn decline_page(ctx: &Ctx, opened: &Opened, answer: &str, errors: &Errors) -> Answer {
    let open = opened.proposals.iter().filter(|one| one.is_open());
    let open: Vec<Html> = open
        .map(|one| Html::paragraph(opened.line(one)).and(Html::paragraph(one.reason.clone())))
        .collect();
    FormPage::new(ctx, "Not now")
        .caption(opened.person.name())
        .errors(errors, &[])
        .cancel(format!("/enrolments/{}/move", opened.enrolment.id))
        .intro(Html::joined(open))
        .field(
            Textarea::new("answer", "Why not now?")
                .hint("The person who proposed it will read this.")
                .rows(3)
                .value(answer)
                .error(errors.at("answer")),
        )
        .button("Tell them")
        .show()
}

/// Asks why not now.
pub(super) async fn ask_decline(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    let opened = open(&ctx, id, Action::MoveStage).await?;
    decline_page(&ctx, &opened, "", &Errors::default())
}

/// Says why not now.
pub(super) async fn decline(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let opened = open(&ctx, id, Action::MoveStage).await?;
    let answer = form.owned("answer");
    let mut errors = Errors::default();
    errors.require(!answer.is_empty(), "answer", "Say why not now");
    errors.require(
        answer.chars().count() <= LONGEST,
        "answer",
        "Use 2,000 characters or fewer",
    );
    if !errors.is_empty() {
        return decline_page(&ctx, &opened, &answer, &errors);
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            enrolments::decline_stage(tx, id, &answer).await?;
            Ok(format!("/people/{id}?said=not-now"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/people/{id}"))),
        other => Ok(other?),
    }
}
