//! Text that is no XML: an inert HTML parse, written out again as XML (ARH-52, digest HTML 5.1).

use web_sys::{DomParser, Element, Node, SupportedType};

use crate::format::narrative::{close_empty_elements, escape};

/// Past this the browser's own parser has long flattened; the rest comes as text.
const DEPTH: usize = 600;

/// The fragment as a browser understands it, in well-formed XML; `None` when even that fails.
///
/// Nothing of it runs or loads: the document has no window, and only the text written here leaves.
pub(super) fn repair(source: &str) -> Option<String> {
    let closed = close_empty_elements(source);
    let parsed = DomParser::new().ok()?.parse_from_string(&closed, SupportedType::TextHtml).ok()?;
    let mut out = String::new();
    // What an HTML parser moves into the head comes first, as it does there.
    for part in [parsed.head().map(Element::from), parsed.body().map(Element::from)].into_iter().flatten() {
        children(&mut out, &part, 0);
    }
    Some(out)
}

fn children(out: &mut String, parent: &Node, depth: usize) {
    if depth > DEPTH {
        text(out, &parent.text_content().unwrap_or_default());
        return;
    }
    let mut next = parent.first_child();
    while let Some(node) = next {
        match node.node_type() {
            Node::TEXT_NODE | Node::CDATA_SECTION_NODE => text(out, &node.node_value().unwrap_or_default()),
            Node::ELEMENT_NODE => element(out, &node, depth),
            _ => {}
        }
        next = node.next_sibling();
    }
}

fn element(out: &mut String, node: &Node, depth: usize) {
    use wasm_bindgen::JsCast;
    let Some(element) = node.dyn_ref::<Element>() else { return };
    let name = element.local_name().to_ascii_lowercase();
    // A name that XML cannot carry is no name that tidying keeps: `font` goes and its content stays.
    let name = if is_name(&name) { name } else { "font".to_owned() };
    out.push('<');
    out.push_str(&name);
    for attribute in element.get_attribute_names().iter().filter_map(|attribute| attribute.as_string()) {
        let lower = attribute.to_ascii_lowercase();
        if is_name(&lower) && lower != "xmlns" {
            out.push_str(&format!(" {lower}=\""));
            text(out, &element.get_attribute(&attribute).unwrap_or_default());
            out.push('"');
        }
    }
    out.push('>');
    children(out, node, depth + 1);
    out.push_str("</");
    out.push_str(&name);
    out.push('>');
}

fn text(out: &mut String, text: &str) {
    let printable: String = text
        .chars()
        .filter(|c| {
            matches!(c, '\t' | '\n' | '\r') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
        })
        .collect();
    escape(out, &printable);
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
