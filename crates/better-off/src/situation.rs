//! Who someone lives with, where, and what a job pays: what the rules need.

use crate::areas::{Borough, Brma};

/// Whether someone has been found to have limited capability for work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disability {
    /// Not found, or not asked.
    #[default]
    None,
    /// Limited capability for work.
    Lcw,
    /// Limited capability for work and work-related activity, on Universal Credit with it before 6 April 2026, severe or terminal.
    LcwraProtected,
    /// Limited capability for work and work-related activity, found since.
    LcwraNew,
}

impl Disability {
    pub(crate) fn is_lcwra(self) -> bool {
        matches!(self, Self::LcwraProtected | Self::LcwraNew)
    }
}

/// A part of Personal Independence Payment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pip {
    /// None of it.
    #[default]
    None,
    /// The standard rate.
    Standard,
    /// The enhanced rate.
    Enhanced,
}

/// How they live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tenure {
    /// Renting from a private landlord.
    Private,
    /// Renting from a council or a housing association.
    Social,
    /// Supported housing, where Housing Benefit meets the rent.
    Supported,
    /// Temporary accommodation for the homeless, where Housing Benefit meets the rent.
    Temporary,
    /// No rent of their own.
    #[default]
    None,
}

/// Whether the council has reduced council tax because they are a care leaver: asked, never assumed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relief {
    /// It has.
    Yes,
    /// It has not.
    No,
    /// No one has asked yet. The whole bill is shown.
    #[default]
    NotAsked,
}

/// What they learn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Study {
    /// Nothing full-time.
    #[default]
    None,
    /// A full-time course up to A level or the like.
    NonAdvanced,
    /// Higher education.
    Higher,
}

/// A council tax band, from A (0) to H (7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Band(pub(crate) u8);

impl Band {
    /// Reads a letter from A to H.
    pub fn parse(letter: &str) -> Option<Self> {
        let [letter @ b'A'..=b'H'] = letter.as_bytes() else {
            return None;
        };
        Some(Self(letter - b'A'))
    }

    /// Returns the letter.
    pub fn letter(self) -> char {
        char::from(b'A' + self.0)
    }
}

/// A partner who lives with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Age in years.
    pub age: u32,
    /// Hours of work a week, in hundredths.
    pub hours: i64,
    /// Pay for an hour, in pence.
    pub hourly_pence: i64,
}

/// Where a home is: where the amounts are known, or what somebody looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// In London.
    London {
        /// The billing authority.
        borough: Borough,
        /// The area of the Local Housing Allowance.
        brma: Brma,
    },
    /// Somewhere else in England. What its council takes off council tax for people on a low income is not known.
    Elsewhere {
        /// The Local Housing Allowance of a month for a room in a shared home, in pence.
        shared_pence: i64,
        /// The same for a home of the size that they need, in pence.
        own_pence: i64,
        /// The council tax bill of a year as it is, in pence; `None` where nobody has said.
        bill_pence: Option<i64>,
    },
}

/// Where they live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    /// Where it is.
    pub area: Area,
    /// How they live.
    pub tenure: Tenure,
    /// Rent of a month, in pence; in supported housing the eligible part of it.
    pub rent_pence: i64,
    /// Spare bedrooms in a social home.
    pub spare_rooms: u32,
    /// Whether the shared rate never counts: months in hostels for the homeless, domestic abuse, modern slavery, MAPPA.
    pub never_shared: bool,
    /// The council tax band.
    pub band: Band,
    /// Whether the council has reduced council tax.
    pub relief: Relief,
}

/// A young person and who lives with them, on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// Age in years.
    pub age: u32,
    /// A partner.
    pub partner: Option<Partner>,
    /// The ages of the children, all born from April 2017 on.
    pub children: Vec<u32>,
    /// Whether they are a care leaver for the purposes of benefits: looked after at 16 or later.
    pub care_leaver: bool,
    /// Whether they can work.
    pub disability: Disability,
    /// Personal Independence Payment, daily living.
    pub pip_daily: Pip,
    /// Personal Independence Payment, mobility.
    pub pip_mobility: Pip,
    /// Whether they care for a disabled person for 35 hours a week or more.
    pub carer: bool,
    /// What they learn.
    pub study: Study,
    /// Savings, in pence.
    pub capital_pence: i64,
    /// Whether they earned enough for a year, ending no more than nine months ago, to have a grace period before the benefit cap.
    pub cap_waits: bool,
    /// Where they live.
    pub home: Home,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Hours a week, in hundredths; none of them means no job.
    pub hours: i64,
    /// Pay for an hour, in pence.
    pub hourly_pence: i64,
    /// Whether it is an apprenticeship.
    pub apprentice: bool,
    /// Whether that is in its first twelve months.
    pub first_year: bool,
    /// Whether they ask to join the pension although they need not.
    pub pension_opt_in: bool,
    /// Whether they ask to stay out of the pension.
    pub pension_opt_out: bool,
    /// Childcare of a month while at work, in pence.
    pub childcare_pence: i64,
    /// Travel to work of a month, in pence.
    pub travel_pence: i64,
    /// What else work costs in a month, in pence.
    pub costs_pence: i64,
}

impl Household {
    /// Returns whether they are a single person without children.
    pub(crate) fn is_alone(&self) -> bool {
        self.partner.is_none() && self.children.is_empty()
    }

    /// Returns whether the council houses them: care leavers of 16 and 17.
    pub fn is_housed_by_council(&self) -> bool {
        self.care_leaver && self.age < 18
    }

    /// Returns whether anything found about their health gives a work allowance.
    pub(crate) fn has_limited_capability(&self) -> bool {
        self.disability != Disability::None
    }

    /// Returns the rent they pay.
    pub(crate) fn rent_pence(&self) -> i64 {
        let no_rent = self.home.tenure == Tenure::None || self.is_housed_by_council();
        if no_rent { 0 } else { self.home.rent_pence }
    }
}

impl Home {
    /// Returns the borough, where it is in London.
    pub fn borough(&self) -> Option<Borough> {
        match self.area {
            Area::London { borough, .. } => Some(borough),
            Area::Elsewhere { .. } => None,
        }
    }
}
