//! Employers of the demo: a contractor whose pledge is behind schedule, and others with something to offer.

use chrono::{Datelike, Days, NaiveDate};
use policy::Role;
use store::{
    StoreError, WriteTx,
    entities::{
        employer, employer_appetite, employer_contact, employer_offer, employer_site, engagement,
        pledge, pledge_delivery,
    },
    fold,
    orm::Uuid,
};

use super::{
    super::{Made, source::Particular},
    insert, moment,
    office::Office,
};

/// An employer: name, sector, days until the next contact, who to ring, what they offer, and the log.
struct Told {
    name: &'static str,
    sector: &'static str,
    next_in: i64,
    contact: (&'static str, &'static str, &'static str),
    offers: &'static [&'static str],
    log: &'static [(i64, &'static str, &'static str)],
}

/// These names are invented, and the numbers are reserved for fiction.
const EMPLOYERS: &[Told] = &[
    Told {
        name: "Larkspur Highways",
        sector: "building",
        next_in: -4,
        contact: ("Odalys Marchbank", "Social value lead", "020 7946 0811"),
        offers: &["insight-day", "work-placement", "apprenticeship"],
        log: &[
            (
                170,
                "meeting",
                "Agreed the pledge, and who to ring when something goes wrong.",
            ),
            (
                96,
                "visit",
                "Visited the depot. They lend hard hats and boots; the canteen is good.",
            ),
            (
                95,
                "went-well",
                "The insight day: nobody in suits, everybody drove a roller.",
            ),
        ],
    },
    Told {
        name: "The Almshouse Hospital Trust",
        sector: "heritage",
        next_in: 3,
        contact: ("Bertrand Osgood", "Head gardener", "020 7946 0812"),
        offers: &["work-tour", "mentoring", "work-placement"],
        log: &[(
            40,
            "call",
            "They would take one more in spring, with a late start in the first weeks.",
        )],
    },
    Told {
        name: "Pennywort Salons",
        sector: "beauty",
        next_in: 25,
        contact: ("Calista Wrenfield", "Owner", "020 7946 0813"),
        offers: &["taster", "job"],
        log: &[
            (66, "call", "Two chairs free on Saturdays."),
            (
                60,
                "went-badly",
                "The rota came by an app that needs a new phone. They print it now.",
            ),
        ],
    },
    Told {
        name: "Quillfeather and Partners",
        sector: "finance-law",
        next_in: 60,
        contact: ("Thaddeus Amberley", "Office lead", "020 7946 0814"),
        offers: &["mock-interview", "cv-clinic", "careers-talk"],
        log: &[(
            31,
            "email",
            "Six people would hold mock interviews, mostly on Thursdays.",
        )],
    },
];

/// How many places the contractor pledged, in how many days; 18 months.
const PLEDGED: (i32, i64) = (22, 548);

/// When places were delivered, in days ago, how many, and the note.
const DELIVERED: [(i64, i32, &str); 2] =
    [(95, 2, "After the insight day"), (30, 3, "Autumn starters")];

fn day(tx: &WriteTx, ago: i64) -> NaiveDate {
    if ago < 0 {
        tx.today() + Days::new(ago.unsigned_abs())
    } else {
        tx.today() - Days::new(ago.unsigned_abs())
    }
}

#[derive(Default)]
struct Rows {
    employers: Vec<employer::New>,
    contacts: Vec<employer_contact::New>,
    offers: Vec<employer_offer::New>,
    log: Vec<engagement::New>,
}

impl Rows {
    fn add(&mut self, tx: &mut WriteTx, told: &Told, keeper: Uuid) -> Uuid {
        let (_council, id): (Uuid, Uuid) = (tx.council().into(), tx.next_id());
        let made = moment(tx, day(tx, 180));
        self.employers.push(employer::New {
            id,
            name: told.name.into(),
            folded: fold(told.name),
            sector: told.sector.into(),
            website: String::new(),
            keeper_id: Some(keeper),
            rhythm_weeks: 13,
            next_on: Some(day(tx, -told.next_in)),
            next_act: String::new(),
            stopped_on: None,
            stopped_why: String::new(),
            version: 1,
            made_at: made.into(),
            made_by: Some(keeper),
        });
        let (name, post, phone) = told.contact;
        let contact: Uuid = tx.next_id();
        self.contacts.push(employer_contact::New {
            id: contact,
            employer_id: id,
            name: tx.seal(contact, &name.to_owned()),
            post: post.into(),
            phone: tx.seal(contact, &phone.to_owned()),
            email: tx.seal(contact, &String::new()),
            ended_on: None,
            made_at: made.into(),
            made_by: Some(keeper),
        });
        for kind in told.offers {
            self.offers.push(employer_offer::New {
                id: tx.next_id(),
                employer_id: id,
                kind: (*kind).into(),
                words: String::new(),
                ended_on: None,
                made_at: made.into(),
                made_by: Some(keeper),
            });
        }
        for (ago, kind, words) in told.log {
            let on = day(tx, *ago);
            self.log.push(engagement::New {
                id: tx.next_id(),
                employer_id: id,
                held_on: on,
                kind: (*kind).into(),
                words: (*words).into(),
                next_on: None,
                next_act: String::new(),
                made_at: moment(tx, on).into(),
                made_by: Some(keeper),
            });
        }
        id
    }
}

/// Writes the employers, and returns them in the order of the list.
pub(super) async fn write(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
) -> Result<Vec<Uuid>, StoreError> {
    let keepers: Vec<Uuid> = office
        .accounts
        .iter()
        .zip(&made.staff)
        .filter(|(_, one)| one.role == Role::Coach && one.particular != Particular::Left)
        .map(|(account, _)| (*account).into())
        .collect();
    let Some(first) = keepers.first().copied() else {
        return Ok(Vec::new());
    };
    let mut rows = Rows::default();
    let mut all = Vec::new();
    for (told, keeper) in EMPLOYERS.iter().zip(keepers.iter().cycle()) {
        all.push(rows.add(tx, told, *keeper));
    }
    insert(tx, rows.employers).await?;
    insert(tx, rows.contacts).await?;
    insert(tx, rows.offers).await?;
    insert(tx, rows.log).await?;
    contract(tx, all[0], first).await?;
    Ok(all)
}

/// What the contractor pledged and delivered, the place that was visited, and how many it would take next year.
async fn contract(tx: &mut WriteTx, employer: Uuid, by: Uuid) -> Result<(), StoreError> {
    let (_council, began): (Uuid, _) = (tx.council().into(), day(tx, 170));
    let (made, year) = (moment(tx, began), tx.today().year() + 1);
    let site = employer_site::New {
        id: tx.next_id(),
        employer_id: employer,
        name: "The depot".into(),
        address: "Canal Road, by the lock".into(),
        visited_on: Some(day(tx, 96)),
        risks: "Lorries turn in the yard: stay behind the yellow line, boots and vest on.".into(),
        ended_on: None,
        made_at: made.into(),
        made_by: Some(by),
    };
    insert(tx, vec![site]).await?;
    let appetite = employer_appetite::New {
        id: tx.next_id(),
        employer_id: employer,
        year,
        places: 12,
        words: "most of them on site".into(),
        made_at: made.into(),
        made_by: Some(by),
    };
    insert(tx, vec![appetite]).await?;
    let id: Uuid = tx.next_id();
    let (number, days) = PLEDGED;
    let pledged = pledge::New {
        id,
        employer_id: employer,
        contract: "Highways maintenance".into(),
        kind: "work-placement".into(),
        number,
        from_on: began,
        until_on: began + Days::new(days.unsigned_abs()),
        kpi: "Social value measure 14".into(),
        withdrawn_on: None,
        reason: String::new(),
        made_at: made.into(),
        made_by: Some(by),
    };
    insert(tx, vec![pledged]).await?;
    let mut deliveries = Vec::new();
    for (ago, number, words) in DELIVERED {
        let on = day(tx, ago);
        deliveries.push(pledge_delivery::New {
            id: tx.next_id(),
            pledge_id: id,
            delivered_on: on,
            number,
            words: words.into(),
            taken_back_on: None,
            made_at: moment(tx, on).into(),
            made_by: Some(by),
        });
    }
    insert(tx, deliveries).await
}
