//! What was just done, as the address after a redirect says it.

use serde::Deserialize;

/// The code of a notice: `?said=saved`. What it says is in [`DONE`] for workers, in [`super::own_frame`] for young people, and on the page
/// itself behind a link.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Said {
    pub(crate) said: Option<String>,
}

impl Said {
    /// Returns the code; empty where nothing was done.
    pub(crate) fn code(&self) -> &str {
        self.said.as_deref().unwrap_or_default()
    }
}

/// Notices shown after a redirect. The address carries a code, so that a reload repeats the notice and no other text can be put there.
pub(super) const DONE: &[(&str, &str)] = &[
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
    (
        "deep-dive-so-far",
        "What you talked about has been saved. Go on with it when you next meet, or choose the stage now.",
    ),
    ("draft-removed", "The draft has been removed."),
    (
        "stage-proposed",
        "Your proposal has been sent to their coach. The answer stands on the page where you made it.",
    ),
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
    (
        "referred",
        "The referral has been made. You can follow here what comes of it.",
    ),
    (
        "taken-on",
        "The referral is accepted. Enrol them next, so that everything that falls due is counted.",
    ),
    ("view", "The view has been saved."),
    ("view-ended", "The view has been removed."),
    ("told", "Noted that they were told."),
    ("team", "The team has been saved."),
];
