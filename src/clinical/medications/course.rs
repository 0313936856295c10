//! How long a medication can be taken, by everything that was sent about it: statement, plan and issues.
//!
//! Suppliers call a running repeat `completed` once its last issue is made, so the word of a status never decides what is
//! past (HAZ 84). What decides is whether an end was sent and is over, and whether an issue still lasts.

use chrono::{Days, Months, NaiveDate};

use super::join::Joined;
use super::{PrescriptionType, Status};
use crate::clinical::day;
use crate::fhir::{DateTime, MedicationRequest, Period, Quantity};
use crate::format;

/// How long an issue is taken to last when nothing says it: as long as practices usually issue at most, three months.
const UNSTATED_SUPPLY: Days = Days::new(84);

/// Why a medication can still be taken, whatever its status is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StillTaken {
    /// An issue lasts until this day; without one nothing says how long it lasts.
    IssueLasts {
        /// When it was issued.
        issued: DateTime,
        /// Its last day.
        until: Option<NaiveDate>,
    },
    /// An issue is still to come.
    IssueToCome(DateTime),
    /// The end of statement or plan is not over.
    EndToCome(DateTime),
    /// An end was sent that cannot be read, or means that it is not known.
    EndUnreadable(DateTime),
    /// Neither statement nor plan has an end.
    NoEnd,
}

impl StillTaken {
    /// `its issue of 20-Nov-2026 lasts until 18-Dec-2026`.
    pub fn words(&self) -> String {
        match self {
            Self::IssueLasts { issued, until: Some(until) } => {
                format!("its issue of {} lasts until {}", format::date(issued), format::date::day(*until))
            }
            Self::IssueLasts { issued, until: None } => {
                format!("issued {}, and for how long was not sent", format::date(issued))
            }
            Self::IssueToCome(date) => format!("an issue is still to come: {}", format::date(date)),
            Self::EndToCome(date) => format!("its end is still to come: {}", format::date(date)),
            Self::EndUnreadable(date) => format!("its end is not known: {}", format::date(date)),
            Self::NoEnd => "no end date was sent".to_owned(),
        }
    }
}

/// What was sent about start, end and issues.
#[derive(Debug, Default)]
pub(super) struct Course<'a> {
    statement: Option<&'a Period>,
    plan: Option<&'a Period>,
    /// The one day that the statement names instead of a period.
    on_day: Option<&'a DateTime>,
    supplies: Vec<Supply<'a>>,
    is_acute: bool,
}

/// One issue that was not cancelled.
#[derive(Debug)]
struct Supply<'a> {
    from: Option<&'a DateTime>,
    end: Option<&'a DateTime>,
    days: Option<&'a Quantity>,
}

impl<'a> Course<'a> {
    /// What the parts of a medication say; `last_issue` is the practice's own word about the latest one.
    pub fn of(joined: &Joined<'a>, kind: &PrescriptionType, last_issue: Option<&'a DateTime>) -> Self {
        let statement = joined.statement.map(|(_, statement)| statement);
        let plan = joined.plan().and_then(|plan| plan.dispense_request.as_deref());
        let usual = plan.and_then(|plan| plan.expected_supply_duration.as_ref());
        let counts = |order: &MedicationRequest| match Status::of(order.status.as_ref()) {
            Status::Stopped | Status::Cancelled | Status::InError => false,
            Status::Active | Status::Completed | Status::OnHold | Status::Other(_) | Status::NotStated => {
                true
            }
        };
        let supplies = joined.orders.iter().map(|(_, order)| *order).filter(|order| counts(order));
        let mut supplies: Vec<Supply> = supplies
            .map(|order| {
                let request = order.dispense_request.as_deref();
                let validity = request.and_then(|request| request.validity_period.as_ref());
                Supply {
                    from: validity.and_then(|validity| validity.start.as_ref()),
                    end: validity.and_then(|validity| validity.end.as_ref()),
                    days: request.and_then(|request| request.expected_supply_duration.as_ref()).or(usual),
                }
            })
            .collect();
        if let Some(last) = last_issue {
            let is_known = supplies
                .iter()
                .any(|supply| supply.from.is_some_and(|from| day::first(from) == day::first(last)));
            if !is_known {
                supplies.push(Supply { from: Some(last), end: None, days: usual });
            }
        }
        Self {
            statement: statement.and_then(|statement| statement.effective_period.as_ref()),
            plan: plan.and_then(|plan| plan.validity_period.as_ref()),
            on_day: statement.and_then(|statement| statement.effective_date_time.as_ref()),
            supplies,
            is_acute: matches!(kind, PrescriptionType::Acute | PrescriptionType::Delayed),
        }
    }

    /// When it begins: by the statement, else by the plan, else by its first issue.
    pub fn start(&self) -> Option<&'a DateTime> {
        let first = || {
            let dated = self.supplies.iter().filter_map(|supply| supply.from);
            dated.min_by_key(|from| format::date::sort_key(Some(from)))
        };
        let of_plan = || self.plan.and_then(|plan| plan.start.as_ref());
        let of_statement = self.statement.and_then(|statement| statement.start.as_ref());
        of_statement.or(self.on_day).or_else(of_plan).or_else(first)
    }

    /// When it ends: by the statement, else by the plan; of a single course also the one day that was sent, and the end
    /// of its issue.
    pub fn end(&self) -> Option<&'a DateTime> {
        let of_statement = self.statement.and_then(|statement| statement.end.as_ref());
        let of_plan = || self.plan.and_then(|plan| plan.end.as_ref());
        let of_course = || {
            let ends = self.supplies.iter().filter_map(|supply| supply.end);
            let last = ends.max_by_key(|end| format::date::sort_key(Some(end)));
            last.or(self.on_day).filter(|_| self.is_acute)
        };
        of_statement.or_else(of_plan).or_else(of_course)
    }

    /// What the plan says about start and end that the statement does not say: both are shown (FL-12).
    pub fn other_period(&self) -> Option<Period> {
        let plan = self.plan?;
        let differs = |of_plan: &Option<DateTime>, shown: Option<&DateTime>| {
            of_plan
                .as_ref()
                .is_some_and(|of_plan| shown.is_none_or(|shown| format::date(shown) != format::date(of_plan)))
        };
        (differs(&plan.start, self.start()) || differs(&plan.end, self.end())).then(|| plan.clone())
    }

    /// Whether each end that was sent is over, and the latest of them.
    pub fn over(&self, today: NaiveDate) -> Option<&'a DateTime> {
        let ends = self.ends();
        let all_over = ends.iter().all(|end| day::is_past(end, today));
        ends.into_iter().max_by_key(|end| day::last(end)).filter(|_| all_over)
    }

    /// The last day on which it can be taken, where one is known: of each end and each issue the latest.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let of_issues = self.supplies.iter().filter_map(Supply::last);
        let of_ends = self.ends().into_iter().filter_map(day::last);
        of_issues.chain(of_ends).max().or_else(|| self.start().filter(|_| self.is_acute).and_then(day::last))
    }

    /// Why it can still be taken on `today`; `None` when everything that was sent is over.
    pub fn still(&self, today: NaiveDate) -> Option<StillTaken> {
        self.issue_that_lasts(today).or_else(|| {
            let to_come = self.supplies.iter().filter_map(|supply| supply.from);
            let to_come = to_come.filter(|from| day::is_future(from, today));
            if let Some(next) = to_come.min_by_key(|from| day::first(from)) {
                return Some(StillTaken::IssueToCome(next.clone()));
            }
            let ends = self.ends();
            if let Some(end) = ends.iter().find(|end| day::last(end).is_none()) {
                return Some(StillTaken::EndUnreadable((*end).clone()));
            }
            if let Some(end) = ends.iter().copied().max_by_key(|end| day::last(end)) {
                return (!day::is_past(end, today)).then(|| StillTaken::EndToCome(end.clone()));
            }
            let has_plan = self.statement.is_some() || self.plan.is_some() || self.on_day.is_some();
            let is_bounded = self.is_acute && self.supplies.iter().any(|supply| supply.last().is_some());
            (has_plan && !is_bounded).then_some(StillTaken::NoEnd)
        })
    }

    /// Every end that was sent for the whole.
    fn ends(&self) -> Vec<&'a DateTime> {
        let sent = [self.statement, self.plan].into_iter().flatten().filter_map(|period| period.end.as_ref());
        let mut ends: Vec<_> = sent.collect();
        if ends.is_empty() && self.is_acute {
            ends.extend(self.end());
        }
        ends
    }

    /// The issue that lasts longest, where one lasts on `today`.
    fn issue_that_lasts(&self, today: NaiveDate) -> Option<StillTaken> {
        let has_end = !self.ends().is_empty();
        let begun = self
            .supplies
            .iter()
            .filter(|supply| supply.from.and_then(day::first).is_some_and(|from| from <= today));
        let lasting = begun.filter_map(|supply| {
            let until = supply.last();
            // How long a single course lasts is said by its own end.
            let unstated = || {
                let from = supply.from.and_then(day::last)?;
                from.checked_add_days(UNSTATED_SUPPLY).filter(|_| !(self.is_acute && has_end))
            };
            let last = until.or_else(unstated)?;
            (last >= today).then_some((last, supply.from?, until))
        });
        let (_, issued, until) = lasting.max_by_key(|(last, ..)| *last)?;
        Some(StillTaken::IssueLasts { issued: issued.clone(), until })
    }
}

impl Supply<'_> {
    /// The last day of the issue: by its end, or by how long it lasts, whichever is later.
    fn last(&self) -> Option<NaiveDate> {
        let by_length = || after(day::last(self.from?)?, self.days?);
        self.end.and_then(day::last).max(by_length())
    }
}

/// The day on which something that lasts so long ends; `None` for a length that says nothing.
fn after(from: NaiveDate, length: &Quantity) -> Option<NaiveDate> {
    let number = length.value.as_ref()?.approximate()?;
    if !(number > 0.0 && number < 10_000.0) {
        return None;
    }
    // Upwards: a part of a day is a day.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "in bounds by the line above"
    )]
    let whole = number.ceil() as u32;
    let unit = length.code.as_deref().or(length.unit.as_deref()).unwrap_or("d").trim().to_ascii_lowercase();
    match unit.trim_end_matches('s') {
        "h" | "hr" | "hour" => from.checked_add_days(Days::new(u64::from(whole.div_ceil(24)))),
        "d" | "day" => from.checked_add_days(Days::new(u64::from(whole))),
        "wk" | "w" | "week" => from.checked_add_days(Days::new(7 * u64::from(whole))),
        "mo" | "month" => from.checked_add_months(Months::new(whole)),
        "a" | "y" | "yr" | "year" => from.checked_add_months(Months::new(12 * whole)),
        _ => None,
    }
}
