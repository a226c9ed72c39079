//! Files from elsewhere, read by a process of its own that may die alone.
//!
//! A file can be made so that reading it takes all memory or all time. The limits of [`lists::limits`] refuse what can be told from outside;
//! for the rest this program starts itself once more with hard limits on memory and time, hands it the file, and takes the rows back. The
//! process knows neither the database nor any key.
//!
//! Absent on purpose: files that are only kept and given out again. They are told by their first bytes and never opened.

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

/// How many files are read at a time: others wait, so that many at once take no more memory than two.
const AT_ONCE: usize = 2;

/// The most bytes that the rows of a list may take on their way back.
const MOST_WRITTEN: u64 = 64 * 1024 * 1024;

/// The word on the command line that makes this program the one that reads.
pub(crate) const COMMAND: &str = "read-list";

/// Reads files in processes of their own.
pub(crate) struct Reading {
    program: Option<PathBuf>,
    turns: Semaphore,
}

impl Reading {
    /// Begins with the program that reads; without one, it is this program.
    pub(crate) fn by(program: Option<PathBuf>) -> Self {
        Self {
            program: program.or_else(|| std::env::current_exe().ok()),
            turns: Semaphore::new(AT_ONCE),
        }
    }

    /// Reads a list. `known` are the headings that are looked for.
    ///
    /// Errors: [`Fault`]; [`Fault::TooHeavy`] and [`Fault::TooSlow`] where the process met its limits.
    pub(crate) async fn list(&self, bytes: &[u8], known: &[String]) -> Result<List, Fault> {
        if bytes.len() > limits::BYTES {
            return Err(Fault::TooLarge);
        }
        let _turn = self.turns.acquire().await;
        let program = self.program.as_ref().ok_or(Fault::Workbook)?;
        let mut process = Command::new(program)
            .arg(COMMAND)
            // It has no use for our secrets.
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

/// Says which limit ended a process.
fn fault_of(status: ExitStatus) -> Fault {
    /// Numbers of signals, as Linux has them.
    const ABORTED: i32 = 6;
    const KILLED: i32 = 9;
    const TIME_IS_UP: i32 = 24;
    match std::os::unix::process::ExitStatusExt::signal(&status) {
        Some(ABORTED | KILLED) => Fault::TooHeavy,
        Some(TIME_IS_UP) => Fault::TooSlow,
        _ => Fault::Workbook,
    }
}

/// Is the process that reads: takes a file from standard input, and writes its rows to standard output.
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
