//! The program: the command line, the server's door, the worker, and the demo.
//!
//! May name every room. No room names it.

pub mod command;
pub mod demo;
pub(crate) mod serving;
pub mod worker;
