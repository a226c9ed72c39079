//! What a young person has had from funds, and asking for more: in under a minute on a phone.

use std::collections::HashMap;

use askama::Template;
use axum::http::Uri;
use chrono::Months;
use govuk::{Cell, Choice, Details, Html, Input, Radios, Table, Textarea, Width};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::{FundId, Pence, PersonId};

use super::{
    Fund,
    agreeing::agree,
    devices::back_form,
    forms::{self, day_of},
    model::{Decision, Payment, Purpose, Request, Rhythm, Status, StockMove, had},
    queries::{payments, pots, requests, stock},
    show::tag,
    wished::{self, WishQuery},
};
use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        frame::{self, Section},
        people::{self, Person},
    },
    shell::{
        choices::Code,
        web::{
            Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Path, Query, Said, WebError, html,
            words,
        },
    },
};

#[derive(Template)]
#[template(path = "funds/of_person.html")]
struct MoneyPage {
    layout: Layout,
    id: PersonId,
    name: String,
    asked: Option<Table>,
    /// What they have on loan: in words, and the form to record its return.
    lent: Vec<(String, Html)>,
    given: Vec<String>,
    may_lend: bool,
}

/// Lists a young person's requests, and what they have on loan.
pub(super) async fn list(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let all = requests::of_person(&mut tx, council, id).await?;
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    let parts = payments::of(&mut tx, council, &ids).await?;
    let funds: HashMap<FundId, Fund> = pots::all(&mut tx, council)
        .await?
        .into_iter()
        .map(|fund| (fund.id, fund))
        .collect();
    let may = ctx.permits(Action::DecideRequest, &person.standing);
    let mut table = Table::new("Requests")
        .caption_hidden()
        .column("What")
        .column("Fund")
        .numeric_column("Amount")
        .column("Status");
    for one in &all {
        let own: &[Payment] = parts.get(&one.id).map_or(&[], Vec::as_slice);
        let fund = funds.get(&one.fund);
        let standing = Status::of(one, own, fund.is_some_and(|fund| fund.needs_receipt));
        let item: Html = if may {
            Html::link(format!("/fund-requests/{}", one.id), one.item.clone())
        } else {
            one.item.clone().into()
        };
        table = table.row([
            Cell::new(item.and(Html::paragraph(words::day(one.made_on)))),
            Cell::new(fund.map_or("", |fund| fund.name.as_str())),
            Cell::new(Pence(one.pence).to_string()).numeric(),
            Cell::new(Html::of(tag(standing))),
        ]);
    }
    let lent = stock::lent_to(&mut tx, council, id).await?;
    let lent = lent.into_iter().map(|one| {
        let until = one.back_due_on.map_or_else(String::new, |on| {
            format!(", due back by {}", words::day(on))
        });
        let since = one
            .lent_on
            .map_or_else(String::new, |on| format!(", since {}", words::day(on)));
        let says = format!("{}, {}{since}{until}", one.name, one.serial);
        (
            says,
            if may {
                back_form(&ctx, &one)
            } else {
                Html::default()
            },
        )
    });
    let given = stock::given_to(&mut tx, council, id).await?;
    let given = given.iter().map(|(fund, line)| {
        let name = funds.get(fund).map_or("", |fund| fund.name.as_str());
        let what = if line.kind == StockMove::Back {
            "returned"
        } else {
            "given"
        };
        let number = line.number.unsigned_abs();
        format!("{name}: {number} {what}, {}", words::day(line.on))
    });
    let given = given.collect();
    Ok(html(&MoneyPage {
        layout: ctx
            .layout("Money and things")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Money).await?)
            .said(said.said.as_deref()),
        id,
        name: person.name(),
        asked: (!all.is_empty()).then(|| table.stacking()),
        lent: lent.collect(),
        given,
        may_lend: ctx.may(Action::SeeFunds),
    }))
}

async fn open_funds(ctx: &Ctx, tx: &mut ReadTx) -> Result<Vec<Fund>, WebError> {
    let mut all = pots::all(tx, ctx.council()).await?;
    // Only workers who see the funds hand out stock.
    let gives = ctx.may(Action::SeeFunds);
    all.retain(|fund| fund.ended_on.is_none() && (gives || !fund.is_stock));
    Ok(all)
}

/// Draws the kinds of thing that can be asked for one young person: what is for a group is asked for at its activity.
fn kinds(form: &Form, errors: &Errors) -> Radios {
    let mut kinds = Radios::new("kind", "What kind of thing is it?")
        .hint("You can leave this empty for items from stock.")
        .selected(form.text("kind"))
        .error(errors.at("kind"));
    let of_one = Purpose::ALL.iter().filter(|one| **one != Purpose::Group);
    for one in of_one {
        kinds = kinds.item(one.code(), one.words());
    }
    kinds
}

fn page(ctx: &Ctx, person: &Person, funds: &[Fund], form: &Form, errors: &Errors) -> Answer {
    let id = person.standing.id;
    if funds.is_empty() {
        return FormPage::new(ctx, "Ask for money or things")
            .caption(person.name())
            .intro(Html::paragraph(
                "No fund is open for requests. Ask the fund holder or the programme manager to add one.",
            ))
            .cancel(format!("/people/{id}/money"))
            .without_form()
            .show();
    }
    let things = Html::of(
        Input::new("things", "How many?")
            .value(form.owned("things"))
            .error(errors.at("things"))
            .whole_number()
            .width(Width::Characters3),
    );
    let mut fund = Radios::new("fund", "Which fund?")
        .selected(form.text("fund"))
        .error(errors.at("fund"));
    for one in funds {
        let choice = Choice::new(one.id.to_string(), one.name.clone());
        fund = fund.choice(if one.is_stock {
            choice.hint(format!("{} in stock. Given straight away.", one.in_stock))
        } else {
            choice.hint(one.in_short())
        });
    }
    let mut rhythm = Radios::new("rhythm", "How often is it paid?").selected(
        if form.text("rhythm").is_empty() {
            Rhythm::Once.code()
        } else {
            form.text("rhythm")
        },
    );
    for (code, words) in Rhythm::CHOICES {
        rhythm = rhythm.item(*code, *words);
    }
    let parts = Input::new("number", "How many payments?")
        .hint("For example, 18 for a travelcard over 18 months")
        .value(form.owned("number"))
        .error(errors.at("number"))
        .whole_number()
        .width(Width::Characters3);
    let more = Details::new(
        "Paid in more than one part, or more than one item from stock",
        Html::of(rhythm).and(Html::of(parts)).and(things),
    );
    let is_open = ["number", "things"]
        .iter()
        .any(|name| errors.at(name).is_some() || !form.text(name).is_empty());
    FormPage::new(ctx, "Ask for money or things")
        .caption(person.name())
        .errors(errors, &["wanted"])
        .cancel(format!("/people/{id}/money"))
        .carry(wished::FIELD, form.owned(wished::FIELD))
        .intro(Html::paragraph(
            "Requests within your limit are approved straight away. Above that, a team manager or the fund holder decides, and you will see the answer on Today.",
        ))
        .field(fund)
        .field(kinds(form, errors))
        .field(
            Input::new("item", "What is it for?")
                .hint("For example, travel in the first month of work. They can read this on their own pages.")
                .value(form.owned("item"))
                .error(errors.at("item")),
        )
        .field(
            Input::new("amount", "What is the total cost?")
                .hint("Leave this empty for items from stock.")
                .value(form.owned("amount"))
                .error(errors.at("amount"))
                .pounds()
                .width(Width::Characters10),
        )
        .field(day_of(form, "wanted", Some(ctx.today())).field(
            "wanted",
            "By when do they need it?",
            errors,
        ))
        .field(
            Textarea::new("reason", "Why? (optional)")
                .rows(2)
                .value(form.owned("reason"))
                .error(errors.at("reason")),
        )
        .field(if is_open { more.open() } else { more })
        .button("Send request")
        .show()
}

/// Asks what is needed.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<WishQuery>,
    uri: Uri,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let funds = open_funds(&ctx, &mut tx).await?;
    let filled = wished::filled(&ctx, &mut tx, id, &asked).await?;
    drop(tx);
    let draft = ctx.draft(&uri).await?.or(filled);
    page(
        &ctx,
        &person,
        &funds,
        &draft.unwrap_or_default(),
        &Errors::default(),
    )
}

/// Makes a request. It is approved at once where the worker may decide it, and stock is given at once.
pub(super) async fn make(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let funds = open_funds(&ctx, &mut tx).await?;
    let asked = match forms::request(&form, ctx.today(), &funds) {
        Ok(asked) => asked,
        Err(errors) => return page(&ctx, &person, &funds, &form, &errors),
    };
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let new = asked.request;
    let fund = funds
        .iter()
        .find(|fund| fund.id == new.fund)
        .ok_or(WebError::NotFound)?
        .clone();
    let age = person
        .fields
        .born_on
        .map(|born| words::age(born, ctx.today()));
    let since = ctx.today() - Months::new(12);
    let decides = ctx.permits(Action::DecideRequest, &person.standing)
        && fund.may_decide((&ctx.who().worker.roles, &ctx.stands_for()), new.pence);
    let things = asked.things;
    let wish = form.owned(wished::FIELD);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
                if fund.is_stock {
                    if !stock::move_stock(tx, fund.id, Some(id), (StockMove::Given, things)).await? {
                        let left = format!("Only {} left in stock", fund.in_stock);
                        return Err(Errors::one("fund", left).into());
                    }
                    wished::answer(tx, id, &wish, true).await?;
                    due::refresh(tx, &rules, id).await?;
                    return Ok(format!("/people/{id}/money?said=given"));
                }
                let council = tx.council();
                let before = payments::with_payments(tx, council, id).await?;
                if let Some(against) = fund.against(age, new.pence, had(&before, fund.id, since)) {
                    return Err(Errors::one("fund", against).into());
                }
                let (today, by) = (tx.today(), tx.by());
                let is_same = |one: &Request| {
                    let says = (one.fund, one.pence, one.item.to_lowercase());
                    let is_open = one.ended_on.is_none() && one.decided_as != Some(Decision::No);
                    is_open
                        && one.made_by == by
                        && one.made_on == today
                        && says == (new.fund, new.pence, new.item.to_lowercase())
                };
                if before.iter().any(|(one, _)| is_same(one)) {
                    let message =
                        "You have already asked for this today. If this is a different request, say how it differs";
                    return Err(Errors::one("item", message).into());
                }
                let made = requests::ask(tx, id, &new).await?;
                wished::answer(tx, id, &wish, decides).await?;
                due::refresh(tx, &rules, id).await?;
                if !decides {
                    return Ok(format!("/people/{id}/money?said=fund-asked"));
                }
                let one = requests::find(tx, council, made)
                    .await?
                    .ok_or(WebError::NotFound)?;
                let said = agree(tx, &rules, &one, ("", by)).await?;
                Ok(format!("/fund-requests/{made}?said={said}"))
            })
        .await;
    match done {
        Err(Halt::Refused(errors)) => page(&ctx, &person, &funds, &form, &errors),
        other => Ok(other?),
    }
}
