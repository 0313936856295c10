//! Reads a request's address: which practice, which service, which resource.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::outcome::Refusal;
use crate::gpconnect::{Capability, Request};

/// Where a request is going.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `/sandbox/…`: what the provider is told to do.
    Control(String),
    /// `/pds/Patient/…`.
    Pds,
    /// `/mesh/messages…`: the outbox of a gateway.
    Mailbox,
    /// A service of a practice.
    Practice {
        /// ODS code as in the path.
        ods: String,
        /// The service, by its root.
        capability: Capability,
    },
}

/// A request with its address read.
pub struct Call<'a> {
    /// As it came.
    pub request: &'a Request,
    /// Everything before the practice's code: scheme, host, a gateway's prefix.
    pub base: String,
    /// Where it is going.
    pub place: Place,
    /// Segments below the service root, decoded.
    pub path: Vec<String>,
    /// Query parameters in order, decoded.
    pub query: Vec<(String, String)>,
}

/// Characters that a servlet container refuses in an address before FHIR sees it (L-1).
pub fn has_raw_reserved(url: &str) -> bool {
    url.chars()
        .any(|c| matches!(c, '|' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '}' | ' ') || !c.is_ascii())
}

/// Reads the address. `None` when nothing is served there.
pub fn read(request: &Request) -> Option<Call<'_>> {
    let (address, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
    let segments: Vec<&str> = address.split('/').collect();
    // The first known shape counts: an origin or a gateway's prefix may come before it.
    let (at, place, length) = segments.iter().enumerate().find_map(|(at, segment)| {
        let following = |n: usize| segments.get(at + n).copied();
        match *segment {
            "sandbox" if following(2).is_none() => {
                Some((at, Place::Control(following(1).unwrap_or_default().to_owned()), 2))
            }
            "pds" if following(1) == Some("Patient") => Some((at, Place::Pds, 1)),
            "mesh" if following(1) == Some("messages") => Some((at, Place::Mailbox, 1)),
            _ => practice(&segments, at).map(|(capability, length)| {
                let ods = (*segment).to_owned();
                (at, Place::Practice { ods, capability }, length)
            }),
        }
    })?;
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    Some(Call {
        request,
        base: segments.get(..at)?.join("/"),
        place,
        path: segments.get(at + length..)?.iter().filter(|s| !s.is_empty()).map(|s| decode(s)).collect(),
        query: query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            // A raw plus is a space, as servers read it: offsets must come as %2B (foundations digest 1.2).
            .map(|(name, value)| (decode(&name.replace('+', " ")), decode(&value.replace('+', " "))))
            .collect(),
    })
}

/// Whether a practice's root begins at this segment, its service, and how many segments it takes.
fn practice(segments: &[&str], at: usize) -> Option<(Capability, usize)> {
    let from = segments.get(at + 1..)?;
    match from {
        ["STU3", "1", "gpconnect", "structured", ..] => Some((Capability::Structured, 5)),
        ["STU3", "1", "gpconnect", "documents", ..] => Some((Capability::Documents, 5)),
        ["STU3", "1", "gpconnect", ..] => Some((Capability::Foundations, 4)),
        ["DSTU2", "0", "gpconnect", ..] => Some((Capability::Html, 4)),
        _ => None,
    }
}

impl Call<'_> {
    /// The address of the service root, for links in answers.
    pub fn root(&self) -> String {
        let Place::Practice { ods, capability } = &self.place else { return self.base.clone() };
        let service = match capability {
            Capability::Structured => "STU3/1/gpconnect/structured",
            Capability::Documents => "STU3/1/gpconnect/documents",
            Capability::Html => "DSTU2/0/gpconnect",
            Capability::Foundations | Capability::Pds => "STU3/1/gpconnect",
        };
        format!("{}/{ods}/{service}", self.base)
    }

    /// Path segments as plain texts, to match on.
    pub fn segments(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    /// Every value of a query parameter; names are case sensitive.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.query.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect()
    }

    /// `Ssp-TraceID`, which answers carry as their bundle's id.
    pub fn trace_id(&self) -> &str {
        self.request.header("Ssp-TraceID").unwrap_or_default()
    }

    /// The body as JSON, or 422 `INVALID_RESOURCE` (L-24).
    pub fn body(&self) -> Result<Value, Refusal> {
        serde_json::from_slice(self.request.body.as_deref().unwrap_or_default())
            .map_err(|error| Refusal::unreadable_body(&error))
    }
}

/// Whether a text is a UUID as trace and request ids are.
pub fn is_uuid(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok()
}
