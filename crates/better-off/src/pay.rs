//! What a job leaves after tax, National Insurance and pension: steps 2 to 6.
//!
//! Worked out for the year and divided by twelve, so a single payslip can differ by a few pence. The pension is taken before tax (net pay
//! arrangement); with relief at source the month differs a little for those who pay tax, and is better for those who do not.

use crate::{
    amount::Amount,
    parameters::Parameters,
    situation::{Job, Partner},
};

/// Pay of a month, and what comes off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pay {
    /// Before anything comes off.
    pub gross: Amount,
    /// Income tax.
    pub income_tax: Amount,
    /// National Insurance.
    pub ni: Amount,
    /// The worker's own part of the pension.
    pub pension: Amount,
}

impl Pay {
    /// Returns what arrives.
    pub fn net(self) -> Amount {
        self.gross - self.income_tax - self.ni - self.pension
    }

    fn of(rules: &Parameters, age: u32, gross: Amount, pension: bool) -> Self {
        let of = &rules.pension;
        let counted =
            gross.min(of.qualifying_upper_year.yearly()) - of.qualifying_lower_year.yearly();
        let pension = if pension {
            counted.or_nothing().times(of.employee_rate)
        } else {
            Amount::ZERO
        };
        let of = &rules.income_tax;
        let taxed = (gross - pension - of.personal_allowance_year.yearly()).or_nothing();
        let basic = taxed.min(of.basic_rate_limit_year.yearly());
        let of_ni = &rules.national_insurance;
        let (from, to) = (
            of_ni.primary_threshold_year.yearly(),
            of_ni.upper_limit_year.yearly(),
        );
        let ni = if age < of_ni.minimum_age {
            Amount::ZERO
        } else {
            (gross.min(to) - from).or_nothing().times(of_ni.main_rate)
                + (gross - to).or_nothing().times(of_ni.upper_rate)
        };
        Self {
            gross,
            pension,
            income_tax: basic.times(of.basic_rate) + (taxed - basic).times(of.higher_rate),
            ni,
        }
    }

    /// Returns what a job pays someone.
    pub(crate) fn of_job(rules: &Parameters, age: u32, job: &Job) -> Self {
        let gross = Amount::of_hours(job.hourly_pence, job.hours);
        let is_in = job.pension_opt_in || is_enrolled(rules, age, gross) && !job.pension_opt_out;
        Self::of(rules, age, gross, is_in)
    }

    /// Returns what a partner's work pays.
    pub(crate) fn of_partner(rules: &Parameters, partner: &Partner) -> Self {
        let gross = Amount::of_hours(partner.hourly_pence, partner.hours);
        Self::of(
            rules,
            partner.age,
            gross,
            is_enrolled(rules, partner.age, gross),
        )
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            gross: self.gross + other.gross,
            income_tax: self.income_tax + other.income_tax,
            ni: self.ni + other.ni,
            pension: self.pension + other.pension,
        }
    }
}

/// Returns whether an employer must enrol someone in a pension without being asked.
fn is_enrolled(rules: &Parameters, age: u32, gross: Amount) -> bool {
    age >= rules.pension.minimum_age && gross > rules.pension.trigger_year.yearly()
}
