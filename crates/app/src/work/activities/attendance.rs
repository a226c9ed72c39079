//! Who came to an activity, and what came of it for each.

use std::collections::BTreeSet;

use govuk::{Checkboxes, Choice, Html, Radios, Textarea};
use policy::Action;
use programme::{Effect, Happening};
use serde::Deserialize;
use store::WriteTx;
use values::ActivityId;

use super::{
    guests::seen,
    handlers::open_kept,
    model::{Activity, Came, CameOf, Guest, Reply},
    queries, slots,
};
use crate::{
    care::{
        contacts::{self, Met},
        plans,
    },
    engagement::pledges,
    money::funds,
    office::directory::InCouncil,
    person::{due::Rules, people},
    shell::{
        choices::{Code, code_or_empty},
        web::{Answer, Ctx, Errors, Form, FormPage, Path, Query, WebError, redirect},
    },
};

/// Whom the address is about.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ResultQuery {
    person: String,
}

async fn attendance_page(ctx: &Ctx, one: &Activity, errors: &Errors) -> Answer {
    let (guests, names) = seen(ctx, &mut ctx.read().await?, one.id).await?;
    let page = FormPage::new(ctx, "Who came?")
        .caption(format!("{}, {}", one.title, one.when()))
        .errors(errors, &[])
        .cancel(format!("/activities/{}", one.id));
    if guests.is_empty() {
        let text = "No one you work with has been invited.";
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    let mut came = Checkboxes::new("person", "Who came?").small();
    for guest in &guests {
        let choice = Choice::new(guest.person.to_string(), names.name(guest.person));
        came = came.choice(choice.chosen(guest.came == Some(Came::Yes)));
    }
    page.intro(Html::paragraph(
        "Leave anyone who did not come unticked. They do not lose out: you can invite them again.",
    ))
    .field(came)
    .show()
}

/// Asks who came.
pub(super) async fn ask_attendance(ctx: Ctx, Path(id): Path<ActivityId>) -> Answer {
    let one = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    if ctx.today() < one.on || one.called_off.is_some() {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    attendance_page(&ctx, &one, &Errors::default()).await
}

/// Records who came.
pub(super) async fn attend(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let one = open_kept(&ctx, &mut tx, id).await?;
    if ctx.today() < one.on || one.called_off.is_some() {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    let (guests, _) = seen(&ctx, &mut tx, id).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    // Everyone who came has a voucher at once if the worker recording it may approve it; otherwise one is requested.
    let fund = match one.fund {
        Some(id) => funds::find(&mut tx, ctx.council(), id).await?,
        None => None,
    };
    let roles = &ctx.who().worker.roles;
    let agrees =
        fund.is_some_and(|fund| fund.may_decide((roles, &ctx.stands_for()), one.voucher_pence));
    let ids: Vec<_> = guests.iter().map(|guest| guest.person).collect();
    let standings = people::standings(&mut tx, ctx.council(), &ids).await?;
    let agreed_for: BTreeSet<_> = standings
        .iter()
        .filter(|who| agrees && ctx.permits(Action::DecideRequest, *who))
        .map(|who| who.id)
        .collect();
    drop(tx);
    let said = if one.voucher_pence > 0 {
        "vouchers"
    } else {
        "attended"
    };
    let then = slots::after(&one, &ctx, format!("/activities/{id}?said={said}"));
    let ticked: BTreeSet<String> = form.all("person").map(str::to_owned).collect();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            tx.housekeeping();
            let met = Met {
                kind: &one.kind,
                on: one.on,
                words: &one.title,
                activity: Some(one.id),
            };
            for guest in &guests {
                let came = ticked.contains(&guest.person.to_string());
                // Someone without a place, or who said no, has not stayed away.
                let came_before = guest.came == Some(Came::Yes);
                if came || guest.answer == Some(Reply::Yes) || came_before {
                    queries::attend(tx, guest, came).await?;
                }
                if came != came_before {
                    let came_on = came.then_some(one.on);
                    if Happening::Attended.changes(Effect::StepDone) {
                        plans::came(tx, guest.person, id, came_on).await?;
                    }
                    contacts::met_by_coming(tx, &rules, guest.person, (&met, came)).await?;
                }
                // Once only: anyone ticked before has theirs.
                if let Some(voucher) = one.voucher().filter(|_| came && !came_before) {
                    let agrees = agreed_for.contains(&guest.person);
                    funds::voucher(tx, &rules, (guest.person, &voucher), agrees).await?;
                }
            }
            Ok(then.clone())
        })
        .await;
    Ok(done?)
}

async fn guest(
    ctx: &Ctx,
    id: ActivityId,
    asked: &ResultQuery,
) -> Result<(Activity, Guest, String), WebError> {
    let mut tx = ctx.read().await?;
    let one = open_kept(ctx, &mut tx, id).await?;
    let (guests, names) = seen(ctx, &mut tx, id).await?;
    let found = guests
        .into_iter()
        .find(|guest| guest.person.to_string() == asked.person);
    let found = found.ok_or(WebError::NotFound)?;
    let name = names.name(found.person);
    Ok((one, found, name))
}

fn result_page(
    ctx: &Ctx,
    one: &Activity,
    (guest, name): (&Guest, &str),
    errors: &Errors,
) -> Answer {
    let mut came_of = Radios::new("came_of", "What did it lead to?")
        .selected(code_or_empty(guest.came_of))
        .error(errors.at("came_of"));
    for (code, words) in CameOf::CHOICES {
        came_of = came_of.item(*code, *words);
    }
    FormPage::new(ctx, "What did it lead to?")
        .action(format!(
            "/activities/{}/result?person={}",
            one.id, guest.person
        ))
        .caption(format!("{name}, {}", one.title))
        .errors(errors, &[])
        .cancel(format!("/activities/{}", one.id))
        .intro(Html::paragraph(
            "If the activity counts towards a pledge, we add a start to it. An offer on its own does not count as a place delivered.",
        ))
        .field(came_of)
        .field(
            Textarea::new("words", "More about it (optional)")
                .rows(2)
                .value(guest.words.clone())
                .error(errors.at("words")),
        )
        .show()
}

/// Asks what came of it for a young person.
pub(super) async fn ask_result(
    ctx: Ctx,
    Path(id): Path<ActivityId>,
    Query(asked): Query<ResultQuery>,
) -> Answer {
    let (one, guest, name) = guest(&ctx, id, &asked).await?;
    result_page(&ctx, &one, (&guest, &name), &Errors::default())
}

/// Records what came of it. The first time that they started, one more of the pledge is delivered.
pub(super) async fn say_result(
    ctx: Ctx,
    Path(id): Path<ActivityId>,
    Query(asked): Query<ResultQuery>,
    form: Form,
) -> Answer {
    let (one, guest, name) = guest(&ctx, id, &asked).await?;
    let (came_of, words) = (CameOf::parse(form.text("came_of")), form.owned("words"));
    let mut errors = Errors::default();
    errors.require(came_of.is_some(), "came_of", "Choose what it led to");
    let is_short = words.chars().count() <= 4000;
    errors.require(is_short, "words", "Use 4,000 characters or fewer");
    let Some(came_of) = came_of.filter(|_| errors.is_empty()) else {
        return result_page(&ctx, &one, (&guest, &name), &errors);
    };
    let pledge = one.pledge.filter(|_| came_of == CameOf::Started);
    let title = one.title;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::set_result(tx, &guest, came_of, &words).await?;
            // Once for each young person, whatever is corrected later.
            let counts = pledge.filter(|_| !guest.counted);
            if let Some(pledge) = counts
                && queries::count(tx, &guest).await?
            {
                let words = format!("A start after: {title}");
                let today = tx.today();
                pledges::deliver(tx, pledge, today, 1, &words).await?;
            }
            Ok(format!("/activities/{id}?said=led-to"))
        })
        .await;
    Ok(done?)
}
