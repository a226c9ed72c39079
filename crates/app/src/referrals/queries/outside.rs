//! Referrals by somebody without an account, and the links that they come through.

use store::{
    Entry, ReadTx, StoreError, WriteTx,
    entities::{council, organisation, referral_link},
    orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set, Uuid},
};
use values::{AccountId, CouncilId, OrganisationId, PersonId, ReferralId, ReferralLinkId};

use super::{Waiting, insert};
use crate::{
    people::{self, NewPerson},
    programmes::Library,
    web::Token,
};

/// What somebody without an account said with a referral.
#[derive(Clone, Debug)]
pub(in crate::referrals) struct Outside {
    pub(in crate::referrals) told: String,
    pub(in crate::referrals) reason: String,
    /// Who they are; empty for a young person.
    pub(in crate::referrals) by: String,
    /// Their email address, or empty.
    pub(in crate::referrals) reach: String,
}

/// A link by which somebody without an account refers.
#[derive(Clone, Debug)]
pub(in crate::referrals) struct Link {
    pub(in crate::referrals) council: CouncilId,
    pub(in crate::referrals) id: Uuid,
    pub(in crate::referrals) organisation: OrganisationId,
    /// Whether young people use it for themselves.
    pub(in crate::referrals) is_own: bool,
}

/// Makes a referral that came through a link. It goes to the programme in force, by the route for young people themselves where there is one.
pub(in crate::referrals) async fn make_from_outside(
    tx: &mut WriteTx,
    library: &Library,
    link: &Link,
    person: &NewPerson,
    outside: &Outside,
) -> Result<(ReferralId, PersonId), StoreError> {
    let version = library.current().next();
    let routes = version.map(|version| version.programme.definition().routes.as_slice());
    let route = routes.and_then(|routes| {
        let own = routes.iter().find(|route| route.key.as_str() == "self");
        let other = routes.iter().find(|route| route.key.as_str() != "self");
        if link.is_own {
            own.or(other)
        } else {
            other.or(own)
        }
    });
    let person = people::add(tx, person).await?;
    let row = Waiting {
        person,
        programme_key: version
            .map(|version| version.key.clone())
            .unwrap_or_default(),
        route: route.map(|route| route.key.to_string()).unwrap_or_default(),
        referrer: AccountId::NONE,
        organisation: link.organisation,
        outside_referrer: format!("{}\n{}", outside.by, outside.reach),
        reason: outside.reason.clone(),
        told: outside.told.clone(),
    };
    let id = insert(tx, &row).await?;
    let entry = Entry::new("make-referral").person(person).subject(id);
    tx.journal(entry.subject(link.id).reason("by-link")).await?;
    Ok((id, person))
}

/// Makes a link, ends the one before it, and returns the token that opens it.
pub(in crate::referrals) async fn make_link(
    tx: &mut WriteTx,
    kind: &str,
    organisation: OrganisationId,
    secret: [u8; 32],
) -> Result<String, StoreError> {
    let owner = Uuid::from(tx.council());
    referral_link::Entity::update_many()
        .set(referral_link::ActiveModel {
            ended_at: Set(Some(tx.at().into())),
            ended_by: Set(tx.by().into()),
            ..Default::default()
        })
        .filter(
            referral_link::Column::CouncilId
                .eq(owner)
                .and(referral_link::Column::OrganisationId.eq(Uuid::from(organisation))),
        )
        .filter(referral_link::Column::EndedAt.is_null())
        .exec(tx.conn())
        .await?;
    let id: ReferralLinkId = tx.next_id();
    let token = Token {
        council: tx.council(),
        id: id.into(),
        secret,
    };
    let row = referral_link::ActiveModel {
        council_id: Set(owner),
        id: Set(id.into()),
        organisation_id: Set(organisation.into()),
        kind: Set(kind.to_owned()),
        secret_hash: Set(token.hash()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
        ended_at: Set(None),
        ended_by: Set(Uuid::nil()),
    };
    referral_link::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    tx.journal(
        Entry::new("make-referral-link")
            .subject(id)
            .subject(organisation),
    )
    .await?;
    Ok(token.encode())
}

/// Finds the link that a token opens, with the names of the council and of the organisation.
pub(in crate::referrals) async fn open_link(
    tx: &mut ReadTx,
    token: &Token,
) -> Result<Option<(Link, String, String)>, StoreError> {
    let owner = Uuid::from(token.council);
    let row = referral_link::Entity::find_by_id((owner, token.id))
        .filter(referral_link::Column::EndedAt.is_null())
        .one(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    if !token.opens(&row.secret_hash) {
        return Ok(None);
    }
    let council = council::Entity::find_by_id(owner).one(tx.conn()).await?;
    let organisation = organisation::Entity::find_by_id((owner, row.organisation_id))
        .one(tx.conn())
        .await?;
    let link = Link {
        council: token.council,
        id: row.id,
        organisation: row.organisation_id.into(),
        is_own: row.kind == "young-person",
    };
    Ok(Some((
        link,
        council.map(|row| row.name).unwrap_or_default(),
        organisation.map(|row| row.name).unwrap_or_default(),
    )))
}
