//! Adverts in the database.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{NewRow, advert},
    orm::{
        ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set, Uuid,
        sea_query::OnConflict,
    },
};
use values::{AdvertId, CouncilId, OpportunityId};

use super::display::Vacancy;

/// An advert as last fetched.
#[derive(Clone, Debug)]
pub(in crate::work::opportunities) struct Advert {
    pub(in crate::work::opportunities) id: AdvertId,
    pub(in crate::work::opportunities) reference: String,
    pub(in crate::work::opportunities) title: String,
    pub(in crate::work::opportunities) employer: String,
    pub(in crate::work::opportunities) about: String,
    pub(in crate::work::opportunities) course: String,
    pub(in crate::work::opportunities) places: i32,
    pub(in crate::work::opportunities) hourly_pence: i32,
    pub(in crate::work::opportunities) wage: String,
    pub(in crate::work::opportunities) weekly_minutes: i32,
    pub(in crate::work::opportunities) pattern: String,
    pub(in crate::work::opportunities) place: String,
    pub(in crate::work::opportunities) district: String,
    pub(in crate::work::opportunities) starts_on: Option<NaiveDate>,
    pub(in crate::work::opportunities) closes_on: Option<NaiveDate>,
    pub(in crate::work::opportunities) url: String,
    pub(in crate::work::opportunities) seen_on: NaiveDate,
    pub(in crate::work::opportunities) opportunity: Option<OpportunityId>,
}

fn opened(row: advert::Model) -> Advert {
    Advert {
        id: row.id.into(),
        reference: row.reference,
        title: row.title,
        employer: row.employer,
        about: row.about,
        course: row.course,
        places: row.places,
        hourly_pence: row.hourly_pence,
        wage: row.wage,
        weekly_minutes: row.weekly_minutes,
        pattern: row.pattern,
        place: row.place,
        district: row.district,
        starts_on: row.starts_on,
        closes_on: row.closes_on,
        url: row.url,
        seen_on: row.seen_on,
        opportunity: row.opportunity_id.map(Into::into),
    }
}

/// Shortens a text from outside, and drops the characters that no page shows and no database takes.
fn cut(text: &str, most: usize) -> String {
    let shown = |letter: &char| !letter.is_control() || *letter == '\n';
    text.trim().chars().filter(shown).take(most).collect()
}

/// The columns that change when an advert is fetched again.
const FETCHED: [advert::Column; 15] = [
    advert::Column::Title,
    advert::Column::Employer,
    advert::Column::About,
    advert::Column::Course,
    advert::Column::Places,
    advert::Column::HourlyPence,
    advert::Column::Wage,
    advert::Column::WeeklyMinutes,
    advert::Column::Pattern,
    advert::Column::Place,
    advert::Column::District,
    advert::Column::StartsOn,
    advert::Column::ClosesOn,
    advert::Column::Url,
    advert::Column::SeenOn,
];

fn row(tx: &mut WriteTx, reference: String, one: &Vacancy) -> advert::New {
    let today = tx.today();
    let course = match (one.course.title.as_str(), one.course.level) {
        ("", _) => String::new(),
        (title, 0) => title.to_owned(),
        (title, _) if title.contains("level") => title.to_owned(),
        (title, level) => format!("{title}, level {level}"),
    };
    let district = one.addresses.first().map(|first| first.postcode.trim());
    let district = district.and_then(|code| code.split_whitespace().next());
    // Only a web address is kept: anything else in a link could do harm.
    let url = Some(one.vacancy_url.as_str()).filter(|url| url.starts_with("https://"));
    advert::New {
        id: tx.next_id(),
        reference,
        opportunity_id: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        title: cut(&one.title, 200),
        employer: cut(&one.employer_name, 200),
        about: cut(&one.description, 4000),
        course: cut(&course, 200),
        places: i32::try_from(one.number_of_positions)
            .unwrap_or(1)
            .clamp(1, 1000),
        hourly_pence: one.hourly_pence().unwrap_or(0),
        wage: cut(&one.wage.wage_additional_information, 200),
        weekly_minutes: one.weekly_minutes(),
        pattern: cut(&one.wage.working_week_description, 200),
        place: cut(&one.place(), 200),
        district: cut(district.unwrap_or_default(), 10),
        starts_on: one.start_date,
        closes_on: one.closing_date,
        url: cut(url.unwrap_or_default(), 500),
        seen_on: today,
    }
}

/// How many adverts are written with one statement: each has 21 columns, and SQLite takes 32,766 values.
const AT_ONCE: usize = 500;

/// Stores today's adverts. Known ones are updated; one that has gone keeps the day on which it was last seen.
pub(super) async fn keep(tx: &mut WriteTx, all: &[Vacancy]) -> Result<(), StoreError> {
    let owner = Uuid::from(tx.council());
    // An advert listed on two pages is written once.
    let listed = all.iter().map(|one| (cut(&one.vacancy_reference, 50), one));
    let listed: BTreeMap<String, &Vacancy> = listed.collect();
    let rows = listed
        .into_iter()
        .map(|(reference, one)| row(tx, reference, one).of(owner));
    let rows: Vec<_> = rows.collect();
    let mut known = OnConflict::columns([advert::Column::CouncilId, advert::Column::Reference]);
    known.update_columns(FETCHED);
    for rows in rows.chunks(AT_ONCE) {
        advert::Entity::insert_many(rows.to_vec())
            .on_conflict(known.clone())
            .exec_in(tx)
            .await?;
    }
    tx.journal(Entry::new("fetch-adverts")).await
}

/// Lists the adverts from the last day on which any were fetched that are still open, in the order in which they close.
pub(super) async fn current(
    tx: &mut ReadTx,
    council: CouncilId,
    today: NaiveDate,
) -> Result<Vec<Advert>, StoreError> {
    let is_open = advert::Column::ClosesOn
        .is_null()
        .or(advert::Column::ClosesOn.gte(today));
    let rows = advert::of(council)
        .filter(is_open)
        .order_by_asc(advert::Column::Id)
        .all_in(tx)
        .await?;
    let last = rows.iter().map(|row| row.seen_on).max();
    let mut all: Vec<Advert> = rows.into_iter().map(opened).collect();
    all.retain(|one| Some(one.seen_on) == last);
    all.sort_by_key(|one| (one.closes_on.is_none(), one.closes_on, one.id));
    Ok(all)
}

/// Finds an advert.
pub(in crate::work::opportunities) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: AdvertId,
) -> Result<Option<Advert>, StoreError> {
    let row = advert::find(council, id).one_in(tx).await?;
    Ok(row.map(opened))
}

/// Records which opportunity was made from an advert. The caller's own journal entry names the opportunity.
///
/// Errors: [`StoreError::Stale`] when someone else has made one in the meantime.
pub(in crate::work::opportunities) async fn taken_over(
    tx: &mut WriteTx,
    id: AdvertId,
    to: OpportunityId,
) -> Result<(), StoreError> {
    let written = advert::change(tx.council())
        .set(advert::ActiveModel {
            opportunity_id: Set(to.into()),
            ..Default::default()
        })
        .filter(advert::Column::Id.eq(Uuid::from(id)))
        .filter(advert::Column::OpportunityId.is_null())
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}
