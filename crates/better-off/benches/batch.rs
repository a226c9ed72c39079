//! How long a batch of situations takes on one core, each now and in the offer: `cargo bench -p better-off`.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::{hint::black_box, time::Instant};

use better_off::batch::{Columns, Situation};

const CASES: &str = include_str!("../tests/cases/cases.csv");

/// How many situations a batch has.
const SITUATIONS: usize = 10_000;

/// How often it is worked out; the fastest and the middle are printed.
const ROUNDS: usize = 21;

fn times(mut of: impl FnMut()) -> (f64, f64) {
    let mut took: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            of();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    (took[0], took[ROUNDS / 2])
}

fn main() {
    let mut lines = CASES
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>());
    let columns = Columns::find(&lines.next().unwrap_or_default()).expect("a test reads the file");
    let rows: Vec<Vec<&str>> = lines.collect();
    let read = |row: &Vec<&'static str>| {
        columns
            .read(|place| row[place])
            .expect("a test reads the file")
    };
    let cases: Vec<Situation> = rows.iter().cycle().take(SITUATIONS).map(read).collect();
    let (fastest, middle) = times(|| {
        for case in &cases {
            let answer = case.answer();
            black_box((answer.now, answer.offer));
        }
    });
    println!(
        "{SITUATIONS} situations, now and offer: {fastest:.1} ms at best, {middle:.1} ms in the middle of {ROUNDS}"
    );
    let (fastest, middle) = times(|| {
        for row in rows.iter().cycle().take(SITUATIONS) {
            black_box(read(row).answer().columns());
        }
    });
    println!(
        "the same, from fields as text to columns as text: {fastest:.1} ms at best, {middle:.1} ms in the middle"
    );
}
