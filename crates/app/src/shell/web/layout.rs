//! The frame of every page: the council's name, the navigation, the search box, and what was just done.

use govuk::{Html, NotificationBanner, ServiceNavigation};
use policy::{Action, Role};

use super::Ctx;

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

/// Notices shown after a redirect. The address carries a code, so that a reload repeats the notice and no other text can be put there.
const DONE: &[(&str, &str)] = &[
    ("account", "The account has been saved."),
    (
        "account-waits",
        "Saved. A role that opens restricted records or money, and a new email address, need a second person to agree.",
    ),
    ("standing-agreed", "Agreed. The change takes effect now."),
    ("standing-refused", "Refused. Nothing has changed."),
    (
        "already",
        "Someone else has already dealt with this. The page shows its current status.",
    ),
    (
        "own-pages-ended",
        "They have been signed out on every phone and computer.",
    ),
    (
        "account-invited",
        "The account has been added. A sign-in link is on its way.",
    ),
    (
        "allocated",
        "Who works with this young person has been saved.",
    ),
    ("assigned", "The young people you chose have been assigned."),
    ("contact", "The contact has been recorded."),
    ("cover", "The cover has been saved."),
    ("cover-ended", "The cover has ended."),
    ("decided", "Your answer to the referral has been saved."),
    ("deep-dive", "The deep dive has been saved."),
    ("draft-removed", "The draft has been removed."),
    ("published", "The programme has been published."),
    (
        "version-moved",
        "The young people you chose now follow the new version.",
    ),
    ("enrolled", "The young person has been enrolled."),
    (
        "left",
        "The account is closed and they have been signed out.",
    ),
    ("link", "A new sign-in link is on its way."),
    ("answered", "Your answer is now on their pages."),
    ("asked", "Recorded. Someone will reply."),
    (
        "asked-why",
        "Noted. The count of days without contact restarts.",
    ),
    (
        "conference",
        "The conference has been recorded, and its actions are in the plan.",
    ),
    ("promise", "The promise has been recorded."),
    ("seen", "Noted that you have read it."),
    ("settled", "The outcome of the promise has been saved."),
    (
        "application",
        "The application has been recorded. The next step and its date are below.",
    ),
    (
        "work-placement",
        "The start has been recorded. Ask the employer for the employment plan.",
    ),
    ("plan-asked", "The employer will get a link to the plan."),
    (
        "started",
        "The work placement has started. Their record says so, and both sides will be asked how it is going.",
    ),
    (
        "work-ended",
        "Recorded. Support continues: get in touch within two working days.",
    ),
    (
        "stays-on",
        "They are staying on. The job has been recorded, and both sides will be asked how it is going.",
    ),
    (
        "sent-application",
        "The application is on its way to the employer.",
    ),
    (
        "no-news",
        "Recorded. They have been sent a message, and can see it on their own pages.",
    ),
    (
        "told-them",
        "Recorded. They have been sent a message, and can see it on their own pages.",
    ),
    (
        "tell-them",
        "Recorded. No message could be sent to them, so tell them yourself.",
    ),
    (
        "word-it",
        "Recorded. They have not been sent a message: tell them yourself, in your own words.",
    ),
    ("worded", "Recorded. They can read it on their own pages."),
    (
        "application-step",
        "Recorded. The next step and its date are below.",
    ),
    (
        "activity",
        "The activity is planned. Invite young people to it.",
    ),
    ("arranged", "The appointment has been arranged."),
    ("came", "Their attendance has been recorded."),
    ("came-already", "They are already on the list."),
    ("asked-employers", "The employers have been asked."),
    ("employer", "The employer has been added."),
    (
        "mentor",
        "The mentor has been added. Record their checks before they begin.",
    ),
    (
        "opportunity",
        "The opportunity has been added. Publish it when it is ready.",
    ),
    (
        "activities",
        "The dates have been added. Invite people to each one.",
    ),
    (
        "opportunities",
        "The opportunities have been imported. Publish each one when it is ready.",
    ),
    ("pledge", "The pledge has been recorded."),
    (
        "fund-asked",
        "The request has been sent. You will see the answer here.",
    ),
    (
        "fund-agreed",
        "Approved, and promised to them. Buy it and hand it over.",
    ),
    (
        "fund-waits",
        "Approved, but waiting for the money to be confirmed. Once it is, buy it and hand it over.",
    ),
    ("removed", "It has been removed."),
    (
        "fund-paid",
        "The payment has been recorded. Hand it over next.",
    ),
    (
        "fund-handed",
        "Handed over. Add the receipt when you have it.",
    ),
    (
        "attended",
        "Recorded. Everyone who came has been met: it stands in their history, and their next contact is counted from that day.",
    ),
    (
        "mentor-met",
        "The meeting has been recorded. It stands in their history, and their next contact is counted from that day.",
    ),
    (
        "invited",
        "Invited. Each has been sent a message, and can answer on their own pages.",
    ),
    (
        "invited-tell",
        "Invited. Not everyone could be sent a message: the list below says who has to be told, and their coach sees it on Today.",
    ),
    (
        "called-off-tell",
        "It has been called off. Not everyone could be sent a message: the list below says who has to be told, and their coach sees it on Today.",
    ),
    (
        "vouchers",
        "Recorded. Everyone who came has a voucher, or one has been requested: see each person’s Money and things.",
    ),
    ("fund-answered", "The answer has been recorded."),
    (
        "group-paid",
        "Approved and paid. Add the receipt when you have it.",
    ),
    (
        "fund-back",
        "The request has been withdrawn. Money that was not paid is available again.",
    ),
    ("given", "Recorded as handed over."),
    ("money", "The money has been added to the fund."),
    (
        "confirmed",
        "The money is confirmed. It goes to waiting requests in the order they were made, as far as it lasts.",
    ),
    (
        "no-money",
        "Nothing has changed: there is not enough confirmed money in the fund. Ask the fund holder.",
    ),
    ("drop-in", "The drop-in is in the diary."),
    ("drop-in-ends", "The last day has been saved."),
    ("back", "Welcome back. Your return has been noted."),
    ("called-off", "It has been called off."),
    (
        "concern",
        "The concern has been raised. Follow the steps now.",
    ),
    ("concern-closed", "The concern is closed."),
    ("feed-ended", "The calendar link no longer works."),
    ("out", "Noted that you are out."),
    ("told-of-concern", "Who was told has been recorded."),
    ("archived", "It has been archived."),
    ("message", "The message is on its way."),
    (
        "message-settled",
        "What happened to the message has been saved.",
    ),
    ("own-link", "A link to their own pages is on its way."),
    ("goal", "The goal is in the plan."),
    (
        "goal-ended",
        "The goal is closed, and stays in the history.",
    ),
    ("review", "The review has been recorded."),
    ("step", "The step is in the plan."),
    ("step-done", "Well done. The step is done."),
    ("apart", "The records have been separated."),
    ("merged", "The records have been merged."),
    ("moved", "Recorded. What is due next for them is below."),
    (
        "handed-over",
        "Recorded. Whoever takes over has been told, and meeting them is their first task.",
    ),
    (
        "coach-proposed",
        "Recorded. Whoever allocates young people has been asked about the new coach, and sees it on Today.",
    ),
    ("nobody-chosen", "No one was chosen. Tick someone first."),
    ("organisation", "The organisation has been added."),
    ("saved", "The changes have been saved."),
    ("referred", "The referral has been made."),
    ("view", "The view has been saved."),
    ("view-ended", "The view has been removed."),
    ("told", "Noted that they were told."),
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
