//! A forum for the managers of those who are in work: who is invited, and who came.

use std::collections::{HashMap, HashSet};

use govuk::{Cell, Checkboxes, Choice, Html, Table};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::{ActivityId, EmployerContactId, EmployerId, PersonId};

use super::{
    guests::others_of_series,
    handlers::open_kept,
    model::{Activity, Came, Invited},
    queries,
};
use crate::{
    engagement::employers::{self, EmployerContact},
    person::people,
    post::outbox::{self, Letter},
    shell::{
        choices::Code,
        outside::{self, Reach},
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
    },
};

/// A manager who can be invited.
struct Offered {
    employer: EmployerId,
    employer_name: String,
    contact: EmployerContact,
}

/// Returns who is asked about the work of somebody whom the worker may list, and with whom contact has not stopped.
async fn asked_of_theirs(
    ctx: &Ctx,
    tx: &mut ReadTx,
) -> Result<HashSet<EmployerContactId>, WebError> {
    let asked = queries::asked_now(tx, ctx.council()).await?;
    let ids: Vec<PersonId> = asked.iter().map(|(person, _)| *person).collect();
    let mut people = people::outlines(tx, ctx.council(), &ids).await?;
    people.retain(|one| one.stopped_as.is_none() && ctx.permits(Action::ListPeople, &one.standing));
    let theirs: HashSet<PersonId> = people.iter().map(people::Outline::person).collect();
    let asked = asked.into_iter();
    let asked = asked.filter(|(person, _)| theirs.contains(person));
    Ok(asked.map(|(_, contact)| contact).collect())
}

/// Lists those managers who are not invited yet, by employer. An employer that is not to be contacted is left out.
async fn offered(ctx: &Ctx, tx: &mut ReadTx, one: &Activity) -> Result<Vec<Offered>, WebError> {
    let council = ctx.council();
    let invited = queries::managers(tx, council, &[one.id]).await?;
    let known: HashSet<EmployerContactId> = invited.iter().map(|one| one.contact).collect();
    let mut asked = asked_of_theirs(ctx, tx).await?;
    asked.retain(|contact| !known.contains(contact));
    let mut contacts = employers::contacts_of_all(tx, council).await?;
    let mut all = Vec::new();
    for employer in employers::all(tx, council).await? {
        let own = contacts.remove(&employer.id).unwrap_or_default();
        if employer.stopped_on.is_some() {
            continue;
        }
        let own = own.into_iter().filter(|one| asked.contains(&one.id));
        all.extend(own.map(|contact| Offered {
            employer: employer.id,
            employer_name: employer.name.clone(),
            contact,
        }));
    }
    Ok(all)
}

/// Says how a manager is told.
fn told_how(contact: &EmployerContact) -> String {
    if !contact.email.is_empty() {
        return "By email".into();
    }
    if contact.phone.is_empty() {
        return "Has no email address or phone number".into();
    }
    format!("Ring {}", contact.phone)
}

async fn invite_page(ctx: &Ctx, one: &Activity, offered: &[Offered], errors: &Errors) -> Answer {
    let page = FormPage::new(ctx, "Invite managers")
        .caption(format!("{}, {}", one.title, one.when()))
        .errors(errors, &[])
        .cancel(format!("/activities/{}", one.id));
    if offered.is_empty() {
        let text = "There is no one else to invite. Managers are the people at an employer who are asked by email how it is going: choose one when you record a start, and they can be invited here.";
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    let mut who = Checkboxes::new("contact", "Who is invited?")
        .small()
        .error(errors.at("contact"));
    for one in offered {
        let said = format!("{}, {}", one.contact.name, one.employer_name);
        let mut choice = Choice::new(one.contact.id.to_string(), said).chosen(true);
        if one.contact.email.is_empty() {
            choice = choice.hint(told_how(&one.contact));
        }
        who = who.choice(choice);
    }
    let mut page = page
        .intro(Html::paragraph(
            "These are the managers of the people you work with who are in work now. Each gets an email with the day and the place, and nothing about a young person.",
        ))
        .field(who);
    if !others_of_series(ctx, one).await?.is_empty() {
        let choice = Choice::new("yes", "Invite them to the other dates of the series too");
        page = page.field(Checkboxes::new("series", "Series").small().choice(choice));
    }
    page.button("Invite them").show()
}

/// Returns whether managers can be invited to it.
pub(super) fn takes_managers(one: &Activity, ctx: &Ctx) -> bool {
    !one.is_for_young_people() && one.is_open(ctx.today())
}

/// Asks which managers are invited.
pub(super) async fn ask_invite(ctx: Ctx, Path(id): Path<ActivityId>) -> Answer {
    let mut tx = ctx.read().await?;
    let one = open_kept(&ctx, &mut tx, id).await?;
    if !takes_managers(&one, &ctx) {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    let offered = offered(&ctx, &mut tx, &one).await?;
    drop(tx);
    invite_page(&ctx, &one, &offered, &Errors::default()).await
}

/// Writes to a manager about one date or more; `body` follows them.
fn letter(
    dates: &[Activity],
    (contact, ring): (&EmployerContact, &Reach),
    (subject, body): (&str, &str),
) -> Letter {
    let title = dates.first().map_or("", |one| one.title.as_str());
    let mut lines: Vec<String> = dates
        .iter()
        .map(|one| format!("{}, {}", one.when(), one.place))
        .collect();
    lines.extend(dates.first().map(|one| one.words.clone()));
    lines.retain(|line| !line.is_empty());
    Letter {
        account: None,
        recipient: contact.email.clone(),
        subject: format!("{subject}: {title}"),
        body: format!(
            "Hello {},\n\n{title}: {body}\n\n{}\n\nIf you have questions, contact {}.\n",
            contact.name,
            lines.join("\n"),
            ring.words(),
        ),
    }
}

/// Invites managers, by email where they have an address. No one is invited twice, whoever else invites them meanwhile.
pub(super) async fn invite(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let one = open_kept(&ctx, &mut tx, id).await?;
    if !takes_managers(&one, &ctx) {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    let all = offered(&ctx, &mut tx, &one).await?;
    let ring = outside::reach(&mut tx, ctx.council(), one.keeper).await?;
    drop(tx);
    let ticked: HashSet<String> = form.all("contact").map(str::to_owned).collect();
    if ticked.is_empty() {
        let mut errors = Errors::default();
        errors.add("contact", "Choose who is invited");
        return invite_page(&ctx, &one, &all, &errors).await;
    }
    let chosen = all.into_iter();
    let chosen: Vec<Offered> = chosen
        .filter(|one| ticked.contains(&one.contact.id.to_string()))
        .collect();
    let mut dates = vec![one.clone()];
    if form.text("series") == "yes" {
        dates.extend(others_of_series(&ctx, &one).await?);
    }
    let council_name = ctx.who().council_name.clone();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let council = tx.council();
            let now = queries::find(tx, council, id).await?;
            if now.is_none_or(|now| now.called_off.is_some()) {
                return Err(Halt::Stale);
            }
            let ids = chosen.iter().map(|one| (one.employer, one.contact.id));
            let ids: Vec<_> = ids.collect();
            let mut new = HashSet::new();
            for date in &dates {
                new.extend(queries::invite_managers(tx, date.id, &ids).await?);
            }
            let invited = chosen.iter().filter(|one| new.contains(&one.contact.id));
            let (by_mail, by_phone): (Vec<_>, Vec<_>) =
                invited.partition(|one| !one.contact.email.is_empty());
            for manager in by_mail {
                let body = format!(
                    "you are invited by {council_name}. It is for managers of those who have started work with you through us."
                );
                let whom = (&manager.contact, &ring);
                outbox::post(tx, letter(&dates, whom, ("Invitation", &body))).await?;
            }
            let said = if by_phone.is_empty() {
                "managers"
            } else {
                "managers-ring"
            };
            Ok(format!("/activities/{id}?said={said}"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/activities/{id}"))),
        other => Ok(other?),
    }
}

/// Tells the managers who were invited that it is called off. Returns whether all could be told.
pub(super) async fn tell_called_off(
    tx: &mut WriteTx,
    one: &Activity,
    reason: &str,
) -> Result<bool, Halt> {
    let council = tx.council();
    let invited = queries::managers(tx, council, &[one.id]).await?;
    let ring = outside::reach(tx, council, one.keeper).await?;
    let contacts = employers::contacts_of_all(tx, council).await?;
    let mut employers = employers::all(tx, council).await?;
    employers.retain(|employer| employer.stopped_on.is_none());
    let body = format!("this is called off, and we are sorry about that. {reason}");
    let mut all_told = true;
    for manager in invited {
        let may = employers.iter().any(|known| known.id == manager.employer);
        let own = contacts.get(&manager.employer).into_iter().flatten();
        let mut own = own.filter(|contact| may && contact.id == manager.contact);
        let Some(contact) = own.find(|contact| !contact.email.is_empty()) else {
            all_told = false;
            continue;
        };
        let dates = std::slice::from_ref(one);
        outbox::post(tx, letter(dates, (contact, &ring), ("Called off", &body))).await?;
    }
    Ok(all_told)
}

/// The names of those who are invited, each with the employer's and how they are told.
async fn named(
    ctx: &Ctx,
    tx: &mut ReadTx,
    all: &[Invited],
) -> Result<Vec<(Invited, String, String, String)>, WebError> {
    let employers = employers::names(tx, ctx.council()).await?;
    let contacts: HashMap<_, _> = employers::contacts_by_id(tx, ctx.council()).await?;
    let name = |one: &Invited| {
        let contact = contacts.get(&one.contact);
        let name = contact.map_or("Someone who has left", |one| one.name.as_str());
        let employer = employers.get(&one.employer).cloned().unwrap_or_default();
        let told = contact.map(told_how).unwrap_or_default();
        (one.clone(), name.to_owned(), employer, told)
    };
    Ok(all.iter().map(name).collect())
}

/// Draws those who are invited. `None` where nobody is.
pub(super) async fn table(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: ActivityId,
) -> Result<Option<Table>, WebError> {
    let all = queries::managers(tx, ctx.council(), &[id]).await?;
    let mut table = Table::new("Managers who are invited")
        .caption_hidden()
        .column("Manager")
        .column("Employer")
        .column("How they are told")
        .column("Came");
    for (manager, name, employer, told) in named(ctx, tx, &all).await? {
        let href = format!("/employers/{}", manager.employer);
        table = table.row([
            Cell::new(name),
            Cell::new(Html::link(href, employer)),
            Cell::new(told),
            Cell::new(manager.came.map_or("–", Code::words)),
        ]);
    }
    Ok((!table.is_empty()).then(|| table.first_cell_is_header().stacking()))
}

/// Asks which managers came.
pub(super) async fn ask_came(ctx: Ctx, Path(id): Path<ActivityId>) -> Answer {
    let mut tx = ctx.read().await?;
    let one = open_kept(&ctx, &mut tx, id).await?;
    if ctx.today() < one.on || one.called_off.is_some() {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    let all = queries::managers(&mut tx, ctx.council(), &[id]).await?;
    let page = FormPage::new(&ctx, "Which managers came?")
        .caption(format!("{}, {}", one.title, one.when()))
        .cancel(format!("/activities/{id}"));
    if all.is_empty() {
        let text = "No manager was invited.";
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    let mut who = Checkboxes::new("contact", "Who came?").small();
    for (manager, name, employer, _) in named(&ctx, &mut tx, &all).await? {
        let choice = Choice::new(manager.contact.to_string(), format!("{name}, {employer}"));
        who = who.choice(choice.chosen(manager.came == Some(Came::Yes)));
    }
    page.field(who).show()
}

/// Records which managers came.
pub(super) async fn came(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let one = open_kept(&ctx, &mut ctx.read().await?, id).await?;
    if ctx.today() < one.on || one.called_off.is_some() {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    let ticked = form.all("contact").filter_map(|id| id.parse().ok());
    let ticked: Vec<EmployerContactId> = ticked.collect();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::managers_came(tx, id, &ticked).await?;
            Ok(format!("/activities/{id}?said=managers-came"))
        })
        .await;
    Ok(done?)
}
