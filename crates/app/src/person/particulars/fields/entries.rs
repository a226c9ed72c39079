//! The forms for details of which a young person may have more than one.

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
        "When is it safe to call or text this number?",
        "",
        Asks::Words,
    ),
    needed(
        "may_text",
        "May we text this number?",
        "",
        Asks::OneOf(yes_no),
        "Choose whether we may text this number",
    ),
];
const QUALIFICATION: &[Field] = &[
    needed(
        "kind",
        "Type of qualification",
        "",
        Asks::OneOf(qualifications),
        "Choose the type of qualification",
    ),
    field("name", "Subject and grade", "", Asks::Words),
    field("achieved_on", "Date achieved", "", Asks::Day),
];
const ACTIVITY: &[Field] = &[
    needed(
        "code",
        "What are they doing?",
        "",
        Asks::OneOf(activities),
        "Choose what they are doing",
    ),
    needed(
        "from_on",
        "Start date",
        "",
        Asks::Day,
        "Enter the start date",
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
        "Start date",
        "",
        Asks::Day,
        "Enter the start date",
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
    field("reach", "How to contact them", "", Asks::Words),
    field(
        "does",
        "What they do for the young person",
        "This helps others avoid repeating it.",
        Asks::Lines,
    ),
    field(
        "shares",
        "What may they be told?",
        "What the young person has agreed to share. For example, dates of workshops. Leave this blank if nothing.",
        Asks::Lines,
    ),
    field(
        "tell_meetings",
        "Remind them of meetings the day before?",
        "We only tell them the time.",
        Asks::OneOf(yes_no),
    ),
    field(
        "tell_activities",
        "Tell them about workshops and other activities?",
        "We tell them the day when the young person is invited, or when it is called off.",
        Asks::OneOf(yes_no),
    ),
    field(
        "tell_work",
        "Tell them about interviews?",
        "We only tell them the day.",
        Asks::OneOf(yes_no),
    ),
    field("agreed_on", "Date the young person agreed", "", Asks::Day),
    field("shares_until_on", "Agreed until", "", Asks::Day),
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
        "Enter the reason, so that others understand the risk",
    ),
];
const LIFE_EVENT: &[Field] = &[
    needed(
        "kind",
        "What has happened?",
        "All messages and reminders stop straight away, and everyone who works with them is told gently.",
        Asks::OneOf(events),
        "Choose what has happened",
    ),
    needed(
        "from_on",
        "Date it happened",
        "",
        Asks::Day,
        "Enter the date it happened",
    ),
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
