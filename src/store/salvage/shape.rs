//! What the rows of each table look like, taken from an empty database of the same version: a page is known
//! by its rows, whatever became of the pages above it that say which tree it is of.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::cells::Tree;
use crate::store::error::VaultError;

/// A tree of a database by the look of its rows.
#[derive(Debug, Clone)]
pub struct Shape {
    pub table: String,
    tree: Tree,
    /// In the order in which they are stored.
    pub columns: Vec<String>,
    kinds: Vec<Kind>,
    /// A numbered table without a column of its own for the number.
    pub hidden_number: bool,
    /// An index: its rows say what the table's rows said, in part.
    pub index: bool,
}

#[derive(Debug, Clone, Copy)]
struct Kind {
    of: char,
    /// The column that is the row's number: it is stored as nothing.
    number: bool,
    nothing: bool,
    /// Rows that are older than the column do not have it.
    added: bool,
}

/// The shapes of all tables and of their indexes.
pub fn shapes(empty: &Connection) -> Result<Vec<Shape>, VaultError> {
    let mut tables = empty.prepare(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let tables: Vec<(String, bool)> =
        tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut shapes = Vec::new();
    for (table, keyed) in tables {
        let whole = of_table(empty, &table, keyed)?;
        shapes.extend(of_indexes(empty, &whole)?);
        shapes.push(whole);
    }
    Ok(shapes)
}

fn of_table(empty: &Connection, table: &str, keyed: bool) -> Result<Shape, VaultError> {
    let mut columns = empty.prepare(
        "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk FROM pragma_table_xinfo(?1)
         WHERE hidden <> 2 ORDER BY cid",
    )?;
    let mut rows = columns.query([table])?;
    let mut found: Vec<(String, Kind, u32)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (of, key): (String, u32) = (row.get(1)?, row.get(4)?);
        let nothing = !row.get::<_, bool>(2)? && (key == 0 || !keyed);
        let added = nothing || row.get(3)?;
        let of = of.chars().next().unwrap_or('?');
        found.push((row.get(0)?, Kind { of, number: false, nothing, added }, key));
    }
    let one_key = found.iter().filter(|(.., key)| *key > 0).count() == 1;
    let mut hidden_number = !keyed;
    for (_, kind, key) in &mut found {
        if !keyed && one_key && *key == 1 && kind.of == 'I' {
            (kind.number, hidden_number) = (true, false);
        }
    }
    // A table without row numbers is stored in the order of its key.
    if keyed {
        found.sort_by_key(|(.., key)| if *key == 0 { u32::MAX } else { *key });
    }
    let (columns, kinds) = found.into_iter().map(|(name, kind, _)| (name, kind)).unzip();
    let tree = if keyed { Tree::Keyed } else { Tree::Numbered };
    Ok(Shape { table: table.to_owned(), tree, columns, kinds, hidden_number, index: false })
}

fn of_indexes(empty: &Connection, table: &Shape) -> Result<Vec<Shape>, VaultError> {
    let mut names = empty.prepare("SELECT name, origin, partial FROM pragma_index_list(?1)")?;
    let names: Vec<(String, String, bool)> = names
        .query_map([&table.table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mut shapes = Vec::new();
    // The key of a table without row numbers is the table itself.
    let own = |origin: &str| origin == "pk" && table.tree == Tree::Keyed;
    for (name, ..) in names.into_iter().filter(|(_, origin, partial)| !own(origin) && !partial) {
        let mut columns = empty.prepare("SELECT cid, name FROM pragma_index_xinfo(?1) ORDER BY seqno")?;
        let columns: Vec<(i64, Option<String>)> =
            columns.query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let number = Kind { of: 'I', number: false, nothing: false, added: false };
        let kinds = columns.iter().map(|(cid, name)| {
            let at = table.columns.iter().position(|column| Some(column) == name.as_ref());
            // An expression is of any kind; -1 is the number of the row.
            let any = Kind { of: '?', nothing: true, ..number };
            let known = at.map(|at| Kind { added: false, ..table.kinds[at] });
            if *cid == -1 { number } else { known.unwrap_or(any) }
        });
        let kinds = kinds.collect();
        let columns = columns.into_iter().map(|(_, name)| name.unwrap_or_default()).collect();
        let table = table.table.clone();
        shapes.push(Shape { table, tree: Tree::Keyed, columns, kinds, hidden_number: false, index: true });
    }
    Ok(shapes)
}

impl Shape {
    /// Whether a row may be of this tree.
    pub fn fits(&self, tree: Tree, values: &[Value]) -> bool {
        let short = self.kinds.get(values.len()..).unwrap_or_default();
        self.tree == tree
            && values.len() <= self.kinds.len()
            && short.iter().all(|kind| kind.added)
            && values.iter().zip(&self.kinds).all(|(value, kind)| kind.fits(value))
    }

    /// The row's number in the place where it is stored as nothing.
    pub fn fill_in(&self, number: i64, values: &mut [Value]) {
        let place = self.kinds.iter().position(|kind| kind.number);
        if let Some(value) = place.and_then(|at| values.get_mut(at)) {
            *value = Value::Integer(number);
        }
    }
}

impl Kind {
    fn fits(self, value: &Value) -> bool {
        match (self.of, value) {
            (_, Value::Null) => self.nothing || self.number,
            (_, _) if self.number => false,
            ('B', Value::Blob(_)) | ('T', Value::Text(_)) | ('I', Value::Integer(_)) => true,
            ('R', Value::Real(_) | Value::Integer(_)) => true,
            ('B' | 'T' | 'I' | 'R', _) => false,
            _ => true,
        }
    }
}
