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

/// The UK's clock time at the moment that the offset names, where that is not the clock time that was sent: a practice that
/// writes UTC and one that writes a wrong offset look the same from here, so both readings are said (APT-09). A time
/// without an offset may be UTC too: systems that keep UTC leave it out.
pub fn other_reading(sent: &fhir::DateTime) -> Option<NaiveDateTime> {
    let wall = wall(sent)?;
    let by_offset = uk_time::wall_clock(sent.instant().map_or(wall.and_utc(), |instant| instant.to_utc()));
    (by_offset != wall).then_some(by_offset)
}

/// Whether a time has one reading: only such a time is told to a patient or put into a calendar.
pub fn is_sure(sent: &fhir::DateTime) -> bool {
    let is_one_of_two = || sent.instant().is_none() && wall(sent).is_none_or(is_twice);
    sent.time().is_some() && other_reading(sent).is_none() && !is_one_of_two()
}

/// The wall time as sent, never converted: `09:30`; with `BST` or `GMT` behind it in the hour that happens twice, and with
/// the other reading behind it where there are two: `08:30 or 09:30`.
pub fn clock(sent: &fhir::DateTime) -> String {
    match other_reading(sent) {
        Some(other) => format!("{} or {}", as_sent(sent), other.format("%H:%M")),
        None => as_sent(sent),
    }
}

/// `BST` or `GMT` for a time in the hour that happens twice when the clocks go back; at any other time nobody needs it.
pub fn zone_note(sent: &fhir::DateTime) -> Option<&'static str> {
    let offset = sent.offset()?;
    is_twice(wall(sent)?).then(|| if offset.local_minus_utc() == 0 { "GMT" } else { "BST" })
}

/// The time of day from start to end: `15:00 to 15:20`; with two readings `08:30 to 08:40 (or 09:30 to 09:40 by the offset
/// sent with it: confirm the time)`.
pub fn span(start: &fhir::DateTime, end: Option<&fhir::DateTime>) -> String {
    let day = start.date();
    let until = match end {
        Some(end) if end.date() == day => format!(" to {}", as_sent(end)),
        Some(end) => format!(" to {} {}", date::date(end), as_sent(end)),
        None => String::new(),
    };
    let sent = format!("{}{until}", as_sent(start));
    let both = [Some(start), end];
    if both.iter().flatten().all(|time| time.time().is_none() || is_sure(time)) {
        return sent;
    }
    if both.iter().flatten().all(|time| other_reading(time).is_none()) {
        return format!("{sent} (BST or GMT, the practice did not say which: confirm the time)");
    }
    let why = if start.instant().is_some() { "by the offset sent with it" } else { "should it be UTC" };
    let other = |time: &fhir::DateTime| {
        let other = other_reading(time).or_else(|| wall(time))?;
        let clock = other.format("%H:%M");
        Some(if Some(other.date()) == day {
            clock.to_string()
        } else {
            format!("{} {clock}", date::day(other.date()))
        })
    };
    let until = end.and_then(other).map(|until| format!(" to {until}")).unwrap_or_default();
    match other(start) {
        Some(from) => format!("{sent} (or {from}{until} {why}: confirm the time)"),
        None => sent,
    }
}

/// Day and time from start to end as sent: `Sat 21-Nov-2026, 15:00 to 15:20`; both readings where there are two.
pub fn when(start: &fhir::DateTime, end: Option<&fhir::DateTime>) -> String {
    let Some(day) = start.date() else { return start.text().to_owned() };
    format!("{} {}, {}", day.format("%a"), date::day(day), span(start, end))
}

fn as_sent(sent: &fhir::DateTime) -> String {
    let time = date::appointment_time(sent);
    match zone_note(sent) {
        Some(zone) => format!("{time} {zone}"),
        None => time,
    }
}

/// Date and time of day as sent.
pub(in crate::clinical) fn wall(sent: &fhir::DateTime) -> Option<NaiveDateTime> {
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

    // proves: FB-01 APT-09
    #[test]
    fn a_time_whose_offset_is_not_the_uks_is_told_in_both_readings_and_is_not_sure() {
        for (start, end, shown) in [
            (
                "2026-08-06T08:30:00Z",
                "2026-08-06T08:40:00Z",
                "Thu 06-Aug-2026, 08:30 to 08:40 (or 09:30 to 09:40 by the offset sent with it: confirm the time)",
            ),
            (
                "2026-08-06T23:30:00+00:00",
                "2026-08-06T23:40:00+00:00",
                "Thu 06-Aug-2026, 23:30 to 23:40 (or 07-Aug-2026 00:30 to 07-Aug-2026 00:40 by the offset sent with it: confirm the time)",
            ),
            (
                "2026-01-06T09:30:00+01:00",
                "2026-01-06T09:40:00+01:00",
                "Tue 06-Jan-2026, 09:30 to 09:40 (or 08:30 to 08:40 by the offset sent with it: confirm the time)",
            ),
            (
                "2026-08-06T09:30:00",
                "2026-08-06T09:40:00",
                "Thu 06-Aug-2026, 09:30 to 09:40 (or 10:30 to 10:40 should it be UTC: confirm the time)",
            ),
        ] {
            assert_eq!(when(&sent(start), Some(&sent(end))), shown);
            assert!(!is_sure(&sent(start)), "{start}");
        }
        // In winter UTC is the UK's own time, and nothing has to be asked.
        for plain in [
            "2026-01-06T09:30:00Z",
            "2026-01-06T09:30:00",
            "2026-08-06T09:30:00+01:00",
            "2026-10-25T01:30:00+00:00",
        ] {
            assert!(is_sure(&sent(plain)), "{plain}");
            assert!(!when(&sent(plain), None).contains(" or "), "{plain}");
        }
        assert!(!is_sure(&sent("2026-10-25T01:30:00")), "either of the two");
        assert!(!is_sure(&sent("2026-08-06")), "no time at all");
        assert_eq!(clock(&sent("2026-08-06T08:30:00Z")), "08:30 or 09:30");
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
