//! The allow-lists (HTML digest 5.2, 2.3, 5.3), shared by the tidier and by both sanitisers.

/// Elements that may be in tidied HTML.
#[rustfmt::skip]
pub const ELEMENTS: &[&str] = &[
    "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "div", "dl", "dt", "em",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "q", "small", "span", "strong", "sub",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
];

/// Attributes of the provider that keep their value; `class` and `id` are filtered by value.
///
/// The digest's list also has `headers`: ids of cells are never kept, so it would point nowhere and mislead a
/// screen reader.
pub const ATTRIBUTES: &[&str] = &["abbr", "align", "colspan", "lang", "rowspan", "scope", "title", "valign"];

/// Attributes that the tidier writes itself.
pub const OWN_ATTRIBUTES: &[&str] =
    &["aria-labelledby", "class", "data-label", "data-mark", "data-table", "id", "role", "tabindex"];

/// Table ids of Access Record HTML (HTML digest 2.3), and the one of 0.7.0 that was split later.
#[rustfmt::skip]
const IDS: &[&str] = &[
    "adm-tab", "all-tab-curr", "all-tab-hist", "cli-tab", "enc-tab", "imm-tab", "med-tab-acu-med",
    "med-tab-all-iss", "med-tab-all-sum", "med-tab-curr-rep", "med-tab-dis-rep", "obs-tab", "prb-tab-act",
    "prb-tab-inact", "prb-tab-majinact", "prb-tab-othinact", "ref-tab",
];

/// Banner classes (HTML digest 2.3).
const BANNERS: &[&str] = &["content-banner", "date-banner", "exclusion-banner", "gptransfer-banner"];

/// Column classes (HTML digest 2.3) and the classes of every FHIR narrative (HTML digest 5.3, ARH-34).
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    "arabic", "big-alpha", "big-roman", "bold", "border-bottom", "border-left", "border-right", "border-top",
    "center", "circle", "date-column", "disc", "italics", "justify", "left", "little-alpha", "little-roman",
    "med-item-column", "right", "square", "strikethrough", "underline", "unlist",
];

/// The element's name when it is on the list.
pub fn element(name: &str) -> Option<&'static str> {
    ELEMENTS.iter().copied().find(|known| *known == name)
}

/// The attribute's name when it keeps its value.
pub fn attribute(name: &str) -> Option<&'static str> {
    ATTRIBUTES.iter().copied().find(|known| *known == name)
}

/// The id when it is one of the specification's.
pub fn id(value: &str) -> Option<&'static str> {
    IDS.iter().copied().find(|known| *known == value)
}

/// Whether a class is a banner's.
pub fn is_banner(class: &str) -> bool {
    BANNERS.contains(&class)
}

/// Whether a class is one of the specification's or of FHIR's narrative.
pub fn is_class(class: &str) -> bool {
    is_banner(class) || CLASSES.contains(&class)
}
