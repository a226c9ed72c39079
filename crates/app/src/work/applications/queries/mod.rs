//! Applications in the database.

mod applications;
mod documents;
mod interviews;
mod standing;

pub(super) use applications::{
    NewApplication, Papers, add, guaranteed_and_refused, keep_papers, made_since, steps_of,
};
pub(crate) use applications::{NewStep, due_of, find, interviews_between, note_step, of_person};
use applications::{opened, set};
pub(super) use documents::{
    add_document, document, document_content, documents_of, remove_document,
};
pub(super) use interviews::{NewInterview, interviews_of, practised, record_interview};
pub(crate) use standing::{standing_of, taken};
