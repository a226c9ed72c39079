//! What is arranged: for today, appointments, interviews that young people have, and activities; for the next days, the interviews.

use chrono::NaiveDate;

use store::ReadTx;
use values::PersonId;

use crate::{
    care::appointments,
    person::people,
    shell::web::{Ctx, Names, WebError},
    work::{activities, applications},
};

/// What is arranged.
pub(super) struct Arranged {
    /// For today: address, when and what, and with whom in words.
    pub(super) today: Vec<(String, String, String)>,
    /// Interviews of the days after, until the day asked about.
    pub(super) interviews: Vec<Interview>,
}

/// An interview that a young person has.
pub(super) struct Interview {
    pub(super) person: PersonId,
    pub(super) href: String,
    pub(super) on: NaiveDate,
}

/// Lists what is arranged.
pub(super) async fn arranged(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    until: NaiveDate,
) -> Result<Arranged, WebError> {
    let (today, council, workers) = (ctx.today(), ctx.council(), ctx.stands_for());
    let mut met = appointments::of_workers(tx, council, &workers, today).await?;
    met.retain(|one| one.on == today);
    let days = (today, until);
    let interviews = applications::interviews_between(tx, council, &workers, days).await?;
    let mut ids: Vec<_> = met.iter().map(|one| one.person).collect();
    ids.extend(interviews.iter().map(|one| one.person));
    let seen = people::listed(ctx, tx, &ids).await?;
    let is_seen = |person| seen.contains_key(&person);
    let met = met.iter().filter(|one| is_seen(one.person)).map(|one| {
        let time = one.time().map_or("No time yet".to_owned(), |time| {
            time.format("%-I:%M%P").to_string()
        });
        (
            format!("/appointments/{}", one.id),
            format!("{time}: {}", one.how()),
            format!(" with {}", names.name(one.person)),
        )
    });
    let interviews = interviews.iter().filter(|one| is_seen(one.person));
    let interviews = interviews.map(|one| Interview {
        person: one.person,
        href: format!("/applications/{}", one.id),
        on: one.since_on,
    });
    let (now, ahead): (Vec<_>, Vec<_>) = interviews.partition(|one| one.on == today);
    let now = now.into_iter().map(|one| {
        (
            one.href,
            format!("{} has an interview", names.name(one.person)),
            ". Wish them luck".to_owned(),
        )
    });
    let kept = activities::kept_by(tx, council, &workers, (today, today)).await?;
    let kept = kept.iter().map(|one| {
        (
            format!("/activities/{}", one.id),
            format!("{}: {}", one.hours(), one.title),
            format!(", {}", one.place),
        )
    });
    Ok(Arranged {
        today: met.chain(now).chain(kept).collect(),
        interviews: ahead,
    })
}
