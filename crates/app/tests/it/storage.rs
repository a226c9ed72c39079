//! The storage's own promises: a write is whole and on record, neighbours in a group do not hurt each other, tables are as the entities say,
//! and an index begins with the council.

use store::{
    Entry, Execute, Fetch, StoreError, WriteTx,
    entities::{self, journal, team},
    files::{self, NewFile},
    orm::{ColumnTrait, EntityTrait, QueryFilter, Set, Uuid},
};
use values::TeamId;

use crate::world::{
    Backend, World,
    office::{Office, office},
};

async fn add_team(tx: &mut WriteTx, name: &str) -> Result<TeamId, StoreError> {
    let id: TeamId = tx.next_id();
    let row = team::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        name: Set(name.to_owned()),
        closed_at: Set(None),
        version: Set(1),
    };
    team::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

async fn teams(app: &World) -> u64 {
    let tx = app.app().store.read().await.unwrap();
    team::Entity::find().count_in(&tx).await.unwrap()
}

story!(a_write_without_a_journal_entry_is_undone, |app| {
    let stamp = app.app().clock.stamp(app.home().id, None);
    let write = app.app().store.write(stamp, async move |tx: &mut WriteTx| {
        add_team(tx, "Unrecorded").await
    });
    assert!(matches!(write.await, Err(StoreError::NotJournalled(_))));
    assert_eq!(teams(&app).await, 0);
});

story!(
    a_write_that_fails_takes_none_of_its_neighbours_with_it,
    |app| {
        let store = &app.app().store;
        let writes = (0..40).map(|number| {
            let stamp = app.app().clock.stamp(app.home().id, None);
            store.write(stamp, async move |tx: &mut WriteTx| {
                let id = add_team(tx, &format!("Team {number}")).await?;
                tx.journal(Entry::new("team-made").subject(id)).await?;
                if number % 4 == 0 {
                    Err(StoreError::Stale)
                } else {
                    Ok(id)
                }
            })
        });
        let outcomes = futures_util::future::join_all(writes).await;
        assert_eq!(
            outcomes.iter().filter(|outcome| outcome.is_ok()).count(),
            30
        );
        assert_eq!(teams(&app).await, 30);
        let tx = store.read().await.unwrap();
        let entries = journal::Entity::find()
            .filter(journal::Column::Action.eq("team-made"))
            .count_in(&tx)
            .await
            .unwrap();
        assert_eq!(entries, 30, "an undone write leaves no entry");
    }
);

story!(
    a_write_that_panics_is_undone_and_the_next_one_is_kept,
    |app| {
        if app.app().store.backend() == Backend::Postgres {
            return; // On PostgreSQL a panic is the request's own; there is no group to undo.
        }
        let stamp = app.app().clock.stamp(app.home().id, None);
        let store = &app.app().store;
        let broken = store.write::<(), StoreError>(stamp, async move |tx: &mut WriteTx| {
            add_team(tx, "Half done").await?;
            panic!("of the story")
        });
        assert!(broken.await.is_err());
        assert_eq!(teams(&app).await, 0);
        let id = app
            .write(app.home(), async move |tx| {
                let id = add_team(tx, "Whole").await?;
                tx.journal(Entry::new("team-made").subject(id)).await?;
                Ok(id)
            })
            .await;
        assert!(!Uuid::from(id).is_nil());
        assert_eq!(teams(&app).await, 1);
    }
);

story!(a_file_is_whole_or_not_there, |app| {
    let content: Vec<u8> = b"%PDF-1.7 ".iter().copied().cycle().take(700_000).collect();
    let kept = content.clone();
    let id = app
        .write(app.home(), async move |tx| {
            let file = NewFile {
                person: None,
                name: "plan.pdf".into(),
                content: kept.clone(),
            };

            let id = files::put(tx, &file).await?;
            tx.journal(Entry::new("file-kept").subject(id)).await?;
            Ok(id)
        })
        .await;
    let mut tx = app.app().store.read().await.unwrap();
    let row = files::find(&mut tx, app.home().id.into(), id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (row.content_type.as_str(), row.bytes),
        ("application/pdf", 700_000)
    );
    assert_eq!(files::content(&mut tx, &row).await.unwrap(), content);
    let stamp = app.app().clock.stamp(app.home().id, None);
    let large = app.app().store.write(stamp, async move |tx: &mut WriteTx| {
        let content = vec![b'a'; files::LIMIT + 1];
        files::put(
            tx,
            &NewFile {
                person: None,
                name: "large.txt".into(),
                content,
            },
        )
        .await
    });
    assert!(matches!(large.await, Err(StoreError::TooLarge { .. })));
});

macro_rules! read_each {
    ($tx:ident, $($table:ident),+ $(,)?) => {
        $(entities::$table::Entity::find().one_in(&$tx).await.unwrap_or_else(|error| panic!("{}: {error}", stringify!($table)));)+
    };
}

story!(every_entity_reads_its_table, |app| {
    let tx = app.app().store.read().await.unwrap();
    read_each!(
        tx,
        account,
        account_role,
        account_team,
        accommodation_span,
        allocation,
        contact,
        council,
        cover,
        draft,
        due,
        eet_span,
        enrolment,
        file,
        file_chunk,
        form_key,
        former_name,
        job,
        journal,
        message,
        organisation,
        outer_id,
        pause_span,
        person,
        programme_version,
        referral,
        revision,
        sign_in,
        sign_in_link,
        stage_span,
        team,
    );
});

#[test]
fn every_index_begins_with_the_council() {
    crate::world::tell(Backend::Sqlite, async |app: World| {
        let tx = app.app().store.read().await.unwrap();
        let sql = "SELECT m.name AS name, i.name AS first FROM sqlite_master m JOIN pragma_index_info(m.name) i ON i.seqno = 0 \
                   WHERE m.type = 'index' AND m.tbl_name <> 'seaql_migrations'";
        let rows: Vec<(String, String)> = store::rows_of(&tx, sql).await.unwrap();
        assert!(rows.len() > 30);
        for (name, first) in rows {
            // Which councils an address may sign in to is the one question that crosses them.
            assert!(
                first == "council_id" || name == "account_by_email",
                "{name} begins with {first}"
            );
        }
    });
}

#[test]
fn every_index_of_a_new_database_comes_with_counts() {
    crate::world::tell(Backend::Sqlite, async |app: World| {
        let tx = app.app().store.read().await.unwrap();
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name <> 'seaql_migrations' \
                   AND name NOT IN (SELECT idx FROM sqlite_stat1)";
        let without: Vec<String> = store::rows_of(&tx, sql).await.unwrap();
        assert_eq!(without, Vec::<String>::new(), "add them to statistics.tsv");
    });
}

story!(rows_of_one_write_keep_their_order, |app| {
    let ids: Vec<Uuid> = app
        .write(app.home(), async move |tx| {
            tx.housekeeping();
            Ok((0..300).map(|_| tx.next_id()).collect())
        })
        .await;
    assert!(ids.is_sorted());
});

#[test]
fn a_record_page_asks_a_server_five_times_at_most() {
    crate::world::tell(Backend::Postgres, async |app: World| {
        let Office { asha, tara, .. } = office(&app).await;
        let record = format!("/people/{tara}");
        // What is asked together is known once the page has been opened.
        asha.get(&record).await;
        let watch = app.app().store.watch();
        watch.begin();
        watch.take();
        asha.get(&record).await;
        let seen = watch.take();
        let sql: Vec<&str> = seen.iter().map(|one| one.statement.sql.as_str()).collect();
        // The sign-in, the beginning of the read, what is asked together, and the journal.
        let begins = 1;
        assert!(sql.len() + begins <= 5, "{sql:#?}");
    });
}
