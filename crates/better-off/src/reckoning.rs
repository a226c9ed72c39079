//! A month, with or without a job: all steps in their order.

use crate::{
    amount::Amount,
    council_tax::{self, CouncilTax},
    housing_benefit,
    parameters::{Parameters, Rules},
    pay::Pay,
    situation::{Household, Job, Pip},
    universal_credit::{Beside, Claim},
};

/// What a month adds and takes off, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Pay of the household, and what comes off.
    pub pay: Pay,
    /// Universal Credit.
    pub uc: Claim,
    /// Housing Benefit.
    pub hb: Amount,
    /// Child Benefit.
    pub child_benefit: Amount,
    /// Personal Independence Payment.
    pub pip: Amount,
    /// Council tax.
    pub council_tax: CouncilTax,
    /// Rent.
    pub rent: Amount,
    /// Childcare.
    pub childcare: Amount,
    /// Travel and other work costs.
    pub costs: Amount,
}

impl Month {
    /// Returns what comes in: pay that arrives, and benefits.
    pub fn income(&self) -> Amount {
        self.pay.net() + self.uc.paid + self.hb + self.child_benefit + self.pip
    }

    /// Returns what is left after rent, council tax, childcare, travel and what else work costs.
    pub fn left(&self) -> Amount {
        self.income() - self.rent - self.council_tax.left() - self.childcare - self.costs
    }
}

fn child_benefit(rules: &Parameters, children: usize) -> Amount {
    let of = &rules.child_benefit;
    let each = (0..children).map(|number| {
        if number == 0 {
            of.eldest_week
        } else {
            of.other_week
        }
    });
    each.sum::<Amount>().weekly()
}

fn pip(rules: &Parameters, household: &Household) -> Amount {
    let of = &rules.pip;
    let part = |rate, standard, enhanced| match rate {
        Pip::None => Amount::ZERO,
        Pip::Standard => standard,
        Pip::Enhanced => enhanced,
    };
    let daily = part(
        household.pip_daily,
        of.daily_standard_week,
        of.daily_enhanced_week,
    );
    let mobility = part(
        household.pip_mobility,
        of.mobility_standard_week,
        of.mobility_enhanced_week,
    );
    (daily + mobility).weekly()
}

/// Returns a month of a household, with a job or without.
pub fn month(rules: &Rules, household: &Household, job: Option<&Job>) -> Month {
    let pay = pay(rules, household, job);
    month_in_which(rules, household, job, pay, pay.net())
}

/// Returns what the household is paid in a month.
pub(crate) fn pay(rules: &Rules, household: &Household, job: Option<&Job>) -> Pay {
    let job = job.filter(|job| job.hours > 0);
    let own = job
        .map(|job| Pay::of_job(&rules.national, household.age, job))
        .unwrap_or_default();
    let partner = household.partner.as_ref();
    let partners = partner.map(|partner| Pay::of_partner(&rules.national, partner));
    own.with(partners.unwrap_or_default())
}

/// Returns a month in which an amount counts as earned, which differs from the usual pay where paydays fall unevenly.
pub(crate) fn month_in_which(
    rules: &Rules,
    household: &Household,
    job: Option<&Job>,
    pay: Pay,
    earned: Amount,
) -> Month {
    let job = job.filter(|job| job.hours > 0);
    let child_benefit = child_benefit(&rules.national, household.children.len());
    let uc = Claim::of(
        rules,
        household,
        job,
        &Beside {
            earned,
            child_benefit,
        },
    );
    let pence = |of: fn(&Job) -> i64| Amount::of_pence(job.map_or(0, of));
    Month {
        pay,
        uc,
        hb: housing_benefit::of(rules, household, job, pay, uc.paid),
        child_benefit,
        pip: pip(&rules.national, household),
        council_tax: council_tax::of(rules, household, job, pay, &uc),
        rent: Amount::of_pence(household.rent_pence()),
        childcare: pence(|job| job.childcare_pence),
        costs: pence(|job| job.travel_pence + job.costs_pence),
    }
}
