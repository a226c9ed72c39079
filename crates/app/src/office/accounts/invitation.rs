//! The mail that lets a worker sign in for the first time, or again.

use chrono::TimeDelta;
use store::{StoreError, WriteTx};
use values::AccountId;

use super::{queries::councils::council_name, sign_in::make_link};
use crate::{
    post::outbox::{self, Letter},
    shell::web::Ctx,
};

/// How long an invitation's link works, in days: it may expire over a week of leave, but not over a weekend.
pub(super) const LINK_DAYS: i64 = 7;

/// Why the mail is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    /// The account is new.
    NewAccount,
    /// An administrator sends another link.
    NewLink,
}

/// What the mail needs from outside the transaction.
#[derive(Clone)]
pub(super) struct Invitation {
    address: String,
    secret: [u8; 32],
    occasion: Occasion,
}

impl Invitation {
    pub(super) fn new(ctx: &Ctx, occasion: Occasion) -> Self {
        Self {
            address: ctx.app().config.public_url(),
            secret: crate::shell::clock::random(),
            occasion,
        }
    }

    /// Makes a link and writes the mail with it.
    pub(super) async fn post(
        &self,
        tx: &mut WriteTx,
        account: AccountId,
        name: &str,
        email: &str,
    ) -> Result<(), StoreError> {
        let life = TimeDelta::days(LINK_DAYS);
        let token = make_link(tx, account, self.secret, life, false).await?;
        let council = tx.council();
        let council = council_name(tx, council).await?;
        let (subject, opening) = match self.occasion {
            Occasion::NewAccount => (
                "Your Foothold account",
                format!("{council} has created a Foothold account for you."),
            ),
            Occasion::NewLink => (
                "Your sign-in link",
                format!("{council} has sent you a new sign-in link for Foothold."),
            ),
        };
        let address = &self.address;
        let body = format!(
            "Hello {name},\n\n{opening}\n\nOpen this link to sign in:\n\n{address}/sign-in/link/{token}\n\n\
             It works once and expires after {LINK_DAYS} days. After that, ask for a new one at {address}/sign-in\n"
        );
        let letter = Letter {
            account: Some(account),
            recipient: email.to_owned(),
            subject: subject.into(),
            body,
        };
        outbox::post_secret(tx, letter).await
    }
}
