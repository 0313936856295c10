//! Which characters a summary may hold: those of the font, so that a PDF never shows an empty box for one (SDOC-34).

use unicode_normalization::UnicodeNormalization;

/// The list that the font was cut by.
const LIST: &str = include_str!("../font/characters.txt");

/// A character that no PDF of ours can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unprintable(pub char);

impl std::fmt::Display for Unprintable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = u32::from(self.0);
        match self.0 {
            c if c.is_control() => write!(f, "a control character (U+{code:04X})"),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {
                write!(f, "an invisible character (U+{code:04X})")
            }
            c => write!(f, "“{c}” (U+{code:04X})"),
        }
    }
}

/// A text as the pages show it: composed letters, plain spaces, `\n` between lines.
pub fn printed(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").nfc().collect();
    text.chars()
        .map(|c| match c {
            '\r' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
            c => c,
        })
        .collect()
}

/// The characters of a text that cannot be printed, each once, in their order.
pub fn unprintable(text: &str) -> Vec<Unprintable> {
    let mut found: Vec<Unprintable> = Vec::new();
    for c in printed(text).chars() {
        if c != '\n' && !is_printable(c) && !found.contains(&Unprintable(c)) {
            found.push(Unprintable(c));
        }
    }
    found
}

fn is_printable(c: char) -> bool {
    c.is_ascii_graphic() || c == ' ' || ranges().any(|(first, last)| (first..=last).contains(&u32::from(c)))
}

/// First and last code point of each entry of the list.
pub fn ranges() -> impl Iterator<Item = (u32, u32)> {
    let entries = LIST.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(','));
    entries.filter_map(|entry| {
        let (first, last) = entry.trim().split_once('-').unwrap_or((entry.trim(), entry.trim()));
        Some((u32::from_str_radix(first, 16).ok()?, u32::from_str_radix(last, 16).ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: SDOC-34
    #[test]
    fn what_clinicians_write_can_be_printed() {
        let texts = [
            "Temp 38.5 °C, SpO₂ ≥ 94 % – “well”",
            "Łukasz Nguyễn-Ó Súilleabháin",
            "β-blocker, 5 µg, ½ tablet → stop",
        ];
        for text in texts {
            assert_eq!(unprintable(text), [], "{text}");
        }
    }

    // proves: SDOC-34
    #[test]
    fn what_the_font_lacks_is_named_once_and_in_order() {
        let words: Vec<String> =
            unprintable("李 and 李 ✓ \u{200b} \u{7}").iter().map(ToString::to_string).collect();
        assert_eq!(
            words,
            [
                "“李” (U+674E)",
                "“✓” (U+2713)",
                "an invisible character (U+200B)",
                "a control character (U+0007)"
            ]
        );
    }

    #[test]
    fn letters_are_composed_and_spaces_plain() {
        assert_eq!(printed("Zoe\u{308}\u{a0}Li\r\nnext\ttab"), "Zo\u{eb} Li\nnext tab");
    }
}
