//! The columns of an answer.

use chrono::{Datelike, NaiveDate};

use super::Answered;
use crate::{
    amount::{Amount, hundredths},
    reckoning::Month,
    wages::{Place, Wages, Work},
};

/// The columns of each month of an answer.
const MONTH: [&str; 28] = [
    "gross",
    "income_tax",
    "ni",
    "pension",
    "net_pay",
    "uc_standard",
    "uc_child",
    "uc_lcwra",
    "uc_housing",
    "uc_childcare",
    "uc_max",
    "uc_work_allowance",
    "uc_earned",
    "uc_taper",
    "uc_before_cap",
    "uc_cap_reduction",
    "uc",
    "hb",
    "child_benefit",
    "pip",
    "council_tax",
    "ctr",
    "childcare_paid",
    "ctr_modelled",
    "lha_category",
    "rent_due",
    "income",
    "after_rent_ct",
];

/// Writes an amount, rounded once.
fn pounds(amount: Amount) -> String {
    let pence = amount.pence().0;
    let mut digits = [b'0'; 24];
    let (mut place, mut rest) = (digits.len(), pence.unsigned_abs());
    while rest > 0 || place > digits.len() - 4 {
        place -= 1;
        if place == digits.len() - 3 {
            digits[place] = b'.';
        } else {
            digits[place] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
    }
    if pence < 0 {
        place -= 1;
        digits[place] = b'-';
    }
    String::from_utf8_lossy(&digits[place..]).into_owned()
}

fn flag(is: bool) -> String {
    String::from(if is { "1" } else { "0" })
}

fn columns(month: &Month) -> [String; MONTH.len()] {
    let (pay, uc, tax) = (&month.pay, &month.uc, &month.council_tax);
    let reduction = if tax.agrees {
        tax.reduction
    } else {
        Amount::ZERO
    };
    let left = month.income() - month.rent - (tax.bill - reduction).or_nothing() - month.childcare;
    let size = uc.lha_size;
    [
        pounds(pay.gross),
        pounds(pay.income_tax),
        pounds(pay.ni),
        pounds(pay.pension),
        pounds(pay.net()),
        pounds(uc.standard),
        pounds(uc.child),
        pounds(uc.lcwra),
        pounds(uc.housing),
        pounds(uc.childcare),
        pounds(uc.most),
        pounds(uc.allowance),
        pounds(uc.earned),
        pounds(uc.taper),
        pounds(uc.before_cap),
        pounds(uc.cap_reduction),
        pounds(uc.paid),
        pounds(month.hb),
        pounds(month.child_benefit),
        pounds(month.pip),
        pounds(tax.bill),
        pounds(reduction),
        pounds(month.childcare),
        flag(tax.agrees),
        size.map_or_else(String::new, |size| size.letter().to_string()),
        pounds(month.rent),
        pounds(month.income()),
        pounds(left),
    ]
}

/// Returns 1 May in the tax year of a day, from which that year's living wage is paid: a file has one living wage for a tax year.
fn may(on: NaiveDate) -> NaiveDate {
    let is_before = (on.month(), on.day()) < (4, 6);
    NaiveDate::from_ymd_opt(on.year() - i32::from(is_before), 5, 1).unwrap_or(on)
}

/// Lists the columns of an answer.
pub fn header() -> Vec<String> {
    let of = |prefix: &'static str| MONTH.iter().map(move |name| format!("{prefix}_{name}"));
    let last = ["nmw_rate", "nmw_ok", "llw_ok", "better_off"].map(str::to_owned);
    let first = std::iter::once("case_id".to_owned());
    first
        .chain(of("now"))
        .chain(of("offer"))
        .chain(last)
        .collect()
}

impl Answered<'_> {
    /// Writes the columns of [`header`].
    pub fn columns(&self) -> Vec<String> {
        let (asked, job) = (self.situation, &self.situation.job);
        let work = match (job.apprentice, job.first_year) {
            (false, _) => Work::Worker,
            (true, true) => Work::Apprentice { since: asked.on },
            (true, false) => Work::Apprentice {
                since: NaiveDate::MIN,
            },
        };
        let wages = Wages::known();
        let minimum = wages
            .minimum(asked.on, asked.household.age, work)
            .map_or(0, |rate| rate.pence);
        let living = wages.living(
            asked.on.max(may(asked.on)),
            asked.household.age.max(18),
            Place::London,
        );
        let mut all = vec![asked.id.clone()];
        let (now, offer) = (columns(&self.now), columns(&self.offer));
        // Both ends are published, so their difference is taken from the published amounts.
        let better = {
            let of = |columns: &[String; MONTH.len()]| hundredths(&columns[MONTH.len() - 1]);
            of(&offer).unwrap_or(0) - of(&now).unwrap_or(0)
        };
        all.extend(now);
        all.extend(offer);
        all.push(pounds(Amount::of_pence(minimum)));
        all.push(flag(job.hours == 0 || job.hourly_pence >= minimum));
        all.push(flag(
            job.hours > 0 && living.is_some_and(|rate| job.hourly_pence >= rate.pence),
        ));
        all.push(pounds(Amount::of_pence(better)));
        all
    }
}
