//! Whether the council is in touch with a care leaver, and what the care leaver does (SSDA903 items `IN_TOUCH` and `ACTIV`).

use super::codes;

codes! {
    /// Whether the council is in touch with a care leaver (SSDA903 item `IN_TOUCH`).
    InTouch {
        Yes "YES" "In touch"
        No "NO" "Not in touch"
        Died "DIED" "Died after leaving care"
        Refused "REFU" "Does not want contact"
        NotRequired "NREQ" "No longer needs the council's support"
        ReturnedHome "RHOM" "Back home with a parent, or a person with parental responsibility, for six months or more without a break"
    }
}

codes! {
    /// What a care leaver does (SSDA903 item `ACTIV`).
    ///
    /// The old codes `F3` and `P3` are not in the list; see [`Activity::superseded`].
    Activity {
        F1 "F1" "Higher education, full time"
        P1 "P1" "Higher education, part time"
        F2 "F2" "Education below higher education, full time"
        P2 "P2" "Education below higher education, part time"
        F4 "F4" "Apprenticeship, full time"
        P4 "P4" "Apprenticeship, part time"
        F5 "F5" "Training or work that is not an apprenticeship, full time"
        P5 "P5" "Training or work that is not an apprenticeship, part time"
        G4 "G4" "Not in education, employment or training because of illness or disability"
        G5 "G5" "Not in education, employment or training for another reason"
        G6 "G6" "Not in education, employment or training because of pregnancy or parenting"
        NotKnown "0" "Not known"
    }
}

codes! {
    /// Whether a care leaver is in education, employment or training.
    EetGroup {
        Eet "EET" "In education, employment or training"
        Neet "NEET" "Not in education, employment or training"
        NotKnown "NOT_KNOWN" "Not known"
    }
}

codes! {
    /// How much of the week an activity fills, according to the codes.
    Hours {
        FullTime "FULL_TIME" "Full time"
        PartTime "PART_TIME" "Part time"
    }
}

impl Activity {
    /// Returns the group in which the activity is counted.
    pub fn group(self) -> EetGroup {
        match self {
            Self::F1
            | Self::P1
            | Self::F2
            | Self::P2
            | Self::F4
            | Self::P4
            | Self::F5
            | Self::P5 => EetGroup::Eet,
            Self::G4 | Self::G5 | Self::G6 => EetGroup::Neet,
            Self::NotKnown => EetGroup::NotKnown,
        }
    }

    /// Returns whether the activity is full or part time, or `None` where it is neither.
    pub fn hours(self) -> Option<Hours> {
        match self {
            Self::F1 | Self::F2 | Self::F4 | Self::F5 => Some(Hours::FullTime),
            Self::P1 | Self::P2 | Self::P4 | Self::P5 => Some(Hours::PartTime),
            Self::G4 | Self::G5 | Self::G6 | Self::NotKnown => None,
        }
    }

    /// Returns the two codes that replaced an old joint code, so that a refusal can name them.
    ///
    /// `F3` and `P3` once stood for training and employment together, apprenticeships included.
    pub fn superseded(text: &str) -> Option<[Self; 2]> {
        match text {
            "F3" => Some([Self::F4, Self::F5]),
            "P3" => Some([Self::P4, Self::P5]),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_activity_knows_its_group_and_its_hours() {
        for activity in Activity::ALL {
            let (group, hours) = match activity.code().as_bytes()[0] {
                b'F' => (EetGroup::Eet, Some(Hours::FullTime)),
                b'P' => (EetGroup::Eet, Some(Hours::PartTime)),
                b'G' => (EetGroup::Neet, None),
                _ => (EetGroup::NotKnown, None),
            };
            assert_eq!(
                (activity.group(), activity.hours()),
                (group, hours),
                "{activity}"
            );
        }
    }

    #[test]
    fn an_old_joint_code_is_not_in_the_list_but_names_its_successors() {
        for (old, successors) in [
            ("F3", [Activity::F4, Activity::F5]),
            ("P3", [Activity::P4, Activity::P5]),
        ] {
            assert!(Activity::parse(old).is_err());
            assert_eq!(Activity::superseded(old), Some(successors));
        }
        assert_eq!(Activity::superseded("F2"), None);
    }
}
