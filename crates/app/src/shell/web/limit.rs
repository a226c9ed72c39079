//! Limits on attempts: per mailbox address and per network address.

use std::{collections::HashMap, sync::Mutex};

use chrono::{DateTime, TimeDelta, Utc};

/// How many keys are remembered at most: memory is bounded whatever an attacker sends. Above that the quarter with the fewest attempts
/// is forgotten, so that filling the memory does not clear those who tried often.
const KEYS: usize = 100_000;

/// Counts attempts in windows of fifteen minutes.
#[derive(Default)]
pub struct Limits(Mutex<HashMap<String, (DateTime<Utc>, u32)>>);

impl Limits {
    /// Counts an attempt and returns the seconds to wait where there were more than `most` in the window.
    pub fn count(&self, key: &str, most: u32, now: DateTime<Utc>) -> Result<(), u64> {
        let window = TimeDelta::minutes(15);
        let mut tries = self
            .0
            .lock()
            .expect("nobody panics while holding the limits");
        if tries.len() >= KEYS {
            tries.retain(|_, (began, _)| now - *began < window);
            if tries.len() >= KEYS {
                let mut counts: Vec<u32> = tries.values().map(|(_, count)| *count).collect();
                counts.sort_unstable();
                let few = counts[counts.len() / 4];
                let mut left = counts.len() / 4;
                tries.retain(|_, (_, count)| {
                    let goes = *count <= few && left > 0;
                    left -= usize::from(goes);
                    !goes
                });
            }
        }
        let (began, count) = tries.entry(key.to_owned()).or_insert((now, 0));
        if now - *began >= window {
            (*began, *count) = (now, 0);
        }
        *count += 1;
        if *count <= most {
            return Ok(());
        }
        Err(u64::try_from((*began + window - now).num_seconds())
            .unwrap_or(1)
            .max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::limit::*;

    #[test]
    fn the_eleventh_try_waits_and_a_new_window_begins_after_fifteen_minutes() {
        let (limits, start) = (Limits::default(), DateTime::<Utc>::UNIX_EPOCH);
        for _ in 0..10 {
            assert_eq!(limits.count("a", 10, start), Ok(()));
        }
        assert_eq!(
            limits.count("a", 10, start + TimeDelta::minutes(5)),
            Err(600)
        );
        assert_eq!(limits.count("b", 10, start), Ok(()));
        assert_eq!(
            limits.count("a", 10, start + TimeDelta::minutes(15)),
            Ok(())
        );
    }

    #[test]
    fn whoever_fills_the_memory_is_not_forgotten() {
        let (limits, start) = (Limits::default(), DateTime::<Utc>::UNIX_EPOCH);
        for _ in 0..20 {
            let _told = limits.count("often", 10, start);
        }
        for number in 0..KEYS * 2 {
            limits.count(&format!("once {number}"), 10, start).unwrap();
        }
        assert!(limits.count("often", 10, start).is_err());
        assert!(limits.0.lock().unwrap().len() <= KEYS);
    }
}
