//! Phone numbers as people write them, and as a phone dials them.
//!
//! What was written is kept, because a note beside a number ("foster mum") is worth having. What is dialled, sent to or compared is
//! always in E.164 form, made here.
//!
//! Absent on purpose: whether a number is in use. Only a call tells.

use phonenumber::{Mode, Type, country::Id::GB, metadata::DATABASE};

use crate::text::visible;

/// The phone numbers in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The numbers in E.164 form, such as `+447700900123`, in order and once each.
    pub numbers: Vec<String>,
    /// The words beside them, such as "foster mum"; empty where there are none.
    pub words: String,
    /// Whether a zero at the front was missing, as spreadsheets drop it.
    pub lost_zero: bool,
    /// What has digits but is not a number that can be dialled.
    pub unread: Vec<String>,
}

/// Reads the numbers in a text. A number without a country is one of the United Kingdom.
pub fn read(text: &str) -> Written {
    let text = digits_plain(&visible(text));
    let mut written = Written::default();
    let (mut words, rest) = bracketed(&text);
    let between = |letter: char| matches!(letter, '/' | ';' | ',' | '|' | '\n' | '&');
    for piece in rest
        .split(between)
        .flat_map(|piece| piece.split(" or "))
        .flat_map(|piece| piece.split(" and "))
    {
        let (number, said) = parted(piece);
        if !said.is_empty() {
            words.push(said);
        }
        if number.is_empty() {
            continue;
        }
        for number in pieces(&number) {
            match dialled(&number) {
                Some((dialled, lost_zero)) => {
                    written.lost_zero |= lost_zero;
                    if !written.numbers.contains(&dialled) {
                        written.numbers.push(dialled);
                    }
                }
                None => written.unread.push(number),
            }
        }
    }
    written.words = words.join(", ");
    written
}

/// Returns the first number of a text in E.164 form, or nothing where there is none.
pub fn first(text: &str) -> Option<String> {
    read(text).numbers.into_iter().next()
}

/// Returns the first number of a text to which a message can be written: a landline is only rung.
pub fn first_to_text(text: &str) -> Option<String> {
    read(text).numbers.into_iter().find(|number| {
        let parsed = phonenumber::parse(Some(GB), number);
        parsed.is_ok_and(|parsed| parsed.number_type(&DATABASE) != Type::FixedLine)
    })
}

/// Returns a number in E.164 form as people read it: `07700 900123` for one of ours, `+251 91 123 4567` for another.
pub fn shown(number: &str) -> String {
    let mode = if number.starts_with("+44") {
        Mode::National
    } else {
        Mode::International
    };
    phonenumber::parse(Some(GB), number).map_or_else(
        |_| number.to_owned(),
        |parsed| parsed.format().mode(mode).to_string(),
    )
}

/// Returns the link that dials the first number of a text, or nothing where there is none.
pub fn link(text: &str) -> Option<String> {
    first(text).map(|number| format!("tel:{number}"))
}

/// Returns a text with digits of other scripts written as our digits.
fn digits_plain(text: &str) -> String {
    text.chars()
        .flat_map(|letter| {
            let plain = if letter.is_numeric() && !letter.is_ascii() {
                any_ascii::any_ascii_char(letter)
            } else {
                ""
            };
            let kept = plain.is_empty().then_some(letter);
            kept.into_iter().chain(plain.chars())
        })
        .collect()
}

/// Returns the words in brackets, and the text without them. Brackets around digits belong to the number, except for "(0)" after a
/// country code, which is not dialled.
fn bracketed(text: &str) -> (Vec<String>, String) {
    let (mut words, mut rest) = (Vec::new(), String::new());
    let mut left = text;
    while let Some((before, after)) = left.split_once('(') {
        rest.push_str(before);
        let Some((inside, behind)) = after.split_once(')') else {
            left = after;
            continue;
        };
        let has_letters = inside.chars().any(char::is_alphabetic);
        if has_letters {
            words.push(inside.trim().to_owned());
        } else if !(inside.trim() == "0" && before.contains('+')) {
            rest.push_str(inside);
        }
        rest.push(' ');
        left = behind;
    }
    rest.push_str(left);
    (words, rest)
}

/// Separates the digits of a piece from the words beside them. Digits after "ext" are words.
fn parted(piece: &str) -> (String, String) {
    let lower = piece.to_lowercase();
    let end = lower
        .find("ext")
        .filter(|place| piece.is_char_boundary(*place))
        .unwrap_or(piece.len());
    let (piece, behind) = piece.split_at(end);
    let of_number =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | ' ' | '-' | '.');
    let number: String = piece.chars().filter(|letter| of_number(*letter)).collect();
    let number = number.trim_matches([' ', '-', '.']).to_owned();
    let words: String = piece
        .chars()
        .map(|letter| if of_number(letter) { ' ' } else { letter })
        .filter(|letter| !matches!(letter, '\'' | '"' | '=' | '’' | '‘' | '`'))
        .chain(behind.chars())
        .collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let has_words = words.chars().any(char::is_alphanumeric);
    (number, if has_words { words } else { String::new() })
}

/// Returns the numbers that only spaces separate: none is longer than fifteen digits.
fn pieces(number: &str) -> Vec<String> {
    let count = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    if count(number) <= 15 {
        return vec![number.to_owned()];
    }
    let mut pieces: Vec<String> = Vec::new();
    for word in number.split_whitespace() {
        let begins = word.starts_with('+') || word.starts_with("07") || word.starts_with("00");
        match pieces.last_mut() {
            Some(last) if !begins => {
                last.push(' ');
                last.push_str(word);
            }
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces
}

/// Returns a number in E.164 form, and whether its zero was missing; nothing where it cannot be dialled.
fn dialled(number: &str) -> Option<(String, bool)> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let lost_zero = digits.len() == 10 && digits.starts_with('7') && !number.contains('+');
    if let Some(national) = our_mobile(&digits, number.starts_with('+')) {
        return Some((format!("+44{national}"), lost_zero));
    }
    let text = if number.starts_with('+') {
        format!("+{digits}")
    } else if let Some(rest) = digits.strip_prefix("00") {
        format!("+{rest}")
    } else if digits.starts_with("44") && digits.len() == 12 {
        format!("+{digits}")
    } else if lost_zero {
        format!("0{digits}")
    } else {
        digits
    };
    let parsed = phonenumber::parse(Some(GB), &text).ok()?;
    phonenumber::is_valid(&parsed)
        .then(|| (parsed.format().mode(Mode::E164).to_string(), lost_zero))
}

/// Returns the ten digits of a mobile number of the United Kingdom, from all the digits that were written; nothing for another number.
///
/// Every such number can be dialled: Ofcom reserves 07700 900000 to 900999 for drama and tests, which the numbering plan calls invalid. Most
/// numbers here are of this kind, and need none of the numbering plan's tables, which take a hundred times as long.
fn our_mobile(digits: &str, with_country: bool) -> Option<&str> {
    let national = match digits.len() {
        10 if !with_country => digits,
        11 if !with_country => digits.strip_prefix('0')?,
        12 => digits.strip_prefix("44")?,
        13 => digits.strip_prefix("440")?,
        14 => digits.strip_prefix("0044")?,
        15 => digits.strip_prefix("00440")?,
        _ => return None,
    };
    national.starts_with('7').then_some(national)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_dialled_however_it_is_written() {
        for (text, number) in [
            ("+44 (0)7700 900123", "+447700900123"),
            ("0044 7700 900123", "+447700900123"),
            ("(07700) 900 123", "+447700900123"),
            ("7700900124", "+447700900124"),
            ("7700 900125", "+447700900125"),
            ("447700900126", "+447700900126"),
            ("\u{202a}+44 7700 900127\u{202c}", "+447700900127"),
            ("+251 91 123 4567", "+251911234567"),
            ("+7 701 234 5678", "+77012345678"),
            ("'07700900131", "+447700900131"),
            ("=\"07700900132\"", "+447700900132"),
            ("٠٧٧٠٠٩٠٠١٣٣", "+447700900133"),
            ("020 7946 0018", "+442079460018"),
            ("020 7946 0018 ext 12", "+442079460018"),
        ] {
            assert_eq!(first(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn a_number_is_shown_as_people_read_it() {
        assert_eq!(shown("+447700900123"), "07700 900123");
        assert_eq!(shown("+251911234567"), "+251 91 123 4567");
        assert_eq!(shown("kai@mail.example"), "kai@mail.example");
    }

    #[test]
    fn two_numbers_and_a_note_are_both_kept() {
        let two = read("07700 900128 / 07700 900129");
        assert_eq!(two.numbers, ["+447700900128", "+447700900129"]);
        assert_eq!(
            read("07700 900128 07700 900129").numbers,
            ["+447700900128", "+447700900129"]
        );
        let noted = read("07700-900-130 (foster mum)");
        assert_eq!(noted.numbers, ["+447700900130"]);
        assert_eq!(noted.words, "foster mum");
        let asked = read("ask mum");
        assert!(asked.numbers.is_empty() && asked.words == "ask mum");
    }

    #[test]
    fn what_cannot_be_dialled_is_said() {
        for text in ["0", "07700 90013", "12", "4.47701E+11", "+44 1"] {
            let read = read(text);
            assert!(
                read.numbers.is_empty() && !read.unread.is_empty(),
                "{text}: {read:?}"
            );
        }
        assert!(read("7700900124").lost_zero && !read("07700900124").lost_zero);
    }

    #[test]
    fn a_landline_is_rung_and_not_written_to() {
        for (text, number) in [
            ("020 7946 0123", None),
            ("020 7946 0123 or 07700 900123", Some("+447700900123")),
            ("07911 123456", Some("+447911123456")),
            ("+251 91 123 4567", Some("+251911234567")),
            ("ask the carer", None),
        ] {
            assert_eq!(first_to_text(text).as_deref(), number, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_its_numbers_are_read_again(text in ".{0,40}") {
            for number in read(&text).numbers {
                prop_assert_eq!(first(&number), Some(number));
            }
        }
    }
}
