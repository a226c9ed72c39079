//! Addresses and names of accounts. No async.

/// Returns the keyed hash by which an address is found. Case and spaces around it do not matter.
pub fn address_hash(key: &[u8; 32], address: &str) -> String {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher
        .update(b"address")
        .update(address.trim().to_lowercase().as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Returns whether a text can be a mail address. The mail itself is the real test.
pub fn looks_like_an_address(text: &str) -> bool {
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
    use super::*;

    #[test]
    fn an_address_is_found_whatever_its_case() {
        let key = [5; 32];
        assert_eq!(
            address_hash(&key, " Asha@Example.gov.uk"),
            address_hash(&key, "asha@example.gov.uk")
        );
        assert_ne!(
            address_hash(&key, "asha@example.gov.uk"),
            address_hash(&[6; 32], "asha@example.gov.uk")
        );
    }

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
            assert_eq!(looks_like_an_address(text), good, "{text}");
        }
    }
}
