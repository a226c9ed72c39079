//! A form with files.

use axum::{
    extract::{FromRequest, Multipart, Request},
    http::header,
};

use super::{Ctx, Form, OwnCtx, WebError};

/// An uploaded file. Its name is what the browser says, and is not trusted.
pub struct SentFile {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A form with files, of a worker or on a young person's own pages. The one-use key of a worker's has been checked.
pub struct Upload {
    /// The fields.
    pub form: Form,
    /// The files that are not empty, in the order they were sent.
    pub files: Vec<SentFile>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let ctx = request.extensions().get::<Ctx>().cloned();
        if ctx.is_none() && request.extensions().get::<OwnCtx>().is_none() {
            return Err(WebError::broken(
                "files are taken from who is signed in only",
            ));
        }
        let kind = request.headers().get(header::CONTENT_TYPE);
        let is_plain = kind.is_some_and(|kind| {
            kind.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        });
        // Sent without a file, as by a browser that knows none.
        if is_plain {
            return Ok(Self {
                form: Form::from_request(request, state).await?,
                files: Vec::new(),
            });
        }
        let mut parts = Multipart::from_request(request, state)
            .await
            .map_err(|_| WebError::Malformed)?;
        let (mut fields, mut files) = (Vec::new(), Vec::new());
        while let Some(part) = parts.next_field().await.map_err(|_| WebError::TooLarge)? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|_| WebError::TooLarge)?;
            match file {
                Some(file) if !bytes.is_empty() => files.push(SentFile {
                    name: file,
                    bytes: bytes.to_vec(),
                }),
                Some(_) => {}
                None => fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(Self {
            form: match ctx {
                Some(ctx) => Form::checked(fields, &ctx)?,
                None => Form::unchecked(fields),
            },
            files,
        })
    }
}
