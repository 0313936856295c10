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
    /// `Ssp-To`.
    pub asid: String,
    /// Service roots.
    pub roots: Roots,
    /// Whether `If-Match` may be sent; without it the version is read again just before a change (L-28).
    pub sends_if_match: bool,
}
