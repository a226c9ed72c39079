//! Mentors, requests and activities of the demo.

use store::{
    WriteTx,
    entities::{activity, activity_guest, mentor, mentor_check, mentoring, slot_request},
    orm::Uuid,
};
use values::PersonId;

use super::{super::moment, Coach, Rows, shifted};

impl Rows {
    pub(super) fn add_mentor(&mut self, tx: &mut WriteTx, by: Uuid) -> Uuid {
        let id: Uuid = tx.next_id();
        let made = moment(tx, shifted(tx, -200));
        let number = self.mentors.len() + 1;
        self.mentors.push(mentor::New {
            id,
            name: tx.seal(id, &format!("Idony Fairweather {number}")),
            phone: tx.seal(id, &"020 7946 0821".to_owned()),
            email: tx.seal(id, &"idony@gardens.example".to_owned()),
            employer_id: None,
            sector: "animals-outdoors".into(),
            about: "Runs a parks team; was in care herself".into(),
            capacity: 2,
            keeper_id: by,
            ended_on: None,
            version: 1,
            made_at: made.into(),
            made_by: Some(by),
        });
        for (kind, days) in [("dbs", 700), ("boundaries", 20), ("trauma", 400)] {
            self.checks.push(mentor_check::New {
                id: tx.next_id(),
                mentor_id: id,
                kind: kind.into(),
                passed_on: shifted(tx, -200),
                expires_on: Some(shifted(tx, days)),
                made_at: made.into(),
                made_by: Some(by),
            });
        }
        id
    }

    pub(super) fn add_mentoring(
        &mut self,
        tx: &mut WriteTx,
        coach: &Coach,
        person: PersonId,
        mentor: Uuid,
    ) {
        let on = shifted(tx, -60);
        self.mentorings.push(mentoring::New {
            id: tx.next_id(),
            mentor_id: mentor,
            person_id: person.into(),
            why: tx.seal(
                person,
                &"Both like being outside, and say little.".to_owned(),
            ),
            from_on: on,
            ended_on: None,
            ended_why: tx.seal(person, &String::new()),
            made_at: moment(tx, on).into(),
            made_by: Some(coach.account),
        });
    }

    pub(super) fn add_request(&mut self, tx: &mut WriteTx, by: Uuid) {
        self.requests.push(slot_request::New {
            person_id: None,
            id: tx.next_id(),
            kind: "mock-interview".into(),
            held_on: shifted(tx, 5),
            begins: "10:00".into(),
            minutes: 60,
            place: "By video".into(),
            words: "For a first job in an office.".into(),
            keeper_id: by,
            taken_by_employer_id: None,
            taken_by_contact_id: None,
            taken_at: None,
            withdrawn_on: None,
            reason: String::new(),
            outcome: String::new(),
            outcome_on: None,
            outcome_words: String::new(),
            made_at: tx.at().into(),
            made_by: Some(by),
        });
    }

    pub(super) fn add_activity(&mut self, tx: &mut WriteTx, host: Uuid, by: Uuid) -> Uuid {
        let id: Uuid = tx.next_id();
        self.activities.push(activity::New {
            id,
            title: "A day with the road builders".into(),
            kind: "insight-day".into(),
            employer_id: Some(host),
            pledge_id: None,
            held_on: shifted(tx, 9),
            begins: "10:00".into(),
            ends: "15:00".into(),
            place: "The depot, Canal Road".into(),
            places: 4,
            words: "Lunch is provided, and travel is refunded.".into(),
            keeper_id: by,
            called_off_on: None,
            reason: String::new(),
            version: 1,
            made_at: moment(tx, shifted(tx, -10)).into(),
            made_by: Some(by),
            fund_id: None,
            voucher_pence: 0,
            series_id: None,
            led_by: "The foreman of the depot".into(),
            slot_request_id: None,
        });
        id
    }

    pub(super) fn add_guest(
        &mut self,
        tx: &mut WriteTx,
        event: Uuid,
        person: PersonId,
        place: usize,
    ) {
        let taken = self.guests.iter().filter(|one| one.answer == "yes").count();
        let answer = match place {
            0 | 1 if taken < 4 => "yes",
            0 | 1 => "waiting",
            2 => "no",
            _ => "",
        };
        let invited = shifted(tx, -8);
        let answered = (!answer.is_empty()).then(|| moment(tx, invited).into());
        self.guests.push(activity_guest::New {
            id: tx.next_id(),
            activity_id: event,
            person_id: person.into(),
            invited_on: Some(invited),
            answer: answer.into(),
            answered_at: answered,
            came: String::new(),
            came_of: String::new(),
            counted: false,
            words: tx.seal(person, &String::new()),
            made_at: moment(tx, invited).into(),
            made_by: None,
            is_told: true,
        });
    }
}
