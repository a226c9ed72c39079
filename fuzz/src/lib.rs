//! What the targets share.

/// Lets calamine give up in the middle of a file: our reader treats that as a file that cannot be opened. Everything else still breaks.
pub fn let_calamine_give_up() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        let is_calamine = fault
            .location()
            .is_some_and(|place| place.file().contains("/calamine-"));
        if !is_calamine {
            hook(fault);
        }
    }));
}
