//! The files of an import, stored as one, so that no one has to find them again between the dry run and the real one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::reading::Sent;

/// How a list is to be read. Holds no value of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Options {
    /// The year in which the SSDA903's reporting year ended; `None` for the one that ended last.
    pub(super) year_end: Option<i32>,
    /// Whether possible duplicates are added as new people.
    pub(super) takes_duplicates: bool,
    /// Whether doubtful dates of birth are read as most likely meant.
    pub(super) takes_doubtful: bool,
    /// Our column for each heading that was matched by hand, as [`lists::heading`] writes it; empty where it is left out.
    pub(super) columns: BTreeMap<String, String>,
}

/// One file: its name, its length, what was assumed to read it, and its headings.
#[derive(Serialize, Deserialize)]
struct Packed {
    name: String,
    length: usize,
    assumed: Vec<String>,
    headings: Vec<String>,
}

/// What comes before the files.
#[derive(Serialize, Deserialize)]
struct Head {
    files: Vec<Packed>,
}

/// Packs lists: a line that says what follows, and then each as CSV.
pub(super) fn pack(sent: &[Sent]) -> Vec<u8> {
    let written: Vec<Vec<u8>> = sent.iter().map(|one| one.list.as_csv()).collect();
    let files = sent.iter().zip(&written).map(|(one, bytes)| Packed {
        name: one.name.clone(),
        length: bytes.len(),
        assumed: one.list.assumed.clone(),
        headings: one.list.headings.clone(),
    });
    let head = Head {
        files: files.collect(),
    };
    let mut packed = serde_json::to_vec(&head).expect("texts and numbers can be written as JSON");
    packed.push(b'\n');
    packed.extend(written.concat());
    packed
}

/// Opens what was packed. `None` for anything else.
pub(super) fn open(packed: &[u8]) -> Option<Vec<Sent>> {
    let end = packed.iter().position(|byte| *byte == b'\n')?;
    let head: Head = serde_json::from_slice(&packed[..end]).ok()?;
    let mut rest = &packed[end + 1..];
    let mut sent = Vec::new();
    for file in head.files {
        let (bytes, after) = rest.split_at_checked(file.length)?;
        let known: Vec<String> = file
            .headings
            .iter()
            .map(|name| lists::heading(name))
            .collect();
        let list = lists::read(bytes, &known).ok()?;
        sent.push(Sent {
            name: file.name,
            list: lists::List {
                assumed: file.assumed,
                ..list
            },
        });
        rest = after;
    }
    Some(sent)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::bundle::*;

    proptest! {
        #[test]
        fn what_was_packed_is_opened(values in proptest::collection::vec("[a-zß\"\n,]{1,9}", 1..9)) {
            let rows = values.iter().zip(2..).map(|(value, line)| lists::Row {
                line,
                values: vec!["1".into(), value.trim().into()],
            });
            let list = lists::List {
                line: 1,
                headings: vec!["council_ref".into(), "given_name".into()],
                rows: rows.collect(),
                assumed: vec!["The values are separated by tabs.".into()],
            };
            let sent = Sent { name: "a list.csv".into(), list };
            let opened = open(&pack(std::slice::from_ref(&sent))).unwrap();
            prop_assert_eq!(&opened[0].name, &sent.name);
            prop_assert_eq!(&opened[0].list.assumed, &sent.list.assumed);
            let values = |sent: &Sent| sent.list.rows.iter().map(|row| row.values.clone()).collect::<Vec<_>>();
            prop_assert_eq!(values(&opened[0]), values(&sent));
        }

        #[test]
        fn anything_else_is_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            prop_assert!(open(&bytes).is_none());
        }
    }
}
