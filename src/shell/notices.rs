//! What was sent for a patient who has been closed since: still on its way, or how it ended. It is above the banner,
//! outside the pages of whoever is open now, and names nobody (see [`crate::session::under_way`]).

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::format::{NhsNumber, uk_time};
use crate::session::drafts::{Draft, UnsentTask};
use crate::session::session;
use crate::session::under_way::{Certainty, Notice, UnderWay};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::copy::CopyButton;
use crate::ui::live_region::announce;
use crate::ui::memo::memo;
use crate::ui::progress::Progress;

/// Whose it was, so that nobody takes it for the patient below.
const WHOSE: &str = "For a patient who has since been closed, not for anyone shown below.";

/// The same where that patient has been opened again.
const OWN: &str = "For the patient who is open below. It was sent before they were last closed.";

/// The notices, and what is still waited for.
#[component]
pub fn Notices() -> impl IntoView {
    let under_way = session().under_way();
    let waiting: Memo<Vec<String>> = memo(move || {
        let sent = |under_way: &UnderWay| {
            under_way.sent().iter().filter(|sent| sent.is_left).map(|sent| sent.what.clone()).collect()
        };
        under_way.with(sent)
    });
    let waits = move || {
        let wait = |what: String| {
            view! {
                <div class="app-notice">
                    <Progress what=format!("{what} is still in progress") />
                    <p>{WHOSE} " It carries on, and the result will appear here. Keep this window open."</p>
                </div>
            }
        };
        waiting.with(|waiting| waiting.iter().cloned().map(wait).collect_view())
    };
    let notices = memo(move || under_way.with(|under_way| under_way.notices().to_vec()));
    let unsent = Unsent::all();
    let is_empty =
        move || waiting.with(Vec::is_empty) && notices.with(Vec::is_empty) && unsent.with(Vec::is_empty);
    view! {
        <section aria-label="Sent earlier" hidden=is_empty>
            {waits}
            <For each=move || notices.get() key=|notice| notice.key let:notice>
                <Told notice=notice />
            </For>
            <For each=move || unsent.get() key=|one| (one.nhs_number.clone(), one.what) let:one>
                <NotSent one=one />
            </For>
        </section>
    }
}

#[component]
fn Told(notice: Notice) -> impl IntoView {
    let session = session();
    let Notice { key, what, end, .. } = notice;
    let class = match end.certainty {
        Certainty::Done => "app-notice app-notice--done",
        Certainty::NotDone | Certainty::NotKnown => "app-notice app-notice--not-done",
    };
    // Opened again, the patient is the one below, and whoever reads this must not look for another.
    let number = session.patient_untracked().map(|open| open.traced().nhs_number().clone());
    let is_own =
        number.is_some_and(|number| session.under_way().with_untracked(|all| all.is_about(key, &number)));
    announce(&format!("{}. {what}. {}", end.title, if is_own { OWN } else { WHOSE }));
    let whose = move || {
        let is_open = session.patient().is_some_and(|open| {
            session.under_way().with_untracked(|all| all.is_about(key, open.traced().nhs_number()))
        });
        if is_open { OWN } else { WHOSE }
    };
    let trace = end.trace_id.map(|trace_id| {
        view! {
            <span class="app-fault__trace">
                "Trace id " <code>{trace_id.clone()}</code> " " <CopyButton text=trace_id what="trace id" />
            </span>
        }
    });
    let put_away = Callback::new(move |()| session.put_away(key));
    view! {
        <div class=class role="group" aria-label=end.title>
            <p>
                <strong>{end.title} ". " {what} "."</strong>
                " "
                {whose}
                " "
                {end.next}
            </p>
            <div class="app-notice__actions">
                {trace}
                <Button kind=ButtonKind::Secondary small=true on_press=put_away>
                    "I have read this"
                </Button>
            </div>
        </div>
    }
}

/// A consultation summary or a task that is not sent, of a patient who is not open; whose it is is not said.
#[derive(Clone, PartialEq)]
struct Unsent {
    nhs_number: NhsNumber,
    begun: DateTime<Utc>,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum What {
    Summary { is_settled: bool },
    Task,
}

impl Unsent {
    fn all() -> Memo<Vec<Self>> {
        let session = session();
        Memo::new(move |_| {
            let open = session.patient().map(|open| open.traced().nhs_number().clone());
            session.drafts().with(|drafts| {
                let summary = |draft: &Draft| Self {
                    nhs_number: draft.nhs_number.clone(),
                    begun: draft.begun,
                    what: What::Summary { is_settled: draft.unsettled.is_none() },
                };
                let task = |task: &UnsentTask| Self {
                    nhs_number: task.nhs_number.clone(),
                    begun: task.begun,
                    what: What::Task,
                };
                let all = drafts.unsent().map(summary).chain(drafts.unsent_tasks().iter().map(task));
                let mut others: Vec<Self> =
                    all.filter(|one| Some(&one.nhs_number) != open.as_ref()).collect();
                // Tasks for one patient are kept, found and discarded together: the first tells of all.
                others.dedup_by(|one, before| {
                    one.what == What::Task && one.nhs_number == before.nhs_number && before.what == What::Task
                });
                others
            })
        })
    }
}

#[component]
fn NotSent(one: Unsent) -> impl IntoView {
    let session = session();
    let asks = RwSignal::new(false);
    let number = StoredValue::new(one.nhs_number);
    let what = one.what;
    let title = match what {
        What::Summary { .. } => "Consultation summary not sent",
        What::Task => "Task not sent",
    };
    let words = match what {
        What::Summary { is_settled: false } => {
            "Whether it was sent is not known. Find its patient again, and it is looked up."
        }
        What::Summary { is_settled: true } | What::Task => {
            "It is kept in this window only. Find its patient again to go on with it."
        }
    };
    let discard = Callback::new(move |()| {
        let number = number.get_value();
        session.drafts().update(|drafts| match what {
            What::Summary { .. } => drafts.discard(&number),
            What::Task => drafts.keep_tasks(&number, Vec::new()),
        });
    });
    let actions = move || {
        match asks.get() {
        false => view! {
            <Button kind=ButtonKind::Link small=true on_press=Callback::new(move |()| asks.set(true))>
                "Discard it"
            </Button>
        }
        .into_any(),
        true => view! {
            <Button kind=ButtonKind::Warning small=true on_press=discard>"Discard it for good"</Button>
            <Button kind=ButtonKind::Link small=true on_press=Callback::new(move |()| asks.set(false))>"Keep it"</Button>
        }
        .into_any(),
    }
    };
    let actions = (what != What::Summary { is_settled: false }).then_some(actions);
    let begun = uk_time::wall_clock(one.begun).format("%H:%M").to_string();
    view! {
        <div class="app-notice app-notice--not-done" role="group" aria-label=title>
            <p>
                <strong>{title} ". Begun at " {begun} "."</strong>
                " "
                {WHOSE}
                " "
                {words}
            </p>
            <div class="app-notice__actions">{actions}</div>
        </div>
    }
}
