//! A day's contacts as CSV, under the council's ids: for its own case record, so that nothing is typed twice.

use std::{path::Path as FilePath, sync::Arc};

use chrono::{Days, NaiveDate};
use policy::Action;
use serde::Deserialize;
use store::{At, Entry, ReadTx, StoreError, WriteTx};
use values::CouncilId;

use super::{
    Reads,
    model::{Contact, Outcome},
    queries,
};
use crate::{
    App,
    care::contacts::NoteKind,
    office::accounts,
    person::people::{self, Standing},
    shell::{
        choices::{CONTACT_KINDS, Code, worded_or},
        clock, private,
        web::{Answer, Ctx, Query, WebError, download, plain_cell},
    },
};

/// Which day, as `2026-11-20`; yesterday if none is given.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DayQuery {
    on: String,
}

const HEADS: [&str; 11] = [
    "council_ref",
    "foothold_id",
    "date",
    "kind",
    "took_place",
    "came",
    "why",
    "cancelled_by",
    "note",
    "agreed",
    "worker",
];

/// Writes the contacts recorded on a day in London, with the young people whom `admits` lets in. Restricted notes and notes from or about
/// others are left out, and say so.
///
/// Returns the file and whom it names.
async fn written(
    tx: &mut ReadTx,
    council: CouncilId,
    on: NaiveDate,
    admits: impl Fn(&Standing) -> bool,
) -> Result<(Vec<u8>, Vec<values::PersonId>), StoreError> {
    let next = on.checked_add_days(Days::new(1)).unwrap_or(on);
    let moment = |day| At::from(clock::midnight(day));
    let between = (moment(on), moment(next));
    let contacts = queries::recorded_between(tx, council, between).await?;
    let mut ids: Vec<_> = contacts.iter().map(|one| one.person).collect();
    ids.sort();
    ids.dedup();
    let mut people = people::find_all(tx, council, &ids).await?;
    people.retain(|one| admits(&one.standing));
    let workers = accounts::worker_names(tx, council).await?;
    let mut file = csv::Writer::from_writer(Vec::new());
    let unwritten = |error: csv::Error| StoreError::Unreadable(error.to_string());
    file.write_record(HEADS).map_err(unwritten)?;
    for contact in &contacts {
        let person = people.iter().find(|one| one.standing.id == contact.person);
        let Some(person) = person else { continue };
        let council_ref = &person.fields.council_ref;
        let worker = workers.get(&contact.worker).map_or("", String::as_str);
        let cells = cells(contact, council_ref, worker);
        file.write_record(cells.iter().map(|cell| plain_cell(cell)))
            .map_err(unwritten)?;
    }
    let bytes = file
        .into_inner()
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    Ok((bytes, people.iter().map(|one| one.standing.id).collect()))
}

/// Returns the words of a choice; nothing where its code is empty.
fn or_blank(choice: impl Code) -> String {
    if choice.code().is_empty() {
        String::new()
    } else {
        choice.words().to_owned()
    }
}

fn cells(contact: &Contact, council_ref: &str, worker: &str) -> [String; 11] {
    let facts = &contact.facts;
    let took_place = match facts.outcome {
        Outcome::Held => "yes",
        Outcome::NoAnswer => "attempt",
        Outcome::NotHeld => "no",
    };
    // What others said about themselves or the young person never leaves Foothold.
    let (note, agreed) = if contact.is_hidden(Reads::StaffNotes) {
        ("Restricted: kept in Foothold", "")
    } else if contact.note_kind == NoteKind::ThirdParty {
        ("From or about someone else: kept in Foothold", "")
    } else {
        (contact.note.as_str(), contact.agreed_for(Reads::StaffNotes))
    };
    [
        council_ref.to_owned(),
        contact.person.to_string(),
        contact.held_on.format("%d/%m/%Y").to_string(),
        worded_or(CONTACT_KINDS, &contact.kind, &contact.kind).to_owned(),
        took_place.to_owned(),
        or_blank(facts.came),
        or_blank(facts.why),
        or_blank(facts.canceller),
        note.to_owned(),
        agreed.to_owned(),
        worker.to_owned(),
    ]
}

/// Answers with a day's contacts, and records in the journal who was in them.
pub(super) async fn csv(ctx: Ctx, Query(asked): Query<DayQuery>) -> Answer {
    ctx.decide_office(Action::ExportPeople)?;
    let yesterday = ctx.today().pred_opt().unwrap_or(ctx.today());
    let on = if asked.on.is_empty() {
        yesterday
    } else {
        asked.on.parse().map_err(|_| WebError::NotFound)?
    };
    let admits = |one: &Standing| ctx.permits(Action::ReadPerson, one);
    let (body, people) = written(&mut ctx.read().await?, ctx.council(), on, admits).await?;
    ctx.write(async move |tx: &mut WriteTx| {
        let entry = Entry::new("export-people").subjects(people.clone());
        tx.journal(entry.reason("contacts")).await
    })
    .await?;
    download(
        "text/csv; charset=utf-8",
        &format!("contacts-{on}.csv"),
        body,
    )
}

/// Writes a day’s contacts of a council into a folder, unless they are already there. Runs each night if a folder is set.
pub(crate) async fn put_into(
    app: &Arc<App>,
    folder: &FilePath,
    council: CouncilId,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let mut tx = app.store.read().await?;
    let name = accounts::council_name(&mut tx, council).await?;
    let letter = |letter: char| {
        if letter.is_alphanumeric() {
            letter
        } else {
            '-'
        }
    };
    let named: String = name.to_lowercase().chars().map(letter).collect();
    let path = folder.join(format!("contacts-{named}-{on}.csv"));
    if path.exists() {
        return Ok(());
    }
    let (bytes, people) = written(&mut tx, council, on, |_| true).await?;
    drop(tx);
    let failed =
        |error: std::io::Error| StoreError::Unreadable(format!("{}: {error}", path.display()));
    // Under another name first, so that no one collects half a file.
    let unfinished = path.with_extension("part");
    private::write(&unfinished, &bytes).map_err(failed)?;
    std::fs::rename(&unfinished, &path).map_err(failed)?;
    let stamp = app.clock.stamp(council, None);
    app.store
        .write(stamp, async move |tx: &mut WriteTx| {
            let entry = Entry::new("export-people").subjects(people.clone());
            tx.journal(entry.reason("contacts")).await
        })
        .await
}
