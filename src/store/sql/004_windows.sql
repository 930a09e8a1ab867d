-- What stands beside a date at home: since when it runs (asked, applied for, a window that opened), and
-- the last day on which it is not late yet. Computed at each save like the date itself.
ALTER TABLE due ADD COLUMN since TEXT;
ALTER TABLE due ADD COLUMN until TEXT;
