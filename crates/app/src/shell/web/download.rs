//! File downloads.

use axum::{
    http::{HeaderValue, header},
    response::IntoResponse,
};

use store::{ReadTx, files};
use values::{CouncilId, FileId};

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

/// Answers with a kept photo or PDF to download, under a name that gets its ending.
pub(crate) async fn give_file(
    mut tx: ReadTx,
    council: CouncilId,
    file: Option<FileId>,
    name: &str,
) -> Answer {
    let file = file.ok_or(WebError::NotFound)?;
    let row = files::find(&mut tx, council.into(), file).await?;
    let row = row.ok_or(WebError::NotFound)?;
    let content = files::content(&mut tx, &row).await?;
    let ending = match row.content_type.as_str() {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        _ => "pdf",
    };
    download(&row.content_type, &format!("{name}.{ending}"), content)
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
