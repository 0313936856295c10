//! HTML for lists of thousands of rows, where a view for each cell would cost ten times as much: our own elements around
//! escaped text.
//!
//! Tags, classes and names of attributes are words of this program (`&'static str`). What was sent gets in by
//! [`Markup::text`] and [`Markup::start`] only, and both escape it.

/// HTML in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Adds words, whatever they contain.
    pub fn text(&mut self, words: &str) {
        let mut rest = words;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r', '\0']) {
            let (before, after) = rest.split_at(at);
            self.0.push_str(before);
            let mut letters = after.chars();
            self.0.push_str(match letters.next() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('"') => "&quot;",
                Some('\'') => "&#39;",
                // A parser of HTML would make a line feed of it, or drop it.
                Some('\r') => "&#13;",
                Some(_) | None => "\u{fffd}",
            });
            rest = letters.as_str();
        }
        self.0.push_str(rest);
    }

    /// Begins an element with attributes.
    pub fn start(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// Ends the element that was begun last.
    pub fn end(&mut self, tag: &'static str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// Adds an element of a class around what `inside` adds; no class where it is empty.
    pub fn within(&mut self, tag: &'static str, class: &'static str, inside: impl FnOnce(&mut Self)) {
        match class {
            "" => self.start(tag, &[]),
            class => self.start(tag, &[("class", class)]),
        }
        inside(self);
        self.end(tag);
    }

    /// Adds an element of a class with words in it.
    pub fn element(&mut self, tag: &'static str, class: &'static str, words: &str) {
        self.within(tag, class, |inside| inside.text(words));
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The HTML.
    pub fn into_html(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_sent_is_read_as_html() {
        let mut markup = Markup::default();
        markup.start("td", &[("title", "\"><script>'")]);
        markup.element("div", "app-term", "<b onclick=\"x\">5 < 6 & 7 > 6</b>\r\n\0é'");
        markup.end("td");
        assert_eq!(
            markup.into_html(),
            "<td title=\"&quot;&gt;&lt;script&gt;&#39;\"><div class=\"app-term\">&lt;b onclick=&quot;x&quot;&gt;5 &lt; 6 \
             &amp; 7 &gt; 6&lt;/b&gt;&#13;\n\u{fffd}é&#39;</div></td>"
        );
    }

    #[test]
    fn words_without_such_letters_stay_as_they_are() {
        let mut markup = Markup::default();
        assert!(markup.is_empty());
        markup.within("p", "", |inside| inside.text("Blood pressure 118/70 – naïve"));
        assert_eq!(markup.into_html(), "<p>Blood pressure 118/70 – naïve</p>");
    }
}
