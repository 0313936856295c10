//! What one source tells of a person beside who they are: read, and searched, source by source.

use crate::fhir::search_key;

/// Labelled lines of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Who tells it: `Held by Millbrook Surgery`.
    pub source: String,
    /// Each line with its label.
    pub lines: Vec<(String, String)>,
}

impl Told {
    /// The lines that have every one of these words in them; none for no words. A number is found with and without its
    /// blanks.
    #[must_use]
    pub fn find(&self, words: &str) -> Self {
        let words = search_key(words);
        let words: Vec<&str> = words.split_whitespace().collect();
        let has_all = |(label, said): &&(String, String)| {
            let key = search_key(&format!("{} {label} {said}", self.source));
            let closed: String = key.chars().filter(|letter| !letter.is_whitespace()).collect();
            !words.is_empty() && words.iter().all(|word| key.contains(word) || closed.contains(word))
        };
        Self { source: self.source.clone(), lines: self.lines.iter().filter(has_all).cloned().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: FL-08
    #[test]
    fn a_number_a_name_and_a_language_are_found_by_what_somebody_types() {
        let line = |label: &str, said: &str| (label.to_owned(), said.to_owned());
        let told = Told {
            source: "Held by Mill Surgery".to_owned(),
            lines: vec![
                line("Home", "01632 960199"),
                line("Next of kin", "Sam Hartley, Mobile 07700 900199"),
                line("Language", "Polish, interpreter required"),
            ],
        };
        for (typed, label) in [
            ("01632960199", "Home"),
            ("01632 960199", "Home"),
            ("hartley kin", "Next of kin"),
            ("INTERPRETER", "Language"),
        ] {
            let found = told.find(typed).lines;
            assert_eq!(found.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>(), [label], "{typed}");
        }
        assert!(told.find("penicillin").lines.is_empty() && told.find(" ").lines.is_empty());
    }
}
