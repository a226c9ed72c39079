//! What is said about an offer: cases worked out by hand, and what must hold for every one.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::collections::BTreeMap;

use better_off::{
    Refusal,
    hours::{Jump, curve},
    lines::lines,
    parameters::{Rules, Sure},
    question::{FIELDS, Question},
    remarks::{beside, remarks},
    term::{self, Change, columns},
    universal_credit::LhaSize,
    weeks::{Event, two_paydays, weeks},
};
use chrono::NaiveDate;
use proptest::prelude::*;
use values::Pence;

const TODAY: &str = "2026-11-20";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

type Fields = BTreeMap<String, String>;

/// A care leaver of 20 who rents in Inner South East London, offered a full-time job at the minimum for 18 to 20.
fn fields(more: &[(&str, &str)]) -> Fields {
    let usual = [
        ("born_on", "2006-03-01"),
        ("care_leaver", "yes"),
        ("borough", "SOUTHWARK"),
        ("brma", "INNER_SOUTH_EAST_LONDON"),
        ("tenure", "private"),
        ("rent_month", "1250"),
        ("council_tax_relief", "yes"),
        ("hours", "40"),
        ("hourly_pay", "10.85"),
        ("starts_on", "2026-12-01"),
        ("ends_on", "2027-05-31"),
    ];
    let all = usual.iter().chain(more);
    all.map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

fn read(fields: &Fields) -> Result<Question, Vec<Refusal>> {
    Question::read(day(TODAY), |name| {
        fields.get(name).map_or("", String::as_str)
    })
}

fn asked(more: &[(&str, &str)]) -> Question {
    read(&fields(more)).unwrap()
}

fn left(question: &Question, on: &str) -> i64 {
    term::with(question, day(on)).left().pence().0
}

#[test]
fn the_25th_birthday_costs_a_care_leaver_the_one_bed_rate() {
    let question = asked(&[
        ("born_on", "2002-01-15"),
        ("hourly_pay", "12.71"),
        ("hours", "37.5"),
        ("ends_on", "2027-03-20"),
    ]);
    let columns = columns(&question);
    let days: Vec<_> = columns.iter().map(|column| column.on).collect();
    assert_eq!(days, [day("2026-12-01"), day("2027-01-15")]);
    assert_eq!(columns[1].because, [Change::Birthday(25)]);
    assert_eq!(columns[0].now.uc.paid.pence(), Pence(141_392));
    assert_eq!(columns[1].now.uc.paid.pence(), Pence(107_490));
    let (before, after) = (&columns[0].offer, &columns[1].offer);
    assert_eq!(before.uc.lha_size, Some(LhaSize::Bedrooms(1)));
    assert_eq!(after.uc.lha_size, Some(LhaSize::Shared));
    // Rent 1,250 met in full at 24; 650 of it at 25, with 86.32 more of the standard allowance.
    let fall = before.income().pence().0 - after.income().pence().0;
    assert_eq!(fall, (125_000 - 65_000) - 8632);
    assert_eq!(fall, 51_368);
}

#[test]
fn what_the_council_takes_off_for_care_leavers_ends_with_the_25th_birthday() {
    let question = asked(&[("born_on", "2002-01-15"), ("hourly_pay", "12.71")]);
    let bill = |on| term::with(&question, day(on)).council_tax.bill;
    assert_eq!(bill("2027-01-14").pence(), Pence(0));
    assert_eq!(bill("2027-01-15").pence(), Pence(8197));
}

#[test]
fn what_nobody_can_mean_is_refused_and_breaks_nothing() {
    for (name, text) in [
        ("starts_on", "+262142-12-01"),
        ("first_payday", "+262142-12-30"),
        ("born_on", "-262143-01-01"),
        ("hourly_pay", "100000"),
        ("child_ages", "1,1,1,1,1,1,1,1,1,1,1,1,1"),
        ("on", "2199-01-01"),
    ] {
        let refusals = read(&fields(&[(name, text)])).unwrap_err();
        assert!(refusals.iter().any(|one| one.field == name), "{name}");
    }
}

#[test]
fn a_new_year_that_nobody_knows_yet_is_said() {
    let question = asked(&[("ends_on", "2028-05-31")]);
    let columns = columns(&question);
    let new = columns
        .iter()
        .find(|column| column.because.contains(&Change::NotKnown));
    assert!(new.is_some_and(|column| column.on == day("2027-04-01") && column.is_assumed));
}

#[test]
fn what_is_left_by_hours_is_what_was_worked_out_by_hand() {
    let social = [("tenure", "social"), ("rent_month", "560")];
    let june = [
        ("tenure", "supported"),
        ("rent_month", "1100"),
        ("starts_on", "2026-06-15"),
        ("on", "2026-06-15"),
    ];
    let supported = [("tenure", "supported"), ("rent_month", "1100")];
    for (more, on, expected) in [
        (
            &june[..],
            "2026-06-15",
            [33858, 50784, 59247, 49046, 55628, 68527, 80375],
        ),
        (
            &supported[..],
            "2026-12-01",
            [33858, 50784, 59247, 66343, 72925, 85824, 97672],
        ),
        (
            &[][..],
            "2026-12-01",
            [16392, 50784, 59247, 67710, 76173, 92757, 107_990],
        ),
        (
            &[("care_leaver", "no")][..],
            "2026-12-01",
            [-26142, -9216, -753, 7710, 16173, 32757, 47990],
        ),
        (
            &social[..],
            "2026-12-01",
            [33858, 50784, 59247, 67710, 76173, 92757, 108_738],
        ),
    ] {
        let question = asked(more);
        let curve = curve(&question, day(on));
        let found = [0, 8, 12, 16, 20, 30, 40].map(|hours| curve.points[hours].left.0);
        assert_eq!(found, expected, "{more:?}");
    }
}

#[test]
fn the_step_that_losing_universal_credit_made_is_marked_until_october_2026() {
    let supported = [
        ("tenure", "supported"),
        ("rent_month", "1100"),
        ("starts_on", "2026-06-15"),
    ];
    let question = asked(&supported);
    let falls = |on| {
        let jumps = curve(&question, day(on)).jumps;
        let downs = jumps
            .iter()
            .filter(|(_, jump)| matches!(jump, Jump::Down(_)));
        downs.map(|(hours, _)| *hours).collect::<Vec<_>>()
    };
    assert_eq!(falls("2026-10-04").len(), 1);
    assert!(falls("2026-10-05").is_empty());
    let before = columns(&question);
    let step = before
        .iter()
        .find(|column| column.on == day("2026-10-05"))
        .unwrap();
    assert_eq!(step.because, [Change::Rates("supported_disregard")]);
    assert!(left(&question, "2026-10-05") > left(&question, "2026-10-04"));
}

#[test]
fn the_benefit_cap_ends_with_hours_and_the_line_says_so() {
    let question = asked(&[]);
    let words: Vec<_> = remarks(&question)
        .into_iter()
        .map(|remark| remark.words)
        .collect();
    let cap = words
        .iter()
        .find(|words| words.contains("ends from"))
        .unwrap();
    assert!(cap.contains("19 hours"), "{cap}");
    let older = asked(&[("born_on", "2004-03-01"), ("hourly_pay", "12.71")]);
    let words = remarks(&older).into_iter().map(|remark| remark.words);
    assert!(words.into_iter().any(|words| words.contains("17 hours")));
}

#[test]
fn an_apprenticeship_changes_at_its_year_at_birthdays_and_brings_a_bursary_on_its_own_line() {
    let question = asked(&[
        ("born_on", "2006-12-10"),
        ("hourly_pay", "8"),
        ("apprentice", "yes"),
        ("starts_on", "2026-09-01"),
        ("ends_on", "2028-08-31"),
    ]);
    let columns = columns(&question);
    let at = |on: &str| columns.iter().find(|column| column.on == day(on));
    assert_eq!(at("2026-09-01").unwrap().hourly_pence, 800);
    assert_eq!(at("2027-09-01").unwrap().hourly_pence, 1085);
    assert!(
        at("2027-09-01")
            .unwrap()
            .because
            .contains(&Change::ApprenticeYear)
    );
    assert_eq!(at("2027-12-10").unwrap().hourly_pence, 1271);
    assert!(at("2027-12-10").unwrap().is_assumed);
    let beside = beside(&question);
    assert_eq!(beside[0].pence, Pence(300_000));
    let with = term::with(&question, day("2026-09-01"));
    assert_eq!(with.pay.gross.pence(), Pence(138_667));
}

#[test]
fn outside_london_what_was_looked_up_counts_and_what_is_not_known_is_said() {
    let elsewhere = [
        ("borough", "ELSEWHERE"),
        ("brma", ""),
        ("lha_month", "540"),
        ("lha_shared_month", "330"),
        ("council_tax_relief", "no"),
    ];
    let question = asked(&elsewhere);
    let rent = |on: &str| term::without(&question, day(on)).uc.housing.pence();
    assert_eq!(rent("2026-12-02"), Pence(54_000));
    // Born on 1 March 2006: 25 in 2031, when a room in a shared home is all that counts.
    let later = asked(&[elsewhere.as_slice(), &[("born_on", "2001-01-01")]].concat());
    let rent = |on: &str| term::without(&later, day(on)).uc.housing.pence();
    assert_eq!(rent("2026-12-02"), Pence(33_000));
    let said = |question: &Question| {
        let all = remarks(question);
        all.iter().map(|one| one.words.clone()).collect::<String>()
    };
    assert!(said(&question).contains("we do not know what the council takes off"));
    assert!(said(&question).contains("council tax is left out"));
    let billed = asked(&[elsewhere.as_slice(), &[("council_tax_year", "1200")]].concat());
    assert!(!said(&billed).contains("council tax is left out"));
    assert_eq!(
        left(&question, "2026-12-02") - left(&billed, "2026-12-02"),
        10_000
    );
    // Who rents privately has to look it up; who does not, need not.
    let missing: Vec<_> = read(&fields(&[("borough", "ELSEWHERE"), ("brma", "")]))
        .unwrap_err()
        .into_iter()
        .map(|one| one.field)
        .collect();
    assert_eq!(missing, ["lha_month", "lha_shared_month"]);
    let social = [("borough", "ELSEWHERE"), ("brma", ""), ("tenure", "social")];
    assert!(read(&fields(&social)).is_ok());
}

#[test]
fn each_line_of_what_nobody_checked_says_so() {
    let question = asked(&[
        ("borough", "CAMDEN"),
        ("council_tax_relief", "no"),
        ("hours", "8"),
    ]);
    let on = question.offer.starts_on;
    let rules = Rules::on(on).unwrap();
    let (household, job) = (question.household(on), question.job(on));
    let written = lines(
        rules,
        on,
        &household,
        Some(&job),
        &term::with(&question, on),
    );
    let reduction = written
        .lines
        .iter()
        .find(|line| line.what == "Council tax reduction")
        .unwrap();
    assert!(reduction.notes.iter().all(|note| note.sure == Sure::Draft));
    assert!(reduction.pence.0 > 0);
    for line in &written.lines {
        assert!(
            !line.rule.is_empty() && line.rule.ends_with('.'),
            "{line:?}"
        );
        let is_given = ["Rent", "Childcare", "Travel and other work costs"].contains(&line.what);
        assert!(is_given || !line.notes.is_empty(), "{line:?}");
    }
}

#[test]
fn the_first_weeks_say_when_pay_comes_and_universal_credit_falls() {
    let question = asked(&[
        ("paid", "four_weekly"),
        ("first_payday", "2026-12-28"),
        ("assessment_day", "5"),
        ("ends_on", "2027-12-31"),
        ("hours", "16"),
    ]);
    let events: Vec<_> = weeks(&question)
        .into_iter()
        .flat_map(|week| week.events)
        .collect();
    assert_eq!(events[0], (day("2026-12-01"), Event::Starts));
    let paydays: Vec<_> = events
        .iter()
        .filter(|(_, event)| matches!(event, Event::Payday(_)))
        .map(|(on, _)| *on)
        .collect();
    assert_eq!(paydays, [day("2026-12-28"), day("2027-01-25")]);
    let uc: Vec<_> = events
        .iter()
        .filter_map(|(on, event)| match event {
            Event::UniversalCredit {
                paid,
                before,
                paydays,
            } => Some((*on, paid.0, before.0, *paydays)),
            _ => None,
        })
        .collect();
    // The first assessment period ends before any pay; the second holds one payday.
    assert_eq!(uc[0], (day("2026-12-11"), 141_392, 141_392, 0));
    assert_eq!((uc[1].0, uc[1].3), (day("2027-01-11"), 1));
    assert!(uc[1].1 < uc[1].2);
    let (from, to) = two_paydays(&question).unwrap();
    assert!((to - from).num_days() >= 27);
}

#[test]
fn the_first_weeks_are_told_for_a_job_that_began_with_the_first_rules() {
    let question = asked(&[
        ("starts_on", "2025-04-08"),
        ("ends_on", "2026-04-07"),
        ("assessment_day", "20"),
    ]);
    assert_eq!(weeks(&question).len(), 9);
    let refused = read(&fields(&[("starts_on", "2025-04-01")])).unwrap_err();
    assert_eq!(refused[0].field, "starts_on");
}

#[test]
fn what_cannot_be_is_refused_with_the_field_and_the_reason() {
    for (name, text, reason) in [
        ("born_on", "2030-01-01", "past"),
        ("born_on", "2015-01-01", "16 years"),
        ("born_on", "soon", "date"),
        ("hours", "-1", "negative"),
        ("hours", "", "number"),
        ("hours", "99", "80 or less"),
        ("hourly_pay", "12.345", "two decimals"),
        ("borough", "ATLANTIS", "borough"),
        ("brma", "ATLANTIS", "area"),
        ("tenure", "castle", "private"),
        ("council_tax_band", "Z", "A to H"),
        ("child_ages", "1;12", "up to 9"),
        ("ends_on", "2026-11-30", "first day"),
        ("starts_on", "2020-01-01", "known from"),
        ("first_payday", "2028-01-01", "three months"),
        ("care_leaver", "perhaps", "yes or no"),
    ] {
        let refusals = read(&fields(&[(name, text)])).unwrap_err();
        let found = refusals.iter().find(|refusal| refusal.field == name);
        let found = found.unwrap_or_else(|| panic!("{name}={text}: {refusals:?}"));
        assert!(
            found.reason.contains(reason),
            "{name}={text}: {}",
            found.reason
        );
    }
    let unknown = Question::unknown(["born_on", "wage"]);
    assert_eq!(unknown.len(), 1);
    assert_eq!(unknown[0].field, "wage");
}

fn some_fields() -> impl Strategy<Value = Fields> {
    let choice = |all: &'static [&'static str]| prop::sample::select(all).prop_map(str::to_owned);
    (
        (
            (2001..2010_i32, 1..=12_u32, 1..=28_u32),
            choice(&["yes", "no"]),
            choice(&["private", "social", "supported", "temporary", "none"]),
            0..200_000_i64,
            choice(&["", "1", "0;4", "2;3;5"]),
            choice(&["none", "lcw", "lcwra_new", "lcwra_protected"]),
            choice(&["none", "standard", "enhanced"]),
        ),
        (
            0..=160_i64,
            600..3000_i64,
            choice(&["", "17", "19", "26"]),
            choice(&[
                "MERTON", "CAMDEN", "NEWHAM", "BARNET", "SUTTON", "ENFIELD", "HOUNSLOW",
            ]),
            choice(&["yes", "no", "not_asked"]),
            choice(&["usual", "in", "out"]),
            choice(&["yes", "no"]),
            choice(&["none", "non_advanced", "higher"]),
        ),
    )
        .prop_map(
            |(
                (born, leaver, tenure, rent, children, disability, pip),
                (hours, pay, partner, borough, relief, pension, apprentice, study),
            )| {
                let mut all = fields(&[]);
                all.remove("brma");
                let mut set = |name: &str, text: String| {
                    all.insert(name.to_owned(), text);
                };
                set("born_on", format!("{}-{:02}-{:02}", born.0, born.1, born.2));
                set("care_leaver", leaver);
                set("tenure", tenure);
                set("rent_month", format!("{}.{:02}", rent / 100, rent % 100));
                set("child_ages", children);
                set("disability", disability);
                set("pip_daily", pip);
                set("hours", format!("{}.{:02}", hours / 4, hours % 4 * 25));
                set("hourly_pay", format!("{}.{:02}", pay / 100, pay % 100));
                set("partner_age", partner);
                set("borough", borough);
                set("council_tax_relief", relief);
                set("pension", pension);
                set("apprentice", apprentice);
                set("study", study);
                set("ends_on", "2028-11-30".to_owned());
                all
            },
        )
}

proptest! {
    #[test]
    fn pennies_add_up_on_every_day_of_a_term(fields in some_fields()) {
        let question = read(&fields).unwrap();
        for column in columns(&question) {
            let rules = Rules::on(column.on).unwrap();
            let household = question.household(column.on);
            let job = question.job(column.on);
            let written = lines(rules, column.on, &household, Some(&job), &column.offer);
            let sum: i64 = written.lines.iter().map(|line| line.pence.0).sum();
            prop_assert_eq!(sum, written.left.0);
            // Each line is rounded on its own, so the sum can be a few pence from the exact amount left.
            let exact = column.offer.left().pence().0;
            prop_assert!((sum - exact).abs() <= 10, "{} {}", sum, exact);
            for line in &written.lines {
                for note in &line.notes {
                    prop_assert!(note.from <= column.on, "{:?} before its date on {}", line, column.on);
                }
            }
        }
    }

    #[test]
    fn more_pay_never_shows_less_net_pay(fields in some_fields(), more in 1..500_i64) {
        let question = read(&fields).unwrap();
        let on = question.offer.starts_on;
        let (household, rules) = (question.household(on), Rules::on(on).unwrap());
        let job = question.job(on);
        let mut better = job.clone();
        better.hourly_pence += more;
        // The first pound above the trigger brings the pension with it; it is theirs, so pay before the pension is compared there.
        let net = |job| {
            let month = better_off::reckoning::month(rules, &household, Some(job));
            (month.pay.net(), month.pay.net() + month.pay.pension)
        };
        let ((one, one_with), (other, other_with)) = (net(&job), net(&better));
        let joins = one == one_with && other != other_with;
        prop_assert!(other >= one || joins && other_with >= one_with);
    }

    #[test]
    fn nothing_typed_breaks_it(fields in prop::collection::btree_map(prop::sample::select(&FIELDS[..]).prop_map(str::to_owned), "\\PC{0,12}", 0..30)) {
        if let Ok(question) = read(&fields) {
            let _ = (columns(&question), weeks(&question), remarks(&question));
        }
    }

    #[test]
    fn each_value_stands_from_its_own_day_on(days in 0..1200_u64) {
        let on = day("2025-04-07") + chrono::Days::new(days);
        let rules = Rules::on(on).unwrap();
        prop_assert!(rules.from() <= on);
        for day in Rules::days().filter(|day| *day > on) {
            prop_assert!(day > rules.from());
        }
    }
}

#[test]
fn the_benefit_cap_waits_nine_months_at_most() {
    let rich = [
        ("born_on", "2000-03-01"),
        ("borough", "CAMDEN"),
        ("tenure", "private"),
        ("rent_month", "2500"),
        ("brma", "INNER_NORTH_LONDON"),
        ("child_ages", "2;4;6"),
        ("hours", "8"),
        ("hourly_pay", "13"),
        ("starts_on", "2026-11-23"),
        ("cap_waits", "yes"),
    ];
    let at = |name: &str| {
        rich.iter()
            .find(|(one, _)| *one == name)
            .map_or("", |(_, text)| text)
    };
    let question = Question::read("2026-11-20".parse().unwrap(), at).unwrap();
    let columns = columns(&question);
    let over = columns
        .iter()
        .find(|one| one.because.contains(&Change::CapWaitsNoMore))
        .unwrap();
    assert_eq!(over.on, "2027-08-20".parse().unwrap());
    let before = columns.iter().rfind(|one| one.on < over.on).unwrap();
    assert!(before.now.uc.cap_reduction.pence().0 == 0);
    assert!(over.now.uc.cap_reduction.pence().0 > 0);
}

#[test]
fn whoever_rents_says_how_much() {
    let text = [
        ("born_on", "2006-03-01"),
        ("borough", "CAMDEN"),
        ("tenure", "private"),
        ("hours", "8"),
        ("hourly_pay", "13"),
        ("starts_on", "2026-11-23"),
    ];
    let at = |name: &str| {
        text.iter()
            .find(|(one, _)| *one == name)
            .map_or("", |(_, text)| text)
    };
    let refused = Question::read("2026-11-20".parse().unwrap(), at).unwrap_err();
    let says: Vec<String> = refused.iter().map(ToString::to_string).collect();
    assert_eq!(says, ["rent_month: must be given"]);
}
