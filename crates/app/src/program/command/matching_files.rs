//! The command `match`: reads possible pairs, prints the best whole assignment.

use std::{
    collections::HashMap,
    fs::File,
    io::{BufWriter, Read, Write},
    path::Path,
    process::ExitCode,
};

use csv::{ByteRecord, Reader};
use matching::assignment::{Assignment, Problem, ProblemError};

use super::say_error;

/// Names, in order of appearance.
#[derive(Default)]
struct Names {
    numbers: HashMap<Vec<u8>, u32>,
    all: Vec<Vec<u8>>,
}

impl Names {
    /// Returns the number of a name; a new name gets a new one.
    fn number(&mut self, name: &[u8]) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).expect("no file has so many names");
        self.all.push(name.to_vec());
        self.numbers.insert(name.to_vec(), number);
        number
    }

    fn shown(&self, number: usize) -> String {
        String::from_utf8_lossy(&self.all[number]).into_owned()
    }
}

/// The pairs of a file, with the names behind their numbers.
#[derive(Default)]
struct Pairs {
    people: Names,
    places: Names,
    capacities: Vec<u32>,
    pairs: Vec<(u32, u32, i64)>,
}

/// Finds the columns by their names in the first line.
fn columns<const N: usize>(
    file: &str,
    reader: &mut Reader<impl Read>,
    wanted: [&str; N],
) -> Result<[usize; N], String> {
    let heads = reader
        .byte_headers()
        .map_err(|error| format!("{file}: {error}"))?
        .clone();
    let mut found = [0; N];
    for (column, name) in found.iter_mut().zip(wanted) {
        let is_it = |head: &[u8]| {
            let head = String::from_utf8_lossy(head);
            head.trim_start_matches('\u{feff}')
                .trim()
                .eq_ignore_ascii_case(name)
        };
        *column = heads.iter().position(is_it).ok_or_else(|| {
            format!(
                "{file}: the first line has no column {name}; it needs {}",
                wanted.join(",")
            )
        })?;
    }
    Ok(found)
}

fn line(record: &ByteRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

/// Returns a cell that must hold a name.
fn name<'r>(file: &str, record: &'r ByteRecord, at: usize, what: &str) -> Result<&'r [u8], String> {
    match record.get(at).map(<[u8]>::trim_ascii) {
        Some(name) if !name.is_empty() => Ok(name),
        _ => Err(format!("{file}: line {} has no {what}", line(record))),
    }
}

fn number<T: std::str::FromStr>(
    file: &str,
    record: &ByteRecord,
    at: usize,
    what: &str,
) -> Result<T, String> {
    let cell = record.get(at).unwrap_or_default().trim_ascii();
    let text = std::str::from_utf8(cell).unwrap_or_default();
    text.parse().map_err(|_| {
        let shown = String::from_utf8_lossy(cell);
        format!(
            "{file}: line {}: {what} {shown:?} is not a whole number",
            line(record)
        )
    })
}

impl Pairs {
    /// Reads who could go where, at what cost.
    ///
    /// Errors: a sentence with the file, the line and what is wrong there.
    fn read(file: &str, from: impl Read) -> Result<Self, String> {
        let mut reader = Reader::from_reader(from);
        let [person, place, cost] = columns(file, &mut reader, ["person", "place", "cost"])?;
        let mut read = Self::default();
        let mut record = ByteRecord::new();
        let mut last = None;
        while reader
            .read_byte_record(&mut record)
            .map_err(|error| format!("{file}: {error}"))?
        {
            let who = name(file, &record, person, "person")?;
            // The pairs of one person are mostly next to each other.
            let who = match last {
                Some(number) if read.people.all[number as usize] == who => number,
                _ => read.people.number(who),
            };
            last = Some(who);
            let place = read.places.number(name(file, &record, place, "place")?);
            let cost = number(file, &record, cost, "the cost")?;
            read.pairs.push((who, place, cost));
        }
        read.capacities = vec![1; read.places.all.len()];
        Ok(read)
    }

    /// Reads how many each place takes; one that is not listed takes one.
    fn read_capacities(&mut self, file: &str, from: impl Read) -> Result<(), String> {
        let mut reader = Reader::from_reader(from);
        let [place, capacity] = columns(file, &mut reader, ["place", "capacity"])?;
        let mut record = ByteRecord::new();
        let mut seen = std::collections::HashSet::new();
        while reader
            .read_byte_record(&mut record)
            .map_err(|error| format!("{file}: {error}"))?
        {
            let place = self.places.number(name(file, &record, place, "place")?);
            if !seen.insert(place) {
                let named = self.places.shown(place as usize);
                return Err(format!(
                    "{file}: line {}: {named} is listed twice",
                    line(&record)
                ));
            }
            // A place that no one could go to counts as not filled.
            self.capacities.resize(self.places.all.len(), 1);
            self.capacities[place as usize] = number(file, &record, capacity, "the capacity")?;
        }
        Ok(())
    }

    fn problem(&self, file: &str) -> Result<Problem, String> {
        let people = self.people.all.len();
        Problem::from_pairs(people, self.capacities.clone(), &self.pairs).map_err(|error| {
            let what = match error {
                ProblemError::Twice { person, place } => format!(
                    "{} and {} are listed together twice",
                    self.people.shown(person),
                    self.places.shown(place as usize)
                ),
                other => other.to_string(),
            };
            format!("{file}: {what}")
        })
    }

    fn write(&self, problem: &Problem, made: &Assignment, to: impl Write) -> csv::Result<()> {
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(["person", "place", "cost"])?;
        for (person, pair) in made.pairs.iter().enumerate() {
            let Some((place, cost)) = pair.and_then(|pair| problem.pairs(person).nth(pair)) else {
                continue;
            };
            writer.write_field(&self.people.all[person])?;
            writer.write_field(&self.places.all[place as usize])?;
            writer.write_field(cost.to_string())?;
            writer.write_record(None::<&[u8]>)?;
        }
        writer.flush()?;
        Ok(())
    }

    /// Sums up how many were placed, at what cost, and what is left over.
    fn totals(&self, made: &Assignment) -> String {
        let placed = made.pairs.iter().flatten().count();
        let seats: u64 = self.capacities.iter().map(|one| u64::from(*one)).sum();
        format!(
            "placed: {placed} of {} people, total cost: {}, without a place: {}, places not filled: {} of {seats}",
            self.people.all.len(),
            made.cost,
            self.people.all.len() - placed,
            seats - placed as u64,
        )
    }
}

/// Prints the best whole assignment as CSV, and the totals on standard error.
pub(super) fn assign(edges: &Path, places: Option<&Path>) -> Result<ExitCode, String> {
    let open = |path: &Path| {
        let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok::<_, String>((path.display().to_string(), file))
    };
    let (file, from) = open(edges)?;
    let mut read = Pairs::read(&file, from)?;
    if let Some(places) = places {
        let (file, from) = open(places)?;
        read.read_capacities(&file, from)?;
    }
    let problem = read.problem(&file)?;
    // The solver has a copy of its own, laid out by person.
    read.pairs = Vec::new();
    let made = problem.assign();
    // If the reader has gone away, that is not an error.
    let _gone = read.write(&problem, &made, BufWriter::new(std::io::stdout().lock()));
    say_error(&read.totals(&made));
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::super::matching_files::*;

    fn assigned(edges: &str, places: Option<&str>) -> Result<(String, String), String> {
        let mut read = Pairs::read("edges.csv", edges.as_bytes())?;
        if let Some(places) = places {
            read.read_capacities("places.csv", places.as_bytes())?;
        }
        let problem = read.problem("edges.csv")?;
        let made = problem.assign();
        let mut out = Vec::new();
        read.write(&problem, &made, &mut out).unwrap();
        Ok((String::from_utf8(out).unwrap(), read.totals(&made)))
    }

    #[test]
    fn pairs_come_in_and_the_best_assignment_goes_out() {
        let edges = "\u{feff}person,place,cost\nSolene,\"Zoo, the\",3\nSolene,Parks,1\nMillie,Parks,1\nTara,Parks,0\n";
        let (out, totals) = assigned(edges, None).unwrap();
        assert_eq!(
            out,
            "person,place,cost\nSolene,\"Zoo, the\",3\nTara,Parks,0\n"
        );
        assert_eq!(
            totals,
            "placed: 2 of 3 people, total cost: 3, without a place: 1, places not filled: 0 of 2"
        );
    }

    #[test]
    fn a_place_takes_as_many_as_it_says_and_columns_stand_in_any_order() {
        let edges = "cost,place,person\n5,Parks,Solene\n2,Parks,Millie\n1,Shop,Millie\n";
        let places = "place,capacity\nParks,2\nShop,0\nLibrary,3\n";
        let (out, totals) = assigned(edges, Some(places)).unwrap();
        assert_eq!(out, "person,place,cost\nSolene,Parks,5\nMillie,Parks,2\n");
        assert!(totals.ends_with("places not filled: 3 of 5"), "{totals}");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let table = [
            (
                "person,place\na,b\n",
                "edges.csv: the first line has no column cost; it needs person,place,cost",
            ),
            (
                "person,place,cost\na,b,1.5\n",
                "edges.csv: line 2: the cost \"1.5\" is not a whole number",
            ),
            (
                "person,place,cost\na,,1\n",
                "edges.csv: line 2 has no place",
            ),
            (
                "person,place,cost\na,b,1\na,b,2\n",
                "edges.csv: a and b are listed together twice",
            ),
        ];
        for (edges, expected) in table {
            assert_eq!(assigned(edges, None).unwrap_err(), expected);
        }
        let edges = "person,place,cost\na,b,1\n";
        for (places, expected) in [
            (
                "place,capacity\nb,-1\n",
                "places.csv: line 2: the capacity \"-1\" is not a whole number",
            ),
            (
                "place,capacity\nb,1\nb,2\n",
                "places.csv: line 3: b is listed twice",
            ),
        ] {
            assert_eq!(assigned(edges, Some(places)).unwrap_err(), expected);
        }
        assert_eq!(
            assigned("person,place,cost\n", None).unwrap().0,
            "person,place,cost\n"
        );
    }
}
