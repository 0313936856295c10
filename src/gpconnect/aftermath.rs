//! What a failed change leaves open: whether the provider may have acted on it, or may still.

use super::error::{Error, Failure};

impl Error {
    /// Whether the provider may still be at work on the request whose answer was lost: then one look is not enough.
    pub fn may_still_work(&self) -> bool {
        match &self.failure {
            Failure::Network
            | Failure::Interrupted
            | Failure::Timeout
            | Failure::Cancelled
            | Failure::SignIn => true,
            Failure::Busy { status, .. } => *status == Some(503),
            Failure::Outcome { status, .. } | Failure::Status { status, .. } => {
                matches!(status, 408 | 444 | 499 | 502 | 503 | 504 | 599)
            }
            Failure::TooLarge { .. }
            | Failure::Decode { .. }
            | Failure::PatientMismatch
            | Failure::TraceTooOld
            | Failure::NotSent { .. }
            | Failure::NotSupported { .. } => false,
        }
    }

    /// Whether the provider may have acted on the request although its answer is a failure, so that only what is saved
    /// decides: a lost answer; a conflict, which may be with one's own request that the browser sent again when an idle
    /// connection closed; a 400, which a system whose database is gone gives too; a 422, which may be about a request
    /// that came at the same time.
    pub fn was_processed(&self) -> bool {
        self.is_uncertain()
            || matches!(
                self.failure,
                Failure::Outcome { status: 400 | 409 | 412 | 422, .. }
                    | Failure::Status { status: 400 | 409 | 412 | 422, .. }
            )
    }
}
