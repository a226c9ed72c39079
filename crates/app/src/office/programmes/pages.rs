//! Parts shared by the programme pages.

use govuk::Html;
use programme::Programme;

/// Draws the pathway of a programme.
pub(super) fn picture(programme: &Programme) -> Html {
    Html::joined([
        Html::literal(
            "<div class=\"foothold-scroll\" role=\"region\" aria-label=\"Pathway\" tabindex=\"0\">",
        ),
        Html::drawing(programme::draw(programme)),
        Html::literal("</div>"),
    ])
}
