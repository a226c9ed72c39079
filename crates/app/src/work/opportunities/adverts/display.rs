//! The Display Advert API, version 2, of the Department for Education.
//!
//! Source: `SkillsFundingAgency/das-apim-endpoints` as of 21 August 2026. It only answers servers, and needs a key. We have not called it:
//! the tests use the responses that its source describes.

use std::time::Duration;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::Deserialize;

use crate::shell::{app::Part, config::Config};

/// The most that a page may hold.
const PAGE: u32 = 100;

/// The most pages to fetch in a night: more would mean a fault at their end, or a distance that makes no sense.
const MOST_PAGES: u32 = 20;

/// The API's address, the key, and the point to search around.
#[derive(Clone, Debug)]
pub struct DisplayAdverts {
    /// Without a slash at the end.
    pub url: String,
    /// The key sent in `Ocp-Apim-Subscription-Key`.
    pub key: String,
    /// Latitude and longitude, in degrees.
    pub near: (f64, f64),
    /// How far from that point.
    pub miles: u32,
}

/// Where apprenticeships are fetched from; nothing unless a key and a point are set.
pub struct Source(pub Option<DisplayAdverts>);

impl Part for Source {
    fn of(config: &Config) -> Result<Self, String> {
        let set = || {
            Some(DisplayAdverts {
                url: config.adverts_url.trim_end_matches('/').to_owned(),
                key: config.adverts_key.clone()?,
                near: config.adverts_near?,
                miles: config.adverts_miles,
            })
        };
        Ok(Self(set()))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    vacancies: Vec<Vacancy>,
    #[serde(default)]
    total_pages: u32,
}

/// An apprenticeship as the API returns it, without the fields that we do not read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Vacancy {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) vacancy_reference: String,
    pub(super) vacancy_url: String,
    #[serde(deserialize_with = "day")]
    pub(super) closing_date: Option<NaiveDate>,
    #[serde(deserialize_with = "day")]
    pub(super) start_date: Option<NaiveDate>,
    pub(super) number_of_positions: u32,
    pub(super) hours_per_week: f64,
    pub(super) wage: Wage,
    pub(super) addresses: Vec<Address>,
    pub(super) employer_name: String,
    pub(super) course: Course,
}

/// The pay.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Wage {
    pub(super) wage_type: String,
    /// Pounds.
    pub(super) wage_amount: Option<f64>,
    pub(super) wage_unit: String,
    pub(super) wage_additional_information: String,
    pub(super) working_week_description: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Address {
    address_line1: String,
    address_line2: String,
    address_line3: String,
    address_line4: String,
    pub(super) postcode: String,
}

/// The course.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Course {
    pub(super) title: String,
    pub(super) level: u32,
}

/// Reads the day from a time such as `2027-01-04T00:00:00`, with or without a zone. A day that makes no sense is left out: one faulty advert
/// must not keep the others away.
fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    let Some(text) = Option::<String>::deserialize(from)? else {
        return Ok(None);
    };
    let moment = text.get(..19).unwrap_or(&text);
    let day = NaiveDateTime::parse_from_str(moment, "%Y-%m-%dT%H:%M:%S").map(|at| at.date());
    let day = day.or_else(|_| text.parse::<NaiveDate>()).ok();
    Ok(day.filter(|day| (2000..2100).contains(&day.year())))
}

impl Vacancy {
    /// Returns the first address on one line.
    pub(super) fn place(&self) -> String {
        let Some(first) = self.addresses.first() else {
            return String::new();
        };
        let lines = [
            &first.address_line1,
            &first.address_line2,
            &first.address_line3,
            &first.address_line4,
            &first.postcode,
        ];
        let said = lines.into_iter().map(|line| line.trim());
        said.filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Returns minutes a week.
    pub(super) fn weekly_minutes(&self) -> i32 {
        // A week has 168 hours; anything more is a mistake.
        (self.hours_per_week.clamp(0.0, 168.0) * 60.0).round() as i32
    }

    /// Returns pence an hour from an amount for a week, a month or a year.
    pub(super) fn hourly_pence(&self) -> Option<i32> {
        let hours = self.hours_per_week;
        let amount = self.wage.wage_amount.filter(|amount| *amount > 0.0)?;
        let weekly = match self.wage.wage_unit.as_str() {
            "Weekly" => amount,
            "Monthly" => amount * 12.0 / 52.0,
            "Annually" => amount / 52.0,
            _ => return None,
        };
        // Rounded down, so that it never looks like more than it is.
        (1.0..=168.0)
            .contains(&hours)
            .then(|| (weekly * 100.0 / hours).floor().clamp(0.0, 1e6) as i32)
    }
}

impl DisplayAdverts {
    fn agent() -> ureq::Agent {
        ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(10)))
            .http_status_as_error(false)
            // The key is only ever sent to the address that was set.
            .max_redirects(0)
            .build()
            .into()
    }

    /// Fetches every advert around the point. It blocks, so run it on a thread of its own.
    ///
    /// Errors: a sentence. What was fetched before is then kept.
    pub(super) fn fetch(&self) -> Result<Vec<Vacancy>, String> {
        let agent = Self::agent();
        let mut found = Vec::new();
        for number in 1..=MOST_PAGES {
            let (latitude, longitude) = self.near;
            let sent = agent
                .get(format!("{}/vacancy", self.url))
                .header("Ocp-Apim-Subscription-Key", &self.key)
                .header("X-Version", "2")
                .query("PageNumber", number.to_string())
                .query("PageSize", PAGE.to_string())
                .query("Lat", latitude.to_string())
                .query("Lon", longitude.to_string())
                .query("DistanceInMiles", self.miles.to_string())
                .query("Sort", "DistanceAsc")
                .call();
            let mut answer = sent.map_err(|error| error.to_string())?;
            match answer.status().as_u16() {
                200 => {}
                401 => return Err("the key was refused".into()),
                status => return Err(format!("it answered {status}")),
            }
            let page = answer.body_mut().read_json::<Page>();
            let page = page.map_err(|error| error.to_string())?;
            let is_last = page.vacancies.is_empty() || number >= page.total_pages;
            found.extend(page.vacancies);
            if is_last {
                break;
            }
        }
        found.retain(|one| !one.vacancy_reference.is_empty() && !one.title.is_empty());
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::super::display::*;

    const ANSWER: &str = include_str!("samples/vacancies.json");

    #[test]
    fn an_answer_is_read_as_it_is_sent() {
        let page: Page = serde_json::from_str(ANSWER).unwrap();
        assert_eq!(page.total_pages, 1);
        let [garden, office, care] = page.vacancies.as_slice() else {
            panic!("{:?}", page.vacancies)
        };
        assert_eq!(
            garden.place(),
            "The Glasshouse, 4 Example Road, London, W10 5XX"
        );
        assert_eq!(garden.closing_date, NaiveDate::from_ymd_opt(2027, 1, 15));
        assert_eq!(garden.weekly_minutes(), 2250);
        assert_eq!(
            garden.hourly_pence(),
            Some(1400),
            "£27,300 a year for 37.5 hours is £14"
        );
        assert_eq!(office.hourly_pence(), None, "the minimum is no amount");
        assert_eq!(care.start_date, None);
        assert_eq!(care.place(), "");
    }

    #[test]
    fn what_makes_no_sense_is_no_pay() {
        for (amount, unit, hours, pence) in [
            (Some(300.0), "Weekly", 30.0, Some(1000)),
            (Some(1300.0), "Monthly", 30.0, Some(1000)),
            (Some(300.0), "Unspecified", 30.0, None),
            (Some(300.0), "Weekly", 0.0, None),
            (Some(-5.0), "Weekly", 30.0, None),
            (None, "Weekly", 30.0, None),
        ] {
            let one = Vacancy {
                hours_per_week: hours,
                wage: Wage {
                    wage_amount: amount,
                    wage_unit: unit.into(),
                    ..Wage::default()
                },
                ..Vacancy::default()
            };
            assert_eq!(one.hourly_pence(), pence, "{amount:?} {unit} {hours}");
        }
    }
}
