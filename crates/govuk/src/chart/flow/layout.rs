//! The layout of a picture of movements.
//!
//! Stages are in columns, each as far right as the longest path to it. A movement onward is a band as thick as its
//! number; a movement back is a dashed line below. A band keeps room for its number even where it is thin, and passes
//! below the stages of the columns that it skips.

use askama::Template;

use super::super::lettering::{LINE_HEIGHT, lines, width};
use super::{Flow, Movement};
use crate::attributes::component;

/// From one column to the next, in pixels.
const COLUMN: u32 = 200;

/// The width of a stage, in pixels.
const NODE: u32 = 16;

/// The room for a stage's name, in pixels.
const NAME_ROOM: u32 = COLUMN - NODE - 8;

/// The thickness of the largest movement, in pixels.
const THICKEST: u64 = 80;

/// The space between stages of one column, in pixels.
const GAP: u32 = 24;

/// From one line of a movement back to the next, in pixels.
const LANE: u32 = 28;

component! { FlowDrawing }

impl Flow {
    /// Lays out the whole picture.
    pub(super) fn drawing(&self) -> FlowDrawing {
        let (mut nodes, passages) = self.nodes_and_passages();
        let mut bands = Vec::new();
        let mut lines_back = Vec::new();
        let nodes_end = nodes
            .iter()
            .map(|node| node.top + node.height)
            .max()
            .unwrap_or(0);
        let passages_end = passages
            .iter()
            .flatten()
            .map(|passage| passage.end)
            .max()
            .unwrap_or(0);
        let bottom = nodes_end.max(passages_end);
        for (movement, passages) in self.movements.iter().zip(&passages) {
            if movement.from < movement.to {
                bands.push(self.band(movement, passages, &mut nodes));
            } else {
                let lane = bottom + GAP + LANE * u32::try_from(lines_back.len()).unwrap_or(0);
                lines_back.push(self.line_back(movement, &nodes, lane));
            }
        }
        let columns = nodes
            .iter()
            .map(|node| node.left + COLUMN)
            .max()
            .unwrap_or(0);
        let words = lines_back
            .iter()
            .map(|line| line.text_left + width(&line.words))
            .max()
            .unwrap_or(0);
        let height = lines_back.last().map_or(bottom, |line| line.lane) + GAP;
        FlowDrawing {
            width: columns.max(words),
            height,
            nodes,
            bands,
            lines_back,
        }
    }

    /// Puts every stage into its column, below those before it, and leaves each movement a passage below the stages of
    /// the columns that it skips, so that no band seems to go through a stage.
    fn nodes_and_passages(&self) -> (Vec<Node>, Vec<Vec<Passage>>) {
        let columns = self.columns();
        let mut ends = vec![0; columns.len() + 1];
        let mut nodes = Vec::new();
        for (index, stage) in self.stages.iter().enumerate() {
            let room = |count: fn(&Movement) -> usize| -> u32 {
                let onward = self
                    .movements
                    .iter()
                    .filter(|movement| movement.from < movement.to);
                onward
                    .filter(|movement| count(movement) == index)
                    .map(|movement| self.slot(movement))
                    .sum()
            };
            let height = room(|movement| movement.from)
                .max(room(|movement| movement.to))
                .max(LINE_HEIGHT);
            let column = columns[index];
            let top_of_name = ends[column];
            let name = lines(&stage.name, NAME_ROOM);
            let top = top_of_name + LINE_HEIGHT * u32::try_from(name.len()).unwrap_or(1) + 4;
            ends[column] = top + height + GAP;
            let baselines =
                (1..).map(|number| top_of_name + LINE_HEIGHT * number - LINE_HEIGHT / 4);
            let name = name
                .into_iter()
                .zip(baselines)
                .map(|(text, baseline)| NameLine { text, baseline })
                .collect();
            let left = COLUMN * u32::try_from(column).unwrap_or(0);
            nodes.push(Node {
                left,
                top,
                height,
                name,
                next_out: top,
                next_in: top,
            });
        }
        let passages = self.movements.iter().map(|movement| {
            let leapt_over =
                columns[movement.from] + 1..columns[movement.to].max(columns[movement.from] + 1);
            let passage = |column: usize| {
                let top = ends[column];
                ends[column] += self.slot(movement) + GAP / 2;
                Passage {
                    left: COLUMN * u32::try_from(column).unwrap_or(0),
                    top,
                    end: ends[column],
                }
            };
            if movement.from < movement.to {
                leapt_over.map(passage).collect()
            } else {
                Vec::new()
            }
        });
        let passages = passages.collect();
        (nodes, passages)
    }

    /// The column of each stage: one to the right of the furthest stage from which someone moved onward to it.
    fn columns(&self) -> Vec<usize> {
        let mut columns = vec![0; self.stages.len()];
        for index in 0..columns.len() {
            let before = self
                .movements
                .iter()
                .filter(|movement| movement.to == index && movement.from < index);
            columns[index] = before
                .map(|movement| columns[movement.from] + 1)
                .max()
                .unwrap_or(0);
        }
        columns
    }

    /// The thickness of a band, in pixels: at least 2, so that it is seen.
    fn thickness(&self, movement: &Movement) -> u32 {
        let most = self
            .movements
            .iter()
            .map(|movement| movement.count)
            .max()
            .unwrap_or(1);
        let thickness = movement.count.saturating_mul(THICKEST) / most;
        u32::try_from(thickness).unwrap_or(u32::MAX).max(2)
    }

    /// The room that a band takes at its ends: its thickness, or a line of text if that is more.
    fn slot(&self, movement: &Movement) -> u32 {
        self.thickness(movement).max(LINE_HEIGHT)
    }

    fn band(&self, movement: &Movement, passages: &[Passage], nodes: &mut [Node]) -> Band {
        let (slot, thickness) = (self.slot(movement), self.thickness(movement));
        let inset = (slot - thickness) / 2;
        let from = &mut nodes[movement.from];
        let start = Point {
            left: from.left + NODE,
            top: from.next_out + inset,
        };
        from.next_out += slot;
        let to = &mut nodes[movement.to];
        let end = Point {
            left: to.left,
            top: to.next_in + inset,
        };
        to.next_in += slot;
        let mut upper = vec![start];
        for passage in passages {
            let top = passage.top + inset;
            upper.extend([
                Point {
                    left: passage.left,
                    top,
                },
                Point {
                    left: passage.left + NODE,
                    top,
                },
            ]);
        }
        upper.push(end);
        let lower = upper
            .iter()
            .rev()
            .map(|point| Point {
                top: point.top + thickness,
                ..*point
            })
            .collect::<Vec<_>>();
        Band {
            path: format!("M{}L{}z", curve(&upper), curve(&lower)),
            count: movement.count,
            text_left: start.left + 6,
            baseline: start.top + thickness / 2 + LINE_HEIGHT / 4,
        }
    }

    /// A line from below one stage to below the other, with its words in the lane.
    fn line_back(&self, movement: &Movement, nodes: &[Node], lane: u32) -> LineBack {
        let (from, to) = (&nodes[movement.from], &nodes[movement.to]);
        let (start, end) = (from.left + NODE / 2, to.left + NODE / 2);
        LineBack {
            path: format!(
                "M{start} {}V{lane}H{end}V{}",
                from.top + from.height,
                to.top + to.height
            ),
            words: format!(
                "{} from {} back to {}",
                movement.count,
                self.name(movement.from),
                self.name(movement.to)
            ),
            text_left: end + NODE,
            lane,
        }
    }
}

/// A line through the points that leaves and reaches each of them level.
fn curve(points: &[Point]) -> String {
    let mut path = format!("{} {}", points[0].left, points[0].top);
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let middle = u32::midpoint(from.left, to.left);
        path += &format!(
            "C{middle} {} {middle} {} {} {}",
            from.top, to.top, to.left, to.top
        );
    }
    path
}

#[derive(Clone, Copy)]
struct Point {
    left: u32,
    top: u32,
}

/// Where a band goes below the stages of a column that it skips.
struct Passage {
    left: u32,
    top: u32,
    end: u32,
}

#[derive(Template)]
#[template(path = "flow.html")]
pub(super) struct FlowDrawing {
    pub(super) width: u32,
    pub(super) height: u32,
    nodes: Vec<Node>,
    bands: Vec<Band>,
    lines_back: Vec<LineBack>,
}

struct Node {
    left: u32,
    top: u32,
    height: u32,
    name: Vec<NameLine>,
    /// Where the next band leaves and arrives, in pixels from the top.
    next_out: u32,
    next_in: u32,
}

struct NameLine {
    text: String,
    baseline: u32,
}

struct Band {
    path: String,
    count: u64,
    text_left: u32,
    baseline: u32,
}

struct LineBack {
    path: String,
    words: String,
    text_left: u32,
    lane: u32,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pathway() -> Flow {
        Flow::new("f", "Movements")
            .stage("referred", "Referred")
            .stage(
                "assessed",
                "Being assessed, with a name that needs two lines",
            )
            .stage("enrolled", "Enrolled")
            .stage("left", "Left")
    }

    #[test]
    fn a_stage_stands_right_of_all_it_is_reached_from() {
        let flow = pathway()
            .movement("referred", "assessed", 9)
            .movement("assessed", "enrolled", 5);
        assert_eq!(flow.movement("referred", "left", 1).columns(), [0, 1, 2, 1]);
    }

    #[test]
    fn a_movement_back_is_a_line_and_moves_no_stage() {
        let flow = pathway()
            .movement("referred", "assessed", 9)
            .movement("assessed", "referred", 2);
        assert_eq!(flow.columns(), [0, 1, 0, 0]);
        let drawing = flow.drawing();
        assert_eq!((drawing.bands.len(), drawing.lines_back.len()), (1, 1));
        assert_eq!(
            drawing.lines_back[0].words,
            "2 from Being assessed, with a name that needs two lines back to Referred"
        );
    }

    #[test]
    fn nobody_who_moved_is_not_drawn() {
        assert!(
            pathway()
                .movement("referred", "left", 0)
                .drawing()
                .bands
                .is_empty()
        );
    }

    #[test]
    #[should_panic(expected = "lost is not a stage")]
    fn a_movement_to_an_unknown_stage_is_refused() {
        let _ = pathway().movement("referred", "lost", 1);
    }

    proptest! {
        #[test]
        fn no_stage_lies_on_another_and_all_is_inside(counts in proptest::collection::vec(0_u64..400, 16)) {
            let keys = ["referred", "assessed", "enrolled", "left"];
            let flow = counts.iter().enumerate().fold(pathway(), |flow, (index, count)| {
                flow.movement(keys[index / 4], keys[index % 4], *count)
            });
            let drawing = flow.drawing();
            for (index, node) in drawing.nodes.iter().enumerate() {
                prop_assert!(node.left + COLUMN <= drawing.width && node.top + node.height <= drawing.height);
                prop_assert!(node.next_out <= node.top + node.height && node.next_in <= node.top + node.height);
                for other in &drawing.nodes[..index] {
                    prop_assert!(other.left != node.left || other.top + other.height < node.name[0].baseline);
                }
            }
        }
    }
}
