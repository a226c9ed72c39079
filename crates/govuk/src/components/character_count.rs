//! A field for several lines of text that says how much can still be written.

use askama::Template;

use super::field::{Field, field_methods, label_methods};
use crate::attributes::{Extra, component, extra_methods};
use crate::{Html, Label};

/// A field for several lines of text that says how much can still be written. The limit is not enforced by the browser.
#[derive(Template, Clone, Debug)]
#[template(path = "character_count.html")]
pub struct CharacterCount {
    field: Field,
    label: Label,
    value: String,
    rows: u32,
    limit: Limit,
    limit_text: Option<Html>,
    threshold: Option<u32>,
    spellcheck: Option<bool>,
    words: Extra,
    extra: Extra,
}

#[derive(Clone, Copy, Debug)]
enum Limit {
    Characters(u32),
    Words(u32),
}

component! { CharacterCount }
extra_methods! { CharacterCount }
field_methods! { CharacterCount }
label_methods! { CharacterCount }

impl CharacterCount {
    /// Makes a field of five lines that holds at most `characters`.
    pub fn new(id: impl Into<String>, label: impl Into<Html>, characters: u32) -> Self {
        let field = Field::new(id);
        Self {
            label: Label::new(label, field.id.clone()),
            field,
            value: String::new(),
            rows: 5,
            limit: Limit::Characters(characters),
            limit_text: None,
            threshold: None,
            spellcheck: None,
            words: Extra::default(),
            extra: Extra::default(),
        }
    }

    /// Counts words instead, at most `words`.
    pub fn words(mut self, words: u32) -> Self {
        self.limit = Limit::Words(words);
        self
    }

    /// Sets what the field holds.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Sets the number of lines that are seen at once.
    pub fn rows(mut self, rows: u32) -> Self {
        self.rows = rows;
        self
    }

    /// Shows the count only once this share of the limit is used, in percent.
    pub fn threshold_percent(mut self, percent: u32) -> Self {
        self.threshold = Some(percent);
        self
    }

    /// Says whether the browser checks the spelling.
    pub fn spellcheck(mut self, spellcheck: bool) -> Self {
        self.spellcheck = Some(spellcheck);
        self
    }

    /// Sets the sentence about the limit, instead of "You can enter up to 200 characters".
    pub fn limit_text(mut self, text: impl Into<Html>) -> Self {
        self.limit_text = Some(text.into());
        self
    }

    /// Sets a sentence that the script says, in another language. `key` is the attribute with the sentence's name in
    /// GOV.UK Frontend, such as `data-i18n.characters-at-limit`.
    pub fn translation(mut self, key: &'static str, text: impl AsRef<str>) -> Self {
        self.words.add_attribute(key, text);
        self
    }

    fn limit_sentence(&self) -> Html {
        self.limit_text.clone().unwrap_or_else(|| {
            Html::from(match self.limit {
                Limit::Characters(count) => format!("You can enter up to {count} characters"),
                Limit::Words(count) => format!("You can enter up to {count} words"),
            })
        })
    }

    /// The field's description starts with the limit.
    fn describing_ids(&self) -> String {
        let limit = format!("{}-info", self.field.id);
        let others = self.field.describing_ids().unwrap_or_default();
        format!("{limit} {others}").trim_end().to_owned()
    }
}
