//! A worker who is signed in, with what has been decided for them.

use std::{collections::HashMap, sync::Mutex};

use policy::{Action, Principal, Resource, Worker};
use uuid::Uuid;
use values::{Scope, scope::Field};

/// The fields of a record that policies look at.
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

/// How a record relates to a worker: whether it is of their council, and what each of its fields holds. That is nothing, something that is not
/// theirs, or one of what is theirs, by its place.
type Relation = (bool, [u16; FIELDS.len()]);

/// A field that holds nothing.
const NOTHING: u16 = 0;

/// A field that holds what is not the worker's.
const OTHERS: u16 = 1;

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
    /// What is theirs: themselves, whom they cover, their partner, their teams, and the young person that they are.
    own: Vec<Uuid>,
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
            own: own(&worker),
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
        let key = (action, self.relation(resource));
        let held = |decisions: &Mutex<HashMap<_, _>>| {
            let decisions = decisions
                .lock()
                .expect("nobody panics while holding the decisions");
            decisions.get(&key).copied()
        };
        if let Some(allowed) = held(&self.decisions) {
            return allowed;
        }
        let allowed = policy::decide(&self.principal, action, resource).is_ok();
        let mut decisions = self
            .decisions
            .lock()
            .expect("nobody panics while holding the decisions");
        decisions.insert(key, allowed);
        allowed
    }

    fn relation(&self, resource: &impl Resource) -> Relation {
        let place = |id: Uuid| {
            let place = self.own.iter().position(|own| *own == id);
            place.map_or(OTHERS, |place| {
                OTHERS + 1 + u16::try_from(place).expect("nobody has that many teams")
            })
        };
        let is_own = resource.council() == self.worker.council;
        let fields = FIELDS.map(|field| resource.field(field).map_or(NOTHING, place));
        (is_own, fields)
    }
}

fn own(worker: &Worker) -> Vec<Uuid> {
    let covers = worker.covers.iter().map(|id| Uuid::from(*id));
    let teams = worker.teams.iter().map(|id| Uuid::from(*id));
    std::iter::once(worker.account.into())
        .chain(worker.organisation.map(Uuid::from))
        .chain(worker.own_person.map(Uuid::from))
        .chain(covers)
        .chain(teams)
        .collect()
}
