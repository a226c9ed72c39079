//! Pages above the slices: the record, today, reports, spending, the journal.

mod finding;
mod journal;
mod journeys;
mod main_job;
mod payloads;
mod record;
mod reports;
mod spending;
mod threads;
mod today;
