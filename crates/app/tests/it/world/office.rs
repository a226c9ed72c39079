//! Those whom most stories begin with: a coach, a manager and a young person.

use policy::Role;
use values::{PersonId, TeamId};

use super::{Held, Hire, Worker, World, programmes::KENSINGTON_AND_CHELSEA};

/// The route by which the leaving care team refers.
pub(crate) const ROUTE: &str = "full-potential-kensington-and-chelsea/leaving-care-team";

/// The stage of those who are close to work.
pub(crate) const STRAND_3: &str = "full-potential-kensington-and-chelsea/strand-3";

/// A coach, a manager and a young person of one team.
pub(crate) struct Office {
    pub(crate) asha: Worker,
    pub(crate) maya: Worker,
    pub(crate) tara: PersonId,
    pub(crate) team: TeamId,
}

/// A coach, a manager and a young person in Strand 3, on Friday 20 November 2026.
pub(crate) async fn office(app: &World) -> Office {
    let office = office_before(app).await;
    let enrol = [("stage", STRAND_3), ("reason", "Close to work")];
    let path = format!("/people/{}/enrol", office.tara);
    office.asha.post(&path, &enrol).await;
    office
}

/// The same before the young person is enrolled.
pub(crate) async fn office_before(app: &World) -> Office {
    app.on("2026-11-20");
    app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
    office_of(app, "Leaving care", ("Tara", "Ode")).await
}

/// A coach, a manager and a young person of a team with a name.
pub(crate) async fn office_of(app: &World, team: &str, (given, family): (&str, &str)) -> Office {
    let team = app.team(team).await;
    let member = |name, roles| Hire {
        teams: vec![team],
        ..app.somebody(name, roles)
    };
    let asha = app.hire(member("Asha", &[Role::Coach])).await;
    let maya = app.hire(member("Maya", &[Role::TeamManager])).await;
    let held = Held {
        coach: Some(asha.id),
        team: Some(team),
        ..Held::BY_NOBODY
    };
    let tara = app.young_person(given, family, held).await;
    Office {
        asha,
        maya,
        tara,
        team,
    }
}

/// Those of one team who refer, allocate and coach.
pub(crate) struct Team {
    pub(crate) asha: Worker,
    pub(crate) maya: Worker,
    pub(crate) sol: Worker,
    pub(crate) team: TeamId,
}

impl Team {
    /// Says that the coach works with a young person.
    pub(crate) fn held(&self) -> Held {
        Held {
            coach: Some(self.asha.id),
            team: Some(self.team),
            ..Held::BY_NOBODY
        }
    }
}

/// A coach, a team manager and a social worker of one team, on Friday 20 November 2026.
pub(crate) async fn team(app: &World) -> Team {
    app.on("2026-11-20");
    app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
    let team = app.team("Leaving care").await;
    let member = |name, roles| Hire {
        teams: vec![team],
        ..app.somebody(name, roles)
    };
    Team {
        asha: app.hire(member("Asha", &[Role::Coach])).await,
        maya: app.hire(member("Maya", &[Role::TeamManager])).await,
        sol: app.hire(member("Sol", &[Role::SocialWorker])).await,
        team,
    }
}

/// What is typed into a referral.
pub(crate) fn referral<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("given_name", "Solene"),
        ("phone", "07700 900123"),
        ("route", ROUTE),
        ("told", "agrees"),
        ("reason", "Wants to leave care work for work with animals"),
    ]
}

/// Has a partner's adviser work with a young person of a team.
pub(crate) async fn partners_adviser(app: &World, team: TeamId, person: PersonId) -> Worker {
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let charity = [("name", "Open Door"), ("kind", "charity"), ("sector", "")];
    ada.post("/organisations/new", &charity).await;
    let mia = app
        .hire(Hire {
            teams: vec![team],
            ..app.somebody("Mia", &[Role::TeamManager])
        })
        .await;
    let allocate = mia.get(&format!("/people/{person}/allocate")).await;
    let partner = allocate.offered("organisation")[1].clone();
    let robin = app
        .hire(Hire {
            organisation: Some(partner.parse().unwrap()),
            ..app.somebody("Robin", &[Role::PartnerAdviser])
        })
        .await;
    mia.submit(&allocate, &[("organisation", &partner)]).await;
    robin
}
