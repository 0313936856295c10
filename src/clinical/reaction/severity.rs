//! How severe a reaction was (structured digest 3.3).

/// How severe a reaction was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Any other value, as sent.
    Other(String),
    /// `mild`.
    Mild,
    /// `moderate`.
    Moderate,
    /// `severe`.
    Severe,
}

impl Severity {
    pub(super) fn of(code: &str) -> Self {
        match code {
            "mild" => Self::Mild,
            "moderate" => Self::Moderate,
            "severe" => Self::Severe,
            other => Self::Other(other.to_owned()),
        }
    }

    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Mild => "mild",
            Self::Moderate => "moderate",
            Self::Severe => "severe",
            Self::Other(other) => other,
        }
    }
}
