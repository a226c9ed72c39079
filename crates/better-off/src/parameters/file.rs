//! One year's file, read without knowing what its values mean. Also compiled into `build.rs`.

use toml::{Table, Value, value::Date};

/// How sure a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// Seen in two places.
    TwoPlaces,
    /// Read in one place.
    OnePlace,
    /// From memory: to be checked before use.
    Memory,
    /// No one has reviewed it.
    Draft,
}

/// A value from a file, with its day and its source.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// Its section.
    pub(crate) section: String,
    /// Its name in the section.
    pub(crate) key: String,
    /// What it is.
    pub(crate) value: Value,
    /// The first day on which it applies.
    pub(crate) from: Date,
    /// Where it is written.
    pub(crate) source: String,
    /// How sure it is.
    pub(crate) sure: Sure,
}

/// A year's values.
#[derive(Clone, Debug)]
pub(crate) struct YearFile {
    /// The tax year, such as `2026-27`.
    pub(crate) tax_year: String,
    /// The values, in the order of the file.
    pub(crate) values: Vec<Written>,
}

impl Sure {
    /// Reads it as written in a file.
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "two-places" => Self::TwoPlaces,
            "one-place" => Self::OnePlace,
            "memory" => Self::Memory,
            "draft" => Self::Draft,
            _ => return None,
        })
    }
}

/// The details of a value: its own, or its section's.
struct Beside<'a> {
    own: Option<&'a Table>,
    section: &'a Table,
}

impl<'a> Beside<'a> {
    fn find(&self, name: &str) -> Option<&'a Value> {
        let own = self.own.and_then(|own| own.get(name));
        own.or_else(|| self.section.get(name))
    }

    fn words(&self, name: &str) -> Option<&'a str> {
        self.find(name)?.as_str().filter(|words| !words.is_empty())
    }
}

/// Reads a file.
///
/// Errors: a sentence that names the section and the key, for a value without a day, a source or a level of certainty.
pub(crate) fn read(text: &str) -> Result<YearFile, String> {
    let table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut values = Vec::new();
    for (section, held) in &table {
        let Value::Table(held) = held else {
            continue;
        };
        for (key, value) in held {
            if ["from", "source", "sure"].contains(&key.as_str()) {
                continue;
            }
            let own = value.as_table().filter(|own| own.contains_key("is"));
            let beside = Beside { own, section: held };
            let lacks = |what: &str| format!("{section}.{key} lacks {what}");
            let from = beside.find("from").and_then(Value::as_datetime);
            let sure = beside.words("sure").and_then(Sure::parse);
            values.push(Written {
                section: section.clone(),
                key: key.clone(),
                value: own.map_or_else(|| value.clone(), |own| own["is"].clone()),
                from: from
                    .and_then(|from| from.date)
                    .ok_or_else(|| lacks("the day `from` which it stands"))?,
                source: beside
                    .words("source")
                    .ok_or_else(|| lacks("a source"))?
                    .to_owned(),
                sure: sure.ok_or_else(|| lacks("how sure it is"))?,
            });
        }
    }
    let tax_year = table.get("tax_year").and_then(Value::as_str);
    Ok(YearFile {
        tax_year: tax_year.ok_or("the file lacks its tax_year")?.to_owned(),
        values,
    })
}
