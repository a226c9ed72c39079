//! What was promised to a young person, by whom and by when, whether it came, and how they say that it has not.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;
use programme::ANSWER_WORKING_DAYS;
use store::{ReadTx, WriteTx};
use values::{AccountId, CommitmentId, EmployerId, FundRequestId, Pence};

use super::{
    pages::{sentence, when},
    writing::rules,
};
use crate::{
    care::{
        commitments::{self, Commitment, Promiser, SettledAs},
        wishes::{self, NewWish, Wish, WishKind},
    },
    engagement::employers,
    money::funds::{self, Coming},
    office::accounts,
    person::{
        due,
        people::{self, Standing},
    },
    shell::web::{Answer, Form, Frame, Halt, OwnCtx, Query, Said, WebError, frame, html, words},
};

struct Line {
    words: String,
    says: Vec<String>,
    /// Its id in the form that says it has not come; `None` where there is no form.
    id: Option<CommitmentId>,
    /// The words of that form.
    miss: &'static str,
    /// What was asked for, where the form is about something with no answer yet.
    asked: Option<String>,
}

#[derive(Template)]
#[template(path = "young_person/promises.html")]
struct PromisesPage {
    frame: Frame,
    lines: Vec<Line>,
    lent: Vec<String>,
}

/// Says in a few words when something comes.
pub(super) fn short(
    one: &Commitment,
    coming: &HashMap<FundRequestId, Coming>,
    today: NaiveDate,
) -> String {
    let of = one.request.and_then(|id| coming.get(&id));
    let waits = of.is_some_and(|of| of.waits);
    match one.due_on < today {
        _ if waits => "as soon as the money comes through".to_owned(),
        true => format!("late: it was due by {}", words::day(one.due_on)),
        false => when(one.due_on, today),
    }
}

/// Says who promised it and when, and who is looking after it.
fn by_whom(one: &Commitment, employer: Option<&String>, keeper: Option<&String>) -> String {
    let on = words::day(one.promised_on);
    let promised = match (one.promised_by, employer) {
        (Some(Promiser::Employer), Some(employer)) => format!("{employer} promised it on {on}."),
        (Some(Promiser::Programme), _) => format!("Your programme promised it on {on}."),
        (Some(Promiser::Fund), _) => format!("Agreed on {on}."),
        (None | Some(Promiser::Staff | Promiser::Employer), _) => format!("Promised on {on}."),
    };
    match keeper {
        Some(keeper) if one.is_open() => format!("{promised} {keeper} is looking after it."),
        _ => promised,
    }
}

/// Says whether it came, or when it is due.
fn stands(one: &Commitment, coming: Option<&Coming>, today: NaiveDate) -> String {
    let due = words::day(one.due_on);
    match (one.settled_as, one.settled_on) {
        (Some(SettledAs::Kept), Some(on)) if on > one.due_on => {
            format!("Kept on {}, later than the promised {due}.", words::day(on))
        }
        (Some(SettledAs::Kept), on) => format!("Kept on {}.", words::day_or(on, "")),
        (Some(SettledAs::Withdrawn), _) => {
            let told = one.told_on.map_or_else(String::new, |on| {
                format!(" You were told on {}.", words::day(on))
            });
            format!("It could not be kept: {}{told}", sentence(&one.reason))
        }
        (None, _) if coming.is_some_and(|of| of.waits) => {
            "It will come as soon as the money comes through. We do not know the day yet."
                .to_owned()
        }
        (None, _) if one.due_on < today => {
            format!(
                "It was due by {due} and is late. The person looking after it can see that on their list."
            )
        }
        (None, _) => format!("Due {}.", when(one.due_on, today)),
    }
}

fn next(of: &Coming) -> Option<String> {
    let (on, pence) = of.next.filter(|_| of.more > 0 && !of.waits)?;
    let more = words::count(of.more, "more time", "more times");
    Some(format!(
        "Next: {} by {}, and {more} after it.",
        Pence(pence),
        words::day(on)
    ))
}

/// Returns who looks after a promise: the worker who took it on, while they work with the young person, else the one who does now.
fn keeper(one: &Commitment, standing: &Standing) -> Option<AccountId> {
    let with_them = [standing.coach, standing.adviser];
    if with_them.contains(&Some(one.owner)) {
        Some(one.owner)
    } else {
        standing.coach.or(standing.adviser)
    }
}

struct Around {
    standing: Standing,
    coming: HashMap<FundRequestId, Coming>,
    workers: HashMap<AccountId, String>,
    employers: HashMap<EmployerId, String>,
    today: NaiveDate,
}

fn line(one: &Commitment, around: &Around) -> Line {
    let (employer, keeper) = (
        one.employer.and_then(|id| around.employers.get(&id)),
        keeper(one, &around.standing).and_then(|id| around.workers.get(&id)),
    );
    let coming = one.request.and_then(|id| around.coming.get(&id));
    let says = [
        Some(stands(one, coming, around.today)),
        coming.filter(|_| one.is_open()).and_then(next),
        Some(by_whom(one, employer, keeper)),
    ];
    Line {
        words: one.words.clone(),
        says: says.into_iter().flatten().collect(),
        id: may_miss(one, around.today).then_some(one.id),
        miss: if one.is_open() {
            "It has not come"
        } else {
            "I did not get this"
        },
        asked: None,
    }
}

/// Returns whether they can say that it has not come: it is due by now, or recorded as kept.
fn may_miss(one: &Commitment, today: NaiveDate) -> bool {
    one.settled_as == Some(SettledAs::Kept) || one.is_open() && one.due_on <= today
}

/// What they write when something has not come.
fn not_come(one: &Commitment) -> NewWish {
    NewWish {
        kind: WishKind::NotCome,
        words: format!(
            "It has not come: {}, promised for {}",
            one.words,
            words::day(one.due_on)
        ),
    }
}

fn is_said(wishes: &[Wish], new: &NewWish) -> Option<NaiveDate> {
    let mut open = wishes.iter().filter(|one| one.answered_at.is_none());
    open.find(|one| one.words == new.words)
        .map(|one| one.made_on)
}

/// Shows what was promised, and how it ended.
pub(super) async fn show(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let all = commitments::of_person(&mut tx, council, ctx.id()).await?;
    let asked = funds::asked_for(&mut tx, council, ctx.id()).await?;
    let wished = wishes::of_person(&mut tx, council, ctx.id()).await?;
    let around = Around {
        coming: funds::coming(&mut tx, council, ctx.id()).await?,
        workers: accounts::worker_names(&mut tx, council).await?,
        employers: employers::names(&mut tx, council).await?,
        today: ctx.today(),
        standing: people::own(&ctx, &mut tx).await?.standing,
    };
    let lent = funds::lent_to(&mut tx, council, ctx.id()).await?;
    let mut lines: Vec<Line> = all.iter().rev().map(|one| line(one, &around)).collect();
    for (line, one) in lines.iter_mut().zip(all.iter().rev()) {
        if let Some(on) = is_said(&wished, &not_come(one)) {
            line.id = None;
            let on = words::day(on);
            line.says.push(format!("You told us on {on} that it has not come. You will get an answer under “Ask for something”."));
        }
    }
    let waits = unanswered(&ctx, &mut tx, &wished).await?;
    lines.extend(asked.into_iter().map(|(words, says)| {
        let told = is_said(&wished, &no_answer(&words));
        let told = told.map(|on| {
            format!(
                "You told us on {} that there is no answer yet.",
                words::day(on)
            )
        });
        Line {
            says: [Some(says), told.clone()].into_iter().flatten().collect(),
            id: None,
            miss: "I have had no answer",
            asked: (told.is_none() && waits.contains(&words)).then(|| words.clone()),
            words,
        }
    }));
    Ok(html(&PromisesPage {
        frame: frame(&ctx, "Promised to me", &said),
        lines,
        lent,
    }))
}

/// What they write when something that they or their worker asked for has had no answer.
fn no_answer(words: &str) -> NewWish {
    NewWish {
        kind: WishKind::NotCome,
        words: format!("There is no answer yet: {words}"),
    }
}

/// Lists what was asked for, by them or for them, and has had no answer.
async fn unanswered(
    ctx: &OwnCtx,
    tx: &mut ReadTx,
    wished: &[Wish],
) -> Result<Vec<String>, WebError> {
    let mut waits = funds::waiting_for(tx, ctx.council(), ctx.id()).await?;
    let open = wished.iter().filter(|one| may_chase(one, ctx));
    waits.extend(open.map(|one| one.words.clone()));
    Ok(waits)
}

/// Returns whether they can say that a request of theirs has had no answer: the day of the answer has passed.
fn may_chase(one: &Wish, ctx: &OwnCtx) -> bool {
    let by = ctx
        .app()
        .calendar
        .add_working_days(one.made_on, ANSWER_WORKING_DAYS);
    one.answered_at.is_none()
        && one.kind != WishKind::NotCome
        && by.is_ok_and(|by| by < ctx.today())
}

/// Returns the requests with no answer that they have not chased yet.
pub(super) fn to_chase(wished: &[Wish], ctx: &OwnCtx) -> Vec<String> {
    let open = wished.iter().filter(|one| may_chase(one, ctx));
    open.filter(|one| is_said(wished, &no_answer(&one.words)).is_none())
        .map(|one| one.words.clone())
        .collect()
}

/// Returns whether they can say of a promise that it has not come, and have not said so yet.
pub(super) fn to_miss(one: &Commitment, wished: &[Wish], today: NaiveDate) -> bool {
    one.is_open() && may_miss(one, today) && is_said(wished, &not_come(one)).is_none()
}

/// Reads what they say has not come: a promise, or an answer.
async fn missed(ctx: &OwnCtx, form: &Form) -> Result<NewWish, WebError> {
    let mut tx = ctx.read().await?;
    let asked = form.text("asked");
    if !asked.is_empty() {
        let wished = wishes::of_person(&mut tx, ctx.council(), ctx.id()).await?;
        let waits = unanswered(ctx, &mut tx, &wished).await?;
        let found = waits.into_iter().find(|words| words == asked);
        return Ok(no_answer(&found.ok_or(WebError::NotFound)?));
    }
    let all = commitments::of_person(&mut tx, ctx.council(), ctx.id()).await?;
    let named = form.text("promise");
    let one = all.iter().find(|one| one.id.to_string() == named);
    let one = one.filter(|one| may_miss(one, ctx.today()));
    Ok(not_come(one.ok_or(WebError::NotFound)?))
}

/// Records that something has not come: their worker answers, as with any request.
pub(super) async fn miss(ctx: OwnCtx, form: Form) -> Answer {
    let new = missed(&ctx, &form).await?;
    let (rules, id) = (rules(&ctx).await?, ctx.id());
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        let council = tx.council();
        let before = wishes::of_person(tx, council, id).await?;
        if is_said(&before, &new).is_none() {
            wishes::ask(tx, id, &new).await?;
            due::refresh(tx, &rules, id).await?;
        } else {
            // Already said, from another tab.
            tx.housekeeping();
        }
        Ok::<_, Halt>("/my/promises?said=not-come".to_owned())
    })
    .await
}
