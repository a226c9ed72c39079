use values::codes::CareStatus;

use super::*;
use crate::{Answer, PersonFacts, eligibility};

fn person(born_on: &str, care_status: CareStatus, ehcp: Answer) -> PersonFacts {
    PersonFacts {
        born_on: Some(day(born_on)),
        care_status: Some(care_status),
        ehcp,
    }
}

#[test]
fn eligibility_is_told_with_its_reasons() {
    use Answer::{No, NotKnown, Yes};
    use CareStatus::{CareExperienced, FormerRelevant};
    let status = format!(
        "The programme is for this care status: {}.",
        FormerRelevant.meaning()
    );
    let other = format!(
        "The programme is not for this care status: {}.",
        CareExperienced.meaning()
    );
    let plan = "education, health and care plan";
    for (facts, eligible, reasons) in [
        (
            person("2006-05-01", FormerRelevant, NotKnown),
            Yes,
            vec![
                "Aged 20. The programme is for ages 16 to 21.".to_owned(),
                status.clone(),
            ],
        ),
        (
            person("2010-12-01", FormerRelevant, NotKnown),
            No,
            vec![
                "Aged 15. The programme starts at 16.".to_owned(),
                status.clone(),
            ],
        ),
        (
            person("2003-05-01", FormerRelevant, NotKnown),
            NotKnown,
            vec![
                format!(
                    "Aged 23. Ask whether they have an {plan}. With one, the programme continues until they turn 25."
                ),
                status.clone(),
            ],
        ),
        (
            person("2003-05-01", FormerRelevant, Yes),
            Yes,
            vec![
                format!("Aged 23. With an {plan}, the programme is for ages 16 to 24."),
                status.clone(),
            ],
        ),
        (
            person("2003-05-01", FormerRelevant, No),
            No,
            vec![
                format!("Aged 23. Without an {plan}, the programme ends when they turn 22."),
                status.clone(),
            ],
        ),
        (
            person("2001-05-01", FormerRelevant, Yes),
            No,
            vec![
                "Aged 25. The programme ends when they turn 25.".to_owned(),
                status,
            ],
        ),
        (
            person("2006-05-01", CareExperienced, No),
            No,
            vec![
                other.clone(),
                "Aged 20. The programme is for ages 16 to 21.".to_owned(),
            ],
        ),
        (
            PersonFacts {
                care_status: Some(CareExperienced),
                ..PersonFacts::default()
            },
            No,
            vec![
                other,
                "The date of birth is not known. Ask for it.".to_owned(),
            ],
        ),
        (
            PersonFacts::default(),
            NotKnown,
            vec![
                "The date of birth is not known. Ask for it.".to_owned(),
                "The care status is not known. Ask the leaving care team.".to_owned(),
            ],
        ),
        (
            person("2027-05-01", CareStatus::NotKnown, NotKnown),
            NotKnown,
            vec![
                "The date of birth, 1 May 2027, is in the future. Check it.".to_owned(),
                "The care status is not known. Ask the leaving care team.".to_owned(),
            ],
        ),
    ] {
        let found = eligibility(&northtown(), &facts, day("2026-11-02"));
        assert_eq!(
            (found.eligible, found.reasons),
            (eligible, reasons),
            "{facts:?}"
        );
    }
}
