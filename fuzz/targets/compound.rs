//! Excel's format until 2003, from its first byte. What lies in its blocks is read whole, in a process whose memory is bounded; no fuzzer
//! follows it there.

#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::let_calamine_give_up(), |bytes: &[u8]| {
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.extend(bytes);
    let _list = lists::read(&file, &["council_ref".to_owned()]);
});
