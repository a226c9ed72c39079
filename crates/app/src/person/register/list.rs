//! The list of young people, and the search.

use askama::Template;
use govuk::{Button, Cell, Choice, Details, Html, Pagination, Select, Table, Tag};
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, StoreError};
use uuid::Uuid;
use values::{PersonId, Scope};

use super::queries::list::{self, COUNTED, Mark, Ordered, PAGE, Turn, Wanted};
use crate::{
    office::{
        directory::{Directory, InCouncil},
        library::Library,
    },
    person::people::Outline,
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
    after: String,
    before: String,
    pub(super) q: String,
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

    /// Returns where a long list goes on, where the address says so.
    fn turn(&self) -> Option<Turn> {
        let after = self.after.parse().map(Turn::After);
        after.or(self.before.parse().map(Turn::Before)).ok()
    }

    fn href(&self, to: (&str, &str)) -> String {
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
        query.append_pair(to.0, to.1);
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
    asks_if_known: bool,
}

/// Lists the young people whom the worker may see, one page at a time.
pub(super) async fn list(ctx: Ctx, Query(asked): Query<PeopleQuery>) -> Answer {
    ctx.decide_office(Action::Search)?;
    let scope = ctx.scope(Action::ListPeople);
    let wanted = asked.wanted(&ctx);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let read = if wanted.order == Ordered::Name {
        by_name(&mut tx, &scope, (&asked, &wanted), &names).await?
    } else {
        by_day(&mut tx, &scope, (&asked, &wanted)).await?
    };
    let rows = read.rows;
    let directory = ctx.directory(&mut tx).await?;
    let filter = filter(&asked, &directory, ctx.may(Action::SeeTeam));
    let people = table(&ctx, &names, &directory, &rows);
    Ok(html(&ListPage {
        layout: ctx.layout("People").said(asked.said.as_deref()),
        counted: read.counted,
        filter,
        people,
        pages: read.pages,
        is_filtered: asked.is_filtered(),
        asks_if_known: ctx.may(Action::AskIfKnown),
    }))
}

/// A page of the list, with how many there are and the links to the others.
struct Read {
    rows: Vec<Outline>,
    counted: String,
    pages: Option<Pagination>,
}

fn counted(total: u64) -> String {
    if total > COUNTED {
        return format!("More than {COUNTED} young people");
    }
    words::count(total, "young person", "young people")
}

/// Returns the number of the page asked for, and the links to the others.
fn numbered(asked: &PeopleQuery, total: u64) -> (u64, Option<Pagination>) {
    let last = total.div_ceil(PAGE).max(1);
    let number = asked.page.parse().unwrap_or(1).clamp(1, last);
    let pages = (last > 1).then(|| {
        Pagination::of(number as usize, last as usize, |page| {
            asked.href(("page", &page.to_string()))
        })
    });
    (number, pages)
}

/// Reads a page of a list that the index of names sorts.
async fn by_name(
    tx: &mut ReadTx,
    scope: &Scope,
    (asked, wanted): (&PeopleQuery, &Wanted),
    names: &Names,
) -> Result<Read, StoreError> {
    let mut ids = list::ids(tx, scope, wanted).await?;
    ids.sort_by_cached_key(|id| names.place(*id));
    let total = ids.len() as u64;
    let (number, pages) = numbered(asked, total);
    let start = usize::try_from((number - 1) * PAGE).unwrap_or(usize::MAX);
    let shown: Vec<PersonId> = ids.into_iter().skip(start).take(PAGE as usize).collect();
    Ok(Read {
        rows: list::by_ids(tx, scope, &shown).await?,
        counted: words::count(total, "young person", "young people"),
        pages,
    })
}

/// Reads a page of a list that is sorted by a day: numbered where all can be counted, and otherwise from one page to the next.
async fn by_day(
    tx: &mut ReadTx,
    scope: &Scope,
    (asked, wanted): (&PeopleQuery, &Wanted),
) -> Result<Read, StoreError> {
    let total = list::count(tx, scope, wanted).await?;
    if total <= COUNTED {
        let (number, pages) = numbered(asked, total);
        let rows = list::page(tx, scope, wanted, number).await?;
        let counted = counted(total);
        return Ok(Read {
            rows,
            counted,
            pages,
        });
    }
    let turn = asked.turn();
    let (rows, has_more) = match turn {
        Some(turn) => list::turn(tx, scope, wanted, turn).await?,
        None => (list::page(tx, scope, wanted, 1).await?, true),
    };
    let is_back = matches!(turn, Some(Turn::Before(_)));
    let mut pages = Pagination::new();
    let mark = |row: &Outline| Mark::of(row, wanted.order).to_string();
    // Whoever came from the other side can go back there.
    let has_before = if is_back { has_more } else { turn.is_some() };
    if let Some(first) = rows.first().filter(|_| has_before) {
        pages = pages.previous(asked.href(("before", &mark(first))));
    }
    if let Some(last) = rows.last().filter(|_| is_back || has_more) {
        pages = pages.next(asked.href(("after", &mark(last))));
    }
    Ok(Read {
        rows,
        counted: counted(total),
        pages: Some(pages),
    })
}

fn filter(asked: &PeopleQuery, directory: &Directory, by_worker: bool) -> Html {
    let mut stage = Select::new("stage", "Stage")
        .item("", "All stages")
        .selected(&*asked.stage);
    let stages = directory.library.stages().into_iter();
    stage = stage.choices(stages.map(|(key, label)| Choice::new(key, label)));
    let mut fields = vec![Html::of(stage)];
    if by_worker {
        let mut worker = Select::new("worker", "Works with")
            .item("", "Anyone")
            .selected(&*asked.worker);
        let coaches = directory.coaches.iter();
        worker =
            worker.choices(coaches.map(|(id, name)| Choice::new(id.to_string(), name.as_str())));
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
fn table(ctx: &Ctx, names: &Names, directory: &Directory, rows: &[Outline]) -> Option<Table> {
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
        .filter(|row| ctx.permits(Action::ListPeople, &row.standing))
    {
        is_empty = false;
        let age = row.born_on.map_or("Not known".into(), |born| {
            words::age(born, ctx.today()).to_string()
        });
        table = table.row([
            Cell::new(Html::link(
                format!("/people/{}", row.person()),
                names.name(row.person()),
            )),
            Cell::new(age),
            Cell::new(stage(row, &directory.library)),
            Cell::new(row.activity.meaning()),
            Cell::new(words::day_or(row.last_contact_on, "None yet")),
            Cell::new(due(row, ctx.today())),
            Cell::new(directory.worker(row.standing.coach, "Nobody yet")),
        ]);
    }
    (!is_empty).then(|| table.first_cell_is_header().stacking())
}

pub(super) fn stage(row: &Outline, library: &Library) -> Html {
    match row.programme_version {
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

fn due(row: &Outline, today: chrono::NaiveDate) -> Html {
    match row.next_due_on {
        None if row.stopped_as.is_some() => Html::of(Tag::new("Contact paused")),
        None => "Nothing due".into(),
        Some(on) => Html::of(words::due_tag(on, today)),
    }
}
