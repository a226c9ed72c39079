//! Which ways of sending are set up.

use std::time::Duration;

use super::{notify::Notify, smtp::Smtp};
use crate::{
    App,
    shell::{app::Part, choices::coded, config::Config},
};

coded! {
    /// How a message is sent.
    Channel {
        Text "text" "Text"
        Email "email" "Email"
    }
}

/// How messages are sent. Each way may be set up or not.
#[derive(Clone, Default)]
pub struct Transport {
    /// Mail by SMTP.
    pub smtp: Option<Smtp>,
    /// Texts, and mail where there is no SMTP, by GOV.UK Notify.
    pub notify: Option<Notify>,
}

/// Returns whether mail is sent at all; otherwise it is kept in the outbox.
pub(crate) fn sends_mail(app: &App) -> bool {
    let transport = app.part::<Transport>();
    transport.smtp.is_some() || transport.notify.is_some()
}

/// How long the program waits for Notify.
const WAIT: Duration = Duration::from_secs(20);

impl Part for Transport {
    fn of(config: &Config) -> Result<Self, String> {
        let smtp = config
            .smtp_url
            .as_ref()
            .map(|url| Smtp::new(url, &config.mail_from))
            .transpose()?;
        let notify = config
            .notify_key
            .as_ref()
            .map(|key| {
                Notify::new(
                    &config.notify_url,
                    key,
                    &config.notify_text_template,
                    &config.notify_email_template,
                    WAIT,
                )
                .ok_or_else(|| "notify_key is not a GOV.UK Notify key".to_owned())
            })
            .transpose()?;
        Ok(Self { smtp, notify })
    }
}

impl Transport {
    /// Returns whether messages of a channel can be sent.
    pub fn takes(&self, channel: Channel) -> bool {
        self.notify.is_some() || (channel == Channel::Email && self.smtp.is_some())
    }
}
