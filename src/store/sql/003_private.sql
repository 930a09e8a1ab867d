-- What a worker writes for herself. Everything that says anything (form, answers, place of the cursor)
-- is in `sealed`, encrypted with a key that only her own private key gives; what stands beside it says
-- no more than that she kept something private of this size, and when.

CREATE TABLE own_revision (
    record BLOB NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0),
    author BLOB NOT NULL REFERENCES worker (id),
    saved_at INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (record, revision)
) STRICT;
CREATE INDEX own_revision_of_worker ON own_revision (author, saved_at);

CREATE TABLE own_draft (
    record BLOB NOT NULL,
    author BLOB NOT NULL REFERENCES worker (id),
    saved_at INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (record, author)
) STRICT;

CREATE TABLE own_setting (
    author BLOB PRIMARY KEY REFERENCES worker (id),
    changed_at INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER own_revision_is_final BEFORE UPDATE ON own_revision
    BEGIN SELECT RAISE(ABORT, 'final'); END;
CREATE TRIGGER own_revision_stays BEFORE DELETE ON own_revision
    BEGIN SELECT RAISE(ABORT, 'final'); END;
