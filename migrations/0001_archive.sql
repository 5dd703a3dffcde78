-- Sources, articles, facts with their mentions, and the full-text index over them.

-- Where bytes came from: one row for each distinct byte sequence read.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    article INTEGER REFERENCES article (number),  -- the article that these bytes are, or once were, a source of
    uri TEXT NOT NULL,                            -- path or address as given
    location TEXT,                                -- what stays the same when the bytes change; NULL where nothing does
    site INTEGER NOT NULL REFERENCES site (id),
    sha256 BLOB NOT NULL UNIQUE,                  -- 32 bytes
    format TEXT NOT NULL,
    encoding TEXT,
    ingested TEXT NOT NULL,                       -- UTC, ISO 8601
    content BLOB NOT NULL                         -- the bytes as read, zlib-compressed
);
CREATE INDEX source_article ON source (article);
CREATE INDEX source_location ON source (location);

-- A host, or a folder or file that articles were read from.
CREATE TABLE site (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL                          -- words in lower case without marks, a blank before and after each
);

CREATE TABLE article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,     -- what people type; never used twice
    docid INTEGER NOT NULL UNIQUE,                -- number in the index: the day's ordinal << 16 | place; negative: undated
    source INTEGER NOT NULL REFERENCES source (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    text TEXT GENERATED ALWAYS AS (
        CASE '' WHEN title THEN body WHEN body THEN title ELSE title || char(10, 10) || body END
    ) VIRTUAL,                                    -- what spans count in, by code points
    published TEXT,                               -- ISO 8601, cut to its precision
    event TEXT,
    date TEXT GENERATED ALWAYS AS (coalesce(published, event)) VIRTUAL,
    byline TEXT,
    fingerprint INTEGER NOT NULL,                 -- hash of the folded words, to find the same text again
    extractor TEXT NOT NULL                       -- version of danvan that read the facts
);
CREATE INDEX article_fingerprint ON article (fingerprint);
CREATE INDEX article_date ON article (date);       -- counts by date then need not read the texts

-- A fact of an article. kind: published, event, province, district, commune, person, directive, relation, figure,
-- model, award.
-- entity: id of the unit, person or directive; value: JSON object of what this article says of it.
CREATE TABLE fact (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    rank INTEGER NOT NULL,
    entity INTEGER,
    value TEXT NOT NULL,
    PRIMARY KEY (article, kind, rank)
) WITHOUT ROWID;
CREATE INDEX fact_entity ON fact (kind, entity) WHERE entity IS NOT NULL;

-- Where a fact stands: [start, end) code points of article.text.
CREATE TABLE mention (
    article INTEGER NOT NULL,
    kind TEXT NOT NULL,
    rank INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (article, kind, rank, start),
    FOREIGN KEY (article, kind, rank) REFERENCES fact (article, kind, rank) ON DELETE CASCADE
) WITHOUT ROWID;

-- What facts point to. label: as shown; key: what makes it one and the same; folded: as site.folded, for filters.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    folded TEXT NOT NULL,
    now TEXT                                      -- a province's name today
);
CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    folded TEXT NOT NULL,
    place TEXT NOT NULL                           -- what tells namesakes apart: the name of a province, '' for unknown
);
-- An undated citation whose work has one edition is that edition; where it has several, it stays open.
CREATE TABLE directive (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    folded TEXT NOT NULL,
    place TEXT NOT NULL,                          -- the province of a local body, '' for central bodies and unknown ones
    work TEXT NOT NULL,                           -- type, number, symbol and place
    edition TEXT                                  -- term, year or date that tells works of one symbol apart; NULL: not told
);

-- What the full-text indexes hold; danvan_plain, danvan_fold and danvan_pairs are functions of danvan's connections.
-- filters: a word for each value that articles are filtered by, as in "province3 person17 site2".
CREATE VIEW article_index AS
SELECT
    article.docid,
    danvan_plain(article.title) AS title,
    danvan_plain(article.body) AS body,
    danvan_fold(article.title) AS title_folded,
    danvan_fold(article.body) AS body_folded,
    danvan_pairs(article.text) AS pairs,
    'site' || source.site || coalesce((
        SELECT group_concat(' ' || fact.kind || fact.entity, '')
        FROM fact WHERE fact.article = article.number AND fact.entity IS NOT NULL
    ), '') AS filters
FROM article JOIN source ON source.id = article.source;

CREATE VIRTUAL TABLE article_fts USING fts5 (
    title, body, title_folded, body_folded, filters,
    content = 'article_index', content_rowid = 'docid', tokenize = 'unicode61 remove_diacritics 0'
);

-- Folded pairs of neighbouring words ("dan_van") without positions: most Vietnamese words have two syllables, so pairs
-- tell articles apart where single syllables do not, and their posting lists are short.
CREATE VIRTUAL TABLE article_pairs USING fts5 (
    pairs, filters,
    content = 'article_index', content_rowid = 'docid', detail = none,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
