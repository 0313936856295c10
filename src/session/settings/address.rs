//! Addresses of the settings.

use super::SettingsFault;

/// Absolute, or from the page's own address for a same-origin gateway; never with a query or a trailing slash, and never in
/// a form that a browser reads as another host than a reader does.
pub(super) fn address(field: &str, address: &str) -> Result<(), SettingsFault> {
    let fault = |message: &str| Err(SettingsFault::new(field, format!("is {address:?}; {message}")));
    // Browsers drop tabs and line feeds, and take a backslash for a slash.
    if address.chars().any(|letter| !letter.is_ascii_graphic() || letter == '\\') {
        return fault("it may contain ASCII letters, digits and punctuation only, no space and no backslash");
    }
    let host = match address.split_once("://") {
        Some(("https", rest)) => Some((rest, true)),
        Some(("http", rest)) => Some((rest, false)),
        _ => None,
    };
    if let Some((rest, is_secure)) = host {
        let host = rest.split('/').next().unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let is_here = ["127.0.0.1", "localhost", "[::1]"].contains(&name) || host == "[::1]";
        if host.is_empty() || host.contains(['@', '%']) {
            return fault("it names no host, or one in a form that is not accepted");
        }
        if !is_secure && !is_here {
            return fault(
                "http:// is taken for this machine only (127.0.0.1, localhost); it must begin with https://",
            );
        }
    } else if !(address.starts_with('/') || address.starts_with("./")) {
        return fault("it must begin with https://, / or ./");
    } else if address.starts_with("//") {
        return fault("it must not begin with //, which names another host");
    }
    if address.ends_with('/') {
        return fault("it must not end with /");
    }
    if address.contains(['?', '#']) {
        return fault("it must not contain ? or #");
    }
    Ok(())
}
