//! One worker's day.

use askama::Template;
use chrono::{Days, NaiveDate};
use govuk::{Html, Tag};
use policy::{Action, Role};
use programme::DueKind;

use crate::{
    enrolments::{self, DueRow, Whose},
    people, referrals,
    web::{Answer, Ctx, Layout, Names, html, words},
};

/// How far ahead the page looks, in days.
const AHEAD: u64 = 7;

struct Item {
    name: String,
    href: String,
    what: &'static str,
    reason: String,
    when: Tag,
    act: &'static str,
    act_href: String,
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage {
    layout: Layout,
    day: String,
    covering: Option<String>,
    waiting: Option<String>,
    sections: Vec<(&'static str, Vec<Item>)>,
}

fn item(row: &DueRow, names: &Names, today: NaiveDate) -> Item {
    let person = row.person();
    let kind = DueKind::from_code(&row.kind);
    let (what, act) = match kind {
        Some(DueKind::FirstContact) => ("First contact", "Record the first contact"),
        Some(DueKind::NextContact) => ("Next contact", "Record a contact"),
        Some(DueKind::FundingNotice) => ("Tell them when funding ends", "Tell them, and note it"),
        Some(_) | None => ("Something is due", "Record a contact"),
    };
    let when = words::due(row.due_on, today);
    Item {
        name: names.name(person),
        href: format!("/people/{person}"),
        what,
        reason: row.reason.clone(),
        when: if row.due_on < today {
            Tag::overdue(when)
        } else {
            Tag::due(when)
        },
        act,
        act_href: match kind {
            Some(DueKind::FundingNotice) => format!("/enrolments/{}/funding", row.enrolment()),
            _ => format!("/people/{person}/contacts/new"),
        },
    }
}

/// Shows what is overdue, due today and due within a week.
pub(super) async fn today(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let (scope, today) = (ctx.scope(Action::ListPeople), ctx.today());
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let worker = &ctx.who().worker;
    let whose = Whose {
        workers: ctx.stands_for(),
        organisation: worker.organisation,
        teams: if worker.is(Role::TeamManager) {
            worker.teams.clone()
        } else {
            Vec::new()
        },
    };
    let rows = enrolments::due_of_workers(&mut tx, &scope, &whose, until).await?;
    // The scope has narrowed the rows in SQL; each young person is decided once more before they are shown.
    let ids: Vec<_> = rows.iter().map(DueRow::person).collect();
    let standings = people::standings(&mut tx, ctx.council(), &ids).await?;
    let admitted = |row: &&DueRow| {
        let standing = standings
            .iter()
            .find(|standing| standing.id == row.person());
        standing.is_some_and(|standing| ctx.permits(Action::ListPeople, standing))
    };
    let in_days = |from: Option<NaiveDate>, to: NaiveDate| -> Vec<Item> {
        let rows = rows
            .iter()
            .filter(|row| from.is_none_or(|from| row.due_on > from) && row.due_on <= to);
        rows.filter(admitted)
            .map(|row| item(row, &names, today))
            .collect()
    };
    let yesterday = today.pred_opt().unwrap_or(today);
    let sections = vec![
        ("Overdue", in_days(None, yesterday)),
        ("Today", in_days(Some(yesterday), today)),
        ("In the next 7 days", in_days(Some(today), until)),
    ];
    let waiting = referrals::waiting_count(&mut tx, &ctx.scope(Action::DecideReferral)).await?;
    let waiting = (waiting > 0).then(|| {
        words::count(
            waiting,
            "referral waits for an answer",
            "referrals wait for an answer",
        )
    });
    let covers = ctx.who().worker.covers.len() as u64;
    let covering = (covers > 0).then(|| {
        format!(
            "You stand in for {} today. Their work is on this list too.",
            words::count(covers, "colleague", "colleagues")
        )
    });
    let layout = ctx.layout("Today");
    Ok(html(&TodayPage {
        layout,
        day: words::day(today),
        covering,
        waiting,
        sections,
    }))
}

impl TodayPage {
    fn is_empty(&self) -> bool {
        self.sections.iter().all(|(_, items)| items.is_empty())
    }

    fn covering(&self) -> Option<Html> {
        self.covering.as_ref().map(Html::paragraph)
    }
}
