//! Excel's format until 2003, from its first byte.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.extend(bytes);
    let _list = lists::read(&file, &["council_ref".to_owned()]);
});
