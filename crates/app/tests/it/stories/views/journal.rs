//! The journal: whom a page showed.

use policy::Role;
use store::orm::Uuid;

use crate::world::{journal::shown, office::team};

story!(
    whoever_was_shown_is_in_the_journal_before_the_answer_leaves,
    |app| {
        let team = team(&app).await;
        let person = app.young_person("Kai", "Marlow", team.held()).await;
        team.asha.get(&format!("/people/{person}")).await;
        team.asha.get("/people").await;
        let lines = shown(&app, team.asha.id).await;
        assert_eq!(
            lines
                .iter()
                .filter(|line| line.person_id == Some(Uuid::from(person)))
                .count(),
            2,
            "one entry for each answer: {lines:?}"
        );
        let lead = app.worker("Sana", &[Role::SafeguardingLead]).await;
        let page = lead.get(&format!("/people/{person}/journal")).await;
        assert!(page.column("Who").contains(&"Asha".to_owned()));
        assert!(!page.column("About").is_empty());
        assert_eq!(team.asha.get("/journal").await.status(), 403);
    }
);
