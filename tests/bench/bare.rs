//! A bare Leptos app, which the start of ours is measured against: `./dev bench start`.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;

    leptos::mount::mount_to_body(|| {
        let entry = RwSignal::new(String::new());
        view! {
            <main>
                <h1>"Find a patient"</h1>
                <form on:submit=move |event| event.prevent_default()>
                    <label for="nhs-number">"NHS number"</label>
                    <input id="nhs-number" prop:value=entry on:input:target=move |event| entry.set(event.target().value()) />
                    <button>"Find patient"</button>
                </form>
                <p>{entry}</p>
            </main>
        }
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is a browser application: ./dev bench start builds it.");
}
