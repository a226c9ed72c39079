//! What was just done, as the address after a redirect says it.

use serde::Deserialize;

/// The code of a notice: `?said=saved`. What it says is in [`super::layout`] for workers, in [`super::own_frame`] for young people, and on the page
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
