//! Texts, by Notify.

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, Request, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use foothold::{post::transport::notify::Notify, program::worker, shell::web::Query};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};
use store::{Fetch, entities::message, orm::EntityTrait};

use super::{office, states, write};
use crate::world::World;

const SERVICE: &str = "11111111-1111-4111-8111-111111111111";

const SECRET: &str = "22222222-2222-4222-8222-222222222222";

const CALLBACK: &str = "a-secret-of-ours-1234";

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

async fn tell(app: &World, path: &str, body: Value, token: &str) -> u16 {
    let request = Request::post(path)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(body.to_string().into())
        .unwrap();
    app.browser().send(request).await.status()
}

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

story!(
    receipts_and_answers_come_back_and_wait_for_an_answer,
    |app| {
        let office = office(&app).await;
        write(&office, "+447700900321", "See you tomorrow").await;
        let reference = {
            let tx = app.app().store.read().await.unwrap();
            let row = message::Entity::find().one_in(&tx).await.unwrap();
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
