//! Content of a size that would hold the page up is drawn in slices, each in a task of its own (FS-07).

use web_sys::Element;

use crate::ui::gradually::soon;

/// Rows drawn at once; the largest section that was seen has fewer.
const ROWS: u32 = 1_500;
/// Rows of a later slice.
const SLICE: usize = 100;
/// Bytes of plain text in one box.
const TEXT: usize = 20_000;

/// Takes the rows of long tables out of the page again, before they are laid out, and puts them back in slices, each in its
/// place. While some are missing the section says so by its `aria-busy`, and a line after it in words.
pub(super) fn draw_in_slices(target: &Element) {
    let Ok(rows) = target.query_selector_all("tr") else { return };
    if rows.length() <= ROWS {
        return;
    }
    let mut waiting = Vec::new();
    for row in (ROWS..rows.length()).filter_map(|index| rows.get(index)) {
        // A row of a table in a cell goes with the row around it.
        if target.contains(Some(&row))
            && let Some(parent) = row.parent_node()
        {
            let mut next = Some(row);
            while let Some(node) = next {
                next = node.next_sibling();
                // What was found in the page a moment ago is there.
                let _ = parent.remove_child(&node);
                waiting.push((parent.clone(), node));
            }
        }
    }
    let more = notice(target);
    while !waiting.is_empty() {
        let slice: Vec<_> = waiting.drain(..SLICE.min(waiting.len())).collect();
        soon(move || {
            for (parent, node) in slice {
                let _ = parent.append_child(&node);
            }
        });
    }
    let target = target.clone();
    soon(move || {
        more.inspect(Element::remove);
        // Removing an attribute cannot fail.
        let _ = target.remove_attribute("aria-busy");
    });
}

/// Says that the section is not yet drawn to its end.
fn notice(target: &Element) -> Option<Element> {
    let _ = target.set_attribute("aria-busy", "true");
    let line = target.owner_document()?.create_element("p").ok()?;
    line.set_text_content(Some("The rest of this section is still being drawn."));
    target.parent_node()?.insert_before(&line, target.next_sibling().as_ref()).ok()?;
    Some(line)
}

/// Writes text; long text in boxes, of which a browser lays out those that are in sight.
pub(super) fn write_in_slices(target: &Element, text: &str) {
    target.set_text_content(None);
    let mut rest = text;
    while rest.len() > TEXT {
        let near = rest.char_indices().map(|(at, _)| at).take_while(|at| *at <= TEXT).last().unwrap_or(TEXT);
        let (head, _) = rest.split_at_checked(near).unwrap_or((rest, ""));
        let end = head.rfind('\n').or_else(|| head.rfind(' ')).map_or(head.len(), |at| at + 1);
        let (slice, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        add(target, slice);
        rest = after;
    }
    if target.has_child_nodes() {
        add(target, rest);
    } else {
        target.set_text_content(Some(rest));
    }
}

fn add(target: &Element, slice: &str) {
    let made = target.owner_document().and_then(|document| document.create_element("div").ok());
    if let Some(part) = made {
        part.set_class_name("app-provider-html__slice");
        part.set_text_content(Some(slice));
        // A node of its own finds its place.
        let _ = target.append_child(&part);
    }
}
