//! Markup that no practice's system writes, and that would block the page: counted before anything reads it (FS-07).

/// Bytes of a section; the largest that was seen has a hundredth of them.
const MOST_BYTES: usize = 12_000_000;
/// Tags of a section; a captured one holds 6,400 cells (HTML digest 1.9).
const MOST_TAGS: usize = 500_000;
/// Attributes of one tag, which a reader compares each with each.
const MOST_ATTRIBUTES: usize = 200;
/// Declarations of a namespace, which a reader carries from each element to those within.
const MOST_NAMESPACES: usize = 1_000;

/// Whether a source is beyond what is read as markup.
pub(super) fn is_beyond(source: &str) -> bool {
    source.len() > MOST_BYTES
        || source.bytes().filter(|byte| *byte == b'<').count() > MOST_TAGS
        || source.match_indices("xmlns").nth(MOST_NAMESPACES).is_some()
        || source.split('<').any(|tag| attributes(tag) > MOST_ATTRIBUTES)
}

/// Attributes with a quoted value, which is what a reader of XML takes.
fn attributes(tag: &str) -> usize {
    tag.split('=').skip(1).filter(|value| value.trim_start().starts_with(['"', '\''])).count()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::super::{Form, Unmarked};

    // proves: FS-07
    #[test]
    fn no_markup_takes_long() {
        let filled = |piece: &str| piece.repeat(400_000 / piece.len());
        let attributes = (0..20_000).map(|at| format!(" a{at}=\"x\"")).collect::<String>();
        let namespaces = (0..20_000).map(|at| format!("<a xmlns:n{at}=\"u{at}\">")).collect::<String>();
        for source in [
            format!("<p{attributes}>Warfarin</p>"),
            format!("<p{attributes}>Warfarin<br></p>"),
            namespaces + "Warfarin",
            filled("<b>") + "Warfarin",
            filled("<p>") + "Warfarin",
            format!("{}Warfarin{}", filled("<i>"), filled("</i>")),
            format!("{}Warfarin{}", filled("<p><b>"), filled("</b></p>")),
            filled("x<!---->") + "Warfarin",
            filled("x<!--a-->y<br/>") + "Warfarin",
            filled("<!--") + "Warfarin",
            filled("<![CDATA[") + "Warfarin",
            filled("<!doctype ") + "Warfarin",
            filled("</a ") + "Warfarin",
            filled("<a b=") + "Warfarin",
            filled("<a b=\"") + "Warfarin",
            filled("<style>") + "Warfarin",
            filled("<b><font color=red>x<p>") + "Warfarin",
            filled("<u1><u2>x</u1>") + "Warfarin",
            filled("&#8238;&nbsp;&") + "Warfarin",
            format!("<table><tr>{}<td>Warfarin</td></tr></table>", filled("<th>x</th>")),
            format!("<table>{}<tr><td>Warfarin</td></tr></table>", filled("<tr><td>x</td></tr>")),
            filled("<table><tr><td>x") + "Warfarin",
            filled("<h2>x</h2>y") + "Warfarin",
        ] {
            let start = Instant::now();
            let form = Form::of(&source, "enc", &Unmarked);
            let shown = match &form {
                Form::AsSent(reading) | Form::Repaired(reading, _) => &reading.text,
                Form::Unreadable => &source,
            };
            assert!(shown.contains("Warfarin"), "{}", source.get(..60).unwrap());
            let taken = start.elapsed().as_millis();
            // Without optimising, on a busy machine: a hang takes minutes.
            assert!(taken < 8_000, "{taken} ms for {}", source.get(..60).unwrap());
        }
    }
}
