//! A young person's mentor: who it is, how they were chosen, and when they met.

use std::cmp::Reverse;

use askama::Template;
use axum::http::Uri;
use govuk::{Choice, Html, Radios, Textarea};
use matching::taxonomy::Taxonomy;
use policy::Action;
use store::{ReadTx, WriteTx};
use values::PersonId;

use super::{
    forms::MeetingForm,
    model::{MEETINGS, MISSED, Mentor, Mentoring, meeting_words},
    queries,
};
use crate::{
    care::contacts::{self, Met},
    office::directory::InCouncil,
    person::{
        assessments,
        due::Rules,
        frame::{self, Section},
        people::{self, Person},
    },
    shell::{
        choices::{SECTORS, worded},
        web::{
            Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Path, Query, Said, WebError, html,
            redirect, words,
        },
    },
};

struct Now {
    mentor: String,
    href: Option<String>,
    says: Vec<String>,
}

#[derive(Template)]
#[template(path = "mentors/person.html")]
struct PersonPage {
    layout: Layout,
    name: String,
    now: Vec<Now>,
    acts: Vec<(String, &'static str)>,
    meetings: Vec<(String, String)>,
    before: Vec<String>,
}

/// Shows a young person's mentor, the meetings, and previous mentors.
pub(super) async fn show(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let all = queries::of_person(&mut tx, ctx.council(), id).await?;
    let ids: Vec<_> = all.iter().map(|one| one.mentor).collect();
    let mentors = queries::find_all(&mut tx, ctx.council(), &ids).await?;
    let named = |one: &Mentoring| mentors.iter().find(|mentor| mentor.id == one.mentor);
    let name = |one: &Mentoring| named(one).map_or("Someone", |mentor| mentor.name.as_str());
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    let meetings = queries::meetings(&mut tx, ctx.council(), &ids).await?;
    let may = ctx.permits(Action::RecordContact, &person.standing);
    let is_open = |one: &&Mentoring| one.ended_on.is_none();
    let now = all.iter().filter(is_open).map(|one| {
        let sector = named(one).map_or("", |mentor| worded(SECTORS, &mentor.sector));
        let about = named(one).map_or("", |mentor| &mentor.about);
        Now {
            mentor: name(one).to_owned(),
            href: ctx
                .may(Action::SeeEmployers)
                .then(|| format!("/mentors/{}", one.mentor)),
            says: [
                sector.to_owned(),
                about.to_owned(),
                format!("Since {}", words::day(one.from_on)),
                format!("Why they are a good match: {}", one.why),
            ]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect(),
        }
    });
    let has_one = all.iter().any(|one| one.ended_on.is_none());
    let acts = match (may, has_one) {
        (false, _) => vec![],
        (true, false) => vec![(format!("/people/{id}/mentor/new"), "Choose a mentor")],
        (true, true) => vec![
            (format!("/people/{id}/mentor/meeting"), "Record a meeting"),
            (
                format!("/people/{id}/mentor/end"),
                "They have stopped meeting",
            ),
        ],
    };
    Ok(html(&PersonPage {
        layout: ctx
            .layout("Mentor")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Work).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        now: now.collect(),
        acts,
        meetings: meetings
            .into_iter()
            .map(|one| {
                let title = format!("{}, {}", meeting_words(&one.kind), words::day(one.on));
                (title, one.words)
            })
            .collect(),
        before: all
            .iter()
            .filter_map(|one| {
                let until = one.ended_on?;
                let (from, until) = (words::day(one.from_on), words::day(until));
                Some(format!(
                    "{}, {from} to {until}: {}",
                    name(one),
                    one.ended_why
                ))
            })
            .collect(),
    }))
}

/// A mentor in the list of choices.
struct Fit {
    mentor: Mentor,
    /// Why they cannot take anyone on now.
    refusal: Option<String>,
    /// What they have in common, in words; empty if not known.
    shared: String,
    percent: u32,
}

/// Orders the mentors by how close their work is to what the young person wants. No one is left out.
async fn fits(ctx: &Ctx, tx: &mut ReadTx, wanted: &str) -> Result<Vec<Fit>, WebError> {
    let table = Taxonomy::known();
    let wish = table.read(wanted);
    let mentors = queries::all(tx, ctx.council()).await?;
    let mut fits: Vec<Fit> = mentors
        .into_iter()
        .map(|mentor| {
            let near = table.sector(&wish, &mentor.sector);
            let shared = near.as_ref().map(|near| near.shared.join(", "));
            Fit {
                refusal: mentor.refusal(ctx.today()),
                shared: shared.unwrap_or_default().to_lowercase(),
                percent: near.map_or(0, |near| near.percent),
                mentor,
            }
        })
        .collect();
    fits.sort_by_key(|one| (one.refusal.is_some(), Reverse(one.percent)));
    Ok(fits)
}

async fn wanted(ctx: &Ctx, tx: &mut ReadTx, id: PersonId) -> Result<String, WebError> {
    let dives = assessments::of_person(tx, ctx.council(), id).await?;
    let latest = dives.into_iter().next_back();
    Ok(latest.map(|one| one.said.work_wanted).unwrap_or_default())
}

fn page(
    ctx: &Ctx,
    person: &Person,
    wanted: &str,
    fits: &[Fit],
    form: &Form,
    errors: &Errors,
) -> Answer {
    let id = person.standing.id;
    let intro = if wanted.is_empty() {
        "What they would like has not been recorded yet. A deep dive asks about it.".to_owned()
    } else {
        format!("They would like: {wanted}")
    };
    let page = FormPage::new(ctx, "Choose a mentor")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{id}/mentor"))
        .intro(Html::paragraph(intro));
    if fits.iter().all(|one| one.refusal.is_some()) {
        let some = fits.iter().filter_map(|one| {
            let why = one.refusal.as_deref()?;
            Some(Html::paragraph(format!("{}: {why}.", one.mentor.name)))
        });
        let text = "No mentor can take anyone on at the moment. Add a mentor, or record the checks that a mentor needs.";
        return page
            .after(Html::paragraph(text).and(Html::joined(some)))
            .without_form()
            .show();
    }
    let mut mentor = Radios::new("mentor", "Which mentor?")
        .selected(form.text("mentor"))
        .error(errors.at("mentor"));
    for one in fits.iter().filter(|one| one.refusal.is_none()) {
        let sector = worded(SECTORS, &one.mentor.sector);
        let mut hint = [sector, &one.mentor.about]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(". ");
        if !one.shared.is_empty() {
            hint = format!("{hint}. In common: {}", one.shared);
        }
        let free = words::count(one.mentor.free().unsigned_abs().into(), "place", "places");
        let choice = Choice::new(one.mentor.id.to_string(), one.mentor.name.clone());
        mentor = mentor.choice(choice.hint(format!("{hint}. {free} free")));
    }
    let not_ready = fits.iter().filter_map(|one| {
        let why = one.refusal.as_deref()?;
        Some(Html::paragraph(format!("{}: {why}.", one.mentor.name)))
    });
    page.field(mentor)
        .field(
            Textarea::new("why", "Why are they a good match?")
                .rows(3)
                .value(form.owned("why"))
                .error(errors.at("why")),
        )
        .after(Html::joined(not_ready))
        .button("Choose this mentor")
        .show()
}

/// Asks which mentor to choose.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let wanted = wanted(&ctx, &mut tx, id).await?;
    let fits = fits(&ctx, &mut tx, &wanted).await?;
    let draft = ctx.draft(&uri).await?.unwrap_or_default();
    page(&ctx, &person, &wanted, &fits, &draft, &Errors::default())
}

/// Brings them together.
pub(super) async fn choose(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let wanted = wanted(&ctx, &mut tx, id).await?;
    let fits = fits(&ctx, &mut tx, &wanted).await?;
    let has_one = current(&ctx, &mut tx, id).await?.is_some();
    drop(tx);
    if has_one {
        return Ok(redirect(&format!("/people/{id}/mentor")));
    }
    let chosen = fits
        .iter()
        .find(|one| one.refusal.is_none() && one.mentor.id.to_string() == form.text("mentor"));
    let (why, mut errors) = (form.owned("why"), Errors::default());
    errors.require(chosen.is_some(), "mentor", "Choose a mentor");
    errors.require(!why.is_empty(), "why", "Enter why they are a good match");
    let is_short = why.chars().count() <= 4000;
    errors.require(is_short, "why", "Use 4,000 characters or fewer");
    let Some(mentor) = chosen
        .map(|one| one.mentor.clone())
        .filter(|_| errors.is_empty())
    else {
        return page(&ctx, &person, &wanted, &fits, &form, &errors);
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::begin(tx, mentor.id, id, &why).await?;
            Ok(format!("/people/{id}/mentor?said=mentor-chosen"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "This mentor’s last place has just been taken. Choose again";
            page(
                &ctx,
                &person,
                &wanted,
                &fits,
                &form,
                &Errors::one("mentor", message),
            )
        }
        other => Ok(other?),
    }
}

async fn current(ctx: &Ctx, tx: &mut ReadTx, id: PersonId) -> Result<Option<Mentoring>, WebError> {
    let all = queries::of_person(tx, ctx.council(), id).await?;
    Ok(all.into_iter().find(|one| one.ended_on.is_none()))
}

async fn open(ctx: &Ctx, id: PersonId) -> Result<(Person, Mentoring), WebError> {
    let mut tx = ctx.read().await?;
    let person = people::open(ctx, &mut tx, id, Action::RecordContact).await?;
    let one = current(ctx, &mut tx, id).await?;
    Ok((person, one.ok_or(WebError::NotFound)?))
}

fn meeting_page(ctx: &Ctx, person: &Person, form: &MeetingForm, errors: &Errors) -> Answer {
    let mut kind = Radios::new("kind", "How did they meet?")
        .selected(&*form.kind)
        .error(errors.at("kind"));
    for (code, words) in MEETINGS {
        kind = kind.item(*code, *words);
    }
    FormPage::new(ctx, "Record a meeting with their mentor")
        .caption(person.name())
        .errors(errors, &["on"])
        .cancel(format!("/people/{}/mentor", person.standing.id))
        .field(form.on.field("on", "When did they meet?", errors))
        .field(kind)
        .field(
            Textarea::new("words", "What was it about? (optional)")
                .hint("Only what they would like you to know. What they tell a mentor stays with the mentor.")
                .rows(3)
                .value(&*form.words)
                .error(errors.at("words")),
        )
        .show()
}

/// Shows the form for a meeting.
pub(super) async fn ask_meeting(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let (person, _) = open(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let blank = || MeetingForm::blank(ctx.today());
    let form = draft.as_ref().map_or_else(blank, MeetingForm::typed);
    meeting_page(&ctx, &person, &form, &Errors::default())
}

/// Records a meeting.
pub(super) async fn meet(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let (person, one) = open(&ctx, id).await?;
    let typed = MeetingForm::typed(&form);
    let new = match typed.read(ctx.today()) {
        Ok(new) => new,
        Err(errors) => return meeting_page(&ctx, &person, &typed, &errors),
    };
    let rules = Rules::of(ctx.app(), ctx.library(&mut ctx.read().await?).await?);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::meet(tx, &one, &new).await?;
            let met = Met {
                kind: "mentor",
                on: new.on,
                words: "",
                activity: None,
            };
            if new.kind == MISSED {
                return Ok(format!("/people/{id}/mentor?said=mentor-missed"));
            }
            contacts::met_by_coming(tx, &rules, id, (&met, true)).await?;
            Ok(format!("/people/{id}/mentor?said=mentor-met"))
        })
        .await;
    Ok(done?)
}

fn end_page(ctx: &Ctx, person: &Person, why: &str, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Have they stopped meeting?")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{}/mentor", person.standing.id))
        .field(
            Textarea::new("why", "Why?")
                .hint("Without blame. It may just have run its course.")
                .rows(2)
                .value(why)
                .error(errors.at("why")),
        )
        .button("They have stopped meeting")
        .show()
}

/// Asks why they have stopped meeting.
pub(super) async fn ask_end(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    let (person, _) = open(&ctx, id).await?;
    end_page(&ctx, &person, "", &Errors::default())
}

/// Ends it.
pub(super) async fn end(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let (person, one) = open(&ctx, id).await?;
    let (why, mut errors) = (form.owned("why"), Errors::default());
    errors.require(!why.is_empty(), "why", "Enter why");
    let is_short = why.chars().count() <= 4000;
    errors.require(is_short, "why", "Use 4,000 characters or fewer");
    if !errors.is_empty() {
        return end_page(&ctx, &person, &why, &errors);
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::part(tx, &one, &why).await?;
            Ok(format!("/people/{id}/mentor?said=mentor-ended"))
        })
        .await;
    Ok(done?)
}
