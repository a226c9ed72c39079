//! Funds: years, requests, payments, ledger, stock and devices.

entity! {
    /// A pot of money or a stock of things, with its rules.
    fund, "fund", {
        name: String,
        about: String,
        /// money or stock.
        kind: String,
        /// What it pays for: a code of the purposes.
        purpose: String,
        /// The worker who answers for it.
        owner_id: Uuid,
        /// The programme that it belongs to; empty for every programme.
        programme_key: String,
        /// The source of the money.
        funder: String,
        /// Who can get something, in words.
        who: String,
        youngest: i32,
        /// The oldest age; 0 for none.
        oldest: i32,
        /// The most for one young person in a year; 0 for no limit of the fund's own.
        person_cap_pence: i64,
        /// The most for one thing; 0 for no limit of the fund's own.
        item_cap_pence: i64,
        /// How much the coach can approve alone.
        coach_limit_pence: i64,
        /// How much a manager can approve.
        team_limit_pence: i64,
        needs_receipt: bool,
        /// What it does to benefits: a code.
        effect: String,
        in_stock: i32,
        given: i32,
        ended_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
        version: i32,
    }
}

entity! {
    /// A year of a fund. The four sums are what its ledger adds up to.
    fund_year, "fund_year", {
        fund_id: Uuid,
        from_on: NaiveDate,
        until_on: NaiveDate,
        confirmed_pence: i64,
        unconfirmed_pence: i64,
        committed_pence: i64,
        spent_pence: i64,
    }
}

entity! {
    /// A request to a fund.
    fund_request, "fund_request", {
        fund_id: Uuid,
        person_id: Uuid,
        /// What is asked for.
        item: Sealed<String>,
        reason: Sealed<String>,
        /// In all, in pence; 0 for a thing from stock.
        pence: i64,
        /// How many things from stock, or how many payments.
        number: i32,
        /// once, weekly, monthly or attendance.
        rhythm: String,
        wanted_on: Option<NaiveDate>,
        decided_on: Option<NaiveDate>,
        /// yes or no; empty while it waits for an answer.
        decided_as: String,
        decided_by: Option<Uuid>,
        answer: Sealed<String>,
        ended_on: Option<NaiveDate>,
        /// withdrawn or done.
        ended_as: String,
        made_on: NaiveDate,
        made_at: At,
        made_by: Option<Uuid>,
        version: i32,
        /// The activity that a voucher is for.
        activity_id: Option<Uuid>,
        /// What it buys, by the codes of a fund's purpose; empty where nobody has said, which is what the fund is for.
        purpose: String,
    }
}

entity! {
    /// A part of a request: when it is due, whether money is kept for it, and what became of it.
    fund_payment, "fund_payment", {
        request_id: Uuid,
        fund_id: Uuid,
        person_id: Uuid,
        due_on: NaiveDate,
        pence: i64,
        /// The year whose money is kept for it.
        fund_year_id: Option<Uuid>,
        committed_on: Option<NaiveDate>,
        paid_on: Option<NaiveDate>,
        paid_pence: i64,
        paid_by: Option<Uuid>,
        handed_on: Option<NaiveDate>,
        receipt_id: Option<Uuid>,
        receipt_on: Option<NaiveDate>,
        returned_pence: i64,
        written_off_on: Option<NaiveDate>,
        stopped_on: Option<NaiveDate>,
        top_up_id: Option<Uuid>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A line of a fund's ledger: by how much each sum of a year changed. Never changed.
    fund_entry, "fund_entry", {
        fund_id: Uuid,
        fund_year_id: Uuid,
        payment_id: Option<Uuid>,
        kind: String,
        booked_on: NaiveDate,
        confirmed_pence: i64,
        unconfirmed_pence: i64,
        committed_pence: i64,
        spent_pence: i64,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A line of a stock's ledger: how many things came in, were given, came back or were lost. Never changed.
    stock_entry, "stock_entry", {
        fund_id: Uuid,
        request_id: Option<Uuid>,
        person_id: Option<Uuid>,
        kind: String,
        moved_on: NaiveDate,
        /// By how many the stock changed.
        number: i32,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A device with a serial number, on loan.
    device, "device", {
        fund_id: Uuid,
        name: String,
        serial: String,
        /// Who it is lent to.
        person_id: Option<Uuid>,
        lent_on: Option<NaiveDate>,
        back_due_on: Option<NaiveDate>,
        /// The date from which it is lost or broken.
        gone_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
        version: i32,
    }
}

entity! {
    /// A period for which a device was lent. Only its end is ever changed.
    device_loan, "device_loan", {
        device_id: Uuid,
        person_id: Uuid,
        lent_on: NaiveDate,
        back_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A request to a fund for a group at an activity: once approved, it is paid at once.
    group_request, "group_request", {
        fund_id: Uuid,
        activity_id: Uuid,
        item: String,
        pence: i64,
        made_on: NaiveDate,
        decided_on: Option<NaiveDate>,
        /// yes, no or empty.
        decided_as: String,
        decided_by: Option<Uuid>,
        answer: String,
        /// The year whose money paid it.
        fund_year_id: Option<Uuid>,
        returned_pence: i64,
        receipt_id: Option<Uuid>,
        receipt_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
