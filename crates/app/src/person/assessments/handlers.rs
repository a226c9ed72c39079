//! Making a deep dive, and choosing the stage after it.

use std::sync::Arc;

use axum::http::Uri;
use policy::Action;
use programme::{Answers, Programme};
use serde::Deserialize;
use store::{StoreError, WriteTx};
use values::{AssessmentId, PersonId};

use super::{
    forms::{AssessmentForm, StageForm},
    model::{Assessment, Kind, NewAssessment},
    pages::{self, Stands},
    parts::{Part, Shown},
    queries,
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

/// Which form the query asks for, and which part of it.
#[derive(Deserialize)]
pub(super) struct AssessmentQuery {
    kind: Option<String>,
    part: Option<String>,
}

impl AssessmentQuery {
    pub(super) fn kind(&self) -> Kind {
        Kind::parse(self.kind.as_deref().unwrap_or_default())
    }

    fn shown(&self) -> Shown {
        Shown::parse(self.part.as_deref())
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

/// The address of a part of a deep dive that was begun.
pub(super) fn part_of(id: AssessmentId, part: Part) -> String {
    format!("/deep-dives/{id}/go-on?part={}", part.code())
}

fn back(id: PersonId) -> String {
    format!("/people/{id}/deep-dives")
}

/// The address of a part of a new deep dive.
fn new_part(id: PersonId, kind: Kind, part: Part) -> String {
    let (kind, part) = (kind.code(), part.code());
    format!("/people/{id}/deep-dives/new?kind={kind}&part={part}")
}

/// A page of a deep dive: a new one, or one that is gone on with.
struct Page {
    opened: Opened,
    /// What has been said so far, where it has been saved.
    before: Option<Assessment>,
    kind: Kind,
    shown: Shown,
}

impl Page {
    fn programme(&self) -> Option<&Programme> {
        self.opened.version.as_ref().map(|one| &*one.programme)
    }

    fn said(&self) -> NewAssessment {
        let blank = NewAssessment {
            kind: self.kind,
            ..NewAssessment::default()
        };
        self.before.as_ref().map_or(blank, |one| one.said.clone())
    }

    /// Returns the address of another part.
    fn address(&self, part: Part) -> String {
        match &self.before {
            Some(before) => part_of(before.id, part),
            None => new_part(self.opened.person.standing.id, self.kind, part),
        }
    }

    fn show(&self, ctx: &Ctx, form: &AssessmentForm, errors: &Errors) -> Answer {
        let (id, kind, shown) = (self.opened.person.standing.id, self.kind, self.shown);
        let action = match (&self.before, shown) {
            (Some(before), Shown::One(part)) => part_of(before.id, part),
            _ => format!("{}?kind={}&part={}", ctx.path(), kind.code(), shown.code()),
        };
        let stands = Stands {
            name: &self.opened.person.name(),
            action,
            back: &back(id),
            skip: shown.next(kind).map(|next| self.address(next)),
        };
        pages::make(ctx, stands, self.programme(), (form, shown), errors).show()
    }

    async fn ask(&self, ctx: &Ctx, uri: &Uri) -> Answer {
        let draft = ctx.draft(uri).await?;
        let form = match (&draft, &self.before) {
            (Some(draft), _) => {
                AssessmentForm::typed(draft, self.said(), self.shown, self.programme())
            }
            (None, Some(before)) => AssessmentForm::of(before.said.clone()),
            (None, None) => AssessmentForm::blank(self.kind, ctx.today()),
        };
        self.show(ctx, &form, &Errors::default())
    }

    /// Saves what was said, with the stage that the engine suggests after it, and goes on to the next part or to the stage.
    async fn save(self, ctx: &Ctx, form: &Form) -> Answer {
        let (id, kind) = (self.opened.person.standing.id, self.kind);
        let typed = AssessmentForm::typed(form, self.said(), self.shown, self.programme());
        let next = self
            .shown
            .next(kind)
            .filter(|_| form.text("then") == "go-on");
        if let (true, Some(next)) = (typed.is_empty, next) {
            return Ok(redirect(&self.address(next)));
        }
        let new = match typed.read(self.shown, ctx.today()) {
            Ok(new) => new,
            Err(errors) => return self.show(ctx, &typed, &errors),
        };
        let answers = Answers {
            readiness: new.readiness,
            ratings: new.ratings.clone(),
            born_on: self.opened.person.fields.born_on,
        };
        let suggestion = self.programme().map_or_else(
            || programme::Suggestion {
                stage: None,
                because: vec!["Your council has no programme yet.".into()],
            },
            |programme| programme::suggest(programme, &answers, ctx.today()),
        );
        let opened = &self.opened;
        let version = opened.version.as_ref().map(|version| version.id);
        let may_enrol = ctx.permits(Action::Enrol, &opened.person.standing);
        let rules = Rules::of(ctx.app(), Arc::clone(&opened.library));
        let stops = form.text("then") == "stop";
        let leads_on = !stops && may_enrol && version.is_some() && kind == Kind::Full;
        let said = if stops {
            "deep-dive-so-far"
        } else {
            "deep-dive"
        };
        let before = self.before.clone();
        let done = ctx
            .submit(form, async move |tx: &mut WriteTx| {
                if let Some(before) = &before {
                    queries::supersede(tx, before).await?;
                }
                let made = queries::record(tx, id, &new, version, &suggestion).await?;
                due::refresh(tx, &rules, id).await?;
                Ok(match next {
                    Some(next) => part_of(made, next),
                    None if leads_on => format!("/deep-dives/{made}/stage"),
                    None => format!("/people/{id}/deep-dives?said={said}"),
                })
            })
            .await;
        match done {
            // Somebody else has gone on with it: the list shows where it stands.
            Err(Halt::Stale) => Ok(redirect(&format!("/people/{id}/deep-dives?said=already"))),
            other => Ok(other?),
        }
    }
}

async fn new_page(ctx: &Ctx, id: PersonId, asked: &AssessmentQuery) -> Result<Page, WebError> {
    Ok(Page {
        opened: open(ctx, id, Action::AssessPerson).await?,
        before: None,
        kind: asked.kind(),
        shown: asked.shown(),
    })
}

/// Opens a part of a deep dive that was begun; `Err` with the page to go to where it cannot be gone on with any more.
async fn begun_page(
    ctx: &Ctx,
    id: AssessmentId,
    asked: &AssessmentQuery,
) -> Result<Result<Page, String>, WebError> {
    let assessment = queries::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let opened = open(ctx, assessment.person, Action::AssessPerson).await?;
    if !assessment.is_open() {
        return Ok(Err(back(assessment.person)));
    }
    Ok(Ok(Page {
        opened,
        kind: assessment.said.kind,
        shown: asked.shown(),
        before: Some(assessment),
    }))
}

/// Asks the questions of a part of a new deep dive.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<AssessmentQuery>,
    uri: Uri,
) -> Answer {
    new_page(&ctx, id, &asked).await?.ask(&ctx, &uri).await
}

/// Records a deep dive.
pub(super) async fn record(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<AssessmentQuery>,
    form: Form,
) -> Answer {
    new_page(&ctx, id, &asked).await?.save(&ctx, &form).await
}

/// Asks the questions of a part of a deep dive that was begun.
pub(super) async fn ask_part(
    ctx: Ctx,
    Path(id): Path<AssessmentId>,
    Query(asked): Query<AssessmentQuery>,
    uri: Uri,
) -> Answer {
    match begun_page(&ctx, id, &asked).await? {
        Ok(page) => page.ask(&ctx, &uri).await,
        Err(elsewhere) => Ok(redirect(&elsewhere)),
    }
}

/// Records a part of a deep dive that was begun.
pub(super) async fn record_part(
    ctx: Ctx,
    Path(id): Path<AssessmentId>,
    Query(asked): Query<AssessmentQuery>,
    form: Form,
) -> Answer {
    match begun_page(&ctx, id, &asked).await? {
        Ok(page) => page.save(&ctx, &form).await,
        Err(elsewhere) => Ok(redirect(&elsewhere)),
    }
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
