//! An observation in a line: its value with what it is to be judged by (ARS-48).

use super::{Item, ItemKind};
use crate::clinical::note::words;
use crate::clinical::observation::{BloodPressure, Measured, Part, ReferenceRange, Told, is_comment_note};
use crate::clinical::{Marked, Marks};
use crate::fhir::{CodeableConcept, Observation};
use crate::format;

/// The line of an observation; `item` makes it of its words.
pub(super) fn observation(
    this: &Observation,
    item: impl Fn(ItemKind, String, Option<String>, Option<&CodeableConcept>) -> Item,
) -> Item {
    let comment = this.comment.as_deref().map(words).filter(|comment| !comment.is_empty());
    let Told { term, measured, interpretation, parts, ranges } = Told::read(this);
    let is_note = is_comment_note(this) && *measured.parts().0 == Measured::Nothing && parts.is_empty();
    if let (true, Some(comment)) = (is_note, &comment) {
        return item(ItemKind::Note, comment.clone(), None, None);
    }
    // A blood pressure is one value wherever it is (ARS-47).
    let pressure = BloodPressure::of(this, &parts).map(|pressure| pressure.words());
    let own_value = || measured.as_ref().map(|value| value.words().map(str::to_owned)).sent();
    let is_pressure = pressure.is_some();
    let value = pressure.or_else(own_value);
    let labelled = |part: &Part| match part.measured.parts().0.words() {
        Some(value) => format!("{} {value}{}", part.term, range_in_words(&part.ranges)),
        None => part.term.clone(),
    };
    let parts_said = (!is_pressure && !parts.is_empty())
        .then(|| parts.iter().map(labelled).collect::<Vec<_>>().join(", "));
    let made_of: Vec<String> = interpretation
        .iter()
        .chain(parts.iter().filter_map(|part| part.interpretation.as_ref()))
        .map(|sent| format!("({})", sent.words))
        .collect();
    // What must be said of any of its values comes after the line as a whole.
    let every = value
        .iter()
        .map(Marked::parts)
        .map(|(_, marks)| marks)
        .chain(parts.iter().map(|part| part.measured.parts().1));
    let marks: Marks = every.flatten().cloned().collect();
    let said = value.map(|value| value.parts().0.clone());
    let text = std::iter::once(term.parts().0.clone()).chain(said).chain(parts_said).chain(made_of);
    let text = text.collect::<Vec<_>>().join(" ");
    // Left or right, and by what the value is to be judged.
    let about = [("Site", &this.body_site), ("Method", &this.method)].into_iter();
    let about =
        about.filter_map(|(label, sent)| Some(format!(", {label}: {}", format::concept(sent.as_ref()?))));
    let text = format!("{text}{}{}", range_in_words(&ranges), about.collect::<String>());
    let item = item(ItemKind::Observation, text, comment, this.code.as_ref());
    Item { text: item.text.with_all(&marks), ..item }
}

/// ` (range 3.5 to 5.3)`, or nothing.
fn range_in_words(ranges: &[ReferenceRange]) -> String {
    match ranges {
        [] => String::new(),
        ranges => {
            format!(" (range {})", ranges.iter().map(ReferenceRange::text).collect::<Vec<_>>().join("; "))
        }
    }
}
