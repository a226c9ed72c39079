//! What is known about a young person, as the engine reads it. No async.

use std::collections::HashMap;

use chrono::NaiveDate;
use programme::{DueItem, DutyFacts, EnrolmentFacts, Programme, Said};
use store::StoreError;
use values::{AccountId, EnrolmentId, ReferralId};

use super::Rules;
use crate::person::enrolments::{Enrolment, Stretch, Told, model as enrolled, told_of};

/// Something that is due, and where it belongs.
pub(super) struct Item {
    pub(super) enrolment: Option<EnrolmentId>,
    pub(super) referral: Option<ReferralId>,
    pub(super) kind: &'static str,
    pub(super) on: NaiveDate,
    pub(super) role: String,
    pub(super) owner: Option<AccountId>,
    pub(super) reason: String,
}

/// A referral that is waiting or was accepted.
pub(super) struct Waiting {
    pub(super) id: ReferralId,
    pub(super) programme_key: String,
    pub(super) received_on: NaiveDate,
    /// The young person has not been told about the referral yet.
    pub(super) is_untold: bool,
    /// The day on which it was accepted.
    pub(super) accepted_on: Option<NaiveDate>,
}

/// What the engine looks at for one young person.
pub(super) struct Known {
    /// Each enrolment with its stretches.
    pub(super) enrolments: Vec<(Enrolment, Vec<Stretch>)>,
    pub(super) referrals: Vec<Waiting>,
    /// What they were told about the end of their funding.
    pub(super) told: Told,
    /// The day of the next contact that was arranged.
    pub(super) arranged_on: Option<NaiveDate>,
    /// The last home visit, and the first day in the home where they live.
    pub(super) visited_on: Option<NaiveDate>,
    pub(super) lives_there_since: Option<NaiveDate>,
    /// A death, custody, a move abroad or a break: nothing is due.
    pub(super) is_stopped: bool,
    /// Their coach and their personal adviser.
    pub(super) with: [Option<AccountId>; 2],
    /// The last contact in each enrolment.
    pub(super) contacts_of: HashMap<EnrolmentId, NaiveDate>,
    /// What applies at every stage.
    pub(super) duty: DutyFacts,
    /// The last contact and the next day as they were noted before.
    pub(super) noted: (Option<NaiveDate>, Option<NaiveDate>),
}

impl Known {
    pub(super) fn last_contact_on(&self) -> Option<NaiveDate> {
        self.duty.contacts.last().copied()
    }

    /// Adds something that they said and nobody has dealt with: of all of it, what weighs most counts, since the first time.
    pub(super) fn hear(&mut self, on: NaiveDate, said: Said) {
        let foremost = self.duty.unanswered.get_or_insert((on, said));
        if (said, on) < (foremost.1, foremost.0) {
            *foremost = (on, said);
        }
    }

    /// Adds a contact on a day, in the enrolment that it belongs to, or the main one.
    pub(super) fn met_on(&mut self, on: NaiveDate, enrolment: Option<EnrolmentId>) {
        self.duty.contacts.push(on);
        let main = enrolled::main(self.enrolments.iter().map(|(one, _)| one));
        if let Some(id) = enrolment.or(main.map(|one| one.id)) {
            let last = self.contacts_of.entry(id).or_insert(on);
            *last = on.max(*last);
        }
    }

    /// Returns the last contact that counts for an enrolment: who is on several programmes is in touch with each. Where whoever led one works with
    /// them no more, it falls to those who do, and any contact counts.
    fn last_contact_of(&self, enrolment: &Enrolment) -> Option<NaiveDate> {
        let open = self.enrolments.iter().map(|(one, _)| one);
        let is_led = enrolment
            .lead
            .is_none_or(|lead| self.with.contains(&Some(lead)));
        if is_led && enrolled::open(open).count() > 1 {
            self.contacts_of.get(&enrolment.id).copied()
        } else {
            self.last_contact_on()
        }
    }

    /// Lists the referrals that have not led to an enrolment.
    fn waiting(&self) -> impl Iterator<Item = &Waiting> {
        self.referrals.iter().filter(|referral| {
            !self.enrolments.iter().any(|(one, _)| {
                one.programme_key == referral.programme_key
                    && one
                        .ended_on
                        .is_none_or(|ended| ended >= referral.received_on)
            })
        })
    }
}

/// Returns what is due.
pub(super) fn work_out(rules: &Rules, known: &Known) -> Result<Vec<Item>, StoreError> {
    let mut items = Vec::new();
    if known.is_stopped {
        return Ok(items);
    }
    for (enrolment, stretches) in &known.enrolments {
        items.extend(of_enrolment(rules, enrolment, stretches, known)?);
    }
    for waiting in known.waiting() {
        let Some(version) = rules.library.latest(&waiting.programme_key) else {
            continue;
        };
        let mut facts = EnrolmentFacts::referred(waiting.received_on);
        facts.last_contact_on = known.last_contact_on();
        facts.accepted_on = waiting.accepted_on;
        facts.reminders_from = known.duty.reminders_from;
        let mut own = asked(rules, &version.programme, &facts, None, Some(waiting.id))?;
        if waiting.is_untold {
            for item in &mut own {
                item.reason = format!("Tell them about the referral first. {}", item.reason);
            }
        }
        items.extend(own);
    }
    items.extend(of_duties(rules, known)?);
    Ok(items)
}

fn worded(
    items: Vec<DueItem>,
    enrolment: Option<EnrolmentId>,
    referral: Option<ReferralId>,
) -> Vec<Item> {
    let item = |item: DueItem| Item {
        enrolment,
        referral,
        kind: item.kind.code(),
        on: item.on,
        role: item.role.to_string(),
        owner: item.owner,
        reason: item.reason,
    };
    items.into_iter().map(item).collect()
}

fn unreadable(error: impl ToString) -> StoreError {
    StoreError::Unreadable(error.to_string())
}

fn asked(
    rules: &Rules,
    programme: &Programme,
    facts: &EnrolmentFacts,
    enrolment: Option<EnrolmentId>,
    referral: Option<ReferralId>,
) -> Result<Vec<Item>, StoreError> {
    let items = programme::due(programme, facts, &rules.calendar).map_err(unreadable)?;
    Ok(worded(items, enrolment, referral))
}

fn of_enrolment(
    rules: &Rules,
    enrolment: &Enrolment,
    stretches: &[Stretch],
    known: &Known,
) -> Result<Vec<Item>, StoreError> {
    let missing = |what: &str| unreadable(format!("{what} of enrolment {}", enrolment.id));
    let version = rules
        .library
        .version(enrolment.programme_version)
        .ok_or_else(|| missing("the programme"))?;
    let history = enrolled::history(stretches).ok_or_else(|| missing("the history"))?;
    let joined = programme::joining_year(enrolment.enrolled_on);
    let window = version.programme.last_funding(joined);
    let told_on = window.and_then(|window| told_of(&known.told, enrolment.id, window.until));
    let last_on = known.last_contact_of(enrolment);
    let mut facts = enrolled::facts(enrolment, &history, last_on, told_on);
    facts.reminders_from = known.duty.reminders_from;
    facts.arranged_on = known.arranged_on;
    facts.pause_review_on = stretches
        .iter()
        .find(|stretch| stretch.is_pause && stretch.until_on.is_none())
        .and_then(|pause| pause.review_on);
    let mut items = asked(rules, &version.programme, &facts, Some(enrolment.id), None)?;
    for item in &mut items {
        item.owner = item.owner.or(enrolment.lead);
    }
    Ok(items)
}

fn of_duties(rules: &Rules, known: &Known) -> Result<Vec<Item>, StoreError> {
    let mut duty = known.duty.clone();
    let open = known.enrolments.iter().map(|(enrolment, _)| enrolment);
    let open = enrolled::main(open);
    let version = open.and_then(|one| rules.library.version(one.programme_version));
    // Paused support needs no plan; the count starts again on the day it resumed.
    duty.supported_since = open
        .filter(|one| one.paused_on.is_none())
        .map(|one| supported_since(one, known));
    // Whoever moved them since has chosen.
    let moved_on = open.map(|one| one.since_on);
    duty.undecided_since = duty
        .undecided_since
        .filter(|on| moved_on.is_none_or(|moved| moved <= *on));
    let programme = version.map(|version| &*version.programme);
    let items = programme::duties(programme, &duty, &rules.calendar).map_err(unreadable)?;
    let id = open.map(|one| one.id);
    Ok(worded(items, id, None))
}

/// Returns the day on which support began, or last resumed after a pause or an end.
fn supported_since(enrolment: &Enrolment, known: &Known) -> NaiveDate {
    let own = known
        .enrolments
        .iter()
        .find(|(one, _)| one.id == enrolment.id);
    let history = own.and_then(|(_, stretches)| enrolled::history(stretches));
    let Some(history) = history else {
        return enrolment.enrolled_on;
    };
    let resumed = history
        .pauses()
        .iter()
        .filter_map(|pause| pause.until)
        .max();
    let back = resumed.max(history.returned_on());
    back.map_or(enrolment.enrolled_on, |on| on.max(enrolment.enrolled_on))
}
