//! The members of the cohort, and the filter. No async.

use chrono::{Datelike, NaiveDate};
use programme::{Barrier, Rating, Readiness};
use serde::Deserialize;
use uuid::Uuid;
use values::{
    PersonId, ProgrammeVersionId,
    codes::{Activity, EetGroup},
};

use crate::person::{
    assessments::{Rated, most_in_the_way},
    people::{Standing, StoppedAs},
};

/// After how many days without a contact a young person counts as not heard from.
const SILENT_DAYS: i64 = 28;

/// What is read of a young person only where it is filtered, grouped or shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Readiness, barriers and the work to leave, from the latest deep dive.
    Dive,
    /// Since when they have been out of education, employment and training.
    OutSince,
    /// English and maths at Level 2.
    Level2,
    /// Attempts to reach them.
    Attempts,
}

impl Part {
    /// All of them: what a line shows.
    pub(super) const ALL: [Self; 4] = [Self::Dive, Self::OutSince, Self::Level2, Self::Attempts];
}

/// A young person with what the cohort page shows.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Who works with them.
    pub standing: Standing,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// Their activity.
    pub activity: Activity,
    /// Since when they have been in neither education, employment nor training, without a break, as far as is recorded.
    pub out_since: Option<NaiveDate>,
    /// The version and stage of the open enrolment.
    pub stage: Option<(ProgrammeVersionId, String)>,
    /// Whether the enrolment is paused.
    pub is_paused: bool,
    /// What stops everything, if anything does.
    pub stopped_as: Option<StoppedAs>,
    /// The last contact that took place.
    pub last_contact_on: Option<NaiveDate>,
    /// Attempts since then that did not succeed, and how the last one ended.
    pub attempts: Option<(u32, String)>,
    /// Their readiness for work, from the latest deep dive.
    pub readiness: Option<Readiness>,
    /// Their barriers, from the latest deep dive.
    pub ratings: Rated,
    /// The work they want to leave.
    pub work_to_leave: String,
    /// Whether there was a deep dive.
    pub is_assessed: bool,
    /// The version and the stage that the latest deep dive suggests.
    pub suggested: Option<(ProgrammeVersionId, String)>,
    /// Whether English and maths at Level 2 are recorded.
    pub has_level_2: bool,
}

impl Member {
    /// Returns the young person.
    pub(super) fn person(&self) -> PersonId {
        self.standing.id
    }

    /// Returns whether they have not been heard from for [`SILENT_DAYS`], while enrolled and with nothing that stops contact.
    pub(super) fn is_silent(&self, today: NaiveDate) -> bool {
        let is_long_ago = self
            .last_contact_on
            .is_none_or(|on| (today - on).num_days() >= SILENT_DAYS);
        self.stage.is_some() && !self.is_paused && self.stopped_as.is_none() && is_long_ago
    }

    /// Returns for how many whole months they have been out of education, employment and training.
    pub(super) fn months_out(&self, today: NaiveDate) -> Option<i32> {
        let since = self.out_since?;
        let months =
            (today.year() - since.year()) * 12 + today.month() as i32 - since.month() as i32;
        Some(months - i32::from(today.day() < since.day()))
    }

    /// Returns the main barriers, the worst first, without those the reader may not see. Most have none that is restricted.
    pub(super) fn in_the_way(
        &self,
        shows_restricted: impl Fn(&Self) -> bool,
    ) -> Vec<(Barrier, Rating)> {
        let mut worst = most_in_the_way(&self.ratings);
        worst.retain(|(barrier, _)| !barrier.is_restricted() || shows_restricted(self));
        worst
    }
}

/// The filter in the address. Unknown values are ignored, so that an old view still opens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CohortQuery {
    /// `neet` where empty; `eet`, `unknown` or `all`.
    pub eet: String,
    /// A stage's key, or `none`.
    pub stage: String,
    /// A main barrier.
    pub barrier: String,
    /// A readiness, or `none` for no deep dive.
    pub readiness: String,
    /// The key of a stage that the latest deep dive suggests, or `none`.
    pub suggested: String,
    /// Out of education, employment and training for this many months or more.
    pub months: String,
    /// `missing` or `has`.
    pub level_2: String,
    /// `silent`: not heard from.
    pub heard: String,
    /// A coach or personal adviser, or `none` for no coach yet.
    pub worker: String,
    /// What to group by.
    pub group: String,
    /// `barriers` for one column for each barrier.
    pub show: String,
    /// The page, from 1.
    pub page: String,
    /// What was just done.
    pub said: Option<String>,
}

impl CohortQuery {
    /// Returns the filter as pairs, without the page and empty values.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("eet", &self.eet),
            ("stage", &self.stage),
            ("barrier", &self.barrier),
            ("readiness", &self.readiness),
            ("suggested", &self.suggested),
            ("months", &self.months),
            ("level_2", &self.level_2),
            ("heard", &self.heard),
            ("worker", &self.worker),
            ("group", &self.group),
            ("show", &self.show),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.as_str()))
            .collect()
    }

    /// Returns the filter as a query string, without the page.
    pub fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.pairs())
            .finish()
    }

    /// Returns the query string with one value changed.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.pairs().into_iter().filter(|(known, _)| *known != name));
        query.append_pair(name, value);
        query.finish()
    }

    /// Returns what the filter and the groups look at besides the members' own rows.
    pub(super) fn looks_at(&self) -> Vec<Part> {
        let of_dive = [&self.barrier, &self.readiness, &self.suggested];
        let is_grouped = ["readiness", "barrier", "suggested"].contains(&self.group.as_str());
        let looks_at = [
            (
                Part::Dive,
                is_grouped || of_dive.iter().any(|asked| !asked.is_empty()),
            ),
            (Part::OutSince, !self.months.is_empty()),
            (Part::Level2, !self.level_2.is_empty()),
        ];
        looks_at
            .into_iter()
            .filter_map(|(part, does)| does.then_some(part))
            .collect()
    }

    /// Returns whether a member matches the filter by what their own row says.
    pub(super) fn takes_row(&self, member: &Member, today: NaiveDate) -> bool {
        let group = member.activity.group();
        let eet = match self.eet.as_str() {
            "" | "neet" => group == EetGroup::Neet,
            "eet" => group == EetGroup::Eet,
            "unknown" => group == EetGroup::NotKnown,
            _ => true,
        };
        let stage = match self.stage.as_str() {
            "" => true,
            "none" => member.stage.is_none(),
            key => member.stage.as_ref().is_some_and(|(_, stage)| stage == key),
        };
        let heard = self.heard != "silent" || member.is_silent(today);
        let worker = match self.worker.as_str() {
            "none" => member.standing.coach.is_none(),
            id => Uuid::try_parse(id).map_or(true, |id| {
                [member.standing.coach, member.standing.adviser]
                    .iter()
                    .flatten()
                    .any(|worker| Uuid::from(*worker) == id)
            }),
        };
        eet && stage && heard && worker
    }

    /// Returns whether a member matches the filter by what [`looks_at`](Self::looks_at) names.
    pub(super) fn takes_rest(
        &self,
        member: &Member,
        shows_restricted: impl Fn(&Member) -> bool,
        today: NaiveDate,
    ) -> bool {
        let barrier = Barrier::parse(&self.barrier).is_none_or(|wanted| {
            let worst = member.in_the_way(&shows_restricted);
            worst.iter().any(|(barrier, _)| *barrier == wanted)
        });
        let readiness = match self.readiness.as_str() {
            "" => true,
            "none" => !member.is_assessed,
            code => Readiness::parse(code).is_none_or(|wanted| member.readiness == Some(wanted)),
        };
        let suggested = match self.suggested.as_str() {
            "" => true,
            "none" => member.suggested.is_none(),
            key => member
                .suggested
                .as_ref()
                .is_some_and(|(_, stage)| stage == key),
        };
        let months = self.months.parse::<i32>().map_or(true, |least| {
            member
                .months_out(today)
                .is_some_and(|months| months >= least)
        });
        let level_2 = match self.level_2.as_str() {
            "missing" => !member.has_level_2,
            "has" => member.has_level_2,
            _ => true,
        };
        barrier && readiness && suggested && months && level_2
    }
}

#[cfg(test)]
mod tests {
    use values::CouncilId;

    use super::super::model::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
    }

    fn member() -> Member {
        Member {
            standing: Standing {
                council: CouncilId(uuid::Uuid::from_u128(1)),
                id: PersonId(uuid::Uuid::from_u128(1)),
                coach: None,
                adviser: None,
                social_worker: None,
                team: None,
                organisation: None,
            },
            born_on: None,
            activity: Activity::G5,
            out_since: NaiveDate::from_ymd_opt(2025, 11, 21),
            stage: Some((
                ProgrammeVersionId(uuid::Uuid::from_u128(1)),
                "strand-1".into(),
            )),
            is_paused: false,
            stopped_as: None,
            last_contact_on: NaiveDate::from_ymd_opt(2026, 10, 23),
            attempts: None,
            readiness: None,
            ratings: crate::person::assessments::parse_ratings("health=3/0 debt=1/2 travel=1/1"),
            work_to_leave: String::new(),
            is_assessed: true,
            suggested: None,
            has_level_2: false,
        }
    }

    fn takes(asked: CohortQuery) -> bool {
        takes_of(&asked, &member(), false)
    }

    fn takes_of(asked: &CohortQuery, member: &Member, shows_restricted: bool) -> bool {
        asked.takes_row(member, today()) && asked.takes_rest(member, |_| shows_restricted, today())
    }

    #[test]
    fn months_are_counted_whole() {
        assert_eq!(member().months_out(today()), Some(11));
        let tomorrow = today().succ_opt().unwrap();
        assert_eq!(member().months_out(tomorrow), Some(12));
    }

    #[test]
    fn a_restricted_barrier_is_neither_shown_nor_found_by_who_may_not_read_it() {
        let worst: Vec<_> = member()
            .in_the_way(|_| false)
            .into_iter()
            .map(|(one, _)| one)
            .collect();
        assert_eq!(worst, [Barrier::Debt]);
        let by = |barrier: &str| CohortQuery {
            barrier: barrier.into(),
            ..CohortQuery::default()
        };
        assert!(takes(by("debt")) && !takes(by("health")) && !takes(by("travel")));
        assert!(takes_of(&by("health"), &member(), true));
    }

    #[test]
    fn those_without_a_coach_are_found() {
        let asked = CohortQuery {
            worker: "none".into(),
            eet: "all".into(),
            ..CohortQuery::default()
        };
        let (mut with, mut without) = (member(), member());
        with.standing.coach = Some(values::AccountId(Uuid::from_u128(7)));
        without.standing.coach = None;
        assert!(!takes_of(&asked, &with, false) && takes_of(&asked, &without, false));
    }

    #[test]
    fn each_filter_narrows() {
        let all = CohortQuery::default();
        assert!(takes(all.clone()));
        for (name, value, is_taken) in [
            ("eet", "eet", false),
            ("eet", "all", true),
            ("stage", "strand-1", true),
            ("stage", "none", false),
            ("months", "11", true),
            ("months", "12", false),
            ("level_2", "missing", true),
            ("level_2", "has", false),
            ("heard", "silent", true),
            ("readiness", "none", false),
        ] {
            let asked: CohortQuery = serde_urlencoded::from_str(&all.with(name, value)).unwrap();
            assert_eq!(takes(asked), is_taken, "{name}={value}");
        }
    }

    #[test]
    fn a_filter_names_what_it_looks_at() {
        let bare = Member {
            out_since: None,
            readiness: None,
            ratings: crate::person::assessments::Rated::new(),
            is_assessed: false,
            suggested: None,
            has_level_2: true,
            ..member()
        };
        for pairs in [
            "barrier=debt",
            "readiness=none",
            "months=11",
            "level_2=missing",
            "stage=strand-1",
            "heard=silent",
            "worker=none",
            "eet=neet",
        ] {
            let asked: CohortQuery = serde_urlencoded::from_str(pairs).unwrap();
            let differs = takes_of(&asked, &member(), false) != takes_of(&asked, &bare, false);
            assert_eq!(differs, !asked.looks_at().is_empty(), "{pairs}");
        }
    }

    #[test]
    fn nobody_is_silent_whose_contact_rests() {
        let paused = Member {
            is_paused: true,
            ..member()
        };
        assert!(member().is_silent(today()) && !paused.is_silent(today()));
        let died = Member {
            stopped_as: Some(StoppedAs::Died),
            ..member()
        };
        assert!(!died.is_silent(today()));
    }
}
