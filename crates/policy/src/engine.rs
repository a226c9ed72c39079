//! Cedar, wrapped: the parsed policies, a decision, and a scope.

use std::{str::FromStr, sync::LazyLock};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PartialEntities, PartialEntityUid, PartialRequest, Policy, PolicyId, PolicySet, Request,
    RestrictedExpression, Schema, ValidationMode, Validator,
};
use uuid::Uuid;
use values::{
    CouncilId, Scope,
    scope::{Field, Filter},
};

use crate::{Action, Principal, Resource, Worker, residual};

/// A refusal. The caller turns it into "not found" where the record's existence is itself a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not permitted")]
pub struct Denied;

pub(crate) struct Engine {
    pub(crate) schema: Schema,
    policies: PolicySet,
    authorizer: Authorizer,
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let (schema, _warnings) = Schema::from_cedarschema_str(include_str!("schema.cedarschema"))
        .expect("the schema is tested to parse");
    let parsed = PolicySet::from_str(include_str!("policies.cedar"))
        .expect("the policies are tested to parse");
    // A policy is identified by its @id, so that a refusal in a test names the rule.
    let named: Vec<Policy> = parsed
        .policies()
        .map(|policy| {
            policy.new_id(PolicyId::new(
                policy
                    .annotation("id")
                    .expect("each policy is tested to carry an @id"),
            ))
        })
        .collect();
    let policies = PolicySet::from_policies(named).expect("each @id is tested to be unique");
    let validator = Validator::new(schema.clone());
    let checked = validator.validate(&policies, ValidationMode::Strict);
    assert!(
        checked.validation_passed(),
        "{:?}",
        checked.validation_errors().collect::<Vec<_>>()
    );
    Engine {
        schema,
        policies,
        authorizer: Authorizer::new(),
    }
});

pub(crate) fn uid(type_name: &str, id: Uuid) -> EntityUid {
    let type_name =
        EntityTypeName::from_str(type_name).expect("type names are in this crate and are valid");
    EntityUid::from_type_name_and_id(type_name, EntityId::new(id.hyphenated().to_string()))
}

fn entity_ref(type_name: &str, id: Uuid) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(uid(type_name, id))
}

fn entity(uid: EntityUid, attributes: Vec<(&str, RestrictedExpression)>) -> Entity {
    let attributes = attributes
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    Entity::new(uid, attributes, Default::default())
        .expect("attributes are ids and sets of ids, which evaluate")
}

fn worker_entity(worker: &Worker) -> Entity {
    let set = |values: Vec<RestrictedExpression>| RestrictedExpression::new_set(values);
    let stands_for = std::iter::once(&worker.account).chain(&worker.covers);
    entity(
        uid("Worker", worker.account.into()),
        vec![
            ("council", entity_ref("Council", worker.council.into())),
            (
                "roles",
                set(worker
                    .roles
                    .iter()
                    .map(|role| RestrictedExpression::new_string(role.code().into()))
                    .collect()),
            ),
            (
                "teams",
                set(worker
                    .teams
                    .iter()
                    .map(|team| entity_ref("Team", (*team).into()))
                    .collect()),
            ),
            (
                "stands_for",
                set(stands_for
                    .map(|account| entity_ref("Worker", (*account).into()))
                    .collect()),
            ),
            (
                "organisation",
                entity_ref("Organisation", or_none(worker.organisation)),
            ),
            (
                "own_person",
                entity_ref("Person", or_none(worker.own_person)),
            ),
        ],
    )
}

/// Cedar has no null. What a worker does not have is this id, and what a record does not have is the nil id, so that two absent ids never match.
fn or_none(id: Option<impl Into<Uuid>>) -> Uuid {
    id.map_or(Uuid::max(), Into::into)
}

fn principal_entity(principal: &Principal) -> Entity {
    let council = |id: CouncilId| ("council", entity_ref("Council", id.into()));
    match principal {
        Principal::Worker(worker) => worker_entity(worker),
        Principal::YoungPerson(owner, person) => entity(
            uid("YoungPerson", (*person).into()),
            vec![
                council(*owner),
                ("person", entity_ref("Person", (*person).into())),
            ],
        ),
        Principal::OrgPerson(owner, organisation) => entity(
            uid("OrgPerson", (*organisation).into()),
            vec![
                council(*owner),
                (
                    "organisation",
                    entity_ref("Organisation", (*organisation).into()),
                ),
            ],
        ),
        Principal::LinkHolder(owner, person) => entity(
            uid("LinkHolder", (*person).into()),
            vec![
                council(*owner),
                ("person", entity_ref("Person", (*person).into())),
            ],
        ),
        Principal::Anyone => entity(uid("Anyone", Uuid::nil()), vec![]),
        Principal::System(owner) => entity(uid("System", (*owner).into()), vec![council(*owner)]),
    }
}

fn resource_entity(resource: &impl Resource) -> Entity {
    let kind = resource.kind();
    let mut attributes = vec![("council", entity_ref("Council", resource.council().into()))];
    for (name, type_name, field) in kind.attributes() {
        let id = resource.field(*field).unwrap_or(Uuid::nil());
        attributes.push((name, entity_ref(type_name, id)));
    }
    let own = resource.field(Field::Id).unwrap_or(Uuid::nil());
    entity(uid(kind.type_name(), own), attributes)
}

/// Decides whether `principal` can do `action` to `resource`.
///
/// Errors: [`Denied`] when no policy permits it, or one forbids it, or the action is not done to this kind of record.
pub fn decide(
    principal: &Principal,
    action: Action,
    resource: &impl Resource,
) -> Result<(), Denied> {
    let (who, what) = (principal_entity(principal), resource_entity(resource));
    let action = uid_of(action);
    let request = Request::new(
        who.uid(),
        action,
        what.uid(),
        Context::empty(),
        Some(&ENGINE.schema),
    )
    .map_err(|_| Denied)?;
    let entities =
        Entities::from_entities([who, what], Some(&ENGINE.schema)).map_err(|_| Denied)?;
    let answer = ENGINE
        .authorizer
        .is_authorized(&request, &ENGINE.policies, &entities);
    // A policy that could not be evaluated must not count as one that forbids nothing.
    if answer.diagnostics().errors().next().is_none() && answer.decision() == Decision::Allow {
        Ok(())
    } else {
        Err(Denied)
    }
}

fn uid_of(action: Action) -> EntityUid {
    let type_name = EntityTypeName::from_str("Action").expect("a valid name");
    EntityUid::from_type_name_and_id(type_name, EntityId::new(action.code()))
}

/// Returns what `principal` can see in a list of records for `action`.
///
/// What cannot be written as a plain filter admits nothing; a test makes sure that no policy is like that.
pub fn scope(principal: &Principal, action: Action) -> Scope {
    let council = match principal {
        Principal::Worker(worker) => worker.council,
        Principal::YoungPerson(council, _)
        | Principal::OrgPerson(council, _)
        | Principal::LinkHolder(council, _)
        | Principal::System(council) => *council,
        Principal::Anyone => {
            return Scope {
                council: CouncilId(Uuid::nil()),
                filter: Filter::Nothing,
            };
        }
    };
    let filter = narrowed(principal, action, council).unwrap_or(Filter::Nothing);
    Scope { council, filter }
}

/// Asks what is left of the policies when only the record is unknown. `None` when it cannot be written as a filter.
pub(crate) fn narrowed(
    principal: &Principal,
    action: Action,
    council: CouncilId,
) -> Option<Filter> {
    let who = principal_entity(principal);
    let type_name = EntityTypeName::from_str(action.kind().type_name()).ok()?;
    let request = PartialRequest::new(
        PartialEntityUid::from_concrete(who.uid()),
        uid_of(action),
        PartialEntityUid::new(type_name, None),
        Some(Context::empty()),
        &ENGINE.schema,
    )
    .ok()?;
    let known = Entities::from_entities([who], Some(&ENGINE.schema)).ok()?;
    let entities = PartialEntities::from_concrete(known, &ENGINE.schema).ok()?;
    let answer = ENGINE
        .policies
        .tpe(&request, &entities, &ENGINE.schema)
        .ok()?;
    residual::filter(&answer, action.kind(), council)
}
