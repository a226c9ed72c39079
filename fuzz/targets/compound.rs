//! Excel's format until 2003, from its first byte. Its blocks are read whole, in a process with limited memory; the fuzzer does not
//! cover that.

#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::let_calamine_give_up(), |bytes: &[u8]| {
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.extend(bytes);
    let _list = lists::read(&file, &["council_ref".to_owned()]);
});
