//! Reviews that were held: of the pathway plan, of what they do and where they live, and of what changes at a birthday.

use chrono::{Days, Months, NaiveDate};
use store::{WriteTx, entities::review};
use values::{birthdays::birthday, codes::CareStatus};

use super::{
    super::dice::Dice,
    days::{Of, Rows, ago},
    moment,
};

impl Rows {
    pub(super) fn add_review(&mut self, tx: &mut WriteTx, of: &Of<'_>, kind: &str, on: NaiveDate) {
        self.reviews.push(review::New {
            id: tx.next_id(),
            person_id: of.id.into(),
            kind: kind.into(),
            held_on: on,
            agreed_how: "in-person".into(),
            note: tx.seal(of.id, &String::new()),
            recorded_at: moment(tx, on).into(),
            recorded_by: Some(of.by),
        });
    }

    /// The status was recorded around every birthday since the record began.
    pub(super) fn add_statuses(&mut self, tx: &mut WriteTx, of: &Of<'_>) {
        let Some(born) = of.life.fields.born_on else {
            return;
        };
        for age in 17..=21_u32 {
            let Some(birthday) = born.checked_add_months(Months::new(12 * age)) else {
                continue;
            };
            let on = birthday + Days::new(3);
            if on < tx.today() && on + Days::new(31) >= of.life.known_since {
                self.add_review(tx, of, "status", on);
            }
        }
    }

    /// What changes at a birthday was talked through half a year before, or soon after support began.
    pub(super) fn add_ages(&mut self, tx: &mut WriteTx, of: &Of<'_>, began: NaiveDate) {
        let Some(born) = of.life.fields.born_on else {
            return;
        };
        for age in [18, 21, 25] {
            let birthday = birthday(born, age);
            let on = (birthday - Days::new(180)).max(began) + Days::new(2);
            if on < tx.today() && birthday > began {
                self.add_review(tx, of, "age", on);
            }
        }
    }

    pub(super) fn add_pathway(
        &mut self,
        tx: &mut WriteTx,
        of: &Of<'_>,
        began: NaiveDate,
        dice: &mut Dice,
    ) {
        let status = of.life.fields.care_status;
        let has_plan = matches!(
            status,
            CareStatus::Eligible | CareStatus::Relevant | CareStatus::FormerRelevant
        );
        let days = if dice.chance(3) {
            188
        } else {
            dice.between(6, 165)
        };
        let on = ago(tx, days);
        if has_plan && on > began {
            self.add_review(tx, of, "pathway", on);
        }
    }
}
