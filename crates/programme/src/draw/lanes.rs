//! Which arrows run beside the boxes, on which side, how far out, and where they touch a box.
//!
//! A shorter arrow runs nearer to the boxes than one around it. On each side of a box, arrows from above touch it above arrows from
//! below. So arrows on one side cross as little as possible.

use crate::{Direction, Pathway, PathwayArrow};

/// A side of the boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// An arrow that runs beside the boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lane {
    /// The box from which it leads, and its place from the top among the ends there.
    pub(super) from: (usize, usize),
    /// The same for the box to which it leads.
    pub(super) to: (usize, usize),
    pub(super) direction: Direction,
    pub(super) side: Side,
    /// How far out, the nearest being 0.
    pub(super) depth: usize,
}

impl Lane {
    /// Returns the upper and the lower box.
    fn rows(&self) -> (usize, usize) {
        (self.from.0.min(self.to.0), self.from.0.max(self.to.0))
    }
}

/// Returns the side on which an arrow runs, and `None` for one that runs straight down to the next box.
pub(super) fn runs_beside(arrow: &PathwayArrow) -> Option<Side> {
    match arrow.direction {
        Direction::Forward if arrow.to == arrow.from + 1 => None,
        Direction::Forward | Direction::Sideways => Some(Side::Right),
        Direction::Back => Some(Side::Left),
    }
}

/// Lays out every arrow that runs beside the boxes, the shortest first.
pub(super) fn lanes(pathway: &Pathway) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    let beside = pathway.arrows.iter().filter_map(|arrow| {
        Some(Lane {
            from: (arrow.from, 0),
            to: (arrow.to, 0),
            direction: arrow.direction,
            side: runs_beside(arrow)?,
            depth: 0,
        })
    });
    let mut beside: Vec<Lane> = beside.collect();
    beside.sort_by_key(|lane| {
        let (upper, lower) = lane.rows();
        (lower - upper, upper, lane.from)
    });
    for mut lane in beside {
        let (upper, lower) = lane.rows();
        let crowded = lanes.iter().filter(|other| {
            let (above, below) = other.rows();
            other.side == lane.side && above < lower && upper < below
        });
        lane.depth = crowded.map(|other| other.depth + 1).max().unwrap_or(0);
        lanes.push(lane);
    }
    for side in [Side::Left, Side::Right] {
        for index in 0..pathway.boxes.len() {
            touch(&mut lanes, side, index);
        }
    }
    lanes
}

/// Gives every end of an arrow on one side of a box its place.
fn touch(lanes: &mut [Lane], side: Side, index: usize) {
    let mut ends: Vec<(usize, usize, usize)> = Vec::new();
    for (place, lane) in lanes
        .iter()
        .enumerate()
        .filter(|(_, lane)| lane.side == side)
    {
        let (upper, lower) = lane.rows();
        // From the top: to the nearest above first, to the nearest below last.
        if lower == index {
            ends.push((0, lane.depth, place));
        } else if upper == index {
            ends.push((1, usize::MAX - lane.depth, place));
        }
    }
    ends.sort_unstable();
    for (end, (.., place)) in ends.into_iter().enumerate() {
        let lane = &mut lanes[place];
        if lane.from.0 == index {
            lane.from.1 = end;
        } else {
            lane.to.1 = end;
        }
    }
}

/// Returns how far out the outermost arrow of a side runs, and `None` where there is none.
pub(super) fn deepest(lanes: &[Lane], side: Side) -> Option<usize> {
    let lanes = lanes.iter().filter(|lane| lane.side == side);
    lanes.map(|lane| lane.depth).max()
}

/// Returns how many arrows touch a side of a box.
pub(super) fn reach(lanes: &[Lane], side: Side, index: usize) -> usize {
    let lanes = lanes.iter().filter(|lane| lane.side == side);
    lanes
        .filter(|lane| lane.from.0 == index || lane.to.0 == index)
        .count()
}
