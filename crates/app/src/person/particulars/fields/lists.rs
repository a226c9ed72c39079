//! The lists that fields choose from: codes and words.

use values::codes::{Accommodation, Activity, Ethnicity, Sex};

use crate::{person::people::StoppedAs, shell::choices::Code};

/// Whether someone of a status may work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayWork {
    /// Yes.
    Yes,
    /// It depends: on conditions, or on a permission.
    Limited,
    /// Not without a permission that they do not have.
    ///
    /// Source: Immigration Rules part 11B and Home Office guidance on permission to work, version 17.0, as gathered in November 2026; read up to
    /// 2025 only. So a status is a barrier only where the proof has also been seen.
    NotWithout,
}

/// An immigration status.
#[derive(Clone, Copy, Debug)]
pub struct Status {
    /// As it is stored.
    pub code: &'static str,
    /// What it is called.
    pub words: &'static str,
    /// Whether they may work, in general.
    pub may_work: MayWork,
    /// The same for a worker to read.
    pub advice: &'static str,
}

/// Returns the status of a code.
pub fn status(code: &str) -> Option<&'static Status> {
    STATUSES.iter().find(|one| one.code == code)
}

/// Immigration statuses.
///
/// Source: Home Office right to work scheme and Immigration Rules as gathered in November 2026; entries differ in how far they were
/// verified, so pages show them as a question to ask and never as advice.
const STATUSES: &[Status] = &[
    Status {
        code: "british_irish",
        words: "British or Irish citizen",
        may_work: MayWork::Yes,
        advice: "Yes",
    },
    Status {
        code: "ilr_settled",
        words: "Indefinite leave or EU settled status",
        may_work: MayWork::Yes,
        advice: "Yes",
    },
    Status {
        code: "pre_settled",
        words: "EU pre-settled status",
        may_work: MayWork::Yes,
        advice: "Yes. Help them apply for settled status",
    },
    Status {
        code: "refugee",
        words: "Refugee status",
        may_work: MayWork::Yes,
        advice: "Yes. Check when leave ends",
    },
    Status {
        code: "humanitarian",
        words: "Humanitarian protection",
        may_work: MayWork::Yes,
        advice: "Yes. Check when leave ends",
    },
    Status {
        code: "uasc_leave",
        words: "UASC leave",
        may_work: MayWork::Yes,
        advice: "Yes. Check when leave ends, at 17 and a half at the latest",
    },
    Status {
        code: "discretionary",
        words: "Discretionary or other limited leave",
        may_work: MayWork::Limited,
        advice: "Usually. Read the conditions",
    },
    Status {
        code: "asylum_pending_lt12",
        words: "Asylum claim pending, under 12 months",
        may_work: MayWork::NotWithout,
        advice: "Ask. Usually not before permission to work is given",
    },
    Status {
        code: "asylum_pending_12_ptw",
        words: "Asylum claim pending, with permission to work",
        may_work: MayWork::Limited,
        advice: "Ask. Work is limited. Read the permission",
    },
    Status {
        code: "asylum_pending_12_no_ptw",
        words: "Asylum claim pending 12 months or more, no permission yet",
        may_work: MayWork::NotWithout,
        advice: "Ask. They may apply for permission to work",
    },
    Status {
        code: "appeal_pending",
        words: "Asylum refused, appeal pending",
        may_work: MayWork::NotWithout,
        advice: "Ask. Get legal advice",
    },
    Status {
        code: "are_nrpf",
        words: "Appeal rights exhausted, no leave",
        may_work: MayWork::NotWithout,
        advice: "Ask. Get legal advice",
    },
    Status {
        code: "further_leave_pending",
        words: "Applied in time to extend leave",
        may_work: MayWork::Yes,
        advice: "Yes, if their previous leave allowed it. Keep proof of the date",
    },
];

pub(in crate::person::particulars) fn statuses() -> Vec<(&'static str, &'static str)> {
    STATUSES.iter().map(|one| (one.code, one.words)).collect()
}

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
    let mut choices = StoppedAs::CHOICES.to_vec();
    choices.retain(|(code, _)| *code != StoppedAs::Died.code());
    choices
}

/// What is chosen on a page of its own, and worded like the rest.
pub(in crate::person::particulars) fn chosen_elsewhere() -> Vec<(&'static str, &'static str)> {
    let mut choices = StoppedAs::CHOICES.to_vec();
    choices.retain(|(code, _)| *code == StoppedAs::Died.code());
    choices
}
