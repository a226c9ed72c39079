//! One record of each kind, for the addresses of the grid of routes.

use chrono::{Datelike, Days, NaiveDate};
use foothold::{
    office::library::Library,
    person::{assessments::NewAssessment, due::Rules},
};
use programme::{Programme, Suggestion};
use store::{
    Entry, StoreError, WriteTx,
    entities::{
        activity, application, appointment, calculation, commitment, concern, contact, cover,
        device, drop_in, due, employer, enrolment, feeling, fund, fund_payment, fund_request, goal,
        group_request, mentor, message, onward_referral, opportunity, pledge, programme_version,
        referral, slot_request, stage_span, step, wish, work_placement,
    },
    orm::{EntityTrait, Set, Uuid},
};
use values::{
    AccountId, AssessmentId, EnrolmentId, MessageId, PersonId, ProgrammeVersionId, ReferralId,
};

use super::{Council, Held, Hire, World};

/// A programme and its first stage.
#[derive(Clone, Debug)]
pub(crate) struct Published {
    pub(crate) version: ProgrammeVersionId,
    pub(crate) key: String,
    pub(crate) stage: String,
    pub(crate) route: String,
}

/// The ids of one record of each kind, as they stand in an address.
#[derive(Clone, Debug)]
pub(crate) struct Records {
    pub(crate) account: String,
    pub(crate) activity: String,
    pub(crate) application: String,
    pub(crate) appointment: String,
    pub(crate) calculation: String,
    pub(crate) onward_referral: String,
    pub(crate) fund_request: String,
    pub(crate) group_request: String,
    pub(crate) fund: String,
    pub(crate) device: String,
    pub(crate) assessment: String,
    pub(crate) concern: String,
    pub(crate) contact: String,
    pub(crate) drop_in: String,
    pub(crate) employer: String,
    pub(crate) enrolment: String,
    pub(crate) feeling: String,
    pub(crate) goal: String,
    pub(crate) mentor: String,
    pub(crate) message: String,
    pub(crate) note: String,
    pub(crate) opportunity: String,
    pub(crate) person: String,
    pub(crate) pledge: String,
    pub(crate) programme: String,
    pub(crate) promise: String,
    pub(crate) referral: String,
    pub(crate) request: String,
    pub(crate) step: String,
    pub(crate) team: String,
    pub(crate) wish: String,
    pub(crate) work_placement: String,
}

impl Records {
    /// Returns ids that no record has.
    pub(crate) fn absent() -> Self {
        let nothing = "00000000-0000-7000-8000-000000000000".to_owned();
        Self {
            account: nothing.clone(),
            assessment: nothing.clone(),
            activity: nothing.clone(),
            application: nothing.clone(),
            opportunity: nothing.clone(),
            appointment: nothing.clone(),
            calculation: nothing.clone(),
            onward_referral: nothing.clone(),
            fund_request: nothing.clone(),
            group_request: nothing.clone(),
            fund: nothing.clone(),
            device: nothing.clone(),
            concern: nothing.clone(),
            contact: nothing.clone(),
            drop_in: nothing.clone(),
            employer: nothing.clone(),
            pledge: nothing.clone(),
            feeling: nothing.clone(),
            goal: nothing.clone(),
            promise: nothing.clone(),
            step: nothing.clone(),
            wish: nothing.clone(),
            work_placement: nothing.clone(),
            enrolment: nothing.clone(),
            mentor: nothing.clone(),
            message: nothing.clone(),
            note: nothing.clone(),
            person: nothing.clone(),
            programme: "absent".to_owned(),
            referral: nothing.clone(),
            request: nothing.clone(),
            team: nothing,
        }
    }
}

impl World {
    /// Publishes a programme file for a council.
    pub(crate) async fn publish(&self, council: &Council, text: &'static str) -> Published {
        let programme = Programme::parse("of the tests", text).unwrap();
        let definition = programme.definition();
        let (key, stage) = (
            definition.key.to_string(),
            programme.starts().next().unwrap().key.to_string(),
        );
        let named = key.clone();
        let version = self
            .write(council, async move |tx| {
                let id: ProgrammeVersionId = tx.next_id();
                let row = programme_version::ActiveModel {
                    council_id: Set(tx.council().into()),
                    id: Set(id.into()),
                    key: Set(named.clone()),
                    number: Set(1),
                    text: Set(text.to_owned()),
                    hash: Set(blake3::hash(text.as_bytes()).as_bytes().to_vec()),
                    published_at: Set(tx.at().into()),
                    published_by: Set(tx.by().into()),
                };

                programme_version::Entity::insert(row)
                    .exec_without_returning(tx.conn())
                    .await?;
                tx.journal(Entry::new("publish-programmes").subject(id))
                    .await?;
                Ok(id)
            })
            .await;
        Published {
            version,
            key,
            stage,
            route: definition.routes[0].key.to_string(),
        }
    }

    /// Returns what is due, as it stands in the table: for whom, what, when and why.
    pub(crate) async fn dues(&self) -> Vec<(Uuid, String, NaiveDate, String)> {
        let tx = self.app().store.read().await.unwrap();
        let rows = due::Entity::find().all(tx.conn()).await.unwrap();
        let mut rows: Vec<_> = rows
            .into_iter()
            .map(|row| (row.person_id, row.kind, row.due_on, row.reason))
            .collect();
        rows.sort();
        rows
    }

    /// Makes the whole table of what is due anew, and returns it.
    pub(crate) async fn rebuilt_dues(&self) -> Vec<(Uuid, String, NaiveDate, String)> {
        let app = self.app();
        let mut tx = app.store.read().await.unwrap();
        let library = Library::load(app, &mut tx, self.home().id).await.unwrap();
        drop(tx);
        let rules = Rules::of(app, library);
        self.write(self.home(), async move |tx| {
            foothold::person::due::rebuild(tx, &rules).await
        })
        .await;
        self.dues().await
    }

    /// Makes one record of each kind: about one young person, held by whom `held` says.
    pub(crate) async fn records_of(
        &self,
        council: &Council,
        name: &str,
        programme: &Published,
        held: Held,
    ) -> Records {
        let person = self.young_person_of(council, name, "Ode", held).await;
        let colleague = format!("colleague-of-{name}");
        let account = self
            .hire(Hire {
                council,
                ..self.somebody(&colleague, &[policy::Role::Coach])
            })
            .await
            .id;
        let team = match held.team.known() {
            Some(team) => team,
            None => self.team_of(council, &colleague).await,
        };
        let published = programme.clone();
        let ((assessment, enrolment, referral), (message, note), day, places, (money, of_group)) =
            self.write(council, async move |tx| {
                let assessment = assessed(tx, person, &published).await?;
                let enrolment = enrolled(tx, person, &published).await?;
                let referral = referred(tx, person, held.coach, &published).await?;
                let message = written(tx, account, PersonId::NONE).await?;
                let note = written(tx, account, person).await?;
                covered(tx, account).await?;
                let day = day_of(tx, person).await?;
                let offered = offering(tx, account).await?;
                let places = [
                    held_open(tx, account).await?,
                    employing(tx, account).await?,
                    pledged(tx, account).await?,
                    mentoring(tx, account).await?,
                    requested(tx, account).await?,
                    offered,
                    applied(tx, person, account, offered).await?,
                    placed(tx, person, account).await?,
                    planned(tx, account).await?,
                    worked_out(tx, person).await?,
                ];
                let money = funded(tx, person, account).await?;
                let of_group = for_group(tx, money[0], places[8]).await?;
                tx.journal(Entry::new("enrol").person(person)).await?;
                Ok((
                    (assessment, enrolment, referral),
                    (message, note),
                    day,
                    places,
                    (money, of_group),
                ))
            })
            .await;
        Records {
            account: account.to_string(),
            assessment: assessment.to_string(),
            enrolment: enrolment.to_string(),
            message: message.to_string(),
            note: note.to_string(),
            person: person.to_string(),
            programme: programme.key.clone(),
            referral: referral.to_string(),
            team: team.to_string(),
            appointment: day[0].to_string(),
            concern: day[1].to_string(),
            contact: day[2].to_string(),
            drop_in: places[0].to_string(),
            employer: places[1].to_string(),
            pledge: places[2].to_string(),
            activity: places[8].to_string(),
            calculation: places[9].to_string(),
            fund: money[0].to_string(),
            fund_request: money[1].to_string(),
            group_request: of_group.to_string(),
            device: money[2].to_string(),
            onward_referral: money[3].to_string(),
            application: places[6].to_string(),
            work_placement: places[7].to_string(),
            opportunity: places[5].to_string(),
            mentor: places[3].to_string(),
            request: places[4].to_string(),
            feeling: day[3].to_string(),
            goal: day[4].to_string(),
            promise: day[5].to_string(),
            step: day[6].to_string(),
            wish: day[7].to_string(),
        }
    }
}

/// A drop-in on every day of the week that is today's.
async fn held_open(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = drop_in::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        worker_id: Set(worker.into()),
        place: Set("The library".into()),
        offers: Set(String::new()),
        weekday: Set(i32::try_from(tx.today().weekday().number_from_monday()).unwrap()),
        begins: Set("14:00".into()),
        ends: Set("16:00".into()),
        from_on: Set(tx.today()),
        until_on: Set(None),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
    };
    drop_in::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// An employer whom somebody looks after.
async fn employing(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = employer::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        name: Set("The works".into()),
        folded: Set("the works".into()),
        sector: Set("other".into()),
        website: Set(String::new()),
        keeper_id: Set(worker.into()),
        rhythm_weeks: Set(13),
        next_on: Set(Some(tx.today())),
        next_act: Set(String::new()),
        stopped_on: Set(None),
        stopped_why: Set(String::new()),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
    };
    employer::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// An opportunity at an employer of its own.
async fn offering(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let (employer, id) = (employing(tx, worker).await?, tx.next_id());
    let blank = || Set(String::new());
    let row = opportunity::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        employer_id: Set(employer),
        title: Set("Parks team".into()),
        kind: Set("job".into()),
        sector: Set("other".into()),
        occupation: blank(),
        about: blank(),
        places: Set(1),
        kept_places: Set(1),
        hourly_pence: Set(1500),
        pay_kind: Set("hourly".into()),
        exemption: blank(),
        weekly_minutes: Set(960),
        pattern: blank(),
        starts_on: Set(None),
        ends_on: Set(None),
        closes_on: Set(None),
        place: Set("The park".into()),
        district: blank(),
        youngest: Set(18),
        oldest: Set(0),
        needs: blank(),
        needs_kind: Set("none".into()),
        needs_dbs: Set(false),
        adjustments: blank(),
        guaranteed: Set(false),
        criteria: blank(),
        benefits: blank(),
        legal_basis: blank(),
        answer_days: Set(14),
        keeper_id: Set(worker.into()),
        source: Set("hand".into()),
        outer_key: blank(),
        published_at: Set(None),
        ended_on: Set(None),
        ended_why: blank(),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
    };
    opportunity::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// A young person going for an opportunity.
async fn applied(
    tx: &mut WriteTx,
    person: PersonId,
    worker: AccountId,
    opportunity: Uuid,
) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let sealed = Set(tx.seal(person, &"Sample".to_owned()));
    let row = application::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        opportunity_id: Set(opportunity),
        step: Set("interested".into()),
        since_on: Set(tx.today()),
        due_on: Set(Some(tx.today())),
        waits_for: Set("worker".into()),
        owner_id: Set(worker.into()),
        cv: sealed.clone(),
        answers: sealed,
        agreed_on: Set(None),
        guaranteed: Set(false),
        meets_criteria: Set(String::new()),
        ended_on: Set(None),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
    };
    application::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// A young person at an employer of its own.
async fn placed(tx: &mut WriteTx, person: PersonId, worker: AccountId) -> Result<Uuid, StoreError> {
    let (employer, id) = (employing(tx, worker).await?, tx.next_id());
    let row = work_placement::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        employer_id: Set(employer),
        application_id: Set(Uuid::nil()),
        kind: Set("work-placement".into()),
        title: Set("Gardener".into()),
        starts_on: Set(tx.today()),
        ends_on: Set(None),
        hourly_pence: Set(1500),
        weekly_minutes: Set(960),
        keeper_id: Set(worker.into()),
        contact_id: Set(Uuid::nil()),
        started_on: Set(None),
        ended_on: Set(None),
        end_reason: Set(String::new()),
        end_side: Set(String::new()),
        end_words: Set(tx.seal(person, &String::new())),
        came_next: Set(String::new()),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
    };
    work_placement::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// An activity on the day.
async fn planned(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = activity::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        title: Set("Insight day".into()),
        kind: Set("insight-day".into()),
        employer_id: Set(Uuid::nil()),
        pledge_id: Set(Uuid::nil()),
        held_on: Set(tx.today()),
        begins: Set("10:00".into()),
        ends: Set(String::new()),
        place: Set("The depot".into()),
        places: Set(0),
        words: Set(String::new()),
        keeper_id: Set(worker.into()),
        called_off_on: Set(None),
        reason: Set(String::new()),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
        fund_id: Set(Uuid::nil()),
        voucher_pence: Set(0),
    };
    activity::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// A mentor whom somebody looks after.
async fn mentoring(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id: Uuid = tx.next_id();
    let sealed = Set(tx.seal(id, &"Idris".to_owned()));
    let row = mentor::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        name: sealed.clone(),
        phone: sealed.clone(),
        email: sealed,
        employer_id: Set(Uuid::nil()),
        sector: Set("other".into()),
        about: Set(String::new()),
        capacity: Set(1),
        keeper_id: Set(worker.into()),
        ended_on: Set(None),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
    };
    mentor::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// Something asked of employers.
async fn requested(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = slot_request::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        kind: Set("mock-interview".into()),
        held_on: Set(tx.today()),
        begins: Set("10:00".into()),
        minutes: Set(60),
        place: Set("The library".into()),
        words: Set(String::new()),
        keeper_id: Set(worker.into()),
        taken_by_employer_id: Set(Uuid::nil()),
        taken_by_contact_id: Set(Uuid::nil()),
        taken_at: Set(None),
        withdrawn_on: Set(None),
        reason: Set(String::new()),
        outcome: Set(String::new()),
        outcome_on: Set(None),
        outcome_words: Set(String::new()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
    };
    slot_request::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// A pledge of an employer of its own.
async fn pledged(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let (employer, id) = (employing(tx, worker).await?, tx.next_id());
    let row = pledge::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        employer_id: Set(employer),
        contract: Set("Roads".into()),
        kind: Set("job".into()),
        number: Set(22),
        from_on: Set(tx.today()),
        until_on: Set(tx.today() + chrono::Days::new(540)),
        kpi: Set(String::new()),
        withdrawn_on: Set(None),
        reason: Set(String::new()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
    };
    pledge::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// What was worked out about an offer for a young person.
async fn worked_out(tx: &mut WriteTx, person: PersonId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let fields = r#"{"born_on":"2008-05-04","borough":"BARNET","hours":"20","hourly_pay":"10.85","starts_on":"2026-12-01"}"#;
    let row = calculation::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        opportunity_id: Set(Uuid::nil()),
        offer: Set(tx.seal(person, &"Gardener".to_owned())),
        fields: Set(tx.seal(person, &fields.to_owned())),
        outcome: Set(tx.seal(person, &"[]".to_owned())),
        parameters: Set("2026-27".into()),
        asked_on: Set(tx.today()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
        removed_on: Set(None),
    };
    calculation::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// What was asked for the group at an activity.
async fn for_group(tx: &mut WriteTx, pot: Uuid, at: Uuid) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = group_request::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        fund_id: Set(pot),
        activity_id: Set(at),
        item: Set("Goods for a market stall".into()),
        pence: Set(6_000),
        made_on: Set(tx.today()),
        decided_on: Set(None),
        decided_as: Set(String::new()),
        decided_by: Set(Uuid::nil()),
        answer: Set(String::new()),
        fund_year_id: Set(Uuid::nil()),
        returned_pence: Set(0),
        receipt_id: Set(Uuid::nil()),
        receipt_on: Set(None),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
    };
    group_request::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// A fund, a request to it, and a device of it that the young person has.
async fn funded(
    tx: &mut WriteTx,
    person: PersonId,
    worker: AccountId,
) -> Result<[Uuid; 4], StoreError> {
    let (pot, asked, lent): (Uuid, Uuid, Uuid) = (tx.next_id(), tx.next_id(), tx.next_id());
    let (council, made_at) = (Uuid::from(tx.council()), tx.at());
    let nothing = tx.seal(person, &String::new());
    let row = fund::ActiveModel {
        council_id: Set(council),
        id: Set(pot),
        name: Set("Travel".into()),
        about: Set(String::new()),
        kind: Set("money".into()),
        purpose: Set("travel".into()),
        owner_id: Set(worker.into()),
        programme_key: Set(String::new()),
        funder: Set(String::new()),
        who: Set(String::new()),
        youngest: Set(16),
        oldest: Set(0),
        person_cap_pence: Set(0),
        item_cap_pence: Set(0),
        coach_limit_pence: Set(5_000),
        team_limit_pence: Set(20_000),
        needs_receipt: Set(true),
        effect: Set("none".into()),
        in_stock: Set(0),
        given: Set(0),
        ended_on: Set(None),
        made_at: Set(made_at.into()),
        made_by: Set(worker.into()),
        version: Set(1),
    };
    fund::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = fund_request::ActiveModel {
        council_id: Set(council),
        id: Set(asked),
        fund_id: Set(pot),
        person_id: Set(person.into()),
        item: Set(tx.seal(person, &"Travel in the first month".to_owned())),
        reason: Set(nothing.clone()),
        pence: Set(4_000),
        number: Set(1),
        rhythm: Set("once".into()),
        wanted_on: Set(Some(tx.today())),
        decided_on: Set(None),
        decided_as: Set(String::new()),
        decided_by: Set(Uuid::nil()),
        answer: Set(nothing),
        ended_on: Set(None),
        ended_as: Set(String::new()),
        made_on: Set(tx.today()),
        made_at: Set(made_at.into()),
        made_by: Set(worker.into()),
        version: Set(1),
        activity_id: Set(Uuid::nil()),
    };
    fund_request::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = fund_payment::ActiveModel {
        council_id: Set(council),
        id: Set(tx.next_id()),
        request_id: Set(asked),
        fund_id: Set(pot),
        person_id: Set(person.into()),
        due_on: Set(tx.today()),
        pence: Set(4_000),
        fund_year_id: Set(Uuid::nil()),
        committed_on: Set(None),
        paid_on: Set(None),
        paid_pence: Set(0),
        paid_by: Set(Uuid::nil()),
        handed_on: Set(None),
        receipt_id: Set(Uuid::nil()),
        receipt_on: Set(None),
        returned_pence: Set(0),
        written_off_on: Set(None),
        stopped_on: Set(None),
        top_up_id: Set(Uuid::nil()),
        made_at: Set(made_at.into()),
        made_by: Set(worker.into()),
    };
    fund_payment::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = device::ActiveModel {
        council_id: Set(council),
        id: Set(lent),
        fund_id: Set(pot),
        name: Set("Laptop".into()),
        serial: Set(format!("SN-{lent}")),
        person_id: Set(person.into()),
        lent_on: Set(Some(tx.today())),
        back_due_on: Set(None),
        gone_on: Set(None),
        made_at: Set(made_at.into()),
        made_by: Set(worker.into()),
        version: Set(1),
    };
    device::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let onward = tx.next_id();
    let row = onward_referral::ActiveModel {
        council_id: Set(council),
        id: Set(onward),
        person_id: Set(person.into()),
        to_whom: Set(tx.seal(person, &"A charity for interview clothes".to_owned())),
        purpose: Set(tx.seal(person, &"clothes".to_owned())),
        words: Set(tx.seal(person, &String::new())),
        sent_on: Set(tx.today()),
        answer_due_on: Set(tx.today()),
        outcome: Set(String::new()),
        outcome_on: Set(None),
        outcome_words: Set(tx.seal(person, &String::new())),
        made_at: Set(made_at.into()),
        made_by: Set(worker.into()),
    };
    onward_referral::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok([pot, asked, lent, onward])
}

async fn assessed(
    tx: &mut WriteTx,
    person: PersonId,
    programme: &Published,
) -> Result<AssessmentId, StoreError> {
    let new = NewAssessment {
        held_on: Some(tx.today()),
        strengths: "Looks after two dogs".into(),
        ..NewAssessment::default()
    };
    let suggestion = Suggestion {
        stage: None,
        because: vec!["Ask where they stand.".into()],
    };
    foothold::person::assessments::record(tx, person, &new, programme.version, &suggestion).await
}

async fn enrolled(
    tx: &mut WriteTx,
    person: PersonId,
    programme: &Published,
) -> Result<EnrolmentId, StoreError> {
    let id: EnrolmentId = tx.next_id();
    let began_on = tx.today() - Days::new(14);
    let row = enrolment::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        person_id: Set(person.into()),
        programme_version_id: Set(programme.version.into()),
        programme_key: Set(programme.key.clone()),
        stage_key: Set(programme.stage.clone()),
        since_on: Set(began_on),
        referred_on: Set(None),
        enrolled_on: Set(began_on),
        paused_on: Set(None),
        ended_on: Set(None),
        own_cadence: Set(String::new()),
        version: Set(1),
    };
    enrolment::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let span = stage_span::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        enrolment_id: Set(id.into()),
        person_id: Set(person.into()),
        place: Set(0),
        stage_key: Set(programme.stage.clone()),
        from_on: Set(began_on),
        until_on: Set(None),
        exit_key: Set(String::new()),
        reason: Set(tx.seal(person, &String::new())),
        recorded_at: Set(tx.at().into()),
        recorded_by: Set(tx.by().into()),
        ended_at: Set(None),
        ended_by: Set(Uuid::nil()),
    };
    stage_span::Entity::insert(span)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

async fn referred(
    tx: &mut WriteTx,
    person: PersonId,
    by: AccountId,
    programme: &Published,
) -> Result<ReferralId, StoreError> {
    let id: ReferralId = tx.next_id();
    let row = referral::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        person_id: Set(person.into()),
        programme_key: Set(programme.key.clone()),
        route: Set(programme.route.clone()),
        referrer_id: Set(by.into()),
        organisation_id: Set(Uuid::nil()),
        outside_referrer: Set(tx.seal(person, &String::new())),
        reason: Set(tx.seal(person, &"Would like to work with animals.".to_owned())),
        told: Set("knows".into()),
        received_on: Set(tx.today()),
        received_at: Set(tx.at().into()),
        decided_at: Set(None),
        decided_by: Set(Uuid::nil()),
        decision: Set(String::new()),
        decision_reason: Set(String::new()),
        version: Set(1),
    };
    referral::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// A mail to a worker, or a message to a young person of which nobody knows whether it arrived.
async fn written(
    tx: &mut WriteTx,
    account: AccountId,
    person: PersonId,
) -> Result<MessageId, StoreError> {
    let id: MessageId = tx.next_id();
    let owner: Uuid = if person.is_none() {
        account.into()
    } else {
        person.into()
    };
    let row = message::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        channel: Set("email".into()),
        account_id: Set(if person.is_none() { owner } else { Uuid::nil() }),
        person_id: Set(person.into()),
        recipient: Set(tx.seal(owner, &"somebody@northtown.example".to_owned())),
        subject: Set(tx.seal(owner, &"Your sign-in link".to_owned())),
        body: Set(tx.seal(owner, &"Hello".to_owned())),
        made_at: Set(tx.at().into()),
        sent_at: Set(None),
        held_at: Set(None),
        direction: Set("out".into()),
        purpose: Set(String::new()),
        language: Set("en".into()),
        reference: Set(String::new()),
        outer_id: Set(String::new()),
        state: Set(if person.is_none() { "" } else { "uncertain" }.into()),
        failure: Set(String::new()),
        state_at: Set(None),
        not_before: Set(None),
        written_by: Set(Uuid::nil()),
    };
    message::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(id)
}

/// Somebody stands in for an account from tomorrow on.
async fn covered(tx: &mut WriteTx, absent: AccountId) -> Result<(), StoreError> {
    let row = cover::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        absent_id: Set(absent.into()),
        stand_in_id: Set(absent.into()),
        from_on: Set(tx.today() + Days::new(1)),
        until_on: Set(tx.today() + Days::new(7)),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
        ended_at: Set(None),
    };
    cover::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// One of each of the day's records, in the order of their names.
async fn day_of(tx: &mut WriteTx, person: PersonId) -> Result<[Uuid; 8], StoreError> {
    let ids: [Uuid; 8] = std::array::from_fn(|_| tx.next_id());
    let [
        appointed,
        raised,
        held,
        felt,
        wanted,
        promised,
        taken,
        wished,
    ] = ids;
    let (owner, about, by) = (
        Set(Uuid::from(tx.council())),
        Set(Uuid::from(person)),
        Set(Uuid::from(tx.by())),
    );
    let (now, today, nobody) = (Set(tx.at().into()), Set(tx.today()), Set(Uuid::nil()));
    let (blank, sealed) = (
        Set(String::new()),
        Set(tx.seal(person, &"Sample".to_owned())),
    );
    let row = appointment::ActiveModel {
        council_id: owner.clone(),
        id: Set(appointed),
        person_id: about.clone(),
        worker_id: by.clone(),
        kind: Set("call".into()),
        held_on: today.clone(),
        begins: blank.clone(),
        minutes: Set(45),
        place: sealed.clone(),
        attends: sealed.clone(),
        expected_back: blank.clone(),
        moved_from_id: nobody.clone(),
        reason: sealed.clone(),
        made_at: now.clone(),
        made_by: by.clone(),
        ended_as: blank.clone(),
        ended_at: Set(None),
        ended_by: nobody.clone(),
        left_at: Set(None),
        back_at: Set(None),
        drop_in_id: nobody.clone(),
    };
    appointment::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = concern::ActiveModel {
        council_id: owner.clone(),
        id: Set(raised),
        person_id: about.clone(),
        kind: Set("other".into()),
        words: sealed.clone(),
        answers: sealed.clone(),
        raised_at: now.clone(),
        raised_by: by.clone(),
        closed_at: Set(None),
        closed_by: nobody.clone(),
        closed_because: sealed.clone(),
        version: Set(1),
    };
    concern::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = contact::ActiveModel {
        council_id: owner.clone(),
        id: Set(held),
        person_id: about.clone(),
        enrolment_id: nobody.clone(),
        worker_id: by.clone(),
        kind: Set("call".into()),
        held_on: today.clone(),
        outcome: Set("held".into()),
        came: blank.clone(),
        why: blank.clone(),
        canceller: blank.clone(),
        note: sealed.clone(),
        note_kind: Set("restricted".into()),
        agreed: sealed.clone(),
        appointment_id: nobody.clone(),
        recorded_at: now.clone(),
        recorded_by: by.clone(),
        superseded_at: Set(None),
    };
    contact::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = feeling::ActiveModel {
        council_id: owner.clone(),
        id: Set(felt),
        person_id: about.clone(),
        answer: Set("bad".into()),
        wants_help: Set(true),
        words: sealed.clone(),
        told_at: now.clone(),
        told_on: today.clone(),
        seen_at: Set(None),
        seen_by: nobody.clone(),
    };
    feeling::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = goal::ActiveModel {
        council_id: owner.clone(),
        id: Set(wanted),
        person_id: about.clone(),
        words: sealed.clone(),
        wanted_on: Set(None),
        agreed_how: Set("call".into()),
        agreed_on: Set(None),
        made_at: now.clone(),
        made_by: by.clone(),
        reached_on: Set(None),
        archived_at: Set(None),
        archived_by: nobody.clone(),
        archived_because: sealed.clone(),
        version: Set(1),
    };
    goal::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = commitment::ActiveModel {
        council_id: owner.clone(),
        id: Set(promised),
        person_id: about.clone(),
        words: sealed.clone(),
        promised_on: today.clone(),
        due_on: today.clone(),
        owner_id: by.clone(),
        made_at: now.clone(),
        made_by: by.clone(),
        settled_as: blank.clone(),
        settled_on: Set(None),
        settled_at: Set(None),
        settled_by: nobody.clone(),
        told_on: Set(None),
        reason: sealed.clone(),
        version: Set(1),
        promised_by: Set(String::new()),
        said_at: Set(String::new()),
        employer_id: Set(Uuid::nil()),
        request_id: Set(Uuid::nil()),
    };
    commitment::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = step::ActiveModel {
        council_id: owner.clone(),
        id: Set(taken),
        goal_id: Set(wanted),
        person_id: about.clone(),
        words: sealed.clone(),
        owner: Set("young-person".into()),
        owner_id: nobody.clone(),
        owner_name: sealed.clone(),
        due_on: Set(None),
        outcome: blank,
        conference_id: nobody.clone(),
        made_at: now.clone(),
        made_by: by.clone(),
        done_on: Set(None),
        done_at: Set(None),
        done_by: nobody.clone(),
        archived_at: Set(None),
        archived_by: nobody.clone(),
        archived_because: sealed.clone(),
        version: Set(1),
    };
    step::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let row = wish::ActiveModel {
        council_id: owner,
        id: Set(wished),
        person_id: about,
        kind: Set("other".into()),
        words: sealed.clone(),
        made_at: now,
        made_on: today,
        made_by: by,
        answered_at: Set(None),
        answered_by: nobody,
        answer: sealed,
    };
    wish::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(ids)
}
