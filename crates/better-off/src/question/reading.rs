//! How the fields are read.

use chrono::{Months, NaiveDate};
use values::birthdays::age_on;

use super::{ELSEWHERE, Offer, Question, Rhythm};
use crate::{
    areas::{Borough, Brma},
    parameters::Rules,
    reader::{Reader, most},
    situation::{
        Area, Band, Disability, Home, Household, Job, Partner, Pip, Relief, Study, Tenure,
    },
};

impl<'a, F: Fn(&str) -> &'a str> Reader<F> {
    fn is_given(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    fn number_if_any(&mut self, name: &str, most: i64) -> i64 {
        if self.is_given(name) {
            self.number(name, most)
        } else {
            0
        }
    }

    fn day_if_any(&mut self, name: &str) -> Option<NaiveDate> {
        if self.is_given(name) {
            self.day(name)
        } else {
            None
        }
    }

    fn is_yes(&mut self, name: &str) -> bool {
        let yes = match self.text(name) {
            "yes" | "1" | "true" => Some(true),
            "" | "no" | "0" | "false" => Some(false),
            _ => None,
        };
        self.take(name, yes, false, "must be yes or no")
    }

    /// Reads one of a list of words; the first is used for an empty field.
    fn one_of<T: Copy>(&mut self, name: &str, all: &[(&str, T)]) -> T {
        let text = self.text(name);
        let found = all.iter().find(|(word, _)| *word == text);
        let found = found.or_else(|| all.first().filter(|_| text.is_empty()));
        let words: Vec<&str> = all.iter().map(|(word, _)| *word).collect();
        let found = found.map(|(_, is)| *is);
        self.take(
            name,
            found,
            all[0].1,
            &format!("must be one of {}", words.join(", ")),
        )
    }

    fn pip(&mut self, name: &str) -> Pip {
        let all = [
            ("none", Pip::None),
            ("standard", Pip::Standard),
            ("enhanced", Pip::Enhanced),
        ];
        self.one_of(name, &all)
    }

    fn whole(&mut self, name: &str, most: u32) -> u32 {
        let text = self.text(name);
        if text.is_empty() {
            0
        } else {
            self.age(name, text, most)
        }
    }

    fn asked_of_household(&mut self, age: u32) -> Household {
        let partner = self.is_given("partner_age").then(|| Partner {
            age: self.age("partner_age", self.text("partner_age"), 65),
            hours: self.number_if_any("partner_hours", most::HOURS),
            hourly_pence: self.number_if_any("partner_hourly", most::HOUR),
        });
        if let Some(partner) = partner {
            self.limit_pay("partner_hourly", partner.hourly_pence, partner.hours);
            if partner.age < 16 {
                self.refuse("partner_age", "must be 16 or over");
            }
        }
        let ages = self.text("child_ages").split([';', ',', ' ']);
        let ages: Vec<&str> = ages.filter(|text| !text.is_empty()).collect();
        if ages.len() > most::CHILDREN {
            self.refuse("child_ages", "must be 12 children or fewer");
        }
        let children = ages
            .into_iter()
            .map(|text| self.age("child_ages", text, most::CHILD))
            .collect();
        Household {
            age,
            partner,
            children,
            care_leaver: self.is_yes("care_leaver"),
            disability: self.one_of(
                "disability",
                &[
                    ("none", Disability::None),
                    ("lcw", Disability::Lcw),
                    ("lcwra_protected", Disability::LcwraProtected),
                    ("lcwra_new", Disability::LcwraNew),
                ],
            ),
            pip_daily: self.pip("pip_daily"),
            pip_mobility: self.pip("pip_mobility"),
            carer: self.is_yes("carer"),
            study: self.one_of(
                "study",
                &[
                    ("none", Study::None),
                    ("non_advanced", Study::NonAdvanced),
                    ("higher", Study::Higher),
                ],
            ),
            capital_pence: self.number_if_any("savings", 100_000_000),
            cap_waits: self.is_yes("cap_waits"),
            home: self.asked_of_home(),
        }
    }

    fn area(&mut self, tenure: Tenure) -> Area {
        if self.text("borough") == ELSEWHERE {
            if tenure == Tenure::Private {
                for name in ["lha_month", "lha_shared_month"] {
                    if !self.is_given(name) {
                        self.refuse(name, "must be given");
                    }
                }
            }
            let bill = self.number_if_any("council_tax_year", most::MONTH);
            return Area::Elsewhere {
                shared_pence: self.number_if_any("lha_shared_month", most::MONTH),
                own_pence: self.number_if_any("lha_month", most::MONTH),
                bill_pence: self.is_given("council_tax_year").then_some(bill),
            };
        }
        let borough = Borough::find(self.text("borough"));
        let borough = self.take("borough", borough, Borough(0), "there is no such borough");
        let likely = borough.brmas().next().unwrap_or(Brma(0));
        let brma = match self.text("brma") {
            "" => Some(likely),
            code => Brma::find(code),
        };
        Area::London {
            borough,
            brma: self.take("brma", brma, likely, "there is no such area"),
        }
    }

    fn asked_of_home(&mut self) -> Home {
        let tenure = self.one_of(
            "tenure",
            &[
                ("none", Tenure::None),
                ("private", Tenure::Private),
                ("social", Tenure::Social),
                ("supported", Tenure::Supported),
                ("temporary", Tenure::Temporary),
            ],
        );
        let rent_pence = self.number_if_any("rent_month", most::MONTH);
        if tenure != Tenure::None && !self.is_given("rent_month") {
            self.refuse("rent_month", "must be given");
        }
        Home {
            area: self.area(tenure),
            tenure,
            rent_pence,
            spare_rooms: self.whole("spare_rooms", 9),
            never_shared: self.is_yes("never_shared"),
            band: {
                let band = match self.text("council_tax_band") {
                    "" => Some(Band::default()),
                    letter => Band::parse(letter),
                };
                self.take(
                    "council_tax_band",
                    band,
                    Band::default(),
                    "must be a letter from A to H",
                )
            },
            relief: self.one_of(
                "council_tax_relief",
                &[
                    ("not_asked", Relief::NotAsked),
                    ("yes", Relief::Yes),
                    ("no", Relief::No),
                ],
            ),
        }
    }

    fn offer(&mut self, today: NaiveDate) -> Offer {
        let starts_on = self.day("starts_on").unwrap_or(today);
        let ends_on = self.day_if_any("ends_on");
        let pension = self.one_of("pension", &[("usual", 0), ("in", 1), ("out", 2)]);
        let apprentice = self.is_yes("apprentice");
        let since = self.day_if_any("apprentice_since").unwrap_or(starts_on);
        let job = Job {
            hours: self.number("hours", most::HOURS),
            hourly_pence: self.number("hourly_pay", most::HOUR),
            apprentice,
            first_year: false,
            pension_opt_in: pension == 1,
            pension_opt_out: pension == 2,
            childcare_pence: self.number_if_any("childcare_month", most::MONTH),
            travel_pence: self.number_if_any("travel_month", most::MONTH),
            costs_pence: self.number_if_any("costs_month", most::MONTH),
        };
        self.limit_pay("hourly_pay", job.hourly_pence, job.hours);
        if ends_on.is_some_and(|ends| ends < starts_on) {
            self.refuse("ends_on", "must not be before the first day");
        }
        if let Err(early) = Rules::on(starts_on) {
            self.refuse("starts_on", early.to_string());
        }
        if starts_on > today + Months::new(24) {
            self.refuse("starts_on", "must be within two years");
        }
        if since > starts_on {
            self.refuse("apprentice_since", "must not be after the first day");
        }
        let first_payday = self.day_if_any("first_payday");
        if first_payday.is_some_and(|first| first < starts_on || first > starts_on + Months::new(3))
        {
            self.refuse(
                "first_payday",
                "must be within three months after the first day",
            );
        }
        let day = self.whole("assessment_day", 31);
        Offer {
            job,
            starts_on,
            ends_on,
            apprentice_since: apprentice.then_some(since),
            rhythm: self.one_of(
                "paid",
                &[
                    ("monthly", Rhythm::Monthly),
                    ("four_weekly", Rhythm::FourWeekly),
                    ("weekly", Rhythm::Weekly),
                ],
            ),
            first_payday,
            assessment_day: (day > 0).then_some(day),
        }
    }

    pub(super) fn question(&mut self, today: NaiveDate) -> Question {
        let on = self.day_if_any("on").unwrap_or(today);
        if let Err(early) = Rules::on(on) {
            self.refuse("on", early.to_string());
        }
        if on > today + Months::new(24) {
            self.refuse("on", "must be within two years");
        }
        let born_on = self.day("born_on");
        let age = born_on.map(|born| age_on(born, on));
        match age {
            Some(None) => self.refuse("born_on", "must be in the past"),
            Some(Some(0..16)) => self.refuse("born_on", "must be 16 years ago or more"),
            Some(Some(66..)) => self.refuse("born_on", "must be less than 66 years ago"),
            _ => {}
        }
        let now = Job {
            hours: self.number_if_any("now_hours", most::HOURS),
            hourly_pence: self.number_if_any("now_hourly", most::HOUR),
            travel_pence: self.number_if_any("now_travel_month", most::MONTH),
            apprentice: false,
            first_year: false,
            pension_opt_in: false,
            pension_opt_out: false,
            childcare_pence: 0,
            costs_pence: 0,
        };
        self.limit_pay("now_hourly", now.hourly_pence, now.hours);
        Question {
            on,
            born_on: born_on.unwrap_or(on),
            household: self.asked_of_household(age.flatten().unwrap_or(16)),
            now: (now.hours > 0).then_some(now),
            offer: self.offer(today),
        }
    }
}
