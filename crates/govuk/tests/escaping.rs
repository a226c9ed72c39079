//! Whatever text a component is given, it stays text.

use govuk::*;
use proptest::prelude::*;

/// Every component with `text` wherever a page can put what a person typed.
fn every_component(text: &str) -> Vec<Html> {
    vec![
        Accordion::new(text)
            .section_with_summary(text, text, text)
            .open_section(text, text)
            .into(),
        BackLink::new(text)
            .text(text)
            .attribute("data-name", text)
            .into(),
        Breadcrumbs::new()
            .item(text, text)
            .current(text)
            .label(text)
            .into(),
        Button::new(text).name(text).value(text).id(text).into(),
        Button::link(text, text).start().into(),
        CharacterCount::new(text, text, 20)
            .value(text)
            .limit_text(text)
            .translation("data-i18n.words", text)
            .into(),
        Checkboxes::new(text, text)
            .choice(choice(text))
            .divider(text)
            .selected([text])
            .hint(text)
            .error(Some(text))
            .into(),
        DateInput::new(text, text)
            .name(text)
            .values(text, text, text)
            .labels([text; 3])
            .hint(text)
            .error(Some(text))
            .into(),
        Details::new(text, text).id(text).into(),
        ErrorMessage::new(text).prefix(text).id(text).into(),
        ErrorSummary::new([(text, text)])
            .message(text)
            .title(text)
            .description(text)
            .into(),
        Fieldset::new(text).content(text).described_by(text).into(),
        FileUpload::new(text, text)
            .translation("data-i18n.words", text)
            .hint(text)
            .error(Some(text))
            .into(),
        Footer::new()
            .link(text, text)
            .content(text)
            .title(text)
            .into(),
        Header::new(text).href(text).into(),
        Hint::new(text).id(text).into(),
        Input::new(text, text)
            .name(text)
            .value(text)
            .prefix(text)
            .suffix(text)
            .hint(text)
            .error(Some(text))
            .into(),
        InsetText::new(text).id(text).into(),
        Label::new(Html::joined([Html::from("x"), Html::from(text)]), text)
            .as_heading()
            .into(),
        NotificationBanner::new(text)
            .title(text)
            .title_id(text)
            .into(),
        NotificationBanner::of_blocks(text).success().into(),
        Pagination::new()
            .previous_saying(text, text, Some(text))
            .next(text)
            .label(text)
            .into(),
        Pagination::of(3, 9, |page| format!("?{text}={page}")).into(),
        Panel::new(text).body(text).into(),
        PhaseBanner::new(text, text).into(),
        Radios::new(text, text)
            .choice(choice(text))
            .divider(text)
            .selected(text)
            .error_prefix(text)
            .error(Some(text))
            .into(),
        Select::new(text, text)
            .blank(text)
            .choice(choice(text))
            .selected(text)
            .described_by(text)
            .into(),
        ServiceNavigation::new()
            .name_link(text, text)
            .item(text, text)
            .current_item(text, text)
            .text(text)
            .end(text)
            .into(),
        ServiceNavigation::new()
            .name(text)
            .label(text)
            .menu(text)
            .navigation_label(text)
            .navigation_id(text)
            .into(),
        SkipLink::new(text, text).into(),
        SummaryCard::new(text, facts(text))
            .action(Action::new(text, text).hidden(text))
            .into(),
        Table::new(Html::joined([Html::from("x"), Html::from(text)]))
            .column(text)
            .row([text])
            .scrollable()
            .into(),
        Tabs::new()
            .tab(text, text, text)
            .title(text)
            .id(text)
            .into(),
        Tag::overdue(text).into(),
        TaskList::new(text)
            .task(Task::new(text, text).href(text).hint(text))
            .into(),
        Textarea::new(text, text)
            .name(text)
            .value(text)
            .hint(text)
            .error(Some(text))
            .into(),
        WarningText::new(text).prefix(text).into(),
        Html::link(text, text),
        Html::paragraph(text),
        Html::hidden(text),
    ]
}

fn choice(text: &str) -> Choice {
    Choice::new(text, text)
        .hint(text)
        .reveals(text)
        .id(text)
        .name(text)
}

fn facts(text: &str) -> SummaryList {
    SummaryList::new().row(text, text).row_with_action(
        text,
        text,
        Action::new(text, text).hidden(text),
    )
}

/// How often each character of markup occurs in it.
fn marks(markup: &Html) -> [usize; 3] {
    ['<', '>', '"'].map(|mark| markup.as_str().matches(mark).count())
}

proptest! {
    #[test]
    fn no_text_ever_yields_a_tag_or_ends_an_attribute(text in "[a-z<>&\"'/= ]{1,12}") {
        let hostile = format!("x{text}x");
        for (drawn, plain) in every_component(&hostile).iter().zip(&every_component("x")) {
            prop_assert_eq!(marks(drawn), marks(plain), "{}", drawn);
            prop_assert!(!drawn.as_str().contains('\''), "{}", drawn);
        }
    }

    #[test]
    fn what_was_typed_can_be_read_back(text in "[a-z<>&\"' ]{0,12}") {
        let drawn = Html::from(text.as_str());
        let read = drawn.as_str()
            .replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&");
        prop_assert_eq!(read, text);
    }
}

#[test]
fn no_component_writes_a_style_attribute_or_a_script() {
    for drawn in every_component("x") {
        assert!(!drawn.as_str().contains(" style="), "{drawn}");
        assert!(!drawn.as_str().contains("<script"), "{drawn}");
        assert!(!drawn.as_str().contains(" on"), "{drawn}");
    }
}

#[test]
#[should_panic(expected = "style is not allowed")]
fn a_style_attribute_is_refused() {
    let _ = Tag::new("New").attribute("style", "color: red");
}

#[test]
fn a_text_that_begins_with_a_line_break_keeps_it() {
    assert!(
        Textarea::new("note", "Note")
            .value("\r\nSecond")
            .to_string()
            .contains(">\n\r\nSecond</textarea>")
    );
}
