//! The command line.

mod better_off_files;
mod matching_files;
mod programme_files;

use std::{io::Write, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use store::{Fetch, StoreError, WriteTx, entities::council, orm::EntityTrait};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use values::CouncilId;

use crate::{
    App, Clock, Config,
    office::{
        accounts::{self, sign_in},
        library::Library,
    },
    person::{due, imports},
    program::{demo, serving, worker},
    router,
    shell::{config::Settings, reading},
};

/// Foothold helps care-experienced young people into work, education and training.
#[derive(Parser)]
#[command(name = "foothold", version)]
struct Line {
    /// The settings file.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// Folder for the key and the SQLite file.
    #[arg(long, global = true)]
    data: Option<PathBuf>,
    /// `postgres://…` or `sqlite://FILE`.
    #[arg(long, global = true)]
    database: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the web application and runs its jobs.
    Serve(Serve),
    /// Runs jobs alongside a server, on PostgreSQL.
    Work,
    /// Serves three invented boroughs with two years of history, and prints sign-in links.
    Demo {
        #[command(flatten)]
        serve: Serve,
        /// The day the demo's clock starts, at 9am in London.
        #[arg(long)]
        today: Option<NaiveDate>,
    },
    /// Adds councils to this installation.
    #[command(subcommand)]
    Council(CouncilCommand),
    /// Makes a one-time sign-in link for you to pass on.
    SignInLink {
        /// The account's work address.
        email: String,
        /// The council's name.
        #[arg(long)]
        council: String,
    },
    /// Imports records.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Checks, draws and publishes programme files.
    #[command(subcommand)]
    Programme(ProgrammeCommand),
    /// Prints who goes where: as many as possible, at the lowest total cost.
    Match {
        /// The possible pairs, as CSV with the columns person, place and cost; costs are whole numbers.
        edges: PathBuf,
        /// How many each place takes, as CSV with the columns place and capacity; one if not listed.
        #[arg(long)]
        places: Option<PathBuf>,
    },
    /// Works out what is left after rent, now and with a job offer, for each line of a file.
    BetterOff {
        /// CSV with a line for each situation; or one question as JSON, if the name ends in `.json`.
        file: PathBuf,
    },
    /// Rebuilds a derived table.
    #[command(subcommand)]
    Rebuild(RebuildCommand),
    /// Reads one file from standard input, within hard limits. The server starts this itself.
    #[command(hide = true)]
    ReadList,
    /// Prints the settings in force.
    Settings,
}

#[derive(clap::Args)]
struct Serve {
    /// Address and port to listen on; port 0 picks a free one.
    #[arg(long)]
    listen: Option<SocketAddr>,
}

#[derive(Subcommand)]
enum CouncilCommand {
    /// Adds a council and its first administrator, and prints their sign-in link.
    Add {
        /// The council's name, as its staff know it.
        name: String,
        /// The first administrator's work address.
        #[arg(long)]
        admin: String,
    },
}

#[derive(Subcommand)]
enum ImportCommand {
    /// Imports young people: Foothold's own columns, or the Header and OC3 files of the SSDA903.
    People(imports::PeopleArguments),
}

#[derive(Subcommand)]
enum ProgrammeCommand {
    /// Checks programme files, and lists each fault and how to fix it.
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Prints the pathway of a programme file as a picture (SVG) on standard output.
    Draw {
        /// The file.
        file: PathBuf,
    },
    /// Publishes a programme file for a council, after the same checks.
    Publish {
        /// The file.
        file: PathBuf,
        /// The council's name.
        #[arg(long)]
        council: String,
    },
}

#[derive(Subcommand)]
enum RebuildCommand {
    /// What is due, for every young person of every council.
    Due,
    /// Who was shown, from the files beside the embedded database into the journal. While nothing is served.
    Shown,
}

/// Threads for requests and jobs, at least. A query of the embedded database runs on the thread that asks, so that there have to be more than
/// cores: a long one must not keep the others waiting.
const THREADS: usize = 4;

/// Runs a command line and returns the exit code.
///
/// It waits here and not in `main`, because a future is compiled where it is awaited: the program would hold everything that it reaches twice.
pub fn run() -> ExitCode {
    let filter = EnvFilter::try_from_env("FOOTHOLD_LOG")
        // PostgreSQL notices the rollback that follows a refused commit; the write runs again, so nobody needs to know.
        .unwrap_or_else(|_| EnvFilter::new("warn,foothold=info,sqlx::postgres::notice=error"));
    // Standard output belongs to the commands; logs go to standard error.
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let line = Line::parse();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(THREADS.max(2 * cores))
        .enable_all()
        .build()
        .expect("the system gives threads");
    match runtime.block_on(carry_out(line)) {
        Ok(code) => code,
        Err(sentence) => {
            say_error(&sentence);
            ExitCode::FAILURE
        }
    }
}

/// Writes a line to standard output. If the reader has gone away, that is not an error.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _gone = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Writes a line to standard error.
pub(crate) fn say_error(line: &str) {
    let _gone = writeln!(std::io::stderr().lock(), "{line}");
}

async fn carry_out(line: Line) -> Result<ExitCode, String> {
    if matches!(line.command, Command::ReadList) {
        return Ok(reading::read_one());
    }
    let mut settings = Settings::read(line.config, |name| std::env::var(name).ok())
        .map_err(|error| error.to_string())?;
    if let Some(data) = line.data.clone() {
        settings.set_folder(data);
    }
    if let Some(database) = line.database {
        settings.set_database(database);
    }
    let mut config = settings.config.clone();
    match line.command {
        Command::Serve(serve) => {
            config.listen = serve.listen.unwrap_or(config.listen);
            serve_until_stopped(open(config, Clock::wall()).await?, Vec::new).await
        }
        Command::Work => {
            let app = open(config, Clock::wall()).await?;
            tokio::select! { () = worker::work(app) => {}, () = stopped() => {} }
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo { serve, today } => run_demo(config, line.data, serve, today).await,
        Command::Council(CouncilCommand::Add { name, admin }) => {
            let app = open(config, Clock::wall()).await?;
            let (_, link) = accounts::add_council(&app, &name, &admin)
                .await
                .map_err(|error| error.to_string())?;
            say(&format!(
                "{name} has been added. {admin} can sign in once with this link, within 7 days:\n{link}"
            ));
            Ok(ExitCode::SUCCESS)
        }
        Command::SignInLink { email, council } => {
            let app = open(config, Clock::wall()).await?;
            let council = accounts::council_named(&app, &council).await?;
            let link = sign_in::link_for(&app, council, &email)
                .await
                .map_err(|error| error.to_string())?;
            say(&link
                .ok_or_else(|| format!("there is no open account with the address {email}"))?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Import(ImportCommand::People(arguments)) => {
            let app = open(config, Clock::wall()).await?;
            let (said, ended) = imports::run(&app, &arguments).await?;
            say(&said);
            Ok(ended)
        }
        Command::Programme(ProgrammeCommand::Check { files }) => programme_files::check(&files),
        Command::Programme(ProgrammeCommand::Draw { file }) => programme_files::draw(&file),
        Command::Programme(ProgrammeCommand::Publish { file, council }) => {
            let app = open(config, Clock::wall()).await?;
            programme_files::publish(&app, &file, &council).await
        }
        Command::Match { edges, places } => matching_files::assign(&edges, places.as_deref()),
        Command::BetterOff { file } => better_off_files::answer(&file, Clock::wall().today()),
        // Handled above: it needs no settings.
        Command::ReadList => Ok(ExitCode::FAILURE),
        Command::Rebuild(RebuildCommand::Due) => rebuild(&open(config, Clock::wall()).await?).await,
        Command::Rebuild(RebuildCommand::Shown) => {
            let app = open(config, Clock::wall()).await?;
            let rebuilt = app.store.rebuild_shown().await;
            let count = rebuilt.map_err(|error| error.to_string())?;
            say(&format!(
                "{count} entries about who was shown are in the journal"
            ));
            Ok(ExitCode::SUCCESS)
        }
        Command::Settings => {
            say(settings.to_string().trim_end());
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn open(config: Config, clock: Clock) -> Result<Arc<App>, String> {
    crate::open(config, clock)
        .await
        .map_err(|error| error.to_string())
}

async fn stopped() {
    let mut end = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("signals can be waited for");
    tokio::select! { _ = tokio::signal::ctrl_c() => {}, _ = end.recv() => {} }
}

/// Serves until stopped, then lets requests under way finish.
async fn serve_until_stopped(
    app: Arc<App>,
    lines: impl FnOnce() -> Vec<String>,
) -> Result<ExitCode, String> {
    // Who was shown is looked through first: where that is damaged, nothing is served.
    let folded = app.store.fold_shown().await;
    folded.map_err(|error| error.to_string())?;
    let listener = TcpListener::bind(app.config.listen)
        .await
        .map_err(|error| format!("{}: {error}", app.config.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    for line in lines() {
        say(&line);
    }
    say(&format!("listening on http://{address}"));
    let working = tokio::spawn(worker::work(Arc::clone(&app)));
    let proxies = app.config.proxies();
    serving::serve(listener, router(app), proxies, stopped()).await;
    working.abort();
    Ok(ExitCode::SUCCESS)
}

/// Makes the demo world and serves it until stopped. Without `--data` it leaves nothing behind.
async fn run_demo(
    mut config: Config,
    data: Option<PathBuf>,
    serve: Serve,
    today: Option<NaiveDate>,
) -> Result<ExitCode, String> {
    config.listen = serve.listen.unwrap_or(config.listen);
    let clock = today.map_or_else(Clock::wall, Clock::from_morning_of);
    let own_folder = data.is_none();
    if own_folder {
        config.data = std::env::temp_dir().join(format!("foothold-demo-{}", std::process::id()));
    }
    // The links contain the port, so it is taken before they are made.
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("{}: {error}", config.listen))?;
    config.listen = listener.local_addr().map_err(|error| error.to_string())?;
    drop(listener);
    say_error("Creating three boroughs with two years of history…");
    let app = open(config.clone(), clock).await?;
    let links = demo::build(&app).await.map_err(|error| error.to_string())?;
    let url = app.config.public_url();
    let lines = move || {
        links
            .iter()
            .map(|(role, path)| format!("{role}\t{url}{path}"))
            .collect()
    };
    let served = serve_until_stopped(app, lines).await;
    if own_folder {
        let _kept = std::fs::remove_dir_all(&config.data);
    }
    served
}

async fn rebuild(app: &Arc<App>) -> Result<ExitCode, String> {
    let failed = |error: StoreError| error.to_string();
    let councils = {
        let tx = app.store.read().await.map_err(failed)?;
        council::Entity::find().all_in(&tx).await.map_err(&failed)?
    };
    for row in councils {
        let council: CouncilId = row.council_id.into();
        let library = Library::load(app, &mut app.store.read().await.map_err(failed)?, council)
            .await
            .map_err(failed)?;
        let rules = due::Rules::of(app, library);
        let people = app
            .store
            .write(
                app.clock.stamp(council, None),
                async move |tx: &mut WriteTx| due::rebuild(tx, &rules).await,
            )
            .await
            .map_err(failed)?;
        say(&format!(
            "{}: what is due has been rebuilt for {people} young people",
            row.name
        ));
    }
    Ok(ExitCode::SUCCESS)
}
