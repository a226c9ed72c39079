//! The rows of the list in words, with what can be done in each.

use std::collections::HashMap;

use chrono::NaiveDate;
use govuk::{Button, Html, Select, Tag};
use policy::Action;
use programme::DueKind;
use store::ReadTx;
use values::PersonId;

use super::rows::{Of, Rank, Reason, Row};
use crate::{
    care::{
        commitments::{self, Commitment},
        contacts, wishes,
    },
    office::directory::{Directory, InCouncil},
    person::{
        due::{self, Rules},
        enrolments::{self, Enrolment},
        particulars,
        people::{self, Person, Standing},
    },
    shell::web::{Ctx, Names, WebError, form_to, words},
};

/// A reason in words.
pub(super) struct Line {
    pub(super) what: String,
    pub(super) why: String,
    pub(super) when: Tag,
    pub(super) act: &'static str,
    pub(super) href: String,
}

/// A young person on the page.
pub(super) struct Item {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) is_urgent: bool,
    pub(super) first: Line,
    pub(super) others: Vec<Line>,
    /// The number to ring, and what to know before.
    pub(super) call: Option<Html>,
    pub(super) before: Vec<String>,
    pub(super) write: Option<String>,
    /// The button that says that the worker is on it.
    pub(super) on_it: Option<Html>,
    pub(super) log: Option<Html>,
    pub(super) put_off: Option<Html>,
    /// Until when they are put off.
    pub(super) until: Option<String>,
}

/// The open promises to those on the page, by young person, each with what was promised.
type Promised = HashMap<PersonId, Vec<Commitment>>;

/// What to know before ringing somebody: the fact, and its words.
const SAFETY: [(&str, &str); 2] = [
    ("safe_times", "Safe times"),
    ("not_by", "How not to contact them"),
];

/// What the words are made from.
struct Around<'a> {
    ctx: &'a Ctx,
    names: &'a Names,
    directory: &'a Directory,
    promised: Promised,
    people: HashMap<PersonId, Person>,
    enrolments: HashMap<PersonId, Vec<Enrolment>>,
    /// When and how they can be reached safely, by the name of the fact.
    safety: HashMap<PersonId, HashMap<String, String>>,
    rules: Rules,
    today: NaiveDate,
}

/// Words the rows that are shown, of the young people whom the worker may list: the scope has narrowed them in SQL, and each is checked once more.
pub(super) async fn items(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    rows: &[&Row<'_>],
) -> Result<Vec<Item>, WebError> {
    let council = ctx.council();
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person).collect();
    let mut people = people::find_all(tx, council, &ids).await?;
    people.retain(|one| ctx.permits(Action::ListPeople, &one.standing));
    let promised = rows.iter().filter(|row| {
        let mut due = row.reasons.iter();
        due.any(|one| matches!(one.of, Of::Due(due) if due.kind == Some(DueKind::Promise)))
    });
    let promised: Vec<PersonId> = promised.map(|row| row.person).collect();
    let mut own: HashMap<PersonId, Vec<Enrolment>> = HashMap::new();
    for one in enrolments::of_people(tx, council, &ids).await? {
        own.entry(one.person).or_default().push(one);
    }
    let directory = ctx.directory(tx).await?;
    let around = Around {
        ctx,
        names,
        promised: commitments::open_of(tx, council, &promised).await?,
        people: people
            .into_iter()
            .map(|one| (one.standing.id, one))
            .collect(),
        enrolments: own,
        safety: particulars::current(tx, council, &ids, &SAFETY.map(|(fact, _)| fact)).await?,
        rules: Rules::of(ctx.app(), ctx.library(tx).await?),
        directory: &directory,
        today: ctx.today(),
    };
    let known = rows
        .iter()
        .filter_map(|row| Some((*row, around.people.get(&row.person)?)));
    known
        .map(|(row, person)| around.item(row, person))
        .collect()
}

impl Around<'_> {
    fn item(&self, row: &Row<'_>, person: &Person) -> Result<Item, WebError> {
        let (ctx, id, standing) = (self.ctx, row.person, &person.standing);
        let name = self.names.name(id);
        let mut lines = row.reasons.iter().map(|one| self.line(one, standing));
        let first = lines
            .next()
            .ok_or_else(|| WebError::broken("a row without a reason"))?;
        let may = ctx.permits(Action::RecordContact, standing);
        let own = self.enrolments.get(&id).map_or(&[][..], Vec::as_slice);
        let next = due::by_cadence(&self.rules, own, (ctx.me(), self.today))?;
        let phone = &person.fields.phone;
        let is_new = row.reasons[0].rank == Rank::Heard;
        Ok(Item {
            href: format!("/people/{id}"),
            is_urgent: row.reasons[0].rank <= Rank::Worry,
            others: lines.collect(),
            first,
            call: (may && !phone.is_empty()).then(|| words::telephone(phone)),
            before: self.before(id),
            write: may.then(|| format!("/people/{id}/messages")),
            on_it: (may && is_new).then(|| wishes::on_it_button(ctx, (id, &name), "today")),
            log: may.then(|| contacts::quick_form(ctx, (id, &name), next)),
            put_off: (may && row.put_off_until.is_none() && row.reasons[0].rank > Rank::Worry)
                .then(|| put_off(ctx, id, &name)),
            until: row.put_off_until.map(words::weekday),
            name,
        })
    }

    fn before(&self, person: PersonId) -> Vec<String> {
        let Some(known) = self.safety.get(&person) else {
            return Vec::new();
        };
        let said = |(fact, label): (&str, &str)| Some(format!("{label}: {}", known.get(fact)?));
        SAFETY.into_iter().filter_map(said).collect()
    }

    fn line(&self, reason: &Reason<'_>, standing: &Standing) -> Line {
        let today = self.today;
        match reason.of {
            Of::Said(one) => {
                let when = words::moment_from(one.at, today);
                let on_it = wishes::on_it_since(self.ctx, self.directory, one.taken);
                let when = match &on_it {
                    None => Tag::overdue(when),
                    Some(_) => Tag::due(when),
                };
                Line {
                    what: one.said.words().to_owned(),
                    why: on_it.unwrap_or_default(),
                    when,
                    act: "Read it and get in touch",
                    href: format!("/people/{}/asked", one.person),
                }
            }
            Of::Task(one) => Line {
                what: one.says.clone(),
                why: String::new(),
                when: words::due_tag(one.on, today),
                act: "Open it",
                href: one.href.clone(),
            },
            Of::Due(row) => {
                let mut act = super::words::act(row.kind, row.person(), row.enrolment());
                let mut why = row.reason.clone();
                let of = self.promised.get(&row.person()).into_iter().flatten();
                let of: Vec<_> = of
                    .filter(|one| (one.due_on, Some(one.owner)) == (row.due_on, row.owner()))
                    .collect();
                if row.kind == Some(DueKind::Promise) && !of.is_empty() {
                    let said: Vec<&str> = of.iter().map(|one| one.words.as_str()).collect();
                    why = format!("{}. {why}", said.join("; "));
                }
                let may_decide = self.ctx.permits(Action::DecideRequest, standing);
                // What a fund approved is bought and handed over on the page it was asked for.
                if let (Some(DueKind::Promise), [one]) = (row.kind, of.as_slice())
                    && let Some(request) = one.request.filter(|_| may_decide)
                {
                    act.words = "Buy it and hand it over";
                    act.href = format!("/fund-requests/{request}");
                }
                Line {
                    what: act.what.to_owned(),
                    why,
                    when: words::due_tag(row.due_on, today),
                    act: act.words,
                    href: act.href,
                }
            }
        }
    }
}

/// For how long a young person can be put off: days, and the words.
pub(super) const LATER: [(&str, &str); 3] =
    [("1", "Tomorrow"), ("3", "In 3 days"), ("7", "In a week")];

fn put_off(ctx: &Ctx, id: PersonId, name: &str) -> Html {
    let mut days = Select::new(format!("days-{id}"), "Not today: remind me").name("days");
    for (value, words) in LATER {
        days = days.item(value, words);
    }
    let words = Html::from("Put off").and(Html::hidden(format!(" {name}")));
    let button = Button::new(words).secondary().prevent_double_click();
    form_to(
        ctx,
        format!("/people/{id}/put-off"),
        Html::of(days).and(Html::of(button)),
    )
}

/// Returns what a worker's young people said that cannot wait.
pub(super) async fn unanswered(
    ctx: &Ctx,
    tx: &mut ReadTx,
    rows: &[due::DueRow],
) -> Result<Vec<wishes::Urgent>, WebError> {
    let wanted = rows
        .iter()
        .filter(|row| row.kind == Some(DueKind::HelpWanted));
    let mut about: Vec<PersonId> = wanted.map(due::DueRow::person).collect();
    about.sort();
    about.dedup();
    about.truncate(super::handlers::MOST);
    let all = wishes::unanswered(tx, ctx.council(), &about).await?;
    let first = about
        .iter()
        .filter_map(|person| wishes::foremost(&all, *person));
    Ok(first.cloned().collect())
}
