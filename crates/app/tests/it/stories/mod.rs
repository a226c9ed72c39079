//! Stories: what people do, told through the pages.

mod forms;
mod main_job;
mod shell;
mod signing_in;
