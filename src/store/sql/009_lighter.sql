-- What is computed anew after an update, what workers carry and what referrals came to, with less work.

-- The sum of the words that were taken of a record (`store/words.rs`): what has the same words is not written
-- again. None: not known.
ALTER TABLE word_place ADD COLUMN sum INTEGER;

-- In the order in which they are counted; the last two columns as in migration 008.
CREATE INDEX case_open_by_load ON case_file (manager, author, stage, risk, closed, deleted_at)
    WHERE deleted_at IS NULL AND NOT closed;
DROP INDEX case_open_by_manager;
CREATE INDEX case_open_by_manager ON case_file (manager, number, closed, deleted_at)
    WHERE deleted_at IS NULL AND NOT closed;

CREATE INDEX record_of_form ON record (form);
