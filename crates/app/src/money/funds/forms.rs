//! Reads the forms about funds and requests.

use chrono::{Months, NaiveDate};
use values::{AccountId, FundId};

use super::{
    Fund,
    model::{EFFECTS, Holding, MOST_PARTS, Purpose, Rhythm},
    queries::requests::NewRequest,
};
use crate::shell::{
    choices::{Code, is_known},
    web::{
        Errors, Form,
        form::{TypedDate, pounds},
        words,
    },
};

/// How far ahead a request can be made.
const FURTHEST: Months = Months::new(12);

/// The most characters of a line, and of a text.
pub(crate) const LINE: usize = 200;
const TEXT: usize = 1000;

/// Reads a fund's rules; `before` is the fund as it was, `id` that of the fund.
pub(super) fn fund(
    form: &Form,
    before: Option<&Fund>,
    id: FundId,
    (owners, today): (&[(AccountId, String)], NaiveDate),
) -> Result<Fund, Errors> {
    let mut errors = Errors::default();
    let name = form.owned("name");
    errors.require(!name.is_empty(), "name", "Enter the name of the fund");
    for (field, most) in [
        ("name", LINE),
        ("funder", LINE),
        ("who", TEXT),
        ("about", TEXT),
    ] {
        let is_short = form.text(field).chars().count() <= most;
        if !is_short {
            errors.add(
                field,
                format!("Use {} characters or fewer", words::grouped(most as u64)),
            );
        }
    }
    let is_stock = before.map_or_else(
        || Holding::parse(form.text("kind")) == Some(Holding::Stock),
        |fund| fund.is_stock,
    );
    let purpose = Purpose::parse(form.text("purpose"));
    errors.require(purpose.is_some(), "purpose", "Choose what the fund is for");
    let effect = form.owned("effect");
    errors.require(
        is_known(EFFECTS, &effect),
        "effect",
        "Choose how it affects benefits",
    );
    let owner = form.text("owner").parse::<AccountId>().ok();
    let owner = owner.filter(|id| owners.iter().any(|(known, _)| known == id));
    errors.require(
        owner.is_some(),
        "owner",
        "Choose who is responsible for the fund",
    );
    let mut money = |field: &str, what: &str| {
        let read = pounds(form.text(field), what);
        errors.take(field, read).flatten().unwrap_or(0)
    };
    let person_cap = money("person_cap", "Yearly limit for one young person");
    let item_cap = money("item_cap", "Limit for one item");
    let coach_limit = money("coach_limit", "How much the coach can approve");
    let team_limit = money("team_limit", "How much a team manager can approve");
    errors.require(
        team_limit >= coach_limit,
        "team_limit",
        "The team manager’s limit must not be lower than the coach’s",
    );
    let mut age = |field: &str, otherwise: i32| {
        let text = form.text(field);
        let age = if text.is_empty() {
            Some(otherwise)
        } else {
            text.parse().ok()
        };
        let age = age.filter(|age| (0..=30).contains(age));
        errors.require(age.is_some(), field, "Enter an age, for example 16");
        age.unwrap_or(otherwise)
    };
    let (youngest, oldest) = (age("youngest", 16), age("oldest", 0));
    let has_ages = oldest == 0 || oldest >= youngest;
    errors.require(
        has_ages,
        "oldest",
        "Oldest age must not be lower than the youngest",
    );
    let fits = person_cap == 0 || item_cap <= person_cap;
    errors.require(
        fits,
        "item_cap",
        "Limit for one item must not be more than the yearly limit for one young person",
    );
    let (Some(owner), Some(purpose)) = (owner, purpose) else {
        return Err(errors);
    };
    errors.or(Fund {
        id,
        name,
        about: form.owned("about"),
        is_stock,
        purpose,
        owner,
        programme: before.map_or_else(String::new, |fund| fund.programme.clone()),
        funder: form.owned("funder"),
        who: form.owned("who"),
        youngest,
        oldest,
        person_cap,
        item_cap,
        coach_limit,
        team_limit,
        needs_receipt: form.text("needs_receipt") == "yes",
        effect,
        in_stock: 0,
        given: 0,
        ended_on: match before.and_then(|fund| fund.ended_on) {
            _ if form.text("ended") != "yes" => None,
            None => Some(today),
            ended => ended,
        },
        version: form.version(),
    })
}

/// Money added to a year of a fund, or taken out of it: then it is negative.
#[derive(Clone, Copy)]
pub(super) struct Money {
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
    pub(super) confirmed: i64,
    pub(super) unconfirmed: i64,
}

/// Reads money that is added or taken out.
pub(super) fn money(form: &Form) -> Result<Money, Errors> {
    let mut errors = Errors::default();
    let mut day = |field: &str, what: &str| {
        let on = errors.take(field, form.date(field).read(what)).flatten();
        errors.require(
            on.is_some() || errors.at(field).is_some(),
            field,
            "Enter the day",
        );
        on
    };
    let (from, until) = (day("from", "First day"), day("until", "Last day"));
    let mut amount = |field: &str, what: &str| {
        errors
            .take(field, pounds(form.text(field), what))
            .flatten()
            .unwrap_or(0)
    };
    let (confirmed, unconfirmed) = (
        amount("confirmed", "Confirmed money"),
        amount("unconfirmed", "Expected money"),
    );
    if let (Some(from), Some(until)) = (from, until) {
        errors.require(from < until, "until", "Last day must be after the first");
        errors.require(
            (until - from).num_days() <= 400,
            "until",
            "Last day must be within 400 days of the first",
        );
    }
    errors.require(
        confirmed + unconfirmed > 0,
        "confirmed",
        "Enter how much money, confirmed or expected",
    );
    let way = if form.text("way") == "out" { -1 } else { 1 };
    errors.or(Money {
        from: from.unwrap_or_default(),
        until: until.unwrap_or_default(),
        confirmed: way * confirmed,
        unconfirmed: way * unconfirmed,
    })
}

/// A request to a fund; `things` is how many from stock.
pub(super) struct NewAsk {
    pub(super) request: NewRequest,
    pub(super) things: i32,
}

/// Reads a request.
pub(super) fn request(form: &Form, today: NaiveDate, funds: &[Fund]) -> Result<NewAsk, Errors> {
    let mut errors = Errors::default();
    let fund = form.text("fund").parse::<FundId>().ok();
    let fund = fund.and_then(|id| funds.iter().find(|fund| fund.id == id));
    errors.require(fund.is_some(), "fund", "Choose a fund");
    let is_stock = fund.is_some_and(|fund| fund.is_stock);
    // Items from stock are what the stock is for.
    let purpose = Purpose::parse(form.text("kind"))
        .or(fund.filter(|fund| fund.is_stock).map(|fund| fund.purpose));
    errors.require(
        purpose.is_some() || fund.is_none(),
        "kind",
        "Choose what kind of thing it is",
    );
    let item = form.owned("item");
    errors.require(!item.is_empty() || is_stock, "item", "Enter what it is for");
    errors.require(
        item.chars().count() <= LINE,
        "item",
        "Use 200 characters or fewer",
    );
    errors.require(
        form.text("reason").chars().count() <= TEXT,
        "reason",
        "Use 1,000 characters or fewer",
    );
    let amount = errors
        .take("amount", pounds(form.text("amount"), "The amount"))
        .flatten();
    if !is_stock {
        let is_some = amount.is_some_and(|pence| pence > 0) || errors.at("amount").is_some();
        errors.require(is_some, "amount", "Enter the total cost");
    }
    let rhythm = Rhythm::parse(form.text("rhythm")).unwrap_or(Rhythm::Once);
    let number = match (rhythm, form.text("number")) {
        (Rhythm::Once, "") => Some(1),
        (_, text) => text.parse::<u32>().ok(),
    };
    let number = number.filter(|number| (1..=MOST_PARTS).contains(number));
    errors.require(
        number.is_some(),
        "number",
        "Enter how many payments, from 1 to 60",
    );
    let wanted = errors
        .take("wanted", form.date("wanted").read("Day"))
        .flatten();
    match wanted {
        Some(on) if on < today => errors.add("wanted", "Day must be today or later"),
        Some(on) if on > today + FURTHEST => {
            errors.add("wanted", "Day must be within a year of today");
        }
        _ => {}
    }
    let things = form.text("things");
    let things = if things.is_empty() {
        Some(1)
    } else {
        things.parse::<i32>().ok()
    };
    let things = things.filter(|number| (1..=1000).contains(number));
    errors.require(
        things.is_some() || !is_stock,
        "things",
        "Enter how many, from 1 to 1,000",
    );
    let (Some(fund), Some(purpose)) = (fund, purpose) else {
        return Err(errors);
    };
    errors.or(NewAsk {
        request: NewRequest {
            fund: fund.id,
            item,
            reason: form.owned("reason"),
            pence: amount.unwrap_or(0),
            number: if rhythm == Rhythm::Once {
                1
            } else {
                number.unwrap_or(1)
            },
            rhythm,
            wanted_on: wanted.unwrap_or(today),
            activity: None,
            purpose,
        },
        things: things.unwrap_or(1),
    })
}

/// Returns the day a form begins with.
pub(super) fn day_of(form: &Form, field: &str, otherwise: Option<NaiveDate>) -> TypedDate {
    let typed = form.date(field);
    if typed.is_blank() {
        TypedDate::of(otherwise)
    } else {
        typed
    }
}
