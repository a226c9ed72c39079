//! Telling a young person something at once, in their own channel and at a time that is safe for them.

use chrono::NaiveDate;
use programme::Happening;
use store::{StoreError, WriteTx};

use super::{
    around,
    model::{Note, SUBJECT, When, channel_of, when},
    queries, reminders,
    wording::{self, Says},
};
use crate::{
    person::{particulars, people::Person},
    post::outbox::Purpose,
    shell::{clock, web::words},
};

/// What they are told. The details stand on their own pages and are no business of whoever else reads the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// There is an interview on a day.
    Interview(NaiveDate),
    /// They are offered a place.
    Offer,
    /// There is an answer to what they applied for.
    Answer,
    /// Nothing has happened, and they are not forgotten: the worker is in touch again by a day.
    NoneYet(NaiveDate),
    /// They are invited to something on a day.
    Invitation(NaiveDate),
    /// A place on a day has come free for them.
    Place(NaiveDate),
    /// What was planned for a day is called off.
    CalledOff(NaiveDate),
}

impl News {
    /// Returns the act that it tells of.
    pub(super) fn happening(self) -> Happening {
        match self {
            Self::Interview(_) => Happening::InterviewSet,
            Self::Offer => Happening::OfferMade,
            Self::Answer => Happening::NotChosen,
            Self::NoneYet(_) => Happening::NoNews,
            Self::Invitation(_) => Happening::Invited,
            Self::Place(_) => Happening::PlaceFree,
            Self::CalledOff(_) => Happening::CalledOff,
        }
    }
}

/// Writes the message into the outbox, and those to whom they agreed. Returns whether theirs goes out by itself: it does not where everything has stopped, where they would rather
/// be rung, or where only a person can read their safe times. Then somebody tells them.
pub(crate) async fn tell(
    tx: &mut WriteTx,
    person: &Person,
    worker: &str,
    news: News,
) -> Result<bool, StoreError> {
    let (council, id) = (tx.council(), person.standing.id);
    let Some(to) = reminders::reach(person).filter(|_| person.stopped_as.is_none()) else {
        return Ok(false);
    };
    let safe = particulars::safe_times_of(tx, council, &[id]).await?;
    let safe = safe.get(&id).map_or("", String::as_str);
    let not_before = match when(clock::london(tx.at()), safe) {
        When::Now => None,
        When::Later(later) => Some(later),
        When::Ask => return Ok(false),
    };
    around::tell(tx, (person, not_before), worker, news).await?;
    let worker = worker.split(' ').next().unwrap_or("").to_owned();
    let says = match news {
        News::Interview(on) => Says::Interview {
            worker,
            day: words::day(on),
        },
        News::Offer => Says::Offer { worker },
        News::Answer => Says::Answer { worker },
        News::NoneYet(on) => Says::NoNews {
            worker,
            day: words::day(on),
        },
        News::Invitation(on) => Says::Invitation {
            worker,
            day: words::day(on),
        },
        News::Place(on) => Says::Place {
            worker,
            day: words::day(on),
        },
        News::CalledOff(on) => Says::CalledOff {
            worker,
            day: words::day(on),
        },
    };
    let approved = wording::approved(tx, council).await?;
    let (body, language) = wording::say(&says, &person.fields.language, &approved);
    let note = Note {
        person: id,
        channel: channel_of(&to),
        recipient: to,
        purpose: match news {
            News::NoneYet(_) => Purpose::NoNews,
            _ => Purpose::News,
        },
        subject: SUBJECT.into(),
        body,
        language,
        not_before,
        reference: String::new(),
    };
    queries::post(tx, &note).await?;
    Ok(true)
}
