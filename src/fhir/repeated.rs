//! Members that occur twice in one object. JSON leaves open which one counts, so readers differ: where safety hangs on
//! it, such a resource is refused.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::lenient::Name;

/// Whether any object of the JSON, at any depth, has two members of one name. What cannot be read does.
pub(super) fn repeats_a_member(json: &str) -> bool {
    let mut repeated = None;
    let read = Any(&mut repeated).deserialize(&mut serde_json::Deserializer::from_str(json));
    repeated.is_some() || read.is_err()
}

/// The name of a member that any object of the JSON, at any depth, has twice.
pub fn repeated_member(json: &str) -> Option<String> {
    let mut repeated = None;
    let _ = Any(&mut repeated).deserialize(&mut serde_json::Deserializer::from_str(json));
    repeated
}

struct Any<'a>(&'a mut Option<String>);

impl<'de> DeserializeSeed<'de> for Any<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut names: HashSet<Cow<'de, str>> = HashSet::new();
        while let Some(Name(name)) = map.next_key()? {
            if names.contains(&name) {
                *self.0 = Some(name.into_owned());
            } else {
                names.insert(name);
            }
            map.next_value_seed(Any(self.0))?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Any(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::repeats_a_member;

    // proves: FS-18
    #[test]
    fn one_name_twice_in_one_object_is_found_however_it_is_spelt() {
        for (json, repeats) in [
            (r#"{"a":1,"b":[{"a":1},{"a":2}]}"#, false),
            (r#"{"a":1,"a":1}"#, true),
            (r#"{"meta":{"security":[]},"met\u0061":{}}"#, true),
            (r#"{"a":[{"b":{"c":1,"c":2}}]}"#, true),
            (r#"{"a":"x","A":"y","c":1.5,"d":null,"e":-1,"f":true}"#, false),
        ] {
            assert_eq!(repeats_a_member(json), repeats, "{json}");
        }
    }
}
