//! Facts that are asked for and changed together.

use super::{
    Asks, Field, Group, field,
    lists::{birth, ethnicities, sexes, statuses, ways, weekly_hours, yes_no},
};

const ADJUSTMENTS: Field = field(
    "adjustments",
    "What helps them at work, in class or when you meet?",
    "",
    Asks::Lines,
);

/// What helps, asked for by itself.
pub static HELPS: Group = Group {
    code: "helps",
    heading: "What helps them",
    note: "Ask them, and write it in their words. With their agreement it goes into the employer’s plan.",
    is_restricted: false,
    fields: &[ADJUSTMENTS],
};

/// The groups of facts, in the order of the page.
pub const GROUPS: &[Group] = &[
    Group {
        code: "identity",
        heading: "Who they are",
        note: "",
        is_restricted: false,
        fields: &[
            field("known_as", "Name they like to be called", "", Asks::Words),
            field(
                "birth_certainty",
                "How certain is the date of birth?",
                "",
                Asks::OneOf(birth),
            ),
            field(
                "sex",
                "Sex",
                "As statutory returns record it.",
                Asks::OneOf(sexes),
            ),
            field("gender", "Gender, as they describe it", "", Asks::Words),
            field(
                "ethnicity",
                "Ethnicity",
                "As they describe themselves.",
                Asks::OneOf(ethnicities),
            ),
            ADJUSTMENTS,
        ],
    },
    Group {
        code: "care",
        heading: "Care and home",
        note: "",
        is_restricted: false,
        fields: &[
            field(
                "responsible_council",
                "Council responsible for them",
                "If it is not this council.",
                Asks::Words,
            ),
            field(
                "lives_in",
                "Borough or town where they live",
                "If it is outside this council’s area.",
                Asks::Words,
            ),
            field(
                "home_provided",
                "Does the council provide their home?",
                "If so, their adviser visits within 7 days of moving in, then at least every 2 months.",
                Asks::OneOf(yes_no),
            ),
            field("looked_after_from", "Looked after from", "", Asks::Day),
            field("looked_after_until", "Looked after until", "", Asks::Day),
        ],
    },
    Group {
        code: "work",
        heading: "Looking for work",
        note: "What an opportunity has to fit. If something is not known, ask. Never treat it as a no.",
        is_restricted: false,
        fields: &[
            field(
                "hours_free",
                "How many hours a week could they work?",
                "Around college, children and everything else in their life.",
                Asks::OneOf(weekly_hours),
            ),
            field(
                "most_travel",
                "What is the longest journey they would make, one way?",
                "",
                Asks::OneOf(ways),
            ),
            field(
                "dbs",
                "Do they have a DBS check?",
                "What a check shows does not rule anyone out by itself.",
                Asks::OneOf(yes_no),
            ),
        ],
    },
    Group {
        code: "reach",
        heading: "Contacting them",
        note: "",
        is_restricted: false,
        fields: &[
            field(
                "safe_times",
                "When is it safe to contact them?",
                "",
                Asks::Words,
            ),
            field(
                "may_name_care",
                "May messages say what they are about?",
                "For example, care, the council or the programme. Other people may see their phone.",
                Asks::OneOf(yes_no),
            ),
            field(
                "not_by",
                "How should they not be contacted?",
                "For example, no letters to their home.",
                Asks::Words,
            ),
            field(
                "interpreter",
                "Interpreter needed for",
                "Enter a language, or leave this blank.",
                Asks::Words,
            ),
        ],
    },
    Group {
        code: "disability",
        heading: "Disability",
        note: "What helps them is under “Who they are”, for everyone who works with them.",
        is_restricted: true,
        fields: &[field(
            "disability",
            "Do they have a disability or long-term condition?",
            "",
            Asks::OneOf(yes_no),
        )],
    },
    Group {
        code: "visits",
        heading: "Before a home visit",
        note: "Shown to anyone who visits.",
        is_restricted: true,
        fields: &[field(
            "visit_risks",
            "What should a visitor know?",
            "For example, dogs, people who may be there, where to park, when not to come.",
            Asks::Lines,
        )],
    },
    Group {
        code: "right-to-work",
        heading: "Right to work",
        note: "As recorded on the day shown. This is not legal advice. If something is not known, ask. Never treat it as a no.",
        is_restricted: true,
        fields: &[
            field(
                "uasc",
                "Came to the country alone as a child",
                "",
                Asks::OneOf(yes_no),
            ),
            field(
                "immigration_status",
                "Immigration status",
                "",
                Asks::OneOf(statuses),
            ),
            field(
                "right_to_work_proof",
                "Proof",
                "For example, an eVisa share code. Do not copy the code here.",
                Asks::Words,
            ),
            field(
                "right_to_work_seen_on",
                "Date the proof was seen",
                "",
                Asks::Day,
            ),
            field(
                "right_to_work_review_on",
                "Date to check again",
                "This should be before leave ends.",
                Asks::Day,
            ),
        ],
    },
];
