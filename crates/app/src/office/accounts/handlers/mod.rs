//! The administrator's pages.

pub(super) mod accounts;
pub(super) mod cover;
pub(super) mod leave;
pub(super) mod standing;
pub(super) mod teams;

use serde::Deserialize;

/// What an address may ask for besides its path.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    said: Option<String>,
    show: Option<String>,
    cover: Option<String>,
}
