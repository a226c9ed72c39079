//! Refuses a year's file of parameters that lacks a key, has an unknown one, or gives a value without a day, a source and a level of
//! certainty.

use std::{collections::BTreeSet, error::Error, fs};

#[path = "src/parameters/file.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    reason = "the crate reads more of a file than this check"
)]
mod file;
#[macro_use]
#[path = "src/parameters/keys.rs"]
mod keys;

macro_rules! names {
    ($($section:ident $Section:ident { $($key:ident: $Kind:ident,)* })*) => {
        &[$($((stringify!($section), stringify!($key))),*),*]
    };
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=rates");
    println!("cargo:rerun-if-changed=src/parameters");
    let known: &[(&str, &str)] = keys!(names);
    let areas: toml::Table = toml::from_str(&fs::read_to_string("rates/areas.toml")?)?;
    let boroughs = areas["borough"].as_array().into_iter().flatten();
    let boroughs = boroughs.map(|one| ("band_d", one["code"].as_str().unwrap_or_default()));
    let brmas = areas["brma"]
        .as_table()
        .into_iter()
        .flat_map(|all| all.keys());
    let brmas = brmas.map(|code| ("lha", code.as_str()));
    let wanted: BTreeSet<_> = known.iter().copied().chain(boroughs).chain(brmas).collect();
    for entry in fs::read_dir("rates")? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with("20") {
            continue;
        }
        let year = file::read(&fs::read_to_string(&path)?)
            .map_err(|fault| format!("rates/{name}: {fault}"))?;
        let held = year.values.iter();
        let held: BTreeSet<_> = held
            .map(|one| (one.section.as_str(), one.key.as_str()))
            .collect();
        if let Some((section, key)) = wanted.difference(&held).next() {
            return Err(format!("rates/{name} lacks {section}.{key}").into());
        }
        if let Some((section, key)) = held.difference(&wanted).next() {
            return Err(format!("rates/{name} has {section}.{key}, which is not used").into());
        }
    }
    Ok(())
}
