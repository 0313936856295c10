//! The app inside another page: which hosts may show it, and what they may say to it (docs/embedding.md).
//!
//! Messages have the shape of SMART Web Messaging. Everything that a host sends is judged here, without a browser; the frame
//! and its port are the shell's.

pub mod appearance;
pub mod message;
pub mod patient;
pub mod token;

pub use appearance::Appearance;
pub use message::{Asked, Banner, Documents, Look};
pub use patient::HostPatient;
pub use token::Token;

/// The versions of the protocol that this app speaks.
pub const PROTOCOLS: [u32; 1] = [1];

/// What an answer to the handshake says that this app can do; a host looks here and not at the app's version.
pub const FEATURES: [&str; 7] = ["banner", "view", "appearance", "documents", "print", "focus", "token"];

/// The word of `embedding.hosts` for the origin that the app itself is served from.
const OWN: &str = "self";

/// The origins whose pages may show the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// From the settings; the place and the fault of the first that is no origin.
    pub fn read(hosts: Vec<String>) -> Result<Self, (usize, &'static str)> {
        match hosts.iter().position(|host| host != OWN && !is_origin(host)) {
            Some(place) => Err((
                place,
                "it must be an origin such as https://portal.example.nhs.uk, in small letters, without a path, or self; \
                 http:// is taken for this machine only (127.0.0.1, localhost)",
            )),
            None => Ok(Self(hosts)),
        }
    }

    /// Whether a page of this origin may show the app, which is served from `own`.
    pub fn allow(&self, origin: &str, own: &str) -> bool {
        self.0.iter().any(|host| if host == OWN { origin == own } else { host == origin })
    }
}

/// What browsers write for an origin: scheme, host in small letters, and a port that is not the scheme's own.
fn is_origin(text: &str) -> bool {
    let (host, usual_port, is_secure) = match text.split_once("://") {
        Some(("https", host)) => (host, ":443", true),
        Some(("http", host)) => (host, ":80", false),
        _ => return false,
    };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let port = host.rsplit_once(':').map(|(_, port)| port);
    let is_here = ["127.0.0.1", "localhost"].contains(&name);
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
    !name.is_empty()
        && name.bytes().all(is_letter)
        && port.is_none_or(|port| port.parse::<u16>().is_ok())
        && !host.ends_with(usual_port)
        && (is_secure || is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: EM-4
    #[test]
    fn only_an_origin_on_the_list_is_answered() {
        let hosts = Hosts::read(vec!["https://portal.example.nhs.uk".to_owned(), "self".to_owned()]).unwrap();
        let own = "https://gp.example.nhs.uk";
        for origin in ["https://portal.example.nhs.uk", own] {
            assert!(hosts.allow(origin, own), "{origin}");
        }
        for origin in [
            "http://portal.example.nhs.uk",
            "https://portal.example.nhs.uk:8443",
            "https://portal.example.nhs.uk.evil.example",
            "https://evil.example",
            "null",
            "self",
            "",
        ] {
            assert!(!hosts.allow(origin, own), "{origin}");
        }
        assert!(!Hosts::read(Vec::new()).unwrap().allow(own, own));
    }

    #[test]
    fn what_is_no_origin_is_named() {
        for host in [
            "*",
            "https://*.example.nhs.uk",
            "https://portal.example.nhs.uk/",
            "https://portal.example.nhs.uk/path",
            "https://Portal.example.nhs.uk",
            "https://portal.example.nhs.uk:443",
            "https://portal.example.nhs.uk:99999",
            "https://user@portal.example.nhs.uk",
            "https://",
            "http://portal.example.nhs.uk",
            "portal.example.nhs.uk",
            "null",
            "",
        ] {
            let faulty = Hosts::read(vec!["https://fine.example".to_owned(), host.to_owned()]);
            assert_eq!(faulty.map_err(|(place, _)| place), Err(1), "{host}");
        }
        for host in ["http://localhost:8080", "http://127.0.0.1:1", "https://portal.example.nhs.uk:8443"] {
            assert!(Hosts::read(vec![host.to_owned()]).is_ok(), "{host}");
        }
    }
}
