//! The shell: answers, their frame, and forms.

mod forms;
mod frame;
