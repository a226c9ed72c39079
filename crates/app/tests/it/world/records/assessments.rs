//! Assessments: what was said at the start.

use foothold::person::assessments::NewAssessment;
use programme::Suggestion;
use store::{StoreError, WriteTx};
use values::{AssessmentId, PersonId};

use crate::world::Published;

/// An assessment of the day, of which no stage came.
pub(super) async fn assessed(
    tx: &mut WriteTx,
    person: PersonId,
    programme: &Published,
) -> Result<AssessmentId, StoreError> {
    let new = NewAssessment {
        held_on: Some(tx.today()),
        strengths: "Looks after two dogs".into(),
        ..NewAssessment::default()
    };
    let suggestion = Suggestion {
        stage: None,
        because: vec!["Ask where they stand.".into()],
    };
    foothold::person::assessments::record(tx, person, &new, Some(programme.version), &suggestion)
        .await
}
