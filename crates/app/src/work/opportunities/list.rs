//! The list of opportunities.

use askama::Template;
use govuk::{Button, Cell, Details, Html, Select, Table};
use policy::Action;
use serde::Deserialize;

use super::{KINDS, model::Opportunity, pages::tags, queries};
use crate::{
    engagement::employers,
    shell::{
        choices::SECTORS,
        web::{Answer, Ctx, Layout, Query, html, words},
    },
};

/// The filters in the address. Unknown values are ignored.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct OpportunitiesQuery {
    kind: String,
    sector: String,
    kept: String,
    open: String,
    said: Option<String>,
}

impl OpportunitiesQuery {
    fn is_filtered(&self) -> bool {
        [&self.kind, &self.sector, &self.kept, &self.open]
            .iter()
            .any(|text| !text.is_empty())
    }

    fn fits(&self, one: &Opportunity, today: chrono::NaiveDate) -> bool {
        (self.kind.is_empty() || one.kind == self.kind)
            && (self.sector.is_empty() || one.sector == self.sector)
            && (self.kept.is_empty() || one.kept_places > 0)
            && (self.open.is_empty() || one.is_open(today))
    }
}

#[derive(Template)]
#[template(path = "opportunities/list.html")]
struct ListPage {
    layout: Layout,
    counted: String,
    filter: Html,
    opportunities: Option<Table>,
    is_filtered: bool,
    may_keep: bool,
    may_add: bool,
    public: String,
}

fn filter(asked: &OpportunitiesQuery) -> Html {
    let choose = |name: &'static str, label: &'static str, choices: &[(&str, &str)], now: &str| {
        let mut select = Select::new(name, label).item("", "All").selected(now);
        for (code, words) in choices {
            select = select.item(*code, *words);
        }
        Html::of(select)
    };
    let form = Html::joined([
        Html::literal("<form method=\"get\" action=\"/opportunities\">"),
        choose("kind", "Kind", KINDS, &asked.kind),
        choose("sector", "Sector", SECTORS, &asked.sector),
        choose(
            "kept",
            "Places",
            &[("yes", "Some reserved for care-experienced young people")],
            &asked.kept,
        ),
        choose(
            "open",
            "Applications",
            &[("yes", "Open for applications")],
            &asked.open,
        ),
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

/// Lists the opportunities that have not been closed.
pub(super) async fn list(ctx: Ctx, Query(asked): Query<OpportunitiesQuery>) -> Answer {
    ctx.decide_office(Action::SeeEmployers)?;
    let mut tx = ctx.read().await?;
    let mut all = queries::all(&mut tx, ctx.council()).await?;
    all.retain(|one| asked.fits(one, ctx.today()));
    let named = employers::names(&mut tx, ctx.council()).await?;
    let mut table = Table::new("Opportunities")
        .caption_hidden()
        .column("Opportunity")
        .column("Employer")
        .column("Pay")
        .column("Hours")
        .column("Apply by")
        .column("Status");
    for one in &all {
        let title = Html::link(format!("/opportunities/{}", one.id), one.title.clone());
        let kind = Html::from(format!(", {}", one.kind_words().to_lowercase()));
        table = table.row([
            Cell::new(title.and(kind)),
            Cell::new(named.get(&one.employer).cloned().unwrap_or_default()),
            Cell::new(one.pay_words()),
            Cell::new(one.hours_words()),
            Cell::new(words::day_or(one.closes_on, "No closing date")),
            Cell::new(tags(one, ctx.today())),
        ]);
    }
    let places: u64 = all
        .iter()
        .map(|one| u64::from(one.places.unsigned_abs()))
        .sum();
    let opportunities = words::count(all.len() as u64, "opportunity", "opportunities");
    let places = words::count(places, "place", "places");
    Ok(html(&ListPage {
        layout: ctx.layout("Opportunities").said(asked.said.as_deref()),
        counted: format!("{opportunities}, {places}."),
        filter: filter(&asked),
        opportunities: (!table.is_empty())
            .then(|| table.first_cell_is_header().stacking().sortable()),
        is_filtered: asked.is_filtered(),
        may_keep: ctx.may(Action::KeepEmployers),
        may_add: ctx.may(Action::BringEmployers),
        public: format!("/jobs/{}", ctx.council()),
    }))
}
