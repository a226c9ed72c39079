//! Housing Benefit in supported and temporary accommodation, from 18: step 12.
//!
//! While any Universal Credit is paid the whole eligible rent is met. Without it a means test begins; from 5 October 2026 a further
//! disregard, in supported housing only, takes the step away that the last pound of Universal Credit made.

use crate::{
    amount::{Amount, Rate},
    parameters::Rules,
    pay::Pay,
    situation::{Household, Job, Pip, Tenure},
};

/// What may be had before rent is no longer met in full, monthly.
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

/// What is left out of pay, monthly, without the disregard for supported housing.
pub(crate) fn disregard(rules: &Rules, household: &Household, job: Option<&Job>) -> Amount {
    let of = &rules.national.housing_benefit;
    let is_disabled = has_pip(household) || household.disability.is_lcwra();
    let ordinary = if household.partner.is_none() && !household.children.is_empty() {
        of.disregard_lone_parent_week
    } else if is_disabled {
        of.disregard_disabled_week
    } else if household.partner.is_some() {
        of.disregard_couple_week
    } else {
        of.disregard_single_week
    };
    let hours = job.map_or(0, |job| job.hours);
    let longest = household
        .partner
        .map_or(hours, |partner| partner.hours.max(hours));
    let oldest = household
        .partner
        .map_or(household.age, |partner| partner.age.max(household.age));
    let has_cause = !household.children.is_empty() || is_disabled;
    let additional = if longest >= 3000 && oldest >= 25 || longest >= 1600 && has_cause {
        of.additional_disregard_week
    } else {
        Amount::ZERO
    };
    (ordinary + additional).weekly()
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
    let left_out = disregard(rules, household, job) + further + applicable(rules, household);
    let excess = (counted(rules, pay) - left_out).or_nothing();
    let award = rent - excess.times(of.housing_benefit.taper);
    if award < of.housing_benefit.minimum_award_week.weekly() {
        Amount::ZERO
    } else {
        award
    }
}
