//! The form of an opportunity.

use chrono::NaiveDate;
use matching::taxonomy::Taxonomy;
use values::{AccountId, OpportunityId};

use super::{
    KINDS,
    adverts::queries::Advert,
    hours,
    model::{Exemption, NeedsKind, OLDEST, Opportunity, PayKind},
};
use crate::{
    engagement::employers::Employer,
    shell::{
        choices::{Code, SECTORS, code_or_empty},
        web::{
            Errors, Form,
            form::{TypedDate, hourly, hours_a_week},
        },
    },
};

/// The most characters of a line, and of a text.
const LINE: usize = 200;
const TEXT: usize = 4000;

/// The one-line fields, and those with several lines.
pub(super) const WORDS: [&str; 6] = [
    "title",
    "pattern",
    "place",
    "district",
    "legal_basis",
    "benefits",
];
pub(super) const LINES: [&str; 4] = ["about", "needs", "adjustments", "criteria"];

/// The fields with a day.
pub(super) const DAYS: [&str; 3] = ["starts", "ends", "closes"];

/// What was typed, unchanged.
pub(super) struct OpportunityForm {
    form: Form,
    pub(super) version: i32,
}

/// Returns the hourly pay as it is typed; empty if not known.
fn typed_pay(pence: i32) -> String {
    match pence {
        0 => String::new(),
        pence => format!("{}.{:02}", pence / 100, pence % 100),
    }
}

/// Returns the weekly hours as they are typed; empty if not known.
fn typed_week(minutes: i32) -> String {
    match minutes {
        0 => String::new(),
        minutes => hours(minutes),
    }
}

impl OpportunityForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            form: form.clone(),
            version: form.version(),
        }
    }

    /// The values a new one starts with.
    pub(super) fn blank(of: &Employer) -> Self {
        let pairs = [
            ("sector", of.sector.as_str()),
            ("places", "1"),
            ("kept_places", "1"),
            ("pay_kind", PayKind::Hourly.code()),
            ("youngest", "16"),
            ("answer_days", "14"),
        ];
        Self::of_pairs(pairs.map(|(name, value)| (name, value.to_owned())), 0)
    }

    /// The values one advertised elsewhere starts with. What the advert does not say is left blank.
    pub(super) fn of_advert(of: &Employer, one: &Advert) -> Self {
        let about = [one.about.as_str(), &one.course, &one.wage, &one.url];
        let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
        let pairs = [
            ("advert", one.id.to_string()),
            ("title", one.title.clone()),
            ("kind", "apprenticeship".to_owned()),
            ("about", about.join("\n\n")),
            ("places", one.places.to_string()),
            ("kept_places", "0".to_owned()),
            ("hourly", typed_pay(one.hourly_pence)),
            ("hours", typed_week(one.weekly_minutes)),
            ("pattern", one.pattern.clone()),
            ("place", one.place.clone()),
            ("district", one.district.clone()),
        ];
        let blank = Self::blank(of);
        let mut made = Self::of_pairs(pairs, 0);
        for (name, on) in [("starts", one.starts_on), ("closes", one.closes_on)] {
            made = made.with_day(name, on);
        }
        made.form = made.form.and(blank.form);
        made
    }

    fn with_day(mut self, name: &str, on: Option<NaiveDate>) -> Self {
        let typed = TypedDate::of(on);
        let parts = [
            ("day", typed.day),
            ("month", typed.month),
            ("year", typed.year),
        ];
        let named = parts.map(|(part, value)| (format!("{name}-{part}"), value));
        self.form = self.form.with(named);
        self
    }

    fn of_pairs<const N: usize>(pairs: [(&str, String); N], version: i32) -> Self {
        let pairs = pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        Self {
            form: Form::default().with(pairs),
            version,
        }
    }

    /// The values of an existing opportunity.
    pub(super) fn of(one: &Opportunity) -> Self {
        let number = |number: i32| {
            if number == 0 {
                String::new()
            } else {
                number.to_string()
            }
        };
        let tick = |is: bool| if is { "yes".to_owned() } else { String::new() };
        let pairs = [
            ("title", one.title.clone()),
            ("kind", one.kind.clone()),
            ("sector", one.sector.clone()),
            ("occupation", one.occupation.clone()),
            ("about", one.about.clone()),
            ("places", one.places.to_string()),
            ("kept_places", one.kept_places.to_string()),
            ("pay_kind", one.pay_kind.code().to_owned()),
            ("hourly", typed_pay(one.hourly_pence)),
            ("exemption", code_or_empty(one.exemption).to_owned()),
            ("hours", typed_week(one.weekly_minutes)),
            ("pattern", one.pattern.clone()),
            ("place", one.place.clone()),
            ("district", one.district.clone()),
            ("youngest", one.youngest.to_string()),
            ("oldest", number(one.oldest)),
            ("needs_kind", one.needs_kind.code().to_owned()),
            ("needs", one.needs.clone()),
            ("needs_dbs", tick(one.needs_dbs)),
            ("adjustments", one.adjustments.clone()),
            ("guaranteed", tick(one.guaranteed)),
            ("criteria", one.criteria.clone()),
            ("benefits", one.benefits.clone()),
            ("legal_basis", one.legal_basis.clone()),
            ("answer_days", one.answer_days.to_string()),
        ];
        let mut made = Self::of_pairs(pairs, one.version);
        for (name, on) in DAYS.iter().zip([one.starts_on, one.ends_on, one.closes_on]) {
            made = made.with_day(name, on);
        }
        made
    }

    /// The values a new one starts with that is like another: all but its days.
    pub(super) fn like(one: &Opportunity) -> Self {
        let undated = Opportunity {
            starts_on: None,
            ends_on: None,
            closes_on: None,
            version: 0,
            ..one.clone()
        };
        Self::of(&undated)
    }

    /// Returns the value of a field.
    pub(super) fn text(&self, name: &str) -> &str {
        self.form.text(name)
    }

    /// Returns a date as it was typed.
    pub(super) fn date(&self, name: &str) -> TypedDate {
        self.form.date(name)
    }

    fn number(
        &self,
        errors: &mut Errors,
        field: &str,
        (least, most): (i32, i32),
        what: &str,
    ) -> i32 {
        let number = self.text(field).parse::<i32>().ok();
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            errors.add(field, format!("Enter {what}, from {least} to {most}"));
        }
        number.unwrap_or(least)
    }

    fn one_of(&self, errors: &mut Errors, field: &str, known: &[(&str, &str)], message: &str) {
        let is_known = known.iter().any(|(code, _)| *code == self.text(field));
        errors.require(is_known, field, message);
    }

    fn codes(&self, errors: &mut Errors) {
        errors.require(!self.text("title").is_empty(), "title", "Enter a title");
        self.one_of(errors, "kind", KINDS, "Choose the kind of opportunity");
        self.one_of(errors, "sector", SECTORS, "Choose the sector");
        let pay_kind = PayKind::parse(self.text("pay_kind"));
        errors.require(pay_kind.is_some(), "pay_kind", "Choose how it is paid");
        let needs_kind = NeedsKind::parse(self.text("needs_kind"));
        errors.require(
            needs_kind.is_some(),
            "needs_kind",
            "Choose whether anything is required",
        );
        let occupation = self.text("occupation");
        let is_known = occupation.is_empty() || Taxonomy::known().occupation(occupation).is_some();
        errors.require(is_known, "occupation", "Choose the kind of work");
        let exemption = self.text("exemption");
        let is_known = exemption.is_empty() || Exemption::parse(exemption).is_some();
        errors.require(
            is_known,
            "exemption",
            "Choose why the minimum wage does not apply",
        );
        let is_said = needs_kind != Some(NeedsKind::Something) || !self.text("needs").is_empty();
        errors.require(is_said, "needs", "Enter what is required");
        let is_said = self.text("guaranteed") != "yes" || !self.text("criteria").is_empty();
        errors.require(
            is_said,
            "criteria",
            "Enter the criteria for the guaranteed interview",
        );
        errors.require(
            !self.text("place").is_empty(),
            "place",
            "Enter where it is, or say that it is from home",
        );
        for (fields, most, message) in [
            (&WORDS[..], LINE, "Use 200 characters or fewer"),
            (&LINES[..], TEXT, "Use 4,000 characters or fewer"),
        ] {
            for field in fields {
                let is_short = self.text(field).chars().count() <= most;
                errors.require(is_short, field, message);
            }
        }
    }

    /// Reads everything.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(
        &self,
        of: &Employer,
        (id, keeper): (OpportunityId, AccountId),
    ) -> Result<Opportunity, Errors> {
        let mut errors = Errors::default();
        self.codes(&mut errors);
        let places = self.number(
            &mut errors,
            "places",
            (1, 1000),
            "how many places there are",
        );
        let kept = self.number(
            &mut errors,
            "kept_places",
            (0, 1000),
            "how many places are reserved",
        );
        errors.require(
            kept <= places,
            "kept_places",
            "Reserved places must not be more than the number of places",
        );
        let is_council = of.sector == "council";
        let needs_basis = is_council && kept > 0 && self.text("legal_basis").is_empty();
        errors.require(
            !needs_basis,
            "legal_basis",
            "Enter the local policy that allows the reserved places: council posts are filled on merit",
        );
        let pay_kind = PayKind::parse(self.text("pay_kind"));
        let is_hourly = pay_kind == Some(PayKind::Hourly);
        let hourly_pence = if is_hourly {
            errors
                .take("hourly", hourly(self.text("hourly")))
                .unwrap_or(0)
        } else {
            0
        };
        let weekly_minutes = errors
            .take("hours", hours_a_week(self.text("hours")))
            .unwrap_or(0);
        let youngest = self.number(&mut errors, "youngest", (14, OLDEST), "the youngest age");
        let oldest = match self.text("oldest") {
            "" => 0,
            _ => self.number(
                &mut errors,
                "oldest",
                (youngest, 99),
                "the oldest age, or leave it empty",
            ),
        };
        let answer_days = self.number(&mut errors, "answer_days", (1, 180), "a number of days");
        let [starts_on, ends_on, closes_on] = DAYS.map(|field| {
            let typed = self.date(field).read("Day");
            errors.take(field, typed).flatten()
        });
        if let (Some(from), Some(until)) = (starts_on, ends_on) {
            errors.require(from <= until, "ends", "Last day must be after the first");
        }
        let text = |name: &str| self.text(name).to_owned();
        errors.or(Opportunity {
            id,
            employer: of.id,
            title: text("title"),
            kind: text("kind"),
            sector: text("sector"),
            occupation: text("occupation"),
            about: text("about"),
            places,
            kept_places: kept,
            pay_kind: pay_kind.unwrap_or(PayKind::Hourly),
            hourly_pence,
            exemption: Exemption::parse(self.text("exemption")).filter(|_| !is_hourly),
            weekly_minutes,
            pattern: text("pattern"),
            starts_on,
            ends_on,
            closes_on,
            place: text("place"),
            district: text("district").to_uppercase(),
            youngest,
            oldest,
            needs_kind: NeedsKind::parse(self.text("needs_kind")).unwrap_or(NeedsKind::NotKnown),
            needs: text("needs"),
            needs_dbs: self.text("needs_dbs") == "yes",
            adjustments: text("adjustments"),
            guaranteed: self.text("guaranteed") == "yes",
            criteria: text("criteria"),
            benefits: text("benefits"),
            legal_basis: text("legal_basis"),
            answer_days,
            keeper,
            published_on: None,
            ended: None,
            version: self.version,
        })
    }
}
