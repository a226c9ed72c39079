//! Imports into a database: what is refused, and what is stored afterwards.

mod cases;
mod files;
mod office;
mod properties;

use std::path::PathBuf;

use chrono::NaiveDate;

use self::office::Office;
use super::{
    bundle::Options,
    model::Incoming,
    reading::{File, Sent},
    run::{prepare, write},
};
use crate::shell::choices::Code;

const SAMPLE: &str = include_str!("samples/people.csv");
const HEADER: &str = include_str!("../../../../returns/tests/fixture/header.csv");
const OC3: &str = include_str!("../../../../returns/tests/fixture/oc3.csv");

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> File {
    File {
        name: name.into(),
        bytes: bytes.into(),
    }
}

/// Reads files as the command line does, and checks each row.
fn incoming(files: &[File], today: NaiveDate, year_end: Option<i32>) -> Result<Incoming, String> {
    let sent: Result<Vec<Sent>, String> = files.iter().map(Sent::read).collect();
    let options = Options {
        year_end,
        ..Options::default()
    };
    super::reading::incoming(&sent?, &options, today)
}

/// Compares a text with a file in `golden`; with `UPDATE_GOLDEN` set, writes the file instead.
fn assert_golden(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("src/person/imports/golden")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(
        text,
        std::fs::read_to_string(&path).unwrap(),
        "{name} differs"
    );
}

#[tokio::test]
async fn a_row_that_is_wrong_is_refused_with_its_line_column_and_reason() {
    let office = Office::open().await;
    let text = "\u{FEFF}council_ref,ssda903_child,upn,Given Name,born_on,phone,email,address,channel,care_status,ehcp,sex\r\n\
        1,,,Kai,15/06/2006,,,,,,,\r\n\
        \r\n\
        2,,,Sam,15/06/2006,,,,,,\r\n\
        3,,,Sam,15/06/2006,,,,,,,,\r\n\
        ,,,Nobody,15/06/2006,,,,,,,\r\n\
        5,,,,15/06/2006,,,,,,,\r\n\
        6,,,Ada,06/15/2006,,,,,,,\r\n\
        7,,,Ada,31/02/2006,,,,,,,\r\n\
        8,,,Ada,01/09/2026,,,,,,,\r\n\
        9,,,Ada,15 June 2006,,,,,,,\r\n\
        10,,,Ada,15/06/0206,,,,,,,\r\n\
        11,,,Ada,2006-06-15,7700900111,,\"1 Mill Lane,\r\nNorthtown\",Text message,Former relevant,Not known,u\r\n\
        12,,,Ada,,4.47701E+11,ada@,,fax,adopted,perhaps,X\r\n\
        1.00E+12,---,,Ada,,none,,,,,,\r\n\
        14,C14,A1,\"Ada\nLee\",,,,,,,,\r\n\
        15,C15,A1,Ada,,,,,,,,\r\n\
        16,c15,,Ada,,,,,,,,\r\n\
        17,,B2,Ada,,,,,,,,\r\n\
        18,,b2,Ada,,,,,,,,\r\n\
        19,,UN1,Ada,,7700900119,,,,,,\r\n\
        19,,,Ada,,,,,,,,\r\n";
    let report = office.bring(&[file("list.csv", text)]).await;
    assert_golden("rows.txt", &report);
    let kept = office.record("11").await.person.fields;
    assert_eq!(kept.phone, "07700900111");
    assert_eq!(kept.address, "1 Mill Lane,\nNorthtown");
    assert_eq!(
        (kept.channel.as_str(), kept.ehcp.code()),
        ("text", "not-known")
    );
}

#[tokio::test]
async fn the_same_list_twice_changes_nothing_the_second_time() {
    let office = Office::open().await;
    let files = [file("list.csv", SAMPLE)];
    let dry = office.dry_run(&files).await;
    assert_eq!(
        (office.bring(&files).await, office.rows().await[0]),
        (dry, 3)
    );
    let before = office.rows().await;
    let again = office.bring(&files).await;
    assert!(
        again.contains("0 added, 0 changed, 3 unchanged, 0 refused"),
        "{again}"
    );
    let [people, ids, eet, homes, entries] = before;
    // One entry tells of the second run itself.
    assert_eq!(office.rows().await, [people, ids, eet, homes, entries + 1]);
}

#[tokio::test]
async fn a_list_fills_gaps_corrects_itself_and_never_blanks() {
    let office = Office::open().await;
    let first = "council_ref,given_name,phone,born_on,language,sex\n1,Kai,07700 900101,2006-06-15,,\n2,Sam,,,Welsh,M\n";
    office.bring(&[file("list.csv", first)]).await;
    let second = "council_ref,ssda903_child,given_name,family_name,phone,born_on,language,sex,care_status\n\
        1,C1,Kay,Marlow,+44 7700 900101,2006-06-16,English,F,relevant\n\
        2,,,,,,,F,\n";
    let report = office.bring(&[file("list.csv", second)]).await;
    assert_golden("gaps.txt", &report);
    let kai = office.record("1").await;
    let fields = &kai.person.fields;
    assert_eq!(
        (fields.given_name.as_str(), fields.family_name.as_str()),
        ("Kay", "Marlow")
    );
    assert_eq!(
        (fields.phone.as_str(), fields.language.as_str()),
        ("07700 900101", "English")
    );
    assert_eq!(
        (fields.born_on, kai.ssda903_child.as_str()),
        (NaiveDate::from_ymd_opt(2006, 6, 16), "C1")
    );
    assert_eq!(office.record("2").await.person.fields.language, "Welsh");
}

#[tokio::test]
async fn ids_that_name_two_people_name_nobody() {
    let office = Office::open().await;
    let first = "council_ref,ssda903_child,upn,given_name\n1,C1,A1,Kai\n2,C2,,Sam\n3,C3,,Ann\n";
    office.bring(&[file("list.csv", first)]).await;
    let second = "council_ref,ssda903_child,upn,given_name\n1,C2,,Kai\n2,,A1,Sam\n3,,,Ann\n,c3,,Ann\n4,C1,,Kai\n";
    let report = office.bring(&[file("list.csv", second)]).await;
    assert_golden("ids.txt", &report);
    assert_eq!(office.rows().await[0], 3);
}

#[tokio::test]
async fn the_made_return_is_taken_but_for_what_is_wrong_in_it() {
    let office = Office::open().await;
    let files = [file("oc3.csv", OC3), file("header.csv", HEADER)];
    let dry = office.dry_run(&files).await;
    assert_eq!(office.rows().await[0], 0);
    let report = office.bring(&files).await;
    assert_eq!(report, dry);
    assert_golden("fixture.txt", &report);
    assert_eq!(office.rows().await[0], 15);
    let child = office.record("C001").await;
    let birthday = NaiveDate::from_ymd_opt(2025, 6, 15).unwrap();
    assert_eq!(child.person.name(), "Name needed");
    assert_eq!(
        child.activities[&birthday],
        ("F2".into(), "ssda903".to_owned())
    );
    assert_eq!(
        child.accommodations[&birthday],
        ("U1".into(), "ssda903".to_owned())
    );
    // What is not known is not stored.
    assert!(office.record("C011").await.activities.is_empty());
    let again = office.bring(&files).await;
    assert!(
        again.contains("0 added, 0 changed, 15 unchanged, 13 refused"),
        "{again}"
    );
}

#[tokio::test]
async fn a_corrected_return_supersedes_itself_and_a_header_alone_is_enough() {
    let office = Office::open().await;
    let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,U,15/06/2006,NOBT,,,\nC2,M,16/06/2006,WBRI,,,\n";
    let oc3 = |activity: &str| {
        let rows = format!("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,15/06/2006,YES,{activity},U1\n");
        [file("header.csv", header), file("oc3.csv", rows)]
    };
    office.bring(&[file("header.csv", header)]).await;
    assert_eq!(office.rows().await[..4], [2, 2, 0, 0]);
    office.bring(&oc3("F2")).await;
    office.bring(&oc3("P2")).await;
    let known = header.replace("U,15/06/2006,NOBT", "F,15/06/2006,WBRI");
    let other = known.replace("M,16/06/2006,WBRI", "F,17/06/2006,MWAS");
    let report = office.bring(&[file("header.csv", other)]).await;
    assert_golden("corrected.txt", &report);
    let child = office.record("C1").await;
    assert_eq!(child.person.activity.code(), "P2");
    assert_eq!(child.activities.len(), 1);
    assert_eq!(office.rows().await[..4], [2, 2, 2, 1]);
}

#[tokio::test]
async fn a_write_that_fails_leaves_nothing_behind() {
    let office = Office::open().await;
    office
        .bring(&[file("list.csv", "council_ref,given_name\n1,Kai\n")])
        .await;
    let list = "council_ref,given_name,family_name\n2,Sam,\n1,Kai,Marlow\n3,Ann,\n";
    let incoming = incoming(&[file("list.csv", list)], today(), None).unwrap();
    let plan = prepare(&office.app, office.council, incoming, true)
        .await
        .unwrap();
    office.change("1", "07700 900101").await;
    let before = office.rows().await;
    let error = write(&office.app, office.council, plan).await.unwrap_err();
    assert!(error.contains("Nothing was imported"), "{error}");
    assert_eq!(office.rows().await, before);
}

#[tokio::test]
async fn what_was_written_before_someone_else_changed_a_record_stays_and_the_rest_follows() {
    let office = Office::open().await;
    office
        .bring(&[file("list.csv", "council_ref,given_name\nkai,Kai\n")])
        .await;
    let mut list = String::from("council_ref,given_name,family_name\n");
    for row in 0..250 {
        list.push_str(&format!("{row},Given{row},\n"));
    }
    list.push_str("kai,Kai,Marlow\n");
    let files = [file("list.csv", list)];
    let incoming = incoming(&files, today(), None).unwrap();
    let plan = prepare(&office.app, office.council, incoming, true)
        .await
        .unwrap();
    office.change("kai", "07700 900101").await;
    let error = write(&office.app, office.council, plan).await.unwrap_err();
    assert!(error.contains("200 rows were imported"), "{error}");
    assert_eq!(office.rows().await[0], 201);
    let report = office.bring(&files).await;
    assert!(
        report.contains("50 added, 1 changed, 200 unchanged"),
        "{report}"
    );
    assert_eq!(office.rows().await[0], 251);
}

#[tokio::test]
async fn somebody_who_was_added_meanwhile_is_not_made_twice() {
    let office = Office::open().await;
    let files = [file("list.csv", SAMPLE)];
    let incoming = incoming(&files, today(), None).unwrap();
    let plan = prepare(&office.app, office.council, incoming, true)
        .await
        .unwrap();
    office.bring(&files).await;
    assert!(write(&office.app, office.council, plan).await.is_err());
    assert_eq!(office.rows().await[0], 3);
}

#[tokio::test]
async fn the_command_tells_by_its_end_whether_all_was_taken() {
    use std::process::ExitCode;

    let office = Office::open().await;
    let ended = async |text: &str, dry_run| {
        let arguments = office.arguments(text, dry_run);
        super::run(&office.app, &arguments)
            .await
            .map(|(_, ended)| ended)
    };
    assert_eq!(ended(SAMPLE, true).await, Ok(ExitCode::SUCCESS));
    assert_eq!(office.rows().await[0], 0);
    assert_eq!(ended(SAMPLE, false).await, Ok(ExitCode::SUCCESS));
    assert_eq!(office.rows().await[0], 3);
    let wrong = "council_ref,given_name\n9,Kai\n,Sam\n";
    assert_eq!(ended(wrong, false).await, Ok(ExitCode::from(2)));
    assert_eq!(office.rows().await[0], 4);
    assert!(ended("", false).await.is_err());
}

#[tokio::test]
async fn a_value_that_a_list_brought_follows_the_list_until_a_worker_changes_it() {
    let office = Office::open().await;
    let list = |phone: &str| {
        let text = format!("council_ref,given_name,phone\nNT-1,Kai,{phone}\n");
        vec![File {
            name: "list.csv".into(),
            bytes: text.into_bytes(),
        }]
    };
    office.bring(&list("07700 900001")).await;
    let report = office.bring(&list("07700 900002")).await;
    assert!(report.contains("1 changed"), "{report}");
    let phone = || async { office.record("NT-1").await.person.fields.phone };
    assert_eq!(phone().await, "07700 900002");
    office.change("NT-1", "07700 900003").await;
    let report = office.bring(&list("07700 900004")).await;
    assert!(report.contains("1 value not taken"), "{report}");
    assert_eq!(phone().await, "07700 900003");
    let report = office.bring(&list("07700 900005")).await;
    assert!(report.contains("1 value not taken"), "{report}");
}

#[tokio::test]
async fn a_list_of_a_virtual_school_knows_pupils_by_number_and_date_of_birth() {
    let office = Office::open().await;
    let list = "UPN,Forename,Surname,DOB,NEET since,NEET reason\n\
        A123456789012,Kai,Marlow,15/06/2008,01/06/2026,G5\n\
        A123456789013,Sam,Ode,01/02/2009,03/06/2026,illness\n\
        A123456789014,Ann,,01/02/2009,,G6\n\
        ,Zoe,,01/02/2009,,\n";
    let report = office.bring(&[file("school.csv", list)]).await;
    assert!(report.contains("3 added"), "{report}");
    assert!(report.contains("neet_since: Give the day"), "{report}");
    let again = office.bring(&[file("school.csv", list)]).await;
    assert!(again.contains("0 added, 0 changed, 3 unchanged"), "{again}");
    let other_day = "UPN,Forename,DOB\nA123456789012,Kai,16/06/2008\n";
    let other = office.dry_run(&[file("school.csv", other_day)]).await;
    assert!(
        other.contains("Another young person in Foothold has this pupil number"),
        "{other}"
    );
    let rows = office.rows().await;
    assert_eq!((rows[0], rows[2]), (3, 2), "people and activities");
}
