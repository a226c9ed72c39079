//! Cover in the database.

use chrono::NaiveDate;
use store::{
    ReadTx, StoreError,
    entities::cover,
    orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Uuid},
};
use values::{AccountId, CouncilId};

use super::super::model::Cover;

fn read(row: &cover::Model) -> Cover {
    Cover {
        id: row.id.into(),
        absent: row.absent_id.into(),
        stand_in: row.stand_in_id.into(),
        from: row.from_on,
        until: row.until_on,
    }
}

/// Lists the cover of today and later in which somebody is away or stands in, the first first.
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
    let rows = cover::Entity::find()
        .filter(cover::Column::CouncilId.eq(Uuid::from(council)))
        .filter(away.or(stands_in))
        .filter(cover::Column::EndedAt.is_null())
        .filter(cover::Column::UntilOn.gte(today))
        .order_by_asc(cover::Column::FromOn)
        .order_by_asc(cover::Column::Id)
        .all(tx.conn())
        .await?;
    Ok(rows.iter().map(read).collect())
}
