//! Working an offer out without a name: for anybody, and nothing is kept.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use govuk::{Button, Html};

use super::{
    asking::Asking,
    fields::{DAYS, Fields},
    handlers::AnswerPage,
    json,
    shown::shown,
};
use crate::{
    App,
    shell::web::{Answer, Errors, Form, FormPage, Layout, Origin, Query, html},
};

/// How many answers one network address gets in a quarter of an hour: a workshop with forty phones behind one address is not turned away.
const MOST: u32 = 600;

/// The most bytes that another program may ask with: each field many times over.
const LONGEST: usize = 64 * 1024;

fn page(fields: &Fields, errors: &Errors) -> Answer {
    let asking = Asking { fields, errors };
    let heading = "Better off in work?";
    let page = FormPage::open(Layout::bare(heading), heading, "/better-off")
        .errors(errors, &DAYS)
        .intro(Html::paragraph(
            "What is left after rent, now and in a job. You need no name, and nothing is kept. If it is about you, “they” means you.",
        ))
        .button("Work it out");
    asking.all().into_iter().fold(page, FormPage::field).show()
}

/// Asks about an offer. A link from an opportunity fills in what it pays.
pub(super) async fn ask(Query(named): Query<Vec<(String, String)>>) -> Answer {
    page(&Fields::named(&named), &Errors::default())
}

/// Brings what was typed back to the form, so that something can be changed.
fn again(fields: &Fields) -> Html {
    let mut html = Html::literal(
        "<form class=\"foothold-no-print\" action=\"/better-off\" method=\"post\"><input type=\"hidden\" name=\"change\" value=\"yes\">",
    );
    for name in better_off::question::FIELDS {
        let mut field = |name: String, text: &str| {
            html = std::mem::take(&mut html)
                .and(Html::literal("<input type=\"hidden\" name=\""))
                .and(name)
                .and(Html::literal("\" value=\""))
                .and(text)
                .and(Html::literal("\">"));
        };
        if DAYS.contains(&name) {
            let day = fields.day(name);
            field(format!("{name}-day"), &day.day);
            field(format!("{name}-month"), &day.month);
            field(format!("{name}-year"), &day.year);
        } else {
            field(name.to_owned(), fields.text(name));
        }
    }
    html.and(Html::of(Button::new("Change something").secondary()))
        .and(Html::literal("</form>"))
}

/// Works an offer out. Nothing is kept.
pub(super) async fn answer(State(app): State<Arc<App>>, origin: Origin, form: Form) -> Answer {
    origin.count(&app, "better-off", MOST)?;
    let fields = Fields::typed(&form);
    if form.text("change") == "yes" {
        return page(&fields, &Errors::default());
    }
    let question = match fields.answered(app.clock.today()) {
        Ok(question) => question,
        Err(errors) => return page(&fields, &errors),
    };
    Ok(html(&AnswerPage {
        layout: Layout::bare("Better off in work?").back("/better-off"),
        caption: String::new(),
        heading: "Better off in work?".to_owned(),
        asked: None,
        older: None,
        shown: shown(&question),
        links: Vec::new(),
        again: again(&fields),
    }))
}

/// Works an offer out for another program. Nothing is kept.
pub(super) async fn answer_json(
    State(app): State<Arc<App>>,
    origin: Origin,
    body: Bytes,
) -> Answer {
    origin.count(&app, "better-off", MOST)?;
    let (status, answer) = match std::str::from_utf8(&body) {
        _ if body.len() > LONGEST => (
            StatusCode::PAYLOAD_TOO_LARGE,
            json::refused_whole("must be 64 KB or less"),
        ),
        Err(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            json::refused_whole("must be text in UTF-8"),
        ),
        Ok(text) => match json::answer(text, app.clock.today()) {
            Ok(answer) => (StatusCode::OK, answer),
            Err(refused) => (StatusCode::UNPROCESSABLE_ENTITY, refused),
        },
    };
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((status, kind, answer).into_response())
}
