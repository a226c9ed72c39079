//! A council, its teams, its organisations and its accounts.

use chrono::TimeDelta;
use policy::Role;
use store::{
    At, Execute, StoreError, WriteTx,
    entities::{account, council, cover, organisation, team},
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, OrganisationId, PersonId, ProgrammeVersionId, TeamId};

use super::{
    super::{
        Made,
        life::LEFT_DAYS,
        source::{Particular, StaffMember},
    },
    insert, moment,
};
use crate::office::accounts::{self, NewAccount};

/// The ids of a council's workers, teams and organisations, in the order of the files.
pub(in crate::program::demo) struct Office {
    pub(in crate::program::demo) accounts: Vec<AccountId>,
    pub(super) teams: Vec<TeamId>,
    pub(super) organisations: Vec<OrganisationId>,
    /// The version of the council's programme.
    pub(super) version: ProgrammeVersionId,
}

pub(super) async fn council(tx: &mut WriteTx, made: &Made) -> Result<(), StoreError> {
    let row = council::ActiveModel {
        council_id: Set(tx.council().into()),
        name: Set(made.source.name.clone()),
        rights_version: Set(0),
        name_version: Set(0),
        made_at: Set(tx.at().into()),
    };
    council::Entity::insert(row).exec_in(tx).await?;
    Ok(())
}

pub(super) async fn staff(
    tx: &mut WriteTx,
    made: &Made,
    version: ProgrammeVersionId,
) -> Result<Office, StoreError> {
    let _owner = Uuid::from(tx.council());
    let (mut teams, mut organisations) = (Vec::new(), Vec::new());
    for name in &made.source.teams {
        teams.push(team::New {
            id: tx.next_id(),
            name: name.clone(),
            closed_at: None,
            version: 1,
        });
    }
    for one in &made.source.organisation {
        organisations.push(organisation::New {
            id: tx.next_id(),
            name: one.name.clone(),
            kind: one.kind.clone(),
            sector: one.sector.clone(),
            made_at: tx.at().into(),
        });
    }
    let mut office = Office {
        version,
        accounts: Vec::new(),
        teams: teams.iter().map(|row| TeamId(*row.id.as_ref())).collect(),
        organisations: organisations
            .iter()
            .map(|row| OrganisationId(*row.id.as_ref()))
            .collect(),
    };
    insert(tx, teams).await?;
    insert(tx, organisations).await?;
    for one in &made.staff {
        let new = new_account(made, one, &office);
        office
            .accounts
            .push(accounts::create(tx, &made.key, &new).await?);
    }
    Ok(office)
}

/// Writes what is particular about some workers.
pub(super) async fn particulars(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
    people: &[PersonId],
) -> Result<(), StoreError> {
    close_those_who_left(tx, made, office).await?;
    stand_in(tx, made, office).await?;
    let accounts = made.staff.iter().zip(&office.accounts);
    let own = accounts.filter(|(one, _)| one.particular == Particular::OwnRecord);
    for ((_, id), person) in own.zip(people.last()) {
        let row = account::ActiveModel {
            person_id: Set(Some(Uuid::from(*person))),
            ..account::row(tx.council(), *id)
        };
        account::Entity::update(row).exec_in(tx).await?;
    }
    Ok(())
}

fn new_account(made: &Made, one: &StaffMember, office: &Office) -> NewAccount {
    let teams = made.source.teams.iter().zip(&office.teams);
    let mut organisations = made.source.organisation.iter().zip(&office.organisations);
    let organisation = organisations.find(|(known, _)| known.name == one.organisation);
    NewAccount {
        name: one.name.clone(),
        email: one.email(&made.source),
        roles: vec![one.role],
        teams: teams
            .filter(|(name, _)| **name == one.team)
            .map(|(_, id)| *id)
            .collect(),
        capacity: one.capacity,
        organisation: organisation.map(|(_, id)| *id),
        own_person: None,
    }
}

async fn close_those_who_left(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
) -> Result<(), StoreError> {
    let left_at = At::from(moment(tx, tx.today() - TimeDelta::days(LEFT_DAYS)));
    let accounts = made.staff.iter().zip(&office.accounts);
    for (_, id) in accounts.filter(|(one, _)| one.particular == Particular::Left) {
        let row = account::ActiveModel {
            left_at: Set(Some(left_at)),
            ..account::row(tx.council(), *id)
        };
        account::Entity::update(row).exec_in(tx).await?;
    }
    Ok(())
}

/// Lets one coach cover for another, for the week before and the week after.
async fn stand_in(tx: &mut WriteTx, made: &Made, office: &Office) -> Result<(), StoreError> {
    let who = |particular| {
        let mut accounts = made.staff.iter().zip(&office.accounts);
        accounts
            .find(|(one, _)| one.particular == particular && one.role == Role::Coach)
            .map(|(_, id)| Uuid::from(*id))
    };
    let (Some(absent), Some(stand_in)) = (who(Particular::Away), who(Particular::StandsIn)) else {
        return Ok(());
    };
    let row = cover::New {
        id: tx.next_id(),
        absent_id: absent,
        stand_in_id: stand_in,
        from_on: tx.today() - TimeDelta::days(7),
        until_on: tx.today() + TimeDelta::days(7),
        made_at: tx.at().into(),
        made_by: Some(absent),
        ended_at: None,
    };
    insert(tx, vec![row]).await
}
