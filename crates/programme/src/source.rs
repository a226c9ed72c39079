//! The text of a programme file with the position of everything in it, so that a fault can name its line.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

/// The way from the top of a file to one value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    At(usize),
}

impl Path {
    /// Returns the way to a key at the top of the file.
    pub(crate) fn to(key: &str) -> Self {
        Self::default().key(key)
    }

    /// Goes to a key of a table.
    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.to_owned()));
        self
    }

    /// Goes to an element of a list, counted from zero.
    pub(crate) fn at(mut self, index: usize) -> Self {
        self.0.push(Step::At(index));
        self
    }
}

/// A parsed TOML text.
#[derive(Clone)]
pub(crate) struct Source<'a> {
    text: &'a str,
    root: Spanned<DeTable<'a>>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str, root: Spanned<DeTable<'a>>) -> Self {
        Self { text, root }
    }

    /// Returns a copy of the parsed text, for reading.
    pub(crate) fn root(&self) -> Spanned<DeTable<'a>> {
        self.root.clone()
    }

    /// Returns the keys that are missing from the top of the file.
    pub(crate) fn missing<'k>(&self, keys: &[&'k str]) -> Vec<&'k str> {
        let lacks = |key: &&&str| !self.root.get_ref().contains_key(**key);
        keys.iter().filter(lacks).copied().collect()
    }

    /// Returns the line, counted from one, of a position in the text.
    pub(crate) fn line(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().iter().take(offset);
        1 + before.filter(|byte| **byte == b'\n').count()
    }

    /// Returns the line of a value and its path as it is shown, such as `stages.strand-1.contact`.
    ///
    /// A default that the file leaves out has the line of the table that it is missing from.
    pub(crate) fn place(&self, path: &Path) -> (Option<usize>, String) {
        let (mut line, mut shown) = (None, Vec::new());
        let mut here = Some(Here::Table(self.root.get_ref()));
        for step in &path.0 {
            let next = here.and_then(|here| here.step(step));
            line = next
                .as_ref()
                .map(|(span, _)| self.line(span.start))
                .or(line);
            here = next.map(|(_, value)| Here::of(value));
            shown.push(match step {
                Step::Key(key) => key.clone(),
                Step::At(index) => here
                    .and_then(Here::own_key)
                    .map_or_else(|| (index + 1).to_string(), str::to_owned),
            });
        }
        (line, shown.join("."))
    }

    /// Returns the way to the innermost key or value that spans exactly this part of the text; the top for anything unknown.
    pub(crate) fn find(&self, span: &Range<usize>) -> Path {
        let mut found = Path::default();
        find_in(
            Here::Table(self.root.get_ref()),
            &Path::default(),
            span,
            &mut found,
        );
        found
    }

    /// Removes a value, and returns whether there was one.
    pub(crate) fn strike(&mut self, path: &Path) -> bool {
        let Some((last, way)) = path.0.split_last() else {
            return false;
        };
        let mut held = DeValue::Table(std::mem::take(self.root.get_mut()));
        let struck = way
            .iter()
            .try_fold(&mut held, |here, step| match (here, step) {
                (DeValue::Table(table), Step::Key(key)) => {
                    table.get_mut(key.as_str()).map(Spanned::get_mut)
                }
                (DeValue::Array(array), Step::At(index)) => {
                    array.get_mut(*index).map(Spanned::get_mut)
                }
                _ => None,
            })
            .is_some_and(|parent| remove(parent, last));
        if let DeValue::Table(table) = held {
            *self.root.get_mut() = table;
        }
        struck
    }
}

fn remove(parent: &mut DeValue<'_>, step: &Step) -> bool {
    match (parent, step) {
        (DeValue::Table(table), Step::Key(key)) => table.remove(key.as_str()).is_some(),
        (DeValue::Array(array), Step::At(index)) => {
            let all = std::mem::replace(array, DeArray::new());
            let length = all.len();
            let kept = all
                .into_iter()
                .enumerate()
                .filter(|(place, _)| place != index);
            *array = kept.map(|(_, value)| value).collect();
            array.len() < length
        }
        _ => false,
    }
}

/// A table, a list or a plain value on the way through a file.
#[derive(Clone, Copy)]
enum Here<'a> {
    Table(&'a DeTable<'a>),
    Value(&'a DeValue<'a>),
}

impl<'a> Here<'a> {
    fn of(value: &'a Spanned<DeValue<'a>>) -> Self {
        match value.get_ref() {
            DeValue::Table(table) => Self::Table(table),
            other => Self::Value(other),
        }
    }

    fn step(self, step: &Step) -> Option<(Range<usize>, &'a Spanned<DeValue<'a>>)> {
        match (self, step) {
            (Self::Table(table), Step::Key(key)) => table
                .get_key_value(key.as_str())
                .map(|(key, value)| (key.span(), value)),
            (Self::Value(DeValue::Array(array)), Step::At(index)) => {
                array.get(*index).map(|value| (value.span(), value))
            }
            _ => None,
        }
    }

    /// Returns what the table calls itself, by the entry `key`.
    fn own_key(self) -> Option<&'a str> {
        let Self::Table(table) = self else {
            return None;
        };
        match table.get("key")?.get_ref() {
            DeValue::String(key) => Some(key),
            _ => None,
        }
    }
}

fn find_in(here: Here<'_>, path: &Path, span: &Range<usize>, found: &mut Path) {
    match here {
        Here::Table(table) => {
            for (key, value) in table {
                let path = path.clone().key(key.get_ref());
                if key.span() == *span || value.span() == *span {
                    *found = path.clone();
                }
                find_in(Here::of(value), &path, span, found);
            }
        }
        Here::Value(DeValue::Array(array)) => {
            for (index, value) in array.iter().enumerate() {
                let path = path.clone().at(index);
                if value.span() == *span {
                    *found = path.clone();
                }
                find_in(Here::of(value), &path, span, found);
            }
        }
        Here::Value(_) => {}
    }
}
