//! Wall times as received, and the one comparison with the present that decides what may be booked.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};

use crate::fhir;
use crate::format::{date, uk_time};

/// The moment that a slot or appointment means: by its own offset; without one, as UK wall time.
pub fn moment(sent: &fhir::DateTime) -> Option<DateTime<Utc>> {
    match sent.instant() {
        Some(instant) => Some(instant.to_utc()),
        None => {
            let wall = wall(sent)?;
            let offset = uk_time::offset_of(wall);
            Some(wall.and_utc() - Duration::seconds(i64::from(offset.local_minus_utc())))
        }
    }
}

/// From when on a time has come, judged both by the moment that was sent and by the UK's wall clock: where a wrong offset
/// makes the two disagree, the earlier one counts, so that nothing started is ever offered (APT-10, APT-11).
pub(super) fn begins(sent: &fhir::DateTime) -> Option<DateTime<Utc>> {
    let by_clock = wall(sent).filter(|wall| !is_twice(*wall)).map(|wall| {
        wall.and_utc() - Duration::seconds(i64::from(uk_time::offset_of(wall).local_minus_utc()))
    });
    [moment(sent), by_clock].into_iter().flatten().min()
}

/// Whether the time has come.
pub fn is_past(sent: &fhir::DateTime, now: DateTime<Utc>) -> bool {
    begins(sent).is_some_and(|begins| begins <= now)
}

/// The wall time as sent, never converted: `09:30`; with `BST` or `GMT` behind it in the hour that happens twice.
pub fn clock(sent: &fhir::DateTime) -> String {
    let time = date::appointment_time(sent);
    match zone_note(sent) {
        Some(zone) => format!("{time} {zone}"),
        None => time,
    }
}

/// `BST` or `GMT` for a time in the hour that happens twice when the clocks go back; at any other time nobody needs it.
pub fn zone_note(sent: &fhir::DateTime) -> Option<&'static str> {
    let offset = sent.offset()?;
    is_twice(wall(sent)?).then(|| if offset.local_minus_utc() == 0 { "GMT" } else { "BST" })
}

/// Day and time from start to end as sent: `Sat 21-Nov-2026, 15:00 to 15:20`.
pub fn when(start: &fhir::DateTime, end: Option<&fhir::DateTime>) -> String {
    let Some(day) = start.date() else { return start.text().to_owned() };
    let from = format!("{} {}, {}", day.format("%a"), date::day(day), clock(start));
    match end {
        Some(end) if end.date() == Some(day) => format!("{from} to {}", clock(end)),
        Some(end) => format!("{from} to {} {}", date::date(end), clock(end)),
        None => from,
    }
}

/// Date and time of day as sent.
pub(super) fn wall(sent: &fhir::DateTime) -> Option<NaiveDateTime> {
    Some(sent.date()?.and_time(sent.time()?))
}

/// Whether the UK's clocks show this wall time twice.
fn is_twice(wall: NaiveDateTime) -> bool {
    let offset_if = |wall: NaiveDateTime| uk_time::offset_at(wall.and_utc()).local_minus_utc();
    offset_if(wall - Duration::hours(1)) != 0 && offset_if(wall) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str) -> fhir::DateTime {
        fhir::DateTime::new(text)
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    // proves: APT-09 L-29
    #[test]
    fn the_wall_time_is_shown_as_sent_on_both_sides_of_a_clock_change() {
        for (start, end, shown) in [
            ("2026-03-28T09:00:00+00:00", "2026-03-28T09:10:00+00:00", "Sat 28-Mar-2026, 09:00 to 09:10"),
            ("2026-03-29T09:00:00+01:00", "2026-03-29T09:10:00+01:00", "Sun 29-Mar-2026, 09:00 to 09:10"),
            ("2026-10-24T09:00:00+01:00", "2026-10-24T09:10:00+01:00", "Sat 24-Oct-2026, 09:00 to 09:10"),
            ("2026-10-25T09:00:00+00:00", "2026-10-25T09:10:00+00:00", "Sun 25-Oct-2026, 09:00 to 09:10"),
            (
                "2026-08-06T23:50:00+01:00",
                "2026-08-07T00:10:00+01:00",
                "Thu 06-Aug-2026, 23:50 to 07-Aug-2026 00:10",
            ),
        ] {
            assert_eq!(when(&sent(start), Some(&sent(end))), shown);
        }
    }

    // proves: APT-09
    #[test]
    fn the_hour_that_happens_twice_says_which_one_is_meant() {
        assert_eq!(clock(&sent("2026-10-25T01:30:00+01:00")), "01:30 BST");
        assert_eq!(clock(&sent("2026-10-25T01:30:00+00:00")), "01:30 GMT");
        assert_eq!(clock(&sent("2026-10-25T02:00:00+00:00")), "02:00");
        assert_eq!(clock(&sent("2026-10-25T00:59:00+01:00")), "00:59");
    }

    // proves: APT-10 APT-11
    #[test]
    fn a_time_has_come_by_the_uk_clock() {
        // 09:30 in the UK is 08:30 UTC in summer.
        let slot = sent("2026-08-06T09:30:00+01:00");
        assert!(!is_past(&slot, utc("2026-08-06T08:29:59Z")));
        assert!(is_past(&slot, utc("2026-08-06T08:30:00Z")));
        // A summer time sent with the winter's offset: past as soon as the UK's clocks show it.
        let odd = sent("2026-08-06T09:30:00+00:00");
        assert!(is_past(&odd, utc("2026-08-06T08:30:00Z")));
        assert!(!is_past(&odd, utc("2026-08-06T08:29:59Z")));
        // Without an offset it is UK time.
        assert!(is_past(&sent("2026-08-06T09:30:00"), utc("2026-08-06T08:30:00Z")));
        assert!(!is_past(&sent("2026-08-06T09:30:00"), utc("2026-08-06T08:29:00Z")));
    }

    // proves: APT-10
    #[test]
    fn the_second_half_past_one_is_not_past_while_the_first_one_is() {
        let second = sent("2026-10-25T01:30:00+00:00");
        assert!(is_past(&sent("2026-10-25T01:30:00+01:00"), utc("2026-10-25T00:45:00Z")));
        assert!(!is_past(&second, utc("2026-10-25T00:45:00Z")));
        assert!(is_past(&second, utc("2026-10-25T01:30:00Z")));
    }
}
