//! The lists of choices of a work placement, from who wrote the plan to what came next.

use crate::shell::choices::{Coded, coded};

coded! {
    /// Why it ended. None of them blames.
    EndReason {
        AsPlanned "as-planned" "It came to its planned end"
        Converted "converted" "They are staying on in a job"
        AnotherJob "another-job" "They found something else"
        Studies "studies" "They went on to education or training"
        NotRight "not-right" "The work was not right for them"
        HoursTravel "hours-travel" "The hours or the journey did not work out"
        HealthHome "health-home" "Health or home came first"
        Conduct "conduct" "Someone did not keep to what was agreed"
        NoWork "no-work" "The employer had no more work"
        Pay "pay" "Money: pay, benefits or costs"
        Other "other" "Something else"
    }
}

/// Whose decision the end was.
pub const SIDES: &[Coded] = &[
    ("planned", "As planned"),
    ("young-person", "Theirs"),
    ("employer", "The employer’s"),
    ("both", "Both agreed"),
];

coded! {
    /// What came next.
    CameNext {
        SameEmployer "same-employer" "A job with the same employer"
        OtherEmployer "other-employer" "A job elsewhere"
        Apprenticeship "apprenticeship" "An apprenticeship"
        Learning "learning" "Education or training"
        Looking "looking" "Looking for what comes next, with support"
        Rest "rest" "A rest, with support"
        NotKnown "not-known" "Not known"
    }
}

coded! {
    /// Who is asked how it is going.
    Side {
        YoungPerson "young-person" "The young person"
        Employer "employer" "The employer"
    }
}

coded! {
    /// How one side says it is going.
    Going {
        Good "good" "Good"
        Okay "okay" "Okay"
        Worried "worried" "I am worried that it may end"
    }
}

coded! {
    /// What happened in a work placement.
    EventKind {
        Incident "incident" "Something went wrong"
        SecondChance "second-chance" "A second chance was given"
        Adjusted "adjusted" "Something was adjusted"
        Extended "extended" "The last day was moved"
        HalfWay "half-way" "Half-way talk"
        WentWell "went-well" "Something went well"
    }
}

coded! {
    /// Who wrote an employment plan.
    Writer {
        Employer "employer" "the employer"
        Worker "worker" "a worker"
    }
}

coded! {
    /// What a colleague who checked evidence says of it.
    Verdict {
        Accepted "yes" "accepted"
        NotAccepted "no" "not accepted"
    }
}

/// What shows that work lasted.
pub const PROOFS: &[Coded] = &[
    ("payslip", "Payslip"),
    ("mail", "Email from the employer"),
    ("letter", "Letter from the employer"),
];
