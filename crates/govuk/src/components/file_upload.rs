//! A field for a file.

use askama::Template;

use super::field::{Field, field_methods, label_methods};
use crate::attributes::{Extra, component, extra_methods};
use crate::{Html, Label};

/// A field for a file. Its form must have `enctype="multipart/form-data"`.
#[derive(Template, Clone, Debug)]
#[template(path = "file_upload.html")]
pub struct FileUpload {
    field: Field,
    label: Label,
    multiple: bool,
    disabled: bool,
    drop_zone: Option<Extra>,
    extra: Extra,
}

component! { FileUpload }
extra_methods! { FileUpload }
field_methods! { FileUpload }
label_methods! { FileUpload }

impl FileUpload {
    /// Makes a field for one file.
    pub fn new(id: impl Into<String>, label: impl Into<Html>) -> Self {
        let field = Field::new(id);
        Self {
            label: Label::new(label, field.id.clone()),
            field,
            multiple: false,
            disabled: false,
            drop_zone: None,
            extra: Extra::default(),
        }
    }

    /// Takes several files.
    pub fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }

    /// Sets what kinds of file the browser offers, such as `.csv`. What arrives must still be checked.
    pub fn accept(self, kinds: &'static str) -> Self {
        self.attribute("accept", kinds)
    }

    /// Makes the field one that cannot be filled in.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// Lets a file be dropped on the field, where JavaScript runs.
    pub fn drop_zone(mut self) -> Self {
        self.drop_zone.get_or_insert_default();
        self
    }

    /// Sets a sentence of the drop zone in another language. `key` is the attribute with the sentence's name in
    /// GOV.UK Frontend, such as `data-i18n.drop-instruction`.
    pub fn translation(mut self, key: &'static str, text: impl AsRef<str>) -> Self {
        self.drop_zone
            .get_or_insert_default()
            .add_attribute(key, text);
        self
    }
}
