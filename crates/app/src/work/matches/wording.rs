//! The words of a match, the same on each page.

use govuk::{Colour, Html, Tag};
use matching::rules::{Rule, Way};

use super::model::Fit;
use crate::shell::web::words;

/// Returns how well it fits in words: the score, and why.
pub(super) fn how(fit: &Fit) -> Html {
    let score = Tag::new(format!("{} of 100", fit.wishes.score())).colour(Colour::Grey);
    Html::of(score).and(" ").and(fit.wishes.sentence())
}

/// Returns the questions that all of these matches share: they are shown once above them.
pub(super) fn common<'a>(fits: impl IntoIterator<Item = &'a Fit>) -> Vec<&'a str> {
    let mut fits = fits.into_iter();
    let (Some(first), Some(second)) = (fits.next(), fits.next()) else {
        return Vec::new();
    };
    let mut common = first.questions();
    for fit in std::iter::once(second).chain(fits) {
        let asked = fit.questions();
        common.retain(|question| asked.contains(question));
    }
    common
}

/// Returns what to ask first in words, without what is already shown above.
pub(super) fn asked(fit: &Fit, common: &[&str]) -> Html {
    let questions = fit.questions().into_iter();
    let lines: Vec<Html> = questions
        .filter(|question| !common.contains(question))
        .map(Html::paragraph)
        .collect();
    if lines.is_empty() {
        "Nothing else".into()
    } else {
        Html::joined(lines)
    }
}

/// Returns what rules it out in words.
pub(super) fn refused(fit: &Fit) -> Html {
    Html::joined(fit.refusals().map(|(_, why)| Html::paragraph(why)))
}

/// Returns what would change it in words: each rule in the way needs its own change.
pub(super) fn changes(fit: &Fit) -> String {
    let changes: Vec<&str> = fit.refusals().map(|(rule, _)| rule.change()).collect();
    sentence(&changes.join("; and "))
}

/// Returns the journey time in words.
pub(super) fn way(way: Way) -> String {
    match way {
        Way::Said(minutes) => format!("{minutes} minutes"),
        Way::Likely(minutes) => format!("About {minutes} minutes, based on the distance"),
        Way::Unknown => "Not known".into(),
    }
}

/// Returns what one change would do in words, as in "would open": each rule, and how many `one` or `many` it would open.
pub(super) fn unlocked(
    found: &[(Rule, usize)],
    would: &str,
    (one, many): (&str, &str),
) -> Option<String> {
    let parts: Vec<String> = found
        .iter()
        .map(|(rule, count)| {
            let count = words::count(*count as u64, one, many);
            sentence(&format!("{} {would} {count}", rule.change()))
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Returns that only some of the young people are included.
pub(super) fn cut(most: usize) -> String {
    format!(
        "Only the first {} by name are included.",
        words::grouped(most as u64)
    )
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase());
    let first: String = first.into_iter().flatten().collect();
    format!("{first}{}.", letters.as_str())
}
