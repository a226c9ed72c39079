//! The frame of a young person's own pages. Short sentences; nothing that blames.

use super::{OwnCtx, Said};

/// The frame of a page.
pub(crate) struct Frame {
    pub(crate) title: String,
    pub(crate) stylesheet: &'static str,
    pub(crate) council: String,
    pub(crate) form_key: String,
    pub(crate) is_home: bool,
    pub(crate) said: Option<&'static str>,
}

pub(crate) fn frame(ctx: &OwnCtx, title: impl Into<String>, said: &Said) -> Frame {
    Frame {
        title: title.into(),
        stylesheet: govuk::assets::stylesheet(),
        council: ctx.council_name().to_owned(),
        form_key: ctx.form_key(),
        is_home: false,
        said: match said.code() {
            "not-come" => Some(
                "Thank you for telling us. The person you work with and their manager both see it today. You will get an answer under “Ask for something”.",
            ),
            "thanks" => Some("Thank you for telling us."),
            "heard" => Some("We have it. Someone will be in touch within one working day."),
            "cannot-come" => Some(
                "Thank you for telling us. The person you work with sees it now, and will be in touch to find another time.",
            ),
            "ring" => Some("We have it. Keep your phone near you."),
            "interested" => Some("Great. Someone will be in touch about it within a week."),
            "work" => Some("Thank you. The person you work with will see it today."),
            "worried" => Some("Thank you for telling us. Someone will be in touch with you today."),
            "changed" => {
                Some("This has changed since you opened it. Read it again before you say yes.")
            }
            "pay" => {
                Some("Thank you. We will check the pay with the employer first, then get in touch.")
            }
            "asked" => Some("Thank you. You will get an answer here within five working days."),
            _ => None,
        },
    }
}
