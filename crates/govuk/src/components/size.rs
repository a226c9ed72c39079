//! The sizes of labels, legends and captions.

use std::fmt;

/// The size of a label, legend or caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 19 px and bold on a wide screen.
    Small,
    /// 24 px.
    Medium,
    /// 36 px; the size of a heading of a page that asks one question.
    Large,
    /// 48 px.
    ExtraLarge,
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Small => "s",
            Self::Medium => "m",
            Self::Large => "l",
            Self::ExtraLarge => "xl",
        })
    }
}
