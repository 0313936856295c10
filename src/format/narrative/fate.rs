//! What becomes of each element, by its name alone (HTML digest 5.2).

use super::allowed;

/// Nesting that is kept; what lies deeper is shown flat.
pub(super) const DEPTH: usize = 64;

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Stays as this element.
    Keep(&'static str),
    /// Becomes this element with this class, which means the same.
    Equivalent(&'static str, &'static str),
    /// Goes; its content stays in its place.
    Unwrap,
    /// Becomes a `div`; its content stays apart from its neighbours.
    Apart,
    /// `a`: text and visible address.
    Link,
    /// `img`: words.
    Image,
    /// A field without content: its value in words.
    Field,
    /// Goes and is counted; its words stay, in a `div`: what a button says is no less the provider's text.
    Words(Kind),
    /// Goes with its content.
    Drop(Kind),
}

/// Kinds of things that go and are counted by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Script,
    Embedded,
    Field,
    Drawing,
    /// Carries no content of its own (`meta`, `link`).
    Void,
}

/// The fate of an element by its local name in lower case.
pub(super) fn fate(name: &str) -> Fate {
    if let Some(known) = allowed::element(name) {
        return Fate::Keep(known);
    }
    match name {
        "a" => Fate::Link,
        "img" | "image" => Fate::Image,
        "script" | "style" => Fate::Drop(Kind::Script),
        "embed" | "frame" => Fate::Drop(Kind::Embedded),
        "object" | "applet" | "iframe" | "template" => Fate::Words(Kind::Embedded),
        "input" => Fate::Field,
        "button" | "select" | "option" | "optgroup" | "textarea" | "datalist" | "output" | "progress"
        | "meter" => Fate::Words(Kind::Field),
        "svg" | "math" => Fate::Words(Kind::Drawing),
        "meta" | "link" | "base" | "basefont" | "area" | "param" | "source" | "track" | "bgsound" | "wbr" => {
            Fate::Drop(Kind::Void)
        }
        // A struck-out drug must stay struck out.
        "s" | "strike" | "del" => Fate::Equivalent("span", "strikethrough"),
        "ins" => Fate::Equivalent("span", "underline"),
        "center" => Fate::Equivalent("div", "center"),
        "tt" | "kbd" | "samp" | "var" => Fate::Equivalent("code", ""),
        "acronym" => Fate::Equivalent("abbr", ""),
        "address" | "article" | "aside" | "body" | "details" | "dialog" | "dir" | "fieldset"
        | "figcaption" | "figure" | "footer" | "form" | "frameset" | "head" | "header" | "hgroup"
        | "html" | "legend" | "main" | "menu" | "nav" | "noframes" | "noscript" | "section" | "summary"
        | "title" | "xmp" | "listing" | "plaintext" => Fate::Apart,
        _ => Fate::Unwrap,
    }
}

/// Elements that are on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "blockquote"
            | "caption"
            | "center"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    ) || matches!(fate(name), Fate::Apart | Fate::Words(_))
}
