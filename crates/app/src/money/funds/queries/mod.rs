//! Funds in the database: the pots, their ledger, what is asked for, and the stock.

pub(super) mod groups;
pub(super) mod ledger;
pub(super) mod payments;
pub(super) mod pots;
pub(super) mod requests;
pub(super) mod stock;
pub(super) mod top_ups;
