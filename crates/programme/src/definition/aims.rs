//! What a programme aims for, shown beside the figures: table `aims`.

use serde::Deserialize;

/// What a programme aims for, each a share in percent. Table `aims`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Aims {
    /// Young people in education, employment or training. Default: no aim.
    pub in_work_or_learning: Option<u8>,
    /// Young people who had contact in the last four weeks. Default: no aim.
    pub in_touch: Option<u8>,
    /// Young people for whom no contact is overdue. Default: no aim.
    pub contact_on_time: Option<u8>,
    /// Spells of work that lasted 13 weeks. Default: no aim.
    pub lasted_13_weeks: Option<u8>,
    /// Spells of work that lasted 26 weeks. Default: no aim.
    pub lasted_26_weeks: Option<u8>,
    /// Promises kept on time. Default: no aim.
    pub promises_kept: Option<u8>,
}

impl Aims {
    /// Lists each aim with its key in the file.
    pub fn all(self) -> [(&'static str, Option<u8>); 6] {
        [
            ("in_work_or_learning", self.in_work_or_learning),
            ("in_touch", self.in_touch),
            ("contact_on_time", self.contact_on_time),
            ("lasted_13_weeks", self.lasted_13_weeks),
            ("lasted_26_weeks", self.lasted_26_weeks),
            ("promises_kept", self.promises_kept),
        ]
    }
}
