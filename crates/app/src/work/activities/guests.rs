//! Who is invited to an activity, who came, and what came of it. It only shows the young people whom the worker may see.

use std::collections::BTreeSet;

use govuk::{Button, Checkboxes, Choice, Html, Input, Radios, Select, Textarea, Width};
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{ActivityId, PersonId};

use super::{
    handlers::open,
    model::{Activity, Came, CameOf, Guest, Reply, offers},
    queries,
};
use crate::{
    care::{
        appointments::unsafe_for,
        cohort::{self, CohortQuery as Wanted},
    },
    engagement::pledges,
    money::funds,
    office::directory::InCouncil,
    person::{due::Rules, particulars, people},
    shell::{
        choices::{Code, code_or_empty},
        web::{Answer, Ctx, Errors, Form, FormPage, Names, Path, Query, WebError, redirect, words},
    },
};

/// The filters in the address.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct GuestQuery {
    eet: String,
    stage: String,
    youngest: String,
    oldest: String,
    person: String,
}

/// The young people who match the filters and are not invited yet. Anyone for whom the place is unsafe is left out, without saying so.
async fn fitting(
    ctx: &Ctx,
    one: &Activity,
    asked: &GuestQuery,
) -> Result<Vec<(PersonId, String, i32)>, WebError> {
    let wanted = Wanted {
        eet: if asked.eet.is_empty() {
            "all".into()
        } else {
            asked.eet.clone()
        },
        stage: asked.stage.clone(),
        ..Wanted::default()
    };
    let (members, names) = cohort::wanted(ctx, &wanted).await?;
    let mut tx = ctx.read().await?;
    let known = queries::guests(&mut tx, ctx.council(), &[one.id]).await?;
    let unsafe_places = particulars::all_unsafe_places(&mut tx, ctx.council()).await?;
    let age = |text: &str| text.parse::<i32>().ok();
    let (youngest, oldest) = (age(&asked.youngest), age(&asked.oldest));
    let mut found = Vec::new();
    for member in members {
        let id = member.person();
        let years = member.born_on.map_or(0, |born| words::age(born, one.on));
        let fits = youngest.is_none_or(|age| years >= age) && oldest.is_none_or(|age| years <= age);
        let is_new = known.iter().all(|guest| guest.person != id);
        let is_safe = unsafe_places
            .get(&id)
            .is_none_or(|places| unsafe_for(&one.place, places).is_empty());
        if fits && is_new && is_safe && member.stopped_as.is_none() {
            found.push((id, names.name(id), years));
        }
    }
    Ok(found)
}

async fn filter(ctx: &Ctx, one: &Activity, asked: &GuestQuery) -> Result<Html, WebError> {
    let library = ctx.library(&mut ctx.read().await?).await?;
    let mut stage = Select::new("stage", "Stage")
        .item("", "All stages")
        .selected(&*asked.stage);
    for (code, words) in library.stages() {
        stage = stage.item(code, words);
    }
    let eet = Select::new("eet", "Who")
        .item("", "Everyone")
        .item("neet", "Not in work or learning")
        .item("eet", "In work or learning")
        .selected(&*asked.eet);
    let age = |name: &'static str, label: &'static str, value: &str| {
        Html::of(
            Input::new(name, label)
                .whole_number()
                .width(Width::Characters3)
                .value(value),
        )
    };
    Ok(Html::joined([
        Html::literal("<form method=\"get\" action=\""),
        format!("/activities/{}/invite", one.id).into(),
        Html::literal("\"><div class=\"foothold-pair\">"),
        Html::of(eet),
        Html::of(stage),
        age("youngest", "Youngest age", &asked.youngest),
        age("oldest", "Oldest age", &asked.oldest),
        Html::literal("</div>"),
        Html::of(Button::new("Show young people").secondary()),
        Html::literal("</form>"),
    ]))
}

async fn invite_page(ctx: &Ctx, one: &Activity, asked: &GuestQuery, errors: &Errors) -> Answer {
    let found = fitting(ctx, one, asked).await?;
    let page = FormPage::new(ctx, "Invite young people")
        .caption(format!("{}, {}", one.title, one.when()))
        .errors(errors, &[])
        .cancel(format!("/activities/{}", one.id))
        .intro(filter(ctx, one, asked).await?);
    if found.is_empty() {
        return page
            .after(Html::paragraph(
                "No one else matches. Change the filters above.",
            ))
            .without_form()
            .show();
    }
    let mut people = Checkboxes::new("person", "Who do you want to invite?")
        .small()
        .error(errors.at("person"));
    for (id, name, years) in found {
        people = people.choice(Choice::new(id.to_string(), format!("{name}, {years}")));
    }
    page.field(people).button("Invite").show()
}

/// Asks who to invite.
pub(super) async fn ask_invite(
    ctx: Ctx,
    Path(id): Path<ActivityId>,
    Query(asked): Query<GuestQuery>,
) -> Answer {
    let one = open(&ctx, &mut ctx.read().await?, id, Action::KeepEmployers).await?;
    if !one.is_open(ctx.today()) {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    invite_page(&ctx, &one, &asked, &Errors::default()).await
}

/// Invites the ticked young people whom the worker may see.
pub(super) async fn invite(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let one = open(&ctx, &mut ctx.read().await?, id, Action::KeepEmployers).await?;
    let ticked: BTreeSet<&str> = form.all("person").collect();
    let found = fitting(&ctx, &one, &GuestQuery::default()).await?;
    let chosen: Vec<PersonId> = found
        .iter()
        .map(|(id, ..)| *id)
        .filter(|id| ticked.contains(id.to_string().as_str()))
        .collect();
    if chosen.is_empty() || !one.is_open(ctx.today()) {
        let errors = Errors::one("person", "Choose who to invite");
        return invite_page(&ctx, &one, &GuestQuery::default(), &errors).await;
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::invite(tx, id, &chosen).await?;
            Ok(format!("/activities/{id}?said=saved"))
        })
        .await;
    Ok(done?)
}

/// The guests of an activity whom the worker may see.
pub(super) async fn seen(
    ctx: &Ctx,
    tx: &mut ReadTx,
    of: ActivityId,
) -> Result<(Vec<Guest>, Names), WebError> {
    let mut all = queries::guests(tx, ctx.council(), &[of]).await?;
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let standings = people::standings(tx, ctx.council(), &ids).await?;
    all.retain(|one| {
        let standing = standings.iter().find(|who| who.id == one.person);
        standing.is_some_and(|who| ctx.permits(Action::ListPeople, who))
    });
    Ok((all, ctx.names().await?))
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
    let one = open(&ctx, &mut ctx.read().await?, id, Action::KeepEmployers).await?;
    if ctx.today() < one.on || one.called_off.is_some() {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    attendance_page(&ctx, &one, &Errors::default()).await
}

/// Records who came.
pub(super) async fn attend(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let one = open(&ctx, &mut tx, id, Action::KeepEmployers).await?;
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
    let agrees = fund.is_some_and(|fund| fund.may_decide(roles, one.voucher_pence));
    let ids: Vec<_> = guests.iter().map(|guest| guest.person).collect();
    let standings = people::standings(&mut tx, ctx.council(), &ids).await?;
    let agreed_for: BTreeSet<_> = standings
        .iter()
        .filter(|who| agrees && ctx.permits(Action::DecideRequest, *who))
        .map(|who| who.id)
        .collect();
    drop(tx);
    let ticked: BTreeSet<String> = form.all("person").map(str::to_owned).collect();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            tx.housekeeping();
            for guest in &guests {
                let came = ticked.contains(&guest.person.to_string());
                // Someone without a place, or who said no, has not stayed away.
                let came_before = guest.came == Some(Came::Yes);
                if came || guest.answer == Some(Reply::Yes) || came_before {
                    queries::attend(tx, guest, came).await?;
                }
                // Once only: anyone ticked before has theirs.
                if let Some(voucher) = one.voucher().filter(|_| came && !came_before) {
                    let agrees = agreed_for.contains(&guest.person);
                    funds::voucher(tx, &rules, (guest.person, &voucher), agrees).await?;
                }
            }
            let said = if one.voucher_pence > 0 {
                "vouchers"
            } else {
                "saved"
            };
            Ok(format!("/activities/{id}?said={said}"))
        })
        .await;
    Ok(done?)
}

async fn guest(
    ctx: &Ctx,
    id: ActivityId,
    asked: &GuestQuery,
) -> Result<(Activity, Guest, String), WebError> {
    let mut tx = ctx.read().await?;
    let one = open(ctx, &mut tx, id, Action::KeepEmployers).await?;
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
    let mut came_of = Radios::new("came_of", "What came of it?")
        .selected(code_or_empty(guest.came_of))
        .error(errors.at("came_of"));
    for (code, words) in CameOf::CHOICES {
        came_of = came_of.item(*code, *words);
    }
    FormPage::new(ctx, "What came of it?")
        .action(format!(
            "/activities/{}/result?person={}",
            one.id, guest.person
        ))
        .caption(format!("{name}, {}", one.title))
        .errors(errors, &[])
        .cancel(format!("/activities/{}", one.id))
        .intro(Html::paragraph(
            "If the activity counts towards a pledge, a first offer is added to it.",
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
    Query(asked): Query<GuestQuery>,
) -> Answer {
    let (one, guest, name) = guest(&ctx, id, &asked).await?;
    result_page(&ctx, &one, (&guest, &name), &Errors::default())
}

/// Records what came of it. The first time that it is an offer, one more of the pledge is delivered.
pub(super) async fn say_result(
    ctx: Ctx,
    Path(id): Path<ActivityId>,
    Query(asked): Query<GuestQuery>,
    form: Form,
) -> Answer {
    let (one, guest, name) = guest(&ctx, id, &asked).await?;
    let (came_of, words) = (CameOf::parse(form.text("came_of")), form.owned("words"));
    let mut errors = Errors::default();
    errors.require(came_of.is_some(), "came_of", "Choose what came of it");
    let is_short = words.chars().count() <= 4000;
    errors.require(is_short, "words", "Use 4,000 characters or fewer");
    let Some(came_of) = came_of.filter(|_| errors.is_empty()) else {
        return result_page(&ctx, &one, (&guest, &name), &errors);
    };
    let has = offers(&[Guest {
        came_of: Some(came_of),
        ..guest.clone()
    }]);
    let pledge = one.pledge.filter(|_| has > 0);
    let title = one.title;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::set_result(tx, &guest, came_of, &words).await?;
            // Once for each young person, whatever is corrected later.
            let counts = pledge.filter(|_| !guest.counted);
            if let Some(pledge) = counts
                && queries::count(tx, &guest).await?
            {
                let words = format!("An offer after: {title}");
                let today = tx.today();
                pledges::deliver(tx, pledge, today, 1, &words).await?;
            }
            Ok(format!("/activities/{id}?said=saved"))
        })
        .await;
    Ok(done?)
}
