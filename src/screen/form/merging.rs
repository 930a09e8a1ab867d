//! Somebody else saved this record while it was being written: both versions stand side by side, place by
//! place, and the worker chooses. Both stay as versions, whatever is chosen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Cmd, Cx, Effect, FormScreen, Notice, Word};
use crate::casework::{Piece, Whose, merged, pieces};
use crate::form::Answers;
use crate::locale::Arg;
use crate::record::Revision;
use crate::screen::compare::{piece_label, piece_value};
use crate::screen::list::ListCursor;
use crate::terminal::Key;
use crate::widget::page::{Block, Page, Turned, column, paragraph, wrap};
use crate::widget::theme::Role;

/// Between the two columns.
const GAP: usize = 2;
/// Of a long text so many lines stand in a column; the whole is in the form and in the versions.
const MOST_LINES: usize = 5;

/// The choice between two versions of the record that is on the screen.
pub struct Merging {
    theirs: Revision,
    mine: Answers,
    pieces: Vec<Piece>,
    list: ListCursor,
}

impl Merging {
    /// How many places nobody has chosen yet.
    fn open(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.chosen.is_none()).count()
    }

    fn choose(&mut self, whose: Option<Whose>) {
        let Some(piece) = self.pieces.get_mut(self.list.cursor) else { return };
        piece.chosen = Some(whose.unwrap_or(match piece.chosen {
            Some(Whose::Mine) => Whose::Theirs,
            _ => Whose::Mine,
        }));
    }

    fn key(&mut self, key: Key) {
        match key {
            Key::Left => self.choose(Some(Whose::Theirs)),
            Key::Right => self.choose(Some(Whose::Mine)),
            Key::Enter => self.choose(None),
            _ => drop(self.list.key(key, self.pieces.len())),
        }
    }
}

impl FormScreen {
    /// A save came too late: the versions are read, to stand beside this one.
    pub(super) fn begin_merging(&mut self, cx: &mut Cx) {
        self.comparing = true;
        self.touched(cx);
        self.keep_draft(cx);
        cx.effect(Effect::LoadRevisions(self.record));
    }

    /// The versions are there.
    pub(super) fn merge_with(&mut self, revisions: &[Revision], cx: &mut Cx) {
        if !std::mem::take(&mut self.comparing) {
            return;
        }
        let Some(theirs) = revisions.first().cloned() else { return };
        let mine = self.entry.to_save();
        let begun = revisions.iter().find(|revision| revision.revision == self.base);
        let base = begun.map_or_else(Answers::default, |revision| revision.answers.clone());
        let pieces = pieces(self.entry.form(), &base, &theirs.answers, &mine);
        if pieces.is_empty() {
            // Both wrote the same: there is nothing to choose, and nothing more to save.
            cx.effect(Effect::DiscardDraft(self.record));
            cx.out.push(crate::screen::Request::Pop);
            return cx.say(Notice::info("notice-unchanged"));
        }
        self.merging = Some(Box::new(Merging { theirs, mine, pieces, list: ListCursor::default() }));
    }

    pub(super) fn merging_key(&mut self, key: Key) -> bool {
        let Some(merging) = &mut self.merging else { return false };
        merging.key(key);
        true
    }

    /// The commands of the choice; false when there is none.
    pub(super) fn merging_command(&mut self, command: Cmd, cx: &mut Cx) -> bool {
        match (&mut self.merging, command) {
            (None, _) => return false,
            (Some(_), Cmd::Back) => self.merging = None,
            (Some(merging), Cmd::OtherSide) => merging.choose(None),
            (Some(_), Cmd::Save) => self.save_merged(cx),
            (Some(_), _) => return false,
        }
        true
    }

    /// Saves what was chosen; under it, as a version of its own, what was written here.
    fn save_merged(&mut self, cx: &mut Cx) {
        let Some(merging) = &mut self.merging else { return };
        let open = merging.open();
        if open > 0 {
            let first = merging.pieces.iter().position(|piece| piece.chosen.is_none());
            merging.list.cursor = first.unwrap_or_default();
            let n = Word::Number(i64::try_from(open).unwrap_or(i64::MAX));
            return cx.say(Notice::warning("merge-choose-first").with("n", n));
        }
        let Some(merging) = self.merging.take() else { return };
        let all = merged(&merging.theirs.answers, &merging.mine, &merging.pieces);
        let save = self.to_save(merging.theirs.revision, all);
        self.saving = true;
        cx.effect(match save.answers == merging.mine {
            true => Effect::Save(Box::new(save)),
            false => Effect::SaveOver(Box::new(save), Box::new(merging.mine)),
        });
    }

    /// Draws the choice.
    pub(super) fn draw_merging(&self, merging: &Merging, frame: &mut Frame, area: Rect, cx: &Cx) -> Turned {
        let mut page = Page::default();
        let width = usize::from(area.width).saturating_sub(2);
        let side = width.saturating_sub(GAP) / 2;
        let when = cx.locale.moment(merging.theirs.saved_at, cx.now.offset);
        let args = [("who", Arg::from(merging.theirs.author.clone())), ("when", Arg::from(when))];
        let mut lines = paragraph(&cx.locale.text("merge-intro"), area.width, 1, Role::Plain, cx.theme);
        lines.push(Line::default());
        let heads = [cx.locale.text_with("merge-theirs", &args), cx.locale.text("merge-mine")];
        let head = |text: &String| column(text, side + GAP, cx.theme);
        lines.push(Line::from(Span::styled(
            format!("  {}{}", head(&heads[0]), head(&heads[1])),
            cx.theme.style(Role::Heading),
        )));
        page.push(Block::lines(lines));
        for (number, piece) in merging.pieces.iter().enumerate() {
            let focused = number == merging.list.cursor;
            page.add(Block::lines(self.piece_lines(piece, focused, side, cx)), focused);
        }
        page.draw(frame, area)
    }

    /// The place, and below it both answers beside each other.
    fn piece_lines(&self, piece: &Piece, focused: bool, side: usize, cx: &Cx) -> Vec<Line<'static>> {
        let form = self.entry.form();
        let theme = cx.theme;
        let mut label = piece_label(form, &piece.change, cx);
        if piece.both {
            label = cx.locale.text_with("merge-both", &[("label", Arg::from(label))]);
        }
        let role = if focused { Role::Focus } else { Role::Plain };
        let marker = if focused { theme.marker() } else { "  " };
        let mut lines = vec![Line::from(vec![Span::raw(marker), Span::styled(label, theme.style(role))])];
        let answer = |whose: Whose| {
            let mark = if piece.chosen == Some(whose) { "[x] " } else { "[ ] " };
            let mut text = wrap(&piece_value(form, &piece.change, whose, cx), side.saturating_sub(4));
            if text.len() > MOST_LINES {
                text.truncate(MOST_LINES);
                if let Some(last) = text.last_mut() {
                    last.push_str(theme.ellipsis());
                }
            }
            text.into_iter()
                .enumerate()
                .map(|(at, line)| format!("{}{line}", if at == 0 { mark } else { "    " }))
                .collect::<Vec<String>>()
        };
        let (left, right) = (answer(Whose::Theirs), answer(Whose::Mine));
        for at in 0..left.len().max(right.len()) {
            let part = |side_lines: &[String]| side_lines.get(at).cloned().unwrap_or_default();
            let style =
                |whose| theme.style(if piece.chosen == Some(whose) { Role::Chosen } else { Role::Plain });
            lines.push(Line::from(vec![
                Span::raw("  "),
                Span::styled(column(&part(&left), side + GAP, theme), style(Whose::Theirs)),
                Span::styled(part(&right), style(Whose::Mine)),
            ]));
        }
        lines
    }
}
