//! Which of our columns each heading of a list is: by our own name, by what others call it, or as matched by hand.

use std::collections::BTreeMap;

use lists::{List, heading};
use returns::ssda903::TableName;

use super::choosing::Columns;

/// The columns of a list of young people, and what the lists of Virtual Schools and case systems call them.
pub(super) const COLUMNS: Columns = Columns {
    ours: &[
        ("council_ref", "Council id"),
        ("ssda903_child", "SSDA903 child id"),
        ("upn", "Unique pupil number"),
        ("given_name", "First name"),
        ("family_name", "Last name"),
        ("pronouns", "Pronouns"),
        ("born_on", "Date of birth"),
        ("sex", "Sex"),
        ("phone", "Phone"),
        ("email", "Email"),
        ("address", "Address"),
        ("language", "Language"),
        ("channel", "Preferred contact method"),
        ("care_status", "Care status"),
        ("ehcp", "Education, Health and Care Plan"),
        ("neet_since", "Not in work or learning since"),
        ("neet_reason", "Why not in work or learning"),
    ],
    others: &[
        ("forename", "given_name"),
        ("first_name", "given_name"),
        ("firstname", "given_name"),
        ("legal_forename", "given_name"),
        ("surname", "family_name"),
        ("last_name", "family_name"),
        ("lastname", "family_name"),
        ("familyname", "family_name"),
        ("legal_surname", "family_name"),
        ("dob", "born_on"),
        ("d_o_b", "born_on"),
        ("date_of_birth", "born_on"),
        ("birth_date", "born_on"),
        ("unique_pupil_number", "upn"),
        ("unique_pupil_number_upn", "upn"),
        ("gender", "sex"),
        ("mobile", "phone"),
        ("mobile_number", "phone"),
        ("telephone", "phone"),
        ("phone_number", "phone"),
        ("email_address", "email"),
        ("e_mail", "email"),
        ("neet_from", "neet_since"),
        ("neet_start_date", "neet_since"),
        ("reason_neet", "neet_reason"),
        ("council_reference", "council_ref"),
    ],
};

/// The ids of which a list needs one, to recognise each young person.
pub(super) const IDS: [&str; 2] = ["council_ref", "ssda903_child"];

/// Returns every heading by which the first line of a table of young people is known.
pub(super) fn known() -> Vec<String> {
    let tables = TableName::ALL.into_iter();
    let returns = tables.flat_map(|table| table.columns().iter().map(|column| heading(column)));
    COLUMNS.known().into_iter().chain(returns).collect()
}

/// What the headings of a list were matched with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Matched {
    /// The column of ours for each heading; `None` where it is left out or not known.
    pub(super) columns: Vec<Option<&'static str>>,
    /// What is wrong, a sentence each. The list cannot be read until there is nothing.
    pub(super) faults: Vec<String>,
    /// The headings left out on request.
    pub(super) left_out: Vec<String>,
}

/// Matches the headings of a list, those in `by_hand` as it says.
pub(super) fn matched(list: &List, by_hand: &BTreeMap<String, String>) -> Matched {
    let (mut columns, mut faults, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for written in &list.headings {
        let meant = COLUMNS.meant(written, by_hand);
        match meant {
            Some(Some(_)) => {}
            Some(None) => left_out.push(written.clone()),
            None => faults.push(unknown(written)),
        }
        let column = meant.flatten();
        if let Some(column) = column
            && columns.contains(&Some(column))
        {
            faults.push(format!("The column {column} appears twice."));
        }
        columns.push(column);
    }
    let has = |column| columns.contains(&Some(column));
    let is_known_again = IDS.iter().any(|id| has(id)) || has("upn") && has("born_on");
    if !is_known_again {
        faults.push(
            "The list needs a column council_ref or ssda903_child, or both upn and born_on, to recognise each young person."
                .into(),
        );
    }
    Matched {
        columns,
        faults,
        left_out,
    }
}

impl Matched {
    /// Returns the faults as one text, for those who cannot match columns on a page.
    pub(super) fn told(mut self) -> String {
        // A file of something else has a hundred unknown columns, and ten are enough to show it.
        let left = self.faults.len().saturating_sub(10);
        self.faults.truncate(10);
        if left > 0 {
            self.faults
                .push(format!("There are {left} more problems like these."));
        }
        self.faults.push(format!("The columns are: {}.", listed()));
        self.faults.join(" ")
    }
}

/// Returns the codes of our columns, with commas.
pub(super) fn listed() -> String {
    COLUMNS.codes().collect::<Vec<_>>().join(", ")
}

/// Returns the column of ours whose name is nearest to a heading.
pub(super) fn nearest(written: &str) -> Option<&'static str> {
    let name = heading(written);
    COLUMNS
        .codes()
        .map(|column| (strsim::damerau_levenshtein(column, &name), column))
        .min()
        .filter(|(distance, column)| *distance <= column.len() / 2)
        .map(|(_, column)| column)
}

fn unknown(written: &str) -> String {
    let shown: String = written.chars().take(40).collect();
    match nearest(written) {
        Some(column) => {
            format!("The column {shown:?} is not recognised. Did you mean {column}?")
        }
        None => format!("The column {shown:?} is not recognised."),
    }
}

/// Returns the table of the SSDA903 whose columns a list has; `None` for a list of our own.
pub(super) fn table(list: &List) -> Option<TableName> {
    let names: Vec<String> = list.headings.iter().map(|name| heading(name)).collect();
    let of = |columns: &[&str]| {
        let columns = columns.iter().map(|column| heading(column));
        columns.filter(|name| names.contains(name)).count()
    };
    let own = list
        .headings
        .iter()
        .filter(|name| COLUMNS.named(name).is_some())
        .count();
    let tables = TableName::ALL.into_iter();
    let (likeness, table) = tables.map(|table| (of(table.columns()), table)).max()?;
    // With two columns in common a file is more likely a list of the council's own than half a return.
    (likeness > own.max(2)).then_some(table)
}

/// Returns a list of the SSDA903 as its reader wants it: the columns named in capitals, whatever they were.
pub(super) fn as_return(list: &List, table: TableName) -> Vec<u8> {
    let mut list = list.clone();
    for written in &mut list.headings {
        let name = heading(written);
        if let Some(column) = table
            .columns()
            .iter()
            .find(|column| heading(column) == name)
        {
            *written = (*column).to_owned();
        }
    }
    list.as_csv()
}
