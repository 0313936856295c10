//! What the door knows of a call that is served: verb and path, the interaction ids that may name it, its scope.

use super::request::{Call, Place};
use crate::gpconnect::{Capability, Method};

/// Before every interaction id.
pub const PREFIX: &str = "urn:nhs:names:services:gpconnect:";

/// Cancelling an appointment.
pub const CANCEL: &str = "fhir:rest:cancel:appointment-1";

/// One served call.
pub struct Operation {
    /// Its verb.
    pub method: Method,
    /// The service below whose root it is.
    pub capability: Capability,
    /// Its path there, `*` where a logical id is.
    pub path: &'static str,
    /// The interaction ids that may name it, without the common prefix (foundations digest 1.6).
    pub ids: &'static [&'static str],
    /// The audit token's scope (foundations digest 1.5).
    pub scope: &'static str,
}

impl Operation {
    /// The logical id in the path of a call, empty where the path has none; nothing when the call is another one.
    pub fn id_in<'a>(&self, call: &'a Call<'_>) -> Option<&'a str> {
        let Place::Practice { capability, .. } = &call.place else { return None };
        if (call.request.method, *capability) != (self.method, self.capability) {
            return None;
        }
        let (mut sent, mut id) = (call.path.iter(), "");
        for wanted in self.path.split('/') {
            let segment = sent.next()?;
            match wanted {
                "*" => id = segment,
                word if word == segment => {}
                _ => return None,
            }
        }
        sent.next().is_none().then_some(id)
    }
}
