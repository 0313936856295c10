//! JSON that serde_json has found well-formed, read once from front to back. Nothing here refuses a body or says why: what
//! would not be well-formed is absent.

use std::borrow::Cow;

use super::{Failed, mend};

/// So many arrays and objects in one another are read, as by serde_json: no nest can exhaust the stack.
const DEEPEST: u8 = 127;

/// A text that holds one byte eight times.
const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * EACH;

/// JSON, and how far it has been read.
pub(crate) struct Json<'de> {
    text: &'de str,
    at: usize,
    deeper: u8,
}

/// A string as it stands in JSON, quotes and escapes included.
#[derive(Clone, Copy)]
pub(crate) struct Quoted<'de> {
    json: &'de str,
    is_escaped: bool,
    /// Whether all of it, as it stands, is letters of a typewriter without escapes. False says nothing.
    pub(crate) is_plain: bool,
}

impl<'de> Json<'de> {
    /// Begins at the front.
    pub(crate) fn new(text: &'de str) -> Self {
        Self { text, at: 0, deeper: DEEPEST }
    }

    /// The first byte of what comes next.
    pub(crate) fn peek(&mut self) -> Option<u8> {
        let mut next = self.byte();
        while matches!(next, Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
            next = self.byte();
        }
        next
    }

    /// Goes into an array or object.
    pub(crate) fn enter(&mut self) -> Result<(), Failed> {
        self.peek();
        self.at += 1;
        self.deeper = self.deeper.checked_sub(1).ok_or(Failed)?;
        Ok(())
    }

    /// Goes to the next value of an array or the next name of an object; false behind the last, where it is left.
    pub(crate) fn more(&mut self) -> bool {
        if self.peek() == Some(b',') {
            self.at += 1;
        }
        match self.peek() {
            Some(b']' | b'}') => {
                self.at += 1;
                self.deeper = self.deeper.saturating_add(1);
                false
            }
            next => next.is_some(),
        }
    }

    /// The name of a member, with its colon.
    pub(crate) fn name(&mut self) -> Cow<'de, str> {
        let name = self.string().text();
        if self.peek() == Some(b':') {
            self.at += 1;
        }
        name
    }

    /// The value as it stands.
    pub(crate) fn raw(&mut self) -> &'de str {
        let first = self.peek();
        let from = self.at;
        match first {
            Some(b'"') => return self.string().json,
            Some(b'{' | b'[') => self.skip_nest(),
            _ => self.skip_word(),
        }
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// The string that comes next.
    pub(crate) fn string(&mut self) -> Quoted<'de> {
        self.peek();
        let from = self.at;
        self.at += 1;
        let mut odd = 0;
        let mut is_escaped = false;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let Some(eight) = rest.first_chunk::<8>() else {
                // The last letters of the whole text: no string of a record ends there.
                odd = HIGH;
                match rest.first() {
                    Some(b'"') => break,
                    None => break,
                    Some(b'\\') => {
                        is_escaped = true;
                        self.at += 2;
                    }
                    Some(_) => self.at += 1,
                }
                continue;
            };
            let bytes = u64::from_le_bytes(*eight);
            // Of several that are found the first is one; so is what is below it.
            let ends = zeroes(bytes ^ (0x22 * EACH)) | zeroes(bytes ^ (0x5c * EACH));
            let strange = (bytes.wrapping_sub(0x20 * EACH) & !bytes) | bytes | zeroes(bytes ^ (0x7f * EACH));
            if ends == 0 {
                odd |= strange;
                self.at += 8;
                continue;
            }
            let end = ends.trailing_zeros() & !7;
            odd |= strange & ((1 << end) - 1);
            self.at += end as usize / 8;
            if (bytes >> end) & 0xff == 0x22 {
                break;
            }
            is_escaped = true;
            self.at += 2;
        }
        self.at += 1;
        let json = self.text.get(from..self.at).unwrap_or_default();
        Quoted { json, is_escaped, is_plain: odd & HIGH == 0 && !is_escaped }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over an array or object, however deep.
    fn skip_nest(&mut self) {
        let mut open = 0_usize;
        while let Some(byte) = self.byte() {
            match byte {
                b'"' => {
                    self.string();
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open = open.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return;
            }
        }
    }

    /// Passes over a number, `true`, `false` or `null`.
    fn skip_word(&mut self) {
        self.at += 1;
        while self
            .byte()
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        {
            self.at += 1;
        }
    }
}

/// The high bit of each byte that is nought, and perhaps of bytes above the first such.
fn zeroes(bytes: u64) -> u64 {
    bytes.wrapping_sub(EACH) & !bytes & HIGH
}

impl<'de> Quoted<'de> {
    /// Its text, without quotes and escapes. Half a surrogate pair is U+FFFD.
    pub(crate) fn text(self) -> Cow<'de, str> {
        let inner = self.json.get(1..self.json.len().saturating_sub(1)).unwrap_or_default();
        if !self.is_escaped {
            return Cow::Borrowed(inner);
        }
        let text = serde_json::from_str(self.json).or_else(|_| serde_json::from_str(&mend(self.json)));
        text.map_or(Cow::Borrowed(inner), Cow::Owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::is_plain;

    /// Each value of an object, as it stands, goes by the reader's own way and by serde_json's.
    #[test]
    fn what_is_passed_over_ends_where_serde_json_says() {
        for json in [
            r#" { "a" : [ 1 , -2.5e+3 , true,false,null ] , "b":{} ,"c": [ ] , "d":"x" } "#,
            r#"{"a":{"b":"}]\\\"","c":[["\\"],{"d":{"e":"\\\\"}}]},"\"f\"":"\u00e9é\ud83d\ude00","g":1e999}"#,
            "{\"a\":\"12345678\",\"b\":\"1234567\\\"\",\"c\":\"\u{e9}\u{2013}1234\\n\"\n,\t\"d\"\r:0}",
            "{}",
        ] {
            let theirs: std::collections::BTreeMap<String, Box<serde_json::value::RawValue>> =
                serde_json::from_str(json).unwrap();
            let mut ours = std::collections::BTreeMap::new();
            let mut reader = Json::new(json);
            reader.enter().unwrap();
            while reader.more() {
                let name = reader.name().into_owned();
                ours.insert(name, reader.raw());
            }
            let theirs = theirs.iter().map(|(name, raw)| (name.clone(), raw.get())).collect();
            assert_eq!(ours, theirs, "{json}");
            assert_eq!(reader.peek(), None);
        }
    }

    #[test]
    fn a_string_is_plain_only_where_every_letter_is() {
        for byte in 0..=0x7f_u8 {
            for at in 0..17 {
                let mut text = "a plain text of ~".to_owned().into_bytes();
                text[at] = byte;
                let text = String::from_utf8(text).unwrap();
                for behind in ["", ",\"\u{1}\u{e9}", ",\"a long way to the end of the body\""] {
                    let json = format!("{}{behind}", serde_json::to_string(&text).unwrap());
                    let string = Json::new(&json).string();
                    assert_eq!(string.text(), text);
                    assert!(!string.is_plain || is_plain(&text), "{text:?}");
                    let certain = behind.len() > 8 && is_plain(&text) && !string.is_escaped;
                    assert!(string.is_plain || !certain, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_cut_off_anywhere_ends() {
        let json = r#"{"a":[{"b":"\u00e9\\"},-1.5,null],"c":"é","d":{"e":[[]]}}"#;
        for end in (0..=json.len()).filter(|end| json.is_char_boundary(*end)) {
            let mut reader = Json::new(&json[..end]);
            reader.enter().unwrap();
            while reader.more() {
                reader.name();
                reader.raw();
            }
        }
        let mut deep = Json::new("[[[[");
        for _ in 0..DEEPEST {
            deep.enter().unwrap();
        }
        assert!(deep.enter().is_err());
    }
}
