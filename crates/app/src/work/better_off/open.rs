//! Working out an offer without a name: for anyone, and nothing is stored.

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

/// How many answers one network address gets in 15 minutes: enough for a workshop with 40 phones behind one address.
const MOST: u32 = 600;

/// The most bytes that another program may send: many times what the fields need.
const LONGEST: usize = 64 * 1024;

fn page(fields: &Fields, errors: &Errors) -> Answer {
    let asking = Asking { fields, errors };
    let heading = "Would you be better off in work?";
    let page = FormPage::open(Layout::bare(heading), heading, "/better-off")
        .errors(errors, &DAYS)
        .intro(Html::paragraph(
            "Compare what is left after rent now and in a job. You do not need to give a name, and nothing is saved. If this is about you, “they” means you.",
        ))
        .button("Work it out");
    asking.all().into_iter().fold(page, FormPage::field).show()
}

/// Shows the form. A link from an opportunity fills in its pay.
pub(super) async fn ask(Query(named): Query<Vec<(String, String)>>) -> Answer {
    page(&Fields::named(&named), &Errors::default())
}

/// Takes the answers back to the form, to be changed.
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
    html.and(Html::of(Button::new("Change your answers").secondary()))
        .and(Html::literal("</form>"))
}

/// Works out an offer. Nothing is stored.
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
        layout: Layout::bare("Would you be better off in work?").back("/better-off"),
        caption: String::new(),
        heading: "Would you be better off in work?".to_owned(),
        asked: None,
        older: None,
        shown: shown(&question),
        links: Vec::new(),
        again: again(&fields),
    }))
}

/// Works out an offer for another program. Nothing is stored.
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
