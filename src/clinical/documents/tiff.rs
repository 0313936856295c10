//! The pages of a TIFF, which is what scanned letters are, looked through before anything decodes them: how many there are,
//! how large, and whether the decoder draws all that they hold. It would leave a page blank rather than say that it cannot.

use super::picture::{Size, is_drawable};

/// More pages than any letter has; a file can also name the same page again and again.
const MOST_PAGES: usize = 200;
/// More strips than any page has.
const MOST_VALUES: usize = 50_000;
const ENTRY: usize = 12;

/// A TIFF that can be drawn.
#[derive(Clone, PartialEq, Eq)]
pub struct Scan {
    /// The file with nothing in it but what drawing its pages needs.
    pub file: Vec<u8>,
    /// Which pictures of the file are its pages, in order: a smaller copy of a page is none.
    pub pages: Vec<usize>,
}

impl std::fmt::Debug for Scan {
    /// Never the content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Scan({:?}, {} bytes)", self.pages, self.file.len())
    }
}

/// Why a TIFF is not drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It ends too early, or leads in circles.
    Damaged,
    /// Larger than can be drawn.
    TooLarge,
    /// In a form that the decoder does not know.
    Unknown,
}

impl Scan {
    /// Looks through a file.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let order = Order { bytes, big: bytes.starts_with(b"MM") };
        let mut scan = Self { file: bytes.to_vec(), pages: Vec::new() };
        let mut seen = Vec::new();
        let mut next = order.four(4).ok_or(Unfit::Damaged)?;
        while next != 0 {
            if seen.contains(&next) || seen.len() == MOST_PAGES {
                return Err(Unfit::Damaged);
            }
            let directory = Directory::at(&order, next).ok_or(Unfit::Damaged)?;
            if directory.one(SUBFILE).unwrap_or_default() & 1 == 0 {
                directory.check()?;
                scan.pages.push(seen.len());
            }
            directory.keep_only_needed(&mut scan.file);
            seen.push(next);
            next = directory.next;
        }
        if scan.pages.is_empty() { Err(Unfit::Damaged) } else { Ok(scan) }
    }
}

const SUBFILE: u16 = 254;
const WIDTH: u16 = 256;
const HEIGHT: u16 = 257;
const BITS: u16 = 258;
const COMPRESSION: u16 = 259;
const COLOURS: u16 = 262;
const PLACES: u16 = 273;
const SAMPLES: u16 = 277;
const ROWS: u16 = 278;
const LENGTHS: u16 = 279;
const PLANES: u16 = 284;
const TILE_WIDTH: u16 = 322;
const TILE_HEIGHT: u16 = 323;
const TILE_PLACES: u16 = 324;
const TILE_LENGTHS: u16 = 325;

/// What drawing needs beside those: fill order, orientation, resolution and its unit, fax options,
/// predictor, palette, what further samples mean, their format, and the parts of a JPEG.
const FURTHER: [u16; 25] = [
    266, 274, 282, 283, 292, 293, 296, 317, 320, 338, 339, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521,
    529, 530, 531, 532,
];

/// Used in place of every other: a number that says nothing to anybody.
const NOTHING: u16 = 65_000;

fn is_needed(tag: u16) -> bool {
    let own = [
        SUBFILE,
        WIDTH,
        HEIGHT,
        BITS,
        COMPRESSION,
        COLOURS,
        PLACES,
        SAMPLES,
        ROWS,
        LENGTHS,
        PLANES,
        TILE_WIDTH,
        TILE_HEIGHT,
        TILE_PLACES,
        TILE_LENGTHS,
    ];
    own.contains(&tag) || FURTHER.contains(&tag)
}

/// What is known of one picture.
struct Directory<'b> {
    order: &'b Order<'b>,
    entries: usize,
    count: usize,
    next: u32,
}

impl<'b> Directory<'b> {
    fn at(order: &'b Order<'b>, place: u32) -> Option<Self> {
        let place = usize::try_from(place).ok()?;
        let (count, entries) = (usize::from(order.two(place)?), place.checked_add(2)?);
        Some(Self { order, entries, count, next: order.four(entries + count * ENTRY)? })
    }

    fn places(&self) -> impl Iterator<Item = usize> {
        (0..self.count).map(|number| self.entries + number * ENTRY)
    }

    /// The numbers of an entry; `None` without it, and where they lie outside the file.
    fn all(&self, tag: u16) -> Option<Vec<u64>> {
        let place = self.places().find(|place| self.order.two(*place) == Some(tag))?;
        let size = match self.order.two(place + 2)? {
            3 => 2,
            4 => 4,
            _ => return None,
        };
        let count = usize::try_from(self.order.four(place + 4)?).ok()?;
        if count > MOST_VALUES {
            return None;
        }
        let start =
            if count * size <= 4 { place + 8 } else { usize::try_from(self.order.four(place + 8)?).ok()? };
        (0..count)
            .map(|number| match size {
                2 => self.order.two(start.checked_add(number * 2)?).map(u64::from),
                _ => self.order.four(start.checked_add(number * 4)?).map(u64::from),
            })
            .collect()
    }

    fn one(&self, tag: u16) -> Option<u32> {
        u32::try_from(*self.all(tag)?.first()?).ok()
    }

    fn check(&self) -> Result<(), Unfit> {
        let size = |width, height| -> Option<Size> { Some((self.one(width)?, self.one(height)?)) };
        let page = size(WIDTH, HEIGHT).ok_or(Unfit::Damaged)?;
        let tile = self.one(TILE_WIDTH).map(|_| size(TILE_WIDTH, TILE_HEIGHT).unwrap_or_default());
        if !is_drawable(page) || tile.is_some_and(|tile| !is_drawable(tile)) {
            return Err(Unfit::TooLarge);
        }
        let compression = self.one(COMPRESSION).unwrap_or(1);
        let bits = self.one(BITS).unwrap_or(1);
        let samples = self.one(SAMPLES).unwrap_or(1);
        let is_jpeg = matches!(compression, 6 | 7);
        let is_compression_known = matches!(compression, 1..=8 | 32_773 | 32_946);
        // What the decoder has a branch for: it leaves a picture without one blank.
        let are_colours_known = match self.one(COLOURS).unwrap_or_default() {
            0 => matches!((bits, samples), (1 | 4 | 8 | 16, 1)),
            1 => matches!((bits, samples), (1 | 2, 1) | (8, 1..=2) | (16, 1)),
            2 => matches!((bits, samples), (8, 3..=4) | (16, 3..=4)),
            3 => matches!((bits, samples), (1 | 2 | 4, 1) | (8, 1..=2)),
            5 => (bits, samples) == (8, 4) && !is_jpeg,
            6 => is_jpeg && (bits, samples) == (8, 3),
            _ => false,
        };
        let is_in_planes = samples > 1 && self.one(PLANES) == Some(2);
        if !is_compression_known || !are_colours_known || is_in_planes {
            return Err(Unfit::Unknown);
        }
        match tile {
            Some(_) => self.check_strips(TILE_PLACES, TILE_LENGTHS, 1),
            None => {
                let rows = self.one(ROWS).unwrap_or(page.1).max(1);
                self.check_strips(PLACES, LENGTHS, page.1.div_ceil(rows))
            }
        }
    }

    /// Every strip lies in the file, and together they are no longer than it: else part of a page would be blank.
    fn check_strips(&self, places: u16, lengths: u16, least: u32) -> Result<(), Unfit> {
        let places = self.all(places).ok_or(Unfit::Damaged)?;
        let lengths = self.all(lengths).ok_or(Unfit::Damaged)?;
        let end = self.order.bytes.len() as u64;
        let is_inside = places.iter().zip(&lengths).all(|(place, length)| place + length <= end);
        let is_whole = places.len() as u64 >= u64::from(least)
            && places.len() == lengths.len()
            && lengths.iter().sum::<u64>() <= end;
        if is_inside && is_whole { Ok(()) } else { Err(Unfit::Damaged) }
    }

    /// The decoder follows what other entries point to, however deep and however often.
    fn keep_only_needed(&self, file: &mut [u8]) {
        for place in self.places() {
            let is_needed = self.order.two(place).is_some_and(is_needed);
            let is_short = self.order.four(place + 4).is_some_and(|count| count as usize <= MOST_VALUES);
            if let Some(tag) = file.get_mut(place..place + 2).filter(|_| !is_needed) {
                tag.copy_from_slice(&self.order.written(NOTHING));
            }
            if let Some(count) = file.get_mut(place + 4..place + 8).filter(|_| !is_needed || !is_short) {
                count.copy_from_slice(&[0; 4]);
            }
        }
    }
}

/// The file with its order of bytes.
struct Order<'b> {
    bytes: &'b [u8],
    big: bool,
}

impl Order<'_> {
    fn two(&self, place: usize) -> Option<u16> {
        let two = self.bytes.get(place..place.checked_add(2)?)?.try_into().ok()?;
        Some(if self.big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    }

    fn four(&self, place: usize) -> Option<u32> {
        let four = self.bytes.get(place..place.checked_add(4)?)?.try_into().ok()?;
        Some(if self.big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    }

    fn written(&self, number: u16) -> [u8; 2] {
        if self.big { number.to_be_bytes() } else { number.to_le_bytes() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pictures of black and white, one strip of three bytes each; `more` entries are in each directory too.
    fn file(big: bool, sizes: &[(u32, u32)], more: &[(u16, u32)]) -> Vec<u8> {
        let four = |number: u32| if big { number.to_be_bytes() } else { number.to_le_bytes() };
        let two = |number: u16| if big { number.to_be_bytes() } else { number.to_le_bytes() };
        let mut bytes = if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
        bytes.extend([four(11).as_slice(), b"\xff\0\xff"].concat());
        for (number, (width, height)) in sizes.iter().enumerate() {
            let own = [(WIDTH, *width), (HEIGHT, *height), (COMPRESSION, 4), (PLACES, 8), (LENGTHS, 3)];
            let entries: Vec<(u16, u32)> = own.iter().chain(more).copied().collect();
            bytes.extend(two(entries.len() as u16));
            for (tag, value) in entries {
                bytes.extend([two(tag).as_slice(), &two(4), &four(1), &four(value)].concat());
            }
            let next = bytes.len() as u32 + 4;
            bytes.extend(four(if number + 1 == sizes.len() { 0 } else { next }));
        }
        bytes
    }

    // proves: FS-08
    #[test]
    fn a_scanned_letter_has_all_its_pages_or_is_not_drawn() {
        let letter = [(1_728, 2_200), (1_728, 2_200), (1_728, 1_100)];
        for big in [false, true] {
            assert_eq!(Scan::read(&file(big, &letter, &[])).unwrap().pages, [0, 1, 2]);
        }
        let whole = file(false, &letter, &[]);
        let mut circle = file(false, &[(10, 10)], &[]);
        let end = circle.len() - 4;
        circle[end] = 11;
        for (bytes, why) in [
            (file(false, &[(1_728, 2_200), (65_000, 8_000)], &[]), Unfit::TooLarge),
            (whole[..whole.len() - 9].to_vec(), Unfit::Damaged),
            (circle, Unfit::Damaged),
            (b"II*\0".to_vec(), Unfit::Damaged),
            (file(false, &[(10, 10)], &[(TILE_WIDTH, 100_000), (TILE_HEIGHT, 100_000)]), Unfit::TooLarge),
            (file(false, &[(10, 10)], &[(ROWS, 5)]), Unfit::Damaged),
            (file(false, &[(10, 10)], &[(COLOURS, 32_803)]), Unfit::Unknown),
            (file(false, &[(10, 10)], &[(COLOURS, 1), (BITS, 4)]), Unfit::Unknown),
        ] {
            assert_eq!(Scan::read(&bytes), Err(why));
        }
    }

    // proves: FS-08
    #[test]
    fn a_smaller_copy_is_no_page_and_what_leads_elsewhere_is_taken_out() {
        let copy = file(false, &[(10, 10)], &[(SUBFILE, 1)]);
        assert_eq!(Scan::read(&copy), Err(Unfit::Damaged));
        let leading = file(true, &[(10, 10)], &[(330, 11)]);
        let scan = Scan::read(&leading).unwrap();
        assert!(leading.windows(2).any(|two| two == 330u16.to_be_bytes()));
        assert!(!scan.file.windows(2).any(|two| two == 330u16.to_be_bytes()));
    }

    #[test]
    fn any_bytes_are_read_without_a_stop() {
        let whole = file(true, &[(1_728, 2_200), (10, 10)], &[(330, 11)]);
        for place in 0..whole.len() {
            let mut other = whole.clone();
            other[place] = 0xff;
            let _ = Scan::read(&other);
            let _ = Scan::read(&whole[..place]);
        }
    }
}
