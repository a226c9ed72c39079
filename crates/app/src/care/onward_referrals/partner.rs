//! What a partner's adviser sees of a young person who was put forward to their organisation: what was agreed to be shared, and no record.

use askama::Template;
use axum::http::Uri;
use chrono::NaiveDate;
use govuk::{Html, SummaryList, Tag};
use policy::{Action, Kind, Resource};
use store::{ReadTx, WriteTx};
use uuid::Uuid;
use values::{CouncilId, OnwardReferralId, OrganisationId, scope::Field};

use super::{
    forms::{self, OUTCOMES, PURPOSES},
    handlers::{area, radios},
    queries::{self, OnwardReferral},
};
use crate::{
    office::{accounts, directory::InCouncil},
    person::people::{self, Person},
    post::outbox::{self, Letter},
    shell::{
        choices::worded,
        web::{
            Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Names, Path, WebError, html,
            redirect, words,
        },
    },
};

/// A referral to a partner, as the policy sees it.
struct PutForward {
    council: CouncilId,
    id: OnwardReferralId,
    person: Uuid,
    to: Option<OrganisationId>,
}

impl PutForward {
    fn of(council: CouncilId, one: &OnwardReferral) -> Self {
        Self {
            council,
            id: one.id,
            person: one.person.into(),
            to: one.organisation,
        }
    }
}

impl Resource for PutForward {
    fn kind(&self) -> Kind {
        Kind::Referral
    }

    fn council(&self) -> CouncilId {
        self.council
    }

    fn field(&self, field: Field) -> Option<Uuid> {
        match field {
            Field::Id => Some(self.id.into()),
            Field::Person => Some(self.person),
            Field::Partner => self.to.map(Into::into),
            _ => None,
        }
    }
}

#[derive(Template)]
#[template(path = "onward_referrals/put_forward.html")]
struct ListPage {
    layout: Layout,
    /// Each young person: the address, the words, and the day by which an answer is wanted, or the answer.
    lines: Vec<(String, String, Tag)>,
}

/// Lists those who were put forward to the reader's organisation, the newest first.
async fn of_organisation(ctx: &Ctx, tx: &mut ReadTx) -> Result<Vec<OnwardReferral>, WebError> {
    let Some(organisation) = ctx.who().worker.organisation else {
        return Ok(Vec::new());
    };
    let mut all = queries::put_forward(tx, ctx.council(), organisation).await?;
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let people = people::outlines(tx, ctx.council(), &ids).await?;
    let lives = |id| {
        people
            .iter()
            .any(|who| who.person() == id && !who.has_died())
    };
    all.retain(|one| {
        let about = PutForward::of(ctx.council(), one);
        lives(one.person) && ctx.permits(Action::AnswerPutForward, &about)
    });
    Ok(all)
}

fn line(names: &Names, one: &OnwardReferral, today: NaiveDate) -> (String, String, Tag) {
    let what = worded(PURPOSES, &one.purpose).to_lowercase();
    let tag = match one.outcome_on {
        None => words::due_tag(one.answer_due_on, today),
        Some(_) => Tag::new(worded(OUTCOMES, &one.outcome)),
    };
    let says = format!("{}: {what}", names.name(one.person));
    (format!("/put-forward/{}", one.id), says, tag)
}

/// Lists who waits for an answer of the reader's organisation.
pub(crate) async fn waiting(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
) -> Result<Vec<(String, String, Tag)>, WebError> {
    let mut all = of_organisation(ctx, tx).await?;
    all.retain(|one| one.outcome_on.is_none());
    Ok(all
        .iter()
        .map(|one| line(names, one, ctx.today()))
        .collect())
}

/// Shows everyone who was put forward.
pub(super) async fn list(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let names = ctx.names().await?;
    let all = of_organisation(&ctx, &mut ctx.read().await?).await?;
    Ok(html(&ListPage {
        layout: ctx.layout("Referred to you").back("/today"),
        lines: all
            .iter()
            .map(|one| line(&names, one, ctx.today()))
            .collect(),
    }))
}

async fn open(ctx: &Ctx, id: OnwardReferralId) -> Result<(OnwardReferral, Person), WebError> {
    let mut tx = ctx.read().await?;
    let one = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(
        Action::AnswerPutForward,
        &PutForward::of(ctx.council(), &one),
    )?;
    let person = people::find(&mut tx, ctx.council(), one.person)
        .await?
        .ok_or(WebError::NotFound)?;
    Ok((one, person))
}

async fn page(
    ctx: &Ctx,
    (one, person): (&OnwardReferral, &Person),
    form: &Form,
    errors: &Errors,
) -> Answer {
    let mut tx = ctx.read().await?;
    let directory = ctx.directory(&mut tx).await?;
    let or = |text: &str| match text {
        "" => "Not known".to_owned(),
        text => text.to_owned(),
    };
    let mut about = SummaryList::new()
        .row("What for", worded(PURPOSES, &one.purpose))
        .row("Their phone", or(&person.fields.phone))
        .row("Referred by", directory.worker(one.made_by, "Someone"))
        .row("Referred on", words::day(one.sent_on));
    if !one.words.is_empty() {
        about = about.row("Details", one.words.clone());
    }
    let page = FormPage::new(ctx, person.name())
        .caption("Referred to you")
        .errors(errors, &[])
        .cancel("/put-forward");
    if one.outcome_on.is_some() {
        let about = about.row("Outcome", worded(OUTCOMES, &one.outcome));
        return page.intro(Html::of(about)).without_form().show();
    }
    let intro = Html::paragraph(
        "They agreed that you can see this. Their record stays with the council. Get in touch with them, then record the outcome here.",
    );
    page.intro(intro.and(Html::of(about)))
        .field(radios(
            "outcome",
            "What was the outcome?",
            OUTCOMES,
            form,
            errors,
        ))
        .field(area("Details (optional)", form, errors))
        .button("Tell the council")
        .show()
}

/// Shows one of them, and asks what came of it.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<OnwardReferralId>, uri: Uri) -> Answer {
    let (one, person) = open(&ctx, id).await?;
    let form = ctx.draft(&uri).await?.unwrap_or_default();
    page(&ctx, (&one, &person), &form, &Errors::default()).await
}

/// Records what came of it, and tells whoever put them forward that there is an answer.
pub(super) async fn answer(ctx: Ctx, Path(id): Path<OnwardReferralId>, form: Form) -> Answer {
    let (one, person) = open(&ctx, id).await?;
    let outcome = match forms::outcome_on(&form, ctx.today()) {
        Ok(outcome) => outcome,
        Err(errors) => return page(&ctx, (&one, &person), &form, &errors).await,
    };
    let address = ctx.app().config.public_url().to_owned();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::settle(tx, &one, &outcome).await?;
            let council = tx.council();
            if let Some(by) = one.made_by
                && let Some(recipient) = accounts::email_of(tx, council, by).await?
            {
                let letter = Letter {
                    account: Some(by),
                    recipient,
                    subject: "There is an answer to your referral".into(),
                    body: format!(
                        "Hello,\n\n{} has told us the outcome of your referral. Sign in to read it: {address}/people/{}/onward-referrals\n",
                        one.to_whom, one.person
                    ),
                };
                outbox::post(tx, letter).await?;
            }
            Ok("/put-forward?said=put-forward-answered".into())
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect("/put-forward")),
        other => Ok(other?),
    }
}

/// Tells the advisers of a partner that somebody was put forward to them. The message names nobody.
pub(super) async fn tell(
    tx: &mut WriteTx,
    (organisation, name): (OrganisationId, &str),
    address: &str,
) -> Result<(), Halt> {
    let council = tx.council();
    for (id, adviser, recipient) in accounts::advisers_of(tx, council, organisation).await? {
        let letter = Letter {
            account: Some(id),
            recipient,
            subject: format!("A young person has been referred to {name}"),
            body: format!(
                "Hello {adviser},\n\nA young person has agreed to be referred to you. Sign in to see who they are and what they need: {address}/put-forward\n"
            ),
        };
        outbox::post(tx, letter).await?;
    }
    Ok(())
}
