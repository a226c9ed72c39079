//! Teams in the database.

use std::collections::HashMap;

use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, account_team, person, team},
    fold,
    orm::{
        ColumnTrait, Expr, ExprTrait, Query, QueryFilter, QuerySelect, Set, Uuid,
        sea_query::SelectStatement,
    },
};
use values::{CouncilId, TeamId};

use super::super::model::{Team, TeamSize};
use crate::shell::web::{Errors, Halt, WebError};

const NAME_TAKEN: &str = "There is already a team with this name";

fn read(row: team::Model) -> Team {
    Team {
        id: row.id.into(),
        name: row.name,
        is_open: row.closed_at.is_none(),
        version: row.version,
    }
}

/// Lists every team, the open ones first, by name.
pub(crate) async fn all(tx: &mut ReadTx, council: CouncilId) -> Result<Vec<Team>, StoreError> {
    let rows = team::of(council).all_in(tx).await?;
    let mut teams: Vec<_> = rows.into_iter().map(read).collect();
    teams.sort_by_cached_key(|team| (!team.is_open, fold(&team.name), team.id));
    Ok(teams)
}

/// Lists the name of every team, including closed ones.
pub(crate) async fn names(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<TeamId, String>, StoreError> {
    let teams = all(tx, council).await?;
    Ok(teams.into_iter().map(|team| (team.id, team.name)).collect())
}

/// Finds a team.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: TeamId,
) -> Result<Option<Team>, StoreError> {
    let row = team::find(council, id).one_in(tx).await?;
    Ok(row.map(read))
}

fn open_accounts() -> SelectStatement {
    Query::select()
        .column(account::Column::Id)
        .from(account::Entity)
        .and_where(
            Expr::col((account::Entity, account::Column::CouncilId))
                .equals((account_team::Entity, account_team::Column::CouncilId)),
        )
        .and_where(account::Column::LeftAt.is_null())
        .to_owned()
}

/// Counts the people in each team. Empty teams are left out.
pub(crate) async fn sizes(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<TeamId, TeamSize>, StoreError> {
    let workers: Vec<(Uuid, i64)> = account_team::of(council)
        .select_only()
        .column(account_team::Column::TeamId)
        .column_as(account_team::Column::Id.count(), "workers")
        .filter(account_team::Column::AccountId.in_subquery(open_accounts()))
        .group_by(account_team::Column::TeamId)
        .rows_in(tx)
        .await?;
    let people: Vec<(Uuid, i64)> = person::of(council)
        .select_only()
        .column(person::Column::TeamId)
        .column_as(person::Column::Id.count(), "people")
        .filter(person::Column::TeamId.is_not_null())
        .group_by(person::Column::TeamId)
        .rows_in(tx)
        .await?;
    let mut sizes: HashMap<TeamId, TeamSize> = HashMap::new();
    for (team, workers) in workers {
        sizes.entry(team.into()).or_default().workers = workers;
    }
    for (team, people) in people {
        sizes.entry(team.into()).or_default().people = people;
    }
    Ok(sizes)
}

/// Refuses a name that another open team has.
async fn check_name(tx: &mut WriteTx, name: &str, of: Option<TeamId>) -> Result<(), Halt> {
    let council = tx.council();
    let taken = all(tx, council)
        .await?
        .iter()
        .any(|team| team.is_open && Some(team.id) != of && fold(&team.name) == fold(name));
    if taken {
        return Err(Errors::one("name", NAME_TAKEN).into());
    }
    Ok(())
}

/// Makes a team.
pub(crate) async fn make(tx: &mut WriteTx, name: &str) -> Result<TeamId, StoreError> {
    let id: TeamId = tx.next_id();
    let row = team::New {
        id: id.into(),
        name: name.to_owned(),
        closed_at: None,
        version: 1,
    };
    team::insert(tx, row).await?;
    tx.rights_changed().await?;
    tx.journal(Entry::new("team-made").subject(id)).await?;
    Ok(id)
}

/// Makes a team whose name no other open one has.
///
/// Errors: [`Halt::Refused`].
pub(crate) async fn add(tx: &mut WriteTx, name: &str) -> Result<TeamId, Halt> {
    check_name(tx, name, None).await?;
    Ok(make(tx, name).await?)
}

/// Renames a team.
///
/// Errors: [`Halt::Stale`] when someone else changed it since `version`, [`Halt::Refused`] when another has the name.
pub(crate) async fn rename(
    tx: &mut WriteTx,
    id: TeamId,
    version: i32,
    name: &str,
) -> Result<(), Halt> {
    check_name(tx, name, Some(id)).await?;
    let row = team::ActiveModel {
        name: Set(name.to_owned()),
        ..Default::default()
    };
    update(tx, id, version, row).await?;
    let entry = Entry::new("team-changed").subject(id);
    tx.rights_changed().await?;
    tx.journal(entry.fields(["name"])).await?;
    Ok(())
}

/// Closes an empty team.
///
/// Errors: [`Halt::Stale`] when someone else changed it since `version`, [`Halt::Refused`] when it is not empty.
pub(crate) async fn close(tx: &mut WriteTx, id: TeamId, version: i32) -> Result<(), Halt> {
    let council = tx.council();
    if sizes(tx, council).await?.contains_key(&id) {
        let message = "There are still people in this team. Move them to another one first";
        return Err(Errors::one("close", message).into());
    }
    let row = team::ActiveModel {
        closed_at: Set(Some(tx.at().into())),
        ..Default::default()
    };
    update(tx, id, version, row).await?;
    tx.rights_changed().await?;
    tx.journal(Entry::new("team-closed").subject(id)).await?;
    Ok(())
}

async fn update(
    tx: &mut WriteTx,
    id: TeamId,
    version: i32,
    mut row: team::ActiveModel,
) -> Result<(), Halt> {
    let council = tx.council();
    let open = find(tx, council, id).await?.filter(|team| team.is_open);
    open.ok_or(WebError::NotFound)?;
    row.version = Set(version + 1);
    let changed = team::change(council)
        .set(row)
        .filter(team::Column::Id.eq(Uuid::from(id)))
        .filter(team::Column::Version.eq(version))
        .exec_in(tx)
        .await?;
    if changed == 0 {
        return Err(Halt::Stale);
    }
    Ok(())
}
