//! The practice view against the sandbox provider: ten sections, each with its own progress, failure and retry.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use gp_connect_viewer::gpconnect::transport::Sending;
use gp_connect_viewer::gpconnect::{Cancel, Request, Transport};
use gp_connect_viewer::record::PracticeViewPage;

use gp_connect_viewer::sandbox::{self, Fault, FaultKind, Provider, SandboxTransport};
use gp_connect_viewer::session::{Session, Settings, Start, clock};
use leptos::prelude::*;
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::page::{Page, settle};
use crate::site::{self, until};

const HTML: &str = "fhir:operation:gpc.getcarerecord";

/// Changes what practices answer about sections, from the moment that it is told how.
#[derive(Clone)]
struct Changing {
    sandbox: SandboxTransport,
    change: Arc<Mutex<Option<(&'static str, &'static str)>>>,
}

impl Transport for Changing {
    fn send<'a>(&'a self, request: Request, cancel: &'a Cancel) -> Sending<'a> {
        Box::pin(async move {
            let is_section = request.url.ends_with("$gpc.getcarerecord");
            let mut response = self.sandbox.send(request, cancel).await?;
            if let Some((from, to)) = self.change.lock().unwrap().filter(|_| is_section) {
                response.body = String::from_utf8(response.body).unwrap().replace(from, to).into_bytes();
            }
            Ok(response)
        })
    }
    fn pause<'a>(&'a self, duration: Duration, cancel: &'a Cancel) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        self.sandbox.pause(duration, cancel)
    }
}

/// A site with its provider, before anything is opened.
struct Site {
    start: Start,
    provider: Arc<Mutex<Provider>>,
    change: Arc<Mutex<Option<(&'static str, &'static str)>>>,
    opened: Rc<Cell<Option<Session>>>,
}

fn site(features: serde_json::Value) -> Site {
    let provider = Arc::new(Mutex::new(Provider::new()));
    let change = Arc::new(Mutex::new(None));
    let transport =
        Changing { sandbox: SandboxTransport::new(provider.clone(), clock::now), change: change.clone() };
    let mut config: serde_json::Value = serde_json::from_str(&sandbox::config(sandbox::ORIGIN)).unwrap();
    config["features"] = features;
    let settings = Settings::read(config.to_string().as_bytes()).unwrap();
    Site { start: Start::new(settings, Arc::new(transport)), provider, change, opened: Rc::default() }
}

impl Site {
    fn fault(&self, section: &str, kind: FaultKind) {
        let fault = Fault { area: Some(section.to_owned()), ..Fault::new(HTML, kind) };
        self.provider.lock().unwrap().add_fault(fault);
    }

    /// Opens a patient and shows the practice view; waits until every section has ended.
    async fn open(&self, number: &str) -> Page {
        let page = self.begin(number).await;
        until("every section has ended", || listed(&page).iter().all(|entry| !entry.ends_with("loading")))
            .await;
        page
    }

    /// Opens a patient and shows the practice view.
    async fn begin(&self, number: &str) -> Page {
        let opened = self.opened.clone();
        let told = move |session| opened.set(Some(session));
        site::open(&self.start, number, told, || view! { <PracticeViewPage /> }).await
    }

    /// Section calls so far: how each ended.
    fn calls(&self) -> Vec<String> {
        let entries = self.start.audit.entries();
        entries
            .into_iter()
            .filter(|entry| entry.attempt.interaction == HTML)
            .map(|entry| entry.attempt.outcome)
            .collect()
    }
}

/// Waits until the section shown is drawn.
async fn arrived(page: &Page) {
    until("the section stands", || page.count(".app-provider-html h1") > 0).await;
}

/// The list of sections as it reads.
fn listed(page: &Page) -> Vec<String> {
    let all = page.all(".app-section-strip__button");
    all.iter().map(|button| button.inner_text().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn is_listed(page: &Page, says: &str) -> bool {
    listed(page).iter().any(|entry| entry == says)
}

// proves: ARH-36 ARH-40 ARH-41 ARH-42 ARH-55
#[wasm_bindgen_test]
async fn all_ten_sections_stand_in_order_each_with_its_state() {
    let site = site(json!({}));
    let page = site.open("9990054320").await;
    let titles: Vec<String> =
        page.all(".app-section-strip__title").iter().map(HtmlElement::inner_text).collect();
    assert_eq!(
        titles,
        [
            "Summary",
            "Encounters",
            "Clinical Items",
            "Problems and Issues",
            "Allergies",
            "Medications",
            "Referrals",
            "Observations",
            "Immunisations",
            "Administrative Items"
        ]
    );
    assert_eq!(site.calls(), vec!["ok"; 10]);
    assert!(
        listed(&page).iter().all(|entry| entry.ends_with(|c: char| c.is_ascii_alphanumeric())),
        "{:?}",
        listed(&page)
    );
    page.press("Referrals").await;
    assert_eq!(page.text_of(".app-provider-html h1"), "Referrals");
    let source = page.text_of(".app-provenance");
    assert!(source.contains("Millbrook Surgery (Y90001)") && source.contains("Sandbox"), "{source}");
    assert!(source.contains("retrieved") && source.contains("just now"), "{source}");
    let text = page.text();
    assert!(
        text.contains("not signed off") && text.contains("consultation that is still open may be missing"),
        "{text}"
    );
    assert!(text.contains("Systems differ"), "{text}");
}

// proves: ARH-53 ARH-55
#[wasm_bindgen_test]
async fn one_section_fails_by_itself_and_can_be_asked_for_again() {
    let site = site(json!({}));
    site.fault("MED", FaultKind::Outcome(500, "INTERNAL_SERVER_ERROR".to_owned()));
    let page = site.open("9990054320").await;
    assert!(is_listed(&page, "Medications, failed"), "{:?}", listed(&page));
    assert_eq!(listed(&page).iter().filter(|entry| entry.contains("failed")).count(), 1);
    page.press("Medications").await;
    assert_eq!(page.count(".app-provider-html"), 0, "nothing that could be taken for an empty section");
    assert!(page.text_of(".app-fault").contains("Trace id"));
    page.press("Try again").await;
    arrived(&page).await;
    assert_eq!(page.text_of(".app-provider-html h1"), "Medications");
    assert!(!listed(&page).iter().any(|entry| entry.contains("failed")));
}

// proves: ARH-24 ARH-28
#[wasm_bindgen_test]
async fn an_answer_about_somebody_else_shows_nothing() {
    let site = site(json!({}));
    site.fault("ALL", FaultKind::WrongPatient);
    let page = site.open("9990054320").await;
    assert!(is_listed(&page, "Allergies, failed"), "{:?}", listed(&page));
    page.press("Allergies").await;
    assert_eq!(page.count(".app-provider-html"), 0);
    assert!(page.text_of(".app-fault").contains("different NHS number"), "{}", page.text());
}

// proves: ARH-22 ARH-23
#[wasm_bindgen_test]
async fn a_new_difference_stands_before_the_content() {
    let site = site(json!({}));
    *site.change.lock().unwrap() = Some(("1957-03-09", "1957-03-10"));
    let page = site.open("9990054320").await;
    assert!(listed(&page).iter().all(|entry| entry.ends_with("check person")), "{:?}", listed(&page));
    assert_eq!(page.count(".app-provider-html"), 0);
    let table = page.text_of(".app-data-table");
    assert!(
        table.contains("Born") && table.contains("09-Mar-1957") && table.contains("10-Mar-1957"),
        "{table}"
    );
    page.press("same person, show the record").await;
    assert_eq!(page.text_of(".app-provider-html h1"), "Summary");
    assert!(
        !listed(&page).iter().any(|entry| entry.contains("check person")),
        "the same difference is asked once"
    );
    let recorded = site.start.audit.entries();
    assert!(recorded.iter().any(|entry| entry.attempt.outcome.contains("differing: Born")));
}

// proves: ARH-16 ARH-17
#[wasm_bindgen_test]
async fn dates_narrow_seven_sections_and_are_undone_in_one_press() {
    let site = site(json!({}));
    let page = site.open("9990054320").await;
    for section in ["Summary", "Allergies", "Immunisations"] {
        page.press(section).await;
        assert_eq!(page.count(".app-period-form"), 0, "{section}");
    }
    page.press("Observations").await;
    assert!(is_listed(&page, "Observations, 143"), "{:?}", listed(&page));
    let year: HtmlInputElement = page.all(".app-period-form input")[2].clone().unchecked_into();
    year.click();
    until("the year has come", || listed(&page)[7].contains("in dates")).await;
    let callout = page.text_of(".app-callout");
    assert!(callout.contains("Some dates only") && callout.contains("Others are not shown"), "{callout}");
    page.press("Show all dates").await;
    until("all dates have come", || is_listed(&page, "Observations, 143")).await;
    assert_eq!(page.count(".app-callout"), 0);
    assert_eq!(site.calls().len(), 12, "one call for the year, one for all dates");
}

// proves: ARH-15
#[wasm_bindgen_test]
async fn dates_that_make_no_sense_are_refused_before_anything_is_sent() {
    let site = site(json!({}));
    let page = site.open("9990054320").await;
    page.press("Encounters").await;
    let other: HtmlInputElement = page.all(".app-period-form input")[3].clone().unchecked_into();
    other.click();
    settle().await;
    let enter = |id: &str, text: &str| {
        let field: HtmlInputElement = page.one(id).unchecked_into();
        field.set_value(text);
        field.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    };
    for (first, last, says) in [
        ("", "", "Enter a first day, a last day, or both"),
        ("31-Feb-2024", "", "Enter a date such as"),
        ("2025", "2024", "The first day is after the last day"),
    ] {
        enter("#enc-first-day", first);
        enter("#enc-last-day", last);
        page.press("Ask for these dates").await;
        assert!(page.text().contains(says), "{first} to {last}: {}", page.text());
    }
    assert_eq!(site.calls().len(), 10, "nothing was sent");
    enter("#enc-first-day", "Mar 2024");
    enter("#enc-last-day", "2025");
    page.press("Ask for these dates").await;
    arrived(&page).await;
    assert!(page.text().contains("from 01-Mar-2024 to 31-Dec-2025"), "{}", page.text());
}

// proves: ARH-06 ARH-07
#[wasm_bindgen_test]
async fn a_restricted_role_sees_and_asks_for_its_sections_only() {
    let site = site(json!({ "sections": ["SUM", "ALL", "MED", "IMM"] }));
    let page = site.open("9990054320").await;
    assert_eq!(listed(&page).len(), 4, "{:?}", listed(&page));
    assert_eq!(site.calls().len(), 4);
    assert!(
        page.text().contains("Not asked for: Encounters, Clinical Items, Problems and Issues"),
        "{}",
        page.text()
    );
}

// proves: ARH-29
#[wasm_bindgen_test]
async fn closing_the_patient_ends_what_is_under_way() {
    let site = site(json!({}));
    for section in ["MED", "OBS"] {
        site.fault(section, FaultKind::Latency(Duration::from_secs(2)));
    }
    let page = site.begin("9990054320").await;
    until("eight have come", || site.calls().len() == 8).await;
    assert!(is_listed(&page, "Medications, loading"), "{:?}", listed(&page));
    site.opened.get().unwrap().close();
    TimeoutFuture::new(2500).await;
    let calls = site.calls();
    assert_eq!(calls.iter().filter(|outcome| *outcome == "ok").count(), 8, "{calls:?}");
    assert_eq!(page.text(), "", "nothing of the patient is left in the page");
}

// proves: ARH-18 ARH-53 ARH-54 ARH-55
#[wasm_bindgen_test]
async fn refusal_denial_and_nothing_recorded_read_differently() {
    let none = site(json!({})).open("9990054347").await;
    assert!(listed(&none).iter().all(|entry| entry.ends_with("none recorded")), "{:?}", listed(&none));
    let denied = site(json!({})).open("9990054371").await;
    assert!(is_listed(&denied, "Allergies, access denied"), "{:?}", listed(&denied));
    denied.press("Allergies").await;
    assert!(
        denied.text_of(".app-callout").contains("does not mean that there is nothing"),
        "{}",
        denied.text()
    );
    let unshared = site(json!({})).open("9990054517").await;
    assert!(listed(&unshared).iter().all(|entry| entry.ends_with("withheld")), "{:?}", listed(&unshared));
    assert!(unshared.text().contains("chosen not to share"), "{}", unshared.text());
}
