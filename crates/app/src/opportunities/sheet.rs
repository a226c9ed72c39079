//! Bringing opportunities in from a CSV file: the same checks as by hand, every fault named by its line, and all of it or nothing.
//!
//! A row whose `id` was brought in before is left alone, so that the same file can be sent again.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use govuk::{FileUpload, Html};
use policy::Action;
use store::{StoreError, WriteTx, fold};

use super::{
    checks::Weight, forms::OpportunityForm, handlers::findings, model::Opportunity, queries,
};
use crate::{
    employers::{self, Employer},
    web::{Answer, Ctx, Errors, Form, FormPage, Upload},
};

/// The columns, as the form's fields are called. `employer` is the name of an employer that is there, days are written as 2027-03-31.
const COLUMNS: &[&str] = &[
    "id",
    "employer",
    "title",
    "kind",
    "sector",
    "occupation",
    "about",
    "places",
    "kept_places",
    "pay_kind",
    "hourly",
    "exemption",
    "hours",
    "pattern",
    "starts",
    "ends",
    "closes",
    "place",
    "district",
    "youngest",
    "oldest",
    "needs_kind",
    "needs",
    "needs_dbs",
    "adjustments",
    "guaranteed",
    "criteria",
    "benefits",
    "legal_basis",
    "answer_days",
];

/// Those without which no row can be read.
const NEEDED: &[&str] = &[
    "id",
    "employer",
    "title",
    "kind",
    "place",
    "needs_kind",
    "youngest",
];

/// The columns that hold a day.
const DAYS: &[&str] = &["starts", "ends", "closes"];

/// The most rows of one file.
const MOST: usize = 1000;

/// A row that could be read: its id, and what it says.
type Row = (String, Opportunity);

fn page(ctx: &Ctx, faults: &[String], errors: &Errors) -> Answer {
    let listed = faults.iter().map(|fault| Html::paragraph(fault.clone()));
    let columns = COLUMNS.join(", ");
    let mut page = FormPage::new(ctx, "Bring in opportunities")
        .errors(errors, &[])
        .cancel("/opportunities")
        .intro(Html::joined(listed).and(Html::paragraph(format!(
            "A CSV file with a first line of these columns, in any order: {columns}."
        ))).and(Html::paragraph(
            "The employers must be here already. Days are written as 2027-03-31, pay in pounds as 14.80. Nothing is published by this. A row whose id was brought in before is left alone.",
        )));
    page = page.with_files();
    page.field(FileUpload::new("file", "The file").error(errors.at("file")))
        .button("Bring them in")
        .show()
}

/// Asks for the file.
pub(super) async fn ask(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    page(&ctx, &[], &Errors::default())
}

/// Turns the cells of a row into what the form would send.
fn form_of(cells: &BTreeMap<String, String>) -> Form {
    let mut fields: Vec<(String, String)> = Vec::new();
    for (name, text) in cells {
        if DAYS.contains(&name.as_str()) {
            let mut parts = text.split('-');
            for part in ["year", "month", "day"] {
                let text = parts.next().unwrap_or_default();
                fields.push((
                    format!("{name}-{part}"),
                    text.trim_start_matches('0').to_owned(),
                ));
            }
        } else {
            fields.push((name.clone(), text.clone()));
        }
    }
    for (name, usual) in [
        ("places", "1"),
        ("kept_places", "0"),
        ("pay_kind", "hourly"),
        ("answer_days", "14"),
    ] {
        if cells.get(name).is_none_or(String::is_empty) {
            fields.retain(|(known, _)| known != name);
            fields.push((name.to_owned(), usual.to_owned()));
        }
    }
    Form::default().with(fields)
}

/// Reads the file into rows, or names every fault by its line.
fn read(ctx: &Ctx, bytes: &[u8], employers: &[Employer]) -> Result<Vec<Row>, Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(false)
        .trim(csv::Trim::All)
        .from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let header = reader
        .headers()
        .map_err(|error| vec![format!("Line 1: {error}.")])?;
    let header: Vec<String> = header.iter().map(str::to_lowercase).collect();
    let mut faults: Vec<String> = NEEDED
        .iter()
        .filter(|name| !header.iter().any(|column| column == *name))
        .map(|name| format!("Line 1: the column {name} is missing."))
        .collect();
    let unknown = header
        .iter()
        .filter(|name| !COLUMNS.contains(&name.as_str()));
    faults.extend(unknown.map(|name| format!("Line 1: the column {name} is not known.")));
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut rows = Vec::new();
    for (place, record) in reader.records().enumerate() {
        let line = place + 2;
        if place >= MOST {
            faults.push(format!(
                "There are more than {MOST} rows. Send them in two files."
            ));
            break;
        }
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                faults.push(format!("Line {line}: {error}."));
                continue;
            }
        };
        let cells: BTreeMap<String, String> = header
            .iter()
            .cloned()
            .zip(record.iter().map(str::to_owned))
            .collect();
        match read_row(ctx, &cells, employers) {
            Ok(row) if rows.iter().any(|(id, _): &Row| *id == row.0) => {
                faults.push(format!("Line {line}: the id {} stands there twice.", row.0));
            }
            Ok(row) => rows.push(row),
            Err(messages) => {
                faults.extend(
                    messages
                        .iter()
                        .map(|message| format!("Line {line}, {message}.")),
                );
            }
        }
    }
    if rows.is_empty() && faults.is_empty() {
        faults.push("There is no row under the first line.".into());
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
    let typed = OpportunityForm::typed(&form_of(&cells));
    let one = typed.read(employer).map_err(|errors| {
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

/// Brings the file in.
pub(super) async fn bring_in(ctx: Ctx, upload: Upload) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    let Some(file) = upload.files.first() else {
        return page(&ctx, &[], &Errors::one("file", "Choose a CSV file"));
    };
    let employers = employers::all(&mut ctx.read().await?, ctx.council()).await?;
    let rows = match read(&ctx, &file.bytes, &employers) {
        Ok(rows) => rows,
        Err(faults) => {
            let errors = Errors::one("file", "Nothing was brought in. Mend the lines named below");
            let mut answer = page(&ctx, &faults, &errors)?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(answer);
        }
    };
    let done = ctx
        .submit(&upload.form, move |tx: &mut WriteTx| {
            let rows = rows.clone();
            Box::pin(async move {
                add_all(tx, &rows).await?;
                Ok("/opportunities?said=opportunities".to_owned())
            })
        })
        .await;
    Ok(done?)
}

async fn add_all(tx: &mut WriteTx, rows: &[Row]) -> Result<(), StoreError> {
    let council = tx.council();
    let known = queries::brought_in(tx, council, "csv").await?;
    // Where every row was known already there is nothing to journal.
    tx.housekeeping();
    for (id, one) in rows.iter().filter(|(id, _)| !known.contains(id)) {
        queries::add(tx, one, "csv", id).await?;
    }
    Ok(())
}
