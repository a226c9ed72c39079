//! What to know besides the figures: who to tell what, what else to ask for, and what no one has checked.

use values::birthdays::birthday;

use crate::{
    amount::Amount,
    lines::Beside,
    parameters::{Parameters, Rules, Sure},
    question::Question,
    reckoning::pay,
    situation::{Area, Job, Pip, Study, Tenure},
    term::with,
    wages::{Place, Wages},
};

/// Something to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// In plain words.
    pub words: String,
    /// Where it is written; empty for what follows from the figures.
    pub source: &'static str,
    /// How sure it is.
    pub sure: Sure,
}

struct Writer<'a> {
    question: &'a Question,
    all: Vec<Remark>,
}

impl Writer<'_> {
    fn say(&mut self, sure: Sure, source: &'static str, words: impl Into<String>) {
        self.all.push(Remark {
            words: words.into(),
            source,
            sure,
        });
    }

    fn of(&self) -> &'static Parameters {
        let rules = Rules::on(self.question.offer.starts_on);
        &rules
            .expect("questions are refused for days before the first rules")
            .national
    }

    fn of_pay(&mut self) {
        let (question, offer) = (self.question, &self.question.offer);
        let job = question.job(offer.starts_on);
        if job.hours == 0 {
            return;
        }
        let household = question.household(offer.starts_on);
        if let Some(least) = question
            .minimum(offer.starts_on)
            .ok()
            .filter(|least| job.hourly_pence < least.pence)
        {
            let words = format!(
                "This pays less than the legal minimum: {} an hour for {}. Some work is exempt. Check before they say yes.",
                values::Pence(least.pence),
                least.who
            );
            self.say(least.note().sure, least.source, words);
        }
        let living = Wages::known().living(offer.starts_on, household.age, Place::London);
        if let Some(living) = living.filter(|living| job.hourly_pence < living.pence) {
            let words = format!(
                "The London Living Wage is {} an hour, {} more than this pays. Employers pay it by choice.",
                values::Pence(living.pence),
                values::Pence(living.pence - job.hourly_pence)
            );
            self.say(living.note().sure, living.source, words);
        }
    }

    fn of_universal_credit(&mut self) {
        let (question, on) = (self.question, self.question.offer.starts_on);
        let month = with(question, on);
        if month.uc.none.is_some() || month.uc.most == Amount::ZERO {
            return;
        }
        self.say(Sure::TwoPlaces, "UC Regulations 2013 regulation 61", "Tell Universal Credit about the job in the online journal on the day it starts. The employer then reports the pay.");
        if month.uc.paid == Amount::ZERO {
            self.say(Sure::Memory, "UC Regulations 2013; to be checked", "Universal Credit falls to £0 in a full month of this pay. If the job ends within six months, it can start again without a new form.");
        }
        self.say(Sure::TwoPlaces, "Department for Work and Pensions, fair repayment rate, 30 April 2025", format!("An advance or a debt is paid back out of Universal Credit: at most {} of the standard allowance a month. It is not counted here.", self.of().universal_credit.debt_deduction_cap.percent()));
        self.say(Sure::Memory, "To be checked with the NHS and the school", "Free prescriptions, dental care and school meals can depend on Universal Credit and on how much they earn. Ask before it ends.");
        if question.household(on).disability != crate::situation::Disability::None {
            self.say(Sure::Memory, "UC Regulations 2013; right to try work, not yet known to be in force", "A job does not take away what they get for their health. Tell Universal Credit, and ask for this in writing.");
        }
        if month.uc.cap_reduction.is_some()
            || crate::term::without(question, on)
                .uc
                .cap_reduction
                .is_some()
        {
            self.of_cap();
        }
    }

    /// Says from how many hours the benefit cap no longer applies.
    fn of_cap(&mut self) {
        let on = self.question.offer.starts_on;
        let Ok(rules) = Rules::on(on) else {
            return;
        };
        let household = self.question.household(on);
        let offered = self.question.job(on);
        let lifts = |hours: &i64| {
            let job = Job {
                hours: hours * 100,
                ..offered.clone()
            };
            pay(rules, &household, Some(&job)).net()
                >= rules.national.benefit_cap.earnings_exemption
        };
        let note = Rules::note("benefit_cap", "earnings_exemption", on);
        if let Some(hours) = (1..=60).find(lifts) {
            let words = format!(
                "Without a job, the benefit cap takes money from them. At {} an hour it ends from {hours} hours a week.",
                values::Pence(offered.hourly_pence)
            );
            self.say(note.sure, note.source, words);
        }
    }

    fn of_home(&mut self) {
        let on = self.question.offer.starts_on;
        let household = self.question.household(on);
        let home = &household.home;
        match home.tenure {
            Tenure::Supported | Tenure::Temporary => {
                self.say(Sure::OnePlace, "SI 2026/753 as amended by SI 2026/978", "Tell the council and the people who run the home about the job: Housing Benefit pays this rent, and keeps paying it while any Universal Credit is paid. Advice written before 5 October 2026 may be out of date.");
            }
            Tenure::Private => {
                let turns_25 = birthday(self.question.born_on, 25);
                let falls =
                    household.is_alone() && !home.never_shared && household.pip_daily == Pip::None;
                if household.care_leaver && household.age < 25 && falls {
                    let words = format!(
                        "On {} they turn 25, and help with rent falls to the rate for a room in a shared home. Plan for this early.",
                        turns_25.format("%-d %B %Y")
                    );
                    self.say(
                        Sure::TwoPlaces,
                        "UC Regulations 2013 schedule 4 paragraph 29",
                        words,
                    );
                }
                let (sure, words) = match home.area {
                    Area::London { borough, brma } => (
                        if borough.is_estimate() {
                            Sure::Memory
                        } else {
                            Sure::OnePlace
                        },
                        format!(
                            "The help with rent is worked out for {}. A borough can have more than one such area: check the postcode.",
                            brma.name()
                        ),
                    ),
                    Area::Elsewhere { .. } => (
                        Sure::OnePlace,
                        "The help with rent is what was looked up for the postcode. It can change each April.".to_owned(),
                    ),
                };
                self.say(sure, "lha-direct.voa.gov.uk", words);
            }
            _ => {}
        }
        let found = home.borough().filter(|one| !one.relief().is_empty());
        if let Some(borough) = found.filter(|_| household.care_leaver && household.age < 25) {
            let words = format!(
                "What we found about council tax for care leavers in {}: {}. Check it with the council.",
                borough.name(),
                borough.relief()
            );
            self.say(Sure::Memory, "As it says", words);
        }
        if let Area::Elsewhere { bill_pence, .. } = home.area
            && matches!(home.tenure, Tenure::Private | Tenure::Social)
        {
            let left_out = if bill_pence.is_none() {
                " The bill itself is not known either, so council tax is left out: look at the bill and enter it."
            } else {
                ""
            };
            let words = format!(
                "Outside London we do not know what the council takes off council tax for people on a low income, or how that changes with work. Ask the council.{left_out}"
            );
            self.say(Sure::Memory, "Ask the council", words);
        }
        if matches!(home.tenure, Tenure::Private | Tenure::Social) {
            self.say(Sure::TwoPlaces, "Local Government Finance Act 1992; SI 1992/548", format!("Students, and apprentices paid {} a week or less, are not counted for council tax. Ask the council. It is not taken off here.", self.of().council_tax.apprentice_pay_week.pence()));
        }
    }

    fn of_travel(&mut self) {
        let offer = &self.question.offer;
        let household = self.question.household(offer.starts_on);
        let note = Rules::note("travel", "care_leaver_bus_tram", offer.starts_on);
        let of = &self.of().travel;
        let job = self.question.job(offer.starts_on);
        if household.care_leaver && (18..26).contains(&household.age) {
            self.say(note.sure, note.source, format!("The 18–25 Care Leaver photocard takes {} off bus and tram fares until the day before they turn 26. It costs £20, and their council must refer them.", of.care_leaver_bus_tram.percent()));
        }
        if job.apprentice && household.age >= 18 {
            self.say(note.sure, note.source, format!("The Apprentice photocard takes {} off Travelcards and bus passes in the first twelve months.", of.apprentice_travelcard.percent()));
        }
        let note = Rules::note("travel", "jobcentre_plus_card", offer.starts_on);
        if (18..25).contains(&household.age) && self.question.now().is_none() {
            let words = format!(
                "Until the job starts: after three months on Universal Credit, a Jobcentre card takes {} off fares, including to interviews.",
                of.jobcentre_plus_card.percent()
            );
            self.say(note.sure, note.source, words);
        }
        let note = Rules::note("travel", "on_uc_bus_tram", offer.starts_on);
        if household.age >= 18 && with(self.question, offer.starts_on).uc.paid.is_some() {
            self.say(note.sure, note.source, format!("After 13 weeks on Universal Credit with low pay, {} comes off bus and tram fares, if they have no other card.", of.on_uc_bus_tram.percent()));
        }
    }
}

/// Lists what to know besides the figures.
pub fn remarks(question: &Question) -> Vec<Remark> {
    let mut writer = Writer {
        question,
        all: Vec::new(),
    };
    writer.of_pay();
    writer.of_universal_credit();
    writer.of_home();
    writer.of_travel();
    writer.all
}

/// Lists money that is paid besides the monthly amounts, and stops.
pub fn beside(question: &Question) -> Vec<Beside> {
    let on = question.offer.starts_on;
    let household = question.household(on);
    let mut all = Vec::new();
    let mut add = |what, key, rule: &str| {
        let Ok(rules) = Rules::on(on) else {
            return;
        };
        let of = &rules.national.bursaries;
        let amount = match key {
            "apprenticeship" => of.apprenticeship,
            "higher_education" => of.higher_education,
            _ => of.sixteen_to_nineteen_year,
        };
        all.push(Beside {
            what,
            pence: amount.pence(),
            rule: rule.to_owned(),
            note: Rules::note("bursaries", key, on),
        });
    };
    if household.care_leaver && household.age < 25 && question.offer.apprentice_since.is_some() {
        add(
            "Bursary for care leavers in an apprenticeship",
            "apprenticeship",
            "Paid once, in three parts in the first year, by the training provider. It is not taxed and does not reduce Universal Credit. The employer does not need to know.",
        );
    }
    if household.age < 19 && household.care_leaver && household.study == Study::NonAdvanced {
        add(
            "16 to 19 Bursary",
            "sixteen_to_nineteen_year",
            "Up to this much in a school year, depending on what they need, from the college or school. It does not reduce Universal Credit.",
        );
    }
    if (18..25).contains(&household.age)
        && household.care_leaver
        && household.study == Study::Higher
    {
        add(
            "Bursary for care leavers in higher education",
            "higher_education",
            "Paid once by the council, for a course in the pathway plan.",
        );
    }
    all
}
