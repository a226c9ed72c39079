//! Who a young person is, how to reach them, and who does what.

use std::sync::Arc;

use askama::Template;
use govuk::{Details, Html, SummaryCard};
use policy::Action;
use values::PersonId;

use super::cards;
use crate::{
    office::directory::{Directory, InCouncil},
    person::{
        due::{self, DueRow},
        frame::{self, Section},
        particulars,
        people::{self, Person},
        register,
    },
    shell::web::{Answer, Ctx, Layout, Path, html},
};

#[derive(Template)]
#[template(path = "record/about.html")]
struct AboutPage {
    layout: Layout,
    about: SummaryCard,
    /// What is not known yet.
    to_ask: Option<Html>,
    who: SummaryCard,
    /// Other things that can be done with the record: address and words.
    links: Vec<(String, &'static str)>,
}

/// What the page shows.
pub(super) struct About {
    pub(super) person: Person,
    pub(super) due: Vec<DueRow>,
    pub(super) before_contact: Vec<(&'static str, String)>,
    pub(super) circle: Vec<particulars::Circle>,
    pub(super) directory: Arc<Directory>,
}

/// Shows who they are.
pub(super) async fn show(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let may = |action| ctx.permits(action, &person.standing);
    let shows_restricted = may(Action::ReadRestricted);
    let is_merged = !register::merges_of(&mut tx, council, id).await?.is_empty();
    let allocates = may(Action::AllocatePerson);
    let links = [
        ("merge", "Merge with another record", allocates),
        ("apart", "Separate merged records", allocates && is_merged),
        (
            "journal",
            "Who has seen this record",
            ctx.may(Action::ReadJournal),
        ),
    ];
    let links = links.into_iter().filter(|(.., is_offered)| *is_offered);
    let (edits, layout) = (may(Action::EditPerson), ctx.layout("About them"));
    let about = About {
        due: due::due_of(&mut tx, council, id).await?,
        before_contact: particulars::before_contact(&mut tx, council, id).await?,
        circle: particulars::circle(&mut tx, council, id, ctx.today(), shows_restricted).await?,
        directory: ctx.directory(&mut tx).await?,
        person,
    };
    let (card, unknown) = cards::about(&about, edits);
    let to_ask = (!unknown.is_empty()).then(|| {
        let heading = match unknown.len() {
            1 => "1 thing to ask".to_owned(),
            count => format!("{count} things to ask"),
        };
        Html::of(Details::new(
            heading,
            Html::paragraph(format!("Not known yet: {}.", unknown.join(", "))),
        ))
    });
    Ok(html(&AboutPage {
        layout: layout.record(frame::around(
            &ctx,
            &about.person,
            Section::About,
            &about.due,
        )?),
        about: card,
        to_ask,
        who: cards::who(&about, allocates),
        links: links
            .map(|(path, words, _)| (format!("/people/{id}/{path}"), words))
            .collect(),
    }))
}
