//! Taking a young person on with the referral: it is accepted, and somebody works with them from then on, in one step.

use axum::http::Uri;
use govuk::{Html, Select};
use policy::{Action, Role};
use store::{ReadTx, StoreError, WriteTx};
use values::{AccountId, ReferralId, phones};

use super::{
    handlers::find,
    model::{Decision, Referral},
    queries, telling,
};
use crate::{
    office::{accounts, directory::InCouncil},
    person::{
        due::{self, Rules},
        enrolments,
        people::{self, Allocation, Likeness},
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Names, Path, WebError, redirect},
};

/// Returns whether the worker may take the young person on: whoever may answer, and a coach who referred them by a route that allows it. A coach does
/// so only with somebody who is new: with no coach yet, no enrolment, no other referral, and no record with the same number or date of birth.
pub(super) async fn may(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    referral: &Referral,
) -> Result<bool, WebError> {
    if !referral.is_waiting() || !ctx.permits(Action::TakeOn, referral) {
        return Ok(false);
    }
    if ctx.permits(Action::DecideReferral, referral) {
        return Ok(true);
    }
    let library = ctx.library(tx).await?;
    let route = library.way_in(&referral.programme_key, &referral.route);
    let is_allowed = route.is_some_and(|one| one.coach_takes_on);
    Ok(is_allowed && is_new(tx, referral).await? && !is_known(tx, names, referral).await?)
}

/// Returns whether another record has the same number or date of birth under a like name. A like name alone is no reason: there are many of each.
async fn is_known(tx: &mut ReadTx, names: &Names, referral: &Referral) -> Result<bool, WebError> {
    let council = referral.standing.council;
    let Some(person) = people::find(tx, council, referral.person()).await? else {
        return Ok(true);
    };
    let sought = Likeness {
        name: &person.name(),
        phone: &person.fields.phone,
        born_on: person.fields.born_on,
    };
    let numbers = phones::read(&person.fields.phone).numbers;
    let found = people::alike_anywhere(tx, names, council, &sought).await?;
    let mut others = found
        .iter()
        .filter(|one| one.standing.id != person.standing.id);
    Ok(others.any(|one| {
        let own = phones::read(&one.fields.phone).numbers;
        let has_number = own.iter().any(|number| numbers.contains(number));
        let born = person.fields.born_on;
        has_number || born.is_some() && born == one.fields.born_on
    }))
}

/// Returns whether nobody works with them yet, and nothing but this referral is known of them in the programmes.
async fn is_new(tx: &mut ReadTx, referral: &Referral) -> Result<bool, StoreError> {
    let (council, id) = (referral.standing.council, referral.person());
    let has_coach = referral.standing.coach.is_some();
    let enrolments = enrolments::of_person(tx, council, id).await?;
    let referrals = queries::of_person(tx, council, id).await?;
    Ok(!has_coach && enrolments.is_empty() && referrals.len() == 1)
}

/// Lists whom the worker may choose: anyone who coaches where they allocate young people, and otherwise themselves.
async fn coaches(
    ctx: &Ctx,
    tx: &mut ReadTx,
    referral: &Referral,
) -> Result<Vec<(AccountId, String)>, WebError> {
    let mut all = accounts::names_with(tx, ctx.council(), &[Role::Coach]).await?;
    if !ctx.permits(Action::AllocatePerson, &referral.standing) {
        all.retain(|(id, _)| *id == ctx.me());
    }
    Ok(all)
}

async fn page(
    ctx: &Ctx,
    referral: &Referral,
    (chosen, version): (&str, i32),
    errors: &Errors,
) -> Answer {
    let name = ctx.names().await?.name(referral.person());
    let coaches = coaches(ctx, &mut ctx.read().await?, referral).await?;
    let mut page = FormPage::new(ctx, "Take them on")
        .caption(name)
        .errors(errors, &[])
        .version(version)
        .cancel(format!("/referrals/{}", referral.id))
        .intro(Html::paragraph(
            "This accepts the referral. Enrolling them comes next.",
        ));
    match coaches.as_slice() {
        [(id, name)] => {
            page = page
                .carry("coach", id.to_string())
                .field(Html::paragraph(format!("{name} will work with them.")));
        }
        all => {
            let mut select = Select::new("coach", "Who will work with them?")
                .item("", "Choose someone")
                .selected(chosen)
                .error(errors.at("coach"));
            for (id, name) in all {
                select = select.item(id.to_string(), name.clone());
            }
            page = page.field(select);
        }
    }
    page.button("Take them on").show()
}

/// Asks who will work with them.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<ReferralId>, uri: Uri) -> Answer {
    let referral = find(&ctx, id, Action::TakeOn).await?;
    let names = ctx.names().await?;
    if !may(&ctx, &mut ctx.read().await?, &names, &referral).await? {
        return Ok(redirect(&format!("/referrals/{id}")));
    }
    let draft = ctx.draft(&uri).await?;
    let me = ctx.me().to_string();
    let chosen = draft.as_ref().map_or(&*me, |draft| draft.text("coach"));
    let shown = (chosen, referral.version);
    page(&ctx, &referral, shown, &Errors::default()).await
}

/// Takes them on, and leads to enrolling them.
pub(super) async fn take_on(ctx: Ctx, Path(id): Path<ReferralId>, form: Form) -> Answer {
    let referral = find(&ctx, id, Action::TakeOn).await?;
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    if !may(&ctx, &mut tx, &names, &referral).await? {
        return Ok(redirect(&format!("/referrals/{id}")));
    }
    let (typed, version) = (form.text("coach"), form.version());
    let offered = coaches(&ctx, &mut tx, &referral).await?;
    let coach = offered.iter().map(|(coach, _)| *coach);
    let Some(coach) = coach.into_iter().find(|coach| coach.to_string() == typed) else {
        let errors = Errors::one("coach", "Choose who will work with them");
        return page(&ctx, &referral, (typed, version), &errors).await;
    };
    let news = telling::answered(&ctx, &mut tx, &referral, Decision::Accepted).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let then = referral.standing.with(&Allocation {
        coach: Some(coach),
        ..Allocation::from(referral.standing)
    });
    let (person, before) = (referral.person(), referral.standing);
    let next = if ctx.permits(Action::Enrol, &then) {
        format!("/people/{person}/enrol?said=taken-on")
    } else {
        format!("/referrals/{id}?said=taken-on")
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let council = tx.council();
            let now = queries::find(tx, council, id)
                .await?
                .filter(|now| now.version == version && now.is_waiting())
                // Whoever has been allocated or merged meanwhile is looked at again.
                .filter(|now| now.standing == before)
                .ok_or(Halt::Stale)?;
            queries::answer(tx, &now, Decision::Accepted, "").await?;
            let record = people::find(tx, council, person)
                .await?
                .ok_or(Halt::Stale)?;
            let to = Allocation {
                coach: Some(coach),
                ..Allocation::from(record.standing)
            };
            people::allocate(tx, person, record.version, &to, "taken-on").await?;
            due::refresh(tx, &rules, person).await?;
            telling::send(tx, news.as_ref()).await?;
            Ok(next.clone())
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/referrals/{id}?said=already"))),
        other => Ok(other?),
    }
}
