//! Text with separators, in any encoding. What is read reads the same after it is written.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let known = ["council_ref".to_owned(), "given_name".to_owned()];
    if lists::is_workbook(bytes) {
        return;
    }
    if let Ok(list) = lists::read(bytes, &known) {
        assert!(list.rows.len() <= lists::limits::ROWS);
        for row in &list.rows {
            for value in &row.values {
                let _cell = lists::cell(value);
            }
        }
    }
});
