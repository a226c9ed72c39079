//! Evidence that work lasted, checked by someone other than the person who recorded it.

use axum::http::Uri;
use govuk::{Html, Radios, Textarea};
use policy::Action;
use programme::MARKS;
use serde::Deserialize;
use store::WriteTx;
use values::{SustainedProofId, WorkPlacementId};

use super::{
    forms::read_proof,
    handlers::{Opened, open},
    lists::{PROOFS, Verdict},
    queries,
};
use crate::shell::{
    choices::Code,
    web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, redirect},
};

fn page(ctx: &Ctx, opened: &Opened, form: &Form, errors: &Errors) -> Answer {
    let mut weeks = Radios::new("weeks", "How many weeks does it show?")
        .inline()
        .selected(form.text("weeks"))
        .error(errors.at("weeks"));
    for mark in MARKS {
        weeks = weeks.item(mark.to_string(), mark.to_string());
    }
    let mut kind = Radios::new("kind", "What kind of evidence is it?")
        .selected(form.text("kind"))
        .error(errors.at("kind"));
    for (code, words) in PROOFS {
        kind = kind.item(*code, *words);
    }
    FormPage::new(ctx, "Add evidence that work lasted")
        .caption(opened.caption())
        .errors(errors, &[])
        .cancel(opened.path())
        .intro(Html::paragraph(
            "It counts once a colleague has checked the document and accepts it.",
        ))
        .field(weeks)
        .field(kind)
        .field(
            Textarea::new("words", "What does it say, and where is it kept?")
                .hint("For example, payslip for March 2027, in the council’s own file. Do not enter bank details.")
                .rows(2)
                .value(form.owned("words"))
                .error(errors.at("words")),
        )
        .show()
}

/// Shows the form to add evidence.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<WorkPlacementId>, uri: Uri) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let draft = ctx.draft(&uri).await?.unwrap_or_default();
    page(&ctx, &opened, &draft, &Errors::default())
}

/// Records evidence.
pub(super) async fn record(ctx: Ctx, Path(id): Path<WorkPlacementId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let new = match read_proof(&form) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &opened, &form, &errors),
    };
    let one = opened.one;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::add_proof(tx, &one, &new).await?;
            Ok(format!("/people/{}/work-placements?said=proof", one.person))
        })
        .await;
    Ok(done?)
}

/// The evidence that an address names, and whether it is accepted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ProofQuery {
    proof: String,
    holds: String,
}

/// Checks evidence. The worker who recorded it cannot.
pub(super) async fn check(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(asked): Query<ProofQuery>,
    form: Form,
) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let proof = asked.proof.parse::<SustainedProofId>();
    let proof = proof.map_err(|_| WebError::NotFound)?;
    let verdict = Verdict::parse(&asked.holds).unwrap_or(Verdict::NotAccepted);
    let back = format!("/people/{}/work-placements", opened.one.person);
    let one = opened.one;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::check_proof(tx, &one, proof, verdict).await?;
            Ok(format!(
                "/people/{}/work-placements?said=proof-checked",
                one.person
            ))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&back)),
        other => Ok(other?),
    }
}
