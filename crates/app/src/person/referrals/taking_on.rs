//! Taking a young person on with the referral: it is accepted, and somebody works with them from then on, in one step.

use axum::http::Uri;
use govuk::{Html, Select};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::{AccountId, ReferralId};

use super::{
    handlers::find,
    model::{Decision, Referral},
    queries, telling,
};
use crate::{
    office::{directory::InCouncil, library::Library},
    person::{
        due::{self, Rules},
        people::{self, Allocation},
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
};

/// Returns whether the worker may take the young person on: whoever may answer, and a coach who referred them by a route that allows it.
pub(super) fn may(ctx: &Ctx, library: &Library, referral: &Referral) -> bool {
    if !referral.is_waiting() || !ctx.permits(Action::TakeOn, referral) {
        return false;
    }
    let programme = library.latest(&referral.programme_key);
    let mut routes = programme
        .iter()
        .flat_map(|version| &version.programme.definition().routes);
    ctx.permits(Action::DecideReferral, referral)
        || routes.any(|one| one.key.as_str() == referral.route && one.coach_takes_on)
}

/// Lists whom the worker may choose: anyone who coaches where they allocate young people, and otherwise themselves.
async fn coaches(
    ctx: &Ctx,
    tx: &mut ReadTx,
    referral: &Referral,
) -> Result<Vec<(AccountId, String)>, WebError> {
    let mut all = ctx.directory(tx).await?.coaches.clone();
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
    let library = ctx.library(&mut ctx.read().await?).await?;
    if !may(&ctx, &library, &referral) {
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
    let mut tx = ctx.read().await?;
    let library = ctx.library(&mut tx).await?;
    if !may(&ctx, &library, &referral) {
        return Ok(redirect(&format!("/referrals/{id}")));
    }
    let (typed, version) = (form.text("coach"), form.version());
    let offered = coaches(&ctx, &mut tx, &referral).await?;
    let coach = offered.iter().map(|(coach, _)| *coach);
    let Some(coach) = coach.into_iter().find(|coach| coach.to_string() == typed) else {
        let errors = Errors::one("coach", "Choose who will work with them");
        return page(&ctx, &referral, (typed, version), &errors).await;
    };
    let news = telling::answered(&ctx, &mut tx, &referral, Decision::Accepted, "").await?;
    drop(tx);
    let rules = Rules::of(ctx.app(), library);
    let then = referral.standing.with(&Allocation {
        coach: Some(coach),
        ..Allocation::from(referral.standing)
    });
    let person = referral.person();
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
        Err(Halt::Stale) => {
            let message =
                "Someone else has already answered this referral. Go back to see their answer";
            let errors = Errors::one("coach", message);
            page(&ctx, &referral, (typed, version), &errors).await
        }
        other => Ok(other?),
    }
}
