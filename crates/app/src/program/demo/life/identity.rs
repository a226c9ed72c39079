//! Who a young person of the demo is, and who works with them.

use chrono::{Datelike, NaiveDate, TimeDelta};
use policy::Role;
use values::codes::{CareStatus, Sex};

use super::{
    super::{
        dice::Dice,
        source::{NameGroup, Particular},
    },
    Life, Places, Plan, staff_with,
};
use crate::person::people::{Ehcp, Fields};

/// How often each age occurs.
const AGES: &[(u32, usize)] = &[
    (16, 7),
    (17, 10),
    (18, 14),
    (19, 15),
    (20, 14),
    (21, 13),
    (22, 11),
    (23, 9),
    (24, 7),
];

pub(super) fn draw(plan: &Plan<'_>, dice: &mut Dice, place: usize) -> Life {
    let groups: Vec<(usize, usize)> = (0..plan.source.names.len())
        .map(|group| (group, plan.source.names[group].weight))
        .collect();
    let group = &plan.source.names[dice.weighted(&groups)];
    let other = &plan.source.names[dice.weighted(&groups)];
    let sex = dice.weighted(&[(Sex::Male, 56), (Sex::Female, 43), (Sex::Unknown, 1)]);
    let given = match (sex, dice.chance(50)) {
        (Sex::Male, _) | (Sex::Unknown, true) => dice.pick(&group.male),
        _ => dice.pick(&group.female),
    };
    let family_of = |group: &NameGroup, dice: &mut Dice| dice.pick(&group.family).clone();
    let family = match dice.chance(20) {
        true => family_of(other, dice),
        false => family_of(group, dice),
    };
    let age = dice.weighted(AGES);
    let born_on = born(plan.today, age, dice);
    let former = dice
        .chance(4)
        .then(|| format!("{given} {}", family_of(other, dice)));
    Life {
        sex,
        ethnicity: dice.pick(&group.ethnicity).clone(),
        ssda903_child: match dice.chance(80) {
            true => format!(
                "{}{:08}",
                plan.council.reference,
                40_017 + place * 7919 % 90_000
            ),
            false => String::new(),
        },
        former_name: former,
        known_since: plan.today - TimeDelta::days(dice.between(200, 760)),
        places: places(plan, dice, place, age),
        fields: Fields {
            given_name: given.clone(),
            pronouns: pronouns(dice, sex),
            born_on: Some(born_on),
            phone: match dice.chance(93) {
                true => phone(place),
                false => String::new(),
            },
            email: match dice.chance(65) {
                true => email(given, &family, place),
                false => String::new(),
            },
            address: address(plan, dice),
            language: dice.pick(&group.languages).clone(),
            channel: dice
                .weighted(&[("call", 34), ("text", 44), ("email", 8), ("", 14)])
                .into(),
            care_status: care_status(dice, age),
            ehcp: dice.weighted(&[(Ehcp::No, 70), (Ehcp::Yes, 14), (Ehcp::NotKnown, 16)]),
            council_ref: format!("{}{:05}", plan.council.reference, 10_000 + place * 37),
            family_name: family,
        },
        eet: Vec::new(),
        homes: Vec::new(),
        referral: None,
        enrolment: None,
        contacts: Vec::new(),
        dives: Vec::new(),
        funding_told: None,
        qualifications: Vec::new(),
    }
}

/// Returns a date of birth for this age.
pub(super) fn born(today: NaiveDate, age: u32, dice: &mut Dice) -> NaiveDate {
    let year = today.year() - i32::try_from(age).unwrap_or(0);
    let birthday = today.with_year(year).unwrap_or(today - TimeDelta::days(1));
    birthday - TimeDelta::days(dice.between(1, 363))
}

/// Returns a number from the range that Ofcom reserves for drama, a different one for each place in a council.
pub(super) fn phone(place: usize) -> String {
    format!("07700 900{:03}", (place * 7 + 11) % 1000)
}

pub(super) fn email(given: &str, family: &str, place: usize) -> String {
    let name = store::fold(&format!("{given} {family}")).replace(' ', ".");
    format!("{name}{place}@example.org")
}

pub(super) fn address(plan: &Plan<'_>, dice: &mut Dice) -> String {
    let street = dice.pick(&plan.council.streets);
    let number = dice.between(1, 120);
    match dice.weighted(&[(0, 25), (1, 45), (2, 30)]) {
        0 => String::new(),
        1 => format!("{number} {street}"),
        _ => format!("Flat {}, {number} {street}", dice.between(1, 24)),
    }
}

fn pronouns(dice: &mut Dice, sex: Sex) -> String {
    let said = dice.weighted(&[("", 70), ("as usual", 27), ("they/them", 3)]);
    match (said, sex) {
        ("as usual", Sex::Male) => "he/him".into(),
        ("as usual", Sex::Female) => "she/her".into(),
        ("as usual", Sex::Unknown) => "they/them".into(),
        (said, _) => said.into(),
    }
}

fn care_status(dice: &mut Dice, age: u32) -> CareStatus {
    use CareStatus::{
        CareExperienced, Eligible, FormerRelevant, LookedAfter, NotKnown, Qualifying, Relevant,
    };
    if age < 18 {
        dice.weighted(&[(Eligible, 74), (Relevant, 18), (LookedAfter, 8)])
    } else {
        dice.weighted(&[
            (FormerRelevant, 82),
            (Qualifying, 13),
            (CareExperienced, 3),
            (NotKnown, 2),
        ])
    }
}

/// Spreads young people over the teams, and within a team over its workers, in turn.
pub(super) fn places(plan: &Plan<'_>, dice: &mut Dice, place: usize, age: u32) -> Places {
    let team = place % plan.council.teams.len();
    let turn = place / plan.council.teams.len();
    let in_turn = |role| {
        let workers = staff_with(plan, role, team);
        workers[turn % workers.len()]
    };
    let coach = in_turn(Role::Coach);
    let is_first = coach == staff_with(plan, Role::Coach, team)[0];
    let before = (0..plan.staff.len()).find(|place| {
        let one = &plan.staff[*place];
        one.particular == Particular::Left && one.team == plan.council.teams[team]
    });
    let partner = partner(plan, turn).filter(|_| dice.chance(plan.council.partner_percent));
    let alone = partner.is_some() && dice.chance(plan.council.partner_alone_percent);
    let has_coach = !alone && !dice.chance(12);
    Places {
        team,
        coach: has_coach.then_some(coach),
        adviser: (!dice.chance(4)).then(|| in_turn(Role::PersonalAdviser)),
        social_worker: (age < 18 || dice.chance(32)).then(|| in_turn(Role::SocialWorker)),
        partner,
        earlier_coach: before.filter(|_| is_first && has_coach),
    }
}

/// Returns an adviser of the partner and the partner's place among the organisations.
pub(super) fn partner(plan: &Plan<'_>, turn: usize) -> Option<(usize, usize)> {
    let advisers = staff_with(plan, Role::PartnerAdviser, 0);
    let organisation = plan.council.partner()?;
    (!advisers.is_empty()).then(|| (advisers[turn % advisers.len()], organisation))
}
