//! The frame of every page: the council's name, where one can go, the search box, and what was just done.

use govuk::{Html, NotificationBanner, ServiceNavigation};
use policy::{Action, Role};

use super::Ctx;

/// The frame of one page.
pub struct Layout {
    /// The title, as the browser shows it.
    pub title: String,
    /// The council, or the product's own name where nobody is signed in.
    pub owner: String,
    /// Where one can go.
    pub navigation: Html,
    /// Whether the page has a search box.
    pub search: bool,
    /// What stands in the search box.
    pub sought: String,
    /// Who is signed in.
    pub worker: Option<String>,
    /// The key of the form that signs out.
    pub form_key: String,
    /// Where the page came from.
    pub back: Option<String>,
    /// What was just done.
    pub banner: Option<Html>,
}

impl Layout {
    /// Returns a frame for somebody who is not signed in, or of whom nothing is known.
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

    /// Adds a link back.
    pub fn back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(href.into());
        self
    }

    /// Adds what was just done, by the code that the redirect carried. An unknown code adds nothing.
    pub fn said(mut self, code: Option<&str>) -> Self {
        let sentence = code.and_then(|code| DONE.iter().find(|(known, _)| *known == code));
        self.banner = sentence.map(|(code, sentence)| {
            let banner = NotificationBanner::new(*sentence);
            Html::of(if *code == "nobody-chosen" {
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

/// What pages say after a redirect. A code in the address, so that a reload says it again and nothing else can be put there.
const DONE: &[(&str, &str)] = &[
    ("account", "The account has been saved."),
    (
        "account-waits",
        "Saved. What opens restricted records or money, and a new address, wait for a second person.",
    ),
    ("standing-agreed", "You have agreed. It counts from now on."),
    ("standing-refused", "You have refused. Nothing changes."),
    ("already", "Somebody else has answered this already."),
    (
        "own-pages-ended",
        "They are signed out on every phone and computer.",
    ),
    (
        "account-invited",
        "The account has been made. A link to sign in is on its way.",
    ),
    (
        "allocated",
        "Who works with this young person has been saved.",
    ),
    ("assigned", "Those chosen have been assigned."),
    ("contact", "The contact has been recorded."),
    ("cover", "The cover has been saved."),
    ("cover-ended", "The cover has ended."),
    ("decided", "Your answer to the referral has been saved."),
    ("deep-dive", "The deep dive has been saved."),
    ("draft-removed", "The draft has been removed."),
    ("published", "The programme has been published."),
    ("version-moved", "Those chosen follow the new version."),
    ("enrolled", "The young person has been enrolled."),
    ("left", "The account is closed and its sign-ins have ended."),
    ("link", "A new link to sign in is on its way."),
    ("answered", "Your answer is on their pages."),
    ("asked", "It has been written down. Somebody answers it."),
    (
        "asked-why",
        "It has been noted. The silence is counted anew.",
    ),
    (
        "conference",
        "The conference is on record, and its actions are in the plan.",
    ),
    ("promise", "The promise is written down."),
    ("seen", "It has been noted that you have read it."),
    ("settled", "How the promise ended has been saved."),
    (
        "application",
        "It is written down. What comes next stands below, with its day.",
    ),
    (
        "work-placement",
        "The start is written down. Ask the employer for the employment plan.",
    ),
    ("plan-asked", "The employer gets a link to the plan."),
    (
        "started",
        "Well done, both. Each side is asked how it goes from now on.",
    ),
    ("work-ended", "It is written down. Support goes on."),
    (
        "stays-on",
        "They stay on. The job is written down, and both sides are asked how it goes.",
    ),
    ("sent-application", "It is on its way to the employer."),
    ("no-news", "It is noted, and stands on their own pages."),
    (
        "activity",
        "The activity is planned. Invite young people to it.",
    ),
    ("arranged", "It has been arranged."),
    ("came", "It is written down that they came."),
    ("came-already", "They are on the list already."),
    ("asked-employers", "They have been asked."),
    ("employer", "The employer has been added."),
    (
        "mentor",
        "The mentor has been added. Write down their checks before they begin.",
    ),
    (
        "opportunity",
        "The opportunity has been added. Publish it when it is ready.",
    ),
    (
        "activities",
        "The dates have been added. Invite people to each.",
    ),
    (
        "opportunities",
        "They have been brought in. Publish each when it is ready.",
    ),
    ("pledge", "The pledge is written down."),
    (
        "fund-asked",
        "It is asked for. You see here what the answer is.",
    ),
    (
        "fund-agreed",
        "It is agreed, and promised to them. Buy it and hand it over.",
    ),
    (
        "fund-waits",
        "It is agreed, and waits until the money is confirmed. Then buy it and hand it over.",
    ),
    ("removed", "It is taken away."),
    (
        "already",
        "Somebody else was faster. This is how it stands now.",
    ),
    (
        "fund-paid",
        "It is written down as paid. Hand it over next.",
    ),
    (
        "fund-handed",
        "They have it. Add the receipt when it is here.",
    ),
    (
        "vouchers",
        "It is on record. Each who came has a voucher, or it is asked for: see Money and things of each.",
    ),
    ("fund-answered", "The answer is on record."),
    (
        "group-paid",
        "It is agreed and paid. Add the receipt when it is here.",
    ),
    (
        "fund-back",
        "It is taken back. What was not paid is free again.",
    ),
    ("given", "It is written down that they have it."),
    ("money", "The money is in the fund."),
    (
        "confirmed",
        "The money is confirmed. What fits is kept in the order in which it was asked for.",
    ),
    (
        "no-money",
        "Nothing was changed: there is not enough confirmed money in the fund. Ask the fund holder.",
    ),
    ("drop-in", "The drop-in is in the diary."),
    ("drop-in-ends", "The last day has been saved."),
    ("back", "Welcome back. It has been noted."),
    ("called-off", "It has been called off."),
    (
        "concern",
        "The concern has been raised. Follow the steps now.",
    ),
    ("concern-closed", "The concern is closed."),
    ("feed-ended", "The address has stopped."),
    ("out", "It has been noted that you are out."),
    ("told-of-concern", "It has been written down who was told."),
    ("archived", "It has been archived."),
    ("message", "The message is on its way."),
    (
        "message-settled",
        "What became of the message has been saved.",
    ),
    ("own-link", "A link to their own pages is on its way."),
    ("goal", "The goal is in the plan."),
    (
        "goal-ended",
        "The goal has ended, and stays in the history.",
    ),
    ("review", "It has been noted."),
    ("step", "The step is in the plan."),
    ("step-done", "Well done. The step is done."),
    ("apart", "The records stand apart again."),
    ("merged", "The records are one now."),
    ("moved", "The change has been saved."),
    ("nobody-chosen", "Nobody was chosen. Tick somebody first."),
    ("organisation", "The organisation has been added."),
    ("person", "The changes have been saved."),
    ("referred", "The referral has been made."),
    ("view", "The view has been kept."),
    ("view-ended", "The view has been removed."),
    ("told", "It has been noted that they were told."),
    ("team", "The team has been saved."),
];

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
        ("Silence", "/silence", Action::SeeOwnWork),
        ("Cohort", "/cohort", Action::Search),
        ("Team", "/team", Action::SeeTeam),
        ("Referrals", "/referrals", Action::SeeOwnWork),
        ("Employers", "/employers", Action::SeeEmployers),
        ("Opportunities", "/opportunities", Action::SeeEmployers),
        ("Funds", "/funds", Action::SeeFunds),
        ("Reports", "/reports", Action::ReadReports),
        ("Programmes", "/programmes", Action::ReadProgrammes),
        ("Lists", "/imports", Action::ImportPeople),
        ("Accounts", "/accounts", Action::ManageAccounts),
        ("Teams", "/teams", Action::ManageAccounts),
        ("Organisations", "/organisations", Action::ManageAccounts),
        ("Outbox", "/outbox", Action::ReadOutbox),
        ("Journal", "/journal", Action::ReadJournal),
    ];
    all.into_iter()
        .filter(|(_, _, action)| ctx.may(*action))
        .map(|(text, href, _)| (text, href))
        .collect()
}

/// Returns the first page of a worker.
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
