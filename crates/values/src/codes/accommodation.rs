//! Where a care leaver lives, and whether that is suitable (SSDA903 item `ACCOM`).
//!
//! A code is a letter for the kind of home and `1` for suitable or `2` for unsuitable. Being homeless or in custody is never suitable:
//! `S1` and `X1` do not exist, though some older lists print them.

use super::codes;

codes! {
    /// Where a care leaver lives, and whether that is suitable (SSDA903 item `ACCOM`).
    Accommodation {
        B1 "B1" "With parents or relatives, suitable"
        B2 "B2" "With parents or relatives, unsuitable"
        C1 "C1" "Children's home or other residential care, suitable"
        C2 "C2" "Children's home or other residential care, unsuitable"
        D1 "D1" "Semi-independent home with support, suitable"
        D2 "D2" "Semi-independent home with support, unsuitable"
        E1 "E1" "Supported lodgings, suitable"
        E2 "E2" "Supported lodgings, unsuitable"
        G1 "G1" "Gone abroad, suitable"
        G2 "G2" "Gone abroad, unsuitable"
        H1 "H1" "Deported, suitable"
        H2 "H2" "Deported, unsuitable"
        K1 "K1" "Lodgings without formal support, suitable"
        K2 "K2" "Lodgings without formal support, unsuitable"
        R1 "R1" "Home not known, suitable"
        R2 "R2" "Home not known, unsuitable"
        S2 "S2" "Homeless or no fixed home, unsuitable"
        T1 "T1" "Foyer or similar, suitable"
        T2 "T2" "Foyer or similar, unsuitable"
        U1 "U1" "Living independently, suitable"
        U2 "U2" "Living independently, unsuitable"
        V1 "V1" "Emergency accommodation, suitable"
        V2 "V2" "Emergency accommodation, unsuitable"
        W1 "W1" "Bed and breakfast, suitable"
        W2 "W2" "Bed and breakfast, unsuitable"
        X2 "X2" "In custody, unsuitable"
        Y1 "Y1" "Another kind of home, suitable"
        Y2 "Y2" "Another kind of home, unsuitable"
        Z1 "Z1" "Staying put with former foster carers, suitable"
        Z2 "Z2" "Staying put with former foster carers, unsuitable"
        NotKnown "0" "Not known"
    }
}

codes! {
    /// The kind of home, whatever its suitability: the letter of an [`Accommodation`].
    AccommodationKind {
        ParentsOrRelatives "B" "With parents or relatives"
        ResidentialCare "C" "Children's home or other residential care"
        SemiIndependent "D" "Semi-independent home with support"
        SupportedLodgings "E" "Supported lodgings"
        Abroad "G" "Gone abroad"
        Deported "H" "Deported"
        Lodgings "K" "Lodgings without formal support"
        ResidenceNotKnown "R" "Home not known"
        Homeless "S" "Homeless or no fixed home"
        Foyer "T" "Foyer or similar"
        Independent "U" "Living independently"
        Emergency "V" "Emergency accommodation"
        BedAndBreakfast "W" "Bed and breakfast"
        Custody "X" "In custody"
        Other "Y" "Another kind of home"
        FormerFosterCarers "Z" "Staying put with former foster carers"
    }
}

codes! {
    /// Whether a home is suitable for the care leaver who lives there.
    Suitability {
        Suitable "SUITABLE" "Suitable"
        Unsuitable "UNSUITABLE" "Unsuitable"
        NotKnown "NOT_KNOWN" "Not known"
    }
}

impl Accommodation {
    /// Returns the kind of home, or `None` where nothing is known.
    pub fn kind(self) -> Option<AccommodationKind> {
        AccommodationKind::parse(&self.code()[..1]).ok()
    }

    /// Returns whether the home is suitable.
    pub fn suitability(self) -> Suitability {
        match self.code().as_bytes() {
            [_, b'1'] => Suitability::Suitable,
            [_, b'2'] => Suitability::Unsuitable,
            _ => Suitability::NotKnown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meaning_of_a_code_is_its_kind_and_its_suitability() {
        for accommodation in Accommodation::ALL {
            let expected = match accommodation.kind() {
                Some(kind) => {
                    let suitability = accommodation.suitability();
                    assert_ne!(suitability, Suitability::NotKnown, "{accommodation}");
                    format!(
                        "{}, {}",
                        kind.meaning(),
                        suitability.meaning().to_lowercase()
                    )
                }
                None => "Not known".to_owned(),
            };
            assert_eq!(accommodation.meaning(), expected);
        }
        assert_eq!(Accommodation::NotKnown.suitability(), Suitability::NotKnown);
    }

    #[test]
    fn nobody_is_suitably_homeless_or_in_custody() {
        assert!(Accommodation::parse("S1").is_err());
        assert!(Accommodation::parse("X1").is_err());
    }
}
