//! Lists as they really come: each made file has one thing that real exports have.

use super::{
    super::{bundle::Options, reading::Sent},
    File, Office, file, incoming, today,
};

macro_rules! case {
    ($name:literal) => {
        file(
            $name,
            include_bytes!(concat!("../../../../../lists/tests/cases/", $name)).as_slice(),
        )
    };
}

/// Returns the lines of a report that speak of an id.
fn lines<'a>(report: &'a str, id: &str) -> Vec<&'a str> {
    let id = format!("{id} ");
    report.lines().filter(|line| line.contains(&id)).collect()
}

fn files(one: File) -> Vec<File> {
    vec![one]
}

#[tokio::test]
async fn every_file_that_excel_gives_comes_in_and_says_what_was_assumed() {
    for (one, made, assumed) in [
        (case!("title.csv"), 1, "1 row above the table was left out."),
        (
            case!("title.xlsx"),
            1,
            "1 row above the table was left out.",
        ),
        (case!("cover.xlsx"), 1, "Only the sheet"),
        (case!("trailing.csv"), 2, "2 columns without a heading"),
        (case!("semicolon.csv"), 1, "separated by semicolons"),
        (case!("sep.csv"), 1, ""),
        (case!("utf16.csv"), 1, ""),
        (case!("win1252.csv"), 1, "windows-1252"),
        (case!("search.csv"), 2, ""),
        (case!("h903_lower.csv"), 1, ""),
        (case!("h903_trail.csv"), 1, "1 column without a heading"),
        (case!("h903.xlsx"), 2, ""),
    ] {
        let office = Office::open().await;
        let name = one.name.clone();
        let report = office.bring(&files(one)).await;
        assert!(
            report.contains(&format!("{made} added")),
            "{name}: {report}"
        );
        assert!(report.contains(" 0 refused"), "{name}: {report}");
        assert!(report.contains(assumed), "{name}: {report}");
    }
}

#[tokio::test]
async fn a_day_is_read_however_it_is_written_and_asked_about_where_it_can_be_two() {
    let office = Office::open().await;
    let report = office.bring(&files(case!("dates.csv"))).await;
    for id in ["DT-1", "DT-2", "DT-3", "DT-4", "DT-6", "DT-7", "DT-8"] {
        let born = office.record(id).await.person.fields.born_on;
        assert_eq!(born, "2006-06-15".parse().ok(), "{id}: {report}");
    }
    assert!(lines(&report, "DT-5")[0].contains("question"), "{report}");
    assert!(
        lines(&report, "DT-5")[0].contains("Does 15/06/06 mean 15 June 2006?"),
        "{report}"
    );
    assert!(
        lines(&report, "DT-9")[0].contains("There is no such day"),
        "{report}"
    );
    assert!(
        report.contains("8 added") && report.contains("1 held back with a question"),
        "{report}"
    );

    let sent = Sent::read(&case!("dates.csv")).unwrap();
    let answered = Options {
        takes_doubtful: true,
        ..Options::default()
    };
    let read = super::super::reading::incoming(&[sent], &answered, today()).unwrap();
    let five = read.given.iter().find(|given| given.who == "DT-5").unwrap();
    assert_eq!(five.fields.born_on, "2006-06-15".parse().ok());
}

#[test]
fn births_that_cannot_be_and_the_empty_date_of_excel_are_asked_about() {
    for (born, said) in [
        ("01/01/1900", "what Excel writes for an empty date"),
        ("1899-12-30", "what Excel writes for an empty date"),
        ("15/06/2016", "10 years old"),
        ("15/06/1990", "36 years old"),
    ] {
        let text = format!("council_ref,given_name,born_on\n1,Kai,{born}\n");
        // A day in the century before last is no day that a list may hold.
        let Ok(read) = incoming(&[file("list.csv", text)], today(), None) else {
            continue;
        };
        let why = &read.said[0].why;
        assert!(
            why.contains(said) || why.contains("The year cannot be right"),
            "{born}: {why}"
        );
        assert!(read.given.is_empty());
    }
}

#[tokio::test]
async fn a_phone_is_kept_as_written_and_no_bad_one_loses_somebody() {
    let office = Office::open().await;
    let report = office.bring(&files(case!("phones.csv"))).await;
    assert!(
        report.contains("15 added") && report.contains(" 0 refused"),
        "{report}"
    );
    for (id, dialled) in [
        ("PN-1", Some("+447700900123")),
        ("PN-2", Some("+447700900124")),
        ("PN-3", Some("+447700900125")),
        ("PN-4", Some("+447700900126")),
        ("PN-5", Some("+447700900127")),
        ("PN-6", Some("+447700900128")),
        ("PN-7", Some("+251911234567")),
        ("PN-8", None),
        ("PN-9", None),
        ("PN-10", Some("+447700900130")),
        ("PN-11", None),
        ("PN-12", Some("+447700900131")),
        ("PN-13", Some("+447700900132")),
        ("PN-14", Some("+447700900133")),
        ("PN-15", None),
    ] {
        let phone = office.record(id).await.person.fields.phone;
        assert_eq!(
            values::phones::first(&phone).as_deref(),
            dialled,
            "{id}: {phone}"
        );
        if dialled.is_none() {
            assert_eq!(phone, "", "{id}");
            assert!(lines(&report, id).len() == 2, "{id}: {report}");
        }
    }
    let noted = office.record("PN-10").await.person.fields.phone;
    assert!(noted.contains("foster mum"), "{noted}");
    assert!(
        lines(&report, "PN-6")[1].contains("more than one number"),
        "{report}"
    );
}

#[tokio::test]
async fn the_same_person_is_asked_about_however_the_name_is_written() {
    let office = Office::open().await;
    office.bring(&files(case!("dupes_seed.csv"))).await;
    let report = office.tried(&files(case!("dupes.csv"))).await;
    for id in ["DD-1", "DD-2", "DD-3", "DD-4", "DD-5", "DD-6", "DD-7"] {
        assert!(
            lines(&report, id)[0].contains("duplicate?"),
            "{id}: {report}"
        );
    }
    // The same name with another date of birth is another person, and worth a note.
    let eight = lines(&report, "DD-8");
    assert!(eight[0].contains("added"), "{report}");
    assert!(eight[1].contains("another date of birth"), "{report}");
    assert!(
        report.contains("7 held back as possible duplicates"),
        "{report}"
    );
}

#[tokio::test]
async fn two_rows_of_one_list_are_held_against_each_other() {
    let office = Office::open().await;
    let list = "council_ref,given_name,family_name,born_on\nA-1,Jon,Smith,04/05/2006\nA-2,Jonathan,Smith,05/04/2006\nA-3,Zoe,Ash,04/05/2006\n";
    let report = office.tried(&files(file("list.csv", list))).await;
    assert!(
        lines(&report, "A-2")[0].contains("Line 2 of this list"),
        "{report}"
    );
    assert!(
        report.contains("2 added") && report.contains("1 held back"),
        "{report}"
    );
}

#[test]
fn what_means_nothing_is_never_a_name() {
    let list = "council_ref,given_name,family_name,email\n1,Kai,#N/A,-\n2,NULL,Ash,nan\n3,Null,#REF!,kai@example.com\n";
    let read = incoming(&[file("list.csv", list)], today(), None).unwrap();
    let names: Vec<_> = read
        .given
        .iter()
        .map(|given| {
            (
                given.fields.given_name.as_str(),
                given.fields.family_name.as_str(),
            )
        })
        .collect();
    assert_eq!(names, [("Kai", ""), ("", "Ash"), ("Null", "")]);
    let said: Vec<_> = read.said.iter().map(|said| said.why.as_str()).collect();
    for word in [
        "#N/A was read as an empty value",
        "NULL was",
        "#REF! was",
        "nan was",
        "- was",
    ] {
        assert!(
            said.iter().any(|why| why.contains(word)),
            "{word}: {said:?}"
        );
    }
}
