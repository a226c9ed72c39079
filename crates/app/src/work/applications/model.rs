//! The ladder of an application, and what has stalled. No async.

use chrono::{DateTime, Days, NaiveDate, Utc};
use values::{
    AccountId, ApplicationDocumentId, ApplicationId, FileId, MockInterviewId, OpportunityId,
    PersonId,
};

use crate::shell::choices::{Coded, worded};

/// The steps up to the start, as a worker reads them.
pub const STEPS: &[Coded] = &[
    ("interested", "Interested"),
    ("applying", "Getting ready to apply"),
    ("applied", "Applied"),
    ("more-needed", "The employer needs something more"),
    ("interview", "Interview"),
    ("offered", "Offered"),
    ("accepted", "Accepted"),
    ("started", "Started"),
];

/// The steps at which a young person has the place.
pub const HAS_THE_PLACE: [&str; 3] = ["offered", "accepted", "started"];

/// The different ways in which it can end without a start.
pub const ENDS: &[Coded] = &[
    ("unsuccessful", "The employer chose someone else"),
    ("fell-through", "The employer withdrew the place"),
    ("declined", "They declined the offer"),
    ("withdrawn", "They changed their mind"),
];

/// Why it ended. None of them blames.
pub const REASONS: &[Coded] = &[
    ("others", "Other applicants were a better fit"),
    ("experience", "More experience was wanted"),
    ("criteria", "The minimum criteria were not met"),
    ("interview", "The interview did not go well"),
    ("papers", "The form or CV did not show enough"),
    ("filled", "The place was filled or is no longer available"),
    ("right-to-work", "They could not show a right to work"),
    ("pay-benefits", "They would be worse off"),
    ("travel", "Travel"),
    ("hours", "The hours do not fit"),
    ("another-offer", "They have another offer"),
    ("other-wish", "They would prefer something else"),
    ("health-life", "Health, home or something else came first"),
    ("no-answer", "There was no answer"),
    ("other", "Something else"),
];

/// How many days each step may take.
const WAITS: &[(&str, u64, &str)] = &[
    ("interested", 7, "worker"),
    ("applying", 14, "worker"),
    ("more-needed", 5, "worker"),
    ("interview", 7, "employer"),
    ("offered", 7, "young-person"),
    ("accepted", 28, "worker"),
];

/// After how many days to check again if there is no news.
pub const NO_NEWS_DAYS: u64 = 7;

/// Returns the words of a step or an end.
pub fn step_words(code: &str) -> &'static str {
    let found = STEPS.iter().chain(ENDS).find(|(known, _)| *known == code);
    match (code, found) {
        ("no-news", _) => "No news yet",
        ("said-yes", _) => "They said yes, but the pay has to be checked first",
        (_, Some((_, words))) => words,
        _ => "",
    }
}

/// Returns the words of a reason.
pub fn reason_words(code: &str) -> &'static str {
    worded(REASONS, code)
}

/// Returns whether a step ends it.
pub fn is_end(step: &str) -> bool {
    ENDS.iter().any(|(code, _)| *code == step)
}

/// Returns whether a step is outside the ladder and does not move it.
pub fn is_aside(step: &str) -> bool {
    ["no-news", "said-yes"].contains(&step)
}

/// Lists what can come after a step.
pub fn next_of(step: &str) -> &'static [&'static str] {
    match step {
        "interested" => &["applying", "applied", "withdrawn"],
        "applying" => &["applied", "withdrawn"],
        "applied" => &[
            "more-needed",
            "interview",
            "offered",
            "unsuccessful",
            "withdrawn",
        ],
        "more-needed" => &["applied", "unsuccessful", "withdrawn"],
        "interview" => &["interview", "offered", "unsuccessful", "withdrawn"],
        "offered" => &["accepted", "declined", "fell-through"],
        "accepted" => &["started", "fell-through", "withdrawn"],
        _ => &[],
    }
}

/// When the next thing is due after a step, and who acts: `worker`, `employer`, `young-person`, or no one.
pub fn after(step: &str, on: NaiveDate, answer_days: i32) -> (Option<NaiveDate>, &'static str) {
    let days = |days: u64| on.checked_add_days(Days::new(days));
    if step == "applied" {
        return (days(answer_days.unsigned_abs().into()), "employer");
    }
    let found = WAITS.iter().find(|(known, ..)| *known == step);
    found.map_or((None, ""), |(_, wait, who)| (days(*wait), who))
}

/// An application, decrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// The young person.
    pub person: PersonId,
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// The newest step.
    pub step: String,
    /// Since when.
    pub since_on: NaiveDate,
    /// When the next thing is due.
    pub due_on: Option<NaiveDate>,
    /// Who acts next.
    pub waits_for: String,
    /// The worker who owns it.
    pub owner: AccountId,
    /// What is shared with the employer.
    pub cv: String,
    /// Answers to the employer's questions.
    pub answers: String,
    /// When the young person agreed that both are shared.
    pub agreed_on: Option<NaiveDate>,
    /// Whether an interview is guaranteed.
    pub guaranteed: bool,
    /// Whether the minimum criteria are met: `yes`, `no` or empty.
    pub meets_criteria: String,
    /// When it ended without a start.
    pub ended_on: Option<NaiveDate>,
    /// Goes up with every change.
    pub version: i32,
}

/// A document that goes with an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: ApplicationDocumentId,
    /// The application.
    pub application: ApplicationId,
    /// What it holds.
    pub file: FileId,
    /// What it is, in a few words.
    pub title: String,
    /// Whether the young person agreed to share it.
    pub is_agreed: bool,
}

impl Document {
    /// Returns its file name when downloaded: its title, with the ending of the original file.
    pub fn file_name(&self, came_as: &str) -> String {
        let plain = |letter: char| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        };
        let name: String = self.title.to_lowercase().chars().map(plain).collect();
        let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
        let name = if words.is_empty() {
            "document".to_owned()
        } else {
            words.join("-")
        };
        let ending = came_as.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = ending.to_lowercase();
        if ENDINGS.contains(&ending.as_str()) {
            format!("{name}.{ending}")
        } else {
            name
        }
    }
}

/// The endings that a file name keeps.
const ENDINGS: [&str; 8] = ["pdf", "docx", "odt", "xlsx", "png", "jpg", "jpeg", "txt"];

/// How many documents one application can have.
pub const MOST_DOCUMENTS: usize = 10;

impl Application {
    /// Returns whether it is open.
    pub fn is_open(&self) -> bool {
        self.ended_on.is_none() && self.step != "started"
    }

    /// Returns its status and when the next thing is due, for a worker.
    pub fn stands(&self) -> String {
        let who = match (self.waits_for.as_str(), self.step.as_str()) {
            ("employer", _) => "employer to reply",
            ("young-person", _) => "their answer due",
            (_, "interested") => "reply",
            _ => "next step due",
        };
        match self.due_on {
            Some(on) if self.is_open() => format!(
                "{}: {who} by {}",
                step_words(&self.step),
                on.format("%-d %B %Y")
            ),
            _ => step_words(&self.step).to_owned(),
        }
    }

    /// Returns its status for the young person.
    pub fn own_words(&self, today: NaiveDate) -> String {
        let by = self
            .due_on
            .map_or(String::new(), |on| on.format(" by %-d %B").to_string());
        match self.step.as_str() {
            "interested" => "You said that you are interested. We will be in touch.".into(),
            "applying" => "You are getting ready to apply. We will help you.".into(),
            "applied" if self.due_on.is_some_and(|on| on < today) => {
                format!("You have applied. You should have heard{by}. We will ask the employer.")
            }
            "applied" => format!("You have applied. You will hear{by}."),
            "more-needed" => "The employer would like to know more. We will help you answer.".into(),
            "interview" => "You have an interview. You can practise first: ask us.".into(),
            "offered" => format!("You have an offer. Say yes or no{by}."),
            "accepted" => "You said yes. We will stay in touch until you start.".into(),
            "started" => "You have started.".into(),
            "unsuccessful" => {
                "They chose someone else this time. Well done for trying. We will keep looking with you.".into()
            }
            "fell-through" => {
                "The employer had to withdraw the place. It was nothing you did. We will keep looking with you.".into()
            }
            "declined" => "You said no to the offer. That is fine. We will keep looking with you.".into(),
            _ => "You changed your mind. That is fine. We will keep looking with you.".into(),
        }
    }
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// A code of [`STEPS`] or [`ENDS`], or `no-news`.
    pub step: String,
    /// The day.
    pub on: NaiveDate,
    /// A code of [`REASONS`], or empty.
    pub reason: String,
    /// More about it, such as feedback or when the interview is.
    pub words: String,
    /// When the next thing is due.
    pub due_on: Option<NaiveDate>,
    /// `worker`, `employer` or `young-person`.
    pub said_by: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// By whom; empty for what came by a link or from their own pages.
    pub by: Option<AccountId>,
}

/// Returns whether an interview was guaranteed and not given.
pub fn is_not_given(one: &Application, steps: &[Step]) -> bool {
    let was_sure = one.guaranteed && one.meets_criteria == "yes";
    let had_one = steps.iter().any(|step| step.step == "interview");
    was_sure && !had_one && one.step == "unsuccessful"
}

/// A mock interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockInterview {
    /// Its id.
    pub id: MockInterviewId,
    /// The application that it prepares for; nothing for none.
    pub application: Option<ApplicationId>,
    /// The day.
    pub on: NaiveDate,
    /// Who asked the questions.
    pub panel: String,
    /// What they looked for: a criterion and a mark from 1 to 4 on each line.
    pub marks: String,
    /// What went well.
    pub went_well: String,
    /// What to work on.
    pub work_on: String,
    /// The earlier one that this is another try of; nothing for none.
    pub again_of: Option<MockInterviewId>,
}

/// What a panel looks for.
pub const CRITERIA: &[Coded] = &[
    ("listens", "Listens, and answers what was asked"),
    ("examples", "Gives examples"),
    ("strengths", "Says what they are good at"),
    ("why", "Says why they want it"),
    ("questions", "Asks a question of their own"),
];

/// The panel's marks for a criterion.
pub const MARKS: &[Coded] = &[
    ("1", "Not yet"),
    ("2", "A little"),
    ("3", "Well"),
    ("4", "Very well"),
];

/// Reads stored marks: code and mark.
pub fn marks_of(text: &str) -> Vec<(&'static str, &'static str)> {
    let lines = text.lines().filter_map(|line| line.split_once('='));
    lines
        .map(|(code, mark)| (worded(CRITERIA, code), worded(MARKS, mark)))
        .filter(|(criterion, mark)| !criterion.is_empty() && !mark.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_step_can_be_reached_and_every_end_is_an_end() {
        let mut reached = vec!["interested"];
        let mut place = 0;
        while place < reached.len() {
            for next in next_of(reached[place]) {
                if !reached.contains(next) {
                    reached.push(next);
                }
            }
            place += 1;
        }
        for (code, _) in STEPS.iter().chain(ENDS) {
            assert!(reached.contains(code), "{code}");
        }
        for (code, _) in ENDS {
            assert!(next_of(code).is_empty() && is_end(code));
        }
    }

    #[test]
    fn nothing_stands_still_without_a_day() {
        for (code, _) in STEPS.iter().filter(|(code, _)| *code != "started") {
            let (due, who) = after(code, day("2026-11-20"), 14);
            assert!(due.is_some() && !who.is_empty(), "{code}");
        }
        assert_eq!(
            after("applied", day("2026-11-20"), 21).0,
            Some(day("2026-12-11"))
        );
        assert_eq!(after("unsuccessful", day("2026-11-20"), 21), (None, ""));
    }

    #[test]
    fn a_guaranteed_interview_that_was_not_given_is_seen() {
        let one = Application {
            id: values::ApplicationId(uuid::Uuid::from_u128(1)),
            person: values::PersonId(uuid::Uuid::from_u128(1)),
            opportunity: values::OpportunityId(uuid::Uuid::from_u128(1)),
            step: "unsuccessful".into(),
            since_on: day("2026-11-20"),
            due_on: None,
            waits_for: String::new(),
            owner: values::AccountId(uuid::Uuid::from_u128(1)),
            cv: String::new(),
            answers: String::new(),
            agreed_on: None,
            guaranteed: true,
            meets_criteria: "yes".into(),
            ended_on: Some(day("2026-11-20")),
            version: 1,
        };
        let step = |code: &str| Step {
            step: code.into(),
            on: day("2026-11-20"),
            reason: String::new(),
            words: String::new(),
            due_on: None,
            said_by: "employer".into(),
            at: DateTime::UNIX_EPOCH,
            by: None,
        };
        assert!(is_not_given(&one, &[step("applied"), step("unsuccessful")]));
        assert!(!is_not_given(
            &one,
            &[step("applied"), step("interview"), step("unsuccessful")]
        ));
        let unknown = Application {
            meets_criteria: String::new(),
            ..one
        };
        assert!(!is_not_given(&unknown, &[step("unsuccessful")]));
    }

    #[test]
    fn marks_are_read_as_words() {
        assert_eq!(
            marks_of("listens=3\nnothing=2\nwhy=4"),
            [
                ("Listens, and answers what was asked", "Well"),
                ("Says why they want it", "Very well")
            ]
        );
    }
}
