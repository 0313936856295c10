//! What tidying took away, counted by kind and said in words (ARH-50).

/// Counts of what was taken out of a narrative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Styles, unknown elements (their text stays), presentational or unknown attributes, foreign ids and classes.
    pub formatting: u32,
    /// `img`, replaced by words.
    pub images: u32,
    /// `a` with an address, replaced by its text and the address.
    pub links: u32,
    /// Scripts, style sheets, event handlers.
    pub scripts: u32,
    /// Frames, objects and other things from elsewhere.
    pub embedded: u32,
    /// Buttons, fields, lists to choose from.
    pub fields: u32,
    /// `svg` and `math`.
    pub drawings: u32,
    /// Comments in the markup, which no screen shows.
    pub comments: u32,
    /// How many of the removed things had text inside that is not shown.
    pub with_text: u32,
}

impl Removed {
    /// Whether anything but formatting went: worth saying above the content, not only below it.
    pub fn is_notable(&self) -> bool {
        let comments = self.comments.min(self.with_text);
        Removed { formatting: 0, comments: 0, with_text: self.with_text - comments, ..*self }
            != Removed::default()
    }

    /// One or two sentences, or nothing when the narrative was left whole.
    pub fn sentence(&self) -> Option<String> {
        let sentences = self.sentences();
        let all = (self.with_text == 0).then(|| "All text is shown.".to_owned());
        (!sentences.is_empty()).then(|| sentences.into_iter().chain(all).collect::<Vec<_>>().join(" "))
    }

    /// The same without a claim that all text is shown: what was repaired may have been meant otherwise.
    pub fn sentences(&self) -> Vec<String> {
        let counted = [
            (self.formatting, "piece of formatting", "pieces of formatting"),
            (self.images, "image", "images"),
            (self.scripts, "script", "scripts"),
            (self.embedded, "embedded item", "embedded items"),
            (self.fields, "form field", "form fields"),
            (self.drawings, "drawing", "drawings"),
            (self.comments, "hidden comment", "hidden comments"),
        ];
        let gone: Vec<String> = counted
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        let total: u32 = counted.iter().map(|(count, ..)| count).sum();
        let mut sentences = Vec::new();
        if !gone.is_empty() {
            let verb = if total == 1 { "was" } else { "were" };
            sentences.push(format!("{} {verb} removed for safety.", list(&gone)));
        }
        match self.links {
            0 => {}
            1 => sentences.push("1 link is shown as text.".to_owned()),
            links => sentences.push(format!("{links} links are shown as text.")),
        }
        match self.with_text {
            0 => {}
            1 => sentences.push("Text inside 1 of them is not shown here.".to_owned()),
            some => sentences.push(format!("Text inside {some} of them is not shown here.")),
        }
        sentences
    }
}

/// `a`, `a and b`, `a, b and c`.
fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARH-50
    #[test]
    fn what_went_is_counted_and_said() {
        let removed = Removed { formatting: 3, images: 1, ..Removed::default() };
        assert_eq!(
            removed.sentence().unwrap(),
            "3 pieces of formatting and 1 image were removed for safety. All text is shown."
        );
        assert!(removed.is_notable());
        let one = Removed { formatting: 1, ..Removed::default() };
        assert_eq!(
            one.sentence().unwrap(),
            "1 piece of formatting was removed for safety. All text is shown."
        );
        assert!(!one.is_notable());
        assert_eq!(Removed::default().sentence(), None);
    }

    // proves: ARH-50
    #[test]
    fn lost_text_is_never_called_shown() {
        let removed = Removed { drawings: 2, embedded: 1, links: 2, with_text: 1, ..Removed::default() };
        assert_eq!(
            removed.sentence().unwrap(),
            "1 embedded item and 2 drawings were removed for safety. 2 links are shown as text. \
             Text inside 1 of them is not shown here."
        );
    }
}
