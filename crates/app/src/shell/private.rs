//! Private files that no other user of the machine may read: the data folder, the key, the database and what is written for others to collect.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use crate::StartError;

/// Makes a private folder, where there is none.
pub(crate) fn make_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Refuses to start where others can read one of these. What does not exist yet will be made private.
pub(crate) fn refuse_wide(paths: &[PathBuf]) -> Result<(), StartError> {
    for path in paths {
        let Ok(known) = std::fs::metadata(path) else {
            continue;
        };
        #[cfg(unix)]
        if std::os::unix::fs::PermissionsExt::mode(&known.permissions()) & 0o077 != 0 {
            let narrow = if known.is_dir() { "700" } else { "600" };
            return Err(StartError::Wide(path.display().to_string(), narrow));
        }
    }
    Ok(())
}

/// Writes a private file, replacing any that is there.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[tokio::test]
    async fn a_first_start_makes_files_that_are_ours_alone_and_a_wide_one_is_refused() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("data");
        let config = || crate::Config {
            data: folder.clone(),
            ..crate::Config::default()
        };
        let clock = || crate::Clock::standing_on("2026-11-20".parse().unwrap());
        drop(crate::App::open(config(), clock()).await.unwrap());
        assert_eq!(mode(&folder), 0o700);
        for file in ["foothold.key", "foothold.db"] {
            assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
        }
        let database = folder.join("foothold.db");
        std::fs::set_permissions(&database, PermissionsExt::from_mode(0o644)).unwrap();
        let refused = crate::App::open(config(), clock()).await.err().unwrap();
        assert!(refused.to_string().contains("chmod 600"), "{refused}");
        let told = crate::Config {
            wide_files: true,
            ..config()
        };
        assert!(crate::App::open(told, clock()).await.is_ok());
    }

    #[test]
    fn what_is_written_for_others_to_collect_is_ours_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("contacts.part");
        std::fs::write(&path, "wide").unwrap();
        write(&path, b"day").unwrap();
        assert_eq!(
            (mode(&path), std::fs::read(&path).unwrap()),
            (0o600, b"day".to_vec())
        );
    }
}
