//! What an import needs to know about existing young people, and how it fills gaps.
//!
//! Everything is read for the whole council at once: an import names most of its people, and a query for each would take minutes.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{accommodation_span, council, eet_span, former_name, list_row, outer_id, person},
    fold,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, PersonId};

use super::super::{Fields, Person};

/// The ids that other systems give to young people: by system (`council`, `ssda903`, `upn`) and folded value.
///
/// Nothing prevents two people from having the same id, so each id has a list of people.
pub type OuterIds = HashMap<(String, String), Vec<PersonId>>;

/// A code and its source, by the day from which it holds.
pub type Codes = HashMap<NaiveDate, (String, String)>;

/// A young person with everything that an import can bring.
#[derive(Clone, Debug)]
pub struct Record {
    /// What a worker can change.
    pub person: Person,
    /// CHILD of the SSDA903, or empty.
    pub ssda903_child: String,
    /// Unique pupil number, or empty.
    pub upn: String,
    /// Names that they had before, each in full.
    pub former_names: Vec<String>,
    /// Education, employment or training: code and source by the day from which it holds.
    pub activities: Codes,
    /// Where they live: code and source by the day from which it holds.
    pub accommodations: Codes,
    /// What each list last said, by list and field: a value unchanged since then belongs to the list.
    pub brought: HashMap<String, BTreeMap<String, String>>,
}

/// What fills gaps in a record. An empty text changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Filling {
    /// The new fields; `None` where none of them changes.
    pub fields: Option<Fields>,
    /// Code of the SSDA903.
    pub sex: String,
    /// Code of the SSDA903.
    pub ethnicity: String,
    /// CHILD of the SSDA903.
    pub ssda903_child: String,
    /// Unique pupil number.
    pub upn: String,
}

/// Returns how often names, numbers and ids of a council's young people have changed: while it stays, nobody was added and no id was given.
pub async fn names_seen(tx: &mut ReadTx, council: CouncilId) -> Result<i64, StoreError> {
    let row = council::Entity::find_by_id(Uuid::from(council))
        .one_in(tx)
        .await?;
    Ok(row.map_or(0, |row| row.name_version))
}

/// Lists the ids that other systems give to a council's young people.
pub async fn outer_ids(tx: &mut ReadTx, council: CouncilId) -> Result<OuterIds, StoreError> {
    let mut ids = OuterIds::new();
    for row in outer_rows(tx, council).await? {
        let value = fold(&tx.open(&row.value)?);
        let people = ids.entry((row.system, value)).or_default();
        people.push(row.person_id.into());
    }
    Ok(ids)
}

async fn outer_rows(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<outer_id::Model>, StoreError> {
    outer_id::of(council)
        .order_by_asc(outer_id::Column::Id)
        .all_in(tx)
        .await
}

/// Lists a council's young people with everything that an import can bring.
pub async fn records(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<PersonId, Record>, StoreError> {
    let mut outer: HashMap<(Uuid, String), String> = HashMap::new();
    for row in outer_rows(tx, council).await? {
        outer.insert((row.person_id, row.system), tx.open(&row.value)?);
    }
    let mut outer_of = |id: Uuid, system: &str| outer.remove(&(id, system.to_owned()));
    let people = person::of(council)
        .order_by_asc(person::Column::Id)
        .all_in(tx)
        .await?;
    let mut records = HashMap::with_capacity(people.len());
    for row in people {
        let council_ref = outer_of(row.id, "council").unwrap_or_default();
        let record = Record {
            person: super::opened(tx, &row, council_ref)?,
            ssda903_child: outer_of(row.id, "ssda903").unwrap_or_default(),
            upn: outer_of(row.id, "upn").unwrap_or_default(),
            former_names: Vec::new(),
            activities: Codes::new(),
            accommodations: Codes::new(),
            brought: HashMap::new(),
        };
        records.insert(row.id.into(), record);
    }
    add_former_names(tx, council, &mut records).await?;
    add_codes(tx, council, &mut records).await?;
    add_brought(tx, council, &mut records).await?;
    Ok(records)
}

/// Adds the names that they had before.
async fn add_former_names(
    tx: &mut ReadTx,
    council: CouncilId,
    records: &mut HashMap<PersonId, Record>,
) -> Result<(), StoreError> {
    let rows = former_name::of(council)
        .order_by_asc(former_name::Column::Id)
        .all_in(tx)
        .await?;
    for row in rows {
        let name = tx.open(&row.name)?;
        if let Some(record) = records.get_mut(&row.person_id.into()) {
            record.former_names.push(name);
        }
    }
    Ok(())
}

/// Adds what each list last said.
async fn add_brought(
    tx: &mut ReadTx,
    council: CouncilId,
    records: &mut HashMap<PersonId, Record>,
) -> Result<(), StoreError> {
    let rows = list_row::of(council)
        .order_by_asc(list_row::Column::Id)
        .all_in(tx)
        .await?;
    for row in rows {
        if let Some(record) = records.get_mut(&row.person_id.into()) {
            let brought = tx.open(&row.brought)?;
            let fields = form_urlencoded::parse(brought.as_bytes());
            record
                .brought
                .insert(row.list, fields.into_owned().collect());
        }
    }
    Ok(())
}

/// Stores what a list says about a young person, form-encoded, in place of what it said before.
pub async fn note_brought(
    tx: &mut WriteTx,
    id: PersonId,
    list: &str,
    brought: &str,
) -> Result<(), StoreError> {
    let said = tx.seal(id, &brought.to_owned());
    let row = list_row::ActiveModel {
        brought: Set(said.clone()),
        seen_at: Set(tx.at().into()),
        ..Default::default()
    };
    let written = list_row::change(tx.council())
        .set(row)
        .filter(list_row::Column::PersonId.eq(Uuid::from(id)))
        .filter(list_row::Column::List.eq(list))
        .exec_in(tx)
        .await?;
    if written > 0 {
        return Ok(());
    }
    let row = list_row::New {
        id: tx.next_id(),
        person_id: id.into(),
        list: list.to_owned(),
        brought: said,
        seen_at: tx.at().into(),
    };
    list_row::insert(tx, row).await?;
    Ok(())
}

/// Adds the codes by the day from which they hold, without superseded ones.
async fn add_codes(
    tx: &mut ReadTx,
    council: CouncilId,
    records: &mut HashMap<PersonId, Record>,
) -> Result<(), StoreError> {
    let activities = eet_span::of(council)
        .filter(eet_span::Column::SupersededAt.is_null())
        .order_by_asc(eet_span::Column::Id)
        .all_in(tx)
        .await?;
    for row in activities {
        if let Some(record) = records.get_mut(&row.person_id.into()) {
            let said = (row.code, row.source);
            record.activities.insert(row.from_on, said);
        }
    }
    let accommodations = accommodation_span::of(council)
        .filter(accommodation_span::Column::SupersededAt.is_null())
        .order_by_asc(accommodation_span::Column::Id)
        .all_in(tx)
        .await?;
    for row in accommodations {
        if let Some(record) = records.get_mut(&row.person_id.into()) {
            let said = (row.code, row.source);
            record.accommodations.insert(row.from_on, said);
        }
    }
    Ok(())
}

/// Fills gaps in a young person's record. What was there stays as a revision of its field.
///
/// Errors: [`StoreError::Stale`] when someone else changed the record since `version` was read.
pub async fn fill(
    tx: &mut WriteTx,
    id: PersonId,
    version: i32,
    filling: &Filling,
) -> Result<(), StoreError> {
    let mut version = version;
    if let Some(fields) = &filling.fields {
        super::change(tx, id, version, fields).await?;
        version += 1;
    }
    let mut row = super::touched(tx, id, version);
    let mut filled = Vec::new();
    if !filling.sex.is_empty() {
        row.sex = Set(filling.sex.clone());
        filled.push("sex");
    }
    if !filling.ethnicity.is_empty() {
        row.ethnicity = Set(tx.seal(id, &filling.ethnicity));
        filled.push("ethnicity");
    }
    for (system, field, value) in [
        ("ssda903", "ssda903_child", &filling.ssda903_child),
        ("upn", "upn", &filling.upn),
    ] {
        if !value.is_empty() {
            super::former::replace_outer_id(tx, id, system, value).await?;
            filled.push(field);
        }
    }
    if filled.is_empty() {
        return Ok(());
    }
    super::replace(tx, id, version, row).await?;
    // The index of names also finds by these ids.
    tx.names_changed([id]).await?;
    tx.journal(Entry::new("edit-person").person(id).fields(filled))
        .await
}
