//! A narrative as a provider sent it, with how far it can be read: what rules and the screen look at alike.

use super::{Form, Heading, Marks, Reading, plain_text};
use crate::fhir::{SIGN, legible};

/// A narrative from a provider, read as far as it can be.
#[derive(Clone, Debug, PartialEq)]
pub struct ProviderNarrative {
    source: String,
    form: Form,
}

impl ProviderNarrative {
    /// Reads what a provider sent. `scope` prefixes every id, `marks` emphasises what it knows.
    pub fn read(source: &str, scope: &str, marks: &dyn Marks) -> Self {
        let source = legible(source);
        ProviderNarrative { form: Form::of(&source, scope, marks), source: source.into_owned() }
    }

    /// The well-formed text that was read, for rules that read it too; `None` when nothing could be read.
    pub fn well_formed(&self) -> Option<&str> {
        match &self.form {
            Form::AsSent(_) => Some(&self.source),
            Form::Repaired(_, xml) => Some(xml),
            Form::Unreadable => None,
        }
    }

    /// How it could be read.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Headings in order, with their element ids.
    pub fn headings(&self) -> &[Heading] {
        self.reading().map_or(&[], |reading| &reading.headings)
    }

    /// What could be read of it.
    pub fn reading(&self) -> Option<&Reading> {
        match &self.form {
            Form::AsSent(reading) | Form::Repaired(reading, _) => Some(reading),
            Form::Unreadable => None,
        }
    }

    /// The words without their formatting; of what could not be read without losing one, the text as received.
    pub fn as_text(&self) -> String {
        self.well_formed().map_or_else(|| self.source.clone(), plain_text)
    }

    /// Whether a letter was sent that cannot be seen.
    pub fn has_signs(&self) -> bool {
        self.source.contains(SIGN) || self.reading().is_some_and(|reading| reading.text.contains(SIGN))
    }
}
