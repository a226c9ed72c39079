//! Council tax, and what a borough's scheme takes off it: step 13.
//!
//! Absent on purpose: students and apprentices on low pay who are not counted; the lines say to ask about them.

use crate::{
    amount::{Amount, Rate},
    areas::Borough,
    housing_benefit,
    parameters::Rules,
    pay::Pay,
    reductions::{Income, Kind, Who},
    situation::{Area, Household, Job, Pip, Relief, Tenure},
    universal_credit::Claim,
};

/// Council tax of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CouncilTax {
    /// The bill, after the discount for one adult and what the council takes off for care leavers.
    pub bill: Amount,
    /// What the borough's scheme takes off.
    pub reduction: Amount,
    /// Whether there is a scheme at all.
    pub has_scheme: bool,
    /// Whether a second calculation agrees with that scheme.
    pub agrees: bool,
}

impl CouncilTax {
    /// Returns what is left to pay.
    pub fn left(self) -> Amount {
        (self.bill - self.reduction).or_nothing()
    }
}

/// Returns the bill of a month where no amounts are known: what the bill says, which is after the discount for one adult.
fn bill_elsewhere(rules: &Rules, household: &Household, bill_pence: Option<i64>) -> Amount {
    let year = Amount::of_pence(bill_pence.unwrap_or(0));
    if is_asked_to_pay(rules, household) {
        year.yearly()
    } else {
        Amount::ZERO
    }
}

fn is_asked_to_pay(rules: &Rules, household: &Household) -> bool {
    let home = &household.home;
    let is_liable = household.age >= rules.national.council_tax.adult_age
        && matches!(home.tenure, Tenure::Private | Tenure::Social);
    // The council's reduction for care leavers ends on the 25th birthday.
    let is_relieved = home.relief == Relief::Yes && household.age < 25;
    is_liable && !is_relieved
}

/// Returns the bill, limited to that of a band where a scheme counts no more.
fn bill(rules: &Rules, household: &Household, borough: Borough, most: Option<Rate>) -> Amount {
    let (of, home) = (&rules.national.council_tax, &household.home);
    if !is_asked_to_pay(rules, household) {
        return Amount::ZERO;
    }
    let ratios = [
        of.band_a, of.band_b, of.band_c, of.band_d, of.band_e, of.band_f, of.band_g, of.band_h,
    ];
    let ratio = ratios[usize::from(home.band.0)];
    let ratio = most.map_or(ratio, |most| ratio.at_most(most));
    let year = rules.band_d(borough).times(ratio);
    let has_adult_partner = household
        .partner
        .is_some_and(|partner| partner.age >= of.adult_age);
    let year = if has_adult_partner {
        year
    } else {
        year.times(of.single_adult_discount.rest())
    };
    year.yearly()
}

/// Returns the income above the amount that someone is expected to live on.
fn excess(
    rules: &Rules,
    household: &Household,
    job: Option<&Job>,
    pay: Pay,
    claim: &Claim,
    ignored: Amount,
) -> Amount {
    if claim.paid.is_some() {
        return (claim.paid + pay.net() - ignored - claim.most).or_nothing();
    }
    let left_out = housing_benefit::disregard(rules, household, job)
        + housing_benefit::applicable(rules, household);
    (housing_benefit::counted(rules, pay) - left_out).or_nothing()
}

pub(crate) fn of(
    rules: &Rules,
    household: &Household,
    job: Option<&Job>,
    pay: Pay,
    claim: &Claim,
) -> CouncilTax {
    let borough = match household.home.area {
        Area::London { borough, .. } => borough,
        Area::Elsewhere { bill_pence, .. } => {
            return CouncilTax {
                bill: bill_elsewhere(rules, household, bill_pence),
                ..CouncilTax::default()
            };
        }
    };
    let full = bill(rules, household, borough, None);
    let Some(scheme) = rules.scheme(borough) else {
        return CouncilTax {
            bill: full,
            ..CouncilTax::default()
        };
    };
    let mut tax = CouncilTax {
        bill: full,
        has_scheme: true,
        agrees: scheme.agrees,
        ..CouncilTax::default()
    };
    if household.capital_pence > scheme.capital_limit || !full.is_some() {
        return tax;
    }
    let bill = bill(rules, household, borough, scheme.most_band_ratio);
    let is_care_leaver = household.care_leaver && household.age < 25;
    let reduction = match &scheme.kind {
        Kind::Taper {
            share,
            care_leaver_share,
            rate,
        } => {
            let share = care_leaver_share
                .filter(|_| is_care_leaver)
                .unwrap_or(*share);
            let above = excess(rules, household, job, pay, claim, scheme.pay_ignored);
            bill.times(share) - above.times(*rate)
        }
        Kind::Bands { income, tables } => {
            let who = Who {
                is_single: household.partner.is_none(),
                children: household.children.len(),
                is_disabled: household.disability.is_lcwra() || household.pip_daily != Pip::None,
                is_care_leaver,
                is_working: pay.gross.is_some(),
            };
            let counted = match income {
                Income::NetPay => pay.net(),
                Income::PayAfterWorkAllowance => pay.net() - claim.allowance,
                Income::GrossPayLessChildcare => {
                    pay.gross - Amount::of_pence(job.map_or(0, |job| job.childcare_pence))
                }
                Income::NetPayAndUcLessHousing => {
                    pay.net() + (claim.paid - claim.housing).or_nothing()
                }
            };
            let counted = (counted - scheme.pay_ignored).or_nothing();
            let table = tables.iter().find(|table| table.fits(who));
            table.map_or(Amount::ZERO, |table| bill.times(table.share(counted)))
        }
    };
    let reduction = reduction.or_nothing();
    tax.reduction = if reduction < scheme.minimum_award {
        Amount::ZERO
    } else {
        reduction
    };
    tax
}
