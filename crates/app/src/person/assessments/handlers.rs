//! Making a deep dive, and choosing the stage after it.

use std::sync::Arc;

use axum::http::Uri;
use policy::Action;
use programme::Answers;
use serde::Deserialize;
use store::{StoreError, WriteTx};
use values::{AssessmentId, PersonId};

use super::{
    forms::{AssessmentForm, StageForm},
    model::{Assessment, Kind},
    pages, queries,
};
use crate::{
    office::{
        directory::InCouncil,
        library::{Library, Version},
    },
    person::{
        due::{self, Rules},
        enrolments,
        people::{self, Person},
        stages::{self, Place},
    },
    shell::web::{
        Answer, Ctx, Errors, Form, Halt, Path, Query, WebError, form::TypedDate, redirect,
    },
};

/// Which form the query asks for.
#[derive(Deserialize)]
pub(super) struct AssessmentQuery {
    kind: Option<String>,
}

impl AssessmentQuery {
    pub(super) fn kind(&self) -> Kind {
        Kind::parse(self.kind.as_deref().unwrap_or_default())
    }
}

/// A young person, and the version of the programme whose questions they are asked.
pub(super) struct Opened {
    pub(super) person: Person,
    pub(super) library: Arc<Library>,
    pub(super) version: Option<Version>,
}

pub(super) async fn open(ctx: &Ctx, id: PersonId, action: Action) -> Result<Opened, WebError> {
    let mut tx = ctx.read().await?;
    let person = people::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(action, &person.standing)?;
    let library = ctx.library(&mut tx).await?;
    let enrolments = enrolments::of_person(&mut tx, ctx.council(), id).await?;
    let own = enrolments
        .last()
        .and_then(|one| library.version(one.programme_version));
    let version = own.or_else(|| library.current().next()).cloned();
    Ok(Opened {
        person,
        library,
        version,
    })
}

fn back(id: PersonId) -> String {
    format!("/people/{id}/deep-dives")
}

/// Shows the form.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<AssessmentQuery>,
    uri: Uri,
) -> Answer {
    let opened = open(&ctx, id, Action::AssessPerson).await?;
    let programme = opened.version.as_ref().map(|one| &*one.programme);
    let draft = ctx.draft(&uri).await?;
    let form = draft.as_ref().map_or_else(
        || AssessmentForm::blank(asked.kind(), ctx.today()),
        |draft| AssessmentForm::typed(draft, asked.kind(), programme),
    );
    let (name, errors) = (opened.person.name(), Errors::default());
    pages::make(&ctx, &name, &back(id), programme, &form, &errors).show()
}

/// Records a deep dive, with the stage that the engine suggests after it.
pub(super) async fn record(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<AssessmentQuery>,
    form: Form,
) -> Answer {
    let opened = open(&ctx, id, Action::AssessPerson).await?;
    let programme = opened.version.as_ref().map(|one| &*one.programme);
    let typed = AssessmentForm::typed(&form, asked.kind(), programme);
    let new = match typed.read(ctx.today()) {
        Ok(new) => new,
        Err(errors) => {
            let name = opened.person.name();
            return pages::make(&ctx, &name, &back(id), programme, &typed, &errors).show();
        }
    };
    let answers = Answers {
        readiness: new.readiness,
        ratings: new.ratings.clone(),
        born_on: opened.person.fields.born_on,
    };
    let suggestion = programme.map_or_else(
        || programme::Suggestion {
            stage: None,
            because: vec!["Your council has no programme yet.".into()],
        },
        |programme| programme::suggest(programme, &answers, ctx.today()),
    );
    let version = opened.version.as_ref().map(|version| version.id);
    let may_enrol = ctx.permits(Action::Enrol, &opened.person.standing);
    let rules = Rules::of(ctx.app(), Arc::clone(&opened.library));
    let leads_on = may_enrol && opened.version.is_some() && new.kind == Kind::Full;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let made = queries::record(tx, id, &new, version, &suggestion).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(if leads_on {
                format!("/deep-dives/{made}/stage")
            } else {
                format!("/people/{id}/deep-dives?said=deep-dive")
            })
        })
        .await;
    Ok(done?)
}

async fn open_assessment(
    ctx: &Ctx,
    id: AssessmentId,
) -> Result<(Assessment, Person, Arc<Library>, Version), WebError> {
    let assessment = queries::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let opened = open(ctx, assessment.person, Action::Enrol).await?;
    let version = assessment
        .version
        .and_then(|id| opened.library.version(id).cloned());
    let version = version.or(opened.version).ok_or(WebError::NotFound)?;
    Ok((assessment, opened.person, opened.library, version))
}

/// Asks which stage comes next.
pub(super) async fn ask_stage(ctx: Ctx, Path(id): Path<AssessmentId>, uri: Uri) -> Answer {
    let (assessment, person, _, version) = open_assessment(&ctx, id).await?;
    if !assessment.chosen_stage.is_empty() {
        return Ok(redirect(&back(assessment.person)));
    }
    let draft = ctx.draft(&uri).await?;
    let form = draft.as_ref().map_or_else(
        || StageForm {
            stage: assessment.suggested_stage.clone(),
            on: TypedDate::of(Some(ctx.today())),
            ..StageForm::default()
        },
        StageForm::typed,
    );
    let (name, errors) = (person.name(), Errors::default());
    pages::stage(&ctx, &name, &assessment, &version.programme, &form, &errors).show()
}

/// Puts the young person on the chosen stage.
pub(super) async fn choose_stage(ctx: Ctx, Path(id): Path<AssessmentId>, form: Form) -> Answer {
    let (assessment, person, library, version) = open_assessment(&ctx, id).await?;
    let typed = StageForm::typed(&form);
    let name = person.name();
    let again = |errors: &Errors| {
        pages::stage(&ctx, &name, &assessment, &version.programme, &typed, errors).show()
    };
    let read = typed.read(&version.programme, &assessment.suggested_stage, ctx.today());
    let (stage, on) = match read {
        Ok(read) => read,
        Err(errors) => return again(&errors),
    };
    let rules = Rules::of(ctx.app(), library);
    let to = Place {
        version: version.clone(),
        stage,
        on,
        reason: if typed.reason.is_empty() {
            assessment.because.join(" ")
        } else {
            typed.reason.clone()
        },
    };
    let chosen = assessment.clone();
    let reason = typed.reason.clone();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let person = chosen.person;
            stages::place(tx, &rules, person, &to).await?;
            queries::choose(tx, &chosen, to.stage.as_str(), &reason).await?;
            Ok(format!("/people/{person}?said=moved"))
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => again(&errors),
        Err(Halt::Stale) => again(&Errors::one(
            "stage",
            "Someone else has already chosen a stage. Go back to see it",
        )),
        Err(Halt::Failed(error)) => Err(error),
        other => other.map_err(|_| StoreError::Conflict.into()),
    }
}
