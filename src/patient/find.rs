//! The first screen: an NHS number, then what was found, or why nothing may be opened.

use leptos::prelude::*;

use super::by_details::ByDetails;
use super::opening::{Candidate, Obstacle, Step, look_up};
use super::unknown::UnknownAtPractice;
use crate::format::NhsNumber;
use crate::format::nhs_number::spaced;
use crate::gpconnect::Cancel;
use crate::session::permission::{GivenBy, PERMISSION, PermissionRule};
use crate::session::{OpenPatient, Permission, Session, audit, clock, session};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::link::{Link, Place};
use crate::ui::live_region::announce;
use crate::ui::nhs_number::{NHS_NUMBER_FIELD, NhsNumberInput};
use crate::ui::progress::Progress;

/// This page's route.
const FIND: &str = "find";

/// The candidate between `/find` and `/check`. The shell provides one above the routes.
#[derive(Clone, Copy)]
pub struct Opening(pub RwSignal<Option<Candidate>>, RwSignal<bool>, fn() -> Ready);

/// Whether everything is there that an open patient needs.
pub type Ready = std::pin::Pin<Box<dyn Future<Output = bool>>>;

impl Opening {
    /// Provides an opening with nobody in it, for the whole page.
    pub fn provide(ready: fn() -> Ready) {
        provide_context(Self(RwSignal::new(None), RwSignal::new(false), ready));
    }

    /// Whether anything of a person is on the screen who is not open: a candidate, a number, what was found; tracked.
    pub fn shows_somebody(&self) -> bool {
        self.1.get() || self.0.with(Option::is_some)
    }

    /// Forgets whoever was looked up.
    pub fn clear(&self) {
        self.0.set(None);
        self.1.set(false);
    }

    /// The opening that the shell provided.
    #[allow(clippy::expect_used, reason = "the shell provides it before any screen exists")]
    pub fn here() -> Self {
        use_context().expect("an opening is provided by the shell")
    }

    /// Takes the candidate on, and says where to go: to the permission where the site asks for it, else their record opens;
    /// nowhere where it may not. `confirmed` says that the user saw the differences and confirmed the person.
    pub fn go_on(&self, session: Session, candidate: Candidate, confirmed: bool) -> Option<&'static str> {
        let settings = session.settings();
        let candidate = Candidate { confirmed, ..candidate };
        if settings.permission == PermissionRule::Explicit {
            self.0.set(Some(candidate));
            return Some("/permission");
        }
        let first = candidate.first_page(&settings);
        self.open(session, candidate, None).then_some(first)
    }

    /// Opens the candidate's record with the permission that was given now (ARH-08).
    pub fn open_with(&self, session: Session, candidate: Candidate, by: GivenBy) -> bool {
        let permission = Permission::record(by, &session.settings().identity, clock::now());
        self.open(session, candidate, Some(permission))
    }

    /// Notes that permission was refused.
    pub fn record_refusal(&self, session: Session, candidate: &Candidate) {
        let outcome = "permission refused: the record was not opened".to_owned();
        let Candidate { provider, traced, .. } = candidate;
        session.audit().record(audit::done_here(PERMISSION, provider, traced, String::new(), outcome));
    }

    fn open(&self, session: Session, candidate: Candidate, permission: Option<Permission>) -> bool {
        let confirmed = candidate.confirmed;
        let check = &candidate.check;
        let outcome = if candidate.found.is_none() {
            "opened on the trace: the practice has no service that finds patients".to_owned()
        } else if check.differences().next().is_none() {
            "details agree".to_owned()
        } else {
            audit::person_confirmed(check)
        };
        let Candidate { provider, traced, trace_id, .. } = &candidate;
        let compared = audit::done_here(audit::CROSS_CHECK, provider, traced, trace_id.clone(), outcome);
        let opened = match candidate.found {
            Some(found) => OpenPatient::open(found, candidate.provider, candidate.check, confirmed),
            None => OpenPatient::open_on_trace(candidate.traced, candidate.provider, confirmed),
        };
        let Ok(patient) = opened else { return false };
        let permitted = permission.as_ref().map(|permission| {
            let (provider, traced) = (patient.provider(), patient.traced());
            audit::done_here(PERMISSION, provider, traced, String::new(), permission.sentence())
        });
        let patient = match permission {
            Some(permission) => patient.with_permission(permission),
            None => patient,
        };
        let provider = patient.provider().clone();
        if !session.open(patient) {
            return false;
        }
        // Where nobody had to be found there first.
        session.learn(&provider);
        for entry in std::iter::once(compared).chain(permitted) {
            session.audit().record(entry);
        }
        self.0.set(None);
        true
    }
}

#[derive(Clone, PartialEq)]
enum Looking {
    Idle,
    At(Step),
    Stopped(Obstacle),
}

/// `/find`: NHS number entry and the look-up.
#[component]
pub fn Find() -> impl IntoView {
    let session = session();
    let opening = Opening::here();
    let place = Place::here();
    let entry = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let looking = RwSignal::new(Looking::Idle);
    // Looking for someone closes the patient before: nothing of one may be beside the other (ARH-29), nor in memory.
    if session.close() && session.may_load_anew() {
        let _ = location().replace(&place.href(FIND));
        return view! { <Progress what="Clearing the record" /> }.into_any();
    }
    let by_details = RwSignal::new(false);
    let cancel = StoredValue::new(Cancel::new());
    on_cleanup(move || cancel.with_value(Cancel::fire));
    // Idleness is watched while anything of a person is here.
    Effect::new(move |_| {
        let shows = !entry.read().is_empty() || *looking.read() != Looking::Idle || by_details.get();
        opening.1.set(shows);
    });
    on_cleanup(move || {
        opening.1.try_set(false);
    });

    let look = Action::new_local(move |number: &NhsNumber| {
        // A second search ends the first, so that its late answer cannot take this one's place.
        cancel.with_value(Cancel::fire);
        let (number, stop) = (number.clone(), Cancel::new());
        cancel.set_value(stop.clone());
        let (settings, connection) = (session.settings(), session.connection());
        opening.0.set(None);
        async move {
            let progress = |step| {
                // Beside the search for the patient, so that it is known before anything else is asked for.
                if let Step::Finding { ods, .. } = &step
                    && let Some(practice) = settings.provider(ods)
                {
                    session.learn(&practice);
                }
                if !stop.is_fired() {
                    looking.set(Looking::At(step));
                }
            };
            let ended = look_up(&connection, &settings, &number, &stop, progress).await;
            let ended = match ended {
                Ok(_) if !(opening.2)().await => Err(Obstacle::NotLoaded),
                ended => ended,
            };
            if stop.is_fired() {
                return;
            }
            match ended {
                Ok(candidate) => {
                    looking.set(Looking::Idle);
                    let plain = !candidate.needs_confirmation();
                    let next = plain.then(|| opening.go_on(session, candidate.clone(), false)).flatten();
                    if next.is_none() {
                        opening.0.set(Some(candidate));
                    }
                    place.go(next.unwrap_or("/check"));
                }
                Err(obstacle) => {
                    announce(obstacle.words().title);
                    looking.set(Looking::Stopped(obstacle));
                }
            }
        }
    });
    let again = move || {
        if let Ok(number) = NhsNumber::parse(&entry.read_untracked()) {
            look.dispatch_local(number);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        looking.set(Looking::Idle);
        match NhsNumber::parse(&entry.read_untracked()) {
            Ok(number) => {
                fault.set(None);
                look.dispatch_local(number);
            }
            Err(why) => fault.set(Some(why.to_string())),
        }
    };
    let choose = move |number: String| {
        entry.set(spaced(&number));
        fault.set(None);
        again();
    };
    let errors = Signal::derive(move || {
        let error = |message| FieldError { field_id: NHS_NUMBER_FIELD.to_owned(), message };
        fault.get().map(error).into_iter().collect::<Vec<_>>()
    });
    let stop = move || {
        cancel.with_value(Cancel::fire);
        looking.set(Looking::Idle);
    };

    view! {
        <div>
            <ErrorSummary errors />
            <h1 tabindex="-1">"Find a patient"</h1>
            <form novalidate=true on:submit=submit>
                <NhsNumberInput value=entry error=fault />
                <Button submit=true>"Find patient"</Button>
            </form>
            {move || match looking.get() {
                Looking::Idle => ().into_any(),
                Looking::At(step) => view! { <LookingPanel step on_stop=Callback::new(move |()| stop()) /> }.into_any(),
                Looking::Stopped(obstacle) => {
                    view! { <ObstaclePanel obstacle on_again=Callback::new(move |()| again()) /> }.into_any()
                }
            }}
            <ByDetails on_choose=Callback::new(choose) shows=by_details />
            <Demonstration on_choose=Callback::new(choose) />
            <p>
                <Link to="/practices">"Practices in this service and what their systems offer"</Link>
            </p>
        </div>
    }
    .into_any()
}

/// The invented patients of a demonstration; nothing on a live site, whose settings name none.
#[component]
fn Demonstration(on_choose: Callback<String>) -> impl IntoView {
    let patients = session().settings().demonstration.clone();
    (!patients.is_empty()).then(|| {
        let rows = patients
            .into_iter()
            .map(|patient| {
                let shown = spaced(&patient.nhs_number);
                let press = Callback::new(move |()| on_choose.run(patient.nhs_number.clone()));
                view! {
                    <tr>
                        <th scope="row"><Button kind=ButtonKind::Link on_press=press>{shown}</Button></th>
                        <td>{patient.purpose}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <section class="app-demonstration" aria-labelledby="demonstration">
                <h2 id="demonstration">"Invented patients to try"</h2>
                <table>
                    <thead>
                        <tr><th scope="col">"NHS number"</th><th scope="col">"What to look for"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

#[component]
fn LookingPanel(step: Step, on_stop: Callback<()>) -> impl IntoView {
    let what = match step {
        Step::Tracing => "Asking the national demographics service (PDS)".to_owned(),
        Step::Finding { name, .. } => format!("Asking {name}"),
    };
    view! {
        <Progress what />
        <Button kind=ButtonKind::Link on_press=on_stop>"Stop"</Button>
    }
}

#[component]
fn ObstaclePanel(obstacle: Obstacle, on_again: Callback<()>) -> impl IntoView {
    let words = obstacle.words();
    let title = words.title;
    let (fault, retry) = match &obstacle {
        Obstacle::Failed { error, .. } => {
            (Fault { next: words.next, ..Fault::from(error) }, error.is_retryable())
        }
        Obstacle::NotLoaded => (Fault { what: words.what, next: words.next, ..Fault::default() }, true),
        Obstacle::NotOnPds
        | Obstacle::Refused(_)
        | Obstacle::PracticeNotConfigured { .. }
        | Obstacle::NothingToOpen { .. }
        | Obstacle::Nobody { .. }
        | Obstacle::Several { .. }
        | Obstacle::NumberMismatch { .. } => {
            let fault = Fault {
                what: words.what,
                saved: None,
                next: words.next,
                trace_id: words.trace_id,
                wait: None,
                details: Vec::new(),
            };
            (fault, false)
        }
    };
    let panel = if retry {
        view! { <FaultPanel fault on_retry=on_again /> }.into_any()
    } else {
        view! { <FaultPanel fault /> }.into_any()
    };
    // What the booking page offers where a practice does not have the patient (FND-15).
    let unknown = match obstacle {
        Obstacle::Nobody { practice, traced } if session().settings().offers_appointments() => {
            Some(view! { <UnknownAtPractice practice=practice traced=*traced on_settled=on_again /> })
        }
        Obstacle::Nobody { .. }
        | Obstacle::NotOnPds
        | Obstacle::Refused(_)
        | Obstacle::PracticeNotConfigured { .. }
        | Obstacle::NothingToOpen { .. }
        | Obstacle::Several { .. }
        | Obstacle::NumberMismatch { .. }
        | Obstacle::NotLoaded
        | Obstacle::Failed { .. } => None,
    };
    view! {
        <section class="app-obstacle" aria-label=title>
            <h2>{title}</h2>
            {panel}
            {unknown}
        </section>
    }
}
