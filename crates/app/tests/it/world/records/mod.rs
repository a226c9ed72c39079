//! One record of each kind, for the addresses of the grid of routes.
//!
//! A file holds the rows of one noun or of a small family; their order stands here, because an id says when its row was made.

mod accounts;
mod activities;
mod applications;
mod appointments;
mod assessments;
mod better_off;
mod commitments;
mod concerns;
mod contacts;
mod employers;
mod enrolments;
mod funds;
mod mentors;
mod messages;
mod onward_referrals;
mod opportunities;
mod plans;
mod referrals;
mod wishes;
mod work_placements;

use policy::Role;
use store::{Entry, StoreError, WriteTx};
use values::{AccountId, PersonId, TeamId};

use super::{Council, Held, Hire, Published, World};

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

/// Whom the records are about, and who holds them.
#[derive(Clone, Debug)]
struct Making {
    person: PersonId,
    account: AccountId,
    referrer: Option<AccountId>,
    team: TeamId,
    programme: Published,
}

impl Making {
    /// Makes one row of each kind.
    async fn rows(&self, tx: &mut WriteTx) -> Result<Records, StoreError> {
        let (person, account, programme) = (self.person, self.account, &self.programme);
        let assessment = assessments::assessed(tx, person, programme).await?;
        let enrolment = enrolments::enrolled(tx, person, programme).await?;
        let referral = referrals::referred(tx, person, self.referrer, programme).await?;
        let message = messages::written(tx, account, None).await?;
        let note = messages::written(tx, account, Some(person)).await?;
        accounts::covered(tx, account).await?;
        let appointment = appointments::appointed(tx, person).await?;
        let concern = concerns::raised(tx, person).await?;
        let contact = contacts::held(tx, person).await?;
        let feeling = wishes::felt(tx, person).await?;
        let goal = plans::wanted(tx, person).await?;
        let promise = commitments::promised(tx, person).await?;
        let step = plans::step_towards(tx, person, goal).await?;
        let wish = wishes::wished(tx, person).await?;
        let opportunity = opportunities::offering(tx, account).await?;
        let drop_in = appointments::held_open(tx, account).await?;
        let employer = employers::employing(tx, account).await?;
        let pledge = employers::pledged(tx, account).await?;
        let mentor = mentors::mentoring(tx, account).await?;
        let request = employers::requested(tx, account).await?;
        let application = applications::applied(tx, person, account, opportunity).await?;
        let work_placement = work_placements::placed(tx, person, account).await?;
        let activity = activities::planned(tx, account).await?;
        let calculation = better_off::worked_out(tx, person).await?;
        let fund = funds::funded(tx, account).await?;
        let fund_request = funds::asked_for(tx, person, account, fund).await?;
        let device = funds::lent(tx, person, account, fund).await?;
        let onward_referral = onward_referrals::sent_on(tx, person, account).await?;
        let group_request = funds::for_group(tx, fund, activity).await?;
        Ok(Records {
            account: account.to_string(),
            activity: activity.to_string(),
            application: application.to_string(),
            appointment: appointment.to_string(),
            calculation: calculation.to_string(),
            onward_referral: onward_referral.to_string(),
            fund_request: fund_request.to_string(),
            group_request: group_request.to_string(),
            fund: fund.to_string(),
            device: device.to_string(),
            assessment: assessment.to_string(),
            concern: concern.to_string(),
            contact: contact.to_string(),
            drop_in: drop_in.to_string(),
            employer: employer.to_string(),
            enrolment: enrolment.to_string(),
            feeling: feeling.to_string(),
            goal: goal.to_string(),
            mentor: mentor.to_string(),
            message: message.to_string(),
            note: note.to_string(),
            opportunity: opportunity.to_string(),
            person: person.to_string(),
            pledge: pledge.to_string(),
            programme: programme.key.clone(),
            promise: promise.to_string(),
            referral: referral.to_string(),
            request: request.to_string(),
            step: step.to_string(),
            team: self.team.to_string(),
            wish: wish.to_string(),
            work_placement: work_placement.to_string(),
        })
    }
}

impl World {
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
                ..self.somebody(&colleague, &[Role::Coach])
            })
            .await
            .id;
        let team = match held.team {
            Some(team) => team,
            None => self.team_of(council, &colleague).await,
        };
        let making = Making {
            person,
            account,
            referrer: held.coach,
            team,
            programme: programme.clone(),
        };
        self.write(council, async move |tx| {
            let records = making.rows(tx).await?;
            tx.journal(Entry::new("enrol").person(person)).await?;
            Ok(records)
        })
        .await
    }
}
