//! The programme files that ship, and files broken on purpose, compared with golden text.
//!
//! `UPDATE_GOLDEN=1 cargo test -p programme` updates the golden text; read the difference before you keep it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use programme::{Programme, draw};

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns each programme file of a folder, by name.
fn programme_files(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "toml")
    });
    files.sort();
    let named = |file: &PathBuf| {
        let name = file
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        (
            name,
            fs::read_to_string(file).expect("a programme file is text"),
        )
    };
    files.iter().map(named).collect()
}

fn assert_golden(name: &str, text: &str) {
    let golden = here().join("tests/golden").join(name);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(golden.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&golden, text).expect("the golden text can be written");
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    assert_eq!(text, expected, "{name} differs from its golden text");
}

#[test]
fn every_programme_that_ships_reads_without_a_fault_and_says_what_it_said() {
    let files = programme_files(&here().join("../../programmes"));
    assert!(
        files.len() >= 3,
        "the programmes that ship are in the folder"
    );
    for (name, text) in files {
        let programme = Programme::parse(&name, &text).unwrap_or_else(|faults| panic!("{faults}"));
        assert_golden(&name.replace(".toml", ".txt"), &programme.outline());
    }
}

#[test]
fn every_programme_that_ships_is_drawn_as_it_was() {
    for (name, text) in programme_files(&here().join("../../programmes")) {
        let programme = Programme::parse(&name, &text).unwrap_or_else(|faults| panic!("{faults}"));
        assert_golden(&name.replace(".toml", ".svg"), &draw(&programme));
    }
}

#[test]
fn every_broken_file_is_refused_with_all_its_faults_and_how_to_mend_them() {
    let files = programme_files(&here().join("tests/broken"));
    assert!(!files.is_empty());
    for (name, text) in files {
        let faults = Programme::parse(&name, &text).expect_err(&name);
        assert_golden(
            &format!("broken/{}", name.replace(".toml", ".txt")),
            &format!("{faults}\n"),
        );
    }
}

#[test]
fn the_guide_explains_every_key_that_a_file_may_have() {
    let read = |path: &str| fs::read_to_string(here().join(path)).expect("the file is there");
    let guide = read("../../docs/programme-files.md");
    let source = read("src/definition.rs")
        + &read("src/definition/plan.rs")
        + &read("src/definition/stage.rs");
    let fields = source.lines().filter_map(|line| {
        line.trim_start()
            .trim_start_matches("pub ")
            .split_once(": ")
    });
    let keys = fields.map(|(name, _)| name).filter(|name| {
        name.bytes()
            .all(|letter| letter.is_ascii_lowercase() || letter == b'_')
    });
    // In a file these two have other names: `final`, and `every_working_days` or `every_weeks`.
    for key in keys.filter(|key| !["is_final", "every"].contains(key)) {
        assert!(
            guide.contains(&format!("`{key}`")),
            "the guide does not mention `{key}`"
        );
    }
}
