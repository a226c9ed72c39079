//! Stock in and out, and devices that are lent and returned.

use govuk::{Html, Input, Radios, Width};
use policy::Action;
use store::WriteTx;
use values::{DeviceId, FundId, PersonId};

use super::{
    Fund,
    keeping::open,
    model::StockMove,
    queries::{pots, stock},
};
use crate::{
    person::people::{self, Person},
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
    },
};

fn page(ctx: &Ctx, fund: &Fund, form: &Form, errors: &Errors) -> Answer {
    let chosen = if form.text("kind").is_empty() {
        StockMove::In.code()
    } else {
        form.text("kind")
    };
    let radios = Radios::new("kind", "What happened?").selected(chosen);
    let radios = StockMove::CHOICES
        .iter()
        .fold(radios, |radios, (code, words)| radios.item(*code, *words));
    FormPage::new(ctx, "Record stock in or out")
        .caption(fund.name.clone())
        .errors(errors, &[])
        .cancel(format!("/funds/{}", fund.id))
        .intro(Html::paragraph(format!(
            "{} in stock, {} given. To give something to a young person, start from their record.",
            fund.in_stock, fund.given
        )))
        .field(radios)
        .field(
            Input::new("number", "How many?")
                .value(form.owned("number"))
                .error(errors.at("number"))
                .whole_number()
                .width(Width::Characters5),
        )
        .show()
}

/// Asks about stock in or out.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<FundId>) -> Answer {
    let fund = open(&ctx, &mut ctx.read().await?, id, Action::KeepFunds).await?;
    page(&ctx, &fund, &Form::default(), &Errors::default())
}

/// Records stock in or out.
pub(super) async fn change(ctx: Ctx, Path(id): Path<FundId>, form: Form) -> Answer {
    let fund = open(&ctx, &mut ctx.read().await?, id, Action::KeepFunds).await?;
    let kind = StockMove::parse(form.text("kind"));
    let number = form
        .text("number")
        .parse::<i32>()
        .ok()
        .filter(|number| (1..=100_000).contains(number));
    let (Some(kind), Some(number)) = (kind, number) else {
        return page(
            &ctx,
            &fund,
            &form,
            &Errors::one("number", "Enter how many, from 1 to 100,000"),
        );
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            if !stock::move_stock(tx, id, None, (kind, number)).await? {
                return Err(Errors::one("number", "There are not that many in stock").into());
            }
            Ok(format!("/funds/{id}?said=stock-counted"))
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => page(&ctx, &fund, &form, &errors),
        other => Ok(other?),
    }
}

fn device_page(ctx: &Ctx, fund: &Fund, form: &Form, errors: &Errors) -> Answer {
    let input = |name: &'static str, label: &'static str| {
        Input::new(name, label)
            .value(form.owned(name))
            .error(errors.at(name))
    };
    FormPage::new(ctx, "Add a device")
        .caption(fund.name.clone())
        .errors(errors, &[])
        .cancel(format!("/funds/{}", fund.id))
        .field(input("name", "What is it?").hint("For example, 14-inch laptop"))
        .field(input("serial", "Serial number"))
        .show()
}

/// Asks about a new device.
pub(super) async fn ask_device(ctx: Ctx, Path(id): Path<FundId>) -> Answer {
    let fund = open(&ctx, &mut ctx.read().await?, id, Action::KeepFunds).await?;
    device_page(&ctx, &fund, &Form::default(), &Errors::default())
}

/// Adds a device.
pub(super) async fn add_device(ctx: Ctx, Path(id): Path<FundId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let fund = open(&ctx, &mut tx, id, Action::KeepFunds).await?;
    let known = stock::devices(&mut tx, ctx.council(), id).await?;
    drop(tx);
    let (mut errors, name, serial) = (Errors::default(), form.owned("name"), form.owned("serial"));
    for (field, text, message) in [
        ("name", &name, "Enter what it is"),
        ("serial", &serial, "Enter the serial number"),
    ] {
        errors.require(!text.is_empty(), field, message);
        errors.require(
            text.chars().count() <= 100,
            field,
            "Use 100 characters or fewer",
        );
    }
    let is_there = known
        .iter()
        .any(|one| one.serial.eq_ignore_ascii_case(&serial));
    errors.require(
        !is_there || serial.is_empty(),
        "serial",
        "A device with this serial number has already been added",
    );
    if !errors.is_empty() {
        return device_page(&ctx, &fund, &form, &errors);
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            stock::add_device(tx, id, &name, &serial).await?;
            Ok(format!("/funds/{id}?said=device-added"))
        })
        .await;
    Ok(done?)
}

async fn lend_page(ctx: &Ctx, person: &Person, form: &Form, errors: &Errors) -> Answer {
    let mut tx = ctx.read().await?;
    let here = stock::here(&mut tx, ctx.council()).await?;
    let funds = pots::all(&mut tx, ctx.council()).await?;
    drop(tx);
    let page = FormPage::new(ctx, "Lend a device")
        .caption(person.name())
        .errors(errors, &["until"])
        .cancel(format!("/people/{}/money", person.standing.id));
    if here.is_empty() {
        return page
            .intro(Html::paragraph(
                "There are no devices to lend. Ask the fund holder to add one.",
            ))
            .without_form()
            .show();
    }
    let mut radios = Radios::new("device", "Which device?")
        .selected(form.text("device"))
        .error(errors.at("device"));
    for one in &here {
        let fund = funds
            .iter()
            .find(|fund| fund.id == one.fund)
            .map_or("", |fund| fund.name.as_str());
        radios = radios.item(
            one.id.to_string(),
            format!("{}, {} ({fund})", one.name, one.serial),
        );
    }
    page.field(radios)
        .field(
            form.date("until")
                .field("until", "When is it due back?", errors)
                .hint("Leave this empty if they can keep it for as long as they need it."),
        )
        .button("Lend device")
        .show()
}

/// Asks which device to lend.
pub(super) async fn ask_lend(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    ctx.decide_office(Action::SeeFunds)?;
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    lend_page(&ctx, &person, &Form::default(), &Errors::default()).await
}

/// Lends a device.
pub(super) async fn lend(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    ctx.decide_office(Action::SeeFunds)?;
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let mut errors = Errors::default();
    let until = errors
        .take("until", form.date("until").read("Day"))
        .flatten();
    if until.is_some_and(|on| on < ctx.today()) {
        errors.add("until", "Day must be today or later");
    }
    let device = match form.text("device").parse::<DeviceId>() {
        Ok(device) => stock::find_device(&mut tx, ctx.council(), device).await?,
        Err(_) => None,
    };
    drop(tx);
    errors.require(device.is_some(), "device", "Choose a device");
    let Some(device) = device.filter(|_| errors.is_empty()) else {
        return lend_page(&ctx, &person, &form, &errors).await;
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            stock::lend(tx, &device, id, until).await?;
            Ok(format!("/people/{id}/money?said=given"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let errors = Errors::one(
                "device",
                "Someone else has just lent this device. Choose another",
            );
            lend_page(&ctx, &person, &form, &errors).await
        }
        other => Ok(other?),
    }
}

/// Records that a device was returned, or is lost or broken.
pub(super) async fn back(ctx: Ctx, Path(id): Path<DeviceId>, form: Form) -> Answer {
    ctx.decide_office(Action::SeeFunds)?;
    let mut tx = ctx.read().await?;
    let device = stock::find_device(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let (fund, is_gone) = (device.fund, form.text("gone") == "yes");
    if let Some(person) = device.person {
        let person = people::find(&mut tx, ctx.council(), person)
            .await?
            .ok_or(WebError::NotFound)?;
        ctx.decide(Action::DecideRequest, &person.standing)?;
    }
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            stock::settle_device(tx, &device, is_gone).await?;
            Ok(format!("/funds/{fund}?said=device-settled"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/funds/{fund}"))),
        other => Ok(other?),
    }
}
