//! Everyone on the left looks for a place on the right, at least total cost, along cheapest alternating paths.
//!
//! Each place has a price, which rises only once it is full, and everyone holds a place that is cheapest for them, including its price.
//! Anyone still without one looks for the cheapest way to a free place, along which others may have to move; the prices of the places
//! passed then rise until everyone's place is cheapest for them again. That invariant is what makes the result optimal.
//!
//! Where there are exactly as many on the left as places on the right and all can be placed, all places are full in the end, and prices can
//! start anywhere.
//!
//! Anyone who finds no way is crowded out, with everyone the search met: they compete for too few places, and no one else ever belongs
//! there. Those places are closed to the others.

use std::{cmp::Reverse, collections::BinaryHeap};

/// No one, or nothing.
const NONE: u32 = u32::MAX;

/// How often each on the left can be outbid before the search for paths starts.
const BIDS: usize = 25;

/// Further than any path can be: costs are checked to be far smaller.
const FAR: i64 = i64::MAX / 4;

/// The price of a place that is closed to everyone not already there: further still.
const CLOSED: i64 = i64::MIN / 2;

/// Those on the left with their possible pairs. More than one can share the same pairs.
#[derive(Clone, Copy)]
pub(super) struct Network<'a> {
    /// For each on the left, where their pairs start and end.
    pub(super) lefts: &'a [(usize, usize)],
    pub(super) rights: &'a [u32],
    pub(super) costs: &'a [i64],
    pub(super) capacities: &'a [u32],
}

/// Who got which pair, except those who compete for too few places.
pub(super) struct Placed {
    /// For each on the left, the pair.
    pub(super) taken: Vec<Option<usize>>,
    /// Those on the left who compete for too few places, in order. None of them has a pair.
    pub(super) crowded: Vec<u32>,
}

/// Who is where while places are assigned.
struct Matching<'a> {
    net: Network<'a>,
    /// For each on the left, the pair they have taken.
    taken: Vec<usize>,
    /// For each on the right, someone who has a place there; the others follow from them.
    first: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
    free: Vec<u32>,
    /// For each on the right, the price, as a deduction.
    prices: Vec<i64>,
}

impl<'a> Matching<'a> {
    fn new(net: Network<'a>) -> Self {
        let (lefts, rights) = (net.lefts.len(), net.capacities.len());
        Self {
            net,
            taken: vec![usize::MAX; lefts],
            first: vec![NONE; rights],
            next: vec![NONE; lefts],
            previous: vec![NONE; lefts],
            free: net.capacities.to_vec(),
            prices: vec![0; rights],
        }
    }

    fn pairs(&self, left: u32) -> std::ops::Range<usize> {
        let (from, to) = self.net.lefts[left as usize];
        from..to
    }

    fn right(&self, pair: usize) -> usize {
        self.net.rights[pair] as usize
    }

    /// Returns what a pair costs with the price of its place.
    fn priced(&self, pair: usize) -> i64 {
        self.net.costs[pair] - self.prices[self.right(pair)]
    }

    fn take(&mut self, left: u32, pair: usize) {
        let right = self.right(pair);
        let first = self.first[right];
        self.taken[left as usize] = pair;
        self.next[left as usize] = first;
        self.previous[left as usize] = NONE;
        if first != NONE {
            self.previous[first as usize] = left;
        }
        self.first[right] = left;
        self.free[right] -= 1;
    }

    /// Gives up someone's place, and returns which it was.
    fn leave(&mut self, left: u32) -> usize {
        let right = self.right(self.taken[left as usize]);
        let (previous, next) = (self.previous[left as usize], self.next[left as usize]);
        if previous == NONE {
            self.first[right] = next;
        } else {
            self.next[previous as usize] = next;
        }
        if next != NONE {
            self.previous[next as usize] = previous;
        }
        self.taken[left as usize] = usize::MAX;
        self.free[right] += 1;
        right
    }

    /// Starts each price at the cheapest pair of its place, where all places will be full.
    fn begin_prices(&mut self) {
        self.prices.fill(i64::MAX);
        for (from, to) in self.net.lefts {
            for pair in *from..*to {
                let price = &mut self.prices[self.net.rights[pair] as usize];
                *price = (*price).min(self.net.costs[pair]);
            }
        }
        for price in &mut self.prices {
            if *price == i64::MAX {
                *price = 0;
            }
        }
    }

    /// Has everyone bid for the place that is cheapest for them, and returns those left without one.
    ///
    /// A price rises by bids only where a place takes one person: with more than one, it must stay right for all of them.
    fn bid(&mut self) -> Vec<u32> {
        let mut waiting: Vec<u32> = (0..self.net.lefts.len() as u32).rev().collect();
        let mut without = Vec::new();
        let mut bids = self.net.lefts.len() * BIDS;
        while let Some(left) = waiting.pop() {
            let Some((pair, best, second)) = self.cheapest_two(left) else {
                without.push(left);
                continue;
            };
            let right = self.right(pair);
            let is_single = self.net.capacities[right] == 1;
            let is_full = self.free[right] == 0;
            if is_full && (bids == 0 || !is_single || second == i64::MAX || second == best) {
                without.push(left);
                continue;
            }
            bids = bids.saturating_sub(1);
            if is_single && second != i64::MAX {
                self.prices[right] -= second - best;
            }
            if is_full {
                let holder = self.first[right];
                self.leave(holder);
                waiting.push(holder);
            }
            self.take(left, pair);
        }
        without
    }

    /// Returns someone's cheapest pair, its cost with the price, and that of the next cheapest.
    fn cheapest_two(&self, left: u32) -> Option<(usize, i64, i64)> {
        let (mut at, mut best, mut second) = (usize::MAX, i64::MAX, i64::MAX);
        for pair in self.pairs(left) {
            let cost = self.priced(pair);
            if cost < best {
                (at, second, best) = (pair, best, cost);
            } else if cost < second {
                second = cost;
            }
        }
        (at != usize::MAX).then_some((at, best, second))
    }
}

/// The cheapest known way to a place.
#[derive(Clone, Copy, Default)]
struct Way {
    distance: i64,
    /// The pair that leads there.
    pair: usize,
    /// Whose pair it is.
    left: u32,
    /// The round of the search in which the place was last seen.
    round: u32,
}

/// What is kept from one search to the next, so that it need not be made again.
struct Search {
    round: u32,
    /// For each on the right, how far it is. What is read together is stored together.
    ways: Vec<Way>,
    /// Those whose distance is final.
    passed: Vec<u32>,
    /// Those at the distance that is being looked at.
    near: Vec<u32>,
    far: BinaryHeap<Reverse<(i64, u32)>>,
    /// The nearest free place so far, and how far it is.
    end: u32,
    distance: i64,
}

impl Search {
    fn new(rights: usize) -> Self {
        Self {
            round: 0,
            ways: vec![Way::default(); rights],
            passed: Vec::new(),
            near: Vec::new(),
            far: BinaryHeap::new(),
            end: NONE,
            distance: FAR,
        }
    }

    /// Looks at the pairs of someone who is `at` this far from the start; `base` is that less the cost of their own place.
    fn look(&mut self, matching: &Matching<'_>, left: u32, base: i64, at: i64) {
        for pair in matching.pairs(left) {
            let right = matching.net.rights[pair];
            let index = right as usize;
            let distance = base + matching.priced(pair);
            if distance >= self.distance {
                continue;
            }
            let way = &mut self.ways[index];
            if way.round == self.round && distance >= way.distance {
                continue;
            }
            *way = Way {
                distance,
                pair,
                left,
                round: self.round,
            };
            if matching.free[index] > 0 {
                (self.end, self.distance) = (right, distance);
            } else if distance == at {
                self.near.push(right);
            } else {
                self.far.push(Reverse((distance, right)));
            }
        }
    }

    /// Returns the nearest place that has not been passed and is nearer than the free one.
    fn nearest(&mut self) -> Option<u32> {
        if let Some(right) = self.near.pop() {
            // A free place at the same distance ends the search.
            return (self.ways[right as usize].distance < self.distance).then_some(right);
        }
        loop {
            let Reverse((distance, right)) = self.far.pop()?;
            if distance >= self.distance {
                return None;
            }
            // A shorter way has since been found and followed.
            if distance == self.ways[right as usize].distance {
                return Some(right);
            }
        }
    }

    /// Finds the cheapest way from someone to a free place, and moves everyone along it. Returns whether there is one.
    fn place(&mut self, matching: &mut Matching<'_>, start: u32) -> bool {
        self.round += 1;
        self.passed.clear();
        self.near.clear();
        self.far.clear();
        (self.end, self.distance) = (NONE, FAR);
        self.look(matching, start, 0, i64::MIN);
        while let Some(right) = self.nearest() {
            let at = self.ways[right as usize].distance;
            self.passed.push(right);
            let mut left = matching.first[right as usize];
            while left != NONE {
                let own = matching.priced(matching.taken[left as usize]);
                self.look(matching, left, at - own, at);
                left = matching.next[left as usize];
            }
        }
        if self.end == NONE {
            return false;
        }
        for right in &self.passed {
            let index = *right as usize;
            matching.prices[index] += self.ways[index].distance - self.distance;
        }
        let mut right = self.end as usize;
        loop {
            let Way { pair, left, .. } = self.ways[right];
            if left == start {
                matching.take(left, pair);
                return true;
            }
            right = matching.leave(left);
            matching.take(left, pair);
        }
    }

    /// Removes everyone met by a search that found no way from their places, and closes those places.
    fn close(&self, matching: &mut Matching<'_>, start: u32, crowded: &mut Vec<u32>) {
        crowded.push(start);
        for right in &self.passed {
            let index = *right as usize;
            matching.prices[index] = CLOSED;
            while matching.first[index] != NONE {
                let left = matching.first[index];
                matching.leave(left);
                crowded.push(left);
            }
        }
    }
}

/// Places everyone on the left who need not compete for too few places, at least total cost.
pub(super) fn place(net: &Network<'_>) -> Placed {
    let places: u64 = net.capacities.iter().map(|one| u64::from(*one)).sum();
    if net.lefts.len() as u64 == places {
        let placed = place_from(net, true);
        if placed.crowded.is_empty() {
            return placed;
        }
    }
    place_from(net, false)
}

fn place_from(net: &Network<'_>, fills_all: bool) -> Placed {
    let mut matching = Matching::new(*net);
    if fills_all {
        matching.begin_prices();
    }
    let mut search = Search::new(net.capacities.len());
    let mut crowded = Vec::new();
    for left in matching.bid() {
        if !search.place(&mut matching, left) {
            search.close(&mut matching, left, &mut crowded);
            if fills_all {
                break;
            }
        }
    }
    crowded.sort_unstable();
    let taken = matching.taken.into_iter();
    Placed {
        taken: taken
            .map(|pair| (pair != usize::MAX).then_some(pair))
            .collect(),
        crowded,
    }
}
