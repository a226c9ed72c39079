//! Moving enrolments to the newest version of their programme, after a preview of what changes for each young person.

use std::collections::{BTreeMap, BTreeSet};

use govuk::{Checkboxes, Choice, Html};
use policy::Action;
use programme::{Programme, StageKey};
use store::WriteTx;
use values::EnrolmentId;

use crate::{
    office::{directory::InCouncil, library::Version},
    person::{
        due::Rules,
        enrolments::{self, Following},
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Names, Path, WebError},
};

/// An enrolment that follows an older version, and what would change.
struct Preview {
    following: Following,
    changes: String,
    can_move: bool,
}

fn contact(programme: &Programme, stage: &StageKey) -> String {
    let rule = programme
        .stage(stage)
        .and_then(|stage| stage.contact.as_ref());
    rule.map_or("no regular contact".into(), |rule| {
        format!("contact {}", rule.every)
    })
}

/// The new stage for each stage of an older version, or why some have none.
type Successors = Result<BTreeMap<StageKey, StageKey>, Vec<String>>;

fn preview(following: Following, from: &Version, to: &Version, successors: &Successors) -> Preview {
    let (old, new) = (&from.programme, &to.programme);
    let stage = StageKey::parse(&following.stage_key).ok();
    let found = match (stage, successors) {
        (None, _) => Err("They have left this programme.".to_owned()),
        (_, Err(reasons)) => Err(reasons.join(" ")),
        (Some(stage), Ok(successors)) => match successors.get(&stage) {
            Some(next) => Ok((stage, next)),
            None => Err("Their stage no longer exists.".to_owned()),
        },
    };
    let (stage, next) = match found {
        Ok(found) => found,
        Err(changes) => {
            return Preview {
                following,
                changes,
                can_move: false,
            };
        }
    };
    let mut changes = vec![format!("Version {} to {}", from.number, to.number)];
    if *next != stage {
        let label = |programme: &Programme, key: &StageKey| {
            let stage = programme.stage(key);
            stage.map_or_else(|| key.to_string(), |stage| stage.label.clone())
        };
        let (was, is) = (label(old, &stage), label(new, next));
        changes.push(format!("{was} becomes {is} from today"));
    }
    let (before, after) = (contact(old, &stage), contact(new, next));
    changes.push(if before == after {
        format!("{after}, as before")
    } else {
        format!("{after} instead of {before}")
    });
    Preview {
        following,
        changes: format!("{}.", changes.join("; ")),
        can_move: true,
    }
}

struct Opened {
    to: Version,
    previews: Vec<Preview>,
    names: Names,
    rules: Rules,
}

async fn open(ctx: &Ctx, key: &str) -> Result<Opened, WebError> {
    ctx.decide_office(Action::PublishProgrammes)?;
    let scope = ctx.scope(Action::MoveStage);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let library = ctx.library(&mut tx).await?;
    let to = library.latest(key).ok_or(WebError::NotFound)?.clone();
    let (mut previews, mut known) = (Vec::new(), BTreeMap::<_, Successors>::new());
    for following in enrolments::following(&mut tx, &scope, key).await? {
        let is_older = following.version != to.id;
        let may = ctx.permits(Action::MoveStage, &following.standing);
        if let (true, true, Some(from)) = (is_older, may, library.version(following.version)) {
            let successors = known
                .entry(from.number)
                .or_insert_with(|| programme::successors(&from.programme, &to.programme));
            previews.push(preview(following, from, &to, successors));
        }
    }
    previews.sort_by_key(|one| names.place(one.following.standing.id));
    Ok(Opened {
        to,
        previews,
        names,
        rules: Rules::of(ctx.app(), library),
    })
}

fn page(ctx: &Ctx, opened: &Opened, errors: &Errors) -> Answer {
    let name = &opened.to.programme.definition().name;
    let page = FormPage::new(
        ctx,
        format!("Move to version {} of {name}", opened.to.number),
    )
    .errors(errors, &[])
    .cancel(format!("/programmes/{}", opened.to.key));
    let (can, cannot): (Vec<_>, Vec<_>) = opened.previews.iter().partition(|one| one.can_move);
    let stays = cannot.into_iter().map(|one| {
        let name = opened.names.name(one.following.standing.id);
        Html::paragraph(format!(
            "{name} stays on their current version. {}",
            one.changes
        ))
    });
    let stays = Html::joined(stays);
    if can.is_empty() {
        let none = "No one you can move is on an older version, or their stages do not match.";
        return page
            .intro(Html::paragraph(none).and(stays))
            .without_form()
            .show();
    }
    let choices = can.into_iter().map(|one| {
        let name = opened.names.name(one.following.standing.id);
        Choice::new(one.following.id.to_string(), name).hint(one.changes.clone())
    });
    page.intro(stays)
        .field(
            Checkboxes::new("enrolment", "Who do you want to move?")
                .choices(choices)
                .error(errors.at("enrolment")),
        )
        .button("Move selected people")
        .show()
}

/// Shows what would change for each young person.
pub(super) async fn ask(ctx: Ctx, Path(key): Path<String>) -> Answer {
    let opened = open(&ctx, &key).await?;
    page(&ctx, &opened, &Errors::default())
}

/// Moves the selected young people.
pub(super) async fn carry_out(ctx: Ctx, Path(key): Path<String>, form: Form) -> Answer {
    let opened = open(&ctx, &key).await?;
    let wanted: BTreeSet<EnrolmentId> = form
        .all("enrolment")
        .filter_map(|id| id.parse().ok())
        .collect();
    let chosen: Vec<Following> = opened
        .previews
        .iter()
        .filter(|one| one.can_move && wanted.contains(&one.following.id))
        .map(|one| one.following.clone())
        .collect();
    if chosen.is_empty() {
        let errors = Errors::one("enrolment", "Choose at least one person");
        return page(&ctx, &opened, &errors);
    }
    let (to, rules) = (opened.to.clone(), opened.rules.clone());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            for one in &chosen {
                super::follow(tx, &rules, one, &to).await?;
            }
            Ok(format!("/programmes/{key}?said=version-moved"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message =
                "Someone else has already moved one of them. Check the list and send it again";
            page(&ctx, &opened, &Errors::one("enrolment", message))
        }
        Err(Halt::Refused(errors)) => page(&ctx, &opened, &errors),
        other => Ok(other?),
    }
}
