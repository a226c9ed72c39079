//! What is found, by what, and in which order.

use super::{
    known::{Facts, Known, Sought, digits, numbers, sound, words},
    *,
};

fn known(given: &str, family: &str) -> Known {
    Known::of(&Facts {
        given: given.into(),
        family: family.into(),
        ..Facts::default()
    })
}

fn hit(known: &Known, search: &str) -> Option<NameHit> {
    Sought::of(search).unwrap().hit(known)
}

fn person(number: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(number))
}

#[test]
fn a_name_of_several_words_is_also_one() {
    assert_eq!(
        words("Siobhan", "O'Neill"),
        [
            "siobhan",
            "o",
            "neill",
            "oneill",
            "siobhanoneill",
            "oneillsiobhan"
        ]
    );
    assert_eq!(words("Mo", ""), ["mo"]);
}

#[test]
fn a_number_is_the_same_with_and_without_its_country() {
    for text in ["07700 900123", "+44 7700 900123", "0044 7700900123"] {
        assert_eq!(digits(text), "7700900123");
    }
}

#[test]
fn letters_that_do_not_decompose_are_found_as_they_are_typed() {
    for (given, family, search) in [
        ("Łukasz", "Żółć", "lukasz"),
        ("Łukasz", "Żółć", "zolc"),
        ("Søren", "Strasse", "straße"),
        ("Søren", "Straße", "strasse"),
        ("小龙", "李", "李小龙"),
        ("小龙", "李", "李 小龙"),
        ("Siobhan", "O’Brien", "o'brien"),
        ("Siobhan", "O’Brien", "obrien"),
    ] {
        assert_eq!(
            hit(&known(given, family), search),
            Some(NameHit::Name),
            "{search}"
        );
    }
}

#[test]
fn both_of_two_numbers_are_found() {
    assert_eq!(
        numbers("07700 900128 / 07700 900129"),
        "7700900128 7700900129"
    );
    assert_eq!(numbers("ask mum"), "");
}

#[test]
fn a_name_is_found_by_its_beginning_before_it_is_found_by_its_sound() {
    let siobhan = known("Siobhan", "Stephens");
    assert!(!sound("stephens").is_empty());
    assert_eq!(hit(&siobhan, "steph"), Some(NameHit::Name));
    assert_eq!(hit(&siobhan, "Stevens"), Some(NameHit::SoundsLike));
    assert_eq!(hit(&siobhan, "Marlow"), None);
    assert_eq!(
        hit(&known("Katherine", "Byrne"), "Kate Byrne"),
        Some(NameHit::ShortName)
    );
}

#[test]
fn a_merged_record_is_found_as_a_former_name_of_the_one_that_was_kept() {
    let index = NameIndex::default().with(
        1,
        HashMap::from([
            (person(1), known("Kai", "Marlow")),
            (
                person(2),
                Known {
                    merged_into: Some(person(1)),
                    ..known("Kai", "Ashby")
                },
            ),
        ]),
    );
    assert_eq!(index.find("ashby"), [(person(1), NameHit::FormerName)]);
    assert_eq!(index.find("kai"), [(person(1), NameHit::Name)]);
    assert_eq!(index.find_alike(&Name::of("Ashby Kai", "")), [person(1)]);
}

#[test]
fn who_has_changed_is_found_by_the_new_name_alone() {
    let before = NameIndex::default().with(
        1,
        HashMap::from([
            (person(1), known("Kai", "Marlow")),
            (person(2), known("Zoe", "Ash")),
        ]),
    );
    let after = before.with(2, HashMap::from([(person(1), known("Kay", "Winter"))]));
    assert_eq!((before.version(), after.version()), (1, 2));
    assert!(after.find("marlow").is_empty());
    assert!(after.find_alike(&Name::of("Kai", "Marlow")).is_empty());
    assert_eq!(after.find("winter"), [(person(1), NameHit::Name)]);
    assert_eq!(after.name(person(2)), "Zoe Ash");
    // What was read before stays what it was.
    assert_eq!(before.name(person(1)), "Kai Marlow");
    assert!(after.place(person(2)) < after.place(person(1)));
    assert!(after.place(person(1)) < after.place(person(3)));
}
