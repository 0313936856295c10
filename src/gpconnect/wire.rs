//! Plain HTTP values that a transport moves. No policy lives here.

use std::time::Duration;

/// The verbs GP Connect uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read and search.
    Get,
    /// Create, and operations such as `$gpc.getstructuredrecord`.
    Post,
    /// Amend and cancel.
    Put,
}

impl Method {
    /// The verb as it stands on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
        }
    }
}

/// One HTTP request, ready to leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// Absolute or page-relative address with its query, reserved characters encoded (L-1).
    pub url: String,
    /// Header names as GP Connect writes them, with their values.
    pub headers: Vec<(&'static str, String)>,
    /// The body, JSON as UTF-8.
    pub body: Option<Vec<u8>>,
    /// How long to wait for the whole answer.
    pub timeout: Duration,
    /// The largest answer that is read, in bytes after decompression.
    pub max_bytes: usize,
}

impl Request {
    /// The value of a header, by name without regard to case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }
}

/// One HTTP answer, whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Header names and values that the browser lets scripts see.
    pub headers: Vec<(String, String)>,
    /// The body after decompression.
    pub body: Vec<u8>,
}

impl Response {
    /// The value of a header, by name without regard to case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// Whether it is a web page: no practice's system answers with one.
    pub fn is_page(&self) -> bool {
        let claimed = self.header("Content-Type").unwrap_or_default().to_ascii_lowercase();
        let start = self.body.trim_ascii_start();
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        let begins =
            |sign: &[u8]| start.get(..sign.len()).is_some_and(|here| here.eq_ignore_ascii_case(sign));
        claimed.contains("html") || begins(b"<!doctype html") || begins(b"<html")
    }

    /// Whether the status says success (200 to 299).
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}
