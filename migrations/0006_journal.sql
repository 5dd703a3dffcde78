-- What people changed, one row a change, never rewritten: corrections lie over what danvan reads out of an article, and
-- out of its later versions.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number),
    field TEXT NOT NULL,                          -- title, published, event, province
    value TEXT,                                   -- '': there is none; NULL: the correction was withdrawn
    made TEXT NOT NULL                            -- UTC, ISO 8601
);
CREATE INDEX journal_article ON journal (article);
