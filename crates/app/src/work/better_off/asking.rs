//! The form: the few things that decide most, and behind lines that open what matters to some.

use better_off::areas::{Borough, Brma};
use govuk::{Checkboxes, Details, Html, Input, Radios, Select, Width};

use super::fields::Fields;
use crate::shell::web::Errors;

/// What is asked of everybody, and never assumed.
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
        // What decides most is asked, never assumed.
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

    /// Puts fields behind a line that opens; it stands open where one of them says something.
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
            all.hint("The amounts here are those of London.")
                .selected(self.fields.text("borough"))
                .error(self.errors.at("borough")),
        )
    }

    fn area(&self) -> Html {
        let all = Brma::all().fold(
            Select::new("brma", "Area of the Local Housing Allowance")
                .blank("The usual one of the borough"),
            |select, one| select.item(one.code(), one.name()),
        );
        Html::of(
            all.hint("Look the postcode up at lha-direct.voa.gov.uk. A borough can have several.")
                .selected(self.fields.text("brma"))
                .error(self.errors.at("brma")),
        )
    }

    fn them(&self) -> [Html; 3] {
        [
            heading("The young person"),
            self.day("born_on", "When were they born?"),
            Html::of(
                self.radios(
                    "care_leaver",
                    "Are they a care leaver?",
                    &[("yes", "Yes"), ("no", "No")],
                )
                .hint("In care for 13 weeks or more, some of it at 16 or 17.")
                .inline(),
            ),
        ]
    }

    fn home(&self) -> [Html; 7] {
        [
            heading("Their home"),
            self.borough(),
            Html::of(self.radios(
                "tenure",
                "How do they live?",
                &[
                    ("private", "They rent from a private landlord"),
                    ("social", "They rent from a council or a housing association"),
                    ("supported", "Supported housing"),
                    ("temporary", "Temporary accommodation for the homeless"),
                    ("none", "They pay no rent"),
                ],
            )),
            Html::of(
                self.input("rent_month", "What is the rent a month?")
                    .hint("In supported housing: the part that Housing Benefit counts, the eligible rent.")
                    .pounds()
                    .width(Width::Characters5),
            ),
            Html::of(
                self.radios(
                    "council_tax_relief",
                    "Has the council taken off council tax because they are a care leaver?",
                    &[("not_asked", "Nobody has asked yet"), ("yes", "Yes"), ("no", "No")],
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
                "More about the home",
                &["brma", "spare_rooms", "never_shared"],
                [
                    self.area(),
                    Html::of(self.input("spare_rooms", "Bedrooms that nobody sleeps in").whole_number().width(Width::Characters2)),
                    self.tick(
                        "never_shared",
                        "Shared homes",
                        "They lived in homeless hostels for three months or more, fled domestic abuse, or were a victim of modern slavery",
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
                    self.hours("partner_hours", "Hours a week that the partner works"),
                    self.money("partner_hourly", "What the partner gets for an hour"),
                    Html::of(
                        self.input("child_ages", "Ages of the children")
                            .hint("For example 2, 5. Children up to 9."),
                    ),
                ],
            ),
            self.behind(
                "Health, caring, learning and savings",
                &["disability", "pip_daily", "pip_mobility", "carer", "study", "savings", "cap_waits"],
                [
                    Html::of(self.radios(
                        "disability",
                        "What has Universal Credit found about their ability to work?",
                        &[
                            ("none", "Nothing, or not asked"),
                            ("lcw", "Limited capability for work"),
                            ("lcwra_new", "Limited capability for work and work-related activity"),
                            ("lcwra_protected", "The same, since before 6 April 2026, or severe or terminal"),
                        ],
                    )),
                    self.pip("pip_daily", "Personal Independence Payment for daily living"),
                    self.pip("pip_mobility", "Personal Independence Payment for mobility"),
                    self.tick("carer", "Caring", "They care for somebody disabled for 35 hours a week or more"),
                    Html::of(self.radios(
                        "study",
                        "Do they learn full-time?",
                        &[("none", "No"), ("non_advanced", "At school or college, up to A level"), ("higher", "At university")],
                    )),
                    self.money("savings", "Savings"),
                    self.tick("cap_waits", "Benefit cap", "They earned enough to be free of it for a year, until less than nine months ago"),
                ],
            ),
            self.behind(
                "Work that they have now",
                &["now_hours", "now_hourly", "now_travel_month"],
                [
                    self.hours("now_hours", "Hours a week now"),
                    self.money("now_hourly", "What they get for an hour now"),
                    self.money("now_travel_month", "Travel to it, a month"),
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
            self.money("hourly_pay", "What does it pay for an hour?"),
            self.day("starts_on", "When does it begin?"),
            Html::of(
                self.fields
                    .day("ends_on")
                    .field("ends_on", "When does it end?", self.errors)
                    .hint("Leave it empty where no end is set."),
            ),
            self.money("travel_month", "What does travel to it cost a month?"),
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
                                "Since when are they an apprentice?",
                                self.errors,
                            )
                            .hint("Leave it empty where it begins with the offer."),
                    ),
                    Html::of(self.radios(
                        "pension",
                        "Pension",
                        &[
                            ("usual", "As the law has it"),
                            ("in", "They ask to be in it"),
                            ("out", "They ask to stay out"),
                        ],
                    )),
                    self.money("childcare_month", "Childcare while they work, a month"),
                    self.money("costs_month", "What else work costs them, a month"),
                ],
            ),
            self.behind(
                "When pay and Universal Credit come",
                &["paid", "first_payday", "assessment_day"],
                [
                    Html::of(self.radios(
                        "paid",
                        "How often does pay come?",
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
                            "On which day of the month does their Universal Credit month begin?",
                        )
                        .hint("It stands in the online journal, for example 12.")
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
