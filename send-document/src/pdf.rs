//! The pages as a tagged PDF: PDF/UA-1 and PDF/A-2a, the same bytes for the same pages and clock (SDOC-20, SDOC-36).

mod draw;
mod tags;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime as Moment, Metadata};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use thiserror::Error;

use crate::checks::Checked;
use crate::pages::{Page, pages};

/// Why no PDF was made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The library found something that the standards do not allow.
    #[error("The PDF was not made: {0}. Nothing was sent; give this to support.")]
    Standard(String),
    /// The font of this build is damaged.
    #[error("The PDF was not made: its font cannot be read. Nothing was sent; load the page anew.")]
    Font,
}

/// Makes the PDF of a checked summary.
pub fn pdf(checked: &Checked<'_>) -> Result<Vec<u8>, Fault> {
    draw(checked, &pages(&checked.draft))
}

/// Draws pages that were set before.
pub fn draw(checked: &Checked<'_>, pages: &[Page]) -> Result<Vec<u8>, Fault> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(Archival::A2_A)
        .finish()
        .map_err(|error| Fault::Standard(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(checked));
    let fonts = draw::Fonts::new().ok_or(Fault::Font)?;
    let mut tags = tags::Tags::default();
    for (number, page) in pages.iter().enumerate() {
        let size = PageSettings::from_wh(draw::WIDTH, draw::HEIGHT).ok_or(Fault::Font)?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        tags.begin(page, number);
        fonts.draw(&mut surface, page, &mut tags);
        surface.finish();
        sheet.finish();
    }
    let (tree, outline) = tags.finish();
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.finish().map_err(|error| Fault::Standard(format!("{error:?}")))
}

/// The title names no patient: it stands in windows and lists.
fn metadata(checked: &Checked<'_>) -> Metadata {
    let title = format!(
        "{}, version {}",
        checked.draft.summary.document_type.title(),
        checked.draft.edition.version()
    );
    Metadata::new()
        .title(title)
        .language("en-GB".into())
        .creator("GP Connect viewer".into())
        .creation_date(moment(checked.now))
}

fn moment(now: DateTime<FixedOffset>) -> Moment {
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    Moment::new(u16::try_from(now.year()).unwrap_or_default())
        .month(part(now.month()))
        .day(part(now.day()))
        .hour(part(now.hour()))
        .minute(part(now.minute()))
        .second(part(now.second()))
        .utc_offset_hour(i8::try_from(now.offset().local_minus_utc() / 3600).unwrap_or_default())
        .utc_offset_minute(0)
}
