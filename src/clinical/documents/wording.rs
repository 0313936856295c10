//! The words of a text document, in whatever encoding its system wrote them (FB-04): the declared one, that of its mark,
//! UTF-8, else windows-1252. A declaration that the bytes contradict is not followed.

/// Reads bytes in an encoding by its name, where somebody can; the browser knows all that the web knows.
pub type Decoder<'d> = &'d dyn Fn(&str, &[u8]) -> Option<String>;

/// What a media type declares: `text/plain; charset="utf-16"`.
pub fn declared(media_type: &str) -> Option<&str> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
    })
}

/// The words in these bytes; letters of windows-1252 as U+0080 to U+009F, which [`legible`](crate::fhir::legible) reads.
pub fn decode(bytes: &[u8], declared: Option<&str>, other: Decoder) -> String {
    let declared = declared.map(str::to_ascii_lowercase).unwrap_or_default();
    let text = match declared.as_str() {
        "utf-16" | "utf-16le" | "utf-16be" | "ucs-2" | "unicode" => wide(bytes, declared.ends_with("be")),
        // Bytes above 0x7f are no ASCII, and a declared UTF-8 is what is tried anyway.
        "" | "utf-8" | "utf8" | "us-ascii" | "ascii" | "ansi_x3.4-1968" => None,
        "windows-1252" | "cp1252" | "cp-1252" | "x-cp1252" | "ansi" | "iso-8859-1" | "iso8859-1"
        | "iso_8859-1" | "latin1" | "latin-1" | "l1"
            if !bytes.starts_with(UTF_8_MARK) =>
        {
            Some(bytes.iter().map(|byte| char::from(*byte)).collect())
        }
        _ if bytes.starts_with(UTF_8_MARK) => None,
        name => other(name, bytes),
    };
    text.or_else(|| marked(bytes)).or_else(|| unmarked_wide(bytes)).unwrap_or_else(|| narrow(bytes))
}

const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";

/// UTF-16 by its mark.
fn marked(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xff, 0xfe, ..] => wide(bytes, false),
        [0xfe, 0xff, ..] => wide(bytes, true),
        _ => None,
    }
}

/// UTF-16 in the order of its mark, else in the order given; `None` where it cannot be that.
fn wide(bytes: &[u8], big: bool) -> Option<String> {
    let (bytes, big) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, false),
        [0xfe, 0xff, rest @ ..] => (rest, true),
        _ => (bytes, big || looks_wide(bytes, true)),
    };
    let (pairs, left) = bytes.as_chunks::<2>();
    let read = |pair: &[u8; 2]| if big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
    let text: Vec<char> = char::decode_utf16(pairs.iter().map(read))
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    let broken = text.iter().filter(|letter| **letter == char::REPLACEMENT_CHARACTER).count();
    // Single bytes read in pairs are mostly letters of far scripts; a text of this country is mostly Latin.
    let latin = text.iter().filter(|letter| u32::from(**letter) < 0x250).count();
    let is_wide = broken * 20 <= text.len() && latin * 2 >= text.len();
    is_wide.then(|| text.into_iter().chain(left.iter().map(|_| char::REPLACEMENT_CHARACTER)).collect())
}

/// UTF-16 without a mark: every other byte of Latin letters is zero.
fn unmarked_wide(bytes: &[u8]) -> Option<String> {
    [false, true].into_iter().find(|big| looks_wide(bytes, *big)).and_then(|big| wide(bytes, big))
}

fn looks_wide(bytes: &[u8], big: bool) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let high = |[first, second]: &[u8; 2]| if big { (*first, *second) } else { (*second, *first) };
    let likely = pairs.iter().filter(|pair| matches!(high(pair), (0, 9 | 10 | 13 | 32..))).count();
    pairs.len() >= 2 && likely * 10 >= pairs.len() * 7
}

/// UTF-8, and where a byte is none of it, that byte as windows-1252: one bad byte does not spoil the rest, and a text
/// that is windows-1252 throughout has no UTF-8 in it.
fn narrow(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(UTF_8_MARK).unwrap_or(bytes);
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| char::from(*byte)));
    }
    text
}

/// Whether it reads as words: bytes of something else are full of control characters. Some occur in real texts: dashes
/// that were damaged on the way (U+0010 to U+001F), form feeds, a filling at the end.
pub fn is_words(text: &str) -> bool {
    let text = text.trim_end_matches(['\0', '\u{1a}']);
    let odd = |letter: &char| {
        matches!(*letter, '\0'..='\u{8}' | '\u{e}' | '\u{f}' | '\u{7f}' | char::REPLACEMENT_CHARACTER)
    };
    let (letters, odd) = (text.chars().count(), text.chars().filter(odd).count());
    letters > 0 && odd <= 1 + letters / 50
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::legible;

    fn read(bytes: &[u8], declared: Option<&str>) -> String {
        legible(&decode(bytes, declared, NOBODY)).into_owned()
    }

    const NOBODY: Decoder = &|_, _| None;

    fn wide_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    // proves: FB-04
    #[test]
    fn the_same_words_come_out_of_every_encoding() {
        let words = "Café – take 2–4 “as needed”, £5";
        let western = b"Caf\xe9 \x96 take 2\x964 \x93as needed\x94, \xa35".to_vec();
        let little = wide_bytes(words, u16::to_le_bytes);
        let big = wide_bytes(words, u16::to_be_bytes);
        let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for (declared, bytes) in [
            (None, words.as_bytes().to_vec()),
            (None, with(UTF_8_MARK, words.as_bytes())),
            (Some("iso-8859-1"), with(UTF_8_MARK, words.as_bytes())),
            (Some("us-ascii"), words.as_bytes().to_vec()),
            (None, western.clone()),
            (Some("utf-8"), western.clone()),
            (Some("ISO-8859-1"), western.clone()),
            (Some("utf-16"), western),
            (None, with(b"\xff\xfe", &little)),
            (None, with(b"\xfe\xff", &big)),
            (Some("utf-8"), with(b"\xff\xfe", &little)),
            (Some("UTF-16"), with(b"\xfe\xff", &big)),
            (Some("utf-16"), big.clone()),
            (Some("utf-16be"), big.clone()),
            (None, little.clone()),
            (None, big),
            (Some("utf-16le"), little),
        ] {
            assert_eq!(read(&bytes, declared), words, "{declared:?} {bytes:x?}");
        }
    }

    // proves: FB-04
    #[test]
    fn one_bad_byte_costs_nothing_else_and_a_declared_encoding_goes_first() {
        assert_eq!(read("naïve 2\u{2013}4 £".as_bytes(), None), "naïve 2–4 £");
        assert_eq!(read(b"na\xc3\xafve 2\x964 \xc2\xa3", None), "naïve 2–4 £");
        assert_eq!(read(b"caf\xc3\xa9", Some("windows-1252")), "cafÃ©");
        let polish: Decoder =
            &|name, bytes| (name == "windows-1250").then(|| format!("{} letters", bytes.len()));
        assert_eq!(decode(b"\xb3\xf3d\x9f", Some("Windows-1250"), polish), "4 letters");
        // An encoding that nobody knows is as good as none.
        assert_eq!(decode(b"caf\xe9", Some("x-nobody-knows"), polish), "café");
    }

    #[test]
    fn the_declared_encoding_is_found_however_it_is_written() {
        for (media_type, name) in [
            ("text/plain; charset=utf-8", Some("utf-8")),
            ("Text/Plain;CharSet = \"UTF-16\" ; format=flowed", Some("UTF-16")),
            ("text/plain; format=flowed", None),
            ("text/plain", None),
        ] {
            assert_eq!(declared(media_type), name, "{media_type}");
        }
    }

    // proves: FB-08
    #[test]
    fn bytes_of_something_else_are_no_words() {
        assert!(is_words("Take 5\u{13}10 mL\u{c}Page 2\0\0"));
        assert!(!is_words(&decode(&[0u8, 1, 2, 3, 0, 5, 6, 7, 8, 0, 200, 14, 3], None, NOBODY)));
        assert!(!is_words(""));
    }
}
