//! Devices with serial numbers: where each is, and that it came back or is gone.

use govuk::{Cell, Html, Table};

use super::model::Device;
use crate::shell::web::{Ctx, Names, form_to, hidden, small_button, words};

fn device_form(ctx: &Ctx, one: &Device, words: &'static str, gone: &'static str) -> Html {
    let inner = hidden("gone", gone).and(small_button(words, &one.name));
    form_to(ctx, format!("/devices/{}/back", one.id), inner)
}

fn gone_form(ctx: &Ctx, one: &Device) -> Html {
    device_form(ctx, one, "It is lost or broken", "yes")
}

/// Draws what can be said of a device that is lent: it came back, or never will.
pub(super) fn back_form(ctx: &Ctx, one: &Device) -> Html {
    device_form(ctx, one, "It came back", "no").and(gone_form(ctx, one))
}

/// Draws the devices of a fund: where each is, and what can be said of it. Whom the worker may not know of is not named.
pub(super) fn table(ctx: &Ctx, names: &Names, all: &[(Device, bool)]) -> Option<Table> {
    let mut table = Table::new("Devices")
        .column("Device")
        .column("Serial number")
        .column("Where it is");
    for (one, is_known) in all {
        let place: Html = match (one.gone_on, one.person.known()) {
            (Some(on), _) => format!("Gone since {}", words::day(on)).into(),
            (None, None) => Html::from("Here").and(gone_form(ctx, one)),
            (None, Some(person)) if *is_known => {
                let until = one
                    .back_due_on
                    .map_or_else(String::new, |on| format!(", back by {}", words::day(on)));
                let form = back_form(ctx, one);
                Html::from(format!("Lent to {}{until}", names.name(person))).and(form)
            }
            (None, Some(_)) => "Lent".into(),
        };
        table = table.row([
            Cell::new(one.name.clone()),
            Cell::new(one.serial.clone()),
            Cell::new(place),
        ]);
    }
    (!all.is_empty()).then(|| table.first_cell_is_header().stacking())
}
