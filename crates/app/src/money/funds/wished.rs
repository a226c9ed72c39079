//! What a young person asked for on their own pages, filled in where a fund is asked, and answered by that.

use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{Pence, PersonId, WishId};

use crate::{
    care::wishes::{self, Wish},
    shell::web::{Ctx, Form, Halt, WebError},
};

/// Which request of theirs it is for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct WishQuery {
    wish: String,
}

/// The field that carries which request of theirs it is for.
pub(super) const FIELD: &str = "wish";

async fn open(
    tx: &mut ReadTx,
    ctx: &Ctx,
    person: PersonId,
    named: &str,
) -> Result<Option<Wish>, WebError> {
    let Ok(id) = named.parse::<WishId>() else {
        return Ok(None);
    };
    let found = wishes::find(tx, ctx.council(), id).await?;
    Ok(found.filter(|one| one.person == person && one.answered_at.is_none()))
}

/// Fills in the form from what a young person asked for; nothing where it was not for money, or has an answer.
pub(super) async fn filled(
    ctx: &Ctx,
    tx: &mut ReadTx,
    person: PersonId,
    asked: &WishQuery,
) -> Result<Option<Form>, WebError> {
    let Some(wish) = open(tx, ctx, person, &asked.wish).await? else {
        return Ok(None);
    };
    let amount = wish.pence.map_or_else(String::new, |pence| {
        Pence(pence).to_string().trim_start_matches('£').to_owned()
    });
    // The amount has a field of its own.
    let item = wish.words.strip_suffix(&format!(", £{amount}"));
    let item = item.unwrap_or(&wish.words).to_owned();
    let fields = [
        (FIELD, wish.id.to_string()),
        ("item", item),
        ("amount", amount),
        ("kind", wish.purpose),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    Ok(Some(Form::default().with(fields)))
}

/// Answers the request that a form was filled in from, so that the young person reads what happens with it.
pub(super) async fn answer(
    tx: &mut WriteTx,
    person: PersonId,
    form_says: &str,
    is_agreed: bool,
) -> Result<(), Halt> {
    let Ok(id) = form_says.parse::<WishId>() else {
        return Ok(());
    };
    let council = tx.council();
    let found = wishes::find(tx, council, id).await?;
    let open = found.filter(|one| one.person == person && one.answered_at.is_none());
    if let Some(wish) = open {
        let words = if is_agreed {
            "Yes. You can see when it comes under “Promised to me”."
        } else {
            "We have asked for it. You will see the answer under “Promised to me”."
        };
        wishes::answer(tx, &wish, words).await?;
    }
    Ok(())
}
