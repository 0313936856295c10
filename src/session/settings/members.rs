//! The members of `config.json`, taken one at a time. What is missing, of another kind, unknown or there twice is named with its
//! field; as code that is there once it is a third of what a type for each object would be (docs/decisions/0007).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::SettingsFault;
use crate::fhir::repeated_member;

/// An object of the file, of which members are taken until none is left.
pub(super) struct Members {
    /// Where it is: `providers[1].roots`; empty for the file itself.
    at: String,
    left: Map<String, Value>,
    /// The names that were asked for.
    known: Vec<&'static str>,
}

impl Members {
    /// The whole file.
    pub(super) fn of_file(bytes: &[u8]) -> Result<Self, SettingsFault> {
        let fault = |message: String| SettingsFault::new("", message);
        let value: Value = serde_json::from_slice(bytes).map_err(|error| fault(error.to_string()))?;
        let text = std::str::from_utf8(bytes).map_err(|error| fault(error.to_string()))?;
        if let Some(name) = repeated_member(text) {
            return Err(SettingsFault::new(name, "is there twice in one object"));
        }
        Self::of(value, String::new())
    }

    /// An object that is there.
    pub(super) fn of(value: Value, at: String) -> Result<Self, SettingsFault> {
        match value {
            Value::Object(left) => Ok(Self { at, left, known: Vec::new() }),
            _ => Err(SettingsFault::new(at, "is invalid: it must be an object")),
        }
    }

    /// Where it is.
    pub(super) fn at(&self) -> &str {
        &self.at
    }

    /// The field of a member.
    pub(super) fn field(&self, name: &str) -> String {
        if self.at.is_empty() { name.to_owned() } else { format!("{}.{name}", self.at) }
    }

    /// Takes a member; `null` is as good as none.
    pub(super) fn take(&mut self, name: &'static str) -> Option<Value> {
        self.known.push(name);
        self.left.remove(name).filter(|value| !value.is_null())
    }

    fn fault<T>(&self, name: &str, message: impl Into<String>) -> Result<T, SettingsFault> {
        Err(SettingsFault::new(self.field(name), message))
    }

    /// A text.
    pub(super) fn text(&mut self, name: &'static str) -> Result<Option<String>, SettingsFault> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => self.fault(name, "must be a text"),
        }
    }

    /// A text that has to be there.
    pub(super) fn needed(&mut self, name: &'static str) -> Result<String, SettingsFault> {
        match self.text(name)? {
            Some(text) => Ok(text),
            None => self.fault(name, "is missing"),
        }
    }

    /// A yes or no.
    pub(super) fn flag(&mut self, name: &'static str, default: bool) -> Result<bool, SettingsFault> {
        match self.take(name) {
            None => Ok(default),
            Some(Value::Bool(yes)) => Ok(yes),
            Some(_) => self.fault(name, "must be true or false"),
        }
    }

    /// A whole number.
    pub(super) fn number(&mut self, name: &'static str) -> Result<Option<u32>, SettingsFault> {
        let Some(value) = self.take(name) else { return Ok(None) };
        match value.as_u64().and_then(|number| u32::try_from(number).ok()) {
            Some(number) => Ok(Some(number)),
            None => self.fault(name, format!("is {value}; it must be a whole number up to {}", u32::MAX)),
        }
    }

    /// A list, each of its elements with its field.
    pub(super) fn list(&mut self, name: &'static str) -> Result<Option<Vec<(String, Value)>>, SettingsFault> {
        let field = self.field(name);
        match self.take(name) {
            None => Ok(None),
            Some(Value::Array(all)) => Ok(Some(elements(&field, all))),
            Some(_) => self.fault(name, "must be a list"),
        }
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, name: &'static str) -> Result<Option<Vec<String>>, SettingsFault> {
        self.list(name)?.map(|all| all.into_iter().map(text_of).collect()).transpose()
    }

    /// A list of objects.
    pub(super) fn objects(&mut self, name: &'static str) -> Result<Option<Vec<Members>>, SettingsFault> {
        let one = |(field, value)| Self::of(value, field);
        self.list(name)?.map(|all| all.into_iter().map(one).collect()).transpose()
    }

    /// An object.
    pub(super) fn within(&mut self, name: &'static str) -> Result<Option<Members>, SettingsFault> {
        let field = self.field(name);
        self.take(name).map(|value| Self::of(value, field)).transpose()
    }

    /// An object that has to be there.
    pub(super) fn needed_within(&mut self, name: &'static str) -> Result<Members, SettingsFault> {
        match self.within(name)? {
            Some(members) => Ok(members),
            None => self.fault(name, "is missing"),
        }
    }

    /// Lists of texts by names of the site's own.
    pub(super) fn lists_by_name(
        &mut self,
        name: &'static str,
    ) -> Result<BTreeMap<String, Vec<String>>, SettingsFault> {
        let Some(members) = self.within(name)? else { return Ok(BTreeMap::new()) };
        let mut lists = BTreeMap::new();
        for (of, value) in members.left {
            let field = format!("{}.{of}", members.at);
            let Value::Array(all) = value else { return Err(SettingsFault::new(field, "must be a list")) };
            let texts = elements(&field, all).into_iter().map(text_of);
            lists.insert(of, texts.collect::<Result<_, _>>()?);
        }
        Ok(lists)
    }

    /// One of several words, by what it means.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        name: &'static str,
        words: &[(&str, T)],
    ) -> Result<Option<T>, SettingsFault> {
        let Some(said) = self.text(name)? else { return Ok(None) };
        if let Some((_, meant)) = words.iter().find(|(word, _)| *word == said) {
            return Ok(Some(*meant));
        }
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        self.fault(name, format!("is \"{said}\"; it must be one of {}", words.join(" ")))
    }

    /// That nothing is left.
    pub(super) fn end(self) -> Result<(), SettingsFault> {
        match self.left.keys().next() {
            None => Ok(()),
            Some(name) => {
                self.fault(name, format!("is an unknown field; there are {} here", self.known.join(" ")))
            }
        }
    }
}

fn elements(field: &str, all: Vec<Value>) -> Vec<(String, Value)> {
    all.into_iter().enumerate().map(|(index, value)| (format!("{field}[{index}]"), value)).collect()
}

fn text_of((field, value): (String, Value)) -> Result<String, SettingsFault> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(SettingsFault::new(field, "must be a text")),
    }
}

#[cfg(test)]
mod tests {
    use crate::session::Settings;

    #[test]
    fn what_is_missing_of_another_kind_unknown_or_there_twice_is_named_with_its_field() {
        let good = include_str!("../../../static/config.json");
        let of = |json: &str| {
            let fault = Settings::read(json.as_bytes()).unwrap_err();
            format!("{}: {}", fault.field, fault.message)
        };
        let changed = |from: &str, to: &str| {
            assert!(good.contains(from), "{from}");
            of(&good.replacen(from, to, 1))
        };
        assert_eq!(of("[]"), ": is invalid: it must be an object");
        assert!(of("{\"mode\":").contains("EOF"));
        assert_eq!(of("{}"), "mode: is missing");
        assert_eq!(changed("{", r#"{"mode":"direct","#), "mode: is there twice in one object");
        assert_eq!(
            changed("\"user\": {", "\"user\": {\"colour\":1,").split(';').next(),
            Some("user.colour: is an unknown field")
        );
        assert_eq!(
            changed("\"providers\": [", "\"providers\": [7,"),
            "providers[0]: is invalid: it must be an object"
        );
        assert_eq!(changed("\"federation\": [", "\"federation\": [1,"), "federation[0]: must be a text");
        assert_eq!(
            changed("\"providers\"", "\"access\":{\"roles\":{\"Nurse\":\"allergies\"}},\"providers\""),
            "access.roles.Nurse: must be a list"
        );
        assert_eq!(
            changed("\"providers\"", "\"timeoutSeconds\":\"9\",\"providers\""),
            "timeoutSeconds: is \"9\"; it must be a whole number up to 4294967295"
        );
        assert_eq!(changed("\"providers\"", "\"pds\":null,\"providers\"").split(':').next(), Some("pds"));
    }
}
