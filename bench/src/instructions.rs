//! How many instructions one request of each kind takes, counted by callgrind: the same on a busy machine as on a quiet one.

use std::path::{Path, PathBuf};

use tokio::process::{Child, Command};

use crate::{
    Outcome,
    client::{Connection, Request},
};

/// How many requests are counted, after as many that are not.
const REQUESTS: usize = 20;

/// Returns the program's command under callgrind, which counts when it is told to.
pub(crate) fn counted(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new("valgrind");
    command
        .args(["--quiet", "--tool=callgrind", "--instr-atstart=no"])
        .arg(format!("--callgrind-out-file={}", out(folder).display()))
        .arg(program);
    command
}

fn out(folder: &Path) -> PathBuf {
    folder.join("callgrind.out")
}

/// Prints how many instructions a request takes, in thousands.
pub(crate) async fn count(
    (address, name): (&str, &str),
    (server, folder): (&Child, &Path),
    requests: &[Request],
    expected: u16,
) -> Outcome<()> {
    let mut connection = Connection::open(address).await?;
    let mut sent = requests.iter().cycle();
    let mut send = async |times: usize| {
        for request in sent.by_ref().take(times) {
            let answer = connection.send(request).await?;
            if answer.status != expected {
                return Err(format!("{name} answered {}", answer.status).into());
            }
        }
        Outcome::Ok(())
    };
    send(REQUESTS).await?;
    control(server, "--instr=on").await?;
    control(server, "--zero").await?;
    send(REQUESTS).await?;
    control(server, "--dump").await?;
    control(server, "--instr=off").await?;
    let total = newest(folder)?;
    println!(
        "{name}: {} thousand instructions",
        total / REQUESTS as u64 / 1000
    );
    Ok(())
}

async fn control(server: &Child, what: &str) -> Outcome<()> {
    let id = server.id().ok_or("the program has stopped")?;
    let done = Command::new("callgrind_control")
        .arg(what)
        .arg(id.to_string())
        .output()
        .await?;
    if !done.status.success() {
        return Err(format!(
            "callgrind_control {what}: {}",
            String::from_utf8_lossy(&done.stderr)
        )
        .into());
    }
    Ok(())
}

/// Reads the total of the newest dump, and removes all.
fn newest(folder: &Path) -> Outcome<u64> {
    let mut newest = None;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_dump = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("callgrind.out."));
        if is_dump {
            let text = std::fs::read_to_string(&path)?;
            let totals = text.lines().filter_map(|line| {
                let rest = line
                    .strip_prefix("totals: ")
                    .or_else(|| line.strip_prefix("summary: "))?;
                rest.split_whitespace().next()?.parse::<u64>().ok()
            });
            newest = newest.max(totals.max());
            std::fs::remove_file(&path)?;
        }
    }
    newest.ok_or_else(|| "callgrind wrote nothing".into())
}
