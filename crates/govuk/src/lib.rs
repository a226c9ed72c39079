//! GOV.UK Frontend components as typed templates, and the built assets.
//!
//! A component is a value: it is built with a few methods and written with `{{ component }}` in any other template, which
//! does not escape it again. Any text it is given is escaped, unless it is [`Html`]. The markup is compared with
//! the fixtures that `govuk-frontend` ships, in `tests/fixtures`.
//!
//! No component writes a `style` attribute or an inline script, so a strict content security policy holds.
//!
//! Absent on purpose: the GOV.UK header, the crown and the GDS Transport typeface, which councils may not use.

pub mod assets;
mod attributes;
pub mod chart;
mod components;
mod html;

pub use components::*;
pub use html::Html;
