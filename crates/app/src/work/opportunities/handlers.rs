//! Adding, changing, publishing and closing an opportunity.

use axum::http::Uri;
use better_off::wages::Wages;
use govuk::{Html, Textarea};
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{AccountId, EmployerId, OpportunityId};

use super::{
    adverts::{self, queries::Advert},
    checks::{self, Finding, Offer, Weight},
    forms::OpportunityForm,
    model::Opportunity,
    pages, queries,
};
use crate::{
    engagement::employers::{self, Employer},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, redirect},
};

/// Lists what the rules say about an employer's offer.
pub(super) fn findings(ctx: &Ctx, of: &Employer, one: &Opportunity) -> Vec<Finding> {
    let offer = Offer {
        opportunity: one,
        is_council: of.sector == "council",
        is_charity: of.sector == "charity",
    };
    checks::findings(Wages::known(), offer, ctx.today())
}

pub(super) async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: OpportunityId,
    action: Action,
) -> Result<(Opportunity, Employer), WebError> {
    ctx.decide_office(action)?;
    let one = queries::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let of = employers::find(tx, ctx.council(), one.employer)
        .await?
        .ok_or(WebError::NotFound)?;
    Ok((one, of))
}

/// Finds an opportunity that the reader may change.
async fn open_kept(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: OpportunityId,
) -> Result<(Opportunity, Employer), WebError> {
    let (one, of) = open(ctx, tx, id, Action::BringEmployers).await?;
    employers::decide_kept(ctx, Some(one.keeper))?;
    Ok((one, of))
}

/// Finds an employer for whom the reader may add an opportunity.
async fn employer(ctx: &Ctx, id: EmployerId) -> Result<Employer, WebError> {
    ctx.decide_office(Action::BringEmployers)?;
    let one = employers::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    employers::decide_kept(ctx, one.keeper)?;
    Ok(one)
}

/// What an opportunity starts from: an advert, or an earlier opportunity.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AdvertQuery {
    advert: String,
    copy: String,
}

/// Finds the opportunity that a new one is to be like: of the same employer, or of another whom the reader manages.
async fn to_copy(ctx: &Ctx, of: &Employer, named: &str) -> Result<Option<Opportunity>, WebError> {
    let Ok(id) = named.parse() else {
        return Ok(None);
    };
    let mut tx = ctx.read().await?;
    let Some(found) = queries::find(&mut tx, ctx.council(), id).await? else {
        return Ok(None);
    };
    let kept = employers::find(&mut tx, ctx.council(), found.employer).await?;
    let may = kept.is_some_and(|one| employers::may_keep(ctx, one.keeper));
    Ok((may || found.employer == of.id).then_some(found))
}

/// Finds the named advert.
async fn advert(ctx: &Ctx, named: &str) -> Result<Option<Advert>, WebError> {
    let Ok(id) = named.parse() else {
        return Ok(None);
    };
    Ok(adverts::queries::find(&mut ctx.read().await?, ctx.council(), id).await?)
}

/// Shows the form to add an opportunity.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    Query(asked): Query<AdvertQuery>,
    uri: Uri,
) -> Answer {
    let of = employer(&ctx, id).await?;
    let (draft, advert) = (ctx.draft(&uri).await?, advert(&ctx, &asked.advert).await?);
    let like = to_copy(&ctx, &of, &asked.copy).await?;
    let form = match (draft, advert, like) {
        (Some(draft), ..) => OpportunityForm::typed(&draft),
        (None, Some(advert), _) => OpportunityForm::of_advert(&of, &advert),
        (None, None, Some(like)) => OpportunityForm::like(&like),
        (None, None, None) => OpportunityForm::blank(&of),
    };
    pages::page(&ctx, &of, None, &form, &Errors::default(), &[])
}

/// Reads the form, and refuses what the law does not allow.
///
/// Errors: messages at the fields, with the rules that refuse it.
fn read(
    ctx: &Ctx,
    of: &Employer,
    typed: &OpportunityForm,
    whose: (OpportunityId, AccountId),
) -> Result<Opportunity, (Errors, Vec<Finding>)> {
    let one = typed
        .read(of, whose)
        .map_err(|errors| (errors, Vec::new()))?;
    let mut refused = findings(ctx, of, &one);
    refused.retain(|finding| finding.weight == Weight::Refused);
    if refused.is_empty() {
        return Ok(one);
    }
    let field = if one.is_hourly() {
        "hourly"
    } else {
        "pay_kind"
    };
    let mut errors = Errors::default();
    for finding in &refused {
        errors.add(field, finding.words.clone());
    }
    Err((errors, refused))
}

/// Adds an opportunity.
pub(super) async fn make(ctx: Ctx, Path(id): Path<EmployerId>, form: Form) -> Answer {
    let of = employer(&ctx, id).await?;
    let typed = OpportunityForm::typed(&form);
    let new = match read(
        &ctx,
        &of,
        &typed,
        (crate::shell::clock::random_id(ctx.now()).into(), ctx.me()),
    ) {
        Ok(new) => new,
        Err((errors, refused)) => return pages::page(&ctx, &of, None, &typed, &errors, &refused),
    };
    let advert = advert(&ctx, typed.text("advert")).await?;
    // Someone else has added it in the meantime: theirs counts.
    let made = advert.as_ref().and_then(|one| one.opportunity);
    if let Some(made) = made {
        return Ok(redirect(&format!("/opportunities/{made}")));
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let id = match advert.clone() {
                None => queries::add(tx, &new, "hand", "").await?,
                Some(one) => {
                    let id = queries::add(tx, &new, "display-advert", &one.reference).await?;
                    adverts::queries::taken_over(tx, one.id, id).await?;
                    id
                }
            };
            Ok(format!("/opportunities/{id}?said=opportunity"))
        })
        .await;
    Ok(done?)
}

/// Shows the form to change an opportunity.
pub(super) async fn ask_edit(ctx: Ctx, Path(id): Path<OpportunityId>, uri: Uri) -> Answer {
    let (one, of) = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    if one.ended.is_some() {
        return Ok(redirect(&format!("/opportunities/{id}")));
    }
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| OpportunityForm::of(&one), OpportunityForm::typed);
    pages::page(&ctx, &of, Some(&one), &form, &Errors::default(), &[])
}

/// Changes an opportunity.
pub(super) async fn edit(ctx: Ctx, Path(id): Path<OpportunityId>, form: Form) -> Answer {
    let (one, of) = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    if one.ended.is_some() {
        return Ok(redirect(&format!("/opportunities/{id}")));
    }
    let typed = OpportunityForm::typed(&form);
    let new = match read(&ctx, &of, &typed, (id, one.keeper)) {
        Ok(new) => new,
        Err((errors, refused)) => {
            return pages::page(&ctx, &of, Some(&one), &typed, &errors, &refused);
        }
    };
    let version = typed.version;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::change(tx, id, version, &new).await?;
            Ok(format!("/opportunities/{id}?said=opportunity-changed"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has changed this opportunity. Check it again";
            let errors = Errors::one("title", message);
            pages::page(&ctx, &of, Some(&one), &typed, &errors, &[])
        }
        other => Ok(other?),
    }
}

fn publish_page(ctx: &Ctx, one: &Opportunity, found: &[Finding], errors: &Errors) -> Answer {
    let (heading, says, button) = if one.is_published() {
        (
            "Take it off the public page?",
            "This does not affect applications already made.",
            "Take it off",
        )
    } else {
        (
            "Publish this opportunity?",
            "It will appear on the council’s public page, in its data feed and on young people’s own pages.",
            "Publish",
        )
    };
    let asks = found.iter().map(|one| Html::paragraph(pages::finding(one)));
    FormPage::new(ctx, heading)
        .caption(one.title.clone())
        .errors(errors, &[])
        .version(one.version)
        .cancel(format!("/opportunities/{}", one.id))
        .intro(Html::paragraph(says).and(Html::joined(asks)))
        .button(button)
        .show()
}

/// Asks whether to publish it or take it off.
pub(super) async fn ask_publish(ctx: Ctx, Path(id): Path<OpportunityId>) -> Answer {
    let (one, of) = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    publish_page(&ctx, &one, &findings(&ctx, &of, &one), &Errors::default())
}

/// Publishes it, or takes it off. It is not published if a rule refuses it today.
pub(super) async fn publish(ctx: Ctx, Path(id): Path<OpportunityId>, form: Form) -> Answer {
    let (one, of) = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    let found = findings(&ctx, &of, &one);
    let is_refused = found.iter().any(|one| one.weight == Weight::Refused);
    if (is_refused || one.ended.is_some()) && !one.is_published() {
        let message = if is_refused {
            "Change the pay first: it cannot be offered like this"
        } else {
            "This opportunity is closed and cannot be published"
        };
        return publish_page(&ctx, &one, &found, &Errors::one("", message));
    }
    let (version, shown) = (form.version(), one.clone());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::publish(tx, &one, version).await?;
            Ok(format!("/opportunities/{id}?said=opportunity-shown"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let errors = Errors::one(
                "",
                "Someone else has changed this opportunity. Check it again",
            );
            publish_page(&ctx, &shown, &found, &errors)
        }
        other => Ok(other?),
    }
}

fn end_page(ctx: &Ctx, one: &Opportunity, why: &str, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Close this opportunity")
        .caption(one.title.clone())
        .errors(errors, &[])
        .version(one.version)
        .cancel(format!("/opportunities/{}", one.id))
        .field(
            Textarea::new("why", "Why?")
                .hint("For example, the places are filled, or the employer has withdrawn it. Do not name young people.")
                .rows(2)
                .value(why)
                .error(errors.at("why")),
        )
        .button("Close opportunity")
        .show()
}

/// Asks why it is being closed.
pub(super) async fn ask_end(ctx: Ctx, Path(id): Path<OpportunityId>) -> Answer {
    let (one, _) = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    if one.ended.is_some() {
        return Ok(redirect(&format!("/opportunities/{id}")));
    }
    end_page(&ctx, &one, "", &Errors::default())
}

/// Closes it.
pub(super) async fn end(ctx: Ctx, Path(id): Path<OpportunityId>, form: Form) -> Answer {
    let (one, _) = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    if one.ended.is_some() {
        return Ok(redirect(&format!("/opportunities/{id}")));
    }
    let (why, mut errors) = (form.owned("why"), Errors::default());
    errors.require(!why.is_empty(), "why", "Enter why");
    let is_short = why.chars().count() <= 200;
    errors.require(is_short, "why", "Use 200 characters or fewer");
    if !errors.is_empty() {
        return end_page(&ctx, &one, &why, &errors);
    }
    let version = form.version();
    let typed = why.clone();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::end(tx, id, version, &why).await?;
            Ok(format!("/opportunities/{id}?said=opportunity-closed"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let errors = Errors::one(
                "why",
                "Someone else has changed this opportunity. Check it again",
            );
            end_page(&ctx, &one, &typed, &errors)
        }
        other => Ok(other?),
    }
}
