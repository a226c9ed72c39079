//! The demo world as data: reads the files of the folder `demo` and the programme files.
//!
//! They are compiled into the program, so the demo needs no other files.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use policy::Role;
use serde::Deserialize;

use super::{DemoError, plays::Play};

const WORLD: &str = include_str!("../../../../../demo/world.toml");
const NAMES: &str = include_str!("../../../../../demo/names.toml");
const NOTES: &str = include_str!("../../../../../demo/notes.toml");
const STAFF: &str = include_str!("../../../../../demo/staff.csv");

/// Name and text of each programme file. The list is kept with the data, because code names no council.
const PROGRAMMES: &[(&str, &str)] = &include!("../../../../../demo/programmes.rs");

/// Everything that the demo is made from.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) seed: u64,
    pub(super) councils: Vec<CouncilSource>,
    pub(super) names: Vec<NameGroup>,
    pub(super) notes: Notes,
    plays: Vec<Play>,
    pub(super) staff: Vec<StaffMember>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct World {
    seed: u64,
    council: Vec<CouncilSource>,
}

/// One council.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CouncilSource {
    pub(super) name: String,
    pub(super) people: usize,
    programme: String,
    /// What the council's own ids begin with.
    pub(super) reference: String,
    /// The domain of its workers' addresses.
    pub(super) mail: String,
    pub(super) teams: Vec<String>,
    pub(super) partner_percent: usize,
    pub(super) partner_alone_percent: usize,
    pub(super) streets: Vec<String>,
    /// How often someone starts in each stage.
    pub(super) starts: BTreeMap<String, usize>,
    /// Which notes fit each stage.
    phases: BTreeMap<String, Phase>,
    pub(super) organisation: Vec<OrganisationSource>,
}

/// How far someone has come, whatever their programme calls it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Phase {
    Early,
    Middle,
    Close,
    Settled,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationSource {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) sector: String,
}

impl CouncilSource {
    /// Returns the name and the text of the council's programme file.
    ///
    /// Errors: [`DemoError::Files`] when there is no such file.
    pub(super) fn programme(&self) -> Result<(&'static str, &'static str), DemoError> {
        let file = PROGRAMMES.iter().find(|(name, _)| *name == self.programme);
        file.copied()
            .ok_or_else(|| DemoError::Files(format!("no programme file {}", self.programme)))
    }

    pub(super) fn phase(&self, stage: &str) -> Phase {
        self.phases.get(stage).copied().unwrap_or(Phase::Early)
    }

    /// Lists the organisations of a kind.
    pub(super) fn organisations(&self, kind: &str) -> Vec<&str> {
        let of_kind = self.organisation.iter().filter(|one| one.kind == kind);
        of_kind.map(|one| one.name.as_str()).collect()
    }

    /// Returns the index of the organisation that young people are shared with: the first charity.
    pub(super) fn partner(&self) -> Option<usize> {
        self.organisation
            .iter()
            .position(|one| one.kind == "charity")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    group: Vec<NameGroup>,
}

/// First and last names that go together.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameGroup {
    pub(super) weight: usize,
    pub(super) languages: Vec<String>,
    pub(super) ethnicity: Vec<String>,
    pub(super) female: Vec<String>,
    pub(super) male: Vec<String>,
    pub(super) family: Vec<String>,
}

/// What workers write down.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Notes {
    pub(super) interests: Vec<String>,
    pub(super) strengths: Vec<String>,
    pub(super) referral: Vec<String>,
    early: Vec<String>,
    middle: Vec<String>,
    close: Vec<String>,
    settled: Vec<String>,
    /// Why someone went back a stage.
    pub(super) back: Vec<String>,
    held: Held,
    /// By the code of the outcome.
    missed: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    first: Vec<Noted>,
    early: Vec<Noted>,
    middle: Vec<Noted>,
    close: Vec<Noted>,
    settled: Vec<Noted>,
}

/// What happened, and what was agreed.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Noted {
    pub(super) note: String,
    pub(super) agreed: String,
}

impl Notes {
    /// Lists reasons for coming to a stage.
    pub(super) fn reasons(&self, phase: Phase) -> &[String] {
        match phase {
            Phase::Early => &self.early,
            Phase::Middle => &self.middle,
            Phase::Close => &self.close,
            Phase::Settled => &self.settled,
        }
    }

    /// Lists notes of a meeting; `None` for the first one.
    pub(super) fn held(&self, phase: Option<Phase>) -> &[Noted] {
        match phase {
            None => &self.held.first,
            Some(Phase::Early) => &self.held.early,
            Some(Phase::Middle) => &self.held.middle,
            Some(Phase::Close) => &self.held.close,
            Some(Phase::Settled) => &self.held.settled,
        }
    }

    /// Lists notes of an attempt that reached no one.
    pub(super) fn missed(&self, outcome: &str) -> &[String] {
        self.missed.get(outcome).map_or(&[], Vec::as_slice)
    }
}

#[derive(Deserialize)]
struct StaffRow {
    council: String,
    name: String,
    role: String,
    team: String,
    capacity: i32,
    organisation: String,
    standing: String,
}

/// Someone who works for a council or a partner.
#[derive(Clone)]
pub(super) struct StaffMember {
    pub(super) council: String,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) team: String,
    pub(super) capacity: i32,
    pub(super) organisation: String,
    pub(super) particular: Particular,
}

/// What is particular about an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Particular {
    Nothing,
    /// Is away now, with a colleague from the same team covering.
    Away,
    StandsIn,
    /// Has left.
    Left,
    /// Was in care too, so one of the council's records is their own.
    OwnRecord,
}

impl StaffMember {
    /// Returns their work address.
    pub(super) fn email(&self, council: &CouncilSource) -> String {
        let name = store::fold(&self.name).replace(' ', ".");
        if self.organisation.is_empty() {
            format!("{name}@{}", council.mail)
        } else {
            let domain = store::fold(&self.organisation).replace(' ', "");
            format!("{name}@{domain}.example")
        }
    }
}

fn read_staff() -> Result<Vec<StaffMember>, DemoError> {
    let failed = |what: String| DemoError::Files(format!("staff.csv: {what}"));
    let mut staff = Vec::new();
    for row in csv::Reader::from_reader(STAFF.as_bytes()).deserialize::<StaffRow>() {
        let row = row.map_err(|error| failed(error.to_string()))?;
        let particular = match row.standing.as_str() {
            "" => Particular::Nothing,
            "away" => Particular::Away,
            "stands-in" => Particular::StandsIn,
            "left" => Particular::Left,
            "own-record" => Particular::OwnRecord,
            other => return Err(failed(format!("standing {other}"))),
        };
        staff.push(StaffMember {
            role: Role::parse(&row.role).ok_or_else(|| failed(format!("role {}", row.role)))?,
            council: row.council,
            name: row.name,
            team: row.team,
            capacity: row.capacity,
            organisation: row.organisation,
            particular,
        });
    }
    Ok(staff)
}

impl Source {
    /// Reads the files.
    ///
    /// Errors: [`DemoError::Files`] with the file and what is wrong in it.
    pub(super) fn read() -> Result<Self, DemoError> {
        fn file<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T, DemoError> {
            toml::from_str(text).map_err(|error| DemoError::Files(format!("{name}: {error}")))
        }
        let world: World = file("world.toml", WORLD)?;
        Ok(Self {
            seed: world.seed,
            councils: world.council,
            names: file::<Names>("names.toml", NAMES)?.group,
            notes: file("notes.toml", NOTES)?,
            plays: Play::all()?,
            staff: read_staff()?,
        })
    }

    /// Lists the stories of a council that are played.
    pub(super) fn plays_of<'a>(&'a self, council: &'a str) -> impl Iterator<Item = &'a Play> {
        self.plays
            .iter()
            .filter(move |play| play.council == council)
    }

    /// Lists the staff of a council.
    pub(super) fn staff_of(&self, council: &str) -> Vec<StaffMember> {
        let own = self.staff.iter().filter(|one| one.council == council);
        own.cloned().collect()
    }
}

/// Returns the day this many days before another, or the Friday before if that is at a weekend.
pub(super) fn weekday_before(today: NaiveDate, days: i64) -> NaiveDate {
    use chrono::{Datelike, Days, Weekday};

    let day = today - chrono::TimeDelta::days(days);
    match day.weekday() {
        Weekday::Sat => day - Days::new(1),
        Weekday::Sun => day - Days::new(2),
        _ => day,
    }
}
