//! A programme file.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _read = programme::Programme::parse("fuzz", text);
});
