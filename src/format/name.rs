//! Names of people as `FAMILY, Given (Title)` (PAB-0049 to PAB-0053, NID-0001 to NID-0013).

/// Shown where a person has no name at all (PAB-0019).
pub const NAME_NOT_KNOWN: &str = "Name not known";

/// `FAMILY, Given (Title)`; every given name and title in the order received, nothing cut.
///
/// Blank parts count as missing. Without a family name the place is held by words, so that a given name is never
/// read as the family name.
pub fn name<S: AsRef<str>>(family: Option<&str>, given: &[S], titles: &[S]) -> String {
    let family = family.map(squeeze).filter(|family| !family.is_empty());
    let given = joined(given, given_case);
    let titles = joined(titles, |title| given_case(title.trim_end_matches('.')));

    let mut shown = match (family, given.is_empty()) {
        (Some(family), true) => family.to_uppercase(),
        (Some(family), false) => format!("{}, {given}", family.to_uppercase()),
        (None, false) => format!("Family name not known, {given}"),
        (None, true) => NAME_NOT_KNOWN.to_owned(),
    };
    if !titles.is_empty() {
        shown.push_str(&format!(" ({titles})"));
    }
    shown
}

/// The parts that say something, each in its case, with single spaces between.
fn joined<S: AsRef<str>>(parts: &[S], case: impl Fn(&str) -> String) -> String {
    let words = parts.iter().flat_map(|part| part.as_ref().split_whitespace());
    words.map(case).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Title case for a word that came all in capitals or all in small letters; a word with mixed case knows better
/// (`McKenzie`, `LeRoy`) and stays (PAB-0053, NID-0007).
fn given_case(word: &str) -> String {
    let has_upper = word.chars().any(char::is_uppercase);
    let has_lower = word.chars().any(char::is_lowercase);
    if has_upper && has_lower {
        return word.to_owned();
    }
    let mut starts = true;
    let mut cased = String::with_capacity(word.len());
    for c in word.chars() {
        if starts {
            cased.extend(c.to_uppercase());
        } else {
            cased.extend(c.to_lowercase());
        }
        starts = matches!(c, '-' | '\'' | '\u{2019}' | '\u{2010}'..='\u{2015}');
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARH-30
    #[test]
    fn pab_0049_family_given_title() {
        assert_eq!(name(Some("Hartley"), &["Imogen", "Rose"], &["Mrs"]), "HARTLEY, Imogen Rose (Mrs)");
    }

    #[test]
    fn pab_0053_nid_0007_capitals_from_the_provider_become_title_case() {
        assert_eq!(name(Some("O'NEIL-SMYTH"), &["JEAN-PAUL"], &["DR"]), "O'NEIL-SMYTH, Jean-Paul (Dr)");
        assert_eq!(name(Some("mcdonald"), &["siân", "D'ARCY"], &["miss"]), "MCDONALD, Siân D'Arcy (Miss)");
        assert_eq!(name(Some("Park"), &["DeShawn"], &[]), "PARK, DeShawn");
    }

    #[test]
    fn nid_0010_no_full_stop_after_the_title() {
        assert_eq!(name(Some("Kaur"), &["Jas"], &["Prof.", "Dr."]), "KAUR, Jas (Prof Dr)");
    }

    #[test]
    fn nid_0005_nid_0011_thirty_five_characters_and_more_stay_whole() {
        let long = "Wolfeschlegelsteinhausenbergerdorffwelche";
        let shown = name(Some(long), &[long], &["Air Chief Marshal Sir"]);
        assert!(shown.contains(&long.to_uppercase()) && shown.contains(long));
        assert!(shown.ends_with("(Air Chief Marshal Sir)"));
    }

    #[test]
    fn pab_0019_a_missing_part_is_words_never_a_question_mark() {
        assert_eq!(name::<&str>(None, &[], &[]), "Name not known");
        assert_eq!(name(Some("  "), &[""], &[" "]), "Name not known");
        assert_eq!(name(None, &["Imogen"], &[]), "Family name not known, Imogen");
        assert_eq!(name(Some("Hartley"), &[], &["Mrs"]), "HARTLEY (Mrs)");
    }
}
