//! A period of whole days, as the record operations take it.

use serde::Serialize;

use super::error::Failure;
use super::interaction::whole_date;

/// Whole days, both ends inclusive (HTML digest 1.5). Never both empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First day, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Last day, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}

impl Period {
    /// Whether both ends are whole days and in order.
    pub fn check(&self) -> Result<(), Failure> {
        let day = |end: &Option<String>| end.as_deref().map(whole_date).transpose();
        match (day(&self.start)?, day(&self.end)?) {
            (None, None) => Err(Failure::not_sent("Enter a first day, a last day or both.")),
            (Some(start), Some(end)) if end < start => {
                Err(Failure::not_sent("The last day of the period is before its first."))
            }
            _ => Ok(()),
        }
    }
}
