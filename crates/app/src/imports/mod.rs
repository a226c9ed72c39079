//! Lists that come in: young people from Foothold's own columns, or from the Header and OC3 files of the SSDA903.
//!
//! Three steps: a file is read and each row checked by itself, the rows are matched with who is here already, and what comes of that is
//! written in one transaction. A dry run stops before the third, so that it always tells what the real run would.
//!
//! What is easily got wrong: somebody is known again by an id of another system only, never by a name or a pupil number; and a list
//! fills gaps and corrects what it brought itself, but never overwrites what was entered here, and blanks nothing.

mod bundle;
pub(crate) mod choosing;
mod columns;
mod handlers;
mod jobs;
mod matching;
mod model;
mod own;
mod plan;
mod queries;
mod ssda903;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    io::{IsTerminal, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use chrono::NaiveDate;
use lists::List;
use policy::{Action, Office, Principal};
use returns::ssda903::TableName;
use store::{StoreError, WriteTx};
use values::{AccountId, CouncilId};

use crate::{
    App,
    command::{council_named, say},
    due::Rules,
    programmes::Library,
    web::Routes,
};
use bundle::Options;
pub use jobs::{Progress, bring_in};
use model::{Incoming, Report};
use plan::Plan;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/imports", Action::ImportPeople, handlers::list)
        .get("/imports/new", Action::ImportPeople, handlers::ask)
        .post("/imports/new", Action::ImportPeople, handlers::attempt)
        .get("/imports/{id}", Action::ImportPeople, handlers::show)
        .post("/imports/{id}", Action::ImportPeople, handlers::want)
        .post(
            "/imports/{id}/answers",
            Action::ImportPeople,
            matching::answer,
        )
        .get(
            "/imports/{id}/columns",
            Action::ImportPeople,
            matching::ask_columns,
        )
        .post(
            "/imports/{id}/columns",
            Action::ImportPeople,
            matching::match_columns,
        )
}

/// How the program ends when some of a list was refused and the rest was taken.
const SOME_REFUSED: u8 = 2;

/// The first year whose return had the care leavers' part, by its end.
const FIRST_YEAR_END: i32 = 2004;

/// What the command takes.
#[derive(clap::Args)]
pub struct PeopleArguments {
    /// A list with our own columns, or the Header file and the OC3 file of the SSDA903.
    #[arg(required = true, num_args = 1..=2, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The council's name.
    #[arg(long)]
    pub council: String,
    /// Tells what would become of each row, and changes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Takes somebody new who may be here already as somebody new.
    #[arg(long)]
    pub take_duplicates: bool,
    /// Takes days of birth that were asked about as they most likely are.
    #[arg(long)]
    pub take_doubtful: bool,
    /// Which of our columns a heading is, or none to leave it out. May be given for each heading.
    #[arg(long = "column", value_name = "HEADING=COLUMN")]
    pub columns: Vec<String>,
    /// The year in which the SSDA903's reporting year ended; the one that ended last, unless told.
    #[arg(long, value_name = "YEAR")]
    pub year_end: Option<i32>,
}

/// Brings in a list, and says what became of each row.
///
/// Ends with 0 when everything was taken, and with 2 when something was refused and the rest was taken.
/// Errors: a sentence, when the files cannot be read or nothing could be written; nothing has changed then.
pub async fn run(app: &Arc<App>, arguments: &PeopleArguments) -> Result<ExitCode, String> {
    let council = council_named(app, &arguments.council).await?;
    policy::decide(
        &Principal::System(council),
        Action::ImportPeople,
        &Office(council),
    )
    .map_err(|error| error.to_string())?;
    let mut sent = Vec::new();
    for path in &arguments.files {
        sent.push(Sent::read(&bytes(path)?)?);
    }
    let mut options = Options {
        year_end: arguments.year_end,
        takes_duplicates: arguments.take_duplicates,
        takes_doubtful: arguments.take_doubtful,
        columns: by_hand(&arguments.columns)?,
    };
    let mut tx = app.store.read().await.map_err(|error| error.to_string())?;
    let lists: Vec<_> = sent.iter().map(|one| &one.list).collect();
    let remembered = queries::remembered(&mut tx, council, queries::PEOPLE, &lists).await;
    drop(tx);
    for (heading, column) in remembered.map_err(|error| error.to_string())? {
        options.columns.entry(heading).or_insert(column);
    }
    let incoming = incoming(&sent, &options, app.clock.today())?;
    let plan = prepare(app, council, incoming, arguments.take_duplicates).await?;
    let report = plan.report.clone();
    if !arguments.dry_run {
        write(app, council, plan).await?;
    }
    say(report.to_string().trim_end());
    if arguments.dry_run {
        say("This was a dry run. Nothing has been changed.");
    }
    Ok(ended(&report))
}

/// Reads which of our columns each heading is.
fn by_hand(given: &[String]) -> Result<BTreeMap<String, String>, String> {
    let mut by_hand = BTreeMap::new();
    for pair in given {
        let (written, column) = pair
            .split_once('=')
            .ok_or_else(|| format!("--column {pair}: write HEADING=COLUMN"))?;
        if !column.is_empty() && !columns::COLUMNS.codes().any(|code| code == column) {
            return Err(format!(
                "--column {pair}: the columns are {}",
                columns::listed()
            ));
        }
        by_hand.insert(lists::heading(written), column.to_owned());
    }
    Ok(by_hand)
}

fn ended(report: &Report) -> ExitCode {
    if report.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(SOME_REFUSED)
    }
}

/// Reads a file, but not more of it than a list may have.
fn bytes(path: &Path) -> Result<File, String> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| {
            file.take(lists::limits::BYTES as u64 + 1)
                .read_to_end(&mut bytes)
        })
        .map_err(|error| format!("{name}: {error}"))?;
    Ok(File { name, bytes })
}

/// A file as it was found.
#[derive(Clone)]
struct File {
    name: String,
    bytes: Vec<u8>,
}

/// A file whose rows have been read.
#[derive(Clone, Debug)]
struct Sent {
    name: String,
    list: List,
}

impl Sent {
    /// Reads a file in this process. For the command line, which may end with it.
    fn read(file: &File) -> Result<Self, String> {
        let list = lists::read(&file.bytes, &columns::known())
            .map_err(|fault| format!("{}: {fault}", file.name))?;
        Ok(Self {
            name: file.name.clone(),
            list,
        })
    }
}

/// Checks each row by itself.
fn incoming(sent: &[Sent], options: &Options, today: NaiveDate) -> Result<Incoming, String> {
    let last = ssda903::last_year_end(today);
    let year_end = options.year_end.unwrap_or(last);
    if !(FIRST_YEAR_END..=last).contains(&year_end) {
        return Err(format!(
            "--year-end {year_end}: give the year of a 31 March that has passed, {FIRST_YEAR_END} to {last}"
        ));
    }
    let (mut header, mut oc3, mut own) = (Vec::new(), Vec::new(), Vec::new());
    for one in sent {
        match columns::table(&one.list) {
            Some(TableName::Header) => header.push(one),
            Some(TableName::Oc3) => oc3.push(one),
            None => own.push(one),
        }
    }
    match (header.as_slice(), oc3.as_slice(), own.as_slice()) {
        ([], [], [one]) => own::read(&one.list, options, today)
            .map_err(|fault| format!("{}: {fault}", one.name)),
        ([header], [] | [_], []) => {
            let oc3 = oc3.first();
            let bytes = oc3.map(|one| columns::as_return(&one.list, TableName::Oc3));
            let read = ssda903::read(
                &columns::as_return(&header.list, TableName::Header),
                bytes.as_deref(),
                year_end,
            );
            let mut incoming = read.map_err(|(table, fault)| {
                let file = if table == TableName::Header { header } else { oc3.unwrap_or(header) };
                format!("{}: {fault}", file.name)
            })?;
            for one in sent {
                let assumed = one.list.assumed.iter();
                incoming
                    .assumed
                    .extend(assumed.map(|words| format!("{}: {words}", one.name)));
            }
            Ok(incoming)
        }
        ([], [_], []) => Err(
            "This is the OC3 file alone. The Header file is needed too: it says who the children are. Give both."
                .into(),
        ),
        _ => Err("Give one list with our own columns, or one Header file and one OC3 file of the SSDA903.".into()),
    }
}

async fn prepare(
    app: &App,
    council: CouncilId,
    incoming: Incoming,
    takes_duplicates: bool,
) -> Result<Plan, String> {
    let failed = |error: StoreError| error.to_string();
    let mut tx = app.store.read().await.map_err(failed)?;
    let here = queries::here(&mut tx, council).await.map_err(failed)?;
    Ok(plan::plan(incoming, &here, takes_duplicates))
}

/// A bar in the terminal that grows with what is written. Nothing is drawn where nobody looks.
struct Bar {
    all: usize,
    is_watched: bool,
}

impl Bar {
    const WIDTH: usize = 40;

    fn of(all: usize) -> Self {
        Self {
            all,
            is_watched: all > 1000 && std::io::stderr().is_terminal(),
        }
    }

    fn draw(&self, done: usize) {
        if self.is_watched {
            let full = "#".repeat(Self::WIDTH * done / self.all.max(1));
            let mut out = std::io::stderr().lock();
            let width = Self::WIDTH;
            let _gone = write!(out, "\r[{full:width$}] {done} of {}", self.all);
            if done == self.all {
                let _gone = writeln!(out);
            }
        }
    }
}

async fn write(app: &App, council: CouncilId, plan: Plan) -> Result<(), String> {
    let plan = Arc::new(plan);
    let mut tx = app.store.read().await.map_err(|error| error.to_string())?;
    let library = Library::load(app, &mut tx, council).await;
    drop(tx);
    let rules = Rules::of(app, library.map_err(|error| error.to_string())?);
    let stamp = app.clock.stamp(council, AccountId::NONE);
    app.store
        .write(stamp, move |tx: &mut WriteTx| {
            let (plan, rules) = (Arc::clone(&plan), rules.clone());
            Box::pin(async move {
                let bar = Bar::of(plan.steps.len());
                queries::apply(tx, &plan, &rules, &|done| bar.draw(done)).await
            })
        })
        .await
        .map_err(|error| match error {
            StoreError::Stale => "Somebody changed one of these records meanwhile. Nothing was brought in; run the command again.".into(),
            error => format!("Nothing was brought in: {error}"),
        })
}
