//! MESH's own words: reports into the sender's inbox, and refusals at the door (SDOC-42).

use serde::{Deserialize, Serialize};

use super::codes::Reached;

/// A report of MESH about a message of ours: a message of type `REPORT` with an empty body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MeshReport {
    /// `mex-linkedmsgid`: MESH's id of the message that it is about.
    pub message: String,
    /// `mex-statuscode`, such as `EPL-152`.
    pub code: String,
    /// `mex-statusdescription`.
    #[serde(default)]
    pub description: String,
}

impl MeshReport {
    /// Reads the headers of a message in the inbox; `None` where it is no report, or about no message.
    pub fn of_headers<'a>(headers: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let (mut is_report, mut report) =
            (false, Self { message: String::new(), code: String::new(), description: String::new() });
        for (name, value) in headers {
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "mex-messagetype" => is_report = value.eq_ignore_ascii_case("REPORT"),
                "mex-linkedmsgid" => report.message = value.to_owned(),
                "mex-statuscode" => report.code = value.to_owned(),
                "mex-statusdescription" => report.description = value.to_owned(),
                _ => {}
            }
        }
        (is_report && !report.message.is_empty()).then_some(report)
    }
}

/// What MESH's word means for the person who sent the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What happened.
    pub what: &'static str,
    /// Whether the practice has the summary.
    pub reached: Reached,
    /// What to do.
    pub next: &'static str,
}

const TRACE: &str = "Trace the patient again on PDS, then send the summary again.";

/// The meaning of a report's code. A code that is not listed is still a failure: MESH reports nothing else.
pub fn report_meaning(code: &str) -> Refused {
    let (what, next) = match code.trim().to_ascii_uppercase().as_str() {
        "EPL-150" => (
            "Not delivered: the practice's mailbox is set up twice.",
            "Send the summary by other means, and tell support. Sending again does not help until the practice's entry is mended.",
        ),
        "EPL-151" => (
            "Not delivered: the practice has no mailbox for such summaries.",
            "Send the summary by other means.",
        ),
        "EPL-152" => ("Not delivered: the NHS number is not valid.", TRACE),
        "EPL-153" => ("Not delivered: PDS does not know the NHS number.", TRACE),
        "EPL-154" => ("Not delivered: surname or date of birth differ from PDS.", TRACE),
        "14" => (
            "Not collected: the practice's system has not fetched the summary within 5 days.",
            "Telephone the practice, and send the summary by other means.",
        ),
        "02" | "06" | "07" | "08" | "11" | "12" | "15" | "16" | "17" => (
            "Not delivered: MESH did not take the message.",
            "Send the summary by other means, and tell support.",
        ),
        // Refused without a code, or not reached at all: the call's own words say which.
        "" => (
            "Not sent: MESH did not take the message.",
            "Send it again. If it stays so, send the summary by other means, and tell support.",
        ),
        _ => (
            "Not delivered: MESH reports a failure that is not in the list of codes.",
            "Send the summary by other means, and give support the code.",
        ),
    };
    Refused { what, reached: Reached::No, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: SDOC-42
    #[test]
    fn a_report_is_told_from_a_message_by_its_headers() {
        let headers = [
            ("Mex-MessageType", "REPORT"),
            ("mex-linkedmsgid", "20261120143500123456_ABCDEF"),
            ("Mex-StatusCode", "EPL-152"),
            ("Mex-StatusDescription", "Invalid NHS number"),
            ("Mex-StatusSuccess", "ERROR"),
        ];
        let report = MeshReport::of_headers(headers).unwrap();
        assert_eq!((report.code.as_str(), report.description.as_str()), ("EPL-152", "Invalid NHS number"));
        assert_eq!(MeshReport::of_headers([("mex-messagetype", "DATA"), ("mex-linkedmsgid", "M")]), None);
        assert_eq!(
            MeshReport::of_headers(headers.into_iter().filter(|(name, _)| *name != "mex-linkedmsgid")),
            None
        );
    }

    // proves: SDOC-42
    #[test]
    fn each_report_says_what_to_do_and_that_the_practice_has_nothing() {
        let codes = ["EPL-150", "EPL-151", "EPL-152", "EPL-153", "EPL-154", "14", "12", "EPL-999", ""];
        for code in codes {
            let meaning = report_meaning(code);
            assert!(meaning.what.starts_with("Not ") && meaning.next.ends_with('.'), "{code}");
            assert_eq!(meaning.reached, Reached::No, "{code}");
        }
        assert!(report_meaning("").what.starts_with("Not sent") && report_meaning("").next.contains("again"));
        assert!(report_meaning("epl-154").what.contains("date of birth"));
    }
}
