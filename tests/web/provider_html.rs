//! The HTML sink in a real browser, through both sanitisers: hostile input does nothing, and no word is lost.

use gp_connect_viewer::format::narrative::{ProviderNarrative, Unmarked};
use gp_connect_viewer::ui::provider_html::{Gate, ProviderHtml, ProviderHtmlProps, Shown};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

async fn gates() -> Vec<(&'static str, Gate)> {
    vec![
        ("browser", Gate::of_browser().expect("this Chromium has Element.setHTML")),
        ("dompurify", Gate::dompurify(&dompurify().await).await.expect("DOMPurify is a module")),
    ]
}

/// DOMPurify from the project's folder, which the test server serves, but not as a script.
#[allow(clippy::disallowed_methods, reason = "the file is the project's own")]
async fn dompurify() -> String {
    let file =
        gloo_net::http::Request::get("/node_modules/dompurify/dist/purify.es.mjs").send().await.unwrap();
    assert!(file.ok(), "DOMPurify is missing: npm ci");
    format!("data:text/javascript,{}", js_sys::encode_uri_component(&file.text().await.unwrap()))
}

fn target() -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let target = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&target).unwrap();
    target
}

/// Shows a fragment in the live page; what it became, and how.
fn show(source: &str, gate: &Gate) -> (Element, Shown) {
    let target = target();
    let shown = ProviderNarrative::read(source, "enc", &Unmarked).fill(&target, Some(gate));
    (target, shown)
}

fn words(element: &Element) -> String {
    element.text_content().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn global(name: &str) -> JsValue {
    js_sys::Reflect::get(&js_sys::global(), &name.into()).unwrap()
}

const SECTION: &str = r#"<div xmlns="http://www.w3.org/1999/xhtml"><h1>Encounters</h1>
<div class="gptransfer-banner"><p>Patient record transfer not yet complete</p></div>
<table id="enc-tab"><thead><tr><th>Date</th><th>Title</th><th>Details</th></tr></thead><tbody>
<tr><td class="date-column">21-Mar-2024</td><td>Nurse A Okafor</td><td>Dressing &lt;changed&gt;<br/>Review in 7 days</td></tr>
<tr><td class="date-column">02-Feb-2024</td><td /><td>Confidential Item</td></tr></tbody></table></div>"#;

// proves: ARH-31 ARH-33 ARH-49
#[wasm_bindgen_test]
async fn a_section_stands_in_the_page_as_sent() {
    for (name, gate) in gates().await {
        let (page, shown) = show(SECTION, &gate);
        assert!(matches!(shown, Shown::Whole(_)), "{name}: {shown:?}");
        assert_eq!((shown.warning(), shown.note()), (None, None), "{name}");
        let rows = page.query_selector_all("table#enc-enc-tab > tbody > tr").unwrap();
        assert_eq!(rows.length(), 2, "{name}");
        let cell = page.query_selector("tbody tr:nth-child(1) td:nth-child(3)").unwrap().unwrap();
        assert_eq!(cell.get_attribute("data-label").as_deref(), Some("Details"), "{name}");
        assert_eq!(words(&cell), "Dressing <changed>Review in 7 days", "{name}");
        let empty = page.query_selector("tbody tr:nth-child(2) td:nth-child(2)").unwrap().unwrap();
        assert_eq!(words(&empty), "", "{name}: an empty cell stays a cell");
        assert!(page.query_selector("td.date-column").unwrap().is_some(), "{name}");
    }
}

// proves: ARH-49 ARH-50 ARH-51
#[wasm_bindgen_test]
async fn hostile_input_does_nothing_and_keeps_its_words() {
    let hostile = [
        ("<p>a<script>window.caught = 1</script>b</p>", "ab"),
        ("<p onmouseover=\"window.caught = 1\" onclick='window.caught = 1'>a</p>", "a"),
        ("<a href=\"javascript:window.caught=1\">a</a>", "a"),
        ("<a href=\" java&#10;script:window.caught=1\">a</a>", "a"),
        ("<img src=\"x\" onerror=\"window.caught = 1\"/>", "[image removed]"),
        ("<img src=x onerror=window.caught=1>a", "[image removed]a"),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"window.caught = 1\"><circle/></svg>a", "a"),
        ("<svg><p><style><img src=x onerror=window.caught=1></style></p></svg>a", "<style>[image removed]a"),
        (
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.caught=1&gt;\"></table></mtext></math>a",
            "<mglyph><style><!--[image removed]a",
        ),
        (
            "<noscript><p title=\"</noscript><img src=x onerror=window.caught=1>\">a</p></noscript>",
            "<p title=\"[image removed]\">a",
        ),
        ("<form id=\"body\"><input name=\"firstChild\"/><p>a</p></form>", "[form field]a"),
        ("<p id=\"getElementById\">a</p><p id=\"app\">b</p>", "ab"),
        (
            "<iframe srcdoc=\"&lt;script&gt;parent.caught=1&lt;/script&gt;\"></iframe>a",
            "[embedded: <script>parent.caught=1</script>]a",
        ),
        ("<object data=\"data:text/html,x\">o</object><embed src=\"x\"/>a", "oa"),
        ("<template><img src=x onerror=window.caught=1></template>a", "[image removed]a"),
        ("<p style=\"background:url(https://e.invalid/x)\">a</p><style>*{display:none}</style>", "a"),
        (
            "<meta http-equiv=\"refresh\" content=\"0;url=https://e.invalid\"/><base href=\"https://e.invalid\"/>a",
            "a",
        ),
        ("<button onclick=\"window.caught = 1\" formaction=\"javascript:1\">b</button>a", "ba"),
        (
            "<table><tr><td><table><tr><td>in<script>window.caught=1</script></td></tr></table></td></tr></table>",
            "in",
        ),
        ("<select><option>one<option>two</select><textarea>three<b></textarea>", "onetwothree"),
        ("<xmp><img src=x onerror=window.caught=1></xmp>", "[image removed]"),
        ("<details open ontoggle=window.caught=1><summary>a</summary>b</details>", "ab"),
    ];
    for (name, gate) in gates().await {
        for (source, text) in hostile {
            let (page, shown) = show(source, &gate);
            assert!(!matches!(shown, Shown::PlainText), "{name}: {source}");
            assert_eq!(words(&page).replace(' ', ""), text.replace(' ', ""), "{name}: {source}");
            let said = shown.warning().or(shown.note());
            assert!(
                said.is_some_and(|said| said.contains("removed")
                    || said.contains("link")
                    || said.contains("repaired")),
                "{name}: {source}"
            );
            let left = page.query_selector_all("script, style, img, svg, math, form, input, iframe, object, embed, a, button, template, [style], [onclick], [onerror], [onload], [href], [src], p[id]").unwrap();
            assert_eq!(left.length(), 0, "{name}: {source} became {}", page.inner_html());
        }
    }
    // Handlers of images run later than this code, if they run at all.
    gloo_timers::future::TimeoutFuture::new(200).await;
    assert!(global("caught").is_undefined(), "something of the hostile input ran");
}

// proves: ARH-49
#[wasm_bindgen_test]
async fn each_sanitiser_stops_what_tidying_would_let_through() {
    // Straight to the gate, as if tidying had failed at its work.
    for (name, gate) in gates().await {
        let page = target();
        gate.fill(&page, "<p onclick=\"x\" style=\"color:red\">a<script>window.caught=1</script><img src=x onerror=window.caught=1><a href=\"javascript:1\">b</a></p>");
        assert_eq!(
            page.query_selector_all("script, img, a, [onclick], [style]").unwrap().length(),
            0,
            "{name}: {}",
            page.inner_html()
        );
    }
}

// proves: ARH-52
#[wasm_bindgen_test]
async fn faulty_markup_is_repaired_and_said_to_be() {
    let extra = SECTION.replace("</table></div>", "</table></div></div>");
    let entity = SECTION.replace("Nurse A Okafor", "Nurse&nbsp;A Okafor");
    let open = SECTION.replace("<td /><td>Confidential Item</td></tr>", "<td><b/>x<td>Confidential Item");
    for (name, gate) in gates().await {
        for source in [&extra, &entity, &open] {
            let (page, shown) = show(source, &gate);
            assert!(matches!(shown, Shown::Repaired(_)), "{name}: {shown:?}");
            assert!(shown.warning().unwrap().contains("repaired"), "{name}");
            assert_eq!(
                page.query_selector_all("tbody > tr").unwrap().length(),
                2,
                "{name}: {}",
                page.inner_html()
            );
            assert!(words(&page).contains("Confidential Item"), "{name}");
            assert_eq!(
                page.query_selector_all("td b *").unwrap().length(),
                0,
                "{name}: an empty b stays empty"
            );
        }
    }
}

// proves: ARH-50 ARH-52
#[wasm_bindgen_test]
fn without_a_sanitiser_the_text_is_shown_plainly() {
    let page = target();
    let shown = ProviderNarrative::read(SECTION, "enc", &Unmarked).fill(&page, None);
    assert!(matches!(shown, Shown::PlainText));
    assert!(shown.warning().unwrap().contains("without") || shown.warning().unwrap().contains("cannot"));
    assert_eq!(page.child_element_count(), 0);
    let text = page.text_content().unwrap();
    assert!(text.contains("21-Mar-2024\tNurse A Okafor\tDressing <changed>"), "{text}");
    assert!(text.contains("02-Feb-2024\t\tConfidential Item"), "an empty cell keeps its place: {text}");
}

// proves: ARH-50 ARH-52
#[wasm_bindgen_test]
fn a_sanitiser_that_loses_a_word_is_not_believed() {
    let options: JsValue = js_sys::Object::new().into();
    let sanitizer = js_sys::Reflect::get(&js_sys::global(), &"Sanitizer".into()).unwrap();
    let config = js_sys::JSON::parse(r#"{"elements":["p"]}"#).unwrap();
    let sanitizer = js_sys::Reflect::construct(&sanitizer.into(), &js_sys::Array::of1(&config)).unwrap();
    js_sys::Reflect::set(&options, &"sanitizer".into(), &sanitizer).unwrap();
    let (page, shown) = show("<p>a</p><table><tr><td>penicillin</td></tr></table>", &Gate::Browser(options));
    assert!(matches!(shown, Shown::PlainText));
    assert!(words(&page).contains("penicillin"), "{}", words(&page));
}

// proves: ARH-48
#[wasm_bindgen_test]
async fn two_sections_share_a_page_without_clashing_ids() {
    for (name, gate) in gates().await {
        let page = target();
        for scope in ["enc", "sum"] {
            let part = target();
            page.append_child(&part).unwrap();
            ProviderNarrative::read(SECTION, scope, &Unmarked).fill(&part, Some(&gate));
        }
        assert_eq!(page.query_selector_all("#enc-enc-tab").unwrap().length(), 1, "{name}");
        assert_eq!(page.query_selector_all("#sum-enc-tab").unwrap().length(), 1, "{name}");
        assert_eq!(page.query_selector_all("#enc-tab").unwrap().length(), 0, "{name}");
        page.remove();
    }
}

// proves: ARH-49
#[wasm_bindgen_test]
async fn nesting_has_a_limit_and_keeps_its_words() {
    let deep = format!("{}x{}y", "<div>".repeat(400), "</div>".repeat(400));
    for (name, gate) in gates().await {
        let (page, shown) = show(&deep, &gate);
        assert!(matches!(shown, Shown::Whole(_)), "{name}: {shown:?}");
        assert_eq!(words(&page), "xy", "{name}");
        assert!(page.query_selector_all("div").unwrap().length() <= 65, "{name}");
    }
}

// proves: ARH-43 ARH-46 ARH-50
#[wasm_bindgen_test]
async fn a_table_wider_than_its_place_scrolls_by_keyboard_and_removals_are_said() {
    let wide = format!(
        "<h2>Medications</h2><table><tr><th>Item</th><th>Dose</th></tr><tr><td>{}</td><td><img/>x</td></tr></table><table><tr><td>narrow</td></tr></table>",
        "long".repeat(400)
    );
    let page = target();
    let narrative = ProviderNarrative::read(&wide, "med", &Unmarked);
    let mounted = leptos::mount::mount_to(page.clone().unchecked_into(), move || {
        ProviderHtml(ProviderHtmlProps { narrative, is_page: false })
    });
    gloo_timers::future::TimeoutFuture::new(100).await;
    // The style sheet does this in the app.
    let boxes = page.query_selector_all(".app-provider-html__scroll").unwrap();
    let wide_box: web_sys::HtmlElement = boxes.get(0).unwrap().unchecked_into();
    wide_box.style().set_property("overflow-x", "auto").unwrap();
    web_sys::window().unwrap().dispatch_event(&web_sys::Event::new("resize").unwrap()).unwrap();
    gloo_timers::future::TimeoutFuture::new(100).await;
    assert_eq!(wide_box.get_attribute("tabindex").as_deref(), Some("0"));
    let label = wide_box.get_attribute("aria-labelledby").unwrap();
    assert_eq!(words(&page.query_selector(&format!("#{label}")).unwrap().unwrap()), "Medications");
    let narrow: Element = boxes.get(1).unwrap().unchecked_into();
    assert_eq!(narrow.get_attribute("tabindex"), None);
    let warning = page.query_selector(".app-provider-html-warning").unwrap().unwrap();
    assert_eq!(words(&warning), "1 image was removed for safety. All text is shown.");
    drop(mounted);
}
