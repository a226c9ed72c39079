//! Referrals to another service.

use crate::world::office::{Office, office};

story!(
    solenes_clothes_come_from_a_charity_and_nobody_forgets_to_ask_what_came_of_it,
    |app| {
        let Office {
            asha,
            maya,
            tara: solene,
            ..
        } = office(&app).await;
        let path = format!("/people/{solene}/onward-referrals");
        assert!(
            asha.get(&path)
                .await
                .text()
                .contains("There are no referrals yet")
        );
        let form = asha.get(&format!("{path}/new")).await;
        let typed = [
            ("to_whom", "A charity for interview clothes"),
            ("purpose", "clothes"),
        ];
        let wrong = asha.submit(&form, &typed).await;
        assert_eq!(
            wrong.errors(),
            ["Ask them first, then tick that they agreed"]
        );
        assert_eq!(wrong.field("to_whom"), "A charity for interview clothes");
        asha.submit(&wrong, &[("agreed", "yes")]).await;
        app.on("2026-12-04");
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("ask A charity for interview clothes what happened"),
            "{}",
            today.text()
        );
        let page = asha.get(&path).await;
        let outcome = page.all_links("/onward-referrals/")[0].clone();
        let form = asha.get(&outcome).await;
        let done = asha
            .submit(
                &form,
                &[("outcome", "helped"), ("words", "A suit and shoes")],
            )
            .await;
        assert!(
            done.text()
                .contains("They got what they needed, 4 December 2026"),
            "{}",
            done.text()
        );
        assert!(!asha.get("/today").await.text().contains("what happened"));

        let report = maya.get("/reports/referrals").await;
        assert_eq!(
            report.column("Service"),
            ["A charity for interview clothes"]
        );
        assert_eq!(report.column("Referred to them"), ["1"]);
        assert_eq!(report.column("Helped, all or in part"), ["1"]);
    }
);
