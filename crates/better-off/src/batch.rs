//! Many situations at once: one row in, one row out.
//!
//! The columns are those of the reference cases; their order is free. Calendar-month pounds unless a name says otherwise. `now_` is without
//! the job, `offer_` with it. Council tax is reduced only where a second calculation agrees with the scheme (`ctr_modelled`).

use chrono::NaiveDate;

use crate::{
    areas::{Borough, Brma},
    parameters::Rules,
    reader::{Reader, most},
    reckoning::{Month, month},
    situation::{
        Area, Band, Disability, Home, Household, Job, Partner, Pip, Relief, Study, Tenure,
    },
};

/// The columns of a situation.
pub const ASKED: [&str; 22] = [
    "case_id",
    "tax_year",
    "hb_date",
    "age",
    "partner_age",
    "child_ages",
    "care_leaver",
    "disability",
    "pip_daily",
    "borough",
    "brma",
    "tenure",
    "rent_month",
    "council_tax_band",
    "hours",
    "hourly_pay",
    "apprentice",
    "apprentice_first_year",
    "pension_opt_in",
    "partner_hours",
    "partner_hourly",
    "childcare_month",
];

mod written;

pub use crate::reader::Refusal;
pub use written::header;

/// The positions of the columns of a file.
#[derive(Clone, Debug)]
pub struct Columns {
    places: [usize; ASKED.len()],
}

/// A situation of a batch.
#[derive(Clone, Debug)]
pub struct Situation {
    id: String,
    on: NaiveDate,
    rules: &'static Rules,
    household: Household,
    job: Job,
}

/// What a batch says about a situation.
#[derive(Clone, Debug)]
pub struct Answered<'a> {
    situation: &'a Situation,
    /// Without the job.
    pub now: Month,
    /// With it.
    pub offer: Month,
}

impl Columns {
    /// Finds the columns from the first line of a file.
    ///
    /// Errors: each column that is missing, and each that is not known.
    pub fn find(header: &[&str]) -> Result<Self, Vec<Refusal>> {
        let mut refusals: Vec<Refusal> = Vec::new();
        for (place, name) in header.iter().enumerate() {
            if !ASKED.contains(name) {
                refusals.push(Refusal::of(name, "there is no such column"));
            } else if header[..place].contains(name) {
                refusals.push(Refusal::of(name, "this column appears twice"));
            }
        }
        let mut places = [0; ASKED.len()];
        for (name, place) in ASKED.iter().zip(&mut places) {
            match header.iter().position(|one| one == name) {
                Some(found) => *place = found,
                None => refusals.push(Refusal::of(name, "this column is missing")),
            }
        }
        if refusals.is_empty() {
            Ok(Self { places })
        } else {
            Err(refusals)
        }
    }

    /// Reads a line.
    ///
    /// Errors: every field that was refused, with the reason.
    pub fn read<'a>(&self, at: impl Fn(usize) -> &'a str) -> Result<Situation, Vec<Refusal>> {
        let mut line = Reader::new(|name: &str| {
            let column = ASKED.iter().position(|one| *one == name);
            column.map_or("", |column| at(self.places[column]))
        });
        let situation = line.situation();
        line.done(situation)
    }
}

impl<'a, F: Fn(&str) -> &'a str> Reader<F> {
    fn household(&mut self) -> Household {
        let age = self.age("age", self.text("age"), 65);
        if self.text("age").parse::<u32>().is_ok_and(|age| age < 16) {
            self.refuse("age", "must be 16 or over");
        }
        let partner = self.partner();
        let typed = self.text("child_ages");
        let children = typed.split(';').filter(|_| !typed.is_empty());
        let children: Vec<u32> = children
            .map(|text| self.age("child_ages", text.trim(), most::CHILD))
            .collect();
        if children.len() > most::CHILDREN {
            self.refuse("child_ages", "must be 12 children or fewer");
        }
        let care_leaver = self.yes("care_leaver");
        let disability = match self.text("disability") {
            "none" => Some(Disability::None),
            "lcw" => Some(Disability::Lcw),
            "lcwra_protected" => Some(Disability::LcwraProtected),
            "lcwra_new" => Some(Disability::LcwraNew),
            _ => None,
        };
        let known = "must be none, lcw, lcwra_protected or lcwra_new";
        let disability = self.take("disability", disability, Disability::None, known);
        let is_relieved = care_leaver && partner.is_none() && age < 25;
        Household {
            age,
            partner,
            children,
            care_leaver,
            disability,
            pip_daily: if self.yes("pip_daily") {
                Pip::Standard
            } else {
                Pip::None
            },
            pip_mobility: Pip::None,
            carer: false,
            study: Study::None,
            capital_pence: 0,
            cap_waits: false,
            home: self.home(if is_relieved { Relief::Yes } else { Relief::No }),
        }
    }

    fn partner(&mut self) -> Option<Partner> {
        if self.text("partner_age").is_empty() {
            let works = !self.text("partner_hours").is_empty()
                && self.number("partner_hours", most::HOURS) > 0;
            if works {
                self.refuse("partner_age", "must be given for a partner who works");
            }
            return None;
        }
        let hours = self.number("partner_hours", most::HOURS);
        let hourly_pence = self.number("partner_hourly", most::HOUR);
        let age = self.age("partner_age", self.text("partner_age"), 65);
        if self
            .text("partner_age")
            .parse::<u32>()
            .is_ok_and(|age| age < 16)
        {
            self.refuse("partner_age", "must be 16 or over");
        }
        Some(Partner {
            age,
            hours,
            hourly_pence,
        })
    }

    fn home(&mut self, relief: Relief) -> Home {
        let tenure = match self.text("tenure") {
            "private" => Some(Tenure::Private),
            "social" => Some(Tenure::Social),
            "supported" => Some(Tenure::Supported),
            "none" => Some(Tenure::None),
            _ => None,
        };
        let (borough, brma) = (self.text("borough"), self.text("brma"));
        Home {
            area: Area::London {
                borough: self.take(
                    "borough",
                    Borough::find(borough),
                    Borough(0),
                    "there is no such borough",
                ),
                brma: self.take("brma", Brma::find(brma), Brma(0), "there is no such area"),
            },
            tenure: self.take(
                "tenure",
                tenure,
                Tenure::None,
                "must be private, social, supported or none",
            ),
            rent_pence: self.number("rent_month", most::MONTH),
            spare_rooms: 0,
            never_shared: false,
            band: {
                let band = Band::parse(self.text("council_tax_band"));
                self.take(
                    "council_tax_band",
                    band,
                    Band(0),
                    "must be a letter from A to H",
                )
            },
            relief,
        }
    }

    fn job(&mut self) -> Job {
        let job = Job {
            hours: self.number("hours", most::HOURS),
            hourly_pence: self.number("hourly_pay", most::HOUR),
            apprentice: self.yes("apprentice"),
            first_year: self.yes("apprentice_first_year"),
            pension_opt_in: self.yes("pension_opt_in"),
            pension_opt_out: false,
            childcare_pence: self.number("childcare_month", most::MONTH),
            travel_pence: 0,
            costs_pence: 0,
        };
        self.limit_pay("hourly_pay", job.hourly_pence, job.hours);
        if job.first_year && !job.apprentice {
            self.refuse(
                "apprentice_first_year",
                "must be 0 for someone who is not an apprentice",
            );
        }
        job
    }

    fn situation(&mut self) -> Situation {
        let on = self.text("hb_date").parse::<NaiveDate>().ok();
        let on = self.take(
            "hb_date",
            on,
            NaiveDate::MIN,
            "must be a date such as 2026-11-15",
        );
        let year = self.text("tax_year");
        let (is_known, year_of) = (Rules::years().iter().any(|one| one == year), tax_year(on));
        if !is_known {
            self.refuse(
                "tax_year",
                format!("must be one of {}", Rules::years().join(", ")),
            );
        } else if on != NaiveDate::MIN && year_of != year {
            self.refuse("hb_date", format!("is in {year_of}, not in {year}"));
        }
        let rules = Rules::on(on).or_else(|early| Rules::on(early.0));
        let household = self.household();
        let job = self.job();
        if let Some(partner) = household.partner {
            self.limit_pay("partner_hourly", partner.hourly_pence, partner.hours);
        }
        Situation {
            id: self.text("case_id").to_owned(),
            on,
            rules: rules.expect("there are rules on their first day"),
            household,
            job,
        }
    }
}

/// Returns the tax year of a day, such as `2026-27`.
fn tax_year(on: NaiveDate) -> String {
    use chrono::Datelike;
    let year = on.year() - i32::from((on.month(), on.day()) < (4, 6));
    format!("{year}-{:02}", (year + 1).rem_euclid(100))
}

impl Situation {
    /// Works out both months.
    pub fn answer(&self) -> Answered<'_> {
        Answered {
            situation: self,
            now: month(self.rules, &self.household, None),
            offer: month(self.rules, &self.household, Some(&self.job)),
        }
    }
}
