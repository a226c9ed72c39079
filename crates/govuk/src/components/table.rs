//! Rows and columns.

use std::borrow::Cow;

use askama::Template;
use askama::filters::Safe;

use crate::attributes::{Extra, component, extra_methods};
use crate::{Html, Size};

/// Rows and columns. A cell takes the look of its column.
///
/// ```
/// # use govuk::{Cell, Table, Tag};
/// let table = Table::new("Open referrals")
///     .column("Name")
///     .column("State")
///     .numeric_column("Days")
///     .row([Cell::from("Kai"), Cell::from(Tag::new("New")), Cell::from(3)]);
/// assert!(table.to_string().contains("govuk-table__cell--numeric"));
/// ```
#[derive(Template, Clone, Debug)]
#[template(path = "table.html")]
pub struct Table {
    caption: Html,
    caption_size: Option<Size>,
    caption_hidden: bool,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    first_cell_is_header: bool,
    scrolls: bool,
    stacks: bool,
    extra: Extra,
}

#[derive(Clone, Debug)]
struct Column {
    text: Html,
    numeric: bool,
    class: Option<&'static str>,
}

/// A cell, where a row and a column meet.
#[derive(Clone, Debug)]
pub struct Cell {
    content: Html,
    numeric: bool,
    columns: u32,
    rows: u32,
    extra: Extra,
}

component! { Table }
extra_methods! { Cell Table }

impl<Content: Into<Html>> From<Content> for Cell {
    fn from(content: Content) -> Self {
        Self {
            content: content.into(),
            numeric: false,
            columns: 1,
            rows: 1,
            extra: Extra::default(),
        }
    }
}

impl Cell {
    /// Makes a cell.
    pub fn new(content: impl Into<Html>) -> Self {
        Self::from(content)
    }

    /// Aligns a number right, in a column that is not numeric.
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// Lets it span several columns.
    pub fn columns(mut self, columns: u32) -> Self {
        self.columns = columns;
        self
    }

    /// Lets it span several rows.
    pub fn rows(mut self, rows: u32) -> Self {
        self.rows = rows;
        self
    }
}

impl Table {
    /// Makes a table without columns yet. An empty caption draws none.
    pub fn new(caption: impl Into<Html>) -> Self {
        Self {
            caption: caption.into(),
            caption_size: None,
            caption_hidden: false,
            columns: Vec::new(),
            rows: Vec::new(),
            first_cell_is_header: false,
            scrolls: false,
            stacks: false,
            extra: Extra::default(),
        }
    }

    /// Sets the size of the caption.
    pub fn caption_size(mut self, size: Size) -> Self {
        self.caption_size = Some(size);
        self
    }

    /// Hides the caption from sight, where a heading says the same. A screen reader still says it.
    pub fn caption_hidden(mut self) -> Self {
        self.caption_hidden = true;
        self
    }

    /// Adds a column.
    pub fn column(mut self, text: impl Into<Html>) -> Self {
        self.columns.push(Column {
            text: text.into(),
            numeric: false,
            class: None,
        });
        self
    }

    /// Adds a column of numbers, aligned right.
    pub fn numeric_column(mut self, text: impl Into<Html>) -> Self {
        self.columns.push(Column {
            text: text.into(),
            numeric: true,
            class: None,
        });
        self
    }

    /// Adds a column whose head has a class, for its width.
    pub fn column_with_class(mut self, text: impl Into<Html>, class: &'static str) -> Self {
        self.columns.push(Column {
            text: text.into(),
            numeric: false,
            class: Some(class),
        });
        self
    }

    /// Adds a row.
    pub fn row<Content: Into<Cell>>(mut self, cells: impl IntoIterator<Item = Content>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// Adds several rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// Makes the first cell of each row its header.
    pub fn first_cell_is_header(mut self) -> Self {
        self.first_cell_is_header = true;
        self
    }

    /// Draws the text small, to show more of it.
    pub fn small(self) -> Self {
        self.class("govuk-table--small-text-until-tablet")
    }

    /// Lets a wide table scroll sideways on a narrow screen, with the keyboard as well.
    pub fn scrollable(mut self) -> Self {
        self.scrolls = true;
        self
    }

    /// Draws each row as a block of its own on a narrow screen, every cell under the name of its column.
    pub fn stacking(mut self) -> Self {
        self.stacks = true;
        self
    }

    /// Lets a reader sort the rows by a column, where scripts run: each head becomes a button.
    pub fn sortable(self) -> Self {
        self.attribute("data-sortable", "")
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the words of a column's head, without the links in it.
    fn label(&self, index: usize) -> Safe<Cow<'_, str>> {
        let head = self.columns.get(index).map_or("", |one| one.text.as_str());
        if !head.contains('<') {
            return Safe(head.into());
        }
        let mut label = String::new();
        for part in head.split('<') {
            label.push_str(part.split_once('>').map_or(part, |(_, words)| words));
        }
        Safe(label.into())
    }

    /// Returns a role where the styling of the table on a phone would hide that it is a table.
    fn role(&self, role: &'static str) -> Safe<&'static str> {
        Safe(if self.stacks { role } else { "" })
    }

    fn is_numeric(&self, index: usize, cell: &Cell) -> bool {
        cell.numeric || self.columns.get(index).is_some_and(|column| column.numeric)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_a_stacking_table_carries_the_words_of_its_column() {
        let head = Html::link("/people?sort=name", "Name & \"nickname\"");
        let table = Table::new("People").column(head).row(["Kai"]).stacking();
        let drawn = table.to_string();
        assert!(
            drawn.contains("data-label=\"Name &#38; &#34;nickname&#34;\""),
            "{drawn}"
        );
        assert!(drawn.contains("role=\"columnheader\""), "{drawn}");
        let plain = Table::new("People").column("Name").row(["Kai"]);
        assert!(!plain.to_string().contains("role="));
    }
}
