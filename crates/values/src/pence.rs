//! Money.

use std::fmt;

/// Money, in whole pence. Never a float, never a string.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Pence(pub i64);

impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (pounds, pence) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = pounds.to_string();
        let mut grouped = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(f, "{sign}£{grouped}")?;
        if pence > 0 {
            write!(f, ".{pence:02}")
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pence_are_shown_in_pounds_with_pence_only_where_there_are_any() {
        for (pence, shown) in [
            (0, "£0"),
            (5, "£0.05"),
            (100, "£1"),
            (300_000, "£3,000"),
            (-1_234_567, "-£12,345.67"),
        ] {
            assert_eq!(Pence(pence).to_string(), shown);
        }
    }
}
