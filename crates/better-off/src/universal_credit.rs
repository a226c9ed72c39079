//! Universal Credit of a month: steps 7 to 11.
//!
//! Elements are worked out from circumstances even where no one can claim; [`Claim::most`] is then zero. In supported and temporary
//! accommodation the rent is met by Housing Benefit instead.

use crate::{
    amount::Amount,
    parameters::Rules,
    situation::{Disability, Household, Job, Pip, Study, Tenure},
};

/// Which size of home the Local Housing Allowance is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LhaSize {
    /// A room in a shared home.
    Shared,
    /// A home with this many bedrooms, four at most.
    Bedrooms(usize),
}

impl LhaSize {
    /// Returns its letter: A for shared, B for one bedroom and so on.
    pub fn letter(self) -> char {
        match self {
            Self::Shared => 'A',
            Self::Bedrooms(number) => char::from(b'A' + u8::try_from(number.min(4)).unwrap_or(4)),
        }
    }

    pub(crate) fn place(self) -> usize {
        match self {
            Self::Shared => 0,
            Self::Bedrooms(number) => number.min(4),
        }
    }
}

/// Why there is no Universal Credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoClaim {
    /// They are under 18, and no exception is known.
    TooYoung,
    /// They study full-time.
    Studying,
    /// Their savings are above the limit.
    Savings,
}

/// A month of Universal Credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The standard allowance.
    pub standard: Amount,
    /// For children.
    pub child: Amount,
    /// For limited capability for work and work-related activity.
    pub lcwra: Amount,
    /// For caring.
    pub carer: Amount,
    /// For rent.
    pub housing: Amount,
    /// For childcare.
    pub childcare: Amount,
    /// All elements, where they can claim.
    pub most: Amount,
    /// What can be earned before any comes off.
    pub allowance: Amount,
    /// What counts as earned.
    pub earned: Amount,
    /// What earning takes off.
    pub taper: Amount,
    /// What savings take off.
    pub tariff: Amount,
    /// Before the benefit cap.
    pub before_cap: Amount,
    /// What the benefit cap takes off.
    pub cap_reduction: Amount,
    /// What is paid.
    pub paid: Amount,
    /// The size that counts for rent from a private landlord.
    pub lha_size: Option<LhaSize>,
    /// Why there is none.
    pub none: Option<NoClaim>,
}

/// What the household's other steps bring to a claim.
pub(crate) struct Beside {
    /// What counts as earned.
    pub(crate) earned: Amount,
    pub(crate) child_benefit: Amount,
}

/// Returns the age of the person who claims alone: a single person, or in a couple the one who can claim where the other is too young.
/// UC Regulations 2013 regulation 3(3).
fn claims_alone(rules: &Rules, household: &Household, none: Option<NoClaim>) -> Option<u32> {
    let of = &rules.national.universal_credit;
    let can = |age: u32| age >= of.minimum_age || !household.children.is_empty();
    let Some(partner) = household.partner else {
        return Some(household.age);
    };
    match (none.is_none(), can(partner.age)) {
        (true, true) => None,
        (false, true) => Some(partner.age),
        (_, false) => Some(household.age),
    }
}

fn lha_size(rules: &Rules, household: &Household, none: Option<NoClaim>) -> LhaSize {
    let of = &rules.national.universal_credit;
    let is_partners = household.partner.is_some() && none.is_some();
    // In a couple where neither can claim, no one claims alone.
    let is_nobodys = is_partners
        && household
            .partner
            .is_some_and(|one| one.age < of.minimum_age);
    let alone = claims_alone(rules, household, none)
        .filter(|_| household.children.is_empty() && !is_nobodys);
    if let Some(age) = alone {
        // What is known about the young person says nothing about a partner who claims alone.
        let is_leaver_under_25 =
            household.care_leaver && (18..of.care_leaver_one_bed_until_age).contains(&age);
        let own_reason =
            is_leaver_under_25 || household.home.never_shared || household.pip_daily != Pip::None;
        if age < of.shared_rate_age_limit && (is_partners || !own_reason) {
            return LhaSize::Shared;
        }
    }
    // Children of these ages share a room, two to a room.
    LhaSize::Bedrooms((1 + household.children.len().div_ceil(2)).min(4))
}

/// Returns whether someone of an age can claim, and if not, why.
fn bar(rules: &Rules, household: &Household) -> Option<NoClaim> {
    let of = &rules.national.universal_credit;
    let has_child = !household.children.is_empty();
    let has_lcw = household.has_limited_capability();
    let is_old_enough =
        household.age >= of.minimum_age || household.age >= 16 && (has_lcw || has_child);
    let is_disabled = has_lcw && household.pip_daily != Pip::None;
    match household.study {
        _ if Amount::of_pence(household.capital_pence) > of.capital_upper => Some(NoClaim::Savings),
        _ if !is_old_enough => Some(NoClaim::TooYoung),
        Study::Higher if !has_child && !is_disabled => Some(NoClaim::Studying),
        // Those without parental support can continue to the end of a course on which they turn 21.
        Study::NonAdvanced
            if !has_child && !is_disabled && (!household.care_leaver || household.age > 21) =>
        {
            Some(NoClaim::Studying)
        }
        _ => None,
    }
}

fn standard(rules: &Rules, household: &Household, none: Option<NoClaim>) -> Amount {
    let of = &rules.national.universal_credit;
    let oldest = household
        .partner
        .map_or(household.age, |one| one.age.max(household.age));
    match claims_alone(rules, household, none) {
        Some(25..) => of.single_25_and_over,
        Some(_) => of.single_under_25,
        None if oldest < 25 => of.couple_under_25,
        None => of.couple_25_and_over,
    }
}

fn housing(rules: &Rules, household: &Household, size: Option<LhaSize>) -> Amount {
    let (of, home) = (&rules.national.universal_credit, &household.home);
    let rent = Amount::of_pence(household.rent_pence());
    match (home.tenure, size) {
        (Tenure::Private, Some(size)) => rent.min(rules.rent_help(home.area, size.place())),
        (Tenure::Social, _) => match home.spare_rooms {
            0 => rent,
            1 => rent.times(of.under_occupation_one.rest()),
            _ => rent.times(of.under_occupation_two.rest()),
        },
        _ => Amount::ZERO,
    }
}

fn childcare(rules: &Rules, household: &Household, job: Option<&Job>) -> Amount {
    let of = &rules.national.universal_credit;
    let cost = Amount::of_pence(job.map_or(0, |job| job.childcare_pence));
    let all_work = job.is_some_and(|job| job.hours > 0)
        && household.partner.is_none_or(|partner| partner.hours > 0);
    let most = match household.children.len() {
        1 => of.childcare_one,
        0 => Amount::ZERO,
        _ => of.childcare_two,
    };
    if all_work {
        cost.times(of.childcare_rate).min(most)
    } else {
        Amount::ZERO
    }
}

/// Returns the income that savings count as: an amount for each £250 or part of it above the lower limit.
fn tariff(rules: &Rules, household: &Household) -> Amount {
    let of = &rules.national.universal_credit;
    let above = household.capital_pence - of.capital_lower.pence().0;
    let parts = (above.max(0) + 24_999) / 25_000;
    Amount::of_pence(of.tariff_income_per_250.pence().0 * parts)
}

impl Claim {
    pub(crate) fn of(
        rules: &Rules,
        household: &Household,
        job: Option<&Job>,
        beside: &Beside,
    ) -> Self {
        let of = &rules.national.universal_credit;
        let none = bar(rules, household);
        // A partner who is old enough can claim where the young person cannot.
        let claims = none.is_none()
            || none == Some(NoClaim::TooYoung)
                && household
                    .partner
                    .is_some_and(|partner| partner.age >= of.minimum_age);
        let lha_size =
            (household.home.tenure == Tenure::Private).then(|| lha_size(rules, household, none));
        let counted = match usize::try_from(of.child_limit) {
            Ok(limit @ 1..) => household.children.len().min(limit),
            _ => household.children.len(),
        };
        let child = (0..counted).map(|_| of.child).sum();
        let lcwra = match household.disability {
            Disability::LcwraProtected => of.lcwra_protected,
            Disability::LcwraNew => of.lcwra_new,
            _ => Amount::ZERO,
        };
        // One person's illness and caring do not both count.
        let carer = if household.carer && !household.disability.is_lcwra() {
            of.carer
        } else {
            Amount::ZERO
        };
        let standard = standard(rules, household, none);
        let housing = housing(rules, household, lha_size);
        let childcare = childcare(rules, household, job);
        let most = if claims {
            standard + child + lcwra + carer + housing + childcare
        } else {
            Amount::ZERO
        };
        let has_allowance =
            claims && (!household.children.is_empty() || household.has_limited_capability());
        let allowance = match (
            has_allowance,
            housing.is_some() || household.home.tenure == Tenure::Temporary,
        ) {
            (false, _) => Amount::ZERO,
            (true, true) => of.work_allowance_with_housing,
            (true, false) => of.work_allowance_without_housing,
        };
        let tariff = tariff(rules, household).min(most);
        let taper = (beside.earned - allowance)
            .or_nothing()
            .times(of.taper)
            .min(most - tariff);
        let before_cap = most - tariff - taper;
        let mut claim = Self {
            standard,
            child,
            lcwra,
            carer,
            housing,
            childcare,
            most,
            allowance,
            earned: beside.earned,
            taper,
            tariff,
            before_cap,
            cap_reduction: Amount::ZERO,
            paid: before_cap,
            lha_size,
            none: none.filter(|_| !claims),
        };
        claim.cap_reduction = claim.cap(rules, household, beside.child_benefit);
        claim.paid = before_cap - claim.cap_reduction;
        claim
    }

    /// Returns what the benefit cap takes off.
    fn cap(&self, rules: &Rules, household: &Household, child_benefit: Amount) -> Amount {
        let of = &rules.national.benefit_cap;
        let is_exempt = household.disability.is_lcwra()
            || household.carer
            || household.pip_daily != Pip::None
            || household.pip_mobility != Pip::None
            || household.cap_waits
            || self.earned >= of.earnings_exemption;
        if is_exempt {
            return Amount::ZERO;
        }
        let cap = if household.is_alone() {
            of.single
        } else {
            of.couple_or_parent
        };
        let above = self.before_cap + child_benefit - cap - self.childcare;
        above.or_nothing().min(self.before_cap)
    }
}
