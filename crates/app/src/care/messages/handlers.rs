//! Messages with one young person: what went out and came in, and writing one.

use askama::Template;
use axum::http::Uri;
use chrono::Days;
use govuk::{Colour, Html, InsetText, Radios, Tag, Textarea};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{PersonId, phones};

use super::{
    model::{LONGEST_TEXT, Note, SUBJECT, When, channel_of, telling_words, unfilled, when},
    queries::{self, Message},
    reminders::reach,
    wording::{self, Says},
};
use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        frame::{self, Section},
        particulars,
        people::{self, Person},
    },
    post::{
        outbox::{MessageState, Purpose},
        transport::Channel,
    },
    shell::{
        choices::Code,
        clock,
        web::{Answer, Ctx, Errors, Form, FormPage, Layout, Path, Query, WebError, html, words},
    },
};

struct Line {
    heading: String,
    body: String,
    state: Tag,
    settle: Option<String>,
}

#[derive(Template)]
#[template(path = "messages/list.html")]
struct ListPage {
    layout: Layout,
    name: String,
    lines: Vec<Line>,
    write: Option<String>,
    no_news: Option<String>,
    give: Option<String>,
}

/// What was just done, or what the message is for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct MessageQuery {
    said: Option<String>,
    purpose: String,
}

fn state(one: &Message) -> Tag {
    match one.state {
        _ if one.is_in && one.purpose == Purpose::Around => {
            Tag::new("Answered").colour(Colour::Blue)
        }
        _ if one.is_in => Tag::new("From them").colour(Colour::Blue),
        _ if one.is_held => Tag::new("Kept here: sending is not set up").colour(Colour::Yellow),
        MessageState::Delivered => Tag::new("Delivered").colour(Colour::Green),
        MessageState::Sent => Tag::new("Sent").colour(Colour::Green),
        MessageState::Failed => Tag::new("Did not arrive").colour(Colour::Red),
        MessageState::Uncertain => Tag::new("May not have arrived").colour(Colour::Orange),
        MessageState::Dropped => Tag::new("Not sent").colour(Colour::Grey),
        MessageState::Waiting | MessageState::Sending => {
            Tag::new("On its way").colour(Colour::Blue)
        }
    }
}

/// Lists the messages to and from a young person.
pub(super) async fn list(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<MessageQuery>,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let all = queries::of_person(&mut tx, ctx.council(), id).await?;
    let may = ctx.permits(Action::RecordContact, &person.standing) && !person.has_died();
    // Who somebody is to them can say something about health or offending.
    let shows_restricted = ctx.permits(Action::ReadRestricted, &person.standing);
    let line = |one: &Message| {
        if one.purpose == Purpose::Around && !shows_restricted {
            return Line {
                heading: format!("Someone who supports them, {}", words::moment(one.made_at)),
                body: "Only those who may read restricted records see this.".into(),
                state: state(one),
                settle: None,
            };
        }
        let how = one.channel.words();
        let (to, moment) = (&one.recipient, words::moment(one.made_at));
        // Only they may open the link.
        let body = if one.purpose == Purpose::OwnLink {
            "A link to their own pages.".to_owned()
        } else {
            one.body.clone()
        };
        let body = if one.failure.is_empty() {
            body
        } else {
            format!("{body} ({})", one.failure)
        };
        Line {
            heading: match one.purpose {
                Purpose::Around if one.is_in => {
                    format!("From someone who supports them: {how}, {to}, {moment}")
                }
                Purpose::Around => format!("To someone who supports them: {how}, {to}, {moment}"),
                _ => format!("{how}, {to}, {moment}"),
            },
            body,
            state: state(one),
            settle: (may && one.state == MessageState::Uncertain)
                .then(|| format!("/messages/{}/settle", one.id)),
        }
    };
    Ok(html(&ListPage {
        layout: ctx
            .layout("Messages")
            .record(frame::frame(&ctx, &mut tx, &person, Section::About).await?)
            .said(asked.said.as_deref()),
        name: person.name(),
        lines: all.iter().map(line).collect(),
        write: may.then(|| format!("/people/{id}/messages/new")),
        no_news: may.then(|| format!("/people/{id}/messages/new?purpose=no-news")),
        give: may.then(|| format!("/people/{id}/own-pages")),
    }))
}

#[derive(Clone, Default)]
struct Typed {
    to: String,
    body: String,
    at_once: bool,
}

fn typed(form: &Form) -> Typed {
    Typed {
        to: form.owned("to"),
        body: form.owned("body"),
        at_once: form.text("when") == "now",
    }
}

/// What the form of a message is shown with.
struct Frame {
    person: Person,
    /// Numbers and addresses to choose from.
    offered: Vec<String>,
    safe: String,
    may_name: bool,
    purpose: String,
}

async fn frame(ctx: &Ctx, id: PersonId, purpose: &str) -> Result<Frame, WebError> {
    let mut tx = ctx.read().await?;
    let person = people::open(ctx, &mut tx, id, Action::RecordContact).await?;
    let mut offered: Vec<String> = reach(&person).into_iter().collect();
    let further = particulars::numbers_to_text(&mut tx, ctx.council(), id).await?;
    let numbers = std::iter::once(&person.fields.phone)
        .chain(&further)
        .flat_map(|written| phones::read(written).numbers);
    let email = Some(person.fields.email.clone()).filter(|email| !email.is_empty());
    for one in numbers.chain(email) {
        if !offered.contains(&one) {
            offered.push(one);
        }
    }
    Ok(Frame {
        safe: particulars::safe_times(&mut tx, ctx.council(), id).await?,
        may_name: particulars::may_name_care(&mut tx, ctx.council(), id).await?,
        person,
        offered,
        purpose: purpose.to_owned(),
    })
}

fn page(ctx: &Ctx, frame: &Frame, typed: &Typed, errors: &Errors) -> Answer {
    let id = frame.person.standing.id;
    let page = FormPage::new(ctx, "Write a message")
        .caption(frame.person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{id}/messages"))
        .action(format!("{}?purpose={}", ctx.path(), frame.purpose));
    if frame.offered.is_empty() {
        return page
            .intro(Html::paragraph(
                "There is no phone number or email address to write to. Add one under “What we know”.",
            ))
            .without_form()
            .show();
    }
    let mut to = Radios::new("to", "Which number or address?")
        .selected(&*typed.to)
        .error(errors.at("to"))
        .small();
    for one in &frame.offered {
        to = to.item(one.clone(), one.clone());
    }
    let page = if frame.safe.is_empty() {
        page
    } else {
        let words = format!("Safe to reach them: {}", frame.safe);
        page.intro(Html::of(InsetText::new(words)))
    };
    let hint = if frame.may_name {
        "They are happy for messages to say what they are about."
    } else {
        "Others may read it, so it must not mention the council, care or the programme."
    };
    page.field(to)
        .field(
            Textarea::new("body", "Your message")
                .hint(hint)
                .rows(4)
                .value(&*typed.body)
                .error(errors.at("body")),
        )
        .field(
            Radios::new("when", "When should it go?")
                .selected(if typed.at_once { "now" } else { "safe" })
                .error(errors.at("when"))
                .small()
                .item("safe", "At the next time that is safe for them")
                .item("now", "Now"),
        )
        .button("Send it")
        .show()
}

/// Asks for a message. "No news yet" is already written, in their language.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<MessageQuery>,
    uri: Uri,
) -> Answer {
    let frame = frame(&ctx, id, &asked.purpose).await?;
    let draft = ctx.draft(&uri).await?;
    let said = match &draft {
        Some(draft) => typed(draft),
        None => Typed {
            to: frame.offered.first().cloned().unwrap_or_default(),
            body: if asked.purpose == Purpose::NoNews.code() {
                no_news(&ctx, &frame.person).await?.0
            } else {
                String::new()
            },
            at_once: false,
        },
    };
    page(&ctx, &frame, &said, &Errors::default())
}

/// Writes "no news yet" for a young person, and returns the language.
async fn no_news(ctx: &Ctx, person: &Person) -> Result<(String, String), WebError> {
    let mut tx = ctx.read().await?;
    let approved = wording::approved(&mut tx, ctx.council()).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    let id = person.standing.id;
    let next =
        due::next_by_cadence(&mut tx, &rules, ctx.council(), (id, ctx.me()), ctx.today()).await?;
    let next = next.unwrap_or(ctx.today() + Days::new(7));
    let name = &ctx.who().name;
    let says = Says::NoNews {
        worker: name.split(' ').next().unwrap_or(name).to_owned(),
        day: next.format("%-d %B").to_string(),
    };
    Ok(wording::say(&says, &person.fields.language, &approved))
}

/// Writes a message into the outbox.
pub(super) async fn write(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<MessageQuery>,
    form: Form,
) -> Answer {
    let frame = frame(&ctx, id, &asked.purpose).await?;
    let said = typed(&form);
    let mut errors = Errors::default();
    errors.require(
        frame.offered.contains(&said.to),
        "to",
        "Choose where to send it",
    );
    errors.require(!said.body.is_empty(), "body", "Enter your message");
    if let Some(gap) = unfilled(&said.body) {
        errors.add("body", format!("Fill in {gap} before you send it"));
    }
    let length = said.body.chars().count();
    let is_short = channel_of(&said.to) == Channel::Email || length <= LONGEST_TEXT;
    errors.require(is_short, "body", "Use 612 characters or fewer in a text");
    errors.require(length <= 10_000, "body", "Use 10,000 characters or fewer");
    if !frame.may_name {
        let telling = telling_words(&said.body, &ctx.who().council_name);
        if !telling.is_empty() {
            let words = telling.join(", ");
            errors.add(
                "body",
                format!("Remove words that could tell other people about their care: {words}"),
            );
        }
    }
    if frame.person.stopped_words(true).is_some() {
        errors.add("body", "Messages to them have stopped");
    }
    let not_before = if said.at_once {
        None
    } else {
        match when(clock::london(ctx.now()), &frame.safe) {
            When::Now => None,
            When::Later(later) => Some(later),
            When::Ask => {
                errors.add(
                    "when",
                    "Foothold cannot read their safe times. Check them, and choose “Now” when it is safe",
                );
                None
            }
        }
    };
    if !errors.is_empty() {
        return page(&ctx, &frame, &said, &errors);
    }
    let worded = no_news(&ctx, &frame.person).await?;
    let language = if said.body == worded.0 {
        worded.1
    } else {
        String::new()
    };
    let note = Note {
        person: id,
        channel: channel_of(&said.to),
        recipient: said.to,
        purpose: if asked.purpose == Purpose::NoNews.code() {
            Purpose::NoNews
        } else {
            Purpose::Words
        },
        subject: SUBJECT.into(),
        body: said.body,
        language,
        not_before,
        reference: String::new(),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::post(tx, &note).await?;
            Ok(format!("/people/{id}/messages?said=message"))
        })
        .await;
    Ok(done?)
}
