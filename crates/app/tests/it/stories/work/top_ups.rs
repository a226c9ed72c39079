//! Top-ups of a programme, which a fund pays while somebody is at work.

use policy::Role;
use values::PersonId;

use crate::world::{
    Held, Hire, Worker, World,
    fields::{day, with},
    money::{balances, bring, new_fund},
    programmes::CAMDEN,
    work::employer,
};

/// A coach, and somebody who is enrolled as an intern of Camden's.
async fn camden(app: &World) -> (Worker, PersonId) {
    app.on("2026-11-20");
    app.publish(app.home(), CAMDEN).await;
    let team = app.team("Apprenticeships").await;
    let hire = Hire {
        teams: vec![team],
        ..app.somebody("Asha", &[Role::Coach])
    };
    let asha = app.hire(hire).await;
    let held = Held {
        coach: Some(asha.id),
        team: Some(team),
        ..Held::BY_NOBODY
    };
    let intern = app.young_person("Iris", "Ode", held).await;
    let enrol = [
        ("stage", "internships-camden/applying"),
        ("reason", "Would like to work in a park"),
    ];
    asha.post(&format!("/people/{intern}/enrol"), &enrol).await;
    (asha, intern)
}

story!(
    a_top_up_of_the_programme_is_paid_by_its_fund_and_stops_with_the_work,
    |app| {
        let (asha, intern) = camden(&app).await;
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let path = new_fund(&fay, &[("name", "Top-ups"), ("purpose", "top-up")]).await;
        bring(&fay, &path, "1000", "").await;
        let works = employer(&asha, "Camden parks", "job", ("Ola", "ola@parks.example")).await;
        let form = asha
            .get(&format!("/people/{intern}/work-placements/new"))
            .await;
        let id = works.rsplit('/').next().unwrap();
        let typed = [
            ("employer", id),
            ("title", "Intern in parks"),
            ("kind", "internship"),
            ("place", "Camden parks"),
            ("hourly", "14.80"),
        ];
        let starts = day("starts", "2026-11-20");
        let page = asha.submit(&form, &with(&typed, &starts)).await;
        let one = page.address();
        let start = asha.get(&format!("{one}/start")).await;
        let began = day("on", "2026-11-20");
        asha.submit(&start, &with(&[], &began)).await;
        // November to March lies in the year that has money: four parts, from a month after the start on.
        assert_eq!(balances(&app).await[0].0[2], 16_667 * 4);
        let shown = asha.get(&one).await;
        assert_eq!(shown.column("Due").len(), 18);

        // The first part, by the work placement; the second, by the fund.
        app.on("2026-12-21");
        let page = asha.get(&one).await;
        let paid = page
            .forms()
            .into_iter()
            .find(|form| form.action.contains("/top-up?"));
        asha.press(&page, &paid.unwrap().action).await;
        assert_eq!(balances(&app).await[0].0[3], 16_667);
        app.on("2027-01-20");
        let fund = fay.get(&path).await;
        let request = fund.all_links("/fund-requests/")[0].clone();
        let page = fay.get(&request).await;
        let pay = page
            .forms()
            .into_iter()
            .find(|form| form.action.contains("/pay?"));
        fay.press(&page, &pay.unwrap().action).await;
        let shown = asha.get(&one).await;
        assert!(
            shown.text().contains("Paid, recorded on 20 January 2027"),
            "{}",
            shown.text()
        );

        // They leave in month seven: what fell due is owed, the rest is free again.
        app.on("2027-06-10");
        let form = asha.get(&format!("{one}/end")).await;
        let ended = asha
            .submit(
                &form,
                &with(
                    &[("reason", "another-job"), ("side", "young-person")],
                    &day("on", "2027-06-10"),
                ),
            )
            .await;
        assert!(ended.errors().is_empty(), "{:?}", ended.errors());
        for (held, sum) in balances(&app).await {
            assert_eq!(held, sum);
            assert_eq!(held[2], 16_667 * 2, "February and March are still owed");
            assert_eq!(held[3], 16_667 * 2);
        }
    }
);
