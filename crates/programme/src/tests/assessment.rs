use std::collections::BTreeSet;

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::{Answers, Barrier, Rating, Ratings, Readiness, suggest};

/// The made-up programme, with the answers its stages are suggested for.
fn suggesting(strand_1: &str, strand_2: &str) -> Programme {
    let mut text = include_str!("northtown.toml").to_owned();
    for (label, rule) in [("Strand 1", strand_1), ("Strand 2", strand_2)] {
        let label = format!("label = \"{label}\"\n");
        assert!(text.contains(&label));
        if !rule.is_empty() {
            text = text.replace(&label, &format!("{label}suggest_when = {{ {rule} }}\n"));
        }
    }
    Programme::parse("northtown.toml", &text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn answers(readiness: Readiness, much: &[Barrier]) -> Answers {
    let much = much.iter().map(|barrier| {
        let own = Some(Rating::Much);
        (*barrier, Ratings { own, coach: None })
    });
    let little = Ratings {
        own: Some(Rating::Little),
        coach: Some(Rating::None),
    };
    Answers {
        readiness: Some(readiness),
        ratings: [(Barrier::Support, little)]
            .into_iter()
            .chain(much)
            .collect(),
        born_on: Some(day("2008-06-15")),
    }
}

#[test]
fn each_answer_has_one_code_and_one_label_and_is_read_by_its_code_alone() {
    fn sound<T: Copy + Ord + std::fmt::Debug>(
        all: &[T],
        code: fn(T) -> &'static str,
        label: fn(T) -> &'static str,
        parse: fn(&str) -> Option<T>,
    ) {
        let distinct = |words: Vec<&str>| words.into_iter().collect::<BTreeSet<_>>().len();
        assert_eq!(
            distinct(all.iter().map(|one| code(*one)).collect()),
            all.len()
        );
        assert_eq!(
            distinct(all.iter().map(|one| label(*one)).collect()),
            all.len()
        );
        assert!(all.is_sorted());
        for one in all {
            assert_eq!(parse(code(*one)), Some(*one));
            assert!(label(*one).starts_with(char::is_uppercase) && !label(*one).ends_with('.'));
        }
        for wrong in ["", " ", "4", "HEALTH", "not_now", "health "] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
    sound(Barrier::ALL, Barrier::code, Barrier::label, Barrier::parse);
    sound(Rating::ALL, Rating::code, Rating::label, Rating::parse);
    sound(
        Readiness::ALL,
        Readiness::code,
        Readiness::label,
        Readiness::parse,
    );
    let restricted: Vec<&str> = Barrier::ALL
        .iter()
        .filter(|barrier| barrier.is_restricted())
        .map(|barrier| barrier.code())
        .collect();
    assert_eq!(
        restricted,
        ["health", "right-to-work", "offending", "safety"]
    );
}

#[test]
fn the_higher_of_two_ratings_counts() {
    use Rating::{Little, Stops};
    for (own, coach, highest) in [
        (None, None, None),
        (Some(Rating::None), None, Some(Rating::None)),
        (None, Some(Little), Some(Little)),
        (Some(Stops), Some(Little), Some(Stops)),
        (Some(Little), Some(Stops), Some(Stops)),
    ] {
        assert_eq!(Ratings { own, coach }.highest(), highest);
    }
}

#[test]
fn the_first_stage_whose_conditions_hold_is_suggested_with_the_answers_that_led_there() {
    use Barrier::{Debt, Health, Housing, Travel};
    use Readiness::{Close, NotNow, Settled, WantsTo};
    let programme = suggesting(
        "readiness = ['not-now', 'wants-to'], least_in_the_way = 2, below_age = 20",
        "readiness = ['wants-to', 'close'], most_in_the_way = 3",
    );
    for (facts, stage, because) in [
        (
            answers(NotNow, &[Health, Housing, Travel]),
            Some("strand-1"),
            vec![
                "Strand 1 matches their answer: not thinking about work or learning now.",
                "3 main barriers (including A place to live, Getting there). Strand 1 is for 2 or more.",
                "Aged 18. Strand 1 is for people under 20.",
            ],
        ),
        (
            answers(WantsTo, &[Debt]),
            Some("strand-2"),
            vec![
                "Strand 2 matches their answer: wants to, but faces barriers.",
                "1 main barrier (Money owed). Strand 2 is for 3 or fewer.",
            ],
        ),
        (
            answers(Close, &[Health]),
            Some("strand-2"),
            vec![
                "Strand 2 matches their answer: ready or nearly ready to start.",
                "1 main barrier. Strand 2 is for 3 or fewer.",
            ],
        ),
        (
            answers(NotNow, &[]),
            None,
            vec!["No main barriers. Strand 1 is for 2 or more."],
        ),
        (
            answers(Settled, &[Debt]),
            None,
            vec![
                "No stage where support can start matches their answer: in work or learning, and settled. Choose one together.",
            ],
        ),
        (
            Answers::default(),
            None,
            vec!["We do not know how the young person feels about work and learning. Ask them."],
        ),
        (
            Answers {
                born_on: None,
                ..answers(WantsTo, &[Housing, Debt])
            },
            Some("strand-2"),
            vec![
                "Strand 2 matches their answer: wants to, but faces barriers.",
                "2 main barriers (A place to live, Money owed). Strand 2 is for 3 or fewer.",
                "The date of birth is not known. Ask for it. Strand 1 is for people under 20.",
            ],
        ),
        (
            Answers {
                readiness: Some(NotNow),
                born_on: Some(day("2030-01-01")),
                ..Answers::default()
            },
            None,
            vec![
                "No barriers have been rated yet. Ask what gets in the way: Strand 1 depends on the number of main barriers (2 or more).",
                "The date of birth is in the future. Check it. Strand 1 is for people under 20.",
            ],
        ),
    ] {
        let found = suggest(&programme, &facts, day("2026-11-02"));
        let stage = stage.map(super::stage);
        assert_eq!(
            (found.stage, found.because),
            (stage, because.into_iter().map(str::to_owned).collect()),
            "{facts:?}"
        );
    }
}

#[test]
fn a_programme_that_says_nothing_of_it_suggests_no_stage() {
    let found = suggest(
        &northtown(),
        &answers(Readiness::Close, &[]),
        day("2026-11-02"),
    );
    assert_eq!(found.stage, None);
    assert_eq!(
        found.because,
        ["This programme does not suggest a stage. Choose one together."]
    );
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let rating = || prop::option::of(prop::sample::select(Rating::ALL));
    let ratings = (rating(), rating()).prop_map(|(own, coach)| Ratings { own, coach });
    (
        prop::option::of(prop::sample::select(Readiness::ALL)),
        prop::collection::btree_map(prop::sample::select(Barrier::ALL), ratings, 0..18),
        prop::option::of(0_u64..20_000),
    )
        .prop_map(|(readiness, ratings, born)| Answers {
            readiness,
            ratings,
            born_on: born.map(|days| day("1980-01-01") + Days::new(days)),
        })
}

fn any_rule() -> impl Strategy<Value = String> {
    let readiness = prop::sample::subsequence(Readiness::ALL.to_vec(), 1..=5);
    let bounds = prop::option::of((0_u8..6, 0_u8..6));
    (readiness, bounds, prop::option::of(17_u8..30)).prop_map(|(readiness, bounds, below)| {
        let readiness: Vec<String> = readiness
            .iter()
            .map(|one| format!("'{}'", one.code()))
            .collect();
        let mut rule = format!("readiness = [{}]", readiness.join(", "));
        if let Some((least, more)) = bounds {
            rule += &format!(
                ", least_in_the_way = {least}, most_in_the_way = {}",
                least + more
            );
        }
        if let Some(below) = below {
            rule += &format!(", below_age = {below}");
        }
        rule
    })
}

proptest! {
    #[test]
    fn a_suggestion_explains_itself_is_the_same_again_and_is_a_stage_to_start_in(
        rules in (any_rule(), any_rule()),
        facts in any_answers(),
        later in 0_u64..2_000,
    ) {
        let programme = suggesting(&rules.0, &rules.1);
        let today = day("2026-11-02") + Days::new(later);
        let found = suggest(&programme, &facts, today);
        prop_assert!(!found.because.is_empty());
        for sentence in &found.because {
            prop_assert!(sentence.ends_with('.') && sentence.starts_with(|first: char| !first.is_lowercase()));
            for barrier in Barrier::ALL.iter().filter(|barrier| barrier.is_restricted()) {
                prop_assert!(!sentence.contains(barrier.label()));
            }
        }
        prop_assert_eq!(&found, &suggest(&programme, &facts, today));
        if let Some(stage) = &found.stage {
            prop_assert!(programme.start(stage, today).is_ok());
            prop_assert!(facts.readiness.is_some());
        }
    }

    #[test]
    fn a_higher_rating_never_makes_less_of_a_worry(own in prop::sample::select(Rating::ALL), coach in prop::option::of(prop::sample::select(Rating::ALL))) {
        let highest = Ratings { own: Some(own), coach }.highest();
        prop_assert!(highest >= Some(own) && highest >= coach);
    }
}

#[test]
fn much_in_the_way_weighs_more_than_feeling_close() {
    let text = include_str!("../../../../programmes/kensington-and-chelsea.toml");
    let programme = Programme::parse("kc.toml", text).expect("a programme");
    for (readiness, count, expected) in [
        (Readiness::Close, 0, Some("strand-3")),
        (Readiness::Close, 3, Some("strand-3")),
        (Readiness::Close, 4, Some("strand-2")),
        (Readiness::WantsBetter, 7, Some("strand-2")),
        (Readiness::WantsTo, 0, Some("strand-2")),
        (Readiness::NotNow, 7, Some("strand-1")),
    ] {
        let found = suggest(
            &programme,
            &answers(readiness, &Barrier::ALL[..count]),
            day("2026-03-10"),
        );
        let stage = found.stage.as_ref().map(StageKey::as_str);
        assert_eq!(
            stage, expected,
            "{readiness:?} {count}: {:?}",
            found.because
        );
        assert!(count < 4 || readiness == Readiness::NotNow || found.because.len() > 1);
    }
    // Until anything was rated, what gets in the way is a question.
    let unasked = Answers {
        readiness: Some(Readiness::Close),
        ratings: Default::default(),
        born_on: None,
    };
    let found = suggest(&programme, &unasked, day("2026-03-10"));
    assert_eq!(found.stage, None);
    assert!(found.because[0].contains("Ask what gets in the way"));
}
