//! The commands for programme files.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use programme::Programme;
use store::WriteTx;

use super::{say, say_error};
use crate::{
    App,
    office::{accounts::council_named, programmes},
};

pub(super) fn draw(file: &Path) -> Result<ExitCode, String> {
    let shown = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{shown}: {error}"))?;
    match Programme::parse(&shown, &text) {
        Ok(programme) => {
            say(&programme::draw(&programme));
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            say_error(&faults.to_string());
            Ok(ExitCode::FAILURE)
        }
    }
}

pub(super) fn check(files: &[PathBuf]) -> Result<ExitCode, String> {
    let mut code = ExitCode::SUCCESS;
    for file in files {
        let shown = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|error| format!("{shown}: {error}"))?;
        match Programme::parse(&shown, &text) {
            Ok(programme) => {
                let definition = programme.definition();
                say(&format!(
                    "{shown}: {}, {} stages, no faults",
                    definition.name,
                    definition.stages.len()
                ));
            }
            Err(faults) => {
                say_error(&faults.to_string());
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

pub(super) async fn publish(
    app: &Arc<App>,
    file: &PathBuf,
    council: &str,
) -> Result<ExitCode, String> {
    let shown = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{shown}: {error}"))?;
    let council = council_named(app, council).await?;
    policy::decide(
        &policy::Principal::System(council),
        policy::Action::PublishProgrammes,
        &policy::Office(council),
    )
    .map_err(|error| error.to_string())?;
    app.store
        .write(
            app.clock.stamp(council, None),
            async move |tx: &mut WriteTx| programmes::publish(tx, &shown, &text).await,
        )
        .await
        .map_err(|error| error.to_string())?;
    say("published");
    Ok(ExitCode::SUCCESS)
}
