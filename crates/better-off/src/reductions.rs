//! Council tax reduction: what each borough takes off the bill for people on a low income.
//!
//! Every scheme in the file is a draft that no one has reviewed, and is shown as one. Absent on purpose: what a council takes off for care
//! leavers, which is asked, and the boroughs whose schemes no one has written down.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    amount::{Amount, Rate, hundredths},
    areas::Borough,
    days::day,
};

const FILE: &str = include_str!("../rates/council-tax-reductions.toml");

/// The texts of the files that are not a year's own.
pub(crate) const FILES: [&str; 3] = [
    FILE,
    include_str!("../rates/areas.toml"),
    include_str!("../rates/wages.toml"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    from: toml::value::Datetime,
    sure: String,
    scheme: Vec<SchemeLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeLine {
    borough: String,
    source: String,
    capital_limit: i64,
    kind: String,
    #[serde(default)]
    from: Option<toml::value::Datetime>,
    #[serde(default)]
    agrees: bool,
    #[serde(default)]
    most_band_ratio: Option<String>,
    #[serde(default)]
    share: Option<f64>,
    #[serde(default)]
    care_leaver_share: Option<f64>,
    #[serde(default)]
    rate: Option<f64>,
    #[serde(default)]
    pay_ignored_week: f64,
    #[serde(default)]
    minimum_award_week: f64,
    #[serde(default)]
    income: Option<Income>,
    #[serde(default)]
    tables: Vec<TableLine>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableLine {
    single: Option<bool>,
    children: Option<[usize; 2]>,
    disabled: Option<bool>,
    care_leaver: Option<bool>,
    working: Option<bool>,
    bands: Vec<(f64, f64)>,
}

/// What a band counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Income {
    NetPay,
    PayAfterWorkAllowance,
    GrossPayLessChildcare,
    NetPayAndUcLessHousing,
}

/// How a borough reduces council tax.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Where it is written.
    pub source: String,
    /// What else a reader of the figure should know.
    pub note: String,
    /// Whether a second calculation agrees with it.
    pub agrees: bool,
    pub(crate) from: NaiveDate,
    pub(crate) capital_limit: i64,
    pub(crate) most_band_ratio: Option<Rate>,
    pub(crate) pay_ignored: Amount,
    pub(crate) minimum_award: Amount,
    pub(crate) kind: Kind,
    borough: Borough,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Taper {
        share: Rate,
        care_leaver_share: Option<Rate>,
        rate: Rate,
    },
    Bands {
        income: Income,
        tables: Vec<Bands>,
    },
}

/// Shares of the bill by income, for some households.
#[derive(Clone, Debug)]
pub(crate) struct Bands {
    single: Option<bool>,
    children: Option<[usize; 2]>,
    disabled: Option<bool>,
    care_leaver: Option<bool>,
    working: Option<bool>,
    /// The monthly amount from which it applies, and the share.
    shares: Vec<(Amount, Rate)>,
}

/// What decides which table applies to a household.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Who {
    pub(crate) is_single: bool,
    pub(crate) children: usize,
    pub(crate) is_disabled: bool,
    pub(crate) is_care_leaver: bool,
    pub(crate) is_working: bool,
}

impl Bands {
    pub(crate) fn fits(&self, who: Who) -> bool {
        let is = |wanted: Option<bool>, one: bool| wanted.is_none_or(|wanted| wanted == one);
        is(self.single, who.is_single)
            && is(self.disabled, who.is_disabled)
            && is(self.care_leaver, who.is_care_leaver)
            && is(self.working, who.is_working)
            && self
                .children
                .is_none_or(|[fewest, most]| (fewest..=most).contains(&who.children))
    }

    /// Returns the share for an income of a month.
    pub(crate) fn share(&self, income: Amount) -> Rate {
        let found = self.shares.iter().rev().find(|(from, _)| *from <= income);
        found.map_or(
            Rate::of(0, 1).expect("one is above nothing"),
            |(_, share)| *share,
        )
    }
}

fn weekly(pounds: f64) -> Option<Amount> {
    Some(Amount::of_pence(hundredths(&pounds.to_string())?).weekly())
}

fn rate(share: f64) -> Option<Rate> {
    Rate::parse(&share.to_string())
}

impl TableLine {
    fn read(self) -> Option<Bands> {
        let share = |(from, share): (f64, f64)| Some((weekly(from)?, rate(share)?));
        Some(Bands {
            single: self.single,
            children: self.children,
            disabled: self.disabled,
            care_leaver: self.care_leaver,
            working: self.working,
            shares: self.bands.into_iter().map(share).collect::<Option<_>>()?,
        })
    }
}

impl SchemeLine {
    fn read(self, from: toml::value::Datetime) -> Option<Scheme> {
        let kind = match self.kind.as_str() {
            "taper" => Kind::Taper {
                share: rate(self.share?)?,
                care_leaver_share: self
                    .care_leaver_share
                    .map(rate)
                    .map_or(Some(None), |it| it.map(Some))?,
                rate: rate(self.rate?)?,
            },
            "bands" => Kind::Bands {
                income: self.income?,
                tables: self
                    .tables
                    .into_iter()
                    .map(TableLine::read)
                    .collect::<Option<_>>()?,
            },
            _ => return None,
        };
        Some(Scheme {
            borough: Borough::find(&self.borough)?,
            source: self.source,
            note: self.note,
            agrees: self.agrees,
            from: day(self.from.unwrap_or(from).date?),
            capital_limit: self.capital_limit * 100,
            most_band_ratio: match self.most_band_ratio {
                Some(ratio) => Some(Rate::parse(&ratio)?),
                None => None,
            },
            pay_ignored: weekly(self.pay_ignored_week)?,
            minimum_award: weekly(self.minimum_award_week)?,
            kind,
        })
    }
}

static SCHEMES: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
    let file: File = toml::from_str(FILE).expect("a test reads the file");
    assert_eq!(file.sure, "draft", "schemes are shown as drafts");
    let read = |line: SchemeLine| line.read(file.from).expect("a test reads the file");
    file.scheme.into_iter().map(read).collect()
});

/// Finds the scheme of a borough that applies on a day.
pub(crate) fn find(borough: Borough, on: NaiveDate) -> Option<&'static Scheme> {
    let mut all = SCHEMES.iter();
    all.find(|one| one.borough == borough && one.from <= on)
}
