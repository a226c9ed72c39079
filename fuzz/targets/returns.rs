//! The files of the statutory return.

#![no_main]

use returns::ssda903::{check, read_header, read_oc3};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let place = bytes.iter().position(|byte| *byte == 0);
    let (header, oc3) = bytes.split_at(place.unwrap_or(bytes.len()));
    if let (Ok(header), Ok(oc3)) = (read_header(header), read_oc3(oc3)) {
        let _checked = check(&header, &oc3, 2026);
    }
});
