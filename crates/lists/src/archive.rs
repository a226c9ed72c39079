//! A packed file, checked before anything in it is kept: how much it holds, how deep, and how long its pieces are.
//!
//! Easy to get wrong: what an archive says about its own size is whatever its maker wrote. Each part is unpacked once, counted and
//! discarded. An OpenDocument reader that waits for the end of an element that never ends waits for ever: such a file is refused here.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Fault, limits};

/// A packed spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Excel's since 2007.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// Checks an archive and returns what it is.
///
/// Errors: [`Fault`], naming the limit that was reached.
pub(super) fn looked_through(bytes: &[u8]) -> Result<Kind, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Workbook)?;
    if archive.len() > limits::ENTRIES {
        return Err(Fault::TooMuchInside(format!("{} files", archive.len())));
    }
    let has = |archive: &ZipArchive<_>, name: &str| archive.index_for_name(name).is_some();
    let kind = if has(&archive, "xl/workbook.bin") {
        return Err(Fault::BinaryWorkbook);
    } else if has(&archive, "content.xml") {
        Kind::Ods
    } else if archive
        .file_names()
        .flatten()
        .any(|name| is_read(&name, Kind::Xlsx))
    {
        Kind::Xlsx
    } else {
        return Err(Fault::Workbook);
    };
    let mut beside = 0;
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(|_| Fault::Workbook)?;
        let name = entry.name().map_err(|_| Fault::Workbook)?.to_lowercase();
        if !is_read(&name, kind) {
            continue;
        }
        let is_sheet = name.contains("worksheets/") || name == "content.xml";
        let most = if is_sheet {
            limits::SHEET
        } else {
            limits::BESIDE.saturating_sub(beside)
        };
        let counted = counted(&mut entry, most)?;
        if !is_sheet {
            beside += counted.bytes;
        }
        if name.ends_with("sharedstrings.xml") && counted.texts > limits::TEXTS {
            return Err(Fault::TooMuchInside(format!("{} texts", counted.texts)));
        }
    }
    if kind == Kind::Ods {
        let content = archive
            .by_name("content.xml")
            .map_err(|_| Fault::Workbook)?;
        if !is_whole(BufReader::new(content)) {
            return Err(Fault::Workbook);
        }
    }
    Ok(kind)
}

/// Returns whether every element of an XML text is closed, in the right place.
fn is_whole(text: impl BufRead) -> bool {
    let mut reader = quick_xml::Reader::from_reader(text);
    let (mut open, mut piece) = (0_usize, Vec::new());
    loop {
        piece.clear();
        match reader.read_event_into(&mut piece) {
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) if open > 0 => open -= 1,
            Ok(Event::Eof) => return open == 0,
            Ok(Event::End(_)) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Returns whether a part is needed to read the values.
fn is_read(name: &str, kind: Kind) -> bool {
    let name = name.to_lowercase();
    let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
    match kind {
        Kind::Ods => matches!(
            name.as_str(),
            "content.xml" | "mimetype" | "meta-inf/manifest.xml"
        ),
        // Pictures and drawings are never opened.
        Kind::Xlsx => is_xml && !name.contains("drawing") && !name.contains("media/"),
    }
}

/// What one part holds.
#[derive(Default)]
struct Counted {
    bytes: u64,
    /// How many shared texts start in it.
    texts: u64,
}

/// Unpacks a part and discards it, up to `most` bytes.
fn counted(part: &mut impl Read, most: u64) -> Result<Counted, Fault> {
    /// The longest piece between two characters that start an element: a reader keeps it whole.
    const PIECE: u64 = 4 * 1024 * 1024;
    let (mut counted, mut shape) = (Counted::default(), Shape::default());
    let mut piece = vec![0; 64 * 1024];
    loop {
        let read = part.read(&mut piece).map_err(|_| Fault::Workbook)?;
        if read == 0 {
            return Ok(counted);
        }
        counted.bytes += read as u64;
        if counted.bytes > most {
            return Err(Fault::TooMuchInside(format!("{} MB", most / 1024 / 1024)));
        }
        for byte in &piece[..read] {
            shape.see(*byte);
        }
        counted.texts = shape.texts;
        if shape.deepest > limits::DEPTH {
            return Err(Fault::TooMuchInside(format!(
                "elements {} deep",
                limits::DEPTH
            )));
        }
        if shape.piece > PIECE || shape.longest > PIECE {
            return Err(Fault::TooMuchInside("one value of 4 MB".into()));
        }
    }
}

/// The shape of an XML text, as far as the characters seen so far show it.
#[derive(Default)]
struct Shape {
    depth: usize,
    deepest: usize,
    /// Bytes since the last element started, and the most so far.
    piece: u64,
    longest: u64,
    texts: u64,
    /// The last three characters.
    last: [u8; 3],
}

impl Shape {
    fn see(&mut self, byte: u8) {
        let [third, second, first] = self.last;
        self.piece += 1;
        if first == b'<' {
            match byte {
                b'/' => self.depth = self.depth.saturating_sub(1),
                b'?' | b'!' => {}
                _ => {
                    self.depth += 1;
                    self.deepest = self.deepest.max(self.depth);
                }
            }
        }
        if byte == b'<' {
            self.longest = self.longest.max(self.piece);
            self.piece = 0;
        }
        if byte == b'>' && first == b'/' {
            self.depth = self.depth.saturating_sub(1);
        }
        if third == b'<' && second == b's' && first == b'i' && matches!(byte, b'>' | b'/' | b' ') {
            self.texts += 1;
        }
        self.last = [second, first, byte];
    }
}
