//! Stories: what people do, told through the pages. A folder for each room of the application; a story that is about several rooms
//! stands in the highest of them. What more than one room needs stands in the world.

mod care;
mod engagement;
mod money;
mod office;
mod own;
mod person;
mod post;
mod program;
mod shell;
mod views;
mod work;
