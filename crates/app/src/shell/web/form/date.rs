//! Dates as people type them: a day, a month and a year.

use chrono::NaiveDate;
use govuk::DateInput;
use values::days;

use super::Errors;

/// A date as three texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedDate {
    /// The day of the month.
    pub day: String,
    /// The month, as a number or by its name.
    pub month: String,
    /// The year, with four digits.
    pub year: String,
}

impl TypedDate {
    /// Returns the texts of a known date.
    pub fn of(date: Option<NaiveDate>) -> Self {
        date.map_or_else(Self::default, |date| Self {
            day: date.format("%-d").to_string(),
            month: date.format("%-m").to_string(),
            year: date.format("%Y").to_string(),
        })
    }

    /// Returns whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        self.day.is_empty() && self.month.is_empty() && self.year.is_empty()
    }

    /// Reads the date. `None` when nothing was typed.
    ///
    /// Errors: a sentence for the field that names it with `what`, such as "Date of birth".
    pub fn read(&self, what: &str) -> Result<Option<NaiveDate>, String> {
        if self.is_blank() {
            return Ok(None);
        }
        for (text, part) in [
            (&self.day, "day"),
            (&self.month, "month"),
            (&self.year, "year"),
        ] {
            if text.is_empty() {
                return Err(format!("{what} must include a {part}"));
            }
        }
        let is_short = self.year.len() <= 2 && self.year.bytes().all(|sign| sign.is_ascii_digit());
        if is_short {
            return Err(format!("{what} must have a four-digit year, like 2007"));
        }
        let (day, year) = (self.day.parse(), self.year.parse());
        let date = match (day, days::month(&self.month), year) {
            (Ok(day), Some(month), Ok(year)) if (1900..2200).contains(&year) => {
                NaiveDate::from_ymd_opt(year, month, day)
            }
            _ => None,
        };
        date.map(Some)
            .ok_or_else(|| format!("{what} must be a real date, like 27 3 2007"))
    }

    /// Returns the three fields, with what was typed.
    pub fn field(&self, id: &str, legend: &str, errors: &Errors) -> DateInput {
        DateInput::new(id, legend.to_owned())
            .values(&*self.day, &*self.month, &*self.year)
            .error(errors.at(id))
    }
}

#[cfg(test)]
mod tests {
    use super::super::date::*;

    #[test]
    fn a_typed_date_says_what_it_lacks() {
        let read = |day: &str, month: &str, year: &str| {
            TypedDate {
                day: day.into(),
                month: month.into(),
                year: year.into(),
            }
            .read("Date of birth")
        };
        assert_eq!(read("", "", ""), Ok(None));
        assert_eq!(
            read("27", "3", "2007"),
            Ok(NaiveDate::from_ymd_opt(2007, 3, 27))
        );
        assert_eq!(
            read("27", "", "2007"),
            Err("Date of birth must include a month".into())
        );
        assert_eq!(
            read("31", "2", "2007"),
            Err("Date of birth must be a real date, like 27 3 2007".into())
        );
        assert_eq!(
            read("27", "3", "07"),
            Err("Date of birth must have a four-digit year, like 2007".into())
        );
        for month in ["Mar", "march", "03", "MARCH"] {
            assert_eq!(
                read("27", month, "2007"),
                Ok(NaiveDate::from_ymd_opt(2007, 3, 27))
            );
        }
    }
}
