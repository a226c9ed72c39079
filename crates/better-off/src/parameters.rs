//! The numbers that the rules need, each from its own first day.
//!
//! The files are in `rates/`, one for each tax year. On any day each value is the latest one whose first day has come, so nothing
//! applies before its date. `build.rs` refuses a file that lacks a key or a source.

use std::sync::LazyLock;

use chrono::NaiveDate;
use toml::Value;

use crate::{
    amount::{Amount, Rate, decimal},
    areas::{Borough, Brma},
    days::day,
    reductions::{self, Scheme},
    situation::Area,
};

pub(crate) mod file;
#[macro_use]
mod keys;

pub use file::Sure;
use file::{Written, YearFile};

const FILES: [&str; 2] = [
    include_str!("../rates/2025-26.toml"),
    include_str!("../rates/2026-27.toml"),
];

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The first day on which it applies.
    pub from: NaiveDate,
    /// Where it is written.
    pub source: &'static str,
    /// How sure it is.
    pub sure: Sure,
}

/// Why there are no rules for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("amounts are only known from {0} on")]
pub struct TooEarly(pub NaiveDate);

trait Kind: Sized {
    fn read(value: &Value) -> Option<Self>;
}

/// Writes a number as in the file.
fn text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => return None,
    })
}

impl Kind for Amount {
    fn read(value: &Value) -> Option<Self> {
        Some(Self::of_pence(crate::amount::hundredths(&text(value)?)?))
    }
}

impl Kind for Rate {
    fn read(value: &Value) -> Option<Self> {
        Self::parse(&text(value)?)
    }
}

impl Kind for u32 {
    fn read(value: &Value) -> Option<Self> {
        let (number, places) = decimal(&text(value)?)?;
        (places == 0).then(|| Self::try_from(number).ok())?
    }
}

macro_rules! define {
    ($($section:ident $Section:ident { $($key:ident: $Kind:ident,)* })*) => {
        $(#[derive(Clone, Debug)]
        pub(crate) struct $Section {
            $(pub(crate) $key: $Kind,)*
        })*

        /// The values of the files that apply on a day.
        #[derive(Clone, Debug)]
        pub(crate) struct Parameters {
            $(pub(crate) $section: $Section,)*
        }

        impl Parameters {
            fn on(all: &[Written], day: NaiveDate) -> Option<Self> {
                Some(Self {
                    $($section: $Section {
                        $($key: $Kind::read(&find(all, stringify!($section), stringify!($key), day)?.value)?,)*
                    },)*
                })
            }
        }
    };
}
keys!(define);

/// The rules that apply from a day.
#[derive(Clone, Debug)]
pub struct Rules {
    from: NaiveDate,
    pub(crate) national: Parameters,
    band_d: Vec<Amount>,
    /// Shared, then one to four bedrooms, by area.
    lha: Vec<[Amount; 5]>,
    p30_week: Vec<[Amount; 5]>,
    schemes: Vec<Option<&'static Scheme>>,
}

struct Known {
    written: Vec<Written>,
    years: Vec<String>,
    rules: Vec<Rules>,
    /// The day after the last one covered by a file.
    until: NaiveDate,
}

/// Finds what applies on a day.
fn find<'a>(all: &'a [Written], section: &str, key: &str, on: NaiveDate) -> Option<&'a Written> {
    let is_it = |one: &&Written| one.section == section && one.key == key && day(one.from) <= on;
    all.iter().rev().find(is_it)
}

fn sizes(value: &Value, of: &str) -> Option<[Amount; 5]> {
    let all = value.get(of)?.as_array()?.iter().map(Amount::read);
    all.collect::<Option<Vec<_>>>()?.try_into().ok()
}

impl Rules {
    fn starting(all: &[Written], from: NaiveDate) -> Option<Self> {
        let lha = |of: &str| {
            let found = |brma: Brma| sizes(&find(all, "lha", brma.code(), from)?.value, of);
            Brma::all().map(found).collect::<Option<Vec<_>>>()
        };
        let band_d =
            |borough: Borough| Amount::read(&find(all, "band_d", borough.code(), from)?.value);
        Some(Self {
            from,
            national: Parameters::on(all, from)?,
            band_d: Borough::all().map(band_d).collect::<Option<_>>()?,
            lha: lha("month")?,
            p30_week: lha("p30_week")?,
            schemes: Borough::all()
                .map(|one| reductions::find(one, from))
                .collect(),
        })
    }

    /// Returns the rules of a day.
    ///
    /// Errors: [`TooEarly`] for days before the first file. Days after the last one get the last rules: see [`Rules::is_assumed`].
    pub fn on(day: NaiveDate) -> Result<&'static Self, TooEarly> {
        let all = &KNOWN.rules;
        let found = all.iter().rev().find(|rules| rules.from <= day);
        found.ok_or_else(|| TooEarly(all[0].from))
    }

    /// Returns the first day on which these rules apply.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// Lists the days on which some rule changes, including the very first.
    pub fn days() -> impl Iterator<Item = NaiveDate> {
        KNOWN.rules.iter().map(|rules| rules.from)
    }

    /// Lists the sections of the files with a value that starts on a day.
    pub fn sections(day: NaiveDate) -> impl Iterator<Item = &'static str> {
        let mut found: Vec<&str> = Vec::new();
        for one in KNOWN
            .written
            .iter()
            .filter(|one| self::day(one.from) == day)
        {
            if !found.contains(&one.section.as_str()) {
                found.push(&one.section);
            }
        }
        found.into_iter()
    }

    /// Returns whether there is no file for a day yet, so that the last known amounts are used.
    pub fn is_assumed(day: NaiveDate) -> bool {
        day >= KNOWN.until
    }

    /// Returns the first day for which there is no file yet.
    pub fn known_until() -> NaiveDate {
        KNOWN.until
    }

    /// Returns the tax years of the files.
    pub fn years() -> &'static [String] {
        &KNOWN.years
    }

    /// Identifies these parameters: their last tax year, and a number that changes with the text of the files.
    pub fn version() -> String {
        // FNV-1a, which is enough to tell one text from another.
        let texts = FILES.iter().copied().chain(reductions::FILES);
        let number = texts
            .flat_map(str::bytes)
            .fold(0xcbf2_9ce4_8422_2325_u64, |number, byte| {
                (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        let last = KNOWN.years.last().map_or("", String::as_str);
        format!("{last} {:08x}", number >> 32)
    }

    /// Returns the source of the value that applies on a day.
    ///
    /// # Panics
    /// For a key that no file has; a test checks every key that the lines name.
    pub fn note(section: &str, key: &str, day: NaiveDate) -> Note {
        let found = find(&KNOWN.written, section, key, day)
            .or_else(|| find(&KNOWN.written, section, key, NaiveDate::MAX))
            .expect("lines name values that the files have");
        Note {
            from: self::day(found.from),
            source: &found.source,
            sure: found.sure,
        }
    }

    /// Returns band D of a borough for the year.
    pub fn band_d(&self, borough: Borough) -> Amount {
        self.band_d[borough.0]
    }

    /// Returns the Local Housing Allowance of a month: shared (0), or one to four bedrooms.
    pub fn lha(&self, brma: Brma, size: usize) -> Amount {
        self.lha[brma.0][size.min(4)]
    }

    /// Returns the Local Housing Allowance of a month where a home is: shared (0), or one to four bedrooms.
    pub fn rent_help(&self, area: Area, size: usize) -> Amount {
        match (area, size) {
            (Area::London { brma, .. }, _) => self.lha(brma, size),
            (Area::Elsewhere { shared_pence, .. }, 0) => Amount::of_pence(shared_pence),
            (Area::Elsewhere { own_pence, .. }, _) => Amount::of_pence(own_pence),
        }
    }

    /// Returns the weekly rent below which three in ten homes of a size were let.
    pub fn cheap_rent_week(&self, brma: Brma, size: usize) -> Amount {
        self.p30_week[brma.0][size.min(4)]
    }

    /// Returns how a borough reduces council tax, where that is known.
    pub fn scheme(&self, borough: Borough) -> Option<&'static Scheme> {
        self.schemes[borough.0]
    }
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let read = |text: &&str| file::read(text).expect("the build checked the files");
    let files: Vec<YearFile> = FILES.iter().map(read).collect();
    let years: Vec<String> = files.iter().map(|file| file.tax_year.clone()).collect();
    let written: Vec<Written> = files.into_iter().flat_map(|file| file.values).collect();
    let mut days: Vec<NaiveDate> = written.iter().map(|one| day(one.from)).collect();
    days.sort();
    days.dedup();
    let starting = |&from: &NaiveDate| Rules::starting(&written, from);
    let rules = days.iter().filter_map(starting).collect();
    let last = years.last().and_then(|year| year.get(..4)?.parse().ok());
    let until = last.and_then(|year: i32| NaiveDate::from_ymd_opt(year + 1, 4, 1));
    Known {
        rules,
        years,
        until: until.expect("the build checked the files"),
        written,
    }
});
