//! What differs at single practices because the provider was told so.

use std::collections::BTreeMap;

use crate::sandbox::behaviour::Behaviour;
use crate::sandbox::world::practices::Standing;

/// What differs at single practices, by ODS code.
#[derive(Default)]
pub struct Told {
    /// Their state.
    pub standings: BTreeMap<String, Standing>,
    /// How their systems behave.
    pub behaviours: BTreeMap<String, Behaviour>,
}
