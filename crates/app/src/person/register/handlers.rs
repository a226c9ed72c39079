//! Changing a young person's details, and who works with them.

use axum::http::Uri;
use policy::{Action, Role};
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::PersonId;

use super::{
    forms::{self, NOBODY, PersonForm, sent},
    pages::{self, Offered},
};
use crate::{
    office::{accounts, directory::InCouncil},
    person::{
        due::{self, Rules},
        people::{self, Allocation, Person},
    },
    shell::web::{Answer, Ctx, Errors, Form, Halt, Path, Query, WebError},
};

async fn decided(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: PersonId,
    action: Action,
) -> Result<Person, WebError> {
    let person = people::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(action, &person.standing)?;
    Ok(person)
}

/// Asks what has changed.
pub(super) async fn edit(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let person = decided(&ctx, &mut ctx.read().await?, id, Action::EditPerson).await?;
    let draft = ctx.draft(&uri).await?;
    let (form, version) = match &draft {
        Some(draft) => (PersonForm::typed(draft), draft.version()),
        None => (PersonForm::known(&person.fields), person.version),
    };
    pages::edit(&ctx, &person.name(), &form, version, &Errors::default()).show()
}

/// Saves what has changed. If someone else saved first, both versions are shown.
pub(super) async fn save(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let person = decided(&ctx, &mut ctx.read().await?, id, Action::EditPerson).await?;
    let typed = PersonForm::typed(&form);
    let fields = match typed.read(ctx.today()) {
        Ok(fields) => fields,
        Err(errors) => {
            return pages::edit(&ctx, &person.name(), &typed, form.version(), &errors).show();
        }
    };
    let version = form.version();
    let library = ctx.library(&mut ctx.read().await?).await?;
    let rules = Rules::of(ctx.app(), library);
    let saved = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            people::change(tx, id, version, &fields).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(format!("/people/{id}?said=person-changed"))
        })
        .await;
    match saved {
        Err(Halt::Stale) => {
            let mut tx = ctx.read().await?;
            let now = people::find(&mut tx, ctx.council(), id)
                .await?
                .ok_or(WebError::NotFound)?;
            let directory = ctx.directory(&mut tx).await?;
            let who = people::changed_by(&mut tx, ctx.council(), id).await?;
            let who = who.map_or_else(|| "Someone".into(), |who| directory.worker(who, "Someone"));
            let errors = Errors::one("", "Someone else changed this record while you were typing");
            let both = pages::both_versions(&typed, &now.fields, &who);
            pages::edit(&ctx, &now.name(), &typed, now.version, &errors)
                .intro(both)
                .show()
        }
        other => Ok(other?),
    }
}

async fn offered(ctx: &Ctx, tx: &mut ReadTx) -> Result<Offered, WebError> {
    let council = ctx.council();
    let texts = |pairs: Vec<(values::TeamId, String)>| {
        pairs
            .into_iter()
            .map(|(id, name)| (id.to_string(), name))
            .collect()
    };
    Ok(Offered {
        coaches: accounts::workers_with(tx, council, &[Role::Coach]).await?,
        advisers: accounts::workers_with(tx, council, &[Role::PersonalAdviser]).await?,
        social_workers: accounts::workers_with(tx, council, &[Role::SocialWorker]).await?,
        teams: texts(accounts::team_names(tx, council).await?),
        organisations: accounts::organisation_names(tx, council)
            .await?
            .into_iter()
            .map(|(id, name)| (id.to_string(), name))
            .collect(),
    })
}

/// The coach that an address proposes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AllocationQuery {
    coach: String,
}

/// Asks who works with a young person.
pub(super) async fn ask_allocation(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<AllocationQuery>,
    uri: Uri,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = decided(&ctx, &mut tx, id, Action::AllocatePerson).await?;
    let before = Allocation::from(person.standing);
    let draft = ctx.draft(&uri).await?;
    let proposed = Allocation {
        coach: asked.coach.parse().ok().or(before.coach),
        ..before
    };
    let now = draft
        .as_ref()
        .map_or(proposed, |draft| forms::allocation(draft, &before));
    pages::allocate(
        &ctx,
        &person.name(),
        &now,
        &offered(&ctx, &mut tx).await?,
        person.version,
        &Errors::default(),
    )
    .show()
}

/// Saves who works with a young person.
pub(super) async fn allocate(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = decided(&ctx, &mut tx, id, Action::AllocatePerson).await?;
    let before = Allocation::from(person.standing);
    let (to, version) = (forms::allocation(&form, &before), form.version());
    let offered = offered(&ctx, &mut tx).await?;
    drop(tx);
    // After moving a young person to another team, the worker may no longer see them.
    let stays = ctx.permits(Action::ReadPerson, &person.standing.with(&to));
    let errors = check(&to, &before, &offered);
    if !errors.is_empty() {
        return pages::allocate(&ctx, &person.name(), &to, &offered, version, &errors).show();
    }
    let saved = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            people::allocate(tx, id, version, &to, "allocated").await?;
            Ok(if stays {
                format!("/people/{id}?said=allocated")
            } else {
                "/people?said=allocated".into()
            })
        })
        .await;
    match saved {
        Err(Halt::Stale) => {
            let message = "Someone else changed this record while you were choosing. Check your choices and save again";
            pages::allocate(
                &ctx,
                &person.name(),
                &to,
                &offered,
                person.version,
                &Errors::one("coach", message),
            )
            .show()
        }
        other => Ok(other?),
    }
}

/// Refuses anyone whom the form did not offer, except those who already work with them.
fn check(to: &Allocation, before: &Allocation, offered: &Offered) -> Errors {
    let mut errors = Errors::default();
    for (field, chosen, was, choices) in [
        ("coach", to.coach, before.coach, &offered.coaches),
        ("adviser", to.adviser, before.adviser, &offered.advisers),
        (
            "social_worker",
            to.social_worker,
            before.social_worker,
            &offered.social_workers,
        ),
    ] {
        let known = chosen.is_none()
            || chosen == was
            || choices.iter().any(|worker| Some(worker.id) == chosen);
        errors.require(known, field, "Choose someone from the list");
    }
    for (field, chosen, choices) in [
        ("team", sent(to.team), &offered.teams),
        (
            "organisation",
            sent(to.organisation),
            &offered.organisations,
        ),
    ] {
        let known = chosen == NOBODY || choices.iter().any(|(id, _)| *id == chosen);
        errors.require(known, field, "Choose one from the list");
    }
    errors
}
