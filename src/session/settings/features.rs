//! `features` of `config.json`: what is switched on.

use super::members::Members;
use super::{SettingsFault, Tasks};

/// What is switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Features {
    /// Access Record HTML (the practice's own view).
    pub record_html: bool,
    /// Access Record Structured.
    pub structured: bool,
    /// Appointment Management.
    pub appointments: bool,
    /// Tasks for practices, a capability that no live practice offers; none: nothing of them is shown.
    pub tasks: Option<Tasks>,
    /// Open the record of a patient whom PDS says has died (ARH-04: off unless the site decides otherwise).
    pub open_deceased: bool,
    /// Consultation summaries: where the settings name their road.
    pub write_back: bool,
    /// HTML section codes that may be asked for; empty means all ten. Read into [`Access`](crate::session::Access), and nowhere else.
    pub sections: Vec<String>,
    /// Keyboard shortcuts of single keys (SC 2.1.4: can be turned off).
    pub shortcuts: bool,
    /// Minutes without use after which the screen locks.
    pub idle_minutes: u32,
    /// Seconds before the lock at which it is announced.
    pub idle_warning_seconds: u32,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            record_html: true,
            structured: true,
            appointments: true,
            tasks: None,
            open_deceased: false,
            write_back: false,
            sections: Vec::new(),
            shortcuts: true,
            idle_minutes: 15,
            idle_warning_seconds: 120,
        }
    }
}

impl Features {
    /// Reads the member; what it leaves out is as usual.
    pub(super) fn read(sent: Option<Members>) -> Result<Self, SettingsFault> {
        let usual = Self::default();
        let Some(mut sent) = sent else { return Ok(usual) };
        let read = Self {
            record_html: sent.flag("recordHtml", usual.record_html)?,
            structured: sent.flag("structured", usual.structured)?,
            appointments: sent.flag("appointments", usual.appointments)?,
            tasks: sent.within("tasks")?.map(Tasks::read).transpose()?,
            open_deceased: sent.flag("openDeceased", usual.open_deceased)?,
            write_back: usual.write_back,
            sections: sent.texts("sections")?.unwrap_or_default(),
            shortcuts: sent.flag("shortcuts", usual.shortcuts)?,
            idle_minutes: sent.number("idleMinutes")?.unwrap_or(usual.idle_minutes),
            idle_warning_seconds: sent.number("idleWarningSeconds")?.unwrap_or(usual.idle_warning_seconds),
        };
        sent.end()?;
        Ok(read)
    }
}
