//! The policies as a whole: the reviewed grid, and lists that show exactly what single decisions allow.

use policy::{Action, Kind, Principal, Resource, Role, Worker, decide, grid, scope};
use proptest::prelude::*;
use uuid::Uuid;
use values::{AccountId, CouncilId, OrganisationId, PersonId, TeamId, scope::Field};

/// Set `UPDATE_GOLDEN=1` to update the grid, then read the difference.
#[test]
fn the_grid_is_the_one_that_was_reviewed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/grid.txt");
    let made = grid();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let reviewed = std::fs::read_to_string(path).unwrap();
    assert!(
        made == reviewed,
        "the grid has changed; run with UPDATE_GOLDEN=1 and review the difference\n{made}"
    );
}

#[derive(Clone, Debug)]
struct Record {
    kind: Kind,
    council: CouncilId,
    ids: Vec<(Field, Option<Uuid>)>,
}

impl Resource for Record {
    fn kind(&self) -> Kind {
        self.kind
    }

    fn council(&self) -> CouncilId {
        self.council
    }

    fn field(&self, field: Field) -> Option<Uuid> {
        self.ids
            .iter()
            .find(|(name, _)| *name == field)
            .and_then(|(_, id)| *id)
    }
}

/// Few ids, so that records and workers match often; 0 is no one.
fn id() -> impl Strategy<Value = Option<Uuid>> {
    (0u128..5).prop_map(|id| (id > 0).then(|| Uuid::from_u128(id)))
}

fn worker() -> impl Strategy<Value = Worker> {
    let ids = || proptest::collection::vec(1u128..5, 0..3);
    (
        proptest::sample::subsequence(Role::ALL.to_vec(), 0..4),
        ids(),
        ids(),
        1u128..5,
        id(),
        id(),
    )
        .prop_map(
            |(roles, teams, covers, account, organisation, own)| Worker {
                council: CouncilId(Uuid::from_u128(1)),
                account: AccountId(Uuid::from_u128(account)),
                roles,
                teams: teams
                    .into_iter()
                    .map(|team| TeamId(Uuid::from_u128(team)))
                    .collect(),
                covers: covers
                    .into_iter()
                    .map(|covered| AccountId(Uuid::from_u128(covered)))
                    .collect(),
                organisation: organisation.map(OrganisationId),
                own_person: own.map(PersonId),
            },
        )
}

fn record(kind: Kind) -> impl Strategy<Value = Record> {
    let fields = [
        Field::Id,
        Field::Person,
        Field::Coach,
        Field::Adviser,
        Field::SocialWorker,
        Field::Team,
        Field::Partner,
        Field::Referrer,
    ];
    proptest::collection::vec(id(), fields.len()).prop_map(move |ids| Record {
        kind,
        council: CouncilId(Uuid::from_u128(1)),
        ids: fields.into_iter().zip(ids).collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_list_shows_exactly_what_single_decisions_allow(
        worker in worker(),
        people in proptest::collection::vec(record(Kind::Person), 8),
        referrals in proptest::collection::vec(record(Kind::Referral), 8),
    ) {
        let principal = Principal::Worker(worker);
        for action in Action::ALL {
            let records = match action.kind() {
                Kind::Person => &people,
                Kind::Referral => &referrals,
                Kind::Office => continue,
            };
            let scope = scope(&principal, *action);
            for record in records {
                let listed = scope.filter.admits(&|field| record.field(field));
                let allowed = decide(&principal, *action, record).is_ok();
                prop_assert_eq!(listed, allowed, "{:?} {:?} {:?}", action, scope, record);
            }
        }
    }
}

#[test]
fn nobody_but_workers_lists_anybody() {
    let (council, person) = (CouncilId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
    for principal in [
        Principal::Anyone,
        Principal::YoungPerson(council, person),
        Principal::LinkHolder(council, person),
    ] {
        assert!(
            !scope(&principal, Action::ListPeople)
                .filter
                .admits(&|_| Some(Uuid::from_u128(2)))
        );
    }
}
