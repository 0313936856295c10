//! When the app itself fails: a safe page in place of whatever was on screen, and no text of it in any log.

use wasm_bindgen::JsCast;

use super::embedded::EMBEDDING;

/// What has happened; a page around this one hears it too.
const STOPPED: &str = "This page stopped working";

/// Shows the crash page on a panic. The console gets the place in the source, never the message: it could quote data
/// (ARH-59).
pub fn guard() {
    std::panic::set_hook(Box::new(|panic| {
        if cfg!(debug_assertions) {
            console_error_panic_hook::hook(panic);
        } else if let Some(place) = panic.location() {
            leptos::logging::error!("stopped at {}:{}", place.file(), place.line());
        }
        show();
        if let Some(embedding) = EMBEDDING.here() {
            (embedding.crashed)(STOPPED);
        }
    }));
}

/// Plain document calls: the framework may be what failed.
fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let body = document.body()?;
    // The record goes first: better blank than wrong.
    body.set_text_content(None);
    document.set_title("Problem – page stopped");

    let main = document.create_element("main").ok()?;
    main.set_class_name("app-main app-main--narrow");
    let add = |name: &str, words: &str| {
        let element = document.create_element(name).ok()?;
        element.set_text_content(Some(words));
        main.append_child(&element).ok()?;
        Some(element)
    };
    let heading = add("h1", STOPPED)?;
    add("p", "The patient was closed and the record cleared from the screen.")?;
    add(
        "p",
        "If you had just booked, changed or cancelled an appointment, it may or may not have been saved: \
         check the patient's appointments before you do it again. If you had just sent anything else to the practice, ask \
         them before you send it again.",
    )?;
    let again = add("a", "Start again")?;
    again.set_attribute("href", "./find").ok()?;
    // The router may still be listening; this link is not for it.
    again.set_attribute("rel", "external").ok()?;
    again.set_class_name("nhsuk-button");
    body.append_child(&main).ok()?;

    heading.set_attribute("tabindex", "-1").ok()?;
    heading.dyn_into::<web_sys::HtmlElement>().ok()?.focus().ok()
}
