//! Days, phone numbers and names, in any script.

#![no_main]

use values::{days, names::Name, phones, text};

libfuzzer_sys::fuzz_target!(|input: &str| {
    let today = "2026-11-20".parse().unwrap();
    let _day = days::read(input, today);
    for number in phones::read(input).numbers {
        assert_eq!(phones::first(&number).as_ref(), Some(&number));
    }
    let folded = text::fold(input);
    assert_eq!(text::fold(&folded), folded);
    let (one, other) = input.split_at(input.char_indices().nth(8).map_or(0, |(place, _)| place));
    let (one, other) = (Name::of(one, ""), Name::of(other, one));
    assert_eq!(one.likeness(&other), other.likeness(&one));
});
