//! GOV.UK Notify: texts and mails through its interface, with one pass-through template for each.
//!
//! Source: the interface's documentation as of 23 June 2026. Templates cannot be made through it, so a council makes two by hand: a text of
//! `((body))`, and a mail with the subject `((subject))` and the body `((body))`.

use std::time::Duration;

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::{Deserialize, Serialize};

use super::Channel;

/// What is needed to send through Notify.
#[derive(Clone)]
pub struct Notify {
    base: String,
    issuer: String,
    secret: String,
    text_template: String,
    email_template: String,
    timeout: Duration,
}

/// Why a message was not sent, in terms of what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// It was refused; trying again will not help.
    Refused(String),
    /// Too many, or a fault at Notify; nothing was sent, and it is tried again later.
    Later(String),
    /// Not known whether it was sent: the connection broke after it was handed over.
    Uncertain(String),
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    iat: i64,
}

#[derive(Deserialize)]
struct Sent {
    id: String,
}

#[derive(Deserialize)]
struct Faults {
    #[serde(default)]
    errors: Vec<Fault>,
}

#[derive(Deserialize)]
struct Fault {
    error: String,
}

#[derive(Deserialize)]
struct Listed {
    notifications: Vec<Sent>,
}

/// Returns the digits of a number in national form: `+44 7700 900111` is `07700900111`.
pub fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("44") {
        Some(rest) => format!("0{rest}"),
        None => digits,
    }
}

impl Notify {
    /// Reads the key that Notify gives, `NAME-SERVICE-SECRET`: the last 36 characters are the secret, the 36 before the hyphen the service.
    /// `None` where it is not of that form.
    pub fn new(
        base: &str,
        key: &str,
        text_template: &str,
        email_template: &str,
        timeout: Duration,
    ) -> Option<Self> {
        let secret_at = key.len().checked_sub(36)?;
        let (rest, secret) = key.split_at_checked(secret_at)?;
        let rest = rest.strip_suffix('-')?;
        let issuer = rest.get(rest.len().checked_sub(36)?..)?;
        for id in [issuer, secret] {
            uuid::Uuid::try_parse(id).ok()?;
        }
        Some(Self {
            base: base.trim_end_matches('/').to_owned(),
            issuer: issuer.to_owned(),
            secret: secret.to_owned(),
            text_template: text_template.to_owned(),
            email_template: email_template.to_owned(),
            timeout,
        })
    }

    fn token(&self, now: i64) -> Result<String, SendError> {
        let claims = Claims {
            iss: &self.issuer,
            iat: now,
        };
        let key = EncodingKey::from_secret(self.secret.as_bytes());
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key)
            .map_err(|error| SendError::Refused(error.to_string()))
    }

    fn agent(&self) -> ureq::Agent {
        ureq::Agent::config_builder()
            .timeout_global(Some(self.timeout))
            .http_status_as_error(false)
            .build()
            .into()
    }

    /// Sends a text or a mail, and returns Notify's id for it. Blocks until the answer, so call it on a thread of its own.
    ///
    /// Errors: [`SendError`]; `now` is in seconds since 1970.
    pub fn send(
        &self,
        now: i64,
        channel: Channel,
        (to, subject, body): (&str, &str, &str),
        reference: &str,
    ) -> Result<String, SendError> {
        let (path, json) = match channel {
            Channel::Email => {
                let json = serde_json::json!({
                    "email_address": to,
                    "template_id": self.email_template,
                    "personalisation": { "subject": subject, "body": body },
                    "reference": reference,
                });
                ("email", json)
            }
            Channel::Text => {
                let json = serde_json::json!({
                    "phone_number": to,
                    "template_id": self.text_template,
                    "personalisation": { "body": body },
                    "reference": reference,
                });
                ("sms", json)
            }
        };
        let address = format!("{}/v2/notifications/{path}", self.base);
        let sent = self
            .agent()
            .post(&address)
            .header("Authorization", &format!("Bearer {}", self.token(now)?))
            .send_json(json);
        let mut answer = match sent {
            Ok(answer) => answer,
            // What never reached Notify was not sent; what broke later may have been.
            Err(ureq::Error::HostNotFound | ureq::Error::ConnectionFailed) => {
                return Err(SendError::Later("the service did not respond".into()));
            }
            Err(ureq::Error::Io(error))
                if error.kind() == std::io::ErrorKind::ConnectionRefused =>
            {
                return Err(SendError::Later(error.to_string()));
            }
            Err(error) => return Err(SendError::Uncertain(error.to_string())),
        };
        let status = answer.status().as_u16();
        if status == 201 {
            let sent = answer.body_mut().read_json::<Sent>();
            return sent
                .map(|sent| sent.id)
                .map_err(|error| SendError::Uncertain(error.to_string()));
        }
        let faults = answer.body_mut().read_json::<Faults>().ok();
        let fault = faults.and_then(|faults| faults.errors.into_iter().next());
        let fault = fault.map_or_else(|| status.to_string(), |fault| fault.error);
        Err(match status {
            429 | 500..=599 => SendError::Later(fault),
            _ => SendError::Refused(fault),
        })
    }

    /// Looks up an earlier message by its reference, and returns Notify's id for it where there is one.
    ///
    /// Errors: [`SendError::Later`] when the answer is not known yet.
    pub fn find(&self, now: i64, reference: &str) -> Result<Option<String>, SendError> {
        let later = |error: ureq::Error| SendError::Later(error.to_string());
        let mut answer = self
            .agent()
            .get(format!("{}/v2/notifications", self.base))
            .query("reference", reference)
            .header("Authorization", &format!("Bearer {}", self.token(now)?))
            .call()
            .map_err(later)?;
        if answer.status().as_u16() != 200 {
            return Err(SendError::Later(answer.status().to_string()));
        }
        let listed = answer.body_mut().read_json::<Listed>().map_err(later)?;
        Ok(listed.notifications.into_iter().next().map(|sent| sent.id))
    }
}

#[cfg(test)]
mod tests {
    use super::super::notify::*;

    #[test]
    fn a_key_is_taken_apart_and_a_cut_one_is_refused() {
        let (issuer, secret) = (
            "11111111-1111-4111-8111-111111111111",
            "22222222-2222-4222-8222-222222222222",
        );
        let key = format!("our-team-{issuer}-{secret}");
        let read = Notify::new(
            "https://notify.example/",
            &key,
            "a",
            "b",
            Duration::from_secs(1),
        );
        let read = read.expect("it is a key");
        assert_eq!(
            (read.issuer.as_str(), read.secret.as_str()),
            (issuer, secret)
        );
        assert_eq!(read.base, "https://notify.example");
        for wrong in ["", "short", &key[..key.len() - 1], secret] {
            assert!(
                Notify::new("x", wrong, "a", "b", Duration::from_secs(1)).is_none(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_number_is_the_same_with_and_without_the_country() {
        assert_eq!(digits("+44 7700 900111"), "07700900111");
        assert_eq!(digits("07700 900 111"), "07700900111");
    }
}
