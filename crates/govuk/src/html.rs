//! Markup that is safe to write without escaping.

use std::borrow::Cow;
use std::fmt;

use askama::filters::{self, Escaper, HtmlSafe};
use askama::{FastWritable, Template, Values};

/// Markup that is safe to write without escaping.
///
/// Text becomes markup by `Html::from`, which escapes it, so every parameter of type `impl Into<Html>` takes plain text,
/// a number, a component or a mixture made with [`Html::joined`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(Cow<'static, str>);

impl Html {
    /// Takes markup written in the source code. What a person typed cannot get here, because it is not `'static`.
    pub const fn literal(markup: &'static str) -> Self {
        Self(Cow::Borrowed(markup))
    }

    /// Takes text in which everything is already escaped.
    pub(crate) fn escaped(text: String) -> Self {
        Self(text.into())
    }

    /// Draws a component, so that a page can hold a list of different ones.
    pub fn of(component: impl Into<Self>) -> Self {
        component.into()
    }

    /// Takes a picture drawn as SVG. The code that draws it escapes every text in it.
    pub fn drawing(svg: String) -> Self {
        Self(Cow::Owned(svg))
    }

    /// Writes text with its own lines.
    pub fn lines(text: impl Into<Self>) -> Self {
        Self(Cow::Owned(format!(
            "<span class=\"foothold-text\">{}</span>",
            text.into()
        )))
    }

    /// Takes a block of data for an element that is never run. Nothing inside can end the element: every `<` is written as its code.
    pub fn json(json: &str) -> Self {
        Self(Cow::Owned(json.replace('<', "\\u003c")))
    }

    /// Draws a template whose file ends in `.html`; other kinds do not escape and do not belong here.
    ///
    /// Errors: those of a template's own filters; ours use none that fail.
    pub fn render(template: &impl Template) -> askama::Result<Self> {
        Ok(Self(Cow::Owned(template.render()?)))
    }

    /// Writes the parts one after the other: `Html::joined([field.into(), button.into()])`.
    pub fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().collect()
    }

    /// Writes something else after it.
    pub fn and(self, next: impl Into<Self>) -> Self {
        Self::joined([self, next.into()])
    }

    /// Writes text as a paragraph.
    pub fn paragraph(content: impl Into<Self>) -> Self {
        Self(Cow::Owned(format!(
            "<p class=\"govuk-body\">{}</p>",
            content.into()
        )))
    }

    /// Writes text that only a screen reader says.
    pub fn hidden(content: impl Into<Self>) -> Self {
        Self(Cow::Owned(format!(
            "<span class=\"govuk-visually-hidden\">{}</span>",
            content.into()
        )))
    }

    /// Writes a link within a sentence.
    pub fn link(href: impl AsRef<str>, content: impl Into<Self>) -> Self {
        let (href, content) = (Self::from(href.as_ref()), content.into());
        let parts = [
            "<a class=\"govuk-link\" href=\"",
            href.as_str(),
            "\">",
            content.as_str(),
            "</a>",
        ];
        Self(Cow::Owned(parts.concat()))
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

impl FastWritable for Html {
    fn write_into(&self, page: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(page.write_str(&self.0)?)
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<Parts: IntoIterator<Item = Html>>(parts: Parts) -> Self {
        Self(Cow::Owned(parts.into_iter().map(|part| part.0).collect()))
    }
}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        filters::Html
            .write_escaped_str(&mut escaped, text)
            .expect("writing to a string cannot fail");
        Self(Cow::Owned(escaped))
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Cow<'_, str>> for Html {
    fn from(text: Cow<'_, str>) -> Self {
        Self::from(text.as_ref())
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl From<$number> for Html {
            fn from(number: $number) -> Self {
                Self(Cow::Owned(number.to_string()))
            }
        }
    )*};
}
numbers! { i32 i64 u16 u32 u64 usize }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_once_and_markup_is_left() {
        let text = Html::from("Kai & <b>Asha</b>");
        assert_eq!(text.as_str(), "Kai &#38; &#60;b&#62;Asha&#60;/b&#62;");
        assert_eq!(Html::of(text.clone()), text);
        assert_eq!(Html::literal("<br>").and(2).as_str(), "<br>2");
    }

    #[test]
    fn a_link_cannot_be_broken_out_of() {
        assert_eq!(
            Html::link("/a?b=\"><script>", "Go").as_str(),
            "<a class=\"govuk-link\" href=\"/a?b=&#34;&#62;&#60;script&#62;\">Go</a>"
        );
    }
}
