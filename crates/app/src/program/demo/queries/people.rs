//! Young people and their history.

use chrono::{NaiveDate, TimeDelta};
use store::{
    At, StoreError, WriteTx,
    entities::{accommodation_span, allocation, eet_span, former_name, outer_id, person},
    orm::Uuid,
};
use values::{PersonId, codes::Activity};

use super::{
    super::{
        Made,
        life::{LEFT_DAYS, Life},
    },
    insert, moment,
    office::Office,
};
use crate::shell::choices::Code;

/// The rows of a young person in every table.
#[derive(Default)]
struct Rows {
    people: Vec<person::New>,
    former_names: Vec<former_name::New>,
    outer_ids: Vec<outer_id::New>,
    eet: Vec<eet_span::New>,
    homes: Vec<accommodation_span::New>,
    allocations: Vec<allocation::New>,
}

pub(super) async fn write(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
    ids: &[PersonId],
) -> Result<(), StoreError> {
    let mut rows = Rows::default();
    for (life, id) in made.lives.iter().zip(ids) {
        let who = Who::new(life, office);
        rows.people.push(person_row(tx, life, &who, *id));
        rows.add_names(tx, life, *id);
        rows.add_past(tx, life, &who, *id);
        rows.add_allocations(tx, life, &who, *id);
    }
    insert(tx, rows.people).await?;
    insert(tx, rows.former_names).await?;
    insert(tx, rows.outer_ids).await?;
    insert(tx, rows.eet).await?;
    insert(tx, rows.homes).await?;
    insert(tx, rows.allocations).await
}

/// Who works with a young person, as ids.
struct Who {
    coach: Option<Uuid>,
    adviser: Option<Uuid>,
    social_worker: Option<Uuid>,
    team: Option<Uuid>,
    organisation: Option<Uuid>,
    earlier_coach: Option<Uuid>,
}

impl Who {
    fn new(life: &Life, office: &Office) -> Self {
        let account = |place: Option<usize>| place.map(|place| office.accounts[place].into());
        let places = &life.places;
        Self {
            coach: account(places.coach),
            adviser: account(places.adviser),
            social_worker: account(places.social_worker),
            team: Some(office.teams[places.team].into()),
            organisation: places
                .partner
                .map(|(_, place)| office.organisations[place].into()),
            earlier_coach: account(places.earlier_coach),
        }
    }

    /// Returns the worker who would have recorded something about them.
    fn recorder(&self) -> Option<Uuid> {
        self.adviser.or(self.social_worker).or(self.coach)
    }
}

fn person_row(tx: &WriteTx, life: &Life, who: &Who, id: PersonId) -> person::New {
    let (fields, since) = (&life.fields, At::from(moment(tx, life.known_since)));
    let now = life
        .eet
        .last()
        .map_or(Activity::NotKnown, |(_, code)| *code);
    person::New {
        id: id.into(),
        given_name: tx.seal(id, &fields.given_name),
        family_name: tx.seal(id, &fields.family_name),
        pronouns: tx.seal(id, &fields.pronouns),
        phone: tx.seal(id, &fields.phone),
        email: tx.seal(id, &fields.email),
        address: tx.seal(id, &fields.address),
        born_on: fields.born_on,
        care_status: fields.care_status.code().into(),
        sex: life.sex.code().into(),
        ethnicity: tx.seal(id, &life.ethnicity),
        ehcp: fields.ehcp.code().to_owned(),
        language: fields.language.clone(),
        channel: fields.channel.clone(),
        eet_code: now.code().into(),
        // Computed afterwards, by the same code as for everyone.
        last_contact_on: None,
        next_due_on: None,
        stage_key: String::new(),
        programme_version_id: None,
        paused_on: None,
        stopped_as: String::new(),
        merged_into_id: None,
        coach_id: who.coach,
        adviser_id: who.adviser,
        social_worker_id: who.social_worker,
        team_id: who.team,
        organisation_id: who.organisation,
        made_at: since,
        made_by: who.recorder(),
        changed_at: since,
        changed_by: who.recorder(),
        version: 1,
        name_version: 0,
    }
}

impl Rows {
    fn add_names(&mut self, tx: &mut WriteTx, life: &Life, id: PersonId) {
        let since = moment(tx, life.known_since);
        if let Some(name) = &life.former_name {
            self.former_names.push(former_name::New {
                id: tx.next_id(),
                person_id: id.into(),
                name: tx.seal(id, name),
                until_at: (since + TimeDelta::days(30)).min(tx.at()).into(),
            });
        }
        for (system, value) in [
            ("council", &life.fields.council_ref),
            ("ssda903", &life.ssda903_child),
        ] {
            if !value.is_empty() {
                self.outer_ids.push(outer_id::New {
                    id: tx.next_id(),
                    person_id: id.into(),
                    system: system.into(),
                    value: tx.seal(id, value),
                    made_at: since.into(),
                });
            }
        }
    }

    fn add_past(&mut self, tx: &mut WriteTx, life: &Life, who: &Who, id: PersonId) {
        let _owner = Uuid::from(tx.council());
        for (from_on, code) in &life.eet {
            self.eet.push(eet_span::New {
                id: tx.next_id(),
                person_id: id.into(),
                code: code.code().into(),
                from_on: *from_on,
                source: "worker".into(),
                recorded_at: moment(tx, *from_on).into(),
                recorded_by: who.recorder(),
                superseded_at: None,
            });
        }
        for (from_on, code) in &life.homes {
            self.homes.push(accommodation_span::New {
                id: tx.next_id(),
                person_id: id.into(),
                code: code.code().into(),
                from_on: *from_on,
                source: "worker".into(),
                recorded_at: moment(tx, *from_on).into(),
                recorded_by: who.recorder(),
                superseded_at: None,
            });
        }
    }

    fn add_allocations(&mut self, tx: &mut WriteTx, life: &Life, who: &Who, id: PersonId) {
        let known = life.known_since;
        let began = life.enrolment.as_ref().map(|one| one.history.began_on());
        let with_coach = began.unwrap_or(known);
        let handed_over = tx.today() - TimeDelta::days(LEFT_DAYS);
        let mut held = vec![
            Held::new("adviser", who.adviser, known),
            Held::new("social-worker", who.social_worker, known),
            Held::new("team", who.team, known),
            Held::new("organisation", who.organisation, with_coach),
        ];
        if who.earlier_coach.is_none() {
            held.push(Held::new("coach", who.coach, with_coach));
        } else {
            held.push(Held {
                until: Some(handed_over),
                ..Held::new("coach", who.earlier_coach, with_coach)
            });
            held.push(Held {
                reason: "left",
                ..Held::new("coach", who.coach, handed_over)
            });
        }
        for one in held.into_iter().filter(|one| one.holder.is_some()) {
            self.allocations.push(allocation::New {
                id: tx.next_id(),
                person_id: id.into(),
                role: one.role.into(),
                holder_id: one.holder,
                from_at: moment(tx, one.from).into(),
                from_by: who.recorder(),
                until_at: one.until.map(|on| moment(tx, on).into()),
                reason: one.reason.into(),
            });
        }
    }
}

struct Held {
    role: &'static str,
    holder: Option<Uuid>,
    from: NaiveDate,
    until: Option<NaiveDate>,
    reason: &'static str,
}

impl Held {
    fn new(role: &'static str, holder: Option<Uuid>, from: NaiveDate) -> Self {
        Self {
            role,
            holder,
            from,
            until: None,
            reason: "new",
        }
    }
}
