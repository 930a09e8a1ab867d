-- What lists need to know of a case without opening it, computed at each save like the other cached
-- columns: the stage of intensity, the step the next thing belongs to, who is in charge of the case,
-- whether it is closed, and how the person may safely be reached (JSON, as in `revision.answers`).
ALTER TABLE case_file ADD COLUMN stage TEXT NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN step TEXT;
ALTER TABLE case_file ADD COLUMN manager TEXT;
ALTER TABLE case_file ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN contact TEXT NOT NULL DEFAULT '{}';

-- The step that the form of a date belongs to.
ALTER TABLE due ADD COLUMN step TEXT;

-- Each change of phase or stage, each closing and reopening: the way of a case. `kind` is `phase`,
-- `stage` or `closed`; `was` is empty for the first.
CREATE TABLE passage (
    case_id BLOB NOT NULL REFERENCES case_file (id),
    kind TEXT NOT NULL,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX passage_of_case ON passage (case_id, at);
CREATE TRIGGER passage_is_final BEFORE UPDATE ON passage BEGIN SELECT RAISE(ABORT, 'final'); END;
CREATE TRIGGER passage_stays BEFORE DELETE ON passage BEGIN SELECT RAISE(ABORT, 'final'); END;
