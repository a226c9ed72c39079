//! Movements between stages.

mod layout;

use std::fmt;

use super::{Picture, Size, figures};
use crate::attributes::composed;
use crate::{Cell, Table};

/// Movements between stages, as a picture of bands.
///
/// ```
/// # use govuk::chart::Flow;
/// let flow = Flow::new("moves", "Movements this year")
///     .stage("referred", "Referred")
///     .stage("enrolled", "Enrolled")
///     .movement("referred", "enrolled", 34);
/// assert!(flow.to_string().contains("34 from Referred to Enrolled"));
/// ```
#[derive(Clone, Debug)]
pub struct Flow {
    id: String,
    title: String,
    stages: Vec<Stage>,
    movements: Vec<Movement>,
}

#[derive(Clone, Debug)]
struct Stage {
    key: String,
    name: String,
}

#[derive(Clone, Debug)]
struct Movement {
    from: usize,
    to: usize,
    count: u64,
}

composed! { Flow }

impl Flow {
    /// Makes a picture without stages yet. The ids within start with `id`.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            stages: Vec::new(),
            movements: Vec::new(),
        }
    }

    /// Adds a stage, in the order of the pathway.
    pub fn stage(mut self, key: impl Into<String>, name: impl Into<String>) -> Self {
        self.stages.push(Stage {
            key: key.into(),
            name: name.into(),
        });
        self
    }

    /// Adds how many moved from one stage to another. A movement of 0 is not drawn.
    ///
    /// Panics when there is no stage with this key, because the picture would then not show what was counted.
    pub fn movement(mut self, from: &str, to: &str, count: u64) -> Self {
        let (from, to) = (self.index(from), self.index(to));
        if count > 0 {
            self.movements.push(Movement { from, to, count });
        }
        self
    }

    fn index(&self, key: &str) -> usize {
        let index = self.stages.iter().position(|stage| stage.key == key);
        index.unwrap_or_else(|| panic!("{key} is not a stage of the picture"))
    }

    fn name(&self, index: usize) -> &str {
        &self.stages[index].name
    }

    fn table(&self) -> Table {
        self.movements.iter().fold(
            Table::new(&self.title)
                .caption_hidden()
                .column("From")
                .column("To")
                .numeric_column("Number"),
            |table, movement| {
                let (from, to) = (self.name(movement.from), self.name(movement.to));
                table.row([Cell::from(from), Cell::from(to), Cell::from(movement.count)])
            },
        )
    }
}

impl fmt::Display for Flow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drawing = self.drawing();
        let words: Vec<String> = self
            .movements
            .iter()
            .map(|movement| {
                format!(
                    "{} from {} to {}",
                    movement.count,
                    self.name(movement.from),
                    self.name(movement.to)
                )
            })
            .collect();
        let picture = Picture {
            id: &self.id,
            title: &self.title,
            description: words.join("; "),
            size: Size::Fixed {
                width: drawing.width,
                height: drawing.height,
            },
            drawing,
            figures: figures(self.table()),
        };
        write!(formatter, "{picture}")
    }
}
