//! A young person whose story is told in full.

use std::str::FromStr;

use chrono::TimeDelta;
use programme::{Event, StageKey};
use values::codes::{Accommodation, Activity, CareStatus, Sex};

use super::{
    super::{
        DemoError,
        dice::Dice,
        source::{Journey, weekday_before},
    },
    Enrolled, Life, Places, Plan, Referred, Talk, dives, identity, staff_with,
};
use crate::{
    person::people::{Ehcp, Fields},
    shell::choices::Code,
};

/// Makes the life of a journey.
///
/// Errors: [`DemoError::Files`] for a code that is not known, and the engine's refusals.
pub(super) fn tell(plan: &Plan<'_>, told: &Journey, place: usize) -> Result<Life, DemoError> {
    let mut dice = Dice::of(plan.source.seed, &told.given, place);
    let places = Places {
        coach: Some(staff_with(plan, policy::Role::Coach, 0)[0]),
        partner: identity::partner(plan, 0).filter(|_| told.partner),
        earlier_coach: None,
        ..identity::places(plan, &mut dice, 0, 16)
    };
    let referred_on = weekday_before(plan.today, told.referral.days);
    let managers = staff_with(plan, policy::Role::TeamManager, places.team);
    let coach = places.coach.unwrap_or(managers[0]);
    let contacts = told.contact.iter().map(|one| Talk {
        on: weekday_before(plan.today, one.days),
        worker: places.partner.map_or(coach, |(adviser, _)| adviser),
        kind: one.kind.clone(),
        outcome: one.outcome.clone(),
        note: one.note.clone(),
        agreed: one.agreed.clone(),
    });
    let code = |list: &str, text: &str| DemoError::Files(format!("{list}: {text}"));
    let day = |days| weekday_before(plan.today, days);
    let mut life = Life {
        fields: Fields {
            given_name: told.given.clone(),
            family_name: told.family.clone(),
            pronouns: told.pronouns.clone(),
            born_on: Some(identity::born(plan.today, told.age, &mut dice)),
            phone: identity::phone(place),
            email: identity::email(&told.given, &told.family, place),
            address: identity::address(plan, &mut dice),
            language: told.language.clone(),
            channel: told.channel.clone(),
            care_status: CareStatus::from_str(&told.care_status)
                .map_err(|_| code("care_status", &told.care_status))?,
            ehcp: Ehcp::parse(&told.ehcp).unwrap_or(Ehcp::NotKnown),
            council_ref: format!("{}{:05}", plan.council.reference, 10_000 + place * 37),
        },
        sex: Sex::parse(&told.sex).map_err(|_| code("sex", &told.sex))?,
        ethnicity: told.ethnicity.clone(),
        ssda903_child: format!("{}{:08}", plan.council.reference, 40_017 + place),
        former_name: None,
        known_since: referred_on - TimeDelta::days(200),
        places,
        eet: told
            .eet
            .iter()
            .map(|one| {
                let read = Activity::parse(&one.code).map_err(|_| code("eet", &one.code))?;
                Ok((day(one.days), read))
            })
            .collect::<Result<_, DemoError>>()?,
        homes: told
            .homes
            .iter()
            .map(|one| {
                let read = Accommodation::parse(&one.code).map_err(|_| code("homes", &one.code))?;
                Ok((day(one.days), read))
            })
            .collect::<Result<_, DemoError>>()?,
        contacts: contacts.collect(),
        referral: Some(Referred {
            on: referred_on,
            route: told.referral.route.clone(),
            referrer: places.social_worker.or(places.adviser).unwrap_or(coach),
            reason: told.referral.reason.clone(),
            told: if told.referral.told == "agrees" {
                "agrees"
            } else {
                "knows"
            },
            decision: Some(("accepted", "", referred_on + TimeDelta::days(1))),
            decided_by: managers[0],
        }),
        enrolment: Some(enrolled(plan, told)?),
        dives: Vec::new(),
        funding_told: None,
        qualifications: vec!["english-2", "maths-2", "level-3"],
    };
    for one in &told.dive {
        let dive = dives::tell(plan, &life, one, day(one.days));
        life.dives.push(dive);
    }
    Ok(life)
}

fn enrolled(plan: &Plan<'_>, told: &Journey) -> Result<Enrolled, DemoError> {
    let mut history = None;
    for one in &told.stage {
        let stage = StageKey::parse(&one.stage)
            .map_err(|error| DemoError::Files(format!("stage {}: {error}", one.stage)))?;
        let on = weekday_before(plan.today, one.days);
        let step = match &history {
            None => plan.programme.start(&stage, on)?,
            Some(history) => plan.programme.advance(history, Event::MoveTo(stage), on)?,
        };
        history = Some(step.history);
    }
    Ok(Enrolled {
        history: history.ok_or_else(|| DemoError::Files(format!("{} has no stage", told.given)))?,
        reasons: told.stage.iter().map(|one| one.reason.clone()).collect(),
        own_cadence: None,
    })
}
