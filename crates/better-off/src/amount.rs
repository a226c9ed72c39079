//! Exact amounts.
//!
//! A penny is divided so finely that every rule divides evenly: months from years and weeks (12, 52/12), shares in thousandths of
//! shares, ninths of band D. So nothing is rounded before an amount is published, and then only once.

use std::{
    iter::Sum,
    ops::{Add, AddAssign, Neg, Sub},
};

use values::Pence;

/// The parts of a penny: 2^10 × 3^5 × 5^7. Amounts up to £4 million fit.
const PARTS: i64 = 1024 * 243 * 78_125;

/// Weeks in a year, as the rules count them.
pub(crate) const WEEKS: Rate = Rate {
    over: 52,
    under: 12,
};

/// Money, exact. Monthly unless a name says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(i64);

/// A share, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    over: i64,
    under: i64,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Makes an amount of whole pence.
    pub const fn of_pence(pence: i64) -> Self {
        Self(pence * PARTS)
    }

    /// Returns what hours at an hourly pay come to in a month of 52/12 weeks; `hours` in hundredths of an hour a week.
    pub(crate) const fn of_hours(pence: i64, hours: i64) -> Self {
        Self(PARTS / 300 * 13 * pence * hours)
    }

    /// Rounds to whole pence, halves away from zero.
    pub const fn pence(self) -> Pence {
        let half = if self.0 < 0 { -PARTS / 2 } else { PARTS / 2 };
        Pence((self.0 + half) / PARTS)
    }

    /// Returns a share of the amount.
    pub fn times(self, rate: Rate) -> Self {
        let (whole, rest) = (self.0 / rate.under, self.0 % rate.under);
        debug_assert_eq!(rest * rate.over % rate.under, 0, "{self:?} times {rate:?}");
        Self(whole * rate.over + rest * rate.over / rate.under)
    }

    /// Returns a share of the amount to the nearest penny, for shares that do not divide evenly, such as days of a year.
    pub(crate) fn about(self, rate: Rate) -> Self {
        Self::of_pence(Self(self.0 / rate.under * rate.over).pence().0)
    }

    /// Returns the monthly amount of a weekly one.
    pub fn weekly(self) -> Self {
        self.times(WEEKS)
    }

    /// Returns the monthly amount of a yearly one.
    pub fn yearly(self) -> Self {
        self.times(Rate { over: 1, under: 12 })
    }

    /// Returns the amount, or zero where it is negative.
    pub fn or_nothing(self) -> Self {
        self.max(Self::ZERO)
    }

    /// Returns whether there is any.
    pub fn is_some(self) -> bool {
        self > Self::ZERO
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

impl Rate {
    /// The whole.
    pub const WHOLE: Self = Self { over: 1, under: 1 };

    /// Makes a fraction in its lowest terms; `None` unless the denominator is above zero.
    pub fn of(over: i64, under: i64) -> Option<Self> {
        fn divisor(a: i64, b: i64) -> i64 {
            if b == 0 { a.abs() } else { divisor(b, a % b) }
        }
        let by = divisor(over, under).max(1);
        (under > 0).then(|| Self {
            over: over / by,
            under: under / by,
        })
    }

    /// Reads a decimal or a fraction, such as `0.225` or `8/9`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((over, under)) = text.split_once('/') {
            return Self::of(over.parse().ok()?, under.parse().ok()?);
        }
        let (over, places) = decimal(text)?;
        Self::of(over, 10_i64.checked_pow(places)?)
    }

    /// Returns the smaller of two.
    pub(crate) fn at_most(self, most: Self) -> Self {
        if self.over * most.under <= most.over * self.under {
            self
        } else {
            most
        }
    }

    /// Returns what is left of the whole.
    pub fn rest(self) -> Self {
        Self {
            over: self.under - self.over,
            under: self.under,
        }
    }

    /// Returns the rate in words, such as `55%`.
    pub fn percent(self) -> String {
        let tenths = self.over * 1000 / self.under;
        match tenths % 10 {
            0 => format!("{}%", tenths / 10),
            rest => format!("{}.{rest}%", tenths / 10),
        }
    }
}

/// Reads a decimal number without an exponent: its digits, and how many of them are after the point.
pub(crate) fn decimal(text: &str) -> Option<(i64, u32)> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    let all = format!("{whole}{part}");
    let is_number = !whole.is_empty() && all.len() <= 15 && all.bytes().all(|b| b.is_ascii_digit());
    let number: i64 = is_number.then(|| all.parse().ok())??;
    Some((sign * number, u32::try_from(part.len()).ok()?))
}

/// Reads a decimal with at most two places into hundredths.
pub(crate) fn hundredths(text: &str) -> Option<i64> {
    let (number, places) = decimal(text)?;
    (places <= 2).then(|| number * 10_i64.pow(2 - places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_and_rounded_once() {
        let third = Amount::of_pence(100).times(Rate::of(1, 3).unwrap());
        assert_eq!(third.pence(), Pence(33));
        assert_eq!(third + third + third, Amount::of_pence(100));
        assert_eq!(Amount::of_hours(1136, 4000).pence(), Pence(196_907));
        assert_eq!(
            Amount::of_pence(-5).times(Rate::of(1, 2).unwrap()).pence(),
            Pence(-3)
        );
    }

    #[test]
    fn rates_are_read_as_they_are_written() {
        assert_eq!(Rate::parse("0.225"), Rate::of(9, 40));
        assert_eq!(Rate::parse("8/9").unwrap().rest(), Rate::of(1, 9).unwrap());
        assert_eq!(Rate::parse("0.802").unwrap().percent(), "80.2%");
        for wrong in ["", "x", "1/0", "1e5", "0.1.2", "--1", "."] {
            assert_eq!(Rate::parse(wrong), None, "{wrong}");
        }
        assert_eq!(hundredths("37.5"), Some(3750));
        assert_eq!(hundredths("-0.5"), Some(-50));
        assert_eq!(hundredths("0.125"), None);
    }
}
