//! Assigning more than one young person to a coach or a stage, with one reason.

use std::{collections::BTreeSet, sync::Arc};

use govuk::{Checkboxes, Choice, Html, Select, Textarea};
use policy::Action;
use programme::StageKey;
use store::WriteTx;
use values::{AccountId, PersonId};

use super::{CohortQuery, model::Member};
use crate::{
    office::directory::Directory,
    person::{
        due::Rules,
        people::{self, Allocation},
        stages::{self, Place},
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Names, Query, WebError, redirect},
};

/// How many can be assigned at once.
const MOST: usize = 200;

/// The young people who can be chosen on the page.
struct Offered {
    members: Vec<Member>,
    names: Names,
    directory: Arc<Directory>,
}

/// Reads the young people in the form who may be assigned.
async fn offered(ctx: &Ctx, form: &Form) -> Result<Offered, WebError> {
    let mut ids = ids(form, "offered");
    ids.append(&mut self::ids(form, "person"));
    let everybody = CohortQuery {
        eet: "all".into(),
        ..CohortQuery::default()
    };
    let wanted = super::list::wanted(ctx, &everybody).await?;
    let mut members = super::list::by_name(wanted.members, &wanted.names);
    members.retain(|member| {
        ids.contains(&member.person())
            && (ctx.permits(Action::AllocatePerson, &member.standing)
                || ctx.permits(Action::MoveStage, &member.standing))
    });
    Ok(Offered {
        members,
        names: wanted.names,
        directory: wanted.directory,
    })
}

fn page(ctx: &Ctx, offered: &Offered, form: &Form, errors: &Errors) -> Answer {
    let chosen = ids(form, "person");
    let boxes = offered.members.iter().map(|member| {
        let id = member.person();
        Choice::new(id.to_string(), offered.names.name(id)).chosen(chosen.contains(&id))
    });
    let mut coach = Select::new("coach", "Coach (optional)")
        .item("", "No change")
        .selected(form.text("coach"))
        .error(errors.at("coach"));
    for (id, name) in &offered.directory.coaches {
        coach = coach.item(id.to_string(), name.clone());
    }
    let mut stage = Select::new("stage", "Stage (optional)")
        .item("", "No change")
        .selected(form.text("stage"))
        .error(errors.at("stage"));
    for version in offered.directory.library.current() {
        for one in &version.programme.definition().stages {
            let name = &version.programme.definition().name;
            let words = format!("{}: {}", name, one.label);
            stage = stage.item(format!("{}/{}", version.key, one.key), words);
        }
    }
    let mut shown = FormPage::new(ctx, "Assign young people");
    for member in &offered.members {
        shown = shown.carry("offered", member.person().to_string());
    }
    shown
        .errors(errors, &[])
        .action(format!("{}?{}", ctx.path(), back_pair(form)))
        .cancel(format!("/cohort?{}", back(form)))
        .intro(Html::paragraph(
            "Either all the changes are made, or none are.",
        ))
        .field(
            Checkboxes::new("person", "Who?")
                .choices(boxes)
                .small()
                .error(errors.at("person")),
        )
        .field(coach)
        .field(stage)
        .field(
            Textarea::new("reason", "Why?")
                .hint("This shows in the history of each young person")
                .rows(3)
                .value(form.text("reason"))
                .error(errors.at("reason")),
        )
        .button("Assign them")
        .show()
}

/// Returns the query of the list that the reader came from, and nothing else.
fn back(form: &Form) -> String {
    serde_urlencoded::from_str::<CohortQuery>(form.text("back"))
        .map_or_else(|_| String::new(), |asked| asked.query())
}

fn back_pair(form: &Form) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("back", &back(form))
        .finish()
}

fn ids(form: &Form, field: &str) -> BTreeSet<PersonId> {
    form.all(field).filter_map(|id| id.parse().ok()).collect()
}

/// Lists everyone who works with a coach as chosen, with the query back to the list.
async fn all_of(ctx: &Ctx, coach: AccountId) -> Result<Vec<(String, String)>, WebError> {
    let asked = CohortQuery {
        eet: "all".into(),
        worker: coach.to_string(),
        ..CohortQuery::default()
    };
    let theirs = super::list::wanted(ctx, &asked).await?.members;
    let mut query = vec![("back".to_owned(), asked.query())];
    for member in theirs
        .iter()
        .filter(|one| one.standing.coach == Some(coach))
    {
        query.push(("person".to_owned(), member.person().to_string()));
    }
    Ok(query)
}

/// Asks whom to assign them to, and why: those in the address, or everyone who works with a coach.
pub(super) async fn ask(ctx: Ctx, Query(mut query): Query<Vec<(String, String)>>) -> Answer {
    ctx.decide_office(Action::SeeTeam)?;
    let of = query.iter().find(|(name, _)| name == "all_of");
    if let Some((_, coach)) = of {
        let coach = coach.parse().map_err(|_| WebError::NotFound)?;
        query = all_of(&ctx, coach).await?;
    }
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish();
    let form = Form::parse(body.as_bytes());
    let offered = offered(&ctx, &form).await?;
    if offered.members.is_empty() {
        return Ok(redirect("/cohort?said=nobody-chosen"));
    }
    let mut errors = Errors::default();
    require_few(offered.members.len(), &mut errors);
    page(&ctx, &offered, &form, &errors)
}

fn require_few(chosen: usize, errors: &mut Errors) {
    errors.require(
        chosen <= MOST,
        "person",
        &format!("Choose {MOST} young people or fewer at once"),
    );
}

/// What to do with those chosen.
#[derive(Clone)]
struct Task {
    people: Vec<PersonId>,
    coach: Option<AccountId>,
    place: Option<Place>,
    reason: String,
}

fn read(ctx: &Ctx, offered: &Offered, form: &Form) -> Result<Task, Errors> {
    let mut errors = Errors::default();
    let named = ids(form, "person");
    let mut chosen = offered.members.clone();
    chosen.retain(|member| named.contains(&member.person()));
    errors.require(
        !chosen.is_empty(),
        "person",
        "Choose at least one young person",
    );
    require_few(chosen.len(), &mut errors);
    let coach = form.text("coach").parse::<AccountId>().ok();
    let coach = coach.filter(|id| {
        offered
            .directory
            .coaches
            .iter()
            .any(|(known, _)| known == id)
    });
    errors.require(
        coach.is_some() || form.text("coach").is_empty(),
        "coach",
        "Choose a coach from the list",
    );
    let stage = form.text("stage");
    let place = stage.split_once('/').and_then(|(programme, stage)| {
        let version = offered.directory.library.latest(programme)?.clone();
        let stage = StageKey::parse(stage).ok()?;
        version.programme.stage(&stage)?;
        Some(Place {
            version,
            stage,
            on: ctx.today(),
            reason: form.owned("reason"),
        })
    });
    errors.require(
        place.is_some() || stage.is_empty(),
        "stage",
        "Choose a stage from the list",
    );
    errors.require(
        coach.is_some() || place.is_some() || !errors.is_empty(),
        "coach",
        "Choose a coach, a stage or both",
    );
    let reason = form.owned("reason");
    errors.require(!reason.is_empty(), "reason", "Enter why");
    errors.require(
        reason.chars().count() <= 10_000,
        "reason",
        "Use 10,000 characters or fewer",
    );
    for member in &chosen {
        let may = |action| ctx.permits(action, &member.standing);
        let name = || offered.names.name(member.person());
        if coach.is_some() && !may(Action::AllocatePerson) {
            errors.add(
                "coach",
                format!("You cannot change who works with {}", name()),
            );
        }
        if place.is_some() && !(may(Action::MoveStage) && may(Action::Enrol)) {
            errors.add("stage", format!("You cannot move {}", name()));
        }
    }
    errors.or(Task {
        people: chosen.iter().map(Member::person).collect(),
        coach,
        place,
        reason,
    })
}

/// Assigns those chosen, in one write.
pub(super) async fn assign(
    ctx: Ctx,
    Query(query): Query<Vec<(String, String)>>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::SeeTeam)?;
    let form = form.with(query.into_iter().filter(|(name, _)| name == "back"));
    let led = match back(&form).as_str() {
        "" => "/cohort?said=assigned".to_owned(),
        query => format!("/cohort?{query}&said=assigned"),
    };
    let offered = offered(&ctx, &form).await?;
    let task = match read(&ctx, &offered, &form) {
        Ok(task) => task,
        Err(errors) => return page(&ctx, &offered, &form, &errors),
    };
    let rules = Rules::of(ctx.app(), Arc::clone(&offered.directory.library));
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            for person in &task.people {
                one(tx, &rules, &task, *person).await?;
            }
            Ok(led.clone())
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => page(&ctx, &offered, &form, &errors),
        Err(Halt::Stale) => {
            let message =
                "Someone else has just changed one of these records. Check them and try again";
            page(&ctx, &offered, &form, &Errors::one("person", message))
        }
        other => Ok(other?),
    }
}

async fn one(tx: &mut WriteTx, rules: &Rules, task: &Task, id: PersonId) -> Result<(), Halt> {
    let council = tx.council();
    let person = people::find(tx, council, id).await?.ok_or(Halt::Stale)?;
    if let Some(coach) = task.coach {
        let to = Allocation {
            coach: Some(coach),
            ..Allocation::from(person.standing)
        };
        people::allocate(tx, id, person.version, &to, &task.reason).await?;
    }
    if let Some(place) = &task.place {
        stages::place(tx, rules, id, place)
            .await
            .map_err(|halt| match halt {
                Halt::Refused(errors) => {
                    let why = errors
                        .at("stage")
                        .unwrap_or("They cannot move to this stage");
                    Errors::one("stage", format!("{}: {why}", person.name())).into()
                }
                other => other,
            })?;
    }
    Ok(())
}
