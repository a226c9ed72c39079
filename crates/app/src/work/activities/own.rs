//! A young person's own page of activities: what they are invited to, and their answer.

use askama::Template;
use chrono::NaiveDate;
use programme::Happening;
use store::WriteTx;
use values::ActivityId;

use super::{
    model::{Activity, Guest, Reply},
    queries,
    telling::tell,
};
use crate::{
    care::appointments::unsafe_for,
    person::particulars,
    shell::web::{Answer, Form, Frame, Halt, OwnCtx, Query, Said, WebError, frame, html, redirect},
};

struct Invited {
    id: ActivityId,
    title: String,
    lines: Vec<String>,
    says: &'static str,
    yes: bool,
    no: bool,
}

#[derive(Template)]
#[template(path = "activities/own.html")]
struct ActivitiesPage {
    frame: Frame,
    invited: Vec<Invited>,
}

/// The activities from today that they are invited to, without those at a place that is unsafe for them.
async fn mine(ctx: &OwnCtx) -> Result<Vec<(Activity, Guest)>, WebError> {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let ahead = queries::from_day(&mut tx, council, ctx.today()).await?;
    let own = queries::of_person(&mut tx, council, ctx.id()).await?;
    let unsafe_places = particulars::unsafe_places(&mut tx, council, ctx.id()).await?;
    let found = ahead.into_iter().filter_map(|one| {
        let guest = own.iter().find(|guest| guest.activity == one.id)?.clone();
        let is_safe = unsafe_for(&one.place, &unsafe_places).is_empty();
        is_safe.then_some((one, guest))
    });
    Ok(found.collect())
}

/// Something that they are invited to, or have a place for.
pub(crate) struct Invitation {
    /// Its id.
    pub(crate) id: ActivityId,
    /// The day, when it begins and ends as London's clocks show it (empty for none), and where.
    pub(crate) on: NaiveDate,
    /// See [`Invitation::on`].
    pub(crate) begins: String,
    /// See [`Invitation::on`].
    pub(crate) ends: String,
    /// See [`Invitation::on`].
    pub(crate) place: String,
    /// What it is.
    pub(crate) title: String,
    /// When and where, in words.
    pub(crate) when: String,
    /// Whether they have a place; otherwise they have not answered yet.
    pub(crate) has_place: bool,
}

/// Lists what they are invited to from today and have not refused.
pub(crate) async fn invitations(ctx: &OwnCtx) -> Result<Vec<Invitation>, WebError> {
    let all = mine(ctx).await?.into_iter();
    let open = all.filter(|(one, guest)| {
        one.called_off.is_none() && matches!(guest.answer, None | Some(Reply::Yes))
    });
    let invitation = |(one, guest): (Activity, Guest)| Invitation {
        id: one.id,
        on: one.on,
        when: format!("{}, {}", one.when(), one.place),
        begins: one.begins,
        ends: one.ends,
        place: one.place,
        title: one.title,
        has_place: guest.answer.is_some(),
    };
    Ok(open.map(invitation).collect())
}

/// Shows what they are invited to.
pub(super) async fn show(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    let all = mine(&ctx).await?;
    let invited = all.iter().map(|(one, guest)| {
        let off = one.called_off.as_ref();
        let (says, yes, no) = match (off, guest.answer) {
            (Some(_), _) => ("This has been called off. We are sorry.", false, false),
            (None, Some(Reply::Yes)) => ("You have a place.", false, true),
            (None, Some(Reply::Waiting)) => (
                "It is full. You are on the waiting list, and will get a place if someone cannot come.",
                false,
                true,
            ),
            (None, Some(Reply::No)) => ("You said: not this time. That is fine.", true, false),
            (None, None) => ("You are invited.", true, true),
        };
        Invited {
            id: one.id,
            title: one.title.clone(),
            lines: [
                one.when(),
                one.place.clone(),
                one.words.clone(),
                off.map_or(String::new(), |(_, why)| why.clone()),
            ]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect(),
            says,
            yes,
            no,
        }
    });
    Ok(html(&ActivitiesPage {
        frame: frame(&ctx, "Days and events", &said),
        invited: invited.collect(),
    }))
}

/// Records their answer.
pub(super) async fn answer(ctx: OwnCtx, form: Form) -> Answer {
    let id = form.text("activity").parse::<ActivityId>().ok();
    let all = mine(&ctx).await?;
    let found = all.into_iter().find(|(one, _)| Some(one.id) == id);
    let (one, _) = found.ok_or(WebError::NotFound)?;
    if !one.is_open(ctx.today()) {
        return Ok(redirect("/my/activities"));
    }
    let (says_yes, person, keeper) = (form.text("answer") == "yes", ctx.id(), one.keeper);
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        let up = queries::answer(tx, &one, person, says_yes).await?;
        let told = tell(tx, (Happening::PlaceFree, one.on), up.as_slice(), keeper).await?;
        queries::note_told(tx, one.id, &told).await?;
        Ok::<_, Halt>("/my/activities?said=thanks".to_owned())
    })
    .await
}
