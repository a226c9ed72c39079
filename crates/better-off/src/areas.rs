//! Boroughs, and areas of the Local Housing Allowance, as the file `rates/areas.toml` names them.

use std::sync::LazyLock;

use serde::Deserialize;

const FILE: &str = include_str!("../rates/areas.toml");

/// A billing authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Borough(pub(crate) usize);

/// A broad rental market area, which sets the Local Housing Allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brma(pub(crate) usize);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoroughLine {
    code: String,
    name: String,
    brmas: Vec<String>,
    sure: String,
    #[serde(default)]
    relief: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    borough: Vec<BoroughLine>,
    brma: toml::Table,
}

struct Areas {
    boroughs: Vec<BoroughLine>,
    /// Code and name of each.
    brmas: Vec<(String, String)>,
}

static AREAS: LazyLock<Areas> = LazyLock::new(|| {
    let file: File = toml::from_str(FILE).expect("a test reads the file");
    let brmas = file.brma.into_iter();
    Areas {
        boroughs: file.borough,
        brmas: brmas
            .map(|(code, name)| (code, name.as_str().unwrap_or_default().to_owned()))
            .collect(),
    }
});

impl Borough {
    /// Lists all, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..AREAS.boroughs.len()).map(Self)
    }

    /// Finds one by its code, such as `BARNET`.
    pub fn find(code: &str) -> Option<Self> {
        Self::all().find(|one| one.code() == code)
    }

    fn line(self) -> &'static BoroughLine {
        &AREAS.boroughs[self.0]
    }

    /// Returns the code, such as `BARNET`.
    pub fn code(self) -> &'static str {
        &self.line().code
    }

    /// Returns the name.
    pub fn name(self) -> &'static str {
        &self.line().name
    }

    /// Lists the areas that its homes are in, the largest first. A postcode settles which.
    pub fn brmas(self) -> impl Iterator<Item = Brma> {
        self.line().brmas.iter().filter_map(|code| Brma::find(code))
    }

    /// Returns whether these areas are only an estimate.
    pub fn is_estimate(self) -> bool {
        self.line().sure == "estimate"
    }

    /// Returns what was found about its council tax for care leavers, to be asked and never assumed; empty where nothing was found.
    pub fn relief(self) -> &'static str {
        &self.line().relief
    }
}

impl Brma {
    /// Lists all.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..AREAS.brmas.len()).map(Self)
    }

    /// Finds one by its code, such as `INNER_NORTH_LONDON`.
    pub fn find(code: &str) -> Option<Self> {
        Self::all().find(|one| one.code() == code)
    }

    /// Returns the code, such as `INNER_NORTH_LONDON`.
    pub fn code(self) -> &'static str {
        &AREAS.brmas[self.0].0
    }

    /// Returns the name.
    pub fn name(self) -> &'static str {
        &AREAS.brmas[self.0].1
    }
}
