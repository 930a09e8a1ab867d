-- The words of every record, folded, by which it is found without reading the others. They are computed from
-- its newest revision by the rules of the program (`Rules::words`), at each save; after this migration with
-- the headers. What is the worker's own is not among them.

-- The row of a record among the words; who was saved later has a higher one.
CREATE TABLE word_place (
    place INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE REFERENCES record (id)
) STRICT;

-- Words come separated by spaces and are made of letters and digits alone; to this tokenizer every character
-- beyond ASCII is part of a word, so that it never parts one of them further.
CREATE VIRTUAL TABLE record_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

-- The same for the words of each case: the tokenizer it had parted words at letters that it was too old for.
-- The words are parted by the program from now on; here the sign that every number has.
DROP TRIGGER case_found_anew;
UPDATE case_file SET folded = replace(folded, '-', ' ');
DROP TABLE case_words;
CREATE VIRTUAL TABLE case_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3', tokenize = 'ascii'
);
INSERT INTO case_words (rowid, words) SELECT place, number || ' ' || folded FROM case_file
    WHERE deleted_at IS NULL;
CREATE TRIGGER case_found_anew AFTER UPDATE OF closed, deleted_at, folded ON case_file
WHEN (old.place, old.deleted_at IS NULL, old.folded) IS NOT (new.place, new.deleted_at IS NULL, new.folded)
BEGIN
    DELETE FROM case_words WHERE old.deleted_at IS NULL AND rowid = old.place;
    INSERT INTO case_words (rowid, words)
        SELECT new.place, new.number || ' ' || new.folded WHERE new.deleted_at IS NULL;
END;

DELETE FROM meta WHERE key = 'rules';
