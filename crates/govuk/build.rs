//! Builds the stylesheet and the scripts from the npm package `govuk-frontend`.
//!
//! The packages are installed once, below `OUT_DIR`, from the lock file and without running any script of theirs. With a
//! warm npm cache nothing is fetched. `scripts/build.mjs` then compiles, names and compresses every asset, and lists them
//! in `assets.rs`, which `src/assets.rs` includes.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Everything the assets are made from. A change to any of these rebuilds them.
const SOURCES: [&str; 5] = [
    "package.json",
    "package-lock.json",
    "scripts",
    "styles",
    "build.rs",
];

fn main() {
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    if let Err(sentence) = build() {
        println!("cargo::error={sentence}");
    }
}

/// Installs the packages and builds the assets; fails with one sentence for the person who builds.
fn build() -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let npm = out.join("npm");
    install(&npm)?;
    let modules = npm.join("node_modules");
    run(
        Command::new("node")
            .arg("scripts/build.mjs")
            .arg(&modules)
            .arg(&out),
        "the stylesheet and the scripts could not be built",
    )?;
    println!(
        "cargo::rustc-env=GOVUK_FIXTURES={}",
        modules
            .join("govuk-frontend/dist/govuk/components")
            .display()
    );
    Ok(())
}

/// Installs the locked packages into `npm`, unless exactly these are already there.
fn install(npm: &Path) -> Result<(), String> {
    let stamp = npm.join("installed-lock.json");
    let lock = fs::read("package-lock.json")
        .map_err(|error| format!("package-lock.json cannot be read: {error}"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    fs::create_dir_all(npm)
        .and_then(|()| fs::copy("package.json", npm.join("package.json")))
        .and_then(|_| fs::copy("package-lock.json", npm.join("package-lock.json")))
        .map_err(|error| format!("there is no place for the npm packages: {error}"))?;
    run(
        Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
            .args([
                "ci",
                "--ignore-scripts",
                "--omit=optional",
                "--prefer-offline",
                "--no-audit",
                "--no-fund",
            ])
            .current_dir(npm),
        "the npm packages in package-lock.json could not be installed",
    )?;
    fs::write(&stamp, lock)
        .map_err(|error| format!("the npm packages cannot be marked as installed: {error}"))
}

/// Runs a command silently; on failure returns one sentence with the reason, ending with the last error it printed.
fn run(command: &mut Command, failure: &str) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| {
        format!("{failure}, because {program} does not start ({error}): install Node.js 20 or newer, which brings npm")
    })?;
    if output.status.success() {
        return Ok(());
    }
    let printed = String::from_utf8_lossy(&output.stderr);
    let reason = printed
        .lines()
        .find(|line| line.to_lowercase().contains("error"))
        .unwrap_or("no reason was printed");
    Err(format!("{failure}: {}", reason.trim()))
}
