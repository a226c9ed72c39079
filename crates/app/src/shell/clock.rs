//! The only reader of the wall clock and the only maker of random values.
//!
//! "Today" is the day in London. A test sets the clock; the demo shifts it, so that its history always ends on the day before.

use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::London;
use store::Stamp;
use values::{AccountId, CouncilId};

/// The clock. Cheap to clone; clones tell the same time.
#[derive(Clone)]
pub struct Clock(Arc<Mutex<Mode>>);

#[derive(Clone, Copy)]
enum Mode {
    /// The wall clock and a shift.
    Running(TimeDelta),
    /// Fixed at this moment.
    Standing(DateTime<Utc>),
    /// Fixed at this moment, with random values drawn from a seed, so many so far.
    Played(DateTime<Utc>, [u8; 16], u64),
}

/// How a clock was set, so that it can be set so again.
pub struct Setting(Mode);

impl Clock {
    /// Returns the wall clock.
    pub fn wall() -> Self {
        Self(Arc::new(Mutex::new(Mode::Running(TimeDelta::zero()))))
    }

    /// Returns a clock that runs on from nine in the morning, London time, of a day.
    pub fn from_morning_of(day: NaiveDate) -> Self {
        Self(Arc::new(Mutex::new(Mode::Running(
            morning(day) - wall_clock(),
        ))))
    }

    /// Returns a clock stopped at nine in the morning, London time, of a day.
    pub fn standing_on(day: NaiveDate) -> Self {
        Self(Arc::new(Mutex::new(Mode::Standing(morning(day)))))
    }

    /// Sets a stopped clock to a moment.
    pub fn set(&self, moment: DateTime<Utc>) {
        let mut mode = self.mode();
        *mode = match *mode {
            Mode::Played(_, seed, drawn) => Mode::Played(moment, seed, drawn),
            _ => Mode::Standing(moment),
        };
    }

    /// Stops the clock for a play: what writes draw comes from the seed, the same each time. Returns how it was set before.
    pub fn begin_play(&self, seed: [u8; 16]) -> Setting {
        let now = self.now();
        let mut mode = self.mode();
        let before = Setting(*mode);
        *mode = Mode::Played(now, seed, 0);
        before
    }

    /// Sets the clock as it was before a play.
    pub fn end_play(&self, before: Setting) {
        *self.mode() = before.0;
    }

    fn mode(&self) -> MutexGuard<'_, Mode> {
        self.0
            .lock()
            .expect("nobody panics while holding the clock")
    }

    /// Returns the current moment, in whole microseconds.
    pub fn now(&self) -> DateTime<Utc> {
        let moment = match *self.mode() {
            Mode::Running(shift) => wall_clock() + shift,
            Mode::Standing(moment) | Mode::Played(moment, ..) => moment,
        };
        DateTime::from_timestamp_micros(moment.timestamp_micros()).unwrap_or(moment)
    }

    /// Returns the day in London.
    pub fn today(&self) -> NaiveDate {
        london_day(self.now())
    }

    /// Returns the time and random values that a write needs.
    pub fn stamp(&self, council: CouncilId, by: impl Into<Option<AccountId>>) -> Stamp {
        let at = self.now();
        Stamp {
            council,
            by: by.into(),
            about: None,
            at,
            today: london_day(at),
            seed: self.draw(),
        }
    }

    fn draw(&self) -> [u8; 16] {
        let Mode::Played(_, seed, drawn) = &mut *self.mode() else {
            return random();
        };
        *drawn += 1;
        let mut hasher = blake3::Hasher::new();
        hasher.update(seed).update(&drawn.to_le_bytes());
        let hash: [u8; 32] = hasher.finalize().into();
        let mut own = [0; 16];
        own.copy_from_slice(&hash[..16]);
        own
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place")]
fn wall_clock() -> DateTime<Utc> {
    Utc::now()
}

fn morning(day: NaiveDate) -> DateTime<Utc> {
    let nine = NaiveTime::from_hms_opt(9, 0, 0).expect("nine is a time of day");
    let local = London.from_local_datetime(&day.and_time(nine)).single();
    local
        .expect("London's clocks change at one in the morning, never at nine")
        .to_utc()
}

/// Returns the first day of the year that ends with a day.
pub fn year_to(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(364)).unwrap_or(day)
}

/// Returns the day in London on which a moment falls.
pub fn london_day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&London).date_naive()
}

/// Returns a moment as London's clocks showed it.
pub fn london(moment: DateTime<Utc>) -> chrono::NaiveDateTime {
    moment.with_timezone(&London).naive_local()
}

/// Returns the moment at which London's clocks show a time; the first of two in the hour that comes twice.
pub fn of_london(local: chrono::NaiveDateTime) -> DateTime<Utc> {
    let found = London.from_local_datetime(&local).earliest();
    found.map_or_else(|| local.and_utc(), |moment| moment.to_utc())
}

/// Returns whether London's clocks never show a time, because they go forward past it.
pub fn is_skipped(local: chrono::NaiveDateTime) -> bool {
    London.from_local_datetime(&local).earliest().is_none()
}

/// Returns the moment at which a day begins in London.
pub fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = London
        .from_local_datetime(&day.and_time(NaiveTime::MIN))
        .single();
    local
        .expect("London's clocks change at one in the morning, never at midnight")
        .to_utc()
}

/// Returns random bytes from the operating system.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// Returns a random id of version 7.
pub fn random_id(now: DateTime<Utc>) -> uuid::Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random()).into_uuid()
}

/// Returns a short reference that is easy to read out on the phone.
pub fn reference() -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    random::<8>()
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]))
        .collect()
}
