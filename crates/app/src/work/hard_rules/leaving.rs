//! The trade that a young person wants to leave behind.

use matching::taxonomy::{Taxonomy, Wish};

/// From how near an occupation is like the one they want to leave, in percent.
const ALIKE: u32 = 50;

/// Returns whether work is what they want to leave behind: the same occupation, or one of its sector that is much like it. Where the occupation of
/// the work is not known, its sector decides.
pub(crate) fn is_left_behind(left: &Wish, (occupation, sector): (&str, &str)) -> bool {
    let table = Taxonomy::known();
    let named = left.occupations.iter();
    let sectors = named.filter_map(|key| table.occupation(key));
    let mut sectors = sectors.map(|one| one.sector.as_str());
    match table.occupation(occupation) {
        None => sectors.any(|one| one == sector),
        Some(own) => {
            sectors.any(|one| one == own.sector) && table.nearness(left, own).percent >= ALIKE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_garden_is_not_left_behind_with_the_kennels() {
        let left = Taxonomy::known().read("the kennels");
        for (occupation, sector, is_left) in [
            ("kennel-hand", "animals-outdoors", true),
            ("stable-hand", "animals-outdoors", true),
            ("gardener", "animals-outdoors", false),
            ("", "animals-outdoors", true),
            ("", "retail", false),
        ] {
            let found = is_left_behind(&left, (occupation, sector));
            assert_eq!(found, is_left, "{occupation} {sector}");
        }
        let nothing = Taxonomy::known().read("");
        assert!(!is_left_behind(
            &nothing,
            ("kennel-hand", "animals-outdoors")
        ));
    }
}
