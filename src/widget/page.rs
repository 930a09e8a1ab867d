//! A page of blocks: what a screen shows between header and footer. Blocks are never scrolled line
//! by line (that repaints nearly everything over a slow link): the page that holds the focus is shown
//! whole, and moving past its edge turns the page.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui_textarea::TextArea;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::theme::{Role, Theme};
use crate::locale::clean;

/// One piece of a page: lines that stay together.
#[derive(Default)]
pub struct Block<'a> {
    pub lines: Vec<Line<'a>>,
    /// A text editor of that many lines, drawn below line `.0` of the block, indented by `.1`.
    pub editor: Option<Editor<'a>>,
    /// Where the terminal's cursor stands when this block has the focus: line and column.
    pub cursor: Option<(u16, u16)>,
}

/// A multi-line editor inside a block.
pub struct Editor<'a> {
    pub area: &'a TextArea<'static>,
    pub line: u16,
    pub indent: u16,
    pub height: u16,
}

/// The blocks of a screen in order, and which of them has the focus.
#[derive(Default)]
pub struct Page<'a> {
    pub blocks: Vec<Block<'a>>,
    pub focus: usize,
    /// Lines that stand again at the top of a page that begins among their blocks: the names of a
    /// table's columns.
    heads: Vec<Head<'a>>,
}

/// A line that belongs above a run of blocks.
struct Head<'a> {
    line: Line<'a>,
    first: usize,
    last: usize,
}

/// Which page of how many is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    pub page: usize,
    pub of: usize,
    /// There are more than were counted.
    pub more: bool,
}

impl<'a> Block<'a> {
    /// A block of plain lines.
    pub fn lines(lines: Vec<Line<'a>>) -> Self {
        Self { lines, ..Self::default() }
    }

    fn height(&self) -> u16 {
        let editor = self.editor.as_ref().map_or(0, |editor| editor.height);
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_add(editor)
    }
}

impl<'a> Page<'a> {
    /// Adds a block that can have the focus or not; returns its number.
    pub fn push(&mut self, block: Block<'a>) -> usize {
        self.blocks.push(block);
        self.blocks.len() - 1
    }

    /// Adds a block of one line.
    pub fn line(&mut self, line: impl Into<Line<'a>>) -> usize {
        self.push(Block::lines(vec![line.into()]))
    }

    /// The next block is the first of a table whose columns this line names.
    pub fn begin_table(&mut self, line: Line<'a>) {
        let first = self.blocks.len();
        self.heads.push(Head { line, first, last: first });
    }

    /// The next block belongs to the table begun last.
    pub fn go_on_with_table(&mut self) {
        let next = self.blocks.len();
        if let Some(head) = self.heads.last_mut() {
            head.last = next;
        }
    }

    /// The line to repeat above a block with which a page begins.
    fn head(&self, block: usize) -> Option<&Line<'a>> {
        self.heads.iter().find(|head| head.first < block && block <= head.last).map(|head| &head.line)
    }

    /// Adds a row of a list, which may have the focus.
    pub fn add(&mut self, block: Block<'a>, focused: bool) {
        if focused {
            self.push_focused(block);
        } else {
            self.push(block);
        }
    }

    /// Adds a block and gives it the focus, the cursor at its start unless it says otherwise.
    pub fn push_focused(&mut self, mut block: Block<'a>) {
        if block.cursor.is_none() && block.editor.is_none() {
            block.cursor = Some((0, 0));
        }
        self.focus = self.push(block);
    }

    /// Rows of all its blocks.
    pub fn height(&self) -> u16 {
        self.blocks.iter().map(Block::height).fold(0, u16::saturating_add)
    }

    /// The pages: each has the block it begins with, and the one from which it is shown. Turning keeps
    /// the last block of the page before in sight, so that nobody has to remember it.
    fn pages(&self, height: u16) -> Vec<(usize, usize)> {
        let mut pages = vec![(0, 0)];
        let mut used = 0u16;
        for (number, block) in self.blocks.iter().enumerate() {
            let wanted = block.height();
            if used > 0 && used.saturating_add(wanted) > height {
                let before = self.blocks[number - 1].height();
                let kept = before <= height / 3 && before.saturating_add(wanted) <= height;
                let from = if kept { number - 1 } else { number };
                pages.push((number, from));
                used = u16::from(self.head(from).is_some()) + if kept { before } else { 0 };
            }
            used = used.saturating_add(wanted);
        }
        pages
    }

    /// Draws the page that holds the focus and puts the cursor there.
    pub fn draw(&self, frame: &mut Frame, area: Rect) -> Turned {
        let pages = self.pages(area.height);
        let page = pages.iter().rposition(|&(start, _)| start <= self.focus).unwrap_or(0);
        let end = pages.get(page + 1).map_or(self.blocks.len(), |&(start, _)| start);
        let mut y = area.y;
        if let Some(line) = self.head(pages[page].1) {
            frame.render_widget(line, Rect { height: 1.min(area.height), ..area });
            y += 1;
        }
        for number in pages[page].1..end {
            let block = &self.blocks[number];
            y = draw_block(frame, block, area, y, number == self.focus);
        }
        Turned { page: page + 1, of: pages.len(), more: false }
    }
}

fn draw_block(frame: &mut Frame, block: &Block, area: Rect, top: u16, focused: bool) -> u16 {
    let bottom = area.bottom();
    let mut y = top;
    let editor_line = block.editor.as_ref().map(|editor| editor.line);
    for (number, line) in block.lines.iter().enumerate() {
        if editor_line == u16::try_from(number).ok() {
            y = draw_editor(frame, block, area, y, focused);
        }
        if y < bottom {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        if let Some((row, column)) = block.cursor
            && focused
            && usize::from(row) == number
            && y < bottom
        {
            let x = area.x.saturating_add(column).min(area.right().saturating_sub(1));
            frame.set_cursor_position(Position { x, y });
        }
        y = y.saturating_add(1);
    }
    if editor_line.is_some_and(|line| usize::from(line) >= block.lines.len()) {
        y = draw_editor(frame, block, area, y, focused);
    }
    y
}

fn draw_editor(frame: &mut Frame, block: &Block, area: Rect, y: u16, focused: bool) -> u16 {
    let Some(editor) = &block.editor else { return y };
    let height = editor.height.min(area.bottom().saturating_sub(y));
    let rect = Rect {
        x: area.x.saturating_add(editor.indent),
        y,
        width: area.width.saturating_sub(editor.indent),
        height,
    };
    if rect.height == 0 || rect.width == 0 {
        return y.saturating_add(editor.height);
    }
    frame.render_widget(editor.area, rect);
    if focused {
        let cursor = editor.area.screen_cursor();
        let (top, left) = editor.area.scroll_offset();
        let row = u16::try_from(cursor.row).unwrap_or(0).saturating_sub(top);
        let column = u16::try_from(cursor.col).unwrap_or(0).saturating_sub(left);
        frame.set_cursor_position(Position {
            x: rect.x.saturating_add(column).min(rect.right().saturating_sub(1)),
            y: rect.y.saturating_add(row).min(rect.bottom().saturating_sub(1)),
        });
    }
    y.saturating_add(editor.height)
}

/// Draws a long list of one-line rows: only the page that holds the cursor is made, so that five
/// thousand rows cost no more than twenty. As on a page of blocks, turning keeps one row in sight.
pub fn draw_rows<'a>(
    frame: &mut Frame,
    area: Rect,
    cursor: usize,
    length: usize,
    row: impl Fn(usize, bool) -> Line<'a>,
) -> Turned {
    let (start, turned) = row_pages(cursor, length, area.height);
    for (y, number) in (area.y..area.bottom()).zip(start..length) {
        frame.render_widget(row(number, number == cursor), Rect { y, height: 1, ..area });
        if number == cursor {
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
    turned
}

/// With which of so many rows the page begins that holds the cursor, and which page it is.
pub fn row_pages(cursor: usize, length: usize, height: u16) -> (usize, Turned) {
    let height = usize::from(height).max(2);
    // The first page is full; each later one repeats the last row of the page before.
    let step = height - 1;
    let page = if cursor < height { 0 } else { (cursor - 1) / step };
    let of = if length <= height { 1 } else { (length - 2) / step + 1 };
    (page * step, Turned { page: page + 1, of, more: false })
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A text cut to a width, with a mark where it goes on. Control and bidi characters never reach the screen.
pub fn fit(text: &str, columns: usize, theme: Theme) -> String {
    let text = clean(text, false);
    if width(&text) <= columns {
        return text;
    }
    let mark = theme.ellipsis();
    let mut cut = String::new();
    let mut used = width(mark);
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > columns {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push_str(mark);
    cut
}

/// A text cut or filled to exactly a width.
pub fn column(text: &str, columns: usize, theme: Theme) -> String {
    let mut text = fit(text, columns, theme);
    let missing = columns.saturating_sub(width(&text));
    text.push_str(&" ".repeat(missing));
    text
}

/// A text in lines of at most `columns`, its own line breaks kept.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let text = clean(text, true);
    textwrap::wrap(&text, columns.max(8)).into_iter().map(|line| line.into_owned()).collect()
}

/// Wrapped lines in one style behind an indent.
pub fn paragraph(text: &str, columns: u16, indent: usize, role: Role, theme: Theme) -> Vec<Line<'static>> {
    let style = theme.style(role);
    wrap(text, usize::from(columns).saturating_sub(indent))
        .into_iter()
        .map(|line| Line::from(vec![Span::raw(" ".repeat(indent)), Span::styled(line, style)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;

    fn shown(blocks: &[usize], focus: usize, height: u16) -> String {
        let mut page = Page::default();
        for (number, lines) in blocks.iter().enumerate() {
            let lines = (0..*lines).map(|line| Line::from(format!("{number}.{line}"))).collect();
            page.add(Block::lines(lines), number == focus);
        }
        let mut terminal = Terminal::new(TestBackend::new(4, height)).unwrap();
        let mut turned = None;
        terminal.draw(|frame| turned = Some(page.draw(frame, frame.area()))).unwrap();
        let buffer = terminal.backend().buffer().clone();
        let lines: Vec<String> = (0..height)
            .map(|y| (0..4).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>().trim().to_owned())
            .collect();
        let turned = turned.unwrap();
        format!("{} {}/{}", lines.join(","), turned.page, turned.of)
    }

    #[test]
    fn the_page_of_the_focus_is_shown_whole_with_what_came_before() {
        let check = |blocks: &[usize], focus, expect: &str| assert_eq!(shown(blocks, focus, 4), expect);
        check(&[1, 1, 1], 2, "0.0,1.0,2.0, 1/1");
        check(&[1, 1, 1, 1, 1], 3, "0.0,1.0,2.0,3.0 1/2");
        check(&[1, 1, 1, 1, 1], 4, "3.0,4.0,, 2/2");
        // A block that leaves no room for the one before stands alone.
        check(&[1, 1, 1, 4], 3, "3.0,3.1,3.2,3.3 2/2");
        check(&[3, 3, 1], 1, "1.0,1.1,1.2,2.0 2/2");
    }

    #[test]
    fn a_long_list_is_shown_a_page_at_a_time() {
        let check = |cursor, length, expect: &str| {
            let mut terminal = Terminal::new(TestBackend::new(4, 4)).unwrap();
            let mut turned = None;
            terminal
                .draw(|frame| {
                    let row = |number: usize, focused| {
                        Line::from(format!("{number}{}", if focused { "<" } else { "" }))
                    };
                    turned = Some(draw_rows(frame, frame.area(), cursor, length, row));
                })
                .unwrap();
            let buffer = terminal.backend().buffer().clone();
            let line = |y| (0..4).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim().to_owned();
            let turned = turned.unwrap();
            let lines: Vec<String> = (0..4).map(line).collect();
            assert_eq!(format!("{} {}/{}", lines.join(","), turned.page, turned.of), expect);
        };
        check(0, 0, ",,, 1/1");
        check(3, 4, "0,1,2,3< 1/1");
        check(3, 5, "0,1,2,3< 1/2");
        check(4, 5, "3,4<,, 2/2");
        check(6, 7, "3,4,5,6< 2/2");
        check(7, 8, "6,7<,, 3/3");
    }

    #[test]
    fn texts_are_cut_and_filled_by_columns_not_by_bytes() {
        let theme = Theme { colour: false, ascii: false };
        assert_eq!(fit("İçişleri", 5, theme), "İçiş…");
        assert_eq!(column("ș", 3, theme), "ș  ");
        assert_eq!(fit("a\u{202e}b\u{7}c", 9, theme), "abc");
        assert_eq!(fit("çok", 2, Theme { ascii: true, ..theme }), "ç~");
    }
}
