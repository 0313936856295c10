//! The name of a field by its place in the text, so that a mistake in a file is told with the field that it is in.

/// What is around a place: a member of an object, or an element of an array.
enum Around {
    Member { name: String, is_named: bool },
    Element(usize),
}

/// The field that is read at a line and a column, as `serde_json` counts them: `providers[1].roots.html`. Empty for the
/// whole.
pub(super) fn field_at(json: &[u8], line: usize, column: usize) -> String {
    let lines = json.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    let mut bytes = json.iter().copied().take(before + column);
    let mut around: Vec<Around> = Vec::new();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' => around.push(Around::Member { name: String::new(), is_named: false }),
            b'[' => around.push(Around::Element(0)),
            b'}' | b']' => {
                around.pop();
            }
            b',' => match around.last_mut() {
                Some(Around::Element(at)) => *at += 1,
                Some(Around::Member { is_named, .. }) => *is_named = false,
                None => {}
            },
            b'"' => {
                let text = text(&mut bytes);
                if let Some(Around::Member { name, is_named: is_named @ false }) = around.last_mut() {
                    (*name, *is_named) = (text, true);
                }
            }
            _ => {}
        }
    }
    let mut field = String::new();
    for one in around {
        match one {
            Around::Element(at) => field.push_str(&format!("[{at}]")),
            Around::Member { name, .. } => {
                if !field.is_empty() && !name.is_empty() {
                    field.push('.');
                }
                field.push_str(&name);
            }
        }
    }
    field
}

/// A text up to its end, as it is written.
fn text(bytes: &mut dyn Iterator<Item = u8>) -> String {
    let mut text = Vec::new();
    while let Some(byte) = bytes.next().filter(|byte| *byte != b'"') {
        text.push(byte);
        if byte == b'\\' {
            text.extend(bytes.next());
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_in_a_field() {
        let at = |json: &str| {
            let before = json.find('^').unwrap();
            let line = json[..before].matches('\n').count() + 1;
            let column = before - json[..before].rfind('\n').map_or(0, |end| end + 1);
            field_at(json.replace('^', "").as_bytes(), line, column)
        };
        assert_eq!(at(r#"{^}"#), "");
        assert_eq!(at(r#"{"a":{"b":1}}^"#), "");
        assert_eq!(at(r#"{"a":{"b":1}^}"#), "a");
        assert_eq!(at(r#"{"a":{"b":1^}}"#), "a.b");
        assert_eq!(at("{\"a\":1,\n \"b\":[{\"x\":0},\n {\"y\":2^}]}"), "b[1].y");
        assert_eq!(at(r#"{"a":["{,\"[",3^]}"#), "a[1]");
        assert_eq!(at(r#"{"a":1,"unknown"^:2}"#), "unknown");
        assert_eq!(at(r#"[[1,2],[3^]]"#), "[1][0]");
    }

    #[test]
    fn what_is_missing_or_of_the_wrong_kind_is_named_with_what_it_is_in() {
        let field = |json: &str| crate::session::Settings::read(json.as_bytes()).unwrap_err().field;
        assert_eq!(field(r#"{"user":{"id":"u","given":"Nadia"}}"#), "user");
        assert_eq!(field(r#"{"pds":{}}"#), "pds");
        assert_eq!(field("{\"providers\":[\n  {\"name\":\"Mill\"}]}"), "providers[0]");
        assert_eq!(field(r#"{"providers":[{"roots":{"html":true}}]}"#), "providers[0].roots.html");
        assert_eq!(
            field(r#"{"providers":[{"roots":{"html":{"address":"/x"}}}]}"#),
            "providers[0].roots.html"
        );
    }
}
