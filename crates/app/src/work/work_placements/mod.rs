//! Work placements: a young person at an employer between two dates, with a plan, check-ins with both sides, and what came next.
//!
//! The employer writes the employment plan through a link and the young person agrees to it; if the programme requires it,
//! no one starts without it. Both sides are asked separately, and neither sees the other's answer unless it was shared. It ends once,
//! with a coded reason and no blame, and support continues without a new referral.
//!
//! Absent on purpose: paying wages. The pay is only checked here against the law.

mod changes;
mod check_ins;
mod current;
mod employer;
mod ending;
mod figures;
mod forms;
mod handlers;
mod happened;
mod list;
pub mod lists;
pub mod model;
mod night;
mod own;
mod permission;
mod plans;
mod proofs;
mod queries;
mod report;
mod show;
mod starting;
mod today;
mod top_ups;

pub(crate) use current::{Current, current};
pub(crate) use figures::lasted_on;
pub(crate) use night::ask_employers;
pub(crate) use queries::{records, spells_in};
pub(crate) use today::{evidence, lines};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let act = Action::RecordContact;
    let (new, start) = (
        "/people/{id}/work-placements/new",
        "/work-placements/{id}/start",
    );
    let (plan, link) = (
        "/work-placements/{id}/plan",
        "/work-placements/{id}/plan-link",
    );
    let (event, swap) = ("/work-placements/{id}/event", "/work-placements/{id}/swap");
    let (rotations, said) = (
        "/work-placements/{id}/rotations",
        "/work-placements/{id}/check-in",
    );
    let (end, next) = ("/work-placements/{id}/end", "/work-placements/{id}/next");
    let proof = "/work-placements/{id}/proof";
    Routes::default()
        .get(
            "/people/{id}/work-placements",
            Action::ReadPerson,
            list::of_person,
        )
        .get(new, act, handlers::ask)
        .post(new, act, handlers::make)
        .get("/work-placements/{id}", Action::ReadPerson, show::show)
        .get(start, act, starting::ask_start)
        .post(start, act, starting::start)
        .get(plan, act, plans::ask)
        .post(plan, act, plans::write)
        .post("/work-placements/{id}/plan-agreed", act, plans::agree)
        .get(link, act, plans::ask_link)
        .post(link, act, plans::send_link)
        .get(event, act, changes::ask_event)
        .post(event, act, changes::record_event)
        .post("/work-placements/{id}/looked", act, changes::look)
        .get(rotations, act, changes::ask_rotations)
        .post(rotations, act, changes::rotate)
        .get(swap, act, changes::ask_swap)
        .post(swap, act, changes::swap)
        .get(said, act, check_ins::ask)
        .post(said, act, check_ins::write_down)
        .post("/work-placements/{id}/seen", act, check_ins::see)
        .get(end, act, ending::ask)
        .post(end, act, ending::end)
        .get(next, act, ending::ask_next)
        .post(next, act, ending::say_next)
        .get(proof, act, proofs::ask)
        .post(proof, act, proofs::record)
        .post("/work-placements/{id}/proof-checked", act, proofs::check)
        .post("/work-placements/{id}/top-up", act, top_ups::pay)
        .get("/reports/work", Action::ReadReports, report::show)
        .get(
            "/work-plan/{token}",
            Access::Open("a secret link to the employment plan of one work placement"),
            employer::ask_plan,
        )
        .post(
            "/work-plan/{token}",
            Access::Open("takes the employment plan from the employer who holds the link"),
            employer::write_plan,
        )
        .get(
            "/check-in/{token}",
            Access::Open("a secret link that asks one employer how it goes"),
            employer::ask_check_in,
        )
        .post(
            "/check-in/{token}",
            Access::Open("takes how it goes from the employer who holds the link"),
            employer::answer_check_in,
        )
        .get("/my/job", Access::YoungPerson, own::show)
        .post("/my/job/agree", Access::YoungPerson, own::agree)
        .post("/my/job/check-in", Access::YoungPerson, own::answer)
}
