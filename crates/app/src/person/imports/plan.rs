//! What an import would do: which young people it adds, which gaps it fills, and what it may not change.
//!
//! Nothing that was entered here is overwritten or blanked: a value that differs is reported and left unchanged. A value that is still what
//! the same list said before belongs to the list, and follows it.

mod alike;
mod merge;

use std::collections::{HashMap, HashSet};

use alike::{Alike, Found};
use merge::Merge;

use store::fold;
use values::{
    PersonId,
    codes::{Accommodation, Activity, Ethnicity, Sex},
};

use super::model::{Given, Incoming, Kind, Place, Report, ReportLine, Status, What};
use crate::person::people::{Filling, NewPerson, OuterIds, Record};

/// What is to be written for one row.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A young person who is new.
    Make(Box<NewPerson>, Coded, String),
    /// Gaps in a record of this version.
    Fill(PersonId, i32, Box<Filling>, Coded, String),
}

/// The codes of a status that are to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Coded {
    pub(super) on: chrono::NaiveDate,
    pub(super) activity: Option<Activity>,
    pub(super) accommodation: Option<Accommodation>,
}

impl Coded {
    fn is_nothing(&self) -> bool {
        self.activity.is_none() && self.accommodation.is_none()
    }
}

/// What is to be written, and what is to be reported.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) kind: Kind,
    pub(super) steps: Vec<Step>,
    /// How often names had changed when the existing records were read.
    pub(super) seen: i64,
    pub(super) report: Report,
}

/// The existing records.
pub(super) struct Here {
    pub(super) ids: OuterIds,
    pub(super) records: HashMap<PersonId, Record>,
    /// How often names have changed.
    pub(super) seen: i64,
}

/// Plans an import. The same list changes nothing the second time.
///
/// Possible duplicates are held back, unless `takes_duplicates` says that someone has checked them.
pub(super) fn plan(incoming: Incoming, here: &Here, takes_duplicates: bool) -> Plan {
    let mut planning = Planning {
        kind: incoming.kind,
        here,
        alike: (!takes_duplicates).then(|| Alike::of(here)),
        lines: HashMap::new(),
        shared: shared_upns(&incoming.given),
        refused: HashSet::new(),
        steps: Vec::new(),
        report: Report {
            assumed: incoming.assumed,
            refused: incoming.refused,
            asked: incoming.asked,
            said: incoming.said,
            ..Report::default()
        },
    };
    for given in incoming.given {
        planning.row(given);
    }
    let (mut report, refused) = (planning.report, planning.refused);
    // A note on a row that was refused after all would say that it was taken.
    let is_of_taken = |said: &ReportLine| {
        !matches!(said.what, What::Note | What::NotTaken) || !refused.contains(&said.place)
    };
    report.said.retain(is_of_taken);
    let not_taken = report
        .said
        .iter()
        .filter(|said| said.what == What::NotTaken);
    report.not_taken = not_taken.count();
    // What happened to a row comes before what is said about it.
    report.said.sort_by_key(|said| (said.place, said.what));
    Plan {
        kind: planning.kind,
        steps: planning.steps,
        seen: here.seen,
        report,
    }
}

/// Returns the folded pupil numbers that are in more than one row.
fn shared_upns(rows: &[Given]) -> HashSet<String> {
    let mut seen = HashSet::new();
    let upns = rows.iter().map(|given| fold(&given.upn));
    upns.filter(|upn| !upn.is_empty() && !seen.insert(upn.clone()))
        .collect()
}

struct Planning<'a> {
    kind: Kind,
    here: &'a Here,
    /// Existing people and earlier rows, to compare with new people; `None` where no one is held back.
    alike: Option<Alike>,
    /// The line that is about each young person.
    lines: HashMap<PersonId, u64>,
    shared: HashSet<String>,
    /// The rows that are not taken, refused or held back.
    refused: HashSet<Place>,
    steps: Vec<Step>,
    report: Report,
}

impl Planning<'_> {
    fn row(&mut self, mut given: Given) {
        match self.find(&given) {
            Err(why) => {
                self.report.refused += 1;
                self.refused.insert(given.place);
                self.say(&given, What::Refused, why);
            }
            Ok(found) => {
                self.drop_doubtful_upn(&mut given, found);
                match found.and_then(|id| Some((id, self.here.records.get(&id)?))) {
                    None => match self.alike.as_ref().and_then(|alike| alike.find(&given)) {
                        Some(Found::MayBe(why)) => {
                            self.report.duplicates += 1;
                            self.refused.insert(given.place);
                            self.say(&given, What::PossibleDuplicate, why);
                        }
                        found => {
                            if found.is_some() {
                                self.say(&given, What::Note, "Someone has the same name and another date of birth. Check that they are two people.");
                            }
                            self.make(given);
                        }
                    },
                    Some((id, record)) => self.fill(&given, id, record),
                }
            }
        }
    }

    fn say(&mut self, given: &Given, what: What, why: impl Into<String>) {
        self.report.said.push(ReportLine::of(given, what, why));
    }

    fn not_taken(&mut self, given: &Given, field: &'static str, why: &str) {
        let column = self.kind.column(field);
        self.say(given, What::NotTaken, format!("{column}: {why}"));
    }

    /// Finds the young person of a row by the ids in it.
    ///
    /// Errors: a sentence, where the ids do not say who it is.
    fn find(&mut self, given: &Given) -> Result<Option<PersonId>, String> {
        let mut found = None;
        for (system, field, id) in [
            ("council", "council_ref", &given.fields.council_ref),
            ("ssda903", "ssda903_child", &given.ssda903_child),
        ] {
            let column = self.kind.column(field);
            let people = if id.is_empty() {
                &[]
            } else {
                let key = (system.to_owned(), fold(id));
                self.here.ids.get(&key).map_or(&[][..], Vec::as_slice)
            };
            match (people, found) {
                ([], _) => {}
                ([one], None) => found = Some(*one),
                ([one], Some(other)) if *one == other => {}
                ([_], Some(_)) => {
                    return Err("council_ref belongs to one young person in Foothold, and ssda903_child to another. Correct the one that is wrong.".into());
                }
                _ => {
                    return Err(format!(
                        "{column}: More than one young person in Foothold has this id. Correct it there first."
                    ));
                }
            }
        }
        let is_by_pupil = given.fields.council_ref.is_empty() && given.ssda903_child.is_empty();
        if is_by_pupil && self.kind == Kind::Own {
            found = self.find_pupil(given)?;
        }
        if let Some(id) = found {
            let line = *self.lines.entry(id).or_insert(given.place.line);
            if line != given.place.line {
                return Err(format!(
                    "This is the same young person as on line {line}. Keep one of the rows."
                ));
            }
        } else if self.kind == Kind::Own
            && given.fields.given_name.is_empty()
            && given.fields.family_name.is_empty()
        {
            return Err("No one in Foothold has this id, and a new person needs a name: given_name, family_name or both.".into());
        }
        Ok(found)
    }

    /// Finds a young person by pupil number and date of birth together: either alone may be someone else's.
    ///
    /// Errors: a sentence, where the number is in more than one row and nothing else says who each is.
    fn find_pupil(&self, given: &Given) -> Result<Option<PersonId>, String> {
        let upn = fold(&given.upn);
        if self.shared.contains(&upn) {
            return Err("More than one row has this pupil number, and nothing else says who each of them is. Correct the one that is wrong.".into());
        }
        let same_day = |id: &&PersonId| {
            let record = self.here.records.get(*id);
            record.is_some_and(|record| record.person.fields.born_on == given.fields.born_on)
        };
        let people = self.here.ids.get(&("upn".to_owned(), upn));
        Ok(people.into_iter().flatten().find(same_day).copied())
    }

    /// Takes out a pupil number that also belongs to someone else.
    fn drop_doubtful_upn(&mut self, given: &mut Given, found: Option<PersonId>) {
        let upn = fold(&given.upn);
        if upn.is_empty() {
            return;
        }
        let others = self.here.ids.get(&("upn".to_owned(), upn.clone()));
        let why = if self.shared.contains(&upn) {
            "More than one row has this pupil number, so it is kept for none of them."
        } else if others.is_some_and(|people| people.iter().any(|id| Some(*id) != found)) {
            "Another young person in Foothold has this pupil number. Check whose it is."
        } else {
            return;
        };
        self.not_taken(given, "upn", why);
        given.upn.clear();
    }

    fn make(&mut self, given: Given) {
        if let Some(alike) = &mut self.alike {
            alike.take(&given);
        }
        self.report.made += 1;
        let why = match self.kind {
            Kind::Own => "",
            Kind::Ssda903 => "Shown as \"Name needed\", as the return has no names.",
        };
        self.say(&given, What::Made, why);
        let coded = given.status.map(known).unwrap_or_default();
        let brought = given.brought();
        let new = NewPerson {
            fields: given.fields,
            sex: given.sex,
            ethnicity: given.ethnicity,
            ssda903_child: given.ssda903_child,
            upn: given.upn,
            ..NewPerson::default()
        };
        self.steps.push(Step::Make(Box::new(new), coded, brought));
    }

    fn fill(&mut self, given: &Given, id: PersonId, record: &Record) {
        let mut merge = Merge::of(record, self.kind);
        let fields = merge.fields(given, &record.person.fields);
        let sex = given.sex.map_or("", Sex::code);
        let known_sex = record.person.sex.filter(|sex| *sex != Sex::Unknown);
        let known_ethnicity = Some(record.person.ethnicity.as_str())
            .filter(|code| *code != Ethnicity::Nobt.code())
            .unwrap_or_default();
        let filling = Filling {
            fields: (fields != record.person.fields).then_some(fields),
            sex: merge.gap("sex", sex, known_sex.map_or("", Sex::code)),
            ethnicity: merge.gap("ethnicity", &given.ethnicity, known_ethnicity),
            ssda903_child: merge.gap("ssda903_child", &given.ssda903_child, &record.ssda903_child),
            upn: merge.gap("upn", &given.upn, &record.upn),
        };
        let coded = given.status.map(|status| merge.status(status, record));
        let coded = coded.unwrap_or_default();
        for (field, why) in merge.differs {
            self.not_taken(given, field, &why);
        }
        if merge.filled.is_empty() && coded.is_nothing() {
            self.report.same += 1;
            return;
        }
        self.report.changed += 1;
        let columns: Vec<_> = merge
            .filled
            .iter()
            .map(|field| self.kind.column(field))
            .collect();
        self.say(given, What::Changed, columns.join(", "));
        let step = Step::Fill(
            id,
            record.person.version,
            Box::new(filling),
            coded,
            given.brought(),
        );
        self.steps.push(step);
    }
}

/// Returns what is known of a status. "Not known" is not stored.
fn known(status: Status) -> Coded {
    Coded {
        on: status.on,
        activity: Some(status.activity).filter(|code| *code != Activity::NotKnown),
        accommodation: Some(status.accommodation).filter(|code| *code != Accommodation::NotKnown),
    }
}
