//! The content of an OpenDocument sheet.

#![no_main]

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

libfuzzer_sys::fuzz_target!(init: fuzz::let_calamine_give_up(), |bytes: &[u8]| {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".as_slice()),
        ("content.xml", bytes),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ] {
        writer.start_file(name, stored).unwrap();
        writer.write_all(content).unwrap();
    }
    let book = writer.finish().unwrap().into_inner();
    let _list = lists::read(&book, &["council_ref".to_owned()]);
});
