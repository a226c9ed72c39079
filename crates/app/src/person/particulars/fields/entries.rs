//! The forms of what a young person may have several of.

use super::{
    super::model::Entry,
    Asks, Field, field,
    lists::{accommodations, activities, events, parts, qualifications, yes_no},
    needed,
};

const PHONE: &[Field] = &[
    needed(
        "number",
        "Phone number",
        "",
        Asks::Words,
        "Enter a phone number",
    ),
    field(
        "safe_times",
        "When is it safe to call or text?",
        "",
        Asks::Words,
    ),
    needed(
        "may_text",
        "May we text this number?",
        "",
        Asks::OneOf(yes_no),
        "Choose whether we may text it",
    ),
];
const QUALIFICATION: &[Field] = &[
    needed(
        "kind",
        "What is it?",
        "",
        Asks::OneOf(qualifications),
        "Choose what it is",
    ),
    field("name", "Subject and grade", "", Asks::Words),
    field("achieved_on", "When did they get it?", "", Asks::Day),
];
const ACTIVITY: &[Field] = &[
    needed(
        "code",
        "What do they do?",
        "",
        Asks::OneOf(activities),
        "Choose what they do",
    ),
    needed(
        "from_on",
        "From which day?",
        "",
        Asks::Day,
        "Enter the day from which it holds",
    ),
];
const ACCOMMODATION: &[Field] = &[
    needed(
        "code",
        "Where do they live?",
        "",
        Asks::OneOf(accommodations),
        "Choose where they live",
    ),
    needed(
        "from_on",
        "From which day?",
        "",
        Asks::Day,
        "Enter the day from which it holds",
    ),
];
const CIRCLE: &[Field] = &[
    needed("name", "Their name", "", Asks::Words, "Enter a name"),
    needed(
        "part",
        "Who are they?",
        "",
        Asks::OneOf(parts),
        "Choose who they are",
    ),
    field("reach", "How to reach them", "", Asks::Words),
    field(
        "does",
        "What they do for the young person",
        "So that nobody does it twice.",
        Asks::Lines,
    ),
    field(
        "shares",
        "What may they be told?",
        "What the young person agreed to, such as dates of workshops. Leave it empty for nothing.",
        Asks::Lines,
    ),
    field(
        "agreed_on",
        "Agreed with the young person on",
        "",
        Asks::Day,
    ),
    field("shares_until_on", "Until", "", Asks::Day),
];
const UNSAFE_PLACE: &[Field] = &[
    needed(
        "place",
        "Which place or area?",
        "",
        Asks::Words,
        "Enter the place",
    ),
    needed(
        "why",
        "Why?",
        "Only those who need to know can read this.",
        Asks::Lines,
        "Say why, so that others can judge",
    ),
];
const LIFE_EVENT: &[Field] = &[
    needed(
        "kind",
        "What has happened?",
        "Every message and reminder stops at once, and everybody who works with them is told gently.",
        Asks::OneOf(events),
        "Choose what has happened",
    ),
    needed("from_on", "From which day?", "", Asks::Day, "Enter the day"),
];

impl Entry {
    /// Returns the fields of its form.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Phone => PHONE,
            Self::Qualification => QUALIFICATION,
            Self::Activity => ACTIVITY,
            Self::Accommodation => ACCOMMODATION,
            Self::Circle => CIRCLE,
            Self::UnsafePlace => UNSAFE_PLACE,
            Self::LifeEvent => LIFE_EVENT,
        }
    }
}
