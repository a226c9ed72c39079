//! Funds in the database: the pots, their ledger, requests and stock.

pub(super) mod groups;
pub(super) mod ledger;
pub(super) mod payments;
pub(super) mod pots;
pub(super) mod requests;
pub(super) mod stock;
pub(super) mod top_ups;
