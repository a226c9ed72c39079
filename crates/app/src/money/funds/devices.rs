//! Devices with serial numbers: where each is, and the forms to record that it was returned or is lost.

use govuk::{Cell, Html, Table};

use super::model::Device;
use crate::shell::web::{Ctx, Names, form_to, hidden, small_button, words};

fn device_form(ctx: &Ctx, one: &Device, words: &'static str, gone: &'static str) -> Html {
    let inner = hidden("gone", gone).and(small_button(words, &one.name));
    form_to(ctx, format!("/devices/{}/back", one.id), inner)
}

fn gone_form(ctx: &Ctx, one: &Device) -> Html {
    device_form(ctx, one, "Lost or broken", "yes")
}

/// Draws the buttons of a device on loan: returned, or lost or broken.
pub(super) fn back_form(ctx: &Ctx, one: &Device) -> Html {
    device_form(ctx, one, "Returned", "no").and(gone_form(ctx, one))
}

/// Draws the devices of a fund and where each is. Young people whom the worker may not know of are not named.
pub(super) fn table(ctx: &Ctx, names: &Names, all: &[(Device, bool)]) -> Option<Table> {
    let mut table = Table::new("Devices")
        .column("Device")
        .column("Serial number")
        .column("Where it is");
    for (one, is_known) in all {
        let place: Html = match (one.gone_on, one.person) {
            (Some(on), _) => format!("Lost or broken since {}", words::day(on)).into(),
            (None, None) => Html::from("In stock").and(gone_form(ctx, one)),
            (None, Some(person)) if *is_known => {
                let until = one.back_due_on.map_or_else(String::new, |on| {
                    format!(", due back by {}", words::day(on))
                });
                let form = back_form(ctx, one);
                Html::from(format!("Lent to {}{until}", names.name(person))).and(form)
            }
            (None, Some(_)) => "On loan".into(),
        };
        table = table.row([
            Cell::new(one.name.clone()),
            Cell::new(one.serial.clone()),
            Cell::new(place),
        ]);
    }
    (!all.is_empty()).then(|| table.first_cell_is_header().stacking())
}
