//! The unsigned audit token (JWT) of direct mode: provenance, not authentication. A gateway builds its own.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::json;

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
    fn stu3(&self) -> serde_json::Value {
        let Identity { organisation, user, device, issuer, .. } = self.identity;
        let iat = self.at.timestamp();
        json!({
            "iss": issuer,
            "sub": user.id,
            "aud": self.root,
            "iat": iat,
            "exp": iat + LIFETIME_SECONDS,
            "reason_for_request": "directcare",
            "requested_scope": self.scope.as_str(),
            "requesting_device": {
                "resourceType": "Device",
                "identifier": [{ "system": local(issuer, "device"), "value": device }],
                "model": "GP Connect viewer",
                "version": env!("CARGO_PKG_VERSION"),
            },
            "requesting_organization": {
                "resourceType": "Organization",
                "identifier": [{ "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": organisation.ods }],
                "name": organisation.name,
            },
            "requesting_practitioner": {
                "resourceType": "Practitioner",
                "id": user.id,
                "identifier": [
                    { "system": "https://fhir.nhs.uk/Id/sds-user-id", "value": user.sds_user_id },
                    { "system": "https://fhir.nhs.uk/Id/sds-role-profile-id", "value": user.sds_role_profile_id },
                    { "system": local(issuer, "user"), "value": user.id },
                ],
                "name": [self.name()],
            },
        })
    }

    /// FHIR knows no empty text, so that a title that nobody has is left out.
    fn name(&self) -> serde_json::Value {
        let user = &self.identity.user;
        if user.prefix.is_empty() {
            json!({ "family": user.family, "given": [user.given] })
        } else {
            json!({ "family": user.family, "given": [user.given], "prefix": [user.prefix] })
        }
    }

    /// Record HTML digest 1.3: other systems, names as arrays, fixed `aud`, and the record that is asked for.
    fn dstu2(&self) -> serde_json::Value {
        let Identity { organisation, user, device, issuer, .. } = self.identity;
        let iat = self.at.timestamp();
        let requested_record = match self.nhs_number {
            Some(number) => json!({
                "resourceType": "Patient",
                "identifier": [{ "system": "http://fhir.nhs.net/Id/nhs-number", "value": number }],
            }),
            None => json!({
                "resourceType": "Organization",
                "identifier": [{ "system": "http://fhir.nhs.net/Id/ods-organization-code", "value": self.ods }],
            }),
        };
        json!({
            "iss": issuer,
            "sub": user.id,
            "aud": "https://authorize.fhir.nhs.net/token",
            "iat": iat,
            "exp": iat + LIFETIME_SECONDS,
            "reason_for_request": "directcare",
            "requested_scope": self.scope.as_str(),
            "requested_record": requested_record,
            "requesting_device": {
                "resourceType": "Device",
                "id": "1",
                "identifier": [{ "system": local(issuer, "device"), "value": device }],
                "model": "GP Connect viewer",
                "version": env!("CARGO_PKG_VERSION"),
            },
            "requesting_organization": {
                "resourceType": "Organization",
                "id": "1",
                "identifier": [{ "system": "http://fhir.nhs.net/Id/ods-organization-code", "value": organisation.ods }],
                "name": organisation.name,
            },
            "requesting_practitioner": {
                "resourceType": "Practitioner",
                "id": user.id,
                "identifier": [
                    // Without `/Id/`: the 0.7.4 specification writes it so, deliberately.
                    { "system": "http://fhir.nhs.net/sds-user-id", "value": user.sds_user_id },
                    { "system": local(issuer, "user"), "value": user.id },
                ],
                // Here a missing title is refused, so that even an empty one is sent.
                "name": { "family": [user.family], "given": [user.given], "prefix": [user.prefix] },
                "practitionerRole": [{ "role": { "coding": [{
                    "system": "http://fhir.nhs.net/ValueSet/sds-job-role-name-1", "code": user.job_role,
                }] } }],
            },
        })
    }
}

/// An identifier system of this consumer's own.
fn local(issuer: &str, kind: &str) -> String {
    format!("{}/Id/{kind}", issuer.trim_end_matches('/'))
}
