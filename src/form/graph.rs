//! Which part of a form reads which: the nodes stand in an order in which each comes after all that
//! it reads, so that a change is carried on by one pass forward.

use std::collections::BTreeMap;

use super::expr::Condition;
use super::schema::{Field, FieldType, Section};

/// What one node stands for: indices of the section, of the field in it, of the column in that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Section(usize),
    /// Relevance and value of a field; of a table only its relevance.
    Field(usize, usize),
    Column(usize, usize, usize),
    /// The rows of a table, read by `${table}`; they come after their columns.
    Rows(usize, usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GraphNode {
    pub part: Part,
    /// Nodes to work out again when this one has changed; all of them come later.
    pub readers: Vec<usize>,
}

/// The nodes of a form in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Graph {
    pub nodes: Vec<GraphNode>,
    /// The node whose value `${id}` is.
    values: BTreeMap<String, usize>,
    /// The node that holds the relevance of a field or column.
    places: BTreeMap<String, usize>,
    sections: Vec<usize>,
}

/// Nodes that wait for each other, by their ids, the first repeated at the end.
pub(crate) type Circle = Vec<String>;

impl Graph {
    /// The graph of a form's sections, or every circle in it.
    pub fn build(sections: &[Section]) -> Result<Self, Vec<Circle>> {
        let draft = Draft::new(sections);
        let order = draft.order(sections)?;
        let mut rank = vec![0; order.len()];
        for (position, &node) in order.iter().enumerate() {
            rank[node] = position;
        }
        let mut readers = vec![Vec::new(); order.len()];
        for (node, reads) in draft.reads.iter().enumerate() {
            for &read in reads {
                readers[rank[read]].push(rank[node]);
            }
        }
        let nodes = order.iter().zip(readers).map(|(&node, mut readers)| {
            readers.sort_unstable();
            readers.dedup();
            GraphNode { part: draft.parts[node], readers }
        });
        let ranked =
            |map: &BTreeMap<String, usize>| map.iter().map(|(id, &n)| (id.clone(), rank[n])).collect();
        Ok(Self {
            nodes: nodes.collect(),
            values: ranked(&draft.values),
            places: ranked(&draft.places),
            sections: (0..sections.len()).map(|section| rank[section]).collect(),
        })
    }

    /// The node whose value `${id}` is.
    pub fn value(&self, id: &str) -> Option<usize> {
        self.values.get(id).copied()
    }

    /// The node that holds the relevance of a field or column.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The node of a section.
    pub fn section(&self, section: usize) -> Option<usize> {
        self.sections.get(section).copied()
    }
}

/// Nodes in the order of the form, sections first, with what each reads.
struct Draft {
    parts: Vec<Part>,
    reads: Vec<Vec<usize>>,
    values: BTreeMap<String, usize>,
    places: BTreeMap<String, usize>,
}

impl Draft {
    fn new(sections: &[Section]) -> Self {
        let mut draft = Self {
            parts: (0..sections.len()).map(Part::Section).collect(),
            reads: Vec::new(),
            values: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        for (s, section) in sections.iter().enumerate() {
            for (f, field) in section.fields.iter().enumerate() {
                let node = draft.add(Part::Field(s, f), &field.id);
                draft.values.insert(field.id.clone(), node);
                for (c, column) in field.columns.iter().enumerate() {
                    let node = draft.add(Part::Column(s, f, c), &column.id);
                    draft.values.insert(column.id.clone(), node);
                }
                if field.kind == FieldType::Table {
                    draft.values.insert(field.id.clone(), draft.parts.len());
                    draft.parts.push(Part::Rows(s, f));
                }
            }
        }
        draft.reads = draft.parts.iter().map(|&part| draft.reads_of(sections, part)).collect();
        draft
    }

    fn add(&mut self, part: Part, id: &str) -> usize {
        self.parts.push(part);
        self.places.insert(id.to_owned(), self.parts.len() - 1);
        self.parts.len() - 1
    }

    fn reads_of(&self, sections: &[Section], part: Part) -> Vec<usize> {
        let named = |conditions: &[&Option<Condition>]| -> Vec<usize> {
            let names = conditions.iter().filter_map(|condition| condition.as_ref());
            names.flat_map(Condition::names).filter_map(|(name, _)| self.values.get(&name).copied()).collect()
        };
        let of_field = |field: &Field| {
            let mut reads = named(&[&field.relevant, &field.calculate]);
            if [&field.relevant, &field.calculate].into_iter().flatten().any(Condition::reads_itself) {
                reads.extend(self.values.get(&field.id));
            }
            reads
        };
        let place = |field: &Field| self.places.get(&field.id).copied();
        let (mut reads, above) = match part {
            Part::Section(s) => (named(&[&sections[s].relevant]), None),
            Part::Field(s, f) => (of_field(&sections[s].fields[f]), Some(s)),
            Part::Column(s, f, c) => {
                let table = &sections[s].fields[f];
                (of_field(&table.columns[c]), place(table))
            }
            Part::Rows(s, f) => {
                let table = &sections[s].fields[f];
                (table.columns.iter().filter_map(place).collect(), place(table))
            }
        };
        reads.extend(above);
        reads
    }

    /// The nodes, each after all that it reads.
    fn order(&self, sections: &[Section]) -> Result<Vec<usize>, Vec<Circle>> {
        let mut order = Vec::with_capacity(self.parts.len());
        let mut done = vec![false; self.parts.len()];
        let mut circles = Vec::new();
        while order.len() < self.parts.len() {
            let ready: Vec<usize> = (0..self.parts.len())
                .filter(|&n| !done[n] && self.reads[n].iter().all(|&r| done[r]))
                .collect();
            if ready.is_empty() {
                // The circle is noted and taken as worked out, to find what else is wrong.
                let circle = self.circle(&done);
                circles.push(self.ids(sections, &circle));
                for node in circle {
                    if !done[node] {
                        done[node] = true;
                        order.push(node);
                    }
                }
            }
            for node in ready {
                done[node] = true;
                order.push(node);
            }
        }
        if circles.is_empty() { Ok(order) } else { Err(circles) }
    }

    /// From a node that waits, always on to something that it waits for, until one comes again.
    fn circle(&self, done: &[bool]) -> Vec<usize> {
        let mut path: Vec<usize> = done.iter().position(|done| !done).into_iter().collect();
        while let Some(&last) = path.last() {
            let Some(&next) = self.reads[last].iter().find(|&&read| !done[read]) else { break };
            let before = path.iter().position(|&node| node == next);
            path.push(next);
            if let Some(start) = before {
                return path.split_off(start);
            }
        }
        path
    }

    fn ids(&self, sections: &[Section], circle: &[usize]) -> Circle {
        let mut ids: Circle = circle
            .iter()
            .map(|&node| match self.parts[node] {
                Part::Section(s) => sections[s].id.clone(),
                Part::Field(s, f) | Part::Rows(s, f) => sections[s].fields[f].id.clone(),
                Part::Column(s, f, c) => sections[s].fields[f].columns[c].id.clone(),
            })
            .collect();
        if ids.len() > 2 {
            ids.dedup();
        }
        ids
    }
}
