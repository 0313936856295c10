//! The audited sanitisers: the browser's own where it has one, DOMPurify otherwise, both with the same explicit lists.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{DocumentFragment, Element};

use crate::format::narrative::allowed;
use crate::ui::later::load;

/// DOMPurify below the site's root; its version is in package.json, and `tools/finish-dist.mjs` puts it there.
pub const DOMPURIFY: &str = "dompurify.js";

#[wasm_bindgen]
extern "C" {
    /// The browser's Sanitizer API, which web-sys does not have yet.
    type Sanitizer;
    #[wasm_bindgen(constructor, catch)]
    fn new(config: &JsValue) -> Result<Sanitizer, JsValue>;

    type SanitizingElement;
    #[wasm_bindgen(method, catch, js_name = setHTML)]
    fn set_html(this: &SanitizingElement, html: &str, options: &JsValue) -> Result<(), JsValue>;

    #[derive(Clone)]
    type DomPurify;
    #[wasm_bindgen(method, catch)]
    fn sanitize(this: &DomPurify, html: &str, config: &JsValue) -> Result<DocumentFragment, JsValue>;
}

/// A sanitiser that is ready.
#[derive(Clone)]
pub enum Gate {
    /// `Element.setHTML`, with its options.
    Browser(JsValue),
    /// DOMPurify, with its configuration.
    Purify(JsValue, JsValue),
}

impl Gate {
    /// The browser's own sanitiser, when it has one.
    pub fn of_browser() -> Option<Self> {
        let element = Reflect::get(&js_sys::global(), &"Element".into()).ok()?;
        let prototype = Reflect::get(&element, &"prototype".into()).ok()?;
        if !Reflect::has(&prototype, &"setHTML".into()).ok()? {
            return None;
        }
        let config = Object::new();
        set(&config, "elements", &elements());
        set(&config, "attributes", &attributes());
        set(&config, "comments", &false.into());
        set(&config, "dataAttributes", &false.into());
        let options = Object::new();
        set(&options, "sanitizer", Sanitizer::new(&config).ok()?.as_ref());
        Some(Gate::Browser(options.into()))
    }

    /// DOMPurify from an address relative to the site's root; fails when it cannot be loaded.
    pub async fn dompurify(address: &str) -> Option<Self> {
        let module = load(address).await.ok()?;
        let purify = Reflect::get(&module, &"default".into()).ok().filter(|value| !value.is_undefined())?;
        let config = Object::new();
        set(&config, "ALLOWED_TAGS", &elements());
        set(&config, "ALLOWED_ATTR", &attributes());
        // Its guess at addresses would drop a column heading such as "Review: date".
        set(&config, "ADD_URI_SAFE_ATTR", &attributes());
        set(&config, "ALLOW_DATA_ATTR", &false.into());
        set(&config, "ALLOW_ARIA_ATTR", &false.into());
        set(&config, "RETURN_DOM_FRAGMENT", &true.into());
        Some(Gate::Purify(purify, config.into()))
    }

    /// Puts what the sanitiser lets through into `target`, in the place of what is there; `false` when it refused.
    pub fn fill(&self, target: &Element, html: &str) -> bool {
        match self {
            Gate::Browser(options) => {
                target.unchecked_ref::<SanitizingElement>().set_html(html, options).is_ok()
            }
            Gate::Purify(purify, config) => {
                target.set_text_content(None);
                purify
                    .unchecked_ref::<DomPurify>()
                    .sanitize(html, config)
                    .is_ok_and(|fragment| target.append_child(&fragment).is_ok())
            }
        }
    }
}

fn elements() -> JsValue {
    list(allowed::ELEMENTS.iter())
}

fn attributes() -> JsValue {
    list(allowed::ATTRIBUTES.iter().chain(allowed::OWN_ATTRIBUTES))
}

fn list<'n>(names: impl Iterator<Item = &'n &'n str>) -> JsValue {
    names.map(|name| JsValue::from_str(name)).collect::<Array>().into()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a member of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}
