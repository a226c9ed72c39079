//! Today: what one worker took on falls to whoever works with the young person.

use policy::Role;

use crate::world::{
    Hire,
    fields::{day, with},
    money::{ask, fund},
    office::{Office, office},
};

story!(
    what_was_promised_asked_and_sent_on_falls_to_whoever_takes_over,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let ben = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Ben", &[Role::Coach])
            })
            .await;
        let (_, fund) = fund(&app).await;
        let path = format!("/people/{tara}");
        let due = day("due", "2026-11-24");
        let form = asha.get(&format!("{path}/promises/new")).await;
        asha.submit(&form, &with(&[("words", "A tablet")], &due))
            .await;
        let wanted = day("wanted", "2026-11-23");
        let typed = [("item", "Shoes"), ("amount", "40")];
        ask(&asha, &tara.to_string(), &fund, &with(&typed, &wanted)).await;
        let form = asha.get(&format!("{path}/onward-referrals/new")).await;
        let sent = [
            ("to_whom", "A clothes bank"),
            ("purpose", "clothes"),
            ("agreed", "yes"),
        ];
        asha.submit(&form, &with(&sent, &day("due", "2026-11-24")))
            .await;
        let allocate = maya.get(&format!("{path}/allocate")).await;
        maya.submit(&allocate, &[("coach", &ben.id.to_string())])
            .await;

        let today = ben.get("/today").await;
        for line in [
            "A tablet. Promised for",
            "Shoes. Promised for",
            "ask A clothes bank what happened",
        ] {
            assert!(today.text().contains(line), "{line}: {}", today.text());
        }
        let today = asha.get("/today").await;
        assert!(!today.text().contains("Tara"), "{}", today.text());

        app.after_minutes(1);
        // With nobody to work with her it is the managers', so that nothing is nobody's.
        let allocate = maya.get(&format!("{path}/allocate")).await;
        maya.submit(&allocate, &[("coach", "nobody")]).await;
        let today = maya.get("/today").await;
        for line in [
            "A tablet. Promised for",
            "Shoes. Promised for",
            "ask A clothes bank what happened",
        ] {
            assert!(today.text().contains(line), "{line}: {}", today.text());
        }
    }
);
