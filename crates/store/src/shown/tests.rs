use std::{fs, io, path::Path};

use uuid::Uuid;

use super::{
    Record,
    files::{FULL, HEAD, Writing, path, write_private},
};

fn record(number: u128) -> Record {
    Record {
        council: Uuid::from_u128(1),
        id: Uuid::from_u128(number),
        at: 1_790_000_000_000_000,
        by: number.is_multiple_of(2).then(|| Uuid::from_u128(7)),
        person: number.is_multiple_of(3).then(|| Uuid::from_u128(8)),
        action: "read-person".into(),
        reason: "shown".into(),
        subjects: vec![9; 16 * (number % 4) as usize],
    }
}

fn records(of: std::ops::Range<u128>) -> Vec<Record> {
    of.map(record).collect()
}

/// Three groups, and where each ends.
fn filled(folder: &Path) -> [u64; 3] {
    let (mut writing, _) = Writing::open(folder).unwrap();
    let groups = [records(0..4), records(4..5), records(5..9)];
    groups.map(|group| writing.write(&group).unwrap().byte)
}

fn read(folder: &Path) -> io::Result<Vec<Record>> {
    Writing::open(folder).map(|(_, kept)| kept.records)
}

#[test]
fn what_was_written_is_read_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    assert_eq!(read(folder.path()).unwrap(), records(0..9));
    let (mut writing, _) = Writing::open(folder.path()).unwrap();
    writing.write(&records(9..12)).unwrap();
    drop(writing);
    assert_eq!(read(folder.path()).unwrap(), records(0..12));
}

#[test]
fn a_group_that_is_half_there_is_dropped_wherever_it_breaks_off() {
    let folder = tempfile::tempdir().unwrap();
    let [_, second, third] = filled(folder.path());
    let file = path(folder.path(), 1);
    let whole = fs::read(&file).unwrap();
    for cut in (second..third).step_by(7) {
        let mut bytes = whole.clone();
        bytes[cut as usize..].fill(0);
        fs::write(&file, &bytes).unwrap();
        let left = read(folder.path()).unwrap();
        assert!(
            left.len() >= 5 && left == records(0..left.len() as u128),
            "{cut}"
        );
        bytes.truncate(cut as usize);
        fs::write(&file, &bytes).unwrap();
        assert_eq!(read(folder.path()).unwrap(), left, "{cut}");
        // It goes on from there.
        let (mut writing, _) = Writing::open(folder.path()).unwrap();
        writing.write(&records(20..22)).unwrap();
        drop(writing);
        assert_eq!(read(folder.path()).unwrap().len(), left.len() + 2);
    }
}

#[test]
fn a_group_whose_later_half_came_first_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let [_, second, _] = filled(folder.path());
    let file = path(folder.path(), 1);
    let mut bytes = fs::read(&file).unwrap();
    bytes[second as usize..second as usize + 20].fill(0);
    fs::write(&file, &bytes).unwrap();
    assert_eq!(read(folder.path()).unwrap(), records(0..5));
}

#[test]
fn what_had_been_acknowledged_is_refused_when_it_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second, _] = filled(folder.path());
    let file = path(folder.path(), 1);
    let whole = fs::read(&file).unwrap();
    for at in (HEAD..second).step_by(11).chain([0, 9, first - 1]) {
        let mut bytes = whole.clone();
        bytes[at as usize] ^= 0x40;
        fs::write(&file, &bytes).unwrap();
        let refused = read(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("damaged"), "{at}: {refused}");
    }
}

#[test]
fn a_record_taken_out_breaks_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second, _] = filled(folder.path());
    let file = path(folder.path(), 1);
    let mut bytes = fs::read(&file).unwrap();
    bytes.drain(first as usize..second as usize);
    fs::write(&file, &bytes).unwrap();
    assert!(read(folder.path()).is_err());
}

#[test]
fn a_full_file_is_followed_by_the_next_and_only_what_is_not_folded_is_read() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let (mut writing, _) = Writing::open(folder.path()).unwrap();
    writing.at = FULL;
    let end = writing.write(&records(9..12)).unwrap();
    assert_eq!(end.file, 2);
    drop(writing);
    // The first file really ends where it did.
    assert_eq!(read(folder.path()).unwrap(), records(0..12));
    write_private(&folder.path().join("folded"), format!("2 {HEAD}")).unwrap();
    assert_eq!(read(folder.path()).unwrap(), records(9..12));
    write_private(&folder.path().join("folded"), format!("2 {}", end.byte)).unwrap();
    assert_eq!(read(folder.path()).unwrap(), []);
}

#[test]
fn one_program_writes_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let (_writing, _) = Writing::open(folder.path()).unwrap();
    let second = Writing::open(folder.path()).err().unwrap();
    assert!(second.to_string().contains("another program"), "{second}");
}
