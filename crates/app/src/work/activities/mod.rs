//! Activities: dated events with places and a host, such as an employer's insight day; who is invited, who came, and what came of it.
//!
//! A place is never given twice: once all are taken there is a waiting list, which moves up when someone cannot come. A place that is unsafe for
//! a young person is not offered to them, without saying so. What came of it is counted: interests, applications, offers.
//!
//! A series is a set of dates planned together; each is then an activity of its own, and young people can be invited to all of them at once.
//!
//! A day and hour that an employer gave, such as a mock interview, becomes an activity when it is decided who comes.
//!
//! To a forum for managers, the managers of those in work are invited by email.
//!
//! Whoever is invited, moves up from the waiting list or loses a place hears of it at once. Whoever comes has been met: it is a contact, where their
//! programme says so.
//!
//! Absent on purpose: courses and incentives.

mod answers;
mod attendance;
mod forms;
mod guests;
mod handlers;
mod managers;
pub mod model;
mod own;
mod queries;
mod show;
mod slots;
mod telling;

pub(crate) use handlers::open;
pub(crate) use model::{Activity, Came, CameOf, Guest, offers};
pub(crate) use own::{Invitation, invitations};
pub(crate) use queries::{find, find_all, guests, held_between, kept_by, managers, untold};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (see, keep) = (Action::SeeEmployers, Action::BringEmployers);
    let (new, edit) = ("/activities/new", "/activities/{id}/cancel");
    let (invite, came) = ("/activities/{id}/invite", "/activities/{id}/attendance");
    let (managers, of_managers) = (
        "/activities/{id}/managers",
        "/activities/{id}/managers/came",
    );
    let (answer, result) = ("/activities/{id}/answer", "/activities/{id}/result");
    Routes::default()
        .get("/activities", see, show::list)
        .get(new, keep, handlers::ask)
        .post(new, keep, handlers::make)
        .get("/activities/{id}", see, show::show)
        .get(edit, keep, handlers::ask_cancel)
        .post(edit, keep, handlers::cancel)
        .get(invite, keep, guests::ask_invite)
        .post(invite, keep, guests::invite)
        .get(managers, keep, managers::ask_invite)
        .post(managers, keep, managers::invite)
        .get(of_managers, keep, managers::ask_came)
        .post(of_managers, keep, managers::came)
        .get("/requests/{id}/who", see, slots::who)
        .get(answer, Action::RecordContact, answers::ask)
        .post(answer, Action::RecordContact, answers::keep)
        .get(came, keep, attendance::ask_attendance)
        .post(came, keep, attendance::attend)
        .get(result, keep, attendance::ask_result)
        .post(result, keep, attendance::say_result)
        .get("/my/activities", Access::YoungPerson, own::show)
        .post("/my/activities", Access::YoungPerson, own::answer)
}
