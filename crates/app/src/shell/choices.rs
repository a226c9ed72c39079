//! Lists of choices: the stored codes, each with its words, and the lists that more than one slice uses.
//!
//! A list used by one slice is in that slice's `model.rs`; only the look-up is here.

use store::StoreError;

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
    ("activity", "Workshop or event"),
    ("mentor", "Met their mentor"),
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

/// A choice that decides something. Its code is read once, where a form or a row comes in.
pub trait Code: Copy + 'static {
    /// Every choice, in the order in which they are offered.
    const ALL: &'static [Self];

    /// The codes with their words, in the same order.
    const CHOICES: Choices;

    /// Returns the code as it is stored and sent.
    fn code(self) -> &'static str;

    /// Returns the words.
    fn words(self) -> &'static str {
        worded(Self::CHOICES, self.code())
    }

    /// Reads a code that somebody sent.
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    /// Reads a stored code.
    ///
    /// Errors: [`StoreError::Unreadable`] where the list does not have it.
    fn stored(code: &str) -> Result<Self, StoreError> {
        let unknown = || StoreError::Unreadable(format!("{code} is on no list of choices"));
        Self::parse(code).ok_or_else(unknown)
    }

    /// Reads a stored code that may be empty.
    ///
    /// Errors: [`StoreError::Unreadable`] where the list does not have it.
    fn stored_if_any(code: &str) -> Result<Option<Self>, StoreError> {
        if code.is_empty() {
            Ok(None)
        } else {
            Self::stored(code).map(Some)
        }
    }
}

/// Returns the code of a choice that may be missing; empty where it is.
pub fn code_or_empty(choice: Option<impl Code>) -> &'static str {
    choice.map_or("", Code::code)
}

/// Declares a list of choices as a [`Code`]: variant, code, words.
macro_rules! coded {
    ($(#[$doc:meta])* $list:ident { $($name:ident $code:literal $words:literal)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $list {
            $(
                #[doc = concat!("`", $code, "`: ", $words, ".")]
                $name,
            )+
        }

        impl crate::shell::choices::Code for $list {
            const ALL: &'static [Self] = &[$(Self::$name),+];
            const CHOICES: crate::shell::choices::Choices = &[$(($code, $words)),+];

            fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}
pub(crate) use coded;

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
