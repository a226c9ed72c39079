//! The CV and documents that go with an application, as they were agreed to.

use axum::{body::Body, http::Request};
use policy::Role;

use crate::world::{
    Page, Worker, link_in,
    office::{Office, office},
    own_pages::own_pages,
    work::{published, sent},
};

story!(what_is_no_longer_agreed_is_no_longer_shown, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let tara = tara.to_string();
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let (one, link) = sent(&app, &asha, &tara, "Park ranger", "ola@parks.example").await;
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("revoked", "yes")]).await;
    assert_eq!(app.browser().visit(&link).await.status(), 404);
});

story!(nobody_agrees_to_what_was_written_after_they_read, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let id = tara.to_string();
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let form = asha.get(&format!("/people/{id}/applications/new")).await;
    let number = form.offered("opportunity")[0].clone();
    let one = asha
        .submit(&form, &[("opportunity", &number), ("step", "applying")])
        .await
        .address();
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("cv", "Two dogs")]).await;
    let (own, _) = own_pages(&app, &asha, tara).await;
    let read = own.get("/my/work").await;
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("cv", "Two dogs, and a caution")])
        .await;
    let page = own.submit(&read, &[("answer", "agreed")]).await;
    assert!(
        page.text().contains("This has changed since you opened it"),
        "{}",
        page.text()
    );
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They have not agreed to share anything yet")
    );
    own.submit(&page, &[("answer", "agreed")]).await;
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They agreed on 20 November 2026")
    );
    // Whoever changes the text asks anew.
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("cv", "Three dogs")]).await;
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They have not agreed to share anything yet")
    );
});

/// Sends a document that goes with an application.
async fn document(worker: &Worker, one: &str, title: &str, content: &[u8]) -> Page {
    let form = worker.get(&format!("{one}/documents/new")).await;
    let part = |name: &str, value: &str| {
        format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut body = [
        part("form_key", &form.form_key()),
        part("version", &form.field("version")),
        part("title", title),
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"Scan 1.PDF\"\r\ncontent-type: text/html\r\n\r\n".to_owned(),
    ]
    .concat()
    .into_bytes();
    body.extend(content);
    body.extend(b"\r\n--cut--\r\n");
    let request = Request::post(format!("{one}/documents/new"))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=cut")
        .body(Body::from(body))
        .unwrap();
    worker.follow(worker.send(request).await).await
}

story!(a_document_is_shared_only_as_it_was_agreed_to, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let form = asha.get(&format!("/people/{tara}/applications/new")).await;
    let ids = form.offered("opportunity");
    let typed = [("opportunity", ids[0].as_str()), ("step", "applying")];
    let one = asha.submit(&form, &typed).await.address();
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("cv", "Looked after two dogs")])
        .await;
    let refused = document(&asha, &one, "", b"MZ\x90\0\x03").await;
    assert_eq!(
        refused.errors(),
        [
            "Enter a title",
            "This is a program, or contains one. Programs cannot be uploaded"
        ]
    );
    let page = document(&asha, &one, "First aid, level 2", b"%PDF-1.7 one").await;
    assert!(page.has_link("First aid, level 2"), "{}", page.text());
    let kept = page.link("First aid, level 2");
    let other = app.worker("Olu", &[Role::Coach]).await;
    assert_eq!(other.visit(&kept).await.status(), 404);

    // She reads it on her own pages, and agrees to all of it.
    let (own, _) = own_pages(&app, &asha, tara).await;
    let work = own.get("/my/work").await;
    let hers = own.get(&work.link("First aid, level 2")).await;
    assert_eq!(hers.body(), "%PDF-1.7 one");
    own.submit(&work, &[]).await;
    let form = asha.get(&format!("{one}/send")).await;
    let who = form.offered("contact");
    asha.submit(&form, &[("contact", &who[0])]).await;
    let letters = app.letters_to("ola@parks.example").await;
    let link = link_in(&letters[0], "/application/");
    let ola = app.browser();
    let page = ola.get(&link).await;
    let theirs = page.link("First aid, level 2");
    let file = ola.get(&theirs).await;
    assert_eq!(file.body(), "%PDF-1.7 one");
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"first-aid-level-2.pdf\""
    );

    // Another document has to be agreed to first: until then it alone is not shown.
    app.after_minutes(1);
    document(&asha, &one, "Reference", b"%PDF-1.7 two").await;
    let page = ola.get(&link).await;
    assert!(page.has_link("First aid, level 2") && !page.has_link("Reference"));
    let added = asha.get(&one).await.link("Reference");
    let hidden = theirs.split('=').next().unwrap();
    let hidden = format!("{hidden}={}", added.rsplit('/').next().unwrap());
    assert_eq!(ola.visit(&hidden).await.status(), 404);
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They have not agreed to share it yet")
    );
    let work = own.get("/my/work").await;
    assert!(work.has_link("Reference"), "{}", work.text());
    own.submit(&work, &[]).await;
    assert!(ola.get(&link).await.has_link("Reference"));
    assert_eq!(ola.get(&hidden).await.body(), "%PDF-1.7 two");

    // What was taken out is gone for everybody, and a link opens nothing of another application.
    let page = asha.get(&one).await;
    asha.press(&page, &format!("{kept}/remove")).await;
    assert_eq!(asha.visit(&kept).await.status(), 404);
    assert_eq!(ola.visit(&theirs).await.status(), 404);
    let nothing = theirs.split('=').next().unwrap();
    let odd = format!("{nothing}=00000000-0000-7000-8000-000000000000");
    assert_eq!(ola.visit(&odd).await.status(), 404);
});
