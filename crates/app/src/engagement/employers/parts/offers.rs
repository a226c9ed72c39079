//! What an employer can offer, ticked on a list.

use govuk::{Checkboxes, Input};
use store::WriteTx;
use values::EmployerId;

use super::super::{handlers::open, model::Employer, queries};
use crate::shell::{
    choices::MENU,
    web::{Answer, Ctx, Errors, Form, FormPage, Path},
};

fn page(ctx: &Ctx, one: &Employer, ticked: &[String], words: &str, errors: &Errors) -> Answer {
    let mut menu = Checkboxes::new("kind", "What can they offer?").small();
    for (code, words) in MENU {
        menu = menu.item(*code, *words);
    }
    FormPage::new(ctx, "What they can offer")
        .caption(one.name.clone())
        .errors(errors, &[])
        .cancel(format!("/employers/{}", one.id))
        .field(menu.selected(ticked.iter().map(String::as_str)))
        .field(
            Input::new("words", "Details of what you have just ticked (optional)")
                .hint("For example, on Thursdays, for two people at a time")
                .value(words)
                .error(errors.at("words")),
        )
        .button("Save")
        .show()
}

/// Shows the menu with what they offer now.
pub(in crate::engagement::employers) async fn ask(ctx: Ctx, Path(id): Path<EmployerId>) -> Answer {
    let one = open(&ctx, id).await?;
    let offers = queries::offers(&mut ctx.read().await?, ctx.council(), Some(id)).await?;
    let ticked: Vec<String> = offers.into_iter().map(|(_, one)| one.kind).collect();
    page(&ctx, &one, &ticked, "", &Errors::default())
}

/// Saves what they offer. What they no longer offer stays in the history.
pub(in crate::engagement::employers) async fn save(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    form: Form,
) -> Answer {
    let one = open(&ctx, id).await?;
    let ticked: Vec<String> = MENU
        .iter()
        .map(|(code, _)| (*code).to_owned())
        .filter(|code| form.all("kind").any(|kind| kind == code))
        .collect();
    let words = form.owned("words");
    if words.chars().count() > 200 {
        let errors = Errors::one("words", "Use 200 characters or fewer");
        return page(&ctx, &one, &ticked, &words, &errors);
    }
    let council = ctx.council();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let known = queries::offers(tx, council, Some(id)).await?;
            for (_, offer) in known.iter().filter(|(_, one)| !ticked.contains(&one.kind)) {
                queries::end_offer(tx, id, offer.id).await?;
            }
            let is_known = |kind: &String| known.iter().any(|(_, one)| one.kind == *kind);
            for kind in ticked.iter().filter(|kind| !is_known(kind)) {
                queries::add_offer(tx, id, kind, &words).await?;
            }
            // If nothing changed, there is nothing to journal.
            tx.housekeeping();
            Ok(format!("/employers/{id}?said=employer-offers"))
        })
        .await;
    Ok(done?)
}
