//! The words of a picture: in lines that fit, safe within markup, and instead of arrows.

use crate::{Direction, Pathway};

/// Escapes what has a meaning in markup, in text and within quotes.
///
/// Characters that no XML text may hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// Breaks a text into lines of at most so many characters, between words where possible.
pub(super) fn wrapped(text: &str, longest: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for part in letters.chunks(longest) {
            let room = if length == 0 { 0 } else { length + 1 };
            if length > 0 && room + part.len() > longest {
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.extend(part);
            length += part.len();
        }
    }
    if length > 0 {
        lines.push(line);
    }
    lines
}

/// Says in words what the arrows show.
pub(super) fn described(pathway: &Pathway) -> String {
    let label = |index: usize| pathway.boxes[index].label.as_str();
    let starts = pathway.boxes.iter().filter(|stage| stage.is_start);
    let starts: Vec<&str> = starts.map(|stage| stage.label.as_str()).collect();
    let mut sentences = vec![format!("Support can start in {}.", listed(&starts))];
    for (index, stage) in pathway.boxes.iter().enumerate() {
        let mut moves = Vec::new();
        for (name, direction) in [
            ("forward", Direction::Forward),
            ("back", Direction::Back),
            ("sideways", Direction::Sideways),
        ] {
            let arrows = pathway.arrows.iter();
            let arrows = arrows.filter(|arrow| arrow.from == index && arrow.direction == direction);
            let to: Vec<&str> = arrows.map(|arrow| label(arrow.to)).collect();
            if !to.is_empty() {
                moves.push(format!("{name} to {}", listed(&to)));
            }
        }
        if !moves.is_empty() {
            sentences.push(format!("From {}: {}.", stage.label, moves.join("; ")));
        }
        if stage.is_final {
            sentences.push(format!("{} is where the programme leads.", stage.label));
        }
    }
    sentences.join(" ")
}

/// Joins labels as in a sentence: "A", "A or B", "A, B or C".
fn listed(labels: &[&str]) -> String {
    match labels.split_last() {
        None => "no stage".to_owned(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_between_words_where_they_can() {
        for (text, lines) in [
            ("", vec![]),
            ("   ", vec![]),
            ("short", vec!["short"]),
            ("one two three", vec!["one two", "three"]),
            ("exactly8 more", vec!["exactly8", "more"]),
            ("unbreakable", vec!["unbreaka", "ble"]),
            ("a unbreakable b", vec!["a", "unbreaka", "ble b"]),
            ("größere Füße", vec!["größere", "Füße"]),
        ] {
            assert_eq!(wrapped(text, 8), lines, "{text}");
        }
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(
            escaped("<b title=\"x\">R&D's\u{7}\n</b>"),
            "&lt;b title=&quot;x&quot;&gt;R&amp;D&#39;s &lt;/b&gt;"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_letter_is_lost(text in "\\PC{0,120}", longest in 1_usize..40) {
            let lines = wrapped(&text, longest);
            for line in &lines {
                prop_assert!((1..=longest).contains(&line.chars().count()));
            }
            let letters = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
