//! Names, addresses and ways to reach someone.

use super::lenient::object;
use super::{Code, Extensions, Period};

object! {
    /// A person's name. `format` composes it for display.
    pub struct HumanName {
        /// `official`, `usual`, `old`, …
        "use" => pub usage: Option<Code>,
        /// The whole name in words.
        "text" => pub text: Option<String>,
        /// Family name: one in STU3, perhaps several parts in DSTU2. See [`HumanName::family`].
        "family" => pub family_parts: Vec<String>,
        /// Given names in order.
        "given" => pub given: Vec<String>,
        /// Titles before the name.
        "prefix" => pub prefix: Vec<String>,
        /// Letters after the name.
        "suffix" => pub suffix: Vec<String>,
        /// When it was in use.
        "period" => pub period: Option<Box<Period>>,
    }
    text => text
}

impl HumanName {
    /// The family name, its parts joined by blanks.
    pub fn family(&self) -> Option<String> {
        (!self.family_parts.is_empty()).then(|| self.family_parts.join(" "))
    }
}

object! {
    /// A postal address.
    pub struct Address {
        /// `home`, `temp`, `work`, `old`.
        "use" => pub usage: Option<Code>,
        /// `postal`, `physical`, `both`.
        "type" => pub kind: Option<Code>,
        /// The whole address in words.
        "text" => pub text: Option<String>,
        /// Lines in order.
        "line" => pub line: Vec<String>,
        /// Town.
        "city" => pub city: Option<String>,
        /// County.
        "district" => pub district: Option<String>,
        /// Postcode.
        "postalCode" => pub postal_code: Option<String>,
        /// Country.
        "country" => pub country: Option<String>,
        /// When it was in use.
        "period" => pub period: Option<Box<Period>>,
    }
    text => text
}

object! {
    /// A phone number, email address or the like.
    pub struct ContactPoint {
        /// `phone`, `email`, …
        "system" => pub system: Option<Code>,
        /// The number or address.
        "value" => pub value: Option<String>,
        /// `home`, `work`, `mobile`, …
        "use" => pub usage: Option<Code>,
        /// Order of preference, 1 first.
        "rank" => pub rank: Option<u32>,
        /// What PDS says of systems that FHIR does not know: a textphone.
        "extension" => pub extension: Extensions,
        /// When it was in use.
        "period" => pub period: Option<Box<Period>>,
    }
    text => value
}
