//! Pictures of figures and of pathways, drawn as SVG on the server.
//!
//! A picture is never alone: the same figures are in a table below it, so no one needs to see the picture, and no
//! colour says what the words do not. Text is never smaller than 16 px and never shrinks: what is too wide for a phone
//! scrolls on its own. Everything is styled by classes, because a strict content security policy forbids `style`.

mod bars;
mod curve;
mod flow;
mod lettering;
mod steps;

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

pub use bars::Bars;
pub use curve::Curve;
pub use flow::Flow;
pub use steps::{StepState, Steps};

use crate::{Details, Html, Table};

/// The frame round a drawing: its name and description, the box that scrolls, and the table of the same figures.
#[derive(Template)]
#[template(path = "picture.html")]
struct Picture<'a, Drawing: fmt::Display + HtmlSafe> {
    id: &'a str,
    title: &'a str,
    description: String,
    size: Size,
    drawing: Drawing,
    figures: Details,
}

/// How large a drawing is, in pixels.
enum Size {
    /// As wide as there is room, down to what a small phone has.
    Fluid { height: u32 },
    /// Always the same; a narrow screen scrolls.
    Fixed { width: u32, height: u32 },
}

/// The table below a picture, behind a line that opens it.
fn figures(table: Table) -> Details {
    Details::new("Show as a table", Html::of(table.scrollable()))
}
