//! What is written is our elements, and around them whatever was sent as text.

use gp_connect_viewer::ui::written::written;
use maud::html;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::Page;

const SENT: &str = "<b onclick=\"x\">5 < 6 & 7 > 6</b>'\"></div><script>é</script>&lt;\u{fffd}";

#[wasm_bindgen_test]
fn nothing_that_was_sent_is_read_as_html() {
    let page = Page::of(|| written(html! { div.app-term title=(SENT) { (SENT) } }));
    let drawn = page.one(".app-term");
    assert_eq!(drawn.text_content().as_deref(), Some(SENT));
    assert_eq!(drawn.get_attribute("title").as_deref(), Some(SENT));
    assert_eq!(page.count(".app-term *"), 0);
}

#[wasm_bindgen_test]
fn where_nothing_is_written_nothing_is_drawn() {
    let page = Page::of(|| written(html! { @for words in [""; 0] { p { (words) } } }));
    assert_eq!(page.count(".app-written"), 0);
}
