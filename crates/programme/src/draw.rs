//! The pathway of a programme as a standalone SVG picture.
//!
//! The stages are one below the other. Moves to the next stage run straight down, moves that skip stages and moves sideways on the
//! right, moves back dashed on the left; a dot with an arrow marks a stage where support can start. What the arrows show is also
//! said in words, in `<desc>`, for those who cannot see them.
//!
//! Absent on purpose: style and script, which strict pages refuse. Shapes have classes and presentation attributes.

mod lanes;
mod words;

use std::fmt::{self, Write};

use self::{
    lanes::{Lane, Side, deepest, lanes, reach, runs_beside},
    words::{described, escaped, wrapped},
};
use crate::{Definition, Direction, Pathway, PathwayArrow, PathwayBox, Programme};

/// The width of a box.
const WIDTH: usize = 320;
/// Between a box and the one below it.
const GAP: usize = 44;
/// Around the whole picture.
const MARGIN: usize = 12;
/// Between the edge of a box and its words.
const PADDING: usize = 16;
/// From one line of words to the next.
const LINE: usize = 22;
/// From a side of the boxes to its first lane of arrows.
const FIRST_LANE: usize = 44;
/// From one lane to the next.
const LANE: usize = 20;
/// Between two ends of arrows on the side of a box.
const END: usize = 16;
/// The longest line of a label, in bold characters of a wide typeface.
const LABEL_LINE: usize = 28;
/// The longest line of a note, in characters of a wide typeface.
const NOTE_LINE: usize = 32;

const INK: &str = "#0b0c0c";
const QUIET: &str = "#484949";
const ONWARD: &str = "#1d70b8";
const PAPER: &str = "#ffffff";

/// A box with its place and its words.
struct Placed<'a> {
    stage: &'a PathwayBox,
    top: usize,
    height: usize,
    label: Vec<String>,
    notes: Vec<String>,
}

impl Placed<'_> {
    fn bottom(&self) -> usize {
        self.top + self.height
    }
}

/// A pathway with everything laid out.
struct Drawing<'a> {
    pathway: &'a Pathway,
    lanes: Vec<Lane>,
    boxes: Vec<Placed<'a>>,
    /// The left edge of the boxes.
    left: usize,
    width: usize,
    height: usize,
}

/// Draws the pathway of a programme as an SVG element. The same programme gives the same text.
pub fn draw(programme: &Programme) -> String {
    let pathway = programme.picture();
    let mut svg = String::new();
    Drawing::of(&pathway)
        .write(programme.definition(), &mut svg)
        .expect("writing to a string cannot fail");
    svg
}

fn place<'a>(pathway: &'a Pathway, lanes: &[Lane]) -> Vec<Placed<'a>> {
    let mut placed = Vec::new();
    let mut top = MARGIN;
    for (index, stage) in pathway.boxes.iter().enumerate() {
        let label = wrapped(&stage.label, LABEL_LINE);
        let parts = stage.note.split_inclusive(", ");
        let mut notes: Vec<String> = parts.flat_map(|part| wrapped(part, NOTE_LINE)).collect();
        if stage.is_start {
            notes.push("Support can start here".to_owned());
        }
        if stage.is_final {
            notes.push("Where the programme leads".to_owned());
        }
        let words = 2 * PADDING + LINE * (label.len() + notes.len());
        let ends = reach(lanes, Side::Left, index).max(reach(lanes, Side::Right, index));
        let height = words.max(2 * PADDING + END * (ends + 1));
        placed.push(Placed {
            stage,
            top,
            height,
            label,
            notes,
        });
        top += height + GAP;
    }
    placed
}

impl<'a> Drawing<'a> {
    fn of(pathway: &'a Pathway) -> Self {
        let lanes = lanes(pathway);
        let boxes = place(pathway, &lanes);
        let side = |side| match deepest(&lanes, side) {
            Some(depth) => FIRST_LANE + LANE * depth,
            // Room for the dots of the starts.
            None if side == Side::Left => FIRST_LANE,
            None => 0,
        };
        let left = MARGIN + side(Side::Left);
        Self {
            left,
            width: left + WIDTH + side(Side::Right) + MARGIN,
            height: boxes.last().map_or(0, Placed::bottom) + MARGIN,
            pathway,
            lanes,
            boxes,
        }
    }

    fn write(&self, definition: &Definition, svg: &mut String) -> fmt::Result {
        let (key, name) = (&definition.key, escaped(&definition.name));
        let Self { width, height, .. } = self;
        writeln!(
            svg,
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="foothold-pathway" role="img" aria-labelledby="pathway-{key}-title pathway-{key}-desc" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="arial, sans-serif" font-size="16">"#
        )?;
        writeln!(
            svg,
            r#"<title id="pathway-{key}-title">The pathway through {name}</title>"#
        )?;
        let words = escaped(&described(self.pathway));
        writeln!(svg, r#"<desc id="pathway-{key}-desc">{words}</desc>"#)?;
        for arrow in &self.pathway.arrows {
            if runs_beside(arrow).is_none() {
                self.straight(arrow, svg)?;
            }
        }
        for lane in &self.lanes {
            self.around(lane, svg)?;
        }
        for one in &self.boxes {
            one.write(self.left, svg)?;
        }
        svg.push_str("</svg>\n");
        Ok(())
    }

    /// Draws a move to the next stage.
    fn straight(&self, arrow: &PathwayArrow, svg: &mut String) -> fmt::Result {
        let x = self.left + WIDTH / 2;
        let (start, end) = (self.boxes[arrow.from].bottom(), self.boxes[arrow.to].top);
        let line = end - 8;
        writeln!(
            svg,
            r#"<path class="foothold-pathway__arrow foothold-pathway__arrow--forward" d="M {x} {start} V {line}" fill="none" stroke="{ONWARD}" stroke-width="3"/>"#
        )?;
        head(
            "arrow",
            ONWARD,
            [(x, end), (x - 7, end - 12), (x + 7, end - 12)],
            svg,
        )
    }

    /// Draws a move along a lane beside the boxes.
    fn around(&self, lane: &Lane, svg: &mut String) -> fmt::Result {
        let height =
            |(index, end): (usize, usize)| self.boxes[index].top + PADDING + END * (end + 1);
        let (start, end) = (height(lane.from), height(lane.to));
        let away = FIRST_LANE + LANE * lane.depth;
        let right = self.left + WIDTH;
        let (edge, near, turn, far, back) = match lane.side {
            Side::Left => (
                self.left,
                self.left - 8,
                self.left + 10 - away,
                self.left - away,
                self.left - 10,
            ),
            Side::Right => (
                right,
                right + 8,
                right + away - 10,
                right + away,
                right + 10,
            ),
        };
        let (name, colour, dashes) = match lane.direction {
            Direction::Forward => ("forward", ONWARD, ""),
            Direction::Back => ("back", QUIET, r#" stroke-dasharray="6 4""#),
            Direction::Sideways => ("sideways", QUIET, r#" stroke-dasharray="2 4""#),
        };
        let (leave, arrive) = if start < end {
            (start + 10, end - 10)
        } else {
            (start - 10, end + 10)
        };
        writeln!(
            svg,
            r#"<path class="foothold-pathway__arrow foothold-pathway__arrow--{name}" d="M {edge} {start} H {turn} Q {far} {start} {far} {leave} V {arrive} Q {far} {end} {turn} {end} H {near}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>"#
        )?;
        head(
            "arrow",
            colour,
            [(edge, end), (back, end - 5), (back, end + 5)],
            svg,
        )
    }
}

impl Placed<'_> {
    fn write(&self, left: usize, svg: &mut String) -> fmt::Result {
        let (top, height) = (self.top, self.height);
        let (last, stroke) = if self.stage.is_final {
            (" foothold-pathway__box--final", 4)
        } else {
            ("", 2)
        };
        writeln!(
            svg,
            r#"<rect class="foothold-pathway__box{last}" x="{left}" y="{top}" width="{WIDTH}" height="{height}" fill="{PAPER}" stroke="{INK}" stroke-width="{stroke}"/>"#
        )?;
        let x = left + PADDING;
        let mut y = top + PADDING;
        for line in &self.label {
            y += LINE;
            let (line, base) = (escaped(line), y - 5);
            writeln!(
                svg,
                r#"<text class="foothold-pathway__label" x="{x}" y="{base}" font-weight="bold" fill="{INK}">{line}</text>"#
            )?;
        }
        for line in &self.notes {
            y += LINE;
            let (line, base) = (escaped(line), y - 5);
            writeln!(
                svg,
                r#"<text class="foothold-pathway__note" x="{x}" y="{base}" fill="{QUIET}">{line}</text>"#
            )?;
        }
        if self.stage.is_start {
            let (y, dot, end) = (top + PADDING, left - 30, left - 8);
            writeln!(
                svg,
                r#"<circle class="foothold-pathway__entry" cx="{dot}" cy="{y}" r="5" fill="{INK}"/>"#
            )?;
            writeln!(
                svg,
                r#"<path class="foothold-pathway__entry" d="M {dot} {y} H {end}" fill="none" stroke="{INK}" stroke-width="2"/>"#
            )?;
            head(
                "entry",
                INK,
                [(left, y), (left - 10, y - 5), (left - 10, y + 5)],
                svg,
            )?;
        }
        Ok(())
    }
}

/// Draws the head of an arrow: its tip first, then its two other corners.
fn head(part: &str, colour: &str, corners: [(usize, usize); 3], svg: &mut String) -> fmt::Result {
    let [(tip_x, tip_y), (one_x, one_y), (two_x, two_y)] = corners;
    writeln!(
        svg,
        r#"<path class="foothold-pathway__{part}-head" d="M {tip_x} {tip_y} L {one_x} {one_y} L {two_x} {two_y} Z" fill="{colour}"/>"#
    )
}
