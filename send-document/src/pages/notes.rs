//! The clinical notes: the fixed sentence, then each heading with what stands under it (SDOC-34, SDOC-37, SDOC-49).

use super::blocks::{Block, Look};
use crate::checks::Draft;
use crate::summary::{Entry, Heading, Source, size_words};

/// The sentence that the template asks for, word by word.
const SUMMARY_REASON: &str = "A patient recently consulted with a clinician at an organisation different to the GP practice that they are registered with. The notes contained in this document are a summary of the consultation";

pub(super) fn blocks(draft: &Draft<'_>) -> Vec<Block> {
    let mut all = vec![Block::new(Look::Bar, "CLINICAL NOTES"), Block::new(Look::Sentence, SUMMARY_REASON)];
    for heading in Heading::ALL {
        // Follow-up is last, behind the list of files.
        if heading == Heading::FollowUp {
            attachments(draft, &mut all);
        }
        let sections = draft.summary.sections.iter().filter(|section| section.heading == heading);
        let entries: Vec<&Entry> = sections
            .flat_map(|section| &section.entries)
            .filter(|entry| !entry.text.trim().is_empty())
            .collect();
        if !entries.is_empty() {
            all.push(Block::new(Look::SideHeading, heading.words()));
            entries.into_iter().for_each(|entry| said(entry, &mut all));
        }
    }
    all
}

fn said(entry: &Entry, all: &mut Vec<Block>) {
    all.push(Block::new(Look::Note, entry.words()));
    if let Some(Source { area, practice, read }) = &entry.source {
        let read = read.format("%d-%b-%Y %H:%M");
        all.push(Block::new(Look::Source, format!("From the GP record: {area}, {practice}, read {read}")));
    }
}

/// Every file by name, with its time and size, and whether it is here.
fn attachments(draft: &Draft<'_>, all: &mut Vec<Block>) {
    for (at, (one, is_in)) in draft.attachments().enumerate() {
        if at == 0 {
            all.push(Block::new(Look::SideHeading, "Attachments"));
        }
        let (title, made, size) =
            (one.title.trim(), one.created.format("%d-%b-%Y %H:%M"), size_words(one.content.len()));
        let words = match is_in {
            true => format!("{title}, {made}, {size}"),
            false => format!(
                "{title}, {made}, {size}: not included, because it is too large. Ask the sender for it."
            ),
        };
        all.push(Block::new(Look::Note, words));
    }
}
