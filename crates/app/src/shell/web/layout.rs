//! The frame of every page: the council's name, the navigation, the search box, and what was just done.

use govuk::{Html, NotificationBanner, ServiceNavigation};
use policy::{Action, Role};

use super::{Ctx, said};

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
        }
    }

    /// Adds a back link.
    pub fn back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(href.into());
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
    for (text, href) in places(ctx) {
        let path = ctx.path();
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
        search: ctx.may(Action::Search),
        sought: String::new(),
        worker: Some(who.name.clone()),
        form_key: ctx.form_key(),
        back: None,
        banner: None,
    }
}

fn places(ctx: &Ctx) -> Vec<(&'static str, &'static str)> {
    let all = [
        ("Today", "/today", Action::SeeOwnWork),
        ("Diary", "/diary", Action::SeeOwnWork),
        ("People", "/people", Action::Search),
        ("Lost contact", "/silence", Action::SeeOwnWork),
        ("Not in work or learning", "/cohort", Action::Search),
        ("Team", "/team", Action::SeeTeam),
        ("Referrals", "/referrals", Action::SeeOwnWork),
        ("Employers", "/employers", Action::SeeEmployers),
        ("Opportunities", "/opportunities", Action::SeeEmployers),
        ("Funds", "/funds", Action::SeeFunds),
        ("Reports", "/reports", Action::ReadReports),
        ("Programmes", "/programmes", Action::ReadProgrammes),
        ("Import people", "/imports", Action::ImportPeople),
        ("Accounts", "/accounts", Action::ManageAccounts),
        ("Teams", "/teams", Action::ManageAccounts),
        ("Organisations", "/organisations", Action::ManageAccounts),
        ("Outbox", "/outbox", Action::ReadOutbox),
        ("Journal", "/journal", Action::ReadJournal),
    ];
    let concerns = ctx
        .is_any(&[Role::SafeguardingLead])
        .then_some(("Concerns", "/concerns"));
    all.into_iter()
        .filter(|(_, _, action)| ctx.may(*action))
        .map(|(text, href, _)| (text, href))
        .chain(concerns)
        .collect()
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
    places(ctx).first().map_or("/programmes", |(_, href)| href)
}
