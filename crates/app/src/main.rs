//! The program `foothold`. See [`foothold::program::command`].

use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("FOOTHOLD_LOG")
        // PostgreSQL notices the rollback that follows a refused commit; the write runs again, so nobody needs to know.
        .unwrap_or_else(|_| EnvFilter::new("warn,foothold=info,sqlx::postgres::notice=error"));
    // Standard output belongs to the commands; logs go to standard error.
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    foothold::program::command::run().await
}
