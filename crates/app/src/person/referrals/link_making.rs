//! Making a referral link for people without an account, with an end date and a limit.

use chrono::{Months, NaiveDate};
use govuk::{Cell, Choice, Html, Input, InsetText, Radios, Table, Width};
use policy::Action;
use store::WriteTx;
use values::OrganisationId;

use super::queries::{self, Bounds, Working};
use crate::{
    office::directory::{Directory, InCouncil},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, WebError, form::TypedDate, random, words},
};

/// How long a link works and how many referrals it takes by default; and the longest, in months.
const USUAL_MONTHS: u32 = 12;
const USUAL_MOST: i32 = 100;
const MOST_MONTHS: u32 = 24;

/// Asks who a link is for.
pub(super) async fn ask_new(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::PublishProgrammes)?;
    new_page(&ctx, &Form::default(), &Errors::default()).await
}

async fn new_page(ctx: &Ctx, form: &Form, errors: &Errors) -> Answer {
    let mut tx = ctx.read().await?;
    let directory = ctx.directory(&mut tx).await?;
    let working = queries::working(&mut tx, ctx.council(), ctx.today()).await?;
    let typed = form.date("until");
    let until = if typed.is_blank() {
        TypedDate::of(ctx.today().checked_add_months(Months::new(USUAL_MONTHS)))
    } else {
        typed
    };
    let most = match form.text("most") {
        "" => USUAL_MOST.to_string(),
        typed => typed.to_owned(),
    };
    let mut whom = Radios::new("whom", "Who will use it?")
        .selected(form.text("whom"))
        .choice(
            Choice::new("young-person", "Young people, for themselves")
                .hint("For example, on a poster, in a text or on a card."),
        )
        .error(errors.at("whom"));
    for (id, name) in &directory.organisations {
        whom = whom.item(id.to_string(), name.clone());
    }
    FormPage::new(ctx, "Make a referral link")
        .errors(errors, &[])
        .cancel("/referrals")
        .intro(Html::paragraph(
            "Anyone with the link can send a referral, and sees nothing else. A new link replaces any earlier one for the same people.",
        ))
        .field(whom)
        .field(
            until
                .field("until", "Last day the link works", errors)
                .hint("This can be up to 2 years from today."),
        )
        .field(
            Input::new("most", "How many referrals can come through it?")
                .hint("The link stops working after this many. The most is 1,000.")
                .width(Width::Characters4)
                .value(most)
                .error(errors.at("most")),
        )
        .after(working_links(&working, &directory))
        .button("Make the link")
        .show()
}

/// Lists the working links: who they are for, until when, and how many referrals they have taken.
fn working_links(working: &[Working], directory: &Directory) -> Html {
    if working.is_empty() {
        return Html::default();
    }
    let mut table = Table::new("Links that work now")
        .column("For")
        .column("Until")
        .column("Referrals so far");
    for link in working {
        let whom = if link.is_own {
            "Young people".to_owned()
        } else {
            directory.organisation(link.organisation, "An organisation")
        };
        let used = if link.most == 0 {
            link.used.to_string()
        } else {
            format!("{} of {}", link.used, link.most)
        };
        table = table.row([
            Cell::new(whom),
            Cell::new(words::day_or(link.until, "No end")),
            Cell::new(used),
        ]);
    }
    Html::of(table.stacking())
}

/// Reads the limits of a link. What was not sent takes its default.
fn bounds(form: &Form, today: NaiveDate) -> Result<Bounds, Errors> {
    let mut errors = Errors::default();
    let usual = today
        .checked_add_months(Months::new(USUAL_MONTHS))
        .unwrap_or(today);
    let until = errors.take("until", form.date("until").read("The last day"));
    let until = until.flatten().unwrap_or(usual);
    let latest = today.checked_add_months(Months::new(MOST_MONTHS));
    errors.require(
        until >= today && latest.is_none_or(|latest| until <= latest),
        "until",
        "The last day must be within 2 years of today",
    );
    let most = match form.text("most") {
        "" => Some(USUAL_MOST),
        text => text.parse().ok().filter(|most| (1..=1000).contains(most)),
    };
    errors.require(most.is_some(), "most", "Enter a number from 1 to 1,000");
    errors.or(Bounds {
        until,
        most: most.unwrap_or(USUAL_MOST),
    })
}

/// Makes a link, and shows it once.
pub(super) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::PublishProgrammes)?;
    let directory = ctx.directory(&mut ctx.read().await?).await?;
    let whom = form.text("whom");
    let (kind, organisation, name) = if whom == "young-person" {
        ("young-person", None, "young people".to_owned())
    } else {
        let id = whom.parse::<OrganisationId>().ok();
        let known = id.and_then(|id| directory.organisations.iter().find(|(one, _)| *one == id));
        let Some((id, name)) = known else {
            return new_page(&ctx, &form, &Errors::one("whom", "Choose who will use it")).await;
        };
        ("organisation", Some(*id), name.clone())
    };
    let bounds = match bounds(&form, ctx.today()) {
        Ok(bounds) => bounds,
        Err(errors) => return new_page(&ctx, &form, &errors).await,
    };
    let secret: [u8; 32] = random();
    let token = ctx
        .write(async move |tx: &mut WriteTx| {
            queries::make_link(tx, kind, organisation, bounds, secret).await
        })
        .await
        .map_err(WebError::from)?;
    let address = format!("{}/refer/{token}", ctx.app().config.public_url());
    let shown = Html::paragraph(format!(
        "This is the link for {name}. Copy it now. It will not be shown again."
    ))
    .and(Html::of(InsetText::new(address)));
    FormPage::new(&ctx, "The link is ready")
        .intro(shown)
        .cancel("/referrals")
        .without_form()
        .show()
}
