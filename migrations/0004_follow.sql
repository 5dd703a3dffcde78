-- Feeds and sitemaps that are followed, and the pages they name that were asked for.

-- etag, modified: what the site said when all that it named had been taken in; sent back, so that it can answer that
-- nothing is new.
CREATE TABLE followed (
    address TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                           -- feed or sitemap
    title TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    added TEXT NOT NULL,                          -- UTC, ISO 8601
    run TEXT                                      -- UTC, when all was last taken in; NULL where it never was
) WITHOUT ROWID;

-- A page's address as it was named; the article's own location may be another one, behind redirections.
CREATE TABLE visited (
    address TEXT PRIMARY KEY,
    visited TEXT NOT NULL,                        -- UTC, ISO 8601
    again INTEGER NOT NULL                        -- 1: it gave no page then, but may another day
) WITHOUT ROWID;
