//! Amounts side by side.

use std::fmt;

use askama::Template;

use super::lettering::{LINE_HEIGHT, lines};
use super::{Picture, Size, figures};
use crate::attributes::{component, composed};
use crate::{Cell, Table};

/// The room for a label on the smallest phone, in pixels.
const LABEL_ROOM: u32 = 164;

/// The room for an amount at the right of its label, in pixels. Both together fit on 280 pixels.
const AMOUNT_ROOM: u32 = 112;

/// The height of a bar, in pixels.
const BAR_HEIGHT: u32 = 20;

/// The space below a bar, in pixels.
const GAP: u32 = 14;

/// Amounts side by side, as horizontal bars.
///
/// ```
/// # use govuk::chart::Bars;
/// let bars = Bars::new("by-stage", "Young people by stage")
///     .of("Stage", "Young people")
///     .bar("Referred", 12)
///     .withheld("Enrolled", "fewer than 10");
/// assert!(bars.to_string().contains("Referred: 12"));
/// ```
#[derive(Clone, Debug)]
pub struct Bars {
    id: String,
    title: String,
    label_head: String,
    amount_head: String,
    bars: Vec<Bar>,
}

#[derive(Clone, Debug)]
struct Bar {
    label: String,
    /// `None` when the amount must not be shown.
    amount: Option<u64>,
    words: String,
}

component! { BarsDrawing }
composed! { Bars }

impl Bars {
    /// Makes a chart without bars yet. The ids within start with `id`.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            label_head: "Name".to_owned(),
            amount_head: "Number".to_owned(),
            bars: Vec::new(),
        }
    }

    /// Names the two columns of the table: what is counted by, and what is counted.
    pub fn of(mut self, label: impl Into<String>, amount: impl Into<String>) -> Self {
        self.label_head = label.into();
        self.amount_head = amount.into();
        self
    }

    /// Adds an amount.
    pub fn bar(self, label: impl Into<String>, amount: u64) -> Self {
        self.bar_saying(label, amount, amount.to_string())
    }

    /// Adds an amount with its own words, such as "12 days" or "£340.00".
    pub fn bar_saying(
        mut self,
        label: impl Into<String>,
        amount: u64,
        words: impl Into<String>,
    ) -> Self {
        self.bars.push(Bar {
            label: label.into(),
            amount: Some(amount),
            words: words.into(),
        });
        self
    }

    /// Adds an amount that is withheld, such as "fewer than 10". Its bar has no length.
    pub fn withheld(mut self, label: impl Into<String>, words: impl Into<String>) -> Self {
        self.bars.push(Bar {
            label: label.into(),
            amount: None,
            words: words.into(),
        });
        self
    }

    fn table(&self) -> Table {
        self.bars.iter().fold(
            Table::new(&self.title)
                .caption_hidden()
                .column(&self.label_head)
                .numeric_column(&self.amount_head),
            |table, bar| table.row([Cell::from(&bar.label), Cell::from(&bar.words)]),
        )
    }

    fn drawing(&self) -> BarsDrawing {
        let most = self
            .bars
            .iter()
            .filter_map(|bar| bar.amount)
            .max()
            .unwrap_or(0)
            .max(1);
        let mut rows = Vec::new();
        let mut top = 0;
        for bar in &self.bars {
            let label = lines(&bar.label, LABEL_ROOM);
            let words = lines(&bar.words, AMOUNT_ROOM);
            let height = LINE_HEIGHT * u32::try_from(label.len().max(words.len())).unwrap_or(1);
            rows.push(BarsRow {
                label: placed(label, top),
                words: placed(words, top),
                bar_top: top + height + 4,
                percent: bar.amount.unwrap_or(0) as f64 * 100.0 / most as f64,
            });
            top += height + 4 + BAR_HEIGHT + GAP;
        }
        BarsDrawing { rows, height: top }
    }
}

impl fmt::Display for Bars {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drawing = self.drawing();
        let amounts: Vec<String> = self
            .bars
            .iter()
            .map(|bar| format!("{}: {}", bar.label, bar.words))
            .collect();
        let picture = Picture {
            id: &self.id,
            title: &self.title,
            description: amounts.join("; "),
            size: Size::Fluid {
                height: drawing.height,
            },
            drawing,
            figures: figures(self.table()),
        };
        write!(formatter, "{picture}")
    }
}

#[derive(Template)]
#[template(path = "bars.html")]
struct BarsDrawing {
    rows: Vec<BarsRow>,
    height: u32,
}

struct BarsRow {
    label: Vec<PlacedLine>,
    words: Vec<PlacedLine>,
    bar_top: u32,
    percent: f64,
}

struct PlacedLine {
    text: String,
    baseline: u32,
}

/// Puts lines one below the other. Letters sit on their baseline, a quarter of a line above its end.
fn placed(lines: Vec<String>, top: u32) -> Vec<PlacedLine> {
    let baselines = (1..).map(|number| top + LINE_HEIGHT * number - LINE_HEIGHT / 4);
    lines
        .into_iter()
        .zip(baselines)
        .map(|(text, baseline)| PlacedLine { text, baseline })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fills_the_width_and_the_others_follow() {
        let drawing = Bars::new("b", "Bars")
            .bar("One", 5)
            .bar("Two", 20)
            .withheld("Three", "fewer than 10")
            .drawing();
        let percents: Vec<f64> = drawing.rows.iter().map(|row| row.percent).collect();
        assert_eq!(percents, [25.0, 100.0, 0.0]);
    }

    #[test]
    fn no_bars_and_only_zeros_are_drawn_without_harm() {
        assert_eq!(Bars::new("b", "Bars").drawing().height, 0);
        assert_eq!(
            Bars::new("b", "Bars").bar("None", 0).drawing().rows[0].percent,
            0.0
        );
    }
}
