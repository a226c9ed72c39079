//! The grid of who can do what, as text that a person can review.

use std::fmt::Write as _;

use uuid::Uuid;
use values::{AccountId, CouncilId, OrganisationId, PersonId, TeamId, scope::Field};

use crate::{Action, Kind, Principal, Resource, Role, Worker, decide};

const HERE: CouncilId = CouncilId(Uuid::from_u128(1));
const ELSEWHERE: CouncilId = CouncilId(Uuid::from_u128(2));
const ASKING: AccountId = AccountId(Uuid::from_u128(10));
const COVERED: AccountId = AccountId(Uuid::from_u128(11));
const TEAM: TeamId = TeamId(Uuid::from_u128(20));
const PARTNER: OrganisationId = OrganisationId(Uuid::from_u128(30));
const SELF: PersonId = PersonId(Uuid::from_u128(40));
const OTHER: PersonId = PersonId(Uuid::from_u128(41));

/// A record whose fields match one column of the grid.
struct Sample {
    kind: Kind,
    council: CouncilId,
    fields: Vec<(Field, Uuid)>,
}

impl Resource for Sample {
    fn kind(&self) -> Kind {
        self.kind
    }

    fn council(&self) -> CouncilId {
        self.council
    }

    fn field(&self, field: Field) -> Option<Uuid> {
        self.fields
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, id)| *id)
    }
}

/// The columns: how the record relates to the person asking.
fn relations(kind: Kind) -> Vec<(&'static str, Vec<(Field, Uuid)>)> {
    let mine = |field| vec![(field, ASKING.into())];
    match kind {
        Kind::Office => vec![("own council", vec![])],
        Kind::Person | Kind::Referral => {
            let mut relations = vec![
                ("stranger", vec![]),
                ("coach", mine(Field::Coach)),
                ("covered", vec![(Field::Coach, COVERED.into())]),
                ("adviser", mine(Field::Adviser)),
                ("soc.worker", mine(Field::SocialWorker)),
                ("team", vec![(Field::Team, TEAM.into())]),
                ("partner", vec![(Field::Partner, PARTNER.into())]),
            ];
            if kind == Kind::Referral {
                relations.push(("referrer", mine(Field::Referrer)));
            }
            relations
        }
    }
}

fn everything(fields: &mut Vec<(Field, Uuid)>) {
    let all = [
        (Field::Coach, ASKING.into()),
        (Field::Adviser, ASKING.into()),
        (Field::SocialWorker, ASKING.into()),
        (Field::Team, TEAM.into()),
        (Field::Partner, PARTNER.into()),
        (Field::Referrer, ASKING.into()),
    ];
    fields.extend(all);
}

fn columns(kind: Kind) -> Vec<(&'static str, Sample)> {
    let sample = |council, mut fields: Vec<(Field, Uuid)>, person: PersonId| {
        fields.push((
            Field::Id,
            if kind == Kind::Office {
                Uuid::from(council)
            } else {
                person.into()
            },
        ));
        fields.push((Field::Person, person.into()));
        Sample {
            kind,
            council,
            fields,
        }
    };
    let mut columns: Vec<_> = relations(kind)
        .into_iter()
        .map(|(name, fields)| (name, sample(HERE, fields, OTHER)))
        .collect();
    let (mut own, mut other) = (vec![], vec![]);
    everything(&mut own);
    everything(&mut other);
    if kind != Kind::Office {
        columns.push(("themself", sample(HERE, own, SELF)));
    }
    columns.push(("elsewhere", sample(ELSEWHERE, other, OTHER)));
    columns
}

fn principals() -> Vec<(&'static str, Principal)> {
    let mut principals: Vec<_> = Role::ALL
        .iter()
        .map(|role| {
            let worker = Worker {
                council: HERE,
                account: ASKING,
                roles: vec![*role],
                teams: vec![TEAM],
                covers: vec![COVERED],
                organisation: Some(PARTNER),
                own_person: Some(SELF),
            };
            (role.code(), Principal::Worker(worker))
        })
        .collect();
    principals.push(("young-person", Principal::YoungPerson(HERE, SELF)));
    principals.push(("org-person", Principal::OrgPerson(HERE, PARTNER)));
    principals.push(("link-holder", Principal::LinkHolder(HERE, SELF)));
    principals.push(("anyone", Principal::Anyone));
    principals.push(("system", Principal::System(HERE)));
    principals
}

/// Returns every decision for every principal, action and relation, one table an action: `yes` or a dot.
pub fn grid() -> String {
    let mut text = String::from(
        "Who can do what. Each column says how the record relates to the person asking.\n",
    );
    for action in Action::ALL {
        let columns = columns(action.kind());
        let _infallible = write!(
            text,
            "\n{} ({:?})\n{:<18}",
            action.code(),
            action.kind(),
            ""
        );
        for (name, _) in &columns {
            let _infallible = write!(text, " {name:>11}");
        }
        text.push('\n');
        for (name, principal) in principals() {
            let _infallible = write!(text, "{name:<18}");
            for (_, sample) in &columns {
                let answer = if decide(&principal, *action, sample).is_ok() {
                    "yes"
                } else {
                    "."
                };
                let _infallible = write!(text, " {answer:>11}");
            }
            text.push('\n');
        }
    }
    text
}
