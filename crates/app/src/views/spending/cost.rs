//! What help costs: per young person, per outcome and by what it paid for; and two offers side by side.
//!
//! It counts what was paid for the young people the reader may see; what a group had is shared evenly by those who came.

use std::collections::{BTreeMap, HashMap, HashSet};

use askama::Template;
use chrono::{Days, Months, NaiveDate};
use govuk::{Button, Cell, Html, Input, Table, Width};
use policy::Action;
use store::{ReadTx, StoreError};
use values::{ActivityId, CouncilId, Pence, PersonId};

use crate::{
    money::funds::{self, GroupRequest, Purpose, Rhythm, groups, paid_between, parts},
    person::people,
    shell::{
        choices::Code,
        web::{
            Answer, Ctx, Errors, Form, Layout, Query,
            form::{TypedDate, pounds},
            html, words,
        },
    },
    work::{
        activities::{self, Came, Guest},
        work_placements,
    },
};

/// After how many days work counts as lasting.
const LASTING: Days = Days::new(13 * 7);

/// What was paid for a number of young people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Spent {
    pence: i64,
    payments: i64,
    people: HashSet<PersonId>,
}

impl Spent {
    /// Adds a payment, by the share of each young person the reader may see.
    fn add(&mut self, shares: &[(PersonId, i64)]) {
        self.pence += shares.iter().map(|(_, pence)| pence).sum::<i64>();
        self.payments += i64::from(!shares.is_empty());
        self.people.extend(shares.iter().map(|(person, _)| person));
    }
}

/// Pairs what each group had with those who came to its activity.
async fn with_those_who_came(
    tx: &mut ReadTx,
    council: CouncilId,
    paid: Vec<GroupRequest>,
) -> Result<Vec<(GroupRequest, Vec<Guest>)>, StoreError> {
    let ids: Vec<ActivityId> = paid.iter().map(|one| one.activity).collect();
    let mut came: HashMap<ActivityId, Vec<Guest>> = HashMap::new();
    for guest in activities::guests(tx, council, &ids).await? {
        if guest.came == Some(Came::Yes) {
            came.entry(guest.activity).or_default().push(guest);
        }
    }
    let with = |one: GroupRequest| {
        let own = came.get(&one.activity).cloned().unwrap_or_default();
        (one, own)
    };
    Ok(paid.into_iter().map(with).collect())
}

/// Shares what a group had evenly, to the penny, among those who came.
fn shares(one: &GroupRequest, came: &[Guest]) -> Vec<(PersonId, i64)> {
    let (pence, number) = (one.pence - one.returned_pence, came.len());
    let parts = parts(
        one.made_on,
        Rhythm::Once,
        u32::try_from(number).unwrap_or(0),
        pence,
    );
    let of = came.iter().map(|guest| guest.person);
    of.zip(parts.into_iter().map(|(_, pence)| pence)).collect()
}

/// Returns each one's share, to the penny; `None` where there is no one.
fn each(pence: i64, number: i64) -> Option<Pence> {
    (number > 0).then(|| Pence((pence + number / 2) / number))
}

fn shown(each: Option<Pence>) -> String {
    each.map_or_else(|| "None yet".to_owned(), |pence| pence.to_string())
}

/// An offer to compare: what a week costs, and how many in 100 reach the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Offer {
    week: i64,
    of_hundred: i64,
}

impl Offer {
    /// Returns what a year costs for one young person, of 52 weeks.
    fn year(self) -> Pence {
        Pence(self.week * 52)
    }

    /// Returns what a year costs for each who reaches the goal.
    fn per_outcome(self) -> Option<Pence> {
        each(self.week * 52 * 100, self.of_hundred)
    }
}

fn offer(form: &Form, letter: char, errors: &mut Errors) -> Option<Offer> {
    let (week, share) = (format!("week_{letter}"), format!("share_{letter}"));
    let cost = errors
        .take(&week, pounds(form.text(&week), "The cost of a week"))
        .flatten()?;
    let typed = form.text(&share);
    let of_hundred = if typed.is_empty() {
        Some(0)
    } else {
        typed.parse().ok()
    };
    let of_hundred = of_hundred.filter(|number| (0..=100).contains(number));
    errors.require(
        of_hundred.is_some(),
        &share,
        "Enter a whole number up to 100",
    );
    Some(Offer {
        week: cost,
        of_hundred: of_hundred?,
    })
}

fn comparison(form: &Form, first: Offer, second: Offer) -> Table {
    let name = |letter: &str, otherwise: &str| {
        let name = form.text(&format!("name_{letter}"));
        if name.is_empty() {
            otherwise.to_owned()
        } else {
            name.to_owned()
        }
    };
    let less = Pence((first.year().0 - second.year().0).abs());
    let cheaper = if first.week <= second.week {
        name("a", "The first")
    } else {
        name("b", "The second")
    };
    let most = first.week.max(second.week).max(1);
    let percent = (first.week - second.week).abs() * 100 / most;
    let mut table = Table::new(format!(
        "{cheaper} costs {less} less a year for each young person, {percent}% less"
    ))
    .column("For one young person")
    .numeric_column(name("a", "The first offer"))
    .numeric_column(name("b", "The second offer"));
    let rows = [
        ("A week", Some(Pence(first.week)), Some(Pence(second.week))),
        (
            "A year of 52 weeks",
            Some(first.year()),
            Some(second.year()),
        ),
        (
            "A year, for each who reaches the goal",
            first.per_outcome(),
            second.per_outcome(),
        ),
    ];
    for (what, one, other) in rows {
        let cell = |pence: Option<Pence>| {
            Cell::new(pence.map_or_else(|| "Not known".to_owned(), |pence| pence.to_string()))
                .numeric()
        };
        table = table.row([Cell::new(what), cell(one), cell(other)]);
    }
    table.first_cell_is_header().scrollable()
}

fn asked(form: &Form, errors: &Errors) -> Html {
    let field = |name: String, label: &str, money: bool| {
        let value = form.owned(&name);
        let error = errors.at(&name).map(str::to_owned);
        let input = Input::new(name, label.to_owned()).value(value).error(error);
        Html::of(if money {
            input.pounds().width(Width::Characters10)
        } else {
            input
        })
    };
    let both = ["a", "b"].map(|letter| {
        let which = if letter == "a" { "first" } else { "second" };
        let share = Input::new(
            format!("share_{letter}"),
            format!("{which} offer: how many in every 100 reach the goal? (optional)"),
        );
        let share = share
            .value(form.owned(&format!("share_{letter}")))
            .error(errors.at(&format!("share_{letter}")).map(str::to_owned))
            .whole_number()
            .width(Width::Characters3);
        field(
            format!("name_{letter}"),
            &format!("Name of the {which} offer"),
            false,
        )
        .and(field(
            format!("week_{letter}"),
            &format!("How much does the {which} offer cost a week for one young person?"),
            true,
        ))
        .and(Html::of(share))
    });
    Html::joined(both).and(Html::of(Button::new("Compare").secondary()))
}

#[derive(Template)]
#[template(path = "spending/cost.html")]
struct CostPage {
    layout: Layout,
    summary: Option<govuk::ErrorSummary>,
    from: govuk::DateInput,
    until: govuk::DateInput,
    button: Button,
    lines: Vec<String>,
    purposes: Option<Table>,
    compared: Option<Table>,
    asked: Html,
}

fn period(form: &Form, today: NaiveDate, errors: &mut Errors) -> (NaiveDate, NaiveDate) {
    let mut day = |field: &str, what: &str, otherwise: NaiveDate| {
        errors
            .take(field, form.date(field).read(what))
            .flatten()
            .unwrap_or(otherwise)
    };
    let (from, until) = (
        day("from", "From", today - Months::new(12) + Days::new(1)),
        day("until", "Until", today),
    );
    errors.require(
        from <= until,
        "until",
        "Until must be the same as or after From",
    );
    (from, until)
}

/// Shows what help cost between two days; the last year where none are given.
pub(super) async fn show(ctx: Ctx, Query(query): Query<Vec<(String, String)>>) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let form = Form::default().with(query);
    let mut errors = Errors::default();
    let (from, until) = period(&form, ctx.today(), &mut errors);
    let (first, second) = (
        offer(&form, 'a', &mut errors),
        offer(&form, 'b', &mut errors),
    );
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let paid = paid_between(&mut tx, council, (from, until)).await?;
    let funds = funds::all_funds(&mut tx, council).await?;
    let of_groups = groups::paid_between(&mut tx, council, (from, until)).await?;
    let of_groups = with_those_who_came(&mut tx, council, of_groups).await?;
    let nobodys = of_groups.iter().filter(|(_, came)| came.is_empty());
    let nobodys: i64 = nobodys.map(|(one, _)| one.pence - one.returned_pence).sum();
    let bought = funds::purposes_of_paid(&mut tx, council, (from, until)).await?;
    // What was asked for before the kind was asked is what its fund is for.
    let of_fund = |id| {
        let fund = funds.iter().find(|one| one.id == id);
        fund.map_or(Purpose::Other, |fund| fund.purpose)
    };
    let alone = paid.iter().map(|one| {
        let kind = bought.get(&one.request).copied();
        let share = (one.person, one.paid_pence - one.returned_pence);
        (kind.unwrap_or_else(|| of_fund(one.fund)), vec![share])
    });
    let shared = of_groups
        .iter()
        .map(|(one, came)| (Purpose::Group, shares(one, came)));
    let came = of_groups.iter().flat_map(|(_, came)| came);
    let ids = paid.iter().map(|one| one.person);
    let ids: Vec<PersonId> = ids.chain(came.map(|guest| guest.person)).collect();
    let standings = people::standings(&mut tx, council, &ids).await?;
    let seen: HashSet<PersonId> = standings
        .iter()
        .filter(|standing| ctx.permits(Action::ListPeople, *standing))
        .map(|standing| standing.id)
        .collect();
    let (mut all, mut by) = (Spent::default(), BTreeMap::<&str, Spent>::new());
    for (kind, mut shares) in alone.chain(shared) {
        shares.retain(|(person, _)| seen.contains(person));
        if shares.is_empty() {
            continue;
        }
        all.add(&shares);
        by.entry(kind.words()).or_default().add(&shares);
    }
    let spells = work_placements::spells_in(&mut tx, &ctx.scope(Action::ListPeople)).await?;
    let started: Vec<_> = spells
        .iter()
        .filter(|(_, on, _)| (from..=until).contains(on))
        .collect();
    let lasted = spells.iter().filter(|(_, on, ended)| {
        let mark = *on + LASTING;
        mark <= ctx.today()
            && (from..=until).contains(&mark)
            && ended.is_none_or(|ended| ended >= mark)
    });
    let helped = i64::try_from(all.people.len()).unwrap_or(0);
    let (started, lasted) = (
        i64::try_from(started.len()).unwrap_or(0),
        i64::try_from(lasted.count()).unwrap_or(0),
    );
    let mut lines = vec![
        format!(
            "{} was paid for {} between {} and {}.",
            Pence(all.pence),
            words::count(helped.unsigned_abs(), "young person", "young people"),
            words::day(from),
            words::day(until)
        ),
        format!(
            "For each young person who was helped: {}.",
            shown(each(all.pence, helped))
        ),
        format!(
            "For each start in work ({started}): {}.",
            shown(each(all.pence, started))
        ),
        format!(
            "For each job that lasted 13 weeks ({lasted}): {}.",
            shown(each(all.pence, lasted))
        ),
    ];
    if nobodys > 0 {
        lines.push(format!("{} more was paid for groups with no attendance recorded. Record who came, and it will be counted.", Pence(nobodys)));
    }
    let mut table = Table::new("By purpose")
        .column("For")
        .numeric_column("Paid")
        .numeric_column("Payments")
        .numeric_column("For one payment")
        .numeric_column("For one young person");
    for (purpose, spent) in &by {
        let people = i64::try_from(spent.people.len()).unwrap_or(0);
        table = table.row([
            Cell::new(*purpose),
            Cell::new(Pence(spent.pence).to_string()).numeric(),
            Cell::new(spent.payments.to_string()).numeric(),
            Cell::new(shown(each(spent.pence, spent.payments))).numeric(),
            Cell::new(shown(each(spent.pence, people))).numeric(),
        ]);
    }
    let compared = first
        .zip(second)
        .map(|(first, second)| comparison(&form, first, second));
    // Impossible dates give no figures.
    let is_period = errors.at("from").is_none() && errors.at("until").is_none();
    if !is_period {
        lines.clear();
        by.clear();
    }
    Ok(html(&CostPage {
        layout: ctx.layout("What it costs").back("/reports"),
        summary: errors.summary(&["from", "until"]),
        from: TypedDate::of(Some(from)).field("from", "From", &errors),
        until: TypedDate::of(Some(until)).field("until", "Until", &errors),
        button: Button::new("Show").secondary(),
        lines,
        purposes: (!by.is_empty()).then(|| table.first_cell_is_header().stacking()),
        compared,
        asked: asked(&form, &errors),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::cost::*;

    #[test]
    fn two_offers_are_compared_by_the_week_the_year_and_the_outcome() {
        let (first, second) = (
            Offer {
                week: 26_600,
                of_hundred: 82,
            },
            Offer {
                week: 80_500,
                of_hundred: 0,
            },
        );
        assert_eq!(first.year(), Pence(1_383_200));
        assert_eq!(second.year().0 - first.year().0, 2_802_800);
        assert_eq!(first.per_outcome(), Some(Pence(1_686_829)));
        assert_eq!(second.per_outcome(), None);
        let table = comparison(&Form::default(), first, second).to_string();
        assert!(
            table.contains("£28,028 less a year") && table.contains("66% less"),
            "{table}"
        );
    }
}
