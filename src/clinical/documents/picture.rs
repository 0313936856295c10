//! How large a picture is, from its header, before anything draws it: a header of a few bytes can ask for gigabytes.

use super::kind::Kind;

/// The most that is drawn: an A4 page at 600 dots an inch has 35 million.
pub const MOST_PIXELS: u64 = 50_000_000;

/// Width and height.
pub type Size = (u32, u32);

/// Whether a picture of this size may be drawn.
pub fn is_drawable((width, height): Size) -> bool {
    width > 0 && height > 0 && u64::from(width) * u64::from(height) <= MOST_PIXELS
}

/// The size that a picture's header states; `None` where it states none.
pub fn size(kind: Kind, bytes: &[u8]) -> Option<Size> {
    match kind {
        Kind::Png => Some((be32(bytes, 16)?, be32(bytes, 20)?)),
        Kind::Jpeg => jpeg(bytes),
        Kind::Gif => gif(bytes),
        Kind::Bmp => bmp(bytes),
        Kind::Pdf
        | Kind::Tiff
        | Kind::Text
        | Kind::Html
        | Kind::Xml
        | Kind::Other(_)
        | Kind::Program
        | Kind::Unknown => None,
    }
}

/// The first frame header among the segments.
fn jpeg(bytes: &[u8]) -> Option<Size> {
    let mut place = 2;
    loop {
        while *bytes.get(place)? != 0xff {
            place += 1;
        }
        while *bytes.get(place)? == 0xff {
            place += 1;
        }
        match *bytes.get(place)? {
            // Huffman tables, reserved, arithmetic tables lie between the frame headers.
            0xc4 | 0xc8 | 0xcc | 0x00 | 0x01 | 0xd0..=0xd8 => place += 1,
            0xc0..=0xcf => return Some((be16(bytes, place + 6)?, be16(bytes, place + 4)?)),
            _ => place += 1 + usize::try_from(be16(bytes, place + 1)?).ok()?,
        }
    }
}

/// The screen; browsers widen it for a first frame that is larger.
fn gif(bytes: &[u8]) -> Option<Size> {
    let screen = (le16(bytes, 6)?, le16(bytes, 8)?);
    let colours = *bytes.get(10)?;
    let mut place = 13 + if colours & 0x80 == 0 { 0 } else { 3 << ((colours & 7) + 1) };
    while *bytes.get(place)? == 0x21 {
        place += 2;
        loop {
            let length = usize::from(*bytes.get(place)?);
            place += 1 + length;
            if length == 0 {
                break;
            }
        }
    }
    if *bytes.get(place)? != 0x2c {
        return Some(screen);
    }
    let frame = |at: usize| Some(le16(bytes, place + at)? + le16(bytes, place + at + 4)?);
    Some((screen.0.max(frame(1)?), screen.1.max(frame(3)?)))
}

fn bmp(bytes: &[u8]) -> Option<Size> {
    match le32(bytes, 14)? {
        12 => Some((le16(bytes, 18)?, le16(bytes, 20)?)),
        // A height below zero: the rows run from top to bottom.
        _ => Some((le32(bytes, 18)?, le32(bytes, 22)?.cast_signed().unsigned_abs())),
    }
}

fn be16(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u16::from_be_bytes(bytes.get(place..place + 2)?.try_into().ok()?).into())
}

fn be32(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(place..place + 4)?.try_into().ok()?))
}

fn le16(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u16::from_le_bytes(bytes.get(place..place + 2)?.try_into().ok()?).into())
}

fn le32(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(place..place + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
        bytes
    }

    // proves: FS-08
    #[test]
    fn the_size_stands_in_the_header_of_each_kind() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04xx\xff\xdb\0\x03x\xff\xff\xc2\0\x11\x08\x1f\x40\xfd\xe8\x03";
        let gif = b"GIF89a\x04\0\x03\0\x80\0\0aaabbb\x21\xf9\x02xx\0\x2c\x01\0\0\0\xff\xff\x03\0\0";
        let mut bmp = b"BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0".to_vec();
        bmp.extend([640i32.to_le_bytes(), (-480i32).to_le_bytes()].concat());
        for (kind, bytes, expected) in [
            (Kind::Png, png(65_000, 8_000), (65_000, 8_000)),
            (Kind::Jpeg, jpeg.to_vec(), (65_000, 8_000)),
            (Kind::Gif, gif.to_vec(), (65_536, 3)),
            (Kind::Bmp, bmp, (640, 480)),
        ] {
            assert_eq!(size(kind, &bytes), Some(expected), "{kind:?}");
            for end in 0..bytes.len() {
                let _ = size(kind, &bytes[..end]);
            }
        }
        assert!(!is_drawable((65_000, 8_000)));
        assert!(!is_drawable((0, 10)));
        assert!(is_drawable((4_960, 7_016)));
    }
}
