//! What a PDF would do by itself. A viewer opens such a file and runs it, so it is named and saved, not opened (FS-08).

use super::kind::{find, holds};

/// Names of things in a PDF that act, as a reader is told of them.
const ACTS: [(&[u8], &str); 10] = [
    (b"JavaScript", "run a script"),
    (b"Launch", "start another program"),
    (b"SubmitForm", "send what is filled in to another computer"),
    (b"ImportData", "read another file"),
    (b"GoToR", "open another file"),
    (b"GoToE", "open a file inside it"),
    (b"Rendition", "play sound or film"),
    (b"RichMedia", "play sound or film"),
    (b"XFA", "run a form's program"),
    (b"Movie", "play sound or film"),
];

/// What a PDF would do by itself, each once; by the file itself and its streams, inflated.
pub fn acts(parts: &[&[u8]]) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let (mut starts, mut follows) = (Vec::new(), false);
    for (place, name) in parts.iter().flat_map(|part| names(part)) {
        let act = ACTS.iter().find(|(wanted, _)| *wanted == name.as_slice()).map(|(_, act)| *act);
        found.extend(act.filter(|act| !found.contains(act)));
        match name.as_slice() {
            b"OpenAction" | b"AA" => starts.push(place),
            b"URI" => follows = true,
            _ => {}
        }
    }
    // A link waits for somebody to press it. One that is followed on opening does not.
    if follows && starts.into_iter().any(|goal| !is_within(parts, goal)) {
        found.push("open an address");
    }
    found
}

/// Whether what is done on opening is plainly to turn to a place in the file itself.
fn is_within(parts: &[&[u8]], goal: &[u8]) -> bool {
    let goal = goal.trim_ascii_start();
    let digits = goal.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let goal = match goal.get(..digits) {
        // A reference: what it names is elsewhere, on a line of its own.
        Some(number) if digits > 0 => {
            let object = [number, b" 0 obj"].concat();
            let places = parts.iter().flat_map(|part| after(part, &object));
            match places.last() {
                Some(place) => place.trim_ascii_start(),
                None => return false,
            }
        }
        _ => goal,
    };
    let near = goal.get(..200.min(goal.len())).unwrap_or_default();
    near.starts_with(b"[") || holds(near, b"/GoTo") && !holds(near, b"/URI")
}

/// What follows each place where an object begins.
fn after<'p>(part: &'p [u8], object: &[u8]) -> Vec<&'p [u8]> {
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(place) = part.get(from..).and_then(|rest| find(rest, object)) {
        let before = (from + place).checked_sub(1).and_then(|place| part.get(place));
        from += place + object.len();
        if before.is_none_or(u8::is_ascii_whitespace) {
            places.extend(part.get(from..));
        }
    }
    places
}

/// The names in a PDF with what follows each, `#53` read as the letter that it is.
fn names(bytes: &[u8]) -> impl Iterator<Item = (&[u8], Vec<u8>)> {
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.filter_map(|(place, _)| bytes.get(place + 1..)).map(|rest| {
        let end = |byte: &u8| byte.is_ascii_whitespace() || b"\0()<>[]{}/%".contains(byte);
        let length = rest.iter().take(LONGEST_NAME).take_while(|byte| !end(byte)).count();
        let (name, after) = rest.split_at_checked(length).unwrap_or_default();
        (after, letters(name))
    })
}

/// No name that acts is longer, however it is written.
const LONGEST_NAME: usize = 64;

fn letters(name: &[u8]) -> Vec<u8> {
    let mut name = name.to_vec();
    if name.contains(&b'#') {
        name.iter_mut().filter(|byte| **byte == b'#').for_each(|byte| *byte = b'%');
        name = percent_encoding::percent_decode(&name).collect();
    }
    name
}

/// The compressed streams of a PDF: what acts may be in them, and is looked for once they are inflated.
pub fn compressed(bytes: &[u8]) -> Vec<&[u8]> {
    const START: &[u8] = b"stream";
    let mut streams = Vec::new();
    let mut rest = bytes;
    while let Some(place) = find(rest, START) {
        rest = rest.get(place + START.len()..).unwrap_or_default();
        let body = rest.trim_ascii_start();
        // The first two bytes of a zlib stream are a number that 31 divides.
        if let [first, second, ..] = body
            && first & 0x0f == 8
            && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0
        {
            let end = find(body, b"endstream").unwrap_or(body.len());
            streams.extend(body.get(..end));
        }
    }
    streams
}

/// How many streams hold objects of the file; each of them must have been looked into.
pub fn object_streams(bytes: &[u8]) -> usize {
    names(bytes).filter(|(_, name)| name == b"ObjStm").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf(objects: &str) -> Vec<u8> {
        format!("%PDF-1.4\n1 0 obj\n<< /Type /Catalog {objects} >>\nendobj\ntrailer\n").into_bytes()
    }

    // proves: FS-08
    #[test]
    fn what_a_pdf_would_do_by_itself_is_named() {
        for (objects, acts_on) in [
            ("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", vec!["run a script"]),
            ("/OpenAction << /S /Java#53cript /JS 7 0 R >>", vec!["run a script"]),
            ("/AA << /O << /S /Launch /F (x.exe) >> >>", vec!["start another program"]),
            ("/OpenAction << /S /URI /URI (https://x) >>", vec!["open an address"]),
            ("/OpenAction 9 0 R >>\nendobj\n9 0 obj\n<< /S /URI /URI (https://x)", vec!["open an address"]),
            ("/AcroForm << /XFA [(a) 3 0 R] >>", vec!["run a form's program"]),
            ("/OpenAction [3 0 R /Fit]", vec![]),
            (
                "/OpenAction 9 0 R >>\nendobj\n9 0 obj\n[3 0 R /Fit]\nendobj\n8 0 obj\n<< /S /URI /URI (https://x)",
                vec![],
            ),
            ("/Annots [<< /A << /S /URI /URI (https://www.nhs.uk) >> >>]", vec![]),
            ("/Title (JavaScript for doctors)", vec![]),
        ] {
            assert_eq!(acts(&[&pdf(objects)]), acts_on, "{objects}");
        }
    }

    // proves: FS-08
    #[test]
    fn streams_that_can_hide_something_are_found() {
        let hidden =
            [pdf("/Type /ObjStm").as_slice(), b"stream\r\n\x78\x9cabc\nendstream stream\nplain\nendstream"]
                .concat();
        assert_eq!(compressed(&hidden), [&b"\x78\x9cabc\n"[..]]);
        assert_eq!(object_streams(&hidden), 1);
        assert_eq!(object_streams(&pdf("/Type /Obj#53tm")), 1);
    }
}
