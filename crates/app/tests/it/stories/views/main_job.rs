//! The main job, once through: a referral arrives, is answered, the young person is enrolled, a contact is recorded, and both show on the
//! lists of the people who must act.

use crate::world::{
    office::{STRAND_3, Team, referral, team},
    without_query,
};

story!(
    a_referral_leads_to_a_contact_and_each_shows_where_somebody_must_act,
    |app| {
        let Team {
            asha, maya, sol, ..
        } = team(&app).await;

        let made = sol.post("/referrals/new", &referral()).await;
        assert_eq!(made.heading(), "Solene");
        assert_eq!(
            made.said(),
            "The referral has been sent. You can follow its progress here."
        );
        let referral = made.address();
        assert!(
            !made.has_link("Answer the referral"),
            "a referrer does not answer their own referral"
        );

        let waiting = maya.get("/today").await;
        assert!(waiting.has_link("1 referral is waiting for an answer"));
        maya.post(&format!("{referral}/decide"), &[("decision", "accepted")])
            .await;
        let person = without_query(&maya.get(&referral).await.link("Open their record"));
        maya.post(
            &format!("{person}/allocate"),
            &[("coach", &asha.id.to_string())],
        )
        .await;

        let first = asha.get("/today").await;
        assert!(
            first.text().contains("First contact within 5 working days"),
            "{}",
            first.text()
        );
        assert!(
            first.text().contains("due in 7 days"),
            "five working days from a Friday: {}",
            first.text()
        );

        let enrolled = maya
            .post(
                &format!("{person}/enrol"),
                &[("stage", STRAND_3), ("reason", "Close to work")],
            )
            .await;
        assert_eq!(
            enrolled.said(),
            "They are enrolled. What is due first is below."
        );
        assert!(enrolled.text().contains("Strand 3"));

        let contact = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "Likes dogs"),
            ("agreed", "CV by Friday"),
        ];
        let recorded = asha.post(&format!("{person}/contacts/new"), &contact).await;
        assert_eq!(
            recorded.said(),
            "The contact is recorded. What is due next is below."
        );
        for words in [
            "Phone call",
            "Likes dogs",
            "Agreed: CV by Friday",
            "Started Strand 3",
            "Referred: accepted",
        ] {
            assert!(
                recorded.text().contains(words),
                "{words} is missing: {}",
                recorded.text()
            );
        }
        let today = asha.get("/today").await;
        assert!(!today.text().contains("First contact"));
        assert!(
            today.text().contains("Next contact"),
            "weekly in strand 3: {}",
            today.text()
        );
        assert_eq!(
            asha.get("/people").await.column("Last contact"),
            ["20 November 2026"]
        );
        assert_eq!(maya.get("/team").await.column("Coach"), ["Asha"]);

        app.on("2026-12-01");
        let overdue = asha.get("/today").await;
        assert!(
            overdue.text().contains("4 days overdue"),
            "{}",
            overdue.text()
        );
        assert_eq!(
            maya.get("/people?show=overdue").await.column("Name"),
            ["Solene"]
        );
        assert_eq!(sol.get(&referral).await.status(), 200);
        assert_eq!(
            sol.get(&person).await.status(),
            404,
            "who referred follows the referral, not the record"
        );
    }
);
