//! Files as a whole: which are read, and what is said of the others.

use std::fmt::Write;

use super::{super::reading::File, HEADER, OC3, assert_golden, file, incoming, today};

#[test]
fn a_file_that_cannot_be_read_is_refused_with_what_to_do() {
    let row = "council_ref,given_name,born_on\n1,Kai,15/06/2006\n";
    let cases: [(&str, Vec<File>); 16] = [
        ("empty", vec![file("list.csv", "")]),
        (
            "blank lines only",
            vec![file("list.csv", "\u{FEFF}\r\n,,\r\n")],
        ),
        (
            "too large",
            vec![file("list.csv", vec![b' '; 10 * 1024 * 1024 + 1])],
        ),
        (
            "too many rows",
            vec![file(
                "list.csv",
                format!("council_ref\n{}", "1\n".repeat(50_100)),
            )],
        ),
        (
            "a workbook",
            vec![file("list.xlsx", b"PK\x03\x04...".to_vec())],
        ),
        (
            "unknown columns",
            vec![file(
                "list.csv",
                "Council Ref,first_name,familyname,colour,,phone,Phone\n",
            )],
        ),
        (
            "no id column",
            vec![file("list.csv", "given_name,family_name\nKai,Marlow\n")],
        ),
        (
            "cut in a row",
            vec![file("list.csv", format!("{row}2,Sam"))],
        ),
        (
            "cut in a quoted value",
            vec![file("list.csv", format!("{row}2,\"Sam"))],
        ),
        (
            "a quotation mark in the middle",
            vec![file("list.csv", format!("{row}2,\"Sam,\n3,Zoe,\n"))],
        ),
        (
            "months first",
            vec![file(
                "list.csv",
                format!("{row}2,Sam,06/15/2006\n3,Zoe,06/16/2006\n"),
            )],
        ),
        ("OC3 alone", vec![file("oc3.csv", OC3)]),
        (
            "Header twice",
            vec![file("a.csv", HEADER), file("b.csv", HEADER)],
        ),
        (
            "a list and a Header",
            vec![file("list.csv", row), file("header.csv", HEADER)],
        ),
        (
            "a Header with a column missing",
            vec![file("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER\n")],
        ),
        (
            "an OC3 that is cut",
            vec![
                file("oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,15/06/20"),
                file("header.csv", HEADER),
            ],
        ),
    ];
    let mut text = String::new();
    for (name, files) in cases {
        let fault = incoming(&files, today(), None).expect_err(name);
        writeln!(text, "{name}\n    {fault}").unwrap();
    }
    assert_golden("files.txt", &text);
}

#[test]
fn line_ends_marks_spaces_and_the_order_of_columns_make_no_difference() {
    let plain = incoming(
        &[file("list.csv", "council_ref,given_name\n1,Kai\n")],
        today(),
        None,
    );
    for same in [
        "\u{FEFF}council_ref,given_name\r\n1,Kai\r\n",
        "Council ref , GIVEN-NAME\r1, Kai",
        "given_name,council_ref\nKai,1\n,,\n",
        "\"council_ref\",\"given_name\"\n\"1\",\"Kai\"",
    ] {
        assert_eq!(
            incoming(&[file("list.csv", same)], today(), None),
            plain,
            "{same:?}"
        );
    }
}

#[test]
fn a_reporting_year_that_has_not_ended_is_refused() {
    let files = [file("header.csv", HEADER), file("oc3.csv", OC3)];
    assert!(incoming(&files, today(), Some(2026)).is_ok());
    assert!(incoming(&files, today(), Some(2027)).is_err());
    assert!(incoming(&files, today(), Some(i32::MIN)).is_err());
}
