//! What HTML says about its own names: which exist, which end by themselves, which end others.

/// Elements of HTML, old and new; drawings count by their outermost name and its common parts.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi",
    "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code",
    "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em",
    "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins", "kbd", "label",
    "legend", "li", "link", "listing", "main", "map", "mark", "marquee", "math", "menu", "meta", "meter", "nav", "nobr",
    "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture",
    "plaintext", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section",
    "select", "slot", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul",
    "var", "video", "wbr", "xmp",
];

/// Attributes that may come without quotes round their value.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "abbr", "align", "alt", "axis", "background", "bgcolor", "border", "bordercolor", "cellpadding", "cellspacing",
    "char", "charoff", "charset", "class", "clear", "color", "cols", "colspan", "content", "coords", "data", "datetime",
    "dir", "face", "for", "frame", "frameborder", "headers", "height", "href", "hspace", "id", "label", "lang",
    "language", "leftmargin", "link", "marginheight", "marginwidth", "max", "maxlength", "media", "method", "min",
    "name", "prefix", "rel", "role", "rows", "rowspan", "rules", "scope", "size", "span", "src", "start", "style", "summary",
    "tabindex", "target", "text", "title", "topmargin", "type", "usemap", "valign", "value", "vlink", "vspace", "width",
    "wrap", "xmlns",
];

/// Attributes that need no value.
#[rustfmt::skip]
const FLAGS: &[&str] = &[
    "allowfullscreen", "async", "autofocus", "autoplay", "checked", "compact", "controls", "default", "defer",
    "disabled", "hidden", "inert", "ismap", "loop", "multiple", "muted", "nohref", "noresize", "noshade", "novalidate",
    "nowrap", "open", "readonly", "required", "reversed", "selected",
];

#[rustfmt::skip]
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "link", "meta",
    "param", "source", "track", "wbr",
];

const FORMATTING: &[&str] =
    &["b", "big", "code", "del", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

const TABLE: &[&str] = &["table"];
const CELL: &[&str] = &["table", "td", "th", "caption"];

fn among(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

pub(super) fn is_element(name: &str) -> bool {
    among(ELEMENTS, name)
}

pub(super) fn is_attribute(name: &str) -> bool {
    let has = |start: &str| name.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    among(ATTRIBUTES, name) || has("on") || has("data-") || has("aria-") || name.contains(':')
}

pub(super) fn is_flag(name: &str) -> bool {
    among(FLAGS, name)
}

/// Elements without an end tag.
pub(super) fn is_void(name: &str) -> bool {
    among(VOID, name)
}

/// Elements that go on after the end of what they began in.
pub(super) fn is_formatting(name: &str) -> bool {
    among(FORMATTING, name)
}

/// What begins here ends which elements, unless one of the others is in between.
pub(super) fn closes(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "p" => {
            (&["p"], &["table", "td", "th", "caption", "li", "div", "blockquote", "dd", "button", "object"])
        }
        "li" => (&["li"], &["ul", "ol", "menu", "dir", "table", "td", "th"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "table", "td", "th"]),
        "option" => (&["option"], &["select", "optgroup", "datalist"]),
        "optgroup" => (&["option", "optgroup"], &["select"]),
        "td" | "th" => (&["td", "th", "caption", "colgroup"], &["table", "tr"]),
        "tr" => (&["tr", "td", "th", "caption", "colgroup"], TABLE),
        "thead" | "tbody" | "tfoot" => {
            (&["thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"], TABLE)
        }
        "caption" | "colgroup" => (&["caption", "colgroup"], TABLE),
        _ => return None,
    })
}

/// Whether an end tag does not reach out of this element: no paragraph's end in a cell ends one outside its table.
pub(super) fn stops(open: &str, end: &str) -> bool {
    match end {
        "table" => false,
        "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" | "caption" | "colgroup" => TABLE.contains(&open),
        _ => CELL.contains(&open),
    }
}

/// Whether formatting that begins in this element ends with it at the latest.
pub(super) fn keeps_formatting_in(name: &str) -> bool {
    CELL.contains(&name) || matches!(name, "tr" | "thead" | "tbody" | "tfoot" | "colgroup")
}
