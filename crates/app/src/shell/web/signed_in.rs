//! A worker who is signed in, with what has been decided for them.

use std::{collections::HashMap, sync::Mutex};

use policy::{Action, Principal, Resource, Worker};
use uuid::Uuid;
use values::{Scope, scope::Field};

/// How a record relates to a worker: what each of its fields holds, as far as it is theirs.
type Relation = Vec<Option<Uuid>>;

/// A signed-in worker, and their rights at one version of the council's rights.
#[derive(Debug)]
pub struct SignedIn {
    /// Their name as colleagues know it.
    pub name: String,
    /// The name of the council.
    pub council_name: String,
    /// What the policy knows about them.
    pub worker: Worker,
    principal: Principal,
    scopes: Mutex<HashMap<Action, Scope>>,
    decisions: Mutex<HashMap<(Action, Relation), bool>>,
}

impl SignedIn {
    /// Makes what is cached while the rights are unchanged.
    pub fn new(name: String, council_name: String, worker: Worker) -> Self {
        Self {
            name,
            council_name,
            principal: Principal::Worker(worker.clone()),
            worker,
            scopes: Mutex::default(),
            decisions: Mutex::default(),
        }
    }

    pub(super) fn scope(&self, action: Action) -> Scope {
        let mut scopes = self
            .scopes
            .lock()
            .expect("nobody panics while holding the scopes");
        scopes
            .entry(action)
            .or_insert_with(|| policy::scope(&self.principal, action))
            .clone()
    }

    /// Decides once for all records that have the same relation to the worker.
    ///
    /// Policies compare a record's fields with what they know about the worker and nothing else, so all records unrelated to the worker
    /// are alike. A decision is valid as long as the rights are.
    pub(super) fn decide(&self, action: Action, resource: &impl Resource) -> bool {
        let relation = self.relation(resource);
        let held = |decisions: &Mutex<HashMap<_, _>>| {
            let decisions = decisions
                .lock()
                .expect("nobody panics while holding the decisions");
            decisions.get(&(action, relation.clone())).copied()
        };
        if let Some(allowed) = held(&self.decisions) {
            return allowed;
        }
        let allowed = policy::decide(&self.principal, action, resource).is_ok();
        let mut decisions = self
            .decisions
            .lock()
            .expect("nobody panics while holding the decisions");
        decisions.insert((action, relation), allowed);
        allowed
    }

    fn relation(&self, resource: &impl Resource) -> Relation {
        const FIELDS: [Field; 8] = [
            Field::Id,
            Field::Person,
            Field::Coach,
            Field::Adviser,
            Field::SocialWorker,
            Field::Team,
            Field::Partner,
            Field::Referrer,
        ];
        let worker = &self.worker;
        let is_known = |id: Uuid| {
            id == Uuid::from(worker.account)
                || worker
                    .organisation
                    .is_some_and(|known| id == Uuid::from(known))
                || worker
                    .own_person
                    .is_some_and(|known| id == Uuid::from(known))
                || worker.covers.iter().any(|known| Uuid::from(*known) == id)
                || worker.teams.iter().any(|known| Uuid::from(*known) == id)
        };
        let known = FIELDS.iter().map(|field| resource.field(*field));
        let mut relation: Relation = known
            .map(|id| id.map(|id| if is_known(id) { id } else { Uuid::max() }))
            .collect();
        relation.push(resource.council().into());
        relation
    }
}
