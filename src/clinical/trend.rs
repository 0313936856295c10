//! Values of one test over time: the same code and the same unit only (structured digest 3.9). Nothing is converted, and
//! nothing is worked out from a range.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::observation::{Interpretation, Observed, ReferenceRange};
use super::uncategorised_data::BloodPressure;
use crate::fhir::DateTime;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When, as sent.
    pub date: DateTime,
    /// Where it is drawn: a partial date at its first day.
    pub day: NaiveDate,
    /// The number; of a blood pressure the systolic one.
    pub number: f64,
    /// The second number of the same value: the diastolic one of a blood pressure.
    pub second: Option<f64>,
    /// Whether a comparator stands before it: a bound, no measurement.
    pub is_bound: bool,
    /// The value with comparator and unit.
    pub words: String,
    /// Its own reference ranges.
    pub ranges: Vec<ReferenceRange>,
    /// What the sender made of it.
    pub interpretation: Option<Interpretation>,
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
    /// Values of the same test that have another unit or no date, and so are not drawn.
    pub left_out: usize,
}

/// A value with the term that it was sent under.
type Named<'a> = (Point, &'a str);

impl Trend {
    /// The trends of observations, each with the date to take where it has none of its own; by term.
    pub fn all<'a>(rows: impl Iterator<Item = (&'a Observed, Option<&'a DateTime>)>) -> Vec<Self> {
        let mut lines: BTreeMap<(&str, Option<&str>), Vec<Named>> = BTreeMap::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (row, fallback) in rows {
            let (Some(code), Some(amount)) = (row.code.as_deref(), row.measured.amount()) else { continue };
            *counts.entry(code).or_default() += 1;
            let date = row.date.as_ref().or(fallback);
            let Some((date, day)) = date.and_then(|date| Some((date, date.earliest_date()?))) else {
                continue;
            };
            let point = Point {
                date: date.clone(),
                day,
                number: amount.number,
                second: None,
                is_bound: amount.is_bound,
                words: row.measured.words().unwrap_or_default().to_owned(),
                ranges: row.ranges.clone(),
                interpretation: row.interpretation.clone(),
            };
            lines.entry((code, amount.unit.as_deref())).or_default().push((point, row.term.as_str()));
        }
        let mut trends = Vec::new();
        for ((code, unit), points) in lines.into_iter().filter(|(_, points)| points.len() > 1) {
            let count = counts.get(code).copied().unwrap_or_default();
            trends.push(Self::line(unit.map(str::to_owned), points, count));
        }
        trends.sort_by_cached_key(|trend| trend.term.to_lowercase());
        trends
    }

    /// The trend of blood pressures: both halves of each, in one unit. A pressure with one half, or with a comparator, is
    /// left out and counted.
    pub fn of_pressures<'a>(rows: impl Iterator<Item = (&'a Observed, &'a BloodPressure)>) -> Vec<Self> {
        let mut lines: BTreeMap<Option<String>, Vec<Named>> = BTreeMap::new();
        let mut count = 0;
        for (row, pressure) in rows {
            count += 1;
            let halves = pressure.systolic.amount().zip(pressure.diastolic.amount());
            let day = row.date.as_ref().and_then(|date| Some((date, date.earliest_date()?)));
            let (Some((systolic, diastolic)), Some((date, day))) = (halves, day) else { continue };
            if systolic.unit != diastolic.unit || systolic.is_bound || diastolic.is_bound {
                continue;
            }
            let point = Point {
                date: date.clone(),
                day,
                number: systolic.number,
                second: Some(diastolic.number),
                is_bound: false,
                words: pressure.words(),
                ranges: Vec::new(),
                interpretation: row.interpretation.clone(),
            };
            lines.entry(systolic.unit.clone()).or_default().push((point, "Blood pressure"));
        }
        let lines = lines.into_iter().filter(|(_, points)| points.len() > 1);
        lines.map(|(unit, points)| Self::line(unit, points, count)).collect()
    }

    /// A line of values, the oldest first; `count` are all values of the test.
    fn line(unit: Option<String>, mut points: Vec<Named>, count: usize) -> Self {
        points.sort_by_key(|(point, _)| point.day);
        let left_out = count.saturating_sub(points.len());
        let term = points.last().map(|(_, term)| (*term).to_owned()).unwrap_or_default();
        Self { term, unit, points: points.into_iter().map(|(point, _)| point).collect(), left_out }
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

    fn row(code: &str, number: f64, unit: &str, date: &str) -> Observed {
        let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
        let words = format!("{number} {}", unit.as_deref().unwrap_or_default());
        Observed {
            term: format!("Term of {code}"),
            code: Some(code.to_owned()),
            date: (!date.is_empty()).then(|| DateTime::new(date)),
            measured: Measured::Value { words, amount: Some(Amount { number, unit, is_bound: false }) },
            ..Observed::default()
        }
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
                BloodPressure { systolic: half(150.0, "mmHg"), diastolic: Measured::Nothing },
            ),
            (
                dated("2021-01-01"),
                BloodPressure { systolic: half(16.0, "kPa"), diastolic: half(80.0, "mmHg") },
            ),
        ];
        let trends = Trend::of_pressures(pressures.iter().map(|(row, pressure)| (row, pressure)));
        assert_eq!(trends.len(), 1);
        let numbers: Vec<_> = trends[0].points.iter().map(|point| (point.number, point.second)).collect();
        assert_eq!(numbers, [(140.0, Some(95.0)), (120.0, Some(80.0))]);
        assert_eq!((trends[0].left_out, trends[0].points[1].words.as_str()), (2, "120/80 mmHg"));
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
        let rows = [
            row("egfr", 61.0, "mL/min", "2022-01-01"),
            row("egfr", 52.0, "mL/min", "2024-01-01"),
            row("egfr", 57.0, "mL/min", "2023"),
            row("egfr", 0.9, "mL/s", "2023-06-01"),
            row("egfr", 50.0, "mL/min", ""),
            row("potassium", 4.0, "mmol/L", "2023-06-01"),
        ];
        let trends = Trend::all(rows.iter().map(|row| (row, None)));
        assert_eq!(trends.len(), 1);
        let numbers: Vec<f64> = trends[0].points.iter().map(|point| point.number).collect();
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
            let rows = [row("a", 1.0, "g/L", "2023-01-01"), latest];
            Trend::all(rows.iter().map(|row| (row, None))).remove(0).band()
        };
        assert_eq!(with(vec![range(1.0, 3.0, Some("g/L"))]), Some((Some(1.0), Some(3.0))));
        assert_eq!(with(vec![range(1.0, 3.0, None)]), Some((Some(1.0), Some(3.0))));
        assert_eq!(with(vec![range(1.0, 3.0, Some("g/dL"))]), None);
        assert_eq!(with(vec![range(1.0, 3.0, None), range(2.0, 4.0, None)]), None);
        assert_eq!(with(Vec::new()), None);
    }
}
