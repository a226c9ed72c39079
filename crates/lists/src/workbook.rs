//! Spreadsheets: the sheet with the table, as text that someone would have typed.
//!
//! Easy to get wrong: two cells at opposite corners make a grid of seventeen thousand million. Cells are read one by one, and only those
//! with something in them are kept. The old format and OpenDocument can only be read whole, so they are read in a process that is allowed
//! to die. The reader of these formats gives up in the middle of a broken file: that is a file that cannot be opened.

use std::{collections::BTreeMap, io::Cursor, panic};

use calamine::{Data, ExcelDateTime, Ods, OdsError, Reader, Sheets, Xls, Xlsx};
use chrono::{NaiveDate, NaiveTime};

use super::{Fault, Found, Row, archive, letters, limits};

/// Returns whether a file is a compound file, as in Excel's format until 2003.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

/// Reads the sheet with the table: the first with the most known headings, or else the first that is not empty.
pub(super) fn read(bytes: &[u8], known: &[String]) -> Result<Found, Fault> {
    let tables = panic::catch_unwind(|| tables(bytes)).unwrap_or(Err(Fault::Workbook))?;
    let count = tables.len();
    let likest = tables
        .iter()
        .enumerate()
        .max_by_key(|(place, table)| {
            let rows = table.rows.iter().take(limits::BEFORE);
            let found = rows.map(|row| row.likeness(known)).max();
            (found, std::cmp::Reverse(*place))
        })
        .map(|(place, _)| place);
    let Some(place) = likest else {
        return Err(Fault::Empty);
    };
    let mut found = tables.into_iter().nth(place).unwrap_or_default();
    if count > 1 {
        let words = format!("Only the sheet “{}” was read, out of {count}.", found.sheet);
        found.assumed.push(words);
    }
    Ok(found)
}

/// Reads the sheets that are not empty.
fn tables(bytes: &[u8]) -> Result<Vec<Found>, Fault> {
    if is_compound(bytes) {
        // Refuses a file in which one block leads back to an earlier one: following it would never end.
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Fault::Workbook)?;
        let book: Xls<_> =
            calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Fault::Workbook)?;
        return whole(Sheets::Xls(book));
    }
    match archive::looked_through(bytes)? {
        archive::Kind::Xlsx => streamed(bytes),
        archive::Kind::Ods => {
            let book: Ods<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(
                |error| match error {
                    OdsError::CellLimitExceeded { requested, .. } => {
                        Fault::TooMuchInside(format!("{requested} cells"))
                    }
                    _ => Fault::Workbook,
                },
            )?;
            whole(Sheets::Ods(book))
        }
    }
}

/// A sheet that is being read: only the cells that are not empty.
#[derive(Default)]
struct Grid {
    rows: BTreeMap<u32, Vec<(u32, String)>>,
    cells: usize,
}

impl Grid {
    fn take(&mut self, (row, column): (u32, u32), text: String) -> Result<(), Fault> {
        if text.is_empty() {
            return Ok(());
        }
        if column as usize >= limits::COLUMNS {
            return Err(Fault::TooWide {
                column: letters(column as usize),
            });
        }
        if text.len() > limits::VALUE * 4 {
            return Err(Fault::TooLong {
                line: u64::from(row) + 1,
            });
        }
        self.cells += 1;
        if self.cells > limits::CELLS || self.rows.len() > limits::ROWS + limits::BEFORE {
            return Err(Fault::TooManyRows);
        }
        self.rows.entry(row).or_default().push((column, text));
        Ok(())
    }

    /// Returns the sheet as rows, each as wide as the widest of the rows where a table can start.
    fn found(self, sheet: String) -> Found {
        let first = self.rows.values().take(limits::BEFORE);
        let width = first
            .flatten()
            .map(|(column, _)| *column as usize + 1)
            .max()
            .unwrap_or(0);
        let rows = self.rows.into_iter().map(|(row, cells)| {
            let mut values = vec![String::new(); width];
            for (column, text) in cells {
                let column = column as usize;
                if column >= values.len() {
                    values.resize(column + 1, String::new());
                }
                values[column] = text;
            }
            Row {
                line: u64::from(row) + 1,
                values,
            }
        });
        Found {
            sheet,
            rows: rows.collect(),
            assumed: Vec::new(),
        }
    }
}

/// Reads the sheets of a workbook cell by cell.
fn streamed(bytes: &[u8]) -> Result<Vec<Found>, Fault> {
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Fault::Workbook)?;
    let mut tables = Vec::new();
    for name in book.sheet_names().into_iter().take(limits::SHEETS) {
        // A sheet of charts holds no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        let mut grid = Grid::default();
        while let Some(cell) = cells.next_cell().map_err(|_| Fault::Workbook)? {
            grid.take(
                cell.get_position(),
                written(&Data::from(cell.get_value().clone())),
            )?;
        }
        if grid.cells > 0 {
            tables.push(grid.found(name));
        }
    }
    Ok(tables)
}

/// Reads the sheets of a workbook that is wholly in memory.
fn whole(mut book: Sheets<Cursor<&[u8]>>) -> Result<Vec<Found>, Fault> {
    let mut tables = Vec::new();
    for name in book.sheet_names().into_iter().take(limits::SHEETS) {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut grid = Grid::default();
        for (row, column, value) in range.used_cells() {
            let place = (first_row + row as u32, first_column + column as u32);
            grid.take(place, written(value))?;
        }
        if grid.cells > 0 {
            tables.push(grid.found(name));
        }
    }
    Ok(tables)
}

/// Writes a value as someone would have typed it.
fn written(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::Error(error) => error.to_string(),
        Data::String(text) => text.trim().to_owned(),
        // Written out in full, never with an exponent.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e18 => {
            format!("{number:.0}")
        }
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(answer) => (if *answer { "yes" } else { "no" }).to_owned(),
        Data::DateTime(moment) => moment_written(moment),
        Data::DateTimeIso(text) => {
            let day = text.strip_suffix("T00:00:00").unwrap_or(text);
            day.parse::<NaiveDate>()
                .map_or_else(|_| text.clone(), typed)
        }
        Data::DurationIso(text) => text.clone(),
    }
}

/// Writes a day as it is typed in England, as the statutory returns need it.
fn typed(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// Writes a moment as `31/03/2026`, followed by the time where there is one.
fn moment_written(moment: &ExcelDateTime) -> String {
    match moment.as_datetime() {
        None => moment.to_string(),
        Some(moment) if moment.time() == NaiveTime::MIN => typed(moment.date()),
        Some(moment) => moment.format("%d/%m/%Y %H:%M").to_string(),
    }
}
