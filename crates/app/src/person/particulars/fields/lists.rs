//! The lists that fields choose from: codes and words.

use values::codes::{Accommodation, Activity, Ethnicity, Sex};

/// Immigration statuses: code, words, and whether work is allowed, in general.
///
/// Source: Home Office right to work scheme and Immigration Rules as gathered in November 2026; entries differ in how far they were
/// verified, so pages show them as a question to ask and never as advice.
pub const STATUSES: &[(&str, &str, &str)] = &[
    ("british_irish", "British or Irish citizen", "Yes"),
    (
        "ilr_settled",
        "Indefinite leave or EU settled status",
        "Yes",
    ),
    (
        "pre_settled",
        "EU pre-settled status",
        "Yes. Help them apply for settled status",
    ),
    ("refugee", "Refugee status", "Yes. Check when leave ends"),
    (
        "humanitarian",
        "Humanitarian protection",
        "Yes. Check when leave ends",
    ),
    (
        "uasc_leave",
        "UASC leave",
        "Yes. Check when leave ends, at 17 and a half at the latest",
    ),
    (
        "discretionary",
        "Discretionary or other limited leave",
        "Usually. Read the conditions",
    ),
    (
        "asylum_pending_lt12",
        "Asylum claim pending, under 12 months",
        "Ask. Usually not before permission to work is given",
    ),
    (
        "asylum_pending_12_ptw",
        "Asylum claim pending, with permission to work",
        "Ask. Work is limited. Read the permission",
    ),
    (
        "asylum_pending_12_no_ptw",
        "Asylum claim pending 12 months or more, no permission yet",
        "Ask. They may apply for permission to work",
    ),
    (
        "appeal_pending",
        "Asylum refused, appeal pending",
        "Ask. Get legal advice",
    ),
    (
        "are_nrpf",
        "Appeal rights exhausted, no leave",
        "Ask. Get legal advice",
    ),
    (
        "further_leave_pending",
        "Applied in time to extend leave",
        "Yes, if their previous leave allowed it. Keep proof of the date",
    ),
];

pub(in crate::person::particulars) fn statuses() -> Vec<(&'static str, &'static str)> {
    STATUSES
        .iter()
        .map(|(code, words, _)| (*code, *words))
        .collect()
}

/// The statuses that do not allow paid work.
///
/// Source: Immigration Rules part 11B and Home Office guidance on permission to work, version 17.0, as gathered in November 2026; read up to
/// 2025 only. So a status is a barrier only where the proof has also been seen.
pub const WITHOUT_WORK: [&str; 4] = [
    "asylum_pending_lt12",
    "asylum_pending_12_no_ptw",
    "appeal_pending",
    "are_nrpf",
];

/// Hours a week; the codes are the hours.
pub(in crate::person::particulars) fn weekly_hours() -> Vec<(&'static str, &'static str)> {
    vec![
        ("8", "Up to 8"),
        ("12", "Up to 12"),
        ("16", "Up to 16"),
        ("20", "Up to 20"),
        ("24", "Up to 24"),
        ("30", "Up to 30"),
        ("48", "Full time"),
    ]
}

/// Journey times; the codes are minutes.
pub(in crate::person::particulars) fn ways() -> Vec<(&'static str, &'static str)> {
    vec![
        ("15", "15 minutes"),
        ("30", "30 minutes"),
        ("45", "45 minutes"),
        ("60", "An hour"),
        ("90", "An hour and a half"),
    ]
}

pub(in crate::person::particulars) fn yes_no() -> Vec<(&'static str, &'static str)> {
    vec![("yes", "Yes"), ("no", "No")]
}

pub(in crate::person::particulars) fn birth() -> Vec<(&'static str, &'static str)> {
    vec![
        ("document", "Seen in a document"),
        ("told", "As they told us"),
        ("assessed", "Age assessed"),
        ("disputed", "Disputed"),
    ]
}

pub(in crate::person::particulars) fn sexes() -> Vec<(&'static str, &'static str)> {
    Sex::ALL
        .iter()
        .map(|one| (one.code(), one.meaning()))
        .collect()
}

pub(in crate::person::particulars) fn ethnicities() -> Vec<(&'static str, &'static str)> {
    Ethnicity::ALL
        .iter()
        .map(|one| (one.code(), one.meaning()))
        .collect()
}

pub(in crate::person::particulars) fn activities() -> Vec<(&'static str, &'static str)> {
    Activity::ALL
        .iter()
        .map(|one| (one.code(), one.meaning()))
        .collect()
}

pub(in crate::person::particulars) fn accommodations() -> Vec<(&'static str, &'static str)> {
    Accommodation::ALL
        .iter()
        .map(|one| (one.code(), one.meaning()))
        .collect()
}

pub(in crate::person::particulars) fn qualifications() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "english-2",
            "English at Level 2 (GCSE grade 4 or above, or Functional Skills)",
        ),
        (
            "maths-2",
            "Maths at Level 2 (GCSE grade 4 or above, or Functional Skills)",
        ),
        ("english-1", "English below Level 2, or ESOL"),
        ("maths-1", "Maths below Level 2"),
        ("level-1", "Another qualification at Level 1 or entry level"),
        ("level-2", "Another qualification at Level 2"),
        ("level-3", "Level 3, such as A levels or a T level"),
        ("level-4", "Level 4 or above, such as a degree"),
        ("licence", "A licence or card, such as driving or CSCS"),
        ("abroad", "A qualification from another country"),
    ]
}

pub(in crate::person::particulars) fn parts() -> Vec<(&'static str, &'static str)> {
    vec![
        ("carer", "Carer or foster carer"),
        ("family", "Family"),
        ("partner", "Partner"),
        ("friend", "Friend"),
        ("support-worker", "Support or key worker"),
        ("school", "School, college or Virtual School"),
        ("health", "Health worker"),
        ("housing", "Housing officer"),
        ("probation", "Youth justice or probation"),
        ("legal", "Solicitor or adviser"),
        ("mentor", "Mentor"),
        ("other", "Someone else"),
    ]
}

pub(in crate::person::particulars) fn events() -> Vec<(&'static str, &'static str)> {
    vec![
        ("died", "They have died"),
        ("custody", "They are in custody"),
        ("abroad", "They have gone abroad"),
        ("rest", "They asked for a break from messages"),
    ]
}
