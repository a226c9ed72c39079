//! Pictures and documents to keep: cleaning once is enough, and nothing of where a picture was taken stays.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for head in [b"".as_slice(), b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"] {
        let file = [head, bytes].concat();
        if let Ok((kind, kept)) = uploads::admitted(&file) {
            assert!(kept.len() <= file.len() + 64);
            let again = uploads::admitted(&kept).expect("what is kept may be kept");
            assert_eq!(again, (kind, kept));
        }
    }
});
