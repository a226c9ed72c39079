//! Deep dives: what was said at the start, and the stage that follows it.

use policy::Role;

use crate::world::office::{Office, office_before};

story!(
    a_deep_dive_keeps_the_work_somebody_wants_to_leave_and_leads_to_a_stage,
    |app| {
        let Office { asha, tara, .. } = office_before(&app).await;
        let said = [
            ("strengths", "Never late, good with people"),
            ("work_wanted", "Part-time work around college"),
            ("work_to_leave", "Beauty salons"),
            ("readiness", "wants-better"),
            ("own-debt", "3"),
            ("coach-debt", "1"),
            ("own-health", "2"),
        ];
        let path = format!("/people/{tara}/deep-dives/new");
        let suggested = asha.post(&path, &said).await;
        assert_eq!(suggested.heading(), "Which stage comes next?");
        assert!(
            suggested
                .text()
                .contains("The deep dive suggests Strand 3."),
            "{}",
            suggested.text()
        );
        assert_eq!(suggested.field("stage"), "strand-3");

        let other = asha
            .submit_and_stay(&suggested, &[("stage", "strand-2")])
            .await;
        assert_eq!(
            other.errors(),
            ["Enter why you chose a different stage from the one suggested"]
        );
        let chosen = asha
            .submit(
                &other,
                &[("stage", "strand-2"), ("reason", "Debt comes first")],
            )
            .await;
        assert!(chosen.text().contains("Strand 2 since 20 November 2026"));

        let list = asha.get(&format!("/people/{tara}/deep-dives")).await;
        for words in ["Beauty salons", "Debt comes first", "Stops me"] {
            assert!(list.text().contains(words), "{words}: {}", list.text());
        }
        let again = [("own-debt", "1"), ("on-day", "20")];
        let later = asha.post(&path, &again).await;
        asha.get(later.path()).await;
        let side_by_side = asha.get(&format!("/people/{tara}/deep-dives")).await;
        assert_eq!(
            side_by_side.column("Barrier"),
            ["Health and wellbeing", "Money owed"]
        );
    }
);

story!(a_partner_reads_no_restricted_barrier, |app| {
    let Office { asha, tara, .. } = office_before(&app).await;
    let said = [("own-health", "2"), ("own-debt", "2")];
    asha.post(&format!("/people/{tara}/deep-dives/new"), &said)
        .await;
    let page = asha.get(&format!("/people/{tara}/particulars")).await;
    assert!(page.text().contains("Places to avoid"));
    let lead = app.worker("Lee", &[Role::ProgrammeManager]).await;
    let list = lead.get(&format!("/people/{tara}/deep-dives")).await;
    assert_eq!(list.column("Barrier"), ["Money owed"]);
    let page = lead.get(&format!("/people/{tara}/particulars")).await;
    assert!(!page.text().contains("Places to avoid"));
    assert_eq!(
        lead.get(&format!(
            "/people/{tara}/particulars/edit?group=right-to-work"
        ))
        .await
        .status(),
        403
    );
});
