//! Texts in the form used to compare and keep them: in plain letters, and without invisible characters.

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;

/// Returns a text in the form used to compare it: in plain Latin letters and digits, without case, accents or punctuation.
///
/// Letters that do not decompose are written out (ł as l, ß as ss), and other scripts are written in Latin letters, so that a name is found
/// however it is typed. Two texts that fold alike need not be the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkc() {
        let plain = any_ascii_char(letter);
        if !letter.is_alphanumeric() && !is_mark(letter) {
            folded.push(' ');
            continue;
        }
        folded.extend(plain.chars().map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                ' '
            }
        }));
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a letter only marks the one before it, and does not separate words.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}')
}

/// Returns whether a character is invisible: control characters, zero-width letters and marks that change the reading direction. Line
/// breaks are visible.
pub fn is_unseen(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Returns a text without invisible characters, with line feeds at the ends of its lines and no spaces around it.
pub fn visible(text: &str) -> String {
    let kept: String = text
        .replace("\r\n", "\n")
        .replace('\t', " ")
        .chars()
        .filter(|letter| !is_unseen(*letter))
        .collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_leaves_plain_letters_whatever_the_script() {
        for (text, folded) in [
            ("Zoë O'Néill", "zoe o neill"),
            ("  SMITH-Jones ", "smith jones"),
            ("", ""),
            ("Đặng", "dang"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("Søren Straße", "soren strasse"),
            ("Işık", "isik"),
            ("Æthelþryð", "aethelthryd"),
            ("李小龙", "lixiaolong"),
            ("e\u{301}", "e"),
            ("O’Brien", "o brien"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn what_nobody_can_see_goes() {
        assert_eq!(visible("A\u{200b}B\u{202e}C\u{ad}"), "ABC");
        assert_eq!(visible("\u{feff} one\r\ntwo\tx "), "one\ntwo x");
    }
}
