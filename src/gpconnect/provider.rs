//! Whom the app asks: a practice or PDS, with the service roots that it publishes.

use super::interaction::Capability;

/// The service roots that a practice publishes, as they stand in the directory (FND-05).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roots {
    /// Foundations and Appointment Management.
    pub foundations: Option<String>,
    /// Access Record Structured.
    pub structured: Option<String>,
    /// Access Document.
    pub documents: Option<String>,
    /// Access Record HTML (0.x).
    pub html: Option<String>,
    /// Personal Demographics Service.
    pub pds: Option<String>,
}

impl Roots {
    /// The root of one capability; never another's (FND-02).
    pub fn of(&self, capability: Capability) -> Option<&str> {
        match capability {
            Capability::Foundations => self.foundations.as_deref(),
            Capability::Structured => self.structured.as_deref(),
            Capability::Documents => self.documents.as_deref(),
            Capability::Html => self.html.as_deref(),
            Capability::Pds => self.pds.as_deref(),
        }
    }
}

/// A practice (or PDS) that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// ODS code; empty for PDS.
    pub ods: String,
    /// Name to show.
    pub name: String,
    /// Telephone of the practice, grouped for reading, for when the system cannot help.
    pub phone: Option<String>,
    /// `Ssp-To`, where the directory names no other for a capability.
    pub asid: String,
    /// `Ssp-To` of the capabilities for which the directory names one of their own: it answers for each interaction apart.
    pub asid_of: Vec<(Capability, String)>,
    /// Service roots.
    pub roots: Roots,
    /// Whether `If-Match` may be sent; without it the version is read again just before a change (L-28).
    pub sends_if_match: bool,
}

impl Provider {
    /// `Ssp-To` of a call of this capability (FND-01).
    pub fn asid(&self, capability: Capability) -> &str {
        let own = self.asid_of.iter().find(|(of, _)| *of == capability);
        own.map_or(self.asid.as_str(), |(_, asid)| asid)
    }
}
