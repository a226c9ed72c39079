//! What every field of a form has: an id, a name, a hint and an error.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component};

/// What every field of a form has. Drawn as its hint and its error message.
#[derive(Template, Clone, Debug)]
#[template(path = "field.html")]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) hint: Option<Html>,
    pub(crate) error: Option<Html>,
    pub(crate) error_prefix: Html,
    pub(crate) described_by: Option<String>,
    pub(crate) group: Extra,
}

component! { Field }

impl Field {
    /// Makes a field whose name is its id.
    pub(crate) fn new(id: impl Into<String>) -> Self {
        let id = id.into();
        Self {
            name: id.clone(),
            id,
            hint: None,
            error: None,
            error_prefix: Html::literal("Error"),
            described_by: None,
            group: Extra::default(),
        }
    }

    /// The ids of everything that describes the field, for `aria-describedby`.
    pub(crate) fn describing_ids(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = [self.described_by.clone(), hint, error]
            .into_iter()
            .flatten()
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The classes of the element round the label, the field and its messages, each after a space.
    pub(crate) fn group_classes(&self) -> String {
        let error = if self.error.is_some() {
            " govuk-form-group--error"
        } else {
            ""
        };
        format!("{error}{}", self.group.classes())
    }
}

/// Gives a component with a field `field` the methods that every form field has.
macro_rules! field_methods {
    ($($name:ident)*) => {$(
        impl $name {
            /// Sets the name that is sent with the form, where it differs from the id.
            pub fn name(mut self, name: impl Into<String>) -> Self {
                self.field.name = name.into();
                self
            }

            /// Sets the hint.
            pub fn hint(mut self, hint: impl Into<$crate::Html>) -> Self {
                self.field.hint = Some(hint.into());
                self
            }

            /// Sets the error message, if there is one.
            pub fn error(mut self, message: Option<impl Into<$crate::Html>>) -> Self {
                self.field.error = message.map(Into::into);
                self
            }

            /// Sets the word that a screen reader says before the error message, "Error" by default.
            pub fn error_prefix(mut self, prefix: impl Into<$crate::Html>) -> Self {
                self.field.error_prefix = prefix.into();
                self
            }

            /// Adds a class to the element round the label, the field and its messages.
            pub fn group_class(mut self, class: &'static str) -> Self {
                self.field.group.add_class(class);
                self
            }

            /// Names elements elsewhere on the page that describe the field, by their ids.
            pub fn described_by(mut self, ids: impl Into<String>) -> Self {
                self.field.described_by = Some(ids.into());
                self
            }
        }
    )*};
}
pub(crate) use field_methods;

/// Gives a component with a field `label` the methods about it.
macro_rules! label_methods {
    ($($name:ident)*) => {$(
        impl $name {
            /// Makes the label the heading of the page, large unless a size was set.
            pub fn as_heading(mut self) -> Self {
                self.label = self.label.as_heading();
                self
            }

            /// Sets the size of the label.
            pub fn label_size(mut self, size: $crate::Size) -> Self {
                self.label = self.label.size(size);
                self
            }

            /// Hides the label from sight, where the page says the same beside it. A screen reader still says it.
            pub fn label_hidden(mut self) -> Self {
                self.label = self.label.class("govuk-visually-hidden");
                self
            }
        }
    )*};
}
pub(crate) use label_methods;

/// Gives a component with a field `legend` the methods about it.
macro_rules! legend_methods {
    ($($name:ident)*) => {$(
        impl $name {
            /// Makes the legend the heading of the page, large unless a size was set.
            pub fn as_heading(mut self) -> Self {
                self.legend = self.legend.map(|legend| legend.as_heading());
                self
            }

            /// Sets the size of the legend.
            pub fn legend_size(mut self, size: $crate::Size) -> Self {
                self.legend = self.legend.map(|legend| legend.size(size));
                self
            }

            /// Hides the legend from sight, where the page says the same beside it. A screen reader still says it.
            pub fn legend_hidden(mut self) -> Self {
                self.legend = self.legend.map(|legend| legend.class("govuk-visually-hidden"));
                self
            }
        }
    )*};
}
pub(crate) use legend_methods;
