//! Rows that the server has written as JSON, where several queries were asked together.

use std::fmt;

use chrono::NaiveDate;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{At, Sealable, Sealed, StoreError};

/// A row: each column's name and value, in the order of the query.
pub(crate) struct Fields(Vec<(String, Value)>);

impl Fields {
    /// Reads the column at a place.
    pub(crate) fn at<T: Written>(&self, place: usize) -> Result<T, StoreError> {
        let field = self.0.get(place);
        field
            .and_then(|(_, value)| T::written(value))
            .ok_or_else(|| StoreError::Unreadable(format!("column {place} of a row in JSON")))
    }

    /// Returns the place of the column of this name.
    pub(crate) fn place(&self, name: &str) -> Result<usize, StoreError> {
        let place = self.0.iter().position(|(own, _)| own == name);
        place.ok_or_else(|| StoreError::Unreadable(format!("no column {name} in a row in JSON")))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a row")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        from.deserialize_map(InOrder)
    }
}

/// A type that is read from what the server writes.
pub trait Written: Sized {
    /// Reads a value; `None` where it is something else.
    fn written(value: &Value) -> Option<Self>;
}

impl<T: Written> Written for Option<T> {
    fn written(value: &Value) -> Option<Self> {
        if value.is_null() {
            Some(None)
        } else {
            T::written(value).map(Some)
        }
    }
}

macro_rules! written {
    ($($type:ty: $read:expr),* $(,)?) => {
        $(impl Written for $type {
            fn written(value: &Value) -> Option<Self> {
                let read: fn(&Value) -> Option<Self> = $read;
                read(value)
            }
        })*
    };
}

written! {
    bool: Value::as_bool,
    i32: |value| value.as_i64()?.try_into().ok(),
    i64: Value::as_i64,
    f64: Value::as_f64,
    String: |value| value.as_str().map(str::to_owned),
    Vec<u8>: |value| bytes(value.as_str()?),
    Uuid: |value| value.as_str()?.parse().ok(),
    NaiveDate: |value| value.as_str()?.parse().ok(),
    At: |value| value.as_i64().map(At),
}

impl<T: Sealable> Written for Sealed<T> {
    fn written(value: &Value) -> Option<Self> {
        bytes(value.as_str()?).map(Self::of_bytes)
    }
}

/// Reads `\\x00ff`.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("\\x")?.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16);
    digits
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_in_the_order_of_the_query_even_where_names_repeat() {
        let text = r#"{"id":"018f0000-0000-7000-8000-000000000001","note":"\\x00c3a9","on":"2026-11-20","at":1764500000000000,"id":7,"none":null}"#;
        let fields: Fields = serde_json::from_str(text).unwrap();
        assert_eq!(fields.at::<Uuid>(0).unwrap().get_version_num(), 7);
        assert_eq!(fields.at::<Vec<u8>>(1).unwrap(), [0, 0xc3, 0xa9]);
        assert_eq!(fields.at::<NaiveDate>(2).unwrap().to_string(), "2026-11-20");
        assert_eq!(fields.at::<At>(3).unwrap(), At(1_764_500_000_000_000));
        assert_eq!(fields.at::<i32>(4).unwrap(), 7);
        assert_eq!(fields.at::<Option<String>>(5).unwrap(), None);
        assert_eq!(fields.place("id").unwrap(), 0);
        assert!(fields.at::<i64>(2).is_err());
        assert!(fields.at::<i64>(6).is_err());
        assert!(fields.place("other").is_err());
    }

    #[test]
    fn bytes_are_read_as_they_are_written_and_no_other_way() {
        assert_eq!(bytes("\\x"), Some(Vec::new()));
        assert_eq!(bytes("\\x0aFF"), Some(vec![10, 255]));
        for text in ["", "0a", "\\x0", "\\xzz", "\\x0 "] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }
}
