//! A forum for the managers of those who are in work: who is invited, and who came.

use std::collections::{HashMap, HashSet};

use govuk::{Cell, Checkboxes, Choice, Html, Table};
use store::{ReadTx, WriteTx};
use values::{ActivityId, EmployerContactId, EmployerId};

use super::{
    handlers::open_kept,
    model::{Activity, Came, Invited},
    queries,
};
use crate::{
    engagement::employers::{self, EmployerContact},
    office::directory::InCouncil,
    post::outbox::{self, Letter},
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
    },
};

/// A manager who can be invited.
struct Offered {
    employer: EmployerId,
    employer_name: String,
    contact: EmployerContact,
}

/// Lists those who are asked about somebody's work now and are not invited yet, by employer.
async fn offered(ctx: &Ctx, tx: &mut ReadTx, one: &Activity) -> Result<Vec<Offered>, WebError> {
    let council = ctx.council();
    let invited = queries::managers(tx, council, &[one.id]).await?;
    let known: HashSet<EmployerContactId> = invited.iter().map(|one| one.contact).collect();
    let mut asked = queries::asked_now(tx, council).await?;
    asked.retain(|contact| !known.contains(contact));
    let names = employers::names(tx, council).await?;
    let mut all = Vec::new();
    for (employer, contacts) in employers::contacts_of_all(tx, council).await? {
        let own = contacts.into_iter().filter(|one| asked.contains(&one.id));
        all.extend(own.map(|contact| Offered {
            employer,
            employer_name: names.get(&employer).cloned().unwrap_or_default(),
            contact,
        }));
    }
    all.sort_by(|a, b| {
        let order = |one: &Offered| (one.employer_name.clone(), one.contact.id);
        order(a).cmp(&order(b))
    });
    Ok(all)
}

fn invite_page(ctx: &Ctx, one: &Activity, offered: &[Offered], errors: &Errors) -> Answer {
    let page = FormPage::new(ctx, "Invite managers")
        .caption(format!("{}, {}", one.title, one.when()))
        .errors(errors, &[])
        .cancel(format!("/activities/{}", one.id));
    if offered.is_empty() {
        let text = "There is no one else to invite. Managers are those whom a work placement asks by email how it is going.";
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    let mut who = Checkboxes::new("contact", "Who is invited?")
        .small()
        .error(errors.at("contact"));
    for one in offered {
        let said = format!("{}, {}", one.contact.name, one.employer_name);
        let mut choice = Choice::new(one.contact.id.to_string(), said).chosen(true);
        if one.contact.email.is_empty() {
            choice = choice.hint("No email address: ring them.");
        }
        who = who.choice(choice);
    }
    page.intro(Html::paragraph(
        "These are the managers of everyone in work now. Each gets an email with the day and the place, and nothing about a young person.",
    ))
    .field(who)
    .button("Invite them")
    .show()
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
    invite_page(&ctx, &one, &offered, &Errors::default())
}

fn letter(one: &Activity, contact: &EmployerContact, subject: String, body: &str) -> Letter {
    Letter {
        account: None,
        recipient: contact.email.clone(),
        subject,
        body: format!(
            "Hello {},\n\n{}, {}, {}: {body}\n",
            contact.name,
            one.title,
            one.when(),
            one.place
        ),
    }
}

/// Invites managers, by email.
pub(super) async fn invite(ctx: Ctx, Path(id): Path<ActivityId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let one = open_kept(&ctx, &mut tx, id).await?;
    if !takes_managers(&one, &ctx) {
        return Ok(redirect(&format!("/activities/{id}")));
    }
    let mut chosen = offered(&ctx, &mut tx, &one).await?;
    let ticked: HashSet<String> = form.all("contact").map(str::to_owned).collect();
    if ticked.is_empty() {
        let mut errors = Errors::default();
        errors.add("contact", "Choose who is invited");
        return invite_page(&ctx, &one, &chosen, &errors);
    }
    let directory = ctx.directory(&mut tx).await?;
    drop(tx);
    chosen.retain(|one| ticked.contains(&one.contact.id.to_string()));
    let keeper = directory.worker(one.keeper, "us");
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let invited: Vec<_> = chosen
                .iter()
                .map(|one| (one.employer, one.contact.id))
                .collect();
            queries::invite_managers(tx, id, &invited).await?;
            let by_mail = chosen.iter().filter(|one| !one.contact.email.is_empty());
            for manager in by_mail.clone() {
                let body = format!(
                    "you are invited. It is for managers of those who have started work with you through us. Tell {keeper} if you cannot come."
                );
                let subject = format!("Invitation: {}", one.title);
                outbox::post(tx, letter(&one, &manager.contact, subject, &body)).await?;
            }
            let all_told = by_mail.count() == chosen.len();
            let said = if all_told { "managers" } else { "managers-ring" };
            Ok(format!("/activities/{id}?said={said}"))
        })
        .await;
    Ok(done?)
}

/// Tells the managers who were invited that it is called off.
pub(super) async fn tell_called_off(
    tx: &mut WriteTx,
    one: &Activity,
    reason: &str,
) -> Result<(), Halt> {
    let council = tx.council();
    for manager in queries::managers(tx, council, &[one.id]).await? {
        let contact = employers::contact(tx, council, manager.contact).await?;
        let Some(contact) = contact.filter(|contact| !contact.email.is_empty()) else {
            continue;
        };
        let body = format!("this is called off, and we are sorry about that. {reason}");
        let subject = format!("Called off: {}", one.title);
        outbox::post(tx, letter(one, &contact, subject, &body)).await?;
    }
    Ok(())
}

/// The names of those who are invited, each with the employer's.
async fn named(
    ctx: &Ctx,
    tx: &mut ReadTx,
    all: &[Invited],
) -> Result<Vec<(Invited, String, String)>, WebError> {
    let employers = employers::names(tx, ctx.council()).await?;
    let contacts: HashMap<_, _> = employers::contacts_by_id(tx, ctx.council()).await?;
    let name = |one: &Invited| {
        let contact = contacts.get(&one.contact);
        let name = contact.map_or("Someone who has left", |one| one.name.as_str());
        let employer = employers.get(&one.employer).cloned().unwrap_or_default();
        (one.clone(), name.to_owned(), employer)
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
        .column("Came");
    for (manager, name, employer) in named(ctx, tx, &all).await? {
        let href = format!("/employers/{}", manager.employer);
        table = table.row([
            Cell::new(name),
            Cell::new(Html::link(href, employer)),
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
    for (manager, name, employer) in named(&ctx, &mut tx, &all).await? {
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
            Ok(format!("/activities/{id}?said=attended"))
        })
        .await;
    Ok(done?)
}
