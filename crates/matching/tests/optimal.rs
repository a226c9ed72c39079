//! Assignments are compared with every possible one where there are few, and with a slow and plain solver where there are many.

use matching::assignment::{Problem, ProblemError};
use proptest::prelude::*;

type Pairs = Vec<(u32, u32, i64)>;

/// How many are placed, and at what cost.
type Best = (usize, i128);

/// Tries everything.
fn brute_force(people: u32, free: &mut [u32], pairs: &Pairs, person: u32) -> Best {
    if person == people {
        return (0, 0);
    }
    let mut best = brute_force(people, free, pairs, person + 1);
    for (_, place, cost) in pairs.iter().filter(|pair| pair.0 == person) {
        if free[*place as usize] == 0 {
            continue;
        }
        free[*place as usize] -= 1;
        let (count, total) = brute_force(people, free, pairs, person + 1);
        free[*place as usize] += 1;
        let with = (count + 1, total + i128::from(*cost));
        if with.0 > best.0 || (with.0 == best.0 && with.1 < best.1) {
            best = with;
        }
    }
    best
}

/// Sends one person after the other along a cheapest way (Bellman and Ford), until there is none.
fn one_after_the_other(people: usize, capacities: &[u32], pairs: &Pairs) -> Best {
    let (source, sink) = (people + capacities.len(), people + capacities.len() + 1);
    // From, to, what is left, cost; each with its way back beside it.
    let mut arcs: Vec<(usize, usize, u32, i64)> = Vec::new();
    let mut add = |from, to, left, cost: i64| {
        arcs.push((from, to, left, cost));
        arcs.push((to, from, 0, -cost));
    };
    for person in 0..people {
        add(source, person, 1, 0);
    }
    for (person, place, cost) in pairs {
        add(*person as usize, people + *place as usize, 1, *cost);
    }
    for (place, capacity) in capacities.iter().enumerate() {
        add(people + place, sink, *capacity, 0);
    }
    let mut best = (0, 0);
    loop {
        let mut distances = vec![i64::MAX; sink + 1];
        let mut through = vec![usize::MAX; sink + 1];
        distances[source] = 0;
        let mut is_moving = true;
        while is_moving {
            is_moving = false;
            for (arc, (from, to, left, cost)) in arcs.iter().enumerate() {
                if *left > 0
                    && distances[*from] != i64::MAX
                    && distances[*from] + cost < distances[*to]
                {
                    distances[*to] = distances[*from] + cost;
                    through[*to] = arc;
                    is_moving = true;
                }
            }
        }
        if distances[sink] == i64::MAX {
            return best;
        }
        let mut node = sink;
        while node != source {
            let arc = through[node];
            arcs[arc].2 -= 1;
            arcs[arc ^ 1].2 += 1;
            node = arcs[arc].0;
        }
        best = (best.0 + 1, best.1 + i128::from(distances[sink]));
    }
}

/// Solves, checks that the answer is possible and adds up, and returns how good it is.
fn solve(people: usize, capacities: &[u32], pairs: &Pairs) -> Best {
    let problem = Problem::from_pairs(people, capacities.to_vec(), pairs)
        .expect("the pairs are of these people and places");
    let assignment = problem.assign();
    assert_eq!(
        assignment,
        problem.assign(),
        "the same input gives the same answer"
    );
    let mut free = capacities.to_vec();
    let (mut count, mut total) = (0, 0);
    for (person, pair) in assignment.pairs.iter().enumerate() {
        let Some(pair) = pair else { continue };
        let (place, cost) = problem
            .pairs(person)
            .nth(*pair)
            .expect("the pair is theirs");
        assert!(pairs.contains(&(person as u32, place, cost)));
        assert!(free[place as usize] > 0, "place {place} has too many");
        free[place as usize] -= 1;
        count += 1;
        total += i128::from(cost);
    }
    assert_eq!(total, assignment.cost);
    (count, total)
}

/// People, capacities and pairs, each pair at most once.
fn problems(
    people: usize,
    places: usize,
    most: u32,
    costs: std::ops::Range<i64>,
    share: f64,
) -> impl Strategy<Value = (usize, Vec<u32>, Pairs)> {
    (1..=people, 1..=places).prop_flat_map(move |(people, places)| {
        let capacities = prop::collection::vec(0..=most, places);
        let cells = prop::collection::vec(
            prop::option::weighted(share, costs.clone()),
            people * places,
        );
        (capacities, cells).prop_map(move |(capacities, cells)| {
            let pairs = cells.into_iter().enumerate().filter_map(|(at, cost)| {
                cost.map(|cost| ((at / places) as u32, (at % places) as u32, cost))
            });
            (people, capacities, pairs.collect())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn nothing_is_better_among_all_that_is_possible(
        (people, capacities, pairs) in problems(5, 5, 2, -6..12, 0.6),
    ) {
        let best = brute_force(people as u32, &mut capacities.clone(), &pairs, 0);
        prop_assert_eq!(solve(people, &capacities, &pairs), best);
    }

    #[test]
    fn equal_costs_are_no_trouble((people, capacities, pairs) in problems(6, 4, 2, 0..2, 0.8)) {
        let best = brute_force(people as u32, &mut capacities.clone(), &pairs, 0);
        prop_assert_eq!(solve(people, &capacities, &pairs), best);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn single_places_are_as_well_given_as_by_a_plain_solver(
        (people, _, pairs) in problems(40, 40, 1, 0..1_000, 0.15),
        few in 0..100i64,
    ) {
        let places = pairs.iter().map(|pair| pair.1 + 1).max().unwrap_or(0);
        let capacities = vec![1; places as usize];
        prop_assert_eq!(solve(people, &capacities, &pairs), one_after_the_other(people, &capacities, &pairs));
        // Few different costs: many ways are equally good.
        let coarse = pairs.into_iter().map(|(person, place, cost)| (person, place, cost % (few + 1))).collect();
        prop_assert_eq!(solve(people, &capacities, &coarse), one_after_the_other(people, &capacities, &coarse));
    }

    #[test]
    fn many_places_are_as_well_given_as_by_a_plain_solver(
        (people, capacities, pairs) in problems(60, 12, 6, -50..200, 0.4),
    ) {
        prop_assert_eq!(solve(people, &capacities, &pairs), one_after_the_other(people, &capacities, &pairs));
    }
}

#[test]
fn everybody_has_a_place_where_there_are_just_enough() {
    let pairs = vec![(0, 0, 1), (0, 1, 2), (1, 0, 1), (1, 1, 5)];
    assert_eq!(solve(2, &[1, 1], &pairs), (2, 3));
}

#[test]
fn more_people_come_before_less_cost() {
    let pairs = vec![(0, 0, 0), (0, 1, 1_000_000), (1, 0, 0)];
    assert_eq!(solve(2, &[1, 1], &pairs), (2, 1_000_000));
}

#[test]
fn nobody_and_nothing_are_problems_too() {
    assert_eq!(solve(0, &[], &vec![]), (0, 0));
    assert_eq!(solve(3, &[], &vec![]), (0, 0));
    assert_eq!(solve(0, &[1, 2], &vec![]), (0, 0));
    assert_eq!(solve(2, &[0], &vec![(0, 0, 1), (1, 0, 1)]), (0, 0));
}

#[test]
fn what_is_no_problem_is_refused() {
    let of = |pairs: &[(u32, u32, i64)]| Problem::from_pairs(1, vec![1], pairs).unwrap_err();
    assert_eq!(
        of(&[(0, 1, 0)]),
        ProblemError::NoSuchPlace {
            person: 0,
            place: 1
        }
    );
    assert_eq!(
        of(&[(0, 0, 1), (0, 0, 2)]),
        ProblemError::Twice {
            person: 0,
            place: 0
        }
    );
    assert_eq!(
        of(&[(0, 0, i64::MIN)]),
        ProblemError::TooLarge { cost: i64::MIN }
    );
}
