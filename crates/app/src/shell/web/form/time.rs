//! Times of day and hours a week, as people type them.

use chrono::{NaiveDate, NaiveTime};

use super::Errors;
use crate::shell::clock;

/// Asks about a time that the clocks skip on that day. `begins` is as [`time_of_day`] returns it.
pub(crate) fn ask_about_skipped(
    errors: &mut Errors,
    field: &str,
    on: Option<NaiveDate>,
    begins: Option<&str>,
) {
    let time = begins.and_then(|begins| NaiveTime::parse_from_str(begins, "%H:%M").ok());
    if let (Some(on), Some(time)) = (on, time)
        && clock::is_skipped(on.and_time(time))
    {
        let later = (on.and_time(time) + chrono::TimeDelta::hours(1)).format("%-I:%M%P");
        errors.add(
            field,
            format!(
                "The clocks go forward that night, so there is no {}. Did you mean {later}?",
                time.format("%-I:%M%P")
            ),
        );
    }
}

/// Reads a time of day as people type it: `14:30`, `2.30pm`, `9am`. Empty for none.
///
/// Errors: a sentence for the field.
pub(crate) fn time_of_day(typed: &str) -> Result<String, String> {
    let folded = typed.trim().to_lowercase().replace(['.', ' '], ":");
    if folded.is_empty() {
        return Ok(String::new());
    }
    let (digits, half) = match folded.strip_suffix("pm") {
        Some(digits) => (digits, 12),
        None => (folded.trim_end_matches("am"), 0),
    };
    let is_twelve_hours = folded.ends_with('m');
    let digits = digits.trim_end_matches(':');
    let (hour, minute) = digits.split_once(':').unwrap_or((digits, "0"));
    let read = || {
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        let hour = match (is_twelve_hours, hour) {
            (true, 1..=11) => hour + half,
            (true, 12) => half,
            (true, _) => return None,
            (false, _) => hour,
        };
        NaiveTime::from_hms_opt(hour, minute, 0)
    };
    read()
        .map(|time| time.format("%H:%M").to_string())
        .ok_or_else(|| "Enter a time like 2:30pm or 14:30".to_owned())
}

/// Reads hours a week as minutes: `16`, `37.5`; nothing where none was typed.
pub(crate) fn hours_a_week(typed: &str) -> Result<i32, String> {
    if typed.is_empty() {
        return Ok(0);
    }
    let hours = typed.parse::<f64>().ok();
    let hours = hours.filter(|hours| (0.5..=80.0).contains(hours));
    let minutes = hours.map(|hours| (hours * 60.0).round());
    #[expect(
        clippy::cast_possible_truncation,
        reason = "at most 80 hours were typed"
    )]
    minutes
        .map(|minutes| minutes as i32)
        .ok_or_else(|| "Enter the hours a week, like 16 or 37.5".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::time::*;

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (typed, time) in [
            ("", Ok("")),
            ("14:30", Ok("14:30")),
            ("2.30pm", Ok("14:30")),
            ("2 pm", Ok("14:00")),
            ("9am", Ok("09:00")),
            ("12am", Ok("00:00")),
            ("12:15pm", Ok("12:15")),
            ("9", Ok("09:00")),
            ("25:00", Err(())),
            ("13pm", Err(())),
            ("soon", Err(())),
        ] {
            let read = time_of_day(typed).map_err(|_| ());
            assert_eq!(read, time.map(str::to_owned), "{typed}");
        }
    }

    #[test]
    fn a_week_is_read_in_hours() {
        assert_eq!(hours_a_week("37.5"), Ok(2250));
        assert_eq!(hours_a_week(""), Ok(0));
        for typed in ["0", "200", "NaN", "many"] {
            assert!(hours_a_week(typed).is_err(), "{typed}");
        }
    }
}
