//! Keyboard shortcuts: `/` finds, `g` and a letter goes, `?` lists, `Esc` closes. Never while typing; they can be
//! turned off by the site and by the user (SC 2.1.4).

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::routes::{self, Group, PAGES};
use crate::session::session;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::find_box::FIND_BOX;
use crate::ui::form::Checkbox;
use crate::ui::link::Place;
use crate::ui::memo::memo;

/// How long `g` waits for its letter, in milliseconds.
const LETTER_WITHIN: f64 = 1500.0;

/// Whether the list of keys is in sight, and whether the keys act; lives as long as the app.
#[derive(Clone, Copy)]
pub struct KeysShown {
    shown: RwSignal<bool>,
    acting: RwSignal<bool>,
}

impl KeysShown {
    /// Puts one into the context of the current owner.
    pub fn provide(acting: bool) {
        provide_context(Self { shown: RwSignal::new(false), acting: RwSignal::new(acting) });
    }

    /// The one of the app.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self { shown: RwSignal::new(false), acting: RwSignal::new(false) })
    }

    /// Brings the list into sight.
    pub fn show(&self) {
        self.shown.set(true);
    }
}

/// Listens to the keys and holds their list.
#[component]
pub fn Keys() -> impl IntoView {
    let keys = KeysShown::here();
    let place = Place::here();
    let session = session();
    let features = session.settings().features.clone();
    let has_patient = memo(move || session.patient().is_some());
    let g_pressed = StoredValue::new(None::<f64>);

    let listed = {
        let features = features.clone();
        move || {
            PAGES
                .iter()
                .filter(|page| (page.is_on)(&features))
                .filter(|page| has_patient.get() || page.group == Group::Alone)
                .filter_map(|page| page.letter.map(|letter| key_line(letter, page.title)))
                .collect_view()
        }
    };

    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let with_modifier = event.ctrl_key() || event.alt_key() || event.meta_key();
        if with_modifier
            || event.default_prevented()
            || !keys.acting.get_untracked()
            || is_typing()
            || in_dialog()
        {
            return;
        }
        let awaited = g_pressed.get_value().is_some_and(|at| event.time_stamp() - at < LETTER_WITHIN);
        g_pressed.set_value(None);
        match event.key().as_str() {
            letter if awaited => {
                let mut letters = letter.chars();
                if let (Some(letter), None) = (letters.next(), letters.next())
                    && let Some(page) = routes::by_letter(letter, &features)
                {
                    event.prevent_default();
                    place.go(page.route);
                }
            }
            "g" => g_pressed.set_value(Some(event.time_stamp())),
            "?" => {
                event.prevent_default();
                keys.show();
            }
            "/" if focus_find_box() => event.prevent_default(),
            _ => {}
        }
    };
    let listening = window_event_listener(leptos::ev::keydown, pressed);
    on_cleanup(move || listening.remove());

    let hide = move || keys.shown.set(false);
    view! {
        <Dialog id="keys-heading" title="Keyboard shortcuts" open=keys.shown on_close=hide>
            <dl class="app-keys">
                <dt>
                    <kbd>"/"</kbd>
                </dt>
                <dd>"Find in the record"</dd>
                {listed}
                <dt>
                    <kbd>"?"</kbd>
                </dt>
                <dd>"Show this list"</dd>
                <dt>
                    <kbd>"Esc"</kbd>
                </dt>
                <dd>"Close what is open, or clear the find box"</dd>
            </dl>
            <Checkbox id="keys-acting" label="Use keyboard shortcuts (never while you type)" checked=keys.acting />
            <div class="app-buttons">
                <Button kind=ButtonKind::Secondary on_press=Callback::new(move |()| hide())>
                    "Close"
                </Button>
            </div>
        </Dialog>
    }
}

fn key_line(letter: char, title: &'static str) -> impl IntoView {
    view! {
        <dt>
            <kbd>"g"</kbd>
            " then "
            <kbd>{letter.to_string()}</kbd>
        </dt>
        <dd>{title}</dd>
    }
}

/// Whether a key would go into a field. Buttons, links and radio buttons take no text.
fn is_typing() -> bool {
    let Some(focused) = document().active_element() else { return false };
    let takes_text = match focused.tag_name().as_str() {
        "INPUT" => {
            let kind = focused.get_attribute("type").unwrap_or_default();
            !matches!(kind.as_str(), "checkbox" | "radio" | "button" | "submit")
        }
        "TEXTAREA" | "SELECT" => true,
        _ => false,
    };
    takes_text
        || focused.dyn_into::<web_sys::HtmlElement>().is_ok_and(|element| element.is_content_editable())
}

fn in_dialog() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

fn focus_find_box() -> bool {
    let found = document().get_element_by_id(FIND_BOX);
    found
        .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|found| found.focus().is_ok())
}
