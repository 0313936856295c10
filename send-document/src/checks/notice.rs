//! What the sender should know before sending, and that keeps nothing back.

use chrono::{DateTime, Duration, FixedOffset};

use crate::summary::{Edition, size_words};

/// Said in the review, before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Names stand in the practice's list without their accents (SDOC-32).
    PlainSubject {
        /// The line as the practice sees it.
        subject: String,
    },
    /// A file is too large and is only named in the PDF (SDOC-49).
    LeftOut {
        /// Its title.
        title: String,
        /// Its size.
        bytes: usize,
    },
    /// The document replaced is older than a day (SDOC-40).
    LateReplacement,
    /// It is not the first replacement (SDOC-40).
    RepeatedReplacement,
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Notice::PlainSubject { subject } => {
                write!(f, "The practice's list shows names without accents: “{subject}”. The PDF shows them as they are.")
            }
            Notice::LeftOut { title, bytes } => write!(
                f,
                "“{title}” ({}) is too large and is not sent. The PDF names it and says so: offer it by other means.",
                size_words(*bytes)
            ),
            Notice::LateReplacement => f.write_str(
                "The summary to be replaced is more than 24 hours old. The practice may have acted on it: telephone them too.",
            ),
            Notice::RepeatedReplacement => f.write_str(
                "This summary was replaced before. Another replacement is hard to follow for the practice: telephone them too.",
            ),
        }
    }
}

pub(super) fn of_replacement(edition: &Edition, now: DateTime<FixedOffset>) -> Vec<Notice> {
    let Edition::Replacement { version, made, .. } = edition else { return Vec::new() };
    let notices = [
        (now - *made > Duration::hours(24), Notice::LateReplacement),
        (*version > 1, Notice::RepeatedReplacement),
    ];
    notices.into_iter().filter(|(is_so, _)| *is_so).map(|(_, notice)| notice).collect()
}
