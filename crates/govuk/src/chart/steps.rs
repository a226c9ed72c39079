//! A pathway, step by step.

use std::fmt;

use askama::Template;

use super::lettering::{LINE_HEIGHT, lines};
use super::{Picture, Size, figures};
use crate::attributes::{component, composed};
use crate::{Cell, Table};

/// The width of a box, in pixels: what the smallest phone has room for.
const BOX_WIDTH: u32 = 280;

/// The space between a box and its words, in pixels.
const PADDING: u32 = 12;

/// The length of an arrow, in pixels.
const ARROW: u32 = 32;

/// A pathway, step by step, as boxes with arrows between them.
///
/// ```
/// # use govuk::chart::{StepState, Steps};
/// let pathway = Steps::new("pathway", "From referral to work")
///     .step("Referred", "First contact within 5 working days", StepState::Done)
///     .step("Enrolled", "", StepState::Current);
/// assert!(pathway.to_string().contains("Enrolled"));
/// ```
#[derive(Clone, Debug)]
pub struct Steps {
    id: String,
    title: String,
    steps: Vec<Step>,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// The pathway is drawn for no one in particular.
    #[default]
    Plain,
    /// It is done.
    Done,
    /// It is where the young person is now.
    Current,
}

impl StepState {
    /// The word for what the colour of the box shows.
    fn word(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Done => "Done",
            Self::Current => "Now",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Done => " foothold-chart__box--done",
            Self::Current => " foothold-chart__box--current",
        }
    }
}

#[derive(Clone, Debug)]
struct Step {
    name: String,
    note: String,
    state: StepState,
}

component! { StepsDrawing }
composed! { Steps }

impl Steps {
    /// Makes a pathway without steps yet. The ids within start with `id`.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            steps: Vec::new(),
        }
    }

    /// Adds a step with a note, which can be empty.
    pub fn step(
        mut self,
        name: impl Into<String>,
        note: impl Into<String>,
        state: StepState,
    ) -> Self {
        self.steps.push(Step {
            name: name.into(),
            note: note.into(),
            state,
        });
        self
    }

    fn table(&self) -> Table {
        self.steps.iter().fold(
            Table::new(&self.title)
                .caption_hidden()
                .column("Step")
                .column("Note")
                .column("State"),
            |table, step| {
                table.row([
                    Cell::from(&step.name),
                    Cell::from(&step.note),
                    Cell::from(step.state.word()),
                ])
            },
        )
    }

    fn drawing(&self) -> StepsDrawing {
        let mut boxes = Vec::new();
        let mut top = 2;
        for step in &self.steps {
            let line = |text: String, strong| BoxLine {
                text,
                strong,
                baseline: 0,
            };
            let room = BOX_WIDTH - 2 * PADDING;
            let note = if step.note.is_empty() {
                Vec::new()
            } else {
                lines(&step.note, room)
            };
            let word = step.state.word();
            let state = if word.is_empty() {
                Vec::new()
            } else {
                vec![word.to_owned()]
            };
            let mut all: Vec<BoxLine> = lines(&step.name, room)
                .into_iter()
                .map(|text| line(text, true))
                .collect();
            all.extend(note.into_iter().chain(state).map(|text| line(text, false)));
            let mut end = top + PADDING;
            for line in &mut all {
                end += LINE_HEIGHT;
                line.baseline = end - LINE_HEIGHT / 4;
            }
            boxes.push(StepBox {
                top,
                height: end + PADDING - top,
                lines: all,
                class: step.state.class(),
            });
            top = end + PADDING + ARROW;
        }
        StepsDrawing {
            height: top.saturating_sub(ARROW) + 2,
            boxes,
        }
    }
}

impl fmt::Display for Steps {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drawing = self.drawing();
        let names: Vec<String> = self
            .steps
            .iter()
            .map(|step| match step.state {
                StepState::Plain => step.name.clone(),
                state => format!("{} ({})", step.name, state.word()),
            })
            .collect();
        let picture = Picture {
            id: &self.id,
            title: &self.title,
            description: names.join(", then "),
            size: Size::Fixed {
                width: BOX_WIDTH + 4,
                height: drawing.height,
            },
            drawing,
            figures: figures(self.table()),
        };
        write!(formatter, "{picture}")
    }
}

#[derive(Template)]
#[template(path = "steps.html")]
struct StepsDrawing {
    boxes: Vec<StepBox>,
    height: u32,
}

struct StepBox {
    top: u32,
    height: u32,
    lines: Vec<BoxLine>,
    class: &'static str,
}

struct BoxLine {
    text: String,
    strong: bool,
    baseline: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_stand_below_each_other_and_hold_their_words() {
        let drawing = Steps::new("s", "Steps")
            .step(
                "A stage with a name that needs more than one line of a box",
                "A note",
                StepState::Done,
            )
            .step("Second", "", StepState::Plain)
            .drawing();
        assert_eq!(
            drawing.boxes[1].top,
            drawing.boxes[0].top + drawing.boxes[0].height + ARROW
        );
        for step in &drawing.boxes {
            assert!(
                step.lines
                    .iter()
                    .all(|line| line.baseline < step.top + step.height)
            );
        }
        assert!(drawing.boxes[1].top + drawing.boxes[1].height <= drawing.height);
    }
}
