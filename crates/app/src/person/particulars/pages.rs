//! The forms of particulars.

use govuk::{Html, Input, Radios, Select, Textarea};

use super::{
    forms::Typed,
    model::{Asks, Entry, Field, Group},
};
use crate::shell::web::{Ctx, Errors, FormPage};

/// The most choices shown as radios. More are shown as a drop-down list.
const RADIOS: usize = 6;

fn input(field: &Field, typed: &Typed, errors: &Errors) -> Html {
    let text = typed.texts.get(field.name).map_or("", String::as_str);
    let label = if field.needed.is_empty() {
        format!("{} (optional)", field.label)
    } else {
        field.label.to_owned()
    };
    let error = errors.at(field.name);
    match field.asks {
        Asks::Words => {
            let input = Input::new(field.name, label).value(text).error(error);
            Html::of(hinted(input, field, |input, hint| input.hint(hint)))
        }
        Asks::Lines => {
            let area = Textarea::new(field.name, label)
                .rows(3)
                .value(text)
                .error(error);
            Html::of(hinted(area, field, |area, hint| area.hint(hint)))
        }
        Asks::Day => {
            let typed = typed.days.get(field.name).cloned().unwrap_or_default();
            let date = typed.field(field.name, &label, errors);
            Html::of(hinted(date, field, |date, hint| date.hint(hint)))
        }
        Asks::OneOf(choices) => {
            let choices = choices();
            if choices.len() > RADIOS {
                let mut select = Select::new(field.name, label)
                    .item(
                        "",
                        if field.needed.is_empty() {
                            "Not known"
                        } else {
                            "Choose one"
                        },
                    )
                    .selected(text)
                    .error(error);
                for (code, words) in choices {
                    select = select.item(code, words);
                }
                return Html::of(hinted(select, field, |select, hint| select.hint(hint)));
            }
            let mut radios = Radios::new(field.name, label).selected(text).error(error);
            for (code, words) in choices {
                radios = radios.item(code, words);
            }
            if field.needed.is_empty() {
                radios = radios.item("", "Not known");
            }
            Html::of(hinted(radios, field, |radios, hint| radios.hint(hint)))
        }
    }
}

fn hinted<Component>(
    component: Component,
    field: &Field,
    hint: impl FnOnce(Component, &'static str) -> Component,
) -> Component {
    if field.hint.is_empty() {
        component
    } else {
        hint(component, field.hint)
    }
}

fn page(
    ctx: &Ctx,
    heading: &str,
    name: &str,
    back: &str,
    fields: &'static [Field],
    typed: &Typed,
    errors: &Errors,
) -> FormPage {
    let dates: Vec<&str> = fields
        .iter()
        .filter(|field| matches!(field.asks, Asks::Day))
        .map(|field| field.name)
        .collect();
    let mut page = FormPage::new(ctx, heading)
        .caption(name)
        .errors(errors, &dates)
        .cancel(back);
    for field in fields {
        page = page.field(input(field, typed, errors));
    }
    page
}

/// The form of a group of facts.
pub(super) fn facts(
    ctx: &Ctx,
    name: &str,
    back: &str,
    group: &'static Group,
    version: i32,
    typed: &Typed,
    errors: &Errors,
) -> FormPage {
    let page = page(ctx, group.heading, name, back, group.fields, typed, errors)
        .action(format!("{}?group={}", ctx.path(), group.code))
        .version(version);
    if group.note.is_empty() {
        page
    } else {
        page.intro(Html::paragraph(group.note))
    }
}

/// The form that adds an entry.
pub(super) fn entry(
    ctx: &Ctx,
    name: &str,
    back: &str,
    entry: Entry,
    typed: &Typed,
    errors: &Errors,
) -> FormPage {
    page(
        ctx,
        entry.add_words(),
        name,
        back,
        entry.fields(),
        typed,
        errors,
    )
    .action(format!("{}?entry={}", ctx.path(), entry.code()))
}
