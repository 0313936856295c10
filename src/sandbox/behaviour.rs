//! How the provider deviates from the book: switches that reproduce what real systems do.

use serde::{Deserialize, Serialize};

/// Switches, all off by default: then the provider does what the specification says.
#[allow(clippy::struct_excessive_bools, reason = "independent switches, set by name over HTTP")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Behaviour {
    /// Identity and Spine headers come from a gateway: `Ssp-From`, `Ssp-To` and `Authorization` may be absent.
    pub gateway: bool,
    /// `If-Match` is not an allowed header across origins: a browser's PUT with it never leaves (L-28).
    pub cors_without_if_match: bool,
    /// References carry a version, `Organization/7/_history/1469448000000` (L-6).
    pub versioned_references: bool,
    /// The version in the answer to a PUT is not the one stored (L-7).
    pub version_differs_after_put: bool,
    /// Versions are the milliseconds of the change instead of a count.
    pub versions_as_milliseconds: bool,
    /// Bookings without a description or with an id are accepted (L-15).
    pub lenient_bookings: bool,
    /// 201 and PUT answers have no `ETag` (L-8).
    pub no_etag_on_writes: bool,
    /// Bookings are answered with an empty 201 whatever `Prefer` says (L-9).
    pub empty_created: bool,
    /// Cancelling a cancelled appointment is answered with 200, a missing reason with `INVALID_RESOURCE` (L-11).
    pub cancel_again: bool,
    /// Unknown slots and locations and a missing date range end in 500 with `BAD_REQUEST`, an unknown patient in 400,
    /// an unknown appointment in `REFERENCE_NOT_FOUND` (L-12).
    pub server_errors: bool,
    /// The contained booking organisation comes back without its type (L-16).
    pub drops_organisation_type: bool,
    /// A refused media type is refused in XML (L-23).
    pub outcomes_in_xml: bool,
    /// 0.x: malformed JSON is 400 and its outcome has no `details` (L-24).
    pub outcomes_without_details: bool,
    /// 0.x: missing headers are `INVALID_PARAMETER`, a wrong media type is `INVALID_IDENTIFIER_SYSTEM` (L-25).
    pub older_codes: bool,
    /// A token with a scope that does not suit the call is accepted (L-30).
    pub any_scope: bool,
    /// A scope of two words (`patient/*.read conf/N`, new with 1.6.2) is refused.
    pub single_scopes: bool,
    /// Structured with no area is answered with the patient alone (L-21).
    pub no_area: bool,
    /// Displays of error codes are the codes again.
    pub codes_as_displays: bool,
    /// Slots of today that have started are returned too, as two suppliers do (foundations digest 3.2).
    pub past_slots: bool,
    /// Telephone numbers and addresses of organisations come as one object, as in the specification's sample.
    pub single_objects: bool,
}

impl Behaviour {
    /// What the official demonstrator does (spec/seen_live.md).
    pub fn demonstrator() -> Self {
        Behaviour {
            gateway: false,
            cors_without_if_match: true,
            versioned_references: true,
            version_differs_after_put: true,
            versions_as_milliseconds: true,
            lenient_bookings: true,
            no_etag_on_writes: true,
            empty_created: false,
            cancel_again: true,
            server_errors: true,
            drops_organisation_type: true,
            outcomes_in_xml: true,
            outcomes_without_details: true,
            older_codes: true,
            any_scope: true,
            single_scopes: true,
            no_area: true,
            codes_as_displays: true,
            past_slots: false,
            single_objects: false,
        }
    }

    /// These switches with the named ones of a JSON object changed; `demonstrator: true` sets the demonstrator's first.
    pub(super) fn with(self, change: &serde_json::Value) -> Result<Self, String> {
        let mut named = change.as_object().cloned().ok_or("a JSON object with switches is needed")?;
        let start = match named.remove("demonstrator") {
            Some(serde_json::Value::Bool(true)) => Behaviour::demonstrator(),
            Some(serde_json::Value::Bool(false)) => Behaviour::default(),
            _ => self,
        };
        let mut all = serde_json::to_value(start).map_err(|error| error.to_string())?;
        if let Some(all) = all.as_object_mut() {
            all.extend(named);
        }
        serde_json::from_value(all).map_err(|error| error.to_string())
    }
}
