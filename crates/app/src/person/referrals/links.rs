//! Referral links for people without an account: an organisation refers others, a young person refers themselves.
//!
//! A link holds a secret, is for one organisation or for young people, and opens nothing but the form. What comes through it is a
//! referral like any other, in the referrer's own words; the programme answers it.

use std::sync::Arc;

use axum::extract::State;
use govuk::{Html, Input, Panel, Radios, Textarea, Width};
use serde::Deserialize;
use store::WriteTx;
use values::phones;

use super::{
    model::Told,
    queries::{self, Outside},
};
use crate::{
    App,
    office::library::Library,
    person::{
        due::{self, Rules},
        people::{Fields, NewPerson},
    },
    post::outbox::{self, Letter},
    shell::{
        choices::Code,
        web::{
            Answer, Errors, Form, FormPage, Halt, Layout, Origin, Path, Query, Token, WebError,
            form::{self, OneUse, is_email},
            html, redirect,
        },
    },
};

/// How many referrals may come in a quarter of an hour: through one link, and from one network address.
const MOST: (u32, u32) = (100, 20);

/// The longest answer in a few words, and in several lines.
const LONGEST: (usize, usize) = (200, 10_000);

/// What was opened by a link.
struct Opened {
    link: queries::Link,
    council: String,
    organisation: String,
}

async fn open(app: &App, token: &str) -> Result<Opened, WebError> {
    let token = Token::decode(token).ok_or(WebError::NotFound)?;
    let mut tx = app.store.read().await?;
    let found = queries::open_link(&mut tx, &token, app.clock.today()).await?;
    let (link, council, organisation) = found.ok_or(WebError::LinkEnded)?;
    Ok(Opened {
        link,
        council,
        organisation,
    })
}

/// What was typed into the form behind a link.
struct Typed<'a>(&'a Form);

impl Typed<'_> {
    fn read(&self, is_own: bool) -> Result<(NewPerson, Outside), Errors> {
        let (form, mut errors) = (self.0, Errors::default());
        let text = |name: &str| form.owned(name);
        errors.require(
            !text("name").is_empty(),
            "name",
            "Enter a name. One name is enough",
        );
        let (phone, email) = (text("phone"), text("email"));
        errors.require(
            phones::first(&phone).is_some() || !email.is_empty(),
            "phone",
            "Enter a phone number that can be dialled, or an email address",
        );
        for name in ["email", "your_email"] {
            let typed = text(name);
            errors.require(
                typed.is_empty() || is_email(&typed),
                name,
                "Enter an email address in the correct format, like name@example.com",
            );
        }
        let told = if is_own {
            Some(Told::Agrees)
        } else {
            Told::parse(form.text("told"))
        };
        errors.require(
            told.is_some(),
            "told",
            "Choose whether they know about the referral",
        );
        if !is_own {
            errors.require(
                !text("your_name").is_empty(),
                "your_name",
                "Enter your name",
            );
        }
        for name in ["name", "phone", "email", "your_name", "your_email"] {
            let is_short = text(name).chars().count() <= LONGEST.0;
            errors.require(is_short, name, "Use 200 characters or fewer");
        }
        let is_short = text("reason").chars().count() <= LONGEST.1;
        errors.require(is_short, "reason", "Use 10,000 characters or fewer");
        let name = text("name");
        let (given, family) = name.split_once(' ').unwrap_or((&name, ""));
        let fields = Fields {
            given_name: given.to_owned(),
            family_name: family.trim().to_owned(),
            phone,
            email,
            ..Fields::default()
        };
        let person = NewPerson {
            fields,
            ..NewPerson::default()
        };
        errors.or((
            person,
            Outside {
                told: told.unwrap_or(Told::NotYet),
                reason: text("reason"),
                by: text("your_name"),
                reach: text("your_email"),
            },
        ))
    }
}

fn page(app: &App, opened: &Opened, action: &str, form: &Form, errors: &Errors) -> Answer {
    let is_own = opened.link.is_own;
    let input = |name: &'static str, label: &str| {
        Input::new(name, label.to_owned())
            .value(form.text(name))
            .error(errors.at(name))
    };
    let (heading, who, reason) = if is_own {
        (
            "Ask for support into work or learning",
            "Your name",
            "What would you like? (optional)",
        )
    } else {
        (
            "Refer a young person",
            "Their name",
            "What would they like to change? (optional)",
        )
    };
    let intro = if is_own {
        format!(
            "{} will be in touch. You can stop at any time. Asking does not commit you to anything.",
            opened.council
        )
    } else {
        format!(
            "From {} to {}. One name and one way to contact them are enough.",
            opened.organisation, opened.council
        )
    };
    let mut page = FormPage::open(Layout::bare(heading), heading, action)
        .key(form::new_key(&app.key, opened.link.id, app.clock.now()))
        .errors(errors, &[])
        .intro(Html::paragraph(intro))
        .field(input("name", who).spellcheck(false))
        .field(
            input("phone", "Phone number")
                .telephone()
                .width(Width::Characters20),
        )
        .field(input("email", "Email address (optional)").email());
    if !is_own {
        let mut told = Radios::new("told", "Do they know that you are referring them?")
            .selected(form.text("told"))
            .error(errors.at("told"));
        for (code, words) in Told::CHOICES {
            told = told.item(*code, *words);
        }
        page = page.field(told);
    }
    page = page.field(
        Textarea::new("reason", reason)
            .hint(
                "For example, work to find, work to leave, or what gets in the way. Any words will do.",
            )
            .rows(4)
            .value(form.text("reason"))
            .error(errors.at("reason")),
    );
    if !is_own {
        page = page
            .field(input("your_name", "Your name").spellcheck(false))
            .field(
                input("your_email", "Your email address (optional)")
                    .hint("We will email you to confirm that we have your referral.")
                    .email(),
            );
    }
    page.button("Send").show()
}

/// Asks anyone with the link.
pub(super) async fn ask(State(app): State<Arc<App>>, Path(token): Path<String>) -> Answer {
    let opened = open(&app, &token).await?;
    page(
        &app,
        &opened,
        &format!("/refer/{token}"),
        &Form::default(),
        &Errors::default(),
    )
}

/// Takes a referral.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    origin: Origin,
    Path(token): Path<String>,
    form: Form,
) -> Answer {
    let opened = open(&app, &token).await?;
    origin.count(&app, "refer", MOST.1)?;
    app.limits
        .count(
            &format!("refer:{}", opened.link.id),
            MOST.0,
            app.clock.now(),
        )
        .map_err(|retry_seconds| WebError::TooMany { retry_seconds })?;
    let action = format!("/refer/{token}");
    // The URL holds the secret, so the link's id is stored instead.
    let place = format!("link {}", opened.link.id);
    let Ok(once) = OneUse::check(&app, &form, opened.link.id, place) else {
        let errors = Errors::one(
            "name",
            "This page has been open for a long time. Check your answers and send them again",
        );
        return page(&app, &opened, &action, &form, &errors);
    };
    let read = Typed(&form).read(opened.link.is_own);
    let (person, outside) = match read {
        Ok(read) => read,
        Err(errors) => return page(&app, &opened, &action, &form, &errors),
    };
    let council = opened.link.council;
    let library = Library::load(&app, &mut app.store.read().await?, council).await?;
    let rules = Rules::of(&app, library);
    let (link, name) = (opened.link, opened.council);
    let stamp = app.clock.stamp(council, None);
    let led = once
        .submit(&app.store, stamp, async move |tx: &mut WriteTx| {
            let (id, person) =
                queries::make_from_outside(tx, &rules.library, &link, &person, &outside).await?;
            due::refresh(tx, &rules, person).await?;
            let number = receipt_number(id.into());
            if !outside.reach.is_empty() {
                outbox::post(tx, receipt(&outside, &name, &number)).await?;
            }
            Ok(format!("/refer/sent?number={number}"))
        })
        .await;
    match led {
        // The link has since reached its limit.
        Err(Halt::Stale) => Err(WebError::LinkEnded),
        led => Ok(redirect(&led?)),
    }
}

pub(super) fn receipt_number(id: uuid::Uuid) -> String {
    let letters = id.simple().to_string().to_uppercase();
    letters[letters.len() - 8..].to_owned()
}

fn receipt(outside: &Outside, council: &str, number: &str) -> Letter {
    Letter {
        account: None,
        recipient: outside.reach.clone(),
        subject: "We have your referral".into(),
        body: format!(
            "Hello {},\n\n{council} has received your referral. Its number is {number}.\n\nThe team will be in touch with the young person. If you \
             did not send a referral, please tell the team.\n",
            outside.by
        ),
    }
}

/// What the page of a receipt shows.
#[derive(Deserialize)]
pub(super) struct Sent {
    number: Option<String>,
}

/// Confirms that a referral was received.
pub(super) async fn sent(Query(sent): Query<Sent>) -> Answer {
    #[derive(askama::Template)]
    #[template(path = "referrals/sent.html")]
    struct SentPage {
        layout: Layout,
        panel: Panel,
    }
    let number = sent.number.filter(|number| {
        number.len() == 8 && number.bytes().all(|letter| letter.is_ascii_alphanumeric())
    });
    Ok(html(&SentPage {
        layout: Layout::bare("Thank you"),
        panel: Panel::new("Thank you. It has been sent").body(match number {
            Some(number) => format!("Your number is {number}"),
            None => String::new(),
        }),
    }))
}
