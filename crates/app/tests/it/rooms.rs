//! The rooms of the application: which way they point, and that nothing leads in a circle. Computed from what each file names.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{Source, hold, sources};

/// The rooms, each of which may name those before it.
const ROOMS: [&str; 11] = [
    "shell",
    "post",
    "office",
    "person",
    "engagement",
    "care",
    "money",
    "work",
    "own",
    "views",
    "program",
];

/// The files of a slice that nobody else opens: what others may use stands in its `mod.rs`.
const INSIDE: [&str; 5] = ["model", "queries", "forms", "pages", "handlers"];

/// Reaches into another slice, and why each stays.
const REACHES: &[(&str, &str, &str)] = &[];

/// A path from the crate's root: `person`, `people`, `Person`.
type Name = Vec<String>;

/// Returns the module that a file is.
fn module(source: &Source, src: &str) -> Name {
    let within = source.path.strip_prefix(src).unwrap();
    let within = within.trim_end_matches(".rs").trim_end_matches("/mod");
    let parts = within.split('/').filter(|part| *part != "lib");
    parts.map(str::to_owned).collect()
}

/// Spells a use tree out: `a::{b, c::{self, d}}` is `a::b`, `a::c` and `a::c::d`.
fn spelt_out(tree: &str, before: &[String], found: &mut Vec<Name>) {
    let (path, group) = match tree.split_once('{') {
        Some((path, group)) => (path, group.trim().strip_suffix('}')),
        None => (tree.split(" as ").next().unwrap_or(tree), None),
    };
    let parts = path.split("::").map(str::trim);
    let parts = parts.filter(|part| !part.is_empty() && *part != "self");
    let mut whole = before.to_vec();
    whole.extend(parts.map(str::to_owned));
    let Some(group) = group else {
        found.push(whole);
        return;
    };
    let (mut depth, mut start) = (0, 0);
    for (place, letter) in group.char_indices().chain([(group.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !group[start..place].trim().is_empty() {
                    spelt_out(group[start..place].trim(), &whole, found);
                }
                start = place + 1;
            }
            _ => {}
        }
    }
}

/// Returns what a file names of its own crate, outside of its tests, each as a path from the crate's root.
fn named(source: &Source, module: &[String]) -> BTreeSet<Name> {
    let code = source.outside_of_tests();
    let mut found = Vec::new();
    let mut rest = code.as_str();
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    while let Some(start) = ["crate::", "super::"]
        .iter()
        .filter_map(|root| rest.find(root))
        .min()
    {
        let is_whole = !rest[..start].ends_with(is_part);
        let in_use = rest[..start].trim_end_matches(' ').ends_with("use");
        let end = if in_use {
            rest[start..].find(';')
        } else {
            rest[start..].find(|letter: char| !is_part(letter))
        };
        let end = start + end.unwrap_or(rest.len() - start);
        if is_whole {
            spelt_out(&rest[start..end].replace('\n', " "), &[], &mut found);
        }
        rest = &rest[end.max(start + 1)..];
    }
    let absolute = |path: Name| {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let base = match path[0].as_str() {
            "crate" => return path[1..].to_vec(),
            _ => &module[..module.len().saturating_sub(ups)],
        };
        [base, &path[ups..]].concat()
    };
    found.into_iter().map(absolute).collect()
}

/// Returns everything that leads from one to another and back, as one circle each.
fn circles(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let reach = |from: &String| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(one) = next.pop() {
            for to in edges.get(one).into_iter().flatten() {
                if seen.insert(to) {
                    next.push(to);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<_, _> = edges.keys().map(|one| (one, reach(one))).collect();
    let mut found = BTreeSet::new();
    for (one, all) in &reached {
        if all.contains(one) {
            let back = all.iter().filter(|to| {
                let from = reached.get(**to);
                from.is_some_and(|from| from.contains(*one))
            });
            let circle: BTreeSet<&str> = back.map(|one| one.as_str()).collect();
            found.insert(circle.into_iter().collect::<Vec<_>>().join(", "));
        }
    }
    found.into_iter().collect()
}

#[test]
fn rooms_point_one_way_and_slices_lead_in_no_circle() {
    let src = "crates/app/src/";
    let place = |room: &str| ROOMS.iter().position(|known| *known == room);
    let (mut broken, mut edges) = (Vec::new(), BTreeMap::<String, BTreeSet<String>>::new());
    for source in sources("crates/app/src", ".rs")
        .into_iter()
        .filter(Source::is_product)
    {
        let own = module(&source, src);
        let (Some(room), true) = (own.first().and_then(|room| place(room)), own.len() > 1) else {
            continue;
        };
        for path in named(&source, &own) {
            let Some(to) = path.first().and_then(|room| place(room)) else {
                continue;
            };
            if to > room {
                broken.push(format!("{} names {}", source.path, path.join("::")));
            }
            if path.len() < 2 || path[..2] == own[..2] {
                continue;
            }
            edges
                .entry(own[..2].join("::"))
                .or_default()
                .insert(path[..2].join("::"));
            let is_inside = path.len() > 3 && INSIDE.contains(&path[2].as_str());
            let may = REACHES
                .iter()
                .any(|(from, into, _)| *from == source.path && *into == path.join("::"));
            if is_inside && !may {
                broken.push(format!("{} reaches into {}", source.path, path.join("::")));
            }
        }
    }
    assert!(edges.len() > 40, "the slices were not found: {edges:?}");
    hold(
        "A room names those before it, and a slice names what another says in its mod.rs. What needs both sides is a page of its own, above them.",
        &broken,
    );
    hold(
        "Slices that name each other are one slice in two folders: nobody can change or read one of them alone.",
        &circles(&edges),
    );
}

#[test]
fn modules_of_the_pure_crates_lead_in_no_circle() {
    let mut broken = Vec::new();
    for name in [
        "better-off",
        "programme",
        "matching",
        "returns",
        "lists",
        "values",
        "uploads",
    ] {
        let src = format!("crates/{name}/src/");
        let mut edges = BTreeMap::<String, BTreeSet<String>>::new();
        for source in sources(&format!("crates/{name}/src"), ".rs") {
            let own = module(&source, &src);
            if own.is_empty() {
                continue;
            }
            for path in named(&source, &own) {
                // A name of the root is what the crate shows to others; a module of its own folder is a part of it.
                let is_file = |upto: usize| {
                    let path = format!("{src}{}", path[..upto].join("/"));
                    let root = crate::tidy::root();
                    root.join(format!("{path}.rs")).exists() || root.join(path).is_dir()
                };
                let deepest = (1..=path.len()).rev().find(|upto| is_file(*upto));
                let Some(deepest) = deepest.filter(|upto| !own.starts_with(&path[..*upto])) else {
                    continue;
                };
                if !path[..deepest].starts_with(&own) {
                    let to = path[..deepest].join("::");
                    edges.entry(own.join("::")).or_default().insert(to);
                }
            }
        }
        broken.extend(
            circles(&edges)
                .into_iter()
                .map(|one| format!("{name}: {one}")),
        );
    }
    hold(
        "Two modules that name each other have a third subject between them. Give it a file of its own, below both.",
        &broken,
    );
}

#[test]
fn a_circle_and_a_use_tree_are_seen() {
    let mut found = Vec::new();
    spelt_out("crate::{a::{self, b as c}, d::*}", &[], &mut found);
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["crate::a", "crate::a::b", "crate::d::*"]);
    let edge = |from: &str, to: &str| (from.to_owned(), BTreeSet::from([to.to_owned()]));
    let edges = BTreeMap::from([
        edge("a", "b"),
        edge("b", "c"),
        edge("c", "a"),
        edge("d", "a"),
    ]);
    assert_eq!(circles(&edges), ["a, b, c"]);
}
