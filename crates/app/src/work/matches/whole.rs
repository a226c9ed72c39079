//! A whole group and every open place: the best assignment, who has no place, which places stay open, and what one change would unlock.

use askama::Template;
use govuk::{Button, Cell, Html, Select, Table};
use matching::assignment::ProblemError;
use policy::Action;
use serde::Deserialize;

use super::{
    Districts,
    facts::{candidates, open_offers},
    model::{Candidate, Fit, Offer, Unlocked, Verdict, Whole, assign, fit_of, fits as fits_of},
    wording,
};
use crate::{
    care::cohort::{self, CohortQuery as Wanted},
    person::people,
    shell::web::{Answer, Ctx, Layout, Names, Query, WebError, html, words},
    work::{applications::HAS_THE_PLACE, opportunities::KINDS},
};

/// How many young people are matched at once. With more, the page would take too long to read, however fast it is made.
const MOST: usize = 2000;

/// The kind of opportunity.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct WholeQuery {
    kind: String,
}

struct Left {
    href: String,
    name: String,
    says: String,
}

#[derive(Template)]
#[template(path = "matches/whole.html")]
struct WholePage {
    layout: Layout,
    filter: Html,
    counted: String,
    aside: String,
    placed: Option<Table>,
    common: String,
    unplaced: Vec<Left>,
    open: Vec<Left>,
    has_places: bool,
    has_people: bool,
}

fn filter(asked: &WholeQuery, wanted: &Wanted) -> Html {
    let mut kind = Select::new("kind", "Which opportunities?")
        .item("", "All open opportunities")
        .selected(&*asked.kind);
    for (code, words) in KINDS {
        kind = kind.item(*code, *words);
    }
    let carried = wanted.pairs().into_iter().flat_map(|(name, value)| {
        [
            Html::literal("<input type=\"hidden\" name=\""),
            name.into(),
            Html::literal("\" value=\""),
            value.into(),
            Html::literal("\">"),
        ]
    });
    Html::joined([
        Html::literal("<form method=\"get\" action=\"/matches\">"),
        Html::joined(carried),
        Html::of(kind),
        Html::of(Button::new("Match").secondary()),
        Html::literal("</form>"),
    ])
}

fn table(
    whole: &Whole,
    people: &[Candidate],
    offers: &[Offer],
    (fits, common): (&[Fit], &[&str]),
    names: &Names,
) -> Option<Table> {
    let mut table = Table::new("Who could go where")
        .caption_hidden()
        .column("Young person")
        .column("Opportunity")
        .column("How it fits")
        .column("Ask first");
    let mut placed: Vec<_> = whole.placed.iter().zip(fits).collect();
    placed.sort_by_cached_key(|((person, _), _)| names.place(people[*person].person));
    for ((person, place), fit) in placed {
        let (who, offer) = (&people[*person], &offers[*place]);
        let one = &offer.opportunity;
        table = table.row([
            Cell::new(Html::link(
                format!("/people/{}/matches", who.person),
                names.name(who.person),
            )),
            Cell::new(
                Html::link(format!("/opportunities/{}", one.id), one.title.clone())
                    .and(format!(", {}", offer.employer)),
            ),
            Cell::new(wording::how(fit)),
            Cell::new(wording::asked(fit, common)),
        ]);
    }
    (!table.is_empty()).then(|| table.first_cell_is_header().stacking())
}

fn unplaced(
    whole: &Whole,
    people: &[Candidate],
    verdicts: &[Vec<Verdict>],
    names: &Names,
) -> Vec<Left> {
    let left = |(person, found): &(usize, Unlocked)| {
        let who = &people[*person];
        let possible = verdicts[*person].iter();
        let possible = possible.filter(|one| one.is_possible()).count();
        let says = match wording::unlocked(found, "would open", ("place", "places")) {
            Some(says) => says,
            None if possible > 0 => {
                "Some places fit, but they would all go to others. Another place like these would help."
                    .into()
            }
            None if whole.open.is_empty() => "No places are left. Another place is needed.".into(),
            None => "No single change would be enough for any of the places left open.".into(),
        };
        Left {
            href: format!("/people/{}/matches", who.person),
            name: names.name(who.person),
            says,
        }
    };
    whole.unplaced.iter().map(left).collect()
}

fn open(whole: &Whole, offers: &[Offer]) -> Vec<Left> {
    let left = |(place, count, found): &(usize, u32, Unlocked)| {
        let (offer, id) = (&offers[*place], offers[*place].opportunity.id);
        let unlocked = wording::unlocked(found, "would open it to", ("person", "people"));
        let says = match unlocked {
            Some(says) => says,
            None if whole.unplaced.is_empty() => "Everyone has a place.".into(),
            None => "It does not fit anyone without a place, for more than one reason each.".into(),
        };
        let count = words::count(u64::from(*count), "place", "places");
        Left {
            href: format!("/opportunities/{id}/matches"),
            name: format!("{}, {}: {count}", offer.opportunity.title, offer.employer),
            says,
        }
    };
    whole.open.iter().map(left).collect()
}

/// Shows the best overall assignment of the young people on a cohort page to the open places.
pub(super) async fn show(
    ctx: Ctx,
    Query(asked): Query<WholeQuery>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    ctx.scope(Action::ListPeople);
    if !ctx.may(Action::SeeEmployers) {
        return Err(WebError::Forbidden);
    }
    let (members, names) = cohort::wanted(&ctx, &wanted).await?;
    let members = members
        .into_iter()
        .filter(|member| member.stopped_as.is_none());
    let mut ids: Vec<_> = members.map(|member| member.standing.id).collect();
    let is_cut = ids.len() > MOST;
    ids.truncate(MOST);
    let mut tx = ctx.read().await?;
    let mut people = people::find_all(&mut tx, ctx.council(), &ids).await?;
    // The same order each time, so that of more than one best suggestion the same one is made.
    people.sort_by_cached_key(|one| names.place(one.standing.id));
    let mut all = candidates(&ctx, &mut tx, &people).await?;
    let before = all.len();
    all.retain(|who| {
        let mut steps = who.goes_for.values();
        !steps.any(|step| HAS_THE_PLACE.contains(step))
    });
    let placed_already = before - all.len();
    let cut = if is_cut {
        wording::cut(MOST)
    } else {
        String::new()
    };
    let mut offers = open_offers(&ctx, &mut tx).await?;
    drop(tx);
    offers.retain(|one| {
        one.free > 0 && (asked.kind.is_empty() || one.opportunity.kind == asked.kind)
    });
    let districts = ctx.app().part::<Districts>();
    // It is all arithmetic, so it stays off the threads that answer other requests.
    let worked_out = tokio::task::spawn_blocking(move || {
        let judge = |who: &Candidate| {
            let fits = fits_of(who, &offers, &districts);
            fits.iter().map(Verdict::of).collect()
        };
        let verdicts: Vec<Vec<Verdict>> = all.iter().map(judge).collect();
        let free: Vec<u32> = offers.iter().map(|offer| offer.free).collect();
        let whole = assign(&verdicts, &free)?;
        let placed = whole.placed.iter();
        let fits = placed.map(|(who, to)| fit_of(&all[*who], &offers[*to], &districts));
        let fits: Vec<Fit> = fits.collect();
        Ok::<_, ProblemError>((whole, (fits, verdicts), all, offers))
    });
    let worked_out = worked_out.await.map_err(WebError::broken)?;
    let (whole, (fits, verdicts), all, offers) = worked_out.map_err(WebError::broken)?;
    let common = wording::common(fits.iter());
    let stay: u32 = whole.open.iter().map(|(_, count, _)| count).sum();
    Ok(html(&WholePage {
        layout: ctx
            .layout("Match")
            .back(format!("/cohort?{}", wanted.query())),
        filter: filter(&asked, &wanted),
        counted: format!(
            "{} of {} could have a place. {}.",
            whole.placed.len(),
            words::count(all.len() as u64, "young person", "young people"),
            match stay {
                0 => "All places would be filled".to_owned(),
                stay => format!(
                    "{} would stay open",
                    words::count(stay.into(), "place", "places")
                ),
            }
        ),
        aside: match placed_already {
            0 => cut,
            some => format!(
                "{} with an offer or a start already {} not counted. {cut}",
                words::count(some as u64, "young person", "young people"),
                if some == 1 { "is" } else { "are" }
            ),
        },
        common: common.join(" "),
        placed: table(&whole, &all, &offers, (&fits, &common), &names),
        unplaced: unplaced(&whole, &all, &verdicts, &names),
        open: open(&whole, &offers),
        has_places: !offers.is_empty(),
        has_people: !all.is_empty(),
    }))
}
