//! A month in lines, each with its rule in plain words, its source and its date. Their pence add up to what is left.

use chrono::NaiveDate;
use values::Pence;

mod universal_credit;

use crate::{
    amount::Amount,
    parameters::{Note, Rules, Sure},
    reckoning::Month,
    situation::{Household, Job, Pip, Relief, Tenure},
    wages::Wages,
};

/// A line of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub what: &'static str,
    /// How much it adds, or takes off where it is negative.
    pub pence: Pence,
    /// The rule, in plain words.
    pub rule: String,
    /// Where the rule and its amounts come from.
    pub notes: Vec<Note>,
}

/// Money that is paid besides the monthly amounts: once, or for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What it is.
    pub what: &'static str,
    /// How much, in all.
    pub pence: Pence,
    /// Who gets it, when, and what it does to benefits.
    pub rule: String,
    /// Where it is written.
    pub note: Note,
}

/// A month in lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// What comes in and goes out.
    pub lines: Vec<Line>,
    /// What is left: the sum of the lines.
    pub left: Pence,
}

struct Writer {
    on: NaiveDate,
    lines: Vec<Line>,
}

fn money(amount: Amount) -> String {
    amount.pence().to_string()
}

/// Writes hundredths of an hour, such as `37.5`.
pub fn hours(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

impl Writer {
    fn note(&self, section: &str, key: &str) -> Note {
        Rules::note(section, key, self.on)
    }

    fn line(
        &mut self,
        what: &'static str,
        amount: Amount,
        rule: impl Into<String>,
        notes: Vec<Note>,
    ) {
        if amount != Amount::ZERO {
            self.always(what, amount, rule, notes);
        }
    }

    fn always(
        &mut self,
        what: &'static str,
        amount: Amount,
        rule: impl Into<String>,
        notes: Vec<Note>,
    ) {
        self.lines.push(Line {
            what,
            pence: amount.pence(),
            rule: rule.into(),
            notes,
        });
    }

    fn pay(&mut self, rules: &Rules, household: &Household, job: Option<&Job>, month: &Month) {
        let of = &rules.national;
        let rule = match job {
            Some(job) if job.hours > 0 => format!(
                "{} hours a week at {} an hour: 52 weeks, spread over 12 months.",
                hours(job.hours),
                Pence(job.hourly_pence)
            ),
            _ => "What a partner earns.".to_owned(),
        };
        let rule = match (household.partner, job) {
            (Some(partner), Some(job)) if partner.hours > 0 && job.hours > 0 => {
                format!("{rule} A partner’s pay is added.")
            }
            _ => rule,
        };
        let minimum = job.and_then(|job| {
            let since = if job.first_year {
                self.on
            } else {
                NaiveDate::MIN
            };
            let work = if job.apprentice {
                crate::wages::Work::Apprentice { since }
            } else {
                crate::wages::Work::Worker
            };
            Wages::known().minimum(self.on, household.age, work).ok()
        });
        let notes = minimum.map(|rate| rate.note()).into_iter().collect();
        self.line("Pay", month.pay.gross, rule, notes);
        let tax = &of.income_tax;
        let rule = format!(
            "{} of a year’s pay above {}, after the pension.",
            tax.basic_rate.percent(),
            money(tax.personal_allowance_year)
        );
        let note = self.note("income_tax", "basic_rate");
        self.line("Income tax", -month.pay.income_tax, rule, vec![note]);
        let ni = &of.national_insurance;
        let rule = format!(
            "{} of a year’s pay above {}.",
            ni.main_rate.percent(),
            money(ni.primary_threshold_year)
        );
        let note = self.note("national_insurance", "main_rate");
        self.line("National Insurance", -month.pay.ni, rule, vec![note]);
        let pension = &of.pension;
        let rule = format!(
            "{} of pay between {} and {} a year. The employer adds to it, and they get it later. From age {} it starts automatically on pay above {} a year.",
            pension.employee_rate.percent(),
            money(pension.qualifying_lower_year),
            money(pension.qualifying_upper_year),
            pension.minimum_age,
            money(pension.trigger_year)
        );
        let note = self.note("pension", "employee_rate");
        self.line("Pension", -month.pay.pension, rule, vec![note]);
    }

    fn other_benefits(&mut self, rules: &Rules, household: &Household, month: &Month) {
        let supported = matches!(household.home.tenure, Tenure::Supported | Tenure::Temporary);
        if supported && household.age >= 18 {
            let rule = if month.uc.paid.is_some() {
                "While any Universal Credit is paid, Housing Benefit pays the eligible rent in full.".to_owned()
            } else {
                let of = &rules.national.housing_benefit;
                let further = rules.national.supported_disregard.single_under_25_week;
                let more = if further.is_some() && household.home.tenure == Tenure::Supported {
                    " Since 5 October 2026 less of their pay counts, so losing the last pound of Universal Credit does not leave them worse off."
                } else {
                    ""
                };
                format!(
                    "Without Universal Credit, {} of their income above a set amount comes off.{more}",
                    of.taper.percent()
                )
            };
            self.always(
                "Housing Benefit",
                month.hb,
                rule,
                vec![
                    self.note("housing_benefit", "taper"),
                    self.note("supported_disregard", "single_under_25_week"),
                ],
            );
        }
        let of = &rules.national.child_benefit;
        let rule = format!(
            "{} a week for the eldest, {} for each other child.",
            money(of.eldest_week),
            money(of.other_week)
        );
        let note = self.note("child_benefit", "eldest_week");
        self.line("Child Benefit", month.child_benefit, rule, vec![note]);
        let note = self.note(
            "pip",
            if household.pip_daily == Pip::None {
                "mobility_standard_week"
            } else {
                "daily_standard_week"
            },
        );
        self.line(
            "Personal Independence Payment",
            month.pip,
            "It does not reduce Universal Credit, and it lifts the benefit cap.",
            vec![note],
        );
    }

    fn what_goes_out(&mut self, rules: &Rules, household: &Household, month: &Month) {
        let home = &household.home;
        let rule = match home.tenure {
            Tenure::Supported | Tenure::Temporary => {
                "The part of the rent that Housing Benefit counts. Meals and fuel are extra."
            }
            _ => "As entered.",
        };
        self.line("Rent", -month.rent, rule, Vec::new());
        let tax = &month.council_tax;
        let single = if household.partner.is_none() {
            ", less 25% for one adult"
        } else {
            ""
        };
        let asked = match home.relief {
            Relief::Yes if household.care_leaver && household.age >= 25 => {
                " Most councils stop the reduction for care leavers at 25. Ask the council."
            }
            Relief::NotAsked if household.care_leaver => {
                " Ask the council: many reduce it for care leavers."
            }
            _ => "",
        };
        let Some(borough) = home.borough() else {
            let rule = format!("What the bill says, for a month.{asked}");
            self.line("Council tax", -tax.bill, rule, Vec::new());
            return self.what_work_costs(month);
        };
        let rule = format!(
            "Band {} in {}, {} a year for band D{single}.{asked}",
            home.band.letter(),
            borough.name(),
            money(rules.band_d(borough))
        );
        self.line(
            "Council tax",
            -tax.bill,
            rule,
            vec![
                Rules::note("band_d", borough.code(), self.on),
                self.note("council_tax", "single_adult_discount"),
            ],
        );
        if let Some(scheme) = rules.scheme(borough) {
            let rule = format!(
                "What {} takes off for people on a low income. We have not read the scheme itself: check it with the council.{}",
                borough.name(),
                if scheme.note.is_empty() {
                    String::new()
                } else {
                    format!(" {}", scheme.note)
                }
            );
            let note = Note {
                from: scheme.from,
                source: &scheme.source,
                sure: Sure::Draft,
            };
            self.line(
                "Council tax reduction",
                tax.bill - tax.left(),
                rule,
                vec![note],
            );
        }
        self.what_work_costs(month);
    }

    fn what_work_costs(&mut self, month: &Month) {
        self.line("Childcare", -month.childcare, "As entered.", Vec::new());
        self.line(
            "Travel and other work costs",
            -month.costs,
            "As entered.",
            Vec::new(),
        );
    }
}

/// Writes a month in lines.
pub fn lines(
    rules: &Rules,
    on: NaiveDate,
    household: &Household,
    job: Option<&Job>,
    month: &Month,
) -> Lines {
    let mut writer = Writer {
        on,
        lines: Vec::new(),
    };
    writer.pay(rules, household, job, month);
    writer.universal_credit(rules, household, month);
    writer.other_benefits(rules, household, month);
    writer.what_goes_out(rules, household, month);
    Lines {
        left: Pence(writer.lines.iter().map(|line| line.pence.0).sum()),
        lines: writer.lines,
    }
}
