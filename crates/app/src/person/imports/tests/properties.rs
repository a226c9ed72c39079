//! What holds for every file: no bytes stop the program, no row is lost, and a dry run tells the truth.

use proptest::{collection::vec, prelude::*, sample::select};

use super::{
    super::{columns, model::Kind},
    Office, file, incoming, today,
};

/// Text made of what lists are made of, so that many cases get past the first line.
fn list_like() -> impl Strategy<Value = String> {
    let pieces = select(
        &[
            ",",
            ",",
            "\n",
            "\n",
            "\r\n",
            "\"",
            " ",
            "1",
            "NT-2",
            "Kai",
            "15/06/2006",
            "06/15/2006",
            "7700900101",
            "é",
            "\0",
            "\u{1}",
            "C1",
            "relevant",
            "M",
        ][..],
    );
    let columns = select(
        &[
            "council_ref\n",
            "council_ref,given_name\n",
            "ssda903_child,born_on,phone\n",
            "council_ref,ssda903_child,given_name,sex,care_status\n",
            "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n",
            "",
        ][..],
    );
    (columns, vec(pieces, 0..60))
        .prop_map(|(columns, pieces)| columns.to_owned() + &pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _outcome = incoming(&[file("list.csv", bytes)], today(), None);
    }

    #[test]
    fn no_row_of_a_list_is_lost_without_a_word(text in list_like()) {
        if let Ok(list) = incoming(&[file("list.csv", text.clone())], today(), None) {
            let rows = lists::read(text.as_bytes(), &columns::known()).map_or(0, |list| list.rows.len());
            if list.kind == Kind::Own {
                prop_assert_eq!(list.given.len() + list.refused + list.asked, rows);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_dry_run_tells_what_the_real_run_does(first in list_like(), second in list_like()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let office = Office::open().await;
            for text in [first, second] {
                let files = [file("list.csv", text)];
                if incoming(&files, today(), None).is_ok() {
                    let before = office.rows().await;
                    let dry = office.dry_run(&files).await;
                    assert_eq!(office.rows().await, before);
                    assert_eq!(office.bring(&files).await, dry);
                }
            }
        });
    }
}
