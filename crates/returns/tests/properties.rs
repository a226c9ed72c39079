//! What holds for every file: no bytes make the reader fail, and what is written reads back the same.

use chrono::NaiveDate;
use proptest::{collection::vec, option, prelude::*, sample::select};
use returns::ssda903::{
    ChildId, HeaderRow, Mother, Oc3Row, Upn, check, read_header, read_oc3, write_header, write_oc3,
};
use values::codes::{Accommodation, Activity, Ethnicity, InTouch, Sex};

/// Text that can be the number of a child: quotation marks, commas and letters of any script included.
fn id_text() -> impl Strategy<Value = String> {
    "[^\\p{Cc}\\s][^\\p{Cc}]{0,48}"
        .prop_filter("spaces around are not kept", |text| text.trim() == text)
}

fn day() -> impl Strategy<Value = NaiveDate> {
    let (first, last) = (
        NaiveDate::from_ymd_opt(1900, 1, 1),
        NaiveDate::from_ymd_opt(2100, 12, 31),
    );
    let span = last
        .expect("a day")
        .signed_duration_since(first.expect("a day"))
        .num_days() as u64;
    (0..=span).prop_map(move |days| first.expect("a day") + chrono::Days::new(days))
}

prop_compose! {
    fn header_row()(
        child in id_text(),
        sex in select(Sex::ALL),
        // A day that may be read month first is never mistaken for it, so any day will do.
        born_on in day(),
        ethnicity in select(Ethnicity::ALL),
        upn in option::of(id_text()),
        mother in select(&[Mother::Yes, Mother::No, Mother::NotStated][..]),
        mothers_child_born_on in option::of(day()),
    ) -> HeaderRow {
        let child = ChildId::parse(&child).expect("a number");
        let upn = upn.map(|upn| Upn::parse(&upn).expect("a number"));
        HeaderRow { child, sex, born_on, ethnicity, upn, mother, mothers_child_born_on }
    }
}

/// What belongs together in contact, activity and accommodation.
fn coded() -> impl Strategy<Value = (InTouch, Activity, Accommodation)> {
    (
        select(InTouch::ALL),
        select(Activity::ALL),
        select(Accommodation::ALL),
    )
        .prop_filter("rules 344 and 345", |coded| {
            let (in_touch, activity, accommodation) = *coded;
            let known = (
                activity != Activity::NotKnown,
                accommodation != Accommodation::NotKnown,
            );
            match in_touch {
                InTouch::Died | InTouch::ReturnedHome => known == (false, false),
                InTouch::Yes => known == (true, true),
                _ => true,
            }
        })
}

prop_compose! {
    fn oc3_row()(child in id_text(), born_on in day(), (in_touch, activity, accommodation) in coded()) -> Oc3Row {
        Oc3Row { child: ChildId::parse(&child).expect("a number"), born_on, in_touch, activity, accommodation }
    }
}

/// Text made of what files are made of, so that many cases get past the first line.
fn file_like() -> impl Strategy<Value = String> {
    let pieces = select(
        &[
            ",",
            "\n",
            "\r\n",
            "\"",
            " ",
            "0",
            "C1",
            "YES",
            "F2",
            "U1",
            "15/06/2006",
            "06/15/2006",
            "é",
            "\u{FEFF}",
            "\0",
            "WBRI",
            "M",
        ][..],
    );
    (any::<bool>(), vec(pieces, 0..60)).prop_map(|(header, pieces)| {
        let columns = if header {
            "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
        } else {
            "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"
        };
        columns.to_owned() + &pieces.concat()
    })
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _ = (read_header(&bytes), read_oc3(&bytes));
    }

    #[test]
    fn no_text_like_a_file_makes_the_reader_or_the_check_panic(header in file_like(), oc3 in file_like(), year_end in any::<i32>()) {
        if let (Ok(header), Ok(oc3)) = (read_header(header.as_bytes()), read_oc3(oc3.as_bytes())) {
            let checked = check(&header, &oc3, year_end);
            for refused in checked.refused.iter().chain(&checked.warned) {
                prop_assert!(!refused.to_string().is_empty());
            }
        }
    }

    #[test]
    fn a_written_header_reads_back_the_same(rows in vec(header_row(), 0..20)) {
        let table = read_header(&write_header(&rows)).expect("a sound file");
        prop_assert_eq!(table.refused, vec![]);
        prop_assert_eq!(table.rows.into_iter().map(|row| row.value).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn a_written_oc3_reads_back_the_same(rows in vec(oc3_row(), 0..20)) {
        let table = read_oc3(&write_oc3(&rows)).expect("a sound file");
        prop_assert_eq!(table.refused, vec![]);
        prop_assert_eq!(table.rows.into_iter().map(|row| row.value).collect::<Vec<_>>(), rows);
    }
}
