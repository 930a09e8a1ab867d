//! A damaged database, read as far as it can be: whatever stands on a page that can be authenticated, by
//! what its rows look like, and in no order.

use std::path::Path;

use rusqlite::types::Value;
use uuid::Uuid;

use super::cells::{Cell, cells};
use super::pages::Pages;
use super::shape::{Shape, shapes};
use crate::memory::LockedKey;
use crate::store::error::VaultError;
use crate::store::progress::{Tell, tell_so_far};
use crate::store::schema;

/// Where the first page says which version of the schema this is.
const VERSION: usize = 60;

/// The pages of a damaged database, and which tables each may be of.
pub struct Source {
    pages: Pages,
    shapes: Vec<Shape>,
    /// For each page from 1 on, bits: the shapes that fit all of its rows.
    fits: Vec<u64>,
}

/// One row with the names of its columns.
pub struct Row<'a> {
    pub columns: &'a [String],
    pub values: Vec<Value>,
    /// The number of the row, where no column holds it.
    pub number: Option<i64>,
}

impl Row<'_> {
    fn value(&self, column: &str) -> Option<&Value> {
        self.values.get(self.columns.iter().position(|name| name == column)?)
    }

    pub fn id(&self, column: &str) -> Option<Uuid> {
        match self.value(column)? {
            Value::Blob(bytes) => Uuid::from_slice(bytes).ok(),
            _ => None,
        }
    }

    pub fn number(&self, column: &str) -> Option<i64> {
        match self.value(column)? {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    pub fn text(&self, column: &str) -> Option<&str> {
        match self.value(column)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// What takes a row; its error ends the reading.
pub type Take<'t> = dyn FnMut(Row) -> Result<(), VaultError> + 't;

impl Source {
    /// Looks through all pages of the database in `dir`, which is only read. `version` is that of its
    /// schema, if its own first page cannot say it.
    ///
    /// # Errors
    /// `NotAVault` when no page can be authenticated with this key, `Newer`, or that it was stopped.
    pub fn open(dir: &Path, key: &LockedKey, version: u32, tell: &mut Tell) -> Result<Self, VaultError> {
        let pages = Pages::open(dir, key)?;
        let own = pages.read(1).and_then(|page| page.get(VERSION..VERSION + 4)?.try_into().ok());
        let shapes = shapes(&schema::empty(own.map_or(version, u32::from_be_bytes))?)?;
        let mut source = Self { fits: Vec::new(), shapes, pages };
        for number in 1..=source.pages.count() {
            let fitting = source.fitting(number);
            source.fits.push(fitting);
            tell_so_far(tell, number, source.pages.count(), (0, 50))?;
        }
        Ok(source)
    }

    fn fitting(&self, number: u32) -> u64 {
        let Some((tree, rows)) = self.rows_on(number) else { return 0 };
        let fits =
            |shape: &Shape| !rows.is_empty() && rows.iter().all(|row: &Cell| shape.fits(tree, &row.values));
        // No schema of ours has more than 64 trees; one beyond would only not be found.
        let places = self.shapes.iter().take(64).enumerate().filter(|(_, shape)| fits(shape));
        places.fold(0, |bits, (place, _)| bits | 1 << place)
    }

    fn rows_on(&self, number: u32) -> Option<(super::cells::Tree, Vec<Cell>)> {
        let page = self.pages.read(number)?;
        cells(&self.pages, number, &page)
    }

    /// Hands on every row that may be one of a table. Where two tables look the same, rows of the other
    /// come along: what refers to nothing is to be left out.
    ///
    /// # Errors
    /// Only what `take` answers.
    pub fn rows(&self, table: &str, take: &mut Take) -> Result<(), VaultError> {
        self.of_shapes(&|shape| !shape.index && shape.table == table, take)
    }

    /// Hands on what the indexes of a table say that know these columns.
    ///
    /// # Errors
    /// Only what `take` answers.
    pub fn indexed(&self, table: &str, columns: &[&str], take: &mut Take) -> Result<(), VaultError> {
        let knows =
            |shape: &Shape| columns.iter().all(|name| shape.columns.iter().any(|known| known == name));
        self.of_shapes(&|shape| shape.index && shape.table == table && knows(shape), take)
    }

    fn of_shapes(&self, wanted: &dyn Fn(&Shape) -> bool, take: &mut Take) -> Result<(), VaultError> {
        for (place, shape) in self.shapes.iter().take(64).enumerate().filter(|(_, shape)| wanted(shape)) {
            let fitting = (1_u32..).zip(&self.fits).filter(|(_, bits)| *bits & 1 << place != 0);
            for (page, _) in fitting {
                let (_, rows) = self.rows_on(page).unwrap_or((super::cells::Tree::Keyed, Vec::new()));
                for Cell { number, mut values } in rows {
                    shape.fill_in(number, &mut values);
                    let number = Some(number).filter(|_| shape.hidden_number);
                    let columns = &shape.columns[..values.len()];
                    take(Row { columns, values, number })?;
                }
            }
        }
        Ok(())
    }
}
