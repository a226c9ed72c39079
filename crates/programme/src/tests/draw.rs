use proptest::prelude::*;

use super::*;
use crate::{Direction, PathwayArrow, draw};

/// Checks that every tag is closed in order and that no markup appears in place of words.
fn assert_well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg.trim_end();
    while let Some(start) = rest.find('<') {
        let words = &rest[..start];
        assert!(!words.contains('>'), "{words}");
        for part in words.split('&').skip(1) {
            let (name, _) = part.split_once(';').expect("an entity ends");
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "{part}");
        }
        let length = rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..start + length];
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().expect("a tag has a name"));
        }
        rest = &rest[start + length + 1..];
        assert!(!open.is_empty() || rest.is_empty(), "one element holds all");
    }
    assert!(open.is_empty() && rest.is_empty());
}

/// The made-up programme with another label for its third stage.
fn labelled(label: &str) -> Programme {
    let label = toml::Value::String(label.to_owned());
    let text =
        include_str!("northtown.toml").replace("label = \"Course\"", &format!("label = {label}"));
    Programme::parse("northtown.toml", &text).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn a_picture_has_a_box_for_each_stage_and_an_arrow_for_each_move() {
    let pathway = northtown().picture();
    let boxes: Vec<(&str, &str, bool, bool)> = pathway
        .boxes
        .iter()
        .map(|one| {
            (
                one.label.as_str(),
                one.note.as_str(),
                one.is_start,
                one.is_final,
            )
        })
        .collect();
    assert_eq!(
        boxes,
        [
            ("Strand 1", "Contact every 2 weeks", true, false),
            ("Strand 2", "Contact every 10 working days", true, false),
            ("Course", "", false, false),
            ("Strand 3", "Contact every week", false, false),
            ("In work", "Contact every 4 weeks", false, true),
        ]
    );
    assert!(pathway.boxes.iter().map(|one| one.row).eq(0..5));
    use Direction::{Back, Forward, Sideways};
    let arrows = [
        (0, 1, Forward),
        (1, 3, Forward),
        (1, 2, Forward),
        (1, 0, Back),
        (2, 4, Forward),
        (2, 3, Sideways),
        (3, 4, Forward),
        (3, 1, Back),
        (3, 2, Sideways),
        (4, 3, Back),
    ]
    .map(|(from, to, direction)| PathwayArrow {
        from,
        to,
        direction,
    });
    assert_eq!(pathway.arrows, arrows);
}

#[test]
fn a_drawing_stands_by_itself_and_says_in_words_what_it_shows() {
    let svg = draw(&northtown());
    assert_well_formed(&svg);
    assert!(svg.starts_with(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"foothold-pathway\" role=\"img\""
    ));
    for stage in &northtown().definition().stages {
        assert!(
            svg.contains(&format!(">{}</text>", stage.label)),
            "{}",
            stage.label
        );
    }
    assert!(svg.contains(
        ">Support can start in Strand 1 or Strand 2. From Strand 1: forward to Strand 2. \
         From Strand 2: forward to Strand 3 or Course; back to Strand 1. \
         From Course: forward to In work; sideways to Strand 3. \
         From Strand 3: forward to In work; back to Strand 2; sideways to Course. \
         From In work: back to Strand 3. In work is where the programme leads.</desc>"
    ));
    for refused in [" style=", "<style", "<script", "href=", "url(", "onload="] {
        assert!(!svg.contains(refused), "{refused}");
    }
    assert_eq!(svg, draw(&northtown()));
}

#[test]
fn what_a_label_says_is_never_markup() {
    let svg = draw(&labelled("<b>Course</b> & \"more\""));
    assert_well_formed(&svg);
    assert!(!svg.contains("<b>"));
    assert!(svg.contains("&lt;b&gt;Course&lt;/b&gt; &amp; &quot;more&quot;"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_drawing_is_well_formed_whatever_a_label_says(label in "[<>&\"'a-z ]{0,80}x|\\PC{1,80}x") {
        assert_well_formed(&draw(&labelled(&label)));
    }
}
