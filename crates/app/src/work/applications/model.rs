//! The ladder of an application, and what has stalled. No async.

use chrono::{DateTime, Days, NaiveDate, Utc};
use programme::Happening;
use values::{AccountId, ApplicationDocumentId, ApplicationId, FileId, OpportunityId, PersonId};

use crate::shell::choices::{Code, Coded, coded, worded};

coded! {
    /// A step of an application, as a worker reads it: those up to the start, the ways in which it can end without one, and what does not
    /// move it.
    Step {
        Interested "interested" "Interested"
        Applying "applying" "Getting ready to apply"
        Applied "applied" "Applied"
        MoreNeeded "more-needed" "The employer needs something more"
        Interview "interview" "Interview"
        Offered "offered" "Offered"
        Accepted "accepted" "Accepted"
        Started "started" "Started"
        Unsuccessful "unsuccessful" "The employer chose someone else"
        FellThrough "fell-through" "The employer withdrew the place"
        Declined "declined" "They declined the offer"
        Withdrawn "withdrawn" "They changed their mind"
        NoNews "no-news" "No news yet"
        SaidYes "said-yes" "They said yes, but something has to be checked first"
        HowItWent "how-it-went" "How the interview went"
        Worded "worded" "They were told, in words of our own"
    }
}

coded! {
    /// Who said something, and who acts next; the words answer who told a worker.
    Side {
        Employer "employer" "The employer"
        YoungPerson "young-person" "The young person"
        Worker "worker" "I know this myself"
    }
}

coded! {
    /// Whether the minimum criteria of a guaranteed interview are met.
    MeetsCriteria {
        Yes "yes" "Yes"
        No "no" "No"
    }
}

/// The steps at which a young person has the place.
pub const HAS_THE_PLACE: [Step; 3] = [Step::Offered, Step::Accepted, Step::Started];

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

/// Within how many days of asking how an interview went the employer is expected to answer.
const AFTER_INTERVIEW: u64 = 6;

/// After how many days to check again if there is no news.
pub const NO_NEWS_DAYS: u64 = 7;

/// Returns the words of a reason.
pub fn reason_words(code: &str) -> &'static str {
    worded(REASONS, code)
}

impl Step {
    /// Returns whether it ends the application without a start.
    pub fn is_end(self) -> bool {
        matches!(
            self,
            Self::Unsuccessful | Self::FellThrough | Self::Declined | Self::Withdrawn
        )
    }

    /// Returns the act that it is, where anything follows from it.
    pub fn happening(self) -> Option<Happening> {
        match self {
            Self::Interview => Some(Happening::InterviewSet),
            Self::Offered => Some(Happening::OfferMade),
            Self::Unsuccessful | Self::FellThrough => Some(Happening::NotChosen),
            Self::NoNews => Some(Happening::NoNews),
            _ => None,
        }
    }

    /// Returns whether it is outside the ladder and does not move it.
    pub fn is_aside(self) -> bool {
        matches!(
            self,
            Self::NoNews | Self::SaidYes | Self::HowItWent | Self::Worded
        )
    }

    /// Returns whether an application that stands here can be sent to the employer.
    pub fn can_be_sent(self) -> bool {
        matches!(self, Self::Interested | Self::Applying | Self::MoreNeeded)
    }

    /// Lists what can come after it.
    pub fn leads_to(self) -> &'static [Self] {
        match self {
            Self::Interested => &[Self::Applying, Self::Applied, Self::Withdrawn],
            Self::Applying => &[Self::Applied, Self::Withdrawn],
            Self::Applied => &[
                Self::MoreNeeded,
                Self::Interview,
                Self::Offered,
                Self::Unsuccessful,
                Self::Withdrawn,
            ],
            Self::MoreNeeded => &[Self::Applied, Self::Unsuccessful, Self::Withdrawn],
            Self::Interview => &[
                Self::Interview,
                Self::Offered,
                Self::Unsuccessful,
                Self::Withdrawn,
            ],
            Self::Offered => &[Self::Accepted, Self::Declined, Self::FellThrough],
            Self::Accepted => &[Self::Started, Self::FellThrough, Self::Withdrawn],
            Self::Started
            | Self::Unsuccessful
            | Self::FellThrough
            | Self::Declined
            | Self::Withdrawn
            | Self::NoNews
            | Self::SaidYes
            | Self::HowItWent
            | Self::Worded => &[],
        }
    }

    /// When the next thing is due after it, and who acts; nothing for neither.
    pub fn after(self, on: NaiveDate, answer_days: i32) -> (Option<NaiveDate>, Option<Side>) {
        let (days, who) = match self {
            Self::Interested => (7, Side::Worker),
            Self::Applying => (14, Side::Worker),
            Self::Applied => (answer_days.unsigned_abs().into(), Side::Employer),
            Self::MoreNeeded => (5, Side::Worker),
            // Somebody asks how it went; then the employer is waited for.
            Self::Interview => (1, Side::Worker),
            Self::HowItWent => (AFTER_INTERVIEW, Side::Employer),
            Self::Offered => (7, Side::YoungPerson),
            Self::Accepted => (28, Side::Worker),
            Self::Started
            | Self::Unsuccessful
            | Self::FellThrough
            | Self::Declined
            | Self::Withdrawn
            | Self::NoNews
            | Self::SaidYes
            | Self::Worded => return (None, None),
        };
        (on.checked_add_days(Days::new(days)), Some(who))
    }
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
    pub step: Step,
    /// Since when.
    pub since_on: NaiveDate,
    /// When the next thing is due.
    pub due_on: Option<NaiveDate>,
    /// Who acts next.
    pub waits_for: Option<Side>,
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
    /// Whether the minimum criteria are met; nothing if that is not known yet.
    pub meets_criteria: Option<MeetsCriteria>,
    /// When it ended without a start.
    pub ended_on: Option<NaiveDate>,
    /// Goes up with every change.
    pub version: i32,
    /// By when the employer has promised to answer.
    pub promised_on: Option<NaiveDate>,
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
        self.ended_on.is_none() && self.step != Step::Started
    }

    /// Returns whether it has ended with an answer that nobody has put into words for the young person yet.
    pub fn is_unworded(&self) -> bool {
        self.ended_on.is_some() && self.due_on.is_some()
    }

    /// Returns whether there is an interview ahead, on a day.
    pub fn interview_on(&self) -> Option<NaiveDate> {
        let is_ahead = self.step == Step::Interview && self.is_open();
        is_ahead.then_some(self.since_on)
    }

    /// Returns whether nobody has asked yet how the interview went.
    pub fn is_unasked(&self) -> bool {
        self.interview_on().is_some() && self.waits_for == Some(Side::Worker)
    }

    /// Returns its status and when the next thing is due, for a worker.
    pub fn stands(&self) -> String {
        let day = |on: NaiveDate| on.format("%-d %B %Y").to_string();
        let Some(due) = self.due_on.filter(|_| self.is_open() || self.is_unworded()) else {
            return self.step.words().to_owned();
        };
        let promised = self.promised_on.filter(|on| *on != due);
        let who = match (self.waits_for, self.step) {
            _ if self.is_unworded() => "tell them in your own words".to_owned(),
            _ if self.is_unasked() => format!("on {}; ask how it went", day(self.since_on)),
            (Some(Side::Employer), _) => match promised {
                Some(on) => format!("the employer promised an answer by {}; ask again", day(on)),
                None => "employer to reply".to_owned(),
            },
            (Some(Side::YoungPerson), _) => "their answer due".to_owned(),
            (None | Some(Side::Worker), Step::Interested) => "reply".to_owned(),
            (None | Some(Side::Worker), _) => "next step due".to_owned(),
        };
        format!("{}: {who} by {}", self.step.words(), day(due))
    }

    /// Returns its status for the young person.
    pub fn own_words(&self, today: NaiveDate) -> String {
        let answers_on = self.promised_on.or(self.due_on);
        let by = answers_on.map_or(String::new(), |on| on.format(" by %-d %B").to_string());
        if self.is_unworded() {
            return "There is an answer. We will be in touch with you about it.".into();
        }
        match self.step {
            Step::Interested => "You said that you are interested. We will be in touch.".into(),
            Step::Applying => "You are getting ready to apply. We will help you.".into(),
            Step::Applied if answers_on.is_some_and(|on| on < today) => {
                format!("You have applied. You should have heard{by}. We will ask the employer.")
            }
            Step::Applied => format!("You have applied. You will hear{by}."),
            Step::MoreNeeded => "The employer would like to know more. We will help you answer.".into(),
            Step::Interview if self.since_on < today => {
                if self.is_unasked() {
                    "You should have had your interview by now. How did it go?".into()
                } else {
                    "Thank you for telling us about your interview. We will tell you as soon as we hear.".into()
                }
            }
            Step::Interview => format!(
                "You have an interview on {}. You can practise first: ask us.",
                self.since_on.format("%A %-d %B")
            ),
            Step::Offered => format!("You have an offer. Say yes or no{by}."),
            Step::Accepted => "You said yes. We will stay in touch until you start.".into(),
            Step::Started => "You have started.".into(),
            Step::Unsuccessful => {
                "They chose someone else this time. Well done for trying. We will keep looking with you.".into()
            }
            Step::FellThrough => {
                "The employer had to withdraw the place. It was nothing you did. We will keep looking with you.".into()
            }
            Step::Declined => "You said no to the offer. That is fine. We will keep looking with you.".into(),
            // What does not move the ladder is never where it stands.
            Step::Withdrawn | Step::NoNews | Step::SaidYes | Step::HowItWent | Step::Worded => "You changed your mind. That is fine. We will keep looking with you.".into(),
        }
    }
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    /// Which.
    pub step: Step,
    /// The day.
    pub on: NaiveDate,
    /// A code of [`REASONS`], or empty.
    pub reason: String,
    /// More about it, such as feedback or when the interview is.
    pub words: String,
    /// When the next thing is due.
    pub due_on: Option<NaiveDate>,
    /// Who said so.
    pub said_by: Side,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// By whom; empty for what came by a link or from their own pages.
    pub by: Option<AccountId>,
}

/// Returns whether an interview was guaranteed and not given.
pub fn is_not_given(one: &Application, steps: &[StepTaken]) -> bool {
    let was_sure = one.guaranteed && one.meets_criteria == Some(MeetsCriteria::Yes);
    let had_one = steps.iter().any(|step| step.step == Step::Interview);
    was_sure && !had_one && one.step == Step::Unsuccessful
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_step_can_be_reached_and_every_end_is_an_end() {
        let mut reached = vec![Step::Interested];
        let mut place = 0;
        while place < reached.len() {
            for next in reached[place].leads_to() {
                if !reached.contains(next) {
                    reached.push(*next);
                }
            }
            place += 1;
        }
        for step in Step::ALL {
            assert_eq!(reached.contains(step), !step.is_aside(), "{step:?}");
            if step.is_end() {
                assert!(step.leads_to().is_empty(), "{step:?}");
            }
        }
    }

    #[test]
    fn nothing_stands_still_without_a_day() {
        for step in Step::ALL {
            let waits = *step == Step::HowItWent;
            let moves = waits || !(step.is_end() || step.is_aside() || *step == Step::Started);
            let (due, who) = step.after(day("2026-11-20"), 14);
            assert_eq!((due.is_some(), who.is_some()), (moves, moves), "{step:?}");
        }
        assert_eq!(
            Step::Applied.after(day("2026-11-20"), 21).0,
            Some(day("2026-12-11"))
        );
    }

    #[test]
    fn a_guaranteed_interview_that_was_not_given_is_seen() {
        let one = Application {
            id: values::ApplicationId(uuid::Uuid::from_u128(1)),
            person: values::PersonId(uuid::Uuid::from_u128(1)),
            opportunity: values::OpportunityId(uuid::Uuid::from_u128(1)),
            step: Step::Unsuccessful,
            since_on: day("2026-11-20"),
            due_on: None,
            waits_for: None,
            owner: values::AccountId(uuid::Uuid::from_u128(1)),
            cv: String::new(),
            answers: String::new(),
            agreed_on: None,
            guaranteed: true,
            meets_criteria: Some(MeetsCriteria::Yes),
            ended_on: Some(day("2026-11-20")),
            version: 1,
            promised_on: None,
        };
        let took = |step| StepTaken {
            step,
            on: day("2026-11-20"),
            reason: String::new(),
            words: String::new(),
            due_on: None,
            said_by: Side::Employer,
            at: DateTime::UNIX_EPOCH,
            by: None,
        };
        assert!(is_not_given(
            &one,
            &[took(Step::Applied), took(Step::Unsuccessful)]
        ));
        assert!(!is_not_given(
            &one,
            &[
                took(Step::Applied),
                took(Step::Interview),
                took(Step::Unsuccessful)
            ]
        ));
        let unknown = Application {
            meets_criteria: None,
            ..one
        };
        assert!(!is_not_given(&unknown, &[took(Step::Unsuccessful)]));
    }
}
