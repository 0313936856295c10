//! The files that go with a summary: their kinds, and which are too large (SDOC-35, SDOC-49).

use super::Refusal;
use crate::settings::Settings;
use crate::summary::{Attachment, MediaType};

/// Refuses what receivers need not take; returns which files are left out because they do not fit.
pub(super) fn look(
    attachments: &[Attachment],
    settings: &Settings,
    refusals: &mut Vec<Refusal>,
) -> Vec<usize> {
    let mut left_out = Vec::new();
    let mut room = settings.attachment_bytes;
    for (at, one) in attachments.iter().enumerate() {
        match MediaType::parse(&one.content_type) {
            None => refusals.push(Refusal::FileKind { title: one.title.clone() }),
            Some(kind) if !kind.is_kind_of(&one.content) => {
                refusals.push(Refusal::NotItsKind { title: one.title.clone() });
            }
            Some(_) => match room.checked_sub(one.content.len()) {
                Some(rest) => room = rest,
                None => left_out.push(at),
            },
        }
    }
    left_out
}
