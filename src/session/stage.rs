//! What changes something at a practice, one step after the other: the step that sends happens once, a double click is one
//! request (T-12).

/// The stages of something that is filled in, reviewed, sent once, and ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage<R, E> {
    /// Being filled in.
    #[default]
    Open,
    /// Complete, shown for a last look.
    Reviewing(R),
    /// On its way. Nothing can be sent until it ends.
    Sending(R),
    /// How it ended, with what was sent.
    Ended(R, E),
}

/// Permission to send once. Only [`Stage::submit`] makes one; whoever sends uses it up.
#[derive(Debug)]
pub struct Ticket<R>(R);

impl<R> Ticket<R> {
    /// What is to be sent.
    pub fn what(&self) -> &R {
        &self.0
    }

    /// What is to be sent; the ticket is gone.
    pub fn redeem(self) -> R {
        self.0
    }
}

impl<R: Clone, E> Stage<R, E> {
    /// Shows something complete for a last look. Not while something is on its way.
    pub fn review(&mut self, review: R) {
        if !self.is_sending() {
            *self = Self::Reviewing(review);
        }
    }

    /// Back to filling in. Not while something is on its way.
    pub fn reopen(&mut self) {
        if !self.is_sending() {
            *self = Self::Open;
        }
    }

    /// The one permission to send what is reviewed; `None` at any other moment, so for the second of two clicks too.
    pub fn submit(&mut self) -> Option<Ticket<R>> {
        let Self::Reviewing(review) = self else { return None };
        let review = review.clone();
        *self = Self::Sending(review.clone());
        Some(Ticket(review))
    }

    /// Notes how it ended.
    pub fn end(&mut self, ending: E) {
        if let Self::Sending(review) = self {
            *self = Self::Ended(review.clone(), ending);
        }
    }

    /// Takes a later ending in place of one that left something open; only of what was sent then.
    pub fn end_after_all(&mut self, of: &R, ending: E) -> bool
    where
        R: PartialEq,
    {
        match self {
            Self::Ended(review, before) if review == of => {
                *before = ending;
                true
            }
            _ => false,
        }
    }

    /// What is reviewed, on its way, or was sent.
    pub fn reviewed(&self) -> Option<&R> {
        match self {
            Self::Open => None,
            Self::Reviewing(review) | Self::Sending(review) | Self::Ended(review, _) => Some(review),
        }
    }

    /// Whether something is on its way.
    pub fn is_sending(&self) -> bool {
        matches!(self, Self::Sending(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: APT-14
    #[test]
    fn of_two_clicks_one_sends() {
        let mut stage: Stage<&str, &str> = Stage::default();
        assert!(stage.submit().is_none());
        stage.review("booking");
        assert_eq!(stage.submit().map(Ticket::redeem), Some("booking"));
        assert!(stage.submit().is_none());
        // Nor does going back and forth while it is on its way open a second way.
        stage.reopen();
        stage.review("booking");
        assert!(stage.submit().is_none());
        stage.end("booked");
        assert_eq!(stage, Stage::Ended("booking", "booked"));
        assert!(stage.submit().is_none());
    }
}
