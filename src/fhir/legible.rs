//! Letters that cannot be seen, or that turn others round: made visible in one place, where text enters.
//!
//! A dash that an old system sent as a control character is a dash again; what has no such meaning becomes [`SIGN`].
//! Without this `10–20 mg` reads "1020 mg", and `01 mg` between two direction marks reads "10 mg". The model's texts pass
//! through here ([`lenient`](super::lenient)), provider HTML and documents likewise. What is sent back to a practice does
//! not: it is the JSON as received.

use std::borrow::Cow;

/// Shown in place of a letter that cannot be shown.
pub const SIGN: char = '\u{fffd}';

/// What a reader must know wherever [`SIGN`] is shown.
pub const SIGN_MEANS: &str = "\u{fffd} marks where a character was sent that cannot be seen, or that would change the order of the text. Numbers beside it may be wrong: ask the practice.";

/// Combining letters over one base that are kept: more than any language writes would cover the lines around.
const MOST_COMBINED: usize = 3;

/// The text with every letter visible: U+0080 to U+009F as windows-1252, U+0010 to U+001F as the low half of the dashes
/// and quotes at U+2010, every break of a line as a line feed, [`SIGN`] for a run of what is left. Borrowed where there
/// was nothing to do.
pub fn legible(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !needs_help(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut combined = 0;
    let mut signed = false;
    while let Some(letter) = letters.next() {
        combined = if is_combining(letter) { combined + 1 } else { 0 };
        let seen = match letter {
            '\r' if letters.peek() == Some(&'\n') => continue,
            '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            // What gives a symbol its colour; in a word it can only hide something.
            '\u{fe0e}' | '\u{fe0f}' if out.ends_with(is_symbol) => Some(letter),
            _ if combined > MOST_COMBINED => None,
            letter => mended(letter),
        };
        match seen {
            Some(letter) => out.push(letter),
            None if signed => {}
            None => out.push(SIGN),
        }
        signed = seen.is_none();
    }
    Cow::Owned(out)
}

/// A text as somebody wrote it, for sending: what cannot be seen is not sent, and neither is [`SIGN`], which is ours.
pub fn sendable(text: &str) -> String {
    legible(text).replace(SIGN, "")
}

/// What a text is looked for by: small letters, without signs and without what only changes a letter's looks.
pub fn search_key(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars()
        .filter(|letter| *letter != SIGN && !is_unseen(*letter))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text is made of signs of a typewriter alone, as nearly all of a record is: eight bytes at a time, since every text
/// that is received passes here.
pub(crate) fn is_plain(text: &str) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let of_typewriter = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    eights.iter().all(|eight| {
        let bytes = u64::from_le_bytes(*eight);
        let from_delete = bytes ^ (0x7f * EACH);
        let below_blank = bytes.wrapping_sub(0x20 * EACH) & !bytes;
        let is_delete = from_delete.wrapping_sub(EACH) & !from_delete;
        (below_blank | bytes | is_delete) & HIGH == 0 || eight.iter().all(of_typewriter)
    }) && rest.iter().all(of_typewriter)
}

fn needs_help(text: &str) -> bool {
    let mut combined = 0;
    text.chars().any(|letter| {
        combined = if is_combining(letter) { combined + 1 } else { 0 };
        letter == '\r' || combined > MOST_COMBINED || mended(letter) != Some(letter)
    })
}

/// The letter that was meant; `None` for one that cannot be seen.
fn mended(letter: char) -> Option<char> {
    match letter {
        '\t' | '\n' => Some(letter),
        '\u{10}'..='\u{1f}' => char::from_u32(0x2000 + u32::from(letter)),
        '\u{80}'..='\u{9f}' => windows_1252(letter),
        letter if letter.is_control() || is_unseen(letter) => None,
        letter => Some(letter),
    }
}

/// The letters that windows-1252 has where Unicode has control characters.
fn windows_1252(letter: char) -> Option<char> {
    const LETTERS: [char; 32] = [
        '€', SIGN, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', SIGN, 'Ž', SIGN, SIGN, '‘', '’',
        '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', SIGN, 'ž', 'Ÿ',
    ];
    let at = u32::from(letter).checked_sub(0x80)?;
    LETTERS.get(usize::try_from(at).ok()?).copied().filter(|letter| *letter != SIGN)
}

/// Letters without a shape of their own: direction marks, joiners, blanks of no width, fillers, tags, selectors, breaks
/// that only some programs know, and what is not a character at all.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
        || u32::from(letter) & 0xfffe == 0xfffe
}

fn is_symbol(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_whitespace() && letter != SIGN
}

/// Letters that are drawn over the one before them.
fn is_combining(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{730}'..='\u{74a}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}'
        | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}' | '\u{f71}'..='\u{f7e}' | '\u{f80}'..='\u{f84}'
        | '\u{f90}'..='\u{fbc}' | '\u{135d}'..='\u{135f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20f0}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}' | '\u{a66f}'..='\u{a67d}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{1d165}'..='\u{1d169}' | '\u{1d16d}'..='\u{1d172}')
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: FR-01
    #[test]
    fn a_dash_that_became_a_control_character_is_a_dash_again() {
        for (sent, shown) in [
            ("1\u{96}2 tablets", "1–2 tablets"),
            ("5\u{13}10 mL", "5–10 mL"),
            ("\u{18}as needed\u{19} \u{1c}x\u{1d}", "‘as needed’ “x”"),
            ("\u{80}5 \u{93}x\u{94} caf\u{e9} \u{85}", "€5 “x” café …"),
            ("1\u{7}2", "1\u{fffd}2"),
            ("a\u{81}b\u{7f}c\0", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("one\u{b}two\u{c}three\r\nfour\rfive\u{2028}six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ] {
            assert_eq!(legible(sent), shown, "{sent:?}");
        }
    }

    // proves: FS-02 FR-20 FB-10
    #[test]
    fn what_turns_or_hides_text_is_seen() {
        for (sent, shown) in [
            ("\u{202e}01\u{202c} mg", "\u{fffd}01\u{fffd} mg"),
            ("\u{2067}\u{2066}\u{200f}\u{61c}x", "\u{fffd}x"),
            ("war\u{200b}far\u{ad}in", "war\u{fffd}far\u{fffd}in"),
            ("a\u{e0041}\u{e0042}\u{e007f}b\u{feff}", "a\u{fffd}b\u{fffd}"),
            ("no\u{fe0f}pe ⚠\u{fe0f}", "no\u{fffd}pe ⚠\u{fe0f}"),
            ("e\u{301}x", "e\u{301}x"),
            ("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}x", "e\u{301}\u{301}\u{301}\u{fffd}x"),
        ] {
            assert_eq!(legible(sent), shown, "{sent:?}");
        }
        assert!(matches!(legible("Naïve – 5 µg\n\tβ-blocker 🙂"), Cow::Borrowed(_)));
        assert_eq!(sendable("one\u{b}two\0\u{202e}\tthree\u{fffd} 5\u{13}10"), "one\ntwo\tthree 5–10");
        assert_eq!(search_key("War\u{fffd}FAR\u{200b}in"), "warfarin");
    }

    #[test]
    fn a_plain_text_is_known_wherever_a_strange_letter_stands() {
        for byte in 0..=0x7f_u8 {
            for at in 0..17 {
                let mut text = "a plain text of ~".to_owned().into_bytes();
                text[at] = byte;
                let is_plain_byte = matches!(byte, b' '..=b'~' | b'\n' | b'\t');
                assert_eq!(is_plain(std::str::from_utf8(&text).unwrap()), is_plain_byte, "{byte} {at}");
            }
        }
        assert!(!is_plain("a plain tex\u{e9}") && !is_plain("\u{a0}234567") && is_plain(""));
    }

    // proves: FR-01 FS-02
    #[test]
    fn nothing_leaves_unseen_whatever_came() {
        let mut random = 7_u64;
        let mut next = |below: u32| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(random >> 33).unwrap() % below
        };
        let every = (0..=0x0010_ffff).filter_map(char::from_u32).collect::<String>();
        let strays: Vec<char> =
            every.chars().filter(|c| mended(*c) != Some(*c) || is_combining(*c)).collect();
        let some = (0..20_000).map(|_| {
            (0..next(12))
                .map(|_| match next(3) {
                    0 => 'a',
                    1 => strays[next(u32::try_from(strays.len()).unwrap()) as usize],
                    _ => char::from_u32(next(0x0011_0000)).unwrap_or('5'),
                })
                .collect::<String>()
        });
        for text in some.chain([every]) {
            let shown = legible(&text);
            let selector = |c: char| matches!(c, '\u{fe0e}' | '\u{fe0f}');
            assert!(!shown.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')));
            assert!(!shown.chars().any(|c| is_unseen(c) && !selector(c)));
            assert_eq!(legible(&shown), shown, "{text:?}");
            // A letter that can be seen is never lost.
            let plain = |t: &str| t.chars().filter(|c| c.is_ascii_graphic()).collect::<String>();
            assert_eq!(plain(&shown), plain(&text));
        }
    }
}
