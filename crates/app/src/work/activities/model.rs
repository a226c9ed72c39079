//! What an activity is, and who has a place. No async.

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;
use values::{
    AccountId, ActivityGuestId, ActivityId, EmployerContactId, EmployerId, FundId, PersonId,
    PledgeId, SlotRequestId,
};

use crate::{
    money::funds::Voucher,
    shell::choices::{Code, Coded, coded, worded},
};

/// What kind of activity it is.
pub const KINDS: &[Coded] = &[
    ("insight-day", "Insight day"),
    ("work-tour", "Work tour"),
    ("careers-talk", "Careers talk"),
    ("cv-clinic", "CV clinic"),
    ("mock-interview", "Mock interview"),
    ("taster", "Taster"),
    ("workshop", "Workshop"),
    ("course", "Course"),
    ("english-class", "English class"),
    ("careers-event", "Careers event"),
    ("forum", "Forum"),
    ("managers-forum", "Forum for managers"),
    ("review", "Review"),
    ("other", "Something else"),
];

/// How often a series meets: weeks, and words.
pub const RHYTHMS: &[Coded] = &[
    ("0", "Only once"),
    ("1", "Every week"),
    ("2", "Every 2 weeks"),
    ("4", "Every 4 weeks"),
    ("13", "Every 13 weeks"),
    ("52", "Every year"),
];

/// How many dates a series has at most.
pub const MOST_DATES: u16 = 52;

coded! {
    /// What came of an activity for a young person, from least to most.
    CameOf {
        NothingYet "nothing-yet" "Nothing yet"
        Interest "interest" "They are interested in more"
        Applied "applied" "They applied"
        Offer "offer" "They had an offer"
        Started "started" "They started"
    }
}

coded! {
    /// A young person's answer to an invitation.
    Reply {
        Yes "yes" "Has a place"
        Waiting "waiting" "On the waiting list"
        No "no" "Not this time"
    }
}

coded! {
    /// Whether they came.
    Came {
        Yes "yes" "Yes"
        No "no" "No"
    }
}

/// An activity, decrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// Its title.
    pub title: String,
    /// A code of [`KINDS`].
    pub kind: String,
    /// The employer who hosts it; nothing for none.
    pub host: Option<EmployerId>,
    /// The pledge that it counts towards; nothing for none.
    pub pledge: Option<PledgeId>,
    /// The day.
    pub on: NaiveDate,
    /// When it begins and ends, as London's clocks show it.
    pub begins: String,
    /// See [`Activity::begins`].
    pub ends: String,
    /// Where.
    pub place: String,
    /// How many can come; 0 for no limit.
    pub places: i32,
    /// More about it.
    pub words: String,
    /// The fund that gives everyone who comes a voucher; nothing for none.
    pub fund: Option<FundId>,
    /// What the voucher is worth, in pence.
    pub voucher_pence: i64,
    /// Who organises it.
    pub keeper: AccountId,
    /// When it was called off, and why.
    pub called_off: Option<(NaiveDate, String)>,
    /// Goes up with every sign-up.
    pub version: i32,
    /// The series that it is a date of.
    pub series: Option<Uuid>,
    /// Who leads it, in words; may be empty.
    pub led_by: String,
    /// The day and hour given by an employer that it is about.
    pub slot: Option<SlotRequestId>,
}

impl Activity {
    /// Returns the voucher promised to everyone who comes.
    pub(crate) fn voucher(&self) -> Option<Voucher> {
        self.fund
            .filter(|_| self.voucher_pence > 0)
            .map(|fund| Voucher {
                activity: self.id,
                title: self.title.clone(),
                fund,
                pence: self.voucher_pence,
            })
    }

    /// Returns its kind in words.
    pub fn kind_words(&self) -> &'static str {
        worded(KINDS, &self.kind)
    }

    /// Returns the title without the number that a date of a series has.
    pub(crate) fn series_title(&self) -> &str {
        let is_number = |text: &str| {
            let of = text.split_once(" of ");
            let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            of.is_some_and(|(number, all)| all_digits(number) && all_digits(all))
        };
        match self.title.rsplit_once(", ") {
            Some((title, number)) if is_number(number) => title,
            _ => &self.title,
        }
    }

    /// Returns the times in words; empty where none is set.
    pub fn hours(&self) -> String {
        let time = |text: &str| {
            let time = NaiveTime::parse_from_str(text, "%H:%M").ok();
            time.map(|time| time.format("%-I:%M%P").to_string())
        };
        match (time(&self.begins), time(&self.ends)) {
            (Some(begins), Some(ends)) => format!("{begins} to {ends}"),
            (Some(begins), None) => begins,
            _ => String::new(),
        }
    }

    /// Returns the day and the times in words.
    pub fn when(&self) -> String {
        let day = self.on.format("%A %-d %B %Y").to_string();
        let parts = [day, self.hours()];
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }

    /// Returns whether young people are invited to it: they are not to a forum for managers.
    pub fn is_for_young_people(&self) -> bool {
        self.kind != "managers-forum"
    }

    /// Returns whether sign-up is still open on a day.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        self.called_off.is_none() && today <= self.on
    }
}

/// A manager at an employer who is invited to a forum of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The forum.
    pub activity: ActivityId,
    /// The employer.
    pub employer: EmployerId,
    /// The contact there.
    pub contact: EmployerContactId,
    /// Whether they came; `None` where that is not recorded.
    pub came: Option<Came>,
}

/// A young person and an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Its id.
    pub id: ActivityGuestId,
    /// Which activity.
    pub activity: ActivityId,
    /// Who.
    pub person: PersonId,
    /// The answer; nothing until there is one.
    pub answer: Option<Reply>,
    /// Whether they came; nothing until it is recorded.
    pub came: Option<Came>,
    /// What came of it, if it is known.
    pub came_of: Option<CameOf>,
    /// More about it.
    pub words: String,
    /// Whether an offer has been counted towards the pledge.
    pub counted: bool,
    /// Whether a message about the invitation went out to them.
    pub is_told: bool,
}

/// Returns the answer of a young person who says yes when a number of places are already taken.
pub fn answer_of_yes(places: i32, taken: usize) -> Reply {
    let free = places == 0 || taken < usize::try_from(places).unwrap_or(0);
    if free { Reply::Yes } else { Reply::Waiting }
}

impl Guest {
    /// Returns the answer in words.
    pub fn answer_words(&self) -> &'static str {
        match (self.answer, self.is_told) {
            (Some(Reply::Yes), false) => "Has a place. No message could be sent: tell them",
            (Some(answer), _) => answer.words(),
            (None, true) => "Invited",
            (None, false) => "Invited. No message could be sent: tell them",
        }
    }
}

/// Counts what came of it: each result, with how many had it.
pub fn counted(guests: &[Guest]) -> Vec<(&'static str, usize)> {
    let count = |result| {
        let had = guests.iter().filter(|one| one.came_of == Some(result));
        had.count()
    };
    let all = CameOf::ALL.iter().map(|one| (one.words(), count(*one)));
    all.filter(|(_, number)| *number > 0).collect()
}

/// Returns how many had an offer, or more.
pub fn offers<'a>(guests: impl IntoIterator<Item = &'a Guest>) -> usize {
    let had = |one: &&Guest| one.came_of.is_some_and(|result| result >= CameOf::Offer);
    guests.into_iter().filter(had).count()
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    #[test]
    fn the_last_place_is_given_once() {
        for (places, taken, answer) in [
            (0, 500, Reply::Yes),
            (2, 0, Reply::Yes),
            (2, 1, Reply::Yes),
            (2, 2, Reply::Waiting),
            (2, 3, Reply::Waiting),
        ] {
            assert_eq!(answer_of_yes(places, taken), answer);
        }
    }
}
