//! A date in three fields.

use std::fmt;

use askama::Template;

use super::field::{Field, field_methods, legend_methods};
use crate::attributes::{Extra, component, extra_methods};
use crate::{Html, Legend};

/// A date in three fields, which send `{id}-day`, `{id}-month` and `{id}-year`. An error summary links to
/// [`first_id`](Self::first_id).
#[derive(Template, Clone, Debug)]
#[template(path = "date_input.html")]
pub struct DateInput {
    field: Field,
    legend: Option<Legend>,
    parts: Vec<Part>,
    extra: Extra,
}

/// One of the three fields of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month, as a number.
    Month,
    /// The year, in four digits.
    Year,
}

impl fmt::Display for DatePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        })
    }
}

#[derive(Clone, Debug)]
struct Part {
    which: DatePart,
    label: Html,
    value: Option<String>,
    width: u8,
    wrong: Option<bool>,
    autocomplete: Option<&'static str>,
}

component! { DateInput }
extra_methods! { DateInput }
field_methods! { DateInput }
legend_methods! { DateInput }

impl DateInput {
    /// Makes a question for a date.
    pub fn new(id: impl Into<String>, legend: impl Into<Html>) -> Self {
        Self {
            legend: Some(Legend::new(legend)),
            ..Self::bare(id)
        }
    }

    /// Makes the three fields without a legend, where something else on the page already names them.
    pub fn bare(id: impl Into<String>) -> Self {
        let part = |which, label, width| Part {
            which,
            label: Html::literal(label),
            value: None,
            width,
            wrong: None,
            autocomplete: None,
        };
        Self {
            field: Field::new(id),
            legend: None,
            parts: vec![
                part(DatePart::Day, "Day", 2),
                part(DatePart::Month, "Month", 2),
                part(DatePart::Year, "Year", 4),
            ],
            extra: Extra::default(),
        }
    }

    /// Sets what the three fields hold, as typed.
    pub fn values(
        mut self,
        day: impl Into<String>,
        month: impl Into<String>,
        year: impl Into<String>,
    ) -> Self {
        let (mut day, mut month, mut year) = (day.into(), month.into(), year.into());
        for part in &mut self.parts {
            part.value = Some(std::mem::take(match part.which {
                DatePart::Day => &mut day,
                DatePart::Month => &mut month,
                DatePart::Year => &mut year,
            }));
        }
        self
    }

    /// Asks for a month and a year only.
    pub fn without_day(mut self) -> Self {
        self.parts.retain(|part| part.which != DatePart::Day);
        self
    }

    /// Marks only these fields as wrong. Without it an error marks all three.
    pub fn wrong(mut self, wrong: &[DatePart]) -> Self {
        for part in &mut self.parts {
            part.wrong = Some(wrong.contains(&part.which));
        }
        self
    }

    /// Lets the browser fill in the user's own date of birth.
    pub fn own_birthday(mut self) -> Self {
        for part in &mut self.parts {
            part.autocomplete = Some(match part.which {
                DatePart::Day => "bday-day",
                DatePart::Month => "bday-month",
                DatePart::Year => "bday-year",
            });
        }
        self
    }

    /// Sets the labels of the fields in their order, instead of "Day", "Month" and "Year".
    pub fn labels(mut self, labels: impl IntoIterator<Item = impl Into<Html>>) -> Self {
        for (part, label) in self.parts.iter_mut().zip(labels) {
            part.label = label.into();
        }
        self
    }

    /// The id that an error summary links to: that of the first wrong field.
    pub fn first_id(&self) -> String {
        let first = self
            .parts
            .iter()
            .find(|part| part.wrong == Some(true))
            .unwrap_or(&self.parts[0]);
        format!("{}-{}", self.field.id, first.which)
    }

    /// The name that a part sends. An empty name of the whole sends `day`, `month` and `year` alone.
    fn name_of(&self, part: &Part) -> String {
        if self.field.name.is_empty() {
            part.which.to_string()
        } else {
            format!("{}-{}", self.field.name, part.which)
        }
    }

    fn is_wrong(&self, part: &Part) -> bool {
        part.wrong.unwrap_or(self.field.error.is_some())
    }
}
