//! What is true of every picture: it has a name, a description and a table, and it escapes what it is given.

use govuk::chart::{Bars, Flow, StepState, Steps};

fn every_picture(text: &str) -> [String; 3] {
    [
        Bars::new("bars", text)
            .of(text, text)
            .bar(text, 3)
            .withheld(text, text)
            .to_string(),
        Flow::new("flow", text)
            .stage("a", text)
            .stage("b", text)
            .movement("a", "b", 4)
            .movement("b", "a", 1)
            .to_string(),
        Steps::new("steps", text)
            .step(text, text, StepState::Done)
            .step(text, "", StepState::Current)
            .to_string(),
    ]
}

#[test]
fn every_picture_has_a_name_a_description_and_a_table() {
    for picture in every_picture("Stages") {
        for part in [
            "role=\"img\"",
            "<title id=",
            "<desc id=",
            "<table",
            "govuk-details",
            "tabindex=\"0\" role=\"region\"",
        ] {
            assert!(picture.contains(part), "{part} is missing in {picture}");
        }
    }
}

#[test]
fn no_picture_writes_a_style_attribute() {
    for picture in every_picture("Stages") {
        assert!(!picture.contains("style="), "{picture}");
    }
}

#[test]
fn no_text_in_a_picture_yields_a_tag() {
    for picture in every_picture("<b>&\"'</b>") {
        assert!(
            !picture.contains("<b>") && !picture.contains("\"'"),
            "{picture}"
        );
    }
}

#[test]
fn a_withheld_amount_is_in_words_and_has_no_length() {
    let bars = Bars::new("bars", "Stages")
        .bar("Referred", 12)
        .withheld("Enrolled", "fewer than 10")
        .to_string();
    assert!(bars.contains("Referred: 12; Enrolled: fewer than 10"));
    assert!(bars.contains("width=\"0.00%\""));
}
