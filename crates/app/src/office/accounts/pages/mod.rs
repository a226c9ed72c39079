//! The words of the administrator's pages.

mod account_form;
mod cover;
mod leave;
mod list;
mod names;
mod show;
mod standing;
mod teams;

pub(super) use account_form::{AccountPage, meanwhile};
pub(super) use cover::{CoverPage, EndCoverPage};
pub(super) use leave::LeavePage;
pub(super) use list::ListPage;
pub(crate) use names::NamesOf;
pub(super) use show::{ShowPage, Shown};
pub(super) use standing::StandingPage;
pub(crate) use standing::sentence;
pub(super) use teams::{TeamPage, TeamsPage, meanwhile as team_meanwhile};
