//! The pages of opportunities.

use govuk::{Checkboxes, Colour, Details, Html, Input, Select, SummaryList, Tag, Textarea, Width};
use matching::taxonomy::Taxonomy;

use super::{
    KINDS,
    checks::{Finding, Weight},
    forms::{DAYS, OpportunityForm},
    model::{EXEMPTIONS, NEEDS, Opportunity, PAY},
};
use crate::{
    engagement::employers::Employer,
    shell::{
        choices::SECTORS,
        web::{Answer, Ctx, Errors, FormPage, words},
    },
};

/// Says how an opportunity stands, and whether places are kept.
pub(crate) fn tags(one: &Opportunity, today: chrono::NaiveDate) -> Html {
    let stands = if one.ended.is_some() {
        Tag::new("Over").colour(Colour::Grey)
    } else if !one.is_open(today) {
        Tag::new("Closed").colour(Colour::Grey)
    } else if one.is_published() {
        Tag::new("Published").colour(Colour::Green)
    } else {
        Tag::new("Not published").colour(Colour::Yellow)
    };
    let kept = match one.kept_places {
        0 => Html::default(),
        kept => format!(" {kept} kept").into(),
    };
    Html::of(stands).and(kept)
}

/// Everything that is said of an opportunity to whoever might go for it.
pub(super) fn about(one: &Opportunity) -> SummaryList {
    let mut list = SummaryList::new()
        .row("What", one.kind_words())
        .row("Pay", one.pay_words())
        .row("Hours", one.hours_words())
        .row("When", one.term_words())
        .row("Where", one.place.clone())
        .row("What is asked for", one.needs_words())
        .row("Age", one.ages_words());
    let kept = match one.kept_places {
        0 => String::new(),
        kept => format!(", {kept} kept for care-experienced young people"),
    };
    list = list.row("Places", format!("{}{kept}", one.places));
    let guaranteed = if one.guaranteed {
        format!(
            "Sure for care-experienced young people who meet this: {}",
            one.criteria
        )
    } else {
        String::new()
    };
    for (key, text) in [
        ("Days and times", one.pattern.clone()),
        ("Interview", guaranteed),
        ("What can be adjusted", one.adjustments.clone()),
        ("What comes with it", one.benefits.clone()),
        (
            "Check",
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
        "You hear within",
        words::count(one.answer_days.unsigned_abs().into(), "day", "days"),
    )
}

/// A finding as words with its source and whom to ask.
pub(super) fn finding(one: &Finding) -> Html {
    let (tag, colour) = match one.weight {
        Weight::Refused => ("Not like this", Colour::Red),
        Weight::Ask => ("Ask first", Colour::Yellow),
        Weight::Note => ("Good to know", Colour::Blue),
    };
    let mut says = one.words.clone();
    if !one.ask.is_empty() {
        says = format!("{says} Ask: {}.", one.ask);
    }
    let source = match (one.source.is_empty(), one.is_checked) {
        (true, _) => String::new(),
        (false, true) => format!(" Written in: {}.", one.source),
        (false, false) => format!(
            " Written in: {}. We have not checked this one there.",
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
    let page = FormPage::new(ctx, heading)
        .carry("advert", form.text("advert"))
        .caption(of.name.clone())
        .errors(errors, &DAYS)
        .version(form.version)
        .cancel(back)
        .intro(Html::joined(findings))
        .field(input("title", "What is it called?"))
        .field(choose(select("kind", "What kind is it?", KINDS, "Choose"), "kind"))
        .field(choose(select("sector", "Which sector is it in?", SECTORS, "Choose"), "sector"))
        .field(choose(
            select("occupation", "Which kind of work is it? (optional)", &occupations, "None of these"),
            "occupation",
        ))
        .field(area("about", "What does one do there? (optional)"))
        .field(number("places", "How many places are there?"))
        .field(
            number("kept_places", "How many of them are kept for care-experienced young people?"),
        )
        .field(
            input("legal_basis", "Under which local policy are they kept?")
                .hint("For posts in the council. Council posts are filled on merit; care experience is protected by local policy."),
        )
        .field(choose(select("pay_kind", "How is it paid?", PAY, ""), "pay_kind"))
        .field(input("hourly", "Pay for an hour").pounds())
        .field(choose(
            select("exemption", "If it is not paid: why does no minimum wage apply?", EXEMPTIONS, "It is not one of these"),
            "exemption",
        ))
        .field(input("hours", "How many hours a week? (optional)").width(Width::Characters3))
        .field(input("pattern", "On which days and at what times? (optional)"));
    let mut page = page;
    for (name, label) in DAYS.iter().zip([
        "On which day does it start? (optional)",
        "On which day does it end? (optional)",
        "Until which day can one apply? (optional)",
    ]) {
        page = page.field(form.date(name).field(name, label, errors));
    }
    let more = Details::new(
        "More: adjustments, benefits, checks",
        Html::joined([
            Html::of(area("adjustments", "What can they adjust? (optional)")),
            Html::of(
                input("benefits", "What comes with it? (optional)")
                    .hint("Like: travelcard, lunch vouchers, a top-up"),
            ),
            Html::of(tick("needs_dbs", "A DBS check is needed")),
        ]),
    );
    page.field(input("place", "Where is it?"))
        .field(
            input("district", "Postcode district (optional)")
                .hint("Like N1 or SE15")
                .width(Width::Characters5),
        )
        .field(number("youngest", "The youngest age"))
        .field(number("oldest", "The oldest age (optional)"))
        .field(choose(
            select("needs_kind", "What is asked for?", NEEDS, "Choose"),
            "needs_kind",
        ))
        .field(area("needs", "If something is: what?"))
        .field(tick(
            "guaranteed",
            "Care-experienced young people who meet the criteria are sure of an interview",
        ))
        .field(area("criteria", "The minimum criteria for that"))
        .field(number(
            "answer_days",
            "Within how many days does whoever applies hear?",
        ))
        .field(more)
        .show()
}
