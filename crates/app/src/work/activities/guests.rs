//! Who is invited to an activity. It only shows the young people whom the worker may see.

use std::collections::BTreeSet;

use govuk::{Button, Checkboxes, Choice, Html, Input, Select, Width};
use policy::{Action, Role};
use programme::Happening;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{ActivityId, PersonId, codes::Activity as Does};

use super::{
    handlers::open_kept,
    model::{Activity, Guest},
    queries,
    telling::tell,
};
use crate::{
    care::{
        appointments::unsafe_for,
        cohort::{self, CohortQuery as Wanted},
    },
    office::{accounts, directory::InCouncil},
    person::{particulars, people},
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Names, Path, Query, WebError, redirect, words,
    },
};

/// The filters in the address.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct GuestQuery {
    eet: String,
    stage: String,
    worker: String,
    youngest: String,
    oldest: String,
    level_2: String,
    language: String,
    /// For whom it was asked: ticked from the start.
    ticked: String,
}

impl GuestQuery {
    /// Reads the filters that a form carries.
    fn of(form: &Form) -> Self {
        Self {
            eet: form.owned("eet"),
            stage: form.owned("stage"),
            worker: form.owned("worker"),
            youngest: form.owned("youngest"),
            oldest: form.owned("oldest"),
            level_2: form.owned("level_2"),
            language: form.owned("language"),
            ticked: form.owned("ticked"),
        }
    }
}

/// What somebody does who is at school or college.
const LEARNS: [Does; 4] = [Does::F1, Does::P1, Does::F2, Does::P2];

/// The young people who match the filters and are not invited yet. Anyone for whom the place is unsafe is left out, without saying so.
async fn fitting(
    ctx: &Ctx,
    one: &Activity,
    asked: &GuestQuery,
) -> Result<Vec<(PersonId, String, Option<i32>)>, WebError> {
    let learns = asked.eet == "learning";
    let wanted = Wanted {
        eet: if asked.eet.is_empty() || learns {
            "all".into()
        } else {
            asked.eet.clone()
        },
        stage: asked.stage.clone(),
        worker: asked.worker.clone(),
        level_2: asked.level_2.clone(),
        ..Wanted::default()
    };
    let (members, names) = cohort::wanted(ctx, &wanted).await?;
    let mut tx = ctx.read().await?;
    let known = queries::guests(&mut tx, ctx.council(), &[one.id]).await?;
    let unsafe_places = particulars::all_unsafe_places(&mut tx, ctx.council()).await?;
    let speaks_other = match asked.language.as_str() {
        "other" => Some(people::of_another_language(&mut tx, ctx.council()).await?),
        _ => None,
    };
    let age = |text: &str| text.parse::<i32>().ok();
    let (youngest, oldest) = (age(&asked.youngest), age(&asked.oldest));
    let mut found = Vec::new();
    for member in members {
        let id = member.standing.id;
        // Whose age is not known is asked, and not left out.
        let years = member.born_on.map(|born| words::age(born, one.on));
        let is_old = |age| years.is_none_or(|years| years >= age);
        let is_young = |age| years.is_none_or(|years| years <= age);
        let fits = youngest.is_none_or(is_old)
            && oldest.is_none_or(is_young)
            && (!learns || LEARNS.contains(&member.activity))
            && speaks_other.as_ref().is_none_or(|all| all.contains(&id));
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
        .item("learning", "At school or college")
        .selected(&*asked.eet);
    let mut tx = ctx.read().await?;
    let coaches = accounts::workers_with(&mut tx, ctx.council(), &[Role::Coach]).await?;
    let mut worker = Select::new("worker", "Coach")
        .item("", "All coaches")
        .selected(&*asked.worker);
    for coach in coaches {
        worker = worker.item(coach.id.to_string(), coach.name);
    }
    let language = Select::new("language", "Preferred language")
        .item("", "Any")
        .item("other", "Not English")
        .selected(&*asked.language);
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
        Html::of(worker),
        cohort::level_2(&asked.level_2),
        Html::of(language),
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
    let everyone = words::count(found.len() as u64, "young person", "young people");
    let mut people = Checkboxes::new("person", "Who do you want to invite?")
        .small()
        .error(errors.at("person"));
    for (id, name, years) in found {
        let years = years.map_or("age not known".to_owned(), |years| years.to_string());
        let choice = Choice::new(id.to_string(), format!("{name}, {years}"));
        people = people.choice(choice.chosen(id.to_string() == asked.ticked));
    }
    let whole = Choice::new("yes", format!("Everyone in this list: {everyone}"));
    let mut page = page
        .field(
            Checkboxes::new("everyone", "Or all of them")
                .small()
                .choice(whole),
        )
        .field(people);
    let later = others_of_series(ctx, one).await?.len() as u64;
    if later > 0 {
        let dates = words::count(later, "other date", "other dates");
        let choice = Choice::new(
            "yes",
            format!("Invite them to the {dates} of the series too"),
        );
        page = page.field(Checkboxes::new("series", "Series").small().choice(choice));
    }
    for (name, value) in [
        ("eet", &asked.eet),
        ("stage", &asked.stage),
        ("level_2", &asked.level_2),
        ("language", &asked.language),
        ("worker", &asked.worker),
        ("youngest", &asked.youngest),
        ("oldest", &asked.oldest),
    ] {
        page = page.carry(name, value.clone());
    }
    page.button("Invite").show()
}

/// The other dates of its series from today on.
pub(super) async fn others_of_series(ctx: &Ctx, one: &Activity) -> Result<Vec<Activity>, WebError> {
    let Some(series) = one.series else {
        return Ok(Vec::new());
    };
    let mut tx = ctx.read().await?;
    let mut all = queries::of_series(&mut tx, ctx.council(), (series, ctx.today())).await?;
    all.retain(|other| other.id != one.id);
    Ok(all)
}

/// Asks who to invite.
pub(super) async fn ask_invite(
    ctx: Ctx,
    Path(id): Path<ActivityId>,
    Query(asked): Query<GuestQuery>,
) -> Answer {
    let one = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    if !one.is_open(ctx.today()) || !one.is_for_young_people() {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    invite_page(&ctx, &one, &asked, &Errors::default()).await
}

/// Invites the ticked young people whom the worker may see, or all in the list, and tells them at once.
pub(super) async fn invite(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let one = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    let ticked: BTreeSet<&str> = form.all("person").collect();
    let asked = GuestQuery::of(&form);
    let takes_all = form.text("everyone") == "yes";
    // Whoever was ticked is invited, whatever the filters say by now.
    let within = if takes_all {
        asked.clone()
    } else {
        GuestQuery::default()
    };
    let found = fitting(&ctx, &one, &within).await?;
    let chosen: Vec<PersonId> = found
        .iter()
        .map(|(id, ..)| *id)
        .filter(|id| takes_all || ticked.contains(id.to_string().as_str()))
        .collect();
    if chosen.is_empty() || !one.is_open(ctx.today()) || !one.is_for_young_people() {
        let errors = Errors::one("person", "Choose who to invite");
        return invite_page(&ctx, &one, &asked, &errors).await;
    }
    let others = if form.text("series") == "yes" {
        others_of_series(&ctx, &one).await?
    } else {
        Vec::new()
    };
    let me = ctx.me();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let told = tell(tx, (Happening::Invited, one.on), &chosen, me).await?;
            queries::invite(tx, id, &told).await?;
            // One message is enough for all dates: they stand on their pages together.
            for other in &others {
                queries::invite(tx, other.id, &told).await?;
            }
            let said = if told.iter().all(|(_, is_told)| *is_told) {
                "invited"
            } else {
                "invited-tell"
            };
            Ok(format!("/activities/{id}?said={said}"))
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
