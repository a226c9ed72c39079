//! The list of what to do first, and the message that tries the mail.

use askama::Template;
use govuk::{Button, Colour, Html, Tag, Task, TaskList};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::CouncilId;

use super::queries::{self, Known, MANY, SUBJECT};
use crate::{
    office::{accounts, directory::InCouncil},
    post::{
        outbox::{self, Letter, MessageState},
        transport,
    },
    shell::{
        choices::Code,
        web::{Answer, Ctx, Form, Layout, Query, Said, WebError, form_to, html},
    },
};

#[derive(Template)]
#[template(path = "setting_up/show.html")]
struct SettingUpPage {
    layout: Layout,
    progress: String,
    tasks: TaskList,
    /// What became of the message that tries the mail, and the button that sends one.
    mail: String,
    test: Html,
}

/// A step: its title, what it is for, where it is done, and what there is.
struct Step {
    title: &'static str,
    why: &'static str,
    href: &'static str,
    is_done: bool,
    says: String,
}

fn steps(known: Known, programmes: usize, is_mail_tried: bool) -> Vec<Step> {
    let count = |number: u64| match number {
        0 => String::new(),
        MANY => format!("{MANY} or more so far"),
        number => format!("{number} so far"),
    };
    vec![
        Step {
            title: "Send a test email",
            why: "Sign-in links and reminders are sent by email",
            href: "#mail",
            is_done: is_mail_tried,
            says: String::new(),
        },
        Step {
            title: "Add your teams",
            why: "Teams decide who works with which young people",
            href: "/teams",
            is_done: known.teams > 0,
            says: count(known.teams as u64),
        },
        Step {
            title: "Add the people who work here",
            why: "Start with coaches and personal advisers. Check what each role can do as you choose it",
            href: "/accounts",
            is_done: known.coaches > 0,
            says: count(known.accounts),
        },
        Step {
            title: "Publish a programme",
            why: "Start from one that another council uses, and change it to suit yours",
            href: "/programmes",
            is_done: programmes > 0,
            says: count(programmes as u64),
        },
        Step {
            title: "Add young people",
            why: "A programme manager can import a list, or anyone can refer the first young person",
            href: "/imports",
            is_done: known.people > 0,
            says: count(known.people),
        },
    ]
}

/// Says what became of the mail, and whether it works.
fn of_mail(ctx: &Ctx, tried: Option<&str>) -> (String, bool) {
    if !transport::sends_mail(ctx.app()) {
        let says = "Sending email is not set up. Until the people who run Foothold set it up, messages stay in the outbox and you need to pass them on.";
        return (says.to_owned(), false);
    }
    match tried.and_then(|code| MessageState::stored(code).ok()) {
        None => (
            "Send yourself a test message. It should arrive within a minute.".to_owned(),
            false,
        ),
        Some(state) => (
            format!("Your test message: {}.", state.words().to_lowercase()),
            matches!(state, MessageState::Sent | MessageState::Delivered),
        ),
    }
}

/// Returns whether a council has everything that its first day needs. Mail may be missing for good.
pub(crate) async fn is_finished(
    ctx: &Ctx,
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<bool, WebError> {
    let known = queries::known(tx, council).await?;
    let programmes = ctx.library(tx).await?.current().count();
    let steps = steps(known, programmes, true);
    Ok(steps.iter().all(|step| step.is_done))
}

/// Shows what to do first.
pub(super) async fn show(ctx: Ctx, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let known = queries::known(&mut tx, council).await?;
    let tried = queries::tried(&mut tx, council, ctx.me()).await?;
    let programmes = ctx.library(&mut tx).await?.current().count();
    drop(tx);
    let (mail, works) = of_mail(&ctx, tried.as_deref());
    let all = steps(known, programmes, works);
    let done = all.iter().filter(|step| step.is_done).count();
    let progress = format!("{done} of {} done", all.len());
    let may_import = ctx.may(Action::ImportPeople);
    let tasks = all
        .into_iter()
        .fold(TaskList::new("setting-up"), |list, step| {
            let status: Html = if step.is_done {
                "Done".into()
            } else {
                Html::of(Tag::new("To do").colour(Colour::Blue))
            };
            let hint = if step.says.is_empty() {
                step.why.to_owned()
            } else {
                format!("{}. {}", step.says, step.why)
            };
            let task = Task::new(step.title, status).hint(hint);
            // Whoever may not import is told who does.
            let is_theirs = step.href != "/imports" || may_import;
            list.task(if is_theirs {
                task.href(step.href)
            } else {
                task
            })
        });
    let send = Button::new("Send me a test message").secondary();
    let test = form_to(
        &ctx,
        "/setting-up/test-message",
        Html::of(send.prevent_double_click()),
    );
    Ok(html(&SettingUpPage {
        layout: ctx.layout("Set up your council").said(said.said.as_deref()),
        progress,
        tasks,
        test: if transport::sends_mail(ctx.app()) {
            test
        } else {
            Html::default()
        },
        mail,
    }))
}

/// Sends a message to whoever asks, to see whether mail arrives.
pub(super) async fn send(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let (council, me) = (ctx.council(), ctx.me());
    let email = accounts::email_of(&mut ctx.read().await?, council, me).await?;
    let letter = Letter {
        account: Some(me),
        recipient: email.unwrap_or_default(),
        subject: SUBJECT.to_owned(),
        body: format!(
            "Hello {},\n\nThis is a test message. It shows that email from Foothold reaches you.\n\nTo carry on setting up, go to:\n\n{}/setting-up\n",
            ctx.who().name,
            ctx.app().config.public_url()
        ),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            outbox::post(tx, letter.clone()).await?;
            tx.housekeeping();
            Ok("/setting-up?said=test-message".to_owned())
        })
        .await;
    Ok(done?)
}
