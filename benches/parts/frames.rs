//! From cells to the bytes of a frame: what is compared, encoded and handed over in one piece.

use std::hint::black_box;

use criterion::Criterion;
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::layout::Size;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Text};
use vaka::terminal::ColourMode;
use vaka::terminal::screen::Screen;

/// A page of a list, one row of it marked.
fn page(first: usize, marked: usize) -> Text<'static> {
    let row = |number: usize| {
        let mark = if number == marked { "> " } else { "  " };
        let style =
            if number.is_multiple_of(5) { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        let text = format!("{mark}K-{:03}  Şirin Cosânzeana {number:<6} değerlendirme", first + number);
        Line::styled(text, style)
    };
    (0..24).map(row).collect()
}

/// Draws one page after the other.
fn alternate<B: Backend<Error = E>, E: std::fmt::Debug>(
    terminal: &mut Terminal<B>,
    pages: &[Text<'static>; 2],
    mut done: impl FnMut(&mut B),
) {
    for page in pages {
        terminal.draw(|frame| frame.render_widget(page, frame.area())).unwrap();
        done(terminal.backend_mut());
    }
}

pub fn measure(criterion: &mut Criterion) {
    let screen = || Screen::new(Size::new(80, 24), ColourMode::Always16, false);
    let row = [page(0, 3), page(0, 4)];
    let whole = [page(0, 3), page(500, 3)];
    let mut group = criterion.benchmark_group("encode");
    for (name, pages) in [("row", &row), ("page", &whole)] {
        let mut terminal = Terminal::new(screen()).unwrap();
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                alternate(&mut terminal, pages, |screen| {
                    black_box(screen.take());
                });
            });
        });
    }
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    group.bench_function("page_without_bytes", |bencher| {
        bencher.iter(|| alternate(&mut terminal, &whole, |_| {}));
    });
    group.finish();
}
