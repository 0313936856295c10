//! A service root as `config.json` writes it.

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A service root: its address, or the address with the ASID that the directory names for it.
pub(super) enum FileRoot {
    Address(String),
    Own(FileOwnRoot),
}

impl<'de> Deserialize<'de> for FileRoot {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = FileRoot;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("an address, or an object with address and asid")
            }
            fn visit_str<E>(self, address: &str) -> Result<Self::Value, E> {
                Ok(FileRoot::Address(address.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                FileOwnRoot::deserialize(MapAccessDeserializer::new(map)).map(FileRoot::Own)
            }
        }
        from.deserialize_any(Either)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FileOwnRoot {
    pub(super) address: String,
    pub(super) asid: String,
}

impl FileRoot {
    pub(super) fn address(&self) -> &str {
        match self {
            Self::Address(address) | Self::Own(FileOwnRoot { address, .. }) => address,
        }
    }
}
