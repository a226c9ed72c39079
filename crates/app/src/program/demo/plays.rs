//! The stories of the demo that are told in full, as data: one file of the folder `demo/plays` for each young person.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::DemoError;

/// Name and text of each file.
const FILES: [(&str, &str); 3] = [
    (
        "solene.toml",
        include_str!("../../../../../demo/plays/solene.toml"),
    ),
    (
        "tara.toml",
        include_str!("../../../../../demo/plays/tara.toml"),
    ),
    (
        "millie.toml",
        include_str!("../../../../../demo/plays/millie.toml"),
    ),
];

/// The story of one young person: what the people named do at their pages, in order.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Play {
    /// Which council's.
    pub(super) council: String,
    pub(super) given: String,
    pub(super) family: String,
    act: Vec<Act>,
}

/// One act: somebody opens a page, fills its form in and sends it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Act {
    /// How many days ago. At a weekend it is the Friday before.
    pub(super) days: i64,
    /// Who: a role, `own` for the young person, or a mail address for whoever opens the newest letter to it.
    pub(super) by: String,
    /// The address of the page, with `{names}` kept from earlier acts. Of a letter, what the link in it holds.
    pub(super) at: String,
    /// The words of links to follow from there, one after the other.
    #[serde(default)]
    pub(super) follow: Vec<String>,
    /// What is typed: a text for each field.
    #[serde(default, rename = "type")]
    pub(super) typed: BTreeMap<String, String>,
    /// What is chosen by the words beside it.
    #[serde(default)]
    pub(super) choose: BTreeMap<String, String>,
    /// Days that are typed, as days ago; those to come are below nought.
    #[serde(default)]
    pub(super) on: BTreeMap<String, i64>,
    /// The form to send, by a part of where it is sent, if fields do not tell it.
    #[serde(default)]
    pub(super) press: String,
    /// What is typed over it when the page comes back and asks.
    #[serde(default)]
    pub(super) then: BTreeMap<String, String>,
    /// Whether the page is only looked at.
    #[serde(default)]
    pub(super) look: bool,
    /// What the address that it led to is called from now on.
    #[serde(default)]
    pub(super) keep: String,
}

impl Play {
    /// Reads every play.
    ///
    /// Errors: [`DemoError::Files`] with the file and what is wrong in it.
    pub(super) fn all() -> Result<Vec<Self>, DemoError> {
        let read = |(name, text): (&str, &str)| {
            let read: Result<Self, _> = toml::from_str(text);
            read.map_err(|error| DemoError::Files(format!("{name}: {error}")))
        };
        FILES.into_iter().map(read).collect()
    }

    /// The acts, the earliest first.
    pub(super) fn acts(&self) -> &[Act] {
        &self.act
    }
}
