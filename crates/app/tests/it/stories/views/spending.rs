//! What help costs.

use crate::world::office::{Office, office};

story!(
    what_help_costs_is_counted_and_two_offers_stand_side_by_side,
    |app| {
        let Office { maya, .. } = office(&app).await;
        let page = maya.get("/reports/cost").await;
        assert!(
            page.text().contains("£0 was paid for 0 young people"),
            "{}",
            page.text()
        );
        let compared = maya
            .get("/reports/cost?name_a=KickStart&week_a=266&share_a=82&name_b=Bought&week_b=805")
            .await;
        assert!(
            compared
                .text()
                .contains("KickStart costs £28,028 less a year for each young person, 66% less"),
            "{}",
            compared.text()
        );
        assert!(
            compared.text().contains("£16,868.29"),
            "{}",
            compared.text()
        );
        let wrong = maya.get("/reports/cost?week_a=lots").await;
        assert!(
            wrong.errors()[0].contains("must be an amount in pounds"),
            "{:?}",
            wrong.errors()
        );
    }
);
