//! A service root as `config.json` writes it.

use serde_json::Value;

use super::SettingsFault;
use super::members::Members;

/// A service root: its address, or the address with the ASID that the directory names for it.
pub(super) enum FileRoot {
    Address(String),
    Own { address: String, asid: String },
}

impl FileRoot {
    /// Reads a root of a practice; none where it has none.
    pub(super) fn read(roots: &mut Members, name: &'static str) -> Result<Option<Self>, SettingsFault> {
        let field = roots.field(name);
        match roots.take(name) {
            None => Ok(None),
            Some(Value::String(address)) => Ok(Some(Self::Address(address))),
            Some(value @ Value::Object(_)) => {
                let mut own = Members::of(value, field)?;
                let read = Self::Own { address: own.needed("address")?, asid: own.needed("asid")? };
                own.end()?;
                Ok(Some(read))
            }
            Some(_) => {
                Err(SettingsFault::new(field, "must be an address, or an object with address and asid"))
            }
        }
    }

    pub(super) fn address(&self) -> &str {
        match self {
            Self::Address(address) | Self::Own { address, .. } => address,
        }
    }
}
