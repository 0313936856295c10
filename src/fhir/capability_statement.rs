//! CapabilityStatement: which version and interactions a practice's system offers (foundations digest 2.7).

use super::lenient::{object, resource};
use super::{Code, Reference};

resource! {
    /// What a server can do.
    pub struct CapabilityStatement {
        /// The GP Connect version implemented, such as `1.2.7`.
        "version" => pub version: Option<String>,
        /// The FHIR version, such as `3.0.1`.
        "fhirVersion" => pub fhir_version: Option<String>,
        /// The product.
        "software" => pub software: Option<Software>,
        /// What is offered over REST.
        "rest" => pub rest: Vec<Rest>,
    }
}

object! {
    /// A product's name and version.
    pub struct Software {
        /// Its name.
        "name" => pub name: Option<String>,
        /// Its version.
        "version" => pub version: Option<String>,
    }
}

object! {
    /// REST resources and operations.
    pub struct Rest {
        /// Per resource type.
        "resource" => pub resource: Vec<RestResource>,
        /// Operations such as `gpc.registerpatient`.
        "operation" => pub operation: Vec<RestOperation>,
    }
}

object! {
    /// What may be done with one resource type.
    pub struct RestResource {
        /// The type.
        "type" => pub kind: Option<Code>,
        /// `read`, `search-type`, `create`, `update`.
        "interaction" => pub interaction: Vec<RestInteraction>,
    }
}

object! {
    /// One kind of interaction.
    pub struct RestInteraction {
        /// Its code.
        "code" => pub code: Option<Code>,
    }
}

object! {
    /// One operation.
    pub struct RestOperation {
        /// Its name without `$`.
        "name" => pub name: Option<String>,
        /// Its definition.
        "definition" => pub definition: Option<Reference>,
    }
}
