//! The words of key pages and mails, kept in `snapshots`, so that a reviewer sees what a change does to them.
//!
//! A world stands still and a minute passes between two acts, so that nothing depends on chance. CONTRIBUTING says how new words are accepted.

use foothold::program::worker;
use policy::Role;

use crate::{
    tidy::{hold, root},
    world::{
        Backend, Hire, Page, World,
        fields::{day, with},
        link_in,
        money::{ask, fund},
        office::{Office, STRAND_3, office_before, referral},
        own_pages::own_pages,
        programmes::KENSINGTON_AND_CHELSEA,
        reading::{frame, reading, without_secrets},
        tell,
        work::{agreed_start, employer, offer, published, sent, start_and_ask},
    },
};

/// Holds words to those that were accepted.
fn accepted(name: &str, words: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, words));
}

fn page(name: &str, page: &Page) {
    accepted(name, &reading(page));
}

fn mail(name: &str, words: &str) {
    accepted(name, &without_secrets(words));
}

/// The office of the stories, with a minute between the acts of those who work there.
async fn office(app: &World) -> Office {
    let office = office_before(app).await;
    app.after_minutes(1);
    let enrol = [("stage", STRAND_3), ("reason", "Close to work")];
    let path = format!("/people/{}/enrol", office.tara);
    office.asha.post(&path, &enrol).await;
    app.after_minutes(1);
    let reach = [("phone", "07700 900321"), ("email", "tara@mail.example")];
    let path = format!("/people/{}/edit", office.tara);
    office.asha.post(&path, &reach).await;
    app.after_minutes(1);
    office
}

/// A contact, a plan, a promise and an appointment: what a week leaves on a record.
async fn week(app: &World, Office { asha, tara, .. }: &Office) {
    let person = format!("/people/{tara}");
    let held = [
        ("kind", "call"),
        ("outcome", "held"),
        ("note", "Likes working outdoors"),
        ("agreed", "To look at the parks together"),
    ];
    asha.post(&format!("{person}/contacts/new"), &held).await;
    app.after_minutes(1);
    let goal = format!("{person}/plan/goals/new?template=cv");
    let made = asha.post(&goal, &[("agreed_how", "in-person")]).await;
    app.after_minutes(1);
    let me = asha.id.to_string();
    let step = [("words", "Ring the library"), ("owner", me.as_str())];
    let due = day("due", "2026-11-24");
    let add = made.link("Add a step : Have a CV that I am proud of");
    asha.post(&add, &with(&step, &due)).await;
    app.after_minutes(1);
    let promise = format!("{person}/promises/new");
    asha.post(&promise, &with(&[("words", "A travel card")], &due))
        .await;
    app.after_minutes(1);
    let meeting = [
        ("kind", "one-to-one"),
        ("begins", "2.30pm"),
        ("place", "The library"),
    ];
    let on = day("on", "2026-11-25");
    let path = format!("{person}/appointments/new");
    asha.post(&path, &with(&meeting, &on)).await;
    app.after_minutes(1);
}

#[test]
fn the_way_in_and_what_nobody_may_open() {
    tell(Backend::Sqlite, |app| async move {
        let asha = app.worker("Asha", &[Role::Coach]).await;
        let stranger = app.browser();
        let form = stranger.get("/sign-in").await;
        page("sign_in", &form);
        let typed = [("email", asha.email.as_str())];
        page("sign_in_sent", &stranger.submit(&form, &typed).await);
        worker::answer_all(app.app()).await.unwrap();
        mail("mail_sign_in", &app.newest_to(&asha.email).await);
        page("not_found", &asha.get("/nowhere").await);
        page("forbidden", &asha.get("/accounts").await);
    });
}

#[test]
fn a_coachs_and_a_managers_day() {
    tell(Backend::Sqlite, |app| async move {
        let office = office(&app).await;
        let Office {
            asha, maya, tara, ..
        } = &office;
        let person = format!("/people/{tara}");
        week(&app, &office).await;
        page("record", &asha.get(&person).await);
        page("plan", &asha.get(&format!("{person}/plan")).await);
        page(
            "appointment_form",
            &asha.get(&format!("{person}/appointments/new")).await,
        );
        let form = asha.get(&format!("{person}/contacts/new")).await;
        page("contact_form", &form);
        let refused = asha.submit_and_stay(&form, &[("note", "Rang twice")]).await;
        page("contact_form_with_errors", &refused);
        let sol = app
            .hire(Hire {
                teams: vec![office.team],
                ..app.somebody("Sol", &[Role::SocialWorker])
            })
            .await;
        let form = sol.get("/referrals/new").await;
        page("referral_form", &form);
        let made = sol.submit(&form, &referral()).await;
        page("referral", &made);

        app.on("2026-11-26");
        let today = asha.get("/today").await;
        page("today_of_a_coach", &today);
        accepted("frame_of_a_coach", &frame(&today));
        page("today_of_a_manager", &maya.get("/today").await);
        page("cohort", &maya.get("/cohort?eet=all").await);
        page("reports", &maya.get("/reports/movement").await);
        let lead = app.worker("Sana", &[Role::SafeguardingLead]).await;
        let asked = format!("/journal?what=changes&who={}", asha.id);
        page("journal", &lead.get(&asked).await);
    });
}

#[test]
fn a_referral_from_outside() {
    tell(Backend::Sqlite, |app| async move {
        app.on("2026-11-20");
        app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let charity = [("name", "Open Door"), ("kind", "charity"), ("sector", "")];
        ada.post("/organisations/new", &charity).await;
        let prue = app.worker("Prue", &[Role::ProgrammeManager]).await;
        let links = prue.get("/referrals/links").await;
        let whom = links.offered("whom");
        for (name, whom) in [
            ("referral_by_a_young_person", "young-person"),
            ("referral_by_an_organisation", whom.last().unwrap()),
        ] {
            app.after_minutes(1);
            let made = prue.post("/referrals/links", &[("whom", whom)]).await;
            let link = link_in(&made.text(), "/refer/");
            page(name, &app.browser().get(&link).await);
            if whom == "young-person" {
                continue;
            }
            let typed = [
                ("name", "Kai Marlow"),
                ("phone", "07700 900555"),
                ("told", "not-yet"),
                ("your_name", "Robin"),
                ("your_email", "robin@opendoor.example"),
            ];
            let sent = app.browser().post(&link, &typed).await;
            // The number is the end of an id.
            let number = sent.path().rsplit('=').next().unwrap().to_owned();
            accepted("referral_sent", &reading(&sent).replace(&number, "…"));
            let receipt = app.newest_to("robin@opendoor.example").await;
            mail("mail_referral_receipt", &receipt.replace(&number, "…"));
        }
    });
}

#[test]
fn a_fund_and_what_is_asked_of_it() {
    tell(Backend::Sqlite, |app| async move {
        let office = office(&app).await;
        let Office {
            asha, maya, tara, ..
        } = &office;
        let (fay, path) = fund(&app).await;
        let tara = tara.to_string();
        let wanted = day("wanted", "2026-11-24");
        let typed = [("item", "Interview clothes"), ("amount", "120")];
        let asked = ask(asha, &tara, &path, &with(&typed, &wanted)).await;
        let asked = asha.follow(asked).await;
        app.after_minutes(1);
        let request = asked.all_links("/fund-requests/")[0].clone();
        let waits = maya.get(&request).await;
        page("fund_request_to_decide", &waits);
        let approved = maya.submit(&waits, &[("says", "yes")]).await;
        page("fund_request_approved", &approved);
        page("fund", &fay.get(&path).await);
    });
}

#[test]
fn an_employer_and_the_way_to_work() {
    tell(Backend::Sqlite, |app| async move {
        let office = office(&app).await;
        let Office { asha, tara, .. } = &office;
        let id = tara.to_string();
        let typed = [("title", "Park ranger")];
        let one = published(asha, "Parks Trust", "ola@parks.example", &typed).await;
        app.after_minutes(1);
        page("opportunity", &asha.get(&one).await);
        let (application, link) = sent(&app, asha, &id, "Park ranger", "ola@parks.example").await;
        mail(
            "mail_application",
            &app.newest_to("ola@parks.example").await,
        );
        let ola = app.browser();
        let theirs = ola.get(&link).await;
        page("application_behind_a_link", &theirs);
        app.after_minutes(1);
        let on = day("on", "2026-12-01");
        let invite = [
            ("answer", "interview"),
            ("at", "10am"),
            ("place", "By video"),
        ];
        ola.submit(&theirs, &with(&invite, &on)).await;
        page("application", &asha.get(&application).await);
        app.after_minutes(1);

        let employers = asha.get("/employers").await;
        let works = employers.link("Parks Trust");
        let days = [("starts", "2026-11-20"), ("ends", "2027-05-20")];
        let placement = agreed_start(asha, &id, &works, &[], &days).await;
        app.after_minutes(1);
        let form = asha.get(&format!("{placement}/plan-link")).await;
        let contact = form.offered("contact")[0].clone();
        asha.submit(&form, &[("contact", &contact)]).await;
        let asked = app.newest_to("ola@parks.example").await;
        mail("mail_before_the_first_day", &asked);
        let link = link_in(&asked, "/work-plan/");
        page("work_plan_behind_a_link", &ola.get(&link).await);
        app.after_minutes(1);
        start_and_ask(asha, &placement).await;
        page("work_placement", &asha.get(&placement).await);
        page("employer", &asha.get(&works).await);

        app.on("2026-11-27");
        worker::run_night(app.app()).await.unwrap();
        let asked = app.newest_to("ola@parks.example").await;
        mail("mail_how_is_it_going", &asked);
        let link = link_in(&asked, "/check-in/");
        page("check_in_behind_a_link", &ola.get(&link).await);
    });
}

#[test]
fn whether_somebody_is_better_off() {
    tell(Backend::Sqlite, |app| async move {
        let Office { asha, tara, .. } = office(&app).await;
        let form = asha.get(&format!("/people/{tara}/better-off/new")).await;
        page("better_off_form", &form);
        let typed = offer("2002-01-15");
        let result = asha.submit(&form, &with(&[], &typed)).await;
        page("better_off_result", &result);
    });
}

#[test]
fn a_mentor_and_a_dated_request() {
    tell(Backend::Sqlite, |app| async move {
        let Office { asha, .. } = office(&app).await;
        let form = asha.get("/mentors/new").await;
        let typed = [
            ("name", "Idris"),
            ("email", "idris@works.example"),
            ("sector", "animals-outdoors"),
            ("about", "Runs a team"),
        ];
        let mentor = asha.submit(&form, &typed).await.address();
        app.after_minutes(1);
        let check = asha.get(&format!("{mentor}/checks")).await;
        let passed = day("passed", "2026-01-10");
        asha.submit(&check, &with(&[("kind", "dbs")], &passed))
            .await;
        page("mentor", &asha.get(&mentor).await);

        app.after_minutes(1);
        let contact = ("Thea", "thea@quill.example");
        employer(&asha, "Quill and Co", "mock-interview", contact).await;
        app.after_minutes(1);
        let kinds = asha.get("/requests/new").await;
        let form = asha.get(&kinds.link("Mock interview")).await;
        let typed = [("begins", "10am"), ("place", "By video, with a link")];
        let on = day("on", "2026-11-26");
        asha.submit(&form, &with(&typed, &on)).await;
        let asked = app.newest_to("thea@quill.example").await;
        mail("mail_can_you_do_it", &asked);
        let thea = app.browser();
        let offer = thea.get(&link_in(&asked, "/offer/")).await;
        page("request_behind_a_link", &offer);
    });
}

#[test]
fn a_young_persons_own_pages() {
    tell(Backend::Sqlite, |app| async move {
        let office = office(&app).await;
        week(&app, &office).await;
        let (browser, home) = own_pages(&app, &office.asha, office.tara).await;
        page("own_home", &home);
        accepted("own_frame", &frame(&home));
        page("own_plan", &browser.get("/my/plan").await);
        page("own_asking", &browser.get("/my/wishes").await);

        // The night before the appointment.
        app.on("2026-11-24");
        worker::run_night(app.app()).await.unwrap();
        mail("text_reminder", &app.newest_to("+447700900321").await);
    });
}

#[test]
fn no_snapshot_is_left_behind() {
    let folder = root().join("crates/app/tests/it");
    let named = std::fs::read_to_string(folder.join("snapshots.rs")).unwrap();
    let kept = std::fs::read_dir(folder.join("snapshots")).unwrap();
    let left: Vec<String> = kept
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".snap").map(str::to_owned))
        .filter(|name| !named.contains(&format!("\"{name}\"")))
        .collect();
    hold(
        "What no test takes any more says nothing of the pages. Remove the file.",
        &left,
    );
}
