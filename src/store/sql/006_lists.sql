-- What makes a list of many cases as light as one of few: an index for each order, counts that are kept
-- instead of counted, and the words by which a case is found. All of it follows from `case_file` and `due`
-- by triggers, so that nothing else has to know of it. What the headers say anew (the columns that are
-- added here) is computed after the next opening.

ALTER TABLE case_file ADD COLUMN next_until TEXT;
-- How far, and how high: the place in the lists of the process.
ALTER TABLE case_file ADD COLUMN phase_rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN risk_rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_file ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
-- Where it stands in the list by number: the open ones first.
ALTER TABLE case_file ADD COLUMN place INTEGER GENERATED ALWAYS AS (closed * 1099511627776 + number) VIRTUAL;
ALTER TABLE case_file ADD COLUMN sort_risk INTEGER GENERATED ALWAYS AS (1000 - risk_rank) VIRTUAL;
ALTER TABLE case_file ADD COLUMN sort_due TEXT GENERATED ALWAYS AS (coalesce(next_due, '~')) VIRTUAL;
CREATE UNIQUE INDEX case_by_place ON case_file (place) WHERE deleted_at IS NULL;
CREATE INDEX case_by_number ON case_file (number) WHERE deleted_at IS NULL;
CREATE INDEX case_by_due ON case_file (closed, sort_due, number) WHERE deleted_at IS NULL;
CREATE INDEX case_by_risk ON case_file (closed, sort_risk, number) WHERE deleted_at IS NULL;
CREATE INDEX case_by_phase ON case_file (closed, phase_rank, number) WHERE deleted_at IS NULL;
CREATE INDEX case_by_name ON case_file (closed, sort_name, number) WHERE deleted_at IS NULL;

-- The number of the case, the section of home that the date belongs to, the first day on which it comes up
-- there (none: from the beginning) and the last on which it is not late.
ALTER TABLE due ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE due ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE due ADD COLUMN comes TEXT NOT NULL DEFAULT '';
ALTER TABLE due ADD COLUMN last TEXT GENERATED ALWAYS AS (max(date, coalesce(until, ''))) VIRTUAL;
DROP INDEX due_by_date;
CREATE INDEX due_by_date ON due (date, number);
CREATE INDEX due_by_section ON due (section, date, number);
CREATE INDEX due_with_window ON due (last) WHERE until > date;

-- How many there are: `what` is counted by `value` and, for dates, by day.
CREATE TABLE tally (
    what TEXT NOT NULL,
    value TEXT NOT NULL,
    day TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (what, value, day)
) STRICT, WITHOUT ROWID;

-- The folded words of each case, found by their beginnings. The row of a case is its place.
CREATE VIRTUAL TABLE case_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 0'
);

INSERT INTO tally SELECT 'cases', closed, '', count(*) FROM case_file WHERE deleted_at IS NULL GROUP BY closed;
INSERT INTO tally SELECT 'risk', coalesce(risk, ''), '', count(*) FROM case_file
    WHERE deleted_at IS NULL AND (NOT closed OR next_due IS NOT NULL) GROUP BY coalesce(risk, '');
INSERT INTO tally SELECT 'manager', manager, '', count(*) FROM case_file
    WHERE manager IS NOT NULL AND deleted_at IS NULL AND (NOT closed OR next_due IS NOT NULL) GROUP BY manager;
INSERT INTO tally SELECT 'step', step, '', count(*) FROM case_file
    WHERE step IS NOT NULL AND deleted_at IS NULL AND NOT closed GROUP BY step;
INSERT INTO case_words (rowid, words) SELECT place, number || ' ' || folded FROM case_file
    WHERE deleted_at IS NULL;
-- Dates are written anew with the headers.
DELETE FROM due;
DELETE FROM meta WHERE key = 'rules';

CREATE TRIGGER case_counted AFTER INSERT ON case_file WHEN new.deleted_at IS NULL BEGIN
    INSERT INTO tally VALUES ('cases', new.closed, '', 1) ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally SELECT 'risk', coalesce(new.risk, ''), '', 1 WHERE NOT new.closed OR new.next_due IS NOT NULL
        ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally SELECT 'manager', new.manager, '', 1
        WHERE new.manager IS NOT NULL AND (NOT new.closed OR new.next_due IS NOT NULL)
        ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally SELECT 'step', new.step, '', 1 WHERE new.step IS NOT NULL AND NOT new.closed
        ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO case_words (rowid, words) VALUES (new.place, new.number || ' ' || new.folded);
END;

CREATE TRIGGER case_counted_anew
AFTER UPDATE OF closed, deleted_at, risk, manager, step, next_due ON case_file
WHEN (old.closed, old.deleted_at IS NULL, old.risk, old.manager, old.step, old.next_due IS NULL)
    IS NOT (new.closed, new.deleted_at IS NULL, new.risk, new.manager, new.step, new.next_due IS NULL)
BEGIN
    UPDATE tally SET n = n - 1
        WHERE what = 'cases' AND value = CAST(old.closed AS TEXT) AND day = '' AND old.deleted_at IS NULL;
    UPDATE tally SET n = n - 1 WHERE what = 'risk' AND value = coalesce(old.risk, '') AND day = ''
        AND old.deleted_at IS NULL AND (NOT old.closed OR old.next_due IS NOT NULL);
    UPDATE tally SET n = n - 1 WHERE what = 'manager' AND value = old.manager AND day = ''
        AND old.deleted_at IS NULL AND (NOT old.closed OR old.next_due IS NOT NULL);
    UPDATE tally SET n = n - 1 WHERE what = 'step' AND value = old.step AND day = ''
        AND old.deleted_at IS NULL AND NOT old.closed;
    INSERT INTO tally SELECT 'cases', new.closed, '', 1 WHERE new.deleted_at IS NULL
        ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally SELECT 'risk', coalesce(new.risk, ''), '', 1
        WHERE new.deleted_at IS NULL AND (NOT new.closed OR new.next_due IS NOT NULL)
        ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally SELECT 'manager', new.manager, '', 1
        WHERE new.deleted_at IS NULL AND new.manager IS NOT NULL AND (NOT new.closed OR new.next_due IS NOT NULL)
        ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally SELECT 'step', new.step, '', 1
        WHERE new.deleted_at IS NULL AND new.step IS NOT NULL AND NOT new.closed
        ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER case_found_anew AFTER UPDATE OF closed, deleted_at, folded ON case_file
WHEN (old.place, old.deleted_at IS NULL, old.folded) IS NOT (new.place, new.deleted_at IS NULL, new.folded)
BEGIN
    DELETE FROM case_words WHERE old.deleted_at IS NULL AND rowid = old.place;
    INSERT INTO case_words (rowid, words)
        SELECT new.place, new.number || ' ' || new.folded WHERE new.deleted_at IS NULL;
END;

-- The dates of a case with a tombstone ask nobody.
CREATE TRIGGER case_asks_no_more AFTER UPDATE OF deleted_at ON case_file
WHEN old.deleted_at IS NULL AND new.deleted_at IS NOT NULL
BEGIN
    DELETE FROM due WHERE case_id = new.id;
END;

CREATE TRIGGER due_counted AFTER INSERT ON due BEGIN
    INSERT INTO tally VALUES ('comes', new.section, new.comes, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally VALUES ('last', new.section, new.last, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally VALUES ('date', new.section, new.date, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally SELECT 'due step', new.step, '', 1 WHERE new.step IS NOT NULL
        ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER due_gone AFTER DELETE ON due BEGIN
    UPDATE tally SET n = n - 1 WHERE what = 'comes' AND value = old.section AND day = old.comes;
    UPDATE tally SET n = n - 1 WHERE what = 'last' AND value = old.section AND day = old.last;
    UPDATE tally SET n = n - 1 WHERE what = 'date' AND value = old.section AND day = old.date;
    UPDATE tally SET n = n - 1 WHERE what = 'due step' AND value = old.step AND day = '';
END;
