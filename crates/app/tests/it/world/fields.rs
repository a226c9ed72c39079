//! What a form sends: the parts of a day, and more fields than a form was made with.

use super::{Page, Worker};

/// The three parts of a day, as a form sends them.
pub(crate) fn day(field: &'static str, on: &str) -> Vec<(String, String)> {
    let parts: Vec<&str> = on.split('-').collect();
    let part = |name: &str, text: &str| {
        (
            format!("{field}-{name}"),
            text.trim_start_matches('0').to_owned(),
        )
    };
    vec![
        part("day", parts[2]),
        part("month", parts[1]),
        part("year", parts[0]),
    ]
}

/// The fields of a form, and more that come after them.
pub(crate) fn with<'a>(
    fields: &[(&'a str, &'a str)],
    more: &'a [(String, String)],
) -> Vec<(&'a str, &'a str)> {
    let more = more
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    fields.iter().copied().chain(more).collect()
}

/// Sends one of a page's forms with what was typed, and follows where that leads.
pub(crate) async fn send(
    worker: &Worker,
    page: &Page,
    action: &str,
    typed: &[(&str, &str)],
) -> Page {
    let mut fields = vec![("form_key".to_owned(), page.form_key())];
    fields.extend(
        typed
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned())),
    );
    worker
        .follow(worker.send_form(action, &fields, &[]).await)
        .await
}
