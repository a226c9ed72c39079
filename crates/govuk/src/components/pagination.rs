//! Links between the pages of a long list, or to the page before and after.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// Links between the pages of a long list, or to the page before and after.
///
/// ```
/// # use govuk::Pagination;
/// let pages = Pagination::of(2, 9, |page| format!("?page={page}"));
/// assert!(pages.to_string().contains("aria-label=\"Page 3\""));
/// ```
#[derive(Template, Clone, Debug)]
#[template(path = "pagination.html")]
pub struct Pagination {
    previous: Option<Neighbour>,
    next: Option<Neighbour>,
    items: Vec<PageItem>,
    label: Html,
    extra: Extra,
}

#[derive(Clone, Debug)]
struct Neighbour {
    href: String,
    text: Html,
    label: Option<Html>,
}

#[derive(Clone, Debug)]
enum PageItem {
    Page {
        number: Html,
        href: String,
        is_current: bool,
        label: Html,
    },
    Gap,
}

component! { Pagination }
extra_methods! { Pagination }

impl Default for Pagination {
    fn default() -> Self {
        Self {
            previous: None,
            next: None,
            items: Vec::new(),
            label: Html::literal("Pagination"),
            extra: Extra::default(),
        }
    }
}

impl Pagination {
    /// Makes links without any yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the links of page `current` of `last`, both counted from 1: the first, the last, the neighbours and gaps.
    pub fn of(current: usize, last: usize, href: impl Fn(usize) -> String) -> Self {
        let mut pagination = Self::default();
        if current > 1 {
            pagination = pagination.previous(href(current - 1));
        }
        let mut shown_up_to = 0;
        for page in
            (1..=last).filter(|&page| page == 1 || page == last || page.abs_diff(current) <= 1)
        {
            if page > shown_up_to + 1 {
                pagination = pagination.gap();
            }
            pagination = pagination.add_page(page.into(), href(page), page == current);
            shown_up_to = page;
        }
        if current < last {
            pagination = pagination.next(href(current + 1));
        }
        pagination
    }

    /// Adds the link "Previous page".
    pub fn previous(self, href: impl Into<String>) -> Self {
        self.previous_saying(
            href,
            Html::literal("Previous<span class=\"govuk-visually-hidden\"> page</span>"),
            None::<Html>,
        )
    }

    /// Adds the link "Next page".
    pub fn next(self, href: impl Into<String>) -> Self {
        self.next_saying(
            href,
            Html::literal("Next<span class=\"govuk-visually-hidden\"> page</span>"),
            None::<Html>,
        )
    }

    /// Adds a link to the page before in other words. The label, such as the page's title, is shown only without page
    /// numbers.
    pub fn previous_saying(
        mut self,
        href: impl Into<String>,
        text: impl Into<Html>,
        label: Option<impl Into<Html>>,
    ) -> Self {
        self.previous = Some(Neighbour {
            href: href.into(),
            text: text.into(),
            label: label.map(Into::into),
        });
        self
    }

    /// Adds a link to the page after in other words. The label, such as the page's title, is shown only without page
    /// numbers.
    pub fn next_saying(
        mut self,
        href: impl Into<String>,
        text: impl Into<Html>,
        label: Option<impl Into<Html>>,
    ) -> Self {
        self.next = Some(Neighbour {
            href: href.into(),
            text: text.into(),
            label: label.map(Into::into),
        });
        self
    }

    /// Adds the link to a page by its number.
    pub fn page(self, number: impl Into<Html>, href: impl Into<String>) -> Self {
        self.add_page(number.into(), href.into(), false)
    }

    /// Adds the page that is shown.
    pub fn current(self, number: impl Into<Html>, href: impl Into<String>) -> Self {
        self.add_page(number.into(), href.into(), true)
    }

    /// Adds the sign that pages are left out.
    pub fn gap(mut self) -> Self {
        self.items.push(PageItem::Gap);
        self
    }

    /// Sets what a screen reader calls the links, "Pagination" by default. Two on one page need different names.
    pub fn label(mut self, label: impl Into<Html>) -> Self {
        self.label = label.into();
        self
    }

    fn add_page(mut self, number: Html, href: String, is_current: bool) -> Self {
        let label = Html::joined([Html::literal("Page "), number.clone()]);
        self.items.push(PageItem::Page {
            number,
            href,
            is_current,
            label,
        });
        self
    }

    /// Without page numbers the links are one below the other.
    fn is_block(&self) -> bool {
        self.items.is_empty() && (self.previous.is_some() || self.next.is_some())
    }
}
