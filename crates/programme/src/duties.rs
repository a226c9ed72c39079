//! What falls due for a young person whatever their stage: plan reviews, legal duties, promises and lost contact.
//!
//! Support that is paused or has ended needs no plan and does not count as lost contact. Promises and legal duties continue.
//!
//! A reason names days and rules, never what someone said: it is stored in a table that lists read.

mod ages;
mod between;
mod taper;

use chrono::{Days, Months, NaiveDate};
use values::{AccountId, birthdays::birthday, calendar::Calendar, codes::CareStatus};

use ages::of_ages;
use between::{of_choice, of_deep_dive, of_own_steps, of_way_back};
use taper::taper;

use crate::{DueError, DueItem, DueKind, Programme, RoleKey, Said, refusal::plain};

/// Something that one worker took on, with a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenOn {
    /// The day.
    pub on: NaiveDate,
    /// The worker; `None` where it falls to anyone who works with the young person.
    pub by: Option<AccountId>,
}

/// A home that the council provides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProvidedHome {
    /// The day on which the young person moved in.
    pub since: NaiveDate,
    /// The last visit there.
    pub visited_on: Option<NaiveDate>,
}

/// What is known about a young person, as far as these duties need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyFacts {
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// Care status.
    pub care_status: CareStatus,
    /// The day on which the record starts; nothing is asked about the time before.
    pub known_since: NaiveDate,
    /// The first day of support that continues and is not paused.
    pub supported_since: Option<NaiveDate>,
    /// The first day of the plan, where there is one with an open goal.
    pub plan_since: Option<NaiveDate>,
    /// The last review of the plan.
    pub plan_reviewed_on: Option<NaiveDate>,
    /// The last review of the statutory pathway plan.
    pub pathway_reviewed_on: Option<NaiveDate>,
    /// The days on which what they do and where they live was recorded.
    pub status_on: Vec<NaiveDate>,
    /// The last day on which somebody talked through with them what changes at a birthday.
    pub talked_of_age_on: Option<NaiveDate>,
    /// The home that the council provides, where it does.
    pub home: Option<ProvidedHome>,
    /// The day on which a permission is to be checked again.
    pub check_again_on: Option<NaiveDate>,
    /// Whether there has been a deep dive.
    pub is_assessed: bool,
    /// The day of the latest deep dive, where no stage has been chosen since.
    pub undecided_since: Option<NaiveDate>,
    /// Steps of the plan that workers took on.
    pub steps: Vec<TakenOn>,
    /// The days for which the young person took on steps that are open.
    pub own_steps: Vec<NaiveDate>,
    /// Promises that are open.
    pub promises: Vec<TakenOn>,
    /// The days on which they asked for something that has not been answered.
    pub wishes: Vec<NaiveDate>,
    /// What they said that cannot wait and nobody has dealt with, and on which day.
    pub unanswered: Option<(NaiveDate, Said)>,
    /// The days of the contacts that took place, oldest first.
    pub contacts: Vec<NaiveDate>,
    /// The day on which someone last asked why they were not heard from.
    pub asked_why_on: Option<NaiveDate>,
    /// The first day of their current work.
    pub began_work_on: Option<NaiveDate>,
    /// The first day after their last work, where they have none now.
    pub lost_work_on: Option<NaiveDate>,
    /// The day on which reminders resumed after something had stopped them all.
    pub reminders_from: Option<NaiveDate>,
}

impl DutyFacts {
    /// Returns the facts of a young person when only the start of the record is known.
    pub fn known(known_since: NaiveDate) -> Self {
        Self {
            born_on: None,
            care_status: CareStatus::NotKnown,
            known_since,
            supported_since: None,
            plan_since: None,
            plan_reviewed_on: None,
            pathway_reviewed_on: None,
            status_on: Vec::new(),
            talked_of_age_on: None,
            home: None,
            check_again_on: None,
            is_assessed: false,
            undecided_since: None,
            steps: Vec::new(),
            own_steps: Vec::new(),
            promises: Vec::new(),
            wishes: Vec::new(),
            unanswered: None,
            contacts: Vec::new(),
            asked_why_on: None,
            began_work_on: None,
            lost_work_on: None,
            reminders_from: None,
        }
    }
}

/// Months from one review of a pathway plan to the next, at most.
///
/// Source: SI 2010/2571 regulation 7, named in the Department for Education's care leavers prototype (2024); the text was not read.
const PATHWAY_REVIEW: Months = Months::new(6);

/// Days from moving into a home that the council provides to the first visit, and months from one visit to the next, at most.
///
/// Source: SI 2010/2571 regulation 8, read on legislation.gov.uk in 2026. The visit before the first review, at 28 days, is not counted.
const FIRST_VISIT: Days = Days::new(7);
const NEXT_VISIT: Months = Months::new(2);

/// Months before and after a birthday in which a status counts as the one around it.
///
/// Not verified: no guidance that could be read names the window.
const BEFORE_BIRTHDAY: Months = Months::new(3);
const AFTER_BIRTHDAY: Months = Months::new(1);

/// The birthdays around which the SSDA903 return always asks for a care leaver's status.
const BIRTHDAYS: std::ops::RangeInclusive<u32> = 17..=21;

/// Working days within which a young person gets an answer, and someone gets in touch after they ask for help.
pub const ANSWER_WORKING_DAYS: u32 = 5;
const HELP: u32 = 1;

/// Working days after the end of work within which somebody gets in touch, and how long afterwards that still helps.
const AFTER_WORK: u32 = 2;
const AFTER_WORK_MONTHS: Months = Months::new(3);

fn role(key: &str) -> RoleKey {
    RoleKey::parse(key).expect("the keys of this file are keys")
}

struct Listed(Vec<DueItem>);

impl Listed {
    fn add(&mut self, kind: DueKind, on: NaiveDate, who: &str, reason: String) {
        self.of(kind, on, who, None, reason);
    }

    fn of(
        &mut self,
        kind: DueKind,
        on: NaiveDate,
        who: &str,
        owner: Option<AccountId>,
        reason: String,
    ) {
        self.0.push(DueItem {
            kind,
            on,
            role: role(who),
            owner,
            reason,
        });
    }
}

fn later(day: NaiveDate, months: Months) -> NaiveDate {
    day.checked_add_months(months).unwrap_or(NaiveDate::MAX)
}

fn weeks_after(day: NaiveDate, weeks: u16) -> NaiveDate {
    let days = Days::new(7 * u64::from(weeks));
    day.checked_add_days(days).unwrap_or(NaiveDate::MAX)
}

/// Returns everything of this kind that is due for a young person, the earliest first. `programme` is the one that supports them.
///
/// Errors: [`DueError::NoCalendar`] when a date falls in a year whose bank holidays are not loaded.
pub fn duties(
    programme: Option<&Programme>,
    facts: &DutyFacts,
    calendar: &Calendar,
) -> Result<Vec<DueItem>, DueError> {
    let mut listed = Listed(Vec::new());
    of_deep_dive(programme, facts, &mut listed);
    of_choice(programme, facts, &mut listed);
    of_plan(programme, facts, &mut listed);
    by_law(facts, &mut listed);
    of_ages(facts, &mut listed);
    for promise in &facts.promises {
        let reason = format!("Promised for {}", plain(&promise.on));
        listed.of(DueKind::Promise, promise.on, "coach", promise.by, reason);
    }
    for step in facts.steps.iter().filter(|step| step.by.is_some()) {
        let reason = format!("Your step in the plan, due {}", plain(&step.on));
        listed.of(DueKind::PlanStep, step.on, "coach", step.by, reason);
    }
    of_own_steps(facts, &mut listed);
    if let Some(on) = facts.check_again_on {
        let reason = format!("A check is set for {}; see the record", plain(&on));
        listed.add(DueKind::CheckAgain, on, "coach", reason);
    }
    for asked in &facts.wishes {
        let on = calendar.add_working_days(*asked, ANSWER_WORKING_DAYS)?;
        let reason = format!(
            "They asked on {}; answer within {ANSWER_WORKING_DAYS} working days",
            plain(asked)
        );
        listed.add(DueKind::Wish, on, "coach", reason);
    }
    if let Some((on, said)) = facts.unanswered {
        let reason = said.reason(on);
        let on = calendar.add_working_days(on, HELP)?;
        listed.add(DueKind::HelpWanted, on, "coach", reason);
    }
    let lost = facts
        .lost_work_on
        .filter(|_| facts.supported_since.is_some());
    if let Some(ended) = lost.filter(|on| is_unheard_since(facts, *on)) {
        let on = calendar.add_working_days(ended, AFTER_WORK)?;
        let reason = format!(
            "Out of work since {}; get in touch within {AFTER_WORK} working days",
            plain(&ended)
        );
        listed.add(DueKind::WorkEnded, on, "coach", reason);
    }
    of_silence(programme, facts, &mut listed);
    listed.0.sort_by_key(|item| (item.on, item.kind));
    Ok(listed.0)
}

/// Returns whether nobody has been in touch since the end of work, and it is known of soon enough for that to be due.
fn is_unheard_since(facts: &DutyFacts, ended: NaiveDate) -> bool {
    let since = facts
        .known_since
        .max(facts.reminders_from.unwrap_or(facts.known_since));
    let is_heard = facts.contacts.last().is_some_and(|on| *on >= ended);
    !is_heard && later(ended, AFTER_WORK_MONTHS) >= since
}

fn of_plan(programme: Option<&Programme>, facts: &DutyFacts, listed: &mut Listed) {
    let rule = programme.and_then(|programme| programme.definition().plan.as_ref());
    let (Some(rule), Some(supported)) = (rule, facts.supported_since) else {
        return;
    };
    match facts.plan_since {
        None => {
            let since = facts
                .reminders_from
                .map_or(supported, |on| on.max(supported));
            let weeks = rule.first_within_weeks;
            let reason = format!(
                "No goals in the plan yet; make the first plan within {weeks} weeks of {}",
                plain(&since)
            );
            listed.add(
                DueKind::FirstPlan,
                weeks_after(since, weeks),
                "coach",
                reason,
            );
        }
        Some(begun) => {
            let last = facts.plan_reviewed_on.map_or(begun, |on| on.max(begun));
            let weeks = rule.review_every_weeks;
            let reason = format!(
                "Review the plan every {weeks} weeks; last looked at on {}",
                plain(&last)
            );
            listed.add(
                DueKind::PlanReview,
                weeks_after(last, weeks),
                "coach",
                reason,
            );
        }
    }
}

fn by_law(facts: &DutyFacts, listed: &mut Listed) {
    use CareStatus::{Eligible, FormerRelevant, Relevant};

    let adviser = "personal-adviser";
    let has_plan = matches!(facts.care_status, Eligible | Relevant | FormerRelevant);
    let last = facts.pathway_reviewed_on.or(facts.supported_since);
    if let (true, Some(last)) = (has_plan, last) {
        let said = match facts.pathway_reviewed_on {
            Some(on) => format!("last reviewed on {}", plain(&on)),
            None => format!("no review recorded since {}", plain(&last)),
        };
        let reason = format!("Review the pathway plan at least every 6 months; {said}");
        listed.add(
            DueKind::PathwayReview,
            later(last, PATHWAY_REVIEW),
            adviser,
            reason,
        );
    }
    if let Some(home) = facts.home {
        let (on, reason) = match home.visited_on.filter(|on| *on >= home.since) {
            Some(last) => (
                later(last, NEXT_VISIT),
                format!(
                    "Visit at least every 2 months; last visit on {}",
                    plain(&last)
                ),
            ),
            None => (
                home.since + FIRST_VISIT,
                format!("Visit within 7 days of moving in on {}", plain(&home.since)),
            ),
        };
        listed.add(DueKind::HomeVisit, on, adviser, reason);
    }
    let is_care_leaver = matches!(facts.care_status, Relevant | FormerRelevant);
    if let (true, Some(born)) = (is_care_leaver, facts.born_on) {
        for (age, birthday) in birthdays(born, facts).take(2) {
            let reason = format!(
                "Record what they do and where they live when they turn {age} on {}",
                plain(&birthday)
            );
            listed.add(
                DueKind::BirthdayStatus,
                later(birthday, AFTER_BIRTHDAY),
                adviser,
                reason,
            );
        }
    }
}

/// Returns the birthdays around which no status was recorded, leaving out those before the record began.
fn birthdays(born: NaiveDate, facts: &DutyFacts) -> impl Iterator<Item = (u32, NaiveDate)> {
    let days = BIRTHDAYS.map(move |age| (age, birthday(born, age)));
    days.filter(|(_, birthday)| {
        let from = birthday
            .checked_sub_months(BEFORE_BIRTHDAY)
            .unwrap_or(*birthday);
        let until = later(*birthday, AFTER_BIRTHDAY);
        let is_recorded = facts.status_on.iter().any(|on| (from..=until).contains(on));
        until >= facts.known_since && !is_recorded
    })
}

fn of_silence(programme: Option<&Programme>, facts: &DutyFacts, listed: &mut Listed) {
    let Some(supported) = facts.supported_since else {
        return;
    };
    let last = facts.contacts.last().copied();
    let rule = programme.and_then(|programme| programme.definition().silence.as_ref());
    if let Some(rule) = rule {
        let since = [last, facts.asked_why_on, facts.reminders_from];
        let since = since.into_iter().flatten().fold(supported, NaiveDate::max);
        let weeks = rule.after_weeks;
        let reason = match last {
            Some(last) => format!(
                "Not heard from since {}; ask why after {weeks} weeks",
                plain(&last)
            ),
            None => format!("Not heard from yet; ask why after {weeks} weeks"),
        };
        listed.add(DueKind::Silence, weeks_after(since, weeks), "coach", reason);
    }
    of_way_back(facts, supported, listed);
    if let Some(taper) = taper(facts) {
        let reason = format!(
            "Contact was every {} days before work started on {}; none since {}",
            taper.before,
            plain(&taper.began_on),
            plain(&taper.last)
        );
        listed.add(DueKind::Taper, taper.on, "coach", reason);
    }
}
