//! The list of young people, and the search.

use askama::Template;
use govuk::{Button, Cell, Details, Html, Pagination, Select, Table, Tag};
use policy::Action;
use serde::Deserialize;
use store::{NameHit, ReadTx, StoreError};
use uuid::Uuid;
use values::{PersonId, Scope, codes::Activity};

use super::queries::list::{self, Ordered, PAGE, Row, Wanted};
use crate::{
    office::{
        directory::{Directory, InCouncil},
        library::Library,
    },
    shell::web::{Answer, Ctx, Layout, Names, Query, html, words},
};

/// The query of the list. Unknown values are ignored, so that an old bookmark still opens.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PeopleQuery {
    stage: String,
    worker: String,
    show: String,
    sort: String,
    page: String,
    q: String,
    said: Option<String>,
}

impl PeopleQuery {
    fn wanted(&self, ctx: &Ctx) -> Wanted {
        Wanted {
            stage: self.stage.clone(),
            worker: Uuid::try_parse(&self.worker).ok(),
            overdue_on: (self.show == "overdue").then(|| ctx.today()),
            without_coach: self.show == "without-coach",
            among: None,
            order: match self.sort.as_str() {
                "name" => Ordered::Name,
                "contact" => Ordered::Contact,
                _ => Ordered::Due,
            },
        }
    }

    fn href(&self, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("stage", &self.stage),
            ("worker", &self.worker),
            ("show", &self.show),
            ("sort", &self.sort),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.append_pair("page", &page.to_string());
        format!("/people?{}", query.finish())
    }

    fn is_filtered(&self) -> bool {
        [&self.stage, &self.worker, &self.show]
            .iter()
            .any(|text| !text.is_empty())
    }
}

#[derive(Template)]
#[template(path = "register/list.html")]
struct ListPage {
    layout: Layout,
    counted: String,
    filter: Html,
    people: Option<Table>,
    pages: Option<Pagination>,
    is_filtered: bool,
}

#[derive(Template)]
#[template(path = "register/search.html")]
struct SearchPage {
    layout: Layout,
    sought: String,
    counted: String,
    people: Option<Table>,
    is_cut: bool,
    may_refer: bool,
}

/// Lists the young people whom the worker may see, one page at a time.
pub(super) async fn list(ctx: Ctx, Query(asked): Query<PeopleQuery>) -> Answer {
    ctx.decide_office(Action::Search)?;
    let scope = ctx.scope(Action::ListPeople);
    let wanted = asked.wanted(&ctx);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let total = list::count(&mut tx, &scope, &wanted).await?;
    let last = total.div_ceil(PAGE).max(1);
    let number = asked.page.parse().unwrap_or(1).clamp(1, last);
    let rows = page(&mut tx, &scope, &wanted, number, &names).await?;
    let directory = ctx.directory(&mut tx).await?;
    let filter = filter(&asked, &directory, ctx.may(Action::SeeTeam));
    let people = table(&ctx, &names, &directory, &rows);
    let (current, last) = (
        usize::try_from(number).unwrap_or(1),
        usize::try_from(last).unwrap_or(1),
    );
    Ok(html(&ListPage {
        layout: ctx.layout("People").said(asked.said.as_deref()),
        counted: words::count(total, "young person", "young people"),
        filter,
        people,
        pages: (last > 1).then(|| Pagination::of(current, last, |page| asked.href(page))),
        is_filtered: asked.is_filtered(),
    }))
}

/// Reads a page of the list.
async fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    wanted: &Wanted,
    number: u64,
    names: &Names,
) -> Result<Vec<Row>, StoreError> {
    if wanted.order != Ordered::Name {
        return list::page(tx, scope, wanted, number).await;
    }
    let mut ids = list::ids(tx, scope, wanted).await?;
    ids.sort_by_key(|id| names.place(*id));
    let start = usize::try_from((number - 1) * PAGE).unwrap_or(usize::MAX);
    let shown: Vec<PersonId> = ids.into_iter().skip(start).take(PAGE as usize).collect();
    list::by_ids(tx, scope, &shown).await
}

fn filter(asked: &PeopleQuery, directory: &Directory, by_worker: bool) -> Html {
    let mut stage = Select::new("stage", "Stage")
        .item("", "All stages")
        .selected(&*asked.stage);
    for (key, label) in directory.library.stages() {
        stage = stage.item(key, label);
    }
    let mut fields = vec![Html::of(stage)];
    if by_worker {
        let mut worker = Select::new("worker", "Works with")
            .item("", "Anyone")
            .selected(&*asked.worker);
        for (id, name) in &directory.coaches {
            worker = worker.item(id.to_string(), name.clone());
        }
        fields.push(Html::of(worker));
    }
    let show = Select::new("show", "Show")
        .item("", "Everyone")
        .item("overdue", "Something is overdue")
        .item("without-coach", "No coach yet")
        .selected(&*asked.show);
    let sort = Select::new("sort", "Sort by")
        .item("", "Due soonest")
        .item("contact", "Longest without contact")
        .item("name", "Last name")
        .selected(&*asked.sort);
    fields.extend([
        Html::of(show),
        Html::of(sort),
        Html::of(Button::new("Show").secondary()),
    ]);
    let form = [Html::literal("<form action=\"/people\" method=\"get\">")];
    let form = form
        .into_iter()
        .chain(fields)
        .chain([Html::literal("</form>")]);
    let details = Details::new("Filter and sort", Html::joined(form));
    Html::of(if asked.is_filtered() {
        details.open()
    } else {
        details
    })
}

/// Returns the rows as a table. `None` where there are none, so that the page can say what to do next.
fn table(ctx: &Ctx, names: &Names, directory: &Directory, rows: &[Row]) -> Option<Table> {
    let mut table = Table::new("Young people")
        .caption_hidden()
        .column("Name")
        .column("Age")
        .column("Stage")
        .column("Education or work")
        .column("Last contact")
        .column("Next due")
        .column("Coach");
    let mut is_empty = true;
    // The scope has narrowed the rows in SQL; each is checked again before it is shown.
    for row in rows
        .iter()
        .filter(|row| ctx.permits(Action::ListPeople, &row.standing()))
    {
        is_empty = false;
        let age = row.born_on.map_or("Not known".into(), |born| {
            words::age(born, ctx.today()).to_string()
        });
        let activity = Activity::parse(&row.eet_code)
            .unwrap_or(Activity::NotKnown)
            .meaning();
        table = table.row([
            Cell::new(Html::link(
                format!("/people/{}", row.person()),
                names.name(row.person()),
            )),
            Cell::new(age),
            Cell::new(stage(row, &directory.library)),
            Cell::new(activity),
            Cell::new(words::day_or(row.last_contact_on, "None yet")),
            Cell::new(due(row, ctx.today())),
            Cell::new(directory.worker(row.standing().coach, "Nobody yet")),
        ]);
    }
    (!is_empty).then(|| table.first_cell_is_header().stacking())
}

fn stage(row: &Row, library: &Library) -> Html {
    match row.programme_version() {
        Some(version) => {
            let label: Html = library.stage_label(version, &row.stage_key).into();
            if row.paused_on.is_some() {
                Html::joined([label, " ".into(), Html::of(Tag::new("Paused"))])
            } else {
                label
            }
        }
        None => "Not enrolled".into(),
    }
}

fn due(row: &Row, today: chrono::NaiveDate) -> Html {
    match row.next_due_on {
        None if !row.stopped_as.is_empty() => Html::of(Tag::new("Contact paused")),
        None => "Nothing due".into(),
        Some(on) => Html::of(words::due_tag(on, today)),
    }
}

/// How many young people a search shows.
const FOUND: usize = 50;

/// Finds young people by name, former name, phone number or council id.
pub(super) async fn search(ctx: Ctx, Query(asked): Query<PeopleQuery>) -> Answer {
    ctx.decide_office(Action::Search)?;
    let scope = ctx.scope(Action::ListPeople);
    let names = ctx.names().await?;
    let found = names.find(asked.q.trim());
    let mut tx = ctx.read().await?;
    let ids: Vec<PersonId> = found.iter().map(|(id, _)| *id).take(500).collect();
    let mut rows = if ids.is_empty() {
        Vec::new()
    } else {
        list::by_ids(&mut tx, &scope, &ids).await?
    };
    let is_cut = rows.len() > FOUND;
    rows.truncate(FOUND);
    let library = ctx.library(&mut tx).await?;
    let why = |row: &Row| match found
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
    let mut layout = ctx.layout("Search");
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
        may_refer: ctx.may(Action::MakeReferral),
    }))
}

fn found_table(
    ctx: &Ctx,
    names: &Names,
    library: &Library,
    rows: &[Row],
    why: &dyn Fn(&Row) -> &'static str,
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
        .filter(|row| ctx.permits(Action::ListPeople, &row.standing()))
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
