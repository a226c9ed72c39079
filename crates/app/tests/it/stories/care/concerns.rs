//! Concerns: a route of their own.

use policy::Role;

use crate::world::office::{Office, office};

story!(
    a_concern_has_its_own_route_and_never_goes_into_a_mail,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let lead = app.worker("Lee", &[Role::SafeguardingLead]).await;
        let raised = asha
            .post(
                &format!("/people/{tara}/concerns/new"),
                &[
                    ("danger", "no"),
                    ("kind", "exploitation"),
                    ("agrees", "no"),
                    ("words", "He takes her wages"),
                ],
            )
            .await;
        for words in [
            "ring 999",
            "duty to notify",
            "does not replace",
            "He takes her wages",
        ] {
            assert!(raised.text().contains(words), "{words}: {}", raised.text());
        }
        let mail = app.letters(&lead).await.pop().unwrap();
        assert!(
            !mail.contains("wages")
                && !mail.contains("Tara")
                && !mail.to_lowercase().contains("exploit"),
            "{mail}"
        );
        let close = format!("{}/close", raised.path().split('?').next().unwrap());
        let page = lead.get(&close).await;
        let refused = lead.submit_and_stay(&page, &[("because", "In hand")]).await;
        assert_eq!(
            refused.errors(),
            ["Record who was told, and when, before you close it"]
        );
        let tell = close.replace("/close", "/tell");
        let told = lead
            .post(&tell, &[("part", "adults"), ("who", "Sam, duty desk")])
            .await;
        assert!(
            told.text().contains("Adult social care: Sam, duty desk"),
            "{}",
            told.text()
        );
        lead.post(&close, &[("because", "In hand")]).await;
        assert!(
            lead.get("/concerns")
                .await
                .text()
                .contains("There are no open concerns.")
        );
        let manager = app.worker("Prue", &[Role::ProgrammeManager]).await;
        assert_eq!(manager.get(raised.path()).await.status(), 403);
    }
);
