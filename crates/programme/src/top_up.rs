//! The parts in which a top-up is paid.

use chrono::{Months, NaiveDate};

use crate::TopUp;

impl TopUp {
    /// Returns the day of each part and its pence, for a young person who starts on a day. The first is due a month after the start; where
    /// the sum does not divide, the first parts are a penny more.
    pub fn parts(&self, starts_on: NaiveDate) -> Vec<(NaiveDate, i64)> {
        let (pence, months) = (i64::from(self.pounds) * 100, i64::from(self.months));
        let parts = (1..=self.months).map_while(|number| {
            let on = starts_on.checked_add_months(Months::new(number.into()))?;
            let more = i64::from(i64::from(number) <= pence % months);
            Some((on, pence / months + more))
        });
        parts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_thousand_pounds_over_eighteen_months() {
        let parts = TopUp {
            pounds: 3000,
            months: 18,
            kind: "internship".into(),
        }
        .parts(day("2026-08-31"));
        assert_eq!(parts.len(), 18);
        assert_eq!(parts[0], (day("2026-09-30"), 16_667));
        assert_eq!(parts[17], (day("2028-02-29"), 16_666));
    }

    proptest! {
        #[test]
        fn the_parts_are_the_sum(pounds in 1u32..=100_000, months in 1u16..=60, start in 0i64..20_000) {
            let from = day("2000-01-01") + chrono::Days::new(start.unsigned_abs());
            let parts = TopUp { pounds, months, kind: "internship".into() }.parts(from);
            prop_assert_eq!(parts.iter().map(|(_, pence)| pence).sum::<i64>(), i64::from(pounds) * 100);
            let pence: Vec<i64> = parts.iter().map(|(_, pence)| *pence).collect();
            prop_assert!(pence[0] - pence[pence.len() - 1] <= 1);
            prop_assert!(parts.is_sorted_by(|one, next| one.0 < next.0));
        }
    }
}
