//! Appointments with young people: when and where, and who is coming. The diary that shows them with everything else is a view.
//!
//! Moving an appointment ends its row and adds another that refers to it; nothing is edited in place. A place that is unsafe for the young
//! person is refused. A worker on a home visit says when they will be back, and a manager can see who is not.
//!
//! Absent on purpose: rooms, and invitations to others' calendars. A worker's own calendar reads the feed.

pub(crate) mod clashes;
pub(crate) mod feed;
mod forms;
mod handlers;
pub mod model;
mod places;
mod queries;
mod show;
mod visits;

pub use model::Appointment;
pub use model::USUAL_MINUTES;
pub(crate) use places::unsafe_for;
pub(crate) use queries::{
    DroppedIn, NewAppointment, arrange, at_drop_in, call_off_made_at, dropped_in, find, finish,
    of_person, of_workers, on_day, out_late, reopen, restart,
};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let new = "/people/{id}/appointments/new";
    let (change, call_off) = ("/appointments/{id}/move", "/appointments/{id}/cancel");
    Routes::default()
        .get("/diary/feed", Action::SeeOwnWork, feed::ask)
        .post("/diary/feed", Action::SeeOwnWork, feed::make)
        .get("/diary/feed/stop", Action::SeeOwnWork, feed::ask_end)
        .post("/diary/feed/stop", Action::SeeOwnWork, feed::end)
        .get(
            "/calendar/{token}",
            Access::Open("whoever holds the link is its owner; times and places, never a name"),
            feed::serve,
        )
        .get(new, Action::RecordContact, handlers::ask)
        .post(new, Action::RecordContact, handlers::make)
        .get("/appointments/{id}", Action::ReadPerson, show::show)
        .get(change, Action::RecordContact, handlers::ask_move)
        .post(change, Action::RecordContact, handlers::move_it)
        .get(call_off, Action::RecordContact, handlers::ask_cancel)
        .post(call_off, Action::RecordContact, handlers::cancel)
        .post(
            "/appointments/{id}/out",
            Action::RecordContact,
            visits::set_out,
        )
        .post(
            "/appointments/{id}/back",
            Action::RecordContact,
            visits::come_back,
        )
}
