//! A PostgreSQL of the tests' own: started once for the process, in a folder that goes with it, and reached by a socket in that folder.
//!
//! It ends with the process however that ends: a small shell script holds the other end of a pipe, and stops the server when the pipe
//! closes. PostgreSQL refuses to run as root, so root's tests run it as `postgres` or `nobody`.
//!
//! Absent on purpose: durability. A database of the tests that is cut off is thrown away.

use std::{
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use store::Store;

/// How long the server may take to answer. It takes a second on a quiet machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The database that holds the tables, and that every story's is a copy of.
const TEMPLATE: &str = "tables";

/// Runs the server until the test process ends. `$1` is the program, `$2` the folder.
const KEEPER: &str = r#"
trap '' HUP INT TERM
"$1" -D "$2/cluster" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
    -c max_connections=400 -c shared_buffers=64MB -c autovacuum=off -c log_min_messages=fatal </dev/null >"$2/log" 2>&1 &
read -r never
kill -QUIT $!
wait
rm -rf "$2"
"#;

/// A user of the machine, by number.
#[derive(Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

/// The server of this process.
struct Server {
    programs: PathBuf,
    folder: PathBuf,
    owner: Option<Owner>,
    /// Kept so that the pipe to it stays open for as long as the process lives.
    _keeper: Child,
}

static SERVER: LazyLock<Result<Server, String>> = LazyLock::new(Server::start);
static COUNT: AtomicU32 = AtomicU32::new(0);

/// An empty database with every table, dropped when it goes out of scope.
pub(crate) struct Database {
    name: String,
}

impl Database {
    /// Makes one.
    ///
    /// Panics with one sentence when there is no PostgreSQL: a story that did not run must not count as passed.
    pub(crate) fn new() -> Self {
        let name = format!("story_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        server()
            .run("createdb", &["--template", TEMPLATE, &name])
            .unwrap_or_else(|error| panic!("{error}"));
        Self { name }
    }

    /// Makes one without any table.
    pub(crate) fn bare() -> Self {
        let name = format!("bare_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        server()
            .run("createdb", &["--template", "template0", &name])
            .unwrap_or_else(|error| panic!("{error}"));
        Self { name }
    }

    /// Returns its address.
    pub(crate) fn url(&self) -> String {
        server().url(&self.name)
    }

    /// Lets the planner believe that every table has many times the rows that it has, as after years.
    pub(crate) fn pretend_to_be_larger(&self, times: u32) {
        let larger = format!(
            "UPDATE pg_class SET reltuples = reltuples * {times} WHERE relnamespace = 'public'::regnamespace AND reltuples > 0"
        );
        for sql in ["VACUUM ANALYZE", &larger] {
            server()
                .run(
                    "psql",
                    &["--quiet", "--dbname", &self.name, "--command", sql],
                )
                .unwrap_or_else(|error| panic!("{error}"));
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // Keeps the folder small; what is left goes with the folder.
        let _left = server().run("dropdb", &["--force", &self.name]);
    }
}

fn server() -> &'static Server {
    SERVER
        .as_ref()
        .unwrap_or_else(|reason| panic!("no PostgreSQL for the tests: {reason}"))
}

impl Server {
    fn start() -> Result<Self, String> {
        let programs = programs()?;
        let owner = owner()?;
        let folder = tempfile::Builder::new()
            .prefix("foothold-pg-")
            .tempdir()
            .map_err(|error| error.to_string())?
            .keep();
        if let Some(owner) = owner {
            chown(&folder, Some(owner.user), Some(owner.group))
                .map_err(|error| error.to_string())?;
        }
        let cluster = folder.join("cluster").display().to_string();
        let made = command(&programs.join("initdb"), owner)
            .args(["--username=foothold", "--auth=trust", "--encoding=UTF8"])
            .args(["--locale=C", "--no-sync", "--no-instructions", "--pgdata"])
            .arg(&cluster)
            .output();
        finished("initdb", made)?;
        let keeper = command(Path::new("sh"), owner)
            .args(["-c", KEEPER, "keeper"])
            .arg(programs.join("postgres"))
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let server = Self {
            programs,
            folder,
            owner,
            _keeper: keeper,
        };
        server.wait()?;
        server.make_template()?;
        Ok(server)
    }

    fn wait(&self) -> Result<(), String> {
        let start = Instant::now();
        while let Err(error) = self.run("pg_isready", &["--quiet"]) {
            if start.elapsed() > PATIENCE {
                let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(format!("{error}: {log}"));
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        Ok(())
    }

    fn make_template(&self) -> Result<(), String> {
        self.run("createdb", &[TEMPLATE])?;
        let url = self.url(TEMPLATE);
        // Runs on a thread of its own, as whoever asks first already stands in a runtime.
        let made = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .map_err(|error| error.to_string())?;
            runtime
                .block_on(Store::open(&url))
                .map(drop)
                .map_err(|error| error.to_string())
        });
        made.join()
            .unwrap_or_else(|_| Err("the tables could not be made".into()))
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<(), String> {
        let done = command(&self.programs.join(program), self.owner)
            .env("PGHOST", &self.folder)
            .env("PGUSER", "foothold")
            .env("PGDATABASE", "postgres")
            .args(arguments)
            .output();
        finished(program, done)
    }

    fn url(&self, database: &str) -> String {
        let host = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://foothold@{host}/{database}")
    }
}

/// Returns a command that runs as somebody, from a folder that they may stand in.
fn command(program: &Path, owner: Option<Owner>) -> Command {
    let mut command = Command::new(program);
    command.current_dir("/");
    if let Some(owner) = owner {
        command.uid(owner.user).gid(owner.group);
    }
    command
}

fn finished(program: &str, outcome: std::io::Result<std::process::Output>) -> Result<(), String> {
    let output = outcome.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    ))
}

/// Finds the folder of PostgreSQL's programs: the newest of Debian's, or one of the PATH.
fn programs() -> Result<PathBuf, String> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    found.sort();
    let debian = found.into_iter().rev().map(|(_, path)| path);
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian
        .chain(std::env::split_paths(&path))
        .find(|folder| {
            folder.join("initdb").is_file() && folder.join("postgres").is_file()
        })
        .ok_or_else(|| {
            "initdb and postgres are neither in /usr/lib/postgresql nor in the PATH; install the package postgresql".into()
        })
}

/// Returns whom to run PostgreSQL as: nobody else, unless this is root.
fn owner() -> Result<Option<Owner>, String> {
    if id("-u", None) != Some(0) {
        return Ok(None);
    }
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| {
            Some(Owner {
                user: id("-u", Some(name))?,
                group: id("-g", Some(name))?,
            })
        })
        .map(Some)
        .ok_or_else(|| {
            "PostgreSQL refuses root, and there is neither a user postgres nor nobody".into()
        })
}

fn id(flag: &str, name: Option<&str>) -> Option<u32> {
    let output = Command::new("id").arg(flag).args(name).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.trim().parse().ok().filter(|_| output.status.success())
}
