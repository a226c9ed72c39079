//! What comes next for a young person: a meeting, an interview, or a day they have a place for; for their calendar, and if they cannot come.

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use super::writing;
use crate::{
    care::{
        appointments::{self, Appointment, feed},
        wishes::{NewWish, WishKind},
    },
    shell::web::{Answer, Form, OwnCtx, Query, WebError, download, redirect, words},
    work::{
        activities::{self, Invitation},
        applications::{self, ToKnow},
    },
};

/// Something that is arranged with them, or that they have a place for.
pub(super) struct Coming {
    /// What it is, in the address: its kind and its id.
    pub(super) code: String,
    pub(super) title: String,
    /// The day, and the time where one is set.
    pub(super) when: String,
    /// How they meet, or who else comes; may be empty.
    pub(super) how: String,
    pub(super) place: String,
    /// The activity that it is, where it is one: they say no to it like to any other.
    pub(super) activity: Option<String>,
    on: NaiveDate,
    time: Option<NaiveTime>,
    minutes: i64,
}

impl Coming {
    /// Returns where a map shows the place; nothing for a place without a name.
    pub(super) fn map(&self) -> Option<String> {
        let query = form_urlencoded::byte_serialize(self.place.as_bytes()).collect::<String>();
        (!query.is_empty()).then(|| format!("https://www.openstreetmap.org/search?query={query}"))
    }
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// Says how they meet, as a young person would put it before it happens.
fn own_words(one: &Appointment) -> String {
    match one.kind.as_str() {
        "one-to-one" => "Meeting in person",
        "home-visit" => "Visit to your home",
        "home-sign-up" => "Sign-up at your home",
        "mentor" => "Meeting with your mentor",
        _ => one.how(),
    }
    .to_owned()
}

fn of_appointment(one: &Appointment) -> Coming {
    Coming {
        code: format!("appointment-{}", one.id),
        title: own_words(one),
        when: one.when(),
        how: if one.attends.is_empty() {
            String::new()
        } else {
            format!("With {}", one.attends)
        },
        place: one.place.clone(),
        activity: None,
        on: one.on,
        time: one.time(),
        minutes: one.minutes.into(),
    }
}

fn of_activity(one: &Invitation) -> Coming {
    let (begins, ends) = (time(&one.begins), time(&one.ends));
    let span = begins.zip(ends).map(|(from, until)| until - from);
    Coming {
        code: format!("activity-{}", one.id),
        title: one.title.clone(),
        when: one.when.clone(),
        how: "You have a place".to_owned(),
        place: one.place.clone(),
        activity: Some(one.id.to_string()),
        on: one.on,
        time: begins,
        minutes: span.map_or(60, |span| span.num_minutes()),
    }
}

fn of_interview(one: &ToKnow, on: NaiveDate) -> Coming {
    Coming {
        code: format!("interview-{}", one.id),
        title: format!("Interview: {}", one.title),
        when: words::weekday(on),
        how: match one.about.as_str() {
            "" => "You can practise first: ask us".to_owned(),
            about => format!("{about}. You can practise first: ask us"),
        },
        place: String::new(),
        activity: None,
        on,
        time: None,
        minutes: 0,
    }
}

/// Lists what comes from today, the soonest first.
pub(super) fn all(
    today: NaiveDate,
    arranged: &[Appointment],
    known: &[ToKnow],
    invited: &[Invitation],
) -> Vec<Coming> {
    let meetings = arranged.iter().map(of_appointment);
    let interviews = known
        .iter()
        .filter_map(|one| Some(of_interview(one, one.interview_on?)));
    let days = invited.iter().filter(|one| one.has_place).map(of_activity);
    let mut all: Vec<Coming> = meetings
        .chain(interviews)
        .chain(days)
        .filter(|one| one.on >= today)
        .collect();
    all.sort_by_key(|one| (one.on, one.time));
    all
}

/// Which of them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ComingQuery {
    of: String,
}

async fn find(ctx: &OwnCtx, code: &str) -> Result<Option<Coming>, WebError> {
    let mut tx = ctx.read().await?;
    let arranged = appointments::of_person(&mut tx, ctx.council(), ctx.id()).await?;
    drop(tx);
    let (known, _) = applications::news(ctx).await?;
    let invited = activities::invitations(ctx).await?;
    let coming = all(ctx.today(), &arranged, &known, &invited);
    Ok(coming.into_iter().find(|one| one.code == code))
}

/// Gives one of them to their own calendar, under a word that says nothing.
pub(super) async fn calendar(ctx: OwnCtx, Query(asked): Query<ComingQuery>) -> Answer {
    let one = find(&ctx, &asked.of).await?.ok_or(WebError::NotFound)?;
    let entry = feed::Entry {
        uid: one.code.clone(),
        summary: "Meeting",
        on: one.on,
        time: one.time,
        minutes: one.minutes,
        place: &one.place,
    };
    let body = feed::one_event(&entry, ctx.app().clock.now());
    download("text/calendar; charset=utf-8", "meeting.ics", body.into())
}

/// Tells whoever works with them that they cannot come. It is first on their Today, and stays arranged until they have spoken.
pub(super) async fn cannot_come(ctx: OwnCtx, form: Form) -> Answer {
    let Some(one) = find(&ctx, form.text("of")).await? else {
        // It was moved or called off meanwhile.
        return Ok(redirect("/my"));
    };
    let new = NewWish {
        kind: WishKind::Message,
        words: format!(
            "I cannot come on {}: {}",
            one.when,
            words::begin_low(&one.title)
        ),
    };
    writing::ask_for(&ctx, &form, new, "/my?said=cannot-come").await
}
