//! Plans, reviews, promises, wishes and appointments of the demo.

use chrono::{Days, NaiveDate};
use policy::Role;
use programme::{GoalTemplate, Programme};
use store::{
    StoreError, WriteTx,
    entities::{appointment, commitment, drop_in, goal, review, step, wish},
    orm::Uuid,
};
use values::PersonId;

use super::{
    super::{Made, dice::Dice, life::Life, source::Particular},
    insert, moment,
    office::Office,
};

use crate::{
    care::{
        commitments::SettledAs,
        wishes::{self, WishKind},
    },
    shell::choices::{Code, code_or_empty},
};

/// The seed of this file; the lives have their own.
const SEED: u64 = 20;

/// Promises, in the words used.
const PROMISES: &[&str] = &[
    "A travel card for the first month",
    "An answer about the laptop",
    "Someone to practise interviews with",
    "A call to the college about the start date",
    "Money for interview clothes",
];

/// The drop-ins: the day of the week, where, and what is on offer.
const DROP_INS: &[(i32, &str, &str)] = &[
    (
        2,
        "The central library, first floor",
        "Help with a CV, and something to eat",
    ),
    (
        4,
        "The youth hub by the station",
        "Benefits advice and a washing machine",
    ),
    (
        5,
        "The adult learning centre",
        "English conversation, and forms made easy",
    ),
];

/// Wishes: the kind, the words, and the answer if there is one.
const WISHES: &[(WishKind, &str, &str)] = &[
    (
        WishKind::Suggestion,
        "A workshop on speaking in public",
        "There is one in January. I have put your name down.",
    ),
    (
        WishKind::OtherWork,
        "Something outdoors instead of an office",
        "Let’s look at two together on Thursday.",
    ),
    (
        WishKind::Suggestion,
        "Someone to explain payslips",
        "Yes. The employment team will go through one at the next drop-in.",
    ),
];

#[derive(Default)]
pub(super) struct Rows {
    goals: Vec<goal::New>,
    steps: Vec<step::New>,
    pub(super) reviews: Vec<review::New>,
    promises: Vec<commitment::New>,
    wishes: Vec<wish::New>,
    appointments: Vec<appointment::New>,
}

pub(super) async fn write(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
    programme: &Programme,
    ids: &[PersonId],
) -> Result<(), StoreError> {
    let mut rows = Rows::default();
    let plan = programme.definition().plan.as_ref();
    let templates: &[GoalTemplate] = plan.map_or(&[], |plan| &plan.templates);
    for (place, (life, id)) in made.lives.iter().zip(ids).enumerate() {
        let mut dice = Dice::of(SEED, &made.source.name, place);
        let worker = life.places.coach.or(life.places.adviser);
        let Some(by) = worker.map(|place| Uuid::from(office.accounts[place])) else {
            continue;
        };
        let one = Of { life, id: *id, by };
        rows.add_statuses(tx, &one);
        let Some(began) = one.supported_since() else {
            continue;
        };
        rows.add_pathway(tx, &one, began, &mut dice);
        if !templates.is_empty() && (tx.today() - began).num_days() > 20 && dice.chance(94) {
            rows.add_plan(tx, &one, began, dice.pick(templates).clone(), &mut dice);
        }
        rows.add_promises(tx, &one, began, &mut dice);
        rows.add_wishes(tx, &one, began, &mut dice);
        if dice.chance(12) {
            rows.add_appointment(tx, &one, &mut dice);
        }
        rows.add_ages(tx, &one, began);
    }
    let coaches = office
        .accounts
        .iter()
        .zip(&made.staff)
        .filter(|(_, one)| one.role == Role::Coach && one.particular != Particular::Left);
    let mut drop_ins = Vec::new();
    for ((account, _), (weekday, place, offers)) in coaches.zip(DROP_INS) {
        drop_ins.push(drop_in::New {
            id: tx.next_id(),
            worker_id: (*account).into(),
            place: (*place).into(),
            offers: (*offers).into(),
            weekday: *weekday,
            begins: "14:00".into(),
            ends: "16:30".into(),
            from_on: ago(tx, 120),
            until_on: None,
            made_at: moment(tx, ago(tx, 120)).into(),
            made_by: (*account).into(),
        });
    }
    insert(tx, drop_ins).await?;
    insert(tx, rows.goals).await?;
    insert(tx, rows.steps).await?;
    insert(tx, rows.reviews).await?;
    insert(tx, rows.promises).await?;
    insert(tx, rows.wishes).await?;
    insert(tx, rows.appointments).await
}

/// What rows of one young person have in common.
pub(super) struct Of<'a> {
    pub(super) life: &'a Life,
    pub(super) id: PersonId,
    pub(super) by: Uuid,
}

impl Of<'_> {
    /// Returns the first day of support that has not ended.
    fn supported_since(&self) -> Option<NaiveDate> {
        let history = &self.life.enrolment.as_ref()?.history;
        history.current()?;
        history
            .current_pause()
            .is_none()
            .then(|| history.began_on())
    }
}

pub(super) fn ago(tx: &WriteTx, days: i64) -> NaiveDate {
    tx.today() - Days::new(u64::try_from(days).unwrap_or(0))
}

fn ahead(tx: &WriteTx, days: i64) -> NaiveDate {
    tx.today() + Days::new(u64::try_from(days).unwrap_or(0))
}

impl Rows {
    fn add_plan(
        &mut self,
        tx: &mut WriteTx,
        of: &Of<'_>,
        began: NaiveDate,
        template: GoalTemplate,
        dice: &mut Dice,
    ) {
        let made_on = began + Days::new(14);
        let id: Uuid = tx.next_id();
        let blank = tx.seal(of.id, &String::new());
        self.goals.push(goal::New {
            id,
            person_id: of.id.into(),
            words: tx.seal(of.id, &template.goal),
            wanted_on: None,
            agreed_how: "in-person".into(),
            agreed_on: Some(made_on),
            made_at: moment(tx, made_on).into(),
            made_by: Some(of.by),
            reached_on: None,
            archived_at: None,
            archived_by: None,
            archived_because: blank.clone(),
            version: 1,
        });
        for (place, words) in template.steps.iter().enumerate() {
            let is_done = place == 0;
            let is_workers = place == 1 && dice.chance(60);
            let due_on = is_workers.then(|| {
                if dice.chance(2) {
                    ago(tx, dice.between(1, 6))
                } else {
                    ahead(tx, dice.between(3, 28))
                }
            });
            let done_on = is_done.then(|| made_on + Days::new(4));
            self.steps.push(step::New {
                id: tx.next_id(),
                goal_id: id,
                person_id: of.id.into(),
                words: tx.seal(of.id, words),
                owner: if is_workers { "worker" } else { "young-person" }.into(),
                owner_id: is_workers.then_some(of.by),
                owner_name: blank.clone(),
                due_on,
                outcome: String::new(),
                conference_id: None,
                made_at: moment(tx, made_on).into(),
                made_by: Some(of.by),
                done_on,
                done_at: done_on.map(|on| moment(tx, on).into()),
                done_by: done_on.map(|_| of.by),
                archived_at: None,
                archived_by: None,
                archived_because: blank.clone(),
                version: 1,
                activity_id: None,
            });
        }
        let days = if dice.chance(2) {
            90
        } else {
            dice.between(4, 72)
        };
        if ago(tx, days) > made_on {
            self.add_review(tx, of, "plan", ago(tx, days));
        }
    }

    fn add_promises(&mut self, tx: &mut WriteTx, of: &Of<'_>, began: NaiveDate, dice: &mut Dice) {
        let words = *dice.pick(PROMISES);
        if dice.chance(30) && (tx.today() - began).num_days() > 60 {
            self.add_promise(tx, of, words, ago(tx, 50), ago(tx, 36), Some(ago(tx, 38)));
        }
        if dice.chance(12) {
            let due = if dice.chance(8) {
                ago(tx, 4)
            } else {
                ahead(tx, dice.between(2, 20))
            };
            self.add_promise(tx, of, words, ago(tx, 8), due, None);
        }
    }

    fn add_promise(
        &mut self,
        tx: &mut WriteTx,
        of: &Of<'_>,
        words: &str,
        promised_on: NaiveDate,
        due_on: NaiveDate,
        kept_on: Option<NaiveDate>,
    ) {
        self.promises.push(commitment::New {
            id: tx.next_id(),
            person_id: of.id.into(),
            words: tx.seal(of.id, &words.to_owned()),
            promised_on,
            due_on,
            owner_id: of.by,
            made_at: moment(tx, promised_on).into(),
            made_by: Some(of.by),
            settled_as: code_or_empty(kept_on.map(|_| SettledAs::Kept)).into(),
            settled_on: kept_on,
            settled_at: kept_on.map(|on| moment(tx, on).into()),
            settled_by: kept_on.map(|_| of.by),
            told_on: None,
            reason: tx.seal(of.id, &String::new()),
            version: 1,
            promised_by: String::new(),
            said_at: String::new(),
            employer_id: None,
            request_id: None,
        });
    }

    fn add_wishes(&mut self, tx: &mut WriteTx, of: &Of<'_>, began: NaiveDate, dice: &mut Dice) {
        let is_long = (tx.today() - began).num_days() > 60;
        if !is_long || !dice.chance(12) {
            return;
        }
        let (kind, words, answer) = *dice.pick(WISHES);
        let is_open = dice.chance(25);
        let on = ago(tx, if is_open { 2 } else { 40 });
        let answered = (!is_open).then(|| ago(tx, 37));
        self.wishes.push(wish::New {
            id: tx.next_id(),
            person_id: of.id.into(),
            kind: kind.code().to_owned(),
            words: tx.seal(of.id, &words.to_owned()),
            made_at: moment(tx, on).into(),
            made_on: on,
            made_by: None,
            answered_at: answered.map(|on| moment(tx, on).into()),
            answered_by: answered.map(|_| of.by),
            answer: tx.seal(of.id, &answered.map_or("", |_| answer).to_owned()),
            urgent_as: wishes::said_by(kind, words)
                .map_or("", programme::Said::code)
                .to_owned(),
            taken_at: None,
            taken_by: None,
            purpose: String::new(),
            pence: None,
            photo_id: None,
        });
    }

    fn add_appointment(&mut self, tx: &mut WriteTx, of: &Of<'_>, dice: &mut Dice) {
        let kind = dice.weighted(&[("one-to-one", 60), ("call", 30), ("home-visit", 10)]);
        let place = match kind {
            "one-to-one" => "The library café",
            "home-visit" => "Their home",
            _ => "",
        };
        let begins = dice.weighted(&[("10:00", 3), ("11:30", 3), ("14:00", 3), ("15:30", 2)]);
        let blank = tx.seal(of.id, &String::new());
        self.appointments.push(appointment::New {
            id: tx.next_id(),
            person_id: of.id.into(),
            worker_id: of.by,
            kind: kind.into(),
            held_on: ahead(tx, dice.between(0, 6)),
            begins: begins.into(),
            minutes: 45,
            place: tx.seal(of.id, &place.to_owned()),
            attends: blank.clone(),
            expected_back: if kind == "home-visit" { "16:30" } else { "" }.into(),
            moved_from_id: None,
            reason: blank,
            made_at: moment(tx, ago(tx, 5)).into(),
            made_by: Some(of.by),
            ended_as: String::new(),
            ended_at: None,
            ended_by: None,
            left_at: None,
            back_at: None,
            drop_in_id: None,
        });
    }
}
