//! The statutory returns: read, write and check.
//!
//! Everything here works on bytes and values; who uploaded a file and where its rows go is decided elsewhere. A reader never stops at the
//! first fault: the person who fixes a file wants to see all of them at once.
//!
//! Absent on purpose: storing, clocks and permissions. The year that a return covers is a parameter.

pub mod ssda903;
