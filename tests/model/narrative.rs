//! Provider narrative: every text survives tidying, nothing that is not on the list does (ARH-31, ARH-49, ARH-50).

use std::fs;
use std::path::Path;

use gp_connect_viewer::format::narrative::{self, Form, Marks, Reading, Unmarked, allowed, parse, same_text};
use proptest::prelude::*;

fn read(source: &str) -> Reading {
    narrative::read(source, "enc", &Unmarked).unwrap()
}

/// The tidied HTML as XML: the tidier writes XHTML but for `br`, `hr` and `col`.
fn as_xml(html: &str) -> String {
    let mut xml = format!("<div>{html}</div>");
    for void in ["br", "hr", "col"] {
        xml = xml.replace(&format!("<{void}>"), &format!("<{void}/>"));
    }
    xml
}

/// What must hold for any input: allow-listed names only, and the text said to be there is there.
fn check(source: &str, reading: &Reading) {
    let xml = as_xml(&reading.html);
    let document = parse(&xml).unwrap_or_else(|fault| panic!("{fault}: {source} became {}", reading.html));
    for node in document.descendants().filter(|node| node.is_element()) {
        let name = node.tag_name().name();
        assert!(allowed::element(name).is_some(), "{name} in {}", reading.html);
        for attribute in node.attributes().map(|attribute| attribute.name()) {
            assert!(
                allowed::attribute(attribute).is_some() || allowed::OWN_ATTRIBUTES.contains(&attribute),
                "{attribute} in {}",
                reading.html
            );
        }
    }
    let text: String =
        document.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
    assert!(same_text(&text, &reading.text), "{} against {text}", reading.text);
    let cells = document.descendants().filter(|node| matches!(node.tag_name().name(), "td" | "th")).count();
    assert_eq!(cells, reading.cells);
}

/// Every text of the source but what goes with its content; an independent reading of HTML digest 5.2.
fn texts(source: &str) -> String {
    let wrapped = format!("<div>{source}</div>");
    let document = parse(&wrapped).unwrap();
    let gone = ["script", "style", "embed"];
    document
        .descendants()
        .filter(|node| node.is_text())
        .filter(|node| !node.ancestors().any(|above| gone.contains(&above.tag_name().name())))
        .filter_map(|node| node.text())
        .collect()
}

// proves: ARH-31 ARH-35 ARH-37 ARH-38
#[test]
fn a_conformant_section_keeps_its_order_and_words() {
    let source = r#"<div><h1>Observations</h1><div class="date-banner"><p>Data items until '31-Dec-2023'</p></div>
<table id="obs-tab"><thead><tr><th>Date</th><th>Entry</th><th>Value</th><th>Range</th><th>Details</th></tr></thead>
<tbody><tr><td class="date-column">09-Sep-2023</td><td>Serum potassium</td><td>4.10 mmol/L</td><td>3.5 - 5.3</td>
<td>TSH &lt;0.10 noted</td></tr></tbody></table></div>"#;
    let reading = read(source);
    check(source, &reading);
    assert!(same_text(&reading.text, &texts(source)));
    assert!(reading.html.contains("4.10 mmol/L") && reading.html.contains("TSH &lt;0.10 noted"));
    assert_eq!(reading.removed.sentence(), None);
    assert_eq!(reading.cells, 10);
}

// proves: ARH-33 ARH-48
#[test]
fn ids_are_the_specifications_and_carry_the_section() {
    let source = r#"<div id="app"><table id="enc-tab"><tr><td id="document">a</td></tr></table>
<table id="enc-tab"><tr><td>b</td></tr></table><table id="body"/></div>"#;
    let reading = read(source);
    check(source, &reading);
    assert!(reading.html.contains(r#"id="enc-enc-tab" data-table="enc-tab""#));
    assert!(reading.html.contains(r#"id="enc-enc-tab-2" data-table="enc-tab""#));
    for foreign in ["\"app\"", "\"document\"", "\"body\""] {
        assert!(!reading.html.contains(foreign), "{foreign} in {}", reading.html);
    }
    let other = narrative::read(source, "sum", &Unmarked).unwrap();
    assert!(other.html.contains(r#"id="sum-enc-tab""#));
}

// proves: ARH-33 ARH-34
#[test]
fn known_classes_stay_and_foreign_ones_go() {
    let source = r#"<p class="bold nhsuk-header italics app-banner">x</p><p class="Date">y</p><ul class="little-roman"><li>z</li></ul>"#;
    let reading = read(source);
    check(source, &reading);
    assert!(reading.html.contains(r#"<p class="bold italics">x</p><p>y</p><ul class="little-roman">"#));
    assert_eq!(reading.removed.formatting, 2);
}

// proves: FS-08
#[test]
fn nothing_grows_too_small_or_too_narrow_to_be_read() {
    for (open, close, kept) in
        [("<small>", "</small>", 1), ("<sup>", "</sup>", 2), ("<ul><li>", "</li></ul>", 5)]
    {
        let source = format!("{}Warfarin{}", open.repeat(30), close.repeat(30));
        let reading = read(&source);
        check(&source, &reading);
        assert_eq!(reading.text, "Warfarin");
        assert_eq!(reading.html.matches(open.split('>').next().unwrap()).count(), kept, "{}", reading.html);
    }
}

// proves: ARH-49 ARH-50 ARH-51 FS-19
#[test]
fn hostile_markup_goes_and_its_words_stay() {
    for (source, text) in [
        ("<p>a<script>alert(1)</script>b</p>", "ab"),
        ("<p onclick=\"x()\" style=\"position:fixed\">a</p>", "a"),
        ("<a href=\"javascript:alert(1)\">a</a>", "a"),
        ("<a href=\"https://example.invalid/x\">a</a>", "a (https://example.invalid/x)"),
        ("<a href=\"https://example.invalid/x\">https://example.invalid/x</a>", "https://example.invalid/x"),
        ("<img src=\"https://example.invalid/p.png\" onerror=\"x()\"/>", "[image removed]"),
        ("<img src=\"data:image/png;base64,AAAA\" alt=\"ECG\"/>", "[image removed: ECG]"),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script><text>t</text></svg>a", "ta"),
        ("<math><mtext><table><mglyph><style>x</style></mglyph></table></mtext></math>a", "a"),
        ("<noscript><p title=\"&lt;/noscript&gt;&lt;img src=x onerror=x()&gt;\">a</p></noscript>", "a"),
        (
            "<form action=\"https://example.invalid\"><p>a</p><input value=\"v\"/><button>go</button></form>",
            "a[form field: v]go",
        ),
        (
            "<select><option>one</option><option>two</option></select><textarea>three</textarea>",
            "onetwothree",
        ),
        ("<object data=\"https://example.invalid\">four</object>", "four"),
        ("<iframe src=\"https://example.invalid\">f</iframe>a", "fa"),
        ("<section>a</section><blink>b</blink>", "ab"),
        ("<template><p>t</p></template>a", "ta"),
        ("<SCRIPT>x()</SCRIPT><P>a</P>", "a"),
        ("<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">x()</x:script>a", "a"),
        ("<style>p{display:none}</style><link rel=\"stylesheet\"/><meta http-equiv=\"refresh\"/>a", "a"),
    ] {
        let reading = read(source);
        check(source, &reading);
        assert_eq!(reading.text, text, "{source}");
        assert!(reading.removed.sentence().is_some(), "{source}");
        for danger in ["<script", " onclick", "javascript:", "<iframe", "<form", "<img", "style="] {
            assert!(!reading.html.to_lowercase().contains(danger), "{danger} in {}", reading.html);
        }
    }
}

// proves: ARH-50
#[test]
fn what_was_removed_is_counted_by_kind() {
    let source = "<p style=\"x\" onclick=\"y\">a</p><img/><svg><text>t</text></svg>\
                  <a href=\"http://e.invalid\">b</a><textarea>c</textarea><font>d</font>";
    assert_eq!(
        read(source).removed.sentence().unwrap(),
        "3 pieces of formatting, 1 image, 1 script, 1 form field and 1 drawing were removed for safety. \
         1 link is shown as text. All text is shown."
    );
}

// proves: ARH-31 ARH-50
#[test]
fn struck_out_words_stay_struck_out() {
    for source in [
        "<del>Warfarin</del>",
        "<s>Warfarin</s>",
        "<span style=\"text-decoration: line-through\">Warfarin</span>",
    ] {
        assert_eq!(read(source).html, "<span class=\"strikethrough\">Warfarin</span>", "{source}");
    }
}

// proves: ARH-31 ARH-46
#[test]
fn tables_gain_headings_and_labels_without_new_words() {
    let source = "<h2>Encounters</h2><table><tbody><tr><th>Date</th><th>Title</th></tr><tr><td>1</td><td/></tr>\
                  <tr><td colspan=\"2\">group</td></tr></tbody></table>";
    let reading = read(source);
    check(source, &reading);
    assert!(same_text(&reading.text, &texts(source)));
    assert!(reading.html.contains("<th role=\"columnheader\" scope=\"col\">Date</th>"), "{}", reading.html);
    assert!(reading.html.contains("<td role=\"cell\" data-label=\"Title\"></td>"), "{}", reading.html);
    assert!(reading.html.contains("<td colspan=\"2\" role=\"cell\">group</td>"), "{}", reading.html);
    assert!(
        reading
            .html
            .contains("__scroll\" aria-labelledby=\"enc-part-0\"><table aria-labelledby=\"enc-part-0\"")
    );
    assert_eq!(reading.headings.len(), 1);
    assert_eq!(reading.headings[0].words, "Encounters");
}

// proves: ARH-31 ARH-52
#[test]
fn strays_in_tables_get_cells_of_their_own() {
    let source = "<table>before<th>A</th><th>B</th><tbody>loose<tr>in row<td>1</td><p>para</p></tr></tbody>\
                  <font><tr><td>2</td></tr></font></table><td>outside</td>";
    let reading = read(source);
    check(source, &reading);
    assert_eq!(reading.text, "beforeABloosein row1para2outside");
    assert!(
        reading.html.contains("<td>before</td><th role=\"columnheader\" scope=\"col\">A</th>"),
        "{}",
        reading.html
    );
}

// proves: ARH-49 ARH-50
#[test]
fn nesting_past_the_limit_is_flattened_with_its_words() {
    let source = format!("{}x<b>y</b>{}z", "<div>".repeat(9_000), "</div>".repeat(9_000));
    let reading = read(&source);
    check(&source, &reading);
    assert_eq!(reading.text, "xyz");
    assert!(reading.html.matches("<div>").count() <= 65);
}

struct Sample;

impl Marks for Sample {
    fn block(&self, class: Option<&str>, words: &str) -> Option<&'static str> {
        if class == Some("exclusion-banner") {
            Some("exclusion")
        } else {
            words.starts_with("No ").then_some("nothing")
        }
    }
    fn row(&self, cells: &[String]) -> Option<&'static str> {
        cells.iter().any(|cell| cell == "Confidential Item").then_some("withheld")
    }
    fn cell(&self, words: &str) -> Option<&'static str> {
        words.contains("CONTROLLED DRUG").then_some("controlled-drug")
    }
}

// proves: ARH-32 ARH-39
#[test]
fn marks_land_where_the_words_are() {
    let source = r#"<div><h1>X</h1><div class="exclusion-banner"><p>Items</p></div><div class="date-banner"><p> </p></div>
<h2>Y</h2>No 'Y' data<h2>Z</h2><div><p>No 'Z' data</p></div><table><tr><td>Confidential Item</td></tr>
<tr><td><b>CONTROLLED DRUG</b></td></tr></table></div>"#;
    let reading = narrative::read(source, "enc", &Sample).unwrap();
    check(source, &reading);
    let html = &reading.html;
    let banner = r#"<div class="exclusion-banner" data-mark="exclusion"><p>Items</p></div>"#;
    assert!(html.contains(banner), "{html}");
    assert!(!html.contains("date-banner"), "an empty banner is no box: {html}");
    assert!(html.contains(r#"<p data-mark="nothing">No 'Y' data</p>"#), "{html}");
    assert!(html.contains(r#"<div data-mark="nothing"><p>No 'Z' data</p></div>"#), "{html}");
    assert!(html.contains(r#"<tr data-mark="withheld">"#), "{html}");
    assert!(html.contains(r#"<td data-mark="controlled-drug">"#), "{html}");
}

fn tree() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "div", "p", "b", "table", "thead", "tbody", "tr", "td", "th", "colgroup", "col", "caption", "h2",
        "ul", "li", "pre", "br", "font", "section", "foo", "s", "a", "span", "center", "form",
    ]);
    let words = "[a-z&<>\"' ]{0,6}".prop_map(|words| {
        let mut out = String::new();
        narrative::escape(&mut out, &words);
        out
    });
    words.prop_recursive(8, 80, 6, move |inner| {
        (names.clone(), prop::collection::vec(inner, 0..6))
            .prop_map(|(name, children)| format!("<{name}>{}</{name}>", children.concat()))
    })
}

proptest! {
    // proves: ARH-31 ARH-50
    #[test]
    fn no_tree_loses_or_reorders_a_text(source in tree()) {
        let reading = read(&source);
        check(&source, &reading);
        prop_assert!(same_text(&reading.text, &texts(&source)), "{} became {}", source, reading.html);
    }
}

// proves: ARH-31
#[test]
fn every_fragment_of_the_corpus_keeps_its_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/html-sections");
    let Ok(files) = fs::read_dir(&folder) else {
        println!("skipped: no corpus at {}", folder.display());
        return;
    };
    let (mut whole, mut repaired) = (0, 0);
    for file in files.map(|file| file.unwrap().path()) {
        let source = fs::read_to_string(&file).unwrap();
        match Form::of(&source, "enc", &Unmarked) {
            Form::AsSent(reading) => {
                check(&source, &reading);
                assert!(same_text(&reading.text, &texts(&source)), "{}", file.display());
                whole += 1;
            }
            Form::Repaired(reading, _) => {
                check(&source, &reading);
                repaired += 1;
            }
            Form::Unreadable => panic!("{} is not read", file.display()),
        }
    }
    println!("{whole} fragments read as XML, {repaired} repaired");
    assert!(whole > 60 && repaired < 5, "{whole} read, {repaired} repaired");
}
