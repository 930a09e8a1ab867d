//! What a calculated value was computed from: never a bare score.

use std::collections::BTreeSet;

use super::scope::At;
use super::{Entry, Input};
use crate::form::answer::Path;
use crate::form::expr::Scope;

impl Entry {
    /// Of a calculated field or cell, each place that it read, in the order it reads them; columns row
    /// by row, rows without an answer left out. The inputs of a calculated input follow it, one level
    /// deeper. Empty for other fields.
    pub fn explain(&self, path: &Path) -> Vec<Input> {
        let mut inputs = Vec::new();
        self.collect(path, 0, &mut BTreeSet::from([path.clone()]), &mut inputs);
        inputs
    }

    fn collect(&self, path: &Path, depth: usize, seen: &mut BTreeSet<Path>, inputs: &mut Vec<Input>) {
        let Some(calculate) = self.field(path).and_then(|field| field.calculate.as_ref()) else { return };
        let at = At::path(self, path);
        for (name, _) in calculate.names() {
            let places = at.places(&name);
            // A single place is shown although it is empty: that it was is part of the answer.
            let many =
                places.len() > 1 || matches!(places.first(), Some(Path::Cell { .. })) && at.position() == 0;
            for place in places {
                let answer = self.get(&place).filter(|_| self.relevant(&place));
                if many && answer.is_none() || !seen.insert(place.clone()) {
                    continue;
                }
                let (heading, start) = self.heading(&place);
                inputs.push(Input { path: place.clone(), answer, heading, start, depth });
                self.collect(&place, depth + 1, seen, inputs);
            }
        }
    }
}
