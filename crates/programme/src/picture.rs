//! A programme as boxes and arrows: what a drawing shows, but not how it is drawn.

use crate::{Direction, Programme, Stage};

/// The stages of a programme and the moves between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pathway {
    /// A box for each stage, in the order of the file.
    pub boxes: Vec<PathwayBox>,
    /// An arrow for each move, by the stage from which it leads; forward, back, sideways.
    pub arrows: Vec<PathwayArrow>,
}

/// A stage in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathwayBox {
    /// What the stage is called.
    pub label: String,
    /// How long it usually takes and how often someone gets in touch, where the file says. May be empty.
    pub note: String,
    /// The place from the top, counted from zero.
    pub row: usize,
    /// Whether support can start here, straight from a referral.
    pub is_start: bool,
    /// Whether this is where the programme leads to.
    pub is_final: bool,
}

/// A move in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathwayArrow {
    /// The box from which it leads, counted from zero.
    pub from: usize,
    /// The box to which it leads, counted from zero.
    pub to: usize,
    /// Where it leads.
    pub direction: Direction,
}

impl Programme {
    /// Returns the boxes and arrows of a picture of the programme.
    pub fn picture(&self) -> Pathway {
        let stages = &self.definition().stages;
        let boxes = stages.iter().enumerate().map(|(row, stage)| PathwayBox {
            label: stage.label.clone(),
            note: note(stage),
            row,
            is_start: stage.from_referral,
            is_final: stage.is_final,
        });
        let mut arrows = Vec::new();
        for (from, stage) in stages.iter().enumerate() {
            for possible in self.moves_from(&stage.key) {
                let to = stages.iter().position(|other| other.key == possible.to);
                arrows.extend(to.map(|to| PathwayArrow {
                    from,
                    to,
                    direction: possible.direction,
                }));
            }
        }
        Pathway {
            boxes: boxes.collect(),
            arrows,
        }
    }
}

fn note(stage: &Stage) -> String {
    let length = stage.usual_weeks.map(|weeks| match weeks {
        1 => "usually 1 week".to_owned(),
        more => format!("usually {more} weeks"),
    });
    let contact = stage.contact.as_ref();
    let contact = contact.map(|rule| format!("contact {}", rule.every));
    let parts: Vec<String> = length.into_iter().chain(contact).collect();
    let mut note = parts.join(", ");
    if let Some(first) = note.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    note
}
