//! Whether a place is unsafe.

use store::fold;

/// Words in an address that do not identify a place.
const COMMON: &[&str] = &[
    "the", "a", "at", "in", "near", "by", "of", "and", "street", "st", "road", "rd", "avenue",
    "lane", "close", "estate", "park", "station", "area", "house", "court", "cafe", "library",
    "centre", "center", "west", "east", "north", "south",
];

fn telling(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| word.len() > 1 && !COMMON.contains(word));
    words.map(str::to_owned).collect()
}

/// Returns the unsafe places that a place may be, or be in: those whose every identifying word appears in it.
///
/// It errs on the side of caution: a name is enough, whatever kind of place it is.
pub(crate) fn unsafe_for<'a>(
    place: &str,
    unsafe_places: &'a [(String, String)],
) -> Vec<&'a (String, String)> {
    if unsafe_places.is_empty() {
        return Vec::new();
    }
    let typed = telling(place);
    let is_named = |known: &&(String, String)| {
        let words = telling(&known.0);
        !words.is_empty() && words.iter().all(|word| typed.contains(word))
    };
    unsafe_places.iter().filter(is_named).collect()
}

#[cfg(test)]
mod tests {
    use super::super::places::*;

    #[test]
    fn an_unsafe_place_is_known_by_its_telling_words() {
        let known = [
            ("Golborne Road".to_owned(), "an old debt".to_owned()),
            ("Westfield".to_owned(), "seen there".to_owned()),
        ];
        for (place, count) in [
            ("Café Lisboa, 57 Golborne Rd", 1),
            ("golborne library", 1),
            ("Westfield shopping centre, by Golborne stall", 2),
            ("Portobello Road", 0),
            ("Road", 0),
            ("", 0),
        ] {
            assert_eq!(unsafe_for(place, &known).len(), count, "{place}");
        }
        let nothing = [("The Park".to_owned(), String::new())];
        assert!(
            unsafe_for("The Park", &nothing).is_empty(),
            "it names no place"
        );
    }
}
