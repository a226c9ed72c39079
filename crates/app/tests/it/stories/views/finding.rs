//! The search of everything: what is found, by whom, and what is suggested.

use policy::Role;

use crate::world::{
    office::{Office, office},
    work::{employer, opportunity},
};

story!(
    everything_that_somebody_may_open_is_found_by_its_name,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let place = employer(
            &asha,
            "Taranto Gardens",
            "job",
            ("Ola", "ola@gardens.example"),
        )
        .await;
        opportunity(&asha, &place, &[("title", "Gardener at Tarn House")]).await;

        let found = asha.get("/search?q=tar").await;
        assert_eq!(found.link("Tara Ode"), format!("/people/{tara}"));
        assert_eq!(found.link("Taranto Gardens"), place);
        assert!(found.has_link("Gardener at Tarn House"), "{}", found.text());
        let pages = asha.get("/search?q=diary").await;
        assert_eq!(pages.link("Diary"), "/diary");
        let programmes = maya.get("/search?q=full+potential").await;
        assert!(
            programmes.has_link("Full Potential"),
            "{}",
            programmes.text()
        );

        // Suggestions are the same, as links alone, from the second letter on.
        let suggested = asha.get("/search/suggestions?q=Tara").await;
        assert!(suggested.has_link("Tara Ode"), "{}", suggested.body());
        assert_eq!(asha.get("/search/suggestions?q=T").await.text(), "");

        // Nobody finds a young person they do not work with, nor a page they may not open.
        let ben = app.worker("Ben", &[Role::Coach]).await;
        let nothing = ben.get("/search?q=tara+ode").await;
        assert!(!nothing.has_link("Tara Ode"), "{}", nothing.text());
        assert!(!ben.get("/search?q=journal").await.has_link("Journal"));
    }
);
