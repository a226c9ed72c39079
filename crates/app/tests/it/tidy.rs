//! House rules that the compiler cannot hold, read from the source. Each says why when it is broken.
//!
//! The rules look at plain text, line by line. Where a rule is wrong about a line, the exception stands beside the rule with its reason.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

/// One file of the repository.
pub(crate) struct Source {
    /// Its path from the root of the repository.
    pub(crate) path: String,
    text: String,
}

impl Source {
    /// Returns the lines of code, with their numbers: no comments, and nothing from the unit tests on.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .take_while(|line| line.trim_end() != "#[cfg(test)]")
            .zip(1..)
            .map(|(line, number)| (number, line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Returns `path:line: text` of the lines of code that a rule is broken by.
    fn lines_with(&self, is_broken: impl Fn(&str) -> bool) -> Vec<String> {
        self.code()
            .filter(|(_, line)| is_broken(line))
            .map(|(number, line)| format!("{}:{number}: {}", self.path, line.trim()))
            .collect()
    }

    /// Returns the code without comments and without its unit tests. A line that only names the module of the tests ends nothing.
    pub(crate) fn outside_of_tests(&self) -> String {
        let lines: Vec<&str> = self.text.lines().collect();
        let is_tests = |place: usize| {
            lines[place].trim_end() == "#[cfg(test)]"
                && lines.get(place + 1).is_some_and(|next| next.ends_with('{'))
        };
        let end = (0..lines.len()).find(|place| is_tests(*place));
        let code = lines[..end.unwrap_or(lines.len())].iter();
        let code = code.filter(|line| !line.trim_start().starts_with("//"));
        code.copied().collect::<Vec<_>>().join("\n")
    }

    /// Returns whether the file is part of a program, and not a test or a build script.
    pub(crate) fn is_product(&self) -> bool {
        self.path.contains("/src/") && !self.path.contains("/tests")
    }

    /// Returns the layer of a slice that the file belongs to: the first of these names on its path.
    fn layer(&self) -> Option<&'static str> {
        let within = self.path.strip_prefix("crates/app/src/")?;
        let mut parts = within.split('/').map(|part| part.trim_end_matches(".rs"));
        parts.find_map(|part| {
            ["model", "queries", "forms", "pages", "handlers"]
                .into_iter()
                .find(|layer| *layer == part)
        })
    }
}

pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap().to_owned()
}

/// Returns every file with an ending, below a folder, in a lasting order.
pub(crate) fn sources(folder: &str, ending: &str) -> Vec<Source> {
    let root = root();
    let (mut found, mut folders) = (Vec::new(), vec![root.join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            if path.is_dir() {
                if !["target", "node_modules"].contains(&name.as_ref()) {
                    folders.push(path);
                }
            } else if name.ends_with(ending) {
                found.push(Source {
                    path: path.strip_prefix(&root).unwrap().display().to_string(),
                    text: std::fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn rust() -> Vec<Source> {
    sources("crates", ".rs")
}

/// Fails with the reason of a rule and the places where it is broken.
pub(crate) fn hold(reason: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{reason}\n  {}", broken.join("\n  "));
}

/// Returns whether a word stands in a line by itself, and not as a part of another.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(start, _)| {
        let (before, after) = (&line[..start], &line[start + word.len()..]);
        !before.ends_with(is_part) && !after.starts_with(is_part)
    })
}

#[test]
fn the_wall_clock_and_chance_come_from_one_file() {
    let forbidden = [
        "Utc::now",
        "Local::now",
        "SystemTime::now",
        "getrandom",
        "now_v7",
        "new_v4",
        "rand::",
    ];
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product() && source.path != "crates/app/src/shell/clock.rs")
        .flat_map(|source| source.lines_with(|line| forbidden.iter().any(|one| line.contains(one))))
        .collect();
    hold(
        "Time and random ids are parameters; only clock.rs reads the machine's. Otherwise a test cannot set the day, and a write that \
         runs twice does two different things.",
        &broken,
    );
}

#[test]
fn a_route_is_made_by_the_table_alone() {
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product() && source.path != "crates/app/src/shell/web/routes.rs")
        .flat_map(|source| {
            source.lines_with(|line| {
                [
                    ".route(",
                    ".route_service(",
                    ".nest(",
                    ".nest_service(",
                    "Router::new",
                ]
                .iter()
                .any(|one| line.contains(one))
            })
        })
        .collect();
    hold(
        "A route stands in the grid of role, action and record because web::Routes adds it to the router and to the table at once.",
        &broken,
    );
}

/// What each crate may depend on among ours, and which heavy library is its alone.
const CRATES: [(&str, &[&str], &[&str]); 12] = [
    ("values", &[], &[]),
    ("lists", &["values"], &["csv"]),
    ("uploads", &[], &[]),
    ("programme", &["values"], &[]),
    ("better-off", &["values", "programme"], &[]),
    ("matching", &["values", "programme"], &[]),
    ("returns", &["values", "programme"], &["csv"]),
    ("govuk", &[], &["askama"]),
    ("visitor", &[], &["axum", "tower"]),
    ("policy", &["values", "programme"], &["cedar-policy"]),
    (
        "store",
        &["values", "programme", "uploads"],
        &["sea-orm", "sea-orm-migration", "tokio"],
    ),
    (
        "app",
        &[
            "values",
            "programme",
            "better-off",
            "matching",
            "returns",
            "lists",
            "govuk",
            "policy",
            "store",
            "visitor",
        ],
        &[
            "askama",
            "axum",
            "clap",
            "csv",
            "getrandom",
            "tokio",
            "tower",
        ],
    ),
];

/// Libraries that only some crates may name.
const HEAVY: [&str; 10] = [
    "askama",
    "axum",
    "cedar-policy",
    "clap",
    "csv",
    "getrandom",
    "sea-orm",
    "sea-orm-migration",
    "tokio",
    "tower",
];

fn manifest(path: &str) -> Table {
    std::fs::read_to_string(root().join(path))
        .unwrap()
        .parse()
        .unwrap()
}

/// Returns the names of what a manifest depends on, for the program, its build and its tests.
fn dependencies(manifest: &Table) -> BTreeSet<String> {
    ["dependencies", "build-dependencies", "dev-dependencies"]
        .iter()
        .filter_map(|kind| manifest.get(*kind)?.as_table())
        .flat_map(Table::keys)
        .cloned()
        .collect()
}

#[test]
fn cargo_run_means_the_application() {
    let workspace = manifest("Cargo.toml");
    let named = workspace["workspace"]["default-members"].as_array();
    let named: Vec<_> = named
        .into_iter()
        .flatten()
        .filter_map(|one| one.as_str())
        .collect();
    assert_eq!(
        named,
        ["crates/app"],
        "the README's first command names no program, so cargo must know which one is meant"
    );
}

#[test]
fn crates_point_one_way() {
    let mut broken = Vec::new();
    let members: BTreeSet<&str> = CRATES.iter().map(|(name, ..)| *name).collect();
    for source in sources("crates", "Cargo.toml") {
        let name = source.path.split('/').nth(1).unwrap();
        let Some((_, ours, heavy)) = CRATES.iter().find(|(known, ..)| *known == name) else {
            broken.push(format!(
                "{}: say in tidy.rs where the crate stands",
                source.path
            ));
            continue;
        };
        for dependency in dependencies(&source.text.parse().unwrap()) {
            let dependency = dependency.as_str();
            let is_wrong = members.contains(dependency) && !ours.contains(&dependency)
                || HEAVY.contains(&dependency) && !heavy.contains(&dependency);
            if is_wrong {
                broken.push(format!("{} names {dependency}", source.path));
            }
        }
    }
    hold(
        "The direction is app → policy, store, govuk, visitor, returns, better-off, matching, lists → programme → values, and nothing points back. Pure \
         crates name no clock, SQL or HTTP, so that others can use them and they test in a second.",
        &broken,
    );
}

/// Returns the lines of a layer in which one of these words stands.
fn named_in(layer: &str, words: &[&str]) -> Vec<String> {
    rust()
        .iter()
        .filter(|source| source.layer() == Some(layer))
        .flat_map(|source| source.lines_with(|line| words.iter().any(|word| has_word(line, word))))
        .collect()
}

/// What queries may name of the policy: roles are a code list that rows hold, and a worker is what they are read into.
const OF_THE_POLICY: [&str; 2] = ["use policy::Role;", "use policy::{Role, Worker};"];

#[test]
fn queries_know_no_page_and_no_policy() {
    let mut broken = named_in("queries", &["axum", "askama", "policy"]);
    broken.retain(|line| !OF_THE_POLICY.iter().any(|kept| line.ends_with(kept)));
    hold(
        "A query answers whoever asks; who may ask is decided before, and what is shown is worded after. That keeps queries usable by \
         jobs, imports and reports.",
        &broken,
    );
}

#[test]
fn whose_rows_they_are_is_asked_in_one_place() {
    let by_hand = ["CouncilId.eq(", "council_id: Set(", "find_by_id("];
    // The council's own table has no owner.
    let may = "council::";
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product() && source.path.starts_with("crates/app/src/"))
        .flat_map(|source| {
            source.lines_with(|line| {
                by_hand.iter().any(|one| line.contains(one)) && !line.contains(may)
            })
        })
        .filter(|line| !line.contains("/council.rs") && !line.contains("demo/queries/office.rs"))
        .collect();
    hold(
        "entity::of(council), find, change, remove, row and insert ask for the owner, so that no query can forget it. A filter written by \
         hand is one that somebody leaves out some day.",
        &broken,
    );
}

#[test]
fn a_mod_file_says_what_is_in_its_folder() {
    let starts = [
        "fn ",
        "async fn ",
        "struct ",
        "enum ",
        "impl ",
        "trait ",
        "macro_rules!",
    ];
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| {
            source.path.starts_with("crates/app/src/") && source.path.ends_with("/mod.rs")
        })
        .flat_map(|source| {
            source.lines_with(|line| {
                let what = line
                    .trim_start_matches("pub")
                    .trim_start_matches("(crate)")
                    .trim_start_matches("(super)")
                    .trim_start();
                starts.iter().any(|start| what.starts_with(start))
                    && !what.starts_with("fn routes()")
            })
        })
        .collect();
    hold(
        "A room, a slice, and a slice's queries, forms, pages and handlers are folders whose mod.rs says what is in them, with the routes and no \
         logic. Any other file that grows keeps its name, and its parts are in the folder of that name.",
        &broken,
    );
}

#[test]
fn what_is_absent_is_none() {
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product() && !source.path.starts_with("crates/policy/"))
        .flat_map(|source| source.lines_with(|line| line.contains("Uuid::nil()")))
        .collect();
    hold(
        "An id that may be absent is an Option, and NULL in its column: an id that means nothing is one that somebody compares some day. Only \
         the policy writes such ids, since Cedar has no null.",
        &broken,
    );
}

#[test]
fn a_stage_changes_in_one_place() {
    let writes = ["move_on(tx", "set_version(tx", "enrolments::enrol("];
    let may = [
        "crates/app/src/person/stages/",
        "crates/app/src/person/enrolments/",
    ];
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product() && source.path.starts_with("crates/app/src/"))
        .filter(|source| !may.iter().any(|folder| source.path.starts_with(folder)))
        .flat_map(|source| source.lines_with(|line| writes.iter().any(|one| line.contains(one))))
        .collect();
    hold(
        "A stage is written by person/stages, which asks the engine first and computes what is due. Call stages::place or stages::follow.",
        &broken,
    );
}

/// Files that name both the ORM and a page, and why.
const BOTH: &[&str] = &[
    // A draft is kept by the layer before the handlers, which has the request and nothing else.
    "crates/app/src/shell/web/drafts.rs",
];

#[test]
fn no_file_both_queries_and_shows() {
    let names = |source: &Source, words: &[&str]| {
        let code = source.outside_of_tests();
        code.lines()
            .any(|line| words.iter().any(|word| has_word(line, word)))
    };
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product() && source.path.starts_with("crates/app/src/"))
        .filter(|source| !BOTH.contains(&&*source.path))
        .filter(|source| names(source, &["orm", "entities"]))
        .filter(|source| names(source, &["askama", "axum", "govuk"]))
        .map(|source| source.path.clone())
        .collect();
    hold(
        "Whatever it is called, a file that names the ORM queries, and one that names askama, axum or GOV.UK components shows. One that does \
         both cannot be used by a job or a report, and its words cannot be tested without a database.",
        &broken,
    );
}

#[test]
fn pages_and_forms_know_no_database() {
    let mut broken = named_in("pages", &["store"]);
    broken.extend(named_in("forms", &["store"]));
    hold(
        "A page holds words and a form holds what was typed. Neither reads a row, so that both are tested without a database.",
        &broken,
    );
}

#[test]
fn models_are_pure() {
    hold(
        "A slice's model holds types and rules; a rule that waits or queries cannot be tested as a table of cases.",
        &named_in("model", &["async", "await", "store", "axum", "askama"]),
    );
}

#[test]
fn handlers_write_no_queries_and_no_policies() {
    hold(
        "A handler reads like the user's story: decide, query, show. SQL belongs to queries.rs and rules of who may to policies.cedar.",
        &named_in(
            "handlers",
            &["sea_orm", "orm", "entities", "cedar", "cedar_policy"],
        ),
    );
}

#[test]
fn templates_hold_nothing_inline() {
    let broken: Vec<String> = sources("crates", ".html")
        .iter()
        .flat_map(|source| {
            source
                .text
                .lines()
                .zip(1..)
                .filter(|(line, _)| is_inline(&line.to_lowercase()))
                .map(|(line, number)| format!("{}:{number}: {}", source.path, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    hold(
        "The content security policy allows no inline script and no inline style, so a page that has one is broken in every browser.",
        &broken,
    );
}

fn is_inline(line: &str) -> bool {
    // A block of data is never run, and the policy says nothing about it.
    let data = line
        .matches("<script type=\"application/ld+json\">")
        .count();
    let scripts = line.matches("<script").count() - data;
    let has_handler = line.match_indices(" on").any(|(start, _)| {
        let rest = &line[start + 3..];
        let name = rest.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
        name.len() < rest.len() && name.starts_with('=')
    });
    scripts > line.matches("src=").count()
        || line.contains("<style")
        || line.contains(" style=")
        || line.contains("javascript:")
        || has_handler
}

#[test]
fn the_rule_about_inline_script_knows_one_when_it_sees_one() {
    for (line, inline) in [
        (
            "<script type=\"module\" src=\"{{ layout.script() }}\"></script>",
            false,
        ),
        ("<script>alert(1)</script>", true),
        ("<a onclick=\"x()\">", true),
        ("<p>based on={{ x }}</p>", false),
        ("<p style=\"color: red\">", true),
        ("<p>on a day</p>", false),
    ] {
        assert_eq!(is_inline(line), inline, "{line}");
    }
}

#[test]
fn code_names_no_council() {
    let councils = ["kensington", "westminster", "hackney"];
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product())
        .flat_map(|source| {
            source.lines_with(|line| {
                let line = line.to_lowercase();
                councils.iter().any(|council| line.contains(council))
            })
        })
        .collect();
    hold(
        "What differs between councils is in programme files. A council's name in code is a rule that the next council cannot change.",
        &broken,
    );
}

/// Files that may be long, and why.
const MAY_BE_LONG: &[(&str, &str)] = &[];

#[test]
fn whatever_was_done_is_said_in_words() {
    let place = "crates/app/src/shell/web/said.toml";
    let said: Table = sources("crates/app/src/shell/web", "said.toml")
        .into_iter()
        .find(|file| file.path == place)
        .and_then(|file| toml::from_str(&file.text).ok())
        .unwrap();
    // What young people read is said on their own frame, and what the holder of a link reads on the page itself.
    let own: Vec<Source> = rust()
        .into_iter()
        .filter(|file| {
            let places = ["/own", "/outside", "/answering.rs"];
            places.iter().any(|place| file.path.contains(place))
        })
        .collect();
    let is_said = |code: &str| {
        let quoted = format!("\"{code}\"");
        said.contains_key(code) || own.iter().any(|file| file.text.contains(&quoted))
    };
    let mut broken = Vec::new();
    for file in rust() {
        let code = file.code().filter(|_| file.path.contains("/src/"));
        for (number, line) in code {
            for rest in line.split("said=").skip(1) {
                let code: String = rest
                    .chars()
                    .take_while(|letter| letter.is_ascii_lowercase() || *letter == '-')
                    .collect();
                if !code.is_empty() && !is_said(&code) {
                    broken.push(format!("{}:{number}: {code}", file.path));
                }
            }
        }
    }
    hold(
        "A redirect says what was done: its code needs words in said.toml",
        &broken,
    );
}

#[test]
fn a_file_is_read_in_one_sitting() {
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product())
        .filter(|source| !MAY_BE_LONG.iter().any(|(path, _)| *path == source.path))
        .filter_map(|source| {
            let tests = source
                .text
                .lines()
                .position(|line| line.trim_end() == "#[cfg(test)]");
            let lines = tests.unwrap_or_else(|| source.text.lines().count());
            (lines > 400).then(|| format!("{}: {lines} lines without its tests", source.path))
        })
        .collect();
    hold(
        "A file that does not fit in a head has two subjects. Move one of them to a file of its own.",
        &broken,
    );
}

/// Where a warning is allowed rather than expected, and why.
const ALLOWS: &[(&str, &str)] = &[(
    "crates/store/src/entities/mod.rs",
    "a macro's import is used by some of its tables only, and an expectation would fail for the others",
)];

#[test]
fn a_warning_is_expected_and_not_allowed() {
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| !ALLOWS.iter().any(|(path, _)| *path == source.path))
        .flat_map(|source| {
            source.lines_with(|line| {
                line.contains(concat!("#[", "allow(")) || line.contains(concat!("#![", "allow("))
            })
        })
        .collect();
    hold(
        "#[expect(lint, reason = \"…\")] says why, and complains once the reason is gone. #[allow] stays for ever.",
        &broken,
    );
}

#[test]
fn every_module_says_what_it_is() {
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product() && !source.text.starts_with("//! "))
        .map(|source| source.path.clone())
        .collect();
    hold(
        "A module begins with a sentence on what it is; the next person reads it before anything else.",
        &broken,
    );
}

#[test]
fn each_dependency_has_been_decided() {
    let decisions: String = sources("docs/decisions", ".md")
        .into_iter()
        .map(|source| source.text)
        .collect();
    let mut needed = BTreeSet::new();
    for source in sources("crates", "Cargo.toml") {
        needed.extend(dependencies(&source.text.parse().unwrap()));
    }
    let workspace = manifest("Cargo.toml");
    let shared = workspace["workspace"]["dependencies"].as_table().unwrap();
    needed.extend(shared.keys().cloned());
    let broken: Vec<_> = needed
        .into_iter()
        .filter(|name| {
            !shared
                .get(name)
                .and_then(Value::as_table)
                .is_some_and(|table| table.contains_key("path"))
        })
        .filter(|name| !decisions.contains(&format!("`{name}`")))
        .collect();
    hold(
        "A dependency is somebody else's code that runs with everything we hold. docs/decisions/ says of each what it is for and what \
         was considered instead; name it there in backticks.",
        &broken,
    );
}

/// Words that say nothing about what a thing is, and those of the field that the house words replace.
const EMPTY_WORDS: [&str; 11] = [
    "data", "info", "manager", "service", "util", "utils", "helper", "helpers", "user", "client",
    "case",
];

/// Names that hold such a word all the same, where, and why.
const NAMES_KEPT: &[(&str, &str, &str)] = &[
    (
        "ServiceNavigation",
        "crates/govuk/",
        "what GOV.UK Frontend calls it",
    ),
    (
        "service_navigation",
        "crates/govuk/",
        "what GOV.UK Frontend calls it",
    ),
    (
        "service_name",
        "crates/govuk/",
        "what GOV.UK Frontend calls it",
    ),
    (
        "service_url",
        "crates/govuk/",
        "what GOV.UK Frontend calls it",
    ),
    (
        "data",
        "crates/app/src/shell/config.rs",
        "the setting of the data folder, as administrators know it",
    ),
    (
        "data",
        "crates/app/src/program/command",
        "the flag of the data folder, as administrators know it",
    ),
];

/// Returns the name that a line declares, if it declares one: an item, a field or a variable.
fn declared(line: &str) -> Option<&str> {
    let mut words = line.split(|letter: char| letter.is_whitespace() || letter == '(');
    let mut word = words.find(|word| {
        ![
            "pub",
            "pub(crate)",
            "pub(super)",
            "crate)",
            "super)",
            "in",
            "async",
            "const",
            "unsafe",
            "",
        ]
        .contains(word)
    })?;
    let is_item = [
        "struct",
        "enum",
        "trait",
        "type",
        "fn",
        "mod",
        "static",
        "let",
        "macro_rules!",
    ]
    .contains(&word);
    if is_item {
        word = words.find(|word| !["mut", ""].contains(word))?;
    } else if !line.contains(&format!("{word} ")) || !word.ends_with(':') || word.ends_with("::") {
        return None;
    }
    let end = word
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(word.len());
    Some(&word[..end]).filter(|name| !name.is_empty())
}

/// Returns the words of a name, in small letters.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if letter == '_' || letter.is_uppercase() {
            words.push(String::new());
        }
        if letter != '_' {
            words.last_mut().unwrap().extend(letter.to_lowercase());
        }
    }
    words
}

fn is_empty_name(path: &str, name: &str) -> bool {
    let is_kept = NAMES_KEPT
        .iter()
        .any(|(kept, at, _)| *kept == name && path.starts_with(at));
    !is_kept
        && words_of(name)
            .iter()
            .any(|word| EMPTY_WORDS.contains(&word.as_str()))
}

#[test]
fn names_say_what_a_thing_is() {
    let broken: Vec<_> = rust()
        .iter()
        .filter(|source| source.is_product())
        .flat_map(|source| {
            source.lines_with(|line| {
                declared(line.trim()).is_some_and(|name| is_empty_name(&source.path, name))
            })
        })
        .collect();
    hold(
        "Data, info, manager, service, util and helper fit everything and so say nothing; user, client and case have a word of the house.",
        &broken,
    );
}

#[test]
fn the_rule_about_names_reads_declarations() {
    for (line, name) in [
        ("pub(crate) struct RouteInfo {", Some("RouteInfo")),
        ("pub data: PathBuf,", Some("data")),
        ("let mut info = 3;", Some("info")),
        ("pub async fn find(tx: &mut ReadTx)", Some("find")),
        ("Self::data(x)", None),
        ("x.info(y);", None),
    ] {
        assert_eq!(declared(line), name, "{line}");
    }
    let at = "crates/govuk/src/lib.rs";
    assert!(is_empty_name(at, "RouteInfo") && is_empty_name(at, "user_id"));
    assert!(!is_empty_name(at, "Information") && !is_empty_name(at, "ServiceNavigation"));
}

#[test]
fn every_story_that_the_rows_name_is_told() {
    let rows = std::fs::read_to_string(root().join("docs/rows.md")).unwrap();
    let told: String = sources("crates/app/tests/it/stories", ".rs")
        .into_iter()
        .map(|source| source.text)
        .collect();
    let named = rows.split('`').skip(1).step_by(2);
    let stories = named.filter(|name| name.contains('_') && !name.contains('/'));
    let lost: Vec<&str> = stories
        .filter(|name| !told.contains(&format!("{name},")))
        .collect();
    assert!(
        lost.is_empty(),
        "docs/rows.md names stories that are not told: {lost:?}"
    );
}
