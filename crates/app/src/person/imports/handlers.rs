//! Importing a list in the browser: checked first, reviewed, and then imported.

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, header};
use govuk::{Cell, Checkboxes, FileUpload, Html, Input, SummaryList, Table, Width};
use policy::Action;
use store::WriteTx;
use values::ImportRunId;

use super::{
    Progress,
    bundle::{self, Options},
    columns, matching,
    model::Kind,
    plan,
    queries::{self, Run, Tried},
    reading::{Sent, incoming},
};
use crate::{
    office::directory::InCouncil,
    post::queue::{self, JobKind},
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Path, Query, Said, Upload, WebError,
        html, redirect, words,
    },
};

/// Seconds after which the page of a running import reloads.
const AGAIN_SECONDS: &str = "2";

#[derive(Template)]
#[template(path = "imports/list.html")]
struct ListPage {
    layout: Layout,
    lists: Option<Table>,
}

#[derive(Template)]
#[template(path = "imports/show.html")]
struct ShowPage {
    layout: Layout,
    state: &'static str,
    about: SummaryList,
    /// Steps done and all steps, while they are being written.
    progress: Option<(usize, usize)>,
    report: Option<String>,
    form_key: Option<String>,
    action: String,
    /// The link to match the columns, while that can change.
    columns: Option<String>,
    /// The questions of the report, where there are any.
    answers: Option<Checkboxes>,
}

fn state(code: &str) -> &'static str {
    match code {
        "matching" => "Waiting for you to match the columns",
        "tried" => "Checked. Nothing has been changed yet",
        "applying" => "Importing",
        "applied" => "Imported",
        _ => "Not imported",
    }
}

fn kind(code: &str) -> &'static str {
    if code == "ssda903" {
        "SSDA903"
    } else {
        "Foothold’s own columns"
    }
}

/// Lists the imports.
pub(super) async fn list(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ImportPeople)?;
    let mut tx = ctx.read().await?;
    let directory = ctx.directory(&mut tx).await?;
    let mut table = Table::new("Imports")
        .caption_hidden()
        .column("When")
        .column("By")
        .column("Columns")
        .column("Status");
    for run in queries::newest(&mut tx, ctx.council()).await? {
        let when = Html::link(format!("/imports/{}", run.id), words::moment(run.wanted_at));
        table = table.row([
            Cell::new(when),
            Cell::new(directory.worker(run.wanted_by, "The command line")),
            Cell::new(kind(&run.list)),
            Cell::new(state(&run.state)),
        ]);
    }
    Ok(html(&ListPage {
        layout: ctx.layout("Imports"),
        lists: (!table.is_empty()).then(|| table.stacking()),
    }))
}

fn ask_page(ctx: &Ctx, year_end: &str, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Import people")
        .errors(errors, &[])
        .with_files()
        .cancel("/imports")
        .intro(Html::paragraph(
            "Upload a list with Foothold’s own columns, or the Header and OC3 files of the SSDA903 together. Use CSV or Excel. The file is \
             checked first: nothing changes until you have seen what would happen to each row.",
        ))
        .field(
            FileUpload::new("file", "Upload one file, or two for the SSDA903")
                .multiple()
                .accept(".csv,.xlsx,.xls,.ods,text/csv")
                .error(errors.at("file")),
        )
        .field(
            Input::new("year_end", "SSDA903: year ending 31 March (optional)")
                .hint("For example, 2026. If you leave this blank, the last year to end is used.")
                .width(Width::Characters4)
                .value(year_end)
                .error(errors.at("year_end")),
        )
        .field(
            Checkboxes::new("duplicates", "Possible duplicates")
                .item("take", "I have checked them. Add them as new people"),
        )
        .button("Check the file")
        .show()
}

/// Asks for a list.
pub(super) async fn ask(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ImportPeople)?;
    ask_page(&ctx, "", &Errors::default())
}

/// Checks a list, and stores it with what would happen to it.
pub(super) async fn attempt(ctx: Ctx, upload: Upload) -> Answer {
    ctx.decide_office(Action::ImportPeople)?;
    let form = upload.form;
    let typed = form.owned("year_end");
    let again = |errors: &Errors| ask_page(&ctx, &typed, errors);
    if upload.files.is_empty() {
        return again(&Errors::one("file", "Choose a file"));
    }
    if upload.files.len() > 2 {
        return again(&Errors::one(
            "file",
            "Choose one file, or two for the SSDA903",
        ));
    }
    let year_end = match typed.as_str() {
        "" => None,
        text => match text.parse::<i32>() {
            Ok(year) => Some(year),
            Err(_) => return again(&Errors::one("year_end", "Enter a year, like 2026")),
        },
    };
    let mut sent = Vec::new();
    for file in &upload.files {
        match ctx.app().reading.list(&file.bytes, &columns::known()).await {
            Ok(list) => sent.push(Sent {
                name: file.name.clone(),
                list,
            }),
            Err(fault) => {
                return again(&Errors::one("file", format!("{}: {fault}", file.name)));
            }
        }
    }
    let lists: Vec<_> = sent.iter().map(|one| &one.list).collect();
    let of = queries::PEOPLE;
    let columns = queries::remembered(&mut ctx.read().await?, ctx.council(), of, &lists).await?;
    let options = Options {
        year_end,
        takes_duplicates: form.text("duplicates") == "take",
        columns,
        ..Options::default()
    };
    let packed = bundle::pack(&sent);
    if packed.len() > store::files::LIMIT {
        let message = "The list has more than 10 MB of text. Split it into smaller files";
        return again(&Errors::one("file", message));
    }
    let tried = match tried(&ctx, sent, options.clone()).await? {
        Ok(tried) => tried,
        Err(why) => return again(&Errors::one("file", why)),
    };
    let kept = Arc::new((packed, options, tried));
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (packed, options, tried) = &*kept;
            let id = queries::keep(tx, packed, options, tried).await?;
            Ok(if tried.report.is_some() {
                format!("/imports/{id}")
            } else {
                format!("/imports/{id}/columns")
            })
        })
        .await;
    Ok(done?)
}

/// Checks a list whose rows have been read: what would happen to each, or that its columns have to be matched first.
///
/// Errors: a sentence, where the list as a whole cannot be trusted.
pub(super) async fn tried(
    ctx: &Ctx,
    sent: Vec<Sent>,
    options: Options,
) -> Result<Result<Tried, String>, WebError> {
    if let [one] = sent.as_slice()
        && columns::table(&one.list).is_none()
        && !columns::matched(&one.list, &options.columns)
            .faults
            .is_empty()
    {
        return Ok(Ok(Tried {
            kind: Kind::Own,
            rows: one.list.rows.len(),
            report: None,
        }));
    }
    let (today, mut tx) = (ctx.today(), ctx.read().await?);
    let here = queries::here(&mut tx, ctx.council()).await?;
    drop(tx);
    // Checking and matching a long list takes seconds; others are served meanwhile.
    tokio::task::spawn_blocking(move || {
        let read = incoming(&sent, &options, today)?;
        drop(sent);
        let rows = read.given.len() + read.refused + read.asked;
        let planned = plan::plan(read, &here, options.takes_duplicates);
        Ok(Tried {
            kind: planned.kind,
            rows,
            report: Some(planned.report),
        })
    })
    .await
    .map_err(WebError::broken)
}

/// Redirects to the import if someone else got there first; its page shows the progress.
pub(super) fn ended(id: ImportRunId, done: Result<axum::response::Response, Halt>) -> Answer {
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/imports/{id}"))),
        other => Ok(other?),
    }
}

pub(super) async fn open(ctx: &Ctx, id: ImportRunId) -> Result<Run, WebError> {
    ctx.decide_office(Action::ImportPeople)?;
    let is_ours = |run: &Run| Kind::ALL.iter().any(|kind| kind.code() == run.list);
    queries::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .filter(is_ours)
        .ok_or(WebError::NotFound)
}

/// Shows an import, and what would happen or has happened to its rows.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<ImportRunId>,
    Query(said): Query<Said>,
) -> Answer {
    let run = open(&ctx, id).await?;
    let count = |number: i64| words::grouped(u64::try_from(number).unwrap_or(0));
    let about = SummaryList::new()
        .row("Columns", kind(&run.list))
        .row("Rows", count(run.rows))
        .row("Added", count(run.made))
        .row("Changed", count(run.changed))
        .row("Unchanged", count(run.same))
        .row("Refused or held back", count(run.refused));
    let is_applying = run.state == "applying";
    let is_matching = run.state == "matching";
    let can_match = run.list == Kind::Own.code() && (is_matching || run.state == "tried");
    let answers = (run.state == "tried")
        .then(|| matching::questions(&run))
        .flatten();
    let mut response = html(&ShowPage {
        layout: ctx
            .layout("Import")
            .back("/imports")
            .said(said.said.as_deref()),
        state: state(&run.state),
        about,
        progress: is_applying.then(|| ctx.app().part::<Progress>().of(id).unwrap_or((0, 0))),
        report: (!run.report.is_empty()).then_some(run.report),
        form_key: (run.state == "tried").then(|| ctx.form_key()),
        action: format!("/imports/{id}"),
        columns: can_match.then(|| format!("/imports/{id}/columns")),
        answers,
    });
    if is_applying {
        let again = HeaderValue::from_static(AGAIN_SECONDS);
        response.headers_mut().insert(header::REFRESH, again);
    }
    Ok(response)
}

/// Queues a checked list to be imported.
pub(super) async fn want(ctx: Ctx, Path(id): Path<ImportRunId>, form: Form) -> Answer {
    open(&ctx, id).await?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::pass_on(tx, id, "tried", "applying", None).await?;
            queue::want(tx, JobKind::BringListIn, id.into()).await?;
            Ok(format!("/imports/{id}"))
        })
        .await;
    ended(id, done)
}
