//! Funds: money confirmed and not yet confirmed, years, rules, requests, payments with receipts, and stock that is given or lent.
//!
//! Every change to a year's sums is a line of its ledger, written in the statement that takes the money, so nothing can be spent twice. A
//! request approved before its money is confirmed waits where everyone can see it. What a fund approves becomes a promise.
//!
//! Absent on purpose: paying. Money moves in the council's own system; Foothold records what was approved, paid and handed over.

mod agreeing;
mod asking;
mod deciding;
mod devices;
mod forecast;
mod forms;
pub(crate) mod groups;
mod keeping;
mod list;
pub mod model;
mod own;
mod paying;
mod queries;
mod receipts;
mod request;
mod schedules;
mod show;
mod status;
mod stocking;
mod today;
mod wished;
mod years;

pub(crate) use deciding::read_answer;
pub(crate) use forms::LINE;
pub(crate) use keeping::open;
pub(crate) use list::left;
pub(crate) use model::financial_year;
pub(crate) use model::{
    Decision, Fund, GroupRequest, Payment, Purpose, Request, Rhythm, StockMove, parts,
};
pub(crate) use own::{Coming, coming, lent_to};
pub(crate) use paying::amount;
pub(crate) use queries::{
    payments::{keep_for_waiting, of_fund as payments_of, paid_between},
    pots::{add, add_year, all as all_funds, find},
    requests::{NewRequest, all_of as requests_of, ask, asked_for, purposes_of_paid, waiting_for},
    stock::{add_device, move_stock},
};
pub(crate) use receipts::{give_receipt, read_receipt, receipt_page};
pub(crate) use request::answer_fields;
pub(crate) use schedules::{Voucher, pay_top_up, stop_top_ups, take_on_top_up, voucher};
pub(crate) use today::lines;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (see, keep, decide) = (Action::SeeFunds, Action::KeepFunds, Action::DecideRequest);
    let record = Action::RecordContact;
    Routes::default()
        .get("/funds", see, list::list)
        .get("/funds/new", keep, keeping::ask)
        .post("/funds/new", keep, keeping::add)
        .get("/funds/{id}", see, show::show)
        .get("/funds/{id}/edit", keep, keeping::ask_edit)
        .post("/funds/{id}/edit", keep, keeping::edit)
        .get("/funds/{id}/money", keep, years::ask_money)
        .post("/funds/{id}/money", keep, years::bring)
        .post("/funds/{id}/confirm", keep, years::confirm)
        .get("/funds/{id}/stock", keep, stocking::ask)
        .post("/funds/{id}/stock", keep, stocking::change)
        .get("/funds/{id}/devices", keep, stocking::ask_device)
        .post("/funds/{id}/devices", keep, stocking::add_device)
        .post("/devices/{id}/back", see, stocking::back)
        .get("/people/{id}/money", record, asking::list)
        .get("/people/{id}/money/new", record, asking::ask)
        .post("/people/{id}/money/new", record, asking::make)
        .get("/people/{id}/money/lend", record, stocking::ask_lend)
        .post("/people/{id}/money/lend", record, stocking::lend)
        .get("/fund-requests/{id}", decide, request::show)
        .post("/fund-requests/{id}/decide", decide, deciding::decide)
        .get(
            "/fund-requests/{id}/withdraw",
            decide,
            deciding::ask_withdraw,
        )
        .post("/fund-requests/{id}/withdraw", decide, deciding::withdraw)
        .post("/fund-requests/{id}/pay", decide, paying::pay)
        .post("/fund-requests/{id}/hand", decide, paying::hand_over)
        .get("/fund-requests/{id}/receipt", decide, receipts::ask_of_part)
        .post(
            "/fund-requests/{id}/receipt",
            decide,
            receipts::keep_of_part,
        )
        .get(
            "/fund-requests/{id}/receipt/file",
            decide,
            receipts::of_part,
        )
        .post("/fund-requests/{id}/back", decide, paying::take_back)
        .post("/fund-requests/{id}/write-off", decide, paying::write_off)
}
