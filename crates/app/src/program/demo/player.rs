//! Plays a story: each act through the router, on its day, by the person named, so that the demo shows nothing that no form can write.
//!
//! Between the acts the nights pass, as they would.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use axum::Router;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use policy::Role;
use store::{StoreError, WriteTx};
use values::{AccountId, CouncilId};
use visitor::{Page, VisitError, Visitor};

use super::{
    DemoError,
    plays::{Act, Play},
    queries,
    source::weekday_before,
};
use crate::{
    App, Clock, office::accounts::sign_in::make_link, own::young_person, program::worker,
    shell::clock,
};

/// What the pages are called in a play; no address on the network.
const HOST: &str = "demo.example";

/// How long it is between two acts of a day, in minutes.
const BETWEEN: i64 = 10;

/// How long a sign-in link of a play works, in hours.
const LINK_HOURS: i64 = 24;

/// A story as it is played.
struct Player<'a> {
    app: &'a Arc<App>,
    council: CouncilId,
    router: Router,
    desks: &'a HashMap<Role, AccountId>,
    /// The day on which the demo starts.
    today: NaiveDate,
    /// Addresses kept under a name.
    kept: BTreeMap<String, String>,
    /// Who has signed in today, by what the play calls them.
    windows: HashMap<String, Visitor>,
}

/// Plays a story in a council of which only the workers at their desks are there, up to the day before `today`.
///
/// Errors: [`DemoError::Act`] with the act that could not be played.
pub(super) async fn play(
    app: &Arc<App>,
    council: CouncilId,
    desks: &HashMap<Role, AccountId>,
    (play, today): (&Play, NaiveDate),
) -> Result<(), DemoError> {
    let mut player = Player {
        app,
        council,
        router: crate::router(Arc::clone(app)),
        desks,
        today,
        kept: BTreeMap::new(),
        windows: HashMap::new(),
    };
    let mut day = None;
    for (place, act) in play.acts().iter().enumerate() {
        let on = weekday_before(today, act.days);
        if day != Some(on) {
            player.pass_to(day, on).await?;
            day = Some(on);
        }
        player.act(act).await.map_err(|error| {
            let who = format!("{} {}", play.given, play.family);
            DemoError::Act(who, place + 1, act.at.clone(), error.to_string())
        })?;
        let next = app.clock.now() + TimeDelta::minutes(BETWEEN);
        app.clock.set(next);
    }
    player.pass_to(day, today).await
}

impl Player<'_> {
    /// Lets the nights pass up to a morning. Those before a Monday stand for their week: what falls due in it waits until then.
    async fn pass_to(
        &mut self,
        from: Option<NaiveDate>,
        until: NaiveDate,
    ) -> Result<(), DemoError> {
        let mut on = from.map_or(until, |from| from.min(until));
        while on < until {
            on = on.succ_opt().unwrap_or(until);
            if on == until || on.weekday() == Weekday::Mon {
                self.app.clock.set(Clock::standing_on(on).now());
                worker::night_of(self.app, self.council, on).await?;
            }
        }
        self.app.clock.set(Clock::standing_on(until).now());
        self.windows.clear();
        Ok(())
    }

    async fn act(&mut self, act: &Act) -> Result<(), ActError> {
        let (window, start) = self.window(act).await?;
        let mut page = window.get(&start).await?;
        for words in &act.follow {
            let link = page.link_beginning(words).ok_or_else(|| {
                let links = page.all("a[href]").join(", ");
                ActError::Link(words.clone(), links)
            })?;
            page = window.get(&link).await?;
        }
        if page.status() != 200 {
            return Err(ActError::Refused(page.heading()));
        }
        if !act.look {
            page = self.send(&window, &page, act).await?;
        }
        if !act.keep.is_empty() {
            self.kept.insert(act.keep.clone(), page.address());
        }
        self.windows.insert(act.by.clone(), window);
        Ok(())
    }

    async fn send(&self, window: &Visitor, page: &Page, act: &Act) -> Result<Page, ActError> {
        let mut typed = Vec::new();
        for (field, text) in &act.typed {
            typed.push((field.clone(), self.filled_in(text)?));
        }
        for (field, words) in &act.choose {
            let value = page.choice(field, words);
            let value = value.ok_or_else(|| ActError::Choice(words.clone(), page.text()))?;
            typed.push((field.clone(), value));
        }
        for (field, ago) in &act.on {
            let on = weekday_before(self.today, *ago);
            typed.push((format!("{field}-day"), on.format("%-d").to_string()));
            typed.push((format!("{field}-month"), on.format("%-m").to_string()));
            typed.push((format!("{field}-year"), on.format("%Y").to_string()));
        }
        let typed: Vec<(&str, &str)> = typed
            .iter()
            .map(|(field, text)| (field.as_str(), text.as_str()))
            .collect();
        let sent = if act.press.is_empty() {
            window.submit(page, &typed).await?
        } else {
            let part = self.filled_in(&act.press)?;
            let forms = page.forms().into_iter().map(|form| form.action);
            let action = forms.into_iter().find(|action| action.contains(&part));
            let action = action.ok_or(ActError::Button(part))?;
            window.press(page, &action).await?
        };
        if !sent.errors().is_empty() && !act.then.is_empty() {
            let again: Vec<(&str, &str)> = act
                .then
                .iter()
                .map(|(field, text)| (field.as_str(), text.as_str()))
                .collect();
            return went(window.submit(&sent, &again).await?);
        }
        went(sent)
    }

    /// Returns somebody's window, and the address at which they begin.
    async fn window(&mut self, act: &Act) -> Result<(Visitor, String), ActError> {
        if act.by.contains('@') {
            return Ok((self.stranger(), self.letter(&act.by, &act.at).await?));
        }
        let at = self.filled_in(&act.at)?;
        if let Some(window) = self.windows.remove(&act.by) {
            return Ok((window, at));
        }
        let window = self.stranger();
        let link = match act.by.as_str() {
            "own" => self.own_link().await?,
            role => self.work_link(role).await?,
        };
        let asked = window.get(&link).await?;
        window.submit(&asked, &[]).await?;
        Ok((window, at))
    }

    /// Returns the link in the newest letter to an address, which whoever got it keeps when the service no longer does.
    async fn letter(&mut self, address: &str, begins: &str) -> Result<String, ActError> {
        let mut tx = self.app.store.read().await?;
        let link = queries::link_in_letter(&mut tx, self.council, (address, begins)).await?;
        let name = format!("{address} {begins}");
        let link = link.or_else(|| self.kept.get(&name).cloned());
        let link = link.ok_or_else(|| ActError::Letter(address.to_owned()))?;
        self.kept.insert(name, link.clone());
        Ok(link)
    }

    fn stranger(&self) -> Visitor {
        Visitor::new(self.router.clone(), HOST)
    }

    async fn work_link(&self, role: &str) -> Result<String, ActError> {
        let desk = Role::parse(role).and_then(|role| self.desks.get(&role));
        let desk = *desk.ok_or_else(|| ActError::Nobody(role.to_owned()))?;
        let (secret, life) = (clock::random(), TimeDelta::hours(LINK_HOURS));
        let stamp = self.app.clock.stamp(self.council, desk);
        let token = self.app.store.write(stamp, async move |tx: &mut WriteTx| {
            let token = make_link(tx, desk, secret, life, false).await?;
            tx.housekeeping();
            Ok::<_, StoreError>(token)
        });
        Ok(format!("/sign-in/link/{}", token.await?))
    }

    async fn own_link(&self) -> Result<String, ActError> {
        let person = self.filled_in("{record}")?;
        let person = person.rsplit('/').next().and_then(|id| id.parse().ok());
        let person = person.ok_or_else(|| ActError::Nobody("own".to_owned()))?;
        let (secret, life) = (clock::random(), TimeDelta::hours(LINK_HOURS));
        let stamp = self.app.clock.stamp(self.council, None);
        let token = self.app.store.write(stamp, async move |tx: &mut WriteTx| {
            young_person::make_link(tx, person, secret, life, false).await
        });
        Ok(format!("/my/link/{}", token.await?))
    }

    /// Replaces the names in braces by what was kept; `{name#}` is the last part of an address, and `{coach}` whoever sits at that desk.
    fn filled_in(&self, text: &str) -> Result<String, ActError> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let desk = Role::parse(name).and_then(|role| self.desks.get(&role));
            let address = self.kept.get(name.trim_end_matches('#'));
            filled.push_str(before);
            match (desk, address) {
                (Some(desk), _) => filled.push_str(&desk.to_string()),
                (None, Some(address)) if name.ends_with('#') => {
                    filled.push_str(address.rsplit('/').next().unwrap_or_default());
                }
                (None, Some(address)) => filled.push_str(address),
                (None, None) => return Err(ActError::Nobody(name.to_owned())),
            }
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

/// Returns the page to which a form led, where it did not come back with faults.
fn went(page: Page) -> Result<Page, ActError> {
    match page.errors() {
        errors if !errors.is_empty() => Err(ActError::Refused(errors.join("; "))),
        _ if page.status() != 200 => Err(ActError::Refused(page.heading())),
        _ => Ok(page),
    }
}

/// Why an act could not be played.
#[derive(Debug, thiserror::Error)]
enum ActError {
    #[error("the page has no link {0:?}; it has {1}")]
    Link(String, String),
    #[error("nothing on the page is called {0:?}: {1}")]
    Choice(String, String),
    #[error("the page has no button for {0:?}")]
    Button(String),
    #[error("the page says: {0}")]
    Refused(String),
    #[error("no letter with such a link went to {0}")]
    Letter(String),
    #[error("nobody and nothing is called {0:?} yet")]
    Nobody(String),
    #[error(transparent)]
    Visit(#[from] VisitError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
