//! Enrolling a young person, and moving them on.

use std::sync::Arc;

use axum::http::Uri;
use govuk::{Choice, Html, Radios, Textarea};
use policy::Action;
use programme::{Event, PersonFacts, StageHistory, StageKey};
use store::{StoreError, WriteTx};
use values::{AccountId, EnrolmentId, PersonId};

use super::{
    forms::{EnrolForm, MoveForm, Moved},
    hand_over,
    move_page::move_page,
    pausing::{STILL_PAUSED, look_again},
    place, proposing,
};
use crate::{
    office::{
        directory::InCouncil,
        library::{Library, Version},
    },
    person::{
        due::{self, Rules},
        enrolments::{self, Enrol, Enrolment, model},
        people::{self, Person},
        referrals,
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError},
};

/// What enrolling needs to know.
struct Enrolling {
    person: Person,
    library: Arc<Library>,
    /// The programmes that they are on already.
    on: Vec<String>,
    /// Who works with them: in a second programme, one of these.
    workers: Vec<(AccountId, String)>,
}

impl Enrolling {
    async fn open(ctx: &Ctx, id: PersonId) -> Result<Self, WebError> {
        let mut tx = ctx.read().await?;
        let person = people::open(ctx, &mut tx, id, Action::Enrol).await?;
        let all = enrolments::of_person(&mut tx, ctx.council(), id).await?;
        let directory = ctx.directory(&mut tx).await?;
        let adviser = person.standing.adviser;
        let adviser = adviser.filter(|id| Some(*id) != person.standing.coach);
        let workers = [person.standing.coach, adviser];
        let named = |id: AccountId| (id, directory.worker(id, "Someone"));
        Ok(Self {
            on: enrolments::open(&all)
                .map(|one| one.programme_key.clone())
                .collect(),
            workers: workers.into_iter().flatten().map(named).collect(),
            library: ctx.library(&mut tx).await?,
            person,
        })
    }

    /// Lists the programmes that they can be enrolled on.
    fn programmes(&self) -> impl Iterator<Item = &Version> {
        let is_new = |version: &&Version| !self.on.contains(&version.key);
        self.library.current().filter(is_new)
    }
}

fn enrol_page(ctx: &Ctx, to: &Enrolling, form: &EnrolForm, errors: &Errors) -> Answer {
    let person = &to.person;
    let back = format!("/people/{}", person.standing.id);
    let mut stages = Radios::new("stage", "Where do they start?")
        .selected(&*form.stage)
        .error(errors.at("stage"));
    let mut notes = Vec::new();
    for version in to.programmes() {
        let facts = PersonFacts {
            born_on: person.fields.born_on,
            care_status: Some(person.fields.care_status),
            ehcp: person.fields.ehcp.answer(),
        };
        let eligibility = programme::eligibility(&version.programme, &facts, ctx.today());
        notes.extend(eligibility.reasons.into_iter().map(Html::paragraph));
        for stage in version.programme.starts() {
            stages = stages.choice(
                Choice::new(
                    format!("{}/{}", version.key, stage.key),
                    stage.label.clone(),
                )
                .hint(stage.about.clone()),
            );
        }
    }
    if to.library.current().next().is_none() {
        notes.push(Html::paragraph(
            "Your council has no programme yet. The programme manager can publish one.",
        ));
    } else if to.programmes().next().is_none() {
        notes.push(Html::paragraph(
            "They are on every programme already. Move them on from their record instead.",
        ));
    }
    let mut lead = Radios::new("lead", "Who works with them on this programme?")
        .hint("The other programme stays as it is. Each has its own contacts.")
        .selected(&*form.lead)
        .error(errors.at("lead"));
    for (id, name) in &to.workers {
        lead = lead.item(id.to_string(), name.clone());
    }
    let is_second = !to.on.is_empty() && !to.workers.is_empty();
    let page = FormPage::new(ctx, "Enrol on a programme")
        .caption(person.name())
        .errors(errors, &["on"])
        .cancel(back)
        .intro(Html::joined(notes));
    if to.programmes().next().is_none() {
        return page.without_form().show();
    }
    page.field(stages)
        .field(
            Textarea::new("reason", "Why this stage?")
                .hint("In a sentence or two. Use the young person’s own words if you can.")
                .rows(3)
                .value(&*form.reason)
                .error(errors.at("reason")),
        )
        .field(form.on.field("on", "First day", errors))
        .field(if is_second {
            Html::of(lead)
        } else {
            Html::default()
        })
        .button("Enrol")
        .show()
}

/// Asks where a young person starts.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let to = Enrolling::open(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| EnrolForm::blank(ctx.today()), EnrolForm::typed);
    enrol_page(&ctx, &to, &form, &Errors::default())
}

/// Finds the version and the stage that a choice names.
fn chosen<'a>(library: &'a Library, choice: &str) -> Option<(&'a Version, StageKey)> {
    let (programme, stage) = choice.split_once('/')?;
    Some((library.latest(programme)?, StageKey::parse(stage).ok()?))
}

/// Enrols a young person.
pub(super) async fn enrol(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let to = Enrolling::open(&ctx, id).await?;
    let typed = EnrolForm::typed(&form);
    let (choice, on) = match typed.read(ctx.today()) {
        Ok(read) => read,
        Err(errors) => return enrol_page(&ctx, &to, &typed, &errors),
    };
    let Some((version, stage)) = chosen(&to.library, &choice) else {
        let errors = Errors::one("stage", "Choose where they start");
        return enrol_page(&ctx, &to, &typed, &errors);
    };
    // Who leads is asked where they are on a programme already.
    let lead = to.workers.iter().map(|(id, _)| *id);
    let lead = lead.clone().find(|id| id.to_string() == typed.lead);
    let lead = lead.filter(|_| !to.on.is_empty());
    if lead.is_none() && !to.on.is_empty() && !to.workers.is_empty() {
        let errors = Errors::one("lead", "Choose who works with them on this programme");
        return enrol_page(&ctx, &to, &typed, &errors);
    }
    let step = match version.programme.start(&stage, on) {
        Ok(step) => step,
        Err(refusal) => {
            let errors = Errors::one("stage", refusal.to_string());
            return enrol_page(&ctx, &to, &typed, &errors);
        }
    };
    let new = Enrol {
        person: id,
        version: version.id,
        programme_key: version.key.clone(),
        referred_on: None,
        on,
        step,
        reason: typed.reason.clone(),
        lead,
    };
    let rules = Rules::of(ctx.app(), Arc::clone(&to.library));
    let version = version.clone();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (mut new, rules) = (new.clone(), rules.clone());

            let council = tx.council();
            let all = enrolments::of_person(tx, council, id).await?;
            if enrolments::open(&all).any(|one| one.programme_key == new.programme_key) {
                return Err(Errors::one(
                    "stage",
                    "They are already on this programme. Move them on from their record instead",
                )
                .into());
            }
            place::check_age(tx, id, (&version, on), council).await?;
            new.referred_on = referrals::received_on(tx, council, id, &new.programme_key).await?;
            enrolments::enrol(tx, &new).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(format!("/people/{id}?said=enrolled"))
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => enrol_page(&ctx, &to, &typed, &errors),
        other => Ok(other?),
    }
}

/// An enrolment with everything that a decision about it needs.
pub(super) struct Opened {
    pub(super) enrolment: Enrolment,
    pub(super) person: Person,
    pub(super) library: Arc<Library>,
    pub(super) history: StageHistory,
}

pub(super) async fn open(ctx: &Ctx, id: EnrolmentId) -> Result<Opened, WebError> {
    let mut tx = ctx.read().await?;
    let enrolment = enrolments::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, &mut tx, enrolment.person, Action::MoveStage).await?;
    let library = ctx.library(&mut tx).await?;
    let stretches = enrolments::stretches_of(&mut tx, ctx.council(), id).await?;
    let history = model::history(&stretches)
        .ok_or_else(|| WebError::broken(StoreError::Unreadable("a history".into())))?;
    Ok(Opened {
        enrolment,
        person,
        library,
        history,
    })
}

/// Asks what happens next.
pub(super) async fn ask_move(ctx: Ctx, Path(id): Path<EnrolmentId>, uri: Uri) -> Answer {
    let opened = open(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let mut form = draft
        .as_ref()
        .map_or_else(|| MoveForm::blank(ctx.today()), MoveForm::typed);
    let about = (opened.enrolment.person, &opened.enrolment);
    if draft.is_none()
        && let Some((_, one)) = proposing::proposed(&ctx, &mut ctx.read().await?, about).await?
    {
        form.event = format!("move/{}", one.stage);
        form.reason = one.reason;
    }
    move_page(&ctx, &opened, &form, &Errors::default()).await
}

fn code(event: &Event) -> String {
    match event {
        Event::MoveTo(stage) => format!("move:{stage}"),
        Event::Pause(reason) => format!("pause:{reason}"),
        Event::Resume => "resume".into(),
        Event::Exit(reason) => format!("exit:{reason}"),
        Event::Return(stage) => format!("return:{stage}"),
    }
}

/// Moves, pauses, ends or returns, as the engine allows.
pub(super) async fn move_on(ctx: Ctx, Path(id): Path<EnrolmentId>, form: Form) -> Answer {
    let opened = open(&ctx, id).await?;
    let typed = MoveForm::typed(&form);
    if typed.event == STILL_PAUSED {
        return look_again(&ctx, &opened, (&typed, &form)).await;
    }
    let read = match typed.read(ctx.today()) {
        Ok(read) => read,
        Err(errors) => return move_page(&ctx, &opened, &typed, &errors).await,
    };
    let taken_over = match hand_over::read(&ctx, &opened.person, &typed).await? {
        Ok(taken_over) => taken_over.filter(|_| matches!(read.event, Event::MoveTo(_))),
        Err(errors) => return move_page(&ctx, &opened, &typed, &errors).await,
    };
    let Moved {
        event,
        on,
        review_on,
    } = read;
    let Some(version) = opened.library.version(opened.enrolment.programme_version) else {
        return Err(WebError::NotFound);
    };
    let (code, person, read_version) = (code(&event), opened.enrolment.person, form.version());
    let (programme, rules, reason) = (
        Arc::clone(&version.programme),
        Rules::of(ctx.app(), Arc::clone(&opened.library)),
        typed.reason.clone(),
    );
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let council = tx.council();
            let enrolment = enrolments::find(tx, council, id)
                .await?
                .filter(|one| one.version == read_version)
                .ok_or(Halt::Stale)?;
            let stretches = enrolments::stretches_of(tx, council, id).await?;
            let history =
                model::history(&stretches).ok_or(StoreError::Unreadable("a history".into()))?;
            let step = programme
                .clone()
                .advance(&history, event.clone(), on)
                .map_err(|refusal| Errors::one("event", refusal.to_string()))?;
            let why = (reason.as_str(), review_on);
            enrolments::move_on(tx, &enrolment, &step, why, &code).await?;
            let said = match &taken_over {
                Some(taken_over) => hand_over::hand_over(tx, person, taken_over).await?,
                None => "moved",
            };
            due::refresh(tx, &rules, person).await?;
            Ok(format!("/people/{person}?said={said}"))
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => move_page(&ctx, &opened, &typed, &errors).await,
        Err(Halt::Stale) => {
            let message = "Someone else changed this while you were choosing. Check where they are now, then choose again";
            move_page(
                &ctx,
                &open(&ctx, id).await?,
                &typed,
                &Errors::one("event", message),
            )
            .await
        }
        other => Ok(other?),
    }
}
