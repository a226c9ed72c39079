//! Coming to something in a programme file: table `attendance`.

use serde::Deserialize;

/// Which of the things that young people come to are a contact with them. Table `attendance`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AttendanceRule {
    /// What counts: whoever came has been met, and the next contact is counted from that day. Default: everything that [`Attended`] lists.
    #[serde(default = "all")]
    pub counts_as_contact: Vec<Attended>,
}

/// Something that young people come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Attended {
    /// A day at an employer.
    InsightDay,
    /// A look round a workplace.
    WorkTour,
    /// A talk about work.
    CareersTalk,
    /// Help with a CV.
    CvClinic,
    /// A workshop.
    Workshop,
    /// A date of a course.
    Course,
    /// An English class.
    EnglishClass,
    /// A fair or another event about work.
    CareersEvent,
    /// Young people say how it is going.
    Forum,
    /// Everyone looks back at the programme.
    Review,
    /// Anything else.
    Other,
    /// A meeting with their mentor.
    Mentor,
}

impl Attended {
    const ALL: [Self; 12] = [
        Self::InsightDay,
        Self::WorkTour,
        Self::CareersTalk,
        Self::CvClinic,
        Self::Workshop,
        Self::Course,
        Self::EnglishClass,
        Self::CareersEvent,
        Self::Forum,
        Self::Review,
        Self::Other,
        Self::Mentor,
    ];

    /// Returns the code of a programme file, which is that of an activity's kind.
    pub fn code(self) -> &'static str {
        match self {
            Self::InsightDay => "insight-day",
            Self::WorkTour => "work-tour",
            Self::CareersTalk => "careers-talk",
            Self::CvClinic => "cv-clinic",
            Self::Workshop => "workshop",
            Self::Course => "course",
            Self::EnglishClass => "english-class",
            Self::CareersEvent => "careers-event",
            Self::Forum => "forum",
            Self::Review => "review",
            Self::Other => "other",
            Self::Mentor => "mentor",
        }
    }
}

impl AttendanceRule {
    /// Returns whether coming to something of a kind is a contact.
    pub fn counts(&self, kind: &str) -> bool {
        self.counts_as_contact.iter().any(|one| one.code() == kind)
    }
}

impl Default for AttendanceRule {
    fn default() -> Self {
        Self {
            counts_as_contact: all(),
        }
    }
}

fn all() -> Vec<Attended> {
    Attended::ALL.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_says_what_counts_and_otherwise_all_does() {
        let usual = AttendanceRule::default();
        for one in Attended::ALL {
            assert!(usual.counts(one.code()), "{one:?}");
        }
        assert!(
            !usual.counts("managers-forum"),
            "no young person comes to it"
        );
        let own: AttendanceRule = toml::from_str("counts_as_contact = [\"workshop\"]").unwrap();
        assert!(own.counts("workshop") && !own.counts("insight-day"));
    }
}
