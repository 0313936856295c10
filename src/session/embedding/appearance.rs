//! The colours that a host may set: few, by name, and never one that cannot be read on its ground.

use std::collections::BTreeMap;

/// Lowest contrast of text (SC 1.4.3).
const LEAST: f64 = 4.5;

/// A name that a host may use, the custom property of the style sheet behind it, and its usual colour.
type Name = (&'static str, &'static str, &'static str);

/// Every name. What warns (red, amber, green) is not among them: no host can make an allergy look like something else.
const NAMES: [Name; 10] = [
    ("text", "--app-ink", "#212b32"),
    ("quietText", "--app-quiet", "#4c6272"),
    ("link", "--app-blue", "#005eb8"),
    ("header", "--app-frame", "#003087"),
    ("surface", "--app-paper", "#ffffff"),
    ("background", "--app-ground", "#f0f4f5"),
    ("shade", "--app-mute", "#e8edee"),
    ("selected", "--app-here", "#e9f2fa"),
    ("line", "--app-line", "#d8dde0"),
    ("edge", "--app-edge", "#768692"),
];

/// What is read on what: each pair as the style sheet puts them.
const PAIRS: [(&str, &str); 12] = [
    ("text", "surface"),
    ("text", "background"),
    ("text", "shade"),
    ("text", "selected"),
    ("quietText", "surface"),
    ("quietText", "background"),
    ("quietText", "shade"),
    ("link", "surface"),
    ("link", "background"),
    ("link", "selected"),
    // The words of the header are white; these inks of ours are read on the host's surface.
    ("white", "header"),
    ("danger", "surface"),
];

/// Colours that no host sets, and that are read beside those it sets.
const FIXED: [(&str, &str); 2] = [("white", "#ffffff"), ("danger", "#8a1208")];

/// Colours that may be used, as custom properties; what a host does not set keeps its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appearance(Vec<(&'static str, String)>);

impl Appearance {
    /// Reads a host's colours, all or none. The error names the pair that could not be read, or the name or colour at fault.
    pub fn read(tokens: &BTreeMap<String, String>) -> Result<Self, String> {
        let mut set = Vec::new();
        for (name, colour) in tokens {
            let Some((_, property, _)) = NAMES.iter().find(|(known, ..)| known == name) else {
                let known: Vec<&str> = NAMES.iter().map(|(name, ..)| *name).collect();
                return Err(format!("There is no colour of that name; there are {}.", known.join(", ")));
            };
            if luminance(colour).is_none() {
                return Err(format!("{name} is not a colour such as #1d70b8."));
            }
            set.push((*property, colour.clone()));
        }
        let colour = |name: &str| {
            let fixed = FIXED.iter().find(|(known, _)| *known == name).map(|(_, colour)| *colour);
            let usual = || NAMES.iter().find(|(known, ..)| *known == name).map(|(.., usual)| *usual);
            tokens.get(name).map(String::as_str).or(fixed).or_else(usual)
        };
        for (ink, ground) in PAIRS {
            let contrast =
                colour(ink).and_then(luminance).zip(colour(ground).and_then(luminance)).map(contrast);
            if let Some(contrast) = contrast.filter(|contrast| *contrast < LEAST) {
                return Err(format!(
                    "{ink} on {ground} has a contrast of {:.1} to 1; it must be at least {LEAST} to 1.",
                    (contrast * 10.0).floor() / 10.0
                ));
            }
        }
        Ok(Self(set))
    }

    /// Every custom property with its colour, none where the style sheet's own holds.
    pub fn properties(&self) -> impl Iterator<Item = (&'static str, Option<&str>)> {
        NAMES.iter().map(|(_, property, _)| {
            let set = self.0.iter().find(|(name, _)| name == property);
            (*property, set.map(|(_, colour)| colour.as_str()))
        })
    }
}

/// Relative luminance of `#rrggbb` (WCAG 2.2); nothing where it is no such colour.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |from: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(from..from + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
}

fn contrast((a, b): (f64, f64)) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tokens: &[(&str, &str)]) -> Result<Appearance, String> {
        Appearance::read(
            &tokens.iter().map(|(name, colour)| ((*name).to_owned(), (*colour).to_owned())).collect(),
        )
    }

    // proves: EM-13
    #[test]
    fn colours_that_cannot_be_read_are_refused_with_the_pair() {
        assert!(NAMES.len() <= 20);
        assert!(read(&[]).is_ok(), "our own colours pass");
        assert!(read(&[("header", "#1d4f2b"), ("link", "#1d4f2b")]).is_ok());
        let refused = |tokens: &[(&str, &str)]| read(tokens).unwrap_err();
        assert!(refused(&[("text", "#999999")]).contains("text on surface has a contrast of 2.8 to 1"));
        assert!(refused(&[("header", "#ffff00")]).contains("white on header"));
        assert!(refused(&[("surface", "#202020")]).contains("text on surface"), "against what is not set");
        assert!(refused(&[("surface", "#202020"), ("text", "#ffffff")]).contains("on "));
    }

    // proves: EM-13
    #[test]
    fn nothing_but_a_colour_under_a_known_name_gets_into_the_style_sheet() {
        for (name, colour) in [
            ("danger", "#000000"),
            ("--app-red", "#000000"),
            ("text", "red"),
            ("text", "#fff"),
            ("text", "#12345g"),
            ("text", "#123456;x"),
            ("text", "url(https://evil.example)"),
            ("text", "#é2345"),
        ] {
            let why = read(&[(name, colour)]).unwrap_err();
            assert!(!why.contains("evil"), "{why}");
        }
        let set = read(&[("header", "#1d4f2b")]).unwrap();
        let properties: Vec<_> =
            set.properties().filter_map(|(name, colour)| Some((name, colour?))).collect();
        assert_eq!(properties, [("--app-frame", "#1d4f2b")]);
    }
}
