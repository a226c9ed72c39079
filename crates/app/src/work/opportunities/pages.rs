//! The pages of opportunities.

use govuk::{Checkboxes, Colour, Details, Html, Input, Select, SummaryList, Tag, Textarea, Width};
use matching::taxonomy::Taxonomy;

use super::{
    KINDS,
    checks::{Finding, Weight},
    forms::{DAYS, OpportunityForm},
    model::{Exemption, NeedsKind, Opportunity, PayKind},
};
use crate::{
    engagement::employers::Employer,
    shell::{
        choices::{Code, SECTORS},
        web::{Answer, Ctx, Errors, FormPage, words},
    },
};

/// Returns the status of an opportunity, and its reserved places.
pub(crate) fn tags(one: &Opportunity, today: chrono::NaiveDate) -> Html {
    let stands = if one.ended.is_some() {
        Tag::new("Closed").colour(Colour::Grey)
    } else if !one.is_open(today) {
        Tag::new("Applications closed").colour(Colour::Grey)
    } else if one.is_published() {
        Tag::new("Published").colour(Colour::Green)
    } else {
        Tag::new("Not published").colour(Colour::Yellow)
    };
    let kept = match one.kept_places {
        0 => Html::default(),
        kept => format!(
            " {}",
            words::count(
                kept.unsigned_abs().into(),
                "reserved place",
                "reserved places"
            )
        )
        .into(),
    };
    Html::of(stands).and(kept)
}

/// Everything about an opportunity that someone thinking of applying sees.
pub(super) fn about(one: &Opportunity) -> SummaryList {
    let mut list = SummaryList::new()
        .row("Kind", one.kind_words())
        .row("Pay", one.pay_words())
        .row("Hours", one.hours_words())
        .row("When", one.term_words())
        .row("Where", one.place.clone())
        .row("What you need", one.needs_words())
        .row("Age", one.ages_words());
    let kept = match one.kept_places {
        0 => String::new(),
        kept => format!(", {kept} reserved for care-experienced young people"),
    };
    list = list.row("Places", format!("{}{kept}", one.places));
    let guaranteed = if one.guaranteed {
        format!(
            "Guaranteed for care-experienced young people who meet this: {}",
            one.criteria
        )
    } else {
        String::new()
    };
    for (key, text) in [
        ("Days and times", one.pattern.clone()),
        ("Interview", guaranteed),
        ("Adjustments", one.adjustments.clone()),
        ("What else you get", one.benefits.clone()),
        (
            "Checks",
            if one.needs_dbs {
                "A DBS check is needed".into()
            } else {
                String::new()
            },
        ),
        (
            "Apply by",
            one.closes_on.map(words::day).unwrap_or_default(),
        ),
    ] {
        if !text.is_empty() {
            list = list.row(key, text);
        }
    }
    list.row(
        "You will hear within",
        words::count(one.answer_days.unsigned_abs().into(), "day", "days"),
    )
}

/// A finding in words, with its source and whom to ask.
pub(super) fn finding(one: &Finding) -> Html {
    let (tag, colour) = match one.weight {
        Weight::Refused => ("Not allowed", Colour::Red),
        Weight::Ask => ("Ask first", Colour::Yellow),
        Weight::Note => ("Good to know", Colour::Blue),
    };
    let mut says = one.words.clone();
    if !one.ask.is_empty() {
        says = format!("{says} Ask: {}.", one.ask);
    }
    let source = match (one.source.is_empty(), one.is_checked) {
        (true, _) => String::new(),
        (false, true) => format!(" Source: {}.", one.source),
        (false, false) => format!(
            " Source: {}. We have not checked this against the source yet.",
            one.source
        ),
    };
    Html::joined([
        Html::of(Tag::new(tag).colour(colour)),
        " ".into(),
        says.into(),
        source.into(),
    ])
}

fn select(
    name: &'static str,
    label: &'static str,
    choices: &[(&str, &str)],
    blank: &'static str,
) -> Select {
    let mut select = Select::new(name, label);
    if !blank.is_empty() {
        select = select.item("", blank);
    }
    for (code, words) in choices {
        select = select.item(*code, *words);
    }
    select
}

/// The form of an opportunity.
pub(super) fn page(
    ctx: &Ctx,
    of: &Employer,
    known: Option<&Opportunity>,
    form: &OpportunityForm,
    errors: &Errors,
    refused: &[Finding],
) -> Answer {
    let (heading, back) = match known {
        Some(one) => (
            "Change the opportunity",
            format!("/opportunities/{}", one.id),
        ),
        None => ("Add an opportunity", format!("/employers/{}", of.id)),
    };
    let input = |name: &'static str, label: &'static str| {
        Input::new(name, label)
            .value(form.text(name))
            .error(errors.at(name))
    };
    let area = |name: &'static str, label: &'static str| {
        Textarea::new(name, label)
            .rows(3)
            .value(form.text(name))
            .error(errors.at(name))
    };
    let choose =
        |select: Select, name: &str| select.selected(form.text(name)).error(errors.at(name));
    let number = |name: &'static str, label: &'static str| {
        input(name, label).whole_number().width(Width::Characters3)
    };
    let tick = |name: &'static str, words: &'static str| {
        Checkboxes::bare(name)
            .item("yes", words)
            .selected([form.text(name)])
            .small()
    };
    let occupations: Vec<(&str, &str)> = Taxonomy::known()
        .occupations()
        .iter()
        .map(|one| (one.key.as_str(), one.label.as_str()))
        .collect();
    let findings = refused.iter().map(|one| Html::paragraph(finding(one)));
    // What has a usual answer is folded, until something in it is wrong.
    let part = |says: String, names: &[&str], fields: Vec<Html>| {
        let is_wrong = names.iter().any(|name| errors.at(name).is_some());
        let part = Details::new(says, Html::joined(fields));
        Html::of(if is_wrong { part.open() } else { part })
    };
    let day = |name: &'static str, label: &'static str| {
        Html::of(form.date(name).field(name, label, errors))
    };
    let places = form.text("places").parse().unwrap_or(1);
    let dates = part(
        format!(
            "{}, start, end and closing day",
            words::count(places, "place", "places")
        ),
        &["places", "starts", "ends", "closes", "answer_days"],
        vec![
            Html::of(number("places", "How many places are there?")),
            day("starts", "When does it start? (optional)"),
            day("ends", "When does it end? (optional)"),
            day("closes", "When do applications close? (optional)"),
            Html::of(number(
                "answer_days",
                "Within how many days will applicants hear?",
            )),
        ],
    );
    let kept = form.text("kept_places").parse().unwrap_or(0);
    let reserved = part(
        format!(
            "{} reserved for care-experienced young people, and guaranteed interviews",
            words::count(kept, "place", "places")
        ),
        &["kept_places", "legal_basis", "guaranteed", "criteria"],
        vec![
            Html::of(number(
                "kept_places",
                "How many places are reserved for care-experienced young people?",
            )),
            Html::of(
                input("legal_basis", "Which local policy allows the reserved places?")
                    .hint("Only for council posts. Council posts are filled on merit; care experience is protected by local policy."),
            ),
            Html::of(tick(
                "guaranteed",
                "Care-experienced young people who meet the criteria are guaranteed an interview",
            )),
            Html::of(area(
                "criteria",
                "Minimum criteria for the guaranteed interview",
            )),
        ],
    );
    let ages = part(
        format!(
            "Age {} and over, and the kind of work",
            form.text("youngest")
        ),
        &["youngest", "oldest", "occupation"],
        vec![
            Html::of(number("youngest", "Youngest age")),
            Html::of(number("oldest", "Oldest age (optional)")),
            Html::of(choose(
                select(
                    "occupation",
                    "What kind of work is it? (optional)",
                    &occupations,
                    "None of these",
                ),
                "occupation",
            )),
        ],
    );
    let unpaid = part(
        "If it is not paid".to_owned(),
        &["exemption"],
        vec![Html::of(choose(
            select(
                "exemption",
                "If it is not paid, why does the minimum wage not apply?",
                Exemption::CHOICES,
                "None of these",
            ),
            "exemption",
        ))],
    );
    let more = part(
        "Adjustments, benefits and checks".to_owned(),
        &["adjustments", "benefits"],
        vec![
            Html::of(area(
                "adjustments",
                "What can the employer adjust? (optional)",
            )),
            Html::of(
                input("benefits", "What else comes with it? (optional)")
                    .hint("For example, a travelcard, lunch vouchers or a top-up"),
            ),
            Html::of(tick("needs_dbs", "A DBS check is needed")),
        ],
    );
    FormPage::new(ctx, heading)
        .carry("advert", form.text("advert"))
        .caption(of.name.clone())
        .errors(errors, &DAYS)
        .version(form.version)
        .cancel(back)
        .intro(Html::joined(findings))
        .field(input("title", "Title"))
        .field(choose(
            select("kind", "What kind of opportunity is it?", KINDS, "Choose"),
            "kind",
        ))
        .field(choose(
            select("sector", "Which sector is it in?", SECTORS, "Choose"),
            "sector",
        ))
        .field(area("about", "What will they do? (optional)"))
        .field(input("place", "Where is it?"))
        .field(
            input("district", "Postcode district (optional)")
                .hint("For example, N1 or SE15")
                .width(Width::Characters5),
        )
        .field(choose(
            select("pay_kind", "How is it paid?", PayKind::CHOICES, ""),
            "pay_kind",
        ))
        .field(input("hourly", "Hourly pay").pounds())
        .field(unpaid)
        .field(input("hours", "How many hours a week? (optional)").width(Width::Characters3))
        .field(input("pattern", "Which days and times? (optional)"))
        .field(choose(
            select(
                "needs_kind",
                "Is anything required?",
                NeedsKind::CHOICES,
                "Choose",
            ),
            "needs_kind",
        ))
        .field(area("needs", "If there are requirements, what are they?"))
        .field(dates)
        .field(ages)
        .field(reserved)
        .field(more)
        .show()
}
