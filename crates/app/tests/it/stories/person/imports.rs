//! Imports: tried, looked at and brought in once.

use std::path::PathBuf;

use axum::{body::Body, http::Request};
use foothold::{
    person::imports::{self, PeopleArguments},
    program::worker,
};
use policy::Role;
use store::{Fetch, entities::person, orm::EntityTrait};

use crate::world::{Held, Page, Worker, World};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(format!(
        "{}/../returns/tests/fixture/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
}

async fn people(app: &World) -> u64 {
    let tx = app.app().store.read().await.unwrap();
    person::Entity::find().count_in(&tx).await.unwrap()
}

story!(a_return_comes_in_as_its_dry_run_said_and_only_once, |app| {
    app.on("2026-11-20");
    let arguments = |dry_run| PeopleArguments {
        files: vec![fixture("header.csv"), fixture("oc3.csv")],
        council: "Northtown".into(),
        dry_run,
        take_duplicates: false,
        take_doubtful: false,
        columns: Vec::new(),
        year_end: None,
    };
    imports::run(app.app(), &arguments(true)).await.unwrap();
    assert_eq!(people(&app).await, 0, "a dry run changes nothing");
    imports::run(app.app(), &arguments(false)).await.unwrap();
    assert_eq!(people(&app).await, 15, "the sound rows came in");
    imports::run(app.app(), &arguments(false)).await.unwrap();
    assert_eq!(people(&app).await, 15, "a second run finds them");
    let manager = app.worker("Maya", &[Role::ProgrammeManager]).await;
    let found = manager.get("/people/search?q=C001").await;
    assert_eq!(found.column("Name"), ["Name needed"]);
    assert_eq!(found.column("Found by"), ["Id number"]);
});

/// Sends a list through the page, and follows to what would become of it.
pub(crate) async fn tried(worker: &Worker, name: &str, content: &[u8], duplicates: &str) -> Page {
    let key = worker.get("/imports/new").await.form_key();
    let mut body = Vec::new();
    for (field, value) in [("form_key", key.as_str()), ("duplicates", duplicates)] {
        body.extend(
            format!("--cut\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
                .into_bytes(),
        );
    }
    let head = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend(content);
    body.extend(b"\r\n--cut--\r\n");
    let request = Request::post("/imports/new")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=cut")
        .body(Body::from(body))
        .unwrap();
    worker.follow(worker.send(request).await).await
}

story!(
    a_list_that_knows_a_former_name_makes_no_second_record,
    |app| {
        app.on("2026-11-20");
        let roles = [Role::ProgrammeManager, Role::Coach];
        let asha = app.worker("Asha", &roles).await;
        let held = Held {
            coach: Some(asha.id),
            ..Held::BY_NOBODY
        };
        let person = app.young_person("Tamsin", "Ode", held).await;
        let edit = format!("/people/{person}/edit");
        asha.post(&edit, &[("given_name", "Toby"), ("family_name", "Quill")])
            .await;
        let list = "council_ref,given_name,family_name,born_on\nX-1,Tamsin,Ode,04/05/2008\n";
        let held = tried(&asha, "people.csv", list.as_bytes(), "").await;
        assert!(
            held.text().contains("has or had the same name"),
            "{}",
            held.text()
        );
    }
);

story!(
    a_list_is_tried_looked_at_and_brought_in_through_the_page,
    |app| {
        app.on("2026-11-20");
        let maya = app.worker("Maya", &[Role::ProgrammeManager]).await;
        let list = "council_ref,given_name,family_name,born_on\n\
            NT-1,Kai,Marlow,15/06/2006\n\
            NT-2,Zoë,Ash,03/11/2007\n\
            NT-3,,,03/11/2007\n";
        let looked = tried(&maya, "people.csv", list.as_bytes(), "").await;
        assert!(looked.text().contains("Nothing has been changed yet"));
        assert!(
            looked
                .text()
                .contains("2 added, 0 changed, 0 unchanged, 1 refused"),
            "{}",
            looked.text()
        );
        assert_eq!(people(&app).await, 0);

        let wanted = maya.submit(&looked, &[]).await;
        assert!(wanted.text().contains("Importing"));
        assert_eq!(wanted.header("refresh"), "2");
        assert_eq!(worker::run_due(app.app()).await.unwrap(), 1);
        assert_eq!(people(&app).await, 2);
        let done = maya.get(wanted.path()).await;
        assert!(done.text().contains("Imported"), "{}", done.text());
        assert_eq!(maya.get("/imports").await.column("Status"), ["Imported"]);

        let again = "council_ref,given_name,family_name,born_on\n\
            X-9,Marlowe,Kai,15/06/2006\n\
            X-10,Kai,Other,15/06/2006\n";
        let held = tried(&maya, "again.csv", again.as_bytes(), "").await;
        assert!(
            held.text().contains("1 held back as possible duplicates"),
            "{}",
            held.text()
        );
        let taken = tried(&maya, "again.csv", again.as_bytes(), "take").await;
        assert!(taken.text().contains("2 added"), "{}", taken.text());

        let broken = tried(&maya, "cut.csv", b"council_ref,given_name\nNT-1", "").await;
        assert_eq!(broken.status(), 422);
        assert!(broken.errors()[0].contains("the end of the file seems to be missing"));
        let binary = tried(&maya, "list.xlsx", b"PK\x03\x04 no workbook", "").await;
        assert!(binary.errors()[0].contains("cannot be opened"));
    }
);

story!(
    a_list_with_other_headings_is_matched_in_the_browser_and_remembered,
    |app| {
        app.on("2026-11-20");
        let maya = app.worker("Maya", &[Role::ProgrammeManager]).await;
        let list = |rows: &str| format!("Mosaic ID;Preferred;Last;Notes\n{rows}");
        let asked = tried(
            &maya,
            "mosaic.csv",
            list("M-1;Kai;Marlow;tall\n").as_bytes(),
            "",
        )
        .await;
        assert!(asked.path().ends_with("/columns"), "{}", asked.path());
        assert!(
            asked.text().contains("For example, tall"),
            "{}",
            asked.text()
        );
        let refused = maya
            .submit(
                &asked,
                &[("column-0", "given_name"), ("column-1", "given_name")],
            )
            .await;
        assert_eq!(refused.status(), 422);
        assert!(refused.errors()[0].contains("Another column already has this"));
        let looked = maya
            .submit(
                &refused,
                &[
                    ("column-0", "council_ref"),
                    ("column-1", "given_name"),
                    ("column-2", "family_name"),
                    ("column-3", ""),
                ],
            )
            .await;
        assert!(looked.text().contains("1 added"), "{}", looked.text());
        assert!(
            looked.text().contains("Left out: Notes."),
            "{}",
            looked.text()
        );
        assert!(
            looked.text().contains("separated by semicolons"),
            "{}",
            looked.text()
        );
        maya.submit(&looked, &[]).await;
        worker::run_due(app.app()).await.unwrap();
        assert_eq!(people(&app).await, 1);
        // The next list from there needs no question, on the page or on the command line.
        let again = tried(
            &maya,
            "mosaic.csv",
            list("M-1;Kai;Marlow;tall\nM-2;Zoe;Ash;\n").as_bytes(),
            "",
        )
        .await;
        assert!(
            again.text().contains("1 added, 0 changed, 1 unchanged"),
            "{}",
            again.text()
        );
    }
);

story!(a_question_in_the_report_is_answered_on_its_page, |app| {
    app.on("2026-11-20");
    let maya = app.worker("Maya", &[Role::ProgrammeManager]).await;
    let list = "council_ref,given_name,born_on\nQ-1,Kai,15/06/06\n";
    let asked = tried(&maya, "list.csv", list.as_bytes(), "").await;
    assert!(
        asked.text().contains("1 held back with a question"),
        "{}",
        asked.text()
    );
    let answers = format!("{}/answers", asked.path());
    let key = asked.form_key();
    let answered = maya
        .post(
            &answers,
            &[("form_key", key.as_str()), ("answers", "doubtful")],
        )
        .await;
    assert!(answered.text().contains("1 added"), "{}", answered.text());
});

story!(
    a_file_that_would_take_all_memory_dies_alone_and_says_which_limit_it_met,
    |app| {
        app.on("2026-11-20");
        let maya = app.worker("Maya", &[Role::ProgrammeManager]).await;
        let corners = include_bytes!("../../bombs/corners.xlsx");
        let refused = tried(&maya, "corners.xlsx", corners, "").await;
        assert_eq!(refused.status(), 422);
        assert!(
            refused.errors()[0].contains("column XFD"),
            "{:?}",
            refused.errors()
        );
        for (name, bomb) in [
            (
                "grid.ods",
                include_bytes!("../../bombs/grid.ods").as_slice(),
            ),
            (
                "deep.xlsx",
                include_bytes!("../../bombs/deep.xlsx").as_slice(),
            ),
            (
                "texts.xlsx",
                include_bytes!("../../bombs/texts.xlsx").as_slice(),
            ),
        ] {
            let refused = tried(&maya, name, bomb, "").await;
            assert_eq!(refused.status(), 422, "{name}");
            let said = refused.errors()[0].clone();
            let names_a_limit = ["more than", "MB", "deep", "columns"]
                .iter()
                .any(|limit| said.contains(limit));
            assert!(names_a_limit, "{name}: {said}");
        }
        assert_eq!(maya.get("/imports").await.status(), 200);
    }
);
