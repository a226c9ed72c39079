//! What is typed about a request.

use super::model::WishKind;
use crate::shell::{choices::Code, web::Form};

/// A request as it was typed.
#[derive(Default)]
pub(crate) struct WishForm {
    /// What is asked for; nothing until it is chosen.
    pub(crate) kind: Option<WishKind>,
    pub(crate) words: String,
}

impl WishForm {
    pub(crate) fn typed(form: &Form) -> Self {
        Self {
            kind: WishKind::parse(form.text("kind")),
            words: form.owned("words"),
        }
    }
}
