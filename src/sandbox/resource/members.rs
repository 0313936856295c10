//! Reading and setting members of JSON without a panic.

use serde_json::Value;

/// Sets a member of an object; does nothing to anything else.
pub fn set(value: &mut Value, name: &str, member: Value) {
    if let Some(members) = value.as_object_mut() {
        members.insert(name.to_owned(), member);
    }
}

/// Sets the value at a JSON pointer that exists.
pub fn put(value: &mut Value, pointer: &str, new: Value) {
    if let Some(old) = value.pointer_mut(pointer) {
        *old = new;
    }
}

/// Appends to a list member of an object, making the list when there is none.
pub fn push(value: &mut Value, name: &str, item: Value) {
    if let Some(members) = value.as_object_mut() {
        let list = members.entry(name).or_insert_with(|| Value::Array(Vec::new()));
        if let Some(list) = list.as_array_mut() {
            list.push(item);
        }
    }
}

/// A member's text, or an empty one.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A list member's items, or none.
pub fn items<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Sets a member where there is a value.
pub fn maybe(resource: &mut Value, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        set(resource, name, value);
    }
}
