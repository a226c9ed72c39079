//! The search for young people.

use askama::Template;
use govuk::{Cell, Html, Table};
use policy::Action;
use store::{NameHit, ReadTx};
use values::PersonId;

use super::{
    list::{PeopleQuery, stage},
    queries::list,
};
use crate::{
    office::{directory::InCouncil, library::Library},
    person::{people::Outline, referrals},
    shell::web::{Answer, Ctx, Layout, Names, Query, WebError, html, words},
};

#[derive(Template)]
#[template(path = "register/search.html")]
struct SearchPage {
    layout: Layout,
    sought: String,
    counted: String,
    people: Option<Table>,
    is_cut: bool,
    /// Those whom the worker referred and does not work with: the referral, the name, and where it stands.
    referred: Vec<(String, String, String)>,
    may_refer: bool,
}

/// How many young people a search shows.
const FOUND: usize = 50;

/// Among how many hits the worker's own referrals are looked for.
const HITS: usize = 1000;

/// Who is found: those whom the worker works with, the best hits first, and those whom they referred alone.
pub(crate) struct FoundPeople {
    pub(crate) rows: Vec<Outline>,
    /// The referrals that the worker made of others: the address, the name, and where each stands.
    pub(crate) referred: Vec<(String, String, String)>,
    hits: Vec<(PersonId, NameHit)>,
}

/// Finds young people by name, former name, phone number or council id, up to a number of them.
pub(crate) async fn found(ctx: &Ctx, sought: &str, most: usize) -> Result<FoundPeople, WebError> {
    let scope = ctx.scope(Action::ListPeople);
    let names = ctx.names().await?;
    let hits = names.find(sought);
    let mut tx = ctx.read().await?;
    let mut ids: Vec<PersonId> = hits.iter().map(|(id, _)| *id).collect();
    let among: Vec<PersonId> = ids.iter().take(HITS).copied().collect();
    if ids.len() > most {
        // What is found is everybody's in the council: the worker's own may come late.
        let own = list::admitted(&mut tx, &scope).await?;
        ids.retain(|id| own.contains(id));
    }
    ids.truncate(most);
    let mut rows = list::by_ids(&mut tx, &scope, &ids).await?;
    rows.retain(|row| ctx.permits(Action::ListPeople, &row.standing));
    let theirs: Vec<PersonId> = rows.iter().map(Outline::person).collect();
    let referred = referred(ctx, &mut tx, &names, (&among, &theirs)).await?;
    Ok(FoundPeople {
        rows,
        referred,
        hits,
    })
}

/// Finds young people by name, former name, phone number or council id.
pub(super) async fn search(ctx: Ctx, Query(asked): Query<PeopleQuery>) -> Answer {
    ctx.decide_office(Action::Search)?;
    let FoundPeople {
        mut rows,
        referred,
        hits,
    } = found(&ctx, asked.q.trim(), FOUND + 1).await?;
    let is_cut = rows.len() > FOUND;
    rows.truncate(FOUND);
    let names = ctx.names().await?;
    let library = ctx.library(&mut ctx.read().await?).await?;
    let why = |row: &Outline| match hits
        .iter()
        .find(|(id, _)| *id == row.person())
        .map(|(_, hit)| *hit)
    {
        Some(NameHit::OuterId) => "Id number",
        Some(NameHit::Phone) => "Phone number",
        Some(NameHit::FormerName) => "Former name",
        Some(NameHit::ShortName) => "Short or long form of the name",
        Some(NameHit::SoundsLike) => "Sounds alike",
        Some(NameHit::Name) | None => "Name",
    };
    let people = found_table(&ctx, &names, &library, &rows, &why);
    let mut layout = ctx.layout("Search for young people");
    layout.sought.clone_from(&asked.q);
    Ok(html(&SearchPage {
        layout,
        counted: words::count(
            rows.len() as u64,
            "young person found",
            "young people found",
        ),
        sought: asked.q,
        people,
        is_cut,
        referred,
        may_refer: ctx.may(Action::MakeReferral),
    }))
}

/// Lists the referrals that the worker made of some of those found, without those whom they work with.
async fn referred(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    (found, theirs): (&[PersonId], &[PersonId]),
) -> Result<Vec<(String, String, String)>, WebError> {
    let made = referrals::made_by(tx, ctx.council(), &ctx.stands_for(), found).await?;
    let seen = made
        .iter()
        .filter(|one| !theirs.contains(&one.person()) && ctx.permits(Action::ListReferrals, *one));
    let line = |one: &referrals::Referral| {
        (
            format!("/referrals/{}", one.id),
            names.name(one.person()),
            one.state().to_lowercase(),
        )
    };
    Ok(seen.map(line).collect())
}

fn found_table(
    ctx: &Ctx,
    names: &Names,
    library: &Library,
    rows: &[Outline],
    why: &dyn Fn(&Outline) -> &'static str,
) -> Option<Table> {
    let mut table = Table::new("Young people found")
        .caption_hidden()
        .column("Name")
        .column("Age")
        .column("Stage")
        .column("Found by");
    let mut is_empty = true;
    for row in rows
        .iter()
        .filter(|row| ctx.permits(Action::ListPeople, &row.standing))
    {
        is_empty = false;
        let age = row.born_on.map_or("Not known".into(), |born| {
            words::age(born, ctx.today()).to_string()
        });
        let name = Html::link(
            format!("/people/{}", row.person()),
            names.name(row.person()),
        );
        table = table.row([
            Cell::new(name),
            Cell::new(age),
            Cell::new(stage(row, library)),
            Cell::new(why(row)),
        ]);
    }
    (!is_empty).then(|| table.first_cell_is_header().stacking())
}
