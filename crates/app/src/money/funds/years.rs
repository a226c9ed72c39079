//! The years of a fund: adding money, taking it out and confirming it.

use govuk::{Choice, Input, Radios, Width};
use policy::Action;
use store::WriteTx;
use values::{FundId, FundYearId};

use super::{
    Fund, financial_year,
    forms::{self, Money, day_of},
    keeping::open,
    paying::amount,
    queries::{payments, pots},
    show::page,
};
use crate::shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError};

fn money_page(ctx: &Ctx, fund: &Fund, form: &Form, errors: &Errors) -> Answer {
    let (from, until) = financial_year(ctx.today());
    let money = |name: &'static str, label: &'static str, hint: &'static str| {
        let input = Input::new(name, label)
            .value(form.owned(name))
            .error(errors.at(name));
        input.pounds().hint(hint).width(Width::Characters10)
    };
    let way = match form.text("way") {
        "" => "in",
        typed => typed,
    };
    FormPage::new(ctx, "Add or take out money")
        .caption(fund.name.clone())
        .errors(errors, &["from", "until"])
        .cancel(format!("/funds/{}", fund.id))
        .field(
            Radios::new("way", "What do you want to do?")
                .item("in", "Add money")
                .choice(Choice::new("out", "Take money out").hint(
                    "For example, because it was a mistake or will not come. Money set aside or spent cannot be taken out.",
                ))
                .selected(way),
        )
        .field(day_of(form, "from", Some(from)).field("from", "First day of the year", errors))
        .field(day_of(form, "until", Some(until)).field("until", "Last day of the year", errors))
        .field(money(
            "confirmed",
            "How much is confirmed?",
            "Confirmed money can be spent straight away.",
        ))
        .field(money(
            "unconfirmed",
            "How much is expected but not confirmed?",
            "Requests wait until it is confirmed, and show as waiting.",
        ))
        .button("Save")
        .show()
}

/// Asks how much money to add or take out.
pub(super) async fn ask_money(ctx: Ctx, Path(id): Path<FundId>) -> Answer {
    let fund = open(&ctx, &mut ctx.read().await?, id, Action::KeepFunds).await?;
    money_page(&ctx, &fund, &Form::default(), &Errors::default())
}

/// Adds money to a year or takes it out.
pub(super) async fn bring(ctx: Ctx, Path(id): Path<FundId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let fund = open(&ctx, &mut tx, id, Action::KeepFunds).await?;
    drop(tx);
    let money = match forms::money(&form) {
        Ok(money) => money,
        Err(errors) => return money_page(&ctx, &fund, &form, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            change_year(tx, id, money).await?;
            payments::keep_for_waiting(tx, id).await?;
            Ok(format!("/funds/{id}?said=money"))
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => money_page(&ctx, &fund, &form, &errors),
        other => Ok(other?),
    }
}

/// Adds money to the year with these days, or takes it out; a new year begins with its first money.
async fn change_year(tx: &mut WriteTx, id: FundId, money: Money) -> Result<(), Halt> {
    let council = tx.council();
    let years = pots::years(tx, council, Some(id)).await?.remove(&id);
    let years = years.unwrap_or_default();
    let (days, sums) = (
        (money.from, money.until),
        (money.confirmed, money.unconfirmed),
    );
    let refuse = |field, message: &str| Err(Errors::one(field, message).into());
    if let Some(same) = years.iter().find(|year| (year.from, year.until) == days) {
        if !pots::bring(tx, id, same.id, sums).await? {
            let message = "There is not that much available in this year";
            return refuse("confirmed", message);
        }
        return Ok(());
    }
    let mut overlap = years
        .iter()
        .filter(|year| year.from <= days.1 && days.0 <= year.until);
    if overlap.next().is_some() {
        let message = "These days overlap another year of the fund. To add to that year, enter its first and last day";
        return refuse("from", message);
    }
    if sums.0 < 0 || sums.1 < 0 {
        return refuse("from", "There is no money to take out for these days");
    }
    pots::add_year(tx, id, days, sums).await?;
    Ok(())
}

/// Confirms expected money, and sets it aside for the requests that waited, oldest first.
pub(super) async fn confirm(ctx: Ctx, Path(id): Path<FundId>, form: Form) -> Answer {
    open(&ctx, &mut ctx.read().await?, id, Action::KeepFunds).await?;
    let year = form.text("year").parse::<FundYearId>();
    let year = year.map_err(|_| WebError::NotFound)?;
    let field = format!("amount-{year}");
    let pence = match amount(&form) {
        Ok(pence) => pence,
        Err(errors) => {
            let message = errors.at("amount").unwrap_or_default();
            return page(&ctx, id, None, (&Errors::one(field, message), &form)).await;
        }
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            pots::confirm(tx, id, year, pence).await?;
            payments::keep_for_waiting(tx, id).await?;
            Ok(format!("/funds/{id}?said=confirmed"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let errors = Errors::one(field, "The amount must not be more than is expected");
            page(&ctx, id, None, (&errors, &form)).await
        }
        other => Ok(other?),
    }
}
