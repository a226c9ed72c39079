//! The rows of Header and OC3, and how each value is read.

use chrono::NaiveDate;
use values::codes::{Accommodation, Activity, Ethnicity, InTouch, Sex};

use super::{
    DateFault, Fault, FileFault, Table, TableName,
    cells::{Cells, date, read_table},
    ids::{ChildId, Upn},
};

/// A child or care leaver of the return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderRow {
    /// The council's own number for the child, the same in every table and year.
    pub child: ChildId,
    /// Sex.
    pub sex: Sex,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Ethnicity.
    pub ethnicity: Ethnicity,
    /// Unique pupil number, or the code that says why there is none.
    pub upn: Option<Upn>,
    /// Whether the young person is a mother.
    pub mother: Mother,
    /// Date of birth of the young person's own child.
    pub mothers_child_born_on: Option<NaiveDate>,
}

/// How a care leaver is doing: the status around the birthday, or at the latest contact for those aged 22 and over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oc3Row {
    /// The council's own number for the young person.
    pub child: ChildId,
    /// Date of birth.
    pub born_on: NaiveDate,
    /// Whether the council is in touch.
    pub in_touch: InTouch,
    /// What the young person does.
    pub activity: Activity,
    /// Where the young person lives.
    pub accommodation: Accommodation,
}

/// Whether a young person is a mother (item `MOTHER`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mother {
    /// A mother, written `1`.
    Yes,
    /// Not a mother, written `0`.
    No,
    /// Left blank.
    NotStated,
}

/// Reads the Header file.
///
/// Errors: [`FileFault`] when the whole file cannot be trusted. What is wrong in single rows is in the table.
pub fn read_header(bytes: &[u8]) -> Result<Table<HeaderRow>, FileFault> {
    read_table(bytes, TableName::Header, |cells| {
        let child = cells.read("CHILD", child);
        let sex = cells.read("SEX", |text| Sex::parse(text).map_err(|_| Fault::Sex));
        let born_on = cells.read("DOB", |text| Ok(date(text)?));
        let ethnicity = cells.read("ETHNIC", |text| {
            Ethnicity::parse(text).map_err(|_| Fault::Ethnicity)
        });
        let upn = cells.read("UPN", upn);
        let mother = cells.read("MOTHER", mother);
        let mothers_child_born_on = cells.read("MC_DOB", |text| match date(text) {
            Err(DateFault::Blank) => Ok(None),
            read => Ok(Some(read?)),
        });
        Some(HeaderRow {
            child: child?,
            sex: sex?,
            born_on: born_on?,
            ethnicity: ethnicity?,
            upn: upn?,
            mother: mother?,
            mothers_child_born_on: mothers_child_born_on?,
        })
    })
}

/// Reads the OC3 file.
///
/// Errors: [`FileFault`] when the whole file cannot be trusted. What is wrong in single rows is in the table.
pub fn read_oc3(bytes: &[u8]) -> Result<Table<Oc3Row>, FileFault> {
    read_table(bytes, TableName::Oc3, |cells| {
        let child = cells.read("CHILD", child);
        let born_on = cells.read("DOB", |text| Ok(date(text)?));
        let in_touch = cells.read("IN_TOUCH", |text| {
            InTouch::parse(text).map_err(|_| Fault::InTouch)
        });
        let activity = cells.read("ACTIV", activity);
        let accommodation = cells.read("ACCOM", accommodation);
        refuse_part_coded(cells);
        if let Some(in_touch) = in_touch {
            refuse_what_contact_forbids(cells, in_touch);
        }
        Some(Oc3Row {
            child: child?,
            born_on: born_on?,
            in_touch: in_touch?,
            activity: activity?,
            accommodation: accommodation?,
        })
    })
}

/// Refuses a row that has some of contact, activity and accommodation but not all (153).
fn refuse_part_coded(cells: &mut Cells) {
    let items = ["IN_TOUCH", "ACTIV", "ACCOM"].map(|column| cells.given(column));
    let blank = items.iter().filter(|item| item.is_empty()).count();
    if (1..items.len()).contains(&blank) {
        cells.refuse(None, &items.join(","), Fault::PartCoded);
    }
}

/// Refuses an activity or accommodation that does not fit the contact (344, 345). Blanks are refused elsewhere.
fn refuse_what_contact_forbids(cells: &mut Cells, in_touch: InTouch) {
    for column in ["ACTIV", "ACCOM"] {
        match (in_touch, cells.given(column)) {
            (_, "") => {}
            (InTouch::Died | InTouch::ReturnedHome, given) if given != "0" => {
                cells.refuse_column(column, Fault::MustBeZero)
            }
            (InTouch::Yes, "0") => cells.refuse_column(column, Fault::MayNotBeZero),
            _ => {}
        }
    }
}

fn child(text: &str) -> Result<ChildId, Fault> {
    ChildId::parse(text).map_err(|_| {
        if text.is_empty() {
            Fault::NoChild
        } else {
            Fault::NotAnId
        }
    })
}

fn upn(text: &str) -> Result<Option<Upn>, Fault> {
    if text.is_empty() {
        Ok(None)
    } else {
        Upn::parse(text).map(Some).map_err(|_| Fault::NotAnId)
    }
}

fn mother(text: &str) -> Result<Mother, Fault> {
    match text {
        "1" => Ok(Mother::Yes),
        "0" => Ok(Mother::No),
        "" => Ok(Mother::NotStated),
        _ => Err(Fault::Mother),
    }
}

fn activity(text: &str) -> Result<Activity, Fault> {
    Activity::parse(text)
        .map_err(|_| Activity::superseded(text).map_or(Fault::Activity, Fault::OldActivity))
}

fn accommodation(text: &str) -> Result<Accommodation, Fault> {
    Accommodation::parse(text).map_err(|_| match text {
        "S1" => Fault::NeverSuitable(Accommodation::S2),
        "X1" => Fault::NeverSuitable(Accommodation::X2),
        _ => Fault::Accommodation,
    })
}
