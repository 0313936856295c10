//! The model on its own, for `tests/bench/reading.mjs`: what it costs to make a record's bytes into types and an index.
//!
//! Built for the browser, it puts a function `reading` on the page: `reading.model(bytes)` gives the number of entries,
//! `reading.areas(bytes)` reads every area as well, `reading.forget()` drops what was read. The app has none of this.

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program is made for the browser: ./dev bench reading");
}

#[cfg(target_arch = "wasm32")]
fn main() {
    in_browser::offer();
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use std::cell::RefCell;
    use std::hint::black_box;
    use std::rc::Rc;

    use gp_connect_viewer::clinical::{Area, Reading};
    use gp_connect_viewer::fhir::{Bundle, Index};
    use js_sys::{Object, Reflect, Uint8Array};
    use wasm_bindgen::prelude::*;

    /// What was read last, so that dropping it is not measured with the reading.
    type Kept = Rc<RefCell<Option<(Bundle, Option<Reading<()>>)>>>;

    /// Puts the functions on the page.
    pub fn offer() {
        let kept = Kept::default();
        let functions = Object::new();
        let model = kept.clone();
        offer_one(&functions, "model", move |bytes| {
            let bundle = read(&bytes)?;
            let duplicates = black_box(Index::new(&bundle)).duplicates().len();
            let entries = bundle.entries.len() - duplicates;
            *model.borrow_mut() = Some((bundle, None));
            u32::try_from(entries).ok()
        });
        let areas = kept.clone();
        offer_one(&functions, "areas", move |bytes| {
            let bundle = read(&bytes)?;
            let reading = Reading::of(&bundle, chrono::NaiveDate::default(), &Area::ALL);
            let entries = reading.rest.as_ref().map_or(0, |rest| rest.entries.all.len());
            *areas.borrow_mut() = Some((bundle, Some(reading)));
            u32::try_from(entries).ok()
        });
        offer_one(&functions, "forget", move |_| {
            kept.borrow_mut().take();
            None
        });
        let _ = Reflect::set(&js_sys::global(), &"reading".into(), &functions);
    }

    fn read(bytes: &Uint8Array) -> Option<Bundle> {
        Bundle::read(&bytes.to_vec()).ok()
    }

    fn offer_one(functions: &Object, name: &str, run: impl Fn(Uint8Array) -> Option<u32> + 'static) {
        let function = Closure::<dyn Fn(Uint8Array) -> Option<u32>>::new(run).into_js_value();
        let _ = Reflect::set(functions, &name.into(), &function);
    }
}
