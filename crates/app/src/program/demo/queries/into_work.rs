//! Into work in the demo: opportunities, applications, work placements, mentors, requests and activities of each coach's first young people.

use chrono::{Days, NaiveDate};
use policy::Role;
use store::{
    StoreError, WriteTx,
    entities::{
        activity, activity_guest, application, application_step, check_in, employment_plan, mentor,
        mentor_check, mentoring, mock_interview, opportunity, slot_request, work_event,
        work_placement,
    },
    orm::Uuid,
};
use values::PersonId;

use super::{
    super::{Made, life::Life, source::Particular},
    insert, moment,
    office::Office,
};
use crate::{
    shell::choices::{Code, code_or_empty},
    work::applications::{Side, Step},
};

mod meetings;
mod placements;

/// Opportunities: title, kind, sector, pence an hour, minutes a week, places, reserved places, where, and what they will do.
type Told = (
    &'static str,
    &'static str,
    &'static str,
    i32,
    i32,
    (i32, i32),
    &'static str,
    &'static str,
);

/// These names are invented.
const OPPORTUNITIES: &[Told] = &[
    (
        "Highways starter",
        "work-placement",
        "building",
        1480,
        1800,
        (6, 4),
        "The depot, Canal Road",
        "You will learn to lay kerbs and drive a roller. Boots and a vest are provided.",
    ),
    (
        "Garden assistant",
        "internship",
        "animals-outdoors",
        1500,
        1200,
        (2, 2),
        "The almshouse gardens",
        "Planting, pruning, and the bees in summer.",
    ),
    (
        "Saturday salon junior",
        "job",
        "beauty",
        1271,
        480,
        (1, 0),
        "High Street",
        "Washing, sweeping, and later colour. Tips are shared.",
    ),
];

fn shifted(tx: &WriteTx, days: i64) -> NaiveDate {
    if days < 0 {
        tx.today() - Days::new(days.unsigned_abs())
    } else {
        tx.today() + Days::new(days.unsigned_abs())
    }
}

/// A worker with some of the young people whom they coach.
struct Coach {
    account: Uuid,
    people: Vec<PersonId>,
}

/// Lists the coaches, each with up to six young people in support.
fn coaches(made: &Made, office: &Office, ids: &[PersonId]) -> Vec<Coach> {
    let in_support = |life: &Life| {
        let history = life.enrolment.as_ref().map(|one| &one.history);
        history.is_some_and(|one| one.current().is_some() && one.current_pause().is_none())
    };
    let mut coaches = Vec::new();
    for (place, (account, staff)) in office.accounts.iter().zip(&made.staff).enumerate() {
        if staff.role != Role::Coach || staff.particular == Particular::Left {
            continue;
        }
        let own = made.lives.iter().zip(ids);
        let own = own.filter(|(life, _)| life.places.coach == Some(place) && in_support(life));
        coaches.push(Coach {
            account: (*account).into(),
            people: own.take(6).map(|(_, id)| *id).collect(),
        });
    }
    coaches
}

#[derive(Default)]
struct Rows {
    opportunities: Vec<opportunity::New>,
    applications: Vec<application::New>,
    steps: Vec<application_step::New>,
    interviews: Vec<mock_interview::New>,
    placements: Vec<work_placement::New>,
    plans: Vec<employment_plan::New>,
    check_ins: Vec<check_in::New>,
    events: Vec<work_event::New>,
    mentors: Vec<mentor::New>,
    checks: Vec<mentor_check::New>,
    mentorings: Vec<mentoring::New>,
    requests: Vec<slot_request::New>,
    activities: Vec<activity::New>,
    guests: Vec<activity_guest::New>,
}

pub(super) async fn write(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
    ids: &[PersonId],
    employers: &[Uuid],
) -> Result<(), StoreError> {
    let coaches = coaches(made, office, ids);
    let (Some(first), false) = (coaches.first(), employers.is_empty()) else {
        return Ok(());
    };
    let mut rows = Rows::default();
    let offered: Vec<Uuid> = OPPORTUNITIES
        .iter()
        .zip(employers)
        .map(|(told, employer)| rows.add_opportunity(tx, told, *employer, first.account))
        .collect();
    let event = rows.add_activity(tx, employers[0], first.account);
    rows.add_request(tx, first.account);
    for coach in &coaches {
        let mentor = rows.add_mentor(tx, coach.account);
        for (place, person) in coach.people.iter().enumerate() {
            match place {
                0 => rows.add_application(tx, coach, *person, (offered[0], Step::Applied, -20)),
                1 => rows.add_application(tx, coach, *person, (offered[1], Step::Offered, -4)),
                2 => rows.add_work(tx, coach, *person, employers[1]),
                3 => rows.add_start(tx, coach, *person, employers[0]),
                4 => rows.add_mentoring(tx, coach, *person, mentor),
                _ => rows.add_application(tx, coach, *person, (offered[2], Step::Interested, -9)),
            }
            rows.add_guest(tx, event, *person, place);
        }
    }
    insert(tx, rows.opportunities).await?;
    insert(tx, rows.applications).await?;
    insert(tx, rows.steps).await?;
    insert(tx, rows.interviews).await?;
    insert(tx, rows.placements).await?;
    insert(tx, rows.plans).await?;
    insert(tx, rows.check_ins).await?;
    insert(tx, rows.events).await?;
    insert(tx, rows.mentors).await?;
    insert(tx, rows.checks).await?;
    insert(tx, rows.mentorings).await?;
    insert(tx, rows.requests).await?;
    insert(tx, rows.activities).await?;
    insert(tx, rows.guests).await
}

impl Rows {
    fn add_opportunity(&mut self, tx: &mut WriteTx, told: &Told, employer: Uuid, by: Uuid) -> Uuid {
        let (title, kind, sector, pence, minutes, (places, kept), place, about) = *told;
        let (id, blank): (Uuid, _) = (tx.next_id(), String::new);
        let made = moment(tx, shifted(tx, -30));
        self.opportunities.push(opportunity::New {
            id,
            employer_id: employer,
            title: title.into(),
            kind: kind.into(),
            sector: sector.into(),
            occupation: blank(),
            about: about.into(),
            places,
            kept_places: kept,
            hourly_pence: pence,
            pay_kind: "hourly".into(),
            exemption: blank(),
            weekly_minutes: minutes,
            pattern: blank(),
            starts_on: Some(shifted(tx, 40)),
            ends_on: (kind != "job").then(|| shifted(tx, 340)),
            closes_on: Some(shifted(tx, 21)),
            place: place.into(),
            district: blank(),
            youngest: 18,
            oldest: 0,
            needs: blank(),
            needs_kind: "none".into(),
            needs_dbs: false,
            adjustments: "A later start, written instructions, a quiet place".into(),
            guaranteed: kept > 0,
            criteria: "They would like to try it".into(),
            benefits: "Travelcard".into(),
            legal_basis: blank(),
            answer_days: 14,
            keeper_id: by,
            source: "hand".into(),
            outer_key: blank(),
            published_at: Some(made.into()),
            ended_on: None,
            ended_why: blank(),
            version: 1,
            made_at: made.into(),
            made_by: Some(by),
        });
        id
    }

    fn add_application(
        &mut self,
        tx: &mut WriteTx,
        coach: &Coach,
        person: PersonId,
        (opportunity, step, days): (Uuid, Step, i64),
    ) {
        let id: Uuid = tx.next_id();
        let on = shifted(tx, days);
        let (due, waits) = step.after(on, 14);
        let has_cv = step != Step::Interested;
        let cv = if has_cv {
            "Looked after two dogs for a neighbour. Built shelves at school. Reliable, and good with people."
        } else {
            ""
        };
        self.applications.push(application::New {
            id,
            person_id: person.into(),
            opportunity_id: opportunity,
            step: step.code().into(),
            since_on: on,
            due_on: due,
            waits_for: code_or_empty(waits).into(),
            owner_id: coach.account,
            cv: tx.seal(person, &cv.to_owned()),
            answers: tx.seal(person, &String::new()),
            agreed_on: has_cv.then_some(on),
            guaranteed: false,
            meets_criteria: String::new(),
            ended_on: None,
            version: 1,
            made_at: moment(tx, on).into(),
            made_by: Some(coach.account),
            promised_on: due.filter(|_| waits == Some(Side::Employer)),
        });
        self.steps.push(application_step::New {
            id: tx.next_id(),
            application_id: id,
            person_id: person.into(),
            step: step.code().into(),
            held_on: on,
            reason: String::new(),
            words: tx.seal(person, &String::new()),
            due_on: due,
            waits_for: code_or_empty(waits).into(),
            source: Side::Worker.code().into(),
            made_at: moment(tx, on).into(),
            made_by: Some(coach.account),
        });
        if step == Step::Offered {
            self.interviews.push(mock_interview::New {
                id: tx.next_id(),
                person_id: person.into(),
                application_id: Some(id),
                held_on: shifted(tx, days - 7),
                panel: tx.seal(person, &"Someone from a partner’s office".to_owned()),
                marks: tx.seal(person, &"listens=4\nexamples=2\nwhy=3".to_owned()),
                went_well: tx.seal(person, &"Calm, and honest about gaps".to_owned()),
                work_on: tx.seal(person, &"One example for each answer".to_owned()),
                again_of_id: None,
                made_at: moment(tx, shifted(tx, days - 7)).into(),
                made_by: Some(coach.account),
            });
        }
    }
}
