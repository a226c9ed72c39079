//! Mock interviews: a panel, what it looked for, written feedback, and another try.

use axum::http::Uri;
use govuk::{Input, Radios, Select, Textarea};
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{ActivityId, PersonId};

use super::{
    forms::InterviewForm,
    mock_interview::{CRITERIA, MARKS},
    model::Application,
    queries,
};
use crate::{
    engagement::employers,
    person::people::{self, Person},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Path, Query, WebError, form::TypedDate},
    work::{activities, opportunities},
};

/// The application that an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct InterviewQuery {
    application: String,
    /// The activity at which it took place.
    activity: Option<ActivityId>,
}

/// The open applications of a young person, each with its title.
async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: PersonId,
) -> Result<Vec<(Application, String)>, WebError> {
    let mut all = queries::of_person(tx, ctx.council(), id).await?;
    all.retain(Application::is_open);
    let ids: Vec<_> = all.iter().map(|one| one.opportunity).collect();
    let found = opportunities::find_all(tx, ctx.council(), &ids).await?;
    let titled = all.into_iter().map(|one| {
        let title = found.iter().find(|known| known.id == one.opportunity);
        let title = title.map(|known| known.title.clone()).unwrap_or_default();
        (one, title)
    });
    Ok(titled.collect())
}

fn page(
    ctx: &Ctx,
    person: &Person,
    open: &[(Application, String)],
    form: &InterviewForm,
    errors: &Errors,
) -> Answer {
    let id = person.standing.id;
    let mut select = Select::new("application", "Which application is it for?")
        .item("", "No particular one")
        .selected(&*form.application);
    for (one, title) in open {
        select = select.item(one.id.to_string(), title.clone());
    }
    let area = |name: &'static str, label: &'static str, value: &str| {
        Textarea::new(name, label)
            .rows(3)
            .value(value.to_owned())
            .error(errors.at(name))
    };
    let mut page = FormPage::new(ctx, "Record a mock interview")
        .action(format!("/people/{id}/mock-interviews/new"))
        .caption(person.name())
        .errors(errors, &["on"])
        .cancel(format!("/people/{id}/applications"))
        .field(form.on.field("on", "On which day?", errors))
        .field(select)
        .field(
            Input::new("panel", "Who asked the questions?")
                .hint("For example, Thea from Quill and Co, and you")
                .value(&*form.panel)
                .error(errors.at("panel")),
        );
    for ((code, words), mark) in CRITERIA.iter().zip(&form.marks) {
        let mut radios = Radios::new(format!("mark-{code}"), *words)
            .selected(&**mark)
            .inline()
            .small();
        for (code, words) in MARKS {
            radios = radios.item(*code, *words);
        }
        page = page.field(radios);
    }
    page.field(area("went_well", "What went well?", &form.went_well))
        .field(area(
            "work_on",
            "What could they work on? (optional)",
            &form.work_on,
        ))
        .show()
}

/// Fills in the day and who asked the questions, from the activity at which it took place.
async fn fill(
    form: &mut InterviewForm,
    tx: &mut ReadTx,
    ctx: &Ctx,
    held: ActivityId,
) -> Result<(), WebError> {
    let Some(held) = activities::find(tx, ctx.council(), held).await? else {
        return Ok(());
    };
    let host = match held.host {
        Some(id) => employers::find(tx, ctx.council(), id).await?,
        None => None,
    };
    let host = host.map(|host| host.name).unwrap_or_default();
    let panel = [held.led_by, host];
    let panel: Vec<String> = panel.into_iter().filter(|one| !one.is_empty()).collect();
    form.panel = panel.join(", ");
    form.on = TypedDate::of(Some(held.on));
    Ok(())
}

/// Asks how it went.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<InterviewQuery>,
    uri: Uri,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let open = open(&ctx, &mut tx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let mut form = draft
        .as_ref()
        .map_or_else(|| InterviewForm::blank(ctx.today()), InterviewForm::typed);
    if form.application.is_empty() {
        form.application = asked.application;
    }
    if let Some(held) = asked.activity.filter(|_| draft.is_none()) {
        fill(&mut form, &mut tx, &ctx, held).await?;
    }
    page(&ctx, &person, &open, &form, &Errors::default())
}

/// Records it.
pub(super) async fn record(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let open = open(&ctx, &mut tx, id).await?;
    let before = queries::interviews_of(&mut tx, ctx.council(), id).await?;
    drop(tx);
    let typed = InterviewForm::typed(&form);
    let applications: Vec<_> = open.iter().map(|(one, _)| one.clone()).collect();
    let new = match typed.read(&applications, &before, ctx.today()) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &person, &open, &typed, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::record_interview(tx, id, &new).await?;
            Ok(format!("/people/{id}/applications?said=interview-went"))
        })
        .await;
    Ok(done?)
}
