//! Work placements of the demo: one under way, with a worry, and one that has not started yet.

use store::{
    WriteTx,
    entities::{check_in, employment_plan, work_event, work_placement},
    orm::Uuid,
};
use values::PersonId;

use super::{super::moment, Coach, Rows, shifted};

/// The plan that an employer wrote, in the order of its questions.
const PLAN: [&str; 7] = [
    "Weeding and planting in the first week; the mower after a month.",
    "Tuesday to Thursday, 10am to 3pm, half an hour for lunch. Ring the hut before nine if something comes up.",
    "Old clothes. Phones stay in the hut. Pay comes on the last Friday.",
    "Bertrand, in the hut by the gate.",
    "Someone who started last year and has lunch at the same time.",
    "Instructions in writing, one at a time.",
    "From 11am in the first two weeks.",
];

impl Rows {
    pub(super) fn add_placement(
        &mut self,
        tx: &mut WriteTx,
        coach: &Coach,
        person: PersonId,
        (employer, title, starts, ends): (Uuid, &str, i64, i64),
    ) -> Uuid {
        let id: Uuid = tx.next_id();
        let starts_on = shifted(tx, starts);
        let made = moment(tx, shifted(tx, starts.min(0) - 14));
        self.placements.push(work_placement::New {
            id,
            person_id: person.into(),
            employer_id: employer,
            application_id: None,
            kind: "work-placement".into(),
            title: title.into(),
            starts_on,
            ends_on: Some(shifted(tx, ends)),
            hourly_pence: 1480,
            weekly_minutes: 900,
            keeper_id: coach.account,
            contact_id: None,
            started_on: (starts <= 0).then_some(starts_on),
            ended_on: None,
            end_reason: String::new(),
            end_side: String::new(),
            end_words: tx.seal(person, &String::new()),
            came_next: String::new(),
            version: 1,
            made_at: made.into(),
            made_by: Some(coach.account),
            place: "Canal Park".into(),
        });
        id
    }

    /// One that has not started yet, without a plan so far.
    pub(super) fn add_start(
        &mut self,
        tx: &mut WriteTx,
        coach: &Coach,
        person: PersonId,
        employer: Uuid,
    ) {
        let told = (employer, "Highways starter", 12, 190);
        self.add_placement(tx, coach, person, told);
    }

    /// One under way: the plan is agreed, both sides were asked, and the employer is worried.
    pub(super) fn add_work(
        &mut self,
        tx: &mut WriteTx,
        coach: &Coach,
        person: PersonId,
        employer: Uuid,
    ) {
        let told = (employer, "Garden assistant", -50, 60);
        let id = self.add_placement(tx, coach, person, told);
        let agreed = shifted(tx, -55);
        let words = PLAN.map(|text| tx.seal(person, &text.to_owned()));
        let [
            tasks,
            hours,
            practices,
            supervisor,
            buddy,
            adjustments,
            staggered,
        ] = words;
        self.plans.push(employment_plan::New {
            id: tx.next_id(),
            work_placement_id: id,
            person_id: person.into(),
            tasks,
            hours,
            practices,
            supervisor,
            buddy,
            adjustments,
            staggered,
            source: "employer".into(),
            agreed_on: Some(agreed),
            agreed_how: "together".into(),
            made_at: moment(tx, agreed).into(),
            made_by: Some(coach.account),
        });
        let said = [
            (-43, "young-person", "good", "The bees!"),
            (-43, "employer", "good", "Quick to learn."),
            (-22, "young-person", "okay", "The bus is late on Tuesdays."),
            (
                -22,
                "employer",
                "worried",
                "Late three times. We would like to keep them.",
            ),
            (0, "young-person", "", ""),
            (0, "employer", "", ""),
        ];
        for (days, side, answer, words) in said {
            let on = shifted(tx, days);
            let answered = (!answer.is_empty()).then(|| moment(tx, on).into());
            self.check_ins.push(check_in::New {
                id: tx.next_id(),
                work_placement_id: id,
                person_id: person.into(),
                side: side.into(),
                due_on: on,
                asked_on: (days < 0).then_some(on),
                answered_at: answered,
                answer: answer.into(),
                words: tx.seal(person, &words.to_owned()),
                shares: answer == "good",
                seen_at: None,
                seen_by: None,
                made_at: moment(tx, agreed).into(),
                made_by: Some(coach.account),
            });
        }
        let on = shifted(tx, -20);
        self.events.push(work_event::New {
            id: tx.next_id(),
            work_placement_id: id,
            person_id: person.into(),
            kind: "second-chance".into(),
            held_on: on,
            words: tx.seal(person, &"Late three times; the bus had changed.".to_owned()),
            agreed: tx.seal(person, &"Starts at 10.30 for three weeks.".to_owned()),
            look_on: Some(shifted(tx, 1)),
            looked_on: None,
            made_at: moment(tx, on).into(),
            made_by: Some(coach.account),
        });
    }
}
