//! How the pages stand on a home screen: under a name and a picture that say nothing about care.

use axum::{
    http::{HeaderValue, header},
    response::IntoResponse,
};

use crate::shell::web::Answer;

const MANIFEST: &str = r##"{"name":"My pages","short_name":"My pages","id":"/my","start_url":"/my","scope":"/my","display":"standalone","background_color":"#ffffff","theme_color":"#ffffff","icons":[{"src":"/my/icon.svg","sizes":"any","type":"image/svg+xml","purpose":"any"}]}"##;

const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" rx="18" fill="#3d4f5f"/><path d="M28 34h40M28 48h40M28 62h24" stroke="#fff" stroke-width="6" stroke-linecap="round"/></svg>"##;

fn file(kind: &'static str, content: &'static str) -> Answer {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=86400"),
        ),
    ];
    Ok((headers, content).into_response())
}

/// Says how the pages stand on a home screen.
pub(super) async fn manifest() -> Answer {
    file("application/manifest+json", MANIFEST)
}

/// Draws the picture.
pub(super) async fn icon() -> Answer {
    file("image/svg+xml", ICON)
}
