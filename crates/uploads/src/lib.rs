//! What can be kept of an uploaded file, and what is removed from it first.
//!
//! Easy to get wrong: a photograph says where it was taken, in more than one place, and a phone adds a video after its end. Only what
//! the picture needs is kept. A document is told from a packed program by its content, never by its name.
//!
//! Absent on purpose: scanning for viruses. The person who opens a file has software for that.

use std::io::Cursor;

use img_parts::{
    Bytes,
    jpeg::markers::{
        APP0, APP1, APP2, APP14, APP15, COM, DAC, DHT, EOI, JPG, P as MARK, RST0, RST7, SOF0,
        SOF15, SOI, SOS,
    },
    png::Png,
};
use zip::ZipArchive;

/// What a file holds, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture.
    Png,
    /// A photograph.
    Jpeg,
    /// A printed page.
    Pdf,
    /// A document or sheet of an office program (a ZIP archive inside).
    Office,
    /// Plain text, in UTF-8.
    Text,
}

impl Kind {
    /// Returns what a file holds, or `None` where it cannot be kept.
    pub fn of(content: &[u8]) -> Option<Self> {
        match content {
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [b'P', b'K', 3, 4, ..] => Some(Self::Office),
            _ => std::str::from_utf8(content)
                .ok()
                .filter(|text| !text.contains('\0'))
                .map(|_| Self::Text),
        }
    }

    /// Returns the media type to serve it as. Text is never served as markup.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Pdf => "application/pdf",
            Self::Office => "application/zip",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

/// Why a file is not kept. Shown as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It runs when it is opened.
    #[error("This is a program, or contains one. Programs cannot be uploaded")]
    Program,
    /// A document with macros.
    #[error(
        "This document contains macros, which run when it is opened. Save it without them, as .docx, .xlsx or PDF"
    )]
    Macros,
    /// A packed folder.
    #[error("This is a ZIP folder. Unzip it and send the documents one by one")]
    Packed,
    /// A picture that no program could show.
    #[error("This picture cannot be read. Take it again, or save it as JPEG or PNG")]
    BrokenPicture,
    /// None of the kinds that are kept.
    #[error("The file must be a PDF, a picture (JPEG or PNG), a text file or an office document")]
    Unknown,
}

/// The chunks of a PNG that its picture needs.
const PNG_NEEDS: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"pHYs", b"sBIT", b"bKGD", b"acTL", b"fcTL", b"fdAT",
];

/// File extensions of programs.
const PROGRAMS: [&str; 20] = [
    ".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse",
    ".wsf", ".hta", ".jar", ".lnk", ".sh", ".apk", ".app", ".pif",
];

/// The most files inside a document.
const MOST_INSIDE: usize = 5_000;

/// Returns what a file holds, and what is kept of it: a picture without location, camera or anything else that is not the picture.
///
/// Errors: [`Refusal`].
pub fn admitted(content: &[u8]) -> Result<(Kind, Vec<u8>), Refusal> {
    if content.starts_with(b"MZ") || content.starts_with(b"\x7fELF") || content.starts_with(b"#!") {
        return Err(Refusal::Program);
    }
    let kind = Kind::of(content).ok_or(Refusal::Unknown)?;
    let kept = match kind {
        Kind::Jpeg => jpeg(content).ok_or(Refusal::BrokenPicture)?,
        Kind::Png => png(content).ok_or(Refusal::BrokenPicture)?,
        Kind::Office => {
            refuse_what_runs(content)?;
            content.to_vec()
        }
        Kind::Pdf | Kind::Text => content.to_vec(),
    };
    Ok((kind, kept))
}

/// Refuses a packed file that is not a document, and a document that runs something when it is opened.
fn refuse_what_runs(content: &[u8]) -> Result<(), Refusal> {
    let archive = ZipArchive::new(Cursor::new(content)).map_err(|_| Refusal::Unknown)?;
    if archive.len() > MOST_INSIDE {
        return Err(Refusal::Packed);
    }
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(|name| name.to_lowercase())
        .collect();
    let has = |test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(name));
    if has(&|name| PROGRAMS.iter().any(|ending| name.ends_with(ending))) {
        return Err(Refusal::Program);
    }
    let is_macro = |name: &str| {
        name.ends_with("vbaproject.bin")
            || name.contains("macrosheets/")
            || name.contains("activex/")
            || name.starts_with("basic/")
            || name.starts_with("scripts/")
    };
    if has(&is_macro) {
        return Err(Refusal::Macros);
    }
    let is_document = has(&|name| name == "[content_types].xml")
        && has(&|name| {
            ["word/", "xl/", "ppt/"]
                .iter()
                .any(|room| name.starts_with(room))
        });
    let is_open_document = has(&|name| name == "mimetype") && has(&|name| name == "content.xml");
    if is_document || is_open_document {
        Ok(())
    } else {
        Err(Refusal::Packed)
    }
}

fn png(content: &[u8]) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(content)).ok()?;
    png.dimensions()?;
    png.chunks_mut()
        .retain(|chunk| PNG_NEEDS.iter().any(|needed| **needed == chunk.kind()));
    Some(png.encoder().bytes().to_vec())
}

/// Walks a picture from marker to marker up to its end: text, padding and anything after the end are dropped.
fn jpeg(content: &[u8]) -> Option<Vec<u8>> {
    let mut rest = content.strip_prefix(&[MARK, SOI])?;
    let (mut jfif, mut turned, mut kept) = (Vec::new(), None, Vec::new());
    let (mut has_size, mut in_scan) = (false, false);
    loop {
        let next = rest.iter().position(|byte| *byte == MARK)?;
        let (pixels, marked) = rest.split_at(next);
        if !(in_scan || pixels.is_empty()) {
            return None;
        }
        kept.extend(pixels);
        let marker = *marked.get(1)?;
        rest = match marker {
            EOI if in_scan => break,
            // A byte of the picture that looks like a marker, and a restart point.
            0x00 | RST0..=RST7 if in_scan => {
                kept.extend([MARK, marker]);
                &marked[2..]
            }
            MARK => &marked[1..],
            0x00..=0x01 | RST0..=EOI => return None,
            _ => {
                let length = u16::from_be_bytes([*marked.get(2)?, *marked.get(3)?]);
                let (segment, behind) = marked.split_at_checked(2 + usize::from(length))?;
                let said = segment.get(4..)?;
                match marker {
                    // JFIF comes first, where there is one.
                    APP0 if said.starts_with(b"JFIF\0") && !in_scan => jfif.extend(segment),
                    APP1 if !in_scan => turned = turned.or_else(|| orientation(said)),
                    // The colours of the picture.
                    APP2 if said.starts_with(b"ICC_PROFILE\0") => kept.extend(segment),
                    APP14 if said.starts_with(b"Adobe") => kept.extend(segment),
                    APP0..=APP15 | COM => {}
                    _ => kept.extend(segment),
                }
                has_size |= matches!(marker, SOF0..=SOF15) && !matches!(marker, DHT | JPG | DAC);
                in_scan |= marker == SOS;
                behind
            }
        };
    }
    let turned = turned.map(orientation_only).unwrap_or_default();
    has_size.then(|| [&[MARK, SOI], &jfif[..], &turned, &kept, &[MARK, EOI]].concat())
}

/// Returns how a picture is rotated, 1 to 8, from its EXIF.
fn orientation(segment: &[u8]) -> Option<u8> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| {
        let bytes: [u8; 4] = tiff.get(at..at + 4)?.try_into().ok()?;
        let number = if is_little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        };
        usize::try_from(number).ok()
    };
    let first = long(4)?;
    let count = usize::from(short(first)?);
    let entries = (0..count.min(200)).map(|place| first + 2 + place * 12);
    let mut found = entries.filter(|at| short(*at) == Some(0x0112));
    let turned = short(found.next()? + 8)?;
    u8::try_from(turned)
        .ok()
        .filter(|turned| (1..=8).contains(turned))
}

/// Returns an EXIF segment that says how a picture is rotated, and nothing else.
fn orientation_only(turned: u8) -> Vec<u8> {
    let mut segment = vec![MARK, APP1, 0, 34];
    segment.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([turned, 0, 0, 0, 0, 0, 0]);
    segment
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use img_parts::jpeg::Jpeg;
    use proptest::prelude::*;
    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    /// Makes a one-line JPEG with an EXIF that says where it was taken and that it is rotated, a comment, and a video after its end.
    fn photograph() -> Vec<u8> {
        let mut exif =
            b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPSLatitude 51.5074");
        let mut bytes = vec![0xff, 0xd8];
        for (marker, content) in [
            (0xe0_u8, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0".as_slice()),
            (0xe1, &exif),
            (0xe1, b"http://ns.adobe.com/xap/1.0/\0GPSLongitude"),
            (0xed, b"Photoshop 3.0\0 London"),
            (0xfe, b"taken at Mill Lane"),
            (0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
            (0xda, &[1, 1, 0, 0, 63, 0]),
        ] {
            bytes.extend([0xff, marker]);
            bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
            bytes.extend(content);
        }
        bytes.extend([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]);
        bytes.extend(b"ftypmp42 GPSCoordinates");
        bytes
    }

    #[test]
    fn the_kind_of_a_file_is_told_by_its_content() {
        let cases: [(&[u8], Option<Kind>); 6] = [
            (b"\x89PNG\r\n", Some(Kind::Png)),
            (b"\xff\xd8\xff\xe0", Some(Kind::Jpeg)),
            (b"%PDF-1.7", Some(Kind::Pdf)),
            (b"<script>", Some(Kind::Text)),
            (b"MZ\x90\0\x03", None),
            (b"\x7fELF\0", None),
        ];
        for (content, kind) in cases {
            assert_eq!(Kind::of(content), kind);
        }
    }

    #[test]
    fn a_photograph_is_kept_without_where_it_was_taken_and_still_upright() {
        let (kind, kept) = admitted(&photograph()).unwrap();
        assert_eq!(kind, Kind::Jpeg);
        for word in ["GPS", "51.5074", "London", "Mill Lane", "ftyp", "xap"] {
            let has = kept.windows(word.len()).any(|part| part == word.as_bytes());
            assert!(!has, "{word}");
        }
        assert!(kept.ends_with(&[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]));
        let again = Jpeg::from_bytes(Bytes::from(kept.clone())).unwrap();
        assert_eq!(again.dimensions(), Some((1, 1)));
        let exif = again.segment_by_marker(APP1).unwrap();
        assert_eq!(orientation(exif.contents()), Some(6));
        assert_eq!(
            admitted(&kept),
            Ok((Kind::Jpeg, kept.clone())),
            "once is enough"
        );
        assert_eq!(admitted(&photograph()[..60]), Err(Refusal::BrokenPicture));
    }

    #[test]
    fn a_png_is_kept_without_its_texts() {
        let chunk = |kind: &[u8; 4], content: &[u8]| {
            img_parts::png::PngChunk::new(*kind, Bytes::copy_from_slice(content))
                .encoder()
                .bytes()
        };
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        bytes.extend(chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
        bytes.extend(chunk(b"eXIf", b"II*\0 GPSLatitude"));
        bytes.extend(chunk(b"tEXt", b"Comment\0taken at Mill Lane"));
        bytes.extend(chunk(b"IDAT", &[1, 2, 3]));
        bytes.extend(chunk(b"IEND", b""));
        let (_, kept) = admitted(&bytes).unwrap();
        assert!(!kept.windows(3).any(|part| part == b"GPS"));
        assert!(!kept.windows(9).any(|part| part == b"Mill Lane"));
        assert!(kept.windows(4).any(|part| part == b"IDAT"));
        assert_eq!(admitted(b"\x89PNG\r\n\x1a\n"), Err(Refusal::BrokenPicture));
    }

    fn packed(names: &[&str]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(b"x").unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_runs_when_it_is_opened_is_refused_with_the_reason() {
        for (names, outcome) in [
            (&["[Content_Types].xml", "word/document.xml"][..], Ok(())),
            (&["mimetype", "content.xml"], Ok(())),
            (
                &[
                    "[Content_Types].xml",
                    "word/document.xml",
                    "word/vbaProject.bin",
                ],
                Err(Refusal::Macros),
            ),
            (
                &["mimetype", "content.xml", "Basic/Standard/Module1.xml"],
                Err(Refusal::Macros),
            ),
            (&["setup.exe"], Err(Refusal::Program)),
            (&["[Content_Types].xml", "word/a.js"], Err(Refusal::Program)),
            (&["notes.txt"], Err(Refusal::Packed)),
        ] {
            let read = admitted(&packed(names)).map(|(kind, _)| assert_eq!(kind, Kind::Office));
            assert_eq!(read, outcome, "{names:?}");
        }
        assert_eq!(admitted(b"MZ\x90\0\x03"), Err(Refusal::Program));
        assert_eq!(admitted(b"#!/bin/sh\nrm"), Err(Refusal::Program));
        assert_eq!(admitted(b"\0\x01\x02"), Err(Refusal::Unknown));
        assert_eq!(admitted(b"PK\x03\x04 and nothing"), Err(Refusal::Unknown));
    }

    proptest! {
        #[test]
        fn any_bytes_end_in_a_kind_or_a_refusal(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _read = admitted(&bytes);
            for head in [b"\xff\xd8\xff".as_slice(), b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"] {
                let _read = admitted(&[head, &bytes].concat());
            }
        }

        #[test]
        fn a_photograph_is_kept_as_it_was_kept_before(bytes in proptest::collection::vec(prop_oneof![Just(MARK), Just(0), Just(4), any::<u8>()], 0..60)) {
            let photograph = photograph();
            let end = photograph.iter().rposition(|byte| *byte == EOI).unwrap() - 1;
            let file = [&photograph[..end], &bytes, &[MARK, EOI]].concat();
            if let Ok((kind, kept)) = admitted(&file) {
                prop_assert_eq!(admitted(&kept), Ok((kind, kept)));
            }
        }
    }
}
