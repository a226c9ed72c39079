//! Mentors, requests and activities of the demo.

use store::{
    WriteTx,
    entities::{activity, activity_guest, mentor, mentor_check, mentoring, slot_request},
    orm::{Set, Uuid},
};
use values::PersonId;

use super::{super::moment, Coach, Rows, shifted};

impl Rows {
    pub(super) fn add_mentor(&mut self, tx: &mut WriteTx, by: Uuid) -> Uuid {
        let id: Uuid = tx.next_id();
        let made = moment(tx, shifted(tx, -200));
        let number = self.mentors.len() + 1;
        self.mentors.push(mentor::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(id),
            name: Set(tx.seal(id, &format!("Idony Fairweather {number}"))),
            phone: Set(tx.seal(id, &"020 7946 0821".to_owned())),
            email: Set(tx.seal(id, &"idony@gardens.example".to_owned())),
            employer_id: Set(Uuid::nil()),
            sector: Set("animals-outdoors".into()),
            about: Set("Runs a parks team; was in care herself".into()),
            capacity: Set(2),
            keeper_id: Set(by),
            ended_on: Set(None),
            version: Set(1),
            made_at: Set(made.into()),
            made_by: Set(by),
        });
        for (kind, days) in [("dbs", 700), ("boundaries", 20), ("trauma", 400)] {
            self.checks.push(mentor_check::ActiveModel {
                council_id: Set(tx.council().into()),
                id: Set(tx.next_id()),
                mentor_id: Set(id),
                kind: Set(kind.into()),
                passed_on: Set(shifted(tx, -200)),
                expires_on: Set(Some(shifted(tx, days))),
                made_at: Set(made.into()),
                made_by: Set(by),
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
        self.mentorings.push(mentoring::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(tx.next_id()),
            mentor_id: Set(mentor),
            person_id: Set(person.into()),
            why: Set(tx.seal(
                person,
                &"Both like being outside, and say little.".to_owned(),
            )),
            from_on: Set(on),
            ended_on: Set(None),
            ended_why: Set(tx.seal(person, &String::new())),
            made_at: Set(moment(tx, on).into()),
            made_by: Set(coach.account),
        });
    }

    pub(super) fn add_request(&mut self, tx: &mut WriteTx, by: Uuid) {
        self.requests.push(slot_request::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(tx.next_id()),
            kind: Set("mock-interview".into()),
            held_on: Set(shifted(tx, 5)),
            begins: Set("10:00".into()),
            minutes: Set(60),
            place: Set("By video".into()),
            words: Set("For a first job in an office.".into()),
            keeper_id: Set(by),
            taken_by_employer_id: Set(Uuid::nil()),
            taken_by_contact_id: Set(Uuid::nil()),
            taken_at: Set(None),
            withdrawn_on: Set(None),
            reason: Set(String::new()),
            outcome: Set(String::new()),
            outcome_on: Set(None),
            outcome_words: Set(String::new()),
            made_at: Set(tx.at().into()),
            made_by: Set(by),
        });
    }

    pub(super) fn add_activity(&mut self, tx: &mut WriteTx, host: Uuid, by: Uuid) -> Uuid {
        let id: Uuid = tx.next_id();
        self.activities.push(activity::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(id),
            title: Set("A day with the road builders".into()),
            kind: Set("insight-day".into()),
            employer_id: Set(host),
            pledge_id: Set(Uuid::nil()),
            held_on: Set(shifted(tx, 9)),
            begins: Set("10:00".into()),
            ends: Set("15:00".into()),
            place: Set("The depot, Canal Road".into()),
            places: Set(4),
            words: Set("Lunch is provided, and travel is refunded.".into()),
            keeper_id: Set(by),
            called_off_on: Set(None),
            reason: Set(String::new()),
            version: Set(1),
            made_at: Set(moment(tx, shifted(tx, -10)).into()),
            made_by: Set(by),
            fund_id: Set(Uuid::nil()),
            voucher_pence: Set(0),
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
        let taken = self
            .guests
            .iter()
            .filter(|one| one.answer == Set("yes".into()))
            .count();
        let answer = match place {
            0 | 1 if taken < 4 => "yes",
            0 | 1 => "waiting",
            2 => "no",
            _ => "",
        };
        let invited = shifted(tx, -8);
        let answered = (!answer.is_empty()).then(|| moment(tx, invited).into());
        self.guests.push(activity_guest::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(tx.next_id()),
            activity_id: Set(event),
            person_id: Set(person.into()),
            invited_on: Set(Some(invited)),
            answer: Set(answer.into()),
            answered_at: Set(answered),
            came: Set(String::new()),
            came_of: Set(String::new()),
            counted: Set(false),
            words: Set(tx.seal(person, &String::new())),
            made_at: Set(moment(tx, invited).into()),
            made_by: Set(Uuid::nil()),
        });
    }
}
