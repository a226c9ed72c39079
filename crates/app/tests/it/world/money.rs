//! Funds: one that has money, and what is asked of it.

use axum::{body::Body, http::Request};
use policy::Role;
use store::{
    Fetch,
    entities::{fund_entry, fund_year},
    orm::EntityTrait,
};

use super::{Page, Worker, World};

/// A fund holder, and a fund of £500 confirmed and £300 expected for the year that is now; a coach decides up to £50, a manager up to £200.
pub(crate) async fn fund(app: &World) -> (Worker, String) {
    let fay = app.worker("Fay", &[Role::FundHolder]).await;
    let path = new_fund(&fay, &[]).await;
    bring(&fay, &path, "500", "300").await;
    (fay, path)
}

/// A fund without money, with what was typed over what its form begins with: its path.
pub(crate) async fn new_fund(fay: &Worker, typed: &[(&str, &str)]) -> String {
    let form = fay.get("/funds/new").await;
    let usual = [
        ("name", "Travel and things"),
        ("purpose", "other"),
        ("coach_limit", "50"),
        ("team_limit", "200"),
        ("effect", "none"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| typed.iter().all(|(other, _)| other != name));
    let all: Vec<_> = kept.chain(typed.iter().copied()).collect();
    let page = fay.submit_and_stay(&form, &all).await;
    assert_eq!(page.status(), 303, "{:?}", page.errors());
    page.location().rsplit_once('/').unwrap().0.to_owned()
}

/// Brings money into a fund: so many pounds confirmed, and so many expected.
pub(crate) async fn bring(fay: &Worker, path: &str, confirmed: &str, expected: &str) {
    let form = fay.get(&format!("{path}/money")).await;
    let typed = [("confirmed", confirmed), ("unconfirmed", expected)];
    let page = fay.submit_and_stay(&form, &typed).await;
    assert_eq!(page.status(), 303, "{:?}", page.errors());
}

/// Asks a fund for something, and returns the answer.
pub(crate) async fn ask(worker: &Worker, person: &str, fund: &str, typed: &[(&str, &str)]) -> Page {
    let form = worker.get(&format!("/people/{person}/money/new")).await;
    let id = fund.rsplit('/').next().unwrap();
    let usual = [("fund", id), ("kind", "clothes")];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| typed.iter().all(|(other, _)| other != name));
    let all: Vec<_> = kept.chain(typed.iter().copied()).collect();
    worker.submit_and_stay(&form, &all).await
}

/// Sends a file by the form of a page, and follows where that leads.
pub(crate) async fn upload(worker: &Worker, page: &Page, name: &str, content: &str) -> Page {
    let form = page
        .forms()
        .into_iter()
        .find(|form| form.action.contains("receipt"));
    let action = form.unwrap().action;
    let body = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"form_key\"\r\n\r\n{}\r\n--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n\r\n{content}\r\n--cut--\r\n",
        page.form_key()
    );
    let request = Request::post(action)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=cut")
        .body(Body::from(body))
        .unwrap();
    worker.follow(worker.send(request).await).await
}

/// Every year's sums, and what its ledger adds up to.
pub(crate) async fn balances(app: &World) -> Vec<([i64; 4], [i64; 4])> {
    let tx = app.app().store.read().await.unwrap();
    let years = fund_year::Entity::find().all_in(&tx).await.unwrap();
    let entries = fund_entry::Entity::find().all_in(&tx).await.unwrap();
    years
        .iter()
        .map(|year| {
            let own = entries.iter().filter(|one| one.fund_year_id == year.id);
            let mut sum = [0; 4];
            for one in own {
                sum[0] += one.confirmed_pence;
                sum[1] += one.unconfirmed_pence;
                sum[2] += one.committed_pence;
                sum[3] += one.spent_pence;
            }
            let held = [
                year.confirmed_pence,
                year.unconfirmed_pence,
                year.committed_pence,
                year.spent_pence,
            ];
            (held, sum)
        })
        .collect()
}
