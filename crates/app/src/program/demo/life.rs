//! The life of one young person of the demo, made by chance and the engine.
//!
//! All of it is made before anything is written: the same seed and day make the same lives.

mod dives;
mod identity;
mod past;
mod talks;
mod way;

use chrono::NaiveDate;
use policy::Role;
use programme::{Answer, PersonFacts, Programme, StageHistory};
use values::{
    calendar::Calendar,
    codes::{Accommodation, Activity, Sex},
};

pub(super) use dives::Dive;

use super::{
    DemoError,
    dice::Dice,
    source::{CouncilSource, Particular, Source, StaffMember},
};
use crate::person::people::Fields;

/// How many days ago the former colleague left.
pub(super) const LEFT_DAYS: i64 = 150;

/// What lives are made from.
pub(super) struct Plan<'a> {
    pub(super) source: &'a Source,
    pub(super) council: &'a CouncilSource,
    pub(super) programme: &'a Programme,
    pub(super) calendar: &'a Calendar,
    pub(super) staff: &'a [StaffMember],
    pub(super) today: NaiveDate,
}

/// A young person and all that is recorded of them. Workers are places in the list of staff.
#[derive(Clone, Debug)]
pub(super) struct Life {
    pub(super) fields: Fields,
    pub(super) sex: Sex,
    pub(super) ethnicity: String,
    pub(super) ssda903_child: String,
    pub(super) former_name: Option<String>,
    /// The day the council's record began.
    pub(super) known_since: NaiveDate,
    pub(super) places: Places,
    pub(super) eet: Vec<(NaiveDate, Activity)>,
    pub(super) homes: Vec<(NaiveDate, Accommodation)>,
    pub(super) referral: Option<Referred>,
    pub(super) enrolment: Option<Enrolled>,
    pub(super) contacts: Vec<Talk>,
    pub(super) dives: Vec<Dive>,
    /// The end of funding that they were told about, and when.
    pub(super) funding_told: Option<(NaiveDate, NaiveDate)>,
    /// Codes of qualifications.
    pub(super) qualifications: Vec<&'static str>,
}

/// Who works with a young person.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places {
    pub(super) team: usize,
    pub(super) coach: Option<usize>,
    pub(super) adviser: Option<usize>,
    pub(super) social_worker: Option<usize>,
    /// The partner's adviser, and the partner's index among the organisations.
    pub(super) partner: Option<(usize, usize)>,
    /// The previous coach.
    pub(super) earlier_coach: Option<usize>,
}

/// A referral.
#[derive(Clone, Debug)]
pub(super) struct Referred {
    pub(super) on: NaiveDate,
    pub(super) route: String,
    pub(super) referrer: usize,
    pub(super) reason: String,
    pub(super) told: &'static str,
    /// The decision, its reason and its day; `None` while the referral waits.
    pub(super) decision: Option<(&'static str, &'static str, NaiveDate)>,
    pub(super) decided_by: usize,
}

/// A way through the programme, made by the engine.
#[derive(Clone, Debug)]
pub(super) struct Enrolled {
    pub(super) history: StageHistory,
    /// Why each stage, in the order of the history.
    pub(super) reasons: Vec<String>,
    pub(super) own_cadence: Option<programme::Cadence>,
}

/// A contact or an attempt.
#[derive(Clone, Debug)]
pub(super) struct Talk {
    pub(super) on: NaiveDate,
    pub(super) worker: usize,
    pub(super) kind: String,
    pub(super) outcome: String,
    pub(super) note: String,
    pub(super) agreed: String,
}

/// How far it has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Enrolled and in support.
    Open,
    /// Enrolled a few days ago, and not met yet.
    New,
    Paused,
    /// Left, and came back.
    Returned,
    Left,
    /// The referral waits for an answer.
    Waiting,
    /// The referral was accepted, and they have not started.
    Accepted,
    Declined,
    Withdrawn,
    /// Never referred.
    None,
}

const FATES: &[(Fate, usize)] = &[
    (Fate::Open, 61),
    (Fate::New, 2),
    (Fate::Paused, 5),
    (Fate::Returned, 5),
    (Fate::Left, 12),
    (Fate::Waiting, 4),
    (Fate::Accepted, 1),
    (Fate::Declined, 2),
    (Fate::Withdrawn, 1),
    (Fate::None, 7),
];

/// What notes say about this one.
struct Words {
    interest: String,
    employer: String,
    college: String,
}

impl Words {
    fn draw(plan: &Plan<'_>, dice: &mut Dice) -> Self {
        let one = |from: Vec<&str>, dice: &mut Dice| match from.as_slice() {
            [] => "a partner".to_owned(),
            some => (*dice.pick(some)).to_owned(),
        };
        Self {
            interest: dice.pick(&plan.source.notes.interests).clone(),
            employer: one(plan.council.organisations("employer"), dice),
            college: one(plan.council.organisations("college"), dice),
        }
    }

    fn fill(&self, text: &str) -> String {
        text.replace("{interest}", &self.interest)
            .replace("{employer}", &self.employer)
            .replace("{college}", &self.college)
    }
}

/// Makes the lives of everyone in a council whose story is not played.
///
/// Errors: [`DemoError`] when the data do not fit the programme.
pub(super) fn lives(plan: &Plan<'_>) -> Result<Vec<Life>, DemoError> {
    let played = plan.source.plays_of(&plan.council.name).count();
    (played..plan.council.people)
        .map(|place| live(plan, place))
        .collect()
}

fn live(plan: &Plan<'_>, place: usize) -> Result<Life, DemoError> {
    let mut dice = Dice::of(plan.source.seed, &plan.council.name, place);
    let mut life = identity::draw(plan, &mut dice, place);
    let words = Words::draw(plan, &mut dice);
    let mut fate = dice.weighted(FATES);
    if !is_eligible(plan, &life.fields, plan.today) && fate != Fate::None {
        fate = Fate::Declined;
    }
    if fate != Fate::None {
        let on = way::referred_on(plan, &mut dice, &life.fields, fate);
        let referral = refer(plan, &mut dice, &life, fate, on, &words);
        life.known_since = life.known_since.min(on);
        life.referral = Some(referral);
        if let Some(from) = way::enrolled_on(plan, &mut dice, fate, on) {
            let enrolled = way::walk(plan, &mut dice, fate, from, &words)?;
            if from > plan.today - chrono::TimeDelta::days(LEFT_DAYS) {
                life.places.earlier_coach = None;
            }
            life.contacts = talks::draw(plan, &mut dice, &life, &enrolled, on, fate, &words)?;
            life.funding_told = funding_told(plan, &mut dice, &enrolled);
            life.enrolment = Some(enrolled);
        }
    }
    if life.enrolment.is_none() {
        life.places.earlier_coach = None;
    }
    past::draw(plan, &mut dice, &mut life);
    dives::draw(plan, &mut dice, &mut life, &words);
    Ok(life)
}

/// Draws whether someone was told in time when their funding ends. A few are always forgotten.
fn funding_told(
    plan: &Plan<'_>,
    dice: &mut Dice,
    enrolled: &Enrolled,
) -> Option<(NaiveDate, NaiveDate)> {
    let joined = programme::joining_year(enrolled.history.began_on());
    let window = plan.programme.last_funding(joined)?;
    let weeks = i64::from(window.announced_weeks_before);
    let on = window.until - chrono::TimeDelta::weeks(weeks);
    (on < plan.today && dice.chance(94)).then_some((window.until, on))
}

fn is_eligible(plan: &Plan<'_>, fields: &Fields, on: NaiveDate) -> bool {
    let facts = PersonFacts {
        born_on: fields.born_on,
        care_status: Some(fields.care_status),
        ehcp: fields.ehcp.answer(),
    };
    programme::eligibility(plan.programme, &facts, on).eligible == Answer::Yes
}

/// Lists the indexes of current staff with a role in a team; of everyone with the role if the team has none.
fn staff_with(plan: &Plan<'_>, role: Role, team: usize) -> Vec<usize> {
    let of_role: Vec<usize> = (0..plan.staff.len())
        .filter(|place| plan.staff[*place].role == role)
        .filter(|place| plan.staff[*place].particular != Particular::Left)
        .collect();
    let name = &plan.council.teams[team];
    let of_team: Vec<usize> = of_role
        .iter()
        .copied()
        .filter(|place| plan.staff[*place].team == *name)
        .collect();
    if of_team.is_empty() { of_role } else { of_team }
}

fn refer(
    plan: &Plan<'_>,
    dice: &mut Dice,
    life: &Life,
    fate: Fate,
    on: NaiveDate,
    words: &Words,
) -> Referred {
    let route = dice.pick(&plan.programme.definition().routes).key.clone();
    let managers = staff_with(plan, Role::TeamManager, life.places.team);
    let by = life.places.social_worker.or(life.places.adviser);
    let decided =
        |days| (on + chrono::TimeDelta::days(days)).min(plan.today.pred_opt().unwrap_or(on));
    let decision = match fate {
        Fate::Waiting => None,
        Fate::Declined if is_eligible(plan, &life.fields, plan.today) => {
            let reason = dice.pick(&["other-support", "young-person-wish"]);
            Some(("declined", *reason, decided(4)))
        }
        Fate::Declined => Some(("declined", "not-eligible", decided(3))),
        Fate::Withdrawn => Some(("withdrawn", "young-person-wish", decided(6))),
        _ => Some(("accepted", "", decided(1))),
    };
    Referred {
        on,
        route: route.to_string(),
        referrer: by.unwrap_or(managers[0]),
        reason: words.fill(dice.pick::<String>(&plan.source.notes.referral)),
        told: dice.weighted(&[("agrees", 75), ("knows", 18), ("not-yet", 7)]),
        decision,
        decided_by: managers[0],
    }
}
