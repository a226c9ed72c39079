//! The office: who works here and how they sign in.

mod accounts;
mod programmes;
mod signing_in;
