//! Why somebody was not heard from, and the ways back. No async.

use crate::shell::choices::Coded;

/// Why, as far as they said.
pub const WHYS: &[Coded] = &[
    ("not-reached", "Nobody has reached them"),
    ("not-useful", "It was not useful to them"),
    ("too-much", "Too much else going on"),
    ("changed-worker", "Too many different workers"),
    ("promise", "Something promised did not come"),
    ("channel", "We used the wrong way to reach them"),
    ("place", "The place or the time does not suit"),
    ("working", "They work or learn, and are busy"),
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
    ("later", "We ask again later"),
    ("door-open", "The door stays open; nothing else for now"),
];
