//! The pages about promises.

use askama::Template;
use axum::http::Uri;
use govuk::{Choice, Colour, Html, Radios, Select, Tag, Textarea};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::{AccountId, CommitmentId, EmployerId, PersonId};

use super::{
    beyond,
    forms::{PromiseForm, SettleForm},
    model::{PLACES, Promiser, SettledAs, said as said_words},
    queries::{self, Commitment},
};
use crate::{
    engagement::employers,
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        enrolments::SupportEnd,
        frame::{self, Section},
        people::{self, Person},
    },
    shell::{
        choices::{CONTACT_KINDS, Code},
        web::{
            Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Path, Query, Said, WebError, html,
            redirect, words,
        },
    },
};

struct Line {
    words: String,
    says: String,
    state: Tag,
    settle: Option<String>,
    /// The fund request behind it.
    request: Option<String>,
}

#[derive(Template)]
#[template(path = "commitments/list.html")]
struct ListPage {
    layout: Layout,
    name: String,
    lines: Vec<Line>,
    add: Option<String>,
}

fn state(ctx: &Ctx, one: &Commitment) -> Tag {
    match one.settled_as {
        Some(SettledAs::Kept) if one.settled_on.is_some_and(|on| on > one.due_on) => {
            Tag::new("Kept late").colour(Colour::Orange)
        }
        Some(SettledAs::Kept) => Tag::new("Kept").colour(Colour::Green),
        Some(SettledAs::Withdrawn) => Tag::new("Withdrawn, reason given").colour(Colour::Grey),
        None => words::due_tag(one.due_on, ctx.today()),
    }
}

/// Lists the promises made to a young person.
pub(super) async fn list(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let all = queries::of_person(&mut tx, ctx.council(), id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let named = employers::names(&mut tx, ctx.council()).await?;
    let may = ctx.permits(Action::RecordContact, &person.standing);
    let line = |one: &Commitment| {
        let owner = directory.worker(one.owner, "Someone");
        let by = match one.promised_by {
            Some(Promiser::Employer) => {
                let name = one.employer.and_then(|id| named.get(&id));
                let name = name.map_or("the employer", String::as_str);
                format!(" by {name}")
            }
            Some(Promiser::Fund) => " by a fund".to_owned(),
            Some(Promiser::Programme) => " by the programme".to_owned(),
            None | Some(Promiser::Staff) => String::new(),
        };
        let place = if one.said_at.is_empty() {
            String::new()
        } else {
            format!(" ({})", said_words(&one.said_at).to_lowercase())
        };
        let mut says = format!(
            "Promised{by} on {}{place}, due {}. {owner} is responsible for it.",
            words::day(one.promised_on),
            words::day(one.due_on)
        );
        if let Some(told) = one.told_on {
            says = format!(
                "{says} They were told on {}: {}",
                words::day(told),
                one.reason
            );
        }
        Line {
            words: one.words.clone(),
            says,
            state: state(&ctx, one),
            request: one
                .request
                .filter(|_| ctx.permits(Action::DecideRequest, &person.standing))
                .map(|id| format!("/fund-requests/{id}")),
            settle: (may && one.is_open() && one.request.is_none())
                .then(|| format!("/promises/{}/settle", one.id)),
        }
    };
    let (open, past): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.is_open());
    Ok(html(&ListPage {
        layout: ctx
            .layout("Promises")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Plan).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        lines: open
            .into_iter()
            .chain(past.into_iter().rev())
            .map(line)
            .collect(),
        add: may.then(|| format!("/people/{id}/promises/new")),
    }))
}

/// Lists who can keep a promise: the coach, the adviser and the reader.
async fn workers(
    ctx: &Ctx,
    tx: &mut ReadTx,
    person: &Person,
) -> Result<Vec<(AccountId, String)>, WebError> {
    let directory = ctx.directory(tx).await?;
    let standing = &person.standing;
    let all = [Some(ctx.me()), standing.coach, standing.adviser];
    let mut workers: Vec<(AccountId, String)> = Vec::new();
    for id in all.into_iter().flatten() {
        if !workers.iter().any(|(known, _)| *known == id) {
            workers.push((id, directory.worker(id, "Someone")));
        }
    }
    Ok(workers)
}

/// Who can keep a promise, and the employers who may have made it.
struct Offered {
    workers: Vec<(AccountId, String)>,
    employers: Vec<(EmployerId, String)>,
    /// When their support ends by itself.
    end: Option<SupportEnd>,
}

async fn offered(ctx: &Ctx, tx: &mut ReadTx, person: &Person) -> Result<Offered, WebError> {
    let named = employers::names(tx, ctx.council()).await?;
    let mut employers: Vec<(EmployerId, String)> = named.into_iter().collect();
    employers.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(Offered {
        workers: workers(ctx, tx, person).await?,
        employers,
        end: beyond::end_of(ctx, tx, person).await?,
    })
}

fn page(
    ctx: &Ctx,
    person: &Person,
    offered: &Offered,
    form: &PromiseForm,
    errors: &Errors,
) -> Answer {
    let Offered {
        workers,
        employers,
        end,
    } = offered;
    let mut employer = Select::new("employer", "Which employer?")
        .blank("Choose an employer")
        .error(errors.at("employer"));
    for (id, name) in employers {
        employer = employer.item(id.to_string(), name.clone());
    }
    let employer = Html::of(employer.selected(&*form.employer));
    let mut by = Radios::new("promised_by", "Who promised it?").selected(&*form.promised_by);
    for promiser in Promiser::ALL {
        let choice = Choice::new(promiser.code(), promiser.words());
        by = match promiser {
            Promiser::Staff | Promiser::Programme => by.choice(choice),
            Promiser::Employer => by.choice(choice.reveals(employer.clone())),
            // A fund's promise comes with its request.
            Promiser::Fund => by,
        };
    }
    let mut said_at = Select::new("said_at", "Where was it said? (optional)")
        .blank("Not recorded")
        .error(errors.at("said_at"));
    for (code, words) in PLACES.iter().chain(CONTACT_KINDS) {
        said_at = said_at.item(*code, *words);
    }
    let said_at = said_at.selected(&*form.said_at);
    let mut owner = Radios::new("owner", "Who will keep it?")
        .selected(&*form.owner)
        .error(errors.at("owner"));
    for (id, name) in workers {
        owner = owner.item(id.to_string(), name.clone());
    }
    let mut page = FormPage::new(ctx, "Record a promise")
        .caption(person.name())
        .errors(errors, &["promised", "due"])
        .cancel(format!("/people/{}/promises", person.standing.id));
    if let Some(end) = *end {
        page = page.intro(Html::paragraph(beyond::says(end)));
    }
    let page = page
        .field(
            Textarea::new("words", "What was promised?")
                .hint("Use the words you said to them. They can see this on their own pages.")
                .rows(2)
                .value(&*form.words)
                .error(errors.at("words")),
        )
        .field(form.due.field("due", "When is it due?", errors));
    // Asked only where it matters.
    let due = form.due.read("Day").ok().flatten();
    let page = if beyond::refusal(due, *end, false).is_some() {
        page.field(beyond::question(form.goes_beyond))
    } else {
        page
    };
    page.field(
        form.promised
            .field("promised", "When was it promised?", errors),
    )
    .field(owner)
    .field(by)
    .field(said_at)
    .button("Save the promise")
    .show()
}

/// Asks what was promised.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let offered = offered(&ctx, &mut tx, &person).await?;
    drop(tx);
    let draft = ctx.draft(&uri).await?;
    let form = draft.as_ref().map_or_else(
        || PromiseForm::blank(ctx.today(), ctx.me()),
        PromiseForm::typed,
    );
    page(&ctx, &person, &offered, &form, &Errors::default())
}

/// Records a promise.
pub(super) async fn make(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let offered = offered(&ctx, &mut tx, &person).await?;
    let typed = PromiseForm::typed(&form);
    let days = (ctx.today(), offered.end);
    let new = match typed.read(days, &offered.workers, &offered.employers) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &person, &offered, &typed, &errors),
    };
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let done = ctx
        .submit_about(id, &form, async move |tx: &mut WriteTx| {
            queries::make(tx, id, &new).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(format!("/people/{id}/promises?said=promise"))
        })
        .await;
    Ok(done?)
}

async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: CommitmentId,
) -> Result<(Commitment, Person), WebError> {
    let one = queries::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, tx, one.person, Action::RecordContact).await?;
    Ok((one, person))
}

fn settle_page(
    ctx: &Ctx,
    one: &Commitment,
    person: &Person,
    form: &SettleForm,
    errors: &Errors,
) -> Answer {
    let kept = form.kept.field("kept", "When was it kept?", errors);
    let told = form.told.field("told", "When did you tell them?", errors);
    let reason = Textarea::new("reason", "What reason did you give them?")
        .rows(2)
        .value(&*form.reason)
        .error(errors.at("reason"));
    let how = Radios::new("how", "What happened?")
        .selected(&*form.how)
        .error(errors.at("how"))
        .choice(
            Choice::new(SettledAs::Kept.code(), SettledAs::Kept.words()).reveals(Html::of(kept)),
        )
        .choice(
            Choice::new(SettledAs::Withdrawn.code(), SettledAs::Withdrawn.words())
                .hint("Tell them why first")
                .reveals(Html::of(told).and(Html::of(reason))),
        );
    FormPage::new(ctx, "What happened to this promise?")
        .caption(person.name())
        .errors(errors, &["kept", "told"])
        .cancel(format!("/people/{}/promises", one.person))
        .intro(Html::paragraph(one.words.clone()))
        .field(how)
        .show()
}

/// Asks what happened to a promise.
pub(super) async fn ask_settle(ctx: Ctx, Path(id): Path<CommitmentId>, uri: Uri) -> Answer {
    let (one, person) = open(&ctx, &mut ctx.read().await?, id).await?;
    // A fund's promise is kept or withdrawn with its request.
    if let Some(request) = one.request {
        return Ok(redirect(&format!("/fund-requests/{request}")));
    }
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| SettleForm::blank(ctx.today()), SettleForm::typed);
    settle_page(&ctx, &one, &person, &form, &Errors::default())
}

/// Records that a promise was kept, or cannot be.
pub(super) async fn settle(ctx: Ctx, Path(id): Path<CommitmentId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let (one, person) = open(&ctx, &mut tx, id).await?;
    if let Some(request) = one.request {
        return Ok(redirect(&format!("/fund-requests/{request}")));
    }
    let typed = SettleForm::typed(&form);
    let settled = match typed.read(one.promised_on, ctx.today()) {
        Ok(settled) => settled,
        Err(errors) => return settle_page(&ctx, &one, &person, &typed, &errors),
    };
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let about = one.person;
    let done = ctx
        .submit_about(about, &form, async move |tx: &mut WriteTx| {
            queries::settle(tx, &one, &settled).await?;
            due::refresh(tx, &rules, one.person).await?;
            Ok(format!("/people/{}/promises?said=settled", one.person))
        })
        .await;
    match done {
        // Someone else has already done it.
        Err(Halt::Stale) => Ok(redirect(&format!("/people/{about}/promises"))),
        other => Ok(other?),
    }
}
