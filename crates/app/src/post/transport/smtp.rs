//! Mail by SMTP.

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::Error,
};

use super::notify::SendError;

/// What is needed to send mail.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A mail.
pub struct Mail<'a> {
    /// The recipient.
    pub to: &'a str,
    /// The reply address; empty for the sender's own.
    pub reply_to: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub body: &'a str,
    /// The mail's own id, so that a repeat can be told from a new mail.
    pub reference: &'a str,
}

impl Smtp {
    /// Reads the address of the server, `smtps://NAME:PASSWORD@HOST` or `smtp://HOST:PORT`, and the sender, `Name <name@example.com>`.
    ///
    /// Errors: a sentence that says which of the two is wrong.
    pub fn new(url: &str, from: &str) -> Result<Self, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| {
                "smtp_url is not an address like smtps://name:password@mail.example".to_owned()
            })?
            .timeout(Some(std::time::Duration::from_secs(20)))
            .build();
        let from = from.parse().map_err(|_| {
            "mail_from is not a sender like Your team <team@example.com>".to_owned()
        })?;
        Ok(Self { transport, from })
    }

    /// Sends a mail.
    ///
    /// Errors: [`SendError`], depending on the server's answer.
    pub async fn send(&self, mail: &Mail<'_>) -> Result<(), SendError> {
        let refused = |error: &dyn std::fmt::Display| SendError::Refused(error.to_string());
        let to: Mailbox = mail.to.parse().map_err(|error| refused(&error))?;
        let host = self.from.email.domain();
        let mut built = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject)
            .message_id(Some(format!("<{}@{host}>", mail.reference)))
            .header(ContentType::TEXT_PLAIN);
        if !mail.reply_to.is_empty() {
            let reply: Mailbox = mail.reply_to.parse().map_err(|error| refused(&error))?;
            built = built.reply_to(reply);
        }
        let message = built
            .body(mail.body.to_owned())
            .map_err(|error| refused(&error))?;
        // A server that cannot be reached has taken nothing. From here on, a broken connection leaves it uncertain.
        let reached = self.transport.test_connection().await;
        reached.map_err(|error| SendError::Later(error.to_string()))?;
        self.transport
            .send(message)
            .await
            .map_err(|error| told(&error))?;
        Ok(())
    }
}

fn told(error: &Error) -> SendError {
    let words = error.to_string();
    if error.is_permanent() {
        SendError::Refused(words)
    } else if error.is_transient() {
        SendError::Later(words)
    } else {
        SendError::Uncertain(words)
    }
}
