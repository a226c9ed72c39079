//! What was typed about a cover.

use chrono::NaiveDate;
use values::AccountId;

use super::super::model::{WorkerChoice, cover_dates_fault};
use crate::shell::web::{Errors, Form, form::TypedDate};

/// What was typed about a cover.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::office::accounts) struct CoverForm {
    pub(in crate::office::accounts) stand_in: String,
    pub(in crate::office::accounts) from: TypedDate,
    pub(in crate::office::accounts) until: TypedDate,
}

/// The result of a cover form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::office::accounts) struct MeantCover {
    pub(in crate::office::accounts) stand_in: AccountId,
    pub(in crate::office::accounts) from: NaiveDate,
    pub(in crate::office::accounts) until: NaiveDate,
}

impl CoverForm {
    /// Reads what was typed.
    pub(in crate::office::accounts) fn typed(form: &Form) -> Self {
        Self {
            stand_in: form.owned("stand-in"),
            from: form.date("from"),
            until: form.date("until"),
        }
    }

    /// Checks the form. `choices` are the open accounts except the absent worker's.
    ///
    /// Errors: a sentence at each field that cannot be used.
    pub(in crate::office::accounts) fn read(
        &self,
        choices: &[WorkerChoice],
        today: NaiveDate,
    ) -> Result<MeantCover, Errors> {
        let mut errors = Errors::default();
        let stand_in = self.stand_in.parse().ok();
        let stand_in = stand_in.filter(|id| choices.iter().any(|choice| choice.id == *id));
        errors.require(stand_in.is_some(), "stand-in", "Choose who will cover");
        let from = errors.take("from", required(&self.from, "The first day"));
        let until = errors.take("until", required(&self.until, "The last day"));
        if let (Some(from), Some(until)) = (from, until)
            && let Some(fault) = cover_dates_fault(from, until, today)
        {
            errors.add("until", fault);
        }
        match (stand_in, from, until) {
            (Some(stand_in), Some(from), Some(until)) => errors.or(MeantCover {
                stand_in,
                from,
                until,
            }),
            _ => Err(errors),
        }
    }
}

fn required(typed: &TypedDate, what: &str) -> Result<NaiveDate, String> {
    typed
        .read(what)?
        .ok_or_else(|| format!("Enter {}", what.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::cover::*;

    fn date(text: &str) -> TypedDate {
        TypedDate::of(text.parse().ok())
    }

    #[test]
    fn a_cover_needs_somebody_who_is_there_and_two_days_in_order() {
        let ben = AccountId(Uuid::from_u128(1));
        let choices = [WorkerChoice {
            id: ben,
            name: "Ben".into(),
            capacity: 10,
            allocated: 0,
        }];
        let (somebody, nobody) = (ben.to_string(), Uuid::from_u128(2).to_string());
        for (stand_in, from, until, wrong) in [
            (&somebody, "2026-03-10", "2026-03-20", None),
            (&nobody, "2026-03-10", "2026-03-20", Some("stand-in")),
            (&somebody, "", "2026-03-20", Some("from")),
            (&somebody, "2026-03-10", "", Some("until")),
            (&somebody, "2026-03-10", "2026-03-09", Some("until")),
        ] {
            let form = CoverForm {
                stand_in: stand_in.clone(),
                from: date(from),
                until: date(until),
            };
            let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
            match (form.read(&choices, today), wrong) {
                (Ok(meant), None) => assert_eq!(meant.stand_in, ben),
                (Err(errors), Some(field)) => assert!(errors.at(field).is_some(), "{errors:?}"),
                (other, _) => panic!("{from} to {until} gave {other:?}"),
            }
        }
    }
}
