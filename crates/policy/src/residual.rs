//! What Cedar leaves of the policies, as a plain filter.
//!
//! Partial evaluation is still marked experimental upstream, so its version is pinned, only a small set of operators is read, and
//! anything else gives no filter.

use cedar_policy::{Effect, TpeResponse};
use serde_json::Value;
use uuid::Uuid;
use values::{
    CouncilId,
    scope::{Field, Filter},
};

use crate::Kind;

/// Turns an answer of partial evaluation into a filter: some permit holds, and no forbid does.
pub(crate) fn filter(answer: &TpeResponse<'_>, kind: Kind, council: CouncilId) -> Option<Filter> {
    let mut permits = Vec::new();
    let mut forbids = Vec::new();
    if answer.true_permits().next().is_some() {
        permits.push(Filter::All);
    }
    if answer.true_forbids().next().is_some() {
        return Some(Filter::Nothing);
    }
    for policy in answer.residual_policies() {
        let json = policy.to_json().ok()?;
        let mut holds = Vec::new();
        for condition in json.get("conditions")?.as_array()? {
            let body = Reader { kind, council }.read(condition.get("body")?)?;
            holds.push(if condition.get("kind")?.as_str()? == "when" {
                body
            } else {
                not(body)
            });
        }
        let holds = both(holds);
        if policy.effect() == Effect::Permit {
            permits.push(holds)
        } else {
            forbids.push(holds)
        }
    }
    Some(both(vec![either(permits), not(either(forbids))]))
}

fn both(parts: Vec<Filter>) -> Filter {
    let mut kept: Vec<Filter> = parts
        .into_iter()
        .filter(|part| *part != Filter::All)
        .collect();
    match kept.len() {
        _ if kept.contains(&Filter::Nothing) => Filter::Nothing,
        0 => Filter::All,
        1 => kept.remove(0),
        _ => Filter::Both(kept),
    }
}

fn either(parts: Vec<Filter>) -> Filter {
    let mut kept: Vec<Filter> = parts
        .into_iter()
        .filter(|part| *part != Filter::Nothing)
        .collect();
    match kept.len() {
        _ if kept.contains(&Filter::All) => Filter::All,
        0 => Filter::Nothing,
        1 => kept.remove(0),
        _ => Filter::Either(kept),
    }
}

fn not(part: Filter) -> Filter {
    match part {
        Filter::All => Filter::Nothing,
        Filter::Nothing => Filter::All,
        Filter::Not(inner) => *inner,
        other => Filter::Not(Box::new(other)),
    }
}

/// One side of a comparison.
enum Side {
    Field(Field),
    /// The owner, which is the same for every row of the list.
    Owner,
    Id(Uuid),
}

struct Reader {
    kind: Kind,
    council: CouncilId,
}

impl Reader {
    fn read(&self, expression: &Value) -> Option<Filter> {
        let (operator, body) = expression.as_object()?.iter().next()?;
        let pair = || Some((body.get("left")?, body.get("right")?));
        match operator.as_str() {
            "Value" => Some(if body.as_bool()? {
                Filter::All
            } else {
                Filter::Nothing
            }),
            "&&" => pair()
                .and_then(|(left, right)| Some(both(vec![self.read(left)?, self.read(right)?]))),
            "||" => pair()
                .and_then(|(left, right)| Some(either(vec![self.read(left)?, self.read(right)?]))),
            "!" => Some(not(self.read(body.get("arg")?)?)),
            // The kind of record is known: the list has only one kind.
            "is" => Some(Filter::All),
            "==" => pair().and_then(|(left, right)| self.same(self.side(left)?, self.side(right)?)),
            "contains" => pair().and_then(|(set, one)| self.member(&ids(set)?, self.side(one)?)),
            _ => None,
        }
    }

    fn side(&self, expression: &Value) -> Option<Side> {
        if let Some(id) = entity_id(expression) {
            return Some(Side::Id(id));
        }
        let (operator, body) = expression.as_object()?.iter().next()?;
        match operator.as_str() {
            "Var" if body == "resource" => Some(Side::Field(Field::Id)),
            "." if body.get("left")?.get("Var")? == "resource" => {
                let name = body.get("attr")?.as_str()?;
                if name == "council" {
                    return Some(Side::Owner);
                }
                self.kind
                    .attributes()
                    .iter()
                    .find(|(attribute, _, _)| *attribute == name)
                    .map(|(_, _, field)| Side::Field(*field))
            }
            _ => None,
        }
    }

    fn same(&self, left: Side, right: Side) -> Option<Filter> {
        match (left, right) {
            (Side::Field(field), Side::Id(id)) | (Side::Id(id), Side::Field(field)) => {
                Some(Filter::In(field, vec![id]))
            }
            (Side::Owner, Side::Id(id)) | (Side::Id(id), Side::Owner) => {
                self.member(&[id], Side::Owner)
            }
            _ => None,
        }
    }

    fn member(&self, ids: &[Uuid], one: Side) -> Option<Filter> {
        let constant = |holds| Some(if holds { Filter::All } else { Filter::Nothing });
        match one {
            Side::Field(field) => Some(Filter::In(field, ids.to_vec())),
            Side::Owner => constant(ids.contains(&self.council.into())),
            Side::Id(id) => constant(ids.contains(&id)),
        }
    }
}

fn entity_id(expression: &Value) -> Option<Uuid> {
    let value = expression.get("Value").unwrap_or(expression);
    Uuid::try_parse(value.get("__entity")?.get("id")?.as_str()?).ok()
}

fn ids(expression: &Value) -> Option<Vec<Uuid>> {
    let set = expression.get("Value").or_else(|| expression.get("Set"))?;
    set.as_array()?.iter().map(entity_id).collect()
}
