//! Lists of choices: the stored codes, each with its words, and the lists that more than one slice uses.
//!
//! A list used by one slice is in that slice's `model.rs`; only the look-up is here.

/// A stored code and its words.
pub type Coded = (&'static str, &'static str);

/// A list of choices.
pub type Choices = &'static [Coded];

/// How contact is made.
pub const CONTACT_KINDS: Choices = &[
    ("one-to-one", "Met in person"),
    ("call", "Phone call"),
    ("text", "Text message"),
    ("email", "Email"),
    ("video", "Video call"),
    ("drop-in", "Drop-in"),
    ("home-visit", "Home visit"),
    ("home-sign-up", "Sign-up at their home"),
    ("group", "Group"),
];

/// An employer's sector.
pub const SECTORS: Choices = &[
    ("animals-outdoors", "Animals, parks and the outdoors"),
    ("arts-media", "Arts, media and events"),
    ("beauty", "Hair and beauty"),
    ("building", "Building and trades"),
    ("care", "Care and support"),
    ("charity", "Charities"),
    ("council", "The council itself"),
    ("digital", "Digital and technology"),
    ("education", "Schools and childcare"),
    ("finance-law", "Finance and law"),
    ("green", "Energy and the environment"),
    ("health", "Health"),
    ("heritage", "Museums and heritage"),
    ("hospitality", "Hospitality and food"),
    ("making", "Making and engineering"),
    ("office", "Offices and property"),
    ("retail", "Shops"),
    ("sport", "Sport and leisure"),
    ("transport", "Transport and storage"),
    ("other", "Something else"),
];

/// What an employer can offer, from a first look to a job.
pub const MENU: Choices = &[
    ("work-tour", "Work tour"),
    ("careers-talk", "Careers talk"),
    ("cv-clinic", "CV clinic"),
    ("mock-interview", "Mock interview"),
    ("mentoring", "Mentoring"),
    ("insight-day", "Insight day"),
    ("taster", "Taster"),
    ("work-placement", "Work placement"),
    ("internship", "Internship"),
    ("apprenticeship", "Apprenticeship"),
    ("job", "Job"),
    ("discount", "Discount for young people"),
];

/// Returns the words of a code, or nothing where it is not on the list.
pub fn worded(choices: &[Coded], code: &str) -> &'static str {
    worded_or(choices, code, "")
}

/// Returns the words of a code, or `otherwise` where it is not on the list.
pub fn worded_or<'a>(choices: &[(&str, &'a str)], code: &str, otherwise: &'a str) -> &'a str {
    choices
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(otherwise, |(_, words)| words)
}

/// Returns whether a code is on the list.
pub fn is_known(choices: &[(&str, &str)], code: &str) -> bool {
    choices.iter().any(|(known, _)| *known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_worded() {
        for list in [CONTACT_KINDS, SECTORS, MENU] {
            let codes: std::collections::BTreeSet<_> = list.iter().map(|(code, _)| code).collect();
            assert_eq!(codes.len(), list.len());
        }
        assert_eq!(worded(MENU, "mock-interview"), "Mock interview");
        assert_eq!(worded(MENU, "no"), "");
    }
}
