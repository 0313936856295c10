//! Modules of the site that are fetched when they are first needed, each by its hash.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/ui/later.js")]
extern "C" {
    /// The module of this name below the site's root; fails where it is missing or was changed.
    #[wasm_bindgen(catch)]
    pub async fn load(name: &str) -> Result<JsValue, JsValue>;
}
