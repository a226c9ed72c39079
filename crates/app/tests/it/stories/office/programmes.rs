//! Programmes as data: written in the browser.

use policy::Role;

story!(
    a_programme_is_written_from_a_template_under_the_same_checks,
    |app| {
        let prue = app.worker("Prue", &[Role::ProgrammeManager]).await;
        let draft = prue
            .post("/programmes/new", &[("from", "template/three-stages")])
            .await;
        assert!(
            draft.text().contains("No faults found."),
            "{}",
            draft.text()
        );
        assert!(draft.body().contains("<svg"));

        let text = draft.field("text");
        let broken = text.replace("forward = [\"getting-started\"]", "forward = [\"nowhere\"]");
        let checked = prue.submit(&draft, &[("text", &broken)]).await;
        assert!(
            checked.text().contains("there is no stage `nowhere`"),
            "{}",
            checked.text()
        );
        assert!(
            !checked.body().contains("value=\"publish\""),
            "what has faults is not offered for publishing"
        );
        let mended = text.replace("our-programme", "northtown-pathway");
        let published = prue
            .submit(&checked, &[("text", &mended), ("then", "check")])
            .await;
        let published = prue.submit(&published, &[("then", "publish")]).await;
        assert_eq!(published.said(), "The programme has been published.");
        let page = prue.get("/programmes/northtown-pathway").await;
        assert_eq!(page.column("Version"), ["1"]);
        assert_eq!(page.column("By"), ["Prue"]);
        assert!(page.body().contains("<svg"));

        let coach = app.worker("Asha", &[Role::Coach]).await;
        assert_eq!(coach.get("/programmes/new").await.status(), 403);
    }
);
