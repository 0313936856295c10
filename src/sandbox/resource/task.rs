//! A task as a practice keeps it.

use serde_json::Value;

/// A task that a practice has taken in.
#[derive(Clone, Debug)]
pub struct Task {
    /// ODS code of the practice.
    pub ods: &'static str,
    /// The resource with its id and version.
    pub order: Value,
}
