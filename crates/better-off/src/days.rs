//! Days as written in the files of rates.

use chrono::NaiveDate;
use toml::value::Date;

/// Returns a day of a file.
pub(crate) fn day(of: Date) -> NaiveDate {
    NaiveDate::from_ymd_opt(i32::from(of.year), of.month.into(), of.day.into())
        .expect("a test reads every day of the files")
}
