//! The places that are not on top, each with what is there.

use askama::Template;

use super::{
    Answer, Ctx, Layout, html,
    layout::{Place, top_and_more},
};

#[derive(Template)]
#[template(path = "web/more.html")]
struct MorePage {
    layout: Layout,
    places: Vec<Place>,
}

/// Lists them.
pub(crate) async fn more(ctx: Ctx) -> Answer {
    let (_, places) = top_and_more(&ctx);
    Ok(html(&MorePage {
        layout: ctx.layout("More"),
        places,
    }))
}
