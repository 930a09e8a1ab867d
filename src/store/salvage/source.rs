//! A damaged database, read as far as it can be: table by table and row by row, around the pages that
//! cannot be authenticated. After each of them SQLCipher refuses everything else on that connection, so it
//! is opened anew.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, Params};
use uuid::Uuid;

use crate::memory::LockedKey;
use crate::store::error::VaultError;
use crate::store::{database, files};

/// So many row numbers one after the other that cannot be read are taken for the end of a table whose end
/// is not known.
const ENOUGH: i64 = 1000;

/// A working copy of the damaged database.
pub struct Source {
    dir: PathBuf,
    key: LockedKey,
    db: Connection,
    /// How often a page could not be read.
    pub failures: u64,
}

/// One row with the names of its columns.
pub struct Row<'a> {
    pub columns: &'a [String],
    pub values: Vec<Value>,
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
    /// Copies database and log of `from` into `work` and opens the copy: the damaged files stay as they
    /// are. Blocks that the disk itself cannot read become empty ones.
    ///
    /// # Errors
    /// `NotAVault` when the first page, without which nothing can be read, is among the damaged.
    pub fn copy(from: &Path, work: &Path, key: LockedKey) -> Result<Self, VaultError> {
        std::fs::create_dir(work)?;
        for end in ["", "-wal"] {
            let name = format!("{}{end}", files::DATABASE);
            match File::open(from.join(&name)) {
                Ok(file) => copy_what_can_be_read(file, &work.join(&name))?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        let db = database::open(work, &key)?;
        Ok(Self { dir: work.to_owned(), key, db, failures: 0 })
    }

    /// The columns of a table in this database; none when it has no such table.
    pub fn columns(&mut self, table: &str) -> Vec<String> {
        let mut columns = Vec::new();
        let sql = format!("SELECT name FROM pragma_table_info('{table}')");
        let _ = self.each(&sql, [], &mut |values| {
            if let Some(Value::Text(name)) = values.into_iter().next() {
                columns.push(name);
            }
            Ok(())
        });
        columns
    }

    /// Hands on every row that can be read of a table that has row numbers, in their order.
    ///
    /// # Errors
    /// Only what `take` answers.
    pub fn numbered(&mut self, table: &str, columns: &[String], take: &mut Take) -> Result<(), VaultError> {
        let end = self.one_number(&format!("SELECT max(rowid) FROM {table}"));
        let sql =
            format!("SELECT rowid, {} FROM {table} WHERE rowid > ?1 ORDER BY rowid", columns.join(", "));
        let (mut last, mut vain) = (0, 0);
        loop {
            let before = last;
            let whole = self.each(&sql, [last], &mut |mut values| {
                if let Value::Integer(number) = values.remove(0) {
                    last = number;
                }
                take(Row { columns, values })
            })?;
            if whole {
                return Ok(());
            }
            vain = if last > before { 0 } else { vain + 1 };
            // The next one may be the one that cannot be read, or lie on the same page.
            last += 1;
            if vain > ENOUGH || end.is_some_and(|end| last >= end) {
                return Ok(());
            }
        }
    }

    /// Hands on every row that can be read of a table that is kept in the order of its key: from both
    /// ends, and those between that somebody knows of.
    ///
    /// # Errors
    /// Only what `take` answers.
    pub fn keyed(
        &mut self,
        table: &str,
        key: &str,
        columns: &[String],
        known: &BTreeSet<Uuid>,
        take: &mut Take,
    ) -> Result<(), VaultError> {
        let all = format!("SELECT {} FROM {table}", columns.join(", "));
        let mut seen = BTreeSet::new();
        let mut once = |values: Vec<Value>| {
            let row = Row { columns, values };
            let new = row.id(key).is_none_or(|id| seen.insert(id));
            if new { take(row) } else { Ok(()) }
        };
        if self.each(&format!("{all} ORDER BY {key}"), [], &mut once)? {
            return Ok(());
        }
        self.each(&format!("{all} ORDER BY {key} DESC"), [], &mut once)?;
        let one = format!("{all} WHERE {key} = ?1");
        for id in known {
            self.each(&one, [id.as_bytes()], &mut once)?;
        }
        Ok(())
    }

    /// Hands on the rows of a query from both ends; rows in the middle may come twice, or not at all.
    pub fn both_ends(
        &mut self,
        sql: &str,
        order: &str,
        take: &mut dyn FnMut(Vec<Value>),
    ) -> Result<bool, VaultError> {
        let mut keep = |values: Vec<Value>| {
            take(values);
            Ok(())
        };
        let whole = self.each(&format!("{sql} ORDER BY {order}"), [], &mut keep)?;
        if !whole {
            let down = order.split(", ").map(|name| format!("{name} DESC")).collect::<Vec<_>>().join(", ");
            self.each(&format!("{sql} ORDER BY {down}"), [], &mut keep)?;
        }
        Ok(whole)
    }

    fn one_number(&mut self, sql: &str) -> Option<i64> {
        let mut found = None;
        let _ = self.each(sql, [], &mut |values| {
            if let Some(Value::Integer(number)) = values.first() {
                found = Some(*number);
            }
            Ok(())
        });
        found
    }

    /// Runs a query as far as it goes; says whether that was to its end. The error is that of `take`.
    fn each(
        &mut self,
        sql: &str,
        params: impl Params,
        take: &mut dyn FnMut(Vec<Value>) -> Result<(), VaultError>,
    ) -> Result<bool, VaultError> {
        let mut refused = None;
        let read = || -> rusqlite::Result<()> {
            let mut statement = self.db.prepare(sql)?;
            let width = statement.column_count();
            let mut rows = statement.query(params)?;
            while let Some(row) = rows.next()? {
                let values = (0..width).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>()?;
                if let Err(error) = take(values) {
                    refused = Some(error);
                    break;
                }
            }
            Ok(())
        };
        let whole = read().is_ok();
        if let Some(error) = refused {
            return Err(error);
        }
        if !whole {
            self.failures += 1;
            self.db = database::open(&self.dir, &self.key)?;
        }
        Ok(whole)
    }
}

fn copy_what_can_be_read(mut from: File, to: &Path) -> Result<(), VaultError> {
    let mut target = files::create_private(to)?;
    let mut block = vec![0; 1 << 16];
    let length = from.metadata()?.len();
    let mut at = 0;
    while at < length {
        let wanted = block.len().min(usize::try_from(length - at).unwrap_or(block.len()));
        let piece = &mut block[..wanted];
        if from.read_exact(piece).is_err() {
            read_page_by_page(&mut from, at, piece)?;
        }
        target.write_all(piece)?;
        at += wanted as u64;
    }
    Ok(())
}

/// What cannot be read is empty: the page will not authenticate, and is gone around.
fn read_page_by_page(from: &mut File, at: u64, block: &mut [u8]) -> Result<(), VaultError> {
    let mut place = at;
    for page in block.chunks_mut(4096) {
        from.seek(SeekFrom::Start(place))?;
        if from.read_exact(page).is_err() {
            page.fill(0);
        }
        place += page.len() as u64;
    }
    from.seek(SeekFrom::Start(place))?;
    Ok(())
}
