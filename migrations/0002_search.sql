-- Search that stays flat: an index of words and pairs without positions, the words of filters stored once, words for
-- prefixes and spelling, names found by their words, saved searches. The full-text indexes are made anew from the
-- articles when danvan opens the archive to write (`catch_up` in store/index.py).

DROP TABLE article_fts;
DROP TABLE article_pairs;
DROP VIEW article_index;

-- Words that articles are filtered and counted by, as in "@all @y2020 @m202005 @d20200528 @site2 @province3 @person17":
-- every article has "@all"; years, months and days as far as its date is known. No text holds such words. An article
-- without a row waits for the index.
CREATE TABLE article_filters (
    docid INTEGER PRIMARY KEY,
    words TEXT NOT NULL
);

-- What the full-text indexes hold; danvan_words and danvan_terms are functions of danvan's connections.
CREATE VIEW article_index AS
SELECT
    article.docid,
    danvan_words(article.title) AS title,
    danvan_words(article.body) AS body,
    danvan_terms(article.title, article.body) AS terms,
    article_filters.words AS filters
FROM article JOIN article_filters USING (docid);

-- Folded words with their positions: phrases and words near each other. The words come cut, with a blank between them;
-- the tokenizer cuts nowhere else, whatever letters of other scripts they hold.
CREATE VIRTUAL TABLE article_fts USING fts5 (
    title, body, filters,
    content = 'article_index', content_rowid = 'docid', tokenize = 'ascii'
);

-- Words and pairs of neighbouring words without positions: folded (dan, dan_van), with their marks (=dân, =dân_vận),
-- of the title (^dan, ^dan_van); the words of filters. Most Vietnamese words have two syllables, so pairs tell articles apart where single
-- syllables do not, and their posting lists are short.
CREATE VIRTUAL TABLE article_terms USING fts5 (
    terms, filters,
    content = 'article_index', content_rowid = 'docid', detail = none,
    tokenize = "ascii tokenchars '_=^@'"
);

-- Bytes of index that a transaction gathers before it writes them: the default of 1 MB leaves a batch in dozens of parts
-- that must be merged.
INSERT INTO article_fts (article_fts, rank) VALUES ('hashsize', 33554432);
INSERT INTO article_terms (article_terms, rank) VALUES ('hashsize', 33554432);

-- Every folded word of the articles.
CREATE TABLE word (folded TEXT PRIMARY KEY) WITHOUT ROWID;

-- Names by their words, so that a filter need not read all of them.
CREATE VIRTUAL TABLE person_fts USING fts5 (
    folded, content = 'person', content_rowid = 'id', tokenize = 'ascii'
);
INSERT INTO person_fts (person_fts) VALUES ('rebuild');
CREATE TRIGGER person_added AFTER INSERT ON person BEGIN
    INSERT INTO person_fts (rowid, folded) VALUES (new.id, new.folded);
END;
CREATE INDEX person_label ON person (label, place);

CREATE VIRTUAL TABLE directive_fts USING fts5 (
    folded, content = 'directive', content_rowid = 'id', tokenize = 'ascii'
);
INSERT INTO directive_fts (directive_fts) VALUES ('rebuild');
CREATE TRIGGER directive_added AFTER INSERT ON directive BEGIN
    INSERT INTO directive_fts (rowid, folded) VALUES (new.id, new.folded);
END;
CREATE INDEX directive_work ON directive (work, edition);
CREATE INDEX directive_label ON directive (label);

-- Searches that a person keeps. seen: the highest number of an article when it was last run.
CREATE TABLE saved (
    name TEXT PRIMARY KEY,
    words TEXT NOT NULL,                          -- the query as typed
    options TEXT NOT NULL,                        -- JSON object: filters and marks
    seen INTEGER NOT NULL,
    run TEXT                                      -- UTC, ISO 8601; NULL where it was never run
) WITHOUT ROWID;
