//! Referrals by people without an account, and the links that they come through.

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{council, organisation, referral_link},
    orm::{ColumnTrait, EntityTrait, Expr, ExprTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, OrganisationId, PersonId, ReferralId, ReferralLinkId};

use super::{super::model::Told, Waiting, insert};
use crate::{
    office::library::Library,
    person::people::{self, NewPerson},
    shell::web::Token,
};

/// What someone without an account said with a referral.
#[derive(Clone, Debug)]
pub(in crate::person::referrals) struct Outside {
    pub(in crate::person::referrals) told: Told,
    pub(in crate::person::referrals) reason: String,
    /// Who they are; empty for a young person.
    pub(in crate::person::referrals) by: String,
    /// Their email address, or empty.
    pub(in crate::person::referrals) reach: String,
}

/// A referral link for people without an account.
#[derive(Clone, Debug)]
pub(in crate::person::referrals) struct Link {
    pub(in crate::person::referrals) council: CouncilId,
    pub(in crate::person::referrals) id: Uuid,
    pub(in crate::person::referrals) organisation: Option<OrganisationId>,
    /// Whether young people use it for themselves.
    pub(in crate::person::referrals) is_own: bool,
}

/// Makes a referral that came through a link. It goes to the programme in force, by the route for young people themselves where there is one.
pub(in crate::person::referrals) async fn make_from_outside(
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
    count(tx, link).await?;
    let person = people::add(tx, person).await?;
    let row = Waiting {
        person,
        programme_key: version
            .map(|version| version.key.clone())
            .unwrap_or_default(),
        route: route.map(|route| route.key.to_string()).unwrap_or_default(),
        referrer: None,
        organisation: link.organisation,
        outside_referrer: format!("{}\n{}", outside.by, outside.reach),
        reason: outside.reason.clone(),
        told: outside.told,
    };
    let id = insert(tx, &row).await?;
    let entry = Entry::new("make-referral").person(person).subject(id);
    tx.journal(entry.subject(link.id).reason("by-link")).await?;
    Ok((id, person))
}

/// The limits of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::person::referrals) struct Bounds {
    /// The last day on which it works.
    pub(in crate::person::referrals) until: NaiveDate,
    /// How many referrals can come through it.
    pub(in crate::person::referrals) most: i32,
}

/// A working link, for the list.
pub(in crate::person::referrals) struct Working {
    pub(in crate::person::referrals) organisation: Option<OrganisationId>,
    pub(in crate::person::referrals) is_own: bool,
    pub(in crate::person::referrals) until: Option<NaiveDate>,
    /// How many can come through it; 0 for any number.
    pub(in crate::person::referrals) most: i32,
    pub(in crate::person::referrals) used: i32,
}

/// Lists the links that work on a day, the newest first.
pub(in crate::person::referrals) async fn working(
    tx: &mut ReadTx,
    council: CouncilId,
    today: NaiveDate,
) -> Result<Vec<Working>, StoreError> {
    let rows = referral_link::of(council)
        .filter(referral_link::Column::EndedAt.is_null())
        .order_by_desc(referral_link::Column::Id)
        .all_in(tx)
        .await?;
    let rows = rows.into_iter().filter(|row| still_works(row, today));
    Ok(rows
        .map(|row| Working {
            organisation: row.organisation_id.map(Into::into),
            is_own: row.kind == "young-person",
            until: row.expires_on,
            most: row.most,
            used: row.used,
        })
        .collect())
}

/// Returns whether a link has reached neither its last day nor its limit.
fn still_works(row: &referral_link::Model, today: NaiveDate) -> bool {
    row.expires_on.is_none_or(|until| today <= until) && (row.most == 0 || row.used < row.most)
}

/// Counts a referral that came through a link.
///
/// Errors: [`StoreError::Stale`] where the link has since reached its limit.
async fn count(tx: &mut WriteTx, link: &Link) -> Result<(), StoreError> {
    let column = referral_link::Column::Used;
    let counted = referral_link::change(link.council)
        .col_expr(column, Expr::col(column).add(1))
        .filter(referral_link::Column::Id.eq(link.id))
        .filter(
            referral_link::Column::Most
                .eq(0)
                .or(Expr::col(column).lt(Expr::col(referral_link::Column::Most))),
        )
        .exec_in(tx)
        .await?;
    if counted == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Makes a link, ends the one before it, and returns the token that opens it.
pub(in crate::person::referrals) async fn make_link(
    tx: &mut WriteTx,
    kind: &str,
    organisation: Option<OrganisationId>,
    bounds: Bounds,
    secret: [u8; 32],
) -> Result<String, StoreError> {
    let owner = Uuid::from(tx.council());
    referral_link::change(owner)
        .set(referral_link::ActiveModel {
            ended_at: Set(Some(tx.at().into())),
            ended_by: Set(tx.by_id()),
            ..Default::default()
        })
        .filter(match organisation {
            Some(id) => referral_link::Column::OrganisationId.eq(Uuid::from(id)),
            None => referral_link::Column::OrganisationId.is_null(),
        })
        .filter(referral_link::Column::EndedAt.is_null())
        .exec_in(tx)
        .await?;
    let id: ReferralLinkId = tx.next_id();
    let token = Token {
        council: tx.council(),
        id: id.into(),
        secret,
    };
    let row = referral_link::New {
        id: id.into(),
        organisation_id: organisation.map(Uuid::from),
        kind: kind.to_owned(),
        secret_hash: token.hash(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        ended_at: None,
        ended_by: None,
        expires_on: Some(bounds.until),
        most: bounds.most,
        used: 0,
    };
    referral_link::insert(tx, row).await?;
    tx.journal(
        Entry::new("make-referral-link")
            .subject(id)
            .subjects(organisation),
    )
    .await?;
    Ok(token.encode())
}

/// Finds the link that a token opens, with the names of the council and of the organisation.
pub(in crate::person::referrals) async fn open_link(
    tx: &mut ReadTx,
    token: &Token,
    today: NaiveDate,
) -> Result<Option<(Link, String, String)>, StoreError> {
    let owner = Uuid::from(token.council);
    let row = referral_link::find(owner, token.id)
        .filter(referral_link::Column::EndedAt.is_null())
        .one_in(tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    if !token.opens(&row.secret_hash) || !still_works(&row, today) {
        return Ok(None);
    }
    let council = council::Entity::find_by_id(owner).one_in(tx).await?;
    let organisation = match row.organisation_id {
        Some(id) => organisation::find(owner, id).one_in(tx).await?,
        None => None,
    };
    let link = Link {
        council: token.council,
        id: row.id,
        organisation: row.organisation_id.map(Into::into),
        is_own: row.kind == "young-person",
    };
    Ok(Some((
        link,
        council.map(|row| row.name).unwrap_or_default(),
        organisation.map(|row| row.name).unwrap_or_default(),
    )))
}
