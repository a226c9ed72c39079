//! Adding a fund, changing its rules, bringing money in, and confirming it.

use chrono::{Datelike, NaiveDate};
use govuk::{Checkboxes, Html, Input, Radios, Select, Textarea, Width};
use policy::{Action, Role};
use store::{ReadTx, WriteTx};
use values::{AccountId, FundId, FundYearId};

use super::{
    forms::{self, day_of, pounds, typed_pounds},
    model::{EFFECTS, Fund, PURPOSES},
    queries::{pots, requests},
};
use crate::{
    accounts,
    web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
};

/// Lists who may answer for a fund.
async fn owners(ctx: &Ctx, tx: &mut ReadTx) -> Result<Vec<(AccountId, String)>, WebError> {
    let roles = [Role::FundHolder, Role::ProgrammeManager, Role::TeamManager];
    Ok(accounts::names_with(tx, ctx.council(), &roles).await?)
}

fn filled(fund: &Fund) -> Form {
    let yes = if fund.needs_receipt { "yes" } else { "" };
    let ages = |age: i32| {
        if age == 0 {
            String::new()
        } else {
            age.to_string()
        }
    };
    let pairs = [
        ("name", fund.name.clone()),
        (
            "kind",
            if fund.is_stock { "stock" } else { "money" }.to_owned(),
        ),
        ("purpose", fund.purpose.clone()),
        ("about", fund.about.clone()),
        ("funder", fund.funder.clone()),
        ("who", fund.who.clone()),
        ("owner", fund.owner.to_string()),
        ("youngest", ages(fund.youngest)),
        ("oldest", ages(fund.oldest)),
        ("person_cap", typed_pounds(fund.person_cap)),
        ("item_cap", typed_pounds(fund.item_cap)),
        ("coach_limit", typed_pounds(fund.coach_limit)),
        ("team_limit", typed_pounds(fund.team_limit)),
        ("needs_receipt", yes.to_owned()),
        ("effect", fund.effect.clone()),
        ("version", fund.version.to_string()),
    ];
    Form::default().with(pairs.map(|(name, value)| (name.to_owned(), value)))
}

fn page(
    ctx: &Ctx,
    before: Option<&Fund>,
    owners: &[(AccountId, String)],
    form: &Form,
    errors: &Errors,
) -> Answer {
    let input = |name: &'static str, label: &'static str| {
        Input::new(name, label)
            .value(form.owned(name))
            .error(errors.at(name))
    };
    let money = |name: &'static str, label: &'static str, hint: &'static str| {
        Html::of(
            input(name, label)
                .pounds()
                .hint(hint)
                .width(Width::Characters10),
        )
    };
    let radios = |name: &'static str, legend: &'static str, all: crate::people::model::Choices| {
        let radios = Radios::new(name, legend)
            .selected(form.text(name))
            .error(errors.at(name));
        Html::of(
            all.iter()
                .fold(radios, |radios, (code, words)| radios.item(*code, *words)),
        )
    };
    let mut owner = Select::new("owner", "Who answers for it?")
        .blank("Choose somebody")
        .error(errors.at("owner"));
    for (id, name) in owners {
        owner = owner.item(id.to_string(), name.clone());
    }
    let heading = if before.is_some() {
        "Change the rules of a fund"
    } else {
        "Add a fund"
    };
    let mut page = FormPage::new(ctx, heading)
        .errors(errors, &[])
        .version(form.version())
        .cancel(before.map_or_else(|| "/funds".to_owned(), |fund| format!("/funds/{}", fund.id)))
        .field(input("name", "What is it called?"));
    if before.is_none() {
        let kinds = [
            ("money", "Money"),
            (
                "stock",
                "A stock of things, such as packs, suitcases or devices",
            ),
        ];
        let chosen = if form.text("kind").is_empty() {
            "money"
        } else {
            form.text("kind")
        };
        let radios = Radios::new("kind", "What does it hold?").selected(chosen);
        page = page.field(
            kinds
                .into_iter()
                .fold(radios, |radios, (code, words)| radios.item(code, words)),
        );
    }
    page.field(radios("purpose", "What is it for?", PURPOSES))
        .field(
            Textarea::new("who", "Who may have something?")
                .rows(2)
                .value(form.owned("who"))
                .error(errors.at("who")),
        )
        .field(
            input("youngest", "Youngest age")
                .whole_number()
                .width(Width::Characters2),
        )
        .field(
            input("oldest", "Oldest age")
                .hint("Leave it empty for none.")
                .whole_number()
                .width(Width::Characters2),
        )
        .field(money(
            "item_cap",
            "The most for one thing",
            "Leave it empty for no limit of the fund’s own.",
        ))
        .field(money(
            "person_cap",
            "The most for one young person in a year",
            "Leave it empty for no limit of the fund’s own.",
        ))
        .field(money(
            "coach_limit",
            "Up to how much does whoever works with them decide alone?",
            "Leave it empty for nothing.",
        ))
        .field(money(
            "team_limit",
            "Up to how much does a team manager decide?",
            "The fund holder decides everything above it.",
        ))
        .field(
            Checkboxes::bare("needs_receipt")
                .item("yes", "A receipt is needed")
                .selected((form.text("needs_receipt") == "yes").then_some("yes")),
        )
        .field(radios("effect", "What does it do to benefits?", EFFECTS))
        .field(input("funder", "Where does it come from?"))
        .field(
            Textarea::new("about", "Anything else to know")
                .rows(2)
                .value(form.owned("about"))
                .error(errors.at("about")),
        )
        .field(owner.selected(form.text("owner")))
        .show()
}

/// Finds a fund for whoever may keep it.
pub(super) async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: FundId,
    action: Action,
) -> Result<Fund, WebError> {
    ctx.decide_office(action)?;
    pots::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)
}

/// Asks about a fund.
pub(super) async fn ask(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::KeepFunds)?;
    let owners = owners(&ctx, &mut ctx.read().await?).await?;
    let form = Form::default().with([
        ("owner".to_owned(), ctx.me().to_string()),
        ("youngest".to_owned(), "16".to_owned()),
        ("needs_receipt".to_owned(), "yes".to_owned()),
    ]);
    page(&ctx, None, &owners, &form, &Errors::default())
}

/// Adds a fund.
pub(super) async fn add(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::KeepFunds)?;
    let owners = owners(&ctx, &mut ctx.read().await?).await?;
    let new = match forms::fund(&form, None, &owners) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, None, &owners, &form, &errors),
    };
    let done = ctx
        .submit(&form, move |tx: &mut WriteTx| {
            let new = new.clone();
            Box::pin(async move {
                let id = pots::add(tx, &new).await?;
                let next = if new.is_stock { "stock" } else { "money" };
                Ok(format!("/funds/{id}/{next}"))
            })
        })
        .await;
    Ok(done?)
}

/// Asks what changes.
pub(super) async fn ask_edit(ctx: Ctx, Path(id): Path<FundId>) -> Answer {
    let mut tx = ctx.read().await?;
    let fund = open(&ctx, &mut tx, id, Action::KeepFunds).await?;
    let owners = owners(&ctx, &mut tx).await?;
    page(
        &ctx,
        Some(&fund),
        &owners,
        &filled(&fund),
        &Errors::default(),
    )
}

/// Changes a fund's rules.
pub(super) async fn edit(ctx: Ctx, Path(id): Path<FundId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let fund = open(&ctx, &mut tx, id, Action::KeepFunds).await?;
    let owners = owners(&ctx, &mut tx).await?;
    drop(tx);
    let new = match forms::fund(&form, Some(&fund), &owners) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, Some(&fund), &owners, &form, &errors),
    };
    let done = ctx
        .submit(&form, move |tx: &mut WriteTx| {
            let new = new.clone();
            Box::pin(async move {
                pots::change(tx, &new).await?;
                Ok(format!("/funds/{id}?said=person"))
            })
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let errors = Errors::one(
                "name",
                "Somebody else changed this fund meanwhile. Look at it again",
            );
            page(&ctx, Some(&fund), &owners, &form, &errors)
        }
        other => Ok(other?),
    }
}

/// Returns the financial year in which a day lies.
fn financial_year(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let year = if (today.month(), today.day()) < (4, 1) {
        today.year() - 1
    } else {
        today.year()
    };
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
    (day(year, 4, 1), day(year + 1, 3, 31))
}

fn money_page(ctx: &Ctx, fund: &Fund, form: &Form, errors: &Errors) -> Answer {
    let (from, until) = financial_year(ctx.today());
    let money = |name: &'static str, label: &'static str, hint: &'static str| {
        let input = Input::new(name, label)
            .value(form.owned(name))
            .error(errors.at(name));
        input.pounds().hint(hint).width(Width::Characters10)
    };
    FormPage::new(ctx, "Bring money in")
        .caption(fund.name.clone())
        .errors(errors, &["from", "until"])
        .cancel(format!("/funds/{}", fund.id))
        .field(day_of(form, "from", Some(from)).field("from", "First day of the year", errors))
        .field(day_of(form, "until", Some(until)).field("until", "Last day of the year", errors))
        .field(money(
            "confirmed",
            "How much is confirmed?",
            "It can be spent at once.",
        ))
        .field(money(
            "unconfirmed",
            "How much is expected, and not confirmed?",
            "Requests wait for it, and everybody sees that they do.",
        ))
        .button("Bring it in")
        .show()
}

/// Asks how much money comes in.
pub(super) async fn ask_money(ctx: Ctx, Path(id): Path<FundId>) -> Answer {
    let fund = open(&ctx, &mut ctx.read().await?, id, Action::KeepFunds).await?;
    money_page(&ctx, &fund, &Form::default(), &Errors::default())
}

/// Brings money into a year; a year of the same days gets more.
pub(super) async fn bring(ctx: Ctx, Path(id): Path<FundId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let fund = open(&ctx, &mut tx, id, Action::KeepFunds).await?;
    let years = pots::years(&mut tx, ctx.council(), Some(id))
        .await?
        .remove(&id)
        .unwrap_or_default();
    drop(tx);
    let money = match forms::money(&form) {
        Ok(money) => money,
        Err(errors) => return money_page(&ctx, &fund, &form, &errors),
    };
    let same = years
        .iter()
        .find(|year| (year.from, year.until) == (money.from, money.until))
        .map(|year| year.id);
    let overlaps = years
        .iter()
        .any(|year| year.from <= money.until && money.from <= year.until);
    if same.is_none() && overlaps {
        let errors = Errors::one(
            "from",
            "These days lie in another year of the fund. Take that year’s days to add to it",
        );
        return money_page(&ctx, &fund, &form, &errors);
    }
    let (days, sums) = (
        (money.from, money.until),
        (money.confirmed, money.unconfirmed),
    );
    let done = ctx
        .submit(&form, move |tx: &mut WriteTx| {
            Box::pin(async move {
                match same {
                    Some(year) => pots::bring(tx, id, year, sums).await?,
                    None => {
                        pots::add_year(tx, id, days, sums).await?;
                    }
                }
                requests::keep_for_waiting(tx, id).await?;
                Ok(format!("/funds/{id}?said=money"))
            })
        })
        .await;
    Ok(done?)
}

/// Confirms money that was expected; what waited for it is kept, the longest asked first.
pub(super) async fn confirm(ctx: Ctx, Path(id): Path<FundId>, form: Form) -> Answer {
    open(&ctx, &mut ctx.read().await?, id, Action::KeepFunds).await?;
    let year = form
        .text("year")
        .parse::<FundYearId>()
        .map_err(|_| WebError::NotFound)?;
    let pence = pounds(form.text("amount"), "The amount").ok().flatten();
    let Some(pence) = pence.filter(|pence| *pence > 0) else {
        return Ok(redirect(&format!("/funds/{id}?said=no-amount")));
    };
    let done = ctx
        .submit(&form, move |tx: &mut WriteTx| {
            Box::pin(async move {
                pots::confirm(tx, id, year, pence).await?;
                requests::keep_for_waiting(tx, id).await?;
                Ok(format!("/funds/{id}?said=confirmed"))
            })
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/funds/{id}?said=no-amount"))),
        other => Ok(other?),
    }
}
