//! Works out relevance and calculated values, all of them or only those behind a change.

use std::collections::{BTreeMap, BTreeSet};

use super::Entry;
use super::scope::At;
use crate::form::answer::Path;
use crate::form::expr::{Condition, Value};
use crate::form::graph::Part;
use crate::form::schema::{Field, FieldType};

/// What was worked out for one node.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct State {
    pub relevant: bool,
    /// The value of a calculated field.
    pub value: Value,
    /// Of a column: its cells by row, as far as they differ from `State::default`.
    rows: BTreeMap<String, State>,
}

impl Default for State {
    fn default() -> Self {
        Self { relevant: true, value: Value::Nothing, rows: BTreeMap::new() }
    }
}

static PLAIN: State = State { relevant: true, value: Value::Nothing, rows: BTreeMap::new() };

impl State {
    /// The state of a column's cell.
    pub fn row(&self, row: &str) -> &State {
        self.rows.get(row).unwrap_or(&PLAIN)
    }
}

/// Which rows of a column must be worked out again.
#[derive(Debug, Clone)]
enum Rows {
    All,
    Some(BTreeSet<String>),
}

impl Rows {
    fn join(&mut self, other: &Rows) {
        match (&mut *self, other) {
            (Self::Some(rows), Self::Some(others)) => rows.extend(others.iter().cloned()),
            _ => *self = Self::All,
        }
    }
}

/// Nodes to be worked out, the first first.
type Agenda = BTreeMap<usize, Rows>;

impl Entry {
    /// Works out everything.
    pub(super) fn compute_all(&mut self) {
        let agenda = (0..self.form.graph.nodes.len()).map(|node| (node, Rows::All)).collect();
        self.run(agenda);
    }

    /// Works out what reads the answer at a place.
    pub(super) fn changed(&mut self, path: &Path) {
        let mut agenda = Agenda::new();
        match path {
            Path::Field(id) if self.form.field(id).is_some_and(|f| f.kind == FieldType::Table) => {
                return self.table_changed(id);
            }
            Path::Field(id) => self.add_readers(&mut agenda, self.form.graph.place(id), &Rows::All),
            Path::Cell { row, column, .. } => {
                let rows = Rows::Some(BTreeSet::from([row.clone()]));
                self.add_readers(&mut agenda, self.form.graph.place(column), &rows);
            }
        }
        self.run(agenda);
    }

    /// Rows were added, removed or moved.
    pub(super) fn table_changed(&mut self, table: &str) {
        let columns = self.form.field(table).map(|field| &field.columns).into_iter().flatten();
        let places = columns.filter_map(|column| self.form.graph.place(&column.id));
        let rows = self.form.graph.value(table);
        let mut agenda: Agenda = places.chain(rows).map(|node| (node, Rows::All)).collect();
        for node in agenda.keys().copied().collect::<Vec<_>>() {
            self.add_readers(&mut agenda, Some(node), &Rows::All);
        }
        self.run(agenda);
    }

    /// What was worked out for a field or column.
    pub(super) fn state(&self, id: &str) -> Option<&State> {
        self.states.get(self.form.graph.place(id)?)
    }

    /// The value of a calculated field or cell.
    pub(super) fn computed(&self, path: &Path) -> Option<&Value> {
        match path {
            Path::Field(id) => self.state(id).map(|state| &state.value),
            Path::Cell { row, column, .. } => self.state(column).map(|state| &state.row(row).value),
        }
    }

    fn run(&mut self, mut agenda: Agenda) {
        while let Some((node, rows)) = agenda.pop_first() {
            let form = std::sync::Arc::clone(&self.form);
            let Some(graph_node) = form.graph.nodes.get(node) else { continue };
            let changed = match graph_node.part {
                Part::Section(s) => {
                    let relevant = self.holds(form.sections[s].relevant.as_ref(), &At::top(self, None));
                    self.store(node, State { relevant, ..State::default() })
                }
                Part::Field(s, f) => {
                    let above = self.section_relevant(s);
                    let state = self.work_out(&form.sections[s].fields[f], None, above);
                    self.store(node, state)
                }
                Part::Column(s, f, c) => {
                    let table = &form.sections[s].fields[f];
                    self.column(node, table, &table.columns[c], &rows)
                }
                Part::Rows(..) => true,
            };
            if changed {
                self.add_readers(&mut agenda, Some(node), &rows);
            }
        }
    }

    /// Rows stay known only from one column to another of the same table.
    fn add_readers(&self, agenda: &mut Agenda, node: Option<usize>, rows: &Rows) {
        let nodes = &self.form.graph.nodes;
        let Some(changed) = node.and_then(|node| nodes.get(node)) else { return };
        for &reader in &changed.readers {
            let rows = match (changed.part, nodes[reader].part) {
                (Part::Column(s, f, _), Part::Column(t, g, _)) if (s, f) == (t, g) => rows.clone(),
                _ => Rows::All,
            };
            agenda.entry(reader).and_modify(|known| known.join(&rows)).or_insert(rows);
        }
    }

    fn store(&mut self, node: usize, state: State) -> bool {
        match self.states.get_mut(node) {
            Some(known) if *known != state => {
                *known = state;
                true
            }
            _ => false,
        }
    }

    fn column(&mut self, node: usize, table: &Field, column: &Field, rows: &Rows) -> bool {
        let Some(mut state) = self.states.get(node).cloned() else { return false };
        if column.relevant.is_none() && column.calculate.is_none() {
            // Its cells have no state of their own, but readers must hear of the table's relevance.
            return true;
        }
        if let Rows::All = rows {
            state.rows.clear();
        }
        for row in self.answers.rows(&table.id) {
            if let Rows::Some(only) = rows
                && !only.contains(&row.id)
            {
                continue;
            }
            let above = self.state(&table.id).is_some_and(|state| state.relevant);
            let cell = self.work_out(column, Some((&table.id, &row.id)), above);
            state.rows.insert(row.id.clone(), cell);
        }
        self.store(node, state)
    }

    /// Relevance and value of a field, or of the cell in a row.
    fn work_out(&self, field: &Field, row: Option<(&str, &str)>, above: bool) -> State {
        let at = match row {
            Some((table, row)) => At::cell(self, table, row, field),
            None => At::top(self, Some(field)),
        };
        let relevant = above && self.holds(field.relevant.as_ref(), &at);
        let value = match &field.calculate {
            Some(calculate) if relevant => calculate.eval(&at).bounded(),
            _ => Value::Nothing,
        };
        State {
            relevant,
            value: if value.is_empty() { Value::Nothing } else { value },
            rows: BTreeMap::new(),
        }
    }

    fn holds(&self, condition: Option<&Condition>, at: &At<'_>) -> bool {
        condition.is_none_or(|condition| condition.is_true(at))
    }
}
