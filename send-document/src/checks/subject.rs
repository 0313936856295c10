//! The line that the practice sees in its list (SDOC-32).

use unicode_normalization::UnicodeNormalization;

use super::Refusal;
use crate::characters::Unprintable;
use crate::summary::{Edition, Summary};

/// What MESH takes.
const LONGEST: usize = 500;

/// The sentence of the message's narrative and, without accents, of the subject.
pub(crate) fn sentence(summary: &Summary, edition: &Edition) -> String {
    let Summary { patient, sender, document_type, .. } = summary;
    format!(
        "{} for {}, NHS Number: {}, seen at {}, ODS code: {}, Version: {}",
        document_type.title(),
        patient.name_in_a_sentence(),
        patient.spaced_number(),
        sender.name.trim(),
        sender.ods.trim(),
        edition.version()
    )
}

/// The subject, and whether it had to be spelled more plainly than the names are: a header is plain ASCII on one line.
pub(super) fn of(summary: &Summary, edition: &Edition) -> Result<(String, bool), Refusal> {
    let sentence = sentence(summary, edition);
    let mut subject = String::new();
    for c in sentence.nfd() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            c if c.is_ascii() && !c.is_ascii_control() => subject.push(c),
            c => subject.push_str(plain(c).ok_or(Refusal::LetterInSubject(Unprintable(c)))?),
        }
    }
    match subject.len() {
        0..=LONGEST => {
            let is_plainer = subject != sentence;
            Ok((subject, is_plainer))
        }
        length => Err(Refusal::LongSubject(length)),
    }
}

/// Letters and signs that are no base letter with a mark.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' => "'",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{a0}' => " ",
        'Ł' => "L",
        'ł' => "l",
        'Ø' => "O",
        'ø' => "o",
        'Æ' => "AE",
        'æ' => "ae",
        'Œ' => "OE",
        'œ' => "oe",
        'Đ' | 'Ð' => "D",
        'đ' | 'ð' => "d",
        'Þ' => "Th",
        'þ' => "th",
        'ß' => "ss",
        'ı' => "i",
        _ => return None,
    })
}
