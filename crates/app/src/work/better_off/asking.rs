//! The form: the few questions that matter most, with the rest behind links that open.

use better_off::{
    areas::{Borough, Brma},
    question::ELSEWHERE,
};
use govuk::{Checkboxes, Details, Html, Input, Radios, Select, Width};

use super::fields::Fields;
use crate::shell::web::Errors;

/// What everyone is asked, and is never assumed.
const ASKED: [&str; 2] = ["care_leaver", "tenure"];

/// Draws the fields of the form.
pub(super) struct Asking<'a> {
    pub(super) fields: &'a Fields,
    pub(super) errors: &'a Errors,
}

fn heading(words: &'static str) -> Html {
    Html::literal("<h2 class=\"govuk-heading-m\">")
        .and(words)
        .and(Html::literal("</h2>"))
}

impl Asking<'_> {
    fn input(&self, name: &'static str, words: &'static str) -> Input {
        Input::new(name, words)
            .value(self.fields.text(name))
            .error(self.errors.at(name))
    }

    fn money(&self, name: &'static str, words: &'static str) -> Html {
        Html::of(self.input(name, words).pounds().width(Width::Characters5))
    }

    fn hours(&self, name: &'static str, words: &'static str) -> Html {
        let input = self.input(name, words).inputmode("decimal");
        Html::of(input.width(Width::Characters5))
    }

    fn day(&self, name: &'static str, words: &'static str) -> Html {
        Html::of(self.fields.day(name).field(name, words, self.errors))
    }

    fn radios(
        &self,
        name: &'static str,
        words: &'static str,
        all: &[(&str, &'static str)],
    ) -> Radios {
        let text = self.fields.text(name);
        // What matters most is asked, never assumed.
        let is_asked = ASKED.contains(&name);
        let usual = if is_asked { "" } else { all[0].0 };
        let chosen = if text.is_empty() { usual } else { text };
        let radios = Radios::new(name, words)
            .selected(chosen)
            .error(self.errors.at(name));
        all.iter()
            .fold(radios, |radios, (code, label)| radios.item(*code, *label))
    }

    fn tick(&self, name: &'static str, legend: &'static str, words: &'static str) -> Html {
        let boxes = Checkboxes::new(name, legend)
            .item("yes", words)
            .error(self.errors.at(name));
        let is_yes = self.fields.text(name) == "yes";
        Html::of(boxes.selected(is_yes.then_some("yes")))
    }

    /// Puts fields behind a link that opens; it starts open if one of them is filled in.
    fn behind(
        &self,
        words: &'static str,
        names: &[&str],
        fields: impl IntoIterator<Item = Html>,
    ) -> Html {
        let details = Details::new(words, Html::joined(fields));
        let usual = ["none", "no", "usual", "monthly", "not_asked", "0"];
        let says = |name: &&str| {
            let text = self.fields.text(name);
            !text.is_empty() && !usual.contains(&text) || self.errors.at(name).is_some()
        };
        Html::of(if names.iter().any(says) {
            details.open()
        } else {
            details
        })
    }

    fn borough(&self) -> Html {
        let all = Borough::all().fold(
            Select::new("borough", "Which borough do they live in?").blank("Choose a borough"),
            |select, one| select.item(one.code(), one.name()),
        );
        Html::of(
            all.item(ELSEWHERE, "Somewhere else in England")
                .hint("Outside London, look up some of the amounts yourself.")
                .selected(self.fields.text("borough"))
                .error(self.errors.at("borough")),
        )
    }

    fn area(&self) -> Html {
        let all = Brma::all().fold(
            Select::new("brma", "Local Housing Allowance area")
                .blank("The usual area for the borough"),
            |select, one| select.item(one.code(), one.name()),
        );
        Html::of(
            all.hint("Look up the postcode at lha-direct.voa.gov.uk. A borough can have more than one area.")
                .selected(self.fields.text("brma"))
                .error(self.errors.at("brma")),
        )
    }

    fn them(&self) -> [Html; 3] {
        [
            heading("The young person"),
            self.day("born_on", "Date of birth"),
            Html::of(
                self.radios(
                    "care_leaver",
                    "Are they a care leaver?",
                    &[("yes", "Yes"), ("no", "No")],
                )
                .hint("They were in care for 13 weeks or more, including some time at 16 or 17.")
                .inline(),
            ),
        ]
    }

    fn home(&self) -> [Html; 8] {
        [
            heading("Their home"),
            self.borough(),
            Html::of(self.radios(
                "tenure",
                "Where do they live?",
                &[
                    ("private", "Renting from a private landlord"),
                    ("social", "Renting from a council or housing association"),
                    ("supported", "Supported housing"),
                    ("temporary", "Temporary accommodation for homeless people"),
                    ("none", "Not paying rent"),
                ],
            )),
            Html::of(
                self.input("rent_month", "How much is the rent each month?")
                    .hint("In supported housing, enter the eligible rent: the part that Housing Benefit covers.")
                    .pounds()
                    .width(Width::Characters5),
            ),
            Html::of(
                self.radios(
                    "council_tax_relief",
                    "Do they get a council tax reduction as a care leaver?",
                    &[("not_asked", "Not asked yet"), ("yes", "Yes"), ("no", "No")],
                ),
            ),
            {
                let bands = ["A", "B", "C", "D", "E", "F", "G", "H"];
                let select = bands.into_iter().fold(
                    Select::new("council_tax_band", "Council tax band").blank("A, or not known"),
                    |select, band| select.item(band, band),
                );
                Html::of(select.selected(self.fields.text("council_tax_band")).error(self.errors.at("council_tax_band")))
            },
            self.behind(
                "Outside London: help with rent and council tax",
                &["lha_month", "lha_shared_month", "council_tax_year"],
                [
                    Html::of(
                        self.input("lha_month", "Local Housing Allowance a month for the home they need")
                            .hint("Look up the postcode at lha-direct.voa.gov.uk. A care leaver under 25 who lives alone needs one bedroom.")
                            .pounds()
                            .width(Width::Characters5),
                    ),
                    Html::of(
                        self.input("lha_shared_month", "Local Housing Allowance a month for a shared home")
                            .hint("It is what counts from 25, and is on the same page.")
                            .pounds()
                            .width(Width::Characters5),
                    ),
                    Html::of(
                        self.input("council_tax_year", "Council tax bill for a year")
                            .hint("As it is on the bill. Leave this empty if it is not known: council tax is then left out.")
                            .pounds()
                            .width(Width::Characters5),
                    ),
                ],
            ),
            self.behind(
                "More about the home",
                &["brma", "spare_rooms", "never_shared"],
                [
                    self.area(),
                    Html::of(self.input("spare_rooms", "Spare bedrooms").whole_number().width(Width::Characters2)),
                    self.tick(
                        "never_shared",
                        "Shared homes",
                        "They have lived in homeless hostels for 3 months or more, fled domestic abuse or been a victim of modern slavery",
                    ),
                ],
            ),
        ]
    }

    fn others(&self) -> [Html; 3] {
        [
            self.behind(
                "A partner or children who live with them",
                &["partner_age", "partner_hours", "partner_hourly", "child_ages"],
                [
                    Html::of(self.input("partner_age", "Partner’s age").whole_number().width(Width::Characters2)),
                    self.hours("partner_hours", "Partner’s hours a week"),
                    self.money("partner_hourly", "Partner’s hourly pay"),
                    Html::of(
                        self.input("child_ages", "Ages of the children")
                            .hint("For example, 2, 5. You can enter up to 9 children."),
                    ),
                ],
            ),
            self.behind(
                "Health, caring, learning and savings",
                &["disability", "pip_daily", "pip_mobility", "carer", "study", "savings", "cap_waits"],
                [
                    Html::of(self.radios(
                        "disability",
                        "What has Universal Credit decided about their ability to work?",
                        &[
                            ("none", "Nothing, or not assessed"),
                            ("lcw", "Limited capability for work"),
                            ("lcwra_new", "Limited capability for work and work-related activity"),
                            ("lcwra_protected", "The same, since before 6 April 2026, or a severe or terminal condition"),
                        ],
                    )),
                    self.pip("pip_daily", "Personal Independence Payment for daily living"),
                    self.pip("pip_mobility", "Personal Independence Payment for mobility"),
                    self.tick("carer", "Caring", "They care for a disabled person for 35 hours a week or more"),
                    Html::of(self.radios(
                        "study",
                        "Are they in full-time education?",
                        &[("none", "No"), ("non_advanced", "At school or college, up to A level"), ("higher", "At university")],
                    )),
                    self.money("savings", "Savings"),
                    self.tick("cap_waits", "Benefit cap", "They earned enough to be exempt for a year, and this ended less than 9 months ago"),
                ],
            ),
            self.behind(
                "Their work now",
                &["now_hours", "now_hourly", "now_travel_month"],
                [
                    self.hours("now_hours", "Hours a week now"),
                    self.money("now_hourly", "Hourly pay now"),
                    self.money("now_travel_month", "Travel costs a month now"),
                ],
            ),
        ]
    }

    fn pip(&self, name: &'static str, words: &'static str) -> Html {
        let all = [
            ("none", "None"),
            ("standard", "Standard"),
            ("enhanced", "Enhanced"),
        ];
        Html::of(self.radios(name, words, &all).inline())
    }

    fn offer(&self) -> [Html; 8] {
        [
            heading("The offer"),
            self.hours("hours", "How many hours a week?"),
            self.money("hourly_pay", "How much does it pay an hour?"),
            self.day("starts_on", "When does it start?"),
            Html::of(
                self.fields
                    .day("ends_on")
                    .field("ends_on", "When does it end?", self.errors)
                    .hint("Leave empty if there is no end date."),
            ),
            self.money("travel_month", "How much does travel cost a month?"),
            self.behind(
                "Apprenticeship, pension, childcare and other costs",
                &[
                    "apprentice",
                    "apprentice_since",
                    "pension",
                    "childcare_month",
                    "costs_month",
                ],
                [
                    self.tick("apprentice", "Apprenticeship", "It is an apprenticeship"),
                    Html::of(
                        self.fields
                            .day("apprentice_since")
                            .field(
                                "apprentice_since",
                                "When did they become an apprentice?",
                                self.errors,
                            )
                            .hint("Leave empty if the apprenticeship starts with this offer."),
                    ),
                    Html::of(self.radios(
                        "pension",
                        "Pension",
                        &[
                            ("usual", "Whatever the law says"),
                            ("in", "They will ask to join"),
                            ("out", "They will opt out"),
                        ],
                    )),
                    self.money("childcare_month", "Childcare costs a month"),
                    self.money("costs_month", "Other work costs a month"),
                ],
            ),
            self.behind(
                "When pay and Universal Credit are paid",
                &["paid", "first_payday", "assessment_day"],
                [
                    Html::of(self.radios(
                        "paid",
                        "How often are they paid?",
                        &[
                            ("monthly", "Once a month"),
                            ("four_weekly", "Every four weeks"),
                            ("weekly", "Every week"),
                        ],
                    )),
                    self.day("first_payday", "When is the first payday?"),
                    Html::of(
                        self.input(
                            "assessment_day",
                            "On what day of the month does their Universal Credit assessment period start?",
                        )
                        .hint("For example, 12. It is in their Universal Credit online account.")
                        .whole_number()
                        .width(Width::Characters2),
                    ),
                ],
            ),
        ]
    }

    /// Returns all fields, in their order.
    pub(super) fn all(&self) -> Vec<Html> {
        let mut all: Vec<Html> = Vec::new();
        all.extend(self.offer());
        all.extend(self.them());
        all.extend(self.home());
        all.extend(self.others());
        all
    }
}
