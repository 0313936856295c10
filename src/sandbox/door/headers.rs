//! Checks what every request must carry: media types, Spine headers, interaction id, audit token.

use chrono::{DateTime, Utc};

use super::answer::media_type;
use super::interactions::{Operation, PREFIX};
use super::outcome::Refusal;
use super::request::{Call, is_uuid};
use super::token;
use crate::gpconnect::{Line, Method};
use crate::sandbox::behaviour::Behaviour;
use crate::sandbox::resource::members::text;
use crate::sandbox::world::practices::Practice;

/// Refuses a request whose headers break foundations digest 1.3 to 1.5 or record HTML digest 1.2 and 1.3.
pub fn check(
    call: &Call<'_>,
    operation: &Operation,
    practice: &Practice,
    line: Line,
    behaviour: Behaviour,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let older = line == Line::Dstu2 && behaviour.older_codes;
    media_types(call, line).map_err(|refusal| match older {
        true => Refusal { code: "INVALID_IDENTIFIER_SYSTEM".to_owned(), issue: "business-rule", ..refusal },
        false => refusal,
    })?;
    spine(call, operation, practice, behaviour).map_err(|refusal| match older {
        true => Refusal { code: "INVALID_PARAMETER".to_owned(), ..refusal },
        false => refusal,
    })?;
    let authorization = call.request.header("Authorization");
    if behaviour.gateway && authorization.is_none() {
        return Ok(());
    }
    let claims = token::read(authorization, line, now)?;
    let scope = text(&claims, "requested_scope");
    let mut words = scope.split_whitespace();
    let first = words.next();
    let alone = words.clone().next().is_none();
    let suits = behaviour.any_scope
        || (first == Some(operation.scope) && words.all(|word| matches!(word, "conf/N" | "conf/R")));
    if !suits || (behaviour.single_scopes && !alone) {
        return Err(Refusal::bad_request(format!(
            "JWT requested_scope {scope} does not suit the interaction"
        )));
    }
    Ok(())
}

fn media_types(call: &Call<'_>, line: Line) -> Result<(), Refusal> {
    let suits = |value: &str| {
        let mut parts = value.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let known = kind.eq_ignore_ascii_case(media_type(line));
        known && parts.all(|part| !part.starts_with("charset=") || part.eq_ignore_ascii_case("charset=utf-8"))
    };
    let wanted = call.values("_format").first().copied().or_else(|| call.request.header("Accept"));
    let acceptable = wanted
        .is_none_or(|wanted| wanted.split(',').any(|one| one.trim().starts_with("*/*") || suits(one.trim())));
    if !acceptable {
        return Err(Refusal::media_type("Unsupported accept media type"));
    }
    if call.request.method != Method::Get && !call.request.header("Content-Type").is_some_and(suits) {
        return Err(Refusal::media_type("Unsupported content media type"));
    }
    Ok(())
}

fn spine(
    call: &Call<'_>,
    operation: &Operation,
    practice: &Practice,
    behaviour: Behaviour,
) -> Result<(), Refusal> {
    let header = |name: &str| call.request.header(name).filter(|value| !value.trim().is_empty());
    let needed =
        |name: &str| header(name).ok_or_else(|| Refusal::bad_request(format!("{name} header blank")));
    if !is_uuid(needed("Ssp-TraceID")?) {
        return Err(Refusal::bad_request("Ssp-TraceID header is not a UUID"));
    }
    let is_asid = |value: &str| value.len() == 12 && value.bytes().all(|byte| byte.is_ascii_digit());
    // What a gateway would add may be absent behind one, but not wrong.
    let added = |name: &str| {
        if behaviour.gateway && header(name).is_none() { Ok(None) } else { needed(name).map(Some) }
    };
    if added("Ssp-From")?.is_some_and(|from| !is_asid(from)) {
        return Err(Refusal::bad_request("Ssp-From header is not an ASID"));
    }
    if added("Ssp-To")?.is_some_and(|to| to != practice.asid) {
        return Err(Refusal::bad_request("Ssp-To header does not match ASID of system"));
    }
    let given = needed("Ssp-InteractionID")?;
    let suffix = given.strip_prefix(PREFIX).unwrap_or_default();
    if operation.ids.contains(&suffix) {
        return Ok(());
    }
    Err(Refusal::bad_request(format!(
        "The interaction ID does not match the HTTP request verb and path (interaction ID - {given})"
    )))
}
