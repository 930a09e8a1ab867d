-- Who may do what: ids of roles with a space between them. Whoever made the vault has every role there
-- was until now.
ALTER TABLE worker ADD COLUMN roles TEXT NOT NULL DEFAULT '';
UPDATE worker SET roles = 'worker supervisor administrator';

-- A case with rows here is seen by these workers alone.
CREATE TABLE access (
    case_id BLOB NOT NULL REFERENCES case_file (id),
    worker BLOB NOT NULL REFERENCES worker (id),
    given_by BLOB NOT NULL REFERENCES worker (id),
    given_at INTEGER NOT NULL,
    PRIMARY KEY (case_id, worker)
) STRICT, WITHOUT ROWID;
