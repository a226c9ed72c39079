//! A packed file, from its first byte.

#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::let_calamine_give_up(), |bytes: &[u8]| {
    let mut file = b"PK\x03\x04".to_vec();
    file.extend(bytes);
    let _list = lists::read(&file, &["council_ref".to_owned()]);
    let _kept = uploads::admitted(&file);
});
