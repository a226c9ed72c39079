//! A worker's appointments for their own calendar: time, place and a link, never a name.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use govuk::{Html, InsetText};
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike, EventStatus};
use policy::Action;
use store::{At, WriteTx};

use super::{model::Appointment, queries};
use crate::{
    App,
    care::drop_ins::{self, DropIn},
    office::accounts,
    shell::web::{Answer, Ctx, Form, FormPage, Path, Token, WebError, random},
};

/// How far ahead and back a calendar shows, in days.
const SPAN: u64 = 90;

/// Asks whether a worker wants a feed, a new one, or none.
pub(super) async fn ask(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let has = accounts::has_feed(&mut ctx.read().await?, ctx.council(), ctx.me()).await?;
    let intro = "Your calendar updates itself from this link. It shows when and where you will be and a link to the record, but never a name.";
    let mut page = FormPage::new(&ctx, "Appointments in your own calendar")
        .cancel("/diary")
        .intro(Html::paragraph(intro));
    if has {
        let end = Html::link("/diary/feed/stop", "Stop the calendar link");
        page = page
            .intro(Html::paragraph(intro).and(Html::paragraph(
                "You already have a calendar link. If you make a new one, the old one stops working.",
            )))
            .after(Html::paragraph(end));
    }
    page.button("Make a calendar link").show()
}

/// Makes a feed, and shows its address once.
pub(super) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    form.key().ok_or(WebError::Expired)?;
    let secret: [u8; 32] = random();
    let token = ctx
        .write(async move |tx: &mut WriteTx| accounts::make_feed(tx, secret).await)
        .await?;
    let address = format!("{}/calendar/{token}", ctx.app().config.public_url());
    let shown = Html::paragraph(
        "Copy this link and subscribe to it in your calendar. It is only shown once. Anyone who has it can see when and where you will be.",
    )
    .and(Html::of(InsetText::new(address)));
    FormPage::new(&ctx, "Your calendar link is ready")
        .intro(shown)
        .cancel("/diary")
        .without_form()
        .show()
}

/// Asks whether the feed ends.
pub(super) async fn ask_end(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    FormPage::new(&ctx, "Stop the calendar link?")
        .cancel("/diary/feed")
        .intro(Html::paragraph("Your calendar will no longer update."))
        .warning_button("Stop the link")
        .show()
}

/// Ends the reader's feed.
pub(super) async fn end(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            accounts::end_feeds(tx).await?;
            Ok("/diary?said=feed-ended".to_owned())
        })
        .await;
    Ok(done?)
}

/// London's time zone for calendars, which may otherwise read the times as local.
const LONDON: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n\
    BEGIN:DAYLIGHT\r\nDTSTART:19960331T010000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\nDTSTART:19961027T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nTZNAME:GMT\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n\
    END:VTIMEZONE\r\n";

/// For how many days a calendar is told about what was called off.
const CALLED_OFF_DAYS: i64 = 30;

fn in_london(date_time: NaiveDateTime) -> CalendarDateTime {
    CalendarDateTime::WithTimezone {
        date_time,
        tzid: "Europe/London".into(),
    }
}

fn event(one: &Appointment, address: &str) -> Event {
    let mut event = Event::new();
    // It changes once: when it ends, is moved or is called off.
    let changed = one.ended_at.unwrap_or(one.made_at);
    event
        .uid(&format!("{}@foothold", one.id))
        .timestamp(one.made_at)
        .last_modified(changed)
        .sequence(u32::from(one.ended_at.is_some()))
        .summary("Appointment")
        .url(&format!("{address}/appointments/{}", one.id));
    if matches!(one.ended_as.as_str(), "moved" | "cancelled") {
        event.status(EventStatus::Cancelled);
    }
    if !one.place.is_empty() {
        event.location(&one.place);
    }
    set_time(&mut event, (one.on, one.time()), one.minutes.into());
    event.done()
}

/// Sets when an event is: from a time for some minutes, or the whole day.
fn set_time(event: &mut Event, (on, time): (NaiveDate, Option<NaiveTime>), minutes: i64) {
    match time {
        Some(time) => {
            let begins = on.and_time(time);
            let ends = begins + TimeDelta::minutes(minutes);
            event.starts(in_london(begins)).ends(in_london(ends));
        }
        None => {
            // The end is the day after.
            event.starts(on).ends(on + Days::new(1));
        }
    }
}

fn drop_in_event(one: &DropIn, day: NaiveDate, address: &str) -> Event {
    let mut event = Event::new();
    event
        .uid(&format!("{}-{day}@foothold", one.id))
        .timestamp(one.made_at)
        .last_modified(one.made_at)
        .sequence(0)
        .summary("Drop-in")
        .url(&format!("{address}/drop-ins/{}?on={day}", one.id))
        .location(&one.place)
        .starts(in_london(day.and_time(one.begins)))
        .ends(in_london(day.and_time(one.ends)))
        .done()
}

/// One thing for somebody's own calendar.
pub(crate) struct Entry<'a> {
    /// An id that stays the same.
    pub(crate) uid: String,
    /// What it is called there.
    pub(crate) summary: &'a str,
    pub(crate) on: NaiveDate,
    /// When it begins, and how long it lasts in minutes; the whole day without a time.
    pub(crate) time: Option<NaiveTime>,
    /// See [`Entry::time`].
    pub(crate) minutes: i64,
    pub(crate) place: &'a str,
}

/// Writes one thing as iCalendar.
pub(crate) fn one_event(entry: &Entry<'_>, made_at: DateTime<Utc>) -> String {
    let mut event = Event::new();
    event
        .uid(&format!("{}@foothold", entry.uid))
        .timestamp(made_at)
        .summary(entry.summary);
    if !entry.place.is_empty() {
        event.location(entry.place);
    }
    set_time(&mut event, (entry.on, entry.time), entry.minutes);
    let mut calendar = Calendar::new();
    calendar.push(event.done());
    with_zone(&calendar.done().to_string())
}

/// Writes appointments and days of drop-ins as iCalendar. `address` is where the links lead.
pub(super) fn calendar(
    all: &[Appointment],
    drop_ins: &[(&DropIn, NaiveDate)],
    address: &str,
) -> String {
    let mut calendar = Calendar::new();
    calendar.name("Foothold").timezone("Europe/London");
    for one in all {
        calendar.push(event(one, address));
    }
    for (one, day) in drop_ins {
        calendar.push(drop_in_event(one, *day, address));
    }
    with_zone(&calendar.done().to_string())
}

/// Puts the zone before the events that use it.
fn with_zone(written: &str) -> String {
    let place = written
        .find("BEGIN:VEVENT")
        .or_else(|| written.find("END:VCALENDAR"))
        .unwrap_or(written.len());
    format!("{}{LONDON}{}", &written[..place], &written[place..])
}

/// Serves a feed.
pub(super) async fn serve(State(app): State<Arc<App>>, Path(token): Path<String>) -> Answer {
    let token = Token::decode(&token).ok_or(WebError::NotFound)?;
    let (council, now) = (token.council, app.clock.now());
    let mut tx = app.store.read().await?;
    let (account, is_new_day) = accounts::open_feed(&mut tx, &token, now)
        .await?
        .ok_or(WebError::NotFound)?;
    let today = app.clock.today();
    let until = today.checked_add_days(Days::new(SPAN)).unwrap_or(today);
    let mut all = queries::of_workers(&mut tx, council, &[account], until).await?;
    let since = At::from(now - TimeDelta::days(CALLED_OFF_DAYS));
    all.extend(queries::called_off_since(&mut tx, council, account, since).await?);
    let people: Vec<_> = all.iter().map(|one| one.person).collect();
    let stopped = crate::person::people::stopped(&mut tx, council, &people).await?;
    all.retain(|one| !stopped.contains(&one.person) && one.on + Days::new(SPAN) >= today);
    let held = drop_ins::of_workers(&mut tx, council, &[account], today).await?;
    drop(tx);
    if is_new_day {
        let id = token.id;
        app.store
            .write(
                app.clock.stamp(council, account),
                async move |tx: &mut WriteTx| accounts::note_use(tx, id).await,
            )
            .await?;
    }
    let days = held.iter().flat_map(|one| {
        one.days(today, until, &app.calendar)
            .map(move |day| (one, day))
    });
    let body = calendar(&all, &days.collect::<Vec<_>>(), &app.config.public_url());
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

#[cfg(test)]
mod tests {
    use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
    use values::{AccountId, AppointmentId, DropInId, PersonId};

    use super::super::feed::*;

    fn one(begins: &str) -> Appointment {
        Appointment {
            id: AppointmentId(uuid::Uuid::from_u128(7)),
            person: PersonId(uuid::Uuid::from_u128(1)),
            worker: AccountId(uuid::Uuid::from_u128(1)),
            kind: "one-to-one".into(),
            on: "2026-07-03".parse().unwrap(),
            begins: begins.into(),
            minutes: 45,
            place: "The Curve; room 2, Kai’s table".into(),
            attends: "Kai Marlow".into(),
            expected_back: String::new(),
            moved_from: None,
            reason: "Kai was ill".into(),
            ended_as: String::new(),
            made_at: "2026-06-20T08:15:00Z".parse().unwrap(),
            ended_at: None,
            left_at: None,
            back_at: None,
        }
    }

    fn tuesdays() -> DropIn {
        DropIn {
            id: DropInId(uuid::Uuid::from_u128(1)),
            worker: AccountId(uuid::Uuid::from_u128(1)),
            place: "The library".into(),
            offers: String::new(),
            weekday: 2,
            begins: "14:00:00".parse().unwrap(),
            ends: "16:00:00".parse().unwrap(),
            from_on: "2026-07-01".parse().unwrap(),
            until_on: None,
            made_at: "2026-06-20T08:15:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_calendar_program_reads_time_place_and_link_and_no_name() {
        let day = "2026-07-07".parse().unwrap();
        let written = calendar(
            &[one("14:30"), one("")],
            &[(&tuesdays(), day)],
            "https://foothold.test",
        );
        assert!(!written.contains("Kai Marlow") && !written.contains("ill"));
        let read = ICalendar::parse(&written).expect("another library reads it");
        let events: Vec<_> = read
            .components
            .iter()
            .filter(|part| part.component_type == ICalendarComponentType::VEvent)
            .collect();
        assert_eq!(events.len(), 3);
        let text = |property: &ICalendarProperty| {
            let entry = events[0].property(property).expect("the property is there");
            entry.values[0].as_text().map(str::to_owned)
        };
        let place = text(&ICalendarProperty::Location);
        assert_eq!(place.as_deref(), Some("The Curve; room 2, Kai’s table"));
        let begins = events[0].property(&ICalendarProperty::Dtstart).unwrap();
        let begins = begins.values[0].as_partial_date_time().unwrap();
        assert_eq!(
            (
                begins.year,
                begins.month,
                begins.day,
                begins.hour,
                begins.minute
            ),
            (Some(2026), Some(7), Some(3), Some(14), Some(30))
        );
        let day = events[1].property(&ICalendarProperty::Dtstart).unwrap();
        let day = day.values[0].as_partial_date_time().unwrap();
        assert_eq!((day.day, day.hour), (Some(3), None));
    }

    #[test]
    fn each_zone_is_told_and_what_was_called_off_is_sent_as_such() {
        let off = Appointment {
            ended_as: "cancelled".into(),
            ended_at: "2026-06-25T10:00:00Z".parse().ok(),
            ..one("14:30")
        };
        let written = calendar(&[off, one("")], &[], "https://foothold.test");
        let read = ICalendar::parse(&written).expect("another library reads it");
        let kinds: Vec<_> = read
            .components
            .iter()
            .map(|part| &part.component_type)
            .collect();
        assert!(kinds.contains(&&ICalendarComponentType::VTimezone));
        for line in [
            "DTSTAMP:20260620T081500Z",
            "LAST-MODIFIED:20260625T100000Z",
            "SEQUENCE:1",
            "STATUS:CANCELLED",
            "DTSTART;VALUE=DATE:20260703",
            "DTEND;VALUE=DATE:20260704",
        ] {
            assert!(
                written.contains(&format!("{line}\r\n")),
                "{line}: {written}"
            );
        }
        let again = ical::IcalParser::new(written.as_bytes()).next();
        let again = again.unwrap().expect("a third reader takes it");
        assert_eq!((again.events.len(), again.timezones.len()), (2, 1));
        let zones = written.matches("BEGIN:VTIMEZONE").count();
        assert_eq!(zones, 1);
        assert!(written.find("BEGIN:VTIMEZONE") < written.find("BEGIN:VEVENT"));
    }
}
