-- What became of every input, and which articles are reprints of each other.

-- One run of an ingest. ended: NULL while it goes on, or where it was interrupted.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    process INTEGER,                              -- the number of the process that runs it
    started TEXT NOT NULL,                        -- UTC, ISO 8601
    ended TEXT,
    outcomes TEXT NOT NULL                        -- JSON object: how many inputs had each outcome so far
);

-- One row an input. address: absolute path, FILE#record, FILE!/member or web address. outcome, reason, article: what
-- became of it when last it was not unchanged, in `run`. seen: the last run that met it; it was unchanged in that one
-- where it is later than `run`.
CREATE TABLE ledger (
    address TEXT PRIMARY KEY,
    outcome TEXT NOT NULL,
    reason TEXT,
    article INTEGER,
    run INTEGER NOT NULL REFERENCES run (id),
    seen INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX ledger_article ON ledger (article) WHERE article IS NOT NULL;
CREATE INDEX ledger_refused ON ledger (outcome, address) WHERE outcome IN ('failed', 'skipped');

INSERT INTO run SELECT 1, NULL, min(ingested), max(ingested), json_object('added', count(*)) FROM source HAVING count(*) > 0;
INSERT OR IGNORE INTO ledger SELECT coalesce(location, uri), 'added', NULL, article, 1, 1 FROM source ORDER BY id;

-- Hashes of a few runs of words of each article, by which nearly equal texts are found.
CREATE TABLE sketch (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
-- The articles of each family of reprints; those without any have no row.
CREATE TABLE kin (
    article INTEGER PRIMARY KEY REFERENCES article (number),
    family INTEGER NOT NULL                       -- the lowest number of its articles
);
CREATE INDEX kin_family ON kin (family);
-- The highest number of an article that was compared with those before it.
CREATE TABLE compared (article INTEGER NOT NULL);
INSERT INTO compared VALUES (0);

-- How many parts of an index are merged into one: with the default of 4 every entry is written twice as often. They are
-- merged little by little with what is written, unless four times as many lie there: then all at once, which takes minutes.
INSERT INTO article_fts (article_fts, rank) VALUES ('automerge', 16);
INSERT INTO article_terms (article_terms, rank) VALUES ('automerge', 16);
INSERT INTO article_fts (article_fts, rank) VALUES ('crisismerge', 64);
INSERT INTO article_terms (article_terms, rank) VALUES ('crisismerge', 64);
