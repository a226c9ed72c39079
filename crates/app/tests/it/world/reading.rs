//! A page or a mail as its words alone, line by line, so that a snapshot shows what a reader would see change.
//!
//! Links stand in `[]`, buttons in `<>`, and what can be typed or chosen after `____`, `( )` and `[ ]`. Ids and secrets in addresses become `…`;
//! no other word is hidden.

use scraper::{ElementRef, Html, Node, Selector};

use super::Page;

/// From this length on, a part of an address is an id or a secret.
const SECRET: usize = 20;

/// Elements that stand within a line.
const INLINE: [&str; 10] = [
    "abbr", "b", "code", "em", "i", "small", "span", "strong", "sup", "time",
];

/// Elements without words.
const SILENT: [&str; 4] = ["head", "script", "style", "template"];

/// Returns the words of a page, below its title.
pub(crate) fn reading(page: &Page) -> String {
    let html = Html::parse_document(&page.body());
    let main = first(&html, "main").unwrap_or_else(|| html.root_element());
    titled(page, Reading::of(main, &[]))
}

/// Returns the words around those of a page: what every page of whoever is signed in shows.
pub(crate) fn frame(page: &Page) -> String {
    let html = Html::parse_document(&page.body());
    let body = first(&html, "body").unwrap_or_else(|| html.root_element());
    titled(page, Reading::of(body, &["main"]))
}

fn titled(page: &Page, lines: Vec<String>) -> String {
    let mut text = format!("title: {}\n", page.title());
    for line in lines {
        if line.starts_with('#') {
            text.push('\n');
        }
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Returns a text without the ids and secrets of its addresses.
pub(crate) fn without_secrets(text: &str) -> String {
    let is_secret = |part: &str| {
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        part.len() >= SECRET && part.chars().all(is_letter)
    };
    let word = |word: &str| -> String {
        if !word.contains('/') {
            return word.to_owned();
        }
        let parts = word
            .split('/')
            .map(|part| if is_secret(part) { "…" } else { part });
        parts.collect::<Vec<_>>().join("/")
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn first<'a>(html: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).next()
}

/// What has been read so far.
#[derive(Default)]
struct Reading<'a> {
    lines: Vec<String>,
    line: String,
    /// How a choice begins whose label has not come yet.
    choice: &'static str,
    left_out: &'a [&'a str],
}

impl<'a> Reading<'a> {
    fn of(element: ElementRef<'_>, left_out: &'a [&'a str]) -> Vec<String> {
        let mut reading = Self {
            left_out,
            ..Self::default()
        };
        reading.inside(element);
        reading.end_line();
        reading.lines
    }

    fn inside(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.say(text),
                _ => ElementRef::wrap(child).map_or((), |element| self.element(element)),
            }
        }
    }

    /// Adds words as a browser lays them out: however much space stands between them, it is one.
    fn say(&mut self, text: &str) {
        let begins = text.starts_with(char::is_whitespace);
        if begins && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        self.line.push_str(&words.join(" "));
        if !words.is_empty() && text.ends_with(char::is_whitespace) {
            self.line.push(' ');
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.lines.push(without_secrets(line.trim()));
        }
    }

    /// Adds a line of its own, with what its first words are told by.
    fn block(&mut self, sign: &str, element: ElementRef<'_>) {
        self.end_line();
        let lines = Self::of(element, self.left_out);
        for (place, line) in lines.iter().enumerate() {
            let sign = if place == 0 {
                sign.to_owned()
            } else {
                " ".repeat(sign.chars().count())
            };
            self.lines.push(format!("{sign}{line}"));
        }
    }

    /// Adds the cells of a row, or a term and what is said of it, as one line.
    fn row(&mut self, between: &str, element: ElementRef<'_>) {
        self.end_line();
        let cells: Vec<String> = element
            .children()
            .filter_map(ElementRef::wrap)
            .map(|cell| Self::of(cell, self.left_out).join(" / "))
            .collect();
        self.lines.push(cells.join(between).trim_end().to_owned());
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        let is_hidden = element.attr("hidden").is_some();
        if is_hidden || SILENT.contains(&name) || self.left_out.contains(&name) {
            return;
        }
        let has_class = |class: &str| element.value().classes().any(|one| one == class);
        match name {
            "br" => self.end_line(),
            "a" if !has_class("govuk-button") => {
                let words = Self::of(element, self.left_out).join(" / ");
                self.say(&format!("[{words}]"));
            }
            "a" | "button" => {
                self.end_line();
                let words = Self::of(element, self.left_out).join(" / ");
                self.lines.push(format!("<{words}>"));
            }
            "label" => {
                let choice = std::mem::take(&mut self.choice);
                self.block(choice, element);
            }
            "input" | "textarea" => self.field(element),
            "select" => self.choices(element),
            "h1" => self.block("# ", element),
            "h2" => self.block("## ", element),
            "h3" | "h4" => self.block("### ", element),
            "li" => self.block("- ", element),
            "tr" => self.row(" | ", element),
            "summary" => self.block("> ", element),
            "img" => self.named("picture", element.attr("alt")),
            _ if has_class("govuk-summary-list__row") => self.row(": ", element),
            _ if has_class("govuk-hint") => self.block("hint: ", element),
            _ if INLINE.contains(&name) => self.inside(element),
            _ => {
                self.named("region", element.attr("aria-label"));
                self.end_line();
                self.inside(element);
                self.end_line();
            }
        }
    }

    /// Adds what a list offers. A browser chooses the first where the page chooses none.
    fn choices(&mut self, element: ElementRef<'_>) {
        let options: Vec<_> = element.children().filter_map(ElementRef::wrap).collect();
        let is_chosen = |option: &ElementRef<'_>| option.attr("selected").is_some();
        let chosen = options.iter().position(is_chosen).unwrap_or_default();
        for (place, option) in options.into_iter().enumerate() {
            self.block(if place == chosen { "(x) " } else { "( ) " }, option);
        }
    }

    /// Adds what only a screen reader says.
    fn named(&mut self, what: &str, name: Option<&str>) {
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            self.end_line();
            self.lines.push(format!("{what}: {name}"));
        }
    }

    /// Adds what can be typed or chosen. The label of a choice follows it, and stands in its line.
    fn field(&mut self, element: ElementRef<'_>) {
        let chosen = element.attr("checked").is_some();
        match element.attr("type").unwrap_or("text") {
            "hidden" => {}
            "radio" => self.choice = if chosen { "(x) " } else { "( ) " },
            "checkbox" => self.choice = if chosen { "[x] " } else { "[ ] " },
            kind => {
                self.end_line();
                let typed: String = element.text().collect();
                let typed = element.attr("value").unwrap_or(typed.trim_start());
                let typed = typed.replace('\n', " / ");
                let file = if kind == "file" { "a file" } else { "" };
                self.lines.push(
                    format!("____ {}{file}", without_secrets(&typed))
                        .trim()
                        .to_owned(),
                );
            }
        }
    }
}
