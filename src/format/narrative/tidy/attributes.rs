//! Start tags: which attributes stay, and the count of those that go.

use roxmltree::Node;

use super::super::allowed;
use super::super::xhtml::escape;
use super::Writer;

impl Writer<'_> {
    /// A start tag with the node's allowed attributes, a class of ours and attributes of ours (` name="value"`).
    pub(super) fn start(&mut self, node: Node<'_, '_>, name: &str, class: &str, own: &str) {
        self.html.push('<');
        self.html.push_str(name);
        let mut classes: Vec<&str> = class.split_whitespace().collect();
        for attribute in node.attributes() {
            let value = attribute.value();
            let attribute = attribute.name().to_ascii_lowercase();
            if let Some(known) = allowed::attribute(&attribute) {
                self.attribute(known, value);
            } else if attribute == "class" {
                let (known, foreign): (Vec<_>, Vec<_>) =
                    value.split_whitespace().partition(|class| allowed::is_class(class));
                classes.extend(known);
                self.removed.formatting += u32::from(!foreign.is_empty());
            } else if attribute == "id" && name == "table" && allowed::id(value.trim()).is_some() {
                // Written by the table, with its prefix.
            } else if attribute.starts_with("on") {
                self.removed.scripts += 1;
            } else {
                // A struck-out drug must stay struck out.
                if attribute == "style" && value.to_ascii_lowercase().contains("line-through") {
                    classes.push("strikethrough");
                }
                self.removed.formatting += 1;
            }
        }
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
        self.html.push_str(own);
        self.html.push('>');
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        escape(&mut self.html, value);
        self.html.push('"');
    }

    pub(super) fn end(&mut self, name: &str) {
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }
}
