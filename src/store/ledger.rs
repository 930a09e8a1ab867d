//! The audit chain to be read: who did what when, and for one case who has opened it, in a way that can
//! be shown to the person whose file it is.

use rusqlite::{Connection, params};

use super::error::VaultError;
use super::rows;
use super::vault::Vault;
use crate::record::{CaseId, Moment, Right, WorkerId};

/// How many entries are read at once.
const PAGE: u32 = 200;

/// Which entries are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditAsk {
    /// Those about this case and its records.
    pub case: Option<CaseId>,
    pub worker: Option<WorkerId>,
    /// Older than this one; none: the newest.
    pub before: Option<u64>,
}

/// One entry of the chain, without any contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    pub seq: u64,
    pub at: Moment,
    pub worker: String,
    /// Its words are the message `audit-<action>`.
    pub action: String,
    /// The number of the case it is about.
    pub case: Option<u32>,
    /// Form and revision, the name of a setting, roles.
    pub detail: String,
}

/// Entries, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    pub ask: AuditAsk,
    pub lines: Vec<AuditLine>,
    /// There are older ones.
    pub more: bool,
}

/// What one worker did with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub worker: String,
    /// On how many days it was opened or read.
    pub days: u32,
    /// How many versions were saved.
    pub saved: u32,
    pub first: Moment,
    pub last: Moment,
}

/// Who has opened a case, the one who was in it last first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readers {
    pub readers: Vec<Reader>,
    /// How often somebody searched through all cases, this one among them.
    pub searched: u32,
}

/// The case of an entry: its subject, or the case of the record that is its subject.
const CASE_OF: &str = "coalesce((SELECT c.id FROM case_file c WHERE c.id = a.subject),
                                (SELECT r.case_id FROM record r WHERE r.id = a.subject))";

impl Vault {
    /// Entries of the chain.
    ///
    /// # Errors
    /// `NotAllowed` without the right to see them.
    pub fn audit(&self, ask: &AuditAsk) -> Result<AuditPage, VaultError> {
        self.read(|db| {
            self.must(db, Right::SeeAudit)?;
            let mut lines = lines(db, ask)?;
            let more = lines.len() > PAGE as usize;
            lines.truncate(PAGE as usize);
            Ok(AuditPage { ask: ask.clone(), lines, more })
        })
    }

    /// Who has opened a case: for whoever may read it, and for the person it is about.
    ///
    /// # Errors
    /// `NoSuchCase`.
    pub fn readers(&self, case: CaseId) -> Result<Readers, VaultError> {
        self.read(|db| {
            let line = rows::line(db, case)?.ok_or(VaultError::NoSuchCase)?;
            let sql = format!(
                "SELECT coalesce((SELECT name FROM worker WHERE worker.id = a.worker), ''),
                        count(DISTINCT a.at / 86400000), sum(a.action = 'record_saved'), min(a.at), max(a.at)
                 FROM audit a
                 WHERE a.action IN ('case_opened', 'case_read', 'story_read', 'record_read',
                                    'revisions_read', 'record_saved')
                   AND {CASE_OF} = ?1
                 GROUP BY a.worker ORDER BY max(a.seq) DESC"
            );
            let readers = rows::all(db, &sql, [case.as_bytes()], |row| {
                Ok(Reader {
                    worker: row.get(0)?,
                    days: row.get(1)?,
                    saved: row.get(2)?,
                    first: rows::moment(row, 3)?,
                    last: rows::moment(row, 4)?,
                })
            })?;
            let sql = "SELECT count(*) FROM audit WHERE action = 'all_read' AND at >= ?1";
            let opened = line.opened_at.timestamp_millis();
            let searched = rows::first(db, sql, [opened], |row| Ok(row.get(0)?))?.unwrap_or_default();
            Ok(Readers { readers, searched })
        })
    }
}

fn lines(db: &Connection, ask: &AuditAsk) -> Result<Vec<AuditLine>, VaultError> {
    let sql = format!(
        "SELECT a.seq, a.at, coalesce((SELECT name FROM worker WHERE worker.id = a.worker), ''), a.action,
                (SELECT number FROM case_file WHERE case_file.id = {CASE_OF}), a.detail
         FROM audit a
         WHERE (?1 IS NULL OR {CASE_OF} = ?1) AND (?2 IS NULL OR a.worker = ?2) AND (?3 IS NULL OR a.seq < ?3)
         ORDER BY a.seq DESC LIMIT ?4"
    );
    let before = ask.before.and_then(|before| i64::try_from(before).ok());
    let params =
        params![ask.case.map(CaseId::into_bytes), ask.worker.map(WorkerId::into_bytes), before, PAGE + 1];
    rows::all(db, &sql, params, |row| {
        Ok(AuditLine {
            seq: u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default(),
            at: rows::moment(row, 1)?,
            worker: row.get(2)?,
            action: row.get(3)?,
            case: row.get(4)?,
            detail: row.get(5)?,
        })
    })
}
