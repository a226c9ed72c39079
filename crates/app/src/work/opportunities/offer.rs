//! An opportunity as the better-off calculation needs it: its pay, its hours and its days.

use better_off::question::Terms;
use chrono::NaiveDate;

use super::Opportunity;

/// Returns an opportunity's pay and days, by field.
pub(crate) fn offer_fields(one: &Opportunity, today: NaiveDate) -> Vec<(&'static str, String)> {
    let hours = i64::from(one.weekly_minutes) * 100 / 60;
    let mut all = vec![
        ("hours", format!("{}.{:02}", hours / 100, hours % 100)),
        (
            "hourly_pay",
            format!("{}.{:02}", one.hourly_pence / 100, one.hourly_pence % 100),
        ),
        (
            "starts_on",
            one.starts_on.unwrap_or(today).max(today).to_string(),
        ),
    ];
    if one.weekly_minutes == 0 {
        all.remove(0);
    }
    if let Some(ends) = one.ends_on {
        all.push(("ends_on", ends.to_string()));
    }
    if one.kind == "apprenticeship" {
        all.push(("apprentice", "yes".to_owned()));
    }
    all
}

/// Returns the address where anyone can work out an opportunity without a name; `None` if it is not paid by the hour.
pub(crate) fn better_off_address(one: &Opportunity, today: NaiveDate) -> Option<String> {
    let mut query =
        form_urlencoded::Serializer::for_suffix(String::from("/better-off?"), "/better-off?".len());
    query.extend_pairs(offer_fields(one, today));
    one.is_hourly().then(|| query.finish())
}

/// Returns the terms of an opportunity, to put a stored question to it; `None` if it is not paid by the hour, or its hours are not
/// known.
pub(crate) fn terms(one: &Opportunity, starts_on: NaiveDate) -> Option<Terms> {
    (one.is_hourly() && one.weekly_minutes > 0).then(|| Terms {
        hours: i64::from(one.weekly_minutes) * 100 / 60,
        hourly_pence: one.hourly_pence.into(),
        starts_on,
        ends_on: one.ends_on,
        apprentice: one.kind == "apprenticeship",
    })
}
