//! The largest assignment with the least total cost.
//!
//! People take one place each, places take as many people as their capacity, and only the pairs listed are possible. As many people as
//! possible are placed; among all ways to do so, one of least total cost is returned, always the same one for the same input.
//!
//! People look for places along cheapest alternating paths, as in Jonker and Volgenant (1987), over the listed pairs instead of
//! a full table. A group of people may compete for fewer places than there are people. No one else belongs in those places (Dulmage and
//! Mendelsohn, 1958), and each is sure to be filled, so there the places look for people instead.

mod paths;

use paths::{Network, Placed};

/// The largest cost, positive or negative, times the number of people and places: distances stay far within 64 bits.
const MOST: i64 = i64::MAX / 8;

/// Who could go where, and at what cost.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// For each place, how many people it takes.
    capacities: Vec<u32>,
    /// For each person, where their pairs start and end.
    people: Vec<(usize, usize)>,
    places: Vec<u32>,
    costs: Vec<i64>,
}

/// Why a problem is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// A pair names a place that does not exist.
    #[error("person {person} has a pair with place {place}, which does not exist")]
    NoSuchPlace {
        /// The person's number, from 0.
        person: usize,
        /// The number that was given.
        place: u32,
    },
    /// A pair is listed twice.
    #[error("person {person} has two pairs with place {place}")]
    Twice {
        /// The person's number, from 0.
        person: usize,
        /// The place's number, from 0.
        place: u32,
    },
    /// A cost is too large to be added up safely.
    #[error("a cost of {cost} is too large for so many people and places")]
    TooLarge {
        /// The cost.
        cost: i64,
    },
}

/// Where everyone goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// For each person, the index of their pair among [`Problem::pairs`] of them; none for those without a place.
    pub pairs: Vec<Option<usize>>,
    /// The costs of all pairs taken, added up.
    pub cost: i128,
}

impl Problem {
    /// Takes pairs of person, place and cost in any order; people without a pair count up to `people`.
    ///
    /// Errors: those of [`ProblemError`].
    ///
    /// # Panics
    /// When a pair names a person of `people` or beyond.
    pub fn from_pairs(
        people: usize,
        capacities: Vec<u32>,
        pairs: &[(u32, u32, i64)],
    ) -> Result<Self, ProblemError> {
        let mut ranges = vec![(0, 0); people];
        for (person, _, _) in pairs {
            ranges[*person as usize].1 += 1;
        }
        let mut from = 0;
        for range in &mut ranges {
            let length = range.1;
            *range = (from, from);
            from += length;
        }
        let (mut places, mut costs) = (vec![0; pairs.len()], vec![0; pairs.len()]);
        for (person, place, cost) in pairs {
            let at = &mut ranges[*person as usize].1;
            places[*at] = *place;
            costs[*at] = *cost;
            *at += 1;
        }
        let problem = Self {
            capacities,
            people: ranges,
            places,
            costs,
        };
        problem.check()?;
        Ok(problem)
    }

    fn check(&self) -> Result<(), ProblemError> {
        let nodes = (self.people() + self.capacities.len() + 1) as i64;
        let mut seen_by = vec![usize::MAX; self.capacities.len()];
        for person in 0..self.people() {
            for (place, cost) in self.pairs(person) {
                let seen = seen_by
                    .get_mut(place as usize)
                    .ok_or(ProblemError::NoSuchPlace { person, place })?;
                if *seen == person {
                    return Err(ProblemError::Twice { person, place });
                }
                *seen = person;
                if cost.unsigned_abs() > (MOST / nodes).unsigned_abs() {
                    return Err(ProblemError::TooLarge { cost });
                }
            }
        }
        Ok(())
    }

    /// Returns how many people there are.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// Returns the possible pairs of a person: the place's number and the cost.
    pub fn pairs(&self, person: usize) -> impl ExactSizeIterator<Item = (u32, i64)> {
        let (from, to) = self.people[person];
        let range = from..to;
        self.places[range.clone()]
            .iter()
            .copied()
            .zip(self.costs[range].iter().copied())
    }

    /// Returns the maximum assignment of least total cost.
    pub fn assign(&self) -> Assignment {
        let Placed { mut taken, crowded } = paths::place(&Network {
            lefts: &self.people,
            rights: &self.places,
            costs: &self.costs,
            capacities: &self.capacities,
        });
        self.fill(&crowded, &mut taken);
        let mut assignment = Assignment {
            pairs: vec![None; self.people()],
            cost: 0,
        };
        for (person, pair) in taken.into_iter().enumerate() {
            if let Some(pair) = pair {
                assignment.pairs[person] = Some(pair - self.people[person].0);
                assignment.cost += i128::from(self.costs[pair]);
            }
        }
        assignment
    }

    /// Fills the places for which more people compete than they take: each of them looks for people.
    fn fill(&self, crowded: &[u32], taken: &mut [Option<usize>]) {
        let mut by_place = vec![Vec::new(); self.capacities.len()];
        for (number, person) in crowded.iter().enumerate() {
            let (from, to) = self.people[*person as usize];
            for pair in from..to {
                by_place[self.places[pair] as usize].push((number as u32, pair));
            }
        }
        let (mut seats, mut people, mut costs, mut pairs) = (vec![], vec![], vec![], vec![]);
        for (place, wanted) in by_place.iter().enumerate() {
            let from = people.len();
            for (number, pair) in wanted {
                people.push(*number);
                costs.push(self.costs[*pair]);
                pairs.push(*pair);
            }
            if !wanted.is_empty() {
                let seats_here = self.capacities[place] as usize;
                seats.extend(std::iter::repeat_n((from, people.len()), seats_here));
            }
        }
        let filled = paths::place(&Network {
            lefts: &seats,
            rights: &people,
            costs: &costs,
            capacities: &vec![1; crowded.len()],
        });
        debug_assert!(
            filled.crowded.is_empty(),
            "each of these places can be filled"
        );
        for seat in filled.taken.into_iter().flatten() {
            taken[crowded[people[seat] as usize] as usize] = Some(pairs[seat]);
        }
    }
}
