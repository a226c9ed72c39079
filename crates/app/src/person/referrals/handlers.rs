//! Making, following and answering a referral.

use axum::http::Uri;
use chrono::NaiveDate;
use govuk::{Cell, Html, SummaryList, Table};
use policy::Action;
use store::{ReadTx, StoreError, WriteTx};
use values::{PersonId, ReferralId};

use super::{
    forms::{AnswerForm, ReferralForm},
    model::{Decision, REASONS, Referral},
    pages::{self, ListPage, ShowPage, tag},
    queries, taking_on, telling,
};
use crate::{
    office::directory::{Directory, InCouncil},
    person::{
        due::{self, Rules},
        enrolments,
        people::{self, Likeness},
    },
    shell::{
        choices::{Code, worded_or},
        web::{
            Answer, Ctx, Errors, Form, Halt, Names, Path, Query, Said, WebError, html, redirect,
            words,
        },
    },
};

/// How many referrals the list shows.
const MOST: u64 = 200;

/// Lists referrals, waiting ones first.
pub(super) async fn list(ctx: Ctx, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let scope = ctx.scope(Action::ListReferrals);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let referrals = queries::newest(&mut tx, &scope, MOST).await?;
    let referrals_count = referrals.len() as u64;
    let directory = ctx.directory(&mut tx).await?;
    let mut table = Table::new("Referrals")
        .caption_hidden()
        .column("Young person")
        .column("Received")
        .column("Referred by")
        .column("Status");
    for referral in referrals
        .iter()
        .filter(|referral| ctx.permits(Action::ListReferrals, *referral))
    {
        let by = referred_by(referral, &directory);
        table = table.row([
            Cell::new(Html::link(
                format!("/referrals/{}", referral.id),
                names.name(referral.person()),
            )),
            Cell::new(words::day(referral.received_on)),
            Cell::new(by),
            Cell::new(tag(referral)),
        ]);
    }
    let referrals = (!table.is_empty()).then(|| table.first_cell_is_header().stacking());
    let layout = ctx.layout("Referrals").said(said.said.as_deref());
    Ok(html(&ListPage {
        layout,
        referrals,
        may_refer: ctx.may(Action::MakeReferral),
        is_cut: referrals_count >= MOST,
        may_link: ctx.may(Action::PublishProgrammes),
    }))
}

/// Asks about a young person.
pub(super) async fn ask(ctx: Ctx, uri: Uri) -> Answer {
    ctx.decide_office(Action::MakeReferral)?;
    let library = ctx.library(&mut ctx.read().await?).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(ReferralForm::default, ReferralForm::typed);
    pages::make(
        &ctx,
        &form,
        &pages::routes(&library),
        &[],
        &Errors::default(),
    )
    .show()
}

/// Makes a referral.
pub(super) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::MakeReferral)?;
    let library = ctx.library(&mut ctx.read().await?).await?;
    let typed = ReferralForm::typed(&form);
    let routes = pages::routes(&library);
    let new = match typed.read(&routes, ctx.today()) {
        Ok(new) => new,
        Err(errors) => return pages::make(&ctx, &typed, &routes, &[], &errors).show(),
    };
    let (name, fields) = (typed.name(), &new.person.fields);
    let sought = Likeness {
        name: &name,
        phone: &fields.phone,
        born_on: fields.born_on,
    };
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let alike = people::alike(&ctx, &mut tx, &names, &sought, Action::ReadPerson).await?;
    drop(tx);
    let same = typed.same.parse::<PersonId>().ok();
    let same = same.filter(|id| alike.iter().any(|one| one.standing.id == *id));
    if !alike.is_empty() && same.is_none() && typed.same != "new" {
        let errors = Errors::one("same", "Choose whether it is one of these people");
        return pages::make(&ctx, &typed, &routes, &alike, &errors).show();
    }
    let worker = &ctx.who().worker;
    let (team, organisation) = (worker.teams.first().copied(), worker.organisation);
    let rules = Rules::of(ctx.app(), library);
    let made = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (id, person) = queries::make(tx, &new, (team, organisation), same).await?;
            due::refresh(tx, &rules, person).await?;
            Ok(format!("/referrals/{id}?said=referred"))
        })
        .await;
    Ok(made?)
}

/// Returns who made a referral, in words: a worker, someone at an organisation, or the young person.
fn referred_by(referral: &Referral, directory: &Directory) -> String {
    if referral.referrer.is_some() {
        let worker = directory.worker(referral.referrer, "Not known");
        let of = referral.organisation;
        return of.map_or(worker.clone(), |id| {
            format!(
                "{worker}, {}",
                directory.organisation(id, "an organisation")
            )
        });
    }
    let outside = referral.outside_referrer.replace('\n', ", ");
    let outside = outside.trim_matches([',', ' ']);
    match referral.organisation {
        Some(id) => format!(
            "{outside}, {}",
            directory.organisation(id, "an organisation")
        ),
        None if outside.is_empty() => "The young person".into(),
        None => outside.to_owned(),
    }
}

/// Finds a referral with which the worker may do `action`.
pub(super) async fn find(ctx: &Ctx, id: ReferralId, action: Action) -> Result<Referral, WebError> {
    let referral = queries::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(action, &referral)?;
    Ok(referral)
}

/// Shows one referral.
pub(super) async fn show(ctx: Ctx, Path(id): Path<ReferralId>, Query(said): Query<Said>) -> Answer {
    let referral = find(&ctx, id, Action::ReadReferral).await?;
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let directory = ctx.directory(&mut tx).await?;
    let choice = format!("{}/{}", referral.programme_key, referral.route);
    let route = pages::routes(&directory.library)
        .into_iter()
        .find(|(code, _)| *code == choice)
        .map_or(referral.route.clone(), |(_, words)| words);
    let mut about = SummaryList::new()
        .row("Status", tag(&referral))
        .row("Received", words::day(referral.received_on))
        .row("Referred by", referred_by(&referral, &directory))
        .row("Comes from", route)
        .row("Do they know about the referral?", referral.told.words())
        .row(
            "What they would like to change",
            if referral.reason.is_empty() {
                "Not recorded yet".to_owned()
            } else {
                referral.reason.clone()
            },
        );
    if !referral.decision_reason.is_empty() {
        about = about.row(
            "Reason",
            worded_or(
                REASONS,
                &referral.decision_reason,
                &referral.decision_reason,
            )
            .to_owned(),
        );
    }
    let may_answer = referral.is_waiting() && ctx.permits(Action::DecideReferral, &referral);
    let may_open = ctx.permits(Action::ReadPerson, &referral.standing);
    let person = format!("/people/{}", referral.person());
    let next = |action, then: &str| {
        (referral.decision == Some(Decision::Accepted) && ctx.permits(action, &referral.standing))
            .then(|| format!("{person}/{then}"))
    };
    let (alike, others) = if may_answer {
        alike(&ctx, &mut tx, &names, &referral).await?
    } else {
        (Vec::new(), false)
    };
    let may_take_on = taking_on::may(&ctx, &mut tx, &names, &referral).await?;
    let led_to = led_to(&mut tx, &referral).await?;
    if referral.decision == Some(Decision::Accepted) {
        let coach = referral.standing.coach;
        about = about
            .row("Works with", directory.worker(coach, "Nobody yet"))
            .row("Enrolled", words::day_or(led_to.enrolled_on, "Not yet"));
    }
    Ok(html(&ShowPage {
        alike,
        others,
        layout: ctx
            .layout("Referral")
            .back("/referrals")
            .said(said.said.as_deref()),
        name: names.name(referral.person()),
        about,
        take_on: may_take_on.then(|| format!("/referrals/{id}/take-on")),
        answer: may_answer.then(|| format!("/referrals/{id}/decide")),
        close: (referral.decision == Some(Decision::Accepted)
            && !led_to.has_been_enrolled
            && ctx.permits(Action::DecideReferral, &referral))
        .then(|| format!("/referrals/{id}/decide")),
        allocate: next(Action::AllocatePerson, "allocate"),
        enrol: next(Action::Enrol, "enrol"),
        person: may_open.then_some(person),
    }))
}

/// Finds existing records that may be the referred young person's, whatever the referrer could see: a name, a date of birth and a link to
/// compare the records, for the worker who answers; and whether there are others whom that worker may not see.
async fn alike(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    referral: &Referral,
) -> Result<(Vec<(String, String, String)>, bool), WebError> {
    let Some(person) = people::find(tx, ctx.council(), referral.person()).await? else {
        return Ok((Vec::new(), false));
    };
    let sought = Likeness {
        name: &person.name(),
        phone: &person.fields.phone,
        born_on: person.fields.born_on,
    };
    let mut found = people::alike_anywhere(tx, names, ctx.council(), &sought).await?;
    found.retain(|one| one.standing.id != person.standing.id);
    let all = found.len();
    found.retain(|one| ctx.permits(Action::AllocatePerson, &one.standing));
    let others = found.len() < all;
    found.truncate(people::MOST_ALIKE);
    let shown = found.iter().map(|one| {
        let with = one.standing.id;
        (
            names.name(with),
            words::day_or(one.fields.born_on, "no date of birth"),
            format!("/people/{}/merge?with={with}", referral.person()),
        )
    });
    Ok((shown.collect(), others))
}

/// What a referral has led to in its programme.
struct LedTo {
    /// The day of the first enrolment since.
    enrolled_on: Option<NaiveDate>,
    /// Whether they are in the programme, or have been since: then there is nothing to close.
    has_been_enrolled: bool,
}

async fn led_to(tx: &mut ReadTx, referral: &Referral) -> Result<LedTo, StoreError> {
    let council = referral.standing.council;
    let mut all = enrolments::of_person(tx, council, referral.person()).await?;
    all.retain(|one| one.programme_key == referral.programme_key);
    let since = |on: NaiveDate| on >= referral.received_on;
    let days = all.iter().map(|one| one.enrolled_on);
    Ok(LedTo {
        enrolled_on: days.filter(|on| since(*on)).min(),
        has_been_enrolled: all.iter().any(|one| one.ended_on.is_none_or(since)),
    })
}

/// Asks for an answer.
pub(super) async fn ask_answer(ctx: Ctx, Path(id): Path<ReferralId>, uri: Uri) -> Answer {
    let referral = find(&ctx, id, Action::DecideReferral).await?;
    if !referral.can_be_answered() {
        return Ok(redirect(&format!("/referrals/{id}")));
    }
    let name = ctx.names().await?.name(referral.person());
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(AnswerForm::default, AnswerForm::typed);
    pages::answer(&ctx, &name, &form, referral.version, &Errors::default()).show()
}

/// Answers a referral.
pub(super) async fn answer(ctx: Ctx, Path(id): Path<ReferralId>, form: Form) -> Answer {
    let referral = find(&ctx, id, Action::DecideReferral).await?;
    let name = ctx.names().await?.name(referral.person());
    let typed = AnswerForm::typed(&form);
    let (decision, reason) = match typed.read() {
        Ok(read) => read,
        Err(errors) => return pages::answer(&ctx, &name, &typed, form.version(), &errors).show(),
    };
    let mut tx = ctx.read().await?;
    let library = ctx.library(&mut tx).await?;
    let news = telling::answered(&ctx, &mut tx, &referral, decision).await?;
    drop(tx);
    let (rules, version) = (Rules::of(ctx.app(), library), form.version());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let council = tx.council();
            let now = queries::find(tx, council, id)
                .await?
                .filter(|now| now.version == version && now.can_be_answered())
                .ok_or(Halt::Stale)?;
            if !now.is_waiting()
                && (decision == Decision::Accepted || led_to(tx, &now).await?.has_been_enrolled)
            {
                return Err(Halt::Stale);
            }
            queries::answer(tx, &now, decision, &reason).await?;
            due::refresh(tx, &rules, now.person()).await?;
            telling::send(tx, news.as_ref()).await?;
            Ok(format!("/referrals/{id}?said=decided"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message =
                "Someone else has already answered this referral. Go back to see their answer";
            pages::answer(
                &ctx,
                &name,
                &typed,
                form.version(),
                &Errors::one("decision", message),
            )
            .show()
        }
        other => Ok(other?),
    }
}
