//! Stories: what people do, told through the pages.

mod signing_in;
