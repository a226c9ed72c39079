//! Classes and attributes that a page adds to a component.

use std::fmt::Write;

use crate::Html;

/// Classes and attributes beyond a component's own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extra {
    classes: String,
    attributes: String,
}

impl Extra {
    /// Adds a class, which the templates write after the component's own.
    pub(crate) fn add_class(&mut self, class: &'static str) {
        self.classes.push(' ');
        self.classes.push_str(class);
    }

    /// Adds an attribute.
    ///
    /// Panics on `style` and on event handlers, because the content security policy would silently drop them.
    pub(crate) fn add_attribute(&mut self, name: &'static str, value: impl AsRef<str>) {
        assert!(
            name != "style" && !name.starts_with("on"),
            "{name} is not allowed by the content security policy"
        );
        write!(
            self.attributes,
            " {name}=\"{}\"",
            Html::from(value.as_ref())
        )
        .expect("writing to a string cannot fail");
    }

    /// The classes, each after a space.
    pub(crate) fn classes(&self) -> &str {
        &self.classes
    }

    /// The attributes, each after a space.
    pub(crate) fn attributes(&self) -> askama::filters::Safe<&str> {
        askama::filters::Safe(&self.attributes)
    }
}

/// Makes a struct with a template a component: other templates write it unescaped, and it turns into [`Html`].
macro_rules! component {
    ($($name:ident)*) => {$(
        impl askama::filters::HtmlSafe for $name {}

        impl From<$name> for $crate::Html {
            fn from(component: $name) -> Self {
                use askama::Template;

                // It fails only where a filter does, and none of ours can.
                Self::escaped(component.render().unwrap_or_default())
            }
        }
    )*};
}
pub(crate) use component;

/// The same for a struct that writes itself out of several templates.
macro_rules! composed {
    ($($name:ident)*) => {$(
        impl askama::filters::HtmlSafe for $name {}

        impl From<$name> for $crate::Html {
            fn from(component: $name) -> Self {
                Self::escaped(component.to_string())
            }
        }
    )*};
}
pub(crate) use composed;

/// Gives a component with a field `extra` the methods `class` and `attribute`.
macro_rules! extra_methods {
    ($($name:ident)*) => {$(
        impl $name {
            /// Adds a class.
            pub fn class(mut self, class: &'static str) -> Self {
                self.extra.add_class(class);
                self
            }

            /// Adds an attribute.
            ///
            /// Panics on `style` and on event handlers, which the content security policy forbids.
            pub fn attribute(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
                self.extra.add_attribute(name, value);
                self
            }
        }
    )*};
}
pub(crate) use extra_methods;
