//! Why a young person lost touch, and the ways back. No async.

use crate::shell::choices::Coded;

/// Why, as far as they said.
pub const WHYS: &[Coded] = &[
    ("not-reached", "No one has reached them"),
    ("not-useful", "It was not useful to them"),
    ("too-much", "Too much else going on"),
    ("changed-worker", "Too many different workers"),
    ("promise", "Something we promised did not happen"),
    ("channel", "We contacted them in a way that did not suit"),
    ("place", "The place or time did not suit"),
    ("working", "Busy with work or learning"),
    ("own-choice", "They would rather not, for now"),
    ("other", "Another reason"),
];

/// What they were offered.
pub const WAYS_BACK: &[Coded] = &[
    ("text-only", "Only texts, for a while"),
    ("other-time", "Another time or place"),
    ("other-worker", "Another worker"),
    ("drop-in", "A drop-in, without an appointment"),
    ("activity", "Something to do together, not a meeting"),
    ("later", "We will ask again later"),
    ("door-open", "Nothing for now, but the door stays open"),
];
