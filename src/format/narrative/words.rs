//! The words of a narrative without its markup.

use roxmltree::Node;

use super::fate::{DEPTH, Fate, fate, is_block};
use super::xhtml;

/// The words inside an element: blanks collapsed, a line for each block and each `br`, a tab between cells.
///
/// What tidying drops with its content is not in it.
pub fn words(node: Node<'_, '_>) -> String {
    let mut words = Words::default();
    words.children(node, 0);
    words.out
}

/// A whole fragment as plain lines; markup that cannot be read is left standing as it came (ARH-52).
pub fn plain_text(source: &str) -> String {
    let wrapped = xhtml::wrap(source);
    match xhtml::parse(&wrapped) {
        Ok(document) => words(document.root_element()),
        Err(_) => source.to_owned(),
    }
}

/// Whether two texts are the same but for blanks, which HTML does not keep.
pub fn same_text(one: &str, other: &str) -> bool {
    let solid = |text| str::chars(text).filter(|c| !c.is_whitespace());
    solid(one).eq(solid(other))
}

#[derive(Default)]
struct Words {
    out: String,
    gap: Gap,
    /// Cells passed in this row, so that an empty one keeps its place.
    tabs: usize,
}

#[derive(Clone, Copy, Default, PartialEq, PartialOrd)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
}

impl Words {
    fn children(&mut self, node: Node<'_, '_>, depth: usize) {
        if depth > DEPTH {
            flat_texts(node).for_each(|text| {
                self.text(text);
                self.gap(Gap::Line);
            });
            return;
        }
        for child in node.children() {
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                self.text(text);
            } else if child.is_element() {
                let name = child.tag_name().name().to_ascii_lowercase();
                let gap = if name == "br" || is_block(&name) { Gap::Line } else { Gap::None };
                self.gap(gap);
                if matches!(name.as_str(), "td" | "th") && child.prev_sibling_element().is_some() {
                    self.tabs += 1;
                }
                match fate(&name) {
                    Fate::Drop(_) => {}
                    Fate::Image => self.text("[image removed]"),
                    Fate::Field => self.text(&field(child)),
                    _ => self.children(child, depth + 1),
                }
                self.gap(gap);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.gap(Gap::Blank);
        }
        for word in text.split_whitespace() {
            let tabs = std::mem::take(&mut self.tabs);
            match self.gap {
                _ if self.out.is_empty() => {}
                Gap::Line => self.out.push('\n'),
                Gap::Blank if tabs == 0 => self.out.push(' '),
                Gap::None | Gap::Blank => {}
            }
            self.out.extend(std::iter::repeat_n('\t', tabs));
            self.out.push_str(word);
            self.gap = Gap::Blank;
        }
        if !text.ends_with(char::is_whitespace) && !text.trim().is_empty() {
            self.gap = Gap::None;
        }
    }

    fn gap(&mut self, gap: Gap) {
        if gap == Gap::Line {
            self.tabs = 0;
        }
        if gap > self.gap {
            self.gap = gap;
        }
    }
}

/// What a field without content holds, as words; a tick is as good as a word.
pub(super) fn field(node: Node<'_, '_>) -> String {
    let attribute = |name: &str| {
        node.attributes().find(|own| own.name().eq_ignore_ascii_case(name)).map(|own| own.value().trim())
    };
    let kind = attribute("type").unwrap_or_default().to_ascii_lowercase();
    let value =
        ["value", "alt", "placeholder"].into_iter().find_map(attribute).filter(|value| !value.is_empty());
    match (kind.as_str(), value) {
        ("checkbox" | "radio", _) if attribute("checked").is_some() => "[ticked]".to_owned(),
        ("checkbox" | "radio", _) => "[not ticked]".to_owned(),
        (_, Some(value)) => format!("[form field: {value}]"),
        (_, None) => "[form field]".to_owned(),
    }
}

/// Every text below an element that tidying keeps, in order, without recursion: nesting has no limit on the wire.
pub(super) fn flat_texts<'a>(node: Node<'a, '_>) -> impl Iterator<Item = &'a str> {
    let mut waiting: Vec<Node<'a, '_>> = node.children().rev().collect();
    std::iter::from_fn(move || {
        while let Some(node) = waiting.pop() {
            if node.is_text() {
                if let Some(text) = node.text() {
                    return Some(text);
                }
            } else if node.is_element()
                && !matches!(fate(&node.tag_name().name().to_ascii_lowercase()), Fate::Drop(_))
            {
                waiting.extend(node.children().rev());
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARH-52
    #[test]
    fn lines_cells_and_words_stay_apart() {
        assert_eq!(
            plain_text(
                "<div><h1>A</h1><p>b <b>c</b>d<br/>e</p><table><tr><td>1</td><td/><td>2</td></tr><tr><td>3</td></tr></table></div>"
            ),
            "A\nb cd\ne\n1\t\t2\n3"
        );
        assert_eq!(plain_text("<p>no end &nbsp;"), "<p>no end &nbsp;");
    }

    // proves: ARH-49
    #[test]
    fn deep_text_is_found_without_recursion() {
        let deep = format!("{}x{}y", "<div>".repeat(20_000), "</div>".repeat(20_000));
        assert_eq!(plain_text(&deep), "x\ny");
    }

    #[test]
    fn texts_differ_by_more_than_blanks() {
        assert!(same_text("a b\n c", " ab c"));
        assert!(!same_text("a b", "b a"));
        assert!(!same_text("abc", "ab"));
    }
}
