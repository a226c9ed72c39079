//! How one amount depends on another, as a line.

use std::fmt;

use askama::Template;

use super::{Picture, Size, figures};
use crate::attributes::{component, composed};
use crate::{Cell, Table};

/// The size of the drawing, in pixels: what the smallest phone has room for.
const SIZE: (u32, u32) = (320, 288);

/// Where the plot starts and ends, in pixels.
const PLOT: (u32, u32, u32, u32) = (72, 12, 304, 236);

/// A curve of amounts in pence over steps, such as hours.
///
/// ```
/// # use govuk::chart::Curve;
/// let curve = Curve::new("by-hours", "Left by hours a week")
///     .of("Hours a week", "Left each month")
///     .point(0, 33_858, "£338.58", "")
///     .point(1, 35_974, "£359.74", "");
/// assert!(curve.to_string().contains("£359.74"));
/// ```
#[derive(Clone, Debug)]
pub struct Curve {
    id: String,
    title: String,
    step_head: String,
    amount_head: String,
    points: Vec<Point>,
}

#[derive(Clone, Debug)]
struct Point {
    step: u32,
    amount: i64,
    words: String,
    /// What is special here; empty where nothing is.
    mark: String,
}

component! { CurveDrawing }
composed! { Curve }

impl Curve {
    /// Makes a curve without points yet. The ids within start with `id`.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            step_head: "Step".to_owned(),
            amount_head: "Amount".to_owned(),
            points: Vec::new(),
        }
    }

    /// Names the two columns of the table: the steps, and the amounts.
    pub fn of(mut self, step: impl Into<String>, amount: impl Into<String>) -> Self {
        self.step_head = step.into();
        self.amount_head = amount.into();
        self
    }

    /// Adds a point, in the order of steps: an amount in pence, in words, and what is special there, which can be empty.
    pub fn point(
        mut self,
        step: u32,
        amount: i64,
        words: impl Into<String>,
        mark: impl Into<String>,
    ) -> Self {
        self.points.push(Point {
            step,
            amount,
            words: words.into(),
            mark: mark.into(),
        });
        self
    }

    fn table(&self) -> Table {
        self.points.iter().fold(
            Table::new(&self.title)
                .caption_hidden()
                .column(&self.step_head)
                .numeric_column(&self.amount_head)
                .column("Note"),
            |table, point| {
                table.row([
                    Cell::new(point.step.to_string()),
                    Cell::from(&point.words),
                    Cell::from(&point.mark),
                ])
            },
        )
    }

    fn drawing(&self) -> CurveDrawing {
        let amounts = || self.points.iter().map(|point| point.amount);
        let (least, most) = (amounts().min().unwrap_or(0), amounts().max().unwrap_or(0));
        let grain = grain(most - least.min(0));
        let bottom = least.min(0).div_euclid(grain) * grain;
        let top = (most.div_euclid(grain) + 1) * grain;
        let (left, above, right, below) = PLOT;
        let last = self.points.last().map_or(1, |point| point.step).max(1);
        let x = |step: u32| left + (right - left) * step / last;
        let y = |amount: i64| {
            let part = (amount - bottom) as f64 / (top - bottom) as f64;
            f64::from(below) - part * f64::from(below - above)
        };
        let marked = self.points.iter().filter(|point| !point.mark.is_empty());
        CurveDrawing {
            line: self
                .points
                .iter()
                .map(|point| format!("{},{:.1}", x(point.step), y(point.amount)))
                .collect::<Vec<_>>()
                .join(" "),
            marks: marked
                .map(|point| (x(point.step), y(point.amount)))
                .collect(),
            across: (0..)
                .map(|number| bottom + grain * number)
                .take_while(|amount| *amount <= top)
                .map(|amount| (y(amount), pounds(amount)))
                .collect(),
            along: (0..=last)
                .step_by(10)
                .map(|step| (x(step), step.to_string()))
                .collect(),
            step_head: self.step_head.clone(),
            nothing: y(0),
            edges: PLOT,
        }
    }
}

/// Returns the distance of the lines across, so that there are at most six: 1, 2 or 5 pounds by tens.
fn grain(range: i64) -> i64 {
    let tens = (0..8).flat_map(|power| [1, 2, 5].map(|first| first * 100 * 10_i64.pow(power)));
    tens.into_iter()
        .find(|grain| range / grain < 5)
        .unwrap_or(100)
}

fn pounds(pence: i64) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    format!("{sign}£{}", pence.abs() / 100)
}

impl fmt::Display for Curve {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.points.iter().enumerate().filter(|(place, point)| {
            place % 10 == 0 || !point.mark.is_empty() || place + 1 == self.points.len()
        });
        let words: Vec<String> = words
            .map(|(_, point)| {
                let mark = if point.mark.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", point.mark)
                };
                format!("{}: {}{mark}", point.step, point.words)
            })
            .collect();
        let picture = Picture {
            id: &self.id,
            title: &self.title,
            description: words.join("; "),
            size: Size::Fixed {
                width: SIZE.0,
                height: SIZE.1,
            },
            drawing: self.drawing(),
            figures: figures(self.table()),
        };
        write!(formatter, "{picture}")
    }
}

#[derive(Template)]
#[template(path = "curve.html")]
struct CurveDrawing {
    line: String,
    marks: Vec<(u32, f64)>,
    across: Vec<(f64, String)>,
    along: Vec<(u32, String)>,
    step_head: String,
    nothing: f64,
    edges: (u32, u32, u32, u32),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_lies_in_the_plot_and_marks_lie_on_the_line() {
        let curve = (0..=40).fold(Curve::new("c", "Curve"), |curve, step: u32| {
            let amount = i64::from(step) * 2900 - 26_142;
            let mark = if step == 16 {
                "an hour more leaves less"
            } else {
                ""
            };
            curve.point(step, amount, pounds(amount), mark)
        });
        let drawing = curve.drawing();
        let points = drawing.line.split(' ').map(|point| {
            let (x, y) = point.split_once(',').unwrap();
            (x.parse::<f64>().unwrap(), y.parse::<f64>().unwrap())
        });
        for (x, y) in points {
            assert!(
                (72.0..=304.0).contains(&x) && (12.0..=236.0).contains(&y),
                "{x} {y}"
            );
        }
        assert_eq!(drawing.marks.len(), 1);
        assert!(drawing.across.len() <= 8);
        assert!((12.0..=236.0).contains(&drawing.nothing));
    }

    #[test]
    fn an_empty_and_a_flat_curve_are_drawn_without_harm() {
        assert!(Curve::new("c", "Curve").to_string().contains("<svg"));
        let flat = Curve::new("c", "Curve").point(0, 0, "£0", "");
        assert!(flat.to_string().contains("£0"));
    }
}
