//! Adding a fund, and changing its rules.

use govuk::{Checkboxes, Html, Input, Radios, Select, Textarea, Width};
use policy::{Action, Role};
use store::{ReadTx, WriteTx};
use values::{AccountId, FundId};

use super::{
    Fund, forms,
    model::{EFFECTS, Holding, Purpose},
    queries::pots,
};
use crate::{
    office::accounts,
    shell::{
        choices::{Choices, Code},
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, form::typed_pounds},
    },
};

/// Lists who can be responsible for a fund.
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
        ("kind", fund.holding().code().to_owned()),
        ("purpose", fund.purpose.code().to_owned()),
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
        ("ended", fund.ended_on.map_or("", |_| "yes").to_owned()),
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
    let radios = |name: &'static str, legend: &'static str, all: Choices| {
        let radios = Radios::new(name, legend)
            .selected(form.text(name))
            .error(errors.at(name));
        Html::of(
            all.iter()
                .fold(radios, |radios, (code, words)| radios.item(*code, *words)),
        )
    };
    let mut owner = Select::new("owner", "Who is responsible for it?")
        .blank("Choose someone")
        .error(errors.at("owner"));
    for (id, name) in owners {
        owner = owner.item(id.to_string(), name.clone());
    }
    let heading = if before.is_some() {
        "Change fund rules"
    } else {
        "Add a fund"
    };
    let mut page = FormPage::new(ctx, heading)
        .errors(errors, &[])
        .version(form.version())
        .cancel(before.map_or_else(|| "/funds".to_owned(), |fund| format!("/funds/{}", fund.id)))
        .field(input("name", "What is it called?"));
    if before.is_none() {
        let chosen = if form.text("kind").is_empty() {
            Holding::Money.code()
        } else {
            form.text("kind")
        };
        let radios = Radios::new("kind", "What does it hold?").selected(chosen);
        page = page.field(
            Holding::CHOICES
                .iter()
                .fold(radios, |radios, (code, words)| radios.item(*code, *words)),
        );
    }
    let page = page
        .field(radios("purpose", "What is it for?", Purpose::CHOICES))
        .field(
            Textarea::new("who", "Who can it help?")
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
                .hint("Leave this empty for no upper limit.")
                .whole_number()
                .width(Width::Characters2),
        )
        .field(money(
            "item_cap",
            "Limit for one item",
            "Leave this empty if the fund sets no limit.",
        ))
        .field(money(
            "person_cap",
            "Yearly limit for one young person",
            "Leave this empty if the fund sets no limit.",
        ))
        .field(money(
            "coach_limit",
            "How much can the coach approve alone?",
            "Leave this empty if every request goes to a manager.",
        ))
        .field(money(
            "team_limit",
            "How much can a team manager approve?",
            "The fund holder approves anything above this.",
        ))
        .field(
            Checkboxes::bare("needs_receipt")
                .item("yes", "A receipt is needed")
                .selected((form.text("needs_receipt") == "yes").then_some("yes")),
        )
        .field(radios("effect", "How does it affect benefits?", EFFECTS))
        .field(input("funder", "Who funds it?"))
        .field(
            Textarea::new("about", "Anything else to know")
                .rows(2)
                .value(form.owned("about"))
                .error(errors.at("about")),
        )
        .field(owner.selected(form.text("owner")));
    if before.is_none() {
        return page.show();
    }
    let ended =
        Checkboxes::bare("ended").item("yes", "This fund has ended and takes no more requests");
    page.field(ended.selected((form.text("ended") == "yes").then_some("yes")))
        .show()
}

/// Finds a fund, for a worker who may do this with it.
pub(crate) async fn open(
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

/// Asks about a new fund.
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
    let new = match forms::fund(
        &form,
        None,
        FundId(crate::shell::clock::random_id(ctx.now())),
        (&owners, ctx.today()),
    ) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, None, &owners, &form, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let id = pots::add(tx, &new).await?;
            let next = if new.is_stock { "stock" } else { "money" };
            Ok(format!("/funds/{id}/{next}"))
        })
        .await;
    Ok(done?)
}

/// Asks what to change.
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
    let new = match forms::fund(&form, Some(&fund), id, (&owners, ctx.today())) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, Some(&fund), &owners, &form, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            pots::change(tx, &new).await?;
            Ok(format!("/funds/{id}?said=fund-rules"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has changed this fund. Your changes are below. Save again to replace theirs";
            let now = open(&ctx, &mut ctx.read().await?, id, Action::KeepFunds).await?;
            let form = form.with([("version".to_owned(), now.version.to_string())]);
            page(
                &ctx,
                Some(&now),
                &owners,
                &form,
                &Errors::one("name", message),
            )
        }
        other => Ok(other?),
    }
}
