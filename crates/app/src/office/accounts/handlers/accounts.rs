//! Listing, adding and changing accounts.

use axum::http::Uri;
use govuk::Html;
use policy::Action;
use serde::Deserialize;
use store::{NameHit, ReadTx, StoreError, WriteTx};
use values::AccountId;

use super::super::{
    forms::{AccountForm, Choices, Meant},
    invitation::{Invitation, Occasion},
    model::{Account, Change, NewAccount, OwnPerson, Standing},
    pages::{AccountPage, ListPage, NamesOf, ShowPage, Shown, meanwhile},
    queries::{
        accounts as queries, cover, feeds,
        lists::{self, Which},
        standing, teams,
    },
};
use crate::shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, html};

/// What an address may ask for besides its path.
#[derive(Default, Deserialize)]
pub(in crate::office::accounts) struct AccountQuery {
    pub(super) said: Option<String>,
    show: Option<String>,
}

const UNKNOWN_ID: &str = "No record has this id. Check it, or leave the field blank";

/// Reads the names of workers, teams and organisations.
pub(in crate::office::accounts) async fn names_of(
    tx: &mut ReadTx,
    ctx: &Ctx,
) -> Result<NamesOf, StoreError> {
    let council = ctx.council();
    Ok(NamesOf {
        workers: lists::worker_names(tx, council).await?,
        teams: teams::names(tx, council).await?,
        organisations: lists::organisation_names(tx, council)
            .await?
            .into_iter()
            .collect(),
    })
}

async fn choices(tx: &mut ReadTx, ctx: &Ctx) -> Result<Choices, StoreError> {
    Ok(Choices {
        teams: lists::team_names(tx, ctx.council()).await?,
        organisations: lists::organisation_names(tx, ctx.council()).await?,
    })
}

/// Finds an open account, to change it.
pub(super) async fn open_account(
    tx: &mut ReadTx,
    ctx: &Ctx,
    id: AccountId,
) -> Result<Account, WebError> {
    queries::find(tx, ctx.council(), id)
        .await?
        .filter(|account| account.left_at.is_none())
        .ok_or(WebError::NotFound)
}

/// Lists the accounts.
pub(in crate::office::accounts) async fn list(
    ctx: Ctx,
    Query(asked): Query<AccountQuery>,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let which = match asked.show.as_deref() {
        Some("closed") => Which::Closed,
        _ => Which::Open,
    };
    let mut tx = ctx.read().await?;
    let listed = lists::accounts(&mut tx, ctx.council(), which, ctx.today()).await?;
    let names = names_of(&mut tx, &ctx).await?;
    let layout = ctx.layout("Accounts").said(asked.said.as_deref());
    Ok(html(&ListPage::new(layout, which, &listed, &names)))
}

/// Shows one account.
pub(in crate::office::accounts) async fn show(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    Query(asked): Query<AccountQuery>,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let mut tx = ctx.read().await?;
    let account = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let shown = Shown {
        account: &account,
        allocated: lists::allocated_to(&mut tx, ctx.council(), id).await?,
        covers: &cover::of(&mut tx, ctx.council(), id, ctx.today()).await?,
        sign_ins: &queries::sign_ins(&mut tx, ctx.council(), id, ctx.now()).await?,
        names: &names_of(&mut tx, &ctx).await?,
        waiting: &standing::waiting_of(&mut tx, ctx.council(), id).await?,
        has_feed: feeds::has_feed(&mut tx, ctx.council(), id).await?,
    };
    Ok(html(&ShowPage::new(&ctx, asked.said.as_deref(), &shown)))
}

/// Asks for a new account.
pub(in crate::office::accounts) async fn ask_new(ctx: Ctx, uri: Uri) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let typed = match ctx.draft(&uri).await? {
        Some(draft) => AccountForm::typed(&draft),
        None => AccountForm {
            capacity: "0".into(),
            ..AccountForm::default()
        },
    };
    new_page(&ctx, &typed, &Errors::default()).await
}

async fn new_page(ctx: &Ctx, typed: &AccountForm, errors: &Errors) -> Answer {
    let choices = choices(&mut ctx.read().await?, ctx).await?;
    let page = AccountPage {
        typed,
        choices: &choices,
        errors,
    };
    page.of_new(ctx).show()
}

/// Makes an account and invites its owner.
pub(in crate::office::accounts) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let typed = AccountForm::typed(&form);
    let new = match read_new(&ctx, &typed).await? {
        Ok(new) => new,
        Err(errors) => return new_page(&ctx, &typed, &errors).await,
    };
    let invitation = Invitation::new(&ctx, Occasion::NewAccount);
    let key = ctx.app().key;
    let sends_mail = crate::post::transport::sends_mail(ctx.app());
    let made = ctx.submit(&form, async move |tx: &mut WriteTx| {
        let (id, held) = match standing::make(tx, &key, &new).await {
            Err(StoreError::Exists) => {
                return Err(Errors::one("email", queries::ADDRESS_TAKEN).into());
            }
            other => other?,
        };
        invitation.post(tx, id, &new.name, &new.email).await?;
        let said = if held.waits() {
            "account-waits"
        } else if sends_mail {
            "account-invited"
        } else {
            "account-no-mail"
        };
        Ok(format!("/accounts/{id}?said={said}"))
    });
    match made.await {
        Err(Halt::Refused(errors)) => new_page(&ctx, &typed, &errors).await,
        other => Ok(other?),
    }
}

async fn read_new(ctx: &Ctx, typed: &AccountForm) -> Result<Result<NewAccount, Errors>, WebError> {
    let choices = choices(&mut ctx.read().await?, ctx).await?;
    let meant = match typed.read(&choices) {
        Ok(meant) => meant,
        Err(errors) => return Ok(Err(errors)),
    };
    let own_person = own_person(ctx, typed).await?;
    Ok(own_person.map(|own_person| NewAccount {
        name: meant.name,
        email: meant.email,
        roles: meant.roles,
        teams: meant.teams,
        capacity: meant.capacity,
        organisation: meant.organisation,
        own_person: own_person.after(None),
    }))
}

/// Finds the worker's own record by the council's id, without showing anyone's name.
async fn own_person(ctx: &Ctx, typed: &AccountForm) -> Result<Result<OwnPerson, Errors>, WebError> {
    if typed.removes_own {
        return Ok(Ok(OwnPerson::Nobody));
    }
    if typed.own_id.is_empty() {
        return Ok(Ok(OwnPerson::AsItIs));
    }
    let found = ctx.names().await?.find(&typed.own_id);
    let mut by_id = found.iter().filter(|(_, hit)| *hit == NameHit::OuterId);
    Ok(match (by_id.next(), by_id.next()) {
        (Some((person, _)), None) => Ok(OwnPerson::Somebody(*person)),
        _ => Err(Errors::one("own-id", UNKNOWN_ID)),
    })
}

/// Shows the form that changes an account.
pub(in crate::office::accounts) async fn ask_change(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    uri: Uri,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let account = open_account(&mut ctx.read().await?, &ctx, id).await?;
    let typed = match ctx.draft(&uri).await? {
        Some(draft) => AccountForm::typed(&draft),
        None => AccountForm::of(&account),
    };
    change_page(&ctx, &account, &typed, &Errors::default())
        .await?
        .show()
}

async fn change_page(
    ctx: &Ctx,
    account: &Account,
    typed: &AccountForm,
    errors: &Errors,
) -> Result<FormPage, WebError> {
    let choices = choices(&mut ctx.read().await?, ctx).await?;
    let page = AccountPage {
        typed,
        choices: &choices,
        errors,
    };
    Ok(page.of_change(ctx, account, None))
}

/// Changes an account.
pub(in crate::office::accounts) async fn change(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let account = open_account(&mut ctx.read().await?, &ctx, id).await?;
    let typed = AccountForm::typed(&form);
    let change = match read_change(&ctx, id, &typed).await? {
        Ok(change) => change,
        Err(errors) => return change_page(&ctx, &account, &typed, &errors).await?.show(),
    };
    let (key, version) = (ctx.app().key, form.version());
    let changed = ctx.submit(&form, async move |tx: &mut WriteTx| {
        let held = queries::change(tx, &key, id, version, &change).await?;
        let said = if held.waits() {
            "account-waits"
        } else {
            "account"
        };
        Ok(format!("/accounts/{id}?said={said}"))
    });
    match changed.await {
        Err(Halt::Refused(errors)) => change_page(&ctx, &account, &typed, &errors).await?.show(),
        Err(Halt::Stale) => stale_page(&ctx, id, &typed).await,
        other => Ok(other?),
    }
}

async fn read_change(
    ctx: &Ctx,
    id: AccountId,
    typed: &AccountForm,
) -> Result<Result<Change, Errors>, WebError> {
    if id == ctx.me() {
        return Ok(typed.read_own().map(|(name, capacity)| Change {
            name,
            capacity,
            standing: None,
        }));
    }
    let choices = choices(&mut ctx.read().await?, ctx).await?;
    let meant = match typed.read(&choices) {
        Ok(meant) => meant,
        Err(errors) => return Ok(Err(errors)),
    };
    let own_person = own_person(ctx, typed).await?;
    Ok(own_person.map(|own_person| change_of(meant, own_person)))
}

fn change_of(meant: Meant, own_person: OwnPerson) -> Change {
    Change {
        name: meant.name,
        capacity: meant.capacity,
        standing: Some(Standing {
            email: meant.email,
            roles: meant.roles,
            teams: meant.teams,
            organisation: meant.organisation,
            own_person,
        }),
    }
}

/// Shows the form again with what was typed, and what someone else saved. Sent again, it replaces theirs.
async fn stale_page(ctx: &Ctx, id: AccountId, typed: &AccountForm) -> Answer {
    let mut tx = ctx.read().await?;
    let account = open_account(&mut tx, ctx, id).await?;
    let names = names_of(&mut tx, ctx).await?;
    let choices = choices(&mut tx, ctx).await?;
    let message = "Your changes have not been saved yet. Compare them with what someone else saved, then save again";
    let page = AccountPage {
        typed,
        choices: &choices,
        errors: &Errors::one("", message),
    };
    let inset: Html = meanwhile(&account, typed, &names);
    page.of_change(ctx, &account, Some(inset)).show()
}

/// Asks for confirmation before a new link is sent.
pub(in crate::office::accounts) async fn ask_link(ctx: Ctx, Path(id): Path<AccountId>) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let account = open_account(&mut ctx.read().await?, &ctx, id).await?;
    let intro = format!(
        "We will email the link to {}. It signs {} in once.",
        account.email, account.name
    );
    FormPage::new(&ctx, "Send a new sign-in link")
        .intro(Html::paragraph(intro))
        .button("Send the link")
        .cancel(format!("/accounts/{id}"))
        .show()
}

/// Mails a new link.
pub(in crate::office::accounts) async fn send_link(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let account = open_account(&mut ctx.read().await?, &ctx, id).await?;
    let invitation = Invitation::new(&ctx, Occasion::NewLink);
    let sent = ctx.submit(&form, async move |tx: &mut WriteTx| {
        invitation
            .post(tx, id, &account.name, &account.email)
            .await?;
        Ok(format!("/accounts/{id}?said=link"))
    });
    Ok(sent.await?)
}

/// Ends the link with which a worker's calendar reads their appointments.
pub(in crate::office::accounts) async fn end_feed(
    ctx: Ctx,
    Path(id): Path<AccountId>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let found = queries::find(&mut ctx.read().await?, ctx.council(), id).await?;
    found.ok_or(WebError::NotFound)?;
    let done = ctx.submit(&form, async move |tx: &mut WriteTx| {
        feeds::end_feeds_of(tx, id).await?;
        Ok(format!("/accounts/{id}?said=feed-ended"))
    });
    Ok(done.await?)
}
