//! A new council: its row, its first administrator, a first team, and the link with which the administrator signs in.

use std::sync::Arc;

use chrono::TimeDelta;
use policy::Role;
use store::{
    Entry, Execute, Fetch, StoreError, WriteError, WriteTx,
    entities::council,
    fold,
    orm::{EntityTrait, Set},
};
use values::CouncilId;

use super::{
    invitation::LINK_DAYS,
    model::NewAccount,
    queries::{accounts, teams},
    sign_in::make_link,
};
use crate::{
    App,
    shell::{clock, web::form::is_email},
};

/// The name of a council's first team, until it is renamed.
const FIRST_TEAM: &str = "Leaving care team";

/// Why a council was not added. Its words are shown on the command line.
#[derive(Debug, thiserror::Error)]
pub enum AddCouncilError {
    /// The name is empty or too long.
    #[error("give the council a name of 100 characters or fewer")]
    Name,
    /// There is already a council of this name.
    #[error("there is already a council called {0}; choose another name")]
    Exists(String),
    /// The text cannot be a mail address.
    #[error("{0} is not an email address; write it like name@example.com")]
    Address(String),
    /// The database refused it.
    #[error("the council was not added: {0}")]
    Store(#[from] StoreError),
}

impl WriteError for AddCouncilError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }
}

/// Adds a council with one administrator and one team, and returns the address that signs the administrator in once.
///
/// The administrator's name is the first part of their address, until they change it. The link works for seven days.
/// Errors: [`AddCouncilError`].
pub async fn add_council(
    app: &Arc<App>,
    name: &str,
    admin_email: &str,
) -> Result<(CouncilId, String), AddCouncilError> {
    let (name, email) = (name.trim().to_owned(), admin_email.trim().to_owned());
    if fold(&name).is_empty() || name.chars().count() > 100 {
        return Err(AddCouncilError::Name);
    }
    if !is_email(&email) {
        return Err(AddCouncilError::Address(email));
    }
    let council = CouncilId(clock::random_id(app.clock.now()));
    let (key, secret) = (app.key, clock::random());
    let token = app
        .store
        .write(
            app.clock.stamp(council, None),
            async move |tx: &mut WriteTx| {
                add_row(tx, name.clone()).await?;
                teams::make(tx, FIRST_TEAM).await?;
                let account = accounts::create(tx, &key, &administrator(email.clone())).await?;
                let life = TimeDelta::days(LINK_DAYS);
                Ok::<_, AddCouncilError>(make_link(tx, account, secret, life, false).await?)
            },
        )
        .await?;
    let address = app.config.public_url();
    Ok((council, format!("{address}/sign-in/link/{token}")))
}

fn administrator(email: String) -> NewAccount {
    let name = email.split('@').next().unwrap_or_default().to_owned();
    NewAccount {
        name,
        email,
        roles: vec![Role::Administrator],
        teams: Vec::new(),
        capacity: 0,
        organisation: None,
        own_person: None,
    }
}

async fn add_row(tx: &mut WriteTx, name: String) -> Result<(), AddCouncilError> {
    let councils = council::Entity::find().all_in(tx).await?;
    if councils
        .iter()
        .any(|known| fold(&known.name) == fold(&name))
    {
        return Err(AddCouncilError::Exists(name));
    }
    let row = council::ActiveModel {
        council_id: Set(tx.council().into()),
        name: Set(name),
        rights_version: Set(0),
        name_version: Set(0),
        made_at: Set(tx.at().into()),
    };
    council::Entity::insert(row).exec_in(tx).await?;
    tx.journal(Entry::new("council-added")).await?;
    Ok(())
}
