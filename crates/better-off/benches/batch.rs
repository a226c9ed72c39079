//! How long a batch of situations takes on one core, each now and in the offer: `cargo bench -p better-off`.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::{hint::black_box, time::Instant};

use better_off::batch::{Case, Columns};

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
    let mut reader = csv::Reader::from_reader(CASES.as_bytes());
    let header = reader.headers().expect("the file has a first line").clone();
    let columns = Columns::find(&header.iter().collect::<Vec<_>>()).expect("a test reads the file");
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| {
            row.expect("a test reads the file")
                .iter()
                .map(str::to_owned)
                .collect()
        })
        .collect();
    let read = |row: &Vec<String>| {
        columns
            .read(|place| &row[place])
            .expect("a test reads the file")
    };
    let cases: Vec<Case> = rows.iter().cycle().take(SITUATIONS).map(read).collect();
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
