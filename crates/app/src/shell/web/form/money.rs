//! Money as people type it, in pounds and pence.

/// The most that any field accepts, in pounds: more than a fund holds in a year.
const MOST_POUNDS: i64 = 10_000_000;

/// Reads pounds and pence, such as `25`, `£1,200` or `49.99`; `None` for nothing typed.
///
/// Errors: a sentence that begins with `what`.
pub(crate) fn pounds(typed: &str, what: &str) -> Result<Option<i64>, String> {
    let typed = typed.trim().trim_start_matches('£').trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || format!("{what} must be an amount in pounds, like 25 or 49.99");
    let (whole, part) = typed.split_once('.').unwrap_or((typed, "0"));
    // A comma separates thousands, never pounds from pence: 12,50 is not £1,250.
    let mut groups = whole.split([',', ' ']);
    let is_grouped = groups
        .next()
        .is_some_and(|first| !whole.contains([',', ' ']) || first.len() <= 3);
    if !is_grouped || groups.any(|group| group.len() != 3) {
        return Err(wrong());
    }
    let whole = &whole.replace([',', ' '], "");
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(part) || part.len() > 2 {
        return Err(wrong());
    }
    let part = format!("{part:0<2}");
    let (whole, part): (i64, i64) = (
        whole.parse().map_err(|_| wrong())?,
        part.parse().map_err(|_| wrong())?,
    );
    if whole > MOST_POUNDS {
        return Err(format!("{what} must be £10,000,000 or less"));
    }
    Ok(Some(whole * 100 + part))
}

/// Writes pence as they are typed.
pub(crate) fn typed_pounds(pence: i64) -> String {
    match (pence / 100, pence % 100) {
        (0, 0) => String::new(),
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

/// The highest hourly pay, in pence.
const MOST_AN_HOUR: i64 = 20_000;

/// Reads hourly pay, in pence: `14.80`, `£13`.
///
/// Errors: a sentence for the field, also where nothing was typed.
pub(crate) fn hourly(typed: &str) -> Result<i32, String> {
    let read = pounds(typed, "The hourly pay").ok().flatten();
    read.filter(|pence| *pence <= MOST_AN_HOUR)
        .and_then(|pence| i32::try_from(pence).ok())
        .ok_or_else(|| "Enter the hourly pay in pounds, like 14.80".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::money::*;

    #[test]
    fn money_is_read_as_people_write_it_and_never_rounded() {
        for (typed, pence) in [
            ("25", Some(2500)),
            ("£1,200", Some(120_000)),
            ("1 200.50", Some(120_050)),
            ("10,000,000", Some(1_000_000_000)),
            ("49.99", Some(4999)),
            ("0.5", Some(50)),
            ("", None),
        ] {
            assert_eq!(pounds(typed, "It"), Ok(pence), "{typed}");
        }
        for wrong in [
            "12,50", "1,2,3", "1200,000", ",5", "-1", "1.234", "ten", "1e3", "20000000", ".",
            "1.-5",
        ] {
            assert!(pounds(wrong, "It").is_err(), "{wrong}");
        }
        assert_eq!(typed_pounds(4999), "49.99");
    }

    #[test]
    fn the_pay_for_an_hour_is_money_that_an_hour_can_bring() {
        for (typed, pence) in [
            ("14.80", 1480),
            ("£13", 1300),
            ("12.7", 1270),
            ("0.05", 5),
            ("200", 20_000),
        ] {
            assert_eq!(hourly(typed), Ok(pence), "{typed}");
        }
        for wrong in [
            "", "-1", "12.345", "abc", "900", "200.01", "1.-5", "1,50", "14,80",
        ] {
            assert!(hourly(wrong).is_err(), "{wrong}");
        }
    }
}
