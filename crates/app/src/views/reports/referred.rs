//! Who referred young people in a year, and to whom they were referred on; and what became of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use askama::Template;
use chrono::NaiveDate;
use govuk::{Cell, Table};
use policy::Action;
use store::ReadTx;
use values::PersonId;

use crate::{
    care::onward_referrals,
    office::directory::{Directory, InCouncil},
    person::{
        enrolments, people,
        referrals::{self, Decision, Referral},
    },
    shell::{
        clock,
        web::{Answer, Ctx, Layout, WebError, html, words},
    },
};

#[derive(Template)]
#[template(path = "reports/referred.html")]
struct ReferredPage {
    layout: Layout,
    period: String,
    sources: Option<Table>,
    refused: Option<Table>,
    onward: Option<Table>,
}

/// What is counted of one source.
#[derive(Default)]
struct Counted {
    referred: u64,
    waiting: u64,
    accepted: u64,
    enrolled: u64,
    not_taken_up: u64,
    /// Days from each referral to its answer.
    days: Vec<i64>,
}

impl Counted {
    fn add(&mut self, one: &Referral, is_enrolled: bool) {
        self.referred += 1;
        match one.decision {
            None => self.waiting += 1,
            Some(Decision::Accepted) => self.accepted += 1,
            Some(Decision::Declined | Decision::Withdrawn) => self.not_taken_up += 1,
        }
        self.enrolled += u64::from(is_enrolled);
        let answered = one.answered_on;
        self.days
            .extend(answered.map(|on| (on - one.received_on).num_days()));
    }

    /// Returns the median days to an answer, in words.
    fn usual(&mut self) -> String {
        self.days.sort_unstable();
        let days = &self.days;
        match days.len() {
            0 => "No answer yet".into(),
            count if count % 2 == 1 => days[count / 2].to_string(),
            count => {
                let twice = days[count / 2 - 1] + days[count / 2];
                if twice % 2 == 0 {
                    (twice / 2).to_string()
                } else {
                    format!("{}.5", twice / 2)
                }
            }
        }
    }
}

/// Returns who referred: an organisation by its own name, and otherwise the way in.
fn source(one: &Referral, directory: &Directory) -> String {
    if let Some(id) = one.organisation {
        return directory.organisation(id, "An organisation");
    }
    let route = directory.library.way_in(&one.programme_key, &one.route);
    route.map_or_else(|| "Not known".to_owned(), |route| route.label.clone())
}

/// Counts referrals to other services, and what came of them. What a worker may not read is not counted for them.
async fn onward(
    ctx: &Ctx,
    tx: &mut ReadTx,
    period: (NaiveDate, NaiveDate),
) -> Result<Option<Table>, WebError> {
    let all = onward_referrals::sent_between(tx, &ctx.scope(Action::ListPeople), period).await?;
    let ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let seen = people::listed(ctx, tx, &ids).await?;
    let mut services: BTreeMap<String, (String, [u64; 5])> = BTreeMap::new();
    for one in &all {
        let may_read = seen
            .get(&one.person)
            .is_some_and(|who| ctx.may_read(one.is_restricted(), one.made_by, who));
        if !may_read {
            continue;
        }
        let folded = store::fold(&one.to_whom);
        let (_, counts) = services
            .entry(folded)
            .or_insert_with(|| (one.to_whom.clone(), [0; 5]));
        counts[0] += 1;
        counts[match one.outcome.as_str() {
            "" => 1,
            "helped" | "part" => 2,
            "declined" => 3,
            _ => 4,
        }] += 1;
    }
    let mut table = Table::new("Referred to other services")
        .column("Service")
        .numeric_column("Referred to them")
        .numeric_column("No answer yet")
        .numeric_column("Helped, all or in part")
        .numeric_column("They did not want it after all")
        .numeric_column("Refused, or no answer");
    for (service, counts) in services.into_values() {
        let counts = counts.map(|count| Cell::new(words::grouped(count)).numeric());
        table = table.row(std::iter::once(Cell::new(service)).chain(counts));
    }
    Ok((!table.is_empty()).then(|| table.first_cell_is_header().stacking()))
}

/// Shows the last year.
pub(super) async fn referred(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let (mut tx, today) = (ctx.read().await?, ctx.today());
    let from = clock::year_to(today);
    let scope = ctx.scope(Action::ListReferrals);
    let mut all = referrals::received_between(&mut tx, &scope, (from, today)).await?;
    all.retain(|one| ctx.permits(Action::ListReferrals, one));
    let people: HashSet<PersonId> = all.iter().map(Referral::person).collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    let enrolled = enrolments::of_people(&mut tx, ctx.council(), &people).await?;
    // The newest enrolment comes last, and counts.
    let led_to: HashMap<(PersonId, &str), NaiveDate> = enrolled
        .iter()
        .map(|one| ((one.person, &*one.programme_key), one.enrolled_on))
        .collect();
    let directory = ctx.directory(&mut tx).await?;
    let mut sources: BTreeMap<String, Counted> = BTreeMap::new();
    let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
    for one in &all {
        let since = led_to.get(&(one.person(), &*one.programme_key));
        let is_enrolled = since.is_some_and(|on| *on >= one.received_on);
        let counted = sources.entry(source(one, &directory)).or_default();
        counted.add(one, is_enrolled);
        if let Some(why) = one.refused_because() {
            *reasons.entry(why).or_default() += 1;
        }
    }
    let mut table = Table::new("Where referrals come from")
        .column("Referred by")
        .numeric_column("Referred")
        .numeric_column("Waiting")
        .numeric_column("Accepted")
        .numeric_column("Enrolled since")
        .numeric_column("Not taken up")
        .numeric_column("Days to an answer, median");
    for (source, mut counted) in sources {
        let usual = Cell::new(counted.usual()).numeric();
        let counts = [
            counted.referred,
            counted.waiting,
            counted.accepted,
            counted.enrolled,
            counted.not_taken_up,
        ];
        let counts = counts.map(|count| Cell::new(words::grouped(count)).numeric());
        table = table.row(
            std::iter::once(Cell::new(source))
                .chain(counts)
                .chain([usual]),
        );
    }
    let mut refused = Table::new("Why some were not taken up")
        .column("Reason")
        .numeric_column("Referrals");
    for (why, count) in reasons {
        let count = Cell::new(words::grouped(count)).numeric();
        refused = refused.row([Cell::new(why), count]);
    }
    Ok(html(&ReferredPage {
        layout: ctx.layout("Referrals in figures").back("/reports"),
        period: format!("{} to {}", words::day(from), words::day(today)),
        sources: (!table.is_empty()).then(|| table.first_cell_is_header().stacking()),
        onward: onward(&ctx, &mut tx, (from, today)).await?,
        refused: (!refused.is_empty()).then(|| refused.first_cell_is_header()),
    }))
}
