//! The page around this one, as every screen may use it: what it asked for, and what it is told.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::embedding::{Documents, HostPatient, Look};

/// Whom the host asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Wanted {
    /// Nobody.
    #[default]
    Nobody,
    /// Whom the user was shown and did not take for the one they wanted.
    Declined,
    /// A context that cannot be used, with the reason.
    Faulty(String),
    /// This patient.
    Patient(HostPatient),
}

/// How far the record of the host's patient is, as the host hears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody is open.
    Ready,
    /// The patient is looked for.
    Opening,
    /// Somebody must look at what differs.
    Checking,
    /// The record is open.
    Open,
    /// It could not be opened, or nobody wanted to.
    Stopped,
    /// Locked.
    Locked,
}

impl Stage {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Opening => "opening",
            Self::Checking => "checking",
            Self::Open => "open",
            Self::Stopped => "stopped",
            Self::Locked => "locked",
        }
    }
}

/// A failure as the host hears it; `message` is on screen too, and neither says anything about the patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The word in the table of docs/embedding.md.
    pub code: &'static str,
    /// In words.
    pub message: String,
    /// The trace id to quote.
    pub trace_id: Option<String>,
    /// Whether the same may succeed in a moment.
    pub is_retryable: bool,
}

/// The page around this one; only where there is one that may show this app.
#[derive(Clone, Copy)]
pub struct Embedded {
    /// How the host wants the app to look.
    pub look: RwSignal<Look>,
    /// How documents are shown; the same for as long as the frame is there.
    pub documents: Documents,
    /// Whom the host asks for, counted, as it was last told.
    pub asked: RwSignal<(u32, Wanted)>,
    /// Whom the app is to show, once whoever was on screen has gone from it.
    pub wanted: RwSignal<Wanted>,
    /// What the find screen is at.
    pub finding: RwSignal<Stage>,
    tell: Callback<(&'static str, Value)>,
}

impl Embedded {
    /// Of a host that was just met; `tell` sends a message with its payload.
    pub fn new(look: Look, documents: Documents, tell: Callback<(&'static str, Value)>) -> Self {
        Self {
            look: RwSignal::new(look),
            documents,
            asked: RwSignal::new((0, Wanted::Nobody)),
            wanted: RwSignal::new(Wanted::Nobody),
            finding: RwSignal::new(Stage::Ready),
            tell,
        }
    }

    /// The page around this one; none where the app has a window of its own.
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// Notes whom the host asks for now.
    pub fn ask_for(&self, wanted: Wanted) {
        self.asked.update(|(count, asked)| {
            *count = count.wrapping_add(1);
            *asked = wanted;
        });
    }

    /// The user turned away from the patient whom the host asks for.
    pub fn decline(&self) {
        self.wanted.set(Wanted::Declined);
    }

    /// Looks for the patient whom the host last asked for again.
    pub fn ask_again(&self) {
        self.wanted.set(self.asked.get_untracked().1);
    }

    /// Tells how far it is.
    pub fn at(&self, stage: Stage) {
        self.tell.run(("gpc.status", json!({ "status": stage.word() })));
    }

    /// Tells that nobody is on the screen any longer.
    pub fn cleared(&self) {
        self.tell.run(("gpc.cleared", json!({})));
    }

    /// Tells a failure.
    pub fn trouble(&self, trouble: &Trouble) {
        let Trouble { code, message, trace_id, is_retryable } = trouble;
        let payload =
            json!({ "code": code, "message": message, "traceId": trace_id, "retryable": is_retryable });
        self.tell.run(("gpc.error", payload));
    }

    /// Tells that nobody is signed in, in the words that are on screen.
    pub fn session_ended(&self, reason: &str, message: &str) {
        self.tell.run(("gpc.session", json!({ "reason": reason, "message": message })));
    }

    /// Hands on a press of Esc that nothing here had a use for.
    pub fn escape(&self) {
        self.tell.run(("gpc.escape", json!({})));
    }

    /// Tells how high the page is.
    pub fn size(&self, height: f64) {
        self.tell.run(("gpc.size", json!({ "height": height })));
    }
}
