//! The daily work: a job for each council, tried again when it fails, whatever becomes of the others.

use std::path::PathBuf;

use foothold::program::worker;

use crate::world::World;

/// Returns the file of a day's contacts that a council's night writes.
fn contacts(app: &World, council: &str, on: &str) -> PathBuf {
    let folder = app.app().config.contacts_folder.clone().unwrap();
    folder.join(format!("contacts-{council}-{on}.csv"))
}

story!(
    one_councils_fault_ends_nobody_elses_night_and_is_mended_by_itself,
    |app| {
        app.council("Southtown").await;
        let yesterday = app.app().clock.today().pred_opt().unwrap().to_string();
        let (ours, theirs) = (
            contacts(&app, "northtown", &yesterday),
            contacts(&app, "southtown", &yesterday),
        );
        // Something else lies where Northtown's file is written first.
        std::fs::create_dir(ours.with_extension("part")).unwrap();
        worker::run_night(app.app()).await.unwrap();
        assert!(!ours.exists(), "it could not be written");
        assert!(theirs.exists(), "and Southtown has its own");

        // Once the fault is gone, nobody has to ask for it again.
        std::fs::remove_dir(ours.with_extension("part")).unwrap();
        assert_eq!(worker::run_due(app.app()).await.unwrap(), 0, "not at once");
        // Even on the next day, what is written is the day that was missed.
        app.after_minutes(24 * 60);
        assert_eq!(worker::run_due(app.app()).await.unwrap(), 1);
        assert!(ours.exists());
        app.after_minutes(60);
        assert_eq!(
            worker::run_due(app.app()).await.unwrap(),
            0,
            "and then rests"
        );
    }
);
