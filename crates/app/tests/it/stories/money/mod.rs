//! Money: funds that nobody can overdraw, and what is bought, handed over and told.

mod asking;
mod devices;
mod ledger;
mod limits;
mod taking_back;

use crate::world::{
    Page, Worker, World,
    money::{ask, balances},
};

/// Asks for something and returns the page of the request; whoever asks decides it alone.
async fn agreed(worker: &Worker, person: &str, fund: &str, typed: &[(&str, &str)]) -> Page {
    let page = worker.follow(ask(worker, person, fund, typed).await).await;
    assert!(
        page.path().starts_with("/fund-requests/"),
        "{:?}",
        page.errors()
    );
    page
}

/// The addresses of the forms of a page that do one thing, in their order.
fn actions(page: &Page, what: &str) -> Vec<String> {
    let what = format!("/{what}?");
    let all = page.forms().into_iter().map(|form| form.action);
    all.filter(|action| action.contains(&what)).collect()
}

async fn balanced(app: &World) -> [i64; 4] {
    let (held, sum) = balances(app).await[0];
    assert_eq!(held, sum);
    held
}
