//! What whoever referred a young person hears: that there is an answer, and nothing about the young person.

use store::{ReadTx, StoreError, WriteTx};

use super::{
    links::receipt_number,
    model::{Decision, REASONS, Referral},
};
use crate::{
    office::{accounts, directory::InCouncil},
    post::outbox::{self, Letter},
    shell::{
        choices::worded_or,
        web::{Ctx, WebError},
    },
};

/// Writes the letter about an answer. `None` to whoever answers their own referral, and where there is no address.
pub(super) async fn answered(
    ctx: &Ctx,
    tx: &mut ReadTx,
    referral: &Referral,
    decision: Decision,
    reason: &str,
) -> Result<Option<Letter>, WebError> {
    let says = match decision {
        Decision::Accepted => {
            "It was accepted, and the team will be in touch with them.".to_owned()
        }
        Decision::Declined | Decision::Withdrawn => {
            let why = worded_or(REASONS, reason, reason);
            format!(
                "It was not taken up: {why}. If you think that this is wrong, please ring the team."
            )
        }
    };
    let subject = "There is an answer to your referral".to_owned();
    if let Some(referrer) = referral.referrer {
        let council = ctx.council();
        let email = accounts::email_of(tx, council, referrer).await?;
        let name = ctx.directory(tx).await?.worker(referrer, "colleague");
        let address = ctx.app().config.public_url();
        let is_other = referrer != ctx.me();
        return Ok(email.filter(|_| is_other).map(|recipient| Letter {
            account: Some(referrer),
            recipient,
            subject,
            body: format!(
                "Hello {name},\n\n{says}\n\nSee what has happened since:\n\n{address}/referrals/{}\n",
                referral.id
            ),
        }));
    }
    let (by, reach) = referral
        .outside_referrer
        .split_once('\n')
        .unwrap_or_default();
    // A young person who referred themselves hears from the team and not by a letter about them.
    Ok((!reach.is_empty()).then(|| Letter {
        account: None,
        recipient: reach.to_owned(),
        subject,
        body: format!(
            "Hello {by},\n\nYou sent a referral, number {}. {says}\n",
            receipt_number(referral.id.into())
        ),
    }))
}

/// Sends the letter with the act.
pub(super) async fn send(tx: &mut WriteTx, letter: Option<&Letter>) -> Result<(), StoreError> {
    if let Some(letter) = letter {
        outbox::post(tx, letter.clone()).await?;
    }
    Ok(())
}
