//! Any moment is shown on the UK's day, and a date that means "not known" takes part in nothing.

use chrono::{NaiveDateTime, TimeDelta};
use gp_connect_viewer::clinical::{Entries, day};
use gp_connect_viewer::fhir::{Bundle, DateTime, Index};
use gp_connect_viewer::format;
use proptest::prelude::*;

/// When the UK's clocks changed, in UTC, from the time zone database: forward and back by turns. The third is the spring
/// of 1962 and so on; that of 1968 lasted until the autumn of 1971.
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "1961-03-26T02", "1961-10-29T02", "1962-03-25T02", "1962-10-28T02", "1963-03-31T02",
    "1963-10-27T02", "1964-03-22T02", "1964-10-25T02", "1965-03-21T02", "1965-10-24T02",
    "1966-03-20T02", "1966-10-23T02", "1967-03-19T02", "1967-10-29T02", "1968-02-18T02",
    "1971-10-31T02", "1972-03-19T02", "1972-10-29T02", "1973-03-18T02", "1973-10-28T02",
    "1974-03-17T02", "1974-10-27T02", "1975-03-16T02", "1975-10-26T02", "1976-03-21T02",
    "1976-10-24T02", "1977-03-20T02", "1977-10-23T02", "1978-03-19T02", "1978-10-29T02",
    "1979-03-18T02", "1979-10-28T02", "1980-03-16T02", "1980-10-26T02", "1981-03-29T01",
    "1981-10-25T01", "1982-03-28T01", "1982-10-24T01", "1983-03-27T01", "1983-10-23T01",
    "1984-03-25T01", "1984-10-28T01", "1985-03-31T01", "1985-10-27T01", "1986-03-30T01",
    "1986-10-26T01", "1987-03-29T01", "1987-10-25T01", "1988-03-27T01", "1988-10-23T01",
    "1989-03-26T01", "1989-10-29T01", "1990-03-25T01", "1990-10-28T01", "1991-03-31T01",
    "1991-10-27T01", "1992-03-29T01", "1992-10-25T01", "1993-03-28T01", "1993-10-24T01",
    "1994-03-27T01", "1994-10-23T01", "1995-03-26T01", "1995-10-22T01", "1996-03-31T01",
    "1996-10-27T01", "1997-03-30T01", "1997-10-26T01", "1998-03-29T01", "1998-10-25T01",
    "1999-03-28T01", "1999-10-31T01", "2000-03-26T01", "2000-10-29T01", "2001-03-25T01",
    "2001-10-28T01", "2002-03-31T01", "2002-10-27T01", "2003-03-30T01", "2003-10-26T01",
    "2004-03-28T01", "2004-10-31T01", "2005-03-27T01", "2005-10-30T01", "2006-03-26T01",
    "2006-10-29T01", "2007-03-25T01", "2007-10-28T01", "2008-03-30T01", "2008-10-26T01",
    "2009-03-29T01", "2009-10-25T01", "2010-03-28T01", "2010-10-31T01", "2011-03-27T01",
    "2011-10-30T01", "2012-03-25T01", "2012-10-28T01", "2013-03-31T01", "2013-10-27T01",
    "2014-03-30T01", "2014-10-26T01", "2015-03-29T01", "2015-10-25T01", "2016-03-27T01",
    "2016-10-30T01", "2017-03-26T01", "2017-10-29T01", "2018-03-25T01", "2018-10-28T01",
    "2019-03-31T01", "2019-10-27T01", "2020-03-29T01", "2020-10-25T01", "2021-03-28T01",
    "2021-10-31T01", "2022-03-27T01", "2022-10-30T01", "2023-03-26T01", "2023-10-29T01",
    "2024-03-31T01", "2024-10-27T01", "2025-03-30T01", "2025-10-26T01", "2026-03-29T01",
    "2026-10-25T01", "2027-03-28T01", "2027-10-31T01", "2028-03-26T01", "2028-10-29T01",
    "2029-03-25T01", "2029-10-28T01", "2030-03-31T01", "2030-10-27T01", "2031-03-30T01",
    "2031-10-26T01", "2032-03-28T01", "2032-10-31T01", "2033-03-27T01", "2033-10-30T01",
    "2034-03-26T01", "2034-10-29T01", "2035-03-25T01", "2035-10-28T01", "2036-03-30T01",
    "2036-10-26T01",
];

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(&format!("{text}:00"), "%Y-%m-%dT%H:%M").unwrap()
}

/// The UK's wall time by the table alone.
fn wall(utc: NaiveDateTime) -> NaiveDateTime {
    let changes = CHANGES.iter().filter(|change| moment(change) <= utc).count();
    utc + TimeDelta::hours(if changes % 2 == 1 { 1 } else { 0 })
}

/// Moments, half of them within a day of a change of the clocks.
fn moments() -> impl Strategy<Value = NaiveDateTime> {
    let first = moment("1961-01-01T00");
    let any = (0..2_400_000_000_i64).prop_map(move |second| first + TimeDelta::seconds(second));
    let near = (0..CHANGES.len(), -86_400..86_400_i64)
        .prop_map(|(change, second)| moment(CHANGES[change]) + TimeDelta::seconds(second));
    prop_oneof![any, near]
}

proptest! {
    // proves: FR-16
    #[test]
    fn any_moment_is_shown_compared_and_headed_on_its_uk_day(utc in moments(), zone in -12..15_i32) {
        // The same moment, as a system in another zone writes it.
        let sent = utc + TimeDelta::hours(i64::from(zone));
        let sign = if zone < 0 { '-' } else { '+' };
        let text = format!("{}{sign}{:02}:00", sent.format("%Y-%m-%dT%H:%M:%S"), zone.abs());
        let date = DateTime::new(&text);
        let wall = wall(utc);
        prop_assume!(sent.time() != chrono::NaiveTime::MIN);
        prop_assert_eq!(format::date::first_day(&date), Some(wall.date()), "{}", text);
        prop_assert_eq!(day::last(&date), Some(wall.date()));
        prop_assert!(format::date_time(&date).starts_with(&format::date::day(wall.date())), "{}", text);
        prop_assert_eq!(format::date::year(&date), Some(chrono::Datelike::year(&wall)));
    }

    // proves: FR-15
    #[test]
    fn no_day_before_birth_is_taken_for_a_date(days in -40_000..40_000_i64) {
        let born = moment("1970-03-04T00").date();
        let day = born + TimeDelta::days(days);
        let bundle = record(&[&day.to_string()], &born.to_string());
        let rows = Entries::of(&Index::new(&bundle)).all;
        let date = rows[0].item.date.as_ref().unwrap();
        prop_assert_eq!(date.means_unknown(), day < born);
        prop_assert_eq!(format::date::first_day(date), (day >= born).then_some(day));
    }
}

/// A record of somebody born on a day, with an entry for each date; the patient comes last.
fn record(dates: &[&str], born: &str) -> Bundle {
    let entries: Vec<String> = dates
        .iter()
        .map(|date| {
            format!(
                r#"{{"resource":{{"resourceType":"Observation","code":{{"text":"Entry of {date}"}},"effectiveDateTime":"{date}"}}}},"#
            )
        })
        .collect();
    let patient = format!(r#"{{"resource":{{"resourceType":"Patient","birthDate":"{born}"}}}}"#);
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}{patient}]}}"#, entries.concat());
    Bundle::read(json.as_bytes()).unwrap()
}

fn shown(date: &str, born: &str) -> (String, bool) {
    let bundle = record(&[date], born);
    let rows = Entries::of(&Index::new(&bundle)).all;
    let date = rows[0].item.date.as_ref().unwrap();
    (format::date_time(date), format::date::sort_key(Some(date)).is_some())
}

// proves: FR-15
#[test]
fn dates_that_mean_unknown_say_so_with_what_was_sent() {
    for sent in [
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00+00:00",
        "1066",
        "1753-01-01",
        "1899-12-30",
        "1900-01-01",
        "1900-01-01T00:00:00+00:00",
        "01/01/1900",
        "9999-12-31",
        "9999-12-31T23:59:59Z",
        "2999-12-31",
        "1970-03-03",
        "1970-02",
        "1969",
    ] {
        assert_eq!(shown(sent, "1970-03-04"), (format!("Date not known (sent as {sent})"), false));
    }
    for sent in ["1900-01-01", "0001-01-01", "9999-12-31"] {
        assert!(DateTime::new(sent).means_unknown(), "{sent} without a patient");
    }
}

// proves: FR-15
#[test]
fn a_real_date_in_the_patients_life_stays() {
    for (sent, born, words) in [
        ("1970", "1970-03-04", "1970"),
        ("1970-03", "1970-03-04", "Mar-1970"),
        ("1970-03-04", "1970-03-04", "04-Mar-1970"),
        ("1970-03-03T23:00:00Z", "1970-03-04", "04-Mar-1970"),
        ("1970-01-01", "1950-05-05", "01-Jan-1970"),
        ("1900-01-01", "1899-05-05", "01-Jan-1900"),
        ("1901-01-01", "1900", "01-Jan-1901"),
        ("2099-12-31", "1970-03-04", "31-Dec-2099"),
    ] {
        assert_eq!(shown(sent, born), (words.to_owned(), true), "{sent}");
    }
}

// proves: FR-16
#[test]
fn readable_dates_that_are_not_fhir_are_sorted_and_shown_as_sent() {
    let sent = ["06/05/2026", "2026-5-7", "20260508", "9 May 2026", "2026-05-10Z", "May 2026", "26"];
    let bundle = record(&sent, "1970-03-04");
    let rows = Entries::of(&Index::new(&bundle)).all;
    let shown: Vec<String> = rows.iter().map(|row| format::date_or_missing(row.item.date.as_ref())).collect();
    assert_eq!(shown, ["2026-05-10Z", "9 May 2026", "20260508", "2026-5-7", "06/05/2026", "May 2026", "26"]);
}

// proves: FR-15
#[test]
fn a_period_with_an_end_that_is_not_known_says_which() {
    let period = |start: &str, end: &str| {
        let date = |text: &str| Some(DateTime::new(text)).filter(|date| !date.text().is_empty());
        format::period(&gp_connect_viewer::fhir::Period { start: date(start), end: date(end) })
    };
    assert_eq!(period("2026-01-05", "9999-12-31"), "From 05-Jan-2026 (end not known, sent as 9999-12-31)");
    assert_eq!(period("0001-01-01", "2026-01-05"), "Until 05-Jan-2026 (start not known, sent as 0001-01-01)");
    assert_eq!(period("0001-01-01", "0001-01-01"), "Date not known (sent as 0001-01-01)");
    assert_eq!(period("0001-01-01", "9999-12-31"), "Date not known (sent as 0001-01-01 to 9999-12-31)");
}
