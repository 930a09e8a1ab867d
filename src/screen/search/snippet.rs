//! A piece of a text around a word that was found, as much as a line holds.

use unicode_segmentation::UnicodeSegmentation;

use crate::locale::{clean, find_folded};
use crate::widget::page::{fit, width};
use crate::widget::theme::Theme;

/// What stands before the word, the word as it is written, and what follows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Piece {
    pub before: String,
    pub found: String,
    pub after: String,
}

/// A piece of at most `columns` around the first of the words that the text has, or its beginning.
pub fn around(text: &str, words: &[String], columns: usize, theme: Theme) -> Piece {
    let text = clean(&text.replace(['\n', '\t'], " "), false);
    let places = words.iter().filter_map(|word| find_folded(&text, word));
    let Some(place) = places.min_by_key(|place| place.start) else {
        return Piece { after: fit(&text, columns, theme), ..Piece::default() };
    };
    let found = fit(&text[place.clone()], columns, theme);
    // At least a third of what is left stands before it.
    let left = columns.saturating_sub(width(&found));
    let room = (left / 3).max(left.saturating_sub(width(&text[place.end..])));
    let before = end_of(&text[..place.start], room, theme);
    let after = fit(&text[place.end..], left.saturating_sub(width(&before)), theme);
    Piece { before, found, after }
}

/// The end of a text in so many columns, from the beginning of a word.
fn end_of(text: &str, columns: usize, theme: Theme) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(theme.ellipsis()));
    let mut start = text.len();
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > room {
            break;
        }
        start = at;
    }
    let tail = &text[start..];
    let cut = tail.find(' ').map_or(tail, |space| &tail[space + 1..]);
    format!("{}{cut}", theme.ellipsis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_stands_in_its_surroundings() {
        let theme = Theme { colour: false, ascii: false };
        let check = |text: &str, words: &[&str], columns, expect: [&str; 3]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let piece = around(text, &words, columns, theme);
            assert_eq!([&piece.before[..], &piece.found, &piece.after], expect, "{text}");
            let all = width(&piece.before) + width(&piece.found) + width(&piece.after);
            assert!(all <= columns, "{all} columns");
        };
        check("Gece IŞIK yandı", &["isik"], 30, ["Gece ", "IŞIK", " yandı"]);
        check("Kapıda\nbekledi", &["bekledi"], 30, ["Kapıda ", "bekledi", ""]);
        check(
            "O gece kapıda uzun süre bekledi ve gitti",
            &["bekledi"],
            32,
            ["…uzun süre ", "bekledi", " ve gitti"],
        );
        check("bir iki üç dört beş altı", &["bir"], 10, ["", "bir", " iki ü…"]);
        check("bir iki üç dört", &["iki", "bir"], 30, ["", "bir", " iki üç dört"]);
        check("nothing of it", &["x"], 8, ["", "", "nothing…"]);
        check("ababababab", &["ababababab"], 4, ["", "aba…", ""]);
        check("a\u{202e}b kapı", &["kapi"], 20, ["ab ", "kapı", ""]);
    }
}
