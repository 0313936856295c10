//! How a document may be shown: by what it is, not by what it claims. Nothing active is ever opened (ADOC-19).

use super::kind::Kind;
use super::pdf;
use super::picture::{self, is_drawable};
use super::tiff::{Scan, Unfit};
use super::wording::{Decoder, declared, decode, is_words};
use crate::fhir::legible;

/// How a document may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Showing {
    /// In the browser's own PDF viewer, once its compressed parts have been looked into ([`acting`]).
    Pdf,
    /// As an image of this media type.
    Image(&'static str),
    /// As the pages of a scanned letter.
    Pages(Scan),
    /// As words, drawn as text.
    Text(String),
    /// As HTML, cut down by the sanitiser.
    Html(String),
    /// Not here: it can be saved, and why.
    SaveOnly(String),
}

/// What a document is, and how it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// What it is.
    pub kind: Kind,
    /// How it may be shown.
    pub showing: Showing,
}

impl Recognised {
    /// By the content, then by the media type that was claimed, then by the ending of the title.
    pub fn read(claimed: &str, title: &str, bytes: &[u8], other: Decoder) -> Self {
        let save_only = |kind, why: &str| Self { kind, showing: Showing::SaveOnly(why.to_owned()) };
        let said = Kind::claimed(claimed).or_else(|| Kind::named(title));
        if bytes.is_empty() {
            return save_only(said.unwrap_or(Kind::Unknown), "It is empty.");
        }
        if let Some(kind) = Kind::signed(bytes) {
            return Self { kind, showing: signed(kind, bytes) };
        }
        let text = decode(bytes, declared(claimed), other);
        if is_words(&text) {
            // A page may name its encoding within itself. What is UTF-8 has been rewritten since, and the old name left.
            let is_open = declared(claimed).is_none() && std::str::from_utf8(bytes).is_err();
            return worded(said, text, |name| is_open.then(|| decode(bytes, Some(name), other)));
        }
        match said {
            Some(kind @ Kind::Other(_)) => save_only(kind, OTHER_PROGRAM),
            Some(_) => save_only(Kind::Unknown, "Its content does not match its file type."),
            None => save_only(Kind::Unknown, "Its content does not show what type of file it is."),
        }
    }
}

const OTHER_PROGRAM: &str = "A browser cannot show this type of file.";

fn signed(kind: Kind, bytes: &[u8]) -> Showing {
    match kind {
        Kind::Pdf => acting(&pdf::acts(&[bytes])).unwrap_or(Showing::Pdf),
        Kind::Png => image(kind, "image/png", bytes),
        Kind::Jpeg => image(kind, "image/jpeg", bytes),
        Kind::Gif => image(kind, "image/gif", bytes),
        Kind::Bmp => image(kind, "image/bmp", bytes),
        Kind::Tiff => match Scan::read(bytes) {
            Ok(scan) => Showing::Pages(scan),
            Err(Unfit::TooLarge) => Showing::SaveOnly(TOO_LARGE.to_owned()),
            Err(Unfit::Damaged) => {
                Showing::SaveOnly("It is damaged: part of it would be missing.".to_owned())
            }
            Err(Unfit::Unknown) => {
                Showing::SaveOnly("Its pages are in a format that this application does not know.".to_owned())
            }
        },
        Kind::Program => Showing::SaveOnly(
            "It is a program, not a letter. Do not run it; ask the practice what it is.".to_owned(),
        ),
        Kind::Text | Kind::Html | Kind::Xml | Kind::Other(_) | Kind::Unknown => {
            Showing::SaveOnly(OTHER_PROGRAM.to_owned())
        }
    }
}

const TOO_LARGE: &str = "The picture in it is larger than a browser can draw safely.";

fn image(kind: Kind, media_type: &'static str, bytes: &[u8]) -> Showing {
    match picture::size(kind, bytes) {
        Some(size) if is_drawable(size) => Showing::Image(media_type),
        Some(_) => Showing::SaveOnly(TOO_LARGE.to_owned()),
        None => {
            Showing::SaveOnly("It is damaged: it does not say how large the picture in it is.".to_owned())
        }
    }
}

/// Not to be opened, when a PDF would do something by itself.
pub fn acting(acts: &[&str]) -> Option<Showing> {
    let (last, first) = acts.split_last()?;
    let list = if first.is_empty() { (*last).to_owned() } else { format!("{} and {last}", first.join(", ")) };
    Some(Showing::SaveOnly(format!("This PDF may {list} by itself when it is opened.")))
}

/// Words: HTML where they have its form, XML where they are that, else text whatever was claimed.
fn worded(said: Option<Kind>, text: String, of_charset: impl Fn(&str) -> Option<String>) -> Recognised {
    let start: String = text.trim_start().chars().take(HEAD).collect::<String>().to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html"]
        .into_iter()
        .any(|sign| start.starts_with(sign) || start.starts_with("<?xml") && start.contains(sign));
    if is_page || said == Some(Kind::Html) && has_tags(&text) {
        let text = meta_charset(&start).and_then(|name| of_charset(&name)).unwrap_or(text);
        return Recognised { kind: Kind::Html, showing: Showing::Html(text) };
    }
    let is_xml = start.starts_with("<?xml") || start.starts_with("<svg");
    if is_xml || said == Some(Kind::Xml) && has_tags(&text) {
        let why = "XML can contain active content, so it is not opened here.";
        return Recognised { kind: Kind::Xml, showing: Showing::SaveOnly(why.to_owned()) };
    }
    let kind = Kind::Text;
    Recognised { kind, showing: Showing::Text(legible(text.trim_end_matches(['\0', '\u{1a}'])).into_owned()) }
}

/// How much of a page is searched for what it is and for its encoding.
const HEAD: usize = 2048;

/// Whether there is any markup; words that were only called HTML keep their lines.
fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(place, _)| {
        let next = text.get(place + 1..).and_then(|rest| rest.chars().next());
        next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!'))
    })
}

/// The encoding named in a page's own head.
fn meta_charset(start: &str) -> Option<String> {
    let (_, rest) = start.split_once("<meta")?;
    let (_, rest) = rest.split_once("charset=")?;
    let name: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!name.is_empty()).then_some(name)
}
