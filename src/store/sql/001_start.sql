-- The first schema. Ids are UUID v7 as 16 bytes, moments are milliseconds since 1970 (UTC), days are
-- ISO dates. A row that was removed keeps a tombstone (deleted_at), so that a later exchange between
-- machines does not bring it back.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    author BLOB NOT NULL REFERENCES worker (id),
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE worker (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    organisation TEXT,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT, WITHOUT ROWID;

-- From `name` on: computed from the records of the case and cached for lists.
CREATE TABLE case_file (
    id BLOB PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    author BLOB NOT NULL REFERENCES worker (id),
    opened_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL DEFAULT '',
    phase TEXT NOT NULL DEFAULT '',
    risk TEXT,
    consent TEXT,
    next_due TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    id BLOB PRIMARY KEY,
    case_id BLOB REFERENCES case_file (id),
    form TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_of_case ON record (case_id);

CREATE TABLE revision (
    record BLOB NOT NULL REFERENCES record (id),
    revision INTEGER NOT NULL CHECK (revision > 0),
    id BLOB NOT NULL UNIQUE,
    base INTEGER NOT NULL,
    form_version INTEGER NOT NULL,
    author BLOB NOT NULL REFERENCES worker (id),
    author_name TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (record, revision)
) STRICT;

CREATE TABLE draft (
    record BLOB NOT NULL,
    author BLOB NOT NULL REFERENCES worker (id),
    case_id BLOB REFERENCES case_file (id),
    form TEXT NOT NULL,
    form_version INTEGER NOT NULL,
    base INTEGER NOT NULL,
    answers TEXT NOT NULL,
    position TEXT,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (record, author)
) STRICT;
CREATE INDEX draft_of_case ON draft (case_id);

CREATE TABLE due (
    case_id BLOB NOT NULL REFERENCES case_file (id),
    record BLOB NOT NULL,
    form TEXT NOT NULL,
    path TEXT NOT NULL,
    heading TEXT,
    start TEXT,
    date TEXT NOT NULL
) STRICT;
CREATE INDEX due_by_date ON due (date);
CREATE INDEX due_of_case ON due (case_id);

CREATE TABLE recent (
    worker BLOB NOT NULL REFERENCES worker (id),
    case_id BLOB NOT NULL REFERENCES case_file (id),
    opened_at INTEGER NOT NULL,
    PRIMARY KEY (worker, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    worker BLOB NOT NULL,
    action TEXT NOT NULL,
    subject BLOB,
    detail TEXT NOT NULL,
    digest BLOB,
    mac BLOB NOT NULL
) STRICT;

-- What was written stays as it was written, whatever a later version of the program gets wrong.
CREATE TRIGGER revision_is_final BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'final'); END;
CREATE TRIGGER revision_stays BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'final'); END;
CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'final'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'final'); END;
