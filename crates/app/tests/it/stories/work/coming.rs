//! Being invited, hearing of it, coming, and what follows from it.

use policy::Role;

use crate::world::{
    Held, Worker,
    fields::{day, with},
    office::{Office, office},
    own_pages::own_pages,
};

async fn planned(worker: &Worker, typed: &[(&str, &str)], on: &str) -> String {
    let form = worker.get("/activities/new").await;
    let usual = [
        ("title", "Interview skills"),
        ("kind", "workshop"),
        ("begins", "10am"),
        ("ends", "1pm"),
        ("place", "The hall"),
        ("led_by", "Sam from employment and skills"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| typed.iter().all(|(other, _)| other != name));
    let all: Vec<_> = kept.chain(typed.iter().copied()).collect();
    worker
        .submit(&form, &with(&all, &day("on", on)))
        .await
        .address()
}

story!(
    whoever_is_invited_hears_of_it_and_whoever_comes_has_been_met,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let held = Held {
            coach: Some(asha.id),
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let ines = app.young_person("Ines", "Ade", held).await;
        asha.post(
            &format!("/people/{tara}/edit"),
            &[("phone", "07700 900555")],
        )
        .await;
        let one = planned(&asha, &[], "2026-11-26").await;
        let shown = asha.get(&one).await;
        assert!(shown.text().contains("Sam from employment and skills"));
        let invite = asha.get(&format!("{one}/invite")).await;
        assert!(invite.text().contains("Ines Ade, 18"), "{}", invite.text());
        let page = asha.submit(&invite, &[("everyone", "yes")]).await;
        assert_eq!(
            page.said(),
            "They have been invited. We could not send everyone a message. The list below shows who to tell, and their coach will see it on Today."
        );
        // Tara has a phone, and hears of it; of Ines her coach knows that nobody has told her.
        assert_eq!(
            app.letters_to("+447700900555").await,
            [
                "Hello, it is Asha. You are invited to something on 26 November 2026. Your page says what it is. Tell me if you can come."
            ]
        );
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("Ines Ade : tell them about “Interview skills”")
                && !today.text().contains("Tara Ode : tell them about"),
            "{}",
            today.text()
        );
        let answer = asha.get(&format!("{one}/answer?person={ines}")).await;
        asha.submit(&answer, &[("answer", "yes")]).await;
        assert!(!asha.get("/today").await.text().contains("tell them about"));

        // It stands first on her own pages, and in the organiser's diary.
        let (own, home) = own_pages(&app, &asha, tara).await;
        assert!(
            home.text().contains(
                "You are invited: Thursday 26 November 2026, 10:00am to 1:00pm, The hall."
            ),
            "{}",
            home.text()
        );
        let days = own.get("/my/activities").await;
        own.submit(&days, &[("answer", "yes")]).await;
        assert!(own.get("/my").await.text().contains("You have a place"));
        let diary = asha.get("/diary").await;
        assert!(
            diary
                .text()
                .contains("Interview skills , 10:00am to 1:00pm, The hall"),
            "{}",
            diary.text()
        );

        // The day itself, and the day after: nobody has been met for a week, and the next contact of Strand 3 is due.
        app.on("2026-11-26");
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("10:00am to 1:00pm: Interview skills , The hall")
        );
        app.on("2026-11-27");
        let due = |page: &crate::world::Page| page.text().contains("First contact");
        assert!(due(&asha.get("/today").await));
        let came = asha.get(&format!("{one}/attendance")).await;
        let both = [tara, ines].map(|id| ("person".to_owned(), id.to_string()));
        let mut fields = vec![("form_key".to_owned(), came.form_key())];
        fields.extend(both);
        let page = asha
            .send_form(&format!("{one}/attendance"), &fields, &[])
            .await;
        let page = asha.follow(page).await;
        assert!(
            page.said()
                .starts_with("Attendance has been recorded as a contact"),
            "{}",
            page.said()
        );
        let record = asha.get(&format!("/people/{tara}")).await;
        assert!(
            record.text().contains("Workshop or event")
                && record.text().contains("last contact 26 November 2026"),
            "{}",
            record.text()
        );
        assert!(!due(&asha.get("/today").await), "she has been met");
        let report = maya.get("/reports/activities").await;
        assert_eq!(report.column("Kind"), ["Workshop"]);
        let counts = ["Dates held", "Invitations", "Young people who came"];
        let counts = counts.map(|name| report.column(name)[0].clone());
        assert_eq!(counts, ["1", "2", "2"]);

        // It was somebody else: what was recorded is taken back, and she has not been met.
        let came = asha.get(&format!("{one}/attendance")).await;
        let fields = vec![
            ("form_key".to_owned(), came.form_key()),
            ("person".to_owned(), ines.to_string()),
        ];
        asha.send_form(&format!("{one}/attendance"), &fields, &[])
            .await;
        assert!(due(&asha.get("/today").await));
    }
);

story!(
    a_series_is_invited_as_a_whole_and_a_free_place_is_told,
    |app| {
        let Office {
            asha, tara, team, ..
        } = office(&app).await;
        let held = Held {
            coach: Some(asha.id),
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let ines = app.young_person("Ines", "Ade", held).await;
        for (who, phone) in [(tara, "07700 900555"), (ines, "07700 900666")] {
            asha.post(&format!("/people/{who}/edit"), &[("phone", phone)])
                .await;
        }
        let typed = [("every", "1"), ("times", "3"), ("places", "1")];
        planned(&asha, &typed, "2026-11-26").await;
        let list = asha.get("/activities").await;
        let dates = list.all_links("/activities/");
        let dates: Vec<_> = dates
            .into_iter()
            .filter(|path| !path.contains("new"))
            .collect();
        assert_eq!(dates.len(), 3, "{dates:?}");
        let invite = asha.get(&format!("{}/invite", dates[2])).await;
        assert!(
            invite
                .text()
                .contains("Invite them to the 2 other dates of the series too"),
            "{}",
            invite.text()
        );
        let all = [("everyone", "yes"), ("series", "yes")];
        let page = asha.submit(&invite, &all).await;
        assert_eq!(
            page.said(),
            "Invited. Each has been sent a message, and can answer on their own pages."
        );
        for one in &dates {
            assert_eq!(asha.get(one).await.column("Answer"), ["Invited", "Invited"]);
        }
        assert_eq!(
            app.letters_to("+447700900666").await.len(),
            1,
            "one message for all of them"
        );

        // One place: who waits gets it when the other cannot come, and hears of it.
        for (who, said) in [(tara, "yes"), (ines, "yes"), (tara, "no")] {
            app.after_minutes(1);
            let form = asha.get(&format!("{}/answer?person={who}", dates[2])).await;
            asha.submit(&form, &[("answer", said)]).await;
        }
        let letters = app.letters_to("+447700900666").await;
        assert!(
            letters[1].contains("A place has come up for you on 26 November 2026"),
            "{letters:?}"
        );
        app.after_minutes(1);
        let off = asha.get(&format!("{}/cancel", dates[2])).await;
        let page = asha.submit(&off, &[("reason", "The hall is shut")]).await;
        assert_eq!(page.said(), "It has been called off.");
        let letters = app.letters_to("+447700900666").await;
        assert!(
            letters[2].contains("What we planned for 26 November 2026 has been called off"),
            "{letters:?}"
        );
    }
);

story!(
    a_carer_hears_what_was_agreed_and_nothing_once_it_has_ended,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let record = format!("/people/{tara}");
        asha.post(&format!("{record}/edit"), &[("phone", "07700 900555")])
            .await;
        let form = asha
            .get(&format!("{record}/particulars/add?entry=circle"))
            .await;
        let robin = [
            ("name", "Robin Hill"),
            ("part", "carer"),
            ("shares", "When I have a workshop or a meeting"),
            ("tell_meetings", "yes"),
            ("tell_activities", "yes"),
        ];
        let refused = asha.submit_and_stay(&form, &robin).await;
        assert_eq!(
            refused.errors(),
            [
                "Enter the date the young person agreed",
                "Enter a mobile number or an email address, so that they can be told",
            ]
        );
        let mut days = day("agreed_on", "2026-11-20");
        days.extend(day("shares_until_on", "2026-11-27"));
        let reached = [("reach", "07700 900777")];
        asha.submit(&refused, &with(&reached, &days)).await;
        let shown = asha.get(&format!("{record}/about")).await;
        assert!(
            shown.text().contains(
                "Told automatically about: meetings, the day before; workshops and other activities"
            ),
            "{}",
            shown.text()
        );
        let told = async || app.letters_to("+447700900777").await;

        // An invitation, and a meeting the day before. Where it is and what it is about is nobody else's business.
        let one = planned(&asha, &[], "2026-11-26").await;
        let invite = asha.get(&format!("{one}/invite")).await;
        asha.submit(&invite, &[("everyone", "yes")]).await;
        assert_eq!(
            told().await,
            [
                "Hello Robin, it is Asha. Tara agreed that we can let you know: they are invited to something on 26 November 2026."
            ]
        );
        let form = asha.get(&format!("{record}/appointments/new")).await;
        let meeting = [
            ("kind", "one-to-one"),
            ("begins", "10am"),
            ("place", "The library"),
        ];
        asha.submit(&form, &with(&meeting, &day("on", "2026-11-24")))
            .await;
        app.on("2026-11-23");
        for _ in 0..2 {
            foothold::program::worker::run_night(app.app())
                .await
                .unwrap();
        }
        assert_eq!(
            told().await[1..],
            [
                "Hello Robin, it is Asha. Tara agreed that we can let you know: they have a meeting tomorrow at 10:00am."
            ]
        );
        let messages = asha.get(&format!("{record}/messages")).await;
        assert!(messages.text().contains("To someone who supports them"));
        let (own, _) = own_pages(&app, &asha, tara).await;
        let hers = own.get("/my/messages").await;
        assert!(
            hers.text()
                .contains("To someone who supports you, as you agreed"),
            "{}",
            hers.text()
        );

        // She came; and the agreement ends with its last day.
        app.on("2026-11-26");
        let register = asha.get(&format!("{one}/attendance")).await;
        let id = tara.to_string();
        asha.submit(&register, &[("person", id.as_str())]).await;
        let report = maya.get("/reports/activities").await;
        assert_eq!(report.column("Attendances"), ["1"]);
        let told_of = "2 messages to carers and other people around them, about 1 young person";
        assert!(report.text().contains(told_of), "{}", report.text());
        // Who somebody is to them can say something: whoever may not read what is restricted does not read to whom it went.
        let pat = app.worker("Pat", &[Role::ProgrammeManager]).await;
        let seen = pat.get(&format!("{record}/messages")).await;
        assert!(
            !seen.text().contains("Robin") && seen.text().contains("Someone who supports them"),
            "{}",
            seen.text()
        );
        app.on("2026-11-28");
        let next = planned(&asha, &[("title", "CV clinic")], "2026-12-10").await;
        let invite = asha.get(&format!("{next}/invite")).await;
        asha.submit(&invite, &[("everyone", "yes")]).await;
        assert_eq!(told().await.len(), 2);
        let shown = asha.get(&record).await;
        assert!(!shown.text().contains("Told automatically about"));
    }
);

story!(coming_does_the_step_of_the_plan_that_it_is_tied_to, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let plan = format!("/people/{tara}/plan");
    let form = asha.get(&format!("{plan}/goals/new")).await;
    let goal = [
        ("words", "A job with animals"),
        ("steps", "Practise interviews"),
        ("agreed_how", "in-person"),
    ];
    asha.submit(&form, &goal).await;
    let one = planned(&asha, &[], "2026-11-26").await;
    let invite = asha.get(&format!("{one}/invite")).await;
    asha.submit(&invite, &[("everyone", "yes")]).await;
    let answer = asha.get(&format!("{one}/answer?person={tara}")).await;
    let step = answer.offered("step");
    let step = step.iter().find(|id| !id.is_empty()).unwrap();
    asha.submit(&answer, &[("step", step)]).await;
    let again = asha.get(&format!("{one}/answer?person={tara}")).await;
    assert_eq!(again.field("step"), *step);

    app.on("2026-11-26");
    let id = tara.to_string();
    let register = asha.get(&format!("{one}/attendance")).await;
    asha.submit(&register, &[("person", id.as_str())]).await;
    let done = asha.get(&plan).await;
    assert!(
        done.text().contains("Done 26 November 2026"),
        "{}",
        done.text()
    );
    // It was somebody else: the step is to do again.
    let register = asha.get(&format!("{one}/attendance")).await;
    let fields = vec![("form_key".to_owned(), register.form_key())];
    asha.send_form(&format!("{one}/attendance"), &fields, &[])
        .await;
    let open = asha.get(&plan).await;
    assert!(
        !open.text().contains("Done 26 November 2026"),
        "{}",
        open.text()
    );
});
