//! What an organisation is. No async.

/// Kinds of organisation: code, and words.
pub const KINDS: &[(&str, &str)] = &[
    ("charity", "Charity"),
    ("college", "College or training provider"),
    ("employer", "Employer"),
    ("public", "Another public body"),
];

/// Returns the words of a kind, or the code where it is not known.
pub fn worded(code: &str) -> &str {
    KINDS
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, words)| words)
}
