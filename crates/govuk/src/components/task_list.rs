//! Tasks and their progress.

use askama::Template;

use crate::Html;
use crate::attributes::{Extra, component, extra_methods};

/// Tasks and their progress.
#[derive(Template, Clone, Debug)]
#[template(path = "task_list.html")]
pub struct TaskList {
    id: String,
    tasks: Vec<Task>,
    extra: Extra,
}

/// One of the tasks in a [`TaskList`].
#[derive(Clone, Debug)]
pub struct Task {
    title: Html,
    status: Html,
    href: Option<String>,
    hint: Option<Html>,
    cannot_start: bool,
    extra: Extra,
}

component! { TaskList }
extra_methods! { Task TaskList }

impl TaskList {
    /// Makes a list without tasks yet. The ids within start with `id`.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            tasks: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Adds a task.
    pub fn task(mut self, task: Task) -> Self {
        self.tasks.push(task);
        self
    }
}

impl Task {
    /// Makes a task. Its status is a word, or a [`Tag`](crate::Tag) for what is still to do.
    pub fn new(title: impl Into<Html>, status: impl Into<Html>) -> Self {
        Self {
            title: title.into(),
            status: status.into(),
            href: None,
            hint: None,
            cannot_start: false,
            extra: Extra::default(),
        }
    }

    /// Sets the page where the task is done.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Sets a line below the title.
    pub fn hint(mut self, hint: impl Into<Html>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Greys the status out, because something else must be done first.
    pub fn cannot_start(mut self) -> Self {
        self.cannot_start = true;
        self
    }
}
