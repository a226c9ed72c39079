//! Importing a list from the command line.

use std::{
    collections::BTreeMap,
    io::{IsTerminal, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use policy::{Action, Office, Principal};
use store::StoreError;
use values::CouncilId;

use super::{
    bundle::Options,
    columns,
    model::{Incoming, Report},
    plan::{self, Plan},
    queries,
    reading::{File, Sent, incoming},
    writing::{self, Wanted},
};
use crate::{
    App,
    office::{accounts::council_named, library::Library},
    person::due::Rules,
    shell::web::words,
};

/// How the program ends when some of a list was refused and the rest was taken.
const SOME_REFUSED: u8 = 2;

/// What the command takes.
#[derive(clap::Args)]
pub struct PeopleArguments {
    /// A list with Foothold's own columns, or the Header file and the OC3 file of the SSDA903.
    #[arg(required = true, num_args = 1..=2, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The council's name.
    #[arg(long)]
    pub council: String,
    /// Shows what would happen to each row, and changes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Adds possible duplicates as new people.
    #[arg(long)]
    pub take_duplicates: bool,
    /// Reads doubtful dates of birth as most likely meant.
    #[arg(long)]
    pub take_doubtful: bool,
    /// Which of Foothold's columns a heading is; HEADING= leaves it out. May be given more than once.
    #[arg(long = "column", value_name = "HEADING=COLUMN")]
    pub columns: Vec<String>,
    /// The year in which the SSDA903's reporting year ended; by default, the last one to end.
    #[arg(long, value_name = "YEAR")]
    pub year_end: Option<i32>,
}

/// Imports a list, and reports what happened to each row.
///
/// Ends with 0 when everything was taken, and with 2 when something was refused and the rest was taken.
/// Errors: a sentence, when the files cannot be read or not everything could be written. It says how many rows were.
pub async fn run(
    app: &Arc<App>,
    arguments: &PeopleArguments,
) -> Result<(String, ExitCode), String> {
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
    let mut said = report.to_string().trim_end().to_owned();
    if arguments.dry_run {
        said.push_str("\nThis was a dry run. Nothing has been changed.");
    }
    Ok((said, ended(&report)))
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

/// Reads a file, up to the size limit of a list.
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

pub(super) async fn prepare(
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

/// A progress bar in the terminal. Nothing is drawn where no one is watching.
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

pub(super) async fn write(app: &App, council: CouncilId, plan: Plan) -> Result<(), String> {
    let plan = Arc::new(plan);
    let mut tx = app.store.read().await.map_err(|error| error.to_string())?;
    let library = Library::load(app, &mut tx, council).await;
    drop(tx);
    let rules = Rules::of(app, library.map_err(|error| error.to_string())?);
    let wanted = Wanted {
        council,
        by: None,
        run: None,
    };
    let bar = Bar::of(plan.steps.len());
    let written = writing::write(app, wanted, &plan, &rules, &|done| bar.draw(done)).await;
    written.map_err(|ended| {
        let done = match ended.done {
            0 => "Nothing was imported".to_owned(),
            done => format!("{} were imported", words::count(done as u64, "row", "rows")),
        };
        match ended.why {
            StoreError::Stale => format!("Someone has changed one of these records since. {done}. Run the command again: it goes on with the rest."),
            error => format!("{done}: {error}"),
        }
    })
}
