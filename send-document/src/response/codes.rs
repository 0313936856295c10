//! Every response code: what happened, whether the practice has the summary, what to do (SDOC-42).

use serde::Serialize;

/// Which of the two acknowledgements a code belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The practice's system has read the message.
    Infrastructure,
    /// The practice, or its system, has found the patient.
    Business,
}

/// Whether the practice has the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Reached {
    /// It has.
    Yes,
    /// It has not.
    No,
    /// Nobody can tell from this.
    Unknown,
}

impl Reached {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Reached::Yes => "The practice has the summary.",
            Reached::No => "The practice does not have the summary.",
            Reached::Unknown => "It is not known whether the practice has the summary.",
        }
    }
}

/// What a code means for the person who sent the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Which acknowledgement it is.
    pub stage: Stage,
    /// Whether it is good news.
    pub is_positive: bool,
    /// What happened.
    pub what: &'static str,
    /// Whether the practice has the summary.
    pub reached: Reached,
    /// What to do.
    pub next: &'static str,
}

const SUPPORT: &str = "Send the summary by other means, and tell support: it can be sent again this way only after the fault is mended.";
const NOTHING: &str = "Nothing has to be done.";
const OTHER_MEANS: &str = "Send the summary by other means.";
const TELEPHONE: &str = "Telephone the practice, and send the summary by other means.";
const TRACE: &str = "Trace the patient again on PDS. If they have another practice, send the summary there as a new one; otherwise telephone.";

const fn no(what: &'static str, next: &'static str) -> Meaning {
    Meaning { stage: Stage::Infrastructure, is_positive: false, what, reached: Reached::No, next }
}

const fn business(is_positive: bool, what: &'static str, reached: Reached, next: &'static str) -> Meaning {
    Meaning { stage: Stage::Business, is_positive, what, reached, next }
}

/// The meaning of a code that the specification defines for this flow or a neighbour's; `None` for any other.
pub fn meaning(code: &str) -> Option<Meaning> {
    Some(match code {
        "10001" => no("Rejected: the practice's system found a fault in the message's header.", SUPPORT),
        "10002" | "10003" => {
            no("Rejected: the practice's system could not tell which acknowledgements are wanted.", SUPPORT)
        }
        "10004" | "10005" => {
            no("Rejected: the practice's system does not accept this type of message.", OTHER_MEANS)
        }
        "10007" => no("Rejected: the practice's system could not read the sender's reference.", SUPPORT),
        "10008" => no("Rejected: the message's header breaks a rule of handling.", SUPPORT),
        "10009" => no("Rejected: the practice's system could not read the message.", SUPPORT),
        "10010" => {
            no("Rejected: the practice's system could not tell whether the message is for action.", SUPPORT)
        }
        "20001" => no("Rejected: the practice's system does not know the person that it is for.", TELEPHONE),
        "20002" => {
            no("Rejected: the practice's system does not know the organisation that it is for.", TELEPHONE)
        }
        "20003" => no("Rejected: the practice's system does not know your organisation.", SUPPORT),
        "20004" => no(
            "Rejected: the type of an attachment is not allowed.",
            "Take the attachment out or make it a PDF, then send the summary again as a new message.",
        ),
        "20005" => no(
            "Rejected: the practice's system cannot open the type of an attachment.",
            "Take the attachment out or make it a PDF, then send the summary again as a new message.",
        ),
        "20006" => no("Rejected: the message's header could not be validated.", SUPPORT),
        "20007" => Meaning {
            reached: Reached::Unknown,
            ..no(
                "The practice's system has had a message with this identifier before.",
                "Telephone the practice: it may have the earlier one.",
            )
        },
        "20008" => Meaning {
            reached: Reached::Unknown,
            ..no(
                "The practice's system has had a document with this identifier before.",
                "Telephone the practice: it may have the earlier one.",
            )
        },
        "20009" => no("Rejected: the content could not be validated.", SUPPORT),
        "20010" => no("Rejected: the practice does not take such documents from outside.", OTHER_MEANS),
        "20011" => no(
            "Rejected: the practice's system does not know the person that the document is for.",
            TELEPHONE,
        ),
        "20012" => no("Rejected: the practice does not accept summaries from your organisation.", TELEPHONE),
        "20013" => Meaning {
            is_positive: true,
            reached: Reached::Yes,
            ..no("Received by the practice's system. It has not been matched to the patient yet.", NOTHING)
        },
        "20014" => no(
            "Rejected: the practice's system could not process the replacement. Neither version counts any more.",
            "Telephone the practice: it has to put aside the earlier version too. Then send the whole summary again as a new one.",
        ),
        "20015" => no(
            "Rejected: the message is too large.",
            "Take out the largest attachment, then send the summary again as a new message.",
        ),
        "30001" => business(true, "Accepted: the practice knows the patient.", Reached::Yes, NOTHING),
        "30002" => {
            business(false, "Rejected: the practice has no record of this patient.", Reached::No, TRACE)
        }
        "30003" => business(false, "Rejected: the patient has left the practice.", Reached::No, TRACE),
        "30004" => business(
            true,
            "Accepted: the practice knows the patient, and reports that they have died within the last six months.",
            Reached::Yes,
            "Check your own record of the patient before anybody contacts them or their family.",
        ),
        // Defined for referrals and online consultations. Nothing of them is promised for a summary: said as they are.
        "30005" | "30006" | "30008" | "30009" | "30010" | "30011" | "30013" | "30016" | "30019" => business(
            true,
            "The practice answered with a code for referrals.",
            Reached::Yes,
            "Read what the practice wrote with it, and telephone if it is not clear.",
        ),
        "30007" | "30012" | "30014" | "30015" | "30017" | "30018" => business(
            false,
            "The practice refused with a code for referrals.",
            Reached::Unknown,
            "Read what the practice wrote with it, and telephone.",
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFINED: [&str; 29] = [
        "10001", "10002", "10003", "10004", "10005", "10007", "10008", "10009", "10010", "20001", "20002",
        "20003", "20004", "20005", "20006", "20007", "20008", "20009", "20010", "20011", "20012", "20013",
        "20014", "20015", "30001", "30002", "30003", "30004", "30017",
    ];

    // proves: SDOC-42
    #[test]
    fn every_code_says_what_happened_whether_it_arrived_and_what_to_do() {
        for code in DEFINED {
            let meaning = meaning(code).unwrap_or_else(|| panic!("{code}"));
            assert!(meaning.what.ends_with('.') && meaning.next.ends_with('.'), "{code}");
            assert_eq!(meaning.stage == Stage::Business, code.starts_with('3'), "{code}");
            assert!(
                meaning.is_positive == meaning.next.contains("Nothing has to") || code == "30004",
                "{code}"
            );
        }
    }

    // proves: SDOC-42
    #[test]
    fn only_three_codes_are_good_news_about_a_summary() {
        let good: Vec<&str> = DEFINED
            .into_iter()
            .filter(|code| meaning(code).is_some_and(|meaning| meaning.is_positive))
            .collect();
        assert_eq!(good, ["20013", "30001", "30004"]);
    }

    #[test]
    fn a_code_that_nobody_defined_has_no_meaning_here() {
        assert_eq!(["10006", "20999", "", "3000"].map(meaning), [None; 4]);
    }
}
