//! What was sent: files whose rows have been read, and each row checked on its own.

use chrono::NaiveDate;
use lists::List;
use returns::ssda903::TableName;

use super::{bundle::Options, columns, model::Incoming, own, ssda903};

/// The first year whose return had the care leavers' part, by its end.
const FIRST_YEAR_END: i32 = 2004;

/// A file as it was found.
#[derive(Clone)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// A file whose rows have been read.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) name: String,
    pub(super) list: List,
}

impl Sent {
    /// Reads a file in this process. For the command line, where a crash ends only the command.
    pub(super) fn read(file: &File) -> Result<Self, String> {
        let list = lists::read(&file.bytes, &columns::known())
            .map_err(|fault| format!("{}: {fault}", file.name))?;
        Ok(Self {
            name: file.name.clone(),
            list,
        })
    }
}

/// Checks each row on its own.
pub(super) fn incoming(
    sent: &[Sent],
    options: &Options,
    today: NaiveDate,
) -> Result<Incoming, String> {
    let last = ssda903::last_year_end(today);
    let year_end = options.year_end.unwrap_or(last);
    if !(FIRST_YEAR_END..=last).contains(&year_end) {
        return Err(format!(
            "--year-end {year_end}: give the year of a 31 March that has passed, {FIRST_YEAR_END} to {last}"
        ));
    }
    let (mut header, mut oc3, mut own) = (Vec::new(), Vec::new(), Vec::new());
    for one in sent {
        match columns::table(&one.list) {
            Some(TableName::Header) => header.push(one),
            Some(TableName::Oc3) => oc3.push(one),
            None => own.push(one),
        }
    }
    match (header.as_slice(), oc3.as_slice(), own.as_slice()) {
        ([], [], [one]) => own::read(&one.list, options, today)
            .map_err(|fault| format!("{}: {fault}", one.name)),
        ([header], [] | [_], []) => {
            let oc3 = oc3.first();
            let bytes = oc3.map(|one| columns::as_return(&one.list, TableName::Oc3));
            let read = ssda903::read(
                &columns::as_return(&header.list, TableName::Header),
                bytes.as_deref(),
                year_end,
            );
            let mut incoming = read.map_err(|(table, fault)| {
                let file = if table == TableName::Header { header } else { oc3.unwrap_or(header) };
                format!("{}: {fault}", file.name)
            })?;
            for one in sent {
                let assumed = one.list.assumed.iter();
                incoming
                    .assumed
                    .extend(assumed.map(|words| format!("{}: {words}", one.name)));
            }
            Ok(incoming)
        }
        ([], [_], []) => Err(
            "This is the OC3 file on its own. The Header file is needed too: it says who the children are. Give both."
                .into(),
        ),
        _ => Err("Give one list with Foothold’s own columns, or one Header file and one OC3 file of the SSDA903.".into()),
    }
}
