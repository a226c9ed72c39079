//! Funds, their years, requests and payments, and the rules about them. No async.

use chrono::{Datelike, Days, Months, NaiveDate};
use policy::Role;
use values::{
    AccountId, ActivityId, DeviceId, FileId, FundId, FundPaymentId, FundRequestId, FundYearId,
    GroupRequestId, Pence, PersonId, TopUpId,
};

pub(crate) use super::status::Status;
use crate::shell::choices::{Choices, coded};

coded! {
    /// What a fund pays for, and what a request buys.
    Purpose {
        Travel "travel" "Travel"
        Clothes "clothes" "Clothes for interviews and work"
        Equipment "equipment" "Laptops, tablets and tools"
        Learning "learning" "Courses, books and fees"
        TopUp "top-up" "Top-ups and bursaries"
        Vouchers "vouchers" "Vouchers"
        Group "group" "Groups and events"
        Other "other" "Other things"
    }
}

coded! {
    /// What a fund holds.
    Holding {
        Money "money" "Money"
        Stock "stock" "A stock of items, such as packs, suitcases or devices"
    }
}

/// How something from a fund affects benefits.
pub(crate) const EFFECTS: Choices = &[
    ("none", "For a set purpose: not income for Universal Credit"),
    (
        "ask",
        "May count as income: ask a welfare rights adviser before it is paid",
    ),
    ("unknown", "Not checked yet"),
];

coded! {
    /// How often a request is paid.
    Rhythm {
        Once "once" "Once"
        Weekly "weekly" "Every week"
        Monthly "monthly" "Every month"
    }
}

coded! {
    /// The answer to a request.
    Decision {
        Yes "yes" "Yes"
        No "no" "No"
    }
}

coded! {
    /// How a request ended.
    Ending {
        Done "done" "Done"
        Withdrawn "withdrawn" "Withdrawn"
    }
}

coded! {
    /// How items move into or out of a stock.
    StockMove {
        In "in" "Added to stock"
        Given "given" "Given to someone without a record here"
        Back "back" "Returned"
        Lost "lost" "Lost or broken"
    }
}

/// The most payments of a schedule: five years of months.
pub(crate) const MOST_PARTS: u32 = 60;

/// A pot of money or a stock of things.
#[derive(Clone, Debug)]
pub(crate) struct Fund {
    pub(crate) id: FundId,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) is_stock: bool,
    pub(crate) purpose: Purpose,
    pub(crate) owner: AccountId,
    pub(crate) programme: String,
    pub(crate) funder: String,
    pub(crate) who: String,
    pub(crate) youngest: i32,
    /// 0 for none.
    pub(crate) oldest: i32,
    /// The most for one young person in a year, in pence; 0 for none.
    pub(crate) person_cap: i64,
    /// The most for one item, in pence; 0 for none.
    pub(crate) item_cap: i64,
    pub(crate) coach_limit: i64,
    pub(crate) team_limit: i64,
    pub(crate) needs_receipt: bool,
    /// A code of [`EFFECTS`].
    pub(crate) effect: String,
    pub(crate) in_stock: i32,
    pub(crate) given: i32,
    pub(crate) ended_on: Option<NaiveDate>,
    pub(crate) version: i32,
}

/// The sums of a fund's year, in pence: what its ledger adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) confirmed: i64,
    pub(crate) unconfirmed: i64,
    pub(crate) committed: i64,
    pub(crate) spent: i64,
}

/// A year of a fund.
#[derive(Clone, Debug)]
pub(crate) struct Year {
    pub(crate) id: FundYearId,
    pub(crate) from: NaiveDate,
    pub(crate) until: NaiveDate,
    pub(crate) sums: Sums,
}

/// A request for a young person.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) id: FundRequestId,
    pub(crate) fund: FundId,
    pub(crate) person: PersonId,
    pub(crate) item: String,
    pub(crate) reason: String,
    pub(crate) pence: i64,
    pub(crate) number: i32,
    pub(crate) rhythm: Rhythm,
    pub(crate) wanted_on: Option<NaiveDate>,
    pub(crate) decided_on: Option<NaiveDate>,
    /// `None` while it waits for an answer.
    pub(crate) decided_as: Option<Decision>,
    pub(crate) decided_by: Option<AccountId>,
    pub(crate) answer: String,
    pub(crate) ended_on: Option<NaiveDate>,
    pub(crate) ended_as: Option<Ending>,
    pub(crate) made_on: NaiveDate,
    pub(crate) made_by: Option<AccountId>,
    /// The activity for which a voucher is given.
    pub(crate) activity: Option<ActivityId>,
    /// What it buys; `None` where nobody has said.
    pub(crate) purpose: Option<Purpose>,
    pub(crate) version: i32,
}

/// A request for a group, at an activity. Approval pays it.
#[derive(Clone, Debug)]
pub(crate) struct GroupRequest {
    pub(crate) id: GroupRequestId,
    pub(crate) fund: FundId,
    pub(crate) activity: ActivityId,
    pub(crate) item: String,
    pub(crate) pence: i64,
    pub(crate) made_on: NaiveDate,
    pub(crate) made_by: Option<AccountId>,
    pub(crate) decided_on: Option<NaiveDate>,
    /// `None` while it waits for an answer.
    pub(crate) decided_as: Option<Decision>,
    pub(crate) decided_by: Option<AccountId>,
    pub(crate) answer: String,
    /// The year whose money paid it; `None` until then.
    pub(crate) year: Option<FundYearId>,
    pub(crate) returned_pence: i64,
    /// Where there is one.
    pub(crate) receipt: Option<FileId>,
}

/// A part of a request.
#[derive(Clone, Debug)]
pub(crate) struct Payment {
    pub(crate) id: FundPaymentId,
    pub(crate) request: FundRequestId,
    pub(crate) fund: FundId,
    pub(crate) person: PersonId,
    pub(crate) due_on: NaiveDate,
    pub(crate) pence: i64,
    /// The year whose money is set aside for it; `None` while it waits.
    pub(crate) year: Option<FundYearId>,
    pub(crate) committed_on: Option<NaiveDate>,
    pub(crate) paid_on: Option<NaiveDate>,
    pub(crate) paid_pence: i64,
    pub(crate) handed_on: Option<NaiveDate>,
    pub(crate) receipt_on: Option<NaiveDate>,
    pub(crate) returned_pence: i64,
    pub(crate) written_off_on: Option<NaiveDate>,
    pub(crate) stopped_on: Option<NaiveDate>,
    /// The part of a top-up that it pays.
    pub(crate) top_up: Option<TopUpId>,
}

impl Payment {
    /// Returns what it costs, in pence: what was paid less what came back, or what it should cost until it is paid.
    pub(crate) fn costs(&self) -> i64 {
        match (self.paid_on, self.stopped_on) {
            (Some(_), _) => self.paid_pence - self.returned_pence,
            (None, Some(_)) => 0,
            (None, None) => self.pence,
        }
    }

    /// Returns whether it is still to be paid.
    pub(crate) fn is_open(&self) -> bool {
        self.paid_on.is_none() && self.stopped_on.is_none()
    }

    /// Returns whether the young person is still to have it.
    pub(crate) fn is_to_come(&self) -> bool {
        self.stopped_on.is_none() && self.handed_on.is_none() && !self.is_returned()
    }

    /// Returns whether all that was paid for it came back.
    pub(crate) fn is_returned(&self) -> bool {
        self.paid_on.is_some() && self.paid_pence == self.returned_pence
    }
}

/// Returns the financial year that a day falls in: its first and last day.
pub(crate) fn financial_year(on: NaiveDate) -> (NaiveDate, NaiveDate) {
    let year = on.year() - i32::from((on.month(), on.day()) < (4, 1));
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(on);
    (day(year, 4, 1), day(year + 1, 3, 31))
}

/// Sums what someone has had from a fund, in pence, by requests made after a day: what was paid and what is still to be paid.
pub(crate) fn had(of: &[(Request, Vec<Payment>)], fund: FundId, since: NaiveDate) -> i64 {
    of.iter()
        .filter(|(one, _)| {
            one.fund == fund && one.made_on > since && one.decided_as != Some(Decision::No)
        })
        .flat_map(|(_, parts)| parts)
        .map(Payment::costs)
        .sum()
}

/// A thing with a serial number that is lent.
#[derive(Clone, Debug)]
pub(crate) struct Device {
    pub(crate) id: DeviceId,
    pub(crate) fund: FundId,
    pub(crate) name: String,
    pub(crate) serial: String,
    /// Who it is lent to; `None` while it is in stock.
    pub(crate) person: Option<PersonId>,
    pub(crate) lent_on: Option<NaiveDate>,
    pub(crate) back_due_on: Option<NaiveDate>,
    pub(crate) gone_on: Option<NaiveDate>,
    pub(crate) version: i32,
}

impl Sums {
    /// Returns what is confirmed, less what is set aside and spent.
    pub(crate) fn free(self) -> i64 {
        self.confirmed - self.committed - self.spent
    }

    /// Returns what would be free if all that is expected were confirmed.
    pub(crate) fn hoped(self) -> i64 {
        self.free() + self.unconfirmed
    }
}

impl Fund {
    /// Returns whether a worker with these roles may approve a sum. Above the team's limit that is a fund holder, or a programme manager who holds
    /// this fund: what was agreed about a fund holds for whoever runs the programme too.
    pub(crate) fn may_decide(&self, (roles, workers): (&[Role], &[AccountId]), pence: i64) -> bool {
        let holds_it = workers.contains(&self.owner);
        let of = |role: &Role| match role {
            Role::FundHolder => true,
            Role::ProgrammeManager => holds_it || pence <= self.team_limit,
            Role::TeamManager => pence <= self.team_limit,
            Role::Coach | Role::PersonalAdviser => pence <= self.coach_limit,
            _ => false,
        };
        roles.iter().any(of)
    }

    /// Returns whether a worker with these roles may write off the receipt of a sum: a second pair of eyes, never only the worker who spent it.
    pub(crate) fn may_write_off(&self, roles: &[Role], pence: i64) -> bool {
        let of = |role: &Role| match role {
            Role::FundHolder | Role::ProgrammeManager => true,
            Role::TeamManager => pence <= self.team_limit,
            _ => false,
        };
        roles.iter().any(of)
    }

    /// Says in short who can have how much, and how much the coach can approve.
    pub(crate) fn in_short(&self) -> String {
        let mut says = Vec::new();
        if !self.who.is_empty() {
            says.push(self.who.trim_end_matches('.').to_owned());
        }
        if self.item_cap > 0 {
            says.push(format!("Up to {} for one item", Pence(self.item_cap)));
        }
        if self.coach_limit > 0 {
            says.push(format!(
                "The coach can approve up to {}",
                Pence(self.coach_limit)
            ));
        }
        says.join(". ")
    }

    /// Says who must approve a sum.
    pub(crate) fn who_decides(&self, pence: i64) -> &'static str {
        if pence <= self.coach_limit {
            "the coach or personal adviser"
        } else if pence <= self.team_limit {
            "a team manager"
        } else {
            "the fund holder"
        }
    }

    /// Returns what it holds.
    pub(crate) fn holding(&self) -> Holding {
        if self.is_stock {
            Holding::Stock
        } else {
            Holding::Money
        }
    }

    /// Returns whether it takes requests for money.
    pub(crate) fn gives_money(&self) -> bool {
        self.ended_on.is_none() && !self.is_stock
    }

    /// Says why the price of one item is too high, if it is.
    pub(crate) fn against_item(&self, pence: i64) -> Option<String> {
        let is_over = self.item_cap > 0 && pence > self.item_cap;
        is_over.then(|| {
            format!(
                "This fund pays up to {} for one item.",
                Pence(self.item_cap)
            )
        })
    }

    /// Says which of the fund's own limits a request exceeds, if any. They do not limit what the council must do.
    pub(crate) fn against(&self, age: Option<i32>, pence: i64, had: i64) -> Option<String> {
        let own = "This is the fund’s own limit, not a limit on what the council must do. Ask the fund holder, or try another fund.";
        if age.is_some_and(|age| age < self.youngest || self.oldest > 0 && age > self.oldest) {
            let ages = match self.oldest {
                0 => format!("{} and over", self.youngest),
                oldest => format!("{} to {oldest}", self.youngest),
            };
            return Some(format!("This fund is for young people aged {ages}. {own}"));
        }
        if let Some(against) = self.against_item(pence) {
            return Some(format!("{against} {own}"));
        }
        if self.person_cap > 0 && had + pence > self.person_cap {
            return Some(format!(
                "This fund pays up to {} for one young person in a year, and {} has already been requested. {own}",
                Pence(self.person_cap),
                Pence(had)
            ));
        }
        None
    }
}

/// Splits a sum into parts with their days. Where it does not divide evenly, the first parts are a penny more.
pub(crate) fn parts(
    from: NaiveDate,
    rhythm: Rhythm,
    number: u32,
    pence: i64,
) -> Vec<(NaiveDate, i64)> {
    let number = number.clamp(1, MOST_PARTS);
    let (count, whole) = (i64::from(number), pence / i64::from(number));
    (0..number)
        .filter_map(|place| {
            let on = match rhythm {
                Rhythm::Once => Some(from),
                Rhythm::Weekly => from.checked_add_days(Days::new(7 * u64::from(place))),
                Rhythm::Monthly => from.checked_add_months(Months::new(place)),
            };
            let more = i64::from(i64::from(place) < pence - whole * count);
            Some((on?, whole + more))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::*;
    use crate::shell::choices::Code;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn fund() -> Fund {
        Fund {
            id: values::FundId(uuid::Uuid::from_u128(1)),
            name: "Travel".into(),
            about: String::new(),
            is_stock: false,
            purpose: Purpose::Travel,
            owner: values::AccountId(uuid::Uuid::from_u128(1)),
            programme: String::new(),
            funder: String::new(),
            who: String::new(),
            youngest: 16,
            oldest: 24,
            person_cap: 50_000,
            item_cap: 30_000,
            coach_limit: 5_000,
            team_limit: 20_000,
            needs_receipt: true,
            effect: "none".into(),
            in_stock: 0,
            given: 0,
            ended_on: None,
            version: 1,
        }
    }

    #[test]
    fn a_sum_is_decided_by_whoever_the_fund_says() {
        let fund = fund();
        for (role, pence, may) in [
            (Role::Coach, 5_000, true),
            (Role::Coach, 5_001, false),
            (Role::TeamManager, 20_000, true),
            (Role::TeamManager, 20_001, false),
            (Role::FundHolder, 900_000, true),
            (Role::ProgrammeManager, 20_000, true),
            (Role::ProgrammeManager, 20_001, false),
            (Role::SocialWorker, 1, false),
        ] {
            assert_eq!(
                fund.may_decide((&[role], &[]), pence),
                may,
                "{role} {pence}"
            );
        }
        let holder = [fund.owner];
        assert!(fund.may_decide((&[Role::ProgrammeManager], &holder), 900_000));
    }

    #[test]
    fn a_limit_of_the_fund_never_reads_as_the_limit_of_a_duty() {
        let fund = fund();
        assert_eq!(fund.against(Some(20), 30_000, 0), None);
        for (age, pence, had) in [
            (Some(25), 100, 0),
            (Some(20), 30_001, 0),
            (None, 20_000, 30_001),
        ] {
            let words = fund.against(age, pence, had).unwrap();
            assert!(
                words.contains("not a limit on what the council must do"),
                "{words}"
            );
        }
    }

    proptest! {
        #[test]
        fn parts_are_the_sum(number in 1..=60_u32, pence in 0..1_000_000_i64, rhythm in prop::sample::select(Rhythm::ALL)) {
            let parts = parts(day("2026-08-31"), rhythm, number, pence);
            prop_assert_eq!(parts.len(), number as usize);
            prop_assert_eq!(parts.iter().map(|(_, pence)| pence).sum::<i64>(), pence);
            prop_assert!(parts.is_sorted_by_key(|(on, _)| *on));
        }
    }
}
