//! Checks the unsigned audit token as providers do, in its 1.x and 0.x flavours.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::outcome::Refusal;
use crate::gpconnect::Line;
use crate::sandbox::resource::members::text;

/// Seconds that a clock may run ahead before its tokens are refused.
const LEEWAY_SECONDS: i64 = 600;

/// Decodes the token of an `Authorization` header and checks every claim but the scope.
pub fn read(header: Option<&str>, line: Line, now: DateTime<Utc>) -> Result<Value, Refusal> {
    let header = header.ok_or_else(|| Refusal::bad_request("Authorization header missing"))?;
    let token =
        header.strip_prefix("Bearer ").ok_or_else(|| Refusal::bad_request("Authorization is not Bearer"))?;
    let parts: Vec<&str> = token.split('.').collect();
    let [head, payload, ""] = parts.as_slice() else {
        return Err(Refusal::bad_request("JWT must have three parts, the signature empty"));
    };
    let head = part(head)?;
    if head.get("alg").and_then(Value::as_str) != Some("none") {
        return Err(Refusal::bad_request("JWT alg must be none"));
    }
    let claims = part(payload)?;
    check(&claims, line, now)?;
    Ok(claims)
}

fn part(text: &str) -> Result<Value, Refusal> {
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| Refusal::bad_request("JWT is not base64url without padding"))?;
    serde_json::from_slice(&bytes).map_err(|_| Refusal::bad_request("JWT part is not JSON"))
}

fn check(claims: &Value, line: Line, now: DateTime<Utc>) -> Result<(), Refusal> {
    for name in ["iss", "sub", "aud", "reason_for_request", "requested_scope"] {
        if text(claims, name).is_empty() {
            return Err(Refusal::bad_request(format!("JWT required claim {name} is not present")));
        }
    }
    let seconds = |name: &str| {
        claims
            .get(name)
            .and_then(Value::as_i64)
            .ok_or_else(|| Refusal::bad_request(format!("JWT required claim {name} is not an integer")))
    };
    let (issued, expires) = (seconds("iat")?, seconds("exp")?);
    if expires - issued != 300 {
        return Err(Refusal::bad_request("JWT expiry time must be 300 seconds after iat"));
    }
    if expires <= now.timestamp() {
        return Err(Refusal::bad_request("JWT Request time has expired"));
    }
    if issued > now.timestamp() + LEEWAY_SECONDS {
        return Err(Refusal::bad_request("JWT Creation time is in the future"));
    }
    if text(claims, "reason_for_request") != "directcare" {
        return Err(Refusal::bad_request("JWT Reason for request is not directcare"));
    }
    if line == Line::Dstu2 && text(claims, "aud") != "https://authorize.fhir.nhs.net/token" {
        return Err(Refusal::bad_request("JWT aud is not the authorisation server"));
    }
    device(claims)?;
    organization(claims, line)?;
    practitioner(claims, line)
}

fn device(claims: &Value) -> Result<(), Refusal> {
    let device = resource(claims, "requesting_device", "Device")?;
    first_identifier(device, "requesting_device")?;
    for name in ["model", "version"] {
        if text(device, name).is_empty() {
            return Err(Refusal::bad_request(format!(
                "JWT JSON entry incomplete: claim requesting_device.{name} is null."
            )));
        }
    }
    Ok(())
}

fn organization(claims: &Value, line: Line) -> Result<(), Refusal> {
    let organization = resource(claims, "requesting_organization", "Organization")?;
    let system = match line {
        Line::Dstu2 => "http://fhir.nhs.net/Id/ods-organization-code",
        Line::Stu3 | Line::Pds => "https://fhir.nhs.uk/Id/ods-organization-code",
    };
    first_identifier(organization, "requesting_organization")?;
    if identifier(organization, system).is_none() {
        return Err(Refusal::bad_request("JWT requesting_organization has no ODS code"));
    }
    if text(organization, "name").is_empty() {
        return Err(Refusal::bad_request(
            "JWT JSON entry incomplete: claim requesting_organization.name is null.",
        ));
    }
    Ok(())
}

fn practitioner(claims: &Value, line: Line) -> Result<(), Refusal> {
    let practitioner = resource(claims, "requesting_practitioner", "Practitioner")?;
    if text(practitioner, "id") != text(claims, "sub") {
        return Err(Refusal::bad_request("JWT sub and requesting_practitioner.id differ"));
    }
    // 1.x: a list of names, family a text. 0.x: one name, family a list.
    let named = match line {
        Line::Stu3 | Line::Pds => practitioner.pointer("/name/0/family").is_some_and(Value::is_string),
        Line::Dstu2 => {
            practitioner.pointer("/name/family/0").is_some_and(Value::is_string)
                && practitioner.pointer("/name/prefix/0").is_some_and(Value::is_string)
                && practitioner
                    .pointer("/practitionerRole/0/role/coding/0/code")
                    .is_some_and(Value::is_string)
        }
    };
    if !named {
        return Err(Refusal::bad_request(
            "JWT JSON entry incomplete: claim requesting_practitioner.name is null.",
        ));
    }
    let system = match line {
        Line::Dstu2 => "http://fhir.nhs.net/sds-user-id",
        Line::Stu3 | Line::Pds => "https://fhir.nhs.uk/Id/sds-user-id",
    };
    if identifier(practitioner, system).is_none() {
        return Err(Refusal::bad_request("JWT requesting_practitioner has no SDS user id"));
    }
    Ok(())
}

/// The NHS number that a 0.x token names as `requested_record`.
pub fn requested_patient(claims: &Value) -> Option<&str> {
    let record = claims.get("requested_record")?;
    (text(record, "resourceType") == "Patient")
        .then(|| identifier(record, "http://fhir.nhs.net/Id/nhs-number"))?
}

fn resource<'a>(claims: &'a Value, name: &str, kind: &str) -> Result<&'a Value, Refusal> {
    let resource = claims
        .get(name)
        .filter(|value| value.is_object())
        .ok_or_else(|| Refusal::bad_request(format!("JWT required claim {name} is not present")))?;
    if text(resource, "resourceType") != kind {
        return Err(Refusal::invalid_resource(format!("JWT claim {name} is not a {kind}")));
    }
    Ok(resource)
}

fn first_identifier(resource: &Value, name: &str) -> Result<(), Refusal> {
    let complete = resource.pointer("/identifier/0").is_some_and(|identifier| {
        !text(identifier, "system").is_empty() && !text(identifier, "value").is_empty()
    });
    if complete {
        Ok(())
    } else {
        Err(Refusal::bad_request(format!("JWT JSON entry incomplete: claim {name}.identifiers is null.")))
    }
}

fn identifier<'a>(resource: &'a Value, system: &str) -> Option<&'a str> {
    let all = resource.get("identifier")?.as_array()?;
    all.iter().find(|one| text(one, "system") == system)?.get("value")?.as_str()
}
