//! Reading uploaded files in a separate process, which can fail without harm.
//!
//! A file can be made so that reading it takes all memory or all time. The limits of [`lists::limits`] refuse what can be seen from outside;
//! for the rest this program starts a second copy of itself with hard limits on memory and time, hands it the file, and takes the rows back.
//! That process has neither the database nor any key.
//!
//! Absent on purpose: files that are only stored and handed back. They are recognised by their first bytes and never opened.

use std::{
    io::{Read, Write},
    path::PathBuf,
    process::{ExitCode, ExitStatus, Stdio},
    time::Duration,
};

use lists::{Fault, List, limits};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::Command,
    sync::Semaphore,
};

/// How many files are read at a time; others wait, so that many uploads take no more memory than two.
const AT_ONCE: usize = 2;

/// The most bytes of rows that a list may return.
const MOST_WRITTEN: u64 = 64 * 1024 * 1024;

/// The command that makes this program the reader.
pub(crate) const COMMAND: &str = "read-list";

/// Reads files in processes of their own.
pub(crate) struct Reading {
    program: Option<PathBuf>,
    turns: Semaphore,
}

impl Reading {
    /// Makes a reader that runs this program, or the one given.
    pub(crate) fn by(program: Option<PathBuf>) -> Self {
        Self {
            program: program.or_else(|| std::env::current_exe().ok()),
            turns: Semaphore::new(AT_ONCE),
        }
    }

    /// Reads a list. `known` are the headings to look for.
    ///
    /// Errors: [`Fault`]; [`Fault::TooHeavy`] and [`Fault::TooSlow`] where the process reached its limits.
    pub(crate) async fn list(&self, bytes: &[u8], known: &[String]) -> Result<List, Fault> {
        if bytes.len() > limits::BYTES {
            return Err(Fault::TooLarge);
        }
        let _turn = self.turns.acquire().await;
        let program = self.program.as_ref().ok_or(Fault::Workbook)?;
        let mut process = Command::new(program)
            .arg(COMMAND)
            // It does not need our secrets.
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| {
                tracing::error!(%error, "no process could be started to read a file");
                Fault::Workbook
            })?;
        let (mut to, from) = (process.stdin.take(), process.stdout.take());
        let mut head = serde_json::to_vec(known).unwrap_or_default();
        head.push(b'\n');
        let write = async {
            if let Some(to) = &mut to {
                // A process that died early does not read to the end.
                let _gone = to.write_all(&head).await;
                let _gone = to.write_all(bytes).await;
            }
            drop(to.take());
        };
        let read = async {
            let mut written = Vec::new();
            if let Some(from) = from {
                let _cut = from.take(MOST_WRITTEN).read_to_end(&mut written).await;
            }
            written
        };
        let limit = Duration::from_secs(limits::SECONDS);
        let ended = tokio::time::timeout(limit, async {
            let ((), written) = tokio::join!(write, read);
            (written, process.wait().await)
        });
        let Ok((written, status)) = ended.await else {
            return Err(Fault::TooSlow);
        };
        match status {
            Ok(status) if status.success() => {
                serde_json::from_slice::<Result<List, Fault>>(&written)
                    .unwrap_or(Err(Fault::TooHeavy))
            }
            Ok(status) => Err(fault_of(status)),
            Err(_) => Err(Fault::Workbook),
        }
    }
}

/// Returns which limit ended a process.
fn fault_of(status: ExitStatus) -> Fault {
    /// Signal numbers on Linux.
    const ABORTED: i32 = 6;
    const KILLED: i32 = 9;
    const TIME_IS_UP: i32 = 24;
    match std::os::unix::process::ExitStatusExt::signal(&status) {
        Some(ABORTED | KILLED) => Fault::TooHeavy,
        Some(TIME_IS_UP) => Fault::TooSlow,
        _ => Fault::Workbook,
    }
}

/// Runs as the reader: takes a file from standard input and writes its rows to standard output.
pub(crate) fn read_one() -> ExitCode {
    use rlimit::Resource;

    let seconds = limits::SECONDS;
    let bounded = Resource::DATA
        .set(limits::MEMORY, limits::MEMORY)
        .and_then(|()| Resource::CPU.set(seconds, seconds + 1))
        .and_then(|()| Resource::CORE.set(0, 0))
        // It writes nothing and opens nothing.
        .and_then(|()| Resource::FSIZE.set(0, 0));
    if bounded.is_err() {
        return ExitCode::FAILURE;
    }
    let mut sent = Vec::new();
    let most = limits::BYTES as u64 + 64 * 1024;
    if std::io::stdin()
        .lock()
        .take(most)
        .read_to_end(&mut sent)
        .is_err()
    {
        return ExitCode::FAILURE;
    }
    let Some(end) = sent.iter().position(|byte| *byte == b'\n') else {
        return ExitCode::FAILURE;
    };
    let known: Vec<String> = serde_json::from_slice(&sent[..end]).unwrap_or_default();
    let read = lists::read(&sent[end + 1..], &known);
    let Ok(written) = serde_json::to_vec(&read) else {
        return ExitCode::FAILURE;
    };
    match std::io::stdout().lock().write_all(&written) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
