//! Repeatable randomness: `SplitMix64`, in the ten lines that it takes.
//!
//! Every young person has their own dice, so that a change to one leaves the others unchanged.

/// A seeded number generator. Not for secrets.
pub(super) struct Dice(u64);

impl Dice {
    /// Returns the dice for one thing, given what it is and its place.
    pub(super) fn of(seed: u64, what: &str, place: usize) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(&seed.to_le_bytes())
            .update(what.as_bytes())
            .update(&place.to_le_bytes());
        let bytes: [u8; 32] = hasher.finalize().into();
        let mut first = [0; 8];
        first.copy_from_slice(&bytes[..8]);
        Self(u64::from_le_bytes(first))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`, or 0 where there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// Returns a number from `low` to `high`, both included; `low` if `high` is lower.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// Returns true that many times in a hundred.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Picks from a list that is not empty.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Picks from a list by weight; the last if all weights are 0.
    pub(super) fn weighted<T: Copy>(&mut self, from: &[(T, usize)]) -> T {
        let mut left = self.below(from.iter().map(|(_, weight)| weight).sum());
        for (one, weight) in from {
            if left < *weight {
                return *one;
            }
            left -= weight;
        }
        from[from.len() - 1].0
    }
}

#[cfg(test)]
mod tests {
    use super::super::dice::*;

    #[test]
    fn the_same_dice_fall_the_same() {
        let fall = |place| {
            let mut dice = Dice::of(7, "person", place);
            (0..50).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(fall(3), fall(3));
        assert_ne!(fall(3), fall(4));
    }

    #[test]
    fn every_number_of_a_span_falls() {
        let mut dice = Dice::of(1, "span", 0);
        let mut seen: Vec<i64> = (0..500).map(|_| dice.between(-2, 2)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, [-2, -1, 0, 1, 2]);
        assert_eq!(dice.between(5, 1), 5);
    }
}
