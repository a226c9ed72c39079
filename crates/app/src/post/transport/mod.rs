//! How messages are sent: mail by SMTP, texts and mail by GOV.UK Notify.
//!
//! Absent on purpose: what is sent, to whom and when. That is in [`crate::post::outbox`] and [`crate::care::messages`].

pub mod notify;
pub mod smtp;
mod ways;

pub(crate) use ways::sends_mail;
pub use ways::{Channel, Transport};
