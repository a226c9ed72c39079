//! Lists that come in.
