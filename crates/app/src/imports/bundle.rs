//! The files of a list, kept as one: between the dry run and the real one nobody has to find them again.

use super::File;

/// How a list is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Options {
    /// The year in which the SSDA903's reporting year ended; `None` for the one that ended last.
    pub(super) year_end: Option<i32>,
    /// Whether somebody new who may be here already is taken as new.
    pub(super) takes_duplicates: bool,
}

/// Packs files, which are CSV by now, with how they are to be read: a line for each, then what they hold.
pub(super) fn pack(options: Options, files: &[File]) -> Vec<u8> {
    let mut head = format!(
        "{} {}\n",
        options.year_end.unwrap_or(0),
        u8::from(options.takes_duplicates)
    );
    for file in files {
        let name = file.name.replace(['\n', '\r'], " ");
        head.push_str(&format!("{} {name}\n", file.bytes.len()));
    }
    head.push('\n');
    let mut packed = head.into_bytes();
    for file in files {
        packed.extend(&file.bytes);
    }
    packed
}

/// Opens what was packed. `None` for anything else.
pub(super) fn open(packed: &[u8]) -> Option<(Options, Vec<File>)> {
    let end = packed.windows(2).position(|pair| pair == b"\n\n")?;
    let head = std::str::from_utf8(&packed[..end]).ok()?;
    let mut lines = head.lines();
    let (year, takes) = lines.next()?.split_once(' ')?;
    let year: i32 = year.parse().ok()?;
    let options = Options {
        year_end: (year != 0).then_some(year),
        takes_duplicates: takes == "1",
    };
    let mut rest = &packed[end + 2..];
    let mut files = Vec::new();
    for line in lines {
        let (length, name) = line.split_once(' ')?;
        let (bytes, after) = rest.split_at_checked(length.parse().ok()?)?;
        files.push(File {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        });
        rest = after;
    }
    Some((options, files))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_packed_is_opened(
            contents in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..50), 0..3),
            year_end in proptest::option::of(2004..2030),
            takes_duplicates: bool,
        ) {
            let files: Vec<File> = contents
                .iter()
                .map(|bytes| File { name: "a list.csv".into(), bytes: bytes.clone() })
                .collect();
            let options = Options { year_end, takes_duplicates };
            let (read, opened) = open(&pack(options, &files)).unwrap();
            prop_assert_eq!(read, options);
            let bytes: Vec<_> = opened.into_iter().map(|file| file.bytes).collect();
            prop_assert_eq!(bytes, contents);
        }

        #[test]
        fn anything_else_is_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _nothing = open(&bytes);
        }
    }
}
