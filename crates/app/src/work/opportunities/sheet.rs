//! Importing opportunities from a file: the same checks as by hand, every fault listed by its line, and all rows or none.
//!
//! A row whose `id` has already been imported is skipped, so that the same file can be sent again.

use std::{collections::BTreeMap, sync::Arc};

use axum::http::StatusCode;
use chrono::NaiveDate;
use govuk::{FileUpload, Html};
use lists::{List, cell};
use policy::Action;
use store::{StoreError, WriteTx, fold};
use values::{ImportRunId, days};

use super::{
    checks::Weight,
    forms::OpportunityForm,
    handlers::findings,
    model::{NeedsKind, Opportunity, PayKind},
    queries,
};
use crate::{
    engagement::employers::{self, Employer},
    person::imports::choosing::{self, Answers, Columns, columns_page, guessed},
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Path, Upload, form::TypedDate},
    },
};

/// The columns, named like the form's fields, and other names for them.
const COLUMNS: Columns = Columns {
    ours: &[
        ("id", "ID in your own system"),
        ("employer", "Employer"),
        ("title", "Title"),
        ("kind", "Kind"),
        ("sector", "Sector"),
        ("occupation", "Occupation"),
        ("about", "What they will do"),
        ("places", "Places"),
        ("kept_places", "Reserved places"),
        ("pay_kind", "How it is paid"),
        ("hourly", "Hourly pay in pounds"),
        ("exemption", "Why the minimum wage does not apply"),
        ("hours", "Hours a week"),
        ("pattern", "Days and times"),
        ("starts", "Start date"),
        ("ends", "End date"),
        ("closes", "Closing date"),
        ("place", "Where"),
        ("district", "Postcode district"),
        ("youngest", "Youngest age"),
        ("oldest", "Oldest age"),
        ("needs_kind", "Whether anything is required"),
        ("needs", "What is required"),
        ("needs_dbs", "Needs a DBS check"),
        ("adjustments", "Adjustments"),
        ("guaranteed", "Guaranteed interview"),
        ("criteria", "Criteria"),
        ("benefits", "Benefits"),
        ("legal_basis", "Legal basis"),
        ("answer_days", "Days to answer"),
    ],
    others: &[
        ("reference", "id"),
        ("ref", "id"),
        ("company", "employer"),
        ("organisation", "employer"),
        ("job_title", "title"),
        ("role", "title"),
        ("location", "place"),
        ("pay", "hourly"),
        ("hourly_pay", "hourly"),
        ("hourly_rate", "hourly"),
        ("start_date", "starts"),
        ("end_date", "ends"),
        ("closing_date", "closes"),
        ("description", "about"),
    ],
};

/// The name under which the matched columns are stored.
const LIST: &str = "opportunities";

/// The columns that every row needs.
const NEEDED: &[&str] = &["id", "employer", "title", "kind", "place", "youngest"];

/// The columns that hold a day.
const DAYS: &[&str] = &["starts", "ends", "closes"];

/// The most rows of one file.
const MOST: usize = 1000;

/// A valid row: its id, and what it says.
type Row = (String, Opportunity);

fn page(ctx: &Ctx, faults: &[String], errors: &Errors) -> Answer {
    let listed = faults.iter().map(|fault| Html::paragraph(fault.clone()));
    let columns: Vec<&str> = COLUMNS.codes().collect();
    let columns = columns.join(", ");
    let mut page = FormPage::new(ctx, "Import opportunities")
        .action("/opportunities/import")
        .errors(errors, &[])
        .cancel("/opportunities")
        .intro(Html::joined(listed).and(Html::paragraph(
            "Upload a CSV or Excel file. If its columns have different names from ours, the next page asks what each one is and remembers your answers."
        )).and(Html::paragraph(format!("Our columns: {columns}."))).and(Html::paragraph(
            "Add the employers first. Enter pay in pounds, for example 14.80. The opportunities are not published yet. Rows with an id that has already been imported are skipped.",
        )));
    page = page.with_files();
    page.field(FileUpload::new("file", "File").error(errors.at("file")))
        .button("Import")
        .show()
}

/// Returns the column for each heading, as matched by hand or by its name; `None` if the worker has to be asked.
fn matched(list: &List, by_hand: &BTreeMap<String, String>) -> Option<Vec<Option<&'static str>>> {
    let headings = list.headings.iter();
    let columns: Vec<_> = headings
        .map(|name| COLUMNS.meant(name, by_hand))
        .collect::<Option<_>>()?;
    let times = |code: &str| columns.iter().filter(|one| **one == Some(code)).count();
    let is_whole = NEEDED.iter().all(|needed| times(needed) == 1);
    // If two columns match the same one of ours, it is unclear which counts.
    let is_plain = COLUMNS.codes().all(|code| times(code) <= 1);
    (is_whole && is_plain).then_some(columns)
}

/// Asks for the file.
pub(super) async fn ask(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    page(&ctx, &[], &Errors::default())
}

/// Turns the cells of a row into what the form would send.
fn form_of(cells: &BTreeMap<String, String>, today: NaiveDate) -> Form {
    let mut fields: Vec<(String, String)> = Vec::new();
    for (name, text) in cells {
        if DAYS.contains(&name.as_str()) {
            // What cannot be read is passed on unchanged, and the form says what is wrong with it.
            let parts = match days::read(text, today) {
                Ok(day) => TypedDate::of(day),
                Err(_) => TypedDate {
                    day: text.clone(),
                    month: text.clone(),
                    year: text.clone(),
                },
            };
            for (part, text) in [
                ("year", parts.year),
                ("month", parts.month),
                ("day", parts.day),
            ] {
                fields.push((format!("{name}-{part}"), text));
            }
        } else {
            fields.push((name.clone(), text.clone()));
        }
    }
    for (name, usual) in [
        ("places", "1"),
        ("kept_places", "0"),
        ("pay_kind", PayKind::Hourly.code()),
        ("answer_days", "14"),
    ] {
        if cells.get(name).is_none_or(String::is_empty) {
            fields.retain(|(known, _)| known != name);
            fields.push((name.to_owned(), usual.to_owned()));
        }
    }
    Form::default().with(fields)
}

/// Reads the rows, or lists every fault by its line.
fn read(
    ctx: &Ctx,
    list: &List,
    columns: &[Option<&'static str>],
    employers: &[Employer],
) -> Result<Vec<Row>, Vec<String>> {
    let (mut rows, mut faults): (Vec<Row>, Vec<String>) = (Vec::new(), Vec::new());
    if list.rows.len() > MOST {
        return Err(vec![format!(
            "There are more than {MOST} rows. Send them in two files."
        )]);
    }
    for row in &list.rows {
        let line = row.line;
        if row.values.len() != columns.len() {
            let (found, expected) = (row.values.len(), columns.len());
            faults.push(format!(
                "Line {line} has {found} values, but the file has {expected} columns."
            ));
            continue;
        }
        let cells = columns.iter().zip(&row.values);
        let cells: BTreeMap<String, String> = cells
            .filter_map(|(column, value)| Some(((*column)?.to_owned(), cell(value).text)))
            .collect();
        match read_row(ctx, &cells, employers) {
            Ok(row) if rows.iter().any(|(id, _)| *id == row.0) => {
                faults.push(format!("Line {line}: the id {} appears twice.", row.0));
            }
            Ok(row) => rows.push(row),
            Err(messages) => {
                let messages = messages.iter();
                faults.extend(messages.map(|message| format!("Line {line}, {message}.")));
            }
        }
    }
    if rows.is_empty() && faults.is_empty() {
        faults.push("There are no rows under the headings.".into());
    }
    if faults.is_empty() {
        Ok(rows)
    } else {
        Err(faults)
    }
}

fn read_row(
    ctx: &Ctx,
    cells: &BTreeMap<String, String>,
    employers: &[Employer],
) -> Result<Row, Vec<String>> {
    let text = |name: &str| cells.get(name).map_or("", String::as_str);
    let id = text("id");
    if id.is_empty() || id.chars().count() > 200 {
        return Err(vec!["id: enter an id of 200 characters or fewer".into()]);
    }
    let sought = fold(text("employer"));
    let employer = employers.iter().find(|one| fold(&one.name) == sought);
    let Some(employer) = employer else {
        let name = text("employer");
        return Err(vec![format!(
            "employer: there is no employer called “{name}” here"
        )]);
    };
    let mut cells = cells.clone();
    let sector = cells.entry("sector".into()).or_default();
    if sector.is_empty() {
        sector.clone_from(&employer.sector);
    }
    // Other systems' files seldom state that nothing is required.
    let likely = if text("needs").is_empty() {
        NeedsKind::NotKnown
    } else {
        NeedsKind::Something
    };
    let needs_kind = cells.entry("needs_kind".into()).or_default();
    if needs_kind.is_empty() {
        likely.code().clone_into(needs_kind);
    }
    let typed = OpportunityForm::typed(&form_of(&cells, ctx.today()));
    let own = crate::shell::clock::random_id(ctx.now()).into();
    let one = typed.read(employer, (own, ctx.me())).map_err(|errors| {
        let pairs = errors
            .pairs()
            .map(|(field, message)| format!("{field}: {message}"));
        pairs.collect::<Vec<_>>()
    })?;
    let refused: Vec<String> = findings(ctx, employer, &one)
        .into_iter()
        .filter(|finding| finding.weight == Weight::Refused)
        .map(|finding| {
            let words = finding.words.trim_end_matches('.');
            format!("pay: {words} ({})", finding.source)
        })
        .collect();
    if refused.is_empty() {
        Ok((id.to_owned(), one))
    } else {
        Err(refused)
    }
}

/// Imports the file, or first asks what its columns are.
pub(super) async fn bring_in(ctx: Ctx, upload: Upload) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    let Some(file) = upload.files.first() else {
        return page(&ctx, &[], &Errors::one("file", "Choose a file"));
    };
    let list = match ctx.app().reading.list(&file.bytes, &COLUMNS.known()).await {
        Ok(list) => list,
        Err(fault) => return page(&ctx, &[], &Errors::one("file", fault.to_string())),
    };
    let by_hand = choosing::remembered(&ctx, LIST, &list).await?;
    if let Some(columns) = matched(&list, &by_hand) {
        return take(&ctx, &upload.form, &list, &columns).await;
    }
    let kept = Arc::new((file.name.clone(), list));
    let done = ctx
        .submit(&upload.form, async move |tx: &mut WriteTx| {
            let id = choosing::keep(tx, LIST, &kept.0, &kept.1).await?;
            Ok(format!("/opportunities/import/{id}"))
        })
        .await;
    Ok(done?)
}

/// Imports the rows of a file whose columns are known.
async fn take(ctx: &Ctx, form: &Form, list: &List, columns: &[Option<&'static str>]) -> Answer {
    let employers = employers::all(&mut ctx.read().await?, ctx.council()).await?;
    let rows = match read(ctx, list, columns, &employers) {
        Ok(rows) => rows,
        Err(faults) => {
            let message =
                "Nothing was imported. Correct the lines listed below, then choose the file again";
            let mut answer = page(ctx, &faults, &Errors::one("file", message))?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(answer);
        }
    };
    let rows = Arc::new(rows);
    let done = ctx
        .submit(form, async move |tx: &mut WriteTx| {
            add_all(tx, &rows).await?;
            Ok("/opportunities?said=opportunities".to_owned())
        })
        .await;
    Ok(done?)
}

/// Asks what the columns of a file are.
pub(super) async fn ask_columns(ctx: Ctx, Path(id): Path<ImportRunId>) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    let list = choosing::kept(&ctx, LIST, id).await?;
    let chosen = guessed(&list, |name| {
        COLUMNS.named(name).unwrap_or_default().to_owned()
    });
    columns_page(&ctx, &list, &COLUMNS, &chosen, &Errors::default())
}

/// Matches the columns of a file, and imports it.
pub(super) async fn match_columns(ctx: Ctx, Path(id): Path<ImportRunId>, form: Form) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    let list = choosing::kept(&ctx, LIST, id).await?;
    let mut answers = Answers::typed(&form, &list, &COLUMNS);
    let has = |code: &str| answers.chosen.iter().any(|column| column == code);
    let lacks = COLUMNS
        .ours
        .iter()
        .find(|(code, _)| NEEDED.contains(code) && !has(code));
    if let Some((_, words)) = lacks {
        answers
            .errors
            .add("", format!("Choose the column for “{words}”"));
    }
    let columns = matched(&list, &answers.by_hand);
    let Some(columns) = columns.filter(|_| answers.errors.is_empty()) else {
        return columns_page(&ctx, &list, &COLUMNS, &answers.chosen, &answers.errors);
    };
    let kept = Arc::new((list, answers.by_hand));
    let remembered = Arc::clone(&kept);
    // Remembered even if a row is wrong: the corrected file has the same headings.
    ctx.write(async move |tx: &mut WriteTx| {
        let kept = Arc::clone(&remembered);
        choosing::remember(tx, LIST, &kept.0, &kept.1).await
    })
    .await?;
    take(&ctx, &form, &kept.0, &columns).await
}

async fn add_all(tx: &mut WriteTx, rows: &[Row]) -> Result<(), StoreError> {
    let council = tx.council();
    let known = queries::brought_in(tx, council, "csv").await?;
    // If every row was already known there is nothing to journal.
    tx.housekeeping();
    for (id, one) in rows.iter().filter(|(id, _)| !known.contains(id)) {
        let one = Opportunity {
            id: tx.next_id(),
            ..one.clone()
        };
        queries::add(tx, &one, "csv", id).await?;
    }
    Ok(())
}
