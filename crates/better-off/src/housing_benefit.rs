//! Housing Benefit in supported and temporary accommodation, from 18: step 12.
//!
//! While any Universal Credit is paid, the whole eligible rent is met. Without it a means test starts; from 5 October 2026 a further
//! disregard, in supported housing only, removes the drop caused by losing the last pound of Universal Credit.

use crate::{
    amount::{Amount, Rate},
    parameters::Rules,
    pay::Pay,
    situation::{Household, Job, Pip, Tenure},
};

/// The income allowed before rent is no longer met in full, monthly.
pub(crate) fn applicable(rules: &Rules, household: &Household) -> Amount {
    let of = &rules.national.housing_benefit;
    let base = match household.partner {
        Some(_) => of.applicable_couple_week,
        None if !household.children.is_empty() => of.applicable_lone_parent_week,
        None if household.age < 25 => of.applicable_single_under_25_week,
        None => of.applicable_single_25_and_over_week,
    };
    let premium = match (has_pip(household), household.partner) {
        (false, _) => Amount::ZERO,
        (true, Some(_)) => of.disability_premium_couple_week,
        (true, None) => of.disability_premium_single_week,
    };
    let lives_alone = household.partner.is_none();
    let severe = if household.pip_daily != Pip::None && lives_alone {
        of.severe_disability_premium_week
    } else {
        Amount::ZERO
    };
    (base + premium + severe).weekly()
}

/// What is disregarded from pay, monthly, without the disregard for supported housing and without childcare.
pub(crate) fn disregard(rules: &Rules, household: &Household, job: Option<&Job>) -> Amount {
    let of = &rules.national.housing_benefit;
    let ordinary = if household.partner.is_none() && !household.children.is_empty() {
        of.disregard_lone_parent_week
    } else if has_pip(household) {
        of.disregard_disabled_week
    } else if household.partner.is_some() {
        of.disregard_couple_week
    } else {
        of.disregard_single_week
    };
    let additional = if works_enough(household, job) {
        of.additional_disregard_week
    } else {
        Amount::ZERO
    };
    (ordinary + additional).weekly()
}

/// Returns whether one of them works the hours that the further disregard requires: 30 hours from 25 on, or 16 with a child, or 16 with
/// a disability of their own. Housing Benefit Regulations 2006 schedule 4 paragraph 17.
fn works_enough(household: &Household, job: Option<&Job>) -> bool {
    let own = (
        household.age,
        job.map_or(0, |job| job.hours),
        has_pip(household),
    );
    let partner = household.partner.map(|one| (one.age, one.hours, false));
    let has_child = !household.children.is_empty();
    [Some(own), partner]
        .into_iter()
        .flatten()
        .any(|(age, hours, is_disabled)| {
            hours >= 3000 && age >= 25 || hours >= FEWEST_HOURS && (has_child || is_disabled)
        })
}

/// The hours of a week, in hundredths, from which work counts as remunerative.
const FEWEST_HOURS: i64 = 1600;

/// What childcare takes off income, monthly: up to an amount by the number of children, where everyone works 16 hours. Housing Benefit Regulations
/// 2006 regulations 27 and 28.
fn childcare(rules: &Rules, household: &Household, job: Option<&Job>) -> Amount {
    let of = &rules.national.housing_benefit;
    let own = job.filter(|job| job.hours >= FEWEST_HOURS);
    let partner_works = household
        .partner
        .is_none_or(|one| one.hours >= FEWEST_HOURS);
    let most = match household.children.len() {
        0 => Amount::ZERO,
        1 => of.childcare_one_week,
        _ => of.childcare_two_week,
    };
    let cost = own
        .filter(|_| partner_works)
        .map_or(0, |job| job.childcare_pence);
    Amount::of_pence(cost).min(most.weekly())
}

fn has_pip(household: &Household) -> bool {
    household.pip_daily != Pip::None || household.pip_mobility != Pip::None
}

fn supported_disregard(rules: &Rules, household: &Household) -> Amount {
    let of = &rules.national.supported_disregard;
    let weekly = match household.partner {
        None if household.age < 25 => of.single_under_25_week,
        None => of.single_25_and_over_week,
        Some(partner) if household.age.max(partner.age) < 25 => of.couple_under_25_week,
        Some(_) => of.couple_25_and_over_week,
    };
    weekly.weekly()
}

/// What counts as income in a means test, monthly: pay after tax, National Insurance and half of the pension.
pub(crate) fn counted(rules: &Rules, pay: Pay) -> Amount {
    let kept: Rate = rules.national.housing_benefit.pension_share_deducted.rest();
    pay.net() + pay.pension.times(kept)
}

/// Returns the Housing Benefit of a month.
pub(crate) fn of(
    rules: &Rules,
    household: &Household,
    job: Option<&Job>,
    pay: Pay,
    uc: Amount,
) -> Amount {
    let tenure = household.home.tenure;
    let has_it = matches!(tenure, Tenure::Supported | Tenure::Temporary) && household.age >= 18;
    let rent = Amount::of_pence(household.rent_pence());
    if !has_it || uc.is_some() {
        return if has_it { rent } else { Amount::ZERO };
    }
    let of = &rules.national;
    if Amount::of_pence(household.capital_pence) > of.universal_credit.capital_upper {
        return Amount::ZERO;
    }
    let further = if tenure == Tenure::Supported {
        supported_disregard(rules, household)
    } else {
        Amount::ZERO
    };
    let left_out = disregard(rules, household, job)
        + childcare(rules, household, job)
        + further
        + applicable(rules, household);
    let excess = (counted(rules, pay) - left_out).or_nothing();
    let award = rent - excess.times(of.housing_benefit.taper);
    if award < of.housing_benefit.minimum_award_week.weekly() {
        Amount::ZERO
    } else {
        award
    }
}
