//! The rows on one page of a database, as SQLite lays them there. What does not fit is no row; nothing
//! here trusts a length or a place that stands on the page.

use rusqlite::types::Value;

use super::pages::{Page, Pages, USABLE};

/// The head of a database stands before the first page's own.
const HEAD: usize = 100;
/// A row that takes more (bytes) is none.
const LONGEST: usize = 64 << 20;

/// Which tree a page is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tree {
    /// A table with row numbers.
    Numbered,
    /// An index, or a table that is kept in the order of its key.
    Keyed,
}

/// One row as it is stored.
#[derive(Debug, PartialEq)]
pub struct Cell {
    /// Of a numbered table.
    pub number: i64,
    pub values: Vec<Value>,
}

/// The rows that stand on a page and can be read; `None` when it holds none by its kind.
pub fn cells(pages: &Pages, number: u32, page: &Page) -> Option<(Tree, Vec<Cell>)> {
    let head = page.get(if number == 1 { HEAD } else { 0 }..USABLE)?;
    let (tree, inner) = match head.first()? {
        0x0d => (Tree::Numbered, false),
        0x0a => (Tree::Keyed, false),
        // Inner pages of an index hold rows as well, each behind the page below it.
        0x02 => (Tree::Keyed, true),
        _ => return None,
    };
    let count = usize::from(u16::from_be_bytes([*head.get(3)?, *head.get(4)?]));
    let places = head.get(if inner { 12 } else { 8 }..)?.get(..2 * count)?;
    let rows = places.chunks_exact(2).filter_map(|place| {
        let at = usize::from(u16::from_be_bytes([place[0], place[1]]));
        cell(pages, tree, page.get(if inner { at + 4 } else { at }..USABLE)?)
    });
    Some((tree, rows.collect()))
}

fn cell(pages: &Pages, tree: Tree, mut bytes: &[u8]) -> Option<Cell> {
    let length = usize::try_from(varint(&mut bytes)?).ok().filter(|length| *length <= LONGEST)?;
    let number = if tree == Tree::Numbered { varint(&mut bytes)?.cast_signed() } else { 0 };
    let here = local(tree, length);
    let mut payload = bytes.get(..here)?.to_vec();
    if here < length {
        let first = bytes.get(here..here + 4)?.try_into().ok().map(u32::from_be_bytes)?;
        follow(pages, first, length, &mut payload)?;
    }
    record(&payload).map(|values| Cell { number, values })
}

/// How much of a row stands on its own page.
fn local(tree: Tree, length: usize) -> usize {
    let (most, least) = match tree {
        Tree::Numbered => (USABLE - 35, (USABLE - 12) * 32 / 255 - 23),
        Tree::Keyed => ((USABLE - 12) * 64 / 255 - 23, (USABLE - 12) * 32 / 255 - 23),
    };
    if length <= most {
        return length;
    }
    let kept = least + (length - least) % (USABLE - 4);
    if kept <= most { kept } else { least }
}

/// The rest of a long row, page after page.
fn follow(pages: &Pages, first: u32, length: usize, payload: &mut Vec<u8>) -> Option<()> {
    let mut next = first;
    while payload.len() < length {
        // A ring of pages ends too: each turn adds bytes.
        let page = (next > 1 && next <= pages.count()).then(|| pages.read(next))??;
        next = u32::from_be_bytes(page.get(..4)?.try_into().ok()?);
        let part = (length - payload.len()).min(USABLE - 4);
        payload.extend_from_slice(page.get(4..4 + part)?);
    }
    Some(())
}

/// The values of a row: a head that tells the kind of each, then the values.
fn record(payload: &[u8]) -> Option<Vec<Value>> {
    let mut head = payload;
    let length = usize::try_from(varint(&mut head)?).ok()?;
    let mut body = payload.get(length..)?;
    let mut head = payload.get(payload.len() - head.len()..length)?;
    let mut values = Vec::new();
    while !head.is_empty() {
        values.push(value(varint(&mut head)?, &mut body)?);
    }
    body.is_empty().then_some(values)
}

fn value(kind: u64, body: &mut &[u8]) -> Option<Value> {
    let size = match kind {
        0 | 8 | 9 => 0,
        1..=4 => kind,
        5 => 6,
        6 | 7 => 8,
        10 | 11 => return None,
        _ => (kind - 12) / 2,
    };
    let (bytes, rest) = body.split_at_checked(usize::try_from(size).ok()?)?;
    *body = rest;
    Some(match kind {
        0 => Value::Null,
        1..=6 => {
            let negative = bytes.first().is_some_and(|first| *first > 0x7f);
            let mut whole = [if negative { 0xff } else { 0 }; 8];
            whole[8 - bytes.len()..].copy_from_slice(bytes);
            Value::Integer(i64::from_be_bytes(whole))
        }
        7 => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        _ if kind.is_multiple_of(2) => Value::Blob(bytes.to_vec()),
        _ => Value::Text(String::from_utf8(bytes.to_vec()).ok()?),
    })
}

/// A number of one to nine bytes, seven bits of it in each but the ninth.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for at in 0..9 {
        let byte = *bytes.get(at)?;
        if at == 8 {
            *bytes = &bytes[9..];
            return Some(number << 8 | u64::from(byte));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            *bytes = &bytes[at + 1..];
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length_are_read() {
        for (bytes, number) in [
            (&[0x00][..], 0),
            (&[0x7f], 127),
            (&[0x81, 0x00], 128),
            (&[0x87, 0xff, 0x7f], 0x1ffff),
            (&[0xff; 9], u64::MAX),
        ] {
            let mut rest = bytes;
            assert_eq!((varint(&mut rest), rest.len()), (Some(number), 0), "{bytes:?}");
            let mut short = &bytes[..bytes.len() - 1];
            assert_eq!(varint(&mut short), None);
        }
    }

    #[test]
    fn a_record_is_read_whole_or_not_at_all() {
        // null, -2 in one byte, 0, 1, "ğ", a blob of two bytes.
        let whole = [7, 0, 1, 8, 9, 17, 16, 0xfe, 0xc4, 0x9f, 1, 2];
        let values = record(&whole).unwrap();
        let expected = [
            Value::Null,
            Value::Integer(-2),
            Value::Integer(0),
            Value::Integer(1),
            Value::Text("ğ".to_owned()),
            Value::Blob(vec![1, 2]),
        ];
        assert_eq!(values, expected);
        for end in 0..whole.len() {
            assert_eq!(record(&whole[..end]), None, "{end}");
        }
        assert_eq!(record(&[whole.as_slice(), &[0]].concat()), None);
        assert_eq!(record(&[2, 17, 0xff, 0xff]), None, "no text");
        assert_eq!(record(&[2, 10]), None, "no kind");
        assert_eq!(record(&[200, 1]), None);
    }
}
