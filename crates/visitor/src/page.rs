//! A page as somebody reads it.

use axum::http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html, Selector};

/// A page, or another answer of the service.
#[derive(Clone, Debug)]
pub struct Page {
    path: String,
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// A form as it stands in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageForm {
    /// Where it is sent.
    pub action: String,
    /// What is sent when nothing is typed: names and values.
    pub filled: Vec<(String, String)>,
    /// Every field and, for a choice, what it offers.
    pub fields: Vec<(String, Option<Vec<String>>)>,
}

impl Page {
    /// Takes an answer.
    pub fn new(path: &str, status: StatusCode, headers: HeaderMap, body: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            status,
            headers,
            body: body.to_vec(),
        }
    }

    /// Returns the status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    pub(crate) fn is_redirect(&self) -> bool {
        self.status.is_redirection()
    }

    /// Returns the address at which the page was found, after every redirect.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the address at which the page was found, without its query.
    pub fn address(&self) -> String {
        without_query(&self.path)
    }

    /// Returns a header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }

    /// Returns where a redirect leads.
    pub fn location(&self) -> &str {
        self.header(header::LOCATION.as_str())
    }

    /// Returns the body as it was sent.
    pub fn body(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the title.
    pub fn title(&self) -> String {
        self.first("title")
    }

    /// Returns the heading.
    pub fn heading(&self) -> String {
        self.first("h1")
    }

    /// Returns the words between the navigation and the footer.
    pub fn text(&self) -> String {
        self.first("main")
    }

    /// Returns the words of the first element that a selector finds; empty where there is none.
    pub fn first(&self, selector: &str) -> String {
        self.all(selector).into_iter().next().unwrap_or_default()
    }

    /// Returns the words of every element that a selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        self.html().select(&css(selector)).map(words).collect()
    }

    /// Returns a column of the first table that has it. Empty where no table has.
    pub fn column(&self, name: &str) -> Vec<String> {
        let html = self.html();
        for table in html.select(&css("table")) {
            let place = table
                .select(&css("thead th"))
                .position(|head| words(head) == name);
            if let Some(place) = place {
                return table
                    .select(&css("tbody tr"))
                    .filter_map(|row| row.select(&css("th, td")).nth(place))
                    .map(words)
                    .collect();
            }
        }
        Vec::new()
    }

    /// Returns the messages of the error summary.
    pub fn errors(&self) -> Vec<String> {
        self.all(".govuk-error-summary__list li")
    }

    /// Returns what the page says was done.
    pub fn said(&self) -> String {
        self.first(".govuk-notification-banner--success .govuk-notification-banner__content")
    }

    /// Returns where a link leads, by its words.
    ///
    /// Panics where there is none.
    pub fn link(&self, text: &str) -> String {
        self.find_link(text).unwrap_or_else(|| {
            panic!(
                "{} has no link {text:?}; it has {:?}",
                self.path,
                self.all("a[href]")
            )
        })
    }

    /// Returns where the first link of these words leads.
    pub fn find_link(&self, text: &str) -> Option<String> {
        self.link_where(|words| words == text)
    }

    /// Returns where the first link leads whose words begin so; the rest often says to whom it belongs.
    pub fn link_beginning(&self, text: &str) -> Option<String> {
        self.link_where(|words| words.starts_with(text))
    }

    fn link_where(&self, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let html = self.html();
        let found = html
            .select(&css("a[href]"))
            .find(|link| is_wanted(&words(*link)))
            .and_then(|link| link.attr("href"));
        found.map(str::to_owned)
    }

    /// Returns every address that begins so and that a link of the page leads to.
    pub fn all_links(&self, start: &str) -> Vec<String> {
        let (html, links) = (self.html(), css("a[href]"));
        html.select(&links)
            .filter_map(|link| link.attr("href"))
            .filter(|href| href.starts_with(start))
            .map(str::to_owned)
            .collect()
    }

    /// Returns whether there is a link of these words.
    pub fn has_link(&self, text: &str) -> bool {
        self.all("a[href]").iter().any(|words| words == text)
    }

    /// Returns what a field holds; empty where nothing is chosen.
    ///
    /// Panics where there is no such field.
    pub fn field(&self, name: &str) -> String {
        let form = self
            .forms()
            .into_iter()
            .find(|form| form.fields.iter().any(|(field, _)| field == name))
            .unwrap_or_else(|| panic!("{} has no field {name:?}", self.path));
        form.filled
            .into_iter()
            .find(|(field, _)| field == name)
            .map_or_else(String::new, |(_, value)| value)
    }

    /// Returns what a choice offers, as it is sent. Empty where no form has it.
    pub fn offered(&self, name: &str) -> Vec<String> {
        let fields = self.forms().into_iter().flat_map(|form| form.fields);
        let mut offered = fields.filter(|(field, _)| field == name);
        offered.next().and_then(|(_, all)| all).unwrap_or_default()
    }

    /// Returns what a choice sends for the words beside it: those of an option, or of the label of a box or button.
    pub fn choice(&self, name: &str, text: &str) -> Option<String> {
        let html = self.html();
        let options = css("main select option");
        let of_list = |option: &ElementRef<'_>| {
            let list = option
                .ancestors()
                .find_map(ElementRef::wrap)
                .filter(|one| one.value().name() == "select");
            list.and_then(|list| list.attr("name")) == Some(name) && words(*option) == text
        };
        if let Some(option) = html.select(&options).find(of_list) {
            return Some(
                option
                    .attr("value")
                    .map_or_else(|| words(option), str::to_owned),
            );
        }
        let labels = css("main label[for]");
        let label = html.select(&labels).filter(|label| words(*label) == text);
        let fields = css("main input[id]");
        label
            .filter_map(|label| label.attr("for"))
            .find_map(|id| {
                let mut fields = html.select(&fields);
                fields
                    .find(|field| field.attr("id") == Some(id) && field.attr("name") == Some(name))
            })
            .and_then(|field| field.attr("value").map(str::to_owned))
    }

    /// Returns a key for the forms of whoever is signed in, from the first form of the page that has one.
    pub fn form_key(&self) -> String {
        let key = |form: PageForm| {
            let named = |(name, _): &(String, String)| name == "form_key";
            form.filled.into_iter().find(named).map(|(_, value)| value)
        };
        self.forms_in("form[method=post]")
            .into_iter()
            .find_map(key)
            .unwrap_or_default()
    }

    /// Returns the forms between the navigation and the footer that are sent by POST.
    pub fn forms(&self) -> Vec<PageForm> {
        self.forms_in("main form[method=post]")
    }

    /// Returns the forms that a selector finds.
    pub fn forms_in(&self, selector: &str) -> Vec<PageForm> {
        self.html()
            .select(&css(selector))
            .map(|form| read_form(form, &self.path))
            .collect()
    }

    fn html(&self) -> Html {
        Html::parse_document(&self.body())
    }
}

/// Returns an address without its query.
pub fn without_query(address: &str) -> String {
    address.split('?').next().unwrap_or_default().to_owned()
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

/// Returns the words of an element as somebody reads them, one space between.
fn words(element: ElementRef<'_>) -> String {
    let text: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
    text.join(" ")
}

fn read_form(form: ElementRef<'_>, path: &str) -> PageForm {
    let mut read = PageForm {
        action: form.attr("action").unwrap_or(path).to_owned(),
        filled: Vec::new(),
        fields: Vec::new(),
    };
    for field in form.select(&css(
        "input[name], textarea[name], select[name], button[name]",
    )) {
        if field.attr("disabled").is_some() {
            continue;
        }
        read_field(&mut read, field);
    }
    read
}

fn read_field(form: &mut PageForm, field: ElementRef<'_>) {
    let name = field.attr("name").unwrap_or_default().to_owned();
    let value = field.attr("value");
    match (field.value().name(), field.attr("type").unwrap_or("text")) {
        ("textarea", _) => {
            // A browser drops one line end after the opening tag.
            let text: String = field.text().collect();
            let text = text.strip_prefix('\n').unwrap_or(&text).to_owned();
            form.fields.push((name.clone(), None));
            form.filled.push((name, text));
        }
        ("select", _) => {
            let option = |option: ElementRef<'_>| {
                option
                    .attr("value")
                    .map_or_else(|| words(option), str::to_owned)
            };
            let offered: Vec<String> = field.select(&css("option")).map(option).collect();
            let chosen = field.select(&css("option[selected]")).map(option).next();
            let chosen = chosen.or_else(|| offered.first().cloned());
            form.fields.push((name.clone(), Some(offered)));
            form.filled.extend(chosen.map(|chosen| (name, chosen)));
        }
        // Which of two buttons is pressed can be said, and none is until then.
        ("button", _) | (_, "radio" | "checkbox") => {
            let value = value.unwrap_or("on").to_owned();
            match form.fields.iter_mut().find(|(known, _)| *known == name) {
                Some((_, Some(offered))) => offered.push(value.clone()),
                _ => form.fields.push((name.clone(), Some(vec![value.clone()]))),
            }
            if field.attr("checked").is_some() {
                form.filled.push((name, value));
            }
        }
        (_, "submit" | "button" | "image" | "reset") => {}
        (_, "file") => form.fields.push((name, None)),
        _ => {
            form.fields.push((name.clone(), None));
            form.filled.push((name, value.unwrap_or("").to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filled;

    const ASKED: &str = "<main><h1>Apply</h1><a href='/one'>Change<span>: the day</span></a><form method=post action=/send>\
        <input type=hidden name=form_key value=k1><input name=words value=typed>\
        <input type=radio name=what value=7 id=what-1><label for=what-1> Heritage\n assistant</label>\
        <input type=radio name=what value=8 id=what-2 checked><label for=what-2>Gardener</label>\
        <select name=who><option value=''>Nobody</option><option value=9>Ola</option></select>\
        <button>Save</button></form></main>";

    fn asked() -> Page {
        Page::new("/apply", StatusCode::OK, HeaderMap::new(), ASKED.as_bytes())
    }

    #[test]
    fn a_choice_is_made_by_the_words_beside_it() {
        let page = asked();
        assert_eq!(
            page.choice("what", "Heritage assistant").as_deref(),
            Some("7")
        );
        assert_eq!(page.choice("who", "Ola").as_deref(), Some("9"));
        assert_eq!(page.choice("who", "Heritage assistant"), None);
        assert_eq!(page.choice("what", "Heritage"), None);
    }

    #[test]
    fn a_form_keeps_what_it_holds_and_takes_what_it_offers() {
        let sent = |typed: &[(&str, &str)]| filled(&asked(), typed);
        let (action, fields) = sent(&[("what", "7")]).unwrap();
        assert_eq!(action, "/send");
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let expected = [
            ("form_key", "k1"),
            ("words", "typed"),
            ("who", ""),
            ("what", "7"),
        ];
        assert_eq!(fields, expected);
        assert!(sent(&[("what", "10")]).is_err(), "it is not offered");
        assert!(
            sent(&[("when", "today")]).is_err(),
            "there is no such field"
        );
    }

    #[test]
    fn a_link_is_found_by_its_words_or_how_they_begin() {
        let page = asked();
        assert_eq!(page.find_link("Change : the day").as_deref(), Some("/one"));
        assert_eq!(page.link_beginning("Change").as_deref(), Some("/one"));
        assert_eq!(page.find_link("Change"), None);
    }
}
