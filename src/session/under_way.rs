//! What was sent to change something at a practice, and how it ended when the patient it was for had been closed.
//!
//! What is half done when its patient is closed, a rebooking between its two steps, is told in the same way.
//!
//! Closing a patient ends reads (ARH-29). A booking, a change, a cancellation or a registration carries on
//! instead: ending its request leaves the practice at work on something that nobody then asks about, or audits.
//!
//! Its result is shown outside the patient's own pages, where the next patient's record or the lock screen may be. So what is told
//! is the time, the practice, what is booked and the trace id, and never who it was for or what was written: the audit
//! trail leads from the trace id to the person.

use crate::format::NhsNumber;

/// Which of them. Each is given once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u64);

/// What something sent belongs to: each keeps its own, and warns of its own only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Appointments, and the registrations that they need.
    Appointments,
    /// Tasks for the practice.
    Tasks,
    /// Consultation summaries.
    Summaries,
}

/// Something that was sent and has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    key: Key,
    matter: Matter,
    /// In words: `The booking of Tue 24-Nov-2026, 09:10 to 09:20 at Millbrook Surgery`.
    pub what: String,
    /// Whether its patient has been closed meanwhile, so that no screen of theirs tells of it.
    pub is_left: bool,
    nhs_number: NhsNumber,
}

/// How sure the end of it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It is done.
    Done,
    /// It is not done.
    NotDone,
    /// Nobody knows, or it is not as asked: somebody must look.
    NotKnown,
}

/// How it ended, in words that name no patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// How sure it is.
    pub certainty: Certainty,
    /// `Appointment booked`.
    pub title: &'static str,
    /// What to do next.
    pub next: String,
    /// The trace id to quote.
    pub trace_id: Option<String>,
}

/// Something of several steps that the user has begun and not finished: what it was, and what has been saved of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HalfDone {
    /// In words: `The rebooking of Tue 24-Nov-2026, 09:10 to 09:20 at Millbrook Surgery`.
    pub what: String,
    /// What has been saved, should the patient be closed now.
    pub end: End,
}

/// An end that was not seen where it belongs; it stays until the user puts it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which of them.
    pub key: Key,
    /// What was sent.
    pub what: String,
    /// How it ended.
    pub end: End,
    matter: Matter,
    nhs_number: NhsNumber,
}

/// Everything under way, and every end not yet put away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnderWay {
    last: u64,
    sent: Vec<Sent>,
    half_done: Vec<(Matter, HalfDone, NhsNumber)>,
    notices: Vec<Notice>,
}

impl UnderWay {
    /// Notes that something is sent for a patient.
    pub fn start(&mut self, matter: Matter, what: String, nhs_number: NhsNumber) -> Key {
        self.last += 1;
        let key = Key(self.last);
        self.sent.push(Sent { key, matter, what, is_left: false, nhs_number });
        key
    }

    /// Notes all of one matter that is half done for the open patient, or whose end nobody knows; it replaces what was noted
    /// of it before.
    pub fn hold(&mut self, matter: Matter, half_done: Vec<HalfDone>, nhs_number: &NhsNumber) {
        self.half_done.retain(|(other, _, _)| *other != matter);
        self.half_done.extend(half_done.into_iter().map(|one| (matter, one, nhs_number.clone())));
    }

    /// Notes that the open patient is closed: what is half done is told.
    pub fn leave(&mut self) {
        self.sent.iter_mut().for_each(|sent| sent.is_left = true);
        for (matter, HalfDone { what, end }, nhs_number) in std::mem::take(&mut self.half_done) {
            self.last += 1;
            self.notices.push(Notice { key: Key(self.last), what, end, matter, nhs_number });
        }
    }

    /// Whether the patient that it was sent for has been closed since.
    pub fn is_left(&self, key: Key) -> bool {
        self.sent.iter().any(|sent| sent.key == key && sent.is_left)
    }

    /// Notes that it has ended; with an `end` it is shown outside the patient's pages.
    pub fn end(&mut self, key: Key, end: Option<End>) {
        let Some(place) = self.sent.iter().position(|sent| sent.key == key) else { return };
        let Sent { what, matter, nhs_number, .. } = self.sent.remove(place);
        if let Some(end) = end {
            self.notices.push(Notice { key, what, end, matter, nhs_number });
        }
    }

    /// Whether a notice is about this patient.
    pub fn is_about(&self, key: Key, nhs_number: &NhsNumber) -> bool {
        self.notices.iter().any(|notice| notice.key == key && notice.nhs_number == *nhs_number)
    }

    /// The user has read a notice.
    pub fn put_away(&mut self, key: Key) {
        self.notices.retain(|notice| notice.key != key);
    }

    /// What has not ended, oldest first.
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// What ended and was not put away, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Whether anything has not ended.
    pub fn is_busy(&self) -> bool {
        !self.sent.is_empty()
    }

    /// Whether closing the window would lose something that has not ended or is not settled.
    pub fn would_be_lost(&self) -> bool {
        self.is_busy() || !self.half_done.is_empty()
    }

    /// Whether something must be told, now or when it ends: the page stays until then.
    pub fn has_to_tell(&self) -> bool {
        self.is_busy() || !self.notices.is_empty()
    }

    /// What nobody knows the end of in one matter, for this patient: opened again, it must not be sent a second time.
    pub fn open_for(&self, matter: Matter, nhs_number: &NhsNumber) -> Vec<&str> {
        let is_theirs = |of: Matter, number: &NhsNumber| of == matter && number == nhs_number;
        let sent =
            self.sent.iter().filter(|sent| is_theirs(sent.matter, &sent.nhs_number)).map(|sent| &sent.what);
        let unknown = |notice: &&Notice| match notice.end.certainty {
            Certainty::Done | Certainty::NotDone => false,
            Certainty::NotKnown => is_theirs(notice.matter, &notice.nhs_number),
        };
        sent.chain(self.notices.iter().filter(unknown).map(|notice| &notice.what))
            .map(String::as_str)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOKING: &str = "The booking of Tue 24-Nov-2026, 09:10 to 09:20 at Millbrook Surgery";

    fn number(digits: &str) -> NhsNumber {
        NhsNumber::parse(digits).unwrap()
    }

    fn end(certainty: Certainty) -> Option<End> {
        Some(End { certainty, title: "Appointment booked", next: String::new(), trace_id: None })
    }

    // proves: ARH-29
    #[test]
    fn what_ends_after_its_patient_was_closed_is_told_until_it_is_put_away() {
        let mut under_way = UnderWay::default();
        let key = under_way.start(Matter::Appointments, BOOKING.to_owned(), number("9990054320"));
        assert!(under_way.is_busy() && !under_way.is_left(key));
        under_way.leave();
        // The next patient's own is not left with the one before.
        let next = under_way.start(Matter::Appointments, BOOKING.to_owned(), number("9990054347"));
        assert!(under_way.is_left(key) && !under_way.is_left(next));
        under_way.end(next, None);
        under_way.end(key, end(Certainty::Done));
        // A second end of the same changes nothing.
        under_way.end(key, end(Certainty::NotKnown));
        assert!(!under_way.is_busy());
        let [notice] = under_way.notices() else { panic!("{under_way:?}") };
        assert_eq!((notice.what.as_str(), notice.end.certainty), (BOOKING, Certainty::Done));
        under_way.put_away(key);
        assert_eq!(under_way.notices(), []);
    }

    // proves: ARH-29 APT-32
    #[test]
    fn what_is_half_done_is_told_when_its_patient_is_closed_and_not_before() {
        let half_done = || HalfDone {
            what: "The rebooking".to_owned(),
            end: end(Certainty::NotKnown).unwrap_or_else(|| panic!()),
        };
        let mut under_way = UnderWay::default();
        under_way.hold(Matter::Appointments, vec![half_done()], &number("9990054320"));
        assert!(!under_way.has_to_tell());
        assert!(under_way.would_be_lost(), "closing the window asks first");
        under_way.leave();
        let [notice] = under_way.notices() else { panic!("{under_way:?}") };
        assert_eq!(notice.what, "The rebooking");
        assert_eq!(under_way.open_for(Matter::Appointments, &number("9990054320")), ["The rebooking"]);
        assert!(under_way.has_to_tell());
        // Told once; and nothing where it was finished.
        under_way.leave();
        under_way.hold(Matter::Appointments, vec![half_done()], &number("9990054320"));
        under_way.hold(Matter::Appointments, Vec::new(), &number("9990054320"));
        under_way.leave();
        assert_eq!(under_way.notices().len(), 1);
    }

    // proves: ARH-29
    #[test]
    fn what_is_half_done_in_one_matter_stays_when_another_is_noted() {
        let half_done = |what: &str| HalfDone {
            what: what.to_owned(),
            end: end(Certainty::NotKnown).unwrap_or_else(|| panic!()),
        };
        let mut under_way = UnderWay::default();
        under_way.hold(Matter::Appointments, vec![half_done("The rebooking")], &number("9990054320"));
        under_way.hold(Matter::Tasks, vec![half_done("The task")], &number("9990054320"));
        under_way.hold(Matter::Tasks, vec![half_done("The task")], &number("9990054320"));
        under_way.leave();
        assert_eq!(under_way.notices().len(), 2);
        assert_eq!(under_way.open_for(Matter::Tasks, &number("9990054320")), ["The task"]);
        assert_eq!(under_way.open_for(Matter::Appointments, &number("9990054320")), ["The rebooking"]);
    }

    #[test]
    fn what_is_seen_where_it_belongs_is_not_told_twice() {
        let mut under_way = UnderWay::default();
        let key = under_way.start(Matter::Appointments, BOOKING.to_owned(), number("9990054320"));
        under_way.end(key, None);
        assert_eq!((under_way.sent(), under_way.notices()), (&[][..], &[][..]));
    }

    #[test]
    fn a_patient_opened_again_is_warned_of_their_own_only() {
        let mut under_way = UnderWay::default();
        let key = under_way.start(Matter::Appointments, BOOKING.to_owned(), number("9990054320"));
        assert_eq!(under_way.open_for(Matter::Appointments, &number("9990054320")), [BOOKING]);
        assert_eq!(under_way.open_for(Matter::Appointments, &number("9990054347")), [""; 0]);
        under_way.end(key, end(Certainty::NotKnown));
        assert_eq!(under_way.open_for(Matter::Appointments, &number("9990054320")), [BOOKING]);
        under_way.put_away(key);
        assert_eq!(under_way.open_for(Matter::Appointments, &number("9990054320")), [""; 0]);
    }
}
