//! What the law says about an offer: what is refused, and what to ask first. Pure.
//!
//! Each finding names its rule, its source, and whom to ask. A rule that has not been checked against the law itself says so.

use better_off::wages::{NoRate, Place, Wages, Work};
use chrono::NaiveDate;
use values::Pence;

use super::{
    model::{Exemption, Opportunity, next_april},
    pay::{is_work, work_of},
};

/// Acas answers questions about pay and hours free of charge.
const ACAS: &str = "Acas, 0300 123 1100";

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It cannot be offered like this.
    Refused,
    /// Ask before offering it.
    Ask,
    /// Good to know.
    Note,
}

/// What a rule says about an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How serious it is.
    pub weight: Weight,
    /// What it is.
    pub words: String,
    /// The source of the rule, and its date.
    pub source: &'static str,
    /// Whom to ask; may be empty.
    pub ask: &'static str,
    /// Whether the rule has been checked against its source.
    pub is_checked: bool,
}

impl Finding {
    fn ask(words: impl Into<String>, source: &'static str, ask: &'static str) -> Self {
        Self {
            weight: Weight::Ask,
            words: words.into(),
            source,
            ask,
            is_checked: false,
        }
    }
}

/// The offer to check.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// The opportunity.
    pub opportunity: &'a Opportunity,
    /// Whether the employer is the council itself.
    pub is_council: bool,
    /// Whether the employer is a charity.
    pub is_charity: bool,
}

/// Lists what the rules say about an offer, the most serious first.
pub fn findings(wages: &'static Wages, offer: Offer<'_>, today: NaiveDate) -> Vec<Finding> {
    let mut found = Vec::new();
    pay(wages, offer.opportunity, today, &mut found);
    unpaid(offer, &mut found);
    young(offer.opportunity, &mut found);
    ring_fence(offer, &mut found);
    found.sort_by_key(|one| one.weight);
    found
}

fn pay(wages: &'static Wages, one: &Opportunity, today: NaiveDate, found: &mut Vec<Finding>) {
    if !one.is_hourly() {
        return;
    }
    let from = one.starts_on.unwrap_or(today).max(today);
    let work = work_of(&one.kind, from);
    let youngest = u32::try_from(one.youngest).unwrap_or(0);
    match wages.minimum(from, youngest, work) {
        Ok(rate) if i64::from(one.hourly_pence) < rate.pence => found.push(Finding {
            weight: Weight::Refused,
            words: format!(
                "{} an hour is below the minimum of {} for {}.",
                Pence(one.hourly_pence.into()),
                Pence(rate.pence),
                rate.who
            ),
            source: rate.source,
            ask: ACAS,
            is_checked: rate.is_checked,
        }),
        Ok(_) => {}
        Err(error @ (NoRate::TooYoung | NoRate::TooEarly(_))) => {
            found.push(Finding::ask(format!("{error}."), "", ACAS));
        }
    }
    let oldest = if one.oldest == 0 {
        super::model::OLDEST
    } else {
        one.oldest
    };
    older(wages, one, (from, work), oldest, found);
    let until = one.checked_until(from);
    let mut april = next_april(from);
    while let Some(on) = april.filter(|on| *on <= until) {
        match wages.minimum(on, u32::try_from(oldest).unwrap_or(0), work) {
            Ok(rate) if rate.is_assumed => {
                found.push(Finding {
                    weight: Weight::Note,
                    words: format!(
                        "The minimum wage from {} is not known yet. The pay will be checked again once it is.",
                        on.format("%-d %B %Y")
                    ),
                    source: rate.source,
                    ask: "",
                    is_checked: rate.is_checked,
                });
                break;
            }
            Ok(rate) if i64::from(one.hourly_pence) < rate.pence => found.push(Finding {
                weight: Weight::Ask,
                words: format!(
                    "From {} the minimum for {} is {}. The pay must rise by then.",
                    on.format("%-d %B %Y"),
                    rate.who,
                    Pence(rate.pence)
                ),
                source: rate.source,
                ask: ACAS,
                is_checked: rate.is_checked,
            }),
            _ => {}
        }
        april = next_april(on);
    }
    if let Some(living) = wages.living(from, 18, Place::London)
        && i64::from(one.hourly_pence) < living.pence
    {
        found.push(Finding {
            weight: Weight::Note,
            words: format!(
                "This is less than the London Living Wage of {}, which the law does not require.",
                Pence(living.pence)
            ),
            source: living.source,
            ask: "",
            is_checked: living.is_checked,
        });
    }
}

/// Says from which age the pay is too low for others who can apply.
fn older(
    wages: &'static Wages,
    one: &Opportunity,
    (from, work): (NaiveDate, Work),
    oldest: i32,
    found: &mut Vec<Finding>,
) {
    let ages = [18, 19, 21].into_iter();
    for age in ages.filter(|age| *age > one.youngest && *age <= oldest) {
        let Ok(rate) = wages.minimum(from, u32::try_from(age).unwrap_or(0), work) else {
            continue;
        };
        let is_said = found.iter().any(|known| known.words.contains(rate.who));
        if i64::from(one.hourly_pence) < rate.pence && !is_said {
            found.push(Finding {
                weight: Weight::Ask,
                words: format!(
                    "The minimum for {} is {}. Pay older people more, or make it for younger people only.",
                    rate.who,
                    Pence(rate.pence)
                ),
                source: rate.source,
                ask: ACAS,
                is_checked: rate.is_checked,
            });
        }
    }
}

/// How many hours a week, and for how long, make volunteering look like work.
const LIKE_WORK: (i32, i64) = (16 * 60, 12 * 7);

fn unpaid(offer: Offer<'_>, found: &mut Vec<Finding>) {
    let one = offer.opportunity;
    if one.is_hourly() {
        return;
    }
    match one.exemption {
        None if is_work(&one.kind) => found.push(Finding {
            weight: Weight::Refused,
            words: format!(
                "{} is work, and work is paid. If an exemption applies, choose which.",
                one.kind_words()
            ),
            source: "National Minimum Wage Act 1998, section 1",
            ask: ACAS,
            is_checked: false,
        }),
        Some(Exemption::Student) => found.push(Finding::ask(
            "Only a placement that their course requires, for up to a year, is exempt. Ask the college to confirm this in writing.",
            "National Minimum Wage Regulations 2015, regulation 53",
            "the college or university",
        )),
        Some(Exemption::SchoolAge) => found.push(Finding::ask(
            "Only people under school leaving age are exempt. Their hours are limited, and they need a permit from the council.",
            "Children and Young Persons Act 1933, section 18; National Minimum Wage Act 1998, section 1",
            "the council’s child employment officer",
        )),
        Some(Exemption::CharityVolunteer) if !(offer.is_charity || offer.is_council) => {
            found.push(Finding::ask(
                "Only charities, voluntary organisations and public bodies can have unpaid voluntary workers. This employer is not recorded as one of these.",
                "National Minimum Wage Act 1998, section 44",
                ACAS,
            ));
        }
        Some(Exemption::SupportedInternship) => found.push(Finding::ask(
            "A supported internship is part of a course, for young people with an Education, Health and Care Plan. Ask the college to confirm this in writing.",
            "National Minimum Wage Regulations 2015, regulation 53",
            "the college",
        )),
        None | Some(Exemption::CharityVolunteer) => {}
    }
    let days = match (one.starts_on, one.ends_on) {
        (Some(from), Some(until)) => (until - from).num_days(),
        _ => 0,
    };
    let is_much = one.weekly_minutes >= LIKE_WORK.0 || days > LIKE_WORK.1;
    if one.kind == "volunteering" && (is_much || !one.pattern.is_empty()) {
        found.push(Finding::ask(
            "This looks like unpaid work: set days, many hours or many weeks. A volunteer can come and go, and stay away. If they cannot, it is work and must be paid. \
             Someone whose immigration status does not allow work could lose their status.",
            "National Minimum Wage Act 1998, section 44; Home Office guidance on permission to work and volunteering",
            ACAS,
        ));
    }
}

fn young(one: &Opportunity, found: &mut Vec<Finding>) {
    if one.youngest >= 18 {
        return;
    }
    if one.weekly_minutes > 40 * 60 {
        found.push(Finding::ask(
            "Under 18s cannot work more than 40 hours a week, or 8 hours a day.",
            "Working Time Regulations 1998, regulation 5A",
            ACAS,
        ));
    }
    found.push(Finding {
        weight: Weight::Note,
        words: "Under 18: no work between 10pm and 6am, a break of 30 minutes after four and a half hours, and two days off together each week.".into(),
        source: "Working Time Regulations 1998, regulations 6A, 11 and 12",
        ask: "",
        is_checked: false,
    });
    if matches!(
        one.kind.as_str(),
        "job" | "sessional" | "work-placement" | "internship"
    ) {
        found.push(Finding::ask(
            "Until they are 18 they must also be in education or training. Ask how that fits with these hours.",
            "Education and Skills Act 2008, section 2",
            "the council’s participation team",
        ));
    }
}

fn ring_fence(offer: Offer<'_>, found: &mut Vec<Finding>) {
    let one = offer.opportunity;
    if offer.is_council && one.kept_places > 0 {
        found.push(Finding::ask(
            "Council posts are filled on merit. Care experience is protected by local policy, not by the Equality Act 2010, so the policy that allows the reserved places must be named.",
            "Local Government and Housing Act 1989, section 7",
            "the council’s human resources and legal teams",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        checks::*,
        model::{NeedsKind, PayKind},
    };
    use values::{AccountId, EmployerId, OpportunityId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn job(pence: i32, youngest: i32) -> Opportunity {
        Opportunity {
            id: OpportunityId(uuid::Uuid::from_u128(1)),
            employer: EmployerId(uuid::Uuid::from_u128(1)),
            title: "Parks".into(),
            kind: "work-placement".into(),
            sector: "animals-outdoors".into(),
            occupation: String::new(),
            about: String::new(),
            places: 1,
            kept_places: 0,
            pay_kind: PayKind::Hourly,
            hourly_pence: pence,
            exemption: None,
            weekly_minutes: 960,
            pattern: String::new(),
            starts_on: Some(day("2026-12-01")),
            ends_on: Some(day("2027-03-01")),
            closes_on: None,
            place: String::new(),
            district: String::new(),
            youngest,
            oldest: 0,
            needs_kind: NeedsKind::Nothing,
            needs: String::new(),
            needs_dbs: false,
            adjustments: String::new(),
            guaranteed: false,
            criteria: String::new(),
            benefits: String::new(),
            legal_basis: String::new(),
            answer_days: 14,
            keeper: AccountId(uuid::Uuid::from_u128(1)),
            published_on: None,
            ended: None,
            version: 1,
        }
    }

    fn weights(one: &Opportunity, is_council: bool) -> Vec<(Weight, String)> {
        let offer = Offer {
            opportunity: one,
            is_council,
            is_charity: false,
        };
        let found = findings(Wages::known(), offer, day("2026-11-22"));
        found
            .into_iter()
            .map(|finding| (finding.weight, finding.words))
            .collect()
    }

    fn has(found: &[(Weight, String)], weight: Weight, words: &str) -> bool {
        found
            .iter()
            .any(|(known, said)| *known == weight && said.contains(words))
    }

    #[test]
    fn a_workers_pay_below_the_minimum_of_the_youngest_age_is_refused() {
        for (pence, youngest, refused) in [
            (799, 16, true),
            (800, 16, false),
            (1084, 18, true),
            (1085, 18, false),
            (1270, 21, true),
            (1271, 21, false),
        ] {
            let found = weights(&job(pence, youngest), false);
            let is_refused = found.iter().any(|(weight, _)| *weight == Weight::Refused);
            assert_eq!(is_refused, refused, "{pence} at {youngest}");
        }
    }

    #[test]
    fn older_ages_that_are_admitted_are_asked_about() {
        let found = weights(&job(1100, 18), false);
        assert!(has(&found, Weight::Ask, "21 and over"), "{found:?}");
        let young = Opportunity {
            oldest: 20,
            ..job(1100, 18)
        };
        assert!(!has(&weights(&young, false), Weight::Ask, "21 and over"));
    }

    #[test]
    fn an_april_inside_the_term_is_checked_or_said_to_be_unknown() {
        let long = Opportunity {
            ends_on: Some(day("2027-09-30")),
            ..job(1500, 18)
        };
        let found = weights(&long, false);
        assert!(
            has(&found, Weight::Note, "from 1 April 2027 is not known yet"),
            "{found:?}"
        );
        assert!(!has(
            &weights(&job(1500, 18), false),
            Weight::Note,
            "not known"
        ));
    }

    #[test]
    fn an_apprentice_may_be_paid_the_apprentice_rate() {
        let apprentice = Opportunity {
            kind: "apprenticeship".into(),
            ..job(800, 18)
        };
        let found = weights(&apprentice, false);
        assert!(!found.iter().any(|(weight, _)| *weight == Weight::Refused));
    }

    #[test]
    fn unpaid_work_is_refused_and_an_exemption_is_a_question() {
        let unpaid = Opportunity {
            pay_kind: PayKind::Unpaid,
            hourly_pence: 0,
            ..job(0, 18)
        };
        assert!(has(
            &weights(&unpaid, false),
            Weight::Refused,
            "work is paid"
        ));
        let student = Opportunity {
            exemption: Some(Exemption::Student),
            ..unpaid.clone()
        };
        let found = weights(&student, false);
        assert!(has(&found, Weight::Ask, "their course requires"));
        assert!(!found.iter().any(|(weight, _)| *weight == Weight::Refused));
        let volunteer = Opportunity {
            kind: "volunteering".into(),
            pattern: "Monday to Friday, 9 to 5".into(),
            ..unpaid
        };
        assert!(has(
            &weights(&volunteer, false),
            Weight::Ask,
            "looks like unpaid work"
        ));
    }

    #[test]
    fn a_ring_fenced_council_post_names_its_policy() {
        let kept = Opportunity {
            kept_places: 1,
            ..job(1500, 18)
        };
        assert!(has(&weights(&kept, true), Weight::Ask, "on merit"));
        assert!(!has(&weights(&kept, false), Weight::Ask, "on merit"));
    }

    #[test]
    fn those_under_18_are_looked_after() {
        let long = Opportunity {
            weekly_minutes: 45 * 60,
            ..job(1500, 16)
        };
        let found = weights(&long, false);
        assert!(has(&found, Weight::Ask, "40 hours"));
        assert!(has(&found, Weight::Ask, "education or training"));
    }
}
