//! Cover in the database.

use chrono::NaiveDate;
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, cover},
    orm::{ColumnTrait, EntityTrait, Expr, ExprTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, CoverId};

use super::super::{forms::MeantCover, model::Cover};
use crate::shell::web::{Errors, Halt};

fn read(row: &cover::Model) -> Cover {
    Cover {
        id: row.id.into(),
        absent: row.absent_id.into(),
        stand_in: row.stand_in_id.into(),
        from: row.from_on,
        until: row.until_on,
    }
}

/// Lists the cover of today and later in which a worker is away or covering, earliest first.
pub(crate) async fn of(
    tx: &mut ReadTx,
    council: CouncilId,
    id: AccountId,
    today: NaiveDate,
) -> Result<Vec<Cover>, StoreError> {
    let (away, stands_in) = (
        cover::Column::AbsentId.eq(Uuid::from(id)),
        cover::Column::StandInId.eq(Uuid::from(id)),
    );
    let rows = cover::of(council)
        .filter(away.or(stands_in))
        .filter(cover::Column::EndedAt.is_null())
        .filter(cover::Column::UntilOn.gte(today))
        .order_by_asc(cover::Column::FromOn)
        .order_by_asc(cover::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.iter().map(read).collect())
}

/// Lists who covers for some workers on a day.
pub(crate) async fn standing_in(
    tx: &mut ReadTx,
    council: CouncilId,
    absent: &[AccountId],
    today: NaiveDate,
) -> Result<Vec<AccountId>, StoreError> {
    let rows = cover::of(council)
        .filter(cover::Column::AbsentId.is_in(absent.iter().map(|id| Uuid::from(*id))))
        .filter(cover::Column::EndedAt.is_null())
        .filter(cover::Column::FromOn.lte(today))
        .filter(cover::Column::UntilOn.gte(today))
        .order_by_asc(cover::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.iter().map(|row| row.stand_in_id.into()).collect())
}

/// Arranges for one worker to cover for another.
///
/// Errors: [`Halt::Refused`] when one of them has left, both are the same, or the days are already covered.
pub(crate) async fn arrange(
    tx: &mut WriteTx,
    absent: AccountId,
    meant: &MeantCover,
) -> Result<CoverId, Halt> {
    let pair = [Uuid::from(absent), Uuid::from(meant.stand_in)];
    let open = account::of(tx.council())
        .filter(account::Column::Id.is_in(pair))
        .filter(account::Column::LeftAt.is_null())
        .count_in(tx)
        .await?;
    if open != 2 {
        return Err(Errors::one("stand-in", "Choose someone else who works here").into());
    }
    let meets = cover::of(tx.council())
        .filter(cover::Column::AbsentId.eq(pair[0]))
        .filter(cover::Column::StandInId.eq(pair[1]))
        .filter(cover::Column::EndedAt.is_null())
        .filter(cover::Column::FromOn.lte(meant.until))
        .filter(cover::Column::UntilOn.gte(meant.from))
        .count_in(tx)
        .await?;
    if meets > 0 {
        let message =
            "They already cover some of these days. End that cover first, or choose other days";
        return Err(Errors::one("stand-in", message).into());
    }
    let id: CoverId = tx.next_id();
    let row = cover::New {
        id: id.into(),
        absent_id: absent.into(),
        stand_in_id: meant.stand_in.into(),
        from_on: meant.from,
        until_on: meant.until,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        ended_at: None,
    };
    cover::insert(tx, row).await?;
    tx.rights_changed().await?;
    let entry = Entry::new("cover-arranged").subject(id);
    tx.journal(entry.subject(absent).subject(meant.stand_in))
        .await?;
    Ok(id)
}

/// Ends a cover at once.
///
/// Errors: [`Halt::Refused`] when it does not exist or has already ended.
pub(crate) async fn end(tx: &mut WriteTx, absent: AccountId, id: CoverId) -> Result<(), Halt> {
    let owner = Uuid::from(tx.council());
    let found = cover::find(owner, id)
        .filter(cover::Column::AbsentId.eq(Uuid::from(absent)))
        .filter(cover::Column::EndedAt.is_null())
        .one_in(tx)
        .await?;
    let Some(found) = found else {
        return Err(Errors::one("cover", "The cover you chose has already ended").into());
    };
    let row = cover::ActiveModel {
        ended_at: Set(Some(tx.at().into())),
        ..cover::row(owner, id)
    };
    cover::Entity::update(row).exec_in(tx).await?;
    tx.rights_changed().await?;
    let entry = Entry::new("cover-ended").subject(id);
    tx.journal(entry.subject(absent).subject(found.stand_in_id))
        .await?;
    Ok(())
}

/// Ends every cover of today and later in which a leaver is away or covering.
pub(crate) async fn end_all(tx: &mut WriteTx, leaver: AccountId) -> Result<(), StoreError> {
    let (away, stands_in) = (
        cover::Column::AbsentId.eq(Uuid::from(leaver)),
        cover::Column::StandInId.eq(Uuid::from(leaver)),
    );
    cover::change(tx.council())
        .col_expr(cover::Column::EndedAt, Expr::value(Some(At::from(tx.at()))))
        .filter(away.or(stands_in))
        .filter(cover::Column::EndedAt.is_null())
        .filter(cover::Column::UntilOn.gte(tx.today()))
        .exec_in(tx)
        .await?;
    Ok(())
}
