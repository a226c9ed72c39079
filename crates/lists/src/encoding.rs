//! From bytes to text, in whatever encoding a program saved it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Fault;

/// A text, and what was assumed in reading it.
pub(super) struct Text {
    pub(super) text: String,
    pub(super) assumed: Option<String>,
}

/// Returns the text of a file, without its byte order mark and with line feeds at the ends of its lines.
///
/// Without a mark, zero bytes mean UTF-16; valid UTF-8 is UTF-8; anything else is read as the likeliest encoding in the United Kingdom.
pub(super) fn text(bytes: &[u8]) -> Result<Text, Fault> {
    let (encoding, is_sure) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, true),
        None => match zeros(bytes) {
            Some(encoding) => (encoding, true),
            None if std::str::from_utf8(bytes).is_ok() => (UTF_8, true),
            None => (guessed(bytes), false),
        },
    };
    let (text, _, is_broken) = encoding.decode(bytes);
    if is_broken || text.contains('\0') {
        return Err(Fault::NotText);
    }
    let assumed = (!is_sure).then(|| {
        format!(
            "The file does not say which text encoding it uses. It was read as {}. Check names with accents.",
            encoding.name()
        )
    });
    Ok(Text {
        text: text.replace("\r\n", "\n").replace('\r', "\n"),
        assumed,
    })
}

/// Recognises UTF-16 without a mark by the zero bytes between its Latin letters.
fn zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let looked = &bytes[..bytes.len().min(64)];
    let at = |odd: usize| {
        let places = looked.iter().skip(odd).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    let half = looked.len() / 2;
    match (at(0), at(1)) {
        (0, odd) if odd * 2 > half => Some(UTF_16LE),
        (even, 0) if even * 2 > half => Some(UTF_16BE),
        _ => None,
    }
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"uk"), Utf8Detection::Deny)
}
