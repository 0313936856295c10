//! Values of one test over time: the same code and the same unit only (structured digest 3.9). Nothing is converted, and
//! nothing is worked out from a range.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::Marked;
use super::observation::{BloodPressure, Interpretation, Observed, ReferenceRange};
use crate::clinical::order;
use crate::fhir::DateTime;
use crate::format::date::{SortKey, sort_key};

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When, as sent.
    pub date: DateTime,
    /// Where it is drawn: the UK's wall time; a date without a time at its first moment.
    pub at: NaiveDateTime,
    /// The value, with what must be said beside it.
    pub value: Marked<Plotted>,
    /// Its own reference ranges.
    pub ranges: Vec<ReferenceRange>,
    /// What the sender made of it.
    pub interpretation: Option<Interpretation>,
}

/// A value as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Plotted {
    /// The number; of a blood pressure the systolic one.
    pub number: f64,
    /// The second number of the same value: the diastolic one of a blood pressure.
    pub second: Option<f64>,
    /// Whether a comparator is before it: a bound, not a measurement.
    pub is_bound: bool,
    /// The value with comparator and unit.
    pub words: String,
}

impl AsRef<str> for Plotted {
    fn as_ref(&self) -> &str {
        &self.words
    }
}

/// The values of one test in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// What was tested, as the latest value calls it.
    pub term: String,
    /// The unit as sent.
    pub unit: Option<String>,
    /// The values, the oldest first; two at least.
    pub points: Vec<Point>,
    /// Values of the same test that are not drawn: they have another unit or no date, were cancelled or are in error.
    pub left_out: usize,
    /// Whether several values have the same day or moment, so that nobody can say which was first.
    pub is_unordered: bool,
}

impl Point {
    fn of(
        date: &DateTime,
        key: SortKey,
        value: Marked<Plotted>,
        ranges: Vec<ReferenceRange>,
        interpretation: Option<Interpretation>,
    ) -> Self {
        Self { date: date.clone(), at: key.moment(), value, ranges, interpretation }
    }
}

/// A value with the term that it was sent under, and its place among the others.
type Named<'a> = (SortKey, Point, &'a str);

impl Trend {
    /// The trends of observations, each with the date to take where it has none of its own; by term. An observation that
    /// comes twice, because two reports hold it, is one measurement.
    pub fn all<'a>(rows: impl Iterator<Item = (&'a Observed, Option<&'a DateTime>)>) -> Vec<Self> {
        let mut lines: BTreeMap<(&str, Option<&str>), Vec<Named>> = BTreeMap::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (row, fallback) in rows.filter(|(row, _)| seen.insert(row.key)) {
            let amount = row.measured.as_ref().map(|value| value.amount().zip(value.words())).sent();
            let (Some(code), Some(amount)) = (row.code.as_deref(), amount) else { continue };
            *counts.entry(code).or_default() += 1;
            let Some((key, date)) =
                row.date.as_ref().or(fallback).and_then(|date| Some((sort_key(Some(date))?, date)))
            else {
                continue;
            };
            let Some((drawn, _)) = amount.comparable() else { continue };
            let unit = drawn.unit.as_deref();
            let value = amount.map(|(amount, words)| Plotted {
                number: amount.number,
                second: None,
                is_bound: amount.is_bound,
                words: words.to_owned(),
            });
            let (term, _) = row.term.parts();
            let point = Point::of(date, key, value, row.ranges.clone(), row.interpretation.clone());
            lines.entry((code, unit)).or_default().push((key, point, term));
        }
        let mut trends = Vec::new();
        for ((code, unit), points) in lines.into_iter().filter(|(_, points)| points.len() > 1) {
            let count = counts.get(code).copied().unwrap_or_default();
            trends.push(Self::line(unit.map(str::to_owned), points, count));
        }
        order::by_key(&mut trends, |trend| (trend.term.to_lowercase(), trend.unit.clone()));
        trends
    }

    /// The trend of blood pressures: both halves of each, in one unit. A pressure with one half, or with a comparator, is
    /// left out and counted.
    pub fn of_pressures<'a>(rows: impl Iterator<Item = (&'a Observed, &'a BloodPressure)>) -> Vec<Self> {
        let mut lines: BTreeMap<Option<String>, Vec<Named>> = BTreeMap::new();
        let mut count = 0;
        for (row, pressure) in rows {
            count += 1;
            let words = pressure.words();
            let halves = [&pressure.systolic, &pressure.diastolic].map(|half| half.comparable()?.amount());
            let ([Some(systolic), Some(diastolic)], Some((key, date))) =
                (halves, row.date.as_ref().and_then(|date| Some((sort_key(Some(date))?, date))))
            else {
                continue;
            };
            if systolic.unit != diastolic.unit || systolic.is_bound || diastolic.is_bound {
                continue;
            }
            let value = words.map(|words| Plotted {
                number: systolic.number,
                second: Some(diastolic.number),
                is_bound: false,
                words,
            });
            let point = Point::of(date, key, value, Vec::new(), row.interpretation.clone());
            lines.entry(systolic.unit.clone()).or_default().push((key, point, "Blood pressure"));
        }
        let lines = lines.into_iter().filter(|(_, points)| points.len() > 1);
        lines.map(|(unit, points)| Self::line(unit, points, count)).collect()
    }

    /// A line of values, the oldest first; `count` are all values of the test.
    fn line(unit: Option<String>, mut points: Vec<Named>, count: usize) -> Self {
        // Values of one moment stand by their words, so that the order in which entries were sent makes no other line.
        order::by(&mut points, |(one, first, _), (other, second, _)| {
            one.cmp(other).then_with(|| first.value.words().cmp(&second.value.words()))
        });
        let left_out = count.saturating_sub(points.len());
        let is_unordered =
            points.windows(2).any(|two| matches!(two, [(one, ..), (other, ..)] if one == other));
        let term = points.last().map(|(_, _, term)| (*term).to_owned()).unwrap_or_default();
        let points = points.into_iter().map(|(_, point, _)| point).collect();
        Self { term, unit, points, left_out, is_unordered }
    }

    /// The ends of the latest value's reference range, to be drawn behind the line: the only one that it has, in numbers
    /// and in the same unit.
    pub fn band(&self) -> Option<(Option<f64>, Option<f64>)> {
        let latest = self.points.iter().rev().find(|point| !point.ranges.is_empty())?;
        let [range] = latest.ranges.as_slice() else { return None };
        let is_same_unit = range.unit.is_none() || range.unit == self.unit;
        let has_end = range.low.is_some() || range.high.is_some();
        (is_same_unit && has_end).then_some((range.low, range.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clinical::observation::{Amount, Measured};
    use crate::clinical::{Mark, Marks};

    fn row(code: &str, number: f64, unit: &str, date: &str) -> Observed {
        let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
        let words = format!("{number} {}", unit.as_deref().unwrap_or_default());
        Observed {
            term: Marked::plain(format!("Term of {code}")),
            code: Some(code.to_owned()),
            date: (!date.is_empty()).then(|| DateTime::new(date)),
            measured: Marked::plain(Measured::Value {
                words,
                amount: Some(Amount { number, unit, is_bound: false }),
            }),
            ..Observed::default()
        }
    }

    /// Each an observation of its own.
    fn apart<const N: usize>(mut rows: [Observed; N]) -> [Observed; N] {
        rows.iter_mut().enumerate().for_each(|(at, row)| row.key = at);
        rows
    }

    // proves: ARS-47 ARS-48
    #[test]
    fn blood_pressures_are_one_trend_of_two_lines_and_half_a_pressure_is_left_out() {
        let half = |number: f64, unit: &str| row("bp", number, unit, "").measured;
        let dated = |date: &str| row("bp", 0.0, "", date);
        let pressures = [
            (
                dated("2024-01-01"),
                BloodPressure { systolic: half(120.0, "mmHg"), diastolic: half(80.0, "mmHg") },
            ),
            (
                dated("2023-01-01"),
                BloodPressure { systolic: half(140.0, "mmHg"), diastolic: half(95.0, "mmHg") },
            ),
            (
                dated("2022-01-01"),
                BloodPressure { systolic: half(150.0, "mmHg"), diastolic: Marked::default() },
            ),
            (
                dated("2021-01-01"),
                BloodPressure { systolic: half(16.0, "kPa"), diastolic: half(80.0, "mmHg") },
            ),
        ];
        let trends = Trend::of_pressures(pressures.iter().map(|(row, pressure)| (row, pressure)));
        assert_eq!(trends.len(), 1);
        let numbers: Vec<_> = trends[0]
            .points
            .iter()
            .map(|point| point.value.parts().0)
            .map(|drawn| (drawn.number, drawn.second))
            .collect();
        assert_eq!(numbers, [(140.0, Some(95.0)), (120.0, Some(80.0))]);
        assert_eq!((trends[0].left_out, trends[0].points[1].value.words().as_str()), (2, "120/80 mmHg"));
    }

    // proves: FR-04 FR-09 FL-11
    #[test]
    fn values_of_a_day_stand_by_their_time_one_measurement_is_one_point_and_an_error_is_none() {
        let mut rows = apart([
            row("glucose", 9.2, "mmol/L", "2026-05-06T12:00:00+01:00"),
            row("glucose", 4.1, "mmol/L", "2026-05-06T06:00:00+01:00"),
            row("glucose", 6.3, "mmol/L", "2026-05-06T18:00:00+01:00"),
            row("glucose", 40.0, "mmol/L", "2026-05-06T19:00:00+01:00"),
        ]);
        rows[3] = std::mem::take(&mut rows[3]).within(&Marks::from_iter([Mark::InError]));
        rows[2] = std::mem::take(&mut rows[2]).within(&Marks::from_iter([Mark::Approximate]));
        let twice = rows.iter().chain(&rows);
        let trends = Trend::all(twice.map(|row| (row, None)));
        let values: Vec<String> = trends[0].points.iter().map(|point| point.value.words()).collect();
        assert_eq!(values, ["4.1 mmol/L", "9.2 mmol/L", "6.3 mmol/L (Approximate)"]);
        assert_eq!((trends[0].left_out, trends[0].is_unordered), (1, false));
        let days = trends[0].points.iter().map(|point| point.at).collect::<BTreeSet<_>>();
        assert_eq!(days.len(), 3);
    }

    // proves: FR-09
    #[test]
    fn whichever_order_entries_came_in_a_line_is_the_same_and_says_when_a_day_has_no_order() {
        let of = |numbers: [f64; 3]| {
            let rows = apart(numbers.map(|number| row("hb", number, "g/L", "2024-05-06")));
            Trend::all(rows.iter().map(|row| (row, None))).remove(0)
        };
        assert_eq!(of([120.0, 80.0, 100.0]), of([80.0, 100.0, 120.0]));
        assert!(of([80.0, 100.0, 120.0]).is_unordered);
    }

    fn range(low: f64, high: f64, unit: Option<&str>) -> ReferenceRange {
        ReferenceRange {
            kind: None,
            words: format!("{low} to {high}"),
            low: Some(low),
            high: Some(high),
            unit: unit.map(str::to_owned),
        }
    }

    // proves: ARS-48
    #[test]
    fn only_the_same_code_and_the_same_unit_make_a_line_and_what_is_left_out_is_counted() {
        let rows = apart([
            row("egfr", 61.0, "mL/min", "2022-01-01"),
            row("egfr", 52.0, "mL/min", "2024-01-01"),
            row("egfr", 57.0, "mL/min", "2023"),
            row("egfr", 0.9, "mL/s", "2023-06-01"),
            row("egfr", 50.0, "mL/min", ""),
            row("potassium", 4.0, "mmol/L", "2023-06-01"),
        ]);
        let trends = Trend::all(rows.iter().map(|row| (row, None)));
        assert_eq!(trends.len(), 1);
        let numbers: Vec<f64> = trends[0].points.iter().map(|point| point.value.parts().0.number).collect();
        assert_eq!(numbers, [61.0, 57.0, 52.0]);
        assert_eq!(trends[0].left_out, 2);
        // A result without a date of its own has the report's.
        let issued = DateTime::new("2024-05-05");
        let trends = Trend::all(rows.iter().map(|row| (row, Some(&issued))));
        assert_eq!(trends[0].points.len(), 4);
    }

    // proves: ARS-48
    #[test]
    fn the_band_is_the_latest_range_in_the_same_unit_or_none() {
        let with = |ranges: Vec<ReferenceRange>| {
            let mut latest = row("a", 2.0, "g/L", "2024-01-01");
            latest.ranges = ranges;
            let rows = apart([row("a", 1.0, "g/L", "2023-01-01"), latest]);
            Trend::all(rows.iter().map(|row| (row, None))).remove(0).band()
        };
        assert_eq!(with(vec![range(1.0, 3.0, Some("g/L"))]), Some((Some(1.0), Some(3.0))));
        assert_eq!(with(vec![range(1.0, 3.0, None)]), Some((Some(1.0), Some(3.0))));
        assert_eq!(with(vec![range(1.0, 3.0, Some("g/dL"))]), None);
        assert_eq!(with(vec![range(1.0, 3.0, None), range(2.0, 4.0, None)]), None);
        assert_eq!(with(Vec::new()), None);
    }
}
