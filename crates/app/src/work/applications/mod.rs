//! Applications: a young person applying for an opportunity, from first interest to the start, or not, and every wait in between.
//!
//! Every step is a row with its day, who said it, and when the next is due. The ladder does not stop at the offer: someone stays
//! in touch until the start. Withdrawing, declining an offer and being turned down are kept apart. A guaranteed interview that
//! was not given is shown to those who can see the team. A refusal that comes from the employer is put into words by the worker before the young
//! person reads it, and somebody asks how an interview went.
//!
//! Absent on purpose: the work itself, which is `work_placements`, and ranking applicants.

mod documents;
mod employer;
mod forms;
mod handlers;
mod interviews;
mod list;
mod mock_interview;
pub mod model;
mod news;
mod own;
mod papers;
mod queries;
mod report;
mod sending;
mod show;
mod steps;
mod telling;
mod went;
mod wording;

pub(crate) use list::not_given_since;
pub use model::{Application, HAS_THE_PLACE, Side, Step};
pub(crate) use news::{ToKnow, Waiting, news};
pub(crate) use queries::{
    NewStep, due_of, find, interviews_between, note_step, of_person, standing_of, taken,
};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let act = Action::RecordContact;
    let (new, step) = ("/people/{id}/applications/new", "/applications/{id}/step");
    let (papers, send) = ("/applications/{id}/papers", "/applications/{id}/send");
    let document = "/applications/{id}/documents/new";
    let mock = "/people/{id}/mock-interviews/new";
    Routes::default()
        .get("/applications", Action::SeeOwnWork, list::list)
        .get("/reports/applications", Action::ReadReports, report::show)
        .get("/applications/guaranteed", Action::SeeTeam, list::not_given)
        .get(
            "/people/{id}/applications",
            Action::ReadPerson,
            list::of_person,
        )
        .get(new, act, handlers::ask)
        .post(new, act, handlers::make)
        .get("/applications/{id}", Action::ReadPerson, show::show)
        .get(step, act, steps::ask)
        .post(step, act, steps::take)
        .post("/applications/{id}/no-news", act, steps::no_news)
        .get("/applications/{id}/went", act, went::ask)
        .post("/applications/{id}/went", act, went::record)
        .get("/applications/{id}/word", act, wording::ask)
        .post("/applications/{id}/word", act, wording::record)
        .get(papers, act, papers::ask)
        .post(papers, act, papers::save)
        .get(document, act, documents::ask)
        .post(document, act, documents::add)
        .get(
            "/application-documents/{id}",
            Action::ReadPerson,
            documents::show,
        )
        .post("/application-documents/{id}/remove", act, documents::remove)
        .get(
            "/application-document/{token}",
            Access::Open("a document that a young person agreed to share, behind the same link"),
            documents::outside,
        )
        .get("/my/work/document", Access::YoungPerson, documents::own)
        .get(send, act, sending::ask)
        .post(send, act, sending::send)
        .get(mock, act, interviews::ask)
        .post(mock, act, interviews::record)
        .get(
            "/application/{token}",
            Access::Open(
                "a secret link that shows what a young person agreed to share with one employer",
            ),
            employer::ask,
        )
        .post(
            "/application/{token}",
            Access::Open("takes the answer of the employer who holds the link"),
            employer::answer,
        )
        .get("/my/work", Access::YoungPerson, own::show)
        .post("/my/work/interest", Access::YoungPerson, own::interest)
        .post("/my/work/answer", Access::YoungPerson, own::answer)
}
