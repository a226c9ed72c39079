//! How long the best overall assignment takes. `matching [--write FOLDER]` also leaves the instances as CSV, for other solvers.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
    time::Instant,
};

use matching::assignment::Problem;

/// The greatest cost of an instance.
const COSTS: u64 = 10_000;

/// The generator `SplitMix64`: the same instances everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

struct Instance {
    name: &'static str,
    people: u32,
    capacities: Vec<u32>,
    pairs: Vec<(u32, u32, i64)>,
}

fn dense(name: &'static str, size: u32) -> Instance {
    let mut chance = Chance(u64::from(size));
    let cells = (0..size).flat_map(|person| (0..size).map(move |place| (person, place)));
    Instance {
        name,
        people: size,
        capacities: vec![1; size as usize],
        pairs: cells
            .map(|(person, place)| (person, place, chance.below(COSTS) as i64))
            .collect(),
    }
}

fn sparse(name: &'static str, people: u32, capacities: Vec<u32>, eligible: usize) -> Instance {
    let mut chance = Chance(u64::from(people) + eligible as u64);
    let mut pairs = Vec::with_capacity(people as usize * eligible);
    for person in 0..people {
        let mut theirs: Vec<u32> = (0..eligible)
            .map(|_| chance.below(capacities.len() as u64) as u32)
            .collect();
        theirs.sort_unstable();
        theirs.dedup();
        pairs.extend(
            theirs
                .into_iter()
                .map(|place| (person, place, chance.below(COSTS) as i64)),
        );
    }
    Instance {
        name,
        people,
        capacities,
        pairs,
    }
}

fn several(places: u64) -> Vec<u32> {
    let mut chance = Chance(places);
    (0..places).map(|_| 1 + chance.below(10) as u32).collect()
}

fn write(instance: &Instance, folder: &std::path::Path) -> std::io::Result<()> {
    let mut edges = BufWriter::new(File::create(
        folder.join(format!("{}-edges.csv", instance.name)),
    )?);
    writeln!(edges, "person,place,cost")?;
    for (person, place, cost) in &instance.pairs {
        writeln!(edges, "p{person},o{place},{cost}")?;
    }
    let mut places = BufWriter::new(File::create(
        folder.join(format!("{}-places.csv", instance.name)),
    )?);
    writeln!(places, "place,capacity")?;
    for (place, capacity) in instance.capacities.iter().enumerate() {
        writeln!(places, "o{place},{capacity}")?;
    }
    Ok(())
}

/// Returns the most memory that this process has used, in megabytes; 0 where the system does not report it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--write"), Some(folder)) => Some(PathBuf::from(folder)),
        _ => None,
    };
    let instances: [fn() -> Instance; 6] = [
        || dense("dense-500", 500),
        || sparse("sparse-5000", 5_000, vec![1; 5_000], 20),
        || sparse("several-5000", 5_000, several(800), 20),
        || sparse("crowded-50000", 50_000, vec![1; 40_000], 20),
        || sparse("sparse-50000", 50_000, vec![1; 50_000], 20),
        || dense("dense-5000", 5_000),
    ];
    for make in instances {
        let instance = make();
        if let Some(folder) = &folder {
            write(&instance, folder)?;
        }
        let capacities = instance.capacities.clone();
        let problem = Problem::from_pairs(instance.people as usize, capacities, &instance.pairs)?;
        let mut times = Vec::new();
        let mut assignment = problem.assign();
        for _ in 0..5 {
            let begun = Instant::now();
            assignment = problem.assign();
            times.push(begun.elapsed());
        }
        times.sort();
        let placed = assignment.pairs.iter().flatten().count();
        println!(
            "{}: median {:.1} ms, placed {placed} of {}, cost {}, peak {} MB",
            instance.name,
            times[2].as_secs_f64() * 1e3,
            instance.people,
            assignment.cost,
            peak()
        );
    }
    Ok(())
}
