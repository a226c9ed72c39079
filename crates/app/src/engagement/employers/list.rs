//! The list of employers.

use std::collections::HashMap;

use askama::Template;
use govuk::{Button, Cell, Details, Html, Input, Select, Table, Tag};
use policy::Action;
use serde::Deserialize;
use store::fold;
use values::EmployerId;

use super::{model::Employer, queries};
use crate::{
    office::directory::InCouncil,
    shell::{
        choices::{MENU, SECTORS, worded},
        web::{Answer, Ctx, Layout, Query, html, words},
    },
};

/// The filter in the address. Unknown values are ignored.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct EmployersQuery {
    name: String,
    sector: String,
    offers: String,
    mine: String,
    said: Option<String>,
}

impl EmployersQuery {
    fn is_filtered(&self) -> bool {
        [&self.name, &self.sector, &self.offers, &self.mine]
            .iter()
            .any(|text| !text.is_empty())
    }
}

#[derive(Template)]
#[template(path = "employers/list.html")]
struct ListPage {
    layout: Layout,
    counted: String,
    filter: Html,
    employers: Option<Table>,
    is_filtered: bool,
    may_add: bool,
}

fn filter(asked: &EmployersQuery) -> Html {
    let mut sector = Select::new("sector", "Works in")
        .item("", "Any sector")
        .selected(&*asked.sector);
    for (code, words) in SECTORS {
        sector = sector.item(*code, *words);
    }
    let mut offers = Select::new("offers", "Can offer")
        .item("", "Anything")
        .selected(&*asked.offers);
    for (code, words) in MENU {
        offers = offers.item(*code, *words);
    }
    let mine = Select::new("mine", "Looked after by")
        .item("", "Anyone")
        .item("yes", "You")
        .selected(&*asked.mine);
    let form = Html::joined([
        Html::literal("<form method=\"get\" action=\"/employers\">"),
        Html::of(Input::new("name", "Name").value(&*asked.name)),
        Html::of(sector),
        Html::of(offers),
        Html::of(mine),
        Html::of(Button::new("Show").secondary()),
        Html::literal("</form>"),
    ]);
    let details = Details::new("Filter the list", form);
    Html::of(if asked.is_filtered() {
        details.open()
    } else {
        details
    })
}

fn next(one: &Employer, ctx: &Ctx) -> Html {
    match one.next_on {
        _ if one.stopped_on.is_some() => Html::of(Tag::new("Do not contact")),
        None => "Nothing planned".into(),
        Some(on) => {
            let tag = words::due_tag(on, ctx.today());
            Html::joined([one.next_words().into(), " ".into(), Html::of(tag)])
        }
    }
}

/// Lists the employers.
pub(super) async fn list(ctx: Ctx, Query(asked): Query<EmployersQuery>) -> Answer {
    ctx.decide_office(Action::SeeEmployers)?;
    let mut tx = ctx.read().await?;
    let mut all = queries::all(&mut tx, ctx.council()).await?;
    let mut offers: HashMap<EmployerId, Vec<String>> = HashMap::new();
    for (employer, offer) in queries::offers(&mut tx, ctx.council(), None).await? {
        offers.entry(employer).or_default().push(offer.kind);
    }
    let offered = |one: &Employer| offers.get(&one.id).map_or(&[][..], Vec::as_slice);
    let sought = fold(&asked.name);
    let workers = ctx.stands_for();
    all.retain(|one| {
        fold(&one.name).contains(&sought)
            && (asked.sector.is_empty() || one.sector == asked.sector)
            && (asked.offers.is_empty() || offered(one).contains(&asked.offers))
            && (asked.mine.is_empty() || one.keeper.is_some_and(|id| workers.contains(&id)))
    });
    let directory = ctx.directory(&mut tx).await?;
    let mut table = Table::new("Employers")
        .caption_hidden()
        .column("Name")
        .column("Works in")
        .column("Can offer")
        .column("Looked after by")
        .column("Next");
    for one in &all {
        let kinds = offered(one).iter().map(|kind| worded(MENU, kind));
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        table = table.row([
            Cell::new(Html::link(
                format!("/employers/{}", one.id),
                one.name.clone(),
            )),
            Cell::new(worded(SECTORS, &one.sector)),
            Cell::new(if kinds.is_empty() {
                "Not asked yet".to_owned()
            } else {
                kinds
            }),
            Cell::new(directory.worker(one.keeper, "No one yet")),
            Cell::new(next(one, &ctx)),
        ]);
    }
    Ok(html(&ListPage {
        layout: ctx.layout("Employers").said(asked.said.as_deref()),
        counted: words::count(all.len() as u64, "employer", "employers"),
        filter: filter(&asked),
        employers: (!all.is_empty()).then(|| table.first_cell_is_header().stacking().sortable()),
        is_filtered: asked.is_filtered(),
        may_add: ctx.may(Action::BringEmployers),
    }))
}
