//! Lists of workers, teams and organisations.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use policy::Role;
use store::{
    Fetch, ReadTx, StoreError,
    entities::{account, account_role, account_team, cover, organisation, person, team},
    fold,
    orm::{
        ColumnTrait, Condition, Expr, ExprTrait, Query, QueryFilter, QueryOrder, QuerySelect,
        QueryTrait, Select, Uuid,
        sea_query::{Alias, SelectStatement, UnionType},
    },
};
use values::{AccountId, CouncilId, OrganisationId, TeamId};

use super::super::model::{Account, Listed, WorkerChoice};

/// Lists the name of every worker, including those who have left.
pub async fn worker_names(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<AccountId, String>, StoreError> {
    let rows = account::of(council).all_in(tx).await?;
    rows.iter()
        .map(|row| Ok((row.id.into(), tx.open(&row.name)?)))
        .collect()
}

/// Lists the workers who have left.
pub(crate) async fn left(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashSet<AccountId>, StoreError> {
    let rows = account::of(council)
        .filter(account::Column::LeftAt.is_not_null())
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.id.into()).collect())
}

/// Selects who holds one of these roles, once for all accounts.
fn holders_of(council: CouncilId, roles: &[Role]) -> SelectStatement {
    account_role::of(council)
        .select_only()
        .column(account_role::Column::AccountId)
        .filter(account_role::Column::Role.is_in(roles.iter().map(|role| role.code())))
        .into_query()
}

/// Lists the open accounts with one of these roles, by name.
pub async fn workers_with(
    tx: &mut ReadTx,
    council: CouncilId,
    roles: &[Role],
) -> Result<Vec<WorkerChoice>, StoreError> {
    let open = account::of(council)
        .filter(account::Column::LeftAt.is_null())
        .filter(account::Column::Id.in_subquery(holders_of(council, roles)));
    choices(tx, council, open).await
}

/// Selects the open accounts of partners' advisers.
fn advisers(council: CouncilId) -> Select<account::Entity> {
    account::of(council)
        .filter(account::Column::LeftAt.is_null())
        .filter(account::Column::Id.in_subquery(holders_of(council, &[Role::PartnerAdviser])))
        .order_by_asc(account::Column::Id)
}

/// Lists the advisers of a partner: account, name and email.
pub(crate) async fn advisers_of(
    tx: &mut ReadTx,
    council: CouncilId,
    organisation: OrganisationId,
) -> Result<Vec<(AccountId, String, String)>, StoreError> {
    let rows = advisers(council)
        .filter(account::Column::OrganisationId.eq(Uuid::from(organisation)))
        .all_in(tx)
        .await?;
    let adviser = |row: account::Model| {
        let (name, email) = (tx.open(&row.name)?, tx.open(&row.email)?);
        Ok((row.id.into(), name, email))
    };
    rows.into_iter().map(adviser).collect()
}

/// Returns the organisations that have an adviser here.
pub(crate) async fn partners(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashSet<OrganisationId>, StoreError> {
    let rows: Vec<Option<Uuid>> = advisers(council)
        .select_only()
        .column(account::Column::OrganisationId)
        .rows_in(tx)
        .await?;
    Ok(rows.into_iter().flatten().map(Into::into).collect())
}

/// Lists the open accounts that hold one of these roles, by name, without counting their young people.
pub async fn names_with(
    tx: &mut ReadTx,
    council: CouncilId,
    roles: &[Role],
) -> Result<Vec<(AccountId, String)>, StoreError> {
    let open = account::of(council)
        .filter(account::Column::LeftAt.is_null())
        .filter(account::Column::Id.in_subquery(holders_of(council, roles)));
    let mut names = Vec::new();
    for row in open.all_in(tx).await? {
        names.push((AccountId(row.id), tx.open(&row.name)?));
    }
    names.sort_by_cached_key(|(id, name)| (fold(name), *id));
    Ok(names)
}

async fn choices(
    tx: &mut ReadTx,
    council: CouncilId,
    query: Select<account::Entity>,
) -> Result<Vec<WorkerChoice>, StoreError> {
    let rows = query.all_in(tx).await?;
    let allocated = allocated(tx, council).await?;
    let mut choices = rows
        .iter()
        .map(|row| {
            Ok(WorkerChoice {
                id: row.id.into(),
                name: tx.open(&row.name)?,
                capacity: row.capacity,
                allocated: allocated.get(&row.id.into()).copied().unwrap_or(0),
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    choices.sort_by_cached_key(|choice| (fold(&choice.name), choice.id));
    Ok(choices)
}

/// Counts the young people each worker has as coach or adviser; once each where they are both.
async fn allocated(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<AccountId, i64>, StoreError> {
    let (holder, held, pairs) = (
        Alias::new("holder"),
        Alias::new("held"),
        Alias::new("pairs"),
    );
    let held_by = |column: person::Column| {
        Query::select()
            .expr_as(Expr::col(column), holder.clone())
            .column(person::Column::Id)
            .from(person::Entity)
            .and_where(person::owned(council))
            .and_where(column.is_not_null())
            .to_owned()
    };
    // A union keeps each pair of worker and young person once.
    let either = held_by(person::Column::CoachId)
        .union(UnionType::Distinct, held_by(person::Column::AdviserId))
        .to_owned();
    let query = Query::select()
        .column(holder.clone())
        .expr_as(Expr::col(person::Column::Id).count(), held)
        .from_subquery(either, pairs)
        .group_by_col(holder)
        .to_owned();
    let rows: Vec<(Uuid, i64)> = store::rows(tx, &query).await?;
    Ok(rows
        .into_iter()
        .map(|(holder, held)| (holder.into(), held))
        .collect())
}

/// Counts the young people one worker has as coach or adviser.
pub(crate) async fn allocated_to(
    tx: &mut ReadTx,
    council: CouncilId,
    id: AccountId,
) -> Result<i64, StoreError> {
    let (coach, adviser) = (
        person::Column::CoachId.eq(Uuid::from(id)),
        person::Column::AdviserId.eq(Uuid::from(id)),
    );
    let count = person::of(council)
        .filter(coach.or(adviser))
        .count_in(tx)
        .await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Lists the open teams, by name.
pub async fn team_names(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<(TeamId, String)>, StoreError> {
    let rows = team::of(council)
        .filter(team::Column::ClosedAt.is_null())
        .all_in(tx)
        .await?;
    let mut names: Vec<_> = rows
        .into_iter()
        .map(|row| (TeamId(row.id), row.name))
        .collect();
    names.sort_by_cached_key(|(id, name)| (fold(name), *id));
    Ok(names)
}

/// Lists the organisations that work with the council, by name.
pub async fn organisation_names(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<(OrganisationId, String)>, StoreError> {
    let rows = organisation::of(council).all_in(tx).await?;
    let mut names: Vec<_> = rows
        .into_iter()
        .map(|row| (OrganisationId(row.id), row.name))
        .collect();
    names.sort_by_cached_key(|(id, name)| (fold(name), *id));
    Ok(names)
}

/// Which accounts to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// Current workers.
    Open,
    /// Leavers.
    Closed,
}

/// Lists the accounts, by name.
pub(crate) async fn accounts(
    tx: &mut ReadTx,
    council: CouncilId,
    which: Which,
    today: NaiveDate,
) -> Result<Vec<Listed>, StoreError> {
    let state = match which {
        Which::Open => account::Column::LeftAt.is_null(),
        Which::Closed => account::Column::LeftAt.is_not_null(),
    };
    let rows = account::of(council).filter(state).all_in(tx).await?;
    let accounts = opened(tx, council, rows, None).await?;
    let allocated = allocated(tx, council).await?;
    let covers = cover::of(council)
        .filter(in_force(today))
        .order_by_asc(cover::Column::UntilOn)
        .order_by_asc(cover::Column::Id)
        .all_in(tx)
        .await?;
    let covered: HashMap<Uuid, (AccountId, NaiveDate)> = covers
        .into_iter()
        .map(|row| (row.absent_id, (row.stand_in_id.into(), row.until_on)))
        .collect();
    let mut listed: Vec<_> = accounts
        .into_iter()
        .map(|account| Listed {
            allocated: allocated.get(&account.id).copied().unwrap_or(0),
            cover: covered.get(&account.id.0).copied(),
            account,
        })
        .collect();
    listed.sort_by_cached_key(|line| (fold(&line.account.name), line.account.id));
    Ok(listed)
}

/// A worker who can be written to: who it is, their name, and their mail address.
pub(crate) type Reached = (AccountId, String, String);

/// Lists who answers for a team: its managers, or the programme managers where it has none.
pub(crate) async fn answering_for(
    tx: &mut ReadTx,
    council: CouncilId,
    team: Option<TeamId>,
) -> Result<Vec<Reached>, StoreError> {
    let mut all = holding(tx, council, Role::TeamManager).await?;
    all.retain(|one| team.is_some_and(|team| one.teams.contains(&team)));
    if all.is_empty() {
        all = holding(tx, council, Role::ProgrammeManager).await?;
    }
    Ok(all.into_iter().map(by_mail).collect())
}

/// Lists those of some accounts who still work here.
pub(crate) async fn reached(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: Vec<AccountId>,
) -> Result<Vec<Reached>, StoreError> {
    let all = open_among(tx, council, ids).await?;
    Ok(all.into_iter().map(by_mail).collect())
}

fn by_mail(one: Account) -> Reached {
    (one.id, one.name, one.email)
}

async fn holding(
    tx: &mut ReadTx,
    council: CouncilId,
    role: Role,
) -> Result<Vec<Account>, StoreError> {
    let rows = account::of(council)
        .filter(account::Column::LeftAt.is_null())
        .filter(account::Column::Id.in_subquery(holders_of(council, &[role])))
        .all_in(tx)
        .await?;
    opened(tx, council, rows, None).await
}

fn in_force(today: NaiveDate) -> Condition {
    Condition::all()
        .add(cover::Column::EndedAt.is_null())
        .add(cover::Column::FromOn.lte(today))
        .add(cover::Column::UntilOn.gte(today))
}

/// Lists which of these accounts are open.
pub(crate) async fn open_among(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: Vec<AccountId>,
) -> Result<Vec<Account>, StoreError> {
    let rows = account::of(council)
        .filter(account::Column::Id.is_in(ids.into_iter().map(Uuid::from)))
        .filter(account::Column::LeftAt.is_null())
        .all_in(tx)
        .await?;
    opened(tx, council, rows, None).await
}

/// Adds roles and teams to accounts: those of one account, or of the whole council in one query each.
pub(crate) async fn opened(
    tx: &mut ReadTx,
    council: CouncilId,
    rows: Vec<account::Model>,
    only: Option<AccountId>,
) -> Result<Vec<Account>, StoreError> {
    let mut roles = account_role::of(council);
    let mut teams = account_team::of(council);
    if let Some(only) = only {
        QuerySelect::query(&mut roles)
            .and_where(account_role::Column::AccountId.eq(Uuid::from(only)));
        QuerySelect::query(&mut teams)
            .and_where(account_team::Column::AccountId.eq(Uuid::from(only)));
    }
    let mut roles_of: HashMap<Uuid, Vec<Role>> = HashMap::new();
    for row in roles.all_in(tx).await? {
        let held = roles_of.entry(row.account_id).or_default();
        held.extend(Role::parse(&row.role));
    }
    let mut teams_of: HashMap<Uuid, Vec<TeamId>> = HashMap::new();
    for row in teams.all_in(tx).await? {
        let held = teams_of.entry(row.account_id).or_default();
        held.push(row.team_id.into());
    }
    rows.into_iter()
        .map(|row| {
            let mut roles = roles_of.remove(&row.id).unwrap_or_default();
            let mut teams = teams_of.remove(&row.id).unwrap_or_default();
            roles.sort();
            teams.sort();
            Ok(Account {
                id: row.id.into(),
                name: tx.open(&row.name)?,
                email: tx.open(&row.email)?,
                roles,
                teams,
                capacity: row.capacity,
                organisation: row.organisation_id.map(Into::into),
                own_person: row.person_id.map(Into::into),
                left_at: row.left_at.map(Into::into),
                version: row.version,
            })
        })
        .collect()
}
