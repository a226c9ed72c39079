//! Mail addresses, as people type them.

/// Returns whether a text could be a mail address. Only sending mail proves it.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && text.len() <= 254
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::address::*;

    #[test]
    fn an_address_has_a_name_and_a_domain() {
        for (text, good) in [
            ("a@example.com", true),
            ("a@example", false),
            ("@example.com", false),
            ("a b@example.com", false),
            ("a@.com", false),
            ("", false),
        ] {
            assert_eq!(is_email(text), good, "{text}");
        }
    }
}
