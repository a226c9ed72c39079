//! Files as people send them, and files made to do harm.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

/// The headings that the tests look for.
const KNOWN: [&str; 14] = [
    "council_ref",
    "given_name",
    "family_name",
    "born_on",
    "phone",
    "forename",
    "surname",
    "dob",
    "unique_pupil_number",
    "child",
    "sex",
    "ethnic",
    "upn",
    "mother",
];

fn known() -> Vec<String> {
    KNOWN.map(str::to_owned).to_vec()
}

macro_rules! case {
    ($name:literal) => {
        include_bytes!(concat!("../tests/cases/", $name)).as_slice()
    };
}

#[test]
fn each_list_comes_in_with_what_was_assumed() {
    for (name, bytes, headings, first, assumed) in [
        (
            "title.csv",
            case!("title.csv"),
            "Forename,Surname,DOB,Unique pupil number",
            "4: Ruth,Okafor,01/02/2008,A123456789012",
            "1 row above",
        ),
        (
            "title.xlsx",
            case!("title.xlsx"),
            "council_ref,given_name,family_name,born_on",
            "4: XT-1,Kai,Ashdown,03/11/2007",
            "1 row above the table",
        ),
        (
            "cover.xlsx",
            case!("cover.xlsx"),
            "council_ref",
            "",
            "Only the sheet",
        ),
        (
            "trailing.csv",
            case!("trailing.csv"),
            "council_ref,given_name,family_name,born_on",
            "2: TR-1,Kit,Ashdown,03/11/2007",
            "2 columns without a heading",
        ),
        (
            "semicolon.csv",
            case!("semicolon.csv"),
            "council_ref,given_name,family_name,born_on",
            "2: SC-1,Ola,Reed,03/11/2007",
            "semicolons",
        ),
        (
            "sep.csv",
            case!("sep.csv"),
            "council_ref,given_name,family_name,born_on",
            "3: SP-1,Ola,Reed,03/11/2007",
            "",
        ),
        (
            "utf16.csv",
            case!("utf16.csv"),
            "council_ref,given_name",
            "2: U-1,Ola",
            "",
        ),
        (
            "win1252.csv",
            case!("win1252.csv"),
            "council_ref,given_name,family_name,born_on",
            "2: WC-1,Zoë,O’Brien,03/11/2007",
            "windows-1252",
        ),
        (
            "h903_trail.csv",
            case!("h903_trail.csv"),
            "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
            "2: 9001,M,15/06/2006,WBRI,A123456789012,0,",
            "1 column without",
        ),
        ("h903.xlsx", case!("h903.xlsx"), "CHILD,SEX", "9001,M", ""),
    ] {
        let list = read(bytes, &known()).expect(name);
        let row = &list.rows[0];
        let shown = format!("{}: {}", row.line, row.values.join(","));
        assert!(
            list.headings.join(",").starts_with(headings),
            "{name}: {list:?}"
        );
        assert!(shown.contains(first), "{name}: {shown}");
        assert!(list.assumed.join(" ").contains(assumed), "{name}: {list:?}");
        if assumed.is_empty() {
            assert!(list.assumed.is_empty(), "{name}: {list:?}");
        }
    }
}

#[test]
fn the_csv_of_a_list_reads_as_the_list() {
    for bytes in [
        case!("title.csv"),
        case!("trailing.csv"),
        case!("phones.csv"),
        case!("h903.xlsx"),
    ] {
        let list = read(bytes, &known()).unwrap();
        let again = read(&list.as_csv(), &known()).unwrap();
        assert_eq!((list.headings, list.rows), (again.headings, again.rows));
    }
}

/// Packs parts into an archive.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Makes a workbook of one sheet, with shared texts.
fn workbook(sheet: &str, texts: &[u8]) -> Vec<u8> {
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let relations = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let root = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
    );
    packed(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", texts),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn text_cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn two_cells_at_opposite_corners_do_not_make_a_grid() {
    let sheet = format!(
        r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
        text_cell("A1", "council_ref"),
        text_cell("XFD1048576", "x")
    );
    let bytes = workbook(&sheet, b"<sst></sst>");
    assert!(bytes.len() < 2_000, "{}", bytes.len());
    let fault = read(&bytes, &known()).unwrap_err();
    assert_eq!(
        fault,
        Fault::TooWide {
            column: "XFD".into()
        }
    );
    assert!(fault.to_string().contains("column XFD") && fault.to_string().contains("200 columns"));

    let sheet = format!(
        r#"<row r="1">{}{}</row><row r="1048576">{}</row>"#,
        text_cell("A1", "council_ref"),
        text_cell("B1", "given_name"),
        text_cell("A1048576", "X-1")
    );
    let list = read(&workbook(&sheet, b"<sst></sst>"), &known()).unwrap();
    assert_eq!((list.rows.len(), list.rows[0].line), (1, 1_048_576));
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused_by_the_limit_that_it_meets() {
    let row = format!(r#"<row r="1">{}</row>"#, text_cell("A1", "council_ref"));
    let long = vec![b'A'; 40 * 1024 * 1024];
    let many = b"<si/>".repeat(600_000);
    let deep = b"<a>".repeat(200);
    for (texts, limit) in [
        (long.as_slice(), "one value of 4 MB"),
        (many.as_slice(), "600000 texts"),
        (deep.as_slice(), "elements 64 deep"),
    ] {
        let bytes = workbook(&row, texts);
        let fault = read(&bytes, &known()).unwrap_err();
        assert_eq!(fault, Fault::TooMuchInside(limit.into()), "{}", bytes.len());
    }
    let spread = b"<si><t>a</t></si>\n".repeat(2_000_000);
    let fault = read(&workbook(&row, &spread), &known()).unwrap_err();
    assert!(matches!(fault, Fault::TooMuchInside(_)), "{fault}");
    let files: Vec<_> = (0..2_100)
        .map(|number| format!("xl/{number}.xml"))
        .collect();
    let parts: Vec<_> = files
        .iter()
        .map(|name| (name.as_str(), b"".as_slice()))
        .collect();
    let fault = read(&packed(&parts), &known()).unwrap_err();
    assert_eq!(fault, Fault::TooMuchInside("2100 files".into()));
}

#[test]
fn text_is_bounded_in_columns_rows_and_values() {
    let commas = ",".repeat(9 * 1024 * 1024);
    assert_eq!(read(commas.as_bytes(), &known()), Err(Fault::Empty));
    let wide = format!("council_ref\n{}x\n", ",".repeat(300));
    assert_eq!(
        read(wide.as_bytes(), &known()),
        Err(Fault::TooWide {
            column: "KO".into()
        })
    );
    let trailing = format!("council_ref,given_name{0}\n1,Kai{0}\n", ",".repeat(16_382));
    let list = read(trailing.as_bytes(), &known()).unwrap();
    assert_eq!(list.rows[0].values, ["1", "Kai"]);
    let rows = format!("council_ref\n{}", "1\n".repeat(limits::ROWS + 100));
    assert_eq!(read(rows.as_bytes(), &known()), Err(Fault::TooManyRows));
    let long = format!("council_ref,note\n1,{}\n", "x".repeat(200_000));
    assert_eq!(
        read(long.as_bytes(), &known()),
        Err(Fault::TooLong { line: 2 })
    );
    let open = format!("council_ref,note\n1,\"{}\n", "x\n".repeat(200_000));
    assert_eq!(read(open.as_bytes(), &known()), Err(Fault::OpenQuote(2)));
    let inches = "council_ref,note\n1,5\" pipe\n2,plain\n";
    assert_eq!(read(inches.as_bytes(), &known()).unwrap().rows.len(), 2);
}

#[test]
fn what_is_no_list_is_refused_with_what_to_do() {
    for (bytes, fault) in [
        (b"".as_slice(), Fault::Empty),
        (b"\xEF\xBB\xBF\r\n,,\r\n", Fault::Empty),
        (b"PK\x03\x04 and nothing else", Fault::Workbook),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and nothing else",
            Fault::Workbook,
        ),
        (b"\x00\x01\x02\x03\x00\x00\x00", Fault::NotText),
        (
            b"council_ref,given_name\n1,Kai\n2",
            Fault::CutOff {
                line: 3,
                found: 1,
                expected: 2,
            },
        ),
        (b"council_ref,given_name\n1,\"Kai\n", Fault::OpenQuote(2)),
    ] {
        assert_eq!(read(bytes, &known()), Err(fault));
    }
    assert_eq!(
        read(&vec![b' '; limits::BYTES + 1], &known()),
        Err(Fault::TooLarge)
    );
    let never_ends = r#"<office:spreadsheet><table:table table:name="L"></b></office:spreadsheet>"#;
    for broken in [
        packed(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("content.xml", never_ends.as_bytes()),
        ]),
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and not of a length that divides by four".repeat(20),
    ] {
        assert_eq!(read(&broken, &known()), Err(Fault::Workbook));
    }
    assert_eq!(
        read(&packed(&[("xl/workbook.bin", b"")]), &known()),
        Err(Fault::BinaryWorkbook)
    );
}

#[test]
fn cells_are_written_as_somebody_would_have_typed_them() {
    let sheet = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>council_ref</t></is></c><c r="B1" t="inlineStr"><is><t>phone</t></is></c></row>
        <row r="2"><c r="A2"><v>447700900123</v></c><c r="B2"><v>1.5</v></c></row>
        <row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="e"><v>#N/A</v></c></row>"#;
    let list = read(&workbook(sheet, b"<sst></sst>"), &known()).unwrap();
    let rows: Vec<_> = list.rows.iter().map(|row| row.values.join("|")).collect();
    assert_eq!(rows, ["447700900123|1.5", "yes|#N/A"]);
}

#[test]
fn a_workbook_of_before_2007_is_read() {
    let list = read(include_bytes!("../tests/cases/old.xls"), &known()).unwrap();
    assert_eq!(list.headings, ["council_ref", "given_name"]);
    assert_eq!(list.rows[0].values, ["1234", "Zoë"]);
}

proptest! {
    #[test]
    fn any_bytes_end_in_a_fault_or_a_list(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _read = read(&bytes, &known());
        let mut archive = b"PK\x03\x04".to_vec();
        archive.extend(&bytes);
        let _read = read(&archive, &known());
        let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        compound.extend(&bytes);
        let _read = read(&compound, &known());
    }

    #[test]
    fn a_row_is_not_lost_whatever_stands_in_it(values in proptest::collection::vec("[a-z0-9,;\"|\n ]{0,8}", 2..5)) {
        let mut list = List {
            line: 1,
            headings: vec!["council_ref".into(), "given_name".into()],
            rows: Vec::new(),
            assumed: Vec::new(),
        };
        let values: Vec<String> = values.iter().take(2).map(|value| value.trim().to_owned()).collect();
        prop_assume!(values.iter().all(|value| !value.is_empty()));
        list.rows.push(Row { line: 2, values });
        let again = read(&list.as_csv(), &known()).unwrap();
        prop_assert_eq!(again.rows, list.rows);
    }
}
