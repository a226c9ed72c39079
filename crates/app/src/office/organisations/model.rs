//! Kinds of organisation. No async.

/// Kinds of organisation: code, and words.
pub const KINDS: &[(&str, &str)] = &[
    ("charity", "Charity"),
    ("college", "College or training provider"),
    ("employer", "Employer"),
    ("public", "Another public body"),
];
