-- Home and the calendar through a filter, and how many open cases somebody carries, from indexes alone: what
-- is filtered by stands beside each date, and follows the case by a trigger.

ALTER TABLE due ADD COLUMN risk TEXT;
ALTER TABLE due ADD COLUMN manager TEXT;
UPDATE due SET (risk, manager) = (SELECT risk, manager FROM case_file WHERE id = case_id);

-- In the order in which dates are listed, and with all that says in which list each stands.
CREATE INDEX due_by_risk ON due (risk, date, number, section, comes, last, case_id);
CREATE INDEX due_by_manager ON due (manager, date, number, section, comes, last, case_id);
CREATE INDEX due_by_step ON due (step, date, number, section, comes, last, case_id);

-- The two last columns say nothing here; without them SQLite would read the case to know it.
CREATE INDEX case_open_by_risk ON case_file (risk, number, closed, deleted_at)
    WHERE deleted_at IS NULL AND NOT closed;
CREATE INDEX case_open_by_step ON case_file (step, number, closed, deleted_at)
    WHERE deleted_at IS NULL AND NOT closed;
CREATE INDEX case_open_by_manager ON case_file (manager, number, author, stage, risk, closed, deleted_at)
    WHERE deleted_at IS NULL AND NOT closed;

CREATE TRIGGER due_follows AFTER UPDATE OF risk, manager ON case_file
WHEN (old.risk, old.manager) IS NOT (new.risk, new.manager)
BEGIN
    UPDATE due SET risk = new.risk, manager = new.manager WHERE case_id = new.id;
END;

-- Time that was spent on a case, from its records like the header. `at_day` is the day that is written down,
-- or else that of the saving (UTC); `began` a time of day; `outside` says that all of it was.
CREATE TABLE spent (
    case_id BLOB NOT NULL REFERENCES case_file (id),
    record BLOB NOT NULL,
    worker TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    day TEXT,
    began TEXT,
    minutes INTEGER,
    outside INTEGER NOT NULL,
    at_day TEXT NOT NULL,
    PRIMARY KEY (case_id, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX spent_by_day ON spent (at_day, worker, day, began, minutes, outside, saved_at);

-- It is written with the headers, which are computed anew after the next opening.
DELETE FROM meta WHERE key = 'rules';
