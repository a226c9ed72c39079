//! The post: what leaves, and what waits until it can.

mod outbox;
