//! The lines of Universal Credit.

use super::{Writer, money};
use crate::{
    amount::Amount,
    parameters::Rules,
    reckoning::Month,
    situation::{Area, Household},
    universal_credit::{LhaSize, NoClaim},
};

impl Writer {
    pub(super) fn universal_credit(&mut self, rules: &Rules, household: &Household, month: &Month) {
        let (of, uc) = (&rules.national.universal_credit, &month.uc);
        let key = match (household.partner.is_some(), household.age < 25) {
            (false, true) => "single_under_25",
            (false, false) => "single_25_and_over",
            (true, true) => "couple_under_25",
            (true, false) => "couple_25_and_over",
        };
        let note = self.note("universal_credit", key);
        if let Some(none) = uc.none {
            let rule = match none {
                NoClaim::TooYoung if household.care_leaver => {
                    "Most care leavers aged 16 and 17 cannot claim it. The council pays for their home and gives them money to live on."
                }
                NoClaim::TooYoung => "Most people can claim it from 18.",
                NoClaim::Studying => "Most full-time students cannot claim it.",
                NoClaim::Savings => "It is not paid to people with savings above £16,000.",
            };
            self.always(
                "Universal Credit",
                Amount::ZERO,
                rule,
                vec![self.note("universal_credit", "minimum_age")],
            );
            return;
        }
        self.line(
            "Universal Credit: standard allowance",
            uc.standard,
            "Depends on age, and on whether they live as a couple.",
            vec![note],
        );
        let rule = match of.child_limit {
            0 => "For each child.".to_owned(),
            limit => format!("For each child, up to {limit}."),
        };
        self.line(
            "Universal Credit: children",
            uc.child,
            rule,
            vec![
                self.note("universal_credit", "child"),
                self.note("universal_credit", "child_limit"),
            ],
        );
        let note = self.note("universal_credit", "lcwra_new");
        self.line(
            "Universal Credit: health",
            uc.lcwra,
            "For limited capability for work and work-related activity. A job alone does not end it.",
            vec![note],
        );
        let note = self.note("universal_credit", "carer");
        self.line(
            "Universal Credit: caring",
            uc.carer,
            "For caring for someone 35 hours a week or more.",
            vec![note],
        );
        self.rent_in_universal_credit(rules, household, month);
        let note = self.note("universal_credit", "childcare_rate");
        let rule = format!(
            "{} of childcare costs, up to a limit, while in work.",
            of.childcare_rate.percent()
        );
        self.line(
            "Universal Credit: childcare",
            uc.childcare,
            rule,
            vec![note],
        );
        let note = self.note("universal_credit", "tariff_income_per_250");
        let rule = format!(
            "For each £250 of savings above {}, {} comes off.",
            money(of.capital_lower),
            money(of.tariff_income_per_250)
        );
        self.line(
            "Universal Credit: taken off for savings",
            -uc.tariff,
            rule,
            vec![note],
        );
        let off = of.taper.percent();
        let rule = if uc.allowance.is_some() {
            format!(
                "The first {} of take-home pay makes no difference. Above that, {off} of each pound comes off.",
                money(uc.allowance)
            )
        } else {
            format!(
                "{off} of each pound of take-home pay comes off, from the first pound. They keep {} of it.",
                of.taper.rest().percent()
            )
        };
        let note = self.note("universal_credit", "taper");
        self.line(
            "Universal Credit: taken off for pay",
            -uc.taper,
            rule,
            vec![note],
        );
        let cap = &rules.national.benefit_cap;
        let limit = if household.partner.is_none() && household.children.is_empty() {
            cap.single
        } else {
            cap.couple_or_parent
        };
        let rule = format!(
            "Total benefits are limited to {} in London. The limit ends once take-home pay is {} a month, and for {} months after a year of such pay: work lifts it.",
            money(limit),
            money(cap.earnings_exemption),
            cap.grace_months
        );
        self.line(
            "Universal Credit: benefit cap",
            -uc.cap_reduction,
            rule,
            vec![
                self.note("benefit_cap", "single"),
                self.note("benefit_cap", "earnings_exemption"),
            ],
        );
    }

    fn rent_in_universal_credit(&mut self, rules: &Rules, household: &Household, month: &Month) {
        let uc = &month.uc;
        let home = &household.home;
        let Some(size) = uc.lha_size else {
            let rule = match home.spare_rooms {
                0 => "Rent of a council or housing association home, in full.",
                1 => "Rent less 14%, for one spare bedroom.",
                _ => "Rent less 25%, for two spare bedrooms or more.",
            };
            let note = self.note("universal_credit", "under_occupation_one");
            self.line("Universal Credit: rent", uc.housing, rule, vec![note]);
            return;
        };
        let most = rules.rent_help(home.area, size.place());
        let what = match size {
            LhaSize::Shared => "a room in a shared home".to_owned(),
            LhaSize::Bedrooms(1) => "a home with one bedroom".to_owned(),
            LhaSize::Bedrooms(number) => format!("a home with {number} bedrooms"),
        };
        let end = rules
            .national
            .universal_credit
            .care_leaver_one_bed_until_age;
        let is_leaver =
            household.care_leaver && household.age < end && size == LhaSize::Bedrooms(1);
        let why = if is_leaver && household.partner.is_none() && household.children.is_empty() {
            format!(" Care leavers get the one-bedroom rate until the day before they turn {end}.")
        } else {
            String::new()
        };
        let (place, known) = match home.area {
            Area::London { brma, .. } => (
                format!(" in {}", brma.name()),
                Some(Rules::note("lha", brma.code(), self.on)),
            ),
            Area::Elsewhere { .. } => (", as it was looked up".to_owned(), None),
        };
        let rule = format!(
            "Rent, up to {}{place}: the Local Housing Allowance for {what}.{why}",
            money(most)
        );
        let until = self.note("universal_credit", "care_leaver_one_bed_until_age");
        let notes = known.into_iter().chain([until]).collect();
        self.line("Universal Credit: rent", uc.housing, rule, notes);
    }
}
