//! Stories: what people do, told through the pages.

mod forms;
mod shell;
mod signing_in;
