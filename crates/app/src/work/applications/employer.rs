//! What an employer sees through the link to an application: what the young person agreed to share, and buttons to answer.

use std::sync::Arc;

use axum::extract::State;
use govuk::{Checkboxes, Choice, Html, Input, Radios, SummaryList, Textarea, Width};
use programme::Told;
use store::WriteTx;
use values::ApplicationId;

use super::{
    forms::TEXT,
    model::{Application, Document, MeetsCriteria, Side, Step},
    queries::{self, NewStep},
    telling::tell_of,
};
use crate::{
    App,
    person::people::{self, Person},
    post::outbox::{self, Letter},
    shell::{
        choices::Code,
        outside::{self, Asking, Outside, Reach, Visit},
        web::{
            Answer, Errors, Form, Halt, Origin, Path, Query, Said, WebError,
            form::{TypedDate, ask_about_skipped, time_of_day},
            words,
        },
    },
    work::opportunities::{self, Opportunity},
};

struct Opened {
    visit: Visit,
    one: Application,
    person: Person,
    opportunity: Opportunity,
    ring: Reach,
    documents: Vec<Document>,
}

impl Opened {
    /// Returns whether an interview is guaranteed to them that has not been given yet.
    fn is_sure(&self) -> bool {
        self.one.guaranteed
            && self.one.meets_criteria == Some(MeetsCriteria::Yes)
            && self.one.step != Step::Interview
    }
}

/// Why an employer says no, in words that can be passed on to the young person.
const NO: &[(&str, &str)] = &[
    ("others", "Other applicants were a better fit this time"),
    ("experience", "We need someone with more experience"),
    ("criteria", "They did not meet the minimum criteria"),
    ("filled", "The place is filled or no longer available"),
    ("other", "Something else"),
];

async fn open(app: &Arc<App>, token: &str) -> Result<Opened, WebError> {
    let visit = Visit::open(app, "application", token).await?;
    let (mut tx, council) = (visit.read().await?, visit.council());
    let one = queries::find(&mut tx, council, ApplicationId(visit.record())).await?;
    // What they no longer agree to share is not shown.
    let one = one.filter(|one| one.agreed_on.is_some());
    let one = one.ok_or(WebError::LinkEnded)?;
    let person = people::find(&mut tx, council, one.person).await?;
    let person = person.filter(|person| !person.has_died());
    let person = person.ok_or(WebError::LinkEnded)?;
    let opportunity = opportunities::find(&mut tx, council, one.opportunity).await?;
    let standing = person.standing;
    let holders = [Some(one.owner), standing.coach, standing.adviser];
    let ring = outside::reach_first(&mut tx, council, &holders).await?;
    let documents = queries::documents_of(&mut tx, council, &[one.id]).await?;
    drop(tx);
    visit.see(&person.standing).await?;
    Ok(Opened {
        visit,
        one,
        person,
        opportunity: opportunity.ok_or(WebError::NotFound)?,
        ring,
        documents,
    })
}

/// Opens the link of an open application.
///
/// Errors: [`WebError::LinkEnded`] if nothing is shared, or no longer.
pub(super) async fn shared(
    app: &Arc<App>,
    token: &str,
) -> Result<(Visit, ApplicationId), WebError> {
    let opened = open(app, token).await?;
    if !opened.one.is_open() {
        return Err(WebError::LinkEnded);
    }
    Ok((opened.visit, opened.one.id))
}

fn says(one: &Application, said: &str) -> &'static str {
    match (said, one.step) {
        ("thanks", _) => "Thank you. We will pass your answer on today.",
        (_, Step::Withdrawn | Step::Declined) => {
            "They have changed their mind. Thank you for your time."
        }
        (_, Step::Unsuccessful | Step::FellThrough) => "You have said no. Thank you for answering.",
        (_, Step::Accepted | Step::Started) => "They have accepted the place.",
        (_, Step::Offered) => "You have offered the place. They will answer soon.",
        (_, Step::Interview) => "An interview is arranged.",
        (_, Step::MoreNeeded) => "You asked for more. We will send it soon.",
        (
            _,
            Step::Interested
            | Step::Applying
            | Step::Applied
            | Step::NoNews
            | Step::SaidYes
            | Step::HowItWent
            | Step::Worded,
        ) => "Choose an answer below. You do not need to do anything else.",
    }
}

fn page(opened: &Opened, said: &str, form: &Form, errors: &Errors) -> Answer {
    let one = &opened.one;
    let name = &opened.person.fields.given_name;
    let mut about = SummaryList::new()
        .row("Name", name.clone())
        .row("For", opened.opportunity.title.clone());
    if one.is_open() {
        about = about.row("CV", Html::lines(one.cv.clone()));
        if !one.answers.is_empty() {
            about = about.row("Answers", Html::lines(one.answers.clone()));
        }
        let path = opened
            .visit
            .path()
            .replacen("/application/", "/application-document/", 1);
        let agreed = opened
            .documents
            .iter()
            .filter(|document| document.is_agreed);
        let links = agreed.map(|document| {
            let href = format!("{path}?document={}", document.id);
            Html::paragraph(Html::link(href, document.title.clone()))
        });
        let links = Html::joined(links);
        if !links.is_empty() {
            about = about.row("Documents", links);
        }
    }
    if one.guaranteed && one.meets_criteria == Some(MeetsCriteria::Yes) {
        about = about.row(
            "Interview",
            format!(
                "You guarantee an interview to anyone who meets this: {}. They do.",
                opened.opportunity.criteria
            ),
        );
    }
    if let Some(on) = one.promised_on.filter(|_| one.step == Step::Applied) {
        about = about.row("You promised an answer by", words::day(on));
    }
    let mut page = Outside::new(
        &opened.visit,
        format!("{name}: {}", opened.opportunity.title),
        opened.ring.clone(),
    )
    .errors(errors, &["on"])
    .says(says(one, said))
    .about(about);
    let can = |step: Step| one.step.leads_to().contains(&step);
    if can(Step::Interview) {
        let on: TypedDate = form.date("on");
        page = page.asking(
            Asking::new(Step::Interview.code(), "Invite them to an interview")
                .field(on.field("on", "Interview date", errors))
                .field(
                    Input::new("at", "Time")
                        .hint("For example, 10am or 14:30")
                        .width(Width::Characters10)
                        .value(form.text("at"))
                        .error(errors.at("at")),
                )
                .field(
                    Input::new("place", "Where is it, or how do they join?")
                        .value(form.text("place"))
                        .error(errors.at("place")),
                ),
        );
    }
    if can(Step::Offered) {
        page = page.asking(Asking::second(Step::Offered.code(), "Offer them the place"));
    }
    if can(Step::MoreNeeded) {
        page = page.asking(
            Asking::second(Step::MoreNeeded.code(), "Ask for more").field(
                Textarea::new("more", "What else do you need?")
                    .rows(2)
                    .value(form.owned("more"))
                    .error(errors.at("more")),
            ),
        );
    }
    if can(Step::Unsuccessful) {
        let mut why = Radios::new("why", "If not this time, why?")
            .small()
            .selected(form.text("why"))
            .error(errors.at("why"));
        for (code, words) in NO {
            why = why.item(*code, *words);
        }
        let mut no = Asking::second(Step::Unsuccessful.code(), "Not this time");
        if opened.is_sure() {
            no = no.field(
                Checkboxes::new("sure", "You guarantee this interview")
                    .small()
                    .hint("They meet your criteria. Saying no without an interview breaks that guarantee, and we will tell their council.")
                    .choice(Choice::new("yes", "I understand, and still want to say no"))
                    .error(errors.at("sure")),
            );
        }
        page = page.asking(
            no.field(why).field(
                Textarea::new("feedback", "What went well, and what could they work on?")
                    .hint("The person who supports them passes it on. A sentence is enough.")
                    .rows(3)
                    .value(form.owned("feedback"))
                    .error(errors.at("feedback")),
            ),
        );
    }
    page.show()
}

/// Shows what the young person agreed to share.
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    Query(said): Query<Said>,
) -> Answer {
    let opened = open(&app, &token).await?;
    page(&opened, said.code(), &Form::default(), &Errors::default())
}

/// What an employer can say: accepting, declining and starting are not theirs.
const THEIRS: [Step; 4] = [
    Step::Interview,
    Step::Offered,
    Step::MoreNeeded,
    Step::Unsuccessful,
];

/// Returns the step that was answered, if the application can still take it.
fn answered(opened: &Opened, form: &Form) -> Option<Step> {
    let can = opened.one.step.leads_to();
    Step::parse(form.text("answer")).filter(|step| can.contains(step))
}

fn read(opened: &Opened, form: &Form) -> Result<NewStep, Errors> {
    let (mut errors, today) = (Errors::default(), opened.visit.today());
    let days = opened.opportunity.answer_days;
    let said = answered(opened, form).filter(|step| THEIRS.contains(step));
    let Some(step) = said else {
        return Err(Errors::one("", "This has already been answered"));
    };
    let mut new = NewStep::usual(step, today, days, Side::Employer);
    match step {
        Step::Interview => {
            let on = errors.take("on", form.date("on").read("Day")).flatten();
            match on {
                Some(on) if on < today => errors.add("on", "Day must be today or later"),
                None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
                _ => {}
            }
            let at = errors
                .take("at", time_of_day(form.text("at")))
                .unwrap_or_default();
            ask_about_skipped(&mut errors, "at", on, Some(&at));
            errors.require(
                !at.is_empty() || errors.at("at").is_some(),
                "at",
                "Enter the time, for example 10am",
            );
            let place = form.text("place");
            errors.require(
                !place.is_empty(),
                "place",
                "Enter where it is, or how they join",
            );
            new = NewStep::usual(step, on.unwrap_or(today), days, Side::Employer);
            new.words = format!("{at}, {place}");
        }
        Step::MoreNeeded => {
            new.words = form.owned("more");
            errors.require(!new.words.is_empty(), "more", "Enter what else you need");
        }
        Step::Unsuccessful => {
            let why = NO.iter().find(|(code, _)| *code == form.text("why"));
            errors.require(why.is_some(), "why", "Choose why");
            new.reason = why.map_or("", |(code, _)| code).to_owned();
            new.words = form.owned("feedback");
            errors.require(
                !opened.is_sure() || form.text("sure") == "yes",
                "sure",
                "You guarantee an interview to anyone who meets your criteria, and they do. Invite them, or tick that you understand",
            );
            errors.require(
                !new.words.is_empty(),
                "feedback",
                "Enter a sentence of feedback for them",
            );
        }
        _ => {}
    }
    if step.is_end() {
        // Their worker puts it into words before the young person reads it.
        (new.due_on, new.waits_for) = (today.succ_opt(), Some(Side::Worker));
    }
    let is_short = new.words.chars().count() <= TEXT;
    errors.require(is_short, "", "Use 10,000 characters or fewer");
    errors.or(new)
}

/// Saves the answer. The worker who owns the application gets an email at once.
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    origin: Origin,
    Path(token): Path<String>,
    form: Form,
) -> Answer {
    let opened = open(&app, &token).await?;
    // A second tap finds that it has already been answered, and the page says so.
    if answered(&opened, &form).is_none() {
        return page(&opened, "", &Form::default(), &Errors::default());
    }
    let new = match read(&opened, &form) {
        Ok(new) => new,
        Err(errors) => return page(&opened, "", &form, &errors),
    };
    let letter = Letter {
        account: Some(opened.one.owner),
        recipient: opened.ring.email.clone(),
        subject: "An employer has answered".into(),
        body: format!(
            "Hello {},\n\nAn employer has answered an application you manage:\n\n{}/applications/{}\n",
            opened.ring.name,
            app.config.public_url(),
            opened.one.id
        ),
    };
    let (one, person) = (opened.one.clone(), opened.person.clone());
    let worker = opened.ring.name.clone();
    let done = opened
        .visit
        .submit(&origin, &form, async move |tx: &mut WriteTx| {
            queries::note_step(tx, &one, one.version, &new).await?;
            let is_untold = tell_of(tx, &person, &worker, &new).await?;
            let hears = new.step.happening();
            let hears = hears.is_none_or(|happening| happening.tells(Told::Worker));
            if hears && !letter.recipient.is_empty() {
                let mut letter = letter.clone();
                if is_untold {
                    letter.body.push_str(
                        "\nNo message could be sent to the young person, so tell them yourself.\n",
                    );
                }
                outbox::post(tx, letter).await?;
            }
            Ok("?said=thanks".to_owned())
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "This has changed since you opened it. Open the link again";
            page(&opened, "", &form, &Errors::one("", message))
        }
        other => Visit::or_page(other),
    }
}
