//! Values that the database must not read: names, contact details, notes, restricted facts.
//!
//! A sealed value is bytes to the database: it cannot be compared, ordered or searched there. Today the bytes hold the plain value
//! after a format number; encryption by person will follow as another format, without touching a slice, because every value is
//! sealed and opened through a transaction.

use std::{fmt, marker::PhantomData};

use sea_orm::{
    ColIdx, ColumnType, QueryResult, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, Nullable, ValueType, ValueTypeErr},
};

use crate::StoreError;

/// The format that holds the plain value.
const PLAIN: u8 = 0;

/// A type that can be sealed.
pub trait Sealable: Sized {
    /// Returns the value as bytes.
    fn as_bytes(&self) -> &[u8];

    /// Reads the value back; `None` when these are not its bytes.
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

impl Sealable for String {
    fn as_bytes(&self) -> &[u8] {
        str::as_bytes(self)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Self::from_utf8(bytes.to_vec()).ok()
    }
}

impl Sealable for Vec<u8> {
    fn as_bytes(&self) -> &[u8] {
        self
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(bytes.to_vec())
    }
}

/// A value that only [`crate::ReadTx::open`] can read.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed<T> {
    bytes: Vec<u8>,
    of: PhantomData<fn() -> T>,
}

impl<T: Sealable> Sealed<T> {
    pub(crate) fn seal(value: &T) -> Self {
        let content = value.as_bytes();
        let mut bytes = Vec::with_capacity(content.len() + 1);
        bytes.push(PLAIN);
        bytes.extend_from_slice(content);
        Self {
            bytes,
            of: PhantomData,
        }
    }

    pub(crate) fn of_bytes(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            of: PhantomData,
        }
    }

    pub(crate) fn open(&self) -> Result<T, StoreError> {
        match self.bytes.split_first() {
            Some((&PLAIN, content)) => T::from_bytes(content)
                .ok_or_else(|| StoreError::Unreadable("its bytes are not of its type".into())),
            Some((format, _)) => Err(StoreError::Unreadable(format!(
                "format {format} is not known"
            ))),
            None => Err(StoreError::Unreadable("no bytes".into())),
        }
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed")
    }
}

impl<T> From<Sealed<T>> for Value {
    fn from(sealed: Sealed<T>) -> Self {
        Self::Bytes(Some(sealed.bytes))
    }
}

impl<T> TryGetable for Sealed<T> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        Ok(Self {
            bytes: Vec::<u8>::try_get_by(row, index)?,
            of: PhantomData,
        })
    }
}

impl<T> rusqlite::types::FromSql for Sealed<T> {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        Ok(Self {
            bytes: value.as_blob()?.to_vec(),
            of: PhantomData,
        })
    }
}

impl<T> ValueType for Sealed<T> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        Ok(Self {
            bytes: <Vec<u8> as ValueType>::try_from(value)?,
            of: PhantomData,
        })
    }

    fn type_name() -> String {
        "Sealed".into()
    }

    fn array_type() -> ArrayType {
        ArrayType::Bytes
    }

    fn column_type() -> ColumnType {
        ColumnType::Blob
    }
}

impl<T> Nullable for Sealed<T> {
    fn null() -> Value {
        Value::Bytes(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_to_what_was_sealed_and_never_shows_itself() {
        let sealed = Sealed::seal(&"Solene".to_owned());
        assert_eq!(sealed.open().unwrap(), "Solene");
        assert_eq!(format!("{sealed:?}"), "Sealed");
    }

    #[test]
    fn an_unknown_format_is_an_error_and_not_a_guess() {
        let sealed = Sealed::<String> {
            bytes: vec![9, b'a'],
            of: PhantomData,
        };
        assert!(matches!(sealed.open(), Err(StoreError::Unreadable(_))));
    }
}
