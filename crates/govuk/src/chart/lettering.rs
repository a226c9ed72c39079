//! How much room a text needs, without asking a browser.
//!
//! The widths are those of Arial, rounded up, plus what a wider typeface takes where a device has no Arial. A text is
//! therefore never wider than calculated here, so that it stays in its box.

/// The size of the letters, in pixels. The stylesheet says the same.
pub(super) const LETTER_SIZE: u32 = 16;

/// From one line to the next, in pixels.
pub(super) const LINE_HEIGHT: u32 = 20;

/// Room for a typeface that is wider than Arial, and for bold letters, in percent.
const SAFETY_PERCENT: u32 = 118;

/// The width of a text in pixels, at most.
pub(super) fn width(text: &str) -> u32 {
    let thousandths: u32 = text.chars().map(advance).sum();
    (thousandths * LETTER_SIZE * SAFETY_PERCENT).div_ceil(100_000)
}

/// Breaks a text into lines that fit into `room` pixels: between words, or within a word that alone is too long.
pub(super) fn lines(text: &str, room: u32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, room)) {
        let longer = if line.is_empty() {
            word.clone()
        } else {
            format!("{line} {word}")
        };
        if width(&longer) <= room {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word));
        }
    }
    lines.push(line);
    lines
}

/// Cuts a word into pieces of at most `room` pixels, each at least one letter long.
fn pieces(word: &str, room: u32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let piece = pieces.last_mut().expect("there is always a piece");
        if !piece.is_empty() && width(&format!("{piece}{letter}")) > room {
            pieces.push(letter.to_string());
        } else {
            piece.push(letter);
        }
    }
    pieces
}

/// The width of a letter, in thousandths of the letters' size.
fn advance(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | ' ' | '.' | ',' | ':' | ';' | '!' | 'f' | 't' | 'I'
        | '/' | '[' | ']' => 300,
        'r' | '-' | '(' | ')' | '"' => 360,
        'm' | 'M' => 840,
        'w' => 730,
        'W' => 950,
        'a'..='z' | '0'..='9' | '£' | '–' => 570,
        'A'..='Z' | '&' | '\u{c0}'..='\u{24f}' => 790,
        _ => 1020,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_given_what_arial_needs_and_not_half_more() {
        // What a browser measures at 16 px, in bold, with letters of Arial's widths.
        for (text, pixels) in [
            ("Work placement", 124),
            ("WWWWWW", 91),
            ("iiiiiiiiii", 45),
            ("Mmwfrtljg 0123456789", 169),
            ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 287),
            ("abcdefghijklmnopqrstuvwxyz", 224),
        ] {
            assert!(width(text) >= pixels, "{text}: {}", width(text));
            assert!(width(text) <= pixels * 3 / 2, "{text}: {}", width(text));
        }
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(lines("In work or training", 90), ["In work or", "training"]);
        assert_eq!(lines("", 90), [""]);
    }

    proptest! {
        #[test]
        fn every_line_fits_and_no_letter_is_lost(text in "[A-Za-z ]{0,60}", room in 20_u32..300) {
            let lines = lines(&text, room);
            for line in &lines {
                prop_assert!(width(line) <= room, "{line}");
            }
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
