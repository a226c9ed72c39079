//! Planning an activity, and calling it off.

use axum::http::Uri;
use govuk::{Html, Input, Select, Textarea, Width};
use policy::Action;
use programme::{Happening, Series};
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{ActivityId, SlotRequestId};

use super::{
    forms::read,
    managers,
    model::{Activity, KINDS, RHYTHMS, Reply},
    queries, slots,
    telling::tell,
};
use crate::{
    engagement::{
        employers::{self, Employer},
        pledges::{self, Pledge},
    },
    money::funds::{Fund, all_funds},
    office::{directory::InCouncil, library::Library},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, redirect},
};

/// Finds an activity for a worker who may change it.
pub(crate) async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: ActivityId,
    action: Action,
) -> Result<Activity, WebError> {
    ctx.decide_office(action)?;
    queries::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)
}

/// Finds an activity that the reader may change.
pub(super) async fn open_kept(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: ActivityId,
) -> Result<Activity, WebError> {
    let one = open(ctx, tx, id, Action::BringEmployers).await?;
    employers::decide_kept(ctx, Some(one.keeper))?;
    Ok(one)
}

struct Choices {
    employers: Vec<Employer>,
    pledges: Vec<Pledge>,
    /// The funds that can give vouchers.
    funds: Vec<Fund>,
}

async fn choices(ctx: &Ctx) -> Result<Choices, WebError> {
    let mut tx = ctx.read().await?;
    let mut pledges = pledges::all(&mut tx, ctx.council()).await?;
    pledges.retain(|one| one.withdrawn_on.is_none());
    let mut funds = all_funds(&mut tx, ctx.council()).await?;
    funds.retain(|fund| fund.gives_money() && ctx.may(Action::SeeFunds));
    Ok(Choices {
        employers: employers::all(&mut tx, ctx.council()).await?,
        pledges,
        funds,
    })
}

/// A form that is filled in before it is shown.
#[derive(Default)]
pub(super) struct Prefilled {
    pub(super) form: Form,
    /// The day and hour given by an employer that it is about.
    pub(super) slot: Option<SlotRequestId>,
}

fn page(ctx: &Ctx, choices: &Choices, filled: &Prefilled, errors: &Errors) -> Answer {
    let form = &filled.form;
    let mut kind = Select::new("kind", "What kind of activity is it?")
        .blank("Choose")
        .selected(form.text("kind"))
        .error(errors.at("kind"));
    for (code, words) in KINDS {
        kind = kind.item(*code, *words);
    }
    let mut host = Select::new("host", "Which employer hosts it? (optional)")
        .item("", "None")
        .selected(form.text("host"));
    for one in &choices.employers {
        host = host.item(one.id.to_string(), one.name.clone());
    }
    let mut pledge = Select::new("pledge", "Does it count towards a pledge? (optional)")
        .item("", "No")
        .selected(form.text("pledge"))
        .error(errors.at("pledge"));
    for one in &choices.pledges {
        pledge = pledge.item(one.id.to_string(), one.progress());
    }
    let mut every = Select::new("every", "How often does it take place?");
    for (weeks, words) in RHYTHMS {
        every = every.item(*weeks, *words);
    }
    // A programme may have an interval of its own.
    let own = form.text("every").parse::<u16>().ok();
    let own = own.filter(|weeks| RHYTHMS.iter().all(|(known, _)| *known != weeks.to_string()));
    if let Some(weeks) = own {
        every = every.item(weeks.to_string(), format!("Every {weeks} weeks"));
    }
    let input = |name: &'static str, label: &'static str| {
        Input::new(name, label)
            .value(form.text(name))
            .error(errors.at(name))
    };
    let mut fund = Select::new(
        "fund",
        "Does a fund give everyone who comes a voucher? (optional)",
    )
    .item("", "No")
    .selected(form.text("fund"));
    for one in &choices.funds {
        fund = fund.item(one.id.to_string(), one.name.clone());
    }
    let mut page = FormPage::new(ctx, "Plan an activity")
        .errors(errors, &["on"])
        .cancel("/activities");
    if let Some(slot) = filled.slot {
        page = page
            .carry("slot", slot.to_string())
            .cancel(format!("/requests/{slot}"))
            .intro(Html::paragraph(
                "An employer has offered this day and time. Check it, then choose who comes.",
            ));
    }
    let page = page
        .field(input("title", "Title"))
        .field(kind)
        .field(host)
        .field(pledge)
        .field(form.date("on").field(
            "on",
            "When is it? For a series, when is the first one?",
            errors,
        ))
        .field(every.selected(form.text("every")).error(errors.at("every")))
        .field(
            input("times", "For a series, how many dates are there?")
                .whole_number()
                .width(Width::Characters3),
        )
        .field(input("begins", "When does it start?").width(Width::Characters10))
        .field(input("ends", "When does it end? (optional)").width(Width::Characters10))
        .field(input("place", "Where is it?"))
        .field(
            input("led_by", "Who leads it? (optional)")
                .hint("For example, Asha from the participation team, or a trainer from outside."),
        )
        .field(
            input("places", "How many can come? (optional)")
                .hint("Leave empty if there is no limit.")
                .whole_number()
                .width(Width::Characters5),
        )
        .field(
            Textarea::new("words", "What should they know? (optional)")
                .hint("For example, what to bring, what to wear, lunch, and travel paid back.")
                .rows(3)
                .value(form.owned("words"))
                .error(errors.at("words")),
        );
    let page = if choices.funds.is_empty() {
        page
    } else {
        page.field(fund).field(
            input("voucher", "What is the voucher worth?")
                .pounds()
                .width(Width::Characters5),
        )
    };
    page.show()
}

/// What an address fills the form in with: the series of a programme, or a day and hour given by an employer.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PlanQuery {
    series: String,
    slot: Option<SlotRequestId>,
}

/// The form filled in for a series of a programme.
fn of_series(one: &Series) -> Form {
    let pairs = [
        ("title", one.label.clone()),
        ("kind", one.kind.code().to_owned()),
        ("every", one.every_weeks.to_string()),
        ("times", one.times.to_string()),
    ];
    Form::default().with(pairs.map(|(name, value)| (name.to_owned(), value)))
}

/// Finds the series that an address names, as `programme/series`.
fn of_programme(library: &Library, named: &str) -> Option<Form> {
    let (programme, key) = named.split_once('/')?;
    let mut versions = library.current();
    let version = versions.find(|version| version.key == programme)?;
    let mut series = version.programme.definition().series.iter();
    series.find(|one| one.key.as_str() == key).map(of_series)
}

/// Shows the form for an activity, for the dates of a programme's series, or for what an employer gave.
pub(super) async fn ask(ctx: Ctx, Query(asked): Query<PlanQuery>, uri: Uri) -> Answer {
    ctx.decide_office(Action::BringEmployers)?;
    let choices = choices(&ctx).await?;
    let mut tx = ctx.read().await?;
    let library = ctx.library(&mut tx).await?;
    let mut filled = match asked.slot {
        Some(slot) => slots::prefilled(&ctx, &mut tx, slot).await?,
        None => None,
    }
    .unwrap_or_default();
    drop(tx);
    let begin = of_programme(&library, &asked.series);
    if let Some(form) = ctx.draft(&uri).await?.or(begin) {
        filled.form = form;
    }
    page(&ctx, &choices, &filled, &Errors::default())
}

/// Adds an activity.
pub(super) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::BringEmployers)?;
    let choices = choices(&ctx).await?;
    let read = read(
        &form,
        &choices.employers,
        &choices.pledges,
        (&choices.funds, ctx.today()),
    );
    let slot = match form.text("slot").parse::<SlotRequestId>() {
        Ok(id) => slots::given(&ctx, &mut ctx.read().await?, id).await?,
        Err(_) => None,
    };
    let whom = slot.as_ref().and_then(|one| one.person);
    let whom = whom.map_or_else(String::new, |id| format!("?ticked={id}"));
    let slot = slot.map(|one| one.id);
    let mut all = match read {
        Ok(all) => all,
        Err(errors) => {
            let filled = Prefilled { form, slot };
            return page(&ctx, &choices, &filled, &errors);
        }
    };
    if let [one] = all.as_mut_slice() {
        one.slot = slot;
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let mut ids = Vec::new();
            let series = (all.len() > 1).then(|| tx.next_id());
            for one in &all {
                ids.push(queries::add(tx, one, series).await?);
            }
            Ok(match ids.as_slice() {
                [id] if slot.is_some() => format!("/activities/{id}/invite{whom}"),
                [id] => format!("/activities/{id}?said=activity"),
                _ => "/activities?said=activities".to_owned(),
            })
        })
        .await;
    Ok(done?)
}

fn cancel_page(ctx: &Ctx, one: &Activity, reason: &str, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Call off this activity")
        .caption(one.title.clone())
        .errors(errors, &[])
        .cancel(format!("/activities/{}", one.id))
        .intro(Html::paragraph(if one.is_for_young_people() {
            "Everyone with a place or on the waiting list gets a message, and sees this on their own pages."
        } else {
            "The managers who are invited get an email."
        }))
        .field(
            Textarea::new("reason", "Why?")
                .hint("They will read this. Do not name young people.")
                .rows(2)
                .value(reason)
                .error(errors.at("reason")),
        )
        .warning_button("Call it off")
        .show()
}

/// Asks why it is being called off.
pub(super) async fn ask_cancel(ctx: Ctx, Path(id): Path<ActivityId>) -> Answer {
    let one = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    cancel_page(&ctx, &one, "", &Errors::default())
}

/// Calls it off.
pub(super) async fn cancel(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let one = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    let (reason, mut errors) = (form.owned("reason"), Errors::default());
    errors.require(!reason.is_empty(), "reason", "Enter why");
    let is_short = reason.chars().count() <= 200;
    errors.require(is_short, "reason", "Use 200 characters or fewer");
    if !errors.is_empty() {
        return cancel_page(&ctx, &one, &reason, &errors);
    }
    let (on, me) = (one.on, ctx.me());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::call_off(tx, id, &reason).await?;
            if !one.is_for_young_people() {
                let all_told = managers::tell_called_off(tx, &one, &reason).await?;
                let said = if all_told {
                    "called-off"
                } else {
                    "called-off-ring"
                };
                return Ok(format!("/activities/{id}?said={said}"));
            }
            let council = tx.council();
            let guests = queries::guests(tx, council, &[id]).await?;
            let said_yes = guests
                .iter()
                .filter(|guest| guest.answer != Some(Reply::No));
            let people: Vec<_> = said_yes.map(|guest| guest.person).collect();
            let told = tell(tx, (Happening::CalledOff, on), &people, me).await?;
            queries::note_told(tx, id, &told).await?;
            let said = if told.iter().all(|(_, is_told)| *is_told) {
                "called-off"
            } else {
                "called-off-tell"
            };
            Ok(format!("/activities/{id}?said={said}"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/activities/{id}"))),
        other => Ok(other?),
    }
}
