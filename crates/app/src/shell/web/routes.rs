//! The table of routes: path, method, and the action that the route decides.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, on},
};
use policy::Action;

use crate::App;

/// Who may reach a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Someone signed in, for whom the route decides this action.
    Decides(Action),
    /// Someone signed in; the route shows only their own account.
    Own,
    /// A young person who is signed in to their own pages; the guard decides it.
    YoungPerson,
    /// Anyone. The text says why this is safe.
    Open(&'static str),
}

/// One line of the table.
#[derive(Clone, Debug)]
pub struct RouteLine {
    /// `GET` or `POST`.
    pub method: Method,
    /// The path as the router matches it.
    pub path: &'static str,
    /// Who may reach it.
    pub access: Access,
}

/// Routes and the table of them, which can only grow together.
#[derive(Default)]
pub struct Routes {
    router: Router<Arc<App>>,
    table: Vec<RouteLine>,
}

impl Routes {
    /// Adds a page.
    pub fn get<H: Handler<T, Arc<App>>, T: 'static>(
        self,
        path: &'static str,
        access: impl Into<Access>,
        handler: H,
    ) -> Self {
        self.add(Method::GET, MethodFilter::GET, path, access.into(), handler)
    }

    /// Adds the address that a form is sent to.
    pub fn post<H: Handler<T, Arc<App>>, T: 'static>(
        self,
        path: &'static str,
        access: impl Into<Access>,
        handler: H,
    ) -> Self {
        self.add(
            Method::POST,
            MethodFilter::POST,
            path,
            access.into(),
            handler,
        )
    }

    fn add<H: Handler<T, Arc<App>>, T: 'static>(
        mut self,
        method: Method,
        filter: MethodFilter,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self {
        self.table.push(RouteLine {
            method,
            path,
            access,
        });
        self.router = self.router.route(path, on(filter, handler));
        self
    }

    /// Adds a slice's routes.
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self
    }

    /// Returns the table.
    pub fn table(&self) -> &[RouteLine] {
        &self.table
    }

    pub(crate) fn into_parts(self) -> (Router<Arc<App>>, RouteTable) {
        let table = self
            .table
            .into_iter()
            .map(|line| ((line.method, line.path.to_owned()), line.access))
            .collect();
        (self.router, RouteTable(table))
    }
}

/// The table by method and path.
pub(crate) struct RouteTable(HashMap<(Method, String), Access>);

impl RouteTable {
    pub(crate) fn access(&self, method: &Method, path: &str) -> Option<Access> {
        // A HEAD is a GET without the body.
        let method = if method == Method::HEAD {
            Method::GET
        } else {
            method.clone()
        };
        self.0.get(&(method, path.to_owned())).copied()
    }
}

impl From<Action> for Access {
    fn from(action: Action) -> Self {
        Self::Decides(action)
    }
}
