//! The people and organisations around a person, from the newest records of a case, and where each of
//! them stands on a map with the person in the middle: people on the left, organisations on the right,
//! a tie from each to the middle. Which columns say so is data.

use crate::form::{Answer, Field, FieldType, Form, Library, Path, Row};
use crate::locale::fold;
use crate::record::{CaseFile, Record, RecordId};

use super::process::{NetworkSource, Process, Side};

/// How strong a tie is, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    Strong,
    /// There is one, and nobody has said how strong it is.
    Unsaid,
    Weak,
    Strained,
    Broken,
    /// Somebody who should be there, and is not yet.
    None,
}

impl Tie {
    /// From the strongest to what is not there.
    pub const ALL: [Self; 6] =
        [Self::Strong, Self::Unsaid, Self::Weak, Self::Strained, Self::Broken, Self::None];

    /// Its name is the message `tie-<id>`; the choices of a list of ties have these ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Unsaid => "unsaid",
            Self::Weak => "weak",
            Self::Strained => "strained",
            Self::Broken => "broken",
            Self::None => "none",
        }
    }

    fn of(choice: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|tie| Some(tie.id()) == choice).unwrap_or(Self::Unsaid)
    }
}

/// What somebody is to the person: a choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    pub form: String,
    pub list: String,
    pub choice: String,
}

/// Somebody there.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub side: Side,
    pub name: String,
    /// The name is hidden until names are shown.
    pub hidden: bool,
    pub kind: Option<Kind>,
    pub tie: Tie,
    pub gives: Option<String>,
    pub takes: Option<String>,
    /// Where it is recorded.
    pub record: RecordId,
    pub form: String,
    pub path: Path,
    /// The row it was taken over from: `<form>/<table>/<row id>`.
    taken: Option<String>,
}

/// Something for which nobody is named yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Lack {
    pub record: RecordId,
    pub form: String,
    pub table: String,
    /// The row that asks for somebody; its heading says for what.
    pub row: Row,
    /// The cell in which the name would stand.
    pub path: Path,
}

/// Everybody around one person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// People first, the strongest ties first.
    pub nodes: Vec<Node>,
    pub lacking: Vec<Lack>,
}

/// Everybody who is named in the newest records of a case, each once.
pub fn network(process: &Process, library: &Library, file: &CaseFile) -> Network {
    let mut network = Network::default();
    for source in process.network() {
        let Some(form) = library.form(&source.form) else { continue };
        for record in file.records.iter().filter(|record| record.form == source.form) {
            look(source, &form, record, &mut network);
        }
    }
    network.nodes.sort_by_key(|node| (node.side, node.tie));
    network
}

/// The fields of one row, or of a record without a table.
struct Cells<'a> {
    form: &'a Form,
    table: Option<&'a Field>,
    get: &'a dyn Fn(&str) -> Option<&'a Answer>,
}

impl Cells<'_> {
    fn field(&self, id: &str) -> Option<&Field> {
        match self.table {
            Some(table) => table.column(id),
            None => self.form.field(id),
        }
    }

    fn text(&self, id: Option<&String>) -> Option<String> {
        match (self.get)(id?) {
            Some(Answer::Text(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    fn choice(&self, id: Option<&String>) -> Option<String> {
        match (self.get)(id?) {
            Some(Answer::Choice(choice)) => Some(choice.clone()),
            _ => None,
        }
    }

    /// In one of the states that count.
    fn counts(&self, source: &NetworkSource) -> bool {
        let state = self.choice(source.state.as_ref());
        source.states.is_empty() || state.is_some_and(|state| source.states.contains(&state))
    }

    fn kind(&self, source: &NetworkSource) -> Option<Kind> {
        let choice = self.choice(source.kind.as_ref())?;
        let list = self.field(source.kind.as_ref()?)?.choices.clone()?;
        Some(Kind { form: self.form.id.clone(), list, choice })
    }

    fn node(&self, source: &NetworkSource, record: RecordId, path: Path) -> Option<Node> {
        let kind = self.kind(source);
        let name = self.text(Some(&source.name));
        // Somebody whose name was not written is still somebody: a sister.
        let name = name.or_else(|| kind.as_ref().map(|_| String::new()))?;
        let secret = self.table.is_some_and(|table| table.sensitive);
        Some(Node {
            side: source.side,
            hidden: secret || self.field(&source.name).is_none_or(|field| field.sensitive),
            name,
            kind,
            tie: Tie::of(self.choice(source.tie.as_ref()).as_deref()),
            gives: self.text(source.gives.as_ref()),
            takes: self.text(source.takes.as_ref()),
            record,
            form: self.form.id.clone(),
            path,
            taken: None,
        })
    }
}

fn look(source: &NetworkSource, form: &Form, record: &Record, network: &mut Network) {
    let Some(table) = &source.table else {
        let get = |id: &str| record.answers.fields.get(id);
        let cells = Cells { form, table: None, get: &get };
        let node = cells.node(source, record.id, Path::field(&source.name));
        if let Some(node) = node.filter(|_| cells.counts(source)) {
            meet(&mut network.nodes, node, None);
        }
        return;
    };
    let Some(field) = form.field(table).filter(|field| field.kind == FieldType::Table) else { return };
    for row in record.answers.rows(table) {
        let get = |id: &str| row.cells.get(id);
        let cells = Cells { form, table: Some(field), get: &get };
        let path = Path::cell(table, &row.id, &source.name);
        if !cells.counts(source) {
            continue;
        }
        match cells.node(source, record.id, path.clone()) {
            Some(node) => meet(&mut network.nodes, node, Some((table, row))),
            None if source.need.is_some() && is_used(field, row) => {
                let (form, table) = (form.id.clone(), table.clone());
                network.lacking.push(Lack { record: record.id, form, table, row: row.clone(), path });
            }
            None => {}
        }
    }
}

/// Somebody wrote or dated something in it, or it was added: a starting row alone asks for nobody.
fn is_used(table: &Field, row: &Row) -> bool {
    let heading = table.columns.first().map(|column| &column.id);
    let own = |(id, answer): (&String, &Answer)| {
        Some(id) != heading && matches!(answer, Answer::Text(_) | Answer::Date(_))
    };
    row.start.is_none() || row.from.is_some() || row.cells.iter().any(own)
}

/// Adds somebody, unless they are there already: the same row, taken over into a table that was looked
/// at before, or the same name in another form. Two people of one name in one table are two.
fn meet(nodes: &mut Vec<Node>, mut node: Node, row: Option<(&String, &Row)>) {
    let name = fold(&node.name);
    let own = row.map(|(table, row)| format!("{}/{table}/{}", node.form, row.id));
    node.taken = row.and_then(|(_, row)| row.from.clone());
    let known = nodes.iter_mut().find(|known| {
        let elsewhere = node.side == Side::Organisations || known.form != node.form;
        let named = !name.is_empty() && known.side == node.side && fold(&known.name) == name;
        named && elsewhere || own.is_some() && known.taken == own
    });
    let Some(known) = known else { return nodes.push(node) };
    known.kind = known.kind.take().or(node.kind);
    known.gives = known.gives.take().or(node.gives);
    known.takes = known.takes.take().or(node.takes);
    if known.tie == Tie::Unsaid {
        known.tie = node.tie;
    }
}

/// A piece of a line of the map, in columns and lines from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    pub x: u16,
    pub y: u16,
    pub width: u16,
}

/// Where one of them stands: the name, and below it there is room for so many more lines; the tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodePlace {
    pub node: usize,
    pub label: Bar,
    pub below: u16,
    pub tie: Bar,
}

/// One page of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The box of the person in the middle: its upper edge, and its height.
    pub centre: Bar,
    pub height: u16,
    pub standing: Vec<NodePlace>,
    pub page: usize,
    pub pages: usize,
}

/// So many of one side stand on a page at most: more would be a list.
const SIDE: usize = 12;
/// Columns from the edge to a name: the marker of the focus.
const MARGIN: u16 = 2;
/// A name has half of its side and at most so much, the tie the rest.
const LABEL: u16 = 30;

/// Where everybody stands on the page that shows `shown` (by its place among people, then organisations),
/// in so many columns and lines, around a box of `centre` columns. Nothing overlaps.
pub fn arrange(counts: [usize; 2], shown: usize, (columns, lines): (u16, u16), centre: u16) -> Drawing {
    // Above and below the ties the box has its edges.
    let rows = lines.saturating_sub(2).max(1);
    let most = SIDE.min(usize::from(rows));
    let pages = counts.iter().map(|count| count.div_ceil(most)).max().unwrap_or(1).max(1);
    let within = if shown < counts[0] { shown } else { shown - counts[0] };
    let page = (within / most).min(pages - 1);
    let centre = centre.min(columns / 3);
    let middle = Bar { x: (columns - centre) / 2, y: 0, width: centre };
    let side = middle.x;
    let label = LABEL.min(side.saturating_sub(MARGIN).div_ceil(2));
    let tie = side.saturating_sub(MARGIN + label + 1);
    let mut standing = Vec::new();
    for (number, count) in counts.into_iter().enumerate() {
        let first = page * most;
        let here = count.saturating_sub(first).min(most);
        let pitch = rows.checked_div(u16::try_from(here).unwrap_or(1)).unwrap_or(rows).clamp(1, 3);
        let used = pitch * u16::try_from(here).unwrap_or(0);
        let top = 1 + (rows - used.min(rows)) / 2;
        let before = if number == 0 { 0 } else { counts[0] };
        for (y, node) in (top..).step_by(usize::from(pitch)).zip(first..first + here) {
            let (label, tie) = match number {
                0 => (Bar { x: MARGIN, y, width: label }, Bar { x: MARGIN + label + 1, y, width: tie }),
                _ => {
                    let x = middle.x + middle.width;
                    (
                        Bar {
                            x: x + tie + 1 + MARGIN,
                            y,
                            width: label.min(columns - (x + tie + 1 + MARGIN)),
                        },
                        Bar { x, y, width: tie },
                    )
                }
            };
            standing.push(NodePlace { node: before + node, label, below: (pitch - 1).min(1), tie });
        }
    }
    Drawing { centre: middle, height: rows + 2, standing, page: page + 1, pages }
}
