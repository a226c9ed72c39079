//! Packs that are given, and devices that are lent.

use policy::Role;

use crate::world::{
    fields::{day, send, with},
    money::{ask, new_fund},
    office::{Office, office},
    own_pages::own_pages,
};

story!(packs_are_given_and_devices_are_lent_and_come_back, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let fay = app.worker("Fay", &[Role::FundHolder]).await;
    let mut paths = Vec::new();
    for (name, number) in [
        ("Prison packs", "20"),
        ("Suitcases", "320"),
        ("Baby packs", "40"),
    ] {
        let path = new_fund(
            &fay,
            &[("name", name), ("kind", "stock"), ("purpose", "other")],
        )
        .await;
        let form = fay.get(&format!("{path}/stock")).await;
        fay.submit(&form, &[("kind", "in"), ("number", number)])
            .await;
        paths.push(path);
    }
    for (path, given) in paths.iter().zip(["16", "299", "37"]) {
        let form = fay.get(&format!("{path}/stock")).await;
        fay.submit(&form, &[("kind", "given"), ("number", given)])
            .await;
    }
    let tara = tara.to_string();
    let given = asha.follow(ask(&asha, &tara, &paths[1], &[]).await).await;
    assert_eq!(given.said(), "Recorded as handed over.");
    let none = ask(&asha, &tara, &paths[0], &[("things", "5")]).await;
    assert_eq!(none.errors(), ["Only 4 left in stock"]);
    for (path, stands) in paths.iter().zip([
        "4 in stock, 16 given.",
        "20 in stock, 300 given.",
        "3 in stock, 37 given.",
    ]) {
        let page = fay.get(path).await;
        assert!(page.text().contains(stands), "{stands}: {}", page.text());
    }
    let lost = fay.get(&format!("{}/stock", paths[2])).await;
    let too_many = fay
        .submit(&lost, &[("kind", "lost"), ("number", "4")])
        .await;
    assert_eq!(too_many.errors(), ["There are not that many in stock"]);

    let form = fay.get(&format!("{}/devices", paths[1])).await;
    let device = [("name", "Tablet"), ("serial", "SN-001")];
    fay.submit(&form, &device).await;
    let twice = fay
        .submit(&fay.get(&format!("{}/devices", paths[1])).await, &device)
        .await;
    assert_eq!(
        twice.errors(),
        ["A device with this serial number has already been added"]
    );
    let lend = asha.get(&format!("/people/{tara}/money/lend")).await;
    let choice = lend.offered("device")[0].clone();
    let done = asha
        .submit(
            &lend,
            &with(&[("device", choice.as_str())], &day("until", "2027-06-30")),
        )
        .await;
    assert!(
        done.text()
            .contains("Tablet, SN-001, since 20 November 2026, due back by 30 June 2027"),
        "{}",
        done.text()
    );
    let page = fay.get(&paths[1]).await;
    assert!(
        page.text()
            .contains("Lent to Tara Ode, due back by 30 June 2027"),
        "{}",
        page.text()
    );
    let back = page
        .forms()
        .iter()
        .find(|form| form.action.ends_with("/back"))
        .unwrap()
        .action
        .clone();
    let page = fay.press(&page, &back).await;
    assert!(
        page.column("Where it is")
            .iter()
            .any(|cell| cell.starts_with("In stock")),
        "{:?}",
        page.column("Where it is")
    );
    let funds = fay.get("/funds").await;
    assert!(
        funds
            .text()
            .contains("Suitcases Other things 20 in stock, 300 given"),
        "{}",
        funds.text()
    );
});

story!(
    a_lent_laptop_is_asked_back_by_its_day_and_can_be_lost_on_the_shelf,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let stock = new_fund(&fay, &[("kind", "stock"), ("purpose", "equipment")]).await;
        for serial in ["SN-1", "SN-2"] {
            let form = fay.get(&format!("{stock}/devices")).await;
            fay.submit(&form, &[("name", "Laptop"), ("serial", serial)])
                .await;
            app.after_minutes(1);
        }
        let form = asha.get(&format!("/people/{tara}/money/lend")).await;
        let device = form.offered("device")[0].clone();
        let until = day("until", "2026-11-24");
        asha.submit(&form, &with(&[("device", &device)], &until))
            .await;
        let (hers, _) = own_pages(&app, &asha, tara).await;
        let own = hers.get("/my/promises").await;
        assert!(
            own.text()
                .contains("Laptop, to bring back by 24 November 2026"),
            "{}",
            own.text()
        );
        app.on("2026-11-25");
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("ask for the Laptop back"),
            "{}",
            today.text()
        );
        let money = asha.get(&format!("/people/{tara}/money")).await;
        let back = format!("/devices/{device}/back");
        send(&asha, &money, &back, &[("gone", "no")]).await;
        let today = asha.get("/today").await;
        assert!(
            !today.text().contains("ask for the Laptop back"),
            "{}",
            today.text()
        );
        // On the shelf it can be lost too.
        app.after_minutes(1);
        let shelf = fay.get(&stock).await;
        send(&fay, &shelf, &back, &[("gone", "yes")]).await;
        assert!(
            fay.get(&stock)
                .await
                .text()
                .contains("Lost or broken since 25 November 2026")
        );
    }
);
