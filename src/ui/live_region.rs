//! Says things to screen readers that the eye sees by itself.

use leptos::prelude::*;

/// Where announcements go; the shell gives one as a context.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Default for Announcer {
    fn default() -> Self {
        Self(RwSignal::new(String::new()))
    }
}

impl Announcer {
    /// Says a text when the present speech ends: `Referrals could not be read`. A text said twice is heard twice.
    pub fn say(&self, text: &str) {
        self.0.update(|said| {
            // A live region speaks when its text changes.
            let again = said.as_str() == text;
            said.clear();
            said.push_str(text);
            if again {
                said.push('\u{a0}');
            }
        });
    }
}

/// Says a text through the shell's live region; outside the shell nothing happens.
pub fn announce(text: &str) {
    if let Some(announcer) = use_context::<Announcer>() {
        announcer.say(text);
    }
}

/// The region itself: once in the page, outside everything that comes and goes.
#[component]
pub fn LiveRegion(
    /// What was said last.
    announcer: Announcer,
) -> impl IntoView {
    view! {
        <div class="nhsuk-u-visually-hidden" role="status" aria-live="polite">
            {move || announcer.0.get()}
        </div>
    }
}
