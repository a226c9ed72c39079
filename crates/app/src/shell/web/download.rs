//! File downloads.

use axum::{
    http::{HeaderValue, header},
    response::IntoResponse,
};

use super::{Answer, WebError};

/// Returns a cell that no spreadsheet reads as a formula.
pub fn plain_cell(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Answers with a file to download. `kind` is its content type; `name` has no quotes in it.
pub fn download(kind: &str, name: &str, body: Vec<u8>) -> Answer {
    let named = format!("attachment; filename=\"{name}\"");
    let named = HeaderValue::try_from(named).map_err(WebError::broken)?;
    let kind = HeaderValue::try_from(kind).map_err(WebError::broken)?;
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_DISPOSITION, named),
        ],
        body,
    )
        .into_response())
}

#[cfg(test)]
mod tests {
    use super::super::download::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+44", "'+44"),
            ("-", "'-"),
            ("@here", "'@here"),
            ("Kai", "Kai"),
            ("", ""),
        ] {
            assert_eq!(plain_cell(cell), written);
        }
    }
}
