//! Code lists: the SSDA903 codes for care leavers, and our own list of care statuses.
//!
//! A code is stored and sent as its text. `parse` is exact: code that reads a file trims and upper-cases first, so that a stored
//! code that is not exact shows up as the fault it is. "Not known" is a code of its own, `0` in the return; a blank is not a code.
//!
//! Absent on purpose: which codes go together. That the dead have no activity is a rule of the return, in `returns::ssda903`.
//!
//! Source: SSDA903 return 2025-26, code lists as the open validator of councils (csc-validator-be-903 0.1.17) accepts them; the
//! meanings are in our own words.

mod accommodation;
mod activity;
mod person;

pub use accommodation::{Accommodation, AccommodationKind, Suitability};
pub use activity::{Activity, EetGroup, Hours, InTouch};
pub use person::{CareStatus, Ethnicity, Sex};

/// Why a text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a code in the list {list}")]
pub struct UnknownCode {
    /// The list in which the code was looked for.
    pub list: &'static str,
}

/// Declares a code list: an enum whose variants each have one code and one meaning.
macro_rules! codes {
    ($(#[$doc:meta])* $list:ident { $($name:ident $code:literal $meaning:literal)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $list {
            $(
                #[doc = concat!("`", $code, "`: ", $meaning, ".")]
                #[serde(rename = $code)]
                $name,
            )+
        }

        impl $list {
            /// Every code, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Returns the code as it is stored and sent.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// Returns what the code means, in plain words. No two codes of a list mean the same.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning),+ }
            }

            /// Reads a code that is written exactly.
            ///
            /// Errors: [`UnknownCode`](crate::codes::UnknownCode) for anything else, a blank included.
            pub fn parse(text: &str) -> Result<Self, crate::codes::UnknownCode> {
                match text {
                    $($code => Ok(Self::$name),)+
                    _ => Err(crate::codes::UnknownCode { list: stringify!($list) }),
                }
            }
        }

        impl std::fmt::Display for $list {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $list {
            type Err = crate::codes::UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
    };
}
use codes;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Checks the rules for every list, and returns its codes separated by spaces.
    macro_rules! sound_list {
        ($list:ident) => {{
            let codes: Vec<&str> = $list::ALL.iter().map(|item| item.code()).collect();
            let meanings: BTreeSet<&str> = $list::ALL.iter().map(|item| item.meaning()).collect();
            assert_eq!(
                meanings.len(),
                codes.len(),
                "two codes of {} mean the same",
                stringify!($list)
            );
            for item in $list::ALL {
                assert_eq!($list::parse(item.code()), Ok(*item));
                assert_eq!(item.to_string(), item.code());
                assert!(
                    item.meaning().starts_with(char::is_uppercase)
                        && !item.meaning().ends_with('.')
                );
            }
            for wrong in ["", " ", "?", "YES ", "f2", "\u{0}"] {
                assert_eq!(
                    $list::parse(wrong),
                    Err(UnknownCode {
                        list: stringify!($list)
                    })
                );
            }
            codes.join(" ")
        }};
    }

    #[test]
    fn every_list_holds_exactly_the_codes_of_its_source() {
        let lists = [
            (sound_list!(Activity), "F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6 0"),
            (sound_list!(EetGroup), "EET NEET NOT_KNOWN"),
            (sound_list!(Hours), "FULL_TIME PART_TIME"),
            (sound_list!(InTouch), "YES NO DIED REFU NREQ RHOM"),
            (
                sound_list!(Accommodation),
                "B1 B2 C1 C2 D1 D2 E1 E2 G1 G2 H1 H2 K1 K2 R1 R2 S2 T1 T2 U1 U2 V1 V2 W1 W2 X2 Y1 Y2 Z1 Z2 0",
            ),
            (
                sound_list!(AccommodationKind),
                "B C D E G H K R S T U V W X Y Z",
            ),
            (sound_list!(Suitability), "SUITABLE UNSUITABLE NOT_KNOWN"),
            (
                sound_list!(Ethnicity),
                "WBRI WIRI WOTH WIRT WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT",
            ),
            (sound_list!(Sex), "M F U"),
            (
                sound_list!(CareStatus),
                "looked_after eligible relevant former_relevant qualifying care_experienced not_known",
            ),
        ];
        for (codes, expected) in lists {
            assert_eq!(codes, expected);
        }
    }
}
