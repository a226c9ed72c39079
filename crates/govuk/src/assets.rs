//! The stylesheet, the scripts and the icon, embedded.
//!
//! A path holds a hash of the content, so a response can be cached for ever: `Cache-Control: public, max-age=31536000,
//! immutable`. Each asset is compressed at build time, so that nothing is compressed while someone waits.

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// One file that a browser asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The path it is served at, with the hash in its name.
    pub path: &'static str,
    /// The value of the header `Content-Type`.
    pub content_type: &'static str,
    /// The uncompressed content.
    pub bytes: &'static [u8],
    /// The content in brotli.
    pub brotli: &'static [u8],
    /// The content in gzip.
    pub gzip: &'static [u8],
    /// The value of the header `ETag`, in its quotation marks.
    pub etag: &'static str,
}

/// Finds the asset served at `path`.
pub fn find(path: &str) -> Option<&'static Asset> {
    ALL.into_iter().find(|asset| asset.path == path)
}

/// Every asset.
pub fn all() -> impl Iterator<Item = &'static Asset> {
    ALL.into_iter()
}

/// The path of the stylesheet, for `<link rel="stylesheet">`.
pub fn stylesheet() -> &'static str {
    STYLESHEET.path
}

/// The path of the script, for `<script type="module">`.
pub fn script() -> &'static str {
    SCRIPT.path
}

/// The path of the module that the script imports, for `<link rel="modulepreload">`.
pub fn script_library() -> &'static str {
    LIBRARY.path
}

/// The path of the icon, for `<link rel="icon" type="image/svg+xml">`.
pub fn icon() -> &'static str {
    ICON.path
}
