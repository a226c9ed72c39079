//! What whoever referred a young person hears: that there is an answer, and nothing about the young person.

use programme::{Happening, Told};
use store::{ReadTx, StoreError, WriteTx};

use super::{
    links::receipt_number,
    model::{Decision, Referral},
};
use crate::{
    office::{accounts, directory::InCouncil},
    person::people,
    post::outbox::{self, Letter},
    shell::web::{Ctx, WebError},
};

/// Writes the letter about an answer. `None` to whoever answers their own referral or withdrew it, where there is no address, where the young person
/// has died or everything has stopped, and outside the council where an earlier answer is only closed.
pub(super) async fn answered(
    ctx: &Ctx,
    tx: &mut ReadTx,
    referral: &Referral,
    decision: Decision,
) -> Result<Option<Letter>, WebError> {
    let council = ctx.council();
    let stopped = people::stopped(tx, council, &[referral.person()]).await?;
    let tells = Happening::ReferralAnswered.tells(Told::Referrer);
    if !tells || decision == Decision::Withdrawn || !stopped.is_empty() {
        return Ok(None);
    }
    let subject = "There is an answer to your referral".to_owned();
    if let Some(referrer) = referral.referrer {
        let email = accounts::email_of(tx, council, referrer).await?;
        let name = ctx.directory(tx).await?.worker(referrer, "colleague");
        let address = ctx.app().config.public_url();
        let is_other = referrer != ctx.me();
        return Ok(email.filter(|_| is_other).map(|recipient| Letter {
            account: Some(referrer),
            recipient,
            subject,
            body: format!(
                "Hello {name},\n\nSee the answer, and what has happened since:\n\n{address}/referrals/{}\n",
                referral.id
            ),
        }));
    }
    let (by, reach) = referral
        .outside_referrer
        .split_once('\n')
        .unwrap_or_default();
    // A young person who referred themselves hears from the team and not by a letter about them.
    let is_news = !reach.is_empty() && referral.is_waiting();
    Ok(is_news.then(|| Letter {
        account: None,
        recipient: reach.to_owned(),
        subject,
        body: format!(
            "Hello {by},\n\nYou sent a referral, number {}. It has been answered. Please ring the team if you would like to know more.\n",
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
