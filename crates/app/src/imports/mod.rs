//! Lists that come in.

use std::{process::ExitCode, sync::Arc};

use crate::App;

/// What the command takes.
#[derive(clap::Args)]
pub struct PeopleArguments {}

/// Brings in a list.
pub async fn run(_app: &Arc<App>, _arguments: &PeopleArguments) -> Result<ExitCode, String> {
    Ok(ExitCode::SUCCESS)
}
