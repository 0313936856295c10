//! The pages of a scanned letter (TIFF), one below the other, each drawn as an image when the one before it is.

use js_sys::{Function, Promise, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Url};

use super::callout::Callout;
use super::later::load;
use super::progress::Progress;

/// The decoder below the site's root; its version is in package.json, and `tools/finish-dist.mjs` puts it there.
const DECODER: &str = "tiff.js";

#[wasm_bindgen(module = "/src/ui/scanned_pages/draw.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn drawer(decoder: &JsValue, file: Uint8Array) -> Result<Function, JsValue>;
}

#[derive(Clone)]
enum Page {
    Waiting,
    Drawn(String),
    Failed,
}

/// The pages.
#[component]
pub fn ScannedPages(
    /// A TIFF that was looked through before.
    file: Vec<u8>,
    /// Which of its pictures are pages.
    pages: Vec<usize>,
    /// The document's title.
    title: String,
) -> impl IntoView {
    let count = pages.len();
    let drawn: Vec<RwSignal<Page>> = pages.iter().map(|_| RwSignal::new(Page::Waiting)).collect();
    let addresses = StoredValue::new(Vec::<String>::new());
    on_cleanup(move || {
        addresses.try_with_value(|addresses| {
            for address in addresses {
                let _ = Url::revoke_object_url(address);
            }
        });
    });
    let signals = drawn.clone();
    spawn_local_scoped_with_cancellation(async move {
        let decoder = load(DECODER).await;
        let drawer = decoder.and_then(|decoder| drawer(&decoder, Uint8Array::from(file.as_slice()))).ok();
        drop(file);
        for (number, signal) in pages.into_iter().zip(signals) {
            let address = match &drawer {
                Some(drawer) => draw(drawer, number).await,
                None => None,
            };
            if let Some(address) = address.clone()
                && addresses.try_update_value(|addresses| addresses.push(address.clone())).is_none()
            {
                let _ = Url::revoke_object_url(&address);
            }
            signal.try_set(address.map_or(Page::Failed, Page::Drawn));
        }
    });
    let title = StoredValue::new(title);
    let page = move |(index, signal): (usize, RwSignal<Page>)| {
        let name = format!("Page {} of {count}", index + 1);
        let heading = (count > 1)
            .then(|| view! { <p class="app-quiet app-small app-document__page">{name.clone()}</p> });
        let body = move || {
            match signal.get() {
            Page::Waiting => view! { <Progress what=format!("Drawing {}", name.to_lowercase()) /> }.into_any(),
            Page::Drawn(address) => {
                let alt = format!("{name} of the document: {}", title.get_value());
                view! { <img class="app-document__image" src=address alt=alt /> }.into_any()
            }
            Page::Failed => view! {
                <Callout heading=format!("{name} cannot be drawn here")>
                    "The file may be damaged. Save it and open it with another program, or ask the practice for the letter."
                </Callout>
            }
            .into_any(),
        }
        };
        view! {
            {heading}
            {body}
        }
    };
    drawn.into_iter().enumerate().map(page).collect_view()
}

/// The address of a page's image; ends with the view.
async fn draw(drawer: &Function, number: usize) -> Option<String> {
    let number = JsValue::from_f64(u32::try_from(number).ok()?.into());
    let drawing = drawer.call1(&JsValue::NULL, &number).ok()?.dyn_into::<Promise>().ok()?;
    let image = JsFuture::from(drawing).await.ok()?.dyn_into::<Blob>().ok()?;
    Url::create_object_url_with_blob(&image).ok()
}
