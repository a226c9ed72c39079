//! The frame of every page: the council's name, the navigation, the search box, and what was just done.

use govuk::{Html, NotificationBanner, ServiceNavigation};
use policy::{Action, Role};

use super::{Ctx, said};

/// What stands around a page about one record: above it, and beside it.
pub struct Beside {
    /// Whose record it is.
    pub above: Html,
    /// The parts of the record.
    pub beside: Html,
}

/// The frame of one page.
pub struct Layout {
    /// The title, as the browser shows it.
    pub title: String,
    /// The council, or the product's own name where no one is signed in.
    pub owner: String,
    /// The navigation.
    pub navigation: Html,
    /// Whether the page has a search box.
    pub search: bool,
    /// The text in the search box.
    pub sought: String,
    /// Who is signed in.
    pub worker: Option<String>,
    /// The key of the form that signs out.
    pub form_key: String,
    /// Where the back link leads.
    pub back: Option<String>,
    /// What was just done.
    pub banner: Option<Html>,
    /// What stands around a page about one record.
    pub record: Option<Beside>,
}

impl Layout {
    /// Returns a frame for someone who is not signed in, or not known.
    pub fn bare(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            owner: "Foothold".into(),
            navigation: Html::of(ServiceNavigation::new().name_link("Foothold", "/")),
            search: false,
            sought: String::new(),
            worker: None,
            form_key: String::new(),
            back: None,
            banner: None,
            record: None,
        }
    }

    /// Adds a back link.
    pub fn back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(href.into());
        self
    }

    /// Puts the page into a record.
    pub fn record(mut self, record: Beside) -> Self {
        self.record = Some(record);
        self
    }

    /// Adds what was just done, by the code that the redirect carried. An unknown code adds nothing.
    pub fn said(mut self, code: Option<&str>) -> Self {
        let said = code.and_then(|code| Some((code, said::sentence(code)?)));
        self.banner = said.map(|(code, sentence)| {
            let banner = NotificationBanner::new(sentence);
            Html::of(if code == "nobody-chosen" {
                banner
            } else {
                banner.success()
            })
        });
        self
    }

    /// Returns the address of the stylesheet.
    pub fn stylesheet(&self) -> &'static str {
        govuk::assets::stylesheet()
    }

    /// Returns the address of the script.
    pub fn script(&self) -> &'static str {
        govuk::assets::script()
    }

    /// Returns the address of the icon.
    pub fn icon(&self) -> &'static str {
        govuk::assets::icon()
    }
}

pub(super) fn for_worker(ctx: &Ctx, title: String) -> Layout {
    let who = ctx.who();
    let mut navigation = ServiceNavigation::new()
        .name_link(who.council_name.clone(), "/")
        .navigation_id("navigation");
    let (mut top, more) = top_and_more(ctx);
    if !more.is_empty() {
        top.push(MORE);
    }
    let path = ctx.path();
    for Place { text, href, .. } in top {
        navigation = if path == href {
            navigation.current_item(text, href)
        } else if path.starts_with(&format!("{href}/")) {
            navigation.active_item(text, href)
        } else {
            navigation.item(text, href)
        };
    }
    Layout {
        title,
        owner: who.council_name.clone(),
        navigation: Html::of(navigation),
        search: true,
        sought: String::new(),
        worker: Some(who.name.clone()),
        form_key: ctx.form_key(),
        back: None,
        banner: None,
        record: None,
    }
}

/// How many items the navigation has at most: one line of a screen.
const TOP: usize = 7;

/// A place of the service.
pub(crate) struct Place {
    pub(crate) text: &'static str,
    pub(crate) href: &'static str,
    /// What is there, for the page of all other places.
    pub(crate) about: &'static str,
}

/// The page of all other places.
const MORE: Place = Place {
    text: "More",
    href: "/more",
    about: "",
};

/// The places, each with who may go there and what is there.
const PLACES: [(&str, &str, Action, &str); 19] = [
    ("Today", "/today", Action::SeeOwnWork, "What you need to do"),
    ("Diary", "/diary", Action::SeeOwnWork, "What is arranged"),
    ("People", "/people", Action::Search, "The young people"),
    (
        "Lost contact",
        "/silence",
        Action::SeeOwnWork,
        "Young people we have not heard from",
    ),
    (
        "Not in work or learning",
        "/cohort",
        Action::Search,
        "Young people out of work and learning, and what they need",
    ),
    (
        "Team",
        "/team",
        Action::SeeTeam,
        "Coaches and their young people",
    ),
    (
        "Referrals",
        "/referrals",
        Action::SeeOwnWork,
        "Refer a young person, and follow your referrals",
    ),
    (
        "Employers",
        "/employers",
        Action::SeeEmployers,
        "What employers offer, and who keeps in touch with them",
    ),
    (
        "Opportunities",
        "/opportunities",
        Action::SeeEmployers,
        "Jobs, work placements and courses",
    ),
    (
        "Funds",
        "/funds",
        Action::SeeFunds,
        "Money, devices and packs",
    ),
    (
        "Reports",
        "/reports",
        Action::ReadReports,
        "How the work is going",
    ),
    (
        "Programmes",
        "/programmes",
        Action::ReadProgrammes,
        "Stages, rules and words of each programme",
    ),
    (
        "Import people",
        "/imports",
        Action::ImportPeople,
        "Bring in a list of young people",
    ),
    (
        "Accounts",
        "/accounts",
        Action::ManageAccounts,
        "Who works here and what they may do",
    ),
    (
        "Set-up",
        "/setting-up",
        Action::ManageAccounts,
        "First steps for a new council, and what is done",
    ),
    (
        "Teams",
        "/teams",
        Action::ManageAccounts,
        "The teams of the council",
    ),
    (
        "Organisations",
        "/organisations",
        Action::ManageAccounts,
        "Partners who work with you",
    ),
    (
        "Outbox",
        "/outbox",
        Action::ReadOutbox,
        "Messages that were sent",
    ),
    (
        "Journal",
        "/journal",
        Action::ReadJournal,
        "Who did and saw what",
    ),
];

/// What whoever answers for a team needs most, in order.
const FOR_LEADERS: [&str; 6] = [
    "Today",
    "Concerns",
    "Team",
    "People",
    "Referrals",
    "Reports",
];

/// What everybody else needs most, in order.
const FOR_OTHERS: [&str; 6] = [
    "Today",
    "Concerns",
    "People",
    "Diary",
    "Opportunities",
    "Employers",
];

/// Lists where the worker may go, what they need most first.
pub(crate) fn places(ctx: &Ctx) -> Vec<Place> {
    let concerns = ctx.is_any(&[Role::SafeguardingLead]).then_some(Place {
        text: "Concerns",
        href: "/concerns",
        about: "Concerns raised about young people’s safety",
    });
    let all = PLACES
        .into_iter()
        .filter(|(.., action, _)| ctx.may(*action))
        .map(|(text, href, _, about)| Place { text, href, about });
    let mut all: Vec<Place> = all.chain(concerns).collect();
    let first = if ctx.may(Action::SeeTeam) {
        FOR_LEADERS
    } else {
        FOR_OTHERS
    };
    let place = |one: &Place| first.iter().position(|text| *text == one.text);
    all.sort_by_key(|one| place(one).unwrap_or(first.len()));
    all
}

/// Returns the places on top, and those behind “More”.
pub(super) fn top_and_more(ctx: &Ctx) -> (Vec<Place>, Vec<Place>) {
    let mut top = places(ctx);
    let more = if top.len() > TOP {
        top.split_off(TOP - 1)
    } else {
        Vec::new()
    };
    (top, more)
}

/// Returns a worker's home page.
pub(crate) fn first_page(ctx: &Ctx) -> &'static str {
    if ctx.is_any(&[
        Role::Coach,
        Role::PersonalAdviser,
        Role::TeamManager,
        Role::PartnerAdviser,
    ]) {
        return "/today";
    }
    if ctx.is_any(&[Role::Administrator]) && !ctx.may(Action::Search) {
        return "/accounts";
    }
    places(ctx).first().map_or("/programmes", |one| one.href)
}
