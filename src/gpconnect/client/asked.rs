//! What is asked, without the types of its interaction, and the request that it becomes.

use chrono::{DateTime, TimeDelta, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Client, Mode};
use crate::fhir::is_id;
use crate::format::NhsNumber;
use crate::gpconnect::error::Failure;
use crate::gpconnect::interaction::{About, Call, Interaction, Line};
use crate::gpconnect::token;
use crate::gpconnect::wire::Request;

/// Everything but the unreserved characters of RFC 3986 is encoded in a value (L-1).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Interaction ids are written without this in code.
pub const INTERACTION_PREFIX: &str = "urn:nhs:names:services:gpconnect:";

/// A PDS trace older than this blocks every call about the patient (ARH-01, ARS-02, FND-10).
pub const TRACE_LIFETIME_HOURS: i64 = 24;

/// One interaction as plain values.
pub(super) struct Asked<'a> {
    pub call: Call,
    pub about: About<'a>,
    path: String,
    query: Vec<(&'static str, String)>,
    body: Option<Vec<u8>>,
    version: Option<&'a str>,
    wants_representation: bool,
    /// Asked again at each try, because time passes between them.
    check: &'a dyn Fn(DateTime<Utc>) -> Result<(), Failure>,
}

impl<'a> Asked<'a> {
    /// What an interaction asks; `check` is its own.
    pub fn by<I: Interaction>(
        interaction: &'a I,
        check: &'a dyn Fn(DateTime<Utc>) -> Result<(), Failure>,
    ) -> Self {
        Self {
            call: interaction.call(),
            about: interaction.about(),
            path: interaction.path(),
            query: interaction.query(),
            body: interaction.body(),
            version: interaction.version(),
            wants_representation: interaction.wants_representation(),
            check,
        }
    }
}

impl Client {
    /// The request of one try, or why nothing may be sent.
    pub(super) fn write(
        &self,
        asked: &Asked<'_>,
        trace_id: &str,
        at: DateTime<Utc>,
    ) -> Result<Request, Failure> {
        if asked.about.traced_at().is_some_and(|traced| !is_fresh(traced, at)) {
            return Err(Failure::TraceTooOld);
        }
        if asked.about.practice_ods().is_some_and(|ods| !ods.eq_ignore_ascii_case(&self.provider.ods)) {
            return Err(Failure::not_sent(format!(
                "This patient was found at a practice other than {}.",
                self.provider.name
            )));
        }
        (asked.check)(at)?;
        let Call { id, capability, method, scope } = asked.call;
        let root = self.provider.roots.of(capability).ok_or_else(|| Failure::NotSupported {
            what: format!(
                "No address for {} is set up for this practice in this service, so nothing was asked. Report it to your service desk: the address is missing here, or the practice has not switched this on.",
                capability.name()
            ),
        })?;
        if !asked.path.split('/').all(|segment| is_id(segment.strip_prefix('$').unwrap_or(segment))) {
            return Err(Failure::not_sent("An id from the practice's system cannot be used in an address."));
        }
        if let Some(lacking) = self.connection.statements.lacks(&self.provider.ods, &asked.call) {
            return Err(Failure::NotSupported {
                what: format!(
                    "The system of {} says in its capability statement that it does not offer this: {lacking}. So it was not asked.",
                    self.provider.name
                ),
            });
        }
        let line = capability.line();
        let mut headers = vec![("Accept", line.media_type().to_owned())];
        if asked.body.is_some() {
            headers.push(("Content-Type", format!("{};charset=utf-8", line.media_type())));
        }
        match line {
            Line::Pds => headers.push(("X-Request-ID", trace_id.to_owned())),
            Line::Stu3 | Line::Dstu2 => {
                headers.push(("Ssp-TraceID", trace_id.to_owned()));
                headers.push(("Ssp-InteractionID", format!("{INTERACTION_PREFIX}{}", id)));
                if self.connection.mode == Mode::Direct {
                    let identity = &self.connection.identity;
                    headers.push(("Ssp-From", identity.asid.clone()));
                    headers.push(("Ssp-To", self.provider.asid(capability).to_owned()));
                    let claims = token::Claims {
                        identity,
                        line,
                        root,
                        scope,
                        nhs_number: asked.about.nhs_number().map(NhsNumber::digits),
                        ods: &self.provider.ods,
                        at,
                    };
                    headers.push(("Authorization", format!("Bearer {}", claims.encode())));
                }
            }
        }
        if asked.wants_representation {
            headers.push(("Prefer", "return=representation".to_owned()));
        }
        if let Some(version) = asked.version.filter(|_| self.checks_version()) {
            if !is_entity_tag(version) {
                return Err(Failure::not_sent(
                    "The practice's system gave this entry a version that cannot be sent back, so a change could overwrite somebody else's.",
                ));
            }
            headers.push(("If-Match", format!("W/\"{version}\"")));
        }
        if headers.iter().any(|(_, value)| !value.bytes().all(|byte| matches!(byte, b' '..=b'~'))) {
            return Err(Failure::not_sent(
                "The settings of this service contain a character that no request may contain.",
            ));
        }
        Ok(Request {
            method,
            url: address(root, &asked.path, &asked.query),
            headers,
            body: asked.body.clone(),
            timeout: self.connection.timeout,
            max_bytes: self.connection.max_bytes,
        })
    }
}

/// Whether a version may be between the quotes of an entity tag (RFC 9110, 8.8.3): seen letters, no quote.
fn is_entity_tag(version: &str) -> bool {
    !version.is_empty() && version.bytes().all(|byte| matches!(byte, b'!' | b'#'..=b'~'))
}

/// A trace of at most 24 hours ago. One from the future means that the clock was set back, so nobody knows its age.
fn is_fresh(traced: DateTime<Utc>, at: DateTime<Utc>) -> bool {
    let age = at - traced;
    age <= TimeDelta::hours(TRACE_LIFETIME_HOURS) && age >= -TimeDelta::minutes(CLOCK_STEP_MINUTES)
}

/// A clock that is set right may step back this much.
const CLOCK_STEP_MINUTES: i64 = 5;

/// Percent-encodes one path segment or query value.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

fn address(root: &str, path: &str, query: &[(&'static str, String)]) -> String {
    let mut url = format!("{}/{path}", root.trim_end_matches('/'));
    for (index, (name, value)) in query.iter().enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        // Parameter names hold a colon (`_include:recurse`), which is legal in a query as it stands.
        url.push_str(name);
        url.push('=');
        url.push_str(&encode(value));
    }
    url
}
