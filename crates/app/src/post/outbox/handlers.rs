//! The pages of the outbox.

use askama::Template;
use govuk::{Colour, Html, SummaryList, Table, Tag};
use policy::Action;
use values::MessageId;

use super::{
    MessageState,
    queries::{self, Message},
};
use crate::{
    post::transport::{self, Transport},
    shell::web::{Answer, Ctx, Layout, Path, WebError, html, words},
};

#[derive(Template)]
#[template(path = "outbox/list.html")]
struct ListPage {
    layout: Layout,
    sends_mail: bool,
    sends_texts: bool,
    messages: Option<Table>,
}

#[derive(Template)]
#[template(path = "outbox/show.html")]
struct ShowPage {
    layout: Layout,
    subject: String,
    about: SummaryList,
    body: String,
}

fn state(message: &Message) -> Tag {
    use MessageState::{Delivered, Dropped, Failed, Sending, Sent, Uncertain, Waiting};

    match message.state {
        Failed => Tag::new("Did not arrive").colour(Colour::Red),
        Uncertain => Tag::new("Not known whether it arrived").colour(Colour::Orange),
        Dropped => Tag::new("Not sent").colour(Colour::Grey),
        Waiting | Sending | Sent | Delivered if message.is_sent => {
            Tag::new("Sent").colour(Colour::Green)
        }
        Waiting | Sending | Sent | Delivered if message.is_held => {
            Tag::new("Kept here").colour(Colour::Yellow)
        }
        Waiting | Sending | Sent | Delivered => Tag::new("On its way").colour(Colour::Blue),
    }
}

/// Lists what was sent.
pub(super) async fn list(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadOutbox)?;
    let messages = queries::newest(&mut ctx.read().await?, ctx.council()).await?;
    let mut table = Table::new("The newest 100 messages")
        .caption_hidden()
        .column("Message")
        .column("To")
        .column("Written")
        .column("Status");
    for message in &messages {
        let (link, to): (Html, Html) = if message.is_closed {
            (
                if message.is_secret {
                    "A link that only the recipient can open".into()
                } else {
                    "A message to a young person".into()
                },
                "Visible to the people who work with them".into(),
            )
        } else {
            let href = format!("/outbox/{}", message.id);
            (
                Html::link(href, message.subject.clone()),
                message.recipient.clone().into(),
            )
        };
        table = table.row([
            link,
            to,
            words::moment(message.made_at).into(),
            state(message).into(),
        ]);
    }
    let messages = (!messages.is_empty()).then(|| table.stacking());
    let transport = ctx.app().part::<Transport>();
    Ok(html(&ListPage {
        layout: ctx.layout("Outbox"),
        sends_mail: transport::sends_mail(ctx.app()),
        sends_texts: transport.notify.is_some(),
        messages,
    }))
}

/// Shows one message. A secret link is for its owner alone, so no administrator can read one: for someone who cannot get mail, the people who
/// run the program make a link, and that is shown to others.
pub(super) async fn show(ctx: Ctx, Path(id): Path<MessageId>) -> Answer {
    ctx.decide_office(Action::ReadOutbox)?;
    let message = queries::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .filter(|message| !message.is_closed)
        .ok_or(WebError::NotFound)?;
    let about = SummaryList::new()
        .row("To", message.recipient.clone())
        .row("Written", words::moment(message.made_at))
        .row("Status", state(&message));
    let body = if message.is_secret {
        "It holds a sign-in link, which only the recipient can see. If email does not reach them, the people who run Foothold for you can make a link for them."
            .into()
    } else {
        message.body
    };
    let layout = ctx.layout("Message").back("/outbox");
    Ok(html(&ShowPage {
        layout,
        subject: message.subject,
        about,
        body,
    }))
}
