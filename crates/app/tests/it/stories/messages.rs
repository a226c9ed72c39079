//! Messages: by mail through a server that speaks SMTP, by text through one that speaks Notify's interface, and kept where neither is set.

use std::{
    io::{self, BufRead, Write},
    net::{IpAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, Request, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::TimeDelta;
use foothold::{post::transport::notify::Notify, program::worker, shell::web::Query};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use mailin_embedded::{Handler, Server, SslConfig, response::OK};
use policy::Role;
use serde_json::{Value, json};
use store::{
    entities::message,
    orm::{EntityTrait, QueryOrder},
};
use values::PersonId;

use crate::world::{Held, Worker, World};

const SERVICE: &str = "11111111-1111-4111-8111-111111111111";
const SECRET: &str = "22222222-2222-4222-8222-222222222222";
const CALLBACK: &str = "a-secret-of-ours-1234";

/// What an SMTP server was given.
#[derive(Clone, Default)]
struct Postbox(Arc<Mutex<Vec<String>>>);

impl Handler for Postbox {
    fn data_start(
        &mut self,
        _domain: &str,
        _from: &str,
        _is8bit: bool,
        _to: &[String],
    ) -> mailin_embedded::Response {
        self.0.lock().unwrap().push(String::new());
        OK
    }

    fn data(&mut self, line: &[u8]) -> io::Result<()> {
        let mut all = self.0.lock().unwrap();
        all.last_mut()
            .unwrap()
            .push_str(&String::from_utf8_lossy(line));
        Ok(())
    }

    fn helo(&mut self, _ip: IpAddr, _domain: &str) -> mailin_embedded::Response {
        OK
    }
}

/// Begins an SMTP server, and returns its port.
fn smtp_server(postbox: &Postbox) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut server = Server::new(postbox.clone());
    server
        .with_name("mail.test")
        .with_ssl(SslConfig::None)
        .unwrap()
        .with_tcp_listener(listener);
    std::thread::spawn(move || server.serve().map_err(|error| error.to_string()));
    port
}

/// A server that speaks Notify's interface: it checks the token, answers what it is told to, and remembers what it took.
#[derive(Clone, Default)]
struct Double {
    taken: Arc<Mutex<Vec<Value>>>,
    /// What is answered next: a status, or 0 for taking it and breaking off.
    next: Arc<Mutex<Vec<u16>>>,
}

impl Double {
    fn refuse(status: u16, error: &str) -> Response {
        let body =
            json!({ "status_code": status, "errors": [{ "error": error, "message": "made up" }] });
        (StatusCode::from_u16(status).unwrap(), Json(body)).into_response()
    }

    fn knows(headers: &HeaderMap) -> bool {
        let token = headers
            .get("authorization")
            .and_then(|value| value.to_str().ok());
        let token = token
            .and_then(|value| value.strip_prefix("Bearer "))
            .unwrap_or("");
        let mut rules = Validation::new(Algorithm::HS256);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        let key = DecodingKey::from_secret(SECRET.as_bytes());
        jsonwebtoken::decode::<Value>(token, &key, &rules)
            .is_ok_and(|read| read.claims["iss"] == SERVICE && read.claims["iat"].is_i64())
    }
}

async fn take(
    State(double): State<Double>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    if !Double::knows(&headers) {
        return Double::refuse(403, "AuthError");
    }
    let next = double.next.lock().unwrap().pop();
    match next {
        Some(0) => {
            double.taken.lock().unwrap().push(body);
            tokio::time::sleep(std::time::Duration::from_secs(3)).await;
            StatusCode::CREATED.into_response()
        }
        Some(429) => Double::refuse(429, "RateLimitError"),
        Some(status) => Double::refuse(status, "BadRequestError"),
        None => {
            let mut taken = double.taken.lock().unwrap();
            taken.push(body);
            let id = format!("33333333-3333-4333-8333-{:012}", taken.len());
            (StatusCode::CREATED, Json(json!({ "id": id }))).into_response()
        }
    }
}

async fn look_up(
    State(double): State<Double>,
    Query(asked): Query<std::collections::HashMap<String, String>>,
) -> Json<Value> {
    let taken = double.taken.lock().unwrap();
    let found = taken
        .iter()
        .filter(|body| body["reference"] == asked["reference"].as_str());
    let found: Vec<_> = found
        .map(|_| json!({ "id": "44444444-4444-4444-8444-444444444444" }))
        .collect();
    Json(json!({ "notifications": found }))
}

async fn notify_server(double: &Double) -> String {
    let routes = Router::new()
        .route("/v2/notifications/sms", post(take))
        .route("/v2/notifications/email", post(take))
        .route("/v2/notifications", get(look_up))
        .with_state(double.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

struct Office {
    asha: Worker,
    kai: PersonId,
}

/// A coach and a young person with a phone and an address, on a Friday morning.
async fn office(app: &World) -> Office {
    app.on("2026-11-20");
    let asha = app.worker("Asha", &[Role::Coach]).await;
    let held = Held {
        coach: asha.id,
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
        .all(tx.conn())
        .await
        .unwrap();
    rows.into_iter()
        .map(|row| (row.state, row.failure))
        .collect()
}

story!(without_a_way_to_send_every_message_is_kept, |app| {
    let office = office(&app).await;
    write(&office, "+447700900321", "See you tomorrow at 2. Asha").await;
    assert_eq!(worker::run_due(app.app()).await.unwrap(), 1);
    let list = office
        .asha
        .get(&format!("/people/{}/messages", office.kai))
        .await;
    assert!(
        list.text().contains("Kept here: sending is not set up"),
        "{}",
        list.text()
    );
    // The administrator sees that something is kept, and neither what nor for whom.
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let outbox = ada.get("/outbox").await;
    assert_eq!(outbox.column("Message"), ["A message to a young person"]);
    assert!(!outbox.body().contains("See you") && !outbox.body().contains("900321"));
    let tx = app.app().store.read().await.unwrap();
    let row = message::Entity::find().one(tx.conn()).await.unwrap();
    let address = format!("/outbox/{}", row.unwrap().id);
    assert_eq!(ada.visit(&address).await.status(), 404);
});

story!(
    what_gives_it_away_does_not_go_out_unless_they_chose_so,
    |app| {
        let office = office(&app).await;
        let path = format!("/people/{}/messages/new", office.kai);
        let typed = [
            ("to", "+447700900321"),
            ("body", "Your council programme begins"),
        ];
        let page = office.asha.get(&path).await;
        let refused = office.asha.submit_and_stay(&page, &typed).await;
        assert_eq!(
            refused.errors(),
            ["Take out words that give it away to others: council, programme"]
        );
        let edit = format!("/people/{}/particulars/edit?group=reach", office.kai);
        office.asha.post(&edit, &[("may_name_care", "yes")]).await;
        let sent = office.asha.post(&path, &typed).await;
        assert_eq!(sent.said(), "The message is on its way.");
        office
            .asha
            .post(&edit, &[("safe_times", "when he is alone")])
            .await;
        let page = office.asha.get(&path).await;
        let refused = office.asha.submit_and_stay(&page, &typed).await;
        assert!(refused.errors()[0].starts_with("Their safe times are written in words"));
    }
);

story!(a_mail_leaves_by_smtp_and_answers_reach_the_worker, |app| {
    let postbox = Postbox::default();
    let port = smtp_server(&postbox);
    let office = office(&app).await;
    let url = format!("smtp://127.0.0.1:{port}");
    let smtp =
        foothold::post::transport::smtp::Smtp::new(&url, "Your team <team@northtown.example>");
    app.send_by(foothold::post::transport::Transport {
        smtp: Some(smtp.unwrap()),
        notify: None,
    });
    write(&office, "kai@mail.example", "See you tomorrow at 2. Asha").await;
    worker::run_due(app.app()).await.unwrap();
    assert_eq!(states(&app).await[0].0, "sent");
    let mail = postbox.0.lock().unwrap().join("");
    for part in [
        "From: \"Your team\" <team@northtown.example>",
        "To: kai@mail.example",
        "Subject: A message for you",
        "Reply-To: asha@",
        "See you tomorrow at 2. Asha",
    ] {
        assert!(
            mail.to_lowercase().contains(&part.to_lowercase()),
            "{part}: {mail}"
        );
    }
    assert!(
        !mail.contains("Northtown") && !mail.to_lowercase().contains("foothold"),
        "{mail}"
    );
});

/// Speaks SMTP until a mail is there, and then breaks the line without a word.
fn breaking_smtp_server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            talk_and_break(stream.unwrap());
        }
    });
    port
}

fn talk_and_break(stream: TcpStream) {
    let mut answers = stream.try_clone().unwrap();
    let mut say = |words: &str| {
        answers
            .write_all(format!("{words}\r\n").as_bytes())
            .unwrap()
    };
    say("220 here");
    let mut is_mail = false;
    for line in io::BufReader::new(stream).lines() {
        let line = line.unwrap();
        if is_mail && line == "." {
            return;
        }
        if line == "DATA" {
            is_mail = true;
            say("354 go on");
        } else if !is_mail {
            say("250 yes");
        }
    }
}

story!(a_mail_that_may_have_arrived_waits_for_a_person, |app| {
    let office = office(&app).await;
    let by = |port: u16| {
        let url = format!("smtp://127.0.0.1:{port}");
        let smtp = foothold::post::transport::smtp::Smtp::new(&url, "team@northtown.example");
        app.send_by(foothold::post::transport::Transport {
            smtp: Some(smtp.unwrap()),
            notify: None,
        });
    };
    by(breaking_smtp_server());
    write(&office, "kai@mail.example", "See you at 2. Asha").await;
    for _ in 0..2 {
        worker::run_due(app.app()).await.unwrap();
        app.after_minutes(15);
    }
    assert_eq!(states(&app).await[0].0, "uncertain");
    worker::run_due(app.app()).await.unwrap();
    let today = office.asha.get("/today").await;
    let asked = office
        .asha
        .get(&today.link("A message to Kai Marlow may not have arrived"))
        .await;
    assert!(
        asked.text().contains("See you at 2. Asha"),
        "{}",
        asked.text()
    );
    let refused = office.asha.submit_and_stay(&asked, &[]).await;
    assert_eq!(refused.errors(), ["Choose what happened"]);

    let postbox = Postbox::default();
    by(smtp_server(&postbox));
    office.asha.submit(&asked, &[("settled", "again")]).await;
    worker::run_due(app.app()).await.unwrap();
    assert_eq!(states(&app).await[0].0, "sent");
    assert!(
        postbox
            .0
            .lock()
            .unwrap()
            .join("")
            .contains("See you at 2. Asha")
    );
    let again = office.asha.get(asked.path()).await;
    assert!(again.text().contains("Someone has already answered this"));
});

story!(
    a_text_leaves_by_notify_is_tried_again_and_never_sent_twice,
    |app| {
        let double = Double::default();
        let address = notify_server(&double).await;
        let office = office(&app).await;
        let key = format!("team-{SERVICE}-{SECRET}");
        let wait = std::time::Duration::from_secs(1);
        app.send_by(foothold::post::transport::Transport {
            smtp: None,
            notify: Notify::new(&address, &key, "text-template", "mail-template", wait),
        });
        let later = || app.after_minutes(300);

        // Too many, then a fault over there, then it is taken.
        *double.next.lock().unwrap() = vec![500, 429];
        write(&office, "+447700900321", "Hello").await;
        for _ in 0..3 {
            worker::run_due(app.app()).await.unwrap();
            later();
        }
        assert_eq!(states(&app).await, [("sent".to_owned(), String::new())]);
        assert_eq!(double.taken.lock().unwrap().len(), 1);
        let taken = double.taken.lock().unwrap()[0].clone();
        assert_eq!(taken["phone_number"], "+447700900321");
        assert_eq!(taken["template_id"], "text-template");
        assert_eq!(taken["personalisation"]["body"], "Hello");

        // Taken, and the line breaks: it is looked up by its reference and not sent again.
        *double.next.lock().unwrap() = vec![0];
        app.on("2026-11-21");
        write(&office, "+447700900321", "Again").await;
        worker::run_due(app.app()).await.unwrap();
        assert_eq!(states(&app).await[1].0, "sending");
        later();
        worker::run_due(app.app()).await.unwrap();
        assert_eq!(states(&app).await[1].0, "sent");
        assert_eq!(double.taken.lock().unwrap().len(), 2, "it is there once");

        // Refused for good.
        *double.next.lock().unwrap() = vec![400];
        app.on("2026-11-22");
        write(&office, "+447700900321", "Third").await;
        worker::run_due(app.app()).await.unwrap();
        assert_eq!(
            states(&app).await[2],
            ("failed".to_owned(), "BadRequestError".to_owned())
        );
    }
);

async fn tell(app: &World, path: &str, body: Value, token: &str) -> u16 {
    let request = Request::post(path)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(body.to_string().into())
        .unwrap();
    app.browser().send(request).await.status()
}

story!(
    receipts_and_answers_come_back_and_wait_for_an_answer,
    |app| {
        let office = office(&app).await;
        write(&office, "+447700900321", "See you tomorrow").await;
        let reference = {
            let tx = app.app().store.read().await.unwrap();
            let row = message::Entity::find().one(tx.conn()).await.unwrap();
            row.unwrap().reference
        };
        let receipt = json!({ "reference": reference, "status": "delivered" });
        assert_eq!(
            tell(&app, "/notify/receipts", receipt.clone(), "wrong").await,
            404
        );
        assert_eq!(tell(&app, "/notify/receipts", receipt, CALLBACK).await, 204);
        assert_eq!(states(&app).await[0].0, "delivered");

        let text =
            json!({ "id": "t1", "source_number": "447700900321", "message": "Can we make it 3?" });
        for _ in 0..2 {
            assert_eq!(
                tell(&app, "/notify/texts", text.clone(), CALLBACK).await,
                204
            );
        }
        let list = office
            .asha
            .get(&format!("/people/{}/messages", office.kai))
            .await;
        assert_eq!(
            list.text().matches("Can we make it 3?").count(),
            1,
            "it came once"
        );
        let today = office
            .asha
            .get(&format!("/people/{}/asked", office.kai))
            .await;
        assert!(today.text().contains("Wrote to you"), "{}", today.text());
        let unknown = json!({ "id": "t2", "source_number": "447700900999", "message": "Hello" });
        assert_eq!(tell(&app, "/notify/texts", unknown, CALLBACK).await, 204);
    }
);

story!(
    a_reminder_is_written_once_the_day_before_and_not_after_a_stop,
    |app| {
        let office = office(&app).await;
        let path = format!("/people/{}/appointments/new", office.kai);
        let day = [
            ("kind", "one-to-one"),
            ("on-day", "25"),
            ("on-month", "11"),
            ("on-year", "2026"),
            ("begins", "2pm"),
        ];
        office.asha.post(&path, &day).await;
        worker::run_night(app.app()).await.unwrap();
        assert!(states(&app).await.is_empty(), "it is five days off");
        app.on("2026-11-24");
        app.set_now(app.now() - TimeDelta::hours(8));
        for _ in 0..2 {
            worker::run_night(app.app()).await.unwrap();
        }
        assert_eq!(states(&app).await.len(), 1);
        assert_eq!(
            worker::run_due(app.app()).await.unwrap(),
            0,
            "not before nine"
        );
        let list = office
            .asha
            .get(&format!("/people/{}/messages", office.kai))
            .await;
        assert!(
            list.text().contains("Reminder: tomorrow at 2:00pm. Asha"),
            "{}",
            list.text()
        );
        app.set_now(app.now() + TimeDelta::hours(9));
        assert_eq!(worker::run_due(app.app()).await.unwrap(), 1);
    }
);
