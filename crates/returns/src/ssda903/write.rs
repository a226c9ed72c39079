//! Writing the tables in the form that is read: UTF-8 without a mark, with line endings as spreadsheets write them.

use chrono::NaiveDate;
use csv::{Terminator, WriterBuilder};

use super::{HeaderRow, Mother, Oc3Row, TableName};

/// Writes a Header file.
pub fn write_header<'a>(rows: impl IntoIterator<Item = &'a HeaderRow>) -> Vec<u8> {
    written(
        TableName::Header,
        rows.into_iter().map(|row| {
            [
                row.child.to_string(),
                row.sex.to_string(),
                date_text(row.born_on),
                row.ethnicity.to_string(),
                row.upn
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
                match row.mother {
                    Mother::Yes => "1",
                    Mother::No => "0",
                    Mother::NotStated => "",
                }
                .to_owned(),
                row.mothers_child_born_on
                    .map_or_else(String::new, date_text),
            ]
        }),
    )
}

/// Writes an OC3 file.
pub fn write_oc3<'a>(rows: impl IntoIterator<Item = &'a Oc3Row>) -> Vec<u8> {
    written(
        TableName::Oc3,
        rows.into_iter().map(|row| {
            [
                row.child.to_string(),
                date_text(row.born_on),
                row.in_touch.to_string(),
                row.activity.to_string(),
                row.accommodation.to_string(),
            ]
        }),
    )
}

fn written<const WIDTH: usize>(
    table: TableName,
    rows: impl Iterator<Item = [String; WIDTH]>,
) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer
        .write_record(table.columns())
        .expect("writing to memory cannot fail");
    for row in rows {
        writer
            .write_record(row)
            .expect("writing to memory cannot fail, and all rows have one width");
    }
    writer.into_inner().expect("writing to memory cannot fail")
}

fn date_text(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}
