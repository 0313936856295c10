//! The unsigned audit token (JWT) of direct mode: provenance, not authentication. A gateway builds its own.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::identity::Identity;
use super::interaction::{Line, Scope};

/// Seconds from `iat` to `exp`, exactly.
pub const LIFETIME_SECONDS: i64 = 300;

/// What one token says.
pub struct Claims<'a> {
    /// On whose behalf.
    pub identity: &'a Identity,
    /// 0.x and 1.x tokens differ in systems, names and `aud`.
    pub line: Line,
    /// Service root, the 1.x `aud`.
    pub root: &'a str,
    /// `requested_scope`.
    pub scope: Scope,
    /// Patient of the 0.x `requested_record`.
    pub nhs_number: Option<&'a str>,
    /// ODS code of the practice, the 0.x `requested_record` of calls about no patient.
    pub ods: &'a str,
    /// Time of the call.
    pub at: DateTime<Utc>,
}

impl Claims<'_> {
    /// The three parts; the signature is empty, so the token ends with a dot.
    pub fn encode(&self) -> String {
        let payload = match self.line {
            Line::Dstu2 => self.dstu2(),
            Line::Stu3 | Line::Pds => self.stu3(),
        };
        format!(
            "{}.{}.",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#),
            URL_SAFE_NO_PAD.encode(payload.to_string())
        )
    }

    /// Foundations digest 1.5.
    fn stu3(&self) -> Value {
        self.filled(
            r#"{
            "iss": "$issuer", "sub": "$user", "aud": "$root", "iat": "$iat", "exp": "$exp",
            "reason_for_request": "directcare", "requested_scope": "$scope",
            "requesting_device": {
                "resourceType": "Device",
                "identifier": [{ "system": "$device-system", "value": "$device" }],
                "model": "GP Connect viewer", "version": "$version"
            },
            "requesting_organization": {
                "resourceType": "Organization",
                "identifier": [{ "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "$ods" }],
                "name": "$organisation"
            },
            "requesting_practitioner": {
                "resourceType": "Practitioner", "id": "$user",
                "identifier": [
                    { "system": "https://fhir.nhs.uk/Id/sds-user-id", "value": "$sds-user" },
                    { "system": "https://fhir.nhs.uk/Id/sds-role-profile-id", "value": "$sds-role" },
                    { "system": "$user-system", "value": "$user" }
                ],
                "name": [{ "family": "$family", "given": ["$given"], "prefix": "$titles" }]
            }
        }"#,
        )
    }

    /// Record HTML digest 1.3: other systems, names as arrays, fixed `aud`, and the record that is asked for.
    fn dstu2(&self) -> Value {
        // The system of the user is without `/Id/`: the 0.7.4 specification writes it so, deliberately. A missing title is
        // refused here, so that even an empty one is sent.
        self.filled(
            r#"{
            "iss": "$issuer", "sub": "$user", "aud": "https://authorize.fhir.nhs.net/token", "iat": "$iat", "exp": "$exp",
            "reason_for_request": "directcare", "requested_scope": "$scope",
            "requested_record": {
                "resourceType": "$record-type",
                "identifier": [{ "system": "$record-system", "value": "$record" }]
            },
            "requesting_device": {
                "resourceType": "Device", "id": "1",
                "identifier": [{ "system": "$device-system", "value": "$device" }],
                "model": "GP Connect viewer", "version": "$version"
            },
            "requesting_organization": {
                "resourceType": "Organization", "id": "1",
                "identifier": [{ "system": "http://fhir.nhs.net/Id/ods-organization-code", "value": "$ods" }],
                "name": "$organisation"
            },
            "requesting_practitioner": {
                "resourceType": "Practitioner", "id": "$user",
                "identifier": [
                    { "system": "http://fhir.nhs.net/sds-user-id", "value": "$sds-user" },
                    { "system": "$user-system", "value": "$user" }
                ],
                "name": { "family": ["$family"], "given": ["$given"], "prefix": ["$title"] },
                "practitionerRole": [{ "role": { "coding": [{
                    "system": "http://fhir.nhs.net/ValueSet/sds-job-role-name-1", "code": "$job-role"
                }] } }]
            }
        }"#,
        )
    }

    /// The claims with what this call is in the place of each `$name`. As a text with places it is a sixth of the code that as
    /// many values would be.
    fn filled(&self, claims: &str) -> Value {
        let mut claims = serde_json::from_str(claims).unwrap_or_default();
        fill(&mut claims, &|name| self.named(name));
        claims
    }

    /// What a `$name` stands for; nothing, and its member is left out: FHIR knows no empty text.
    fn named(&self, name: &str) -> Option<Value> {
        let Identity { organisation, user, device, issuer, .. } = self.identity;
        let at = self.at.timestamp();
        let (record_type, record_system, record) = match self.nhs_number {
            Some(number) => ("Patient", "http://fhir.nhs.net/Id/nhs-number", number),
            None => ("Organization", "http://fhir.nhs.net/Id/ods-organization-code", self.ods),
        };
        let text: &str = match name {
            "iat" => return Some(at.into()),
            "exp" => return Some((at + LIFETIME_SECONDS).into()),
            "device-system" => return Some(local(issuer, "device").into()),
            "user-system" => return Some(local(issuer, "user").into()),
            "titles" if user.prefix.is_empty() => return None,
            "titles" => return Some(vec![user.prefix.clone()].into()),
            "title" => &user.prefix,
            "issuer" => issuer,
            "root" => self.root,
            "scope" => self.scope.as_str(),
            "device" => device,
            "version" => env!("CARGO_PKG_VERSION"),
            "ods" => &organisation.ods,
            "organisation" => &organisation.name,
            "user" => &user.id,
            "family" => &user.family,
            "given" => &user.given,
            "sds-user" => &user.sds_user_id,
            "sds-role" => &user.sds_role_profile_id,
            "job-role" => &user.job_role,
            "record-type" => record_type,
            "record-system" => record_system,
            "record" => record,
            _ => return None,
        };
        Some(text.into())
    }
}

/// Puts what `named` says in the place of each text `$name`, and takes out the members for which it says nothing.
fn fill(value: &mut Value, named: &dyn Fn(&str) -> Option<Value>) {
    match value {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix('$') {
                *value = named(name).unwrap_or_default();
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| fill(one, named)),
        Value::Object(members) => {
            members.values_mut().for_each(|one| fill(one, named));
            members.retain(|_, one| !one.is_null());
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// An identifier system of this consumer's own.
fn local(issuer: &str, kind: &str) -> String {
    format!("{}/Id/{kind}", issuer.trim_end_matches('/'))
}
