//! Facts that are asked and changed together.

use super::{
    Asks, Group, field,
    lists::{birth, ethnicities, sexes, statuses, ways, weekly_hours, yes_no},
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
                "How sure is the date of birth?",
                "",
                Asks::OneOf(birth),
            ),
            field(
                "sex",
                "Sex",
                "As the statutory returns ask for it.",
                Asks::OneOf(sexes),
            ),
            field("gender", "Gender, as they say it", "", Asks::Words),
            field(
                "ethnicity",
                "Ethnicity",
                "As they describe themselves.",
                Asks::OneOf(ethnicities),
            ),
            field(
                "adjustments",
                "What helps at work, in class or when you meet?",
                "",
                Asks::Lines,
            ),
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
                "Where it is another than this one.",
                Asks::Words,
            ),
            field(
                "lives_in",
                "Borough or town where they live",
                "Where it is another than this one.",
                Asks::Words,
            ),
            field(
                "home_provided",
                "Does the council provide their home?",
                "Then their adviser visits it: within 7 days of moving in, and at most 2 months apart.",
                Asks::OneOf(yes_no),
            ),
            field("looked_after_from", "Looked after from", "", Asks::Day),
            field("looked_after_until", "Looked after until", "", Asks::Day),
        ],
    },
    Group {
        code: "work",
        heading: "For work",
        note: "What a place has to fit. What nobody has said is a question to ask, never a no.",
        is_restricted: false,
        fields: &[
            field(
                "hours_free",
                "How many hours a week could they work?",
                "Around college, children and everything else.",
                Asks::OneOf(weekly_hours),
            ),
            field(
                "most_travel",
                "How long a way would they go, one way?",
                "",
                Asks::OneOf(ways),
            ),
            field(
                "dbs",
                "Do they have a DBS check?",
                "What one may show does not decide by itself.",
                Asks::OneOf(yes_no),
            ),
        ],
    },
    Group {
        code: "reach",
        heading: "Reaching them",
        note: "",
        is_restricted: false,
        fields: &[
            field(
                "safe_times",
                "When is it safe to reach them?",
                "",
                Asks::Words,
            ),
            field(
                "may_name_care",
                "May messages say what they are about?",
                "Such as care, the council or the programme. Others may read their phone.",
                Asks::OneOf(yes_no),
            ),
            field(
                "not_by",
                "How should nobody reach them?",
                "Such as no letters to the address.",
                Asks::Words,
            ),
            field(
                "interpreter",
                "Interpreter needed for",
                "A language, or leave it empty.",
                Asks::Words,
            ),
        ],
    },
    Group {
        code: "disability",
        heading: "Disability",
        note: "What helps stands under “Who they are”, for everybody who works with them.",
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
        heading: "Before a visit at home",
        note: "Shown to whoever sets out.",
        is_restricted: true,
        fields: &[field(
            "visit_risks",
            "What should somebody know before they visit?",
            "Dogs, people who may be there, where to park, when not to come.",
            Asks::Lines,
        )],
    },
    Group {
        code: "right-to-work",
        heading: "Right to work",
        note: "As recorded on the day shown, and no legal advice. What is not known is a question to ask, never a no.",
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
                "What shows it",
                "Such as an eVisa share code. Do not copy the code here.",
                Asks::Words,
            ),
            field("right_to_work_seen_on", "Seen on", "", Asks::Day),
            field(
                "right_to_work_review_on",
                "Check again on",
                "Before leave ends.",
                Asks::Day,
            ),
        ],
    },
];
