//! Money for a group: requested at an activity, answered by the person whom the fund names, and paid on approval.
//!
//! It belongs to no one person, so it does not count towards a young person's limit and is not on anyone's own pages; those who came share
//! the cost. Until the money is there the request stays unanswered, where everyone sees it.

use govuk::{Choice, Html, Input, Radios, SummaryList, Width};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::{ActivityId, GroupRequestId, Pence};

use crate::{
    money::funds::{
        self, Decision, Fund, GroupRequest, Purpose, amount, answer_fields,
        groups::{self, NewGroupRequest, may_answer, tag},
        keep_for_waiting, read_answer,
    },
    office::directory::{Directory, InCouncil},
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, Said, WebError, form::pounds,
        redirect, words,
    },
    work::activities::{self, Activity},
};

async fn open_funds(ctx: &Ctx, tx: &mut ReadTx) -> Result<Vec<Fund>, WebError> {
    let mut all = funds::all_funds(tx, ctx.council()).await?;
    all.retain(Fund::gives_money);
    // Funds for groups first, and those for one young person's pay last.
    all.sort_by_key(|fund| match fund.purpose {
        Purpose::Group => 0,
        Purpose::Travel
        | Purpose::Clothes
        | Purpose::Equipment
        | Purpose::Learning
        | Purpose::Other => 1,
        Purpose::TopUp | Purpose::Vouchers => 2,
    });
    Ok(all)
}

fn ask_page(ctx: &Ctx, at: &Activity, funds: &[Fund], form: &Form, errors: &Errors) -> Answer {
    let page = FormPage::new(ctx, "Ask for money for the group")
        .caption(format!("{}, {}", at.title, at.when()))
        .errors(errors, &[])
        .cancel(format!("/activities/{}", at.id));
    if funds.is_empty() {
        let text = "There is no fund yet. Ask the fund holder or the programme manager to add one.";
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    let mut fund = Radios::new("fund", "Which fund?")
        .selected(form.text("fund"))
        .error(errors.at("fund"));
    for one in funds {
        let choice = Choice::new(one.id.to_string(), one.name.clone());
        fund = fund.choice(choice.hint(one.who.clone()));
    }
    page.field(fund)
        .field(
            Input::new("item", "What is it for?")
                .hint("For example, goods for a market stall. Do not name a young person.")
                .value(form.owned("item"))
                .error(errors.at("item")),
        )
        .field(
            Input::new("amount", "How much does it cost in total?")
                .value(form.owned("amount"))
                .error(errors.at("amount"))
                .pounds()
                .width(Width::Characters10),
        )
        .button("Send request")
        .show()
}

/// Asks what a group needs.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<ActivityId>) -> Answer {
    let mut tx = ctx.read().await?;
    let at = activities::open(&ctx, &mut tx, id, Action::KeepEmployers).await?;
    let funds = open_funds(&ctx, &mut tx).await?;
    ask_page(&ctx, &at, &funds, &Form::default(), &Errors::default())
}

fn read(form: &Form, at: ActivityId, funds: &[Fund]) -> Result<(Fund, NewGroupRequest), Errors> {
    let mut errors = Errors::default();
    let fund = funds
        .iter()
        .find(|fund| fund.id.to_string() == form.text("fund"));
    errors.require(fund.is_some(), "fund", "Choose the fund");
    let item = form.owned("item");
    errors.require(!item.is_empty(), "item", "Enter what it is for");
    let is_short = item.chars().count() <= funds::LINE;
    errors.require(is_short, "item", "Use 200 characters or fewer");
    let pence = errors.take("amount", pounds(form.text("amount"), "The amount"));
    let pence = pence.flatten().unwrap_or(0);
    let is_some = pence > 0 || errors.at("amount").is_some();
    errors.require(is_some, "amount", "Enter how much it costs in total");
    if let Some(against) = fund.and_then(|fund| fund.against_item(pence)) {
        errors.add("amount", against);
    }
    match fund {
        Some(fund) if errors.is_empty() => {
            let new = NewGroupRequest {
                fund: fund.id,
                activity: at,
                item,
                pence,
            };
            Ok((fund.clone(), new))
        }
        _ => Err(errors),
    }
}

/// Sends a request for a group to a fund; if the worker may decide and the money is there, it is paid at once.
pub(super) async fn make(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let at = activities::open(&ctx, &mut tx, id, Action::KeepEmployers).await?;
    let funds = open_funds(&ctx, &mut tx).await?;
    drop(tx);
    let (fund, new) = match read(&form, id, &funds) {
        Ok(read) => read,
        Err(errors) => return ask_page(&ctx, &at, &funds, &form, &errors),
    };
    let decides = fund.may_decide((&ctx.who().worker.roles, &ctx.stands_for()), new.pence);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let made = groups::ask(tx, &new).await?;
            let council = tx.council();
            let one = groups::find(tx, council, made).await?;
            let one = one.ok_or(WebError::NotFound)?;
            let is_paid = decides && groups::pay(tx, &one).await?;
            let said = if is_paid { "group-paid" } else { "fund-asked" };
            Ok(format!("/group-requests/{made}?said={said}"))
        })
        .await;
    Ok(done?)
}

fn answers(ctx: &Ctx, fund: &Fund, one: &GroupRequest) -> bool {
    may_answer(fund, one, &ctx.who().worker.roles, &ctx.stands_for())
}

/// A request for a group, with everything around it.
pub(super) struct Opened {
    pub(super) one: GroupRequest,
    fund: Fund,
    at: Activity,
}

/// Finds a request for a group, for a worker who can see the funds.
pub(super) async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: GroupRequestId,
) -> Result<Opened, WebError> {
    ctx.decide_office(Action::SeeFunds)?;
    let one = groups::find(tx, ctx.council(), id).await?;
    let one = one.ok_or(WebError::NotFound)?;
    let fund = funds::find(tx, ctx.council(), one.fund).await?;
    let at = activities::find(tx, ctx.council(), one.activity).await?;
    Ok(Opened {
        fund: fund.ok_or(WebError::NotFound)?,
        at: at.ok_or(WebError::NotFound)?,
        one,
    })
}

fn about(opened: &Opened, directory: &Directory) -> SummaryList {
    let Opened { one, fund, at } = opened;
    let mut about = SummaryList::new()
        .row("Activity", format!("{}, {}", at.title, at.when()))
        .row(
            "Fund",
            Html::link(format!("/funds/{}", fund.id), fund.name.clone()),
        )
        .row("Amount", Pence(one.pence).to_string())
        .row(
            "Requested",
            format!(
                "{}, {}",
                directory.worker(one.made_by, "Someone"),
                words::day(one.made_on)
            ),
        )
        .row("Status", Html::of(tag(one)));
    if let Some(on) = one.decided_on {
        let by = directory.worker(one.decided_by, "Someone");
        let mut says = vec![by, words::day(on)];
        if !one.answer.is_empty() {
            says.push(one.answer.clone());
        }
        about = about.row("Answer", says.join(", "));
    }
    if one.decided_as == Some(Decision::Yes) {
        let path = format!("/group-requests/{}/receipt", one.id);
        about = about.row(
            "Receipt",
            match (one.receipt.is_none(), fund.needs_receipt) {
                (true, true) => Html::link(path, "Needed: add the receipt"),
                (true, false) => Html::link(path, "Not needed, but you can add one"),
                (false, _) => Html::link(format!("{path}/file"), "View the receipt"),
            },
        );
    }
    if one.returned_pence > 0 {
        about = about.row("Returned", Pence(one.returned_pence).to_string());
    }
    about
}

async fn page(
    ctx: &Ctx,
    id: GroupRequestId,
    said: Option<&str>,
    typed: &Form,
    errors: &Errors,
) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(ctx, &mut tx, id).await?;
    let directory = ctx.directory(&mut tx).await?;
    drop(tx);
    let Opened { one, fund, .. } = &opened;
    let page = FormPage::new(ctx, one.item.clone())
        .caption("Money for a group")
        .said(said)
        .errors(errors, &[])
        .back(format!("/funds/{}", fund.id))
        .intro(about(&opened, &directory));
    match one.decided_as {
        None if answers(ctx, fund, one) => page
            .field(answer_fields(
                typed,
                errors,
                "Enter a reason if you say no.",
            ))
            .button("Answer")
            .show(),
        None => {
            let who = match fund.who_decides(one.pence) {
                _ if one.pence <= fund.coach_limit => "the person who asked, or a team manager",
                others => others,
            };
            let text = format!("Waiting for an answer from {who}.");
            page.after(Html::paragraph(text)).without_form().show()
        }
        Some(Decision::Yes) if one.returned_pence < one.pence && answers(ctx, fund, one) => page
            .action(format!("/group-requests/{id}/back"))
            .field(
                Input::new("amount", "How much was returned?")
                    .hint("If the group did not need all of it.")
                    .value(typed.owned("amount"))
                    .error(errors.at("amount"))
                    .pounds()
                    .width(Width::Characters10),
            )
            .button("Record the return")
            .show(),
        Some(Decision::Yes | Decision::No) => page.without_form().show(),
    }
}

/// Shows a request for a group.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<GroupRequestId>,
    Query(said): Query<Said>,
) -> Answer {
    let (form, errors) = (Form::default(), Errors::default());
    page(&ctx, id, said.said.as_deref(), &form, &errors).await
}

/// Answers a request; approval pays it.
pub(super) async fn decide(ctx: Ctx, Path(id): Path<GroupRequestId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id).await?;
    if !answers(&ctx, &opened.fund, &opened.one) {
        return Err(WebError::Forbidden);
    }
    let (says, answer) = match read_answer(&form) {
        Ok(read) => read,
        Err(errors) => return page(&ctx, id, None, &form, &errors).await,
    };
    let one = opened.one;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let is_answered = match says {
                Decision::No => {
                    groups::refuse(tx, &one, &answer).await?;
                    true
                }
                Decision::Yes => groups::pay(tx, &one).await?,
            };
            if !is_answered {
                let message =
                    "There is not enough confirmed money in this fund now. The request will wait";
                return Err(Errors::one("says", message).into());
            }
            Ok(format!("/group-requests/{id}?said=fund-answered"))
        })
        .await;
    after(&ctx, id, &form, done).await
}

/// Takes back money that a group did not need.
pub(super) async fn take_back(ctx: Ctx, Path(id): Path<GroupRequestId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id).await?;
    let one = opened.one;
    if !answers(&ctx, &opened.fund, &one) {
        return Err(WebError::Forbidden);
    }
    let left = one.pence - one.returned_pence;
    let left_over = amount(&form).and_then(|pence| {
        let message = "The amount returned must not be more than was paid";
        let is_paid = pence <= left;
        is_paid
            .then_some(pence)
            .ok_or_else(|| Errors::one("amount", message))
    });
    let pence = match left_over {
        Ok(pence) => pence,
        Err(errors) => return page(&ctx, id, None, &form, &errors).await,
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            groups::take_back(tx, &one, pence).await?;
            keep_for_waiting(tx, one.fund).await?;
            Ok(format!("/group-requests/{id}?said=money-back"))
        })
        .await;
    after(&ctx, id, &form, done).await
}

async fn after(
    ctx: &Ctx,
    id: GroupRequestId,
    form: &Form,
    done: Result<axum::response::Response, Halt>,
) -> Answer {
    match done {
        Err(Halt::Refused(errors)) => page(ctx, id, None, form, &errors).await,
        // Someone else was faster; the page shows the current status.
        Err(Halt::Stale) => Ok(redirect(&format!("/group-requests/{id}?said=already"))),
        other => Ok(other?),
    }
}
