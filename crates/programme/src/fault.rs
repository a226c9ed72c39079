//! What is wrong with a programme file, in words that help the person who wrote it to fix it.

use std::{error, fmt, slice};

/// One thing that is wrong with a programme file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file name that the reader was given.
    pub file: String,
    /// The line, counted from one, where it is known.
    pub line: Option<usize>,
    /// Where in the file, such as `stages.strand-1.contact`. Empty where the file as a whole is meant.
    pub key: String,
    /// What is wrong, without a full stop.
    pub problem: String,
    /// What to do about it, as a sentence.
    pub mend: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.key.is_empty() {
            write!(f, ", {}", self.key)?;
        }
        write!(f, ": {}. {}", self.problem, self.mend)
    }
}

/// Everything that is wrong with a programme file, from top to bottom. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Returns the faults in the order of their lines, or `None` where there are none.
    pub(crate) fn of(mut faults: Vec<Fault>) -> Option<Self> {
        faults.sort_by_key(|fault| fault.line);
        (!faults.is_empty()).then_some(Self(faults))
    }

    /// Returns the single fault of a file with nothing in it.
    pub(crate) fn unreadable(file: &str) -> Self {
        Self(vec![Fault {
            file: file.to_owned(),
            line: None,
            key: String::new(),
            problem: "this is not a programme file".to_owned(),
            mend: "Start with a copy of one that is.".to_owned(),
        }])
    }

    /// Returns each fault, from top to bottom.
    pub fn iter(&self) -> slice::Iter<'_, Fault> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fault) in self.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl error::Error for Faults {}
