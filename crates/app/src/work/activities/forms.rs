//! The form of an activity.

use chrono::{Days, NaiveDate};
use values::FundId;

use super::{
    model::{KINDS, MOST_DATES},
    queries::NewActivity,
};
use crate::{
    engagement::{employers::Employer, pledges::Pledge},
    money::funds::Fund,
    shell::web::{
        Errors, Form,
        form::{ask_about_skipped, pounds, time_of_day},
    },
};

/// The kinds of pledge that an offer can count towards.
const PLACES: [&str; 5] = [
    "work-placement",
    "internship",
    "apprenticeship",
    "job",
    "taster",
];

/// The most characters of a line, and of a text.
const LINE: usize = 200;
const TEXT: usize = 4000;

/// Reads how often it takes place, and returns each of its dates: one if it takes place once.
fn dates(errors: &mut Errors, form: &Form, first: NaiveDate) -> Vec<NaiveDate> {
    let weeks = match form.text("every") {
        "" => Some(0),
        every => every.parse::<u16>().ok().filter(|weeks| *weeks <= 52),
    };
    errors.require(weeks.is_some(), "every", "Choose how often it takes place");
    let weeks = weeks.unwrap_or(0);
    let times = match weeks {
        0 => Some(1),
        _ => form.text("times").parse::<u16>().ok(),
    };
    let times = times.filter(|times| (1..=MOST_DATES).contains(times));
    errors.require(
        times.is_some(),
        "times",
        "Enter how many dates there are, from 1 to 52",
    );
    let date = |number: u16| first + Days::new(u64::from(number) * u64::from(weeks) * 7);
    (0..times.unwrap_or(1)).map(date).collect()
}

/// Reads the voucher for everyone who comes, and the fund that pays for it.
fn voucher(errors: &mut Errors, form: &Form, funds: &[Fund]) -> (Option<FundId>, i64) {
    let fund = funds
        .iter()
        .find(|fund| fund.id.to_string() == form.text("fund"));
    let worth = pounds(form.text("voucher"), "The voucher");
    let worth = errors.take("voucher", worth).flatten().unwrap_or(0);
    let is_whole = fund.is_some() == (worth > 0) || errors.at("voucher").is_some();
    errors.require(
        is_whole,
        "voucher",
        "Enter what the voucher is worth, and choose the fund that pays for it",
    );
    let over = fund.is_some_and(|fund| fund.item_cap > 0 && worth > fund.item_cap);
    errors.require(
        !over,
        "voucher",
        "Enter a smaller amount: the fund does not pay this much for one item",
    );
    (fund.map(|fund| fund.id), worth)
}

/// Reads an activity, or each of a series.
///
/// Errors: a message at each field.
pub(super) fn read(
    form: &Form,
    employers: &[Employer],
    pledges: &[Pledge],
    (funds, today): (&[Fund], NaiveDate),
) -> Result<Vec<NewActivity>, Errors> {
    let mut errors = Errors::default();
    errors.require(!form.text("title").is_empty(), "title", "Enter a title");
    let is_known = KINDS.iter().any(|(code, _)| *code == form.text("kind"));
    errors.require(is_known, "kind", "Choose the kind of activity");
    let on = errors.take("on", form.date("on").read("Day")).flatten();
    match on {
        Some(on) if on < today => errors.add("on", "Day must be today or later"),
        None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
        _ => {}
    }
    let begins = errors
        .take("begins", time_of_day(form.text("begins")))
        .unwrap_or_default();
    ask_about_skipped(&mut errors, "begins", on, Some(&begins));
    errors.require(
        !begins.is_empty() || errors.at("begins").is_some(),
        "begins",
        "Enter when it starts, for example 10am",
    );
    let ends = errors
        .take("ends", time_of_day(form.text("ends")))
        .unwrap_or_default();
    errors.require(
        ends.is_empty() || ends > begins,
        "ends",
        "End must be after the start",
    );
    errors.require(!form.text("place").is_empty(), "place", "Enter where it is");
    let places = match form.text("places") {
        "" => Some(0),
        typed => typed
            .parse::<i32>()
            .ok()
            .filter(|number| (1..=10_000).contains(number)),
    };
    errors.require(
        places.is_some(),
        "places",
        "Enter how many can come, or leave it empty",
    );
    for (field, most, message) in [
        ("title", LINE, "Use 200 characters or fewer"),
        ("place", LINE, "Use 200 characters or fewer"),
        ("led_by", LINE, "Use 200 characters or fewer"),
        ("words", TEXT, "Use 4,000 characters or fewer"),
    ] {
        let is_short = form.text(field).chars().count() <= most;
        errors.require(is_short, field, message);
    }
    let host = employers
        .iter()
        .find(|one| one.id.to_string() == form.text("host"));
    let host = host.map(|one| one.id);
    let pledge = pledges
        .iter()
        .find(|one| one.id.to_string() == form.text("pledge"));
    if let Some(pledge) = pledge {
        errors.require(
            Some(pledge.employer) == host,
            "pledge",
            "Choose a pledge of the employer that hosts it",
        );
        let is_of_places = PLACES.contains(&&*pledge.kind);
        let message = "Choose a pledge of places in work: each offer counts as one";
        errors.require(is_of_places, "pledge", message);
    }
    let (fund, voucher_pence) = voucher(&mut errors, form, funds);
    let dates = dates(&mut errors, form, on.unwrap_or(today));
    let one = NewActivity {
        title: form.owned("title"),
        kind: form.owned("kind"),
        host,
        pledge: pledge.map(|one| one.id),
        on: on.unwrap_or(today),
        begins,
        ends,
        place: form.owned("place"),
        places: places.unwrap_or(0),
        words: form.owned("words"),
        fund,
        voucher_pence,
        led_by: form.owned("led_by"),
        slot: None,
    };
    if dates.len() == 1 {
        return errors.or(vec![one]);
    }
    let of_series = |(number, on): (usize, &NaiveDate)| NewActivity {
        title: format!("{}, {} of {}", one.title, number + 1, dates.len()),
        on: *on,
        ..one.clone()
    };
    errors.or(dates.iter().enumerate().map(of_series).collect())
}
