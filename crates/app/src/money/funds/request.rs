//! The page of one request.

use askama::Template;
use chrono::Months;
use govuk::{Button, Cell, Html, Input, Radios, SummaryList, Table, Textarea, Width};
use store::ReadTx;
use values::{FundRequestId, Pence};

use super::{
    deciding::{Opened, open},
    forms::day_of,
    model::{Decision, EFFECTS, Payment, Rhythm, Status, Sums, had},
    queries::{payments, pots},
    show::tag,
};
use crate::{
    office::directory::InCouncil,
    shell::{
        choices::{Code, worded},
        web::{
            Answer, Ctx, Errors, Form, Layout, Path, Query, Said, WebError, form::typed_pounds,
            form_to, html, small_button, words,
        },
    },
};

#[derive(Template)]
#[template(path = "funds/request.html")]
struct RequestPage {
    layout: Layout,
    summary: Option<govuk::ErrorSummary>,
    caption: String,
    heading: String,
    standing: govuk::Tag,
    about: SummaryList,
    decide: Option<Html>,
    waits_for: Option<String>,
    payments: Option<Table>,
    withdraw: Option<String>,
}

/// Draws what can be done with a part.
fn part(ctx: &Ctx, opened: &Opened, one: &Payment, typed: &Form) -> Html {
    let (path, day) = (opened.path(), words::day(one.due_on));
    let at = |what: &str| format!("{path}/{what}?part={}", one.id);
    let amount = |label: &str, pence: i64| {
        let id = format!("amount-{}-{}", one.id, label.len());
        let hidden = Html::from(label.to_owned()).and(Html::hidden(format!(": {day}")));
        let is_typed = typed.text("part") == one.id.to_string();
        let value = match typed.text("amount") {
            text if is_typed && !text.is_empty() => text.to_owned(),
            _ => typed_pounds(pence),
        };
        let input = Input::new(id, hidden).name("amount").value(value);
        Html::of(input.pounds().width(Width::Characters5))
    };
    if one.stopped_on.is_some() {
        return "Withdrawn".into();
    }
    let mut all: Vec<Html> = Vec::new();
    match one.paid_on {
        None if one.committed_on.is_none() => {
            all.push(Html::paragraph("Waiting for the money to be confirmed"))
        }
        None => all.push(form_to(
            ctx,
            at("pay"),
            amount("What it cost", one.pence).and(small_button("Record as paid", &day)),
        )),
        Some(on) => all.push(Html::paragraph(format!(
            "Paid on {}: {}",
            words::day(on),
            Pence(one.paid_pence)
        ))),
    }
    match (one.paid_on, one.handed_on) {
        (Some(_), None) if one.is_returned() => {
            all.push(Html::paragraph(
                "All the money came back. There is nothing to hand over.",
            ));
        }
        (Some(_), None) => {
            let field = format!("handed-{}", one.id);
            let on = day_of(typed, &field, Some(ctx.today()));
            let on = on.field(&field, "When did they get it?", &Errors::default());
            all.push(form_to(
                ctx,
                at("hand"),
                Html::of(on).and(small_button("They have it", &day)),
            ));
        }
        (_, Some(on)) => all.push(Html::paragraph(format!(
            "Handed over on {}",
            words::day(on)
        ))),
        _ => {}
    }
    if one.paid_on.is_some() {
        let words = if one.receipt_on.is_some() {
            "Receipt"
        } else {
            "Add the receipt"
        };
        let href = if one.receipt_on.is_some() {
            at("receipt/file")
        } else {
            at("receipt")
        };
        let link = Html::link(
            href,
            Html::from(words).and(Html::hidden(format!(": {day}"))),
        );
        all.push(Html::paragraph(link));
        if one.returned_pence > 0 {
            all.push(Html::paragraph(format!(
                "{} came back",
                Pence(one.returned_pence)
            )));
        }
        match one.written_off_on {
            Some(on) => all.push(Html::paragraph(format!(
                "Written off on {}",
                words::day(on)
            ))),
            None => {
                let inner = amount("How much came back?", one.paid_pence - one.returned_pence)
                    .and(small_button("Record as returned", &day));
                let back = form_to(ctx, at("back"), inner);
                let roles = &ctx.who().worker.roles;
                let may =
                    one.receipt_on.is_none() && opened.fund.may_write_off(roles, one.paid_pence);
                let lost = if may {
                    let words = "Write off the receipt";
                    form_to(ctx, at("write-off"), small_button(words, &day))
                } else {
                    Html::default()
                };
                all.push(Html::of(govuk::Details::new(
                    Html::from(if may {
                        "Money came back, or there is no receipt"
                    } else {
                        "Money came back"
                    })
                    .and(Html::hidden(format!(": {day}"))),
                    back.and(lost),
                )));
            }
        }
    }
    Html::joined(all)
}

/// Draws the fields of an answer. `hint` says who reads it.
pub(crate) fn answer_fields(typed: &Form, errors: &Errors, hint: &'static str) -> Html {
    let radios = Radios::new("says", "What is the answer?");
    let radios = Decision::CHOICES
        .iter()
        .fold(radios, |radios, (code, words)| radios.item(*code, *words))
        .selected(typed.text("says"))
        .error(errors.at("says"));
    let why = Textarea::new("answer", "Why?")
        .value(typed.owned("answer"))
        .hint(hint)
        .rows(2)
        .error(errors.at("answer"));
    Html::of(radios).and(Html::of(why))
}

/// Draws the answer in one tap, with room for more.
fn answer(ctx: &Ctx, opened: &Opened, typed: &Form, errors: &Errors) -> Html {
    let why = Textarea::new("answer", "Say more")
        .value(typed.owned("answer"))
        .hint("They can read this. If the answer is no, say why.")
        .rows(2)
        .error(errors.at("answer"));
    let yes = format!("Yes, approve {}", Pence(opened.one.pence));
    let yes = Button::new(yes).id("says").name("says").value("yes");
    let no = Button::new("No").secondary().name("says").value("no");
    let next = "If you say yes, it is promised to them, and the person who asked buys it and hands it over. If you say no, they can read why.";
    let inner = Html::joined([
        Html::paragraph(next),
        Html::of(why),
        Html::literal("<div class=\"govuk-button-group\">"),
        Html::of(yes.prevent_double_click()),
        Html::of(no.prevent_double_click()),
        Html::literal("</div>"),
    ]);
    form_to(ctx, format!("{}/decide", opened.path()), inner)
}

/// What is left where the request is to be paid from.
struct Left {
    fund: Option<Sums>,
    /// What the young person has had from it in the last twelve months, without this request.
    had: i64,
}

async fn left(ctx: &Ctx, tx: &mut ReadTx, opened: &Opened) -> Result<Left, WebError> {
    let (council, today) = (ctx.council(), ctx.today());
    let mut years = pots::years(tx, council, Some(opened.fund.id)).await?;
    let years = years.remove(&opened.fund.id).unwrap_or_default();
    let now = years
        .iter()
        .find(|year| (year.from..=year.until).contains(&today));
    let mut before = payments::with_payments(tx, council, opened.one.person).await?;
    before.retain(|(one, _)| one.id != opened.one.id);
    Ok(Left {
        fund: now.map(|year| year.sums),
        had: had(&before, opened.fund.id, today - Months::new(12)),
    })
}

impl Left {
    /// Adds to the facts what a decision needs to know.
    fn put_into(&self, about: SummaryList, opened: &Opened) -> SummaryList {
        let says = match self.fund {
            None => "No money for this year yet".to_owned(),
            Some(sums) => {
                let unconfirmed = match sums.unconfirmed {
                    0 => String::new(),
                    pence => format!(", and {} not confirmed", Pence(pence)),
                };
                format!(
                    "{} this year{unconfirmed}. {} if you say yes",
                    Pence(sums.free()),
                    Pence(sums.free() - opened.one.pence)
                )
            }
        };
        let cap = match opened.fund.person_cap {
            0 => String::new(),
            cap => format!(" of {} a year", Pence(cap)),
        };
        about.row("Left in the fund", says).row(
            "They have had",
            format!("{}{cap} from this fund", Pence(self.had)),
        )
    }
}

/// Shows a request.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<FundRequestId>,
    Query(said): Query<Said>,
) -> Answer {
    page(
        &ctx,
        id,
        said.said.as_deref(),
        &Errors::default(),
        &Form::default(),
    )
    .await
}

/// Returns the errors of a part without links: it has no field of its own for the summary to link to.
fn of_parts(errors: &Errors) -> Errors {
    let mut all = Errors::default();
    for (_, message) in errors.pairs() {
        all.add("", message);
    }
    all
}

/// Shows a request, with any errors.
pub(super) async fn page(
    ctx: &Ctx,
    id: FundRequestId,
    said: Option<&str>,
    errors: &Errors,
    typed: &Form,
) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(ctx, &mut tx, id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let standing = opened.standing();
    let left = match standing {
        Status::Asked => Some(left(ctx, &mut tx, &opened).await?),
        _ => None,
    };
    drop(tx);
    let (one, fund) = (&opened.one, &opened.fund);
    let mut about = SummaryList::new()
        .row(
            "Fund",
            Html::link(format!("/funds/{}", fund.id), fund.name.clone()),
        )
        .row("Amount", Pence(one.pence).to_string());
    if let Some(purpose) = one.purpose {
        about = about.row("Kind", purpose.words());
    }
    if one.rhythm != Rhythm::Once {
        about = about.row(
            "How often",
            format!("{}, {} times", one.rhythm.words(), one.number),
        );
    }
    if let Some(on) = one.wanted_on {
        about = about.row("Needed by", words::day(on));
    }
    if !one.reason.is_empty() {
        about = about.row("Why", one.reason.clone());
    }
    about = about
        .row(
            "Asked by",
            format!(
                "{}, {}",
                directory.worker(one.made_by, "Not recorded"),
                words::day(one.made_on)
            ),
        )
        .row("Benefits", worded(EFFECTS, &fund.effect));
    if let Some(left) = left {
        about = left.put_into(about, &opened);
    }
    if let (Some(on), Some(decision)) = (one.decided_on, one.decided_as) {
        let by = directory.worker(one.decided_by, "Someone");
        let says = decision.words();
        let answer = if one.answer.is_empty() {
            String::new()
        } else {
            format!(": {}", one.answer)
        };
        about = about.row(
            "Answer",
            format!("{says}, {by}, {}{answer}", words::day(on)),
        );
    }
    let may = fund.may_decide((&ctx.who().worker.roles, &ctx.stands_for()), one.pence);
    let decide = (standing == Status::Asked && may).then(|| answer(ctx, &opened, typed, errors));
    let mut table = Table::new("Payments")
        .column("Due")
        .numeric_column("Amount")
        .column("Status");
    for payment in &opened.payments {
        table = table.row([
            Cell::new(words::day(payment.due_on)),
            Cell::new(Pence(payment.pence).to_string()).numeric(),
            Cell::new(part(ctx, &opened, payment, typed)),
        ]);
    }
    let title = if errors.is_empty() {
        one.item.clone()
    } else {
        format!("Error: {}", one.item)
    };
    let is_agreed = one.decided_as == Some(Decision::Yes);
    let mut response = html(&RequestPage {
        layout: ctx
            .layout(title)
            .back(format!("/funds/{}", fund.id))
            .said(said),
        summary: if decide.is_some() {
            errors.summary(&[])
        } else {
            of_parts(errors).summary(&[])
        },
        caption: opened.person.name(),
        heading: one.item.clone(),
        standing: tag(standing),
        about,
        waits_for: (standing == Status::Asked && !may).then(|| {
            format!(
                "Waiting for an answer from {}.",
                fund.who_decides(one.pence)
            )
        }),
        decide,
        payments: is_agreed.then(|| table.first_cell_is_header().stacking()),
        withdraw: opened
            .may_withdraw()
            .then(|| format!("{}/withdraw", opened.path())),
    });
    if !errors.is_empty() {
        *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}
