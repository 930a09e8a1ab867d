//! What the worker thread is asked for, in order. On a slow machine keys come faster than lists: of several
//! questions whose older answers nobody would look at any more, only the last is answered.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;

use super::effect::Effect;
use super::worker::Work;

/// The work that has come and is not begun.
pub struct Queue {
    asked: Receiver<Work>,
    come: VecDeque<Work>,
}

impl Queue {
    pub fn of(asked: Receiver<Work>) -> Self {
        Self { asked, come: VecDeque::new() }
    }

    /// The next work, and whether it can be left out for the one behind it; waits until there is one. None when
    /// nobody is left who asks.
    pub fn next(&mut self) -> Option<(Work, bool)> {
        if self.come.is_empty() {
            self.come.push_back(self.asked.recv().ok()?);
        }
        self.come.extend(self.asked.try_iter());
        let work = self.come.pop_front()?;
        let left_out = match (&work, self.come.front()) {
            (Work::Do(effect, _), Some(Work::Do(next, _))) => gives_way(effect, next),
            _ => false,
        };
        Some((work, left_out))
    }
}

/// Whoever asked the second does not look at the answer to the first.
fn gives_way(effect: &Effect, next: &Effect) -> bool {
    match (effect, next) {
        (Effect::Search(one), Effect::Search(other)) => one.case == other.case,
        (Effect::LoadCases(_), Effect::LoadCases(_))
        | (Effect::LoadHome(_), Effect::LoadHome(_))
        | (Effect::LoadMonth(_), Effect::LoadMonth(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use super::*;
    use crate::app::search::Ask;
    use crate::locale::{Locale, Locales};
    use crate::record::{CaseAsk, CaseOrder, Turn};
    use crate::terminal::Now;
    use uuid::Uuid;

    fn search(query: &str, case: Option<Uuid>) -> Effect {
        let locale = Locale::new(&Arc::new(Locales::embedded()), "en");
        Effect::Search(Box::new(Ask { query: query.to_owned(), case, locale }))
    }

    fn cases(filter: &str) -> Effect {
        let (filter, order) = (filter.to_owned(), CaseOrder::Number);
        Effect::LoadCases(Box::new(CaseAsk { filter, order, turn: Turn::First, rows: 40 }))
    }

    #[test]
    fn of_what_is_typed_ahead_only_the_last_is_answered() {
        let (work, asked) = channel();
        let home = || Effect::LoadHome(Box::default());
        let all = [
            (search("k", None), true),
            (search("kö", None), false),
            // Another place to look in: both are waited for.
            (search("kö", Some(Uuid::nil())), false),
            (home(), false),
            (cases("l"), true),
            (cases("la"), false),
            // What is done in between may change the answer.
            (Effect::SetSilence(true), false),
            (Effect::SetSilence(true), false),
            (cases("la"), false),
            (Effect::Close, false),
            (home(), true),
            (home(), false),
        ];
        let mut expected = Vec::new();
        for (effect, left_out) in all {
            work.send(Work::Do(Box::new(effect), Now::current())).unwrap();
            expected.push(left_out);
        }
        work.send(Work::Look).unwrap();
        work.send(Work::End).unwrap();
        drop(work);
        let mut queue = Queue::of(asked);
        let found: Vec<bool> = std::iter::from_fn(|| queue.next()).map(|(_, left_out)| left_out).collect();
        expected.extend([false, false]);
        assert_eq!(found, expected);
    }
}
