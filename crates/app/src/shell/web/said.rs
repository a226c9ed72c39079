//! What was just done, as the address after a redirect says it.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

/// The code of a notice: `?said=contact`. What it says is in `said.toml` for workers, in [`super::own_frame`] for young people, and on the page
/// itself behind a link.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Said {
    pub(crate) said: Option<String>,
}

impl Said {
    /// Returns the code; empty where nothing was done.
    pub(crate) fn code(&self) -> &str {
        self.said.as_deref().unwrap_or_default()
    }
}

/// What each code says. The address carries a code, so that a reload repeats the notice and no other text can be put there.
static DONE: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("said.toml")).expect("a test reads the file"));

/// Returns what a code says.
pub(super) fn sentence(code: &str) -> Option<&'static str> {
    DONE.get(code).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::said::*;

    #[test]
    fn what_was_done_is_three_short_sentences_at_most() {
        assert!(sentence("nothing-of-the-kind").is_none());
        for (code, words) in DONE.iter() {
            assert!(words.ends_with('.') && words.len() > 10, "{code}: {words}");
            assert!(words.split(". ").count() <= 3, "{code}: {words}");
        }
    }
}
