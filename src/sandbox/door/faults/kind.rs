//! Every fault by the name it is told with.

use std::str::FromStr;
use std::time::Duration;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// `latency:ms`: the answer comes this much later.
    Latency(Duration),
    /// `timeout-before-save`: no answer, nothing done.
    TimeoutBeforeSave,
    /// `timeout-after-save`: no answer, but done.
    TimeoutAfterSave,
    /// `late-save:ms`: no answer, and done this much later.
    LateSave(Duration),
    /// `times-in-utc`: times of appointments are written in UTC, the same moments.
    TimesInUtc,
    /// `without-slots`: appointments do not name their slots.
    WithoutSlots,
    /// `truncated`: the connection breaks half-way through the body.
    Truncated,
    /// `html-error:502`: a proxy's page instead of FHIR.
    HtmlError(u16),
    /// `wrong-patient`: the answer is about somebody else.
    WrongPatient,
    /// `other-details`: the right NHS number, beside another name and date of birth.
    OtherDetails,
    /// `outcome:409:DUPLICATE_REJECTED`: refused with an OperationOutcome, nothing done.
    Outcome(u16, String),
    /// `no-body:503`: a status and nothing else.
    NoBody(u16),
    /// `busy:503:5`: refused, and to be asked again in so many seconds.
    Busy(u16, u32),
    /// `redirect`: the address of a page to sign in, in place of an answer; the call is not done.
    Redirect,
    /// `no-cors`: done and answered, but without CORS headers.
    NoCors,
    /// `wrong-content-type`: the right body called `text/plain`.
    WrongContentType,
    /// `malformed`: a whole answer that is no JSON.
    Malformed,
    /// `too-large` or `too-large:bytes`: a body beyond any limit.
    TooLarge(Option<usize>),
}

/// What stands behind a fault's name and its colon.
#[derive(Clone, Copy)]
struct Told<'a>(&'a str);

impl<'a> Told<'a> {
    fn number<T: TryFrom<u64>>(self) -> Result<T, String> {
        let number = self.0.parse::<u64>().ok().and_then(|number| T::try_from(number).ok());
        number.ok_or_else(|| format!("\"{}\" is not the number that is needed here", self.0))
    }

    fn duration(self) -> Result<Duration, String> {
        self.number().map(Duration::from_millis)
    }

    fn pair(self) -> Result<(Told<'a>, Told<'a>), String> {
        let (first, second) =
            self.0.split_once(':').ok_or("two things are needed, as in 409:DUPLICATE_REJECTED")?;
        Ok((Told(first), Told(second)))
    }
}

/// A name, and what it and the words behind it mean.
type Row = (&'static str, fn(Told<'_>) -> Result<FaultKind, String>);

const KINDS: &[Row] = &[
    ("latency", |told| told.duration().map(FaultKind::Latency)),
    ("timeout-before-save", |_| Ok(FaultKind::TimeoutBeforeSave)),
    ("timeout-after-save", |_| Ok(FaultKind::TimeoutAfterSave)),
    ("late-save", |told| told.duration().map(FaultKind::LateSave)),
    ("times-in-utc", |_| Ok(FaultKind::TimesInUtc)),
    ("without-slots", |_| Ok(FaultKind::WithoutSlots)),
    ("truncated", |_| Ok(FaultKind::Truncated)),
    ("html-error", |told| told.number().map(FaultKind::HtmlError)),
    ("wrong-patient", |_| Ok(FaultKind::WrongPatient)),
    ("other-details", |_| Ok(FaultKind::OtherDetails)),
    ("outcome", |told| {
        let (status, code) = told.pair()?;
        Ok(FaultKind::Outcome(status.number()?, code.0.to_owned()))
    }),
    ("no-body", |told| told.number().map(FaultKind::NoBody)),
    ("busy", |told| {
        let (status, seconds) = told.pair()?;
        Ok(FaultKind::Busy(status.number()?, seconds.number()?))
    }),
    ("redirect", |_| Ok(FaultKind::Redirect)),
    ("no-cors", |_| Ok(FaultKind::NoCors)),
    ("wrong-content-type", |_| Ok(FaultKind::WrongContentType)),
    ("malformed", |_| Ok(FaultKind::Malformed)),
    ("too-large", |told| match told.0 {
        "" => Ok(FaultKind::TooLarge(None)),
        _ => told.number().map(|bytes| FaultKind::TooLarge(Some(bytes))),
    }),
];

impl FaultKind {
    /// The names of all.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(name, _)| *name)
    }
}

impl FromStr for FaultKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, told) = text.split_once(':').unwrap_or((text, ""));
        let (_, read) = KINDS
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| format!("{name} is not a known fault"))?;
        read(Told(told)).map_err(|why| format!("{name}: {why}"))
    }
}
