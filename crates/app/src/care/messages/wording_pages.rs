//! The drafts of other languages, and their approval by a named person.

use askama::Template;
use govuk::{Button, Html};
use policy::Action;
use store::WriteTx;

use super::wording::{self, LANGUAGES, Language, Says};
use crate::{
    office::directory::InCouncil,
    shell::web::{Answer, Ctx, Form, Layout, Path, WebError, html, words},
};

struct Draft {
    name: &'static str,
    code: &'static str,
    direction: &'static str,
    texts: Vec<String>,
    approved: Option<String>,
}

#[derive(Template)]
#[template(path = "messages/wording.html")]
struct WordingPage {
    layout: Layout,
    drafts: Vec<Draft>,
    form_key: String,
    button: Html,
}

/// Shows every language, what is sent, and who has approved it.
pub(super) async fn list(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::PublishProgrammes)?;
    let mut tx = ctx.read().await?;
    let approvals = wording::approvals(&mut tx, ctx.council()).await?;
    let directory = ctx.directory(&mut tx).await?;
    let says = [
        Says::Reminder {
            time: "2:30pm".into(),
            worker: "Asha".into(),
        },
        Says::NoNews {
            worker: "Asha".into(),
            day: "Friday".into(),
        },
    ];
    let drafts = LANGUAGES.iter().skip(1).map(|language| {
        let approval = approvals
            .iter()
            .rev()
            .find(|row| row.hash == language.hash());
        Draft {
            name: language.name,
            code: language.code,
            direction: if language.is_from_right { "rtl" } else { "ltr" },
            texts: says.iter().map(|one| language.word(one)).collect(),
            approved: approval.map(|row| {
                let by = directory.worker(row.approved_by.map(Into::into), "someone");
                format!(
                    "Approved by {by}, {}",
                    words::moment(row.approved_at.into())
                )
            }),
        }
    });
    Ok(html(&WordingPage {
        layout: ctx.layout("Languages of messages").back("/programmes"),
        drafts: drafts.collect(),
        form_key: ctx.form_key(),
        button: Html::of(
            Button::new("I read this language, and approve it")
                .secondary()
                .prevent_double_click(),
        ),
    }))
}

/// Approves a language.
pub(super) async fn approve(ctx: Ctx, Path(code): Path<String>, form: Form) -> Answer {
    ctx.decide_office(Action::PublishProgrammes)?;
    let language: &'static Language = LANGUAGES
        .iter()
        .skip(1)
        .find(|one| one.code == code)
        .ok_or(WebError::NotFound)?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            wording::approve(tx, language).await?;
            Ok("/messages/wording".to_owned())
        })
        .await;
    Ok(done?)
}
