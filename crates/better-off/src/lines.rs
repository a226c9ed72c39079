//! A month in lines, each with its rule in plain words, its source and its date. Their pence add up to what is left.

use chrono::NaiveDate;
use values::Pence;

use crate::{
    amount::Amount,
    parameters::{Note, Rules, Sure},
    reckoning::Month,
    situation::{Household, Job, Pip, Relief, Tenure},
    universal_credit::{LhaSize, NoClaim},
    wages::Wages,
};

/// A line of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub what: &'static str,
    /// How much it brings, or takes where it is below nothing.
    pub pence: Pence,
    /// The rule, in plain words.
    pub rule: String,
    /// Where the rule and its amounts come from.
    pub notes: Vec<Note>,
}

/// Money that comes beside the months: once, or for a while.
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
            "{} of what a year’s pay is above {}, after the pension.",
            tax.basic_rate.percent(),
            money(tax.personal_allowance_year)
        );
        let note = self.note("income_tax", "basic_rate");
        self.line("Income tax", -month.pay.income_tax, rule, vec![note]);
        let ni = &of.national_insurance;
        let rule = format!(
            "{} of what a year’s pay is above {}.",
            ni.main_rate.percent(),
            money(ni.primary_threshold_year)
        );
        let note = self.note("national_insurance", "main_rate");
        self.line("National Insurance", -month.pay.ni, rule, vec![note]);
        let pension = &of.pension;
        let rule = format!(
            "{} of pay between {} and {} a year. The employer adds to it, and it is theirs later. From {} it begins by itself above {} a year.",
            pension.employee_rate.percent(),
            money(pension.qualifying_lower_year),
            money(pension.qualifying_upper_year),
            pension.minimum_age,
            money(pension.trigger_year)
        );
        let note = self.note("pension", "employee_rate");
        self.line("Pension", -month.pay.pension, rule, vec![note]);
    }

    fn universal_credit(&mut self, rules: &Rules, household: &Household, month: &Month) {
        let (of, uc) = (&rules.national.universal_credit, &month.uc);
        let key = match (household.partner.is_some(), household.age < 25) {
            (false, true) => "single_under_25",
            (false, false) => "single_25_and_over",
            (true, true) => "couple_under_25",
            (true, false) => "couple_25_and_over",
        };
        let note = self.note("universal_credit", key);
        if let Some(none) = uc.none {
            let rule = match none {
                NoClaim::TooYoung if household.care_leaver => {
                    "Care leavers of 16 and 17 cannot claim it in most cases. The council pays for their home and gives them money."
                }
                NoClaim::TooYoung => "It begins at 18 in most cases.",
                NoClaim::Studying => "Most full-time students cannot claim it.",
                NoClaim::Savings => "Savings above £16,000 end it.",
            };
            self.always(
                "Universal Credit",
                Amount::ZERO,
                rule,
                vec![self.note("universal_credit", "minimum_age")],
            );
            return;
        }
        self.line(
            "Universal Credit: standard allowance",
            uc.standard,
            "By age, and whether they live as a couple.",
            vec![note],
        );
        let rule = match of.child_limit {
            0 => "For each child.".to_owned(),
            limit => format!("For each child, {limit} at most."),
        };
        self.line(
            "Universal Credit: children",
            uc.child,
            rule,
            vec![
                self.note("universal_credit", "child"),
                self.note("universal_credit", "child_limit"),
            ],
        );
        let note = self.note("universal_credit", "lcwra_new");
        self.line(
            "Universal Credit: health",
            uc.lcwra,
            "For limited capability for work and work-related activity. A job does not end it by itself.",
            vec![note],
        );
        let note = self.note("universal_credit", "carer");
        self.line(
            "Universal Credit: caring",
            uc.carer,
            "For 35 hours of care a week or more.",
            vec![note],
        );
        self.rent_in_universal_credit(rules, household, month);
        let note = self.note("universal_credit", "childcare_rate");
        let rule = format!(
            "{} of what childcare costs, up to a limit, while at work.",
            of.childcare_rate.percent()
        );
        self.line(
            "Universal Credit: childcare",
            uc.childcare,
            rule,
            vec![note],
        );
        let note = self.note("universal_credit", "tariff_income_per_250");
        let rule = format!(
            "For each £250 of savings above {}, {} comes off.",
            money(of.capital_lower),
            money(of.tariff_income_per_250)
        );
        self.line(
            "Universal Credit: taken off for savings",
            -uc.tariff,
            rule,
            vec![note],
        );
        let off = of.taper.percent();
        let rule = if uc.allowance.is_some() {
            format!(
                "The first {} of pay that arrives changes nothing. Above it, {off} of each pound comes off.",
                money(uc.allowance)
            )
        } else {
            format!(
                "{off} of each pound of pay that arrives comes off, from the first pound. They keep {} of it.",
                of.taper.rest().percent()
            )
        };
        let note = self.note("universal_credit", "taper");
        self.line(
            "Universal Credit: taken off for pay",
            -uc.taper,
            rule,
            vec![note],
        );
        let cap = &rules.national.benefit_cap;
        let limit = if household.partner.is_none() && household.children.is_empty() {
            cap.single
        } else {
            cap.couple_or_parent
        };
        let rule = format!(
            "Benefits together are limited to {} in London. The limit ends once pay that arrives is {} a month, and for {} months after a year of such pay: work lifts it.",
            money(limit),
            money(cap.earnings_exemption),
            cap.grace_months
        );
        self.line(
            "Universal Credit: benefit cap",
            -uc.cap_reduction,
            rule,
            vec![
                self.note("benefit_cap", "single"),
                self.note("benefit_cap", "earnings_exemption"),
            ],
        );
    }

    fn rent_in_universal_credit(&mut self, rules: &Rules, household: &Household, month: &Month) {
        let uc = &month.uc;
        let home = &household.home;
        let Some(size) = uc.lha_size else {
            let rule = match home.spare_rooms {
                0 => "Rent of a council or housing association home, in full.",
                1 => "Rent less 14%, for one spare bedroom.",
                _ => "Rent less 25%, for two spare bedrooms or more.",
            };
            let note = self.note("universal_credit", "under_occupation_one");
            self.line("Universal Credit: rent", uc.housing, rule, vec![note]);
            return;
        };
        let most = rules.lha(home.brma, size.place());
        let what = match size {
            LhaSize::Shared => "a room in a shared home".to_owned(),
            LhaSize::Bedrooms(1) => "a home with one bedroom".to_owned(),
            LhaSize::Bedrooms(number) => format!("a home with {number} bedrooms"),
        };
        let end = rules
            .national
            .universal_credit
            .care_leaver_one_bed_until_age;
        let is_leaver =
            household.care_leaver && household.age < end && size == LhaSize::Bedrooms(1);
        let why = if is_leaver && household.partner.is_none() && household.children.is_empty() {
            format!(" Care leavers have the one-bedroom rate until the day before they are {end}.")
        } else {
            String::new()
        };
        let rule = format!(
            "Rent, up to {} in {}: the Local Housing Allowance for {what}.{why}",
            money(most),
            home.brma.name()
        );
        self.line(
            "Universal Credit: rent",
            uc.housing,
            rule,
            vec![
                Rules::note("lha", home.brma.code(), self.on),
                self.note("universal_credit", "care_leaver_one_bed_until_age"),
            ],
        );
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
                    " Since 5 October 2026 more of their pay is left out, so that losing the last pound of Universal Credit is no step down."
                } else {
                    ""
                };
                format!(
                    "Without Universal Credit, {} of what they have above a set amount comes off.{more}",
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
            "It does not lower Universal Credit, and lifts the benefit cap.",
            vec![note],
        );
    }

    fn what_goes_out(&mut self, rules: &Rules, household: &Household, month: &Month) {
        let home = &household.home;
        let rule = match home.tenure {
            Tenure::Supported | Tenure::Temporary => {
                "What Housing Benefit counts of the rent. Meals and fuel come on top."
            }
            _ => "As it was given.",
        };
        self.line("Rent", -month.rent, rule, Vec::new());
        let tax = &month.council_tax;
        let single = if household.partner.is_none() {
            ", less 25% for one adult"
        } else {
            ""
        };
        let asked = match home.relief {
            Relief::NotAsked if household.care_leaver => {
                " Ask the council: many take it off for care leavers."
            }
            _ => "",
        };
        let rule = format!(
            "Band {} in {}, {} a year for band D{single}.{asked}",
            home.band.letter(),
            home.borough.name(),
            money(rules.band_d(home.borough))
        );
        self.line(
            "Council tax",
            -tax.bill,
            rule,
            vec![
                Rules::note("band_d", home.borough.code(), self.on),
                self.note("council_tax", "single_adult_discount"),
            ],
        );
        if let Some(scheme) = rules.scheme(home.borough) {
            let rule = format!(
                "What {} takes off for those with little money. The scheme was read second-hand: check it with the council.{}",
                home.borough.name(),
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
        self.line(
            "Childcare",
            -month.childcare,
            "As it was given.",
            Vec::new(),
        );
        self.line(
            "Travel and what else work costs",
            -month.costs,
            "As it was given.",
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
