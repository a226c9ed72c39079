//! What a worker is asked to confirm, and what is then done.

use chrono::NaiveDate;
use govuk::{Html, Radios, Select};
use policy::Action;
use programme::{Effect, Happening, StageHistory, StageKey};
use store::{ReadTx, StoreError, WriteTx};
use values::{CouncilId, PersonId, codes::Activity};

use crate::{
    office::library::{Library, Version},
    person::{
        due::{self, Rules},
        enrolments::{self, Enrolment, model},
        people::{self, Person},
        stages::{Place, place},
    },
    shell::web::{Ctx, Errors, Form, Halt, WebError},
};

/// A stage that would fit now.
struct Fits {
    version: Version,
    stage: StageKey,
    label: String,
    /// The stage they are in.
    now: String,
}

/// What an act proposes to change.
pub(crate) struct Proposal {
    happening: Happening,
    /// What their record says that they do.
    now: Activity,
    activity: Option<Activity>,
    stage: Option<Fits>,
}

/// What was confirmed.
#[derive(Clone)]
pub(crate) struct Follows {
    /// What they do from then on.
    activity: Option<Activity>,
    stage: Option<(Version, StageKey)>,
}

impl Follows {
    /// Returns what follows where nobody has to confirm it: what they do from then on.
    pub(crate) fn by_itself(activity: Option<Activity>) -> Self {
        Self {
            activity,
            stage: None,
        }
    }
}

impl Proposal {
    /// Works out what to propose. `activity` is what they do after the act, where it is known; after an end it is what they did before.
    pub(crate) async fn of(
        ctx: &Ctx,
        tx: &mut ReadTx,
        library: &Library,
        (person, happening): (&Person, Happening),
        activity: Option<Activity>,
    ) -> Result<Self, WebError> {
        let id = person.standing.id;
        let activity = if happening == Happening::Ended {
            people::activity_before(tx, ctx.council(), id).await?
        } else {
            activity
        };
        let may_move = ctx.permits(Action::MoveStage, &person.standing);
        Ok(Self {
            happening,
            now: person.activity,
            activity: activity.filter(|activity| *activity != person.activity),
            stage: if may_move {
                fits(ctx, tx, library, (id, happening)).await?
            } else {
                None
            },
        })
    }

    /// Returns the fields to confirm it with.
    pub(crate) fn fields(&self, form: &Form, errors: &Errors) -> Html {
        let mut fields = Vec::new();
        if self.happening.changes(Effect::Activity) {
            let proposed = self.activity.map_or("", Activity::code);
            let chosen = if form.all("activity").next().is_some() {
                form.text("activity")
            } else {
                proposed
            };
            let mut select = Select::new("activity", "What do they do from then on?")
                .hint("This changes their record and the figures from that day.")
                .blank(format!("No change: {}", self.now.meaning()))
                .selected(chosen)
                .error(errors.at("activity"));
            for one in Activity::ALL.iter().filter(|one| **one != self.now) {
                select = select.item(one.code(), one.meaning());
            }
            fields.push(Html::of(select));
        }
        if let Some(fits) = &self.stage {
            let chosen = if form.text("stage") == "no" {
                "no"
            } else {
                "yes"
            };
            let radios = Radios::new("stage", format!("Move them to {}?", fits.label))
                .selected(chosen)
                .error(errors.at("stage"))
                .small()
                .item("yes", "Yes")
                .item("no", format!("No, they stay in {}", fits.now));
            fields.push(Html::of(radios));
        }
        Html::joined(fields)
    }

    /// Reads what was confirmed.
    pub(crate) fn read(&self, form: &Form, errors: &mut Errors) -> Follows {
        let typed = form.text("activity");
        let activity = Activity::parse(typed).ok();
        errors.require(
            typed.is_empty() || activity.is_some(),
            "activity",
            "Choose what they do from then on",
        );
        let stage = self.stage.as_ref().filter(|_| form.text("stage") == "yes");
        Follows {
            activity,
            stage: stage.map(|fits| (fits.version.clone(), fits.stage.clone())),
        }
    }
}

/// Finds the stage that their programme has for what happened. Nothing is proposed to those whose support is paused.
async fn fits(
    ctx: &Ctx,
    tx: &mut ReadTx,
    library: &Library,
    (person, happening): (PersonId, Happening),
) -> Result<Option<Fits>, WebError> {
    let found = open_history(tx, ctx.council(), person).await?;
    let found = found.filter(|(open, _)| open.paused_on.is_none());
    Ok(found.and_then(|(open, history)| {
        let version = library.version(open.programme_version)?;
        let stage = happening.stage(&version.programme, &history)?;
        Some(Fits {
            label: library.stage_label(version.id, stage.as_str()),
            now: library.stage_label(version.id, &open.stage_key),
            version: version.clone(),
            stage,
        })
    }))
}

/// Does what was confirmed, and works out what is due. `on` is the first day on which it holds.
///
/// Errors: [`Halt::Refused`] at `stage` where the programme does not allow the move.
pub(crate) async fn follow(
    tx: &mut WriteTx,
    rules: &Rules,
    (person, on): (PersonId, NaiveDate),
    (follows, why): (&Follows, &str),
) -> Result<(), Halt> {
    if let Some(activity) = follows.activity {
        people::recode_eet(tx, person, activity, on, "work").await?;
    }
    if let Some((version, stage)) = &follows.stage {
        // What is recorded late moves them on the day of their last move at the earliest: a stretch that is written stays as it is.
        let council = tx.council();
        let last = open_history(tx, council, person).await?;
        let last = last.map(|(_, history)| history.changed_on());
        let to = Place {
            version: version.clone(),
            stage: stage.clone(),
            on: last.map_or(on, |last| last.max(on)),
            reason: why.to_owned(),
        };
        return place(tx, rules, person, &to).await;
    }
    Ok(due::refresh(tx, rules, person).await?)
}

/// Finds their open enrolment, with its history.
async fn open_history(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Option<(Enrolment, StageHistory)>, StoreError> {
    let all = enrolments::of_person(tx, council, person).await?;
    let Some(open) = enrolments::main(&all).cloned() else {
        return Ok(None);
    };
    let stretches = enrolments::stretches_of(tx, council, open.id).await?;
    Ok(model::history(&stretches).map(|history| (open, history)))
}
