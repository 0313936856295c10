//! The four texts that come where a table would be. Only the first is evidence of absence (HTML digest 2.4).

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absence {
    /// `No '…' data is recorded for this patient.`
    NotRecorded,
    /// `This system does not support retrieval of '…' data.`
    NotRetrievable,
    /// `Access is denied to '…' data for this patient.`
    Denied,
    /// `'…' data is not supported by this system.`
    NotSupported,
}

impl Absence {
    /// Reads the practice's words: quotes of any kind or none, any case, alone or with the sentence that follows.
    pub fn read(words: &str) -> Option<Self> {
        let words = plain(words);
        let says = |part: &str| words.contains(part);
        if says("access is denied to") && says("data") {
            Some(Absence::Denied)
        } else if says("does not support retrieval of") && says("data") {
            Some(Absence::NotRetrievable)
        } else if says("data is not supported by this system")
            || says("data are not supported by this system")
        {
            Some(Absence::NotSupported)
        } else if words.starts_with("no ")
            && [
                "data is recorded for this patient",
                "data are recorded for this patient",
                "data recorded for this patient",
            ]
            .into_iter()
            .any(says)
        {
            Some(Absence::NotRecorded)
        } else {
            None
        }
    }

    /// What it means, in plain words for the user (ARH-54).
    pub fn meaning(self) -> &'static str {
        match self {
            Absence::NotRecorded => "The practice answered that it holds nothing here for this patient.",
            Absence::NotRetrievable => {
                "The practice's system cannot send this. The practice may still hold it: telephone to be sure."
            }
            Absence::Denied => {
                "The practice does not let you see this. There may be entries that you cannot see: this does not mean that there are none."
            }
            Absence::NotSupported => {
                "The practice's system does not keep this as a section. The same facts may be elsewhere in the record."
            }
        }
    }
}

/// The second sentence of two of the texts: it says nothing by itself.
pub fn is_afterword(words: &str) -> bool {
    plain(words).trim_end_matches('.') == "this data may still exist in the source system"
}

/// Lower case, quotes gone, blanks collapsed.
pub(super) fn plain(words: &str) -> String {
    let unquoted: String = words
        .chars()
        .filter(|c| !matches!(c, '\'' | '"' | '‘' | '’' | '“' | '”' | '`'))
        .flat_map(char::to_lowercase)
        .collect();
    unquoted.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARH-54 ARH-55 L-26
    #[test]
    fn the_four_kinds_are_told_apart_in_every_spelling() {
        for (words, kind) in [
            ("No 'Emergency Codes' data is recorded for this patient.", Absence::NotRecorded),
            ("No Encounters data is recorded for this patient", Absence::NotRecorded),
            ("No ‘Encounters’ data is  recorded\nfor this patient.", Absence::NotRecorded),
            (
                "This system does not support retrieval of 'Administrative Items' data.",
                Absence::NotRetrievable,
            ),
            (
                "This system does not support retrieval of Administrative Items data. This data may still exist in the source system.",
                Absence::NotRetrievable,
            ),
            ("Access is denied to 'Encounters' data for this patient.", Absence::Denied),
            (
                "'Historical Allergies and Adverse Reactions' data is not supported by this system.",
                Absence::NotSupported,
            ),
        ] {
            assert_eq!(Absence::read(words), Some(kind), "{words}");
        }
    }

    // proves: ARH-55
    #[test]
    fn other_words_are_never_taken_for_nothing_recorded() {
        for words in [
            "",
            "No data",
            "No known allergies",
            "All relevant items",
            "There is no 'Encounters' data",
            "Data could not be loaded",
            "Penicillin: no data is recorded for this patient",
        ] {
            assert_eq!(Absence::read(words), None, "{words}");
        }
    }

    #[test]
    fn the_second_sentence_says_nothing_by_itself() {
        assert!(is_afterword("This data may still exist in the source system."));
        assert!(!is_afterword("This data may exist."));
    }
}
