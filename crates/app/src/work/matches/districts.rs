//! How far apart postcode districts are, if a list of them is installed.

use std::{collections::HashMap, path::Path};

use serde::Deserialize;

use crate::shell::{app::Part, config::Config};

/// The middle of each postcode district, in degrees.
#[derive(Clone, Debug, Default)]
pub struct Districts(HashMap<String, (f64, f64)>);

#[derive(Deserialize)]
struct Row {
    district: String,
    latitude: f64,
    longitude: f64,
}

/// Minutes before a journey really begins: walking to a stop, and waiting.
const WAIT_MINUTES: f64 = 15.0;

/// Minutes for a kilometre as the crow flies, by bus and on foot: 15 kilometres an hour. This is not verified, so it only ever leads to a
/// question and never a refusal.
const MINUTES_A_KM: f64 = 4.0;

impl Part for Districts {
    fn of(config: &Config) -> Result<Self, String> {
        config
            .districts
            .as_deref()
            .map_or_else(|| Ok(Self::default()), Self::read)
    }
}

impl Districts {
    /// Reads a list with the columns `district`, `latitude` and `longitude`.
    ///
    /// Errors: a sentence that names the file, and the line that cannot be read.
    pub fn read(file: &Path) -> Result<Self, String> {
        let named = |error: csv::Error| format!("{}: {error}", file.display());
        let mut reader = csv::Reader::from_path(file).map_err(named)?;
        let mut known = HashMap::new();
        for row in reader.deserialize() {
            let row: Row = row.map_err(named)?;
            known.insert(
                row.district.trim().to_uppercase(),
                (row.latitude, row.longitude),
            );
        }
        Ok(Self(known))
    }

    /// Returns how many minutes the journey between two districts is likely to take; nothing if one of them is not in the list.
    pub(super) fn minutes(&self, from: &str, to: &str) -> Option<u32> {
        let (from, to) = (self.0.get(from)?, self.0.get(&to.trim().to_uppercase())?);
        let minutes = WAIT_MINUTES + MINUTES_A_KM * kilometres(*from, *to);
        // The far side of the earth is 80,000 minutes away, which fits.
        Some(minutes.round() as u32)
    }
}

/// Returns the distance on a spherical earth.
fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (north, south) = (from.0.to_radians(), to.0.to_radians());
    let (up, across) = (south - north, (to.1 - from.1).to_radians());
    let half = (up / 2.0).sin().powi(2) + north.cos() * south.cos() * (across / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().asin()
}

/// Finds the postcode district in an address: `W10` in "7 Chapel Place, London W10 5AB". The last postcode counts.
pub(super) fn district(address: &str) -> Option<String> {
    let upper = address.to_uppercase();
    let words: Vec<&str> = upper
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let apart = words
        .windows(2)
        .rev()
        .find_map(|pair| (is_outward(pair[0]) && is_inward(pair[1])).then(|| pair[0].to_owned()));
    let together = || {
        words.iter().rev().find_map(|word| {
            let (outward, inward) = word.split_at_checked(word.len().checked_sub(3)?)?;
            (is_outward(outward) && is_inward(inward)).then(|| outward.to_owned())
        })
    };
    apart.or_else(together)
}

fn is_outward(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &word[letters..];
    (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && rest.as_bytes()[0].is_ascii_digit()
}

fn is_inward(word: &str) -> bool {
    matches!(word.as_bytes(), [digit, one, two] if digit.is_ascii_digit() && one.is_ascii_uppercase() && two.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::districts::*;
    use proptest::prelude::*;

    #[test]
    fn a_district_is_found_in_an_address() {
        for (address, found) in [
            ("7 Chapel Place, London W10 5AB", Some("W10")),
            ("Flat 2\n14 North Road\nNE1 4XX", Some("NE1")),
            ("14 North Road, ec1a1bb", Some("EC1A")),
            ("c/o SW1 2AA, now E8 3QQ", Some("E8")),
            ("14 North Road", None),
            ("", None),
            ("Flat 10 12A", None),
        ] {
            assert_eq!(district(address).as_deref(), found, "{address}");
        }
    }

    #[test]
    fn a_way_is_likely_by_the_distance_between_districts() {
        let known = Districts(HashMap::from([
            ("W10".to_owned(), (51.52, -0.21)),
            ("E8".to_owned(), (51.54, -0.06)),
        ]));
        // Some 10.6 km apart.
        assert_eq!(known.minutes("W10", "e8"), Some(57));
        assert_eq!(known.minutes("W10", "W10"), Some(15));
        assert_eq!(known.minutes("W10", "NE1"), None);
    }

    proptest! {
        #[test]
        fn any_address_is_read(address in any::<String>()) {
            if let Some(found) = district(&address) {
                prop_assert!((2..=4).contains(&found.len()));
            }
        }
    }
}
