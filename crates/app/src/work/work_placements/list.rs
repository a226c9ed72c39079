//! A young person's work over time: work placements, and how long each spell has lasted.

use askama::Template;
use govuk::{Button, Colour, Html, Tag};
use policy::Action;
use programme::{Mark, Spell, spells};
use values::PersonId;

use super::{
    handlers::rule,
    lists::{PROOFS, Verdict},
    model::{Proof, WorkPlacement},
    queries,
    show::tag,
};
use crate::{
    engagement::employers,
    office::directory::{Directory, InCouncil},
    person::{
        frame::{self, Section},
        people,
    },
    shell::{
        choices::{Code, worded},
        web::{Answer, Ctx, Layout, Path, Query, Said, html, words},
    },
};

struct Lasted {
    heading: String,
    marks: Vec<(String, Tag)>,
}

struct Evidence {
    says: String,
    /// The buttons for a worker who may check it: where each is sent, and its words.
    checks: Vec<(String, Html)>,
}

#[derive(Template)]
#[template(path = "work_placements/of_person.html")]
struct WorkPage {
    layout: Layout,
    name: String,
    placements: Vec<(String, String, Tag)>,
    spells: Vec<Lasted>,
    evidence: Vec<Evidence>,
    add: Option<String>,
    form_key: String,
}

/// Returns the status of a spell's mark: reached and checked, reached, not due yet, or ended before. None of them is a failure.
fn mark(weeks: u16, mark: Mark, proofs: &[&Proof]) -> (String, Tag) {
    let of_it = || proofs.iter().filter(|proof| proof.weeks == weeks);
    let is_checked = of_it().any(|proof| matches!(proof.checked, Some((_, Verdict::Accepted))));
    let waits = of_it().any(|proof| proof.checked.is_none());
    let (words, tag) = match mark {
        Mark::NotDue(on) => (
            format!("{weeks} weeks on {}", words::day(on)),
            Tag::new("Not yet due").colour(Colour::Grey),
        ),
        Mark::EndedBefore(on) => (
            format!("{weeks} weeks: the work ended on {}", words::day(on)),
            Tag::new("Ended earlier").colour(Colour::Grey),
        ),
        Mark::NotKnown(on) => (
            format!("{weeks} weeks: it was agreed until {}", words::day(on)),
            Tag::new("Record how it ended").colour(Colour::Yellow),
        ),
        Mark::Reached(on) => (
            format!("{weeks} weeks on {}", words::day(on)),
            match (is_checked, waits) {
                (true, _) => Tag::new("Sustained").colour(Colour::Green),
                (false, true) => Tag::new("Evidence to check").colour(Colour::Yellow),
                (false, false) => Tag::new("Reached; add evidence").colour(Colour::Blue),
            },
        ),
    };
    (words, tag)
}

fn lasted(
    spell: &Spell,
    placements: &[WorkPlacement],
    proofs: &[(WorkPlacement, Proof)],
) -> Lasted {
    let within = |one: &WorkPlacement| {
        let from = one.started_on;
        from.is_some_and(|from| from >= spell.from && spell.until.is_none_or(|until| from <= until))
    };
    let of_it: Vec<&Proof> = proofs
        .iter()
        .filter(|(one, _)| within(one))
        .map(|(_, proof)| proof)
        .collect();
    let titles: Vec<&str> = placements
        .iter()
        .filter(|one| within(one))
        .map(|one| one.title.as_str())
        .collect();
    let until = spell.until.map_or("now".to_owned(), words::day);
    Lasted {
        heading: format!(
            "{} to {until}: {}",
            words::day(spell.from),
            titles.join(", ")
        ),
        marks: spell
            .marks
            .iter()
            .map(|(weeks, one)| mark(*weeks, *one, &of_it))
            .collect(),
    }
}

fn evidence(
    of: &WorkPlacement,
    one: &Proof,
    directory: &Directory,
    ctx: &Ctx,
    may: bool,
) -> Evidence {
    let checked = match one.checked {
        Some((by, verdict)) => {
            let by = directory.worker(by, "someone");
            format!("checked by {by}: {}", verdict.words())
        }
        None => "to be checked by someone other than the person who recorded it".to_owned(),
    };
    let button = |verdict: Verdict, words: &'static str| {
        let href = format!(
            "/work-placements/{}/proof-checked?proof={}&holds={}",
            of.id,
            one.id,
            verdict.code()
        );
        let hidden = Html::hidden(format!(": {} weeks", one.weeks));
        let button = Button::new(Html::from(words).and(hidden)).secondary();
        (href, Html::of(button.prevent_double_click()))
    };
    let can = may && one.checked.is_none() && one.by != Some(ctx.me());
    Evidence {
        says: format!(
            "{} weeks, {}: {}. Recorded by {}; {checked}.",
            one.weeks,
            worded(PROOFS, &one.kind).to_lowercase(),
            one.words,
            directory.worker(one.by, "someone")
        ),
        checks: if can {
            vec![
                button(Verdict::Accepted, "Accept"),
                button(Verdict::NotAccepted, "Do not accept"),
            ]
        } else {
            Vec::new()
        },
    }
}

/// Shows a young person's work over time.
pub(super) async fn of_person(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(said): Query<Said>,
) -> Answer {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let all = queries::of_person(&mut tx, council, id).await?;
    let named = employers::names(&mut tx, council).await?;
    let directory = ctx.directory(&mut tx).await?;
    let rule = rule(&directory.library, &mut tx, &person).await?;
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    let found = queries::proofs(&mut tx, council, &ids).await?;
    let of = |id| all.iter().find(|one| one.id == id).cloned();
    let proofs: Vec<_> = found
        .into_iter()
        .filter_map(|(id, proof)| Some((of(id)?, proof)))
        .collect();
    let may = ctx.permits(Action::RecordContact, &person.standing);
    let worked: Vec<_> = all
        .iter()
        .filter_map(|one| Some((one.started_on?, one.reaches(ctx.today()))))
        .collect();
    let found = spells(&worked, rule.gap_weeks, ctx.today());
    let title = |one: &WorkPlacement| {
        let employer = named.get(&one.employer).map_or("", String::as_str);
        let from = words::day(one.started_on.unwrap_or(one.starts_on));
        format!("{}, {employer}, from {from}", one.title)
    };
    Ok(html(&WorkPage {
        layout: ctx
            .layout("Work")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Work).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        placements: all
            .iter()
            .map(|one| {
                let href = format!("/work-placements/{}", one.id);
                (href, title(one), tag(one.stands(ctx.today())))
            })
            .collect(),
        spells: found
            .iter()
            .rev()
            .map(|spell| lasted(spell, &all, &proofs))
            .collect(),
        evidence: proofs
            .iter()
            .map(|(of, proof)| evidence(of, proof, &directory, &ctx, may))
            .collect(),
        add: may.then(|| format!("/people/{id}/work-placements/new")),
        form_key: ctx.form_key(),
    }))
}
