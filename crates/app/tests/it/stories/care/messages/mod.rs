//! Messages: by mail through a server that speaks SMTP, by text through one that speaks Notify's interface, and kept where neither is set.

mod kept;
mod mails;
mod texts;

use policy::Role;
use store::{
    Fetch,
    entities::message,
    orm::{EntityTrait, QueryOrder},
};
use values::PersonId;

use crate::world::{Held, Worker, World};

struct Office {
    asha: Worker,
    kai: PersonId,
}

/// A coach and a young person with a phone and an address, on a Friday morning.
async fn office(app: &World) -> Office {
    app.on("2026-11-20");
    let asha = app.worker("Asha", &[Role::Coach]).await;
    let held = Held {
        coach: Some(asha.id),
        ..Held::BY_NOBODY
    };
    let kai = app.young_person("Kai", "Marlow", held).await;
    let edit = format!("/people/{kai}/edit");
    let reach = [("phone", "07700 900321"), ("email", "kai@mail.example")];
    asha.post(&edit, &reach).await;
    Office { asha, kai }
}

async fn write(office: &Office, to: &str, body: &str) {
    let path = format!("/people/{}/messages/new", office.kai);
    let page = office.asha.post(&path, &[("to", to), ("body", body)]).await;
    assert_eq!(
        page.said(),
        "The message is on its way.",
        "{:?}",
        page.errors()
    );
}

async fn states(app: &World) -> Vec<(String, String)> {
    let tx = app.app().store.read().await.unwrap();
    let rows = message::Entity::find()
        .order_by_asc(message::Column::Id)
        .all_in(&tx)
        .await
        .unwrap();
    rows.into_iter()
        .map(|row| (row.state, row.failure))
        .collect()
}
