//! A practice as words need it.

use crate::gpconnect::Provider;

/// The practice as words need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// Its name.
    pub name: String,
    /// Its telephone number.
    pub phone: Option<String>,
}

impl Practice {
    /// What to do where only a person at the practice can help.
    pub fn call(&self) -> String {
        match &self.phone {
            Some(phone) => format!("Telephone {} on {phone}.", self.name),
            None => format!("Telephone {}.", self.name),
        }
    }
}

impl From<&Provider> for Practice {
    fn from(provider: &Provider) -> Self {
        Self { name: provider.name.clone(), phone: provider.phone.clone() }
    }
}
