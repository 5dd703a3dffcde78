-- The file from which a page or record with an address of the web was refused: there it is looked for again, not in the web.
ALTER TABLE ledger ADD COLUMN file TEXT;
CREATE INDEX ledger_file ON ledger (file) WHERE file IS NOT NULL;
