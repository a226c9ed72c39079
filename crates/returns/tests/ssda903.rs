//! The SSDA903 reader on made-up files: what the councils' own validator says about them, and what goes wrong on the way.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::PathBuf,
};

use returns::ssda903::{
    Checked, Fault, FileFault, Lines, MOST_BYTES, MOST_ROWS, Refused, check, read_header, read_oc3,
};

const HEADER: &str = include_str!("fixture/header.csv");
const OC3: &str = include_str!("fixture/oc3.csv");
const EXPECTED: &str = include_str!("fixture/expected_oc3.csv");

const HEADER_COLUMNS: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB";
const OC3_COLUMNS: &str = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM";

/// The rules of the fixture that need only Header and OC3.
const CHECKED_RULES: [&str; 10] = [
    "131", "132", "133", "153", "344", "345", "391", "INT06", "INT15", "INT34",
];

/// Checks two files for the year to 31 March 2026.
fn checked(header: &str, oc3: &str) -> Checked {
    let header = read_header(header.as_bytes()).expect("a sound Header file");
    let oc3 = read_oc3(oc3.as_bytes()).expect("a sound OC3 file");
    check(&header, &oc3, 2026)
}

/// Checks rows without their column names.
fn checked_rows(header: &[&str], oc3: &[&str]) -> Checked {
    let file = |columns: &str, rows: &[&str]| [&[columns], rows].concat().join("\n");
    checked(&file(HEADER_COLUMNS, header), &file(OC3_COLUMNS, oc3))
}

/// Returns each refusal as "table line column rule".
fn brief(refused: &[Refused]) -> Vec<String> {
    let part = |text: Option<&'static str>| text.unwrap_or("-");
    refused
        .iter()
        .map(|r| {
            format!(
                "{} {} {} {}",
                r.table,
                r.line,
                part(r.column),
                part(r.rule())
            )
        })
        .collect()
}

fn accepted_children(checked: &Checked) -> Vec<&str> {
    checked
        .accepted
        .iter()
        .map(|(header, _)| header.child.as_str())
        .collect()
}

/// Compares a text with a file in `tests/golden`; with `UPDATE_GOLDEN` set, writes the file instead.
fn assert_golden(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).expect("the golden file can be written");
    }
    assert_eq!(
        text,
        fs::read_to_string(&path).expect("the golden file"),
        "{name} differs"
    );
}

#[test]
fn each_child_of_the_fixture_breaks_exactly_the_rules_that_the_validator_names() {
    let mut broken: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for refusal in checked(HEADER, OC3).refused {
        broken
            .entry(refusal.child.clone())
            .or_default()
            .insert(refusal.rule().expect("a rule"));
    }
    let mut children = 0;
    for line in EXPECTED.lines().skip(1) {
        let (child, rest) = line.split_once(',').expect("a child");
        let (rules, _) = rest.split_once(',').expect("rules");
        let expected: BTreeSet<&str> = rules
            .split_whitespace()
            .filter(|rule| CHECKED_RULES.contains(rule))
            .collect();
        assert_eq!(
            broken.remove(child).unwrap_or_default(),
            expected,
            "{child}"
        );
        children += 1;
    }
    assert_eq!((children, broken), (28, BTreeMap::new()));
}

#[test]
fn a_child_of_the_fixture_is_accepted_or_refused_never_both() {
    let checked = checked(HEADER, OC3);
    let accepted = accepted_children(&checked);
    assert_eq!(
        accepted,
        [
            "C001", "C010", "C011", "C012", "C013", "C014", "C015", "C016", "C017", "C018", "C022",
            "C024", "C026", "C027", "C028"
        ]
    );
    assert!(
        checked
            .refused
            .iter()
            .all(|refusal| !accepted.contains(&refusal.child.as_str()))
    );
    assert!(
        checked
            .accepted
            .iter()
            .all(|(header, oc3)| oc3.as_ref().is_some_and(|oc3| oc3.child == header.child))
    );
}

#[test]
fn the_fixture_is_refused_in_these_words() {
    let checked = checked(HEADER, OC3);
    let mut text = String::new();
    for (title, list) in [("Refused", &checked.refused), ("Warned", &checked.warned)] {
        writeln!(text, "{title}\n").expect("memory");
        for r in list {
            let (column, rule) = (r.column.unwrap_or("row"), r.rule().unwrap_or("no rule"));
            writeln!(
                text,
                "{} line {}, {}, {column} \"{}\" ({rule})\n    {r}",
                r.table, r.line, r.child, r.given
            )
            .expect("memory");
        }
        text.push('\n');
    }
    assert_golden("fixture.txt", &text);
}

#[test]
fn every_fault_of_a_row_has_these_words() {
    let header = [
        ",M,15/06/2006,WBRI,,,",
        "A1,1,15/06/2006,WBRI,,,",
        "A2,M,2006-06-15,WBRI,,,",
        "A3,M,06/15/2006,WBRI,,,",
        "A4,M,31/06/2006,WBRI,,,",
        "A5,M,15/06/0206,WBRI,,,",
        "A6,M,June 2006,WBRI,,,",
        "A7,M,,WBRI,,,",
        "A8,M,15/06/2006,WHITE,,,",
        "A9,M,15/06/2006,WBRI,UPN\u{7}1,,",
        "B1,F,15/06/2006,WBRI,,yes,",
        "B2,F,15/06/2006,WBRI,,1,2024",
        "B3,F,15/06/2006,WBRI,,1",
        "B4,M,15/06/2006,WBRI,,,",
        "B4,M,15/06/2006,WBRI,,,",
    ];
    let oc3 = [
        "A1,15/06/2006,YES,F3,U1",
        "A2,15/06/2006,YES,F2,Q7",
        "A3,15/06/2006,YES,F2,U1,",
        "A4,15/06/2006,,,",
    ];
    let mut text = String::new();
    for r in checked_rows(&header, &oc3).refused {
        let (column, rule) = (r.column.unwrap_or("row"), r.rule().unwrap_or("no rule"));
        writeln!(text, "{} {column} {:?} ({rule})\n    {r}", r.table, r.given).expect("memory");
    }
    assert_golden("rows.txt", &text);
}

#[test]
fn every_fault_of_a_file_has_these_words() {
    let columns = OC3_COLUMNS;
    let utf16: Vec<u8> = columns.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xFF\xFE".as_slice(), &utf16].concat();
    let too_many = format!(
        "{columns}\n{}",
        "C1,15/06/2006,NO,0,0\n".repeat(MOST_ROWS + 1)
    );
    let cases: [(&str, Vec<u8>); 16] = [
        ("empty", Vec::new()),
        ("blank lines only", b"\r\n ,,\r\n\r\n".to_vec()),
        ("too large", vec![b' '; MOST_BYTES + 1]),
        ("too many rows", too_many.into_bytes()),
        ("a workbook", b"PK\x03\x04...".to_vec()),
        ("an old workbook", b"\xD0\xCF\x11\xE0...".to_vec()),
        ("UTF-16 with a mark", marked),
        ("UTF-16 without a mark", utf16),
        (
            "Windows-1252",
            format!("{columns}\nC1,15/06/2006,NO,0,0\n")
                .bytes()
                .chain(*b"Ren\xE9,")
                .collect(),
        ),
        ("another table", HEADER.into()),
        (
            "columns missing and added",
            "CHILD,DOB,in_touch,ACTIV,ACTIV,,NAME\n".into(),
        ),
        ("semicolons", columns.replace(',', ";").into()),
        (
            "cut in a row",
            format!("{columns}\nC1,15/06/2006,NO,0,0\nC2,15/06/20").into(),
        ),
        (
            "cut in a quoted value",
            format!("{columns}\nC1,15/06/2006,NO,0,\"0").into(),
        ),
        (
            "a quotation mark in the middle",
            format!("{columns}\nC1,15/06/2006,NO,\"0,0\nC2,15/06/2006,NO,0,0\n").into(),
        ),
        (
            "months first",
            format!("{columns}\nC1,05/06/2006,NO,0,0\nC2,06/15/2006,NO,0,0\n").into(),
        ),
    ];
    let mut text = String::new();
    for (name, bytes) in cases {
        let fault = read_oc3(&bytes).expect_err(name);
        writeln!(text, "{name}\n    {fault}").expect("memory");
    }
    assert_golden("files.txt", &text);
}

#[test]
fn a_byte_order_mark_spaces_lower_case_and_any_order_of_columns_are_read() {
    let plain =
        read_oc3(b"CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,15/06/2006,YES,F2,U1\n").expect("sound");
    for same in [
        "\u{FEFF}CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\nC1,15/06/2006,YES,F2,U1\r\n",
        "CHILD , DOB,IN_TOUCH,ACTIV,ACCOM\n c1 ,15/06/2006 ,yes,\u{A0}f2,u1",
        "ACCOM,ACTIV,IN_TOUCH,DOB,CHILD\nU1,F2,YES,15/06/2006,C1\n",
        "\"CHILD\",\"DOB\",\"IN_TOUCH\",\"ACTIV\",\"ACCOM\"\n\"C1\",\"15/06/2006\",\"YES\",\"F2\",\"U1\"\n,,,,\n",
        "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\rC1,15/06/2006,YES,F2,U1\r",
    ] {
        assert_eq!(read_oc3(same.as_bytes()).as_ref(), Ok(&plain), "{same:?}");
    }
}

#[test]
fn a_file_without_rows_is_sound() {
    assert_eq!(
        read_oc3(OC3_COLUMNS.as_bytes()).map(|table| table.rows.len()),
        Ok(0)
    );
}

#[test]
fn a_row_keeps_its_line_where_lines_are_empty_or_blank() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            "",
            OC3_COLUMNS,
            "",
            "",
            "C1,15/06/2006,NO,0,0",
            ",,,,",
            "",
            "C2,15/06/2006,NO,9,0",
            "",
            "C3,15/06/2006,NO,0,0",
        ]
        .join(end);
        let table = read_oc3(text.as_bytes()).expect("sound");
        let lines: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!(
            (lines, brief(&table.refused)),
            (vec![5, 10], vec!["OC3 8 ACTIV 132".to_owned()]),
            "{end:?}"
        );
    }
}

#[test]
fn one_date_with_the_month_first_among_others_is_a_slip_in_its_row() {
    let rows = "C1,15/06/2006,NO,0,0\nC2,06/15/2006,NO,0,0\n";
    let table = read_oc3(format!("{OC3_COLUMNS}\n{rows}").as_bytes()).expect("sound");
    assert_eq!(brief(&table.refused), ["OC3 3 DOB -"]);
    let twice = format!("{OC3_COLUMNS}\n{rows}C3,06/16/2006,NO,0,0\n");
    assert_eq!(
        read_oc3(twice.as_bytes()),
        Err(FileFault::SwappedDates {
            line: 3,
            given: "06/15/2006".to_owned()
        })
    );
}

#[test]
fn a_child_whose_header_row_is_refused_is_not_called_missing() {
    let checked = checked_rows(
        &["C1,M,15/06/2006,WHITE,,,", "C2,M,15/06/2006,WBRI,,,"],
        &["C1,15/06/2006,NO,0,0"],
    );
    assert_eq!(brief(&checked.refused), ["Header 2 ETHNIC 103"]);
    assert_eq!(accepted_children(&checked), ["C2"]);
    assert_eq!(checked.accepted[0].1, None);
}

#[test]
fn a_refused_oc3_row_is_still_checked_against_header_and_bars_the_child() {
    let checked = checked_rows(
        &["C1,M,15/06/2006,WBRI,,,", "C2,M,15/06/2006,WBRI,,,"],
        &[
            "C1,16/06/2006,YES,F2,S1",
            "C2,15/06/2006,NO,0",
            "C3,15/06/2010,NO,0,0",
        ],
    );
    assert_eq!(
        brief(&checked.refused),
        [
            "OC3 2 ACCOM 133",
            "OC3 2 DOB INT15",
            "OC3 3 - -",
            "OC3 4 CHILD INT06",
            "OC3 4 DOB 391"
        ]
    );
    assert_eq!(checked.accepted, []);
}

#[test]
fn the_dead_and_those_gone_home_are_coded_zero_and_those_in_touch_are_not() {
    for (items, expected) in [
        ("DIED,0,0", vec![]),
        ("RHOM,0,0", vec![]),
        ("DIED,F2,U1", vec!["OC3 2 ACTIV 344", "OC3 2 ACCOM 344"]),
        ("RHOM,0,B1", vec!["OC3 2 ACCOM 344"]),
        ("YES,0,0", vec!["OC3 2 ACTIV 345", "OC3 2 ACCOM 345"]),
        ("NO,G5,R2", vec![]),
        ("NREQ,0,0", vec![]),
        ("REFU,F1,0", vec![]),
    ] {
        let checked = checked_rows(
            &["C1,M,15/06/2006,WBRI,,,"],
            &[&format!("C1,15/06/2006,{items}")],
        );
        assert_eq!(brief(&checked.refused), expected, "{items}");
        assert_eq!(
            checked.accepted.len(),
            usize::from(expected.is_empty()),
            "{items}"
        );
    }
}

#[test]
fn the_seventeenth_birthday_may_be_the_last_day_of_the_year() {
    for (born_on, refused, warned) in [
        ("31/03/2009", vec![], vec![]),
        ("01/04/2009", vec!["OC3 2 DOB 391"], vec![]),
        ("01/04/2000", vec![], vec![]),
        ("31/03/2000", vec![], vec!["OC3 2 DOB 391"]),
    ] {
        let checked = checked_rows(
            &[&format!("C1,M,{born_on},WBRI,,,")],
            &[&format!("C1,{born_on},NO,0,0")],
        );
        assert_eq!(
            (brief(&checked.refused), brief(&checked.warned)),
            (text(&refused), text(&warned)),
            "{born_on}"
        );
    }
}

#[test]
fn a_foyer_is_doubted_until_the_eighteenth_birthday() {
    for (born_on, warned) in [
        ("31/03/2008", vec![]),
        ("01/04/2008", vec!["OC3 2 ACCOM 347"]),
    ] {
        let checked = checked_rows(
            &[&format!("C1,M,{born_on},WBRI,,,")],
            &[&format!("C1,{born_on},YES,F2,T2")],
        );
        assert_eq!(
            (checked.accepted.len(), brief(&checked.warned)),
            (1, text(&warned)),
            "{born_on}"
        );
    }
}

#[test]
fn a_child_who_fills_the_whole_file_is_refused_on_every_row() {
    let rows = vec!["C1,15/06/2006,NO,0,0"; 50_000];
    let checked = checked_rows(&["C1,M,15/06/2006,WBRI,,,"], &rows);
    assert_eq!((checked.refused.len(), checked.accepted.len()), (50_000, 0));
}

#[test]
fn a_shared_pupil_number_is_a_warning_and_a_reason_for_having_none_may_be_shared() {
    let checked = checked_rows(
        &[
            "C1,M,15/06/2006,WBRI,UN3,,",
            "C2,M,15/06/2006,WBRI,A208400020001,,",
            "C3,M,15/06/2006,WBRI,un3,,",
            "C4,M,15/06/2006,WBRI,a208400020001,,",
            "C5,M,15/06/2006,WBRI,,,",
            "C6,M,15/06/2006,WBRI,,,",
        ],
        &[],
    );
    assert_eq!((checked.accepted.len(), checked.refused.len()), (6, 0));
    assert_eq!(
        checked
            .warned
            .iter()
            .map(|warning| &warning.fault)
            .collect::<Vec<_>>(),
        [&Fault::SharedUpn {
            lines: Lines {
                first: vec![3, 5],
                count: 2
            }
        }]
    );
}

fn text(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}
