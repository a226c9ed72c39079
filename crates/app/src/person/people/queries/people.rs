//! Young people in the database.

use super::super::{Fields, Person, Standing, model::NewPerson};
use super::former::{keep_former_name, replace_outer_id};
use crate::{
    person::people::{Ehcp, StoppedAs},
    shell::{choices::Code, web::own_sign_ins},
};
use chrono::NaiveDate;
use std::{collections::HashMap, str::FromStr};
use store::{
    Entry, Execute, Fetch, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::{outer_id, person, revision},
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set, Uuid},
};
use values::{
    CouncilId, PersonId,
    codes::{Activity, CareStatus, Sex},
    phones,
};

fn standing_of(row: &person::Model) -> Standing {
    Standing {
        council: row.council_id.into(),
        id: row.id.into(),
        coach: row.coach_id.map(Into::into),
        adviser: row.adviser_id.map(Into::into),
        social_worker: row.social_worker_id.map(Into::into),
        team: row.team_id.map(Into::into),
        organisation: row.organisation_id.map(Into::into),
    }
}

/// Lists everyone's id in a council, oldest first.
pub async fn ids(tx: &mut ReadTx, council: CouncilId) -> Result<Vec<PersonId>, StoreError> {
    let ids: Vec<Uuid> = person::of(council)
        .select_only()
        .column(person::Column::Id)
        .order_by_asc(person::Column::Id)
        .rows_in(tx)
        .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// Finds a young person.
pub async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Option<Person>, StoreError> {
    Ok(find_all(tx, council, &[id]).await?.pop())
}

/// Finds up to a page of young people, in no order.
pub async fn find_all(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[PersonId],
) -> Result<Vec<Person>, StoreError> {
    static REFERENCES: KeptQuery = KeptQuery::new(|about| {
        outer_id::of(about.owner())
            .filter(about.are(outer_id::Column::PersonId))
            .filter(outer_id::Column::System.eq("council"))
            .into_query()
    });
    static PEOPLE: KeptQuery = KeptQuery::new(|about| {
        person::of(about.owner())
            .filter(about.are(person::Column::Id))
            .into_query()
    });
    let references: Vec<outer_id::Model> = REFERENCES.of_some(tx, council, Some(ids)).await?;
    let references: HashMap<_, _> = references
        .into_iter()
        .map(|row| (row.person_id, row.value))
        .collect();
    let rows: Vec<person::Model> = PEOPLE.of_some(tx, council, Some(ids)).await?;
    let found = rows.iter().map(|row| {
        let reference = references.get(&row.id).map(|value| tx.open(value));
        opened(tx, row, reference.transpose()?.unwrap_or_default())
    });
    found.collect()
}

/// Opens a row; the council's own id is in a separate table.
pub(super) fn opened(
    tx: &ReadTx,
    row: &person::Model,
    council_ref: String,
) -> Result<Person, StoreError> {
    let fields = Fields {
        given_name: tx.open(&row.given_name)?,
        family_name: tx.open(&row.family_name)?,
        pronouns: tx.open(&row.pronouns)?,
        born_on: row.born_on,
        phone: tx.open(&row.phone)?,
        email: tx.open(&row.email)?,
        address: tx.open(&row.address)?,
        language: row.language.clone(),
        channel: row.channel.clone(),
        care_status: CareStatus::from_str(&row.care_status).unwrap_or(CareStatus::NotKnown),
        ehcp: Ehcp::stored(&row.ehcp)?,
        council_ref,
    };
    Ok(Person {
        standing: standing_of(row),
        fields,
        sex: Sex::parse(&row.sex).ok(),
        ethnicity: tx.open(&row.ethnicity)?,
        activity: Activity::parse(&row.eet_code).unwrap_or(Activity::NotKnown),
        last_contact_on: row.last_contact_on,
        merged_into: row.merged_into_id.map(Into::into),
        stopped_as: StoppedAs::stored_if_any(&row.stopped_as)?,
        version: row.version,
    })
}

/// Adds a young person. The history of who works with them starts on the first day.
pub async fn add(tx: &mut WriteTx, new: &NewPerson) -> Result<PersonId, StoreError> {
    let id: PersonId = tx.next_id();
    let who = &new.allocation;
    let row = row_of(tx, id, new);
    person::insert(tx, row).await?;
    for (system, value) in outer_ids_of(new) {
        add_outer_id(tx, id, system, value).await?;
    }
    for (role, holder) in who.holders() {
        if let Some(holder) = holder {
            super::allocation::open_allocation(tx, id, role, holder, "new").await?;
        }
    }
    tx.names_changed([id]).await?;
    tx.journal(Entry::new("add-person").person(id)).await?;
    Ok(id)
}

/// Returns the row of a new young person.
pub(super) fn row_of(tx: &WriteTx, id: PersonId, new: &NewPerson) -> person::New {
    let (fields, who) = (&new.fields, &new.allocation);
    person::New {
        id: id.into(),
        given_name: tx.seal(id, &fields.given_name),
        family_name: tx.seal(id, &fields.family_name),
        pronouns: tx.seal(id, &fields.pronouns),
        phone: tx.seal(id, &fields.phone),
        email: tx.seal(id, &fields.email),
        address: tx.seal(id, &fields.address),
        born_on: fields.born_on,
        care_status: fields.care_status.code().into(),
        sex: new.sex.map(|sex| sex.code().to_owned()).unwrap_or_default(),
        ethnicity: tx.seal(id, &new.ethnicity),
        ehcp: fields.ehcp.code().to_owned(),
        language: fields.language.clone(),
        channel: fields.channel.clone(),
        eet_code: Activity::NotKnown.code().into(),
        last_contact_on: None,
        next_due_on: None,
        stage_key: String::new(),
        programme_version_id: None,
        paused_on: None,
        stopped_as: String::new(),
        merged_into_id: None,
        coach_id: who.coach.map(Uuid::from),
        adviser_id: who.adviser.map(Uuid::from),
        social_worker_id: who.social_worker.map(Uuid::from),
        team_id: who.team.map(Uuid::from),
        organisation_id: who.organisation.map(Uuid::from),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        changed_at: tx.at().into(),
        changed_by: tx.by_id(),
        version: 1,
        name_version: 0,
    }
}

/// Returns the ids that other systems give to a new young person.
pub(super) fn outer_ids_of(new: &NewPerson) -> impl Iterator<Item = (&'static str, &String)> {
    let all = [
        ("council", &new.fields.council_ref),
        ("ssda903", &new.ssda903_child),
        ("upn", &new.upn),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty())
}

pub(super) async fn add_outer_id(
    tx: &mut WriteTx,
    id: PersonId,
    system: &str,
    value: &str,
) -> Result<(), StoreError> {
    let row = outer_id::New {
        id: tx.next_id(),
        person_id: id.into(),
        system: system.into(),
        value: tx.seal(id, &value.to_owned()),
        made_at: tx.at().into(),
    };
    outer_id::insert(tx, row).await?;
    Ok(())
}

/// Returns whether a number that could be dialled, or an email address, is no longer theirs. The same number written differently still is.
fn loses_a_reach(before: &Fields, after: &Fields) -> bool {
    let numbers = phones::read(&after.phone).numbers;
    let mut dialled = phones::read(&before.phone).numbers.into_iter();
    dialled.any(|number| !numbers.contains(&number))
        || !before.email.is_empty() && !before.email.eq_ignore_ascii_case(&after.email)
}

/// Changes a young person's fields, and keeps the earlier values.
///
/// Errors: [`StoreError::Stale`] when someone else changed the record since `version` was read.
pub(crate) async fn change(
    tx: &mut WriteTx,
    id: PersonId,
    version: i32,
    fields: &Fields,
) -> Result<(), StoreError> {
    let council = tx.council();
    let before = find(tx, council, id).await?.ok_or(StoreError::Stale)?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    let changed = fields.changed_from(&before.fields);
    for (field, _, was) in &changed {
        let row = revision::New {
            id: tx.next_id(),
            person_id: id.into(),
            field: (*field).into(),
            was: tx.seal(id, was),
            changed_at: tx.at().into(),
            changed_by: tx.by_id(),
        };
        revision::insert(tx, row).await?;
    }
    let row = person::ActiveModel {
        given_name: Set(tx.seal(id, &fields.given_name)),
        family_name: Set(tx.seal(id, &fields.family_name)),
        pronouns: Set(tx.seal(id, &fields.pronouns)),
        born_on: Set(fields.born_on),
        phone: Set(tx.seal(id, &fields.phone)),
        email: Set(tx.seal(id, &fields.email)),
        address: Set(tx.seal(id, &fields.address)),
        language: Set(fields.language.clone()),
        channel: Set(fields.channel.clone()),
        care_status: Set(fields.care_status.code().into()),
        ehcp: Set(fields.ehcp.code().to_owned()),
        ..touched(tx, id, version)
    };
    replace(tx, id, version, row).await?;
    let is_changed = |names: &[&str]| changed.iter().any(|(field, _, _)| names.contains(field));
    if is_changed(&["given_name", "family_name"]) {
        keep_former_name(tx, id, &before.name()).await?;
    }
    if is_changed(&["council_ref"]) {
        replace_outer_id(tx, id, "council", &fields.council_ref).await?;
    }
    if is_changed(&["given_name", "family_name", "phone", "council_ref"]) {
        tx.names_changed([id]).await?;
    }
    if loses_a_reach(&before.fields, fields) {
        // Anyone who can read the old number or mailbox is signed out.
        own_sign_ins::end_all(tx, id, "number or address changed").await?;
    }
    tx.journal(
        Entry::new("edit-person")
            .person(id)
            .fields(changed.iter().map(|(field, _, _)| *field)),
    )
    .await
}

pub(super) fn touched(tx: &WriteTx, _id: PersonId, version: i32) -> person::ActiveModel {
    person::ActiveModel {
        changed_at: Set(tx.at().into()),
        changed_by: Set(tx.by_id()),
        version: Set(version + 1),
        ..Default::default()
    }
}

/// Writes a row if its version is still the one that was read.
pub(super) async fn replace(
    tx: &mut WriteTx,
    id: PersonId,
    version: i32,
    row: person::ActiveModel,
) -> Result<(), StoreError> {
    let written = person::change(tx.council())
        .set(row)
        .filter(person::Column::Id.eq(Uuid::from(id)))
        .filter(person::Column::Version.eq(version))
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Returns who last changed a young person's record.
pub(crate) async fn changed_by(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Option<values::AccountId>, StoreError> {
    let row = person::find(council, id).one_in(tx).await?;
    Ok(row.and_then(|row| row.changed_by).map(Into::into))
}

/// Notes the last contact and what is due next, for lists. The version stays: no form shows these.
pub async fn note_due(
    tx: &mut WriteTx,
    id: PersonId,
    last_contact_on: Option<NaiveDate>,
    next_due_on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    let row = person::ActiveModel {
        last_contact_on: Set(last_contact_on),
        next_due_on: Set(next_due_on),
        ..person::row(tx.council(), id)
    };
    person::Entity::update(row).exec_in(tx).await?;
    Ok(())
}
