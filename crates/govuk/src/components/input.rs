//! A field for one line of text.

use askama::Template;

use super::field::{Field, field_methods, label_methods};
use crate::attributes::{Extra, component, extra_methods};
use crate::{Html, Label};

/// A field for one line of text.
///
/// ```
/// # use govuk::{Input, Width};
/// let given_name = Input::new("given-name", "Given name")
///     .hint("As it is on the passport")
///     .value("Kai")
///     .width(Width::Characters20)
///     .error(Some("Enter a given name"));
/// assert!(given_name.to_string().contains("value=\"Kai\""));
/// ```
#[derive(Template, Clone, Debug)]
#[template(path = "input.html")]
pub struct Input {
    field: Field,
    label: Label,
    value: Option<String>,
    kind: &'static str,
    prefix: Option<Html>,
    suffix: Option<Html>,
    inputmode: Option<&'static str>,
    autocomplete: Option<&'static str>,
    autocapitalize: Option<&'static str>,
    pattern: Option<&'static str>,
    spellcheck: Option<bool>,
    disabled: bool,
    extra: Extra,
}

component! { Input }
extra_methods! { Input }
field_methods! { Input }
label_methods! { Input }

/// How wide a field is: by the characters that fit, or as a part of the page's width on a wide screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says all there is to say")]
pub enum Width {
    Characters2,
    Characters3,
    Characters4,
    Characters5,
    Characters10,
    Characters20,
    Characters30,
    OneQuarter,
    OneThird,
    OneHalf,
    TwoThirds,
    ThreeQuarters,
    Full,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Characters2 => "govuk-input--width-2",
            Self::Characters3 => "govuk-input--width-3",
            Self::Characters4 => "govuk-input--width-4",
            Self::Characters5 => "govuk-input--width-5",
            Self::Characters10 => "govuk-input--width-10",
            Self::Characters20 => "govuk-input--width-20",
            Self::Characters30 => "govuk-input--width-30",
            Self::OneQuarter => "govuk-!-width-one-quarter",
            Self::OneThird => "govuk-!-width-one-third",
            Self::OneHalf => "govuk-!-width-one-half",
            Self::TwoThirds => "govuk-!-width-two-thirds",
            Self::ThreeQuarters => "govuk-!-width-three-quarters",
            Self::Full => "govuk-!-width-full",
        }
    }
}

impl Input {
    /// Makes a field for text.
    pub fn new(id: impl Into<String>, label: impl Into<Html>) -> Self {
        let field = Field::new(id);
        Self {
            label: Label::new(label, field.id.clone()),
            field,
            value: None,
            kind: "text",
            prefix: None,
            suffix: None,
            inputmode: None,
            autocomplete: None,
            autocapitalize: None,
            pattern: None,
            spellcheck: None,
            disabled: false,
            extra: Extra::default(),
        }
    }

    /// Sets what the field holds.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Sets the width.
    pub fn width(self, width: Width) -> Self {
        self.class(width.class())
    }

    /// Sets the HTML type, such as `search`.
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// Makes it a field for an email address.
    pub fn email(self) -> Self {
        self.kind("email").autocomplete("email").spellcheck(false)
    }

    /// Makes it a field for a telephone number.
    pub fn telephone(self) -> Self {
        self.kind("tel").autocomplete("tel")
    }

    /// Makes it a field for a whole number, with the number keys on a phone.
    pub fn whole_number(self) -> Self {
        self.inputmode("numeric").spellcheck(false)
    }

    /// Makes it a field for pounds and pence, with the sign before it.
    pub fn pounds(self) -> Self {
        self.prefix("£").inputmode("decimal").spellcheck(false)
    }

    /// Sets what comes before the field. Screen readers skip it, so the label must say it as well.
    pub fn prefix(mut self, prefix: impl Into<Html>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// Sets what comes after the field. Screen readers skip it, so the label must say it as well.
    pub fn suffix(mut self, suffix: impl Into<Html>) -> Self {
        self.suffix = Some(suffix.into());
        self
    }

    /// Sets the keys that a phone shows.
    pub fn inputmode(mut self, inputmode: &'static str) -> Self {
        self.inputmode = Some(inputmode);
        self
    }

    /// Sets what the browser can fill in.
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// Sets what a phone turns into capitals.
    pub fn autocapitalize(mut self, autocapitalize: &'static str) -> Self {
        self.autocapitalize = Some(autocapitalize);
        self
    }

    /// Sets the regular expression that the value must match.
    pub fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Says whether the browser checks the spelling.
    pub fn spellcheck(mut self, spellcheck: bool) -> Self {
        self.spellcheck = Some(spellcheck);
        self
    }

    /// Makes the field one that cannot be filled in.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}
