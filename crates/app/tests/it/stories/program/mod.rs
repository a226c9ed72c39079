//! The program: what it does by itself.

mod night;
