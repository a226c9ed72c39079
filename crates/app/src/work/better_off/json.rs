//! The same for other programs: named fields in, everything that the page shows out.

use std::collections::BTreeMap;

use better_off::{Refusal, answer::answer as answer_to, question::Question};
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// Writes a value as it would be typed into a field; `None` if no field takes it.
fn typed(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(typed).collect::<Option<Vec<_>>>()?.join(";"),
        Value::Object(_) => return None,
    })
}

/// How many refusals are listed: after nonsense, the next thousand would not help.
const MOST: usize = 20;

fn refused(refusals: &[Refusal]) -> String {
    let all: Vec<Value> = refusals
        .iter()
        .take(MOST)
        .map(|one| json!({ "field": one.field, "reason": one.reason }))
        .collect();
    json!({ "refused": all }).to_string()
}

/// Refuses the whole request, with the reason.
pub(super) fn refused_whole(reason: &str) -> String {
    refused(&[one("", reason)])
}

fn one(field: &str, reason: &str) -> Refusal {
    Refusal {
        field: field.to_owned(),
        reason: reason.to_owned(),
    }
}

/// Answers a question in JSON: an object with the fields of [`better_off::question::FIELDS`].
///
/// Errors: JSON that lists each refused field, with the reason.
pub(crate) fn answer(text: &str, today: NaiveDate) -> Result<String, String> {
    let object: Map<String, Value> = serde_json::from_str(text)
        .map_err(|error| refused(&[one("", &format!("this is not a JSON object: {error}"))]))?;
    let mut refusals = Question::unknown(object.keys().map(String::as_str));
    let mut fields: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in &object {
        match typed(value) {
            Some(text) => {
                fields.insert(name, text);
            }
            None => refusals.push(one(name, "must be a text, a number, yes or no, or a list")),
        }
    }
    let read = Question::read(today, |name| fields.get(name).map_or("", String::as_str));
    match read {
        Ok(question) if refusals.is_empty() => {
            Ok(serde_json::to_string(&answer_to(&question)).unwrap_or_default())
        }
        Ok(_) => Err(refused(&refusals)),
        Err(others) => {
            refusals.extend(others);
            Err(refused(&refusals))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::*;

    const ASKED: &str = r#"{"born_on":"2006-03-01","care_leaver":true,"borough":"SOUTHWARK","tenure":"private",
        "rent_month":1250,"council_tax_relief":"yes","hours":37.5,"hourly_pay":10.85,"starts_on":"2026-12-01","child_ages":[]}"#;

    fn today() -> NaiveDate {
        "2026-11-20".parse().unwrap()
    }

    #[test]
    fn an_offer_is_answered_with_its_lines_and_sources() {
        let answer: Value = serde_json::from_str(&answer(ASKED, today()).unwrap()).unwrap();
        let first = &answer["days"][0];
        assert_eq!(first["now"]["left"], 16392);
        let lines = first["offer"]["lines"].as_array().unwrap();
        let sum: i64 = lines
            .iter()
            .map(|line| line["pence"].as_i64().unwrap())
            .sum();
        assert_eq!(first["offer"]["left"], sum);
        assert!(answer["warning"].as_str().unwrap().contains("adviser"));
        assert_eq!(answer["by_hours"].as_array().unwrap().len(), 41);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_field_and_why() {
        let asked = ASKED
            .replace("\"hours\":37.5", "\"hours\":-3,\"wage\":1")
            .replace("SOUTHWARK", "ATLANTIS")
            .replace("2006-03-01", "2036-03-01");
        let refused: Value = serde_json::from_str(&answer(&asked, today()).unwrap_err()).unwrap();
        let fields: Vec<&str> = refused["refused"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["field"].as_str().unwrap())
            .collect();
        for field in ["wage", "hours", "borough", "born_on"] {
            assert!(fields.contains(&field), "{field}: {refused}");
        }
        assert!(answer("[1]", today()).is_err() && answer("{", today()).is_err());
        let many: Map<String, Value> = (0..1000).map(|at| (format!("a{at}"), json!(1))).collect();
        let many = answer(&Value::Object(many).to_string(), today()).unwrap_err();
        assert_eq!(many.matches("there is no such field").count(), MOST);
    }
}
