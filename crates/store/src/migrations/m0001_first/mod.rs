//! The first migration: every table of the house, by noun. Frozen: a test knows the hash of what it makes.

mod accounts;
mod activities;
mod applications;
mod appointments;
mod assessments;
mod better_off;
mod commitments;
mod concerns;
mod contacts;
mod due_dates;
mod employers;
mod enrolments;
mod files;
mod forms;
mod funds;
mod imports;
pub(super) mod journal_lines;
mod links;
mod mentors;
mod messages;
mod opportunities;
mod organisations;
mod own_pages;
mod particulars;
mod people;
mod plans;
mod pledges;
mod programmes;
mod queue;
mod referrals;
mod requests;
mod silence;
mod wishes;
mod work_placements;

use sea_orm_migration::prelude::*;

use super::tables::{self, Definition, IndexOf};

/// The tables and indexes of each noun. The order does not matter: a table is made after those that it points to.
const NOUNS: &[(&[Definition], &[IndexOf])] = &[
    (accounts::TABLES, accounts::INDEXES),
    (organisations::TABLES, organisations::INDEXES),
    (programmes::TABLES, programmes::INDEXES),
    (journal_lines::TABLES, journal_lines::INDEXES),
    (forms::TABLES, forms::INDEXES),
    (files::TABLES, files::INDEXES),
    (queue::TABLES, queue::INDEXES),
    (messages::TABLES, messages::INDEXES),
    (links::TABLES, links::INDEXES),
    (own_pages::TABLES, own_pages::INDEXES),
    (people::TABLES, people::INDEXES),
    (particulars::TABLES, particulars::INDEXES),
    (referrals::TABLES, referrals::INDEXES),
    (imports::TABLES, imports::INDEXES),
    (enrolments::TABLES, enrolments::INDEXES),
    (assessments::TABLES, assessments::INDEXES),
    (due_dates::TABLES, due_dates::INDEXES),
    (contacts::TABLES, contacts::INDEXES),
    (silence::TABLES, silence::INDEXES),
    (wishes::TABLES, wishes::INDEXES),
    (appointments::TABLES, appointments::INDEXES),
    (plans::TABLES, plans::INDEXES),
    (commitments::TABLES, commitments::INDEXES),
    (concerns::TABLES, concerns::INDEXES),
    (employers::TABLES, employers::INDEXES),
    (pledges::TABLES, pledges::INDEXES),
    (requests::TABLES, requests::INDEXES),
    (mentors::TABLES, mentors::INDEXES),
    (funds::TABLES, funds::INDEXES),
    (opportunities::TABLES, opportunities::INDEXES),
    (applications::TABLES, applications::INDEXES),
    (work_placements::TABLES, work_placements::INDEXES),
    (activities::TABLES, activities::INDEXES),
    (better_off::TABLES, better_off::INDEXES),
];

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_first"
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let council = Table::create()
            .table(Alias::new("council"))
            .col(
                ColumnDef::new(Alias::new("council_id"))
                    .uuid()
                    .not_null()
                    .primary_key(),
            )
            .col(ColumnDef::new(Alias::new("name")).text().not_null())
            .col(
                ColumnDef::new(Alias::new("rights_version"))
                    .big_integer()
                    .not_null(),
            )
            .col(
                ColumnDef::new(Alias::new("name_version"))
                    .big_integer()
                    .not_null(),
            )
            .col(
                ColumnDef::new(Alias::new("made_at"))
                    .big_integer()
                    .not_null(),
            )
            .to_owned();
        manager.create_table(council).await?;
        let tables = NOUNS.iter().flat_map(|(tables, _)| *tables);
        let indexes = NOUNS.iter().flat_map(|(_, indexes)| *indexes);
        tables::make(manager, tables, indexes).await?;
        // The one look-up across owners: which accounts an address can sign in to.
        let across = Index::create()
            .name("account_by_email")
            .table(Alias::new("account"))
            .col(Alias::new("email_hash"))
            .to_owned();
        manager.create_index(across).await
    }
}
