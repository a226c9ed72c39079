//! Applications: from the first interest to the offer and beyond, with every silence in sight.

mod answers;
mod interview_days;
mod offers;
mod papers;
