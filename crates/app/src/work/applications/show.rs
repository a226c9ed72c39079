//! One application.

use askama::Template;
use govuk::{Button, Html, SummaryList};
use policy::Action;
use values::ApplicationId;

use super::{
    handlers::open,
    list::stands,
    model::{MeetsCriteria, Side, Step, StepTaken, is_not_given, reason_words},
    queries,
};
use crate::{
    office::directory::{Directory, InCouncil},
    shell::{
        choices::Code,
        web::{Answer, Ctx, Layout, Path, Query, Said, html, words},
    },
};

struct Line {
    title: String,
    byline: String,
    words: String,
}

#[derive(Template)]
#[template(path = "applications/show.html")]
struct ApplicationPage {
    layout: Layout,
    id: ApplicationId,
    name: String,
    title: String,
    about: SummaryList,
    /// What can be done now.
    acts: Vec<(String, &'static str)>,
    /// The button for no news yet.
    no_news: Option<Html>,
    form_key: String,
    not_given: bool,
    cv: String,
    answers: String,
    /// The address, the title, whether they agreed to share it, and the address to remove it.
    documents: Vec<(String, String, bool, Option<String>)>,
    steps: Vec<Line>,
}

fn line(step: &StepTaken, directory: &Directory) -> Line {
    let who = match step.said_by {
        Side::Employer => "Said by the employer".to_owned(),
        Side::YoungPerson => "Said by the young person".to_owned(),
        Side::Worker => directory.worker(step.by, "Someone"),
    };
    let due = step.due_on.map_or(String::new(), |on| {
        format!("; next step due by {}", words::day(on))
    });
    let reason = match step.reason.as_str() {
        "" => String::new(),
        code => format!(": {}", reason_words(code)),
    };
    Line {
        title: format!("{}{reason}, {}", step.step.words(), words::day(step.on)),
        byline: format!("{who}, recorded {}{due}", words::moment(step.at)),
        words: step.words.clone(),
    }
}

/// Shows an application: its status, what is shared, and every step.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<ApplicationId>,
    Query(said): Query<Said>,
) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let steps = queries::steps_of(&mut tx, ctx.council(), &[id]).await?;
    let steps: Vec<StepTaken> = steps.into_iter().map(|(_, step)| step).collect();
    let directory = ctx.directory(&mut tx).await?;
    let documents = queries::documents_of(&mut tx, ctx.council(), &[id]).await?;
    let one = &opened.one;
    let shared = match one.agreed_on {
        Some(on) => format!(
            "They agreed on {} to share the CV and answers",
            words::day(on)
        ),
        None => "They have not agreed to share anything yet".to_owned(),
    };
    let opportunity = Html::link(
        format!("/opportunities/{}", opened.opportunity.id),
        opened.opportunity.title.clone(),
    );
    let mut about = SummaryList::new()
        .row("Status", stands(one, ctx.today()))
        .row(
            "Opportunity",
            if ctx.may(Action::SeeEmployers) {
                opportunity
            } else {
                opened.opportunity.title.clone().into()
            },
        )
        .row("Employer", opened.employer.clone())
        .row("Managed by", directory.worker(one.owner, "Someone"))
        .row("Shared", shared);
    if let Some(on) = one.promised_on.filter(|_| one.is_open()) {
        about = about.row("The employer promised an answer by", words::day(on));
    }
    if one.guaranteed {
        let meets = match one.meets_criteria {
            Some(MeetsCriteria::Yes) => "They meet the criteria: the interview is guaranteed",
            Some(MeetsCriteria::No) => "They do not meet the criteria",
            None => "It is not known yet if they meet the criteria",
        };
        about = about.row(
            "Guaranteed interview",
            format!("{meets}. {}", opened.opportunity.criteria),
        );
    }
    let may_record = ctx.permits(Action::RecordContact, &opened.person.standing);
    let may = may_record && one.is_open();
    let mut acts = Vec::new();
    if may_record && one.is_unworded() {
        let href = format!("/applications/{id}/word");
        acts.push((href, "Tell them in your own words"));
    }
    if may && one.is_unasked() && one.since_on <= ctx.today() {
        let href = format!("/applications/{id}/went");
        acts.push((href, "Record how the interview went"));
    }
    if may && one.step == Step::Accepted {
        let href = format!(
            "/people/{}/work-placements/new?application={id}",
            one.person
        );
        acts.push((href, "Record the agreed start"));
    }
    if may && !one.step.leads_to().is_empty() {
        acts.push((format!("/applications/{id}/step"), "Record what happened"));
    }
    if may {
        acts.push((format!("/applications/{id}/papers"), "CV and answers"));
        acts.push((
            format!("/applications/{id}/documents/new"),
            "Add a document",
        ));
    }
    if may && one.step.can_be_sent() {
        acts.push((format!("/applications/{id}/send"), "Send to the employer"));
    }
    if may {
        let href = format!(
            "/people/{}/mock-interviews/new?application={id}",
            one.person
        );
        acts.push((href, "Record a mock interview"));
    }
    Ok(html(&ApplicationPage {
        layout: ctx
            .layout(format!("Application: {}", opened.opportunity.title))
            .back(format!("/people/{}/applications", one.person))
            .said(said.said.as_deref()),
        id,
        name: opened.person.name(),
        title: format!("{}, {}", opened.opportunity.title, opened.employer),
        about,
        acts,
        documents: documents
            .into_iter()
            .map(|one| {
                let path = format!("/application-documents/{}", one.id);
                let remove = may.then(|| format!("{path}/remove"));
                (path, one.title, one.is_agreed, remove)
            })
            .collect(),
        no_news: may.then(|| {
            Html::of(
                Button::new("Tell them there is no news yet")
                    .secondary()
                    .prevent_double_click(),
            )
        }),
        form_key: ctx.form_key(),
        not_given: is_not_given(one, &steps),
        cv: one.cv.clone(),
        answers: one.answers.clone(),
        steps: steps
            .iter()
            .rev()
            .map(|step| line(step, &directory))
            .collect(),
    }))
}
